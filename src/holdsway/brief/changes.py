"""Who holds what: places that changed hands, places in dispute, and places reported on that did not change."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.actors import CONTESTED
from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import listing, marks, probability, short_day
from holdsway.control import Estimate, latest
from holdsway.frame import Frame
from holdsway.records import Polarity, Statement

__all__ = ["changed", "disputed", "held", "holder_words"]

MOST_CITED = 6


def changed(matter: Matter) -> Section:
    """Places whose probable holder on the last day is not the one of the day before the period."""
    findings = []
    for now in _by_parent(matter.after.values()):
        was = matter.before[now.code]
        if now.unknown or (was.holder == now.holder and not was.unknown):
            continue
        if not _reported(matter, now.code):
            continue
        before = "not known before" if was.unknown else f"{_holder(matter.frame, was)} before"
        cited = _cited(matter, now)
        text = f"{matter.frame.places[now.code].title}: {_holder(matter.frame, now)}; {before}"
        text += _if_they_differ(matter, now)
        findings.append(Finding(text, cited, _facts(now, was)))
    days = matter.days
    return Section(
        "changes",
        "Changed hands",
        tuple(findings),
        note=f"Probable holder on {short_day(days.last)} beside the day before {short_day(days.first)}, as now known.",
        empty="No place changed its probable holder.",
    )


def disputed(matter: Matter) -> Section:
    """Places on which the sources' latest words differ and no holder is probable enough to name."""
    findings = []
    for now in _by_parent(matter.after.values()):
        words = _words(matter, now)
        if not now.unknown or not words or not _reported(matter, now.code):
            continue
        ranked = sorted(now.probabilities.items(), key=lambda item: -item[1])[:2]
        odds = listing([f"{holder_words(matter.frame, h)} {probability(p)}" for h, p in ranked])
        text = f"{matter.frame.places[now.code].title}: not settled, {odds}. {_sides(matter, now)}"
        cited = _cited(matter, now)
        findings.append(Finding(text, cited, _facts(now, matter.before[now.code])))
    return Section(
        "disputed", "In dispute or thinly reported", tuple(findings), empty="No place reported on is unsettled."
    )


def held(matter: Matter) -> Section:
    """Places reported on in the period whose probable holder stayed the same."""
    findings = []
    for now in _by_parent(matter.after.values()):
        was = matter.before[now.code]
        if now.unknown or was.unknown or was.holder != now.holder or not _reported(matter, now.code):
            continue
        cited = _cited(matter, now)
        text = f"{matter.frame.places[now.code].title}: {_holder(matter.frame, now)}"
        text += _if_they_differ(matter, now)
        findings.append(Finding(text, cited, _facts(now, was)))
    return Section("held", "Reported on, holder as before", tuple(findings))


def holder_words(frame: Frame, holder: str) -> str:
    """A holder as it is printed: the party's name, or `contested`."""
    return "contested" if holder == CONTESTED else frame.parties.name_of(holder)


def _holder(frame: Frame, estimate: Estimate) -> str:
    return f"{holder_words(frame, estimate.holder)} {probability(estimate.probability)}"


def _if_they_differ(matter: Matter, estimate: Estimate) -> str:
    """Who names which holder, where the sources' latest words are not of one mind; nothing where they are."""
    return f". {_sides(matter, estimate)}" if _differ(_words(matter, estimate)) else ""


def _cited(matter: Matter, estimate: Estimate) -> tuple[int, ...]:
    """The footnotes of a place: all of the sources' latest words where they differ, else the newest few."""
    words = _words(matter, estimate)
    return matter.notes.cite(*(words if estimate.unknown or _differ(words) else words[:MOST_CITED]))


def _differ(words: list[Statement]) -> bool:
    return len({said.party for said in words}) > 1


def _sides(matter: Matter, estimate: Estimate) -> str:
    """Who names which holder, each side with its footnotes."""
    sides: dict[tuple[str, bool], list[Statement]] = {}
    for said in _words(matter, estimate):
        if said.party:
            sides.setdefault((said.party, said.polarity is Polarity.NEGATED), []).append(said)
    parts = []
    for (holder, denied), voices in sides.items():
        speakers = listing(sorted({said.source for said in voices}))
        who = f"{'not ' if denied else ''}{holder_words(matter.frame, holder)}"
        parts.append(f"{who} by {speakers} {marks(matter.notes.cite(*voices))}")
    return "; ".join(parts)


def _words(matter: Matter, estimate: Estimate) -> list[Statement]:
    """The sources' latest words on a place, the newest first."""
    words = latest(matter.estimator.evidence(estimate.code), matter.frame, estimate.on)
    return [word.said for word in sorted(words, key=lambda word: word.order, reverse=True)]


def _reported(matter: Matter, code: str) -> bool:
    return any(matter.in_days(said) for said in matter.estimator.evidence(code))


def _by_parent(estimates: Iterable[Estimate]) -> list[Estimate]:
    return sorted(estimates, key=lambda estimate: (estimate.admin1 or "", estimate.place, estimate.code))


def _facts(now: Estimate, was: Estimate) -> dict[str, object]:
    return {
        "place": now.place,
        "code": now.code,
        "admin1": now.admin1,
        "now": {"on": str(now.on), "holder": now.holder, "probability": now.probability, "unknown": now.unknown},
        "was": {"on": str(was.on), "holder": was.holder, "probability": was.probability, "unknown": was.unknown},
        "probabilities": dict(now.probabilities),
    }

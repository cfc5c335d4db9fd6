"""Attacks and their victims, one line for each report: nothing is matched here, so two lines may tell one event."""

from __future__ import annotations

from collections.abc import Mapping

from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import listing, said_on, span
from holdsway.control import moves_territory
from holdsway.reading.incidents import MILD
from holdsway.records import ActorRole, Kind, Polarity, Statement

__all__ = ["attacks", "figure"]

_NO_ATTACKS = MILD | {"handover", "meeting"}
_OF_WHOM = frozenset(("retreat", "surrender", "displacement", "defection", "survival"))
"""What befalls those it is told of, and is done by nobody to them: 'retreat of A'."""
_LONG = 31
"""A figure of more days than this sums up; what else happened in that time does not stand beside it."""


def attacks(matter: Matter) -> Section:
    """Reports of attacks and of casualties about the period or first made in it, by place and day.

    Earlier reports on the same place and days stand beside them, so that it can be seen how a figure moved.
    """
    known = [
        said
        for said in matter.statements
        if said.kind in (Kind.EVENT, Kind.CASUALTY)
        and said.is_evidence
        and not said.modality.is_weak
        and (_is_attack(said) if said.kind is Kind.EVENT else figure(said) != "0")
    ]
    now = [said for said in known if matter.in_days(said)]
    told = _one_a_row([said for said in known if said in now or any(_same_place_and_days(said, one) for one in now)])
    by_id = {**matter.earlier, **{said.id: said for said in matter.statements}}
    told.sort(key=lambda said: (matter.place_of(said), str(said.valid or ""), str(said.published or ""), said.id))
    findings = tuple(_finding(said, by_id, matter) for said in told)
    return Section(
        "attacks",
        "Attacks and casualties",
        findings,
        note="Listed report by report, unmatched: two lines may tell of one event. Figures are each source's own.",
    )


def figure(said: Statement) -> str | None:
    """A source's figure as it was given: `22`, `20 to 25`, `at least 23`, `up to 60`."""
    low, best, high = (None if n is None else f"{n:,.0f}" for n in (said.low, said.best, said.high))
    if low and high:
        middle = f", best {best}" if best and best not in (low, high) else ""
        return low if low == high else f"{low} to {high}{middle}"
    if low and best == low:
        return f"at least {low}"
    if best and low:
        return f"{best} (low {low})"
    if best and high and high != best:
        return f"{best} (high {high})"
    if low:
        return f"at least {low}"
    return f"up to {high}" if high else best


def _same_place_and_days(said: Statement, other: Statement) -> bool:
    if said.place_code is None or said.place_code != other.place_code:
        return False
    if said.valid is None or other.valid is None or (other.valid.last - other.valid.first).days > _LONG:
        return False
    return said.valid.overlaps(other.valid)


def _one_a_row(told: list[Statement]) -> list[Statement]:
    """The casualty statements that a table row makes beside its event are left to the event's own line."""
    events = {(said.document, said.quote.row) for said in told if said.kind is Kind.EVENT and said.quote.row}
    return [said for said in told if said.kind is Kind.EVENT or (said.document, said.quote.row) not in events]


def _is_attack(said: Statement) -> bool:
    deadly = any(n for n in (said.low, said.best, said.high))
    return deadly or (not moves_territory(said) and said.event_type not in _NO_ATTACKS)


def _finding(said: Statement, by_id: Mapping[str, Statement], matter: Matter) -> Finding:
    when = span(said.valid) if said.valid else "day not said"
    what = _what(said, matter)
    told = f"{said.source}, {said_on(said)}" if said.published else f"{said.source}, no date"
    text = f"{matter.place_of(said)}, {when}: {what} ({told})"
    cited = [said]
    older = by_id.get(said.revises or "")
    if older is not None:
        cited.append(older)
        said_then = f", {said_on(older)}" if older.published else ""
        text += f"; its figure before{said_then}: {figure(older) or 'none'}"
    return Finding(text, matter.notes.cite(*cited), _facts(said, older))


def _what(said: Statement, matter: Matter) -> str:
    """What happened, who is said to have done it to whom, and how many died: `attack by A against B, 3 to 5 deaths`."""
    amount = figure(said)
    whom = said.number_of or "deaths"
    if said.category and said.category not in ("all", whom):
        whom = f"{whom} ({said.category})"
    counted = f"{'no' if amount == '0' else amount or 'a number of'} {whom}"
    who = _who(said, matter)
    if said.kind is Kind.CASUALTY:
        return f"{counted}{who}"
    what = (said.event_type or "attack").replace("_", " ")
    return f"{what}{who}, {counted}" if amount else f"{what}{who}"


def _who(said: Statement, matter: Matter) -> str:
    """Who acted and against whom; of two sides, of whom it is not said which acted, both."""
    by, against, sides = (_actors(said.actors, role, matter) for role in ("by", "against", "side"))
    if said.polarity is Polarity.NEGATED:
        return f", said not to be by {by}" if by else ", denied"
    if said.kind is Kind.CASUALTY:
        return f" by {by}" if by else ""
    if sides:
        return f" between {sides}"
    if not by and not against and (parties := _actors(said.actors, "party", matter)):
        return f" involving {parties}"
    if said.event_type in _OF_WHOM and against and not by:
        return f" of {against}"
    return f"{f' by {by}' if by else ''}{f' against {against}' if against else ''}"


def _actors(actors: tuple[ActorRole, ...], role: str, matter: Matter) -> str:
    return listing([matter.frame.parties.name_of(actor.id) for actor in actors if actor.role == role])


def _facts(said: Statement, older: Statement | None) -> dict[str, object]:
    return {
        "statement": said.id,
        "place": said.place_code,
        "deaths": {"low": said.low, "best": said.best, "high": said.high},
        "number_of": said.number_of,
        "event_type": said.event_type,
        "revises": older.id if older else None,
        "matched": False,
    }

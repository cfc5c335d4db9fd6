"""Silence: places with no report in the period. No report is not peace, and not the holder of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from holdsway.brief.changes import holder_words
from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import count, day, probability
from holdsway.records import Statement

__all__ = ["silence"]

MOST_LISTED = 12


def silence(matter: Matter) -> Section:
    """How many places have no report, and the last word on those that had one before, the longest silent first."""
    silent, quiet = [], 0
    told = _by_place(matter)
    for code, now in matter.after.items():
        said = told.get(code, [])
        if any(matter.in_days(s) for s in said):
            continue
        quiet += 1
        if said:
            last = max(said, key=lambda s: (s.report_day or matter.days.first, s.seq, s.id))
            silent.append((last.report_day or matter.days.first, now, last))
    whole = len(matter.frame.places.leaves)
    findings = []
    if quiet:
        never = quiet - len(silent)
        text = f"No report on {quiet} of {count(whole, 'place')}; on {never} of them none at all in this record"
        findings.append(Finding(text, matter.notes.cite_frame(), {"silent": quiet, "never": never, "places": whole}))
    silent.sort(key=lambda item: (item[0], item[1].code))
    for since, now, last in silent[:MOST_LISTED]:
        then = (
            "not known" if now.unknown else f"{holder_words(matter.frame, now.holder)} {probability(now.probability)}"
        )
        text = f"{matter.frame.places[now.code].title}: last report {day(since)} ({then})"
        findings.append(Finding(text, matter.notes.cite(last), {"code": now.code, "last_report": str(since)}))
    if len(silent) > MOST_LISTED:
        rest = silent[MOST_LISTED:]
        text = f"{count(len(rest), 'more place')} reported on earlier, last {day(rest[0][0])} to {day(rest[-1][0])}"
        findings.append(Finding(text, matter.notes.cite(rest[0][2], rest[-1][2])))
    return Section(
        "silence",
        "Silence",
        tuple(findings),
        note="No report is not peace. In brackets: the holder that earlier reports leave most probable."
        + _unread(matter),
        empty="Every place has a report.",
    )


def _unread(matter: Matter) -> str:
    """What to say of documents in other languages: a place on which only they report is not without a report."""
    translated = {document.translation_of for document in matter.documents}
    unread = sum(not document.read and document.sha256 not in translated for document in matter.documents)
    return f" {count(unread, 'document')} NOT READ may tell of these places." if unread else ""


def _by_place(matter: Matter) -> Mapping[str, list[Statement]]:
    """Every report of a place by the last day, whatever it tells of it; one on a parent is one on each leaf."""
    places = matter.frame.places
    told: dict[str, list[Statement]] = defaultdict(list)
    for said in matter.statements:
        day = said.valid.first if said.valid else said.published_day
        if said.place_code in places and said.is_evidence and day is not None and day <= matter.days.last:
            for leaf in places.leaves_of(said.place_code or ""):
                told[leaf.code].append(said)
    return told

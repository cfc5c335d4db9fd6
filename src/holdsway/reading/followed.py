"""Follow-ups: what a report that corrects another leaves unsaid of day, place and doer, as that report has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.reading.dating import INFERRED, SINCE_TOLD
from holdsway.reading.incidents import VIOLENT
from holdsway.records import ActorRole, Document, Kind, Polarity, Statement, identified

__all__ = ["followed"]

_NEAR = 4
"""A report that tells of harm on days further apart than this tells of several matters."""


def followed(
    document: Document, said: Iterable[Statement], earlier: Sequence[Statement], frame: Frame
) -> list[Statement]:
    """The statements of a report that corrects another, with the day, place and doer of the harm it speaks of again.

    'The toll has risen to 85' is of the day of the attack that the `earlier` statements tell, though it names none.
    Only losses and attacks dated by nothing but the time of publication take a day; each says so in its note. A report
    that names a day of harm itself tells its own matter. Statements that stand in a ledger are left as they are.
    """
    said = list(said)
    own = any(_is_harm(one) and one.valid_text for one in said)
    told = [one for one in earlier if one.is_evidence and one.polarity is Polarity.AFFIRMED and one.retracts is None]
    if own or not told or document.published is None:
        return said
    return [_followed(document, one, told, frame) if _is_open_to(document, one) else one for one in said]


def _followed(document: Document, said: Statement, told: Sequence[Statement], frame: Frame) -> Statement:
    same = [one for one in told if _is_same_place(said, one)]
    harm = [one for one in same if _is_harm(one)]
    changed = said
    taken = []
    if days := _days(said, harm, [one for one in same if one.kind is Kind.CONTROL]):
        changed = replace(changed, valid=days)
        taken.append("day")
    codes = {(one.place_code, one.place_text) for one in harm if one.place_code}
    if said.place_code is None and said.place_text is None and len(codes) == 1:
        place = next(one for one in harm if one.place_code)
        slots = ("place_code", "place_version", "place_text", "place_note", "place_precision", "admin1")
        changed = replace(changed, **{slot: getattr(place, slot) for slot in slots})
        taken.append("place")
    if doer := _doer(said, harm, frame):
        changed = replace(changed, actors=(ActorRole(doer, "by"), *said.actors))
        taken.append("doer")
    if not taken:
        return said
    notes = [n for n in (said.note or "").split("; ") if n and not (days and n in (INFERRED, SINCE_TOLD))]
    notes.append(f"{' and '.join(taken)} told in the report it corrects")
    changed = replace(changed, note="; ".join(notes))
    return identified(changed, text_sha256=document.text_sha256)


def _is_open_to(document: Document, said: Statement) -> bool:
    """Whether a statement is of harm, and dated by nothing but the time of publication."""
    if said.batch is not None or not said.is_evidence or not _is_harm(said) or said.valid is None or said.valid_text:
        return False
    return document.published is not None and said.valid.last >= document.published.first.date()


def _is_harm(said: Statement) -> bool:
    return said.kind is Kind.CASUALTY or (said.kind is Kind.EVENT and said.event_type in VIOLENT)


def _is_same_place(said: Statement, earlier: Statement) -> bool:
    if said.place_code and earlier.place_code:
        return said.place_code == earlier.place_code
    return None in (said.admin1, earlier.admin1) or said.admin1 == earlier.admin1


def _days(said: Statement, harm: Sequence[Statement], control: Sequence[Statement]) -> Days | None:
    """The days of the one attack told earlier; where no day was named then either, from those days until now."""
    named = [one.valid for one in harm if one.valid and (one.valid_text or _is_past(one))]
    around = [one.valid for one in (*harm, *control) if one.valid]
    if said.valid is None or not around:
        return None
    if named:
        days = Days(min(d.first for d in named), max(d.last for d in named))
        return days if (days.last - days.first).days <= _NEAR else None
    first = min(d.first for d in around)
    return Days(first, said.valid.last) if first < said.valid.first else None


def _is_past(said: Statement) -> bool:
    """Whether a statement is of days before its publication, as one that follows another report may be."""
    return said.valid is not None and said.published is not None and said.valid.last < said.published.first.date()


def _doer(said: Statement, harm: Sequence[Statement], frame: Frame) -> str | None:
    """The one party that did the harm by the report corrected, for a loss told without a doer."""
    if said.kind is not Kind.CASUALTY or any(actor.role == "by" for actor in said.actors):
        return None
    did = {a.id for one in harm for a in one.actors if a.role == "by" and a.id in frame.parties}
    harmed = {actor.id for actor in said.actors}
    return next(iter(did)) if len(did) == 1 and not did & harmed else None

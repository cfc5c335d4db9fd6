"""Rumours: what was said to be possible or likely, and what the record says became of it."""

from __future__ import annotations

from datetime import timedelta

from holdsway.brief.changes import holder_words
from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import listing, marks, said_on
from holdsway.records import Kind, Polarity, Statement
from holdsway.words import fold

__all__ = ["rumours"]

FOLLOWED = timedelta(days=30)
"""How long after a rumour a report may still be what became of it."""


def rumours(matter: Matter) -> Section:
    """Statements of the period held only as possible or likely, each with later firm reports on the same matter."""
    told = [said for said in matter.statements if said.modality.is_weak and said.is_evidence and matter.in_days(said)]
    findings = []
    for said in told:
        later = [other for other in matter.statements if _follows(other, said)]
        bore_out = [other for other in later if _agrees(other, said)]
        spoke_against = [other for other in later if not _agrees(other, said)]
        fate = []
        if bore_out:
            fate.append(f"later reported so {marks(matter.notes.cite(*bore_out))}")
        if spoke_against:
            fate.append(f"later reported otherwise {marks(matter.notes.cite(*spoke_against))}")
        became = listing(fate) if fate else "nothing further in this record"
        told_by = f"{said.source}, {said_on(said)}" if said.published else said.source
        text = f"{_what(said, matter)}: said to be {said.modality} ({told_by}); {became}"
        cited = matter.notes.cite(said, *bore_out, *spoke_against)
        findings.append(Finding(text, cited, {"statement": said.id, "modality": str(said.modality)}))
    return Section("rumours", "Rumours, and what became of them", tuple(findings), empty="None in this record.")


def _what(said: Statement, matter: Matter) -> str:
    actors = listing(list(dict.fromkeys(matter.frame.parties.name_of(actor.id) for actor in said.actors)))
    where = f", {matter.place_of(said)}" if said.place_code or said.place_text else ""
    if said.kind is Kind.CONTROL and said.party:
        return f"{holder_words(matter.frame, said.party)} to hold{where.replace(',', '', 1)}"
    what = (said.event_type or str(said.kind)).replace("_", " ")
    return f"{what}{f', {actors}' if actors else ''}{where}"


def _follows(other: Statement, said: Statement) -> bool:
    """Whether a firm report is about the same matter as a rumour, and came after it."""
    if other.modality.is_weak or not other.is_evidence or other.kind is not said.kind:
        return False
    if not (other.published and said.published and said.published.last < other.published.last):
        return False
    if other.published.last - said.published.last > FOLLOWED:
        return False
    if said.kind is Kind.CONTROL:
        return other.place_code is not None and other.place_code == said.place_code
    same_kind = other.event_type == said.event_type and other.number_of == said.number_of
    same_place = _place(other) == _place(said) != ""
    shared = {actor.id for actor in other.actors} & {actor.id for actor in said.actors}
    return same_kind and (same_place or bool(shared))


def _place(said: Statement) -> str:
    return said.place_code or fold(said.place_text or "")


def _agrees(other: Statement, said: Statement) -> bool:
    same = other.party == said.party if said.kind is Kind.CONTROL else True
    return same == (other.polarity is said.polarity) if same else other.polarity is Polarity.NEGATED

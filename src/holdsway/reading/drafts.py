"""Drafts: the form in which a language model answers, and how a draft becomes a statement.

A draft names things by the words of the text and the ids of the parties; codes, spans, sources and hashes are ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from holdsway.clocks import Days, parse_days
from holdsway.errors import DateError
from holdsway.frame import Frame, Placed
from holdsway.reading.anchors import anchored
from holdsway.reading.checks import Dropped, last_day, source_without_speaker, unknown_word
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Statement
from holdsway.words import Quote

__all__ = ["Draft", "DraftActor", "Drafts", "Piece", "drafted"]

LONGEST = 600


def _one_of(words: type[StrEnum] | Iterable[str]) -> Any:
    """A word of a list: a model is told the list, and a word that is not in it is dropped with that reason."""
    return Field(json_schema_extra={"enum": [str(word) for word in words]})


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DraftActor(_Form):
    """Somebody who takes part."""

    id: str = Field(description="The id of a listed party, else the name exactly as the document writes it.")
    role: Annotated[str, _one_of(("by", "against", "party", "subject", "object"))]
    words: str | None = Field(None, description="The words of the document that name it.")


class Draft(_Form):
    """One thing that somebody asserts in the document."""

    kind: Annotated[str, _one_of(Kind)]
    quote: str = Field(max_length=4_000, description="Exact words of the document, copied letter for letter.")
    before: str = Field("", max_length=LONGEST, description="The words right before the quote, if it occurs twice.")
    modality: Annotated[str, _one_of(Modality)]
    polarity: Annotated[str, _one_of(Polarity)] = "affirmed"
    why_no_evidence: str | None = Field(
        None, max_length=LONGEST, description="For future to opinion: what makes it no report of what happened."
    )
    speakers: list[str] = Field(
        default_factory=list, description="Who says so, outermost first, as the document names them; not the publisher."
    )
    speaking_party: str | None = Field(None, description="The party id for which the last of the speakers speaks.")
    place: str | None = Field(None, description="The place, as the document writes it.")
    within: str | None = Field(None, description="The province or state it lies in, if the document says so.")
    is_whole_province: bool = False
    party: str | None = Field(None, description="Who holds the place: the id of a listed party, or 'contested'.")
    actors: list[DraftActor] = Field(default_factory=list)
    days: str | None = Field(None, description="When it was so: YYYY-MM-DD, YYYY-MM, or FIRST/LAST.")
    low: float | None = None
    best: float | None = None
    high: float | None = None
    number_of: str | None = Field(None, max_length=LONGEST, description="What is counted: killed, wounded, districts.")
    category: str | None = Field(None, max_length=LONGEST, description="'civilian' where the document says so.")
    event_type: str | None = Field(None, max_length=LONGEST, description="attack, clash, airstrike, ceasefire, talks …")
    label: str | None = Field(None, max_length=LONGEST, description="The document's own word for it: captured, son …")


class Drafts(_Form):
    """Everything the document asserts of control, events, casualties, counts, ties, roles and listings."""

    statements: list[Draft]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, end exclusive: what is shown to a model at one time."""

    start: int
    end: int


def drafted(draft: Draft, text: str, piece: Piece, document: Document, frame: Frame) -> Statement | Dropped:
    """The statement that a draft stands for, its quote put where it stands in the piece; or why there is none."""
    words = ((draft.kind, Kind), (draft.polarity, Polarity), (draft.modality, Modality))
    fault = next((f for word, known in words if (f := unknown_word(word, known))), None)
    if fault:
        return Dropped(draft.quote, fault)
    quote = anchored(Quote(draft.quote, prefix=draft.before), text, first=piece.start, last=piece.end)
    if isinstance(quote, str):
        return Dropped(draft.quote, quote)
    try:
        valid = _days(draft, document)
    except DateError as error:
        return Dropped(draft.quote, str(error))
    kind, modality = Kind(draft.kind), Modality(draft.modality)
    site, precision = _site(draft, frame)
    return Statement(
        kind=kind,
        source=_source(draft, document, frame),
        document=document.sha256,
        quote=quote,
        publisher=document.speaks_for,
        place_code=site.code if site else None,
        place_version=site.version if site else None,
        place_text=draft.place,
        place_precision=precision,
        place_note=site.note if site else None,
        admin1=_admin1(draft, site, frame),
        party=draft.party,
        actors=tuple(ActorRole(frame.actor(a.id), a.role, a.words) for a in draft.actors),
        label=draft.label,
        valid=valid,
        open=kind is Kind.CONTROL and modality.is_evidence,
        published=document.published,
        polarity=Polarity(draft.polarity),
        modality=modality,
        trap_reason=draft.why_no_evidence or None,
        attribution=tuple(draft.speakers),
        low=draft.low,
        best=draft.best,
        high=draft.high,
        number_of=draft.number_of,
        category=draft.category,
        event_type=draft.event_type,
        licence=document.licence or frame.licence,
        method="read",
        url=document.url,
        seq=quote.start or 0,
    )


def _days(draft: Draft, document: Document) -> Days | None:
    """The days a draft gives. Of a stretch that began before publication, a report tells up to its publication."""
    if not draft.days:
        return None
    days = parse_days(draft.days)
    if document.published is None or not Modality(draft.modality).is_evidence:
        return days
    last = last_day(document.published)
    return Days(days.first, last) if days.first <= last < days.last else days


def _site(draft: Draft, frame: Frame) -> tuple[Placed | None, str | None]:
    """Where a place stands, found by our own gazetteer; a whole province never pins one place within it."""
    if not draft.place:
        return None, None
    if not draft.is_whole_province:
        found = None
        if not frame.declared and len(frame.places):
            found = frame.places.resolve(draft.place, parent=draft.within).place
        return frame.place(draft.place, admin1=draft.within, code=found.code if found else None), None
    whole = [p for p in frame.places.named(draft.place) if frame.places.leaves_of(p.code) != (p,)]
    if len(whole) == 1:
        return Placed(whole[0].code, whole[0].version), "province"
    return Placed(None, note="a whole province: on no single place"), "province"


def _admin1(draft: Draft, site: Placed | None, frame: Frame) -> str | None:
    known = frame.places.get(site.code) if site else None
    if known:
        return known.admin1
    named = draft.within or (draft.place if draft.is_whole_province else None)
    return (frame.places.parent_named(named) or named) if named else None


def _source(draft: Draft, document: Document, frame: Frame) -> str:
    """The source: the last speaker where that is a party or a declared source, else the publisher."""
    party = frame.parties.match(draft.speaking_party) if draft.speakers else None
    if party:
        declared = frame.scales.spokesmen_of(party.id)
        return declared.source if declared else f"{party.name} statements"
    listed = frame.scales.of(draft.speakers[-1]) if draft.speakers else None
    return listed.source if listed else source_without_speaker(document)

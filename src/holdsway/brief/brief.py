"""The brief put together: sections of findings, each finding with its footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from holdsway.brief.footnotes import Footnote, Footnotes
from holdsway.clocks import Days
from holdsway.control import Estimate, Estimator
from holdsway.frame import Frame
from holdsway.records import Document, Statement

__all__ = ["Brief", "Finding", "Matter", "Section", "make_brief"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the brief: what is found, and the numbers of its footnotes. `facts` are its parts, for JSON."""

    text: str
    footnotes: tuple[int, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the brief: what it holds, its findings, and what to say when there are none."""

    id: str
    title: str
    findings: tuple[Finding, ...]
    note: str | None = None
    empty: str = "Nothing in this record."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A situation brief over some days, as known by a time. `estimates` are those of the last day, for the map."""

    title: str
    frame: Frame
    days: Days
    known_by: str | None
    batch: int | None
    head: str | None
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    estimates: tuple[Estimate, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What the sections work from: the frame, the days, and everything known by the time in question."""

    frame: Frame
    days: Days
    statements: Sequence[Statement]
    documents: Sequence[Document]
    estimator: Estimator
    before: Mapping[str, Estimate]
    after: Mapping[str, Estimate]
    notes: Footnotes

    def in_days(self, said: Statement) -> bool:
        """Whether a statement is about these days, or was first said in them."""
        about = said.valid is not None and said.valid.overlaps(self.days)
        return about or (said.published_day is not None and said.published_day in self.days)

    def place_of(self, said: Statement) -> str:
        """The place a statement speaks of, as it is printed."""
        place = self.frame.places.get(said.place_code)
        if place:
            return place.title
        words = said.place_text or "place not said"
        return f"{words} ({said.admin1})" if said.admin1 else words


def make_brief(
    frame: Frame,
    days: Days,
    statements: Sequence[Statement],
    documents: Sequence[Document],
    *,
    known_by: str | None = None,
    batch: int | None = None,
    head: str | None = None,
) -> Brief:
    """The brief over some days. Statements and documents must already be those known by the time in question."""
    from holdsway.brief import attacks, changes, counts, relations, rumours, silence, sources

    estimator = Estimator(frame, statements, known_by)
    eve = date.fromordinal(days.first.toordinal() - 1)
    after = {estimate.code: estimate for estimate in estimator.estimates(days.last)}
    before = {estimate.code: estimate for estimate in estimator.estimates(eve)}
    notes = Footnotes(documents, frame)
    matter = Matter(frame, days, statements, documents, estimator, before, after, notes)
    sections = (
        changes.changed(matter),
        changes.disputed(matter),
        changes.held(matter),
        attacks.attacks(matter),
        relations.relations(matter),
        rumours.rumours(matter),
        counts.counts(matter),
        silence.silence(matter),
        sources.sources(matter),
    )
    return Brief(
        title=frame.title or "Situation brief",
        frame=frame,
        days=days,
        known_by=known_by,
        batch=batch,
        head=head,
        sections=sections,
        footnotes=notes.all(),
        estimates=tuple(after.values()),
        basis=sources.basis(matter),
    )

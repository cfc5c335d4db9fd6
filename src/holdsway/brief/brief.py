"""The brief put together: its sections in order, its footnotes, and the estimates behind the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from holdsway.brief import attacks, changes, counts, relations, rumours, silence, sources
from holdsway.brief.footnotes import Footnote, Footnotes
from holdsway.brief.parts import Matter, Section
from holdsway.clocks import Days
from holdsway.control import Estimate, Estimator
from holdsway.frame import Frame
from holdsway.records import Document, Statement

__all__ = ["Brief", "make_brief"]


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


def make_brief(
    frame: Frame,
    days: Days,
    statements: Sequence[Statement],
    documents: Sequence[Document],
    *,
    known_by: str | None = None,
    batch: int | None = None,
    head: str | None = None,
    earlier: Iterable[Statement] = (),
    rejected: int = 0,
    hidden: int = 0,
    lost: int = 0,
) -> Brief:
    """The brief over some days. Statements and documents must already be those known by the time in question.

    `rejected` rows could not be kept, `hidden` statements are left out by policy, `lost` rulings find no words.
    """
    estimator = Estimator(frame, statements, known_by)
    eve = date.fromordinal(days.first.toordinal() - 1)
    after = {estimate.code: estimate for estimate in estimator.estimates(days.last)}
    before = {estimate.code: estimate for estimate in estimator.estimates(eve)}
    notes = Footnotes(documents, frame)
    superseded = {said.id: said for said in earlier}
    matter = Matter(frame, days, statements, documents, estimator, before, after, notes, superseded)
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
        basis=sources.basis(matter, rejected, hidden, lost),
    )

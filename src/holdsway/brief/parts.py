"""The parts of a brief: findings with their footnotes, the sections they stand in, and what they are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from holdsway.brief.footnotes import Footnotes
from holdsway.clocks import Days
from holdsway.control import Estimate, Estimator
from holdsway.frame import Frame
from holdsway.records import Document, Statement

__all__ = ["Finding", "Matter", "Section"]


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


@dataclass(frozen=True, slots=True)
class Matter:
    """What the sections work from: the frame, the days, and everything known by the time in question.

    `earlier` are the statements, by id, that a later edition of their source has superseded.
    """

    frame: Frame
    days: Days
    statements: Sequence[Statement]
    documents: Sequence[Document]
    estimator: Estimator
    before: Mapping[str, Estimate]
    after: Mapping[str, Estimate]
    notes: Footnotes
    earlier: Mapping[str, Statement] = field(default_factory=dict)

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
        return f"{words} ({said.admin1})" if said.admin1 and said.admin1 != words else words

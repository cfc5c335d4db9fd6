"""Coverage: how much of some documents was read, which sentences gave nothing and why, and which names nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdsway.reading.explaining import WHY, Reason, SentenceRead, Unmatched
from holdsway.reading.read import DocumentReading
from holdsway.records import Document

__all__ = ["Coverage", "coverage_of", "reasons_of", "unmatched_in"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What came of one document, sentence by sentence; `not_read` says why none was looked at.

    `unread` counts the letters beyond the length that is read.
    """

    document: Document
    text: str
    sentences: tuple[SentenceRead, ...]
    statements: int
    unmatched: tuple[Unmatched, ...] = ()
    unread: int = 0
    not_read: str | None = None
    is_told: bool = True

    @property
    def gave(self) -> int:
        """How many sentences gave statements."""
        return sum(one.statements > 0 for one in self.sentences)

    @property
    def silent(self) -> tuple[SentenceRead, ...]:
        """The sentences that gave nothing, first to last."""
        return tuple(one for one in self.sentences if not one.statements)

    @property
    def reasons(self) -> Mapping[Reason, int]:
        """How many sentences gave nothing for each reason, in the order of `WHY`."""
        return reasons_of([self])

    def words(self, sentence: SentenceRead) -> str:
        """A sentence in one line."""
        return " ".join(self.text[sentence.start : sentence.end].split())


def coverage_of(reading: DocumentReading) -> Coverage:
    """The coverage of a document that was read with `explain`."""
    document, told = reading.document, reading.explanation
    why = reading.not_read
    if not document.read:
        why = f"language {document.lang}, not English"
    return Coverage(
        document=document,
        text=reading.text,
        sentences=told.sentences if told else (),
        statements=len(reading.statements),
        unmatched=told.unmatched if told else (),
        unread=len(reading.text) - told.read_to if told and told.read_to is not None else 0,
        not_read=why,
        is_told=told is not None and told.is_told,
    )


def reasons_of(covered: Iterable[Coverage]) -> Mapping[Reason, int]:
    """How many sentences gave nothing for each reason, in the order of `WHY`."""
    counted = Counter(one.reason for coverage in covered for one in coverage.silent if one.reason)
    return {reason: counted[reason] for reason in WHY if counted[reason]}


def unmatched_in(covered: Sequence[Coverage]) -> tuple[Unmatched, ...]:
    """The names that no list has, of all the documents together, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    nearest: dict[tuple[str, str], str | None] = {}
    for one in _names(covered):
        key = (one.kind, one.name)
        counts[key] += one.sentences
        nearest.setdefault(key, one.nearest)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Unmatched(kind, name, count, nearest[kind, name]) for (kind, name), count in ordered)


def _names(covered: Iterable[Coverage]) -> Iterator[Unmatched]:
    for coverage in covered:
        yield from coverage.unmatched

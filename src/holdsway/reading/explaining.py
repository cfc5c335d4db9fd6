"""Explaining: how each statement was drawn from its words, and why the other sentences of a text gave none."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Protocol, runtime_checkable

from holdsway.frame import Frame
from holdsway.reading.checks import Dropped
from holdsway.reading.documents import Loaded
from holdsway.reading.loaded import as_seen, read_loaded
from holdsway.reading.reader import Reader, Reading, read_with
from holdsway.reading.text import read_end, sentences
from holdsway.records import Document, Statement

__all__ = ["WHY", "Explained", "Explaining", "Explanation", "Reason", "SentenceRead", "Slot", "Unmatched", "explained"]


class Reason(StrEnum):
    """Why a sentence gave no statement."""

    HEADING = "heading"
    HEADLINE = "headline"
    NO_PREDICATE = "no_predicate"
    NOT_VOUCHED = "not_vouched"
    NO_PLACE = "no_place"
    NO_ACTOR = "no_actor"
    NO_NUMBER = "no_number"
    LOOKS_BACK = "looks_back"
    NO_PATTERN = "no_pattern"
    DROPPED = "dropped"
    UNEXPLAINED = "unexplained"


WHY = {
    Reason.NOT_VOUCHED: "nobody vouches for it: a question, a condition, a plan told in passing",
    Reason.NO_PLACE: "who holds or leaves what, but no place is named",
    Reason.NO_ACTOR: "something done, but by nobody who is known",
    Reason.NO_NUMBER: "people killed or wounded, but no number of them",
    Reason.LOOKS_BACK: "looks back on how it was before, without a day",
    Reason.NO_PATTERN: "words of war that no pattern brings together",
    Reason.DROPPED: "drawn, and dropped by the checks that every reader must pass",
    Reason.NO_PREDICATE: "no word of the lexicon: nothing of war said",
    Reason.HEADLINE: "the headline again",
    Reason.HEADING: "no verb in it: a heading, a credit, or too short",
    Reason.UNEXPLAINED: "its reader gives no reason",
}
"""Each reason in words, those first that an analyst can do most about."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing of a statement: the words it was taken from, what they came to mean, and how; None where there is none.

    `name` says which: `pattern`, `place`, `holder`, an actor's role, `number`, `of`, `days`, `stance`, `says`, `source`
    or `note`.
    """

    name: str
    words: str | None = None
    means: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A statement with the path from its words to its slots."""

    statement: Statement
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence, `start` to `end` in the text (exclusive): how many statements it gave, or why it gave none.

    `detail` is the word that was stumbled on, or what a check said.
    """

    start: int
    end: int
    statements: int = 0
    reason: Reason | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A name that no list of the frame has, a `place` or an `actor`, and in how many sentences it stands.

    `nearest` is the place of the frame whose name comes closest, where one is close at all.
    """

    kind: str
    name: str
    sentences: int
    nearest: str | None = None


@dataclass(frozen=True)
class Explanation:
    """What came of a text and why: its statements, its sentences from first to last, and the names nobody knows.

    `read_to` is where reading stopped, in a text longer than what is read.
    """

    statements: tuple[Explained, ...] = ()
    sentences: tuple[SentenceRead, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    read_to: int | None = None
    is_told: bool = True
    """Whether the reader itself explained; else only what can be seen from outside is here."""

    def of(self, statement: Statement) -> Explained | None:
        """How a statement was drawn; None where its reader does not say."""
        return self._by_id.get(statement.id)

    @cached_property
    def _by_id(self) -> dict[str, Explained]:
        return {one.statement.id: one for one in self.statements}


@runtime_checkable
class Explaining(Protocol):
    """A reader that can say how it reads; `explain` gives just the statements that `read` would."""

    def explain(self, text: str, document: Document, frame: Frame) -> Explanation:
        """The statements of a text, how each was drawn, and what came of every sentence."""
        ...


@dataclass(slots=True)
class _Told:
    """A reader that explains, taken for one that reads: what it said is kept in `told`."""

    reader: Reader
    explaining: Explaining
    told: Explanation | None = field(default=None)

    @property
    def name(self) -> str:
        return self.reader.name

    @property
    def version(self) -> str:
        return self.reader.version

    @property
    def lexicon_digest(self) -> str | None:
        return getattr(self.reader, "lexicon_digest", None)

    def read(self, text: str, document: Document, frame: Frame) -> Iterable[Statement] | Reading:
        self.told = self.explaining.explain(text, document, frame)
        return [one.statement for one in self.told.statements]


def explained(one: Loaded, reader: Reader, frame: Frame) -> tuple[Reading, Explanation]:
    """A document read as ever, with the path from its words to each statement and what came of every sentence.

    A reader that does not explain itself leaves its statements unexplained, and the sentences are only counted.
    """
    seen = as_seen(one, frame)
    end = read_end(one.text)
    read_to = end if end < len(one.text) else None
    explaining = reader if isinstance(reader, Explaining) and one.document.read else None
    if explaining is None:
        reading = read_loaded(one, lambda *given: read_with(reader, *given), frame)
        return reading, replace(_counted(one, reading), read_to=read_to)
    telling = _Told(reader, explaining)
    drawn: list[Statement] = []

    def reads(text: str, document: Document, frame: Frame) -> Reading:
        came = read_with(telling, text, document, frame)
        drawn.extend(came.statements)
        return came

    reading = read_loaded(one, reads, frame)
    told = telling.told if telling.told is not None and not reading.not_read else Explanation()
    known = {explanation.statement.id: explanation for explanation in told.statements}
    pairs = zip(drawn, reading.statements, strict=True)
    return reading, Explanation(
        statements=tuple(replace(known[was.id], statement=now) for was, now in pairs if was.id in known),
        sentences=tuple(
            replace(sentence, start=start, end=end)
            for sentence in _held(told.sentences, drawn, reading.dropped)
            for start, end in (seen.span(sentence.start, sentence.end),)
        ),
        unmatched=told.unmatched,
        read_to=read_to,
    )


def _held(
    told: Sequence[SentenceRead], kept: Iterable[Statement], dropped: Iterable[Dropped]
) -> Iterable[SentenceRead]:
    """The sentences with the statements that the checks kept; one that lost all of its own says which check it was."""
    starts = [sentence.start for sentence in told]
    counted = Counter(_at(starts, said) for said in kept)
    lost = {_at(starts, one.statement): one.reason for one in dropped if one.statement is not None}
    for number, sentence in enumerate(told):
        count = counted[number]
        if count:
            yield replace(sentence, statements=count, reason=None, detail=None)
        elif number in lost:
            yield replace(sentence, statements=0, reason=Reason.DROPPED, detail=lost[number])
        elif sentence.reason is None:
            yield replace(sentence, statements=0, reason=Reason.NO_PATTERN)
        else:
            yield sentence


def _at(starts: Sequence[int], said: Statement) -> int:
    """The number of the sentence that a quote begins in."""
    return bisect_right(starts, said.quote.start or 0) - 1


def _counted(one: Loaded, reading: Reading) -> Explanation:
    """What can be seen of a reading from outside: which sentences the quotes stand in."""
    if not one.document.read or reading.not_read:
        return Explanation()
    by_line = one.document.format == "html"
    told = [SentenceRead(s.start, s.end, reason=Reason.UNEXPLAINED) for s in sentences(one.text, by_line=by_line)]
    return Explanation(sentences=tuple(_held(told, reading.statements, reading.dropped)), is_told=False)

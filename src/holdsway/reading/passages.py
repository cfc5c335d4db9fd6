"""A sentence as its words, with the marks that the lexicon and the frame's names leave on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from holdsway.reading.lexicon import Lexicon, VerbForm
from holdsway.reading.numbers import Figure
from holdsway.reading.parsing import Sentence
from holdsway.reading.times import When
from holdsway.reading.tree import Tree

__all__ = ["Mark", "Passage", "Tokens"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a dictionary says of the words `start` to `end` (exclusive): the list they are in, and the entry."""

    kind: str
    start: int
    end: int
    key: str
    forms: frozenset[str] = frozenset()
    base: str = ""


@dataclass(slots=True)
class Passage:
    """One sentence: its words, where each stands in the text, and what was found among them."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    paragraph: int
    areas: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    site: frozenset[str] = frozenset()
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    times: list[When] = field(default_factory=list)
    tree: Tree | None = None

    def __len__(self) -> int:
        return len(self.words)

    def of(self, kind: str) -> Sequence[Mark]:
        """The marks of one kind, left to right."""
        return self.marks.get(kind, ())

    def at(self, kind: str, position: int) -> Mark | None:
        """The mark of one kind that covers a word."""
        return next((m for m in self.of(kind) if m.start <= position < m.end), None)

    def starting(self, kind: str, position: int) -> Mark | None:
        """The mark of one kind that begins at a word."""
        return next((m for m in self.of(kind) if m.start == position), None)

    def word(self, position: int) -> str:
        """The lower-cased word at a position; nothing beyond either end."""
        return self.lower[position] if 0 <= position < len(self.lower) else ""

    def is_name(self, position: int) -> bool:
        """Whether the word at a position is written with a capital and letters."""
        return 0 <= position < len(self.words) and self.words[position][:1].isupper()

    def text(self, start: int, end: int) -> str:
        """The words `start` to `end` as they stand, single-spaced."""
        parts = []
        for i in range(start, end):
            gap = i > start and self.starts[i] > self.ends[i - 1]
            parts.append((" " if gap else "") + self.words[i])
        return "".join(parts)


class Tokens:
    """Makes passages of the sentences of a pipeline, with the words of a lexicon marked."""

    def __init__(self, words: Lexicon, nlp: Any) -> None:
        from spacy.matcher import PhraseMatcher

        self.nlp = nlp
        self.lexicon = words
        self._entries: dict[str, list[tuple[str, str, VerbForm | None]]] = {}
        for verb in words.verbs:
            self._add(verb.words, "verb", verb.group, verb)
        for name in ("state", "rebels", "rumour"):
            for phrase in sorted(words.lists[name]):
                self._add(phrase, "side" if name != "rumour" else name, name, None)
        for name in ("counted",):
            for phrase in sorted(words.lists[name]):
                self._add(phrase, name, phrase, None)
        self._matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self._matcher.add("lexicon", [self.nlp.make_doc(key) for key in sorted(self._entries)])

    def _add(self, phrase: str, kind: str, key: str, verb: VerbForm | None) -> None:
        joined = " ".join(t.lower_ for t in self.nlp.make_doc(phrase))
        self._entries.setdefault(joined, []).append((kind, key, verb))

    def of(self, sentence: Sentence, paragraph: int) -> Passage | None:
        """A sentence of the parser as a passage; None when it has no words."""
        places = [sentence.place(token) for token in sentence.span]
        words = [token.text for token in sentence.span]
        if not words:
            return None
        passage = Passage(
            words=words,
            lower=[word.casefold().replace("’", "'") for word in words],
            starts=[first for first, _ in places],
            ends=[last for _, last in places],
            paragraph=paragraph,
            areas=self.lexicon.lists["areas"],
            partly=self.lexicon.lists["partly"],
            site=self.lexicon.lists["site"],
        )
        from spacy.tokens import Doc

        for mark in self._marks(Doc(self.nlp.vocab, words=words)):
            passage.marks.setdefault(mark.kind, []).append(mark)
        return passage

    def _marks(self, doc: Any) -> Iterator[Mark]:
        found: list[Mark] = []
        for _, first, last in self._matcher(doc):
            joined = " ".join(t.lower_ for t in doc[first:last])
            for kind, key, verb in self._entries.get(joined, ()):
                forms, base = (verb.forms, verb.base) if verb else (frozenset[str](), "")
                found.append(Mark(kind, first, last, key, forms, base))
        yield from longest(found)


def longest(found: Sequence[Mark]) -> list[Mark]:
    """Of marks of one kind that overlap, only the longest; left to right. Equal spans are kept side by side."""
    kept: list[Mark] = []
    covered: Mapping[str, dict[int, Mark]] = {}
    covers: dict[str, dict[int, Mark]] = dict(covered)
    for mark in sorted(found, key=lambda m: (m.kind, -(m.end - m.start), m.start, m.key)):
        over = covers.setdefault(mark.kind, {})
        clash = [over[i] for i in range(mark.start, mark.end) if i in over]
        if any((c.start, c.end) != (mark.start, mark.end) for c in clash):
            continue
        for i in range(mark.start, mark.end):
            over[i] = mark
        kept.append(mark)
    return sorted(kept, key=lambda m: (m.start, m.end, m.kind, m.key))

"""Sentences of a text and how their words hang together: the parse of a small English pipeline that ships with us.

`Parser.split` cuts paragraphs into sentences, which is cheap; `Parser.parse` finds heads, parts of speech, base forms
and names, only in the sentences it is given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from holdsway.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token
    from threadpoolctl import ThreadpoolController

__all__ = ["Parser", "Positions", "Sentence"]

LONGEST = 200
"""A sentence of more tokens than this is cut at a pause, or where none is near: lists and tables run on so."""

_RUN = re.compile(r"\s\s+|[^\S ]")
_STOPS = frozenset((".", "!", "?"))
_SHORTEST = 2
_SHORT_LEAD = 6
_LEADS = frozenset(("on", "in", "by", "since", "at", "during", "late", "early", "until", "from", "after", "before"))
_DASHES = frozenset(("-", "–", "—", "--"))
_LONGEST_LINE = 14
_PAUSES = frozenset((";", ",", "—", "–", "|", "•"))
_SPLITTERS = ("senter", "sentencizer")
_NEEDED = (("parser", ("parser",)), ("tagger", ("tagger", "morphologizer")))
_BATCH = 128


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the signs of a paragraph, its runs of blanks closed up, stand in the document.

    `base` is the paragraph's first sign; `gaps` are the places (in the closed-up text) after blanks left out, each with
    the number of signs left out before it.
    """

    base: int
    gaps: tuple[tuple[int, int], ...] = ()

    def of(self, position: int) -> int:
        """The place in the document of one sign of the closed-up paragraph."""
        if not self.gaps:
            return self.base + position
        index = bisect_right(self.gaps, position, key=lambda gap: gap[0]) - 1
        return self.base + position + (self.gaps[index][1] if index >= 0 else 0)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence: its tokens, the paragraph it is in, and where it stands in the document.

    After `split` the span lies in the spaCy document of its paragraph; after `parse` in one of its own.
    `is_cut` says that it is part of a sentence too long to be parsed whole.
    """

    span: Span
    paragraph: int
    is_cut: bool
    positions: Positions
    shift: int = 0

    @property
    def start(self) -> int:
        """The sentence's first sign in the document."""
        return self.positions.of(self.shift + self.span.start_char)

    @property
    def end(self) -> int:
        """The sign after the sentence's last, in the document."""
        return self.positions.of(self.shift + self.span.end_char - 1) + 1

    def place(self, part: Token | Span) -> tuple[int, int]:
        """The first sign of a token or span of this sentence in the document, and the sign after its last."""
        first: int = part.idx if hasattr(part, "idx") else part.start_char
        last = first + len(part.text) - 1
        return self.positions.of(self.shift + first), self.positions.of(self.shift + last) + 1


class Parser:
    """The reading pipeline: ours when none is named, else an installed spaCy pipeline by its name or folder.

    It is loaded when it is first used. A pipeline that is not installed, or cannot parse, raises `InputError`.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        self.pipeline = pipeline
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        if self._nlp is None:
            self._nlp = _own() if self.pipeline is None else _named(self.pipeline)
        return self._nlp

    def split(self, paragraphs: Iterable[tuple[str, int]]) -> list[Sentence]:
        """The sentences of some paragraphs, each given as its text and its place in the document."""
        closed = [_closed(text, base) for text, base in paragraphs]
        docs = self._through(self._first, [self.nlp.make_doc(text) for text, _ in closed])
        return [
            Sentence(span, number, is_cut, positions)
            for number, (doc, (_, positions)) in enumerate(zip(docs, closed, strict=True))
            for span, is_cut in _spans(doc)
        ]

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The same sentences, in the same order, parsed: each alone in a spaCy document of its own."""
        docs = self._through(self._rest, [self._alone(sentence.span) for sentence in sentences])
        return [
            Sentence(doc[:], one.paragraph, one.is_cut, one.positions, one.shift + one.span.start_char)
            for one, doc in zip(sentences, docs, strict=True)
        ]

    def parse_words(self, sentences: Sequence[tuple[list[str], list[bool]]]) -> list[Doc]:
        """Sentences given as their words, and whether a blank follows each; every document is one sentence, parsed."""
        docs = [self._one_sentence(words, spaces) for words, spaces in sentences]
        return self._through([*self._vectors, *self._rest], docs)

    def _through(self, names: Sequence[str], docs: Iterable[Doc]) -> list[Doc]:
        """The documents after some components; on one thread, as more only wait for each other on sentences."""
        for name in names:
            component: Any = self.nlp.get_pipe(name)
            docs = component.pipe(docs, batch_size=_BATCH)
        with _threads().limit(limits=1, user_api="blas"):
            return list(docs)

    @property
    def _first(self) -> list[str]:
        """The components that find sentences: the vectors and a splitter, or everything where there is no splitter."""
        splitters = [name for name in _SPLITTERS if self.nlp.has_pipe(name)]
        return [*self._vectors, *splitters[:1]] if splitters else list(self.nlp.pipe_names)

    @property
    def _rest(self) -> list[str]:
        """The components that parse."""
        done = {*self._vectors, *_SPLITTERS}
        return [name for name in self.nlp.pipe_names if name not in done]

    @property
    def _vectors(self) -> list[str]:
        """The component whose vectors the others share, where they can be kept from `split` to `parse`."""
        return [name for name in self.nlp.pipe_names if self.nlp.get_pipe_meta(name).factory == "tok2vec"]

    def _alone(self, span: Span) -> Doc:
        """A document of one sentence, with the vectors its words had in their paragraph."""
        doc = self._one_sentence([token.text for token in span], [bool(token.whitespace_) for token in span])
        if self._vectors:
            doc.tensor = span.doc.tensor[span.start : span.end]
        return doc

    def _one_sentence(self, words: list[str], spaces: list[bool]) -> Doc:
        """A document that stays one sentence, whatever the parser makes of it."""
        from spacy.tokens import Doc

        doc = Doc(self.nlp.vocab, words=words, spaces=spaces)
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


@cache
def _threads() -> ThreadpoolController:
    """The libraries of this process that multiply matrices, whose threads can be told."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _own() -> Language:
    """Our pipeline, from the folder beside this file, multiplying with NumPy: thrice as fast on matrices so small."""
    import spacy
    from thinc.api import use_ops

    with resources.as_file(resources.files("holdsway.reading") / "english") as folder, use_ops("numpy", use_blis=False):
        return spacy.load(folder)


def _named(pipeline: str) -> Language:
    """An installed pipeline that can parse and tag."""
    import spacy

    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise InputError(
            f"pipeline '{pipeline}' is neither an installed spaCy pipeline nor a folder with one: install it "
            f"(for example `python -m spacy download {pipeline}`), or leave the name out to read with ours"
        ) from error
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(
            f"pipeline '{pipeline}' is there but does not load ({reason}): install what it needs, or leave the name "
            "out to read with ours"
        ) from error
    for need, names in _NEEDED:
        if not any(nlp.has_pipe(name) for name in names):
            raise InputError(
                f"pipeline '{pipeline}' has no {need} (it has {', '.join(nlp.pipe_names) or 'nothing'}): name one "
                "that tags and parses, or leave the name out to read with ours"
            )
    if "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    return nlp


def _closed(text: str, base: int) -> tuple[str, Positions]:
    """A paragraph with each run of blanks closed up to one space, and where its signs stood.

    A parser has hardly met a line break inside a sentence, and takes it for a word.
    """
    if _RUN.search(text) is None:
        return text, Positions(base)
    parts: list[str] = []
    gaps: list[tuple[int, int]] = []
    at = left_out = length = 0
    for run in _RUN.finditer(text):
        parts += (text[at : run.start()], " ")
        length += run.start() - at + 1
        left_out += run.end() - run.start() - 1
        at = run.end()
        if run.end() - run.start() > 1:
            gaps.append((length, left_out))
    parts.append(text[at:])
    return "".join(parts), Positions(base, tuple(gaps))


def _spans(doc: Doc) -> Iterable[tuple[Span, bool]]:
    """The sentences of a paragraph without the blanks around them; the long ones cut, and marked so."""
    for first, last in _whole(doc):
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last - 1].is_space:
            last -= 1
        for start, stop in pairwise([first, *_missed(doc, first, last), last]):
            if stop - start > LONGEST:
                yield from ((doc[begin:end], True) for begin, end in pairwise(_cuts(doc, start, stop)))
            elif stop > start:
                yield doc[start:stop], False


def _whole(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as the splitter has them, with a day that it cut off put back: 'On 3 July 2021 | Loder fell'."""
    found: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start = sentence.start
        if found and found[-1][1] - found[-1][0] <= _SHORT_LEAD:
            lead = doc[found[-1][0] : found[-1][1]]
            if lead[0].lower_ in _LEADS and (lead[-1].is_alpha or lead[-1].is_digit):
                start = found.pop()[0]
        found.append((start, sentence.end))
    return found


def _missed(doc: Doc, first: int, last: int) -> list[int]:
    """Where a sentence begins that the splitter missed: after a dateline, or a word and a stop, outside quotes."""
    found: list[int] = [stop] if first == 0 and (stop := _dateline(doc, last)) else []
    is_open = False
    for at in range(first, last - 1):
        text = doc[at].text
        is_open = text == "“" or (is_open and text != "”") if text in ("“", "”") else is_open != (text == '"')
        if text not in _STOPS or is_open or at == first or not doc[at].whitespace_:
            continue
        before, after = doc[at - 1], doc[at + 1]
        opens = after.text in ('"', "“") and at + 2 < last
        word = doc[at + 2] if opens else after
        if before.text.islower() and len(before.text) > _SHORTEST and word.text[:1].isupper() and word.is_alpha:
            found.append(at + 1)
    return found


def _dateline(doc: Doc, last: int) -> int:
    """Past a dateline at the head of a paragraph ('NORHAVEN, 3 May (Wire) -'), a sentence of its own; else 0."""
    for at in range(1, min(last - 1, _LONGEST_LINE)):
        if doc[at].text in _DASHES and doc[at].whitespace_ and doc[at - 1].whitespace_:
            named = [token for token in doc[:at] if token.is_alpha]
            is_place = bool(named) and named[0].is_upper and len(named[0].text) > _SHORTEST
            return at + 1 if is_place and doc[at + 1].text[:1].isupper() else 0
    return 0


def _cuts(doc: Doc, first: int, last: int) -> list[int]:
    """Where a long sentence is cut: after the last pause within reach, or hard."""
    cuts = [first]
    while last - cuts[-1] > LONGEST:
        reach = cuts[-1] + LONGEST
        pauses = (i + 1 for i in range(reach - 1, cuts[-1] + LONGEST // 2, -1) if doc[i].text in _PAUSES)
        cuts.append(next(pauses, reach))
    return [*cuts, last]

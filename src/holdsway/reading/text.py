"""Sentences and paragraphs of a text, as spans of code points; nothing in the text is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.reading.lexicon import word_set

__all__ = ["MOST_READ", "Span", "paragraphs", "read_end", "sentences"]

MOST_READ = 1_000_000
"""What stands in a text after so many code points is kept and not read."""
LONGEST_SENTENCE = 4_000
"""A sentence of more code points than this (about 700 words) is read in pieces, cut where it pauses."""
LONGEST_PARAGRAPH = 20_000
"""A paragraph of more code points than this is given to a parser in pieces."""
LONGEST_WORD = 400
"""What is longer than this without a space is no word; it is passed over, and what stands around it is read."""

_PARAGRAPH = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\n(?=[ \t]*(?:[#>*•-]|\d+\.)\s)|(?<=[.!?…:\"”’])[ \t]*\n")
_LINE = re.compile(r"\n\s*")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")  # from the first sign on: linear in a row of dots
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]*$")
_NEXT = re.compile(r"[\s\"'“‘(\[]*(\w[\w'’]*)")
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD},}}")
_PAUSES = ("; ", ", ", "\n", " ")
_ABBREVIATIONS = word_set(
    "adm brig capt cmdr col dr ft gen gov hon jr lt maj messrs mr mrs ms mt no prof rep rev sen sgt sr st supt "
    "al bn cf co corp dept eg etc govt i.e e.g inc ltd min vs viz approx est jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
_TIMES = frozenset(("a.m", "p.m"))
_STARTERS = word_set(
    "the a an in on at it he she they his her its their this that these those but and after before when while "
    "as no there earlier later meanwhile officials police residents witnesses"
)


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence or paragraph: its first and last code point (end exclusive) and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def read_end(text: str) -> int:
    """Where reading stops: at the end, or in a very long text at the last paragraph, line or word that fits."""
    if len(text) <= MOST_READ:
        return len(text)
    ends = (text.rfind(sign, MOST_READ // 2, MOST_READ) for sign in ("\n\n", "\n", ". ", " "))
    return next((end + 1 for end in ends if end > 0), MOST_READ)


def sentences(text: str, *, by_line: bool = False) -> Iterator[Span]:
    """The sentences of a text, in order; `by_line` when each line is a paragraph of its own.

    A sentence too long to be one is given in pieces; a run of signs too long to be a word is passed over.
    """
    for start, end, number in _paragraphs(text, by_line=by_line):
        for first, last in _of_paragraph(text, start, end):
            for piece, piece_end in _pieces(text, first, last, LONGEST_SENTENCE):
                yield Span(piece, piece_end, number)


def paragraphs(text: str, *, by_line: bool = False) -> Iterator[Span]:
    """The paragraphs of a text, in order, for a parser that finds the sentences itself; long ones in pieces."""
    for start, end, number in _paragraphs(text, by_line=by_line):
        for piece, piece_end in _pieces(text, start, end, LONGEST_PARAGRAPH):
            yield Span(piece, piece_end, number)


def _paragraphs(text: str, *, by_line: bool) -> Iterator[tuple[int, int, int]]:
    start = number = 0
    end = read_end(text)
    for found in (_LINE if by_line else _PARAGRAPH).finditer(text, 0, end):
        yield start, found.start(), number
        start, number = found.end(), number + 1
    yield start, end, number


def _pieces(text: str, first: int, last: int, longest: int) -> Iterator[tuple[int, int]]:
    """A stretch whole, or cut around what is no word, and at a pause where it is too long."""
    for long_word in _LONG_WORD.finditer(text, first, last):
        yield from _cut(text, first, long_word.start(), longest)
        first = long_word.end()
    yield from _cut(text, first, last, longest)


def _cut(text: str, first: int, last: int, longest: int) -> Iterator[tuple[int, int]]:
    while last - first > longest:
        bound = first + longest
        pauses = (text.rfind(sign, first + longest // 2, bound) for sign in _PAUSES)
        cut = next((at + 1 for at in pauses if at >= 0), bound)
        if span := _trimmed(text, first, cut):
            yield span
        first = cut
    if span := _trimmed(text, first, last):
        yield span


def _of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for found in _END.finditer(text, start, end):
        if not _ends_here(text, first, found, end):
            continue
        if span := _trimmed(text, first, found.end()):
            yield span
        first = found.end()
    if span := _trimmed(text, first, end):
        yield span


def _ends_here(text: str, first: int, found: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, found.end(), min(end, found.end() + 60))
    if following is None:
        return True
    word = following[1]
    if not (word[0].isupper() or word[0].isdigit()):
        return False
    if found[0] != ".":
        return True
    before = _LAST_WORD.search(text[max(first, found.start() - 24) : found.start()])
    last = before[0].casefold() if before else ""
    if last in _TIMES or (len(last) > 1 and "." in last and all(len(part) == 1 for part in last.split("."))):
        return word.casefold() in _STARTERS or (last in _TIMES and word[0].isupper())
    if len(last) == 1 and last.isalpha():
        return word.casefold() in _STARTERS
    return last not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None

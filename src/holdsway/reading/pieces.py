"""Pieces: a long text cut where its paragraphs end, so that what is shown at one time is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdsway.reading.drafts import Piece
from holdsway.reading.text import sentences

__all__ = ["pieces"]

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


def pieces(text: str, *, longest: int) -> Iterator[Piece]:
    """A text as stretches of at most so many code points, cut between paragraphs; a longer one, between sentences.

    Together they hold every word of the text, in order, once.
    """
    start = end = 0
    for stop in _stops(text, longest):
        if stop - start > longest and end > start:
            yield Piece(start, end)
            start = end
        end = stop
    if text[start:].strip():
        yield Piece(start, len(text))


def _stops(text: str, longest: int) -> Iterator[int]:
    """Where a text may be cut: no two further apart than the longest piece."""
    last = 0
    for stop in [*(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]:
        if stop - last > longest:
            yield from _within(text, last, stop, longest)
        yield stop
        last = stop


def _within(text: str, start: int, stop: int, longest: int) -> Iterator[int]:
    """Where a long paragraph may be cut: after a sentence; where there is none, after a word; else anywhere."""
    last = start
    ends = [start + span.end for span in sentences(text[start:stop])]
    for end in [*ends, stop]:
        while end - last > longest:
            space = text.rfind(" ", last + 1, last + longest)
            last = space + 1 if space > last else last + longest
            yield last
        if last < end < stop:
            yield end
            last = end

"""A text in plain letters for reading, with the way back: every plain word is known by where it stands in the text.

Ligatures, odd spaces and characters that are not seen change what a reader finds, and words parted at the end of a line
are none. The text itself is kept as it was received, and quotes are of it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from heapq import merge

__all__ = ["Plain", "plain"]

# Compatibility characters that stand for plain letters. A superscript figure is a footnote or a power, and a fraction
# or an ellipsis means what it shows: NFKC would make "12³" a hundred and twenty-three.
_KEPT_AS_THEY_ARE = ("<super>", "<sub>", "<fraction>")
_ELLIPSIS = "…"
_SOFT_HYPHEN = "\u00ad"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROLS = "\0-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
_PARTED = re.compile(r"(?<![\w-])(?P<head>[^\W\d_][\w'’-]*)(?P<gap>[-‐\u00ad][ \t]*\n[ \t]*)(?P<tail>[^\W\d_]+)")
_ODD = re.compile(rf"[{_SPACES}]|[{_UNSEEN}{_CONTROLS}\ud800-\udfff]+|[^\x00-\x7f][\u0300-\u036f]*|\w[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_MARKS = 8  # on one letter; more are no spelling, and composing a long run of them is slow


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text, and where its pieces stand in the text it was made of."""

    text: str
    _at: list[int] = field(default_factory=list)
    _pieces: list[tuple[int, int, int]] = field(default_factory=list)
    """For each piece from `_at` on: its length, where it stands in the text, and how long it is there."""

    @property
    def is_same(self) -> bool:
        """Whether the text was plain already."""
        return not self._at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain words `start` to `end` stand in the text; a ligature that is cut counts as a whole."""
        if self.is_same:
            return start, end
        return self._back(start, last=False), self._back(end - 1, last=True)

    def _back(self, position: int, *, last: bool) -> int:
        piece = bisect_right(self._at, position) - 1
        before = self._at[piece]
        length, origin, original_length = self._pieces[piece]
        if length == original_length:
            return origin + position - before + last
        return origin + (original_length if last else 0)


def plain(text: str, names: Collection[str] = ()) -> Plain:
    """The plain text of a text. `names` are further words by which a word parted at a line's end is known as one word.

    Such a word is put together only where the text, or a name, writes it so elsewhere; else it stays parted.
    """
    if text.isascii() and not re.search(r"-[ \t]*\n", text) and not re.search(f"[{_CONTROLS}]", text):
        return Plain(text)
    parts: list[str] = []
    starts: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    written = done = 0
    for start, end, instead in _changes(text, names):
        for piece, origin, length in ((text[done:start], done, start - done), (instead, start, end - start)):
            if piece:
                starts.append(written)
                pieces.append((len(piece), origin, length))
                parts.append(piece)
                written += len(piece)
        done = end
    if not done:
        return Plain(text)
    if done < len(text):
        starts.append(written)
        pieces.append((len(text) - done, done, len(text) - done))
        parts.append(text[done:])
    return Plain("".join(parts), starts, pieces)


def _changes(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """What to write instead of which part of the text, left to right."""
    joints = _joints(text, names)
    odd = (
        (found.start(), found.end(), instead)
        for found in _ODD.finditer(text)
        if (instead := _plainly(found[0])) != found[0]
    )
    done = 0
    for change in merge(joints, odd, key=lambda change: (change[0], -change[1])):
        if change[0] >= done:
            yield change
            done = change[1]


def _plainly(odd: str) -> str:
    first = odd[0]
    if unicodedata.category(first) in ("Cf", "Cc", "Cs") and first not in "\n\t\r\x0c\x85":
        return " " if "\0" in odd else ""
    if first == _ELLIPSIS or unicodedata.decomposition(first).startswith(_KEPT_AS_THEY_ARE):
        return odd
    plainer = unicodedata.normalize("NFKC", odd) if len(odd) <= _MOST_MARKS else odd
    return plainer if first.isspace() or not plainer.startswith(" ") else odd  # a lone accent becomes no space


def _joints(text: str, names: Collection[str]) -> list[tuple[int, int, str]]:
    parted = list(_PARTED.finditer(text))
    if not parted:
        return []
    known = {word.casefold() for word in _WORD.findall(text)} | {word.casefold() for word in names}
    joints = []
    for found in parted:
        head, tail = found["head"].casefold(), found["tail"].casefold()
        if _SOFT_HYPHEN in found["gap"] or (head + tail in known and found["tail"].islower()):
            joints.append((*found.span("gap"), ""))
        elif any(word.startswith(f"{head}-{tail}") for word in known):
            joints.append((*found.span("gap"), "-"))
    return joints

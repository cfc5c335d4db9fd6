"""Texts written all in capitals, as agencies once sent them: which of their words would have none in print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from holdsway.reading.deeds import event_forms

__all__ = ["cased", "is_capitals"]

_ENDINGS = ("ed", "ing", "es", "s", "d", "ly")
_LONGEST_SHORT = 4
_STARTS = frozenset((".", "!", "?", ":", '"', "“"))
_LEAST = 3


def is_capitals(words: Sequence[str]) -> bool:
    """Whether a sentence is written all in capitals: it has words of some length, and none with a small letter."""
    letters = [word for word in words if word.isalpha()]
    return sum(len(word) > _LEAST for word in letters) >= _LEAST and not any(c.islower() for w in letters for c in w)


def cased(words: Sequence[str]) -> list[str]:
    """The words of a sentence in capitals as print would have them; each keeps its length.

    A word known to be written small is; a short unknown one stays, as an abbreviation would; any other is a name.
    """
    return [_cased(word, starts=n == 0 or words[n - 1] in _STARTS) for n, word in enumerate(words)]


def _cased(word: str, *, starts: bool) -> str:
    small = word.lower()
    if len(small) != len(word) or not word[:1].isalpha():
        return word
    if _is_small(small):
        return word[:1] + small[1:] if starts else small
    if len(word) <= _LONGEST_SHORT or "." in word:
        return word
    return word[:1] + small[1:]


def _is_small(word: str) -> bool:
    if word in _small_words():
        return True
    bases = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(base in _small_words() and len(base) > _LEAST for base in bases)


@cache
def _small_words() -> frozenset[str]:
    lines = files("holdsway.reading").joinpath("small_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split()) | event_forms()

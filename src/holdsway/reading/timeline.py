"""A sentence as one line of plain words in which patterns of time expressions are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from holdsway.clocks import Days
from holdsway.reading.almanac import FEW, SEASONS, Shift
from holdsway.reading.lexicon import in_order, word_set

__all__ = ["DAYS", "MONTHS", "PIECES", "Anchor", "Line", "Rule", "Said", "count", "rule"]

MONTHS = {w: n for n, w in enumerate(in_order(
    "january february march april may june july august september october november december"
), 1)}  # fmt: skip
DAYS = {w: n for n, w in enumerate(in_order("monday tuesday wednesday thursday friday saturday sunday"))}
_SHORT_MONTHS = {m[:3]: m for m in MONTHS} | {"sept": "september"}
_SHORT_DAYS = {d[:3]: d for d in DAYS} | {"tues": "tuesday", "thur": "thursday", "thurs": "thursday"}
_NAMES = {name: name for name in (*MONTHS, *DAYS)} | _SHORT_MONTHS | _SHORT_DAYS
_ONES = {w: n for n, w in enumerate(in_order(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
), 1)}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?: - (?:{'|'.join(list(_ONES)[:9])}))?|{'|'.join(reversed(_ONES))})"
PIECES = {
    "MONTH": f"(?:{'|'.join(MONTHS)})",
    "WEEKDAY": f"(?:{'|'.join(DAYS)})",
    "SEASON": f"(?:{'|'.join(SEASONS)})",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "YEAR": r"(?:1[5-9]\d\d|20\d\d)",
    "COUNT": rf"(?:{_NUMBER}(?: (?:or|to|-) {_NUMBER})?|a dozen|a couple(?: of)?|(?:a )?few|several|some|half an?|an?)",
    "UNIT": "(?:second|minute|hour|day|night|week|fortnight|month|year|decade)",
    "DASH": " ?[-–—] ?",
}
"""What a name in angle brackets stands for in a pattern."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression hangs on: the day of publication, the day last spoken of, and whether it is to come."""

    day: date
    told: Days | None = None
    ahead: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression says: days, or None where the words are no time that can be told.

    `shift` is the step from the day last spoken of, `days` then a stand-in. A `loose` one counts only beside another;
    `rolls` says by what ('year', 'week') it goes back where it must lie before another; `object` that the words after
    it must be a day ('two days after ...'), `is_full` that it needs no anchor, `is_clock` that it is an hour of one.
    """

    days: Days | None
    shift: Shift | None = None
    loose: bool = False
    rolls: str | None = None
    object: bool = False
    is_full: bool = False
    is_clock: bool = False


class Line:
    """The words of a sentence joined by single spaces, in lower case, the names of months and weekdays spelled out.

    A name of a month or weekday written small is marked off ('~may'), so that no pattern takes a verb for it.
    """

    def __init__(self, words: Sequence[str], lower: Sequence[str]) -> None:
        self.words, self.lower = words, lower
        plain = [_plain(word, small) for word, small in zip(words, lower, strict=True)]
        self.text = " ".join(plain)
        self.starts: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        at = 0
        for number, word in enumerate(plain):
            self.starts[at] = number
            at += len(word)
            self.ends[at] = number + 1
            at += 1

    def word(self, number: int) -> str:
        """The lower-cased word at a position; nothing beyond either end."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""

    def is_capital(self, number: int) -> bool:
        """Whether the word at a position begins with a capital."""
        return 0 <= number < len(self.words) and self.words[number][:1].isupper()

    def before(self, match: re.Match[str]) -> str:
        """The word before a match."""
        return self.word(self.starts[match.start()] - 1)

    def after(self, match: re.Match[str]) -> str:
        """The word after a match."""
        return self.word(self.ends[match.end()])

    def written(self, match: re.Match[str], group: str) -> str:
        """The word a group of a match begins with, as it is written; of 'mid-May' in one word the 'May'."""
        at = match.start(group)
        start = next(first for first in range(at, -1, -1) if first in self.starts)
        return self.words[self.starts[start]][at - start :]


def _plain(word: str, small: str) -> str:
    name = _NAMES.get(small) or _NAMES.get(small.rstrip("."))
    if name is None:
        return small
    return name if word[:1].isupper() else f"~{small}"


Reading = Callable[[re.Match[str], Line, Anchor], Said | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of words, the words one of which it must have (any digit, if none), and how to read what it finds."""

    cues: frozenset[str]
    pattern: re.Pattern[str]
    read: Reading


def rule(cues: str, pattern: str, read: Reading) -> Rule:
    """A rule from a pattern with names in angle brackets."""
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"<{name}>", piece)
    return Rule(word_set(cues), re.compile(rf"(?<!\S){pattern}(?!\S)"), read)


def count(words: str, unit: str) -> tuple[int, int]:
    """The least and most that a count of units says: 'two', 'two or three', 'a few', 'a dozen'."""
    if words in ("few", "a few", "several", "some", ""):
        return FEW.get(unit, (2, 7))
    if words.startswith("a couple"):
        return 2, 2
    parts = re.split(r" (?:or|to|-) (?=\d|[a-z]+)", words) if words.split(" - ")[0] not in _TENS else [words]
    numbers = [_number(part) for part in parts]
    return min(numbers), max(numbers)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in ("a", "an"):
        return 1
    if words == "a dozen":
        return 12
    tens, _, ones = words.partition(" - ")
    return _TENS[tens] + _ONES.get(ones, 0) if tens in _TENS else _ONES[words]

"""How dates, counts and probabilities are worded, the same on the page, in the terminal and on the map."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date

from holdsway.clocks import Days, parse_days
from holdsway.errors import DateError
from holdsway.records import Statement

__all__ = ["count", "day", "listing", "marks", "moment", "pieces", "plain", "probability"]
__all__ += ["said_on", "short_day", "span"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_MARKS = re.compile(r"\s*\[(\d{1,6}(?:,\d{1,6})*)\]")
_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\^_])")
_UNWANTED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


def day(d: date) -> str:
    """A day in words: `15 July 2021`."""
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def short_day(d: date) -> str:
    """A day in words without its year: `15 July`."""
    return f"{d.day} {_MONTHS[d.month - 1]}"


def span(days: Days) -> str:
    """Days in words, saying month and year once: `12–18 July 2021`, `28 June – 4 July 2021`, `July 2021`, `2021`."""
    first, last = days.first, days.last
    if first == last:
        return day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{_MONTHS[first.month - 1]} {first.year}"
        if first.month == 1 and last.month == 12:
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{short_day(first) if first.year == last.year else day(first)} – {day(last)}"


def moment(text: str) -> str:
    """A written date or time in words: `2021-07-15T10:30Z` as `15 July 2021, 10:30 UTC`; anything else as it stands."""
    try:
        if found := _INSTANT.fullmatch(text.strip()):
            zone = "UTC" if found[5] in ("Z", None) else f"UTC{found[5]}"
            return f"{day(date.fromisoformat(found[1]))}, {found[2]} {zone}"
        return span(parse_days(text))
    except (DateError, ValueError):
        return plain(text)


def marks(numbers: Sequence[int]) -> str:
    """The footnote marks after a finding: `[3,5]`; nothing when there are none."""
    return f"[{','.join(str(n) for n in numbers)}]" if numbers else ""


def pieces(text: str, numbers: Sequence[int], known: Collection[int]) -> list[str | tuple[int, ...]]:
    """A finding cut into words and footnote marks, with the marks its words do not yet bear put at the end.

    `[3,5]` within the words is a mark only when every number is that of a `known` footnote.
    """
    found: list[str | tuple[int, ...]] = []
    text, end = plain(text), 0
    for mark in _MARKS.finditer(text):
        cited = tuple(int(n) for n in mark[1].split(","))
        if all(n in known for n in cited):
            found += [text[end : mark.start()], cited]
            end = mark.end()
    borne = {n for piece in found if isinstance(piece, tuple) for n in piece}
    left = tuple(n for n in numbers if n not in borne)
    return [piece for piece in (*found, text[end:], left) if piece]


def said_on(said: Statement) -> str:
    """When a statement was published, in words: a day, or `June 2022` where no more is known, or nothing."""
    return moment(str(said.published)).partition(", ")[0] if said.published else ""


def listing(words: Sequence[str]) -> str:
    """Words one after the other: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 report`, `5 reports`, `1,037 soldiers`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def probability(p: float) -> str:
    """A probability to two places, never as a certainty: `0.78`, `>0.99`, `<0.01`."""
    shown = f"{p:.2f}"
    return ">0.99" if shown == "1.00" else "<0.01" if shown == "0.00" else shown


def plain(text: str) -> str:
    """Text as one line that can do nothing but be read.

    Terminal escapes, control characters, marks that turn the direction of writing round, and broken code points are
    taken out, and white space becomes single spaces; letters of every script, joiners included, stay.
    """
    kept = []
    for c in _ESCAPES.sub("", text):
        category = unicodedata.category(c)
        if category in ("Zs", "Zl", "Zp") or c in "\t\n\r\v\f":
            kept.append(" ")
        elif category == "Cs":
            kept.append("\ufffd")
        elif category != "Cc" and c not in _UNWANTED:
            kept.append(c)
    return " ".join("".join(kept).split())

"""When: the time expressions of reports, turned into days by the day on which the report was published."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from holdsway.clocks import ONE_DAY, Days
from holdsway.reading.lexicon import in_order
from holdsway.reading.times import When

__all__ = ["times"]

_WEEKDAYS = {w: n for n, w in enumerate(in_order("monday tuesday wednesday thursday friday saturday sunday"))}
_MONTHS = {w: n for n, w in enumerate(in_order(
    "january february march april may june july august september october november december"
), 1)}  # fmt: skip
_SHORT = {m[:3]: n for m, n in _MONTHS.items()} | {"sept": 9}
_SMALL = {w: n for n, w in enumerate(in_order("one two three four five six seven eight nine ten eleven twelve"), 1)}
_BEFORE_MONTH = frozenset(("in", "since", "during", "of", "until", "last", "this"))
_WARS = frozenset(("war", "wars", "offensive", "rebellion", "campaign", "conflict", "uprising", "invasion"))
_LONG = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}
_UNITS = {unit + s: days for unit, days in _LONG.items() for s in ("", "s")}
_FARTHEST_BACK = 40_000
_BEFORE_YEAR = frozenset(("in", "since", "during", "until", "till", "of", "early", "late", "mid"))
_PARTS = frozenset(("morning", "afternoon", "evening", "night", "dawn", "midday", "noon"))
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def times(words: Sequence[str], published: date | None) -> list[When]:
    """The time expressions among words as written, left to right; only full dates where `published` is not known."""
    lower = [w.casefold() for w in words]
    found: list[When] = []
    at = 0
    while at < len(words):
        when = _at(words, lower, at, published)
        if when:
            found.append(when)
            at = when.end
        else:
            at += 1
    return _joined(lower, found)


def _joined(lower: Sequence[str], found: list[When]) -> list[When]:
    """'between A and B', 'from A to B' as one stretch, and so 'on Saturday and Sunday', 'in May and June'."""
    joined: list[When] = []
    for when in found:
        last = joined[-1] if joined else None
        between = lower[last.end : when.start] if last else []
        lead = lower[last.start - 1] if last and last.start else ""
        spans = (lead == "between" and between == ["and"]) or (lead == "from" and between == ["to"])
        follows = last is not None and between == ["and"] and last.days.end == when.days.first
        if last and (spans or follows) and last.days.first <= when.days.last:
            joined[-1] = When(last.start, when.end, Days(last.days.first, when.days.last))
        else:
            joined.append(when)
    return joined


def _at(words: Sequence[str], lower: Sequence[str], at: int, published: date | None) -> When | None:
    if hit := _iso(lower, at) or _dated(words, lower, at, published):
        return hit
    if published is None:
        return None
    return (
        _weekday(words, lower, at, published)
        or _spoken(lower, at, published)
        or _ago(lower, at, published)
        or _past_year(lower, at, published)
    )


def _past_year(lower: Sequence[str], at: int, published: date) -> When | None:
    """'in 2014', 'since 2013': a year before that of publication, so that history is not taken for news."""
    of_war = at > 0 and lower[at - 1] == "the" and at + 1 < len(lower) and lower[at + 1] in _WARS
    if at == 0 or not (of_war or lower[at - 1] in _BEFORE_YEAR) or not _YEAR.fullmatch(lower[at]):
        return None
    year = int(lower[at])
    return When(at, at + 1, Days(date(year, 1, 1), date(year, 12, 31))) if year < published.year else None


def _one(at: int, end: int, day: date) -> When:
    return When(at, end, Days(day, day))


def _iso(lower: Sequence[str], at: int) -> When | None:
    joined = "".join(lower[at : at + 5])  # the tokeniser may cut at the hyphens
    for text, length in ((lower[at], 1), (joined, 5)):
        if _ISO.fullmatch(text):
            try:
                return _one(at, at + length, date.fromisoformat(text))
            except ValueError:
                return None
    return None


def _dated(words: Sequence[str], lower: Sequence[str], at: int, published: date | None) -> When | None:
    """'12 May 2021', 'May 12', '17 and 18 July', '11-12 May', 'mid-July', 'in May', 'August 2014'."""
    if (day := _DAY.fullmatch(lower[at])) is not None:
        first, end = int(day[1]), at + 1
        last = first
        if end + 1 < len(lower) and lower[end] in ("and", "to", "-", "–"):
            if (other := _DAY.fullmatch(lower[end + 1])) is None:
                return None
            last, end = int(other[1]), end + 2
        month = _month(words, end)
        return _in_month(lower, at, end + 1, month, first, last, published) if month else None
    month = _month(words, at)
    if month is None:
        return None
    end = at + 1
    if end < len(lower) and (day := _DAY.fullmatch(lower[end])) and not _YEAR.fullmatch(lower[end]):
        first = last = int(day[1])
        end += 1
        if end + 1 < len(lower) and lower[end] in ("-", "–", "and", "to") and (other := _DAY.fullmatch(lower[end + 1])):
            last, end = int(other[1]), end + 2
        return _in_month(lower, at, end, month, first, last, published)
    return _whole_month(lower, at, end, month, published)


def _month(words: Sequence[str], at: int) -> int | None:
    if at >= len(words) or not words[at][:1].isupper():
        return None
    word = words[at].casefold().rstrip(".")
    return _MONTHS.get(word) or _SHORT.get(word)


def _year(lower: Sequence[str], end: int) -> tuple[int | None, int]:
    comma = end < len(lower) and lower[end] == ","
    if end + comma < len(lower) and _YEAR.fullmatch(lower[end + comma]):
        return int(lower[end + comma]), end + comma + 1
    return None, end


def _in_month(
    lower: Sequence[str], at: int, end: int, month: int, first: int, last: int, published: date | None
) -> When | None:
    year, end = _year(lower, end)
    year = year or _latest_year(month, first, published)
    if year is None:
        return None
    try:
        return When(at, end, Days(date(year, month, first), date(year, month, max(first, last))))
    except ValueError:
        return None


def _whole_month(lower: Sequence[str], at: int, end: int, month: int, published: date | None) -> When | None:
    before = lower[at - 1] if at else ""
    start, part = at, None
    if lower[max(0, at - 3) : at] == ["the", "middle", "of"]:
        start, part = at - 3, "mid"
    elif lower[max(0, at - 3) : at] in (["the", "beginning", "of"], ["the", "start", "of"]):
        start, part = at - 3, "early"
    elif before in ("early", "late"):
        start, part = at - 1, before
    elif before in ("-", "mid") and "mid" in lower[max(0, at - 2) : at]:
        start, part = max(0, at - 2) if before == "-" else at - 1, "mid"
    elif before.startswith("mid-") or before == "mid-":
        start, part = at - 1, "mid"
    said_in = _is_of_two(lower, start, at) or (start > 0 and lower[start - 1] in _BEFORE_MONTH)
    year, end = _year(lower, end)
    if year is None and part is None and not said_in:
        return None
    year = year or _latest_year(month, 1, published)
    if year is None:
        return None
    length = monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, length)}.get(part or "", (1, length))
    return When(start, end, Days(date(year, month, first), date(year, month, last)))


def _is_of_two(lower: Sequence[str], start: int, at: int) -> bool:
    """'between January and June', 'from May to July', 'in May and June': a month told with another."""
    first = at + 2 < len(lower) and lower[at + 1] in ("and", "to") and lower[at + 2] in _MONTHS
    return first or (start > 1 and lower[start - 1] in ("and", "to") and lower[start - 2] in _MONTHS)


def _latest_year(month: int, day: int, published: date | None) -> int | None:
    """A month is the latest one not after publication; a day up to a month ahead is of this year (plans)."""
    if published is None:
        return None
    ahead = (month - published.month) * 31 + day - published.day
    return published.year if ahead <= 45 else published.year - 1


def _weekday(words: Sequence[str], lower: Sequence[str], at: int, published: date) -> When | None:
    number = _WEEKDAYS.get(lower[at].removesuffix("s") if lower[at] in _WEEKDAYS else lower[at])
    if number is None or not words[at][0].isupper():
        return None
    day = published - timedelta((published.weekday() - number) % 7)
    end = at + 1
    last_week = at > 0 and lower[at - 1] == "last" and day == published
    day -= timedelta(7) if last_week else timedelta(0)
    while end < len(lower) and lower[end] in _PARTS:
        end += 1
    return _one(at, end, day)


def _spoken(lower: Sequence[str], at: int, published: date) -> When | None:
    word, rest = lower[at], list(lower[at : at + 4])
    following = rest[1:]
    yesterday = published - ONE_DAY
    if word in ("today", "tonight"):
        return _one(at, at + 1, published)
    if word in ("yesterday", "tomorrow"):
        return _one(at, at + 1, yesterday if word == "yesterday" else published + ONE_DAY)
    if word == "overnight" or rest[:3] in (["in", "the", "night"], ["during", "the", "night"]):
        return When(at, at + (1 if word == "overnight" else 3), Days(yesterday, published))
    if rest[:3] in (["the", "next", "day"], ["the", "following", "day"]):
        return When(at, at + 3, Days(published, published), -1)
    if rest[:3] == ["the", "same", "day"] or rest[:3] == ["on", "that", "day"]:
        return When(at, at + 3, Days(published, published), 0)
    if word in ("the", "a") and following[:2] in (["day", "before"], ["day", "earlier"]):
        return When(at, at + 3, Days(yesterday, yesterday), 1)
    if rest[:3] in (["later", "that", "day"], ["earlier", "that", "day"]):
        return When(at, at + 3, Days(published, published), 0)
    monday = published - timedelta(published.weekday())
    if word in ("last", "previous") and following[:1] == ["week"]:
        return When(at, at + 2, Days(monday - timedelta(7), monday - ONE_DAY))
    if word == "next" and following[:1] == ["week"]:
        return When(at, at + 2, Days(monday + timedelta(7), monday + timedelta(13)))
    if rest[:4] == ["earlier", "in", "the", "week"] or rest[:3] == ["earlier", "this", "week"]:
        return When(at, at + (4 if rest[1] == "in" else 3), Days(monday, max(monday, yesterday)))
    if (word in ("last", "earlier") and following[:1] == ["month"]) or rest[:3] == ["earlier", "this", "month"]:
        first = published.replace(day=1)
        if word == "last":
            return When(at, at + 2, Days((first - ONE_DAY).replace(day=1), first - ONE_DAY))
        return When(at, at + (3 if rest[1] == "this" else 2), Days(first, published))
    return None


def _ago(lower: Sequence[str], at: int, published: date) -> When | None:
    """'two days ago', 'ten days earlier', 'in the past 24 hours', 'over the past week'."""
    count = _SMALL.get(lower[at]) or (int(lower[at]) if lower[at].isdecimal() and len(lower[at]) < 4 else None)
    if lower[at] in ("a", "an"):
        count = 1
    if count is None or at + 1 >= len(lower):
        return None
    unit = _UNITS.get(lower[at + 1])
    past = at > 0 and lower[at - 1] in ("past", "last", "previous", "within")
    if past and (unit or lower[at + 1] in ("hour", "hours")):
        days = count * unit if unit else -(-count // 24)
        return When(at - 1, at + 2, Days(published - timedelta(days), published))
    if unit and at + 2 < len(lower) and lower[at + 2] in ("ago", "earlier", "before"):
        if count * unit > _FARTHEST_BACK:
            return None
        slack = 0 if count * unit < 7 else max(1, count * unit // 7)
        about = published - timedelta(count * unit)
        days_ = Days(about - timedelta(slack), min(published, about + timedelta(slack)))
        return When(at, at + 3, days_, None if lower[at + 2] == "ago" else count * unit)
    return None

"""When a document was published: the time it states, however it writes it, or what can be inferred where it is silent.

What is inferred is marked so wherever it is shown. Of several hints the interval reaches from the first to the last,
and a known-by answer counts from its end, so that an inference never makes a report known too early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from holdsway.clocks import Days, Published, parse_days, parse_published
from holdsway.errors import DateError
from holdsway.reading.lexicon import word_set

__all__ = ["Inferred", "Stated", "inferred_publication", "made_at", "stated_publication"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_IN_WORDS = (
    re.compile(rf"{_DAY}[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)", re.IGNORECASE),
)
_YEAR_FIRST = re.compile(rf"{_YEAR}([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?!\d)")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_CLOCK = re.compile(r"[T,\s]*(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.)?\s*(.*)", re.IGNORECASE)
_ZONE = re.compile(r"(?:utc|gmt|z)?\s*(?:([+-])(\d\d):?(\d\d)?)?", re.IGNORECASE)
_MAIL = re.compile(r"(?:[a-z]{3},\s*)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d", re.IGNORECASE)

_IN_NAME = (
    re.compile(rf"(?<!\d){_YEAR}([-_./ ]?)(?P<month>0[1-9]|1[0-2])\2(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"(?<![\da-z]){_DAY}[-_. ]?{_MONTH}[-_. ]?{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<![a-z]){_MONTH}[-_. ]{_DAY}[-_. ,]+{_YEAR}(?!\d)", re.IGNORECASE),
)
_MONTH_IN_NAME = re.compile(rf"(?<!\d){_YEAR}[-_./](?P<month>0[1-9]|1[0-2])(?![\d])")
_HEAD_LINES = 15
_FOOT_LINES = 8
_LONGEST_DATELINE = 90
_UPDATED = re.compile(r"\W{0,4}(?:last )?(?:updated|modified|revised|corrected)\b[^\w]*(?:on|at)?\s*", re.IGNORECASE)
_POSTED = re.compile(r"\W{0,4}(?:published|posted|issued|released|date|dated)\b[^\w]*(?:on|at)?\s*", re.IGNORECASE)
_PLACE_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|al-\w+|of|de|and)"
_PLACE_BEFORE = re.compile(rf"{_PLACE_WORD}(?:[\s,(/]+{_PLACE_WORD})*[\s,:.(]*")
_AFTER_DATELINE = re.compile(r"[\s).]*(?:$|[—–:|/-]|\([^)]{2,40}\)\s*[—–:-]?)")
_STARTS_A_SENTENCE = word_set("on by since until till from in as after before during between around about")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document states: the time, if it can be read, and the doubt about how it is written, with the remedy."""

    published: Published | None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Inferred:
    """A time of publication that a document does not state, and from what it was inferred."""

    published: Published
    by: str


def stated_publication(words: str) -> Stated:
    """The time that a document states. A day that could also be a month, and words that are none, give a doubt.

    Read as they are: ISO 8601, a mail's date, `14 July 2021`, `July 14, 2021 09:30 UTC`, `2021/07/14`.
    """
    words = words.strip()
    try:
        return Stated(parse_published(words))
    except (DateError, ValueError, OverflowError):
        pass
    if _MAIL.match(words) and (sent := _mail_time(words)):
        return Stated(sent)
    for pattern in (*_IN_WORDS, _YEAR_FIRST):
        found = re.match(_WEEKDAY + pattern.pattern.replace(r"\2", r"[-/.]"), words, re.IGNORECASE)
        if found and (day := _day(found)) and (at := _with_clock(day, words[found.end() :])):
            return Stated(at)
    if (found := _YEAR_LAST.match(words)) and (read := _year_last(found, words)):
        return read
    return Stated(None, f"published {words[:60]!r} is not a date and is left out; write `published: YYYY-MM-DD`")


def inferred_publication(
    name: str | None, url: str | None, text: str, made: Published | None = None
) -> Inferred | None:
    """When a document that states no time was published, by its address, its file name and its first and last lines.

    Only where these are silent does the time count at which the file itself was made. None: nothing tells.
    """
    hints = [
        (days, by)
        for by, found in (
            ("its address", _in_address(url)),
            ("its file name", _in_name(name or "")),
            ("its dateline", _in_lines(text)),
            ("its line of update", _in_updates(text)),
        )
        for days in found
    ]
    if hints:
        days = Days(min(d.first for d, _ in hints), max(d.last for d, _ in hints))
        return Inferred(parse_published(str(days)), " and ".join(dict.fromkeys(by for _, by in hints)))
    return Inferred(made, "the properties of its file") if made else None


def made_at(moment: datetime | None) -> Published | None:
    """The time from which a file that was made at a moment may have been published: to the end of that day, in UTC."""
    if not isinstance(moment, datetime):
        return None
    try:
        first = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return Published(first, datetime.combine(first.date() + timedelta(days=1), datetime.min.time(), tzinfo=UTC))
    except (OverflowError, ValueError):
        return None


def _in_address(url: str | None) -> Iterator[Days]:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return
    yield from _in_name(path)


def _in_name(name: str) -> list[Days]:
    found = [Days(day, day) for pattern in _IN_NAME for m in pattern.finditer(name) if (day := _day(m))]
    found += [
        Days(day, day)
        for m in _YEAR_LAST.finditer(name.replace("_", "-"))
        if (read := _year_last(m, m[0])) and read.published and (day := read.published.first.date())
    ]
    return found or [parse_days(f"{m['year']}-{m['month']}") for m in _MONTH_IN_NAME.finditer(name)]


def _in_lines(text: str) -> Iterator[Days]:
    """The day in a dateline (`KABUL, 14 July 2021 —`), on a line of its own, or after `Published:`, near the top."""
    for line in _lines(text)[:_HEAD_LINES]:
        for pattern in (*_IN_WORDS, _YEAR_FIRST):
            found = pattern.search(line, 0, _LONGEST_DATELINE)
            if found is None or not (day := _day(found)):
                continue
            before = re.sub(rf"{_WEEKDAY}$", "", line[: found.start()], flags=re.IGNORECASE).lstrip("#*_ \t")
            first_word = before.split(maxsplit=1)[0].casefold().rstrip(",") if before.strip() else ""
            if _UPDATED.match(line):
                continue  # a line of update is no dateline
            is_posted = bool(_POSTED.fullmatch(before))
            is_dateline = not before.strip() or bool(_PLACE_BEFORE.fullmatch(before))
            ends = bool(_AFTER_DATELINE.match(line, found.end()))
            if is_posted or (is_dateline and ends and first_word not in _STARTS_A_SENTENCE):
                yield Days(day, day)
                return


def _in_updates(text: str) -> Iterator[Days]:
    lines = _lines(text)
    for line in (*lines[:_HEAD_LINES], *lines[-_FOOT_LINES:]):
        begins = _UPDATED.match(line)
        if begins is None:
            continue
        for pattern in (*_IN_WORDS, _YEAR_FIRST):
            found = pattern.search(line, begins.end(), begins.end() + 40)
            if found and (day := _day(found)):
                yield Days(day, day)
                break


def _lines(text: str) -> list[str]:
    """The first and last lines that hold anything, each cut short."""
    if len(text) > 20_000:
        text = text[:10_000] + "\n" + text[-10_000:]
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def _year_last(found: re.Match[str], words: str) -> Stated | None:
    """`22/01/2025`: which number is the day is sure when the other cannot be, or when both are the same."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    readings = []
    for day, month in ((one, two), (two, one)):
        try:
            readings.append(date(year, month, day))
        except ValueError:
            continue
    readings = sorted(set(readings))
    if len(readings) == 2:
        could_be = " or ".join(str(reading) for reading in readings)
        reason = f"could be {could_be} and is left out; write `published: YYYY-MM-DD`"
        return Stated(None, f"published {words[:60]!r} {reason}")
    if readings and (at := _with_clock(readings[0], words[found.end() :])):
        return Stated(at, f"published {words[:60]!r} is read as {readings[0]}; write YYYY-MM-DD to be sure")
    return None


def _with_clock(day: date, rest: str) -> Published | None:
    """A day with the time of day written after it; None when what follows is no time in a zone that is known."""
    rest = rest.strip(" ,")
    if not rest:
        return parse_published(str(day))
    clock = _CLOCK.fullmatch(rest)
    zone = _ZONE.fullmatch(clock[5].strip(" ()")) if clock else None
    if clock is None or zone is None:
        return None
    half = (clock[4] or "").replace(".", "").casefold()
    hour = int(clock[1]) % 12 + (12 if half == "pm" else 0) if half else int(clock[1])
    offset = f"{zone[1]}{zone[2]}:{zone[3] or '00'}" if zone[1] else "+00:00"
    try:
        return parse_published(f"{day}T{hour:02d}:{clock[2]}:{clock[3] or '00'}{offset}")
    except DateError:
        return None


def _mail_time(words: str) -> Published | None:
    try:
        return parse_published(parsedate_to_datetime(words).isoformat())
    except (DateError, ValueError, TypeError, IndexError, OverflowError):
        return None

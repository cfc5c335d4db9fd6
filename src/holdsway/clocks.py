"""The three clocks: when it was so (valid), when a source said it (published), when we took it in (recorded).

Days are written as they are said: first and last day, both included. Only `Days.end` is half-open, for arithmetic.
The recorded clock is the ledger's batch number, so it needs nothing here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from holdsway.errors import DateError

__all__ = ["Days", "Published", "known_by_instant", "parse_day", "parse_days", "parse_published", "week"]

ONE_DAY = timedelta(days=1)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_ISO_START = re.compile(r"\s*\d{4}\b")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of whole days, first and last included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise DateError(f"{self.first}/{self.last} ends before it begins; give the earlier day first")
        if self.last == date.max:  # it has no day after it
            raise DateError(f"'{self.last}' is beyond the calendar; write a year from 1 to 9998")

    @property
    def end(self) -> date:
        """The first day after: the half-open end."""
        return self.last + ONE_DAY

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def overlaps(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """When a source said something, as instants in UTC: it may have been said from `first`, it was out by `last`.

    A day without a time counts from its end (24:00), an interval from its own end.
    """

    first: datetime
    last: datetime

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.strftime("%Y-%m-%dT%H:%MZ")
        days = Days(self.first.date(), (self.last - timedelta(microseconds=1)).date())
        return str(days)


def parse_day(text: str) -> date:
    """One ISO calendar day. Errors: DateError for anything else, however readable."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DateError(f"{text!r} is not a date; write YYYY-MM-DD") from None


def week(text: str) -> Days:
    """An ISO week such as 2021-W30, Monday to Sunday."""
    found = _WEEK.fullmatch(text.strip())
    if not found:
        raise DateError(f"{text!r} is not a week; write YYYY-Www, as in 2021-W30")
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        raise DateError(f"{text!r} is not a week of that year; write YYYY-Www, as in 2021-W30") from None
    return Days(monday, monday + 6 * ONE_DAY)


def parse_days(text: str) -> Days:
    """A date with its precision (EDTF subset): a day, a month, a year, a week, or two of them joined by `/`."""
    text = text.strip()
    if "/" in text:
        left, _, right = text.partition("/")
        try:
            return Days(parse_days(left).first, parse_days(right).last)
        except DateError as error:
            if not (_ISO_START.match(left) and _ISO_START.match(right)):
                raise DateError(f"{text!r} is not a date; write YYYY-MM-DD") from None
            raise DateError(f"{text!r}: {error}") from None
    if re.fullmatch(r"\d{4}", text) and text != "0000":
        return Days(date(int(text), 1, 1), date(int(text), 12, 31))
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        if year and 1 <= month <= 12:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        raise DateError(f"{text!r} is not a month; write YYYY-MM")
    if _WEEK.fullmatch(text):
        return week(text)
    day = parse_day(text)
    return Days(day, day)


def parse_published(text: str) -> Published:
    """A publication time: an instant (with its zone; none means UTC), a day, a month, or an interval."""
    text = text.strip()
    if "T" in text or re.match(r"\d{4}-\d{2}-\d{2} \d", text):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise DateError(f"{text!r} is not a time; write YYYY-MM-DDTHH:MM+HH:MM") from None
        try:
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except OverflowError:
            raise DateError(f"{text!r} is beyond the calendar; write a year from 1 to 9998") from None
        return Published(moment, moment)
    days = parse_days(text)
    return Published(_midnight(days.first), _midnight(days.end))


def known_by_instant(text: str) -> datetime:
    """The instant a `--known-by` stands for: a time as it is, a date at 24:00 of that day, in UTC."""
    return parse_published(text).last


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)

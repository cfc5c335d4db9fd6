"""The calendar as reports speak of it: weeks, seasons, parts of a month, and steps in days and months.

No step leaves the calendar: what would fall before its first day or after its last is the first or the last.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from holdsway.clocks import Days

__all__ = [
    "FEW",
    "LAST_DAY",
    "PARTS",
    "RECENT",
    "SEASONS",
    "Shift",
    "in_calendar",
    "latest",
    "month",
    "part",
    "season",
    "shifted",
    "stretch",
    "weekend",
    "whole",
    "years",
]

LAST_DAY = date(9999, 12, 30)  # the last day that has a day after it
_FIRST_ORDINAL, _LAST_ORDINAL = 1, LAST_DAY.toordinal()
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
PARTS = {"early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "middle": "mid",
         "end": "late", "close": "late"}  # fmt: skip
"""What a part of a month or year is called, and which third it is."""
FEW = {"day": (2, 7), "week": (2, 6), "month": (2, 6), "year": (2, 5), "decade": (2, 5)}
"""What 'a few' of a unit are, least and most."""
RECENT = {unit: most for unit, (_, most) in FEW.items()}
"""How many of a unit 'recent days' and the like go back."""
_FARTHEST_AHEAD = 45
_THIRDS = {"early": 0, "mid": 1, "late": 2}


def shifted(day: date, *, days: int = 0, months: int = 0) -> date:
    """A day so many months and days on (or back); the 31st of a shorter month is its last day."""
    if months:
        count = day.year * 12 + day.month - 1 + months
        count = min(max(count, 12), LAST_DAY.year * 12 + 11)
        year, number = divmod(count, 12)
        day = date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
    return date.fromordinal(min(max(day.toordinal() + days, _FIRST_ORDINAL), _LAST_ORDINAL))


def stretch(first: date, last: date) -> Days:
    """The days from first to last; those of the first alone if the last comes before it."""
    first = min(first, LAST_DAY)
    return Days(first, min(max(first, last), LAST_DAY))


def in_calendar(year: int) -> int:
    """The year itself, or the first or last of the calendar."""
    return min(max(year, 1), LAST_DAY.year)


def month(year: int, number: int) -> Days:
    """The days of a month."""
    year = in_calendar(year)
    return stretch(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def years(first: int, last: int) -> Days:
    """The days of the years first to last."""
    low, high = in_calendar(first), in_calendar(last)
    return stretch(date(low, 1, 1), date(max(low, high), 12, 31))


def whole(unit: str, day: date) -> Days:
    """The week (Monday to Sunday), month, year, decade or century a day is in; the day itself for any other unit."""
    if unit == "week":
        monday = shifted(day, days=-day.weekday())
        return stretch(monday, shifted(monday, days=6))
    if unit == "month":
        return month(day.year, day.month)
    if unit == "century":
        start = (day.year - 1) // 100 * 100 + 1
        return years(start, start + 99)
    if unit in ("year", "decade"):
        start = day.year if unit == "year" else day.year // 10 * 10
        return years(start, start + (0 if unit == "year" else 9))
    return stretch(day, day)


def weekend(day: date) -> Days:
    """The Saturday and Sunday of the week a day is in."""
    week = whole("week", day)
    return stretch(shifted(week.last, days=-1), week.last)


def season(name: str, year: int) -> Days:
    """A season of three whole months by the north's calendar; a winter is of the year in which it begins."""
    first = date(in_calendar(year), SEASONS[name], 1)
    return stretch(first, shifted(first, days=-1, months=3))


def latest(number: int, day: int | None, on: date, *, ahead: bool | None) -> int | None:
    """The year meant by a month, or a month and day, without one, in a report of `on`; None if it has no such day.

    What is still to come is of the next such day; what is past, of the latest. If neither is known, a day up to a
    month and a half ahead counts as a plan, anything later as past.
    """
    if day is None:
        away = (number - on.month) * 31 + 1 - on.day
        if ahead:
            return in_calendar(on.year + (number < on.month))
        return in_calendar(on.year - (away > (0 if ahead is False else _FARTHEST_AHEAD)))
    near = range(in_calendar(on.year - 8), in_calendar(on.year + 8) + 1)
    nearby = [year for year in near if day <= monthrange(year, number)[1]]
    away_in = {year: date(year, number, day).toordinal() - on.toordinal() for year in nearby}
    if ahead:
        return min((year for year in nearby if away_in[year] >= 0), default=None)
    return max((year for year in nearby if away_in[year] <= (0 if ahead is False else _FARTHEST_AHEAD)), default=None)


def part(days: Days, unit: str, name: str) -> Days:
    """A part of a stretch: `early`, `mid`, `late` or the halves `first` and `second`.

    Of a month the 1st to 10th, 11th to 20th, 21st to the end, or up to the 15th and from the 16th; of a week Monday
    to Wednesday, Tuesday to Thursday, Thursday to Sunday; of a year or a season its months in equal parts; of a
    decade the years 0-3, 4-6, 7-9.
    """
    if unit == "week":
        low, high = {"early": (0, 2), "mid": (1, 3), "late": (3, 6), "first": (0, 2), "second": (3, 6)}[name]
        return stretch(shifted(days.first, days=low), shifted(days.first, days=high))
    if unit == "month":
        low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first": (1, 15), "second": (16, 31)}[name]
        return stretch(days.first.replace(day=low), min(shifted(days.first, days=high - 1), days.last))
    if unit == "decade":
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first": (0, 4), "second": (5, 9)}[name]
        return years(days.first.year + low, days.first.year + high)
    length = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
    if name in _THIRDS:
        low, high = _THIRDS[name] * length // 3, (_THIRDS[name] + 1) * length // 3
    else:
        low, high = (0, length // 2) if name == "first" else (length // 2, length)
    first = shifted(days.first, months=low)
    return stretch(first, min(shifted(shifted(days.first, months=high), days=-1), days.last))


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from the day last spoken of: months, then `days` to `to` days on (back if negative), then to the whole
    of a `unit`."""

    days: int = 0
    to: int = 0
    months: int = 0
    unit: str = "day"

    def of(self, told: Days) -> Days:
        """The days a step away from those last spoken of."""
        first = shifted(shifted(told.first, months=self.months), days=self.days)
        last = shifted(shifted(told.last, months=self.months), days=self.to)
        return stretch(whole(self.unit, first).first, whole(self.unit, last).last)

    @property
    def back(self) -> int:
        """How many days back it is, a month as thirty; negative when it is on."""
        return -(self.days + 30 * self.months)

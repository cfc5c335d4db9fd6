"""Cells: how text in a column becomes a number, a day, a name; what cannot is a RowError that says what to write."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from itertools import combinations
from typing import TypeVar

from holdsway.clocks import Days, Published, parse_days, parse_published
from holdsway.errors import DateError
from holdsway.formats.format import Intake, RowError
from holdsway.records import Kind, Statement
from holdsway.words import Quote

__all__ = [
    "cell_quote",
    "coordinates",
    "day",
    "days",
    "figures",
    "joined",
    "needed",
    "number",
    "people",
    "published",
    "spoken",
    "stretch",
    "text",
]

T = TypeVar("T")
_LETTERS = {"%Y": "YYYY", "%m": "MM", "%B": "Month", "%b": "Mon", "%d": "DD", "%H": "hh", "%M": "mm"}
_LETTERS |= {"%S": "ss", "%f": "000"}
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?")


def text(row: Mapping[str, str], column: str) -> str | None:
    """The words in a column without the space around them; None when it is blank or not there."""
    return row.get(column, "").strip() or None


def needed(row: Mapping[str, str], column: str) -> str:
    """The words in a column that may not be blank."""
    words = text(row, column)
    if words is None:
        raise RowError(column, f"{column} is blank; fill it in")
    return words


def number(row: Mapping[str, str], column: str) -> float | None:
    """A plain number, written with digits and a decimal point; None when blank."""
    words = text(row, column)
    if words is None:
        return None
    value = float(words) if _NUMBER.fullmatch(words) else math.nan
    if not math.isfinite(value):
        raise RowError(
            column, f"{column} {words!r} is not a number; write digits, and a point for decimals, as in 1200 or 8.64"
        )
    return value


def people(row: Mapping[str, str], column: str) -> float | None:
    """A count of people: a whole number, 0 or more; None when blank."""
    value = number(row, column)
    if value is not None and (value < 0 or not value.is_integer()):
        raise RowError(
            column, f"{column} {row[column].strip()!r} is no count of people; write a whole number, 0 or more"
        )
    return value


def figures(row: Mapping[str, str], low: str, best: str, high: str) -> tuple[float | None, float | None, float | None]:
    """Low, best and high count of people, in order; any may be blank."""
    columns = (low, best, high)
    values = tuple(people(row, column) for column in columns)
    given = [(column, value) for column, value in zip(columns, values, strict=True) if value is not None]
    for (under, less), (over, more) in combinations(given, 2):
        if less > more:
            raise RowError(under, f"{under} {less:g} is above {over} {more:g}; put the figures in order")
    return values[0], values[1], values[2]


def coordinates(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees (WGS 84), both or neither."""
    latitude, longitude = number(row, "latitude"), number(row, "longitude")
    for column, value, limit in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if value is not None and abs(value) > limit:
            raise RowError(column, f"{column} {value:g} is no place on earth; it runs from -{limit} to {limit}")
    if (latitude is None) != (longitude is None):
        blank = "latitude" if latitude is None else "longitude"
        raise RowError(blank, f"{blank} is blank and the other coordinate is not; give both or neither")
    return latitude, longitude


def days(row: Mapping[str, str], column: str) -> Days | None:
    """A day, month, year, week, or two of them joined by `/`; None when blank."""
    words = text(row, column)
    return None if words is None else _dated(parse_days, column, words)


def day(row: Mapping[str, str], column: str, formats: str) -> date:
    """One day in one of the declared ways of writing it (`%Y-%m-%d`; several are joined by ` or `), and no other."""
    words = needed(row, column)
    for written in formats.split(" or "):
        if written == "%Y%m%d" and len(words) != 8:
            continue  # without eight digits it is not known which are the month's
        try:
            moment = datetime.strptime(words, written)
        except ValueError:
            continue
        if moment.time() != time():
            raise RowError(
                column, f"{column} {words!r} has a time of day, which may mean another day; write the day only"
            )
        return moment.date()
    raise RowError(column, f"{column} {words!r} is not a date; write it as {_in_letters(formats)}")


def stretch(first: date, last: date, column: str) -> Days:
    """The days from first to last; `column` is blamed when they are in the wrong order."""
    if last < first:
        raise RowError(column, f"{column} {last} is before {first}, when it began; put the dates in order")
    return Days(first, last)


def published(row: Mapping[str, str], intake: Intake) -> Published | None:
    """When the source said it: the row's own time, else that of the document, else unknown."""
    words = text(row, "published")
    return intake.document.published if words is None else _dated(parse_published, "published", words)


def joined(*notes: str | None) -> str | None:
    """Several notes as one line; None when there is nothing to note."""
    return "; ".join(note for note in notes if note) or None


def cell_quote(row: Mapping[str, str], number: int, column: str) -> Quote:
    """The cell that decides what a row says."""
    return Quote(exact=row[column], row=number, column=column)


def spoken(row: Mapping[str, str], number: int, intake: Intake, kind: Kind, *, decisive: str) -> Statement:
    """What every generic table takes from a row: who said it, when, where to read it. `decisive`: the column quoted."""
    source = needed(row, "source")
    return Statement(
        kind=kind,
        source=source,
        publisher=source,
        document=intake.document.sha256,
        quote=cell_quote(row, number, decisive),
        published=published(row, intake),
        url=text(row, "url"),
        note=text(row, "note"),
    )


def _in_letters(formats: str) -> str:
    """A declared way of writing dates as an analyst reads it: YYYY-MM-DD."""
    for sign, letters in _LETTERS.items():
        formats = formats.replace(sign, letters)
    return formats


def _dated(parse: Callable[[str], T], column: str, words: str) -> T:
    try:
        return parse(words)
    except DateError as error:
        told = str(error) if repr(words) in str(error) else f"{words!r}: {error}"  # of an interval, one end is at fault
        raise RowError(column, f"{column} {told}") from None

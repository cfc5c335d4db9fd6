"""Fields: which column of a table stands for which field, by the names that people give to columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from holdsway.drafting.grid import Grid
from holdsway.words import fold

__all__ = ["Match", "lacks", "matches", "named_in", "table_of", "vocabulary"]

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]*)?")
_NUMBERS = ("latitude", "longitude", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths")
_WHERE = ("place", "pcode", "admin1", "country", "latitude")
_WHAT = ("event_type", "actor1", "deaths_low", "deaths_best", "deaths_high", "civilian_deaths")
_MOSTLY = 0.5
_LONGEST_LABEL = 60  # letters; longer is a remark
_LONGER = 12  # rows, from which on labels come again


@dataclass(frozen=True, slots=True)
class Match:
    """A column taken for a field, and why in a few words."""

    field: str
    column: str
    why: str


@cache
def vocabulary() -> Mapping[str, Any]:
    """The declared names of columns, ways of writing days, blanks, and words for those who are no party."""
    content: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("fields.yaml").read_text("utf-8"))
    return content


def table_of(grid: Grid) -> tuple[str, dict[str, Match]] | None:
    """The table that the rows can become, with its columns; None when none makes sense."""
    control, events = matches(grid, "control"), matches(grid, "events")
    placed = "place" in control or "pcode" in control
    if "label" in control and "as_of" in control and placed:
        told = {events[name].column for name in _WHAT if name in events} - {control["label"].column}
        if not told:  # "armed group in control" is no doer, but a table with a type or deaths tells of events
            return "control", control
    if not lacks(events):
        return "events", events
    weak = {fold(name) for name in vocabulary()["control"]["label"]["weak"]}
    if "label" in control and "as_of" in control and placed and fold(control["label"].column) not in weak:
        return "control", control  # a weekly tracker that counts deaths besides: nothing says on which day they were
    for table, needed in (("ties", ("actor1", "tie", "actor2")), ("listings", ("actor", "list"))):
        found = matches(grid, table)
        if all(name in found for name in needed):
            return table, found
    return None


def lacks(found: Mapping[str, Match]) -> list[str]:
    """What a table of events cannot do without and this one has not, in plain words."""
    missing = [] if "date_start" in found else ["when it happened (date_start)"]
    if not any(name in found for name in _WHERE):
        missing.append("where (place, admin1, or latitude and longitude)")
    if not any(name in found for name in _WHAT):
        missing.append("what happened or who did it (event_type, actor1, deaths_best)")
    return missing


def matches(grid: Grid, table: str) -> dict[str, Match]:
    """The column of each field: by whole names first, then by words in a name.

    A column that does not hold what its field must (numbers, ids that differ) is not taken.
    """
    return _taken(grid, _wanted(table), list(_names(table)))


def other_places(grid: Grid, taken: Iterable[str]) -> list[str]:
    """The columns not taken that are named as a column of places is: a town beside its district."""
    names = {fold(name) for name in vocabulary()["events"]["place"]["is"]}
    used = set(taken)
    return [column for column in grid.columns if column and column not in used and fold(column) in names]


def named_in(grid: Grid, columns: Mapping[str, Iterable[str]]) -> dict[str, Match]:
    """The column of each field in a dataset whose columns are declared, and no other."""
    wanted = (_Wanted(name, column, "exactly") for name, listed in columns.items() for column in listed)
    return _taken(grid, wanted, list(columns))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One way in which the column of a field may be named: exactly so, so but for case and signs, or with words."""

    field: str
    name: str
    how: str
    why: str = ""
    without: frozenset[str] = frozenset()

    def fits(self, column: str) -> bool:
        if self.how == "exactly":
            return column.casefold() == self.name.casefold()
        if self.how == "whole":
            return fold(column) == self.name
        words = set(fold(column).split())
        return set(self.name.split()) <= words and not words & self.without


def _taken(grid: Grid, ways: Iterable[_Wanted], order: list[str]) -> dict[str, Match]:
    free = dict.fromkeys(column for column in grid.columns if column and grid.columns.count(column) == 1)
    found: dict[str, Match] = {}
    for wanted in ways:
        column = next((c for c in free if wanted.fits(c) and _holds(grid, c, wanted.field)), None)
        if wanted.field not in found and column is not None:
            found[wanted.field] = Match(wanted.field, column, wanted.why)
            del free[column]
    return {name: found[name] for name in order if name in found}


def _wanted(table: str) -> Iterator[_Wanted]:
    """Every way, the surest first."""
    names = _names(table)
    for name, entry in names.items():
        yield from (_Wanted(name, fold(listed), "whole") for listed in (name, *entry["is"]))
    phrases = [(fold(phrase), name) for name, entry in names.items() for phrase in entry["has"]]
    for phrase, name in sorted(phrases, key=lambda pair: -len(pair[0].split())):
        without = frozenset(map(fold, names[name].get("not", ())))
        yield _Wanted(name, phrase, "words", f"for the words {phrase!r} in its name", without)


def _names(table: str) -> Mapping[str, Mapping[str, list[str]]]:
    events, own = vocabulary()["events"], vocabulary()[table]
    if table != "control":
        return own  # type: ignore[no-any-return]  # as declared in fields.yaml
    shared = ("published", "place", "admin1", "pcode", "source", "url", "note")
    return {**own, **{name: events[name] for name in shared}}


def _is_word_of_few(cells: Sequence[str]) -> bool:
    """Whether cells are labels: short, words rather than numbers, and the same ones again in a longer table."""
    wordy = sum(1 for cell in cells if any(map(str.isalpha, cell)) and len(cell) <= _LONGEST_LABEL)
    again = len(cells) < _LONGER or len({fold(cell) for cell in cells}) <= _MOSTLY * len(cells)
    return wordy >= _MOSTLY * len(cells) and again


def _holds(grid: Grid, column: str, name: str) -> bool:
    cells = [cell for cell in grid.column(column) if cell and cell not in vocabulary()["blanks"]]
    if name in _NUMBERS:
        return bool(cells) and sum(1 for cell in cells if _NUMBER.fullmatch(cell)) >= _MOSTLY * len(cells)
    if name == "source_event_id":  # some of the last rows may be totals, and a row may stand there twice
        rows = {row[grid.columns.index(column)].strip() or row for row in grid.rows if len(row) == len(grid.columns)}
        blank = sum(1 for cell in grid.column(column) if not cell)
        return blank <= max(2, 0.1 * len(grid.rows)) and len(rows) >= 0.97 * len({*grid.rows})
    if name == "label":
        return bool(cells) and _is_word_of_few(cells)
    if name in ("date_start", "as_of"):
        return bool(cells) and sum(1 for cell in cells if any(map(str.isdigit, cell))) >= _MOSTLY * len(cells)
    return bool(cells)

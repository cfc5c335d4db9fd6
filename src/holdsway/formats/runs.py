"""Runs: of a standing picture that is written out day by day, the rows that say something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from holdsway.formats.rows import FileRow

__all__ = ["Runs"]


@dataclass(slots=True)
class _Run:
    """One run so far: its labels, its last day, and its last row where that is not the first."""

    labels: tuple[str, ...]
    day: int
    last: FileRow | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """What makes a run: rows of one place (the columns `by`), with the same labels (`of`), on one `day` after another.

    A picture of 33,000 places over a year is 12 million rows, of which all but the ends of runs repeat the day before.
    """

    by: tuple[str, ...]
    day: str
    of: tuple[str, ...]

    @classmethod
    def of_entry(cls, entry: Mapping[str, Any]) -> Runs:
        """The runs a metadata file declares."""
        return cls(tuple(entry["by"]), entry["day"], tuple(entry["of"]))

    def ends(self, rows: Iterable[FileRow], columns: Sequence[str], date_format: str) -> Iterator[FileRow | None]:
        """The first and the last row of every run, and None in place of each row between them.

        The last row of a run comes when the run is over, after rows that stand below it. What is no sound row of a run
        comes as it is, for its fault to be named.
        """
        where = {column: number for number, column in enumerate(columns)}
        by = [where[column] for column in self.by if column in where]
        of = [where[column] for column in self.of if column in where]
        day, days, runs = where.get(self.day), dict[str, int | None](), dict[tuple[str, ...], _Run]()
        for row in rows:
            on = None
            if day is not None and len(row.cells) == len(columns):
                written = row.cells[day]
                if written not in days:
                    days[written] = _number(written, date_format)
                on = days[written]
            if on is None:
                yield row
                continue
            key, labels = tuple(row.cells[n] for n in by), tuple(row.cells[n] for n in of)
            run = runs.get(key)
            if run is not None and run.labels == labels and run.day + 1 == on:
                if run.last is not None:
                    yield None
                run.day, run.last = on, row
                continue
            if run is not None and run.last is not None:
                yield run.last
            runs[key] = _Run(labels, on)
            yield row
        yield from (run.last for run in runs.values() if run.last is not None)


def _number(written: str, date_format: str) -> int | None:
    try:
        return datetime.strptime(written.strip(), date_format).toordinal()
    except ValueError:
        return None

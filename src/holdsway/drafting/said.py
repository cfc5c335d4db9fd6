"""What the data say: who acts and how often, on which days, where, and each source's labels for who holds a place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from holdsway.clocks import Days, parse_days
from holdsway.drafting.days import as_day
from holdsway.drafting.mappings import Drafted
from holdsway.drafting.mentions import Mention, bare
from holdsway.errors import DateError
from holdsway.frame import Frame
from holdsway.records import Kind, Statement
from holdsway.scales import UNKNOWN, Label, Scale, Scales
from holdsway.words import fold

__all__ = ["Said", "SourceLabels", "any_scale_frame"]

_WITHIN_A_WEEK = 7  # days; a row known to a longer stretch tells no first or last day
_SPOT = re.compile(r"(?:^|; )where: ([^;]+)")
_SETTLED = re.compile(r"\s+(?:town|city|village)$", re.IGNORECASE)
_EXACT = ("exact", "near")
_BY_NAME = "name:"
_UNIT_TAKEN_OFF = ("ucdp_ged", "ucdp_candidate")
"""Formats that look for a place by its name without its unit."""


@dataclass(slots=True)
class SourceLabels:
    """How one source speaks of control: its labels, and which places it names on which day.

    `stated_in` is the mapping that gives the source its name, where it is a constant of one.
    """

    labels: Counter[str] = field(default_factory=Counter)
    places: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    stated_in: str = ""


@dataclass(slots=True)
class Said:
    """Everything of the tables that a frame is drafted from. `stretches` are days of rows known to more than a week."""

    actors: Counter[str] = field(default_factory=Counter)
    days: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    stretches: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[str, SourceLabels] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def add_statements(self, file: str, statements: Iterable[Statement], *, format: str = "") -> None:
        """What the statements of a table in a known format say."""
        for said in statements:
            if said.kind not in (Kind.EVENT, Kind.CONTROL):
                continue
            if said.kind is Kind.EVENT:
                self.actors.update(actor.text or actor.id for actor in said.actors)
            elif said.label:
                day = said.valid.first if said.valid else None
                self._label(said.source, said.label, said.place_text or said.place_code, day)
            if said.valid:
                self.add_days(file, said.valid)
            code = said.place_code if said.place_code and not said.place_code.startswith(_BY_NAME) else None
            if name := said.place_text or code:
                parent = bare(said.admin1) if said.admin1 and format in _UNIT_TAKEN_OFF else said.admin1
                level = (said.place_precision or "").casefold()
                spot = _SPOT.search(said.note or "")
                if spot and level in _EXACT and fold(bare(_SETTLED.sub("", spot[1]))) != fold(bare(name)):
                    level = "district"  # the coordinates are those of the spot, not of the district it lies in
                where = Mention(file, said.quote.row, name, parent, code, level, said.latitude, said.longitude)
                self.mentions.append(where)

    def add_mapped(self, file: str, drafted: Drafted) -> None:
        """What the rows of a table say as its drafted mapping reads them."""
        mapping, grid = drafted.mapping, drafted.grid
        cells = {name: grid.column(column) for name, column in mapping.columns.items()}
        for number in range(len(grid.rows)):
            row = {name: "" if column[number] in mapping.blank else column[number] for name, column in cells.items()}
            told = [read for name in ("date_start", "date_end", "as_of") if (read := _days_of(row.get(name), drafted))]
            if not told:  # a total, a remark below the table
                continue
            if parent := row.get("admin1"):
                row["admin1"] = mapping.values.get("admin1", {}).get(fold(parent), parent)
            sheet_row = grid.numbers[number] if number < len(grid.numbers) else None
            self._mention(file, sheet_row, row)
            self.actors.update(
                name for name in (row.get("actor1"), row.get("actor2")) if name and mapping.table == "events"
            )
            first, last = min(days.first for days, _ in told), max(days.last for days, _ in told)
            if all(sure for _, sure in told) and first <= last:
                self.add_days(file, Days(first, last))
            if mapping.table == "control" and row["label"]:
                source = row.get("source") or mapping.constants.get("source", "")
                self._label(source, row["label"], row.get("place") or row.get("pcode"), first)
                if "source" in mapping.constants:
                    self.sources[source].stated_in = str(PurePosixPath(file).with_name(mapping.file))

    def add_days(self, file: str, days: Days) -> None:
        """The days that a file speaks of in one place."""
        kept = self.days if (days.end - days.first).days <= _WITHIN_A_WEEK else self.stretches
        kept[days.first].add(file)
        kept[days.last].add(file)

    @property
    def dated(self) -> Mapping[date, set[str]]:
        """The days that tell the first and last day in question: those known to a week, else all."""
        return self.days or self.stretches

    def _mention(self, file: str, number: int | None, row: Mapping[str, str]) -> None:
        name, code = row.get("place"), row.get("pcode") or None
        latitude, longitude = _degrees(row.get("latitude")), _degrees(row.get("longitude"))
        if latitude is None or longitude is None:
            latitude = longitude = None
        level = row.get("place_precision", "").casefold()
        if shown := name or code:
            parent = row.get("admin1") or None
            self.mentions.append(Mention(file, number, shown, parent, code, level, latitude, longitude))

    def _label(self, source: str, label: str, place: str | None, day: date | None) -> None:
        said = self.sources.setdefault(source, SourceLabels())
        said.labels[label] += 1
        if day and place:
            said.places[day].add(fold(place))


def _days_of(cell: str | None, drafted: Drafted) -> tuple[Days, bool] | None:
    """The days a cell says as the mapping reads it, and whether every way still open to choose reads them so."""
    if not cell:
        return None
    ways = [drafted.mapping.dates, *drafted.open_ways]
    told = [as_day(cell, way) for way in ways]
    day = next(filter(None, told), None)
    if day is not None:
        return Days(day, day), all(other == day for other in told)
    try:
        return (parse_days(cell), True) if drafted.mapping.table == "control" else None
    except DateError:
        return None


def _degrees(cell: str | None) -> float | None:
    try:
        return float(cell.replace(",", ".")) if cell else None
    except ValueError:
        return None


class _AnyScale(Scale):
    """A scale on which every label is, so that a table can be read before its scale is written."""

    def label(self, text: str) -> Label | None:
        return Label(text.strip(), "", UNKNOWN)


class _AnyScales(Scales):
    def of(self, source: str) -> Scale | None:
        return _AnyScale(source)


def any_scale_frame() -> Frame:
    """A frame without parties or places that knows every label: to look, not to keep."""
    return Frame(scales=_AnyScales())

"""What the data say: who acts and how often, the first and last day, and each source's labels for who holds a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from holdsway.drafting.days import as_day
from holdsway.drafting.mappings import Drafted
from holdsway.frame import Frame
from holdsway.records import Kind, Statement
from holdsway.scales import UNKNOWN, Label, Scale, Scales
from holdsway.words import fold

__all__ = ["Said", "SourceLabels", "any_scale_frame"]


@dataclass(slots=True)
class SourceLabels:
    """How one source speaks of control: its labels, and which places it names on which day."""

    labels: Counter[str] = field(default_factory=Counter)
    places: dict[date, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(slots=True)
class Said:
    """Everything of the tables that a frame is drafted from."""

    actors: Counter[str] = field(default_factory=Counter)
    days: dict[str, tuple[date, date]] = field(default_factory=dict)
    sources: dict[str, SourceLabels] = field(default_factory=dict)
    places: Counter[str] = field(default_factory=Counter)

    def add_statements(self, file: str, statements: Iterable[Statement]) -> None:
        """What the statements of a table in a known format say."""
        for said in statements:
            if said.kind is Kind.EVENT:
                self.actors.update(actor.text or actor.id for actor in said.actors)
            elif said.kind is Kind.CONTROL and said.label:
                day = said.valid.first if said.valid else None
                self._label(said.source, said.label, said.place_text or said.place_code, day)
            if said.kind in (Kind.EVENT, Kind.CONTROL):
                self._place(said.place_text)
                if said.valid:
                    self.add_days(file, said.valid.first, said.valid.last)

    def add_mapped(self, file: str, drafted: Drafted) -> None:
        """What the rows of a table say as its drafted mapping reads them."""
        mapping, grid = drafted.mapping, drafted.grid
        cells = {name: grid.column(column) for name, column in mapping.columns.items()}
        for number in range(len(grid.rows)):
            row = {name: column[number] for name, column in cells.items()}
            told = [as_day(row[name], mapping.dates) for name in ("date_start", "date_end", "as_of") if row.get(name)]
            days = [day for day in told if day is not None]
            if not days:  # a total, a remark below the table
                continue
            self._place(row.get("place"))
            self.actors.update(
                name for name in (row.get("actor1"), row.get("actor2")) if name and mapping.table == "events"
            )
            if drafted.dated:
                self.add_days(file, min(days), max(days))
            if mapping.table == "control" and row["label"]:
                source = row.get("source") or mapping.constants.get("source", "")
                self._label(source, row["label"], row.get("place") or row.get("pcode"), days[0])

    def add_days(self, file: str, first: date, last: date) -> None:
        """The first and last day that a file speaks of."""
        before = self.days.get(file, (first, last))
        self.days[file] = min(before[0], first), max(before[1], last)

    def _place(self, name: str | None) -> None:
        if name:
            self.places[name] += 1

    def _label(self, source: str, label: str, place: str | None, day: date | None) -> None:
        said = self.sources.setdefault(source, SourceLabels())
        said.labels[label] += 1
        if day and place:
            said.places[day].add(fold(place))


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

"""A mapped table: a user's own columns read as those of a generic table, by the mapping file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from holdsway.clocks import parse_published
from holdsway.errors import DateError, InputError
from holdsway.formats.format import TABLE, Format, Intake, Metadata, RowError
from holdsway.formats.mapping import COUNTRY, TABLES, SheetMapping, mapping_beside, read_mapping
from holdsway.formats.sources import Chosen, Source, headed
from holdsway.records import Statement
from holdsway.words import fold

__all__ = ["MappedTable", "by_mapping", "chosen_by_mapping"]

_ISO = "%Y-%m-%d"
_DAYS = ("date_start", "date_end", "as_of", "since", "from", "to", "published")
_CLOCK = ("%H", "%I", "%M", "%S", "%X", "%c")
_BETWEEN = " | "
_NUMBERS = ("count", "number", "latitude", "longitude")

Seen = dict[tuple[str, ...], tuple[str, tuple[str, ...]]]
"""Where each key (source, id, publication) stood first, and the cells beside it."""


def by_mapping(mapping: SheetMapping, *, workbook: bool = False, seen: Seen | None = None) -> MappedTable:
    """The format that a mapping declares. True dates of a workbook arrive as YYYY-MM-DD, whatever `dates` says."""
    dates = mapping.dates.split(" or ")
    if workbook and _ISO not in dates:
        dates.append(_ISO)
    metadata = _metadata(mapping, " or ".join(dates))
    return MappedTable(mapping, TABLES[mapping.table](), metadata, {} if seen is None else seen)


@dataclass(slots=True)
class MappedTable:
    """The format of one mapped sheet, for one reading: it remembers which ids it and the other sheets have `seen`."""

    mapping: SheetMapping
    table: Format
    metadata: Metadata
    seen: Seen = field(default_factory=dict)

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """The statements that the generic table makes of the row; what is wrong is said in this file's own words."""
        try:
            generic = self._generic(row, number)
            for said in self.table.statements(generic, number, intake):
                column = self.mapping.columns.get(said.quote.column or "")
                yield replace(said, quote=replace(said.quote, column=column))
        except RowError as error:
            raise self._in_own_words(error, row) from None

    def _generic(self, row: Mapping[str, str], number: int) -> dict[str, str]:
        mapping = self.mapping
        generic = dict.fromkeys((*mapping.metadata.required, *mapping.metadata.optional), "") | dict(mapping.constants)
        for name, column in mapping.columns.items():
            cell = _bare(row[column])
            meant = mapping.values.get(name, {}).get(fold(cell), cell)
            if mapping.decimal == "," and mapping.metadata.kinds.get(name) in _NUMBERS:
                meant = meant.replace(",", ".")
            generic[name] = self._dated(name, meant) if name in _DAYS and meant else meant
        if mapping.row_id:
            generic["source_event_id"] = _BETWEEN.join(generic[name] for name in mapping.row_id)
        if mapping.id_prefix and generic["source_event_id"]:
            generic["source_event_id"] = mapping.id_prefix + generic["source_event_id"]
        if mapping.table == "events":
            self._check_key(generic, row, number)
        return generic

    def _check_key(self, generic: Mapping[str, str], row: Mapping[str, str], number: int) -> None:
        """Refuse an id that a row with other content has: of two events under one id only one would stand.

        A row of the same id that was published at another time is a later edition of the event.
        """
        mapping, cells = self.mapping, tuple(row.values())
        here = f"row {number}" + (f" of sheet {mapping.sheet!r}" if mapping.sheet is not None else "")
        key = (generic["source"], generic["source_event_id"], generic["published"])
        first, before = self.seen.setdefault(key, (here, cells))
        if before == cells or not generic["source_event_id"]:
            return
        if mapping.row_id:
            told = f"row_id ({', '.join(mapping.row_id)}) is that of {first}, with other content; add a field to row_id"
        else:
            told = f"stands in {first} too, with other content; write `row_id: [source_event_id, date_start]`"
        raise RowError((mapping.row_id or ("source_event_id",))[0], f"{told} in {mapping.file}, or keep one of the two")

    def _dated(self, name: str, words: str) -> str:
        """A day as YYYY-MM-DD. What does not fit `dates` is refused, never guessed."""
        written = self.metadata.date_format
        for way in written.split(" or "):
            try:
                return datetime.strptime(words, way).date().isoformat()
            except ValueError:
                continue
        if (name == "published" and _is_instant(words)) or (name in _OPEN_DAYS and written == _ISO):
            return words  # its own parser reads it: an ISO time, or a month, a week, two days joined by a slash
        raise RowError(name, f"{name} {words!r} does not fit `dates: {self.mapping.dates}` of {self.mapping.file}")

    def _in_own_words(self, error: RowError, row: Mapping[str, str]) -> RowError:
        """A fault in a field of the table, told of the column it came from."""
        column = self.mapping.columns.get(error.column or "")
        if error.column is None:
            return error
        if column is None:
            return RowError(None, f"{error.reason} ({self.mapping.file})")
        reason = error.reason
        if column != error.column:
            cell, told = row[column].strip(), error.reason.removeprefix(f"{error.column} ")
            shown = f" {cell!r}:" if cell and repr(cell) not in told else ""
            reason = f"{column}{shown} {told}" if told != reason else f"{column}{shown} {reason}"
        return RowError(column, reason)


_OPEN_DAYS = ("as_of", "since", "from", "to", "published")


def _bare(cell: str) -> str:
    """A cell without the space around it, the kinds that are not seen included."""
    return cell.strip().strip("\u200b\u200c\u200d\u200e\u200f\ufeff").strip()


def _is_instant(words: str) -> bool:
    try:
        told = parse_published(words)
    except DateError:
        return False
    return told.first == told.last


def _metadata(mapping: SheetMapping, dates: str) -> Metadata:
    """What the mapping declares of the file, so that bad cells are refused before its rows are read."""
    generic, columns = mapping.metadata, mapping.columns
    kinds = {columns[name]: kind for name, kind in generic.kinds.items() if name in columns}
    if any(sign in dates for sign in _CLOCK):  # the mapping says that a time of day stands there
        kinds = {column: kind for column, kind in kinds.items() if kind != "day"}
    if mapping.decimal == ",":  # its parser checks the numbers, once they are written with a point
        kinds = {column: kind for column, kind in kinds.items() if kind not in _NUMBERS}
    translated = {columns[name] for name in mapping.values if name in columns}
    kinds = {column: kind for column, kind in kinds.items() if column not in translated}
    if "source_event_id" in columns and not mapping.row_id and "published" not in columns:
        kinds[columns["source_event_id"]] = "id"
    if COUNTRY in columns:
        kinds[columns[COUNTRY]] = "country"
    return Metadata(
        name=f"{mapping.table} by {mapping.file}",
        title=f"{generic.title}, as {mapping.file} maps it",
        required=tuple(dict.fromkeys(columns.values())),
        encoding=mapping.encoding,
        delimiter=mapping.delimiter,
        date_format=dates,
        licence=mapping.licence,
        sensitivity=mapping.sensitivity,
        kinds=kinds,
        ordered=tuple(columns[name] for name in generic.ordered if name in columns and mapping.decimal == "."),
        blanks=mapping.blank,
        published_in=columns.get("published"),
    )


def chosen_by_mapping(path: Path, sources: Sequence[Source]) -> dict[Source, Chosen]:
    """How the sheets of a file are read by the mapping beside it; none when there is no mapping. Errors: InputError."""
    beside = mapping_beside(path)
    if beside is None:
        return {}
    sheets = [source.sheet for source in sources if source.sheet is not None]
    chosen: dict[Source, Chosen] = {}
    seen: Seen = {}
    for mapping in read_mapping(beside):
        if mapping.sheet is None and len(sheets) > 1:
            raise InputError(f"{beside.name}: sheet: which one? write `sheet: NAME`, one of {', '.join(sheets)}")
        if mapping.sheet is not None and mapping.sheet not in sheets:
            there = f"there are {', '.join(sheets)}" if sheets else "only a workbook has sheets; take the entry out"
            raise InputError(f"{beside.name}: sheet: no sheet is called {mapping.sheet!r}; {there}")
        source = next(one for one in sources if mapping.sheet in (None, one.sheet))
        if source in chosen:
            raise InputError(f"{beside.name}: sheet: {mapping.sheet!r} is mapped twice; leave one of the two")
        if source.container != TABLE:
            raise InputError(
                f"{beside.name}: only tables (.csv, .tsv, .xlsx, .ods) are mapped, and {path.name} is none"
            )
        chosen[source] = headed(source, by_mapping(mapping, workbook=bool(sheets), seen=seen), mapping.header_row)
    return chosen

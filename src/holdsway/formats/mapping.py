"""Mapping files: NAME.mapping.yaml says what the columns of a user's own table mean. Nothing is guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from holdsway.clocks import parse_published
from holdsway.errors import DateError, InputError
from holdsway.formats.control import ControlTable
from holdsway.formats.events import EventTable
from holdsway.formats.format import Format, Metadata
from holdsway.formats.listings import ListingTable
from holdsway.formats.ties import TieTable
from holdsway.records import CONFIDENTIAL, OPEN, ROWS_WITHHELD
from holdsway.words import fold

__all__ = ["CHOOSE", "COUNTRY", "MAPPING", "TABLES", "SheetMapping", "fields_of", "mapping_beside", "read_mapping"]

MAPPING = ".mapping.yaml"
CHOOSE = "CHOOSE"
"""What stands in a drafted file where the user must decide."""
COUNTRY = "country"
"""A field that any table of events may have besides its own: coordinates outside that country are flagged."""
TABLES: Mapping[str, type[Format]] = {
    "events": EventTable,
    "control": ControlTable,
    "ties": TieTable,
    "listings": ListingTable,
}
"""The tables that rows can become."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "events": ("source", "date_start", "event_type"),
    "control": ("source", "as_of", "place", "label"),
    "ties": ("source", "actor1", "tie", "actor2"),
    "listings": ("source", "actor", "list"),
}
"""The fields without which no row of a table can be kept. A pcode may stand for a place."""
_KEYS = (
    *("table", "sheet", "header_row", "delimiter", "encoding", "dates", "blank", "columns", "constants", "values"),
    *("decimal", "row_id", "id_prefix", "published", "licence", "sensitivity"),
)
_COMMENT = re.compile(rf"\b{CHOOSE}\b[^#]*#\s*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMapping:
    """How the rows of one file or sheet become rows of a generic table. `columns` is field of the table: column here.

    `values` holds this file's words, folded, for a field: the table's words. `decimal` is the sign before decimals in
    its numbers. `id_prefix` is written before each id, where the full dataset that this is a sample of has it so.
    """

    file: str
    table: str
    columns: Mapping[str, str]
    sheet: str | None = None
    header_row: int = 1
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    dates: str = "%Y-%m-%d"
    blank: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    row_id: tuple[str, ...] = ()
    decimal: str = "."
    id_prefix: str = ""
    licence: str | None = None
    sensitivity: str = OPEN

    @property
    def metadata(self) -> Metadata:
        """What the generic table declares of itself."""
        return TABLES[self.table].metadata


def fields_of(table: str) -> tuple[str, ...]:
    """The fields of a generic table that a column can be mapped to."""
    metadata = TABLES[table].metadata
    return (*metadata.required, *metadata.optional, *((COUNTRY,) if table == "events" else ()))


def mapping_beside(path: Path) -> Path | None:
    """The mapping file of a table: NAME.csv.mapping.yaml or NAME.mapping.yaml beside it."""
    names = [path.name, *(path.name.removesuffix("".join(path.suffixes[-n:])) for n in (1, 2) if path.suffixes[-n:])]
    beside = (path.with_name(name + MAPPING) for name in dict.fromkeys(names) if name)
    return next((file for file in beside if file.is_file()), None)


def read_mapping(path: Path) -> tuple[SheetMapping, ...]:
    """The mappings of a file, one for each sheet it names. Errors: InputError naming file, entry and remedy."""
    try:
        text = path.read_text("utf-8-sig")
        content = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path.name}: cannot be read as UTF-8 text; save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise InputError(f"{path.name}{where}: not valid YAML; mend that line") from None
    except (ValueError, RecursionError) as error:  # a date that is none, brackets without end
        raise InputError(f"{path.name}: not valid YAML ({error}); mend it, or put the value in quotes") from None
    if not isinstance(content, Mapping):
        raise InputError(f"{path.name}: empty; write `table:` and `columns:`, or let `holdsway new FOLDER` draft it")
    _refuse_open_choices(content, text, path.name)
    if "sheets" not in content:
        return (mapping_of(content, path.name),)
    sheets = content["sheets"]
    shared = {key: value for key, value in content.items() if key != "sheets"}
    if not isinstance(sheets, list) or not all(isinstance(entry, Mapping) and entry.get("sheet") for entry in sheets):
        raise InputError(f"{path.name}: sheets: write a list of mappings, each with its `sheet: NAME`")
    return tuple(mapping_of({**shared, **entry}, path.name) for entry in sheets)


def mapping_of(content: Mapping[str, Any], file: str) -> SheetMapping:
    """One mapping from its entries. Errors: InputError."""
    if unknown := [key for key in content if key not in _KEYS]:
        raise InputError(f"{file}: {unknown[0]}: no such entry; the entries are {', '.join(_KEYS)}, sheets")
    table = str(content.get("table") or "")
    if table not in TABLES:
        raise InputError(f"{file}: table: {table!r} is no table; write one of {', '.join(TABLES)}")
    columns = {key: str(column).strip() for key, column in _entries(content, "columns", file).items()}
    constants = {
        key: _words(value, f"{file}: constants: {key}") for key, value in _entries(content, "constants", file).items()
    }
    translated = _entries(content, "values", file)
    for what, named in (("columns", columns), ("constants", constants), ("values", translated)):
        _check_fields(named, table, f"{file}: {what}")
    if idle := [key for key in translated if key not in columns]:
        raise InputError(f"{file}: values: {idle[0]} has no column; map it under columns, or take it out of values")
    if both := [key for key in columns if key in constants]:
        raise InputError(f"{file}: {both[0]}: stands under columns and under constants; leave one of the two")
    if "published" in content and "published" in {**columns, **constants}:
        raise InputError(f"{file}: published: stands there twice; leave the column or the date for all")
    if content.get("published"):
        constants["published"] = _published(content["published"], file)
    mapping = SheetMapping(
        file=file,
        table=table,
        columns=columns,
        sheet=str(content["sheet"]) if content.get("sheet") is not None else None,
        header_row=_row(content.get("header_row", 1), file),
        delimiter=_delimiter(content.get("delimiter", ","), file),
        encoding=_encoding(content.get("encoding", "utf-8"), file),
        dates=_dates(content.get("dates", "%Y-%m-%d"), file),
        blank=tuple(_words(cell, f"{file}: blank") for cell in _list(content, "blank", file)),
        constants=constants,
        values={key: _translation(said, f"{file}: values: {key}") for key, said in translated.items()},
        row_id=tuple(str(name) for name in _list(content, "row_id", file)),
        decimal=_decimal(content.get("decimal"), file),
        id_prefix=str(content.get("id_prefix") or ""),
        licence=str(content["licence"]) if content.get("licence") else None,
        sensitivity=str(content.get("sensitivity") or OPEN),
    )
    _check_whole(mapping)
    return mapping


def _check_whole(mapping: SheetMapping) -> None:
    file, given = mapping.file, {**mapping.columns, **mapping.constants}
    if mapping.sensitivity not in (OPEN, ROWS_WITHHELD, CONFIDENTIAL):
        raise InputError(
            f"{file}: sensitivity: {mapping.sensitivity!r}; write one of {OPEN}, {ROWS_WITHHELD}, {CONFIDENTIAL}"
        )
    for needed in NEEDED[mapping.table]:
        if needed not in given and not (needed == "place" and "pcode" in given):
            raise InputError(
                f"{file}: columns: {needed} is missing and {mapping.table} cannot do without it; write "
                f"`{needed}: COLUMN` under columns, or `{needed}: WORDS` under constants"
            )
    if mapping.table != "events":
        if mapping.row_id:
            raise InputError(f"{file}: row_id: only events have one; take it out")
        return
    if "source_event_id" not in given and not mapping.row_id:
        raise InputError(
            f"{file}: row_id: the table has no ids of its own; map source_event_id, or name the fields that tell its "
            "rows apart, as in `row_id: [date_start, place, event_type]`"
        )
    if "source_event_id" in mapping.constants:
        raise InputError(f"{file}: constants: source_event_id cannot be the same for all rows; map a column to it")
    if unmapped := [name for name in mapping.row_id if name not in mapping.columns]:
        raise InputError(f"{file}: row_id: {unmapped[0]!r} is not under columns; map it, or take it out of row_id")


def _check_fields(named: Iterable[Any], table: str, where: str) -> None:
    fields = fields_of(table)
    for name in named:
        if name not in fields:
            raise InputError(f"{where}: {name!r} is no field of {table}; its fields are {', '.join(fields)}")


def _refuse_open_choices(content: Any, text: str, file: str) -> None:
    """An entry that the draft left to the user: named with its line and with the choices in the comment beside it."""
    open_entry = next(_chosen_not(content), None)
    if open_entry is None:
        return
    lines = text.splitlines()
    number, line = next(((n, line) for n, line in enumerate(lines, 1) if CHOOSE in line.partition("#")[0]), (0, ""))
    found = _COMMENT.search(line)
    remedy = found[1] if found else "write what it is"
    raise InputError(f"{file} line {number}: {open_entry} still says {CHOOSE}; put there {remedy}")


def _chosen_not(value: Any, where: str = "") -> Iterator[str]:
    if value == CHOOSE:
        yield where
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key == CHOOSE:
                yield where
            yield from _chosen_not(inner, f"{where}: {key}" if where else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _chosen_not(inner, where)


def _entries(content: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    entries = content.get(key) or {}
    if not isinstance(entries, Mapping):
        raise InputError(f"{file}: {key}: write entries, as in `{key}: {{place: District}}`")
    return {str(name): value for name, value in entries.items() if value is not None}


def _list(content: Mapping[str, Any], key: str, file: str) -> list[Any]:
    entries = content.get(key)
    if entries is not None and not isinstance(entries, list):
        raise InputError(f"{file}: {key}: write a list, as in `{key}: [{entries}]`")
    return list(entries or ())


def _words(value: Any, where: str) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f'{where}: {value!r} is no word; put it in quotation marks, as in "{value}"')
    return str(value)


def _translation(said: Any, where: str) -> Mapping[str, str]:
    if not isinstance(said, Mapping):
        raise InputError(f"{where}: write this file's words and the table's, as in {{VBIED: attack}}")
    return {fold(_words(word, where)): _words(meant, f"{where}: {word}") for word, meant in said.items()}


def _row(value: Any, file: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InputError(
            f"{file}: header_row: {value!r} is no row; write the number of the row with the names, 1 or more"
        )
    return value


def _delimiter(value: Any, file: str) -> str:
    words = {"tab": "\t", "\\t": "\t"}.get(str(value), str(value))
    if len(words) != 1 or words in '"\r\n':
        raise InputError(f'{file}: delimiter: {value!r}; write one sign, as in ";" (or tab)')
    return words


def _decimal(value: Any, file: str) -> str:
    if value not in (None, ".", ","):
        raise InputError(f"{file}: decimal: {value!r} is neither `.` nor `,`, the sign before the decimals of a number")
    return value or "."


def _encoding(value: Any, file: str) -> str:
    try:
        name = codecs.lookup(str(value)).name
        "".encode(name)  # there are codecs that are none of text
    except (LookupError, ValueError):
        raise InputError(f"{file}: encoding: {value!r} is not known; write utf-8, cp1252, cp1256 or another") from None
    return "utf-8-sig" if name == "utf-8" else name


def _dates(value: Any, file: str) -> str:
    for written in str(value).split(" or "):
        try:
            back = datetime.strptime(date(2021, 7, 31).strftime(written), written).date()
        except (ValueError, re.error):
            back = date.min
        if back != date(2021, 7, 31):
            raise InputError(
                f"{file}: dates: {written!r} does not tell a day; write it with %d, %m and %Y, as in %d/%m/%Y "
                "(%b for Jul, several joined by ` or `)"
            )
    return str(value)


def _published(value: Any, file: str) -> str:
    words = _words(value, f"{file}: published")
    try:
        parse_published(words)
    except DateError as error:
        raise InputError(f"{file}: published: {error}") from None
    return words

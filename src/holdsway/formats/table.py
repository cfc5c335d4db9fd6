"""A table read whole: every row becomes statements or a reject with its reason, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats.format import Format, Intake, Metadata, RowError
from holdsway.formats.registry import formats, nearest, recognise
from holdsway.formats.rows import Row, delimiter_of, read_rows
from holdsway.frame import Frame
from holdsway.records import Document, Reject, Statement, identified
from holdsway.words import Quote

__all__ = ["TableReading", "read_table"]

SHOWN = 500  # characters of a rejected value that are kept with its reason
_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class TableReading:
    """What came of a table: the format it was taken for, its rows, the statements made of them, the rows not kept.

    Every row in is either named by the quote of at least one statement or by exactly one reject.
    """

    format: str
    rows_in: int
    statements: list[Statement]
    rejects: list[Reject]


def read_table(
    path: Path,
    document: Document,
    frame: Frame,
    *,
    as_name: str | None = None,
    known: Mapping[str, Format] | None = None,
) -> TableReading:
    """Read a .csv or .tsv (also gzipped) with the format its header declares, or with the one named.

    Rows are numbered as records, the header being row 1. Empty lines after the last row are no rows and count nowhere;
    an empty line between rows is a row, and a reject. `known` are the formats to choose from (default: all at hand).
    Errors: InputError when the file breaks off or has no sound header, UnknownFormatError when no format declares it.
    """
    format = _format_for(path, formats() if known is None else known, as_name)
    metadata = format.metadata
    intake = Intake(frame=frame, document=document)
    count = 0
    statements: list[Statement] = []
    rejects: list[Reject] = []
    with closing(_rows_of(path, metadata)) as rows:
        header = _header(rows, path, metadata)
        for row in _without_trailing_lines(rows):
            count += 1
            try:
                statements += _statements(row, header, format, intake)
            except RowError as error:
                rejects.append(_reject(row, header, document, error))
    return TableReading(metadata.name, count, statements, rejects)


def _format_for(path: Path, known: Mapping[str, Format], as_name: str | None) -> Format:
    if as_name is not None:
        if as_name not in known:
            raise UnknownFormatError(f"no format is called {as_name!r}; the formats are {', '.join(sorted(known))}")
        metadata = known[as_name].metadata
        header = _header_of(path, metadata)
        if missing := [column for column in metadata.required if column not in header]:
            raise UnknownFormatError(
                f"{path}: cannot be read as {as_name!r}, which also needs {_columns(missing)}; rename the columns"
            )
        return known[as_name]
    header = []
    for format in _one_of_each_layout(path, known.values()):
        alike = {name: f for name, f in known.items() if _layout(path, f) == _layout(path, format)}
        header = _header_of(path, format.metadata)
        try:
            found = recognise(header, alike)
        except UnknownFormatError as error:
            raise UnknownFormatError(f"{path}: {error}") from None
        if found is not None:
            return found
    raise UnknownFormatError(f"{path}: no format declares this header; {_what_comes_close(header, known)}")


def _what_comes_close(header: list[str], known: Mapping[str, Format]) -> str:
    if len(header) == 1:
        return "row 1 is a single cell: save the table with its cells parted by commas (.csv) or tabs (.tsv)"
    near, missing = nearest(header, known)
    if len(missing) == len(near.metadata.required):
        return "it shares no column with any; `holdsway formats` lists the columns of each: rename the columns"
    return f"nearest is {near.metadata.name!r}, which also needs {_columns(missing)}; rename the columns"


def _columns(names: Sequence[str]) -> str:
    return f"the column{'' if len(names) == 1 else 's'} {', '.join(names)}"


def _layout(path: Path, format: Format) -> tuple[str, str]:
    return format.metadata.encoding, delimiter_of(path, format.metadata.delimiter)


def _one_of_each_layout(path: Path, known: Iterable[Format]) -> Iterable[Format]:
    return {_layout(path, format): format for format in known}.values()


def _header_of(path: Path, metadata: Metadata) -> list[str]:
    with closing(_rows_of(path, metadata)) as rows:
        return _header(rows, path, metadata)


def _rows_of(path: Path, metadata: Metadata) -> Generator[Row, None, None]:
    return read_rows(path, encoding=metadata.encoding, delimiter=delimiter_of(path, metadata.delimiter))


def _header(rows: Iterator[Row], path: Path, metadata: Metadata) -> list[str]:
    """The names of the columns, from row 1. A column without a name is allowed, and unread."""
    row, encoding = next(rows, None), _plainly(metadata.encoding)
    if row is None:
        raise InputError(f"{path}: empty; a table needs a header in row 1")
    if row.fault:
        raise InputError(f"{path} row 1: {row.fault}")
    names = [cell.strip() for cell in row.cells]
    if not any(names):
        raise InputError(f"{path} row 1: no column has a name; the header must be the first row")
    if "\0" in row.text or _UNDECODED.search(row.text):
        raise InputError(f"{path} row 1: the header is not {encoding} text; save the file as {encoding}")
    for name in names:
        if name and names.count(name) > 1:
            raise InputError(f"{path} row 1: the column {name!r} stands there twice; rename one of them")
    return names


def _without_trailing_lines(rows: Iterable[Row]) -> Iterator[Row]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if row.cells or row.fault:
            yield from held
            held.clear()


def _statements(row: Row, header: list[str], format: Format, intake: Intake) -> list[Statement]:
    """The statements of one row, complete. Errors: RowError, whatever went wrong."""
    metadata, document = format.metadata, intake.document
    cells = _cells(row, header, metadata)
    try:
        said = list(format.statements(cells, row.number, intake))
        licence = document.licence or metadata.licence or intake.frame.licence
        kept = [
            identified(
                replace(
                    statement,
                    document=document.sha256,
                    quote=Quote(exact=row.text, row=row.number, column=statement.quote.column),
                    seq=row.number,
                    method="table",
                    reader=metadata.name,
                    licence=statement.licence or licence,
                )
            )
            for statement in said
        ]
    except RowError:
        raise
    except Exception as error:  # a parser's slip costs its row, never the file
        reason = f"the format {metadata.name} could not read this row: {type(error).__name__}: {error}"
        raise RowError(None, reason) from error
    if not kept:
        raise RowError(None, f"the format {metadata.name} found nothing to keep in this row")
    return kept


def _cells(row: Row, header: list[str], metadata: Metadata) -> dict[str, str]:
    if row.fault:
        raise RowError(None, row.fault)
    if not any(row.cells):
        raise RowError(None, "the row is empty; take it out")
    if len(row.cells) != len(header):
        cells = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
        short = len(row.cells) < len(header)
        remedy = "add the missing ones, empty if need be" if short else "quote a cell that holds a delimiter"
        raise RowError(None, f"has {cells} where the header has {len(header)}; {remedy}")
    if "\0" in row.text or _UNDECODED.search(row.text):
        encoding = _plainly(metadata.encoding)
        for column, cell in zip(header, row.cells, strict=True):
            if "\0" in cell:
                raise RowError(column, f"{column} holds a NUL byte; the file is damaged there, fetch or save it again")
            if _UNDECODED.search(cell):
                raise RowError(column, f"{column} is not {encoding} text; save the file as {encoding}")
    return dict(zip(header, row.cells, strict=True))


def _plainly(encoding: str) -> str:
    return encoding.upper().removesuffix("-SIG")


def _reject(row: Row, header: list[str], document: Document, error: RowError) -> Reject:
    value = row.text
    if error.column in header and len(row.cells) == len(header):
        value = row.cells[header.index(error.column)]
    readable = value[:SHOWN].encode("utf-8", "backslashreplace").decode()
    return Reject(file=document.path, row=row.number, column=error.column, value=readable, reason=error.reason)

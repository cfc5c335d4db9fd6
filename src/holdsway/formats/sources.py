"""Sources of rows: what a file turns out to hold, and which format declares it. Nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats.format import JSON_LINES, TABLE, XML, Format, Metadata
from holdsway.formats.kinds import is_tag_row
from holdsway.formats.lists import json_keys, json_rows, xml_root, xml_rows
from holdsway.formats.registry import laid_out, nearest, recognise
from holdsway.formats.rows import FileRow, content_name, delimiter_of, encoding_of, read_rows
from holdsway.formats.workbooks import WORKBOOKS, sheet_names, sheet_rows

__all__ = ["Chosen", "Source", "choose", "headed", "sources_of", "taken_for"]

UNDECODED = re.compile("[\udc80-\udcff]")
_TAGS_WITHIN = 25  # the rows among which HXL has its tags

Layout = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Source:
    """One run of rows: a delimited file, one sheet of a workbook, or a list in XML or JSON lines."""

    path: Path
    container: str
    sheet: str | None = None

    def layout(self, metadata: Metadata) -> Layout:
        """What a format makes of the file before its rows can be told apart; the same for all in a workbook."""
        if self.sheet is not None or self.container != TABLE:
            return ("", "", True)
        return metadata.encoding, delimiter_of(self.path, metadata.delimiter), metadata.quoting

    def rows(self, metadata: Metadata) -> Generator[FileRow, None, None]:
        """Every row, in order. Errors: InputError when the file cannot be read or breaks off."""
        if self.sheet is not None:
            yield from sheet_rows(self.path, self.sheet)
        elif self.container == XML:
            yield from xml_rows(self.path, metadata.records)
        elif self.container == JSON_LINES:
            yield from json_rows(self.path)
        else:
            encoding, delimiter, quoting = self.layout(metadata)
            encoding = encoding_of(self.path, encoding)
            yield from read_rows(self.path, encoding=encoding, delimiter=delimiter, quoting=quoting)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The format a source is read with, the names of its columns, and how many rows come before the first of data."""

    format: Format
    columns: list[str]
    skip: int


def sources_of(path: Path) -> list[Source]:
    """What a file holds, by its name: the sheets of a workbook, a list, or one table. Errors: InputError."""
    name = content_name(path)
    if name.endswith(WORKBOOKS):
        return [Source(path, TABLE, sheet) for sheet in sheet_names(path)]
    container = XML if name.endswith(".xml") else JSON_LINES if name.endswith((".json", ".jsonl", ".ndjson")) else TABLE
    return [Source(path, container)]


def taken_for(path: Path, known: Mapping[str, Format]) -> Format | None:
    """The list format that a JSON-lines file is of by the keys of its first line, if any."""
    lists = {name: format for name, format in known.items() if format.metadata.container == JSON_LINES}
    return recognise(json_keys(path), lists, name=path.name)


def choose(source: Source, known: Mapping[str, Format], as_name: str | None = None) -> Chosen:
    """The format that declares these rows. Errors: UnknownFormatError naming the nearest and the columns it lacks."""
    if as_name is not None:
        return _named(source, known, as_name)
    alike = {name: format for name, format in known.items() if format.metadata.container == source.container}
    if source.container != TABLE:
        return _list(source, alike)
    header: list[str] = []
    unsound: InputError | None = None
    for layout, format in {source.layout(format.metadata): format for format in alike.values()}.items():
        same = {name: other for name, other in alike.items() if source.layout(other.metadata) == layout}
        head = _head(source, format.metadata)
        try:
            found = _by_header(head, same, source)
        except UnknownFormatError:
            raise
        except InputError as error:  # split another way, the first row may yet be sound
            unsound = unsound or error
            continue
        if found is not None:
            return found
        header = header if len(header) > 1 else [cell.strip() for cell in head[0].cells]
    if unsound is not None:
        raise unsound
    raise UnknownFormatError(f"{source.path}: no format declares this header; {_what_comes_close(header, alike)}")


def headed(source: Source, format: Format, row: int) -> Chosen:
    """The source read with a format that a mapping declares, its header being in that row. Errors: InputError.

    Columns are known by their names however they are cased and spaced; one that is not mapped may stand there twice.
    """
    metadata = format.metadata
    with closing(source.rows(metadata)) as rows:
        head = list(islice(rows, row - 1, row + 1))
    where = f"{source.path}" + (f" sheet {source.sheet!r}" if source.sheet is not None else "")
    cells = [cell.strip() for cell in head[0].cells] if head else []
    if not any(cells):
        raise InputError(f"{where}: row {row} is empty; say with `header_row:` which row has the names of the columns")
    alike = {_alike(name): name for name in metadata.required if name not in cells}
    names = [cell if cell in metadata.required else alike.get(_alike(cell), "") for cell in cells]
    if missing := [name for name in metadata.required if name not in names]:
        there = ", ".join(cell for cell in cells if cell)
        raise InputError(f"{where}: row {row} lacks {_columns(missing)}, which the mapping names; there are {there}")
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise InputError(f"{where} row {row}: the column {twice!r} stands there twice; rename one of them")
    others = [cell if cell and cells.count(cell) == 1 else f"column {n}" for n, cell in enumerate(cells, 1)]
    columns = [name or other for name, other in zip(names, others, strict=True)]
    return Chosen(format, columns, row - 1 + _data_from(head))


def _alike(name: str) -> str:
    """The name of a column without its case, its spaces and what is not seen."""
    return " ".join("".join(c for c in name if unicodedata.category(c) != "Cf").casefold().split())


def _named(source: Source, known: Mapping[str, Format], as_name: str) -> Chosen:
    if as_name not in known:
        raise UnknownFormatError(f"no format is called {as_name!r}; the formats are {', '.join(sorted(known))}")
    format = known[as_name]
    metadata = format.metadata
    if metadata.container != source.container:
        raise UnknownFormatError(f"{source.path}: {as_name!r} is a format of {metadata.container}, and this is none")
    if source.container != TABLE:
        return Chosen(format, [], 0)
    head = _head(source, metadata)
    laid = laid_out(head[0].cells, {as_name: format})
    if laid is not None:
        return Chosen(format, list(metadata.layout), int(laid[1]))
    if (tagged := _by_tags(head, {as_name: format}, source)) is not None:
        return tagged
    header = _header(head[0], source.path, metadata)
    if missing := [column for column in metadata.required if column not in header]:
        raise UnknownFormatError(
            f"{source.path}: cannot be read as {as_name!r}, which also needs {_columns(missing)}; rename the columns"
        )
    return Chosen(format, header, _data_from(head))


def _list(source: Source, known: Mapping[str, Format]) -> Chosen:
    if source.container == XML:
        root, _ = xml_root(source.path)
        for format in known.values():
            if format.metadata.root == root:
                return Chosen(format, [], 0)
        roots = ", ".join(f"{name} <{format.metadata.root}>" for name, format in known.items())
        raise UnknownFormatError(
            f"{source.path}: no format declares XML that begins with <{root}> (`holdsway formats`; known are {roots})"
        )
    keys = json_keys(source.path)
    found = recognise(keys, known, name=source.path.name)
    if found is None:
        near = (
            _what_comes_close(keys, known) if keys and known else "write one JSON object on each line and add it again"
        )
        raise UnknownFormatError(f"{source.path}: no format declares these JSON lines; {near}")
    return Chosen(found, [], 0)


def _by_header(head: list[FileRow], known: Mapping[str, Format], source: Source) -> Chosen | None:
    metadata = next(iter(known.values())).metadata
    laid = laid_out(head[0].cells, known)
    if laid is not None:
        format, headed = laid
        return Chosen(format, list(format.metadata.layout), int(headed))
    if is_tag_row(head[0].cells):
        return _by_tags(head, known, source)
    header = [cell.strip() for cell in head[0].cells]
    try:
        found = recognise(header, known, name=source.path.name)
    except UnknownFormatError as error:
        raise UnknownFormatError(f"{source.path}: {error}") from None
    if found is not None:
        return Chosen(found, _header(head[0], source.path, metadata), _data_from(head))
    tagged = _by_tags(head, known, source)
    if tagged is None:
        _header(head[0], source.path, metadata)
    return tagged


def _by_tags(head: list[FileRow], known: Mapping[str, Format], source: Source) -> Chosen | None:
    """The format that a row of HXL tags declares: the tags are the columns, the rows above them are titles."""
    for position, row in enumerate(head):
        if is_tag_row(row.cells):
            tags = _each_once(cell.replace(" ", "").lower() for cell in row.cells)
            found = recognise(tags, known, name=source.path.name)
            return Chosen(found, tags, position + 1) if found else None
    return None


def _each_once(tags: Iterable[str]) -> list[str]:
    """The tags with a number on those that stood there before: two #actor columns are #actor and #actor+2."""
    once: list[str] = []
    for tag in (tags := list(tags)):
        before = tags[: len(once)].count(tag)
        once.append(f"{tag}+{before + 1}" if tag and before else tag)
    return once


def _data_from(head: list[FileRow]) -> int:
    """How many rows come before the data: the header, and the row of HXL tags that some publishers put below it."""
    return 2 if len(head) > 1 and is_tag_row(head[1].cells) else 1


def _head(source: Source, metadata: Metadata) -> list[FileRow]:
    with closing(source.rows(metadata)) as rows:
        head = list(islice(rows, _TAGS_WITHIN))
    if not head:
        raise InputError(f"{source.path}: empty; a table needs a header in row 1")
    if head[0].fault:
        raise InputError(f"{source.path} row 1: {head[0].fault}")
    return head


def _header(row: FileRow, path: Path, metadata: Metadata) -> list[str]:
    """The names of the columns, from row 1. A column without a name is allowed, and unread."""
    names = [cell.strip() for cell in row.cells]
    encoding = metadata.encoding.upper().removesuffix("-SIG")
    if not any(names):
        raise InputError(f"{path} row 1: no column has a name; the header must be the first row")
    if "\0" in row.text or UNDECODED.search(row.text):
        raise InputError(f"{path} row 1: the header is not {encoding} text; save the file as {encoding}")
    for name in names:
        if name and names.count(name) > 1:
            raise InputError(f"{path} row 1: the column {name!r} stands there twice; rename one of them")
    return names


def _what_comes_close(header: Sequence[str], known: Mapping[str, Format]) -> str:
    if len(header) == 1:
        return "row 1 is a single cell: save the table with its cells parted by commas (.csv) or tabs (.tsv)"
    if not (known := {name: format for name, format in known.items() if format.metadata.required}):
        return "`holdsway formats` lists what is read"
    near, missing = nearest(header, known)
    if not missing:  # every column is there, and its format is laid out otherwise
        parted = {"\t": "tabs", ",": "commas"}.get(near.metadata.delimiter, repr(near.metadata.delimiter))
        return f"its columns are those of {near.metadata.name!r}, whose cells are parted by {parted}: save it so"
    none = len(missing) == len(near.metadata.required)
    lacks = (
        f"and shares none of its columns: it needs {_columns(missing)}"
        if none
        else f"which also needs {_columns(missing)}"
    )
    return (
        f"nearest is {near.metadata.name!r}, {lacks}; rename the columns, or let `holdsway new FOLDER` draft a mapping"
    )


def _columns(names: Sequence[str]) -> str:
    return f"the column{'' if len(names) == 1 else 's'} {', '.join(names)}"


def without_trailing_lines(rows: Iterator[FileRow]) -> Iterator[FileRow]:
    """The rows, less the empty lines after the last of them."""
    held: list[FileRow] = []
    for row in rows:
        held.append(row)
        if row.cells or row.fault or row.record is not None:
            yield from held
            held.clear()

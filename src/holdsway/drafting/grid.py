"""A table as it lies, before anybody says what it means: its cells, and the row that names its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from holdsway.errors import InputError
from holdsway.formats.kinds import is_tag_row
from holdsway.formats.rows import bytes_of, encoding_of, plain_name, read_rows
from holdsway.formats.sources import Source, sources_of
from holdsway.formats.workbooks import sheet_rows

__all__ = ["Grid", "grids_of"]

MOST_ROWS = 200_000
_LOOKED_AT = 40
_DELIMITERS = (",", ";", "\t", "|")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one file or sheet: the names of its columns, in which row they stand, and the rows below.

    `encoding` is None where the file is not UTF-8 and nothing in it says what it is. `numbers` are those of the rows,
    as the file counts them.
    """

    path: Path
    sheet: str | None
    columns: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    encoding: str | None = "utf-8"
    numbers: tuple[int, ...] = ()

    def column(self, name: str) -> list[str]:
        """The cells of a column, without the space around them."""
        position = self.columns.index(name)
        return [
            row[position].strip().strip("\u200b\u200e\u200f\ufeff") if position < len(row) else "" for row in self.rows
        ]

    @property
    def titled(self) -> int:
        """How many rows stand above the names of the columns."""
        return self.header_row - 1


def grids_of(path: Path) -> list[Grid]:
    """The tables of a file, one for each sheet that holds one. Errors: InputError when it cannot be opened."""
    grids = []
    for source in sources_of(path):
        encoding: str | None = "utf-8"
        delimiter = ","
        if source.sheet is None:
            encoding, delimiter = _encoding(path), "\t" if plain_name(path.name).endswith((".tsv", ".tab")) else ""
            delimiter = delimiter or _delimiter(path, encoding or "cp1252")
        decoded = "utf-8-sig" if encoding == "utf-8" else encoding or "cp1252"  # less the mark that Excel puts in front
        read = list(_cells(source, decoded, delimiter))
        cells = [row for _, row in read]
        header = _header(cells)
        if header is None:
            continue
        below = read[header + 1 :]
        if below and is_tag_row(list(below[0][1])):
            below = below[1:]
        names = tuple(cell.strip() for cell in cells[header])
        filled = [(number, row) for number, row in below if any(cell.strip() for cell in row)]
        numbers, rows = (tuple(number for number, _ in filled), tuple(row for _, row in filled))
        grids.append(Grid(path, source.sheet, names, header + 1, rows, delimiter, encoding, numbers))
    return grids


def _cells(source: Source, encoding: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    if source.sheet is not None:
        rows = sheet_rows(source.path, source.sheet)
        yield from ((row.number, tuple(row.cells)) for row in islice(rows, MOST_ROWS))
        return
    with closing(read_rows(source.path, encoding=encoding, delimiter=delimiter)) as lines:
        yield from ((row.number, tuple(row.cells)) for row in islice(lines, MOST_ROWS))


def _header(cells: Sequence[tuple[str, ...]]) -> int | None:
    """The first row in which most cells are filled, are words and differ, with filled rows below; None for none."""
    head = cells[:_LOOKED_AT]
    width = max((_filled(row) for row in head), default=0)
    for number, row in enumerate(head):
        names = [cell.strip() for cell in row if cell.strip()]
        below = next((_filled(other) for other in cells[number + 1 :] if any(other)), 0)
        if len(names) < max(2, _MOSTLY * width) or below < 0.4 * len(names) or is_tag_row(list(row)):
            continue
        if sum(map(is_wordy, names)) >= 0.9 * len(names) and len(set(names)) >= 0.7 * len(names):
            return number
    return None


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def is_wordy(cell: str) -> bool:
    """Whether a cell is words rather than a number or a date."""
    return any(c.isalpha() for c in cell) and sum(map(str.isdigit, cell)) <= len(cell) / 2


def _encoding(path: Path) -> str | None:
    with bytes_of(path) as file:
        if file.read(2) in _UTF16:
            return "utf-16"
    return "utf-8" if encoding_of(path, "cp1252") == "utf-8-sig" else None


def _delimiter(path: Path, encoding: str) -> str:
    """The sign that parts the most rows into the same number of cells, and more than one."""

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            with closing(read_rows(path, encoding=encoding, delimiter=delimiter)) as rows:
                widths = [len(row.cells) for row in islice(rows, _LOOKED_AT) if len(row.cells) > 1]
        except InputError:
            return 0, 0
        common = max(set(widths), key=widths.count) if widths else 0
        return widths.count(common), common

    return max(_DELIMITERS, key=evenness)

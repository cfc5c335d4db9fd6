"""Damage: what goes wrong with files on their way to an analyst, done to a sound sample on purpose."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.formats.format import JSON_LINES, XML, Metadata
from holdsway.formats.kinds import id_column

__all__ = ["Damage", "damages"]

_NO_NUMBERS = ("NaN", "inf", "1e3", "twelve")
_BAD = {
    "day": ("03/04/2021", "2021-02-30", "soon"),
    "count": ("-1", "2.5", *_NO_NUMBERS),
    "number": _NO_NUMBERS,
    "whole": ("2.5", *_NO_NUMBERS),
    "seconds": ("2.5", *_NO_NUMBERS),
    "latitude": ("90.5", *_NO_NUMBERS),
    "longitude": ("-180.5", *_NO_NUMBERS),
    "code": ("no such code",),
    "id": (" ",),
}


@dataclass(frozen=True, slots=True)
class Damage:
    """A sample with one thing wrong with it: what, its bytes, and the rows where it shows."""

    what: str
    content: bytes
    rows: frozenset[int]


def damages(content: bytes, metadata: Metadata) -> Iterator[Damage]:
    """Every damage that the declarations of a format let one think of."""
    if metadata.container == XML:
        yield from _to_xml(content, metadata)
    elif metadata.container == JSON_LINES:
        yield from _to_json_lines(content)
    else:
        yield from _Table(content, metadata).damages()


def _to_xml(content: bytes, metadata: Metadata) -> Iterator[Damage]:
    anywhere = frozenset({1})
    yield Damage("cut off in the middle", content[: len(content) // 2], anywhere)
    yield Damage("bytes that are not UTF-8", content.replace(b">", b">\xff\xe9", 3), anywhere)
    for column in metadata.required:
        opening, closing = f"<{column}>".encode(), f"</{column}>".encode()
        before, found, rest = content.partition(opening)
        _, _, after = rest.partition(closing)
        if found:
            yield Damage(f"{column} left blank", before + opening + closing + after, anywhere)


def _to_json_lines(content: bytes) -> Iterator[Damage]:
    lines = content.rstrip(b"\n").split(b"\n")
    last = frozenset({len(lines)})
    yield Damage("cut off in the last line", content.rstrip(b"\n")[: -len(lines[-1]) // 2], last)
    yield Damage("bytes that are not UTF-8", b"\n".join([*lines[:-1], b'{"id": "\xff\xe9"}\n']), last)
    yield Damage("a line that is no object", b"\n".join([*lines, b"[1, 2]\n"]), frozenset({len(lines) + 1}))
    entry = json.loads(lines[0])
    for key in entry:
        without = json.dumps({other: value for other, value in entry.items() if other != key}).encode()
        if key in ("id", "schema", "properties"):
            yield Damage(f"a line without {key}", b"\n".join([*lines, without, b""]), frozenset({len(lines) + 1}))


class _Table:
    """A delimited sample, damaged cell by cell."""

    def __init__(self, content: bytes, metadata: Metadata) -> None:
        self._metadata = metadata
        self._content = content
        text = content.decode(metadata.encoding)
        lines = io.StringIO(text, newline="")
        if metadata.quoting:
            self._rows = list(csv.reader(lines, delimiter=metadata.delimiter))
        else:
            self._rows = list(csv.reader(lines, delimiter=metadata.delimiter, quoting=csv.QUOTE_NONE))
        header = [cell.strip() for cell in self._rows[0]]
        headed = set(header) >= set(metadata.required) or tuple(header) in metadata.headers
        self._columns = header if set(header) >= set(metadata.required) else list(metadata.layout) or header
        self._first = 1 if headed else 0

    def damages(self) -> Iterator[Damage]:
        """Bad cells, shifted and doubled rows, figures and coordinates in the wrong order, a cut, another encoding."""
        yield from self._bad_cells()
        yield from self._whole_rows()
        yield from self._pairs()
        last = frozenset({len(self._rows)})
        body = self._content.rstrip(b"\r\n")
        cut = len(body.splitlines()[-1]) // 2
        yield Damage("cut off in the last row", body[:-cut], last)
        yield from self._encodings()

    def _bad_cells(self) -> Iterator[Damage]:
        for column, kind in self._metadata.kinds.items():
            if column in self._columns:
                for bad in _BAD.get(kind, ()):
                    yield self._with({column: bad}, f"{column} is {bad!r}")

    def _whole_rows(self) -> Iterator[Damage]:
        row = self._rows[self._first]
        kinds = self._metadata.kinds
        filled = (self._columns.index(c) for c in kinds if c in self._columns and row[self._columns.index(c)])
        typed = min(filled, default=1)
        shifted = [*row[:typed], *row[typed + 1 :], ""]
        yield self._rewritten(shifted, "columns shifted by one to the left")
        yield self._rewritten([*row[:typed], "", *row[typed:-1]], "columns shifted by one to the right")
        yield self._rewritten(row[:-1], "a cell too few")
        yield self._rewritten([*row, "more"], "a cell too many")
        key = id_column(self._metadata)
        if key in self._columns:
            other = [f"{cell}, otherwise" if cell.isalpha() else cell for cell in row]
            changed = [*self._rows[: self._first + 1], other, *self._rows[self._first + 1 :]]
            if other != row:
                yield Damage(f"{key} twice with other content", self._written(changed), frozenset({self._first + 2}))

    def _pairs(self) -> Iterator[Damage]:
        metadata = self._metadata
        ordered = [column for column in metadata.ordered if column in self._columns]
        if len(ordered) > 1:
            yield self._with({ordered[0]: "9", ordered[-1]: "3"}, f"{ordered[0]} above {ordered[-1]}")
        kinds = {kind: column for column, kind in metadata.kinds.items() if column in self._columns}
        if {"latitude", "longitude"} <= kinds.keys() and ("country" in kinds or metadata.country):
            latitude, longitude = kinds["latitude"], kinds["longitude"]
            row = dict(zip(self._columns, self._rows[self._first], strict=True))
            yield self._with({latitude: row[longitude], longitude: row[latitude]}, "latitude and longitude swapped")

    def _encodings(self) -> Iterator[Damage]:
        first = frozenset({self._first + 1})
        lines = self._content.splitlines(keepends=True)
        lettered = (c for c in self._rows[self._first] if any(map(str.isalpha, c)) and c.isascii() and '"' not in c)
        cell = next(lettered).encode()
        if self._metadata.encoding.startswith("utf-8"):
            broken = lines[self._first].replace(cell, cell + b"\xff\xe9", 1)
            rest = lines[self._first + 1 :]
            yield Damage("bytes that are not UTF-8", b"".join([*lines[: self._first], broken, *rest]), first)
        else:
            broken = lines[self._first].replace(cell, cell + "é".encode(), 1)
            rest = [*lines[self._first + 1 : -1], lines[-1].replace(b",", b"\xe9,", 1)]
            yield Damage("UTF-8 in a file of another encoding", b"".join([*lines[: self._first], broken, *rest]), first)

    def _with(self, cells: dict[str, str], what: str) -> Damage:
        row = [cells.get(column, cell) for column, cell in zip(self._columns, self._rows[self._first], strict=True)]
        return self._rewritten(row, what)

    def _rewritten(self, row: list[str], what: str) -> Damage:
        rows = [*self._rows[: self._first], row, *self._rows[self._first + 1 :]]
        return Damage(what, self._written(rows), frozenset({self._first + 1}))

    def _written(self, rows: list[list[str]]) -> bytes:
        target = io.StringIO(newline="")
        delimiter = self._metadata.delimiter
        if self._metadata.quoting:
            writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
        else:
            writer = csv.writer(target, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerows(rows)
        return target.getvalue().encode(self._metadata.encoding)

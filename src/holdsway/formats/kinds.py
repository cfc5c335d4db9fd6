"""Kinds: each cell of a row held to what its column is declared to hold, before any parser sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from holdsway.formats.cells import day, number, people, text
from holdsway.formats.format import Metadata, RowError

__all__ = ["held_to_kinds", "id_column", "is_tag_row"]

_WHOLE_AS_FLOAT = re.compile(r"([+-]?[0-9]+)\.0+")
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*", re.ASCII)
_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
_LIMITS = {"latitude": 90, "longitude": 180}


def held_to_kinds(cells: Mapping[str, str], metadata: Metadata) -> dict[str, str]:
    """The cells of one row as they are declared: blanks emptied, whole numbers written as such, the rest as it was.

    Errors: RowError naming the column that does not hold what it should.
    """
    declared = {*metadata.required, *metadata.optional, *metadata.layout}
    for column, cell in cells.items():
        if cell.startswith("#") and column in declared and cell.strip().upper() in _ERRORS:
            raise RowError(column, f"{column} holds the spreadsheet error {cell.strip()}; mend the cell, or clear it")
    row = {column: "" if cell.strip() in metadata.blanks else cell for column, cell in cells.items()}
    for column, kind in metadata.kinds.items():
        if column not in row or not row[column].strip():
            continue
        if kind in ("id", "code", "count", "whole", "seconds"):
            row[column] = _WHOLE_AS_FLOAT.sub(r"\1", row[column].strip())
        _check(row, column, kind, metadata)
    given = [(column, value) for column in metadata.ordered if (value := _count(row, column)) is not None]
    for (under, less), (over, more) in pairwise(given):
        if less > more:
            raise RowError(under, f"{under} {less:g} is above {over} {more:g}; put the figures in order")
    return row


def _check(row: Mapping[str, str], column: str, kind: str, metadata: Metadata) -> None:
    if kind == "day":
        day(row, column, metadata.date_format)
    elif kind == "count":
        people(row, column)
    elif kind in ("number", *_LIMITS):
        value, limit = number(row, column), _LIMITS.get(kind)
        if value is not None and limit is not None and abs(value) > limit:
            raise RowError(column, f"{column} {value:g} is no place on earth; it runs from -{limit} to {limit}")
    elif kind in ("whole", "seconds"):
        value = number(row, column)
        if value is not None and not value.is_integer():
            raise RowError(column, f"{column} {row[column].strip()!r} is not a whole number; write digits only")
    elif kind == "code" and row[column] not in metadata.codes.get(column, (row[column],)):
        allowed = ", ".join(metadata.codes[column])
        raise RowError(column, f"{column} {row[column]!r} is not in the codebook; it is one of {allowed}")


def _count(row: Mapping[str, str], column: str) -> float | None:
    return people(row, column) if text(row, column) else None


def id_column(metadata: Metadata) -> str | None:
    """The column that holds the source's own key, where one is declared."""
    return next((column for column, kind in metadata.kinds.items() if kind == "id"), None)


def is_tag_row(cells: list[str]) -> bool:
    """Whether these are HXL tags: whatever is written begins with # and is a well-formed tag."""
    written = [cell.strip() for cell in cells if cell.strip()]
    return bool(written) and all(_TAG.fullmatch(cell) for cell in written)

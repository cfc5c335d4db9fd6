"""Workbooks: the sheets of an Excel or OpenDocument file as rows of text, every cell written one plain way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from holdsway.errors import InputError
from holdsway.formats.rows import FileRow, csv_line

__all__ = ["WORKBOOKS", "sheet_names", "sheet_rows"]

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in order. Errors: InputError when it cannot be opened."""
    return list(_opened(path).sheet_names)


def sheet_rows(path: Path, sheet: str) -> Iterator[FileRow]:
    """The rows of a sheet by the numbers that the spreadsheet shows, each as wide as the widest.

    A date is written YYYY-MM-DD, a whole number without decimals; a formula is its last result. A row's text is its
    cells as CSV. Merged cells hold their value in the first of them only.
    """
    book = _opened(path)
    if sheet not in book.sheet_names:
        raise InputError(f"{path}: no sheet is called {sheet!r}; there are {', '.join(book.sheet_names)}")
    try:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except Exception as error:  # the library's own errors have no common root
        raise InputError(f"{path}: the sheet {sheet!r} cannot be read ({error}); save it again as .xlsx") from None
    for number, values in enumerate(rows, 1):
        cells = [_written(value) for value in values]
        yield FileRow(number, cells if any(cells) else [], csv_line(cells))


def _opened(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise InputError(f"{path}: cannot be opened as a workbook ({error}); save it again as .xlsx") from None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)

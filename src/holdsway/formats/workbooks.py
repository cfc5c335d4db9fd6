"""Workbooks: the sheets of an Excel or OpenDocument file as rows of text, every cell written one plain way."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from holdsway.errors import InputError
from holdsway.formats.rows import FileRow, csv_line

__all__ = ["WORKBOOKS", "is_hidden", "sheet_names", "sheet_rows"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(rb"<c\b[^>]*\bt=\"e\"[^>]*>.*?</c>", re.DOTALL)
_CELL = re.compile(rb"\br=\"([A-Z]+)([0-9]+)\"")
_VALUE = re.compile(rb"<v>([^<]*)</v>")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in order. Errors: InputError when it cannot be opened."""
    return list(_opened(path).sheet_names)


def is_hidden(path: Path, sheet: str) -> bool:
    """Whether whoever opens the workbook does not see this sheet."""
    from python_calamine import SheetVisibleEnum

    about = {entry.name: entry.visible for entry in _opened(path).sheets_metadata}
    return bool(about.get(sheet, SheetVisibleEnum.Visible) != SheetVisibleEnum.Visible)


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
    errors = _errors(path, book.sheet_names.index(sheet))
    for number, values in enumerate(rows, 1):
        cells = [errors.get((number, at)) or _written(value) for at, value in enumerate(values, 1)]
        yield FileRow(number, cells if any(cells) else [], csv_line(cells))


def _opened(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise InputError(f"{path}: cannot be opened as a workbook ({error}); save it again as .xlsx") from None


def _errors(path: Path, sheet: int) -> dict[tuple[int, int], str]:
    """The cells of the sheet at this position that hold an error (#REF!, #N/A), which are read as blank otherwise.

    By row and column, counted from 1; only of .xlsx and .xlsm, whose parts are plain XML.
    """
    if path.suffix.casefold() not in (".xlsx", ".xlsm"):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            book = etree.fromstring(archive.read("xl/workbook.xml"))
            links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            target = {link.get("Id"): str(link.get("Target")) for link in links}
            entry = book.findall(f"{_MAIN}sheets/{_MAIN}sheet")[sheet]
            name = target[entry.get(_LINK)].lstrip("/")
            content = archive.read(name if name.startswith("xl/") else f"xl/{name}")
    except (zipfile.BadZipFile, KeyError, IndexError, etree.XMLSyntaxError):
        return {}
    found = {}
    for cell in _ERROR.finditer(content):
        place, words = _CELL.search(cell[0]), _VALUE.search(cell[0])
        if place and words:
            found[int(place[2]), _column(place[1].decode())] = words[1].decode()
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


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

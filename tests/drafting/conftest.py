from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Fill = Callable[..., Path]


@pytest.fixture
def inbox(tmp_path: Path) -> Fill:
    """Makes a folder of files given by name: text, bytes, or sheets of rows for a workbook."""

    def fill(files: dict[str, str | bytes | dict[str, list[list[Any]]]]) -> Path:
        folder = tmp_path / "inbox"
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, dict):
                save_workbook(target, content)
            else:
                target.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return fill


def save_workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)

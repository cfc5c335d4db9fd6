"""Read: what the statements of a file are, with no ledger touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from holdsway.errors import InputError
from holdsway.frame import Frame, read_frame
from holdsway.reading.documents import NotRead, load_documents
from holdsway.reading.reader import readers
from holdsway.records import Document, Statement

__all__ = ["DocumentReading", "read"]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document and the statements read from it."""

    document: Document
    text: str
    statements: tuple[Statement, ...]


def read(path: Path | str, *, frame: Path | str | None = None, reader: str = "rules") -> list[DocumentReading]:
    """The documents of one file with their statements, in the frame of a case.yaml where one is given.

    Errors: InputError when the file, or a line of it, cannot be read as a document.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; check the path")
    working = read_frame(Path(frame)) if frame else Frame()
    chosen = readers()[reader]()
    readings = []
    for one in load_documents(path):
        if isinstance(one, NotRead):
            where = f"{path} line {one.row}" if one.row else str(path)
            raise InputError(f"{where}: {one.reason.removeprefix(f'{path}: ')}")
        statements = chosen.read(one.text, one.document, working) if one.document.read else []
        readings.append(DocumentReading(one.document, one.text, tuple(statements)))
    return readings

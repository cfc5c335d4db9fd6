"""Read: what the statements of a file are, with no ledger touched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from holdsway.errors import InputError
from holdsway.frame import Frame, read_frame
from holdsway.reading.documents import NotRead, load_documents
from holdsway.reading.explaining import Explanation, explained
from holdsway.reading.loaded import read_loaded
from holdsway.reading.reader import Dropped, Reader, read_with, reader_named
from holdsway.records import Document, Statement

__all__ = ["DocumentReading", "read"]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document and the statements read from it; what was dropped, and why; or why it could not be read.

    `explanation` says how each statement was drawn and why other sentences gave none, where that was asked for.
    """

    document: Document
    text: str
    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...] = ()
    not_read: str | None = None
    remarks: tuple[str, ...] = ()
    explanation: Explanation | None = None


def read(
    path: Path | str,
    *,
    frame: Path | str | Frame | None = None,
    reader: str | Reader | None = None,
    explain: bool = False,
) -> list[DocumentReading]:
    """The documents of one file with their statements, in the frame of a case.yaml where one is given.

    `reader` is a name or NAME:SETTING, as in `llm:PROVIDER:MODEL` (see `reader_named`), or a reader that is ready, as
    whoever reads many files gives it. With `explain` each reading also says how its statements were drawn, and why the
    other sentences gave none.
    Errors: InputError when the file, or a line of it, cannot be read as a document, or there is no such reader.
    """
    path = Path(path)
    if not path.is_file():
        what = "is a folder; name files in it" if path.is_dir() else "no such file; check the path"
        raise InputError(f"{path}: {what}")
    working = frame if isinstance(frame, Frame) else read_frame(Path(frame)) if frame else Frame()
    chosen = reader_named(reader) if reader is None or isinstance(reader, str) else reader
    readings = []
    for one in load_documents(path):
        if isinstance(one, NotRead):
            where = f"{path} line {one.row}" if one.row else str(path)
            raise InputError(f"{where}: {one.reason.removeprefix(f'{path}: ')}")
        told = None
        if explain:
            came, told = explained(one, chosen, working)
        else:
            came = read_loaded(one, partial(read_with, chosen), working)
        readings.append(
            DocumentReading(one.document, one.text, came.statements, came.dropped, came.not_read, one.remarks, told)
        )
    return readings

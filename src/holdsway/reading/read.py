"""Read: what the statements of a file are, with no ledger touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from holdsway.errors import InputError
from holdsway.frame import Frame, read_frame
from holdsway.reading.documents import NotRead, load_documents
from holdsway.reading.explaining import Explanation, explained
from holdsway.reading.followed import followed
from holdsway.reading.given_names import with_names_beside
from holdsway.reading.loaded import read_loaded
from holdsway.reading.reader import Dropped, Reader, read_with, reader_named
from holdsway.records import Document, Statement

__all__ = ["DocumentReading", "framed", "read"]

_FOLLOWED = 4
"""Reports that each correct the one before are followed this far back."""


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


def framed(case: Path) -> Frame:
    """The frame of a case.yaml for reading without a ledger, with the names that tables beside it give places."""
    return with_names_beside(read_frame(case), case.parent)


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
    working = frame if isinstance(frame, Frame) else framed(Path(frame)) if frame else Frame()
    chosen = reader_named(reader) if reader is None or isinstance(reader, str) else reader
    return list(_readings(path, working, chosen, explain=explain))


def _readings(
    path: Path, frame: Frame, reader: Reader, *, explain: bool, following: tuple[str, ...] = ()
) -> Iterator[DocumentReading]:
    """The readings of a file; `following` are the documents that led here by what each corrects."""
    for one in load_documents(path):
        if isinstance(one, NotRead):
            where = f"{path} line {one.row}" if one.row else str(path)
            raise InputError(f"{where}: {one.reason.removeprefix(f'{path}: ')}")
        told = None
        if explain:
            came, told = explained(one, reader, frame)
        else:
            came = read_loaded(one, partial(read_with, reader), frame)
        said = came.statements
        if one.document.corrects and said and len(following) < _FOLLOWED:
            led = (*following, one.document.path)
            said = tuple(followed(one.document, said, _corrected(one.document, path, frame, reader, led), frame))
        yield DocumentReading(one.document, one.text, said, came.dropped, came.not_read, one.remarks, told)


def _corrected(
    document: Document, path: Path, frame: Frame, reader: Reader, following: tuple[str, ...]
) -> list[Statement]:
    """What the report says that a document corrects, where it stands beside it or in the same file."""
    name = document.corrects or ""
    file = path.parent / name.partition("#")[0]
    if "#" not in name and not file.is_file():
        file, name = path, f"#{name}"  # another line of the same file
    inner = name.partition("#")[2]
    if not file.is_file() or (file == path and not inner):
        return []
    try:
        readings = list(_readings(file, frame, reader, explain=False, following=following))
    except InputError:
        return []  # whoever reads that file is told what is wrong with it
    wanted = (one for one in readings if one.document.path not in following)
    return [s for one in wanted if not inner or one.document.path.endswith(f"#{inner}") for s in one.statements]

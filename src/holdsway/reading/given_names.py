"""Names of places that the tables beside a case.yaml give with a code, for reading a report without a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdsway.errors import InputError
from holdsway.formats import content_name, formats, read_tables
from holdsway.frame import Frame, names_given
from holdsway.records import Document, Statement

__all__ = ["with_names_beside"]

_OWN_CODES = ("control", "events")
"""Formats whose rows give the codes of the frame itself."""


def with_names_beside(frame: Frame, folder: Path) -> Frame:
    """A frame with the names of places that the tables of its folder give with a code.

    Only tables of assessments and events in the frame's own codes are asked; one that cannot be read is passed over, as
    adding it to a ledger says what is wrong with it.
    """
    return frame.with_names(names_given(said for path in sorted(folder.iterdir()) for said in _rows(path, frame)))


def _rows(path: Path, frame: Frame) -> Iterator[Statement]:
    if not path.is_file() or not content_name(path).endswith((".csv", ".tsv")):
        return
    known = {name: format for name, format in formats().items() if name in _OWN_CODES}
    try:
        document = Document(sha256="", path=path.name, format="table", bytes=0)
        readings = read_tables(path, document, frame, known=known)
    except InputError:
        return
    for reading in readings:
        yield from reading.statements

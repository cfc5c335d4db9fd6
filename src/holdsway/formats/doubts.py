"""Doubts: what speaks against a row that is kept all the same, each said in one plain line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from holdsway.formats.format import Intake, Metadata, Row
from holdsway.formats.rows import FileRow
from holdsway.places.countries import misplaced
from holdsway.records import RETRO_CODED, Document, Kind, Statement

__all__ = ["doubts", "outruns"]

RETRO_AFTER = timedelta(days=180)
"""A row published this long after the day it tells of was not written down at the time."""
_CUT_OFF = "the file ends without a line break: if it was cut off, this row is not whole"


def outruns(said: Statement, document: Document) -> bool:
    """Whether a row has only its file's time of publication, and tells of a day after it."""
    return said.published is not None and said.published == document.published and _is_early(said)


def _is_early(said: Statement) -> bool:
    """Whether a statement was published before the day it tells of; a day of grace is left for other time zones."""
    return said.published is not None and said.valid is not None and said.valid.first > said.published.last.date()


def doubts(said: Statement, row: FileRow, cells: Row, metadata: Metadata, intake: Intake) -> Iterator[str]:
    """The doubts about a row that is kept all the same."""
    if said.kind in (Kind.EVENT, Kind.CASUALTY, Kind.CONTROL) and said.retracts is None:
        after = said.published.first.date() - said.valid.last if said.published and said.valid else timedelta()
        if metadata.retrospective or after > RETRO_AFTER:
            yield RETRO_CODED
        if said.valid and _is_early(said):
            not_then = ", which is not taken for its publication" if outruns(said, intake.document) else ""
            yield f"its day {said.valid.first} lies after it was published ({said.published}){not_then}"
    if said.latitude is not None and said.longitude is not None and said.place_precision != "international":
        stated = next((cells.get(column) for column, kind in metadata.kinds.items() if kind == "country"), None)
        country = stated or metadata.country or intake.frame.country
        if country and (fault := misplaced(country, said.latitude, said.longitude)):
            yield fault
    if "\ufffd" in row.text:
        yield "letters of it were lost before it came here (\ufffd); fetch or save the file again as UTF-8"
    if not row.ends:
        yield _CUT_OFF

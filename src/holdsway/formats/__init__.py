"""Tables and lists: one metadata file and one short parser for each format, and nothing guessed."""

from holdsway.formats.format import Format, Intake, Metadata, RowError
from holdsway.formats.registry import formats, nearest, recognise
from holdsway.formats.table import TableReading, read_table

__all__ = [
    "Format",
    "Intake",
    "Metadata",
    "RowError",
    "TableReading",
    "formats",
    "nearest",
    "read_table",
    "recognise",
]

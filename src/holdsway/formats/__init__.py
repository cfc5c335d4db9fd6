"""Tables and lists: one metadata file and one short parser for each format, and nothing guessed."""

from holdsway.formats.format import Format, Intake, Metadata, RowError
from holdsway.formats.registry import formats, nearest, recognise
from holdsway.formats.rows import content_name, plain_name
from holdsway.formats.sources import taken_for
from holdsway.formats.table import TableReading, read_table, read_tables
from holdsway.formats.workbooks import WORKBOOKS

__all__ = [
    "WORKBOOKS",
    "Format",
    "Intake",
    "Metadata",
    "RowError",
    "TableReading",
    "content_name",
    "formats",
    "nearest",
    "plain_name",
    "read_table",
    "read_tables",
    "recognise",
    "taken_for",
]

"""A table read whole: every row becomes statements or a reject with its reason, and none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from holdsway.clocks import parse_published
from holdsway.errors import DateError, InputError
from holdsway.formats.cells import joined
from holdsway.formats.doubts import doubts, outruns
from holdsway.formats.format import XML, Format, Intake, Metadata, Row, RowError
from holdsway.formats.kinds import held_to_kinds, id_column
from holdsway.formats.lists import xml_root
from holdsway.formats.mapped import chosen_by_mapping
from holdsway.formats.registry import formats
from holdsway.formats.releases import Release
from holdsway.formats.rows import FileRow
from holdsway.formats.sources import UNDECODED, Chosen, Source, choose, sources_of, without_trailing_lines
from holdsway.formats.workbooks import is_hidden
from holdsway.frame import Frame
from holdsway.records import Document, Reject, Statement, identified
from holdsway.words import Quote

__all__ = ["RowProgress", "TableReading", "read_table", "read_tables"]

RowProgress = Callable[[int], None]

TOLD_EVERY = 5_000  # rows after which progress is told
SHOWN = 500  # characters of a rejected value that are kept with its reason
FEW_ROWS = 20  # below this no share of filled cells says anything


@dataclass(frozen=True, slots=True)
class TableReading:
    """What came of a table: the format it was taken for, its rows, the statements made of them, the rows not kept.

    Every row in is either named by the quote of at least one statement or by exactly one reject; but for the rows
    between the ends of a run, where the format declares such, which repeat what stands above them. `document` is the
    file with the release and time of publication that its format knows; `remarks` are what the format expects and the
    file does not show.
    """

    format: str
    rows_in: int
    statements: list[Statement]
    rejects: list[Reject]
    document: Document
    sheet: str | None = None
    release: str | None = None
    remarks: tuple[str, ...] = ()


def read_table(
    path: Path,
    document: Document,
    frame: Frame,
    *,
    as_name: str | None = None,
    known: Mapping[str, Format] | None = None,
) -> TableReading:
    """Read the first table of a file; see `read_tables`."""
    source = sources_of(path)[0]
    mapped = chosen_by_mapping(path, [source]) if as_name is None else {}
    chosen = mapped.get(source) or choose(source, formats() if known is None else known, as_name)
    return _read(source, chosen, document, frame)


def read_tables(
    path: Path,
    document: Document,
    frame: Frame,
    *,
    as_name: str | None = None,
    known: Mapping[str, Format] | None = None,
    progress: RowProgress | None = None,
) -> list[TableReading]:
    """Read a .csv or .tsv (also packed), a list (.xml, .json) or each sheet of a workbook, with the format that its
    header declares, that a mapping file beside it declares, or with the one named.

    Rows are numbered as records, the header being row 1. Empty lines after the last row are no rows and count nowhere;
    an empty line between rows is a row, and a reject. `known` are the formats to choose from (default: all at hand);
    `progress` is told the number of rows so far, every so often. Of a workbook, a sheet that no format declares is one
    reject, unless no sheet is declared at all.
    Errors: InputError when the file breaks off or has no sound header, UnknownFormatError when no format declares it.
    """
    known = formats() if known is None else known
    sources = sources_of(path)
    mapped = chosen_by_mapping(path, sources) if as_name is None else {}
    if len(sources) == 1:
        chosen = mapped.get(sources[0]) or choose(sources[0], known, as_name)
        return [_read(sources[0], chosen, document, frame, progress)]
    readings: list[TableReading] = []
    refused: dict[Source, InputError] = {}
    for source in sources:
        try:
            chosen = mapped.get(source) or choose(source, known, as_name)
            readings.append(_read(source, chosen, document, frame, progress))
        except InputError as error:
            refused[source] = error
    if not readings:
        raise next(iter(refused.values()))
    for source, why in refused.items():
        told = "no entry of the mapping names it; add one if its rows matter" if mapped else str(why)
        reason = f"sheet {source.sheet!r}: {told.removeprefix(f'{path}: ')}"
        reject = Reject(file=document.path, reason=reason)
        readings.append(TableReading("unknown sheet", 1, [], [reject], document, source.sheet))
    return readings


@dataclass(slots=True)
class _Tally:
    """What is remembered of the rows before: which keys stood where, how many were sound, which cells were filled."""

    rows: int = 0
    keys: dict[str, tuple[int, str]] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)


def _read(
    source: Source, chosen: Chosen, document: Document, frame: Frame, progress: RowProgress | None = None
) -> TableReading:
    metadata = chosen.format.metadata
    release = metadata.releases.of_file(document.path) if metadata.releases else None
    document = _dated(_released(document, metadata, release), metadata, source)
    intake = Intake(frame=frame, document=document)
    count = 0
    statements: list[Statement] = []
    rejects: list[Reject] = []
    tally = _Tally()
    with closing(source.rows(metadata)) as rows:
        whole = without_trailing_lines(islice(rows, chosen.skip, None))
        runs = metadata.runs
        for row in runs.ends(whole, chosen.columns, metadata.date_format) if runs else whole:
            count += 1
            if progress is not None and count % TOLD_EVERY == 0:
                progress(count)
            if row is None:
                continue
            try:
                cells = _cells(row, chosen.columns, metadata)
                _once(row, cells, metadata, tally)
                _once_together(row, cells, metadata, tally)
                tally.rows += 1
                tally.filled.update(column for column in metadata.expects if cells.get(column))
                said = _statements(row, cells, chosen.format, intake)
                statements += _finished(said, row, cells, source, metadata, intake, release)
            except RowError as error:
                rejects.append(_reject(row, chosen.columns, source, document, error))
    statements.sort(key=lambda said: said.seq)  # the last row of a run was read after rows that stand below it
    remarks = tuple(_unmet(metadata, tally))
    if source.sheet is not None and is_hidden(source.path, source.sheet):
        remarks += (f"sheet {source.sheet!r} is hidden in the workbook, and was read",)
    name = release.name if release else None
    return TableReading(metadata.name, count, statements, rejects, document, source.sheet, name, remarks)


def _released(document: Document, metadata: Metadata, release: Release | None) -> Document:
    """The file with what its release tells: its title, and when it was published unless that was said."""
    if release is None:
        return document
    title = document.title or f"{metadata.title.partition(',')[0]}, release {release.name}"
    return replace(document, title=title, published=document.published or release.published)


def _dated(document: Document, metadata: Metadata, source: Source) -> Document:
    """The file with the time of publication that the root of its XML declares. Errors: InputError for no such time."""
    attribute = metadata.published_attribute
    if attribute is None or document.published is not None or source.container != XML:
        return document
    written = xml_root(source.path)[1].get(attribute)
    try:
        return replace(document, published=parse_published(written) if written else None)
    except DateError as error:
        raise InputError(f"{source.path}: {attribute} {error}; mend it, or give --published DATE") from None


def _once(row: FileRow, cells: Row, metadata: Metadata, tally: _Tally) -> None:
    """Refuse a key that stood in an earlier row with other content: one key is one thing."""
    column = id_column(metadata)
    key = cells.get(column) if column else None
    key = key[0] if isinstance(key, list) and len(key) == 1 else key  # of an XML record
    if not isinstance(key, str) or not key.strip():
        return
    published = cells.get(metadata.published_in) if metadata.published_in else None
    edition = f"{key}, published {published}" if published else key  # what was published again is a later edition
    number, text = tally.keys.setdefault(edition, (row.number, row.text))
    if text != row.text:
        raise RowError(
            column, f"{column} {key} stands in row {number} already, with other content; keep one of the two"
        )


def _once_together(row: FileRow, cells: Row, metadata: Metadata, tally: _Tally) -> None:
    """Refuse cells that no two rows may share where an earlier row with other content has them all."""
    given = {column: str(cells[column]).strip() for column in metadata.unique if cells.get(column)}
    if len(given) < 2:
        return
    named = ", ".join(f"{column} {value}" for column, value in given.items())
    number, text = tally.keys.setdefault(named, (row.number, row.text))
    if text != row.text:
        raise RowError(
            next(iter(given)), f"{named} stand in row {number} already, with other content; keep one of the two"
        )


def _statements(row: FileRow, cells: Row, format: Format, intake: Intake) -> list[Statement]:
    """The statements of one row as its parser has them. Errors: RowError, whatever went wrong."""
    try:
        said = list(format.statements(cells, row.number, intake))
    except RowError:
        raise
    except Exception as error:  # a parser's slip costs its row, never the file
        reason = f"the format {format.metadata.name} could not read this row: {type(error).__name__}: {error}"
        raise RowError(None, reason) from error
    if not said:
        raise RowError(None, f"the format {format.metadata.name} found nothing to keep in this row")
    return said


def _finished(
    said: Iterable[Statement],
    row: FileRow,
    cells: Row,
    source: Source,
    metadata: Metadata,
    intake: Intake,
    release: Release | None,
) -> Iterator[Statement]:
    """Statements complete with their quote, licence, sensitivity and flags, and identified.

    A row that tells of a day after its file came out was not in that release: when it was published is not known.
    """
    document = intake.document
    for statement in said:
        yield identified(
            replace(
                statement,
                document=document.sha256,
                quote=Quote(row.text, row=row.number, column=statement.quote.column, sheet=source.sheet),
                published=None if outruns(statement, document) else statement.published,
                seq=row.number,
                method="table",
                reader=metadata.name,
                licence=statement.licence or document.licence or metadata.licence or intake.frame.licence,
                sensitivity=statement.sensitivity or document.sensitivity or metadata.sensitivity,
                note=joined(statement.note, f"release {release.name}" if release else None),
                flags=(*statement.flags, *doubts(statement, row, cells, metadata, intake)),
            )
        )


def _unmet(metadata: Metadata, tally: _Tally) -> Iterator[str]:
    """What the format expects of any file and this one does not show."""
    if tally.rows < FEW_ROWS:
        return
    for column, least in metadata.expects.items():
        if tally.filled[column] < least * tally.rows:
            share = 100 * tally.filled[column] / tally.rows
            yield f"{column} is filled in {share:.0f} % of rows; {metadata.name} expects {100 * least:.0f} %"


def _cells(row: FileRow, columns: list[str], metadata: Metadata) -> Row:
    if row.fault:
        raise RowError(None, row.fault)
    if row.record is not None:
        return row.record
    if not any(row.cells):
        raise RowError(None, "the row is empty; take it out")
    if metadata.end_mark and "".join(row.cells) == metadata.end_mark:
        raise RowError(None, f"the publisher's end mark ({metadata.end_mark!r}), no row of the list; nothing is lost")
    if len(row.cells) != len(columns):
        cells = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
        short = len(row.cells) < len(columns)
        remedy = "add the missing ones, empty if need be" if short else "quote a cell that holds a delimiter"
        raise RowError(None, f"has {cells} where the header has {len(columns)}; {remedy}")
    _check_text(row, columns, metadata)
    return held_to_kinds(dict(zip(columns, row.cells, strict=True)), metadata)


def _check_text(row: FileRow, columns: list[str], metadata: Metadata) -> None:
    encoding = metadata.encoding.upper().removesuffix("-SIG")
    if "\0" in row.text or UNDECODED.search(row.text):
        for column, cell in zip(columns, row.cells, strict=True):
            if "\0" in cell:
                raise RowError(column, f"{column} holds a NUL byte; the file is damaged there, fetch or save it again")
            if UNDECODED.search(cell):
                raise RowError(column, f"{column} is not {encoding} text; save the file as {encoding}")
    if encoding != "UTF-8" and not row.text.isascii():
        for column, cell in zip(columns, row.cells, strict=True):
            if _is_utf8_misread(cell, metadata.encoding):
                raise RowError(column, f"{column} is UTF-8 text in a file of {encoding}; save all of it as one of them")


def _is_utf8_misread(cell: str, encoding: str) -> bool:
    """Whether text that was decoded by a one-byte encoding is UTF-8: two signs in place of one."""
    if cell.isascii():
        return False
    try:
        return cell.encode(encoding).decode("utf-8") != cell
    except UnicodeError:
        return False


def _reject(row: FileRow, columns: list[str], source: Source, document: Document, error: RowError) -> Reject:
    value = row.text
    if error.column in columns and len(row.cells) == len(columns):
        value = row.cells[columns.index(error.column)]
    readable = value[:SHOWN].encode("utf-8", "backslashreplace").decode()
    reason = f"sheet {source.sheet!r}: {error.reason}" if source.sheet is not None else error.reason
    return Reject(file=document.path, row=row.number, column=error.column, value=readable, reason=reason)

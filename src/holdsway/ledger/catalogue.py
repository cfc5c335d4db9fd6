"""The catalogue: one SQLite file that says which batches, segments, documents and frame files make up the ledger."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import datetime
from pathlib import Path

from holdsway.clocks import Published
from holdsway.errors import DamageError, LedgerError
from holdsway.ledger.batch import (
    GENESIS,
    Batch,
    Contents,
    Row,
    Segment,
    chain_of,
    note_digest,
    read_batches,
    row_digest,
    turns,
)
from holdsway.records import Document

__all__ = ["add_batch", "document_row", "document_rows", "frame_files", "look_into", "open_catalogue", "read_documents"]
__all__ += ["insert", "rows_of", "snapshot", "transaction"]

PATIENCE = 60
"""Seconds to wait for another process."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
    number INTEGER PRIMARY KEY, previous TEXT NOT NULL, head TEXT NOT NULL, note TEXT NOT NULL,
    depth INTEGER NOT NULL, other TEXT, noted TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS segments (
    batch INTEGER NOT NULL REFERENCES batches, "table" TEXT NOT NULL, sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (batch, "table", sha256)
) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    batch INTEGER NOT NULL REFERENCES batches, sha256 TEXT NOT NULL, path TEXT NOT NULL, format TEXT NOT NULL,
    bytes INTEGER NOT NULL, text_sha256 TEXT, title TEXT, publisher TEXT, published_from TEXT, published_to TEXT,
    url TEXT, lang TEXT, author TEXT, paraphrase INTEGER NOT NULL, reporting_source TEXT, reporting_published TEXT,
    corrects TEXT, licence TEXT, read INTEGER NOT NULL, sensitivity TEXT, dated_by TEXT,
    translation_of TEXT, reader TEXT, retention TEXT, digest TEXT NOT NULL, PRIMARY KEY (batch, sha256, path)
) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_hash ON documents (sha256);
CREATE INDEX IF NOT EXISTS documents_by_text ON documents (text_sha256);
CREATE TABLE IF NOT EXISTS frame (
    batch INTEGER NOT NULL REFERENCES batches, path TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (batch, path)
) STRICT;
CREATE TABLE IF NOT EXISTS forgotten (
    batch INTEGER NOT NULL REFERENCES batches, what TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL,
    text_sha256 TEXT, "start" INTEGER, "end" INTEGER, "row" INTEGER, sheet TEXT, author TEXT NOT NULL, made TEXT,
    reason TEXT NOT NULL, PRIMARY KEY (batch, what, id, document)
) STRICT;
CREATE TABLE IF NOT EXISTS replaced (
    batch INTEGER NOT NULL REFERENCES batches, "table" TEXT NOT NULL, was TEXT NOT NULL,
    rows INTEGER, bytes INTEGER, now TEXT, PRIMARY KEY (batch, "table", was)
) STRICT;
"""
_DOCUMENT_COLUMNS = (
    "sha256, path, format, bytes, text_sha256, title, publisher, published_from, published_to, url, lang, author, "
    "paraphrase, reporting_source, reporting_published, corrects, licence, read, sensitivity, "
    "dated_by, translation_of, reader"
)
TABLES = ("segments", "documents", "frame", "forgotten", "replaced")
"""What belongs to batches."""


def open_catalogue(path: Path | None) -> sqlite3.Connection:
    """The catalogue at a path, made if absent; without a path an empty one. What is deleted in it is overwritten.

    Errors: DamageError when it is none, LedgerError when another process holds it for longer than a minute, or when it
    is of an older format.
    """
    try:
        catalogue = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
        _refuse_format_1(catalogue, path)
        _write_ahead(catalogue)
        catalogue.execute("PRAGMA synchronous=FULL")
        catalogue.execute("PRAGMA secure_delete=ON")
        catalogue.executescript(SCHEMA)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # sqlite3 cannot decode what it says of some damage
        raise _explained(error, path) from None
    return catalogue


def look_into(path: Path) -> sqlite3.Connection:
    """The catalogue of a ledger that is only read, where nothing is written, not even beside it if it may not be."""
    try:
        catalogue = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _refuse_format_1(catalogue, path)
        except sqlite3.OperationalError as error:
            if _is_busy(error):
                raise
            catalogue.close()  # a folder that nobody may write to has no room for the log that SQLite keeps beside it
            catalogue = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            _refuse_format_1(catalogue, path)
        catalogue.execute("PRAGMA query_only=ON")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _explained(error, path) from None
    return catalogue


def _refuse_format_1(catalogue: sqlite3.Connection, path: Path | None) -> None:
    """Errors: LedgerError for a ledger whose chain was made by the rules of before there were merges."""
    columns = {row[1] for row in catalogue.execute("PRAGMA table_info(batches)")}
    if columns and "depth" not in columns:
        catalogue.close()
        folder = path.parent if path else "this"
        raise LedgerError(
            f"{folder} is a ledger of format 1, which is not read any more; make it anew with "
            "`holdsway add PATH -l NEWFOLDER` from the same files"
        )


def _explained(error: Exception, path: Path | None) -> LedgerError:
    if _is_busy(error):
        return LedgerError(f"{path}: another process is writing to it; wait for it and try again")
    return DamageError(f"{path}: {error}; restore the ledger from a copy")


def _write_ahead(catalogue: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. While another process does the same, SQLite answers `locked` without waiting."""
    for _ in range(PATIENCE * 100):
        try:
            catalogue.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            time.sleep(0.01)
    catalogue.execute("PRAGMA journal_mode=WAL")


def _is_busy(error: Exception) -> bool:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY


@contextmanager
def transaction(catalogue: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, one writer at a time; another writer waits."""
    catalogue.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        catalogue.execute("ROLLBACK")
        raise
    catalogue.execute("COMMIT")


@contextmanager
def snapshot(catalogue: sqlite3.Connection) -> Iterator[None]:
    """One state of a catalogue for several questions, whatever another process writes meanwhile."""
    catalogue.execute("BEGIN")
    try:
        yield
    finally:
        catalogue.execute("ROLLBACK")


def document_row(document: Document) -> tuple[object, ...]:
    """A document as the catalogue keeps it, in column order, without its batch."""
    published = document.published
    return (
        document.sha256,
        document.path,
        document.format,
        document.bytes,
        document.text_sha256,
        document.title,
        document.publisher,
        published.first.isoformat() if published else None,
        published.last.isoformat() if published else None,
        document.url,
        document.lang,
        document.author,
        int(document.paraphrase),
        document.reporting_source,
        document.reporting_published,
        document.corrects,
        document.licence,
        int(document.read),
        document.sensitivity,
        document.dated_by,
        document.translation_of,
        document.reader,
    )


def document_of(row: tuple[object, ...]) -> Document:
    """The document in a catalogue row that starts with its batch."""
    batch, *values = row
    names = [name.strip() for name in _DOCUMENT_COLUMNS.split(",")]
    fields: dict[str, object] = dict(zip(names, values, strict=True))
    first, last = fields.pop("published_from"), fields.pop("published_to")
    published = Published(datetime.fromisoformat(str(first)), datetime.fromisoformat(str(last))) if first else None
    fields.update(paraphrase=bool(fields["paraphrase"]), read=bool(fields["read"]), published=published, batch=batch)
    return Document(**fields)  # type: ignore[arg-type]  # the columns are the fields, and STRICT tables keep their types


def read_documents(catalogue: sqlite3.Connection, at: int | None = None) -> list[Document]:
    """Every document up to a batch, in the order it came; one added twice counts once, under its first path.

    Its reader is the one that read it last. What was forgotten is not among them, whatever the batch.
    """
    turn = turns(read_batches(catalogue, at))
    gone = {row[0] for row in catalogue.execute("SELECT id FROM forgotten WHERE what LIKE '%document'")}
    rows = catalogue.execute(f"SELECT batch, {_DOCUMENT_COLUMNS} FROM documents").fetchall()
    counted = [row for row in rows if row[0] in turn and row[1] not in gone]
    documents: dict[str, Document] = {}
    for row in sorted(counted, key=lambda row: (turn[row[0]], row[2])):
        document = document_of(row)
        first = documents.setdefault(document.sha256, document)
        if document.reader and document.reader != first.reader:
            documents[document.sha256] = replace(first, reader=document.reader)
    return list(documents.values())


def document_rows(catalogue: sqlite3.Connection) -> list[tuple[int, str, Row]]:
    """Every document row as it stands: its batch, the digest of what it was at first, and its values in order."""
    rows = catalogue.execute(f"SELECT batch, digest, {_DOCUMENT_COLUMNS}, retention FROM documents")
    return [(batch, digest, tuple(values)) for batch, digest, *values in rows]


def frame_files(catalogue: sqlite3.Connection, at: int | None = None) -> dict[str, str]:
    """The files of the newest frame, which a batch brings all or none of: their paths in it, and their hashes."""
    turn = turns(read_batches(catalogue, at))
    rows = [row for row in catalogue.execute("SELECT batch, path, sha256 FROM frame") if row[0] in turn]
    newest = max((turn[row[0]] for row in rows), default=0)
    return {path: name for batch, path, name in rows if turn[batch] == newest}


def rows_of(catalogue: sqlite3.Connection, table: str, batch: int) -> list[Row]:
    """What one of the tables of a batch holds, in column order, without the batch."""
    if table not in TABLES:
        raise ValueError(table)
    return [tuple(row[1:]) for row in catalogue.execute(f"SELECT * FROM {table} WHERE batch = ?", (batch,))]


def add_batch(
    catalogue: sqlite3.Connection,
    note: str,
    *,
    parents: Sequence[Batch] | None = None,
    segments: Iterable[Segment] = (),
    documents: Iterable[Row] = (),
    frame: Iterable[tuple[str, str]] = (),
    forgotten: Iterable[Row] = (),
    replaced: Iterable[Row] = (),
) -> int:
    """Chain one more batch to the newest, or to several `parents`, and return its number. To be done in a transaction.

    `documents` are rows as of `document_row`, with their retention after them.
    """
    held = read_batches(catalogue)
    rests_on = sorted(held[-1:] if parents is None else parents, key=lambda batch: batch.head)
    heads = [batch.head for batch in rests_on] or [GENESIS]
    previous, other = heads[0], heads[1] if len(heads) > 1 else None
    depth = max((batch.depth for batch in rests_on), default=0) + 1
    number = max((batch.number for batch in held), default=0) + 1
    digests = [(row, row_digest(row)) for row in documents]
    parts, frame, stones, anew = list(segments), list(frame), list(forgotten), list(replaced)
    brings = Contents(parts, [name for _, name in digests], [row_digest(row) for row in frame], stones, anew)
    noted = note_digest(note, previous, other, depth, brings)
    head = chain_of(previous, other, depth, noted, brings)
    insert(catalogue, "batches", (number, previous, head, note, depth, other, noted))
    for table, rows in (
        ("segments", [astuple(part) for part in parts]),
        ("documents", [(*row, name) for row, name in digests]),
        ("frame", frame),
        ("forgotten", stones),
        ("replaced", anew),
    ):
        for row in rows:
            insert(catalogue, table, (number, *row))
    return number


def insert(catalogue: sqlite3.Connection, table: str, row: Row) -> None:
    """Add one row to a table."""
    if table not in ("batches", *TABLES):
        raise ValueError(table)
    catalogue.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)

"""The catalogue: one SQLite file that says which batches, segments, documents and frame files make up the ledger."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from holdsway.clocks import Published
from holdsway.errors import DamageError, LedgerError
from holdsway.records import Document

__all__ = ["document_row", "insert_document", "open_catalogue", "read_batch", "read_documents", "transaction"]

PATIENCE = 60
"""Seconds to wait for another process."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
    number INTEGER PRIMARY KEY, previous TEXT NOT NULL, head TEXT NOT NULL, note TEXT NOT NULL
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
    translation_of TEXT, reader TEXT, PRIMARY KEY (batch, sha256, path)
) STRICT;
CREATE TABLE IF NOT EXISTS frame (
    batch INTEGER NOT NULL REFERENCES batches, path TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (batch, path)
) STRICT;
"""
_DOCUMENT_COLUMNS = (
    "sha256, path, format, bytes, text_sha256, title, publisher, published_from, published_to, url, lang, author, "
    "paraphrase, reporting_source, reporting_published, corrects, licence, read, sensitivity, "
    "dated_by, translation_of, reader"
)


def open_catalogue(path: Path | None) -> sqlite3.Connection:
    """The catalogue at a path, made if absent; without a path an empty one.

    Errors: DamageError when it is none, LedgerError when another process holds it for longer than a minute.
    """
    try:
        catalogue = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
        _write_ahead(catalogue)
        catalogue.execute("PRAGMA synchronous=FULL")
        catalogue.executescript(SCHEMA)
        there = {row[1] for row in catalogue.execute("PRAGMA table_info(documents)")}
        for name in ("sensitivity", "dated_by", "translation_of", "reader"):  # a ledger of before there were these
            if name not in there:
                catalogue.execute(f"ALTER TABLE documents ADD COLUMN {name} TEXT")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # sqlite3 cannot decode what it says of some damage
        if _is_busy(error):
            raise LedgerError(f"{path}: another process is writing to it; wait for it and try again") from None
        raise DamageError(f"{path}: {error}; restore the ledger from a copy") from None
    return catalogue


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


def read_documents(catalogue: sqlite3.Connection, at: int) -> list[Document]:
    """Every document up to a batch, in the order it came; one added twice counts once, under its first path.

    Its reader is the one that read it last.
    """
    rows = catalogue.execute(
        f"SELECT batch, {_DOCUMENT_COLUMNS} FROM documents WHERE batch <= ? ORDER BY batch, path", (at,)
    )
    documents: dict[str, Document] = {}
    for row in rows:
        document = document_of(row)
        first = documents.setdefault(document.sha256, document)
        if document.reader and document.reader != first.reader:
            documents[document.sha256] = replace(first, reader=document.reader)
    return list(documents.values())


def read_batch(catalogue: sqlite3.Connection, batch: int) -> list[Document]:
    """Every document row that came with one batch."""
    rows = catalogue.execute(f"SELECT batch, {_DOCUMENT_COLUMNS} FROM documents WHERE batch = ?", (batch,))
    return [document_of(row) for row in rows]


def insert_document(catalogue: sqlite3.Connection, batch: int, row: tuple[object, ...]) -> None:
    """Add one document row to a batch."""
    marks = ", ".join("?" * (len(row) + 1))
    catalogue.execute(f"INSERT INTO documents (batch, {_DOCUMENT_COLUMNS}) VALUES ({marks})", (batch, *row))

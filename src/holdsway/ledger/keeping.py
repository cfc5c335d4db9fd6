"""Keeping: which files a ledger keeps, which it no longer does, and why a text is not there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from holdsway.errors import LedgerError
from holdsway.ledger.batch import Row
from holdsway.ledger.tombstones import read_forgotten, read_replacements

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["SEGMENT_TABLES", "abandoned", "kept_files", "kept_segments", "left_behind", "refuse_forgotten", "sharing"]
__all__ += ["why_no_text", "without_text"]

SEGMENT_TABLES = ("statements", "rejects", "rulings")


def kept_files(catalogue: sqlite3.Connection) -> set[str]:
    """The files of `documents/` that are to be there: originals and texts that are kept, and files of frames."""
    gone = {stone.document for stone in read_forgotten(catalogue)}
    rows = catalogue.execute("SELECT sha256, text_sha256 FROM documents WHERE retention IS NULL").fetchall()
    kept = {name for original, text in rows if original not in gone for name in (original, text) if name}
    return kept | {row[0] for row in catalogue.execute("SELECT sha256 FROM frame")}


def kept_segments(catalogue: sqlite3.Connection) -> set[str]:
    """The segments that stand, of every batch."""
    stands = read_replacements(catalogue)
    rows = catalogue.execute('SELECT DISTINCT "table", sha256 FROM segments')
    return {now for table, was in rows if (now := stands.standing(table, was)) is not None}


def left_behind(ledger: Ledger) -> Iterator[tuple[Path, str]]:
    """The files that were forgotten and are still on disk, each with the id of something forgotten that it held."""
    stones = read_forgotten(ledger.catalogue)
    if not stones:
        return
    kept = kept_files(ledger.catalogue)
    for stone in stones:
        for name in (stone.document, stone.text_sha256):
            if name and name not in kept and (path := ledger.originals.path(name)).exists():
                yield path, stone.id
    of_batch = {stone.batch: stone.id for stone in reversed(stones)}
    standing = kept_segments(ledger.catalogue)
    for batch, table, was in ledger.catalogue.execute('SELECT batch, "table", was FROM replaced').fetchall():
        path = ledger.segments.path(was)
        if table in SEGMENT_TABLES and was not in standing and path.exists():
            yield path, of_batch.get(batch, stones[0].id)


def abandoned(ledger: Ledger, *, before: float) -> Iterator[Path]:
    """The files that writers left which were killed before a time, in seconds since 1970, and that nothing names."""
    files = {row[0] for row in ledger.catalogue.execute("SELECT sha256 FROM frame")}
    for original, text in ledger.catalogue.execute("SELECT sha256, text_sha256 FROM documents"):
        files |= {original, text}
    segments = {
        row[0] for row in ledger.catalogue.execute("SELECT sha256 FROM segments UNION SELECT was FROM replaced")
    }
    segments |= {row[0] for row in ledger.catalogue.execute("SELECT now FROM replaced WHERE now IS NOT NULL")}
    for store, named in ((ledger.originals, files), (ledger.segments, segments)):
        for path in store.folder.rglob("*"):
            if path.is_file() and path.name.partition(".")[0] not in named and path.stat().st_mtime < before:
                yield path


def sharing(catalogue: sqlite3.Connection, text_sha256: str | None) -> set[str]:
    """The documents that hold a text, by their hashes, forgotten ones among them."""
    rows = catalogue.execute("SELECT sha256 FROM documents WHERE text_sha256 = ?", (text_sha256,))
    return {row[0] for row in rows}


def without_text(catalogue: sqlite3.Connection) -> dict[str, str]:
    """The documents of which only statements are kept, and why: a tombstone, or a frame that keeps only quotes."""
    kept = kept_files(catalogue)
    why: dict[str, str] = {}
    by_document: dict[str, set[str | None]] = defaultdict(set)
    for name, text in catalogue.execute("SELECT sha256, text_sha256 FROM documents"):
        by_document[name].add(text)
    stones = {stone.document: str(stone) for stone in read_forgotten(catalogue)}
    for name, texts in by_document.items():
        if name in stones:
            why[name] = stones[name]
        elif not any((text or name) in kept for text in texts):
            why[name] = "the frame keeps only quotes (case.yaml: `retention: quotes`)"
    return why


def why_no_text(catalogue: sqlite3.Connection, document: str) -> str | None:
    """Why the text of a document is not kept; None when it is."""
    stone = catalogue.execute("SELECT 1 FROM forgotten WHERE document = ?", (document,)).fetchone()
    kept = catalogue.execute("SELECT 1 FROM documents WHERE sha256 = ? AND retention IS NULL", (document,)).fetchone()
    return without_text(catalogue).get(document) if stone or not kept else None


def refuse_forgotten(catalogue: sqlite3.Connection, documents: Iterable[Row]) -> None:
    """Errors: LedgerError when one of these document rows is of something forgotten, in the meantime by another."""
    gone = {stone.document: stone for stone in read_forgotten(catalogue)}
    for row in documents:
        if row[0] in gone:
            raise LedgerError(f"{row[1]}: {gone[str(row[0])]}; it is not taken in again, leave it out")

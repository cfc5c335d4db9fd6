"""Forget: take a document's or a statement's words out of every file of a ledger, and leave a tombstone that says so.

New files come first, then one transaction, then the deletions: a process that is killed leaves the ledger as it was, or
in a state that forgetting the same again brings to its end.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from holdsway.errors import LedgerError
from holdsway.ledger.catalogue import add_batch, transaction
from holdsway.ledger.keeping import abandoned, left_behind, sharing
from holdsway.ledger.tombstones import Forgotten, forgotten_row, read_forgotten
from holdsway.ledger.without import complete, take_out

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["FORGOT", "Forgot", "entomb", "forget", "sweep", "target_of"]

FORGOT = "forgot"
"""How the note of a tombstone's batch begins."""
ABANDONED = 3600
"""After so many seconds a file that no batch names is one that a killed writer left: it may hold the same words."""


@dataclass(frozen=True, slots=True)
class Forgot:
    """What became of it: the tombstone's batch (None: it was forgotten before, and is now done with), how many
    statements and files are gone; which documents stand that hold the same text or came under the same name, and
    whether the frame holds the file.
    """

    stones: tuple[Forgotten, ...]
    batch: int | None
    statements: int
    files: int
    sharing: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    in_frame: bool = False


def target_of(ledger: Ledger, id: str) -> list[Forgotten]:
    """What a hash of a document or statement names, as tombstones without author; those there are, if it is forgotten.

    Errors: LedgerError when it names nothing or several things.
    """
    id = id.lower()
    if not re.fullmatch("[0-9a-f]{8,64}", id):
        raise LedgerError(f"{id!r} is no hash; give 8 hex digits or more of a document's or a statement's")
    stones = [stone for stone in read_forgotten(ledger.catalogue) if stone.id.startswith(id)]
    like = f"{id}%"
    documents = ledger.catalogue.execute(
        "SELECT DISTINCT sha256, text_sha256 FROM documents WHERE sha256 LIKE ? ORDER BY 1", (like,)
    ).fetchall()
    whole = {stone.id for stone in stones if stone.is_document}
    found: dict[str, list[Forgotten]] = {}
    for name, text in documents:
        if name not in whole:
            found[name] = [Forgotten(what="document", id=name, document=name, text_sha256=text)]
    for name, document, start, end, row, sheet in ledger.standing_under(id):
        where = {"start": start, "end": end, "row": row, "sheet": sheet}
        found.setdefault(name, []).append(Forgotten(what="statement", id=name, document=document, **where))
    for stone in stones:
        if stone.id not in found:
            found[stone.id] = [s for s in stones if s.id == stone.id]
    if not found:
        raise LedgerError(f"no document and no statement of {ledger.folder} begins with {id!r}; `why` shows their ids")
    if len(found) > 1:
        named = "; ".join(f"{one[0].what} {name}" for name, one in sorted(found.items()))
        raise LedgerError(f"{id!r} is the beginning of {len(found)} ids: {named}; give more digits")
    return next(iter(found.values()))


def forget(ledger: Ledger, id: str, *, reason: str, author: str, made: datetime) -> Forgot:
    """Forget one document or statement. Errors: LedgerError when there is no such thing, or another process is busy."""
    ledger.refuse_frozen()
    if not reason.strip():
        raise LedgerError("a thing is forgotten for a reason that others can read; give one with --reason")
    named = target_of(ledger, id)
    before, versions = ledger.count(), _versions(ledger, named[0].document)
    batch = None
    if named[0].batch is None:
        named = [replace(stone, author=author, made=made, reason=reason) for stone in named]
        batch, stones = entomb(ledger, named, f"{FORGOT} {named[0].what} {named[0].id[:8]}")
        named = stones
    files = sweep(ledger)
    gone = {stone.document for stone in read_forgotten(ledger.catalogue)}
    texts = {stone.text_sha256 for stone in named if stone.text_sha256}
    others = {name for text in texts for name in sharing(ledger.catalogue, text)} - gone
    framed = ledger.catalogue.execute("SELECT 1 FROM frame WHERE sha256 = ?", (named[0].document,)).fetchone()
    return Forgot(
        stones=tuple(named),
        batch=batch,
        statements=before - ledger.count(),
        files=files,
        sharing=tuple(sorted(others)),
        versions=tuple(sorted(versions - gone - others)),
        in_frame=framed is not None,
    )


def _versions(ledger: Ledger, document: str) -> set[str]:
    """The documents that came under a name that this one came under too."""
    same = "SELECT sha256 FROM documents WHERE path <> '' AND path IN (SELECT path FROM documents WHERE sha256 = ?)"
    return {row[0] for row in ledger.catalogue.execute(same, (document,))} - {document}


def entomb(ledger: Ledger, stones: Sequence[Forgotten], note: str) -> tuple[int, list[Forgotten]]:
    """Leave tombstones in one batch of the chain, with what stands for what from then on; no file is deleted yet."""
    with transaction(ledger.catalogue):
        before = read_forgotten(ledger.catalogue)
        known = {(stone.what, stone.id, stone.document) for stone in before}
        new = [s for s in complete(ledger, stones) if (s.what, s.id, s.document) not in known]
        anew = take_out(ledger, [*before, *new])
        number = add_batch(ledger.catalogue, note, forgotten=[forgotten_row(stone) for stone in new], replaced=anew)
    ledger.changed()
    return number, new


def sweep(ledger: Ledger) -> int:
    """Delete the files that were forgotten and are still there, and everything in the cache; wipe the catalogue clean.

    Returns how many files of the record are gone. Errors: LedgerError while another process holds the catalogue.
    """
    paths = {path for path, _ in left_behind(ledger)}
    for path in list(abandoned(ledger, before=time.time() - ABANDONED)):
        path.unlink(missing_ok=True)
    for path in sorted(paths):
        path.unlink(missing_ok=True)
    for folder in sorted({path.parent for path in paths}):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    shutil.rmtree(ledger.folder / "cache", ignore_errors=True)
    try:
        ledger.catalogue.execute("VACUUM")
        busy = ledger.catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        busy = True
    if busy:
        raise LedgerError(
            f"{ledger.folder}: it is gone from every answer, and another process still holds the catalogue; "
            "run forget again when that is done, so that no trace is left in it"
        )
    return len(paths)

"""Freeze: a ledger as it stands, or as it stood, in one archive whose bytes are the same whenever it is made."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from holdsway.errors import DamageError, LedgerError
from holdsway.ledger.batch import Row
from holdsway.ledger.catalogue import TABLES, add_batch, document_rows, transaction
from holdsway.ledger.forget import entomb, sweep
from holdsway.ledger.frozen import FOLDER
from holdsway.ledger.keeping import kept_files, kept_segments
from holdsway.ledger.ledger import CATALOGUE, Ledger, open_ledger
from holdsway.ledger.tombstones import Forgotten, forgotten_row, read_forgotten, read_replacements
from holdsway.ledger.verify import verify

__all__ = ["freeze"]

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the earliest that a zip can tell."""


def freeze(
    ledger: Ledger,
    out: Path,
    *,
    at: int | None = None,
    without: Sequence[Forgotten] = (),
    described: Callable[[Ledger], Mapping[str, str]],
) -> None:
    """Write a ledger to an archive, as of a batch, and in it without some things that may not leave.

    `described` gives the texts to lay beside it by their names, for the ledger as it is in the archive. The ledger
    itself is not changed. Errors: LedgerError when the file is there already; DamageError when the ledger is damaged.
    """
    if out.exists():
        raise LedgerError(f"{out} is there already; name another file, or delete it first")
    if not ledger.batches(at):
        raise LedgerError(f"there is nothing in {ledger.folder} to freeze")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".freeze-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        with closing(_copied(ledger, folder / FOLDER)) as copy:
            _cut(copy, at)
            if without:
                entomb(copy, without, f"made without what may not leave: {len(without)} left out")
            sweep(copy)
            if faults := verify(copy).faults:
                raise DamageError(faults[0])
            texts = described(copy)
            copy.catalogue.execute("VACUUM INTO ?", (str(folder / CATALOGUE),))
        for left in (folder / FOLDER).glob(f"{CATALOGUE}*"):
            left.unlink()
        (folder / CATALOGUE).rename(folder / FOLDER / CATALOGUE)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        whole = folder / ".whole"
        _pack(folder, whole)
        whole.replace(out)


def _copied(ledger: Ledger, folder: Path) -> Ledger:
    """A copy of a ledger, its files linked where the disk can. Errors: DamageError when one is not what was written."""
    folder.mkdir()
    ledger.catalogue.execute("VACUUM INTO ?", (str(folder / CATALOGUE),))
    copy = open_ledger(folder)
    for store, to, names in (
        (ledger.segments, copy.segments, kept_segments(ledger.catalogue)),
        (ledger.originals, copy.originals, kept_files(ledger.catalogue)),
    ):
        for name in sorted(names):
            store.get(name)
            to.path(name).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(store.path(name), to.path(name))
            except OSError:
                shutil.copyfile(store.path(name), to.path(name))
    return copy


def _cut(copy: Ledger, at: int | None) -> None:
    """Leave only a batch and those it rests on. What was forgotten since stays forgotten, by a tombstone of its own."""
    kept = [batch.number for batch in copy.batches(at)]
    if len(kept) == len(copy.batches()):
        return
    catalogue, stands, before = copy.catalogue, read_replacements(copy.catalogue), set(kept)
    then = read_replacements(catalogue, before)
    stones = [stone for stone in read_forgotten(catalogue) if stone.batch not in before]
    with transaction(catalogue):
        for number in {batch.number for batch in copy.batches()} - before:
            for table in TABLES:
                catalogue.execute(f"DELETE FROM {table} WHERE batch = ?", (number,))
            catalogue.execute("DELETE FROM batches WHERE number = ?", (number,))
        for number, was in enumerate(sorted(kept), 1):
            for table in TABLES:
                catalogue.execute(f"UPDATE {table} SET batch = ? WHERE batch = ?", (number, was))
            catalogue.execute("UPDATE batches SET number = ? WHERE number = ?", (number, was))
        anew: set[Row] = set()
        for table, was_first in _firsts(copy):
            now = stands.standing(table, was_first)
            leaves = then.leaves(table, was_first) - {now, None}
            anew |= {(table, leaf, None, None, now) for leaf in leaves}
        held = {str(values[0]) for *_, values in document_rows(catalogue)}
        since = [forgotten_row(stone) for stone in stones if stone.document in held]
        if since or anew:
            rows = sorted(anew, key=repr)
            add_batch(catalogue, "without what was forgotten since", forgotten=since, replaced=rows)
    copy.changed()
    for store, names in ((copy.segments, kept_segments(catalogue)), (copy.originals, kept_files(catalogue))):
        for path in store.folder.rglob("*"):
            if path.is_file() and path.name.partition(".")[0] not in names:
                path.unlink()


def _firsts(copy: Ledger) -> list[tuple[str, str]]:
    """Every segment, document row and note as it first came, by table and hash."""
    firsts = {(table, name) for table, name in copy.catalogue.execute('SELECT "table", sha256 FROM segments')}
    firsts |= {("documents", digest) for _, digest, _ in document_rows(copy.catalogue)}
    return sorted(firsts | {("batches", batch.noted) for batch in copy.batches()})


def _pack(folder: Path, out: Path) -> None:
    """All visible files of a folder in one archive, by name, with nothing in it that tells when or where."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _MADE)
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".parquet" else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, path.read_bytes())

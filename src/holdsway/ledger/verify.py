"""Verify: recompute everything the ledger promises, and name whatever does not hold."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from holdsway.errors import DamageError
from holdsway.ledger.batch import GENESIS, Segment, chain_of
from holdsway.ledger.catalogue import document_row, read_batch, read_documents
from holdsway.ledger.ledger import Ledger
from holdsway.ledger.store import Store

__all__ = ["Verdict", "verify"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and every fault found: none means the record is what was written."""

    batches: int
    segments: int
    documents: int
    quotes: int
    head: str | None
    faults: tuple[str, ...]


def verify(ledger: Ledger) -> Verdict:
    """Recompute the chain, the hash of every file, and that every quote stands in its document where it says."""
    try:
        faults, counted = _chain_faults(ledger)
        documents = read_documents(ledger.catalogue, 2**62)
        framing = {row[0] for row in ledger.catalogue.execute("SELECT sha256 FROM frame")}
        segments = {row[0] for row in ledger.catalogue.execute("SELECT sha256 FROM segments")}
        head = ledger.head()
        names = {d.sha256 for d in documents} | {d.text_sha256 for d in documents if d.text_sha256} | framing
        faults += _file_faults(ledger.originals, names)
        broken = _file_faults(ledger.segments, segments)
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        return Verdict(0, 0, 0, 0, None, (f"{ledger.folder / 'catalogue.sqlite'}: {error}",))
    quotes = 0
    if not faults and not broken:
        quotes, loose = _quote_faults(ledger)
        faults += loose
    return Verdict(counted, len(segments), len(names), quotes, head.head if head else None, tuple(faults + broken))


def _chain_faults(ledger: Ledger) -> tuple[list[str], int]:
    catalogue, previous, faults = ledger.catalogue, GENESIS, []
    batches = ledger.batches()
    for expected, batch in enumerate(batches, 1):
        segments = [
            Segment(*row)
            for row in catalogue.execute(
                'SELECT "table", sha256, rows, bytes FROM segments WHERE batch = ?', (batch.number,)
            )
        ]
        documents = [document_row(d) for d in read_batch(catalogue, batch.number)]
        frame = catalogue.execute("SELECT path, sha256 FROM frame WHERE batch = ?", (batch.number,)).fetchall()
        head = chain_of(previous, batch.number, batch.note, segments, documents, frame)
        if batch.number != expected or batch.previous != previous or batch.head != head:
            faults.append(f"batch {batch.number}: its chain does not follow from what the catalogue holds")
        previous = batch.head
    numbers = {batch.number for batch in batches}
    for table in ("segments", "documents", "frame"):
        for (number,) in catalogue.execute(f"SELECT DISTINCT batch FROM {table} ORDER BY batch"):
            if number not in numbers:
                faults.append(f"batch {number}: there is none, and yet the catalogue lists {table} of it")
    return faults, len(batches)


def _file_faults(store: Store, names: set[str]) -> list[str]:
    faults = []
    for name in sorted(names):
        try:
            store.get(name)
        except DamageError as error:
            faults.append(str(error))
    return faults


def _quote_faults(ledger: Ledger) -> tuple[int, list[str]]:
    texts = {d.sha256: ledger.text(d) for d in ledger.documents() if d.text_sha256}
    anchored, faults = 0, []
    for said in ledger.statements():
        text = texts.get(said.document)
        if text is None or said.quote.start is None:
            continue
        anchored += 1
        if text[said.quote.start : said.quote.end] != said.quote.exact:
            faults.append(f"statement {said.id[:8]}: its quote is not in {said.document[:8]} where it says")
    return anchored, faults

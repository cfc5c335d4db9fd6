"""Verify: recompute everything the ledger promises, and name whatever does not hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdsway.errors import DamageError
from holdsway.ledger.batch import GENESIS, Batch, Contents, Segment, ancestors, chain_of, note_digest, row_digest
from holdsway.ledger.catalogue import TABLES, document_rows, rows_of
from holdsway.ledger.keeping import kept_files, kept_segments, left_behind, without_text
from holdsway.ledger.store import Store
from holdsway.ledger.tombstones import Replacements, read_forgotten, read_replacements

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["FINISHES", "Verdict", "chain_faults", "verify"]

FINISHES = "again, which finishes it"
"""How a fault ends that is no damage: a forgetting that was stopped half way."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked, and every fault found: none means the record is what was written, less what was forgotten.

    `forgotten` counts tombstones, `unchecked` the quotes of documents whose text is not kept, and for which nobody can
    say any more whether they stand there.
    """

    batches: int
    segments: int
    documents: int
    quotes: int
    head: str | None
    faults: tuple[str, ...]
    forgotten: int = 0
    unchecked: int = 0


def verify(ledger: Ledger) -> Verdict:
    """Recompute the chain, the hash of every file, and that every quote stands in its document where it says."""
    try:
        batches = ledger.batches()
        faults = list(chain_faults(ledger))
        names, segments = kept_files(ledger.catalogue), kept_segments(ledger.catalogue)
        forgotten = len(read_forgotten(ledger.catalogue))
        faults += _file_faults(ledger.originals, names)
        broken = _file_faults(ledger.segments, segments)
        faults += [
            f"{path} was forgotten and is still there; run `holdsway forget {id[:8]}` {FINISHES}"
            for path, id in left_behind(ledger)
        ]
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
        return Verdict(0, 0, 0, 0, None, (f"{ledger.folder / 'catalogue.sqlite'}: {error}",))
    quotes = unchecked = 0
    if not faults and not broken:
        quotes, unchecked, loose = _quote_faults(ledger)
        faults += loose
    head = batches[-1].head if batches else None
    return Verdict(len(batches), len(segments), len(names), quotes, head, (*faults, *broken), forgotten, unchecked)


def chain_faults(ledger: Ledger) -> Iterator[str]:
    """Where what the catalogue says is not what its chain was made of."""
    batches = ledger.batches()
    by_head = {batch.head: batch for batch in batches}
    stands = read_replacements(ledger.catalogue)
    for batch in batches:
        if not _follows(ledger, batch, by_head, stands):
            yield f"batch {batch.number}: its chain does not follow from what the catalogue holds"
    numbers = {batch.number for batch in batches}
    if numbers != set(range(1, len(batches) + 1)):
        yield f"batches {sorted(numbers)}: they are not numbered from 1"
    if batches and (loose := by_head.keys() - ancestors(batches[-1].head, by_head)):
        yield f"batch {min(by_head[head].number for head in loose)}: the newest batch does not rest on it"
    for table in TABLES:
        for (number,) in ledger.catalogue.execute(f"SELECT DISTINCT batch FROM {table} ORDER BY batch"):
            if number not in numbers:
                yield f"batch {number}: there is none, and yet the catalogue lists {table} of it"
    yield from _row_faults(ledger)


def _follows(ledger: Ledger, batch: Batch, by_head: Mapping[str, Batch], stands: Replacements) -> bool:
    """Whether a batch is what its head says, and rests on batches that are there and came before it."""
    catalogue, number = ledger.catalogue, batch.number
    brings = Contents(
        [Segment(*row) for row in rows_of(catalogue, "segments", number)],  # type: ignore[arg-type]  # a STRICT table
        [str(row[-1]) for row in rows_of(catalogue, "documents", number)],
        [row_digest(row) for row in rows_of(catalogue, "frame", number)],
        rows_of(catalogue, "forgotten", number),
        rows_of(catalogue, "replaced", number),
    )
    before = [by_head[head] for head in batch.parents if head in by_head]
    noted = note_digest(batch.note, batch.previous, batch.other, batch.depth, brings)
    return (
        batch.head == chain_of(batch.previous, batch.other, batch.depth, batch.noted, brings)
        and len(before) == len(batch.parents)
        and (batch.previous != GENESIS or batch.other is None)
        and (batch.other is None or batch.previous < batch.other)
        and batch.depth == max((one.depth for one in before), default=0) + 1
        and all(one.number < number for one in before)
        and stands.standing("batches", batch.noted) in (noted, row_digest((batch.note, batch.noted)))
    )


def _row_faults(ledger: Ledger) -> Iterator[str]:
    """Document rows that are neither what they were nor what a tombstone made of them."""
    stands = read_replacements(ledger.catalogue)
    for batch, digest, values in document_rows(ledger.catalogue):
        if stands.standing("documents", digest) != row_digest(values):
            yield f"batch {batch}: its chain does not follow from what the catalogue holds of document {digest[:8]}"


def _file_faults(store: Store, names: set[str]) -> list[str]:
    faults = []
    for name in sorted(names):
        try:
            store.get(name)
        except DamageError as error:
            faults.append(str(error))
    return faults


def _quote_faults(ledger: Ledger) -> tuple[int, int, list[str]]:
    """How many quotes were found where they say, how many nobody can look for, and those that are not there."""
    gone = without_text(ledger.catalogue)
    documents = {document.sha256: document for document in ledger.documents()}
    texts = {name: ledger.text(d) for name, d in documents.items() if d.text_sha256 and name not in gone}
    anchored, unchecked, faults = 0, 0, []
    for said in ledger.statements():
        if said.quote.start is None:
            continue
        if said.document in gone:
            unchecked += 1
            continue
        text = texts.get(said.document)
        if text is None:
            continue
        anchored += 1
        if text[said.quote.start : said.quote.end] != said.quote.exact:
            faults.append(f"statement {said.id[:8]}: its quote is not in {said.document[:8]} where it says")
    return anchored, unchecked, faults

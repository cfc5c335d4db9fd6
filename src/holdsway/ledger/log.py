"""The log: batch by batch what came in, which chains a merge tied together, and what was forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdsway.ledger.batch import Batch
from holdsway.ledger.tombstones import Forgotten

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["Entry", "log_of"]

DOCUMENTS = "SELECT batch, count(*) FROM documents GROUP BY batch"
ROWS = 'SELECT batch, "table", sum(rows) FROM segments GROUP BY batch, "table"'


@dataclass(frozen=True, slots=True)
class Entry:
    """One batch, how much it brought when it came, and what it made forgotten."""

    batch: Batch
    statements: int
    documents: int
    rejects: int
    rulings: int
    forgotten: tuple[Forgotten, ...]


def log_of(ledger: Ledger, at: int | None = None) -> list[Entry]:
    """Every batch up to one, in turn."""
    rows = {(batch, table): count for batch, table, count in ledger.catalogue.execute(ROWS)}
    documents = dict(ledger.catalogue.execute(DOCUMENTS).fetchall())
    stones = ledger.forgotten()
    return [
        Entry(
            batch=batch,
            statements=rows.get((batch.number, "statements"), 0),
            documents=documents.get(batch.number, 0),
            rejects=rows.get((batch.number, "rejects"), 0),
            rulings=rows.get((batch.number, "rulings"), 0),
            forgotten=tuple(stone for stone in stones if stone.batch == batch.number),
        )
        for batch in ledger.batches(at)
    ]

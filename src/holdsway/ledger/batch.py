"""A batch: what one call of `add` brought, and the chain that ties it to all batches before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from holdsway.words import digest

__all__ = ["GENESIS", "Batch", "Segment", "chain_of", "read_batches", "up_to"]

GENESIS = digest(("holdsway ledger", "1"))
"""The chain before the first batch."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One immutable Parquet file of a batch: its table, the hash that names it, its rows and bytes."""

    table: str
    sha256: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch as the catalogue has it. `head` is the chain after it, by which a state of the ledger is named."""

    number: int
    previous: str
    head: str
    note: str


def chain_of(
    previous: str,
    number: int,
    note: str,
    segments: Iterable[Segment],
    documents: Iterable[tuple[object, ...]],
    frame: Iterable[tuple[str, str]],
) -> str:
    """SHA-256 over the previous chain and every field of the batch, its segments, documents and frame files.

    Last columns that are empty are left out, so that a column added later changes no chain that never filled it.
    """
    fields: list[str | None] = [previous, str(number), note]
    for name, rows in (
        ("segments", [astuple(s) for s in segments]),
        ("documents", list(documents)),
        ("frame", list(frame)),
    ):
        fields += [name, str(len(rows))]
        for row in sorted(rows, key=repr):
            filled = max((i for i, value in enumerate(row, 1) if value is not None), default=0)
            values = row[:filled]
            fields += [None if value is None else str(value) for value in values]
    return digest(fields)


def up_to(at: int | None) -> int:
    """The last batch that counts: `at` itself, where 0 is before the first; all there are when it is None."""
    return 2**62 if at is None else at


def read_batches(catalogue: sqlite3.Connection, at: int | None = None) -> list[Batch]:
    """The batches up to `at`, in order."""
    rows = catalogue.execute(
        "SELECT number, previous, head, note FROM batches WHERE number <= ? ORDER BY number", (up_to(at),)
    )
    return [Batch(*row) for row in rows]

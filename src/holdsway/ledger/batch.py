"""A batch: what one call of `add` brought, and the chain that ties it to all batches before.

Two people who add to copies of one ledger make two chains that part, and a merge ties them together again: so the
batches are a graph without cycles, as the commits of git are. A merge batch has two batches before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field

from holdsway.words import digest

__all__ = ["GENESIS", "Batch", "Contents", "Row", "Segment", "ancestors", "chain_of", "note_digest", "read_batches"]
__all__ += ["row_digest", "turns"]

GENESIS = digest(("holdsway ledger", "2"))
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
    """One batch as the catalogue has it. `head` is the chain after it, by which a state of the ledger is named.

    `number` is its key in this folder; `depth` its place in its own chain, the same wherever it is held. `other` is
    the second head that a merge ties in. `noted` is the digest of the note as it was first written, in this batch.
    """

    number: int
    previous: str
    head: str
    note: str
    depth: int
    other: str | None
    noted: str

    @property
    def parents(self) -> tuple[str, ...]:
        """The heads that it rests on: one, or of a merge two; none of the first."""
        return tuple(head for head in (self.previous, self.other) if head not in (None, GENESIS))

    @property
    def turn(self) -> tuple[int, str]:
        """What orders batches, whoever merged them: those deeper in their chain come later, then by head."""
        return self.depth, self.head


Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What one batch brings: its segments, the digests of its document and frame rows, what it makes forgotten."""

    segments: Sequence[Segment] = ()
    documents: Sequence[str] = ()
    frame: Sequence[str] = ()
    forgotten: Sequence[Row] = ()
    replaced: Sequence[Row] = field(default=())


def row_digest(row: Iterable[object]) -> str:
    """The digest of a row of the catalogue.

    Last columns that are empty are left out, so that a column added later changes no digest of a row that lacks it.
    """
    values = list(row)
    while values and values[-1] is None:
        values.pop()
    return digest(None if value is None else str(value) for value in values)


def note_digest(note: str, previous: str, other: str | None, depth: int, brings: Contents) -> str:
    """The digest of a note in its batch: of two batches with one note it is not the same, as one may be forgotten."""
    return row_digest((note, chain_of(previous, other, depth, "", brings)))


def chain_of(previous: str, other: str | None, depth: int, noted: str, brings: Contents) -> str:
    """SHA-256 over the chains before and every field of the batch, and over a digest of each row that it brings."""
    fields: list[str | None] = [previous, other, str(depth), noted]
    for name, digests in (
        ("segments", [row_digest(astuple(segment)) for segment in brings.segments]),
        ("documents", list(brings.documents)),
        ("frame", list(brings.frame)),
        ("forgotten", [row_digest(row) for row in brings.forgotten]),
        ("replaced", [row_digest(row) for row in brings.replaced]),
    ):
        fields += [name, str(len(digests)), *sorted(digests)]
    return digest(fields)


def read_batches(catalogue: sqlite3.Connection, at: int | None = None) -> list[Batch]:
    """A batch and all that it rests on, in turn; without `at` all there are, and none with 0.

    The last is the one that rests on all the others.
    """
    rows = catalogue.execute("SELECT number, previous, head, note, depth, other, noted FROM batches").fetchall()
    batches = sorted((Batch(*row) for row in rows), key=lambda batch: batch.turn)
    if at is None or not batches:
        return batches
    named = max((batch for batch in batches if batch.number <= at), key=lambda batch: batch.number, default=None)
    if named is None:
        return []
    counted = ancestors(named.head, {batch.head: batch for batch in batches})
    return [batch for batch in batches if batch.head in counted]


def ancestors(head: str, by_head: Mapping[str, Batch]) -> set[str]:
    """The heads of a batch and of all that it rests on."""
    found: set[str] = set()
    waiting = [head]
    while waiting:
        one = waiting.pop()
        if one not in found and one in by_head:
            found.add(one)
            waiting += by_head[one].parents
    return found


def turns(batches: Iterable[Batch]) -> dict[int, int]:
    """By the number of a batch its turn among these, from 1: of two that speak of one thing the later turn is newer."""
    return {batch.number: turn for turn, batch in enumerate(sorted(batches, key=lambda b: b.turn), 1)}

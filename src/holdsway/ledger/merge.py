"""Merge: unite another ledger into this one, so that it does not matter who merged, or in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdsway.errors import DamageError, FrameError, LedgerError
from holdsway.ledger.batch import Batch
from holdsway.ledger.catalogue import TABLES, add_batch, frame_files, insert, rows_of, snapshot, transaction
from holdsway.ledger.forget import sweep
from holdsway.ledger.keeping import kept_files, kept_segments
from holdsway.ledger.tombstones import Forgotten, forgotten_row, read_forgotten
from holdsway.ledger.verify import chain_faults
from holdsway.ledger.without import complete, take_out
from holdsway.rulings import Outcome, State, outcomes

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came in with another ledger, and what became of it.

    `batch` is the number of the merge batch; None where one ledger was the other's past. `newer_frame` is the head of
    the batch whose frame stands where the two held different ones. `conflicts` are all statements on which
    rulings disagree now.
    """

    batches: int = 0
    statements: int = 0
    documents: int = 0
    rulings: int = 0
    forgotten: int = 0
    taken_out: int = 0
    batch: int | None = None
    newer_frame: str | None = None
    conflicts: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """What a ledger holds, by ids and hashes."""

    statements: frozenset[str]
    documents: frozenset[str]
    rulings: frozenset[str]
    stones: frozenset[tuple[str, str, str]]


def merge(ledger: Ledger, other: Ledger) -> Merged:
    """Take in the batches of another ledger that are not here, and tie the two chains together with a merge batch.

    Where one ledger is the past of the other there is no merge batch. What either has forgotten is taken out of what
    the other brings. Errors: FrameError when the two hold frames of different names, DamageError when the other is not
    what was written, LedgerError when one is an archive from which something was withheld.
    """
    ledger.refuse_frozen()
    _refuse_other_frame(ledger, other)
    if not {batch.head for batch in other.batches()} - {batch.head for batch in ledger.batches()}:
        return Merged(conflicts=_conflicts(ledger))
    with snapshot(other.catalogue):
        return _merged(ledger, other)


def _merged(ledger: Ledger, other: Ledger) -> Merged:
    theirs = other.batches()
    _refuse_withheld((ledger, other))
    if fault := next(chain_faults(other), None):
        raise DamageError(f"{other.folder}: {fault}; nothing was taken in, restore that ledger from a copy")
    frames = frame_files(ledger.catalogue), frame_files(other.catalogue)
    before = _held(ledger)
    ledger.establish()
    with transaction(ledger.catalogue):
        mine = ledger.batches()
        new = [batch for batch in theirs if batch.head not in {one.head for one in mine}]
        _take_in(ledger, other, new)
        batch = _tie(ledger, other, mine, theirs)
        _copy_files(ledger, other)
    ledger.changed()
    if ledger.forgotten():
        sweep(ledger)
    after = _held(ledger)
    return Merged(
        batches=len(new),
        statements=len(after.statements - before.statements),
        documents=len(after.documents - before.documents),
        rulings=len(after.rulings - before.rulings),
        forgotten=len(after.stones - before.stones),
        taken_out=len(before.statements - after.statements),
        batch=batch,
        newer_frame=_newer_frame(ledger) if all(frames) and frames[0] != frames[1] else None,
        conflicts=_conflicts(ledger),
    )


def _refuse_other_frame(ledger: Ledger, other: Ledger) -> None:
    if not (ledger.batches() and other.batches()):
        return
    names = [frame.name if frame else None for frame in (ledger.declared_frame(), other.declared_frame())]
    if names[0] != names[1]:
        here, there = (f"the frame {name!r}" if name else "no frame" for name in names)
        raise FrameError(
            f"{other.folder} holds {there} and {ledger.folder} {here}; only ledgers of one frame are united: "
            "make the other anew with this case.yaml, or keep the two apart"
        )


def _refuse_withheld(ledgers: Iterable[Ledger]) -> None:
    for one in ledgers:
        held_back = sum(stone.is_withheld for stone in one.forgotten())
        if held_back:
            where = one.frozen.archive if one.frozen else one.folder
            raise LedgerError(
                f"{where} was made without what may not leave ({held_back} left out); united, that would be gone from "
                "the other ledger too: merge the ledger it was made from, or an archive made with --everything"
            )


def _take_in(ledger: Ledger, other: Ledger, new: list[Batch]) -> None:
    """The batches that are not here, under numbers of this ledger; what their heads are made of does not change."""
    number = max((batch.number for batch in ledger.batches()), default=0)
    for batch in new:
        number += 1
        row = (number, batch.previous, batch.head, batch.note, batch.depth, batch.other, batch.noted)
        insert(ledger.catalogue, "batches", row)
        for table in TABLES:
            for values in rows_of(other.catalogue, table, batch.number):
                insert(ledger.catalogue, table, (number, *values))


def _tie(ledger: Ledger, other: Ledger, mine: list[Batch], theirs: list[Batch]) -> int | None:
    """Take out what either has forgotten, and chain a merge batch unless one ledger is the past of the other."""
    heads = [batches[-1] for batches in (mine, theirs) if batches]
    if len(heads) == 1 or heads[0].head in {batch.head for batch in theirs}:
        _catch_up(ledger, other)
        return None
    stones = read_forgotten(ledger.catalogue)  # by now those of both
    keys = {_key(stone) for stone in stones}
    implied = [stone for stone in complete(ledger, stones, other) if _key(stone) not in keys]
    anew = take_out(ledger, [*stones, *implied], other) if stones else []
    words = " and ".join(sorted(batch.head[:8] for batch in heads))
    return add_batch(
        ledger.catalogue,
        f"merged {words}",
        parents=heads,
        forgotten=[forgotten_row(stone) for stone in implied],
        replaced=anew,
    )


def _catch_up(ledger: Ledger, other: Ledger) -> None:
    """What this ledger holds of the other's past, as it is there: less what was forgotten since."""
    numbers = {batch.head: batch.number for batch in ledger.batches()}
    for batch in other.batches():
        number = numbers[batch.head]
        ledger.catalogue.execute("UPDATE batches SET note = ? WHERE number = ?", (batch.note, number))
        ledger.catalogue.execute("DELETE FROM documents WHERE batch = ?", (number,))
        for values in rows_of(other.catalogue, "documents", batch.number):
            insert(ledger.catalogue, "documents", (number, *values))


def _key(stone: Forgotten) -> tuple[str, str, str]:
    return stone.what, stone.id, stone.document


def _copy_files(ledger: Ledger, other: Ledger) -> None:
    """The files of what came in, each held against its hash."""
    for store, from_store, names in (
        (ledger.segments, other.segments, kept_segments(ledger.catalogue)),
        (ledger.originals, other.originals, kept_files(ledger.catalogue)),
    ):
        for name in sorted(names):
            if not store.path(name).exists():
                store.put(from_store.get(name))


def _held(ledger: Ledger) -> _Held:
    stones = frozenset(_key(stone) for stone in ledger.forgotten())
    documents = frozenset(document.sha256 for document in ledger.documents())
    statements = frozenset(id for (id,) in ledger.ask("SELECT id FROM statements")[1])
    rulings = frozenset(id for (id,) in ledger.ask("SELECT id FROM rulings")[1])
    return _Held(statements, documents, rulings, stones)


def _newer_frame(ledger: Ledger) -> str | None:
    framed = {row[0] for row in ledger.catalogue.execute("SELECT batch FROM frame")}
    return next((batch.head for batch in reversed(ledger.batches()) if batch.number in framed), None)


def _conflicts(ledger: Ledger) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome in outcomes(ledger.rulings()) if outcome.state is State.CONFLICT)

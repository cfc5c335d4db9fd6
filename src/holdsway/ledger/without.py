"""Without: everything a ledger holds, as it is without what some tombstones name; of two ledgers at once in a merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from holdsway.ledger.batch import Batch, Row, row_digest
from holdsway.ledger.catalogue import document_rows, insert
from holdsway.ledger.keeping import SEGMENT_TABLES, sharing
from holdsway.ledger.rewriting import Rewriter, blanked, renoted
from holdsway.ledger.store import Store
from holdsway.ledger.tombstones import Forgotten, Replacements, forgotten_row, read_replacements

if TYPE_CHECKING:
    from holdsway.ledger.ledger import Ledger

__all__ = ["complete", "take_out"]

_SHA256, _PATH, _TEXT = 0, 1, 4
Paths = frozenset[tuple[str, int | None]]
"""Names of files, each with the one row in question or None for all of it."""


def complete(ledger: Ledger, stones: Iterable[Forgotten], other: Ledger | None = None) -> list[Forgotten]:
    """These tombstones, and one more for each other document in which a forgotten statement stands in the same words:
    one with the same text, or another table with the same row.
    """
    ledgers = [ledger] if other is None else [ledger, other]
    found = {(s.what, s.id, s.document): s for s in _in_order(stones)}
    if all(stone.is_document for stone in found.values()):
        return list(found.values())
    rewriter, stands = Rewriter(list(found.values())), read_replacements(ledger.catalogue)
    for stone in [s for path in _at_hand(ledgers, "statements", stands) for s in rewriter.held_under(path)]:
        found.setdefault((stone.what, stone.id, stone.document), stone)
    rewriter.close()
    texts = {values[_SHA256]: values[_TEXT] for one in ledgers for *_, values in document_rows(one.catalogue)}
    for key, stone in list(found.items()):
        if stone.is_document:
            continue
        stone = found[key] = replace(stone, text_sha256=stone.text_sha256 or texts.get(stone.document))  # type: ignore[arg-type]
        for one in ledgers:
            for document in sharing(one.catalogue, stone.text_sha256) if stone.text_sha256 else ():
                found.setdefault((stone.what, stone.id, document), replace(stone, document=document))
    return _in_order(found.values())


def take_out(ledger: Ledger, stones: Sequence[Forgotten], other: Ledger | None = None) -> list[Row]:
    """Take what was forgotten out of the catalogue and write the segments anew that held it. To be done in a
    transaction, and followed by the deletion of what is then not kept any more.

    The answer is what stands for what from now on, for the chain. It is the same whichever of two ledgers takes it out.
    """
    ledgers = [ledger] if other is None else [ledger, other]
    stands = read_replacements(ledger.catalogue)
    paths = _paths(ledgers, stones)
    anew = {*_documents(ledger, ledgers, stones, stands), *_notes(ledger, ledgers, paths, stands)}
    rewriter = Rewriter(stones)
    try:
        anew |= set(_rewritten(ledger, ledgers, rewriter, paths, stands))
    finally:
        rewriter.close()
    return sorted(anew, key=repr)


def _in_order(stones: Iterable[Forgotten]) -> list[Forgotten]:
    """Tombstones in an order that does not hang on the ledger that holds them."""
    return sorted(stones, key=lambda stone: repr(forgotten_row(stone)))


def _paths(ledgers: Sequence[Ledger], stones: Sequence[Forgotten]) -> dict[str, Paths]:
    """By the head of each batch, under which names its rejects and its note may tell of something forgotten.

    They are those that the documents had in that batch or in one it rests on. What came after a document was forgotten
    tells nothing of it: another file may bear its name.
    """
    whole = {stone.id for stone in stones if stone.is_document}
    rows = {(stone.document, stone.row) for stone in stones if not stone.is_document}
    batches: dict[str, Batch] = {}
    named: dict[str, set[tuple[str, str, int | None]]] = defaultdict(set)
    gone: dict[str, set[str]] = defaultdict(set)
    for one in ledgers:
        heads = {batch.number: batch.head for batch in one.batches()}
        batches |= {batch.head: batch for batch in one.batches()}
        for batch, _, values in document_rows(one.catalogue):
            document, path = str(values[_SHA256]), str(values[_PATH])
            if path and document in whole:
                named[heads[batch]].add((document, path, None))
            elif path:
                named[heads[batch]] |= {(document, path, row) for name, row in rows if name == document}
        for stone in one.forgotten():
            if stone.is_document and stone.batch is not None:
                gone[heads[stone.batch]].add(stone.id)
    for later in sorted(batches.values(), key=lambda batch: batch.turn):
        for head in later.parents:
            named[later.head] |= named[head]
            gone[later.head] |= gone[head]
    return {
        head: frozenset((path, row) for document, path, row in named[head] if document not in gone[head])
        for head in batches
    }


def _documents(
    ledger: Ledger, ledgers: Sequence[Ledger], stones: Sequence[Forgotten], stands: Replacements
) -> Iterator[Row]:
    by_document: Mapping[str, list[Forgotten]] = defaultdict(list)
    for stone in stones:
        by_document[stone.document].append(stone)
    for one in ledgers:
        for batch, first, values in document_rows(one.catalogue):
            after = blanked(values, by_document)
            if after == values:
                continue
            if one is ledger:
                one.catalogue.execute(
                    "DELETE FROM documents WHERE batch = ? AND sha256 = ? AND path = ?",
                    (batch, values[_SHA256], values[_PATH]),
                )
                insert(one.catalogue, "documents", (batch, *after, first))
            yield from _instead("documents", row_digest(values), None, None, row_digest(after), stands)


def _notes(
    ledger: Ledger, ledgers: Sequence[Ledger], paths: Mapping[str, Paths], stands: Replacements
) -> Iterator[Row]:
    for one in ledgers:
        for batch in one.batches():
            after = renoted(batch.note, (path for path, row in paths[batch.head] if row is None))
            if after == batch.note:
                continue
            if one is ledger:
                one.catalogue.execute("UPDATE batches SET note = ? WHERE number = ?", (after, batch.number))
            yield from _instead("batches", batch.noted, None, None, row_digest((after, batch.noted)), stands)


def _rewritten(
    ledger: Ledger,
    ledgers: Sequence[Ledger],
    rewriter: Rewriter,
    paths: Mapping[str, Paths],
    stands: Replacements,
) -> Iterator[Row]:
    rewriter.hear(*(_at_hand(ledgers, table, stands) for table in ("statements", "rulings")))
    for table in SEGMENT_TABLES:
        for was, heads in sorted(_first(ledgers, table).items()):
            named = frozenset[tuple[str, int | None]]().union(*(paths[head] for head in heads))
            for name in sorted(name for name in stands.leaves(table, was) if name is not None):
                after = rewriter.rewrite(table, _checked(ledgers, name), named)
                if after is None:
                    continue
                now = None if after.content is None else ledger.segments.put(after.content)
                yield from _instead(table, name, after.rows, len(after.content or b""), now, stands)
            first, *rest = sorted(name for name in stands.leaves(table, was) if name is not None) or [""]
            for name in rest:  # one state of things written in two ways, as by two versions of DuckDB
                yield from _instead(table, name, None, None, first, stands)


def _instead(
    table: str, was: str, rows: int | None, size: int | None, now: str | None, stands: Replacements
) -> Iterator[Row]:
    """The row that says what stands for what, unless a batch before says so."""
    if not stands.is_replaced(table, was, now):
        stands.add(table, was, now)
        yield (table, was, rows, size, now)


def _first(ledgers: Iterable[Ledger], table: str) -> dict[str, set[str]]:
    """The segments of a table as they were when they came, each with the heads of the batches that brought it."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in ledgers:
        heads = {batch.number: batch.head for batch in one.batches()}
        for batch, name in one.catalogue.execute('SELECT batch, sha256 FROM segments WHERE "table" = ?', (table,)):
            found[name].add(heads[batch])
    return found


def _at_hand(ledgers: Sequence[Ledger], table: str, stands: Replacements) -> list[Path]:
    """Every segment of a table that is on disk in any of these ledgers, also what another has rewritten since."""
    names = {name for was in _first(ledgers, table) for name in stands.line(table, was) if name is not None}
    there = (name for name in names if any(one.segments.path(name).exists() for one in ledgers))
    return [_checked(ledgers, name) for name in sorted(there)]


def _checked(ledgers: Sequence[Ledger], name: str) -> Path:
    """Where a segment stands, in the first ledger that has it whole. Errors: DamageError."""
    stores: list[Store] = [one.segments for one in ledgers]
    there = next((store for store in stores if store.path(name).exists()), stores[0])
    there.get(name)
    return there.path(name)

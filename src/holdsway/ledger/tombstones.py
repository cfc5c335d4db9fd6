"""Tombstones: what was forgotten, by whom, when and why; and what took the place of the files that held it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from holdsway.ledger.batch import Row

__all__ = ["COLUMNS", "Forgotten", "Replacements", "forgotten_row", "read_forgotten", "read_replacements"]

COLUMNS = 'what, id, document, text_sha256, "start", "end", "row", sheet, author, made, reason'
"""The columns of the table `forgotten` after its batch."""
WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """One thing that was forgotten: a document, or a statement with its quote, by its hash; by whom, when and why.

    `document` is the document that held a statement's words, `start` to `end` or `row` and `sheet` where in it they
    stood. What an archive was made without is `withheld`: it was not forgotten where the archive comes from.
    """

    what: str
    id: str
    document: str
    text_sha256: str | None = None
    start: int | None = None
    end: int | None = None
    row: int | None = None
    sheet: str | None = None
    author: str = ""
    made: datetime | None = None
    reason: str = ""
    batch: int | None = None

    @property
    def is_withheld(self) -> bool:
        """Whether it was only left out of an archive."""
        return self.what.startswith(WITHHELD)

    @property
    def is_document(self) -> bool:
        """Whether the whole document went."""
        return self.what.endswith("document")

    def __str__(self) -> str:
        if self.is_withheld:
            return f"withheld from this archive: {self.reason}"
        return f"forgotten on {self.made.date() if self.made else '?'} by {self.author}: {self.reason}"


def forgotten_row(stone: Forgotten) -> Row:
    """A tombstone as the catalogue keeps it, in column order, without its batch."""
    made = stone.made.astimezone(UTC).isoformat() if stone.made else None
    place = (stone.start, stone.end, stone.row, stone.sheet)
    return (stone.what, stone.id, stone.document, stone.text_sha256, *place, stone.author, made, stone.reason)


def read_forgotten(catalogue: sqlite3.Connection) -> list[Forgotten]:
    """Every tombstone of a ledger."""
    names = [name.strip(' "') for name in COLUMNS.split(",")]
    stones = []
    for batch, *values in catalogue.execute(f"SELECT batch, {COLUMNS} FROM forgotten ORDER BY rowid"):
        fields = dict(zip(names, values, strict=True))
        made = datetime.fromisoformat(fields.pop("made")) if fields["made"] else fields.pop("made")
        stones.append(Forgotten(**fields, made=made, batch=batch))
    return stones


class Replacements:
    """What stands for what: a rewritten segment for the one it was, a blanked row for the one it was, by their hashes.

    Two ledgers may have rewritten one segment each in its own way; what a merge makes of both then stands for both.
    """

    def __init__(self, rows: Iterable[tuple[str, str, str | None]]) -> None:
        """`rows` are (table, was, now); `now` is None where nothing was left."""
        self._now: Mapping[tuple[str, str], set[str | None]] = defaultdict(set)
        for table, was, now in rows:
            self._now[table, was].add(now)

    def add(self, table: str, was: str, now: str | None) -> None:
        """Let one more stand for another."""
        self._now[table, was].add(now)

    def leaves(self, table: str, was: str) -> set[str | None]:
        """All that stand for one in the end; itself where nothing took its place."""
        return {name for name in self.line(table, was) if name is None or not self._now.get((table, name))}

    def line(self, table: str, was: str) -> set[str | None]:
        """All that ever stood for one, itself among them."""
        seen: set[str | None] = {was}
        waiting = [was]
        while waiting:
            fresh = self._now.get((table, waiting.pop()), set()) - seen
            seen |= fresh
            waiting += [name for name in fresh if name is not None]
        return seen

    def standing(self, table: str, was: str) -> str | None:
        """The one that stands for another in the end; None where nothing is left of it."""
        return min(self.leaves(table, was), key=lambda name: name or "", default=None)

    def gone(self, table: str) -> set[str]:
        """Those that something took the place of."""
        return {was for kind, was in self._now if kind == table}

    def is_replaced(self, table: str, was: str, now: str | None) -> bool:
        """Whether one stands for another, at first hand."""
        return now in self._now.get((table, was), ())


def read_replacements(catalogue: sqlite3.Connection, batches: Iterable[int] | None = None) -> Replacements:
    """What stands for what in a ledger, or by what some of its batches say."""
    counted = None if batches is None else set(batches)
    rows = catalogue.execute('SELECT batch, "table", was, now FROM replaced').fetchall()
    return Replacements((table, was, now) for batch, table, was, now in rows if counted is None or batch in counted)

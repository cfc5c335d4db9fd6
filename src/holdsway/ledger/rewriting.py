"""Rewriting: a segment, a catalogue row or a note as it is without what was forgotten. Nothing else in it changes.

What is left depends on nothing but the tombstones and what was there, so that two ledgers that forget the same come to
the same files.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from holdsway.ledger.batch import Row
from holdsway.ledger.segments import REJECTS, RULINGS, STATEMENTS, parquet
from holdsway.ledger.tombstones import Forgotten

__all__ = ["Rewriter", "Rewritten", "blanked", "renoted"]

NOTE = "files, of which some are forgotten"
"""What is left of a note that named a forgotten file: the same, whatever else it named."""
_KEPT_OF_DOCUMENT = ("sha256", "format", "bytes", "text_sha256", "paraphrase", "read", "retention")
_NAMES = (
    *("sha256", "path", "format", "bytes", "text_sha256", "title", "publisher", "published_from", "published_to"),
    *("url", "lang", "author", "paraphrase", "reporting_source", "reporting_published", "corrects", "licence", "read"),
    *("sensitivity", "dated_by", "translation_of", "reader", "retention"),
)
_STONE = {
    **{"whole": "BOOLEAN", "id": "VARCHAR", "document": "VARCHAR", "start": "BIGINT", "end": "BIGINT"},
    **{"row": "BIGINT", "sheet": "VARCHAR"},
}
_PATH = {"path": "VARCHAR", "row": "BIGINT"}

# Named steps. `stone` holds the tombstones; a statement of a text touches the forgotten words by its span, one of a
# table by its row. `gone` holds the ids of all that goes, and of what takes it back in the same words.
READ = "INSERT INTO segment BY NAME SELECT * FROM read_parquet($1)"
TOUCHED = """
SELECT count(*) FROM read_parquet($1) AS said
WHERE document IN (SELECT document FROM stone) OR id IN (SELECT id FROM gone) OR retracts IN (SELECT id FROM gone)
"""
_TOUCHES = """
EXISTS (
    SELECT 1 FROM stone
    WHERE NOT whole AND stone.document = said.document AND (
        (said.quote_start < stone."end" AND stone."start" < said.quote_end)
        OR (said.quote_row = stone."row" AND said.quote_sheet IS NOT DISTINCT FROM stone.sheet)
    )
)
"""
NAMED = "INSERT INTO gone SELECT id FROM stone WHERE NOT whole"
GOING = f"""
INSERT INTO gone
SELECT id FROM read_parquet($1) WHERE document IN (SELECT id FROM stone WHERE whole)
UNION SELECT id FROM read_parquet($1) AS said WHERE {_TOUCHES}
"""
TAKING_BACK = """
INSERT INTO gone
SELECT DISTINCT id FROM read_parquet($1)
WHERE retracts IN (SELECT id FROM gone) AND id NOT IN (SELECT id FROM gone)
"""
FORGET_DOCUMENTS = "DELETE FROM segment WHERE document IN (SELECT id FROM stone WHERE whole)"
FORGET_STATEMENTS = f"""
DELETE FROM segment AS said WHERE id IN (SELECT id FROM stone WHERE NOT whole) OR {_TOUCHES}
"""
# What takes a statement back repeats its words, also under the document that came after. That it does, and when, stays.
_STAYS = (
    *("id", "kind", "document", "published_from", "published_to", "polarity", "modality", "retracts", "licence"),
    *("sensitivity", "method", "reader", "note", "open", "seq"),
)
_BLANK = {"source": "'forgotten'", "quote": "''", "quote_prefix": "''", "quote_suffix": "''"}
BLANK_RETRACTIONS = f"""
UPDATE segment SET {", ".join(f'"{name}" = {_BLANK.get(name, "NULL")}' for name in STATEMENTS if name not in _STAYS)}
WHERE retracts IN (SELECT id FROM gone) AND source <> 'forgotten'
"""
BLANK_BEFORE = """
UPDATE segment SET quote_prefix = ''
WHERE quote_prefix <> '' AND EXISTS (
    SELECT 1 FROM stone WHERE NOT whole AND stone.document = segment.document
    AND stone."start" < segment.quote_start AND segment.quote_start - length(segment.quote_prefix) < stone."end"
)
"""
BLANK_AFTER = """
UPDATE segment SET quote_suffix = ''
WHERE quote_suffix <> '' AND EXISTS (
    SELECT 1 FROM stone WHERE NOT whole AND stone.document = segment.document
    AND segment.quote_end < stone."end" AND stone."start" < segment.quote_end + length(segment.quote_suffix)
)
"""
# Nobody can say which words of the original the forgotten ones translate.
BLANK_ORIGINAL = """
UPDATE segment SET quote_original = NULL
WHERE quote_original IS NOT NULL AND document IN (SELECT document FROM stone WHERE NOT whole)
"""
BLANK_REJECTS = """
UPDATE segment SET value = NULL, reason = 'forgotten with what it stood in'
FROM path
WHERE path.path = segment.file AND (path."row" IS NULL OR path."row" = segment."row")
AND (value IS NOT NULL OR reason <> 'forgotten with what it stood in')
"""
BLANK_FILES = """
UPDATE segment SET file = 'a forgotten file' WHERE file IN (SELECT path FROM path WHERE "row" IS NULL)
"""
HELD_UNDER = """
SELECT DISTINCT id, document, quote_start, quote_end, quote_row, quote_sheet FROM read_parquet($1)
WHERE list_contains($2, id) ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A segment without what was forgotten: its bytes and rows, no bytes where nothing is left."""

    content: bytes | None
    rows: int


class Rewriter:
    """Makes segments anew without what some tombstones name. Close it after use."""

    def __init__(self, stones: Sequence[Forgotten]) -> None:
        self._stones = stones
        self._silenced: set[str] = set()
        self._engine = duckdb.connect(
            ":memory:",
            config={"threads": "1", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )
        rows = [[s.is_document, s.id, s.document, s.start, s.end, s.row, s.sheet] for s in stones]
        self._table("stone", _STONE, rows)
        self._table("gone", {"id": "VARCHAR"}, [])

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def held_under(self, path: Path) -> list[Forgotten]:
        """The forgotten statements of a segment under whatever document they stand, each as one more tombstone."""
        first = {stone.id: stone for stone in reversed(self._stones) if not stone.is_document}
        rows = self._engine.execute(HELD_UNDER, [str(path), list(first)]).fetchall()
        return [
            replace(first[id], document=document, start=start, end=end, row=row, sheet=sheet, text_sha256=None)
            for id, document, start, end, row, sheet in rows
        ]

    def hear(self, statements: Iterable[Path], rulings: Iterable[Path]) -> None:
        """Take note of all statements and rulings: what takes a forgotten one back or undoes it repeats its words."""
        said = [str(path) for path in statements]
        self._engine.execute(NAMED)
        for path in said:
            self._engine.execute(GOING, [path])
        while sum(self._engine.execute(TAKING_BACK, [path]).fetchall()[0][0] for path in said):
            continue
        rows = [row for path in rulings for row in self._rows(path, RULINGS)]
        self._silenced = {row["id"] for row in rows if self._is_on_forgotten(row)}
        undoing = [row for row in rows if row["act"] == "undo"]
        while more := {row["id"] for row in undoing if row["target"] in self._silenced} - self._silenced:
            self._silenced |= more

    def rewrite(self, table: str, path: Path, named: Iterable[tuple[str, int | None]] = ()) -> Rewritten | None:
        """A segment without what was forgotten; None where it holds nothing of that.

        `named` are the files of which rejects tell: their paths, each with a row if only that one is forgotten.
        """
        if table == "rulings":
            return self._rulings(path)
        if table == "rejects":
            self._table("path", _PATH, [list(name) for name in sorted(named, key=repr)])
            return self._changed(path, REJECTS, [BLANK_REJECTS, BLANK_FILES])
        if not self._engine.execute(TOUCHED, [str(path)]).fetchall()[0][0]:
            return None
        steps = [FORGET_DOCUMENTS, FORGET_STATEMENTS, BLANK_BEFORE, BLANK_AFTER, BLANK_ORIGINAL, BLANK_RETRACTIONS]
        return self._changed(path, STATEMENTS, steps)

    def _table(self, name: str, columns: Mapping[str, str], rows: list[list[Any]]) -> None:
        declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._engine.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")
        values = json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)
        self._engine.execute(
            f"INSERT INTO {name} SELECT row.* FROM (SELECT unnest(from_json($1, $2)) AS row)",
            [values, json.dumps([dict(columns)])],
        )

    def _changed(self, path: Path, columns: Mapping[str, str], steps: Iterable[str]) -> Rewritten | None:
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        self._engine.execute(f"CREATE OR REPLACE TABLE segment ({declared})")
        self._engine.execute(READ, [str(path)])
        changed = sum(self._engine.execute(step).fetchall()[0][0] for step in steps)
        if not changed:
            return None
        rows = self._engine.execute("SELECT count(*) FROM segment").fetchall()[0][0]
        if not rows:
            return Rewritten(None, 0)
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "segment.parquet"
            self._engine.sql("SELECT * FROM segment ORDER BY rowid").write_parquet(str(target), compression="zstd")
            return Rewritten(target.read_bytes(), rows)

    def _rulings(self, path: Path) -> Rewritten | None:
        """Of a ruling on something forgotten what was done, by whom and when; not on what words, and not why."""
        rows = self._rows(path, RULINGS)
        after = [self._silent(row) for row in rows]
        return None if after == rows else Rewritten(parquet(after, RULINGS), len(after))

    def _silent(self, row: Mapping[str, Any]) -> dict[str, Any]:
        if row["id"] in self._silenced or self._is_on_forgotten(row):
            return {**row, "said": None, "slots": None, "reason": None}
        if not row["said"]:
            return dict(row)
        said = json.loads(row["said"])
        for stone in self._stones:
            if not stone.is_document and stone.document == said["document"]:
                said.update(_apart(said, stone))
        words = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
        return {**row, "said": row["said"] if said == json.loads(row["said"]) else words}

    def _is_on_forgotten(self, row: Mapping[str, Any]) -> bool:
        said = json.loads(row["said"]) if row["said"] else {}
        return any(
            (stone.is_document and stone.id == row["document"])
            or (not stone.is_document and (stone.id == row["target"] or _touches(said, stone)))
            for stone in self._stones
        )

    def _rows(self, path: Path, columns: Mapping[str, str]) -> list[dict[str, Any]]:
        names = ", ".join(f'"{name}"' for name in columns)
        answer = self._engine.execute(f"SELECT {names} FROM read_parquet($1)", [str(path)])
        rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
        return [{n: str(v) if columns[n] == "TIMESTAMP" and v is not None else v for n, v in r.items()} for r in rows]


def _touches(said: Mapping[str, Any], stone: Forgotten) -> bool:
    """Whether a statement, as a ruling keeps it, quotes forgotten words."""
    if said.get("document") != stone.document:
        return False
    start, end = said.get("quote_start"), said.get("quote_end")
    if start is not None and end is not None and stone.start is not None and stone.end is not None:
        return bool(start < stone.end and stone.start < end)
    return stone.row is not None and (said.get("quote_row"), said.get("quote_sheet")) == (stone.row, stone.sheet)


def _apart(said: Mapping[str, Any], stone: Forgotten) -> dict[str, Any]:
    """What stands around a quote, blank where it touches forgotten words."""
    changes: dict[str, Any] = {"quote_original": None}
    start, end = said.get("quote_start"), said.get("quote_end")
    if start is None or end is None or stone.start is None or stone.end is None:
        return changes
    if stone.start < start and start - len(said.get("quote_prefix") or "") < stone.end:
        changes["quote_prefix"] = ""
    if end < stone.end and stone.start < end + len(said.get("quote_suffix") or ""):
        changes["quote_suffix"] = ""
    return changes


def blanked(values: Row, stones: Mapping[str, Sequence[Forgotten]]) -> Row:
    """A document row without what was forgotten: of a document but its hashes, bytes and format; of one that a
    forgotten statement stood in all but its title, which may be the same words.
    """
    row = dict(zip(_NAMES, values, strict=True))
    of_it = stones.get(str(row["sha256"]), ())
    if any(stone.is_document for stone in of_it):
        row = {name: value if name in _KEPT_OF_DOCUMENT else None for name, value in row.items()}
        row["path"] = ""
    elif of_it:
        row["title"] = None
    return tuple(row.values())


def renoted(note: str, paths: Iterable[str]) -> str:
    """The note of a batch, unless it names a forgotten file."""
    return NOTE if any(path and path in note for path in paths) else note

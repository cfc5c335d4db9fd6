"""The engine: DuckDB over the segments, locked to them, with the views a reader may ask.

A connection is made for one state of the ledger and thrown away with it; no .duckdb file is ever the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from holdsway.errors import HoldswayError
from holdsway.ledger.segments import REJECTS, RULINGS, STATEMENTS
from holdsway.ledger.store import Store

__all__ = ["CHANGED", "VIEWS", "Engine"]

VIEWS = ("statements", "documents", "sources", "places", "actors", "batches", "rejects", "rulings", "revisions")
"""What `holdsway sql` may ask."""

# Named steps. Each reads only the step before it, in SQL that other engines know.
EVERY_ROW = """
CREATE VIEW every_{table} AS
SELECT rows.* EXCLUDE (filename), segment.batch, segment.turn
FROM read_parquet({files}, filename = true, union_by_name = true, hive_partitioning = false) AS rows
JOIN segment_of AS segment ON segment.filename = rows.filename
UNION ALL BY NAME SELECT {columns} WHERE false -- a column that older segments lack
"""
NO_ROWS = "CREATE VIEW every_{table} AS SELECT {columns}, NULL::BIGINT AS batch, NULL::BIGINT AS turn WHERE false"
# Of a row of a table the first that said it stands; of what was read from a text, the newest reading. First and newest
# go by the turn of a batch among those asked, which is the same whoever merged two ledgers; its number is not.
ONE_OF_EACH = """
CREATE VIEW statements AS
SELECT * EXCLUDE (place_in_line, turn) FROM (
    SELECT *, row_number() OVER (
        PARTITION BY id ORDER BY CASE WHEN method = 'read' THEN -turn ELSE turn END, document, seq
    ) AS place_in_line
    FROM every_statements
) WHERE place_in_line = 1
"""
EACH_RULING = """
CREATE VIEW rulings AS
SELECT * EXCLUDE (place_in_line, turn) FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY turn) AS place_in_line FROM every_rulings
) WHERE place_in_line = 1
"""
LATEST_REJECTS = """
CREATE VIEW rejects AS
SELECT rejected.* EXCLUDE (turn) FROM every_rejects AS rejected
JOIN (
    SELECT file, max(turn) AS turn FROM (
        SELECT file, turn FROM every_rejects UNION ALL SELECT path AS file, turn FROM taken_in
    ) GROUP BY file
) AS latest ON latest.file = rejected.file AND latest.turn = rejected.turn
"""
# A source's own key holds what it says together over time. `alone` tells apart what has no such key; `content` is what
# was said, so that an edition which repeats the one before, or says less, is seen to change nothing.
KEYED = """
CREATE VIEW keyed AS
SELECT *,
    CASE WHEN native_id IS NULL OR method <> 'table' OR NOT starts_with(coalesce(retracts, 'withdrawn:'), 'withdrawn:')
         THEN id END AS alone,
    struct_pack(low, best, high, place_text, admin1, valid_from, valid_to, event_type, party, label, actors) AS content
FROM statements
"""
CHANGED = "coalesce({}, false)".format(
    " OR ".join(
        f"content.{name} <> was.{name}"
        for name in (
            "low",
            "best",
            "high",
            "place_text",
            "admin1",
            "valid_from",
            "valid_to",
            "event_type",
            "party",
            "label",
        )
    )
    + " OR (len(content.actors) > 0 AND len(was.actors) > 0 AND content.actors <> was.actors)"
)
"""Whether an edition says otherwise than the one before (`was`) of something that both speak of."""
REVISIONS = f"""
CREATE VIEW revisions AS
SELECT source, native_id, kind, category, id, published_to, low, best, high, place_text,
       was_id, was_published_to, was_low, was_best, was_high, was_place_text
FROM (
    SELECT *, lag(id) OVER line AS was_id, lag(content) OVER line AS was, lag(published_to) OVER line
        AS was_published_to, lag(low) OVER line AS was_low, lag(best) OVER line AS was_best,
        lag(high) OVER line AS was_high, lag(place_text) OVER line AS was_place_text
    FROM keyed
    WHERE alone IS NULL AND retracts IS NULL
    WINDOW line AS (PARTITION BY source, native_id, kind, category ORDER BY published_to NULLS FIRST, id)
)
WHERE was_id IS NOT NULL AND published_to IS DISTINCT FROM was_published_to AND {CHANGED}
"""
SOURCES = """
CREATE VIEW sources AS
SELECT source, count(*) AS statements, count(DISTINCT document) AS documents,
       min(published_from) AS first_published, max(published_to) AS last_published
FROM statements GROUP BY source
"""
ACTORS = """
CREATE VIEW actors AS
SELECT actor.id AS actor, count(*) AS statements, list_sort(list_distinct(list(actor."text"))) AS written
FROM (SELECT unnest(actors) AS actor FROM statements) GROUP BY actor.id
"""


class Engine:
    """One locked-down, in-memory DuckDB over a set of segments."""

    def __init__(
        self,
        store: Store,
        segments: Iterable[tuple[int, int, str, str]],
        tables: Mapping[str, tuple[Mapping[str, str], list[dict[str, Any]]]],
    ) -> None:
        """`segments` are (batch, turn, table, sha256); `tables` are small ones to ask beside them: columns and rows."""
        self._connection = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        )
        segments = list(segments)
        self._table(
            "segment_of",
            {"filename": "VARCHAR", "batch": "BIGINT", "turn": "BIGINT"},
            [{"filename": str(store.path(n)), "batch": batch, "turn": turn} for batch, turn, _, n in segments],
        )
        for name, (declared, rows) in tables.items():
            self._table(name, declared, rows)
        folder = str(store.folder).replace("'", "''")
        self._connection.execute(f"SET allowed_directories = ['{folder}']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        for table, fields in (("statements", STATEMENTS), ("rejects", REJECTS), ("rulings", RULINGS)):
            files = sorted({str(store.path(name)) for _, _, kind, name in segments if kind == table})
            columns = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in fields.items())
            if files:
                quoted = "[" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "]"
                self._connection.execute(EVERY_ROW.format(table=table, files=quoted, columns=columns))
            else:
                self._connection.execute(NO_ROWS.format(table=table, columns=columns))
        for step in (ONE_OF_EACH, EACH_RULING, KEYED, REVISIONS, LATEST_REJECTS, SOURCES, ACTORS):
            self._connection.execute(step)

    def rows(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query of ours, as dicts."""
        answer = self._connection.execute(query, parameters)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def ask(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of a user's query, which may only read. Errors: HoldswayError in one plain line."""
        try:
            statements = self._connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise HoldswayError(f"only one reading query is taken here (SELECT or FROM); views: {', '.join(VIEWS)}")
            answer = self._connection.execute(statements[0])
            return [column[0] for column in answer.description or ()], answer.fetchall()
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise HoldswayError(f"{first}; views: {', '.join(VIEWS)}") from None

    def _table(self, name: str, columns: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
        declared = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        self._connection.execute(f"CREATE TABLE {name} ({declared})")
        if rows:
            spec = json.dumps([dict(columns)])
            self._connection.execute(
                f"INSERT INTO {name} SELECT row.* FROM (SELECT unnest(from_json($1, $2)) AS row)",
                [json.dumps(rows, ensure_ascii=False, default=str), spec],
            )

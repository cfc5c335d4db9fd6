"""The questions: what is asked of the views of a ledger, as named steps of SQL."""

from __future__ import annotations

from holdsway.ledger.engine import CHANGED

__all__ = ["AS_KNOWN", "AT_ODDS", "COUNT", "KNOWN_IDS", "NAMES_GIVEN", "READ_BEFORE", "READ_SLOTS", "RETRACTING"]
__all__ += ["STANDING_UNDER", "UNDATED", "WITHDRAWS_NOTHING"]

# What was said by then, less what was taken back by then; of that, the latest edition of what a source said under one
# key of its own, with the statement that it changed; of that, what was asked for.
AS_KNOWN = f"""
WITH standing AS (
    SELECT * FROM keyed
    WHERE ($known_by IS NULL OR published_to <= $known_by) AND NOT list_contains($out, id)
), editions AS (
    SELECT *,
        dense_rank() OVER (
            PARTITION BY source, native_id, alone
            ORDER BY published_to DESC NULLS LAST, retracts IS NOT NULL AND alone IS NULL DESC
        ) AS edition,
        lag(id) OVER line AS before,
        lag(content) OVER line AS was,
        published_to IS DISTINCT FROM lag(published_to) OVER line AS later
    FROM standing
    WINDOW line AS (PARTITION BY source, native_id, alone, kind, category ORDER BY published_to NULLS FIRST, id)
), compared AS (
    SELECT *, before IS NULL OR {CHANGED} AS anew FROM editions
), contents AS (
    SELECT *, sum(anew::INTEGER) OVER (
        PARTITION BY source, native_id, alone, kind, category ORDER BY published_to NULLS FIRST, id
    ) AS content_number
    FROM compared
), revised AS (
    SELECT * EXCLUDE (revises), coalesce(revises, first_value(CASE WHEN anew AND later THEN before END) OVER (
        PARTITION BY source, native_id, alone, kind, category, content_number ORDER BY published_to NULLS FIRST, id
    )) AS revises
    FROM contents
)
SELECT * FROM revised
WHERE (retracts IS NOT NULL) = $retracting
  AND (edition > 1) = $superseded
  AND ($kinds IS NULL OR list_contains($kinds, kind))
  AND ($places IS NULL OR list_contains($places, place_code))
ORDER BY published_to NULLS LAST, published_from, document, seq, id
"""
RETRACTING = """
SELECT id, retracts FROM statements
WHERE retracts IS NOT NULL AND ($known_by IS NULL OR published_to <= $known_by)
"""
UNDATED = "SELECT count(*) AS undated FROM statements WHERE published_to IS NULL"
AT_ODDS = """
SELECT source, native_id FROM keyed
WHERE alone IS NULL AND retracts IS NULL AND NOT list_contains($out, id)
GROUP BY source, native_id, kind, category, published_to
HAVING count(DISTINCT content) > 1 AND max(batch) = $batch
ORDER BY source, native_id
"""
WITHDRAWS_NOTHING = """
SELECT source, native_id FROM keyed
WHERE alone IS NULL
GROUP BY source, native_id
HAVING bool_and(retracts IS NOT NULL) AND max(batch) = $1
ORDER BY source, native_id
"""
KNOWN_IDS = "SELECT id FROM statements WHERE list_contains($1, id)"
NAMES_GIVEN = """
SELECT DISTINCT place_text, admin1, place_code FROM statements
WHERE method = 'table' AND retracts IS NULL AND place_text <> '' AND place_code IS NOT NULL
    AND coalesce(place_note, '') = '' AND NOT list_contains($no_place, lower(coalesce(place_precision, '')))
ORDER BY ALL
"""
READ_BEFORE = """
SELECT * FROM statements WHERE list_contains($1, id) AND method = 'read' AND retracts IS NULL
"""
READ_SLOTS = ("reader", "place_code", "place_version", "actors", "attribution", "open", "trap_reason", "note")
"""What a reader decides of a statement beside what its id is made of."""
COUNT = "SELECT count(*) AS statements FROM statements"
STANDING_UNDER = """
SELECT DISTINCT id, document, quote_start, quote_end, quote_row, quote_sheet FROM every_statements
WHERE starts_with(id, $1) ORDER BY ALL
"""

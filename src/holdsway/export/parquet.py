"""Parquet: every column of the record, as the ledger itself keeps it, and `review`; for DuckDB, pandas and R arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from holdsway.ledger.segments import STATEMENTS, parquet, statement_row
from holdsway.records import Statement

__all__ = ["as_parquet"]

REVIEW = {"review": "VARCHAR"}


def as_parquet(statements: Iterable[Statement]) -> Iterator[bytes]:
    """One Parquet file, one row for each statement; times are UTC, `valid_to` is the last day, included."""
    yield parquet([statement_row(said) | {"review": said.review} for said in statements], {**STATEMENTS, **REVIEW})

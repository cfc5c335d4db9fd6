"""What a ledger says, told so that two ledgers can be held side by side: batches by head, which is the same in both."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from holdsway.ledger import Ledger
from holdsway.ledger.catalogue import frame_files


def told(ledger: Ledger, at: str | None = None) -> dict[str, Any]:
    """Everything a ledger answers, as of a head, with every batch by its head."""
    number = ledger.batch_at(at) if at else None
    heads = {batch.number: batch.head for batch in ledger.batches()}

    def by_head(rows: Iterable[Any]) -> list[Any]:
        return [(replace(row, batch=None), heads[row.batch]) for row in rows]

    return {
        "statements": by_head(ledger.statements(at=number)),
        "superseded": by_head(ledger.statements(at=number, superseded=True)),
        "retractions": by_head(ledger.retractions(number)),
        "documents": by_head(ledger.documents(at=number)),
        "rejects": by_head(ledger.rejects(number)),
        "rulings": by_head(ledger.rulings(number)),
        "forgotten": sorted(by_head(ledger.forgotten(number)), key=repr),
        "frame": frame_files(ledger.catalogue, number),
    }


def without_heads(answer: dict[str, Any]) -> dict[str, Any]:
    """The same, without which batch brought what."""
    return {
        name: sorted((row for row, _ in rows), key=repr) if isinstance(rows, list) else rows
        for name, rows in answer.items()
    }


def bytes_in(folder: Path) -> bytes:
    """Every byte of every file of a ledger's folder, and their names; Parquet also as what it unpacks to."""
    import duckdb

    parts = []
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            parts += [str(file.relative_to(folder)).encode(), file.read_bytes()]
            if file.suffix == ".parquet":
                rows = duckdb.sql(f"SELECT * FROM read_parquet('{file}')").fetchall()
                parts.append(repr(rows).encode())
    return b"\n".join(parts)

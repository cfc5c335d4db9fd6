"""The small tables asked beside the statements: documents, places, batches."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from holdsway.frame import Frame
from holdsway.ledger.batch import read_batches, turns
from holdsway.ledger.catalogue import read_documents
from holdsway.records import Document

__all__ = ["tables_beside"]

DOCUMENTS: Mapping[str, str] = {
    **dict.fromkeys(("sha256", "path", "format"), "VARCHAR"),
    "bytes": "BIGINT",
    **dict.fromkeys(("text_sha256", "title", "publisher", "published"), "VARCHAR"),
    "published_to": "TIMESTAMPTZ",
    **dict.fromkeys(("url", "lang", "author"), "VARCHAR"),
    "paraphrase": "BOOLEAN",
    **dict.fromkeys(("reporting_source", "reporting_published", "corrects", "licence", "sensitivity"), "VARCHAR"),
    **dict.fromkeys(("dated_by", "translation_of", "reader"), "VARCHAR"),
    "read": "BOOLEAN",
    "batch": "BIGINT",
}
PLACES: Mapping[str, str] = {
    **dict.fromkeys(("code", "name", "admin1", "parent", "version"), "VARCHAR"),
    **dict.fromkeys(("latitude", "longitude"), "DOUBLE"),
    "aliases": "VARCHAR[]",
}


def tables_beside(
    catalogue: sqlite3.Connection, at: int, frame: Frame | None
) -> dict[str, tuple[Mapping[str, str], list[dict[str, Any]]]]:
    """Each table by name, with its columns and its rows as of a batch."""
    documents = read_documents(catalogue, at)
    names = [n for n in Document.__dataclass_fields__ if n != "published"]
    document_rows = [
        {n: getattr(d, n) for n in names}
        | {"published": str(d.published) if d.published else None, "published_to": d.published and d.published.last}
        for d in documents
    ]
    place_rows = [
        {"code": p.code, "name": p.name, "admin1": p.admin1, "parent": p.parent, "version": p.version}
        | {"latitude": p.latitude, "longitude": p.longitude, "aliases": list(p.aliases)}
        for p in (frame.places if frame else ())
    ]
    batches = read_batches(catalogue, at)
    turn = turns(batches)
    rows = catalogue.execute("SELECT DISTINCT path, batch FROM documents").fetchall()
    taken = {(path.partition("#")[0], turn[batch]) for path, batch in rows if batch in turn}
    return {
        "documents": (DOCUMENTS, document_rows),
        "places": (PLACES, place_rows),
        "batches": (
            {
                **{"number": "BIGINT", "head": "VARCHAR", "previous": "VARCHAR", "note": "VARCHAR"},
                **{"depth": "BIGINT", "other": "VARCHAR"},
            },
            [
                {"number": b.number, "head": b.head, "previous": b.previous, "note": b.note}
                | {"depth": b.depth, "other": b.other}
                for b in sorted(batches, key=lambda b: b.number)
            ],
        ),
        "taken_in": (
            {"path": "VARCHAR", "turn": "BIGINT"},
            [{"path": path, "turn": turn} for path, turn in sorted(taken)],
        ),
    }

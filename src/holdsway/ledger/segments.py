"""Segments: statements and rejects as Parquet, one column for each field of the record."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from holdsway.clocks import Days, Published
from holdsway.records import ActorRole, Kind, Modality, Polarity, Reject, Statement
from holdsway.rulings import Act, Ruling
from holdsway.words import Quote

__all__ = ["REJECTS", "RULINGS", "STATEMENTS", "parquet", "reject_row", "ruling_in", "ruling_row", "statement_of"]
__all__ += ["statement_row"]

STATEMENTS: Mapping[str, str] = {
    "id": "VARCHAR",
    "kind": "VARCHAR",
    "source": "VARCHAR",
    "publisher": "VARCHAR",
    "document": "VARCHAR",
    "quote": "VARCHAR",
    "quote_prefix": "VARCHAR",
    "quote_suffix": "VARCHAR",
    "quote_start": "BIGINT",
    "quote_end": "BIGINT",
    "quote_row": "BIGINT",
    "quote_column": "VARCHAR",
    "quote_sheet": "VARCHAR",
    "quote_original": "VARCHAR",
    "place_key": "VARCHAR",
    "place_code": "VARCHAR",
    "place_version": "VARCHAR",
    "place_text": "VARCHAR",
    "place_precision": "VARCHAR",
    "place_note": "VARCHAR",
    "admin1": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "party": "VARCHAR",
    "actors": 'STRUCT(id VARCHAR, "role" VARCHAR, "text" VARCHAR)[]',
    "label": "VARCHAR",
    "scale": "VARCHAR",
    "valid_from": "DATE",
    "valid_to": "DATE",
    "valid_text": "VARCHAR",
    "open": "BOOLEAN",
    "published_from": "TIMESTAMP",
    "published_to": "TIMESTAMP",
    "polarity": "VARCHAR",
    "modality": "VARCHAR",
    "trap_reason": "VARCHAR",
    "attribution": "VARCHAR[]",
    "low": "DOUBLE",
    "best": "DOUBLE",
    "high": "DOUBLE",
    "number_of": "VARCHAR",
    "category": "VARCHAR",
    "event_type": "VARCHAR",
    "native_id": "VARCHAR",
    "report_group": "VARCHAR",
    "revises": "VARCHAR",
    "retracts": "VARCHAR",
    "licence": "VARCHAR",
    "sensitivity": "VARCHAR",
    "method": "VARCHAR",
    "reader": "VARCHAR",
    "url": "VARCHAR",
    "note": "VARCHAR",
    "flags": "VARCHAR[]",
    "seq": "BIGINT",
}
"""The columns of a statement segment and their types. Times are UTC; `valid_to` is the last day, included."""

_PLAIN = tuple(name for name in STATEMENTS if not name.startswith(("quote", "valid_from", "valid_to", "published_")))

REJECTS: Mapping[str, str] = {
    "file": "VARCHAR",
    "row": "BIGINT",
    "column": "VARCHAR",
    "value": "VARCHAR",
    "reason": "VARCHAR",
}
"""The columns of a reject segment."""

RULINGS: Mapping[str, str] = {
    "id": "VARCHAR",
    "act": "VARCHAR",
    "target": "VARCHAR",
    "other": "VARCHAR",
    "author": "VARCHAR",
    "made": "TIMESTAMP",
    "reason": "VARCHAR",
    "over": "VARCHAR[]",
    "slots": "VARCHAR",
    "document": "VARCHAR",
    "said": "VARCHAR",
}
"""The columns of a ruling segment. `slots` and `said`, the statement as it was ruled on, are JSON; times are UTC."""


def parquet(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], *, compression: str = "zstd") -> bytes:
    """Rows as the bytes of one Parquet file, every column cast to its declared type."""
    declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    as_json = {name: "VARCHAR" if kind in ("DATE", "TIMESTAMP") else kind for name, kind in columns.items()}
    spec = "[{" + ", ".join(f"{json.dumps(name)}: {json.dumps(kind)}" for name, kind in as_json.items()) + "}]"
    with duckdb.connect(":memory:") as engine, tempfile.TemporaryDirectory() as folder:
        engine.execute(f"CREATE TABLE segment ({declared})")
        engine.execute(
            "INSERT INTO segment SELECT row.* FROM (SELECT unnest(from_json($1, $2)) AS row)",
            [json.dumps(list(rows), ensure_ascii=False), spec],
        )
        target = Path(folder) / "segment.parquet"
        engine.table("segment").write_parquet(str(target), compression=compression)
        return target.read_bytes()


def statement_row(said: Statement) -> dict[str, Any]:
    """A statement as one flat row of plain values."""
    row: dict[str, Any] = {name: getattr(said, name, None) for name in STATEMENTS}
    quote, valid, published = said.quote, said.valid, said.published
    row.update(
        quote=quote.exact,
        quote_prefix=quote.prefix,
        quote_suffix=quote.suffix,
        quote_start=quote.start,
        quote_end=quote.end,
        quote_row=quote.row,
        quote_column=quote.column,
        quote_sheet=quote.sheet,
        quote_original=quote.original,
        valid_from=str(valid.first) if valid else None,
        valid_to=str(valid.last) if valid else None,
        published_from=_naive(published.first) if published else None,
        published_to=_naive(published.last) if published else None,
        actors=[{"id": a.id, "role": a.role, "text": a.text} for a in said.actors],
        attribution=list(said.attribution),
        flags=list(said.flags),
    )
    return row


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement in a row of the view `statements`."""
    fields = {name: row[name] for name in _PLAIN}
    fields.update(
        kind=Kind(row["kind"]),
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        quote=Quote(
            row["quote"],
            row["quote_prefix"],
            row["quote_suffix"],
            row["quote_start"],
            row["quote_end"],
            row["quote_row"],
            row["quote_column"],
            row["quote_sheet"],
            row["quote_original"],
        ),
        valid=_days(row["valid_from"], row["valid_to"]),
        published=_published(row["published_from"], row["published_to"]),
        actors=tuple(ActorRole(a["id"], a["role"], a["text"]) for a in row["actors"] or ()),
        attribution=tuple(row["attribution"] or ()),
        flags=tuple(row["flags"] or ()),
        batch=row["batch"],
    )
    return Statement(**fields)


def reject_row(reject: Reject) -> dict[str, Any]:
    """A reject as one flat row."""
    return {name: getattr(reject, name) for name in REJECTS}


def ruling_row(ruling: Ruling) -> dict[str, Any]:
    """A ruling as one flat row of plain values."""
    said = ruling.said
    return {
        **{name: getattr(ruling, name) for name in ("id", "act", "target", "other", "author", "reason")},
        "made": _naive(ruling.made),
        "over": list(ruling.over),
        "slots": json.dumps(dict(ruling.slots), sort_keys=True, ensure_ascii=False),
        "document": said.document if said else None,
        "said": json.dumps(statement_row(said), sort_keys=True, ensure_ascii=False, default=str) if said else None,
    }


def ruling_in(row: Mapping[str, Any]) -> Ruling:
    """The ruling in a row of the view `rulings`."""
    return Ruling(
        **{name: row[name] for name in ("id", "target", "other", "author", "reason", "batch")},
        act=Act(row["act"]),
        made=row["made"].replace(tzinfo=UTC),
        over=tuple(row["over"] or ()),
        slots=json.loads(row["slots"] or "{}"),
        said=_statement_in(json.loads(row["said"])) if row["said"] else None,
    )


def _statement_in(row: Mapping[str, Any]) -> Statement:
    """The statement in the JSON of a ruling."""
    dates = {n: date.fromisoformat(row[n]) if row[n] else None for n in ("valid_from", "valid_to")}
    times = {n: datetime.fromisoformat(row[n]) if row[n] else None for n in ("published_from", "published_to")}
    return statement_of({**dict.fromkeys(STATEMENTS), "batch": None, **row, **dates, **times})


def _naive(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def _days(first: date | None, last: date | None) -> Days | None:
    return Days(first, last) if first and last else None


def _published(first: datetime | None, last: datetime | None) -> Published | None:
    return Published(first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)) if first and last else None

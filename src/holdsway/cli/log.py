"""`holdsway log`: batch by batch what came in, who merged what, and what was forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import in_format, ledger_option, open_existing
from holdsway.cli.output import chosen, emit

if TYPE_CHECKING:
    from holdsway.ledger import Entry

__all__ = ["log_command"]


@click.command("log", epilog="Example:  holdsway log --format json")
@in_format("jsonl", "csv", "md")
@click.option("--at", metavar="BATCH|HEAD", help="That batch and those that it rests on.")
@ledger_option
def log_command(format: str | None, output: Path | None, at: str | None, ledger: Path) -> int:
    """List every batch: its number, depth and head, what it brought, and each thing forgotten: when, by whom, why."""
    entries = open_existing(ledger).log(at)
    how = chosen(format, output)
    if how in ("table", "md"):
        emit([_line(entry) for entry in entries], how, output)
    else:
        emit([_shown(entry) for entry in entries], how, output)
    return 0


def _line(entry: Entry) -> dict[str, Any]:
    from holdsway.brief.wording import count
    from holdsway.ledger.forget import FORGOT

    counts = [
        count(number, word)
        for number, word in (
            (entry.statements, "statement"),
            (entry.documents, "document"),
            (entry.rejects, "reject"),
            (entry.rulings, "ruling"),
        )
        if number
    ]
    gone = [f"{stone.what} {stone.id[:8]}, {stone}" for stone in entry.forgotten]
    note = "" if gone and entry.batch.note.startswith(FORGOT) else entry.batch.note
    brought = ": ".join(part for part in (note, ", ".join(counts)) if part)
    return {
        "batch": entry.batch.number,
        "depth": entry.batch.depth,
        "head": entry.batch.head[:8],
        "what it brought": "; ".join(part for part in (brought, *gone) if part),
    }


def _shown(entry: Entry) -> dict[str, Any]:
    batch = entry.batch
    return {
        "batch": batch.number,
        "depth": batch.depth,
        "head": batch.head,
        "previous": list(batch.parents),
        "note": batch.note,
        "statements": entry.statements,
        "documents": entry.documents,
        "rejects": entry.rejects,
        "rulings": entry.rulings,
        "forgotten": [
            {
                "what": stone.what,
                "id": stone.id,
                "document": stone.document,
                "made": stone.made,
                "author": stone.author,
                "reason": stone.reason,
            }
            for stone in entry.forgotten
        ],
    }

"""`holdsway rejects`, `formats`, `sql`, `verify`: what is held, what could not be, and the proof of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdsway.cli.options import in_format, ledger_option, open_existing
from holdsway.cli.output import as_json, chosen, console, emit, line, write

if TYPE_CHECKING:
    from holdsway.formats import Format, Metadata

__all__ = ["formats_command", "rejects_command", "sql_command", "verify_command"]


@click.command("rejects", epilog="Example:  holdsway rejects --format csv -o rejects.csv")
@in_format("jsonl", "csv", "md")
@click.option("--flagged", is_flag=True, help="Instead, the rows that were kept with a doubt.")
@click.option("--at", metavar="BATCH|HEAD", help="The ledger as it stood after that batch.")
@ledger_option
def rejects_command(format: str | None, output: Path | None, flagged: bool, at: str | None, ledger: Path) -> int:
    """List the rows and documents that could not be kept: file, row, column, value, reason."""
    desk = open_existing(ledger)
    if flagged:
        rows = [{"file": f.file, "sheet": f.sheet, "row": f.row, "flag": f.reason} for f in desk.flagged(at)]
    else:
        rows = [
            {"file": r.file, "row": r.row, "column": r.column, "value": r.value, "reason": r.reason}
            for r in desk.rejects(at)
        ]
    how = chosen(format, output)
    if how == "table" and not rows:
        click.echo("no row was kept with a flag" if flagged else "nothing was rejected")
    else:
        emit(rows, how, output)
    return 0


@click.command("formats", epilog="Example:  holdsway formats    or    holdsway formats --check my_format")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--check", is_flag=True, help="Hold every format (or those named) to the contract, on its own sample.")
@in_format("jsonl", "csv", "md")
def formats_command(names: tuple[str, ...], check: bool, format: str | None, output: Path | None) -> int:
    """List the tables, lists and documents that are read, and what tells each.

    With --check, each format is tried on its own sample: recognised by its header, every row accounted for, and no
    damage passed over in silence. Formats of other packages are tried like those that come with holdsway.
    """
    from holdsway.errors import HoldswayError
    from holdsway.formats import formats
    from holdsway.intake import NOT_YET
    from holdsway.reading.documents import SUFFIXES
    from holdsway.records import OPEN

    at_hand = formats()
    if unknown := [name for name in names if name not in at_hand]:
        raise HoldswayError(f"no format is called {unknown[0]!r}; the formats are {', '.join(at_hand)}")
    if check:
        return _check({name: at_hand[name] for name in names or at_hand}, chosen(format, output), output)
    rows = [
        {
            "format": name,
            "kind": known.metadata.container,
            "what": known.metadata.title,
            "told by": _told_by(known.metadata),
            "licence": known.metadata.licence,
            "terms": known.metadata.terms,
            "rows leave": known.metadata.sensitivity == OPEN,
        }
        for name, known in at_hand.items()
        if not names or name in names
    ]
    if names:
        emit(rows, chosen(format, output), output)
        return 0
    rows += [
        {"format": kind, "kind": "document", "what": f"a {kind} document", "told by": suffix, "licence": None}
        for suffix, kind in SUFFIXES.items()
    ]
    rows += [
        {"format": kind, "kind": "not read yet", "what": "named as a reject", "told by": suffix, "licence": None}
        for suffix, kind in NOT_YET.items()
    ]
    emit(rows, chosen(format, output), output, columns=("format", "what", "told by"))
    return 0


def _told_by(metadata: Metadata) -> str:
    """What tells a format, short enough for a column: its element, or its required columns."""
    if metadata.root:
        return f"<{metadata.root}>"
    if metadata.headless:
        return f"{len(metadata.layout)} columns, with or without a header"
    first = metadata.required or ("a row of #hashtags",)
    return ", ".join(first[:4]) + (f" and {len(first) - 4} more" if len(first) > 4 else "")


def _check(formats: Mapping[str, Format], how: str, output: Path | None) -> int:
    """The breaches of each format; exit 1 when there is one."""
    from holdsway.formats.contract import breaches

    found = {name: breaches(format) for name, format in formats.items()}
    rows = [
        {"format": name, "keeps the contract": not faults, "breaches": "; ".join(faults)}
        for name, faults in found.items()
    ]
    emit(rows, how, output)
    return 1 if any(found.values()) else 0


@click.command("sql", epilog='Example:  holdsway sql "SELECT source, count(*) AS n FROM statements GROUP BY source"')
@click.argument("query")
@in_format("jsonl", "csv", "md")
@click.option("--at", metavar="BATCH|HEAD", help="The ledger as it stood after that batch.")
@ledger_option
def sql_command(query: str, format: str | None, output: Path | None, at: str | None, ledger: Path) -> int:
    """Ask the ledger one reading query (DuckDB SQL).

    Views: statements documents sources places actors batches rejects.
    """
    names, rows = open_existing(ledger).sql(query, at)
    emit([dict(zip(names, row, strict=True)) for row in rows], chosen(format, output), output, columns=names)
    return 0


@click.command("verify", epilog="Example:  holdsway verify -l ./ledger")
@in_format()
@ledger_option
def verify_command(format: str | None, output: Path | None, ledger: Path) -> int:
    """Recompute the chain, the hash of every file, and that every quote stands where it says. Exit 4 on damage."""
    from holdsway.ledger.verify import FINISHES

    verdict = open_existing(ledger).verify()
    if chosen(format, output) == "table":
        out = console()
        out.print(
            line(
                f"{verdict.batches} batches, {verdict.segments} segments, {verdict.documents} files, "
                f"{verdict.quotes} quotes checked; head {(verdict.head or 'none')[:16]}"
            )
        )
        if verdict.forgotten:
            out.print(line(f"forgotten: {verdict.forgotten}; holdsway log shows what, when, by whom and why"))
        if verdict.unchecked:
            out.print(line(f"quotes that cannot be checked, since their text is not kept: {verdict.unchecked}"))
        for fault in verdict.faults:
            out.print(line(f"DAMAGED: {fault}"))
        lost = [fault for fault in verdict.faults if not fault.endswith(FINISHES)]
        out.print(line("restore the ledger from a copy" if lost else "not done" if verdict.faults else "sound"))
    else:
        shown = {
            "sound": not verdict.faults,
            "batches": verdict.batches,
            "segments": verdict.segments,
            "files": verdict.documents,
            "quotes": verdict.quotes,
            "head": verdict.head,
            "forgotten": verdict.forgotten,
            "unchecked": verdict.unchecked,
            "faults": list(verdict.faults),
        }
        write(as_json(shown), output)
    return 4 if verdict.faults else 0

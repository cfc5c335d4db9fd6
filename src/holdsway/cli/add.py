"""`holdsway add`: files and folders into the ledger, every row accounted for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import by_option, in_format, ledger_option, reader_option
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from rich.console import Console

    from holdsway.intake import Added

__all__ = ["add_command", "added_json", "print_added", "progress_bar"]

MOST_REJECTS = 5
MOST_FILES = 12


@click.command("add", epilog="Example:  holdsway add ./inbox ged231.csv --published 2023-06-05 -l ./ledger")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--as", "as_name", metavar="NAME", help="Take the tables for this format (`holdsway formats`).")
@click.option("--licence", metavar="L", help="The licence of what is added, where a file states none.")
@click.option("--published", metavar="DATE|TIME", help="When it was published, for rows and documents that do not say.")
@reader_option
@click.option("--replace", is_flag=True, help="What a changed file at a known path no longer says is retracted.")
@click.option("--dry-run", is_flag=True, help="Say what would be kept, and keep nothing.")
@by_option
@in_format()
@ledger_option
def add_command(
    paths: tuple[Path, ...],
    as_name: str | None,
    licence: str | None,
    published: str | None,
    reader: str | None,
    replace: bool,
    dry_run: bool,
    author: str,
    format: str | None,
    output: Path | None,
    ledger: Path,
) -> int:
    """Take files and folders into the ledger, as one batch.

    Prints what each file was taken for, and for its rows: in = kept + repeated + rejected. Adding again adds nothing.
    """
    from holdsway.clocks import parse_published
    from holdsway.desk import open_desk

    when = parse_published(published) if published else None
    with progress_bar() as progress:
        added = open_desk(ledger).add(
            *paths,
            as_name=as_name,
            licence=licence,
            published=when,
            reader=reader,
            replace=replace,
            dry_run=dry_run,
            author=author,
            progress=progress,
        )
    if chosen(format, output) == "table":
        print_added(added, stderr=False, dry_run=dry_run)
    else:
        write(as_json(added_json(added)), output)
    return _nothing_kept(added)


def added_json(added: Added) -> dict[str, Any]:
    """What was added, as the contract has it."""
    files = [
        {
            "path": file.path,
            "format": file.format,
            "sha256": file.sha256,
            "in": file.rows,
            "kept": file.kept,
            "repeated": file.repeated,
            "rejected": file.rejected,
            "flagged": file.flagged,
            "retro_coded": file.retro_coded,
            "remarks": list(file.remarks),
        }
        for file in added.files
    ]
    flags = [{"file": f.file, "sheet": f.sheet, "row": f.row, "flag": f.reason} for f in added.flags]
    rejects = [
        {"file": r.file, "row": r.row, "column": r.column, "value": r.value, "reason": r.reason} for r in added.rejects
    ]
    return {
        "batch": added.batch,
        "files": files,
        "statements": added.statements,
        "rejects": rejects,
        "flags": flags,
        "remarks": list(added.remarks),
    }


def print_added(added: Added, *, stderr: bool, dry_run: bool = False) -> None:
    """The account of an intake: files whose rows were all kept in one line, the others each in its own."""
    from holdsway.brief.wording import count
    from holdsway.cli.output import as_table

    out = console(stderr=stderr)
    listed = [
        {
            "file": file.path,
            "taken for": file.format.partition(" of ")[0],
            "in": file.rows,
            "kept": file.kept,
            "repeated": file.repeated,
            "rejected": file.rejected,
        }
        for file in _worth_a_line(added)
    ]
    if listed:
        out.print(as_table(listed))
    total = {
        name: sum(getattr(file, name) for file in added.files) for name in ("rows", "kept", "repeated", "rejected")
    }
    batch = "nothing kept: a dry run" if dry_run else f"batch {added.batch}" if added.batch else "nothing new"
    out.print(
        line(
            f"{count(len(added.files), 'file')}: {total['rows']} rows and documents in = {total['kept']} kept "
            f"+ {total['repeated']} repeated + {total['rejected']} rejected; "
            f"{count(added.statements, 'new statement')}; {batch}"
        )
    )
    for reject in added.rejects[:MOST_REJECTS]:
        out.print(line(f"  {reject}"))
    if len(added.rejects) > MOST_REJECTS:
        out.print(line(f"  and {len(added.rejects) - MOST_REJECTS} more: holdsway rejects"))
    _print_doubts(added, out)


def _print_doubts(added: Added, out: Console) -> None:
    """What was kept and is doubtful: rows with a flag, rows written down late, what a file does not show."""
    from holdsway.brief.wording import count

    if added.flags:
        out.print(line(f"{count(len(added.flags), 'flag')} on rows that were kept:"))
        for flag in added.flags[:MOST_REJECTS]:
            out.print(line(f"  {flag}"))
        if len(added.flags) > MOST_REJECTS:
            out.print(line(f"  and {len(added.flags) - MOST_REJECTS} more: holdsway rejects --flagged"))
    for remark in added.remarks:
        out.print(line(remark))
    for file in added.files:
        if file.retro_coded:
            out.print(
                line(f"{file.path}: {count(file.retro_coded, 'row')} retro-coded, written down long after the day")
            )
        for remark in file.remarks:
            out.print(line(f"{file.path}: {remark}"))


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar on stderr while files are read, when somebody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def step(number: int, total: int, name: str) -> None:
            bar.update(task, completed=number - 1, total=total, description=name[-40:])

        yield step


def _worth_a_line(added: Added) -> list[Any]:
    if len(added.files) <= MOST_FILES:
        return list(added.files)
    return [f for f in added.files if f.rejected or f.rows > 1 or f.format.startswith("frame")]


def _nothing_kept(added: Added) -> int:
    kept = sum(file.kept + file.repeated for file in added.files)
    frame = any(file.format.startswith("frame") for file in added.files)
    if kept or (frame and not added.rejects):
        return 0
    reason = str(added.rejects[0]) if added.rejects else "no rows and no documents in it"
    click.echo(f"holdsway: nothing could be kept: {reason}", err=True)
    return 1

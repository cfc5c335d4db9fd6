"""`holdsway forget`: take a document or a statement out of every file of the ledger, and say so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdsway.cli.options import by_option, in_format, ledger_option, open_existing
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from holdsway.desk import Desk
    from holdsway.ledger import Forgot

__all__ = ["forget_command"]


@click.command("forget", epilog="Example:  holdsway forget 5af31c2b --reason 'asked to by the witness'")
@click.argument("id")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept and shown, so name nobody in it.")
@by_option
@click.option("--author", "named", metavar="NAME", help="The same as --by.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@in_format()
@ledger_option
def forget_command(
    id: str,
    reason: str,
    author: str,
    named: str | None,
    yes: bool,
    format: str | None,
    output: Path | None,
    ledger: Path,
) -> int:
    """Forget a document or a statement: no byte of it stays, and a tombstone says that something is gone.

    ID is its hash, 8 hex digits or more. With a statement goes the text that it stands in; the other statements of that
    text keep their quotes. What was forgotten is in no answer any more, also not as of an earlier batch. It cannot be
    undone.
    """
    desk = open_existing(ledger)
    desk.ledger.refuse_frozen()
    _ask(desk, id, yes)
    done = desk.forget(id, reason=reason, author=named or author)
    if chosen(format, output) == "table":
        _print(desk, done)
    else:
        first = done.stones[0]
        shown = {
            "what": first.what,
            "id": first.id,
            "documents": sorted({stone.document for stone in done.stones}),
            "batch": done.batch,
            "statements": done.statements,
            "files": done.files,
            "same_text": list(done.sharing),
            "versions": list(done.versions),
            "in_frame": done.in_frame,
        }
        write(as_json(shown), output)
    return 0


def _ask(desk: Desk, id: str, yes: bool) -> None:
    from holdsway.errors import LedgerError
    from holdsway.ledger.forget import target_of

    named = target_of(desk.ledger, desk.held_as(id))[0]
    if yes:
        return
    if not sys.stdin.isatty():
        raise LedgerError("it cannot be undone, so somebody has to agree; give --yes")
    path = next((d.path for d in desk.ledger.documents() if d.sha256 == named.document), "a file")
    what = f"{path}" if named.is_document else f"a statement in {path}, and the text of that file"
    click.confirm(f"Forget {named.what} {named.id[:8]}: {what}? It cannot be undone.", abort=True, err=True)


def _print(desk: Desk, done: Forgot) -> None:
    from holdsway.brief.wording import count

    out = console()
    first = done.stones[0]
    before = "" if done.batch else "was forgotten before, and is now done with; "
    batch = f"; batch {done.batch}" if done.batch else ""
    gone = f"{count(done.statements, 'statement')} and {count(done.files, 'file')} gone"
    out.print(line(f"{first.what} {first.id[:8]}: {before}{gone}{batch}"))
    paths = {document.sha256: document.path for document in desk.ledger.documents()}
    for name in done.sharing:
        out.print(
            line(f"{paths.get(name, 'a document')} holds the same text and stands; holdsway forget {name[:8]} takes it")
        )
    for name in done.versions:
        out.print(line(f"another version of {paths.get(name, 'it')} stands; holdsway forget {name[:8]} takes it"))
    if done.in_frame:
        out.print(line("the frame holds the same file, which stays: a new ledger with another case.yaml is without it"))
    out.print(line("copies of this ledger still hold it; whoever merges this one into theirs forgets it too"))

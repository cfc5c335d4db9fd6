"""`holdsway merge`: unite another ledger into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import in_format, ledger_option, open_existing
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from holdsway.desk import Desk
    from holdsway.ledger import Merged
    from holdsway.rulings import Outcome

__all__ = ["merge_command"]

_SHORT = 60


@click.command("merge", epilog="Example:  holdsway merge ../from-ana/ledger -l ./ledger")
@click.argument("other", type=click.Path(path_type=Path), metavar="OTHER")
@in_format()
@ledger_option
def merge_command(other: Path, format: str | None, output: Path | None, ledger: Path) -> int:
    """Unite the ledger in OTHER, a folder or an archive, into this one. OTHER is not changed.

    Both sides come to the same head, whoever merges. What either has forgotten is forgotten in both; where two persons
    ruled differently on a statement, it is listed, and `review` puts it first.
    """
    desk = open_existing(ledger)
    merged = desk.merge(other)
    if chosen(format, output) == "table":
        _print(desk, merged, other)
    else:
        write(as_json(_shown(desk, merged)), output)
    return 0


def _print(desk: Desk, merged: Merged, other: Path) -> None:
    from holdsway.brief.wording import count

    out = console()
    head = desk.ledger.head()
    tip = head.head[:8] if head else "none"
    if not merged.batches:
        out.print(line(f"nothing new in {other}; head {tip}"))
    else:
        came = [(merged.statements, "new statement"), (merged.documents, "document"), (merged.rulings, "ruling")]
        how = f"merge batch {merged.batch}" if merged.batch else "no merge batch, as one is the other's past"
        counts = ", ".join(count(number, what) for number, what in came)
        out.print(line(f"{count(merged.batches, 'batch', 'batches')} of {other}: {counts}; {how}, head {tip}"))
    if merged.forgotten:
        gone = count(merged.taken_out, "statement")
        out.print(line(f"forgotten there, and now here too: {count(merged.forgotten, 'thing')}; {gone} gone here"))
    if merged.newer_frame:
        out.print(line(f"the two held different files of one frame: those of batch {merged.newer_frame[:8]} stand"))
    if merged.conflicts:
        number = count(len(merged.conflicts), "statement")
        out.print(
            line(f"{number} on which rulings disagree, so that nothing is decided; `holdsway review` puts it first:")
        )
    for outcome in merged.conflicts:
        words = " ".join(outcome.was.quote.exact.split())
        out.print(line(f"  {outcome.was.id[:8]} {words[:_SHORT]}{'…' if len(words) > _SHORT else ''}"))
        for ruling in outcome.by:
            slots = ", ".join(f"{name}={value}" for name, value in ruling.slots.items())
            why = f": {ruling.reason}" if ruling.reason else ""
            what = f"{ruling.act} {slots}".strip()
            out.print(line(f"    {ruling.author}, {ruling.made.date()}, {what}{why}"))


def _shown(desk: Desk, merged: Merged) -> dict[str, Any]:
    head = desk.ledger.head()
    return {
        "batches": merged.batches,
        "statements": merged.statements,
        "documents": merged.documents,
        "rulings": merged.rulings,
        "forgotten": merged.forgotten,
        "gone": merged.taken_out,
        "batch": merged.batch,
        "head": head.head if head else None,
        "frame_of": merged.newer_frame,
        "conflicts": [_conflict(outcome) for outcome in merged.conflicts],
    }


def _conflict(outcome: Outcome) -> dict[str, Any]:
    return {
        "statement": outcome.was.id,
        "quote": outcome.was.quote.exact,
        "rulings": [
            {"id": r.id, "author": r.author, "made": r.made, "act": r.act, "slots": dict(r.slots), "reason": r.reason}
            for r in outcome.by
        ],
    }

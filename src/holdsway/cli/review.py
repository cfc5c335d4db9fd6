"""`holdsway review`: rule on what machines read, one statement at a time, or on a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import as_known, by_option, days_of, ledger_option, open_existing, period
from holdsway.cli.output import chosen, console, emit, line

if TYPE_CHECKING:
    from rich.console import Console

    from holdsway.desk import Desk
    from holdsway.hand.queue import Proposal
    from holdsway.rulings import Ruling

__all__ = ["review_command"]

_KEYS = "[a]ccept [A]ll of report [r]eject [c]orrect [n]ote [s]kip [u]ndo [q]uit [?]"
_HELP = """\
a  accept: it is as the slots say
A  accept this and all else that this report has further down the queue
r  reject: it bears on nothing any more; you are asked why (Enter: no reason)
c  correct: write slot=value, as in  party=taliban place="Spin Boldak" from=2021-07-14
n  note: a remark that decides nothing
s  skip: it stays in the queue
u  undo: take back the last ruling and show that statement again
q  quit: every ruling made is kept already"""
_ACTS = {"a": "accept", "r": "reject", "c": "correct", "n": "note"}
_BESIDE = 38
"""How wide a slot may be to stand beside another one."""


@click.command("review", epilog="Example:  holdsway review --week 2021-W30    or    holdsway review --out queue.xlsx")
@period
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N.")
@click.option(
    "--out", "sheet", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="As a sheet: .xlsx, .csv."
)
@click.option("--format", "format", type=click.Choice(["table", "json", "jsonl", "csv"]), help="List, and ask nothing.")
@by_option
@as_known
@ledger_option
def review_command(
    week: str | None,
    first: str | None,
    last: str | None,
    limit: int | None,
    sheet: Path | None,
    format: str | None,
    author: str,
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Rule on what machines read and nobody has ruled on: what moves the brief of some days most comes first.

    One at a time on a terminal; with --out as a sheet, which is edited (a ruling in the first column, or a changed
    slot) and comes back with `holdsway add`. Every ruling is kept as it is made, and `undo` takes it back.
    """
    desk = open_existing(ledger)
    asked = sheet is None and format is None and chosen(None, None) == "table"
    if at is not None and (asked or sheet):
        raise click.UsageError("--at lists the queue of an earlier state (with --format); rulings are made on the last")
    proposals = desk.proposals(days_of(week, first, last), known_by=known_by, at=at)
    shown = proposals[:limit]
    if sheet is not None:
        from holdsway.hand.sheet import write_sheet

        number = write_sheet(sheet, shown, desk.frame(), author=author)
        click.echo(
            f"written: {sheet}, {number:,} of {len(proposals):,} to rule on; edit it, then `holdsway add {sheet}`"
        )
    elif asked:
        _ask(desk, shown, author, console())
    else:
        rows = [_row(one, desk) for one in shown]
        emit(rows, format or "json", None, columns=("moves", "statement", "kind", "words", "because"))
    return 0


def _row(one: Proposal, desk: Desk) -> dict[str, Any]:
    from holdsway.hand.slots import as_written

    return {
        "moves": round(one.moves, 3),
        "statement": one.said.id[:8],
        "kind": one.said.kind,
        "words": one.note.shown,
        "because": "; ".join(one.because),
        "source": one.note.source,
        "published": one.note.published,
        "document": one.note.path,
        "reader": one.said.reader,
        "slots": as_written(one.said, desk.frame()),
    }


def _ask(desk: Desk, shown: Sequence[Proposal], author: str, out: Console) -> None:
    """One statement after the other, until the last or until the person leaves."""
    made: list[tuple[int, Ruling]] = []
    at = 0
    while at < len(shown):
        if any(number == at and ruling.act != "note" for number, ruling in made):
            at += 1  # accepted with the rest of its report
            continue
        _show(shown[at], at + 1, len(shown), desk, out)
        step = _answer(desk, shown, author, out, made, at)
        if step is None:
            break
        at = step
    told = Counter(ruling.act.done for _, ruling in made)
    ruled = ", ".join(f"{number} {what}" for what, number in told.items()) or "nothing ruled"
    out.print(line(f"{ruled}; {len(shown) - len({n for n, r in made if r.act != 'note'})} of {len(shown)} wait."))


def _answer(
    desk: Desk, shown: Sequence[Proposal], author: str, out: Console, made: list[tuple[int, Ruling]], at: int
) -> int | None:
    """Which statement to show next; None: leave."""
    from holdsway.errors import HoldswayError

    one = shown[at]
    while True:
        pressed = click.getchar()
        if pressed == "A":
            made += _accept_report(desk, shown, author, made, at)
            out.print(line(f"accepted: {len({n for n, _ in made})} ruled on so far", style="dim"))
            return at + 1
        key = pressed.lower()
        if key in ("q", "\x04"):
            return None
        if key in ("s", " ", "\r", "\n"):
            return at + 1
        if key == "u":
            if not made:
                out.print(line("nothing to undo yet"))
                continue
            before, ruling = made.pop()
            desk.undo(ruling.id, author=author)
            out.print(line(f"taken back: {ruling.act.done}"))
            return before
        if key not in _ACTS:
            out.print(_HELP if key == "?" else line("? explains the keys", style="dim"), highlight=False)
            continue
        try:
            ruling = _rule(desk, one, _ACTS[key], author)
        except HoldswayError as error:
            out.print(line(str(error), style="red"))
            continue
        made.append((at, ruling))
        out.print(line(f"{ruling.act.done} · ruling {ruling.id[:8]}", style="dim"))
        return at if key == "n" else at + 1


def _accept_report(
    desk: Desk, shown: Sequence[Proposal], author: str, made: Sequence[tuple[int, Ruling]], at: int
) -> list[tuple[int, Ruling]]:
    """Accept a statement and every later one of its document that nothing was decided on."""
    done = {number for number, ruling in made if ruling.act != "note"}
    same = (n for n in range(at, len(shown)) if shown[n].said.document == shown[at].said.document and n not in done)
    return [(number, desk.rule(shown[number].said.id, "accept", author=author)) for number in same]


def _rule(desk: Desk, one: Proposal, act: str, author: str) -> Ruling:
    from holdsway.hand.slots import corrections, parse_slots

    id = one.said.id
    if act == "accept":
        return desk.rule(id, act, author=author)
    if act == "correct":
        slots = parse_slots(click.prompt("slot=value", prompt_suffix=" … "))
        corrections(one.said, slots, desk.frame())  # a slip is told before the reason is asked for
        reason = click.prompt("why", default="", show_default=False)
        return desk.rule(id, act, author=author, slots=slots, reason=reason)
    reason = click.prompt("why" if act == "reject" else "note", default="", show_default=False)
    return desk.rule(id, act, author=author, reason=reason)


def _show(one: Proposal, number: int, of: int, desk: Desk, out: Console) -> None:
    from rich.padding import Padding

    from holdsway.hand.slots import as_written

    out.print()
    out.print(line(f"{number} of {of} · {one.said.kind} · moves {one.moves:.2f}", style="bold"))
    for because in one.because:
        out.print(line(because))
    out.print(Padding(line(one.note.shown, style="italic"), (1, 2, 0, 2), expand=False))
    whence = [one.note.source, one.note.publisher if one.note.publisher != one.note.source else None]
    about = [
        *whence,
        one.note.published,
        one.note.path,
        one.said.id[:8],
        (one.said.reader or "").partition(" lexicon ")[0],
    ]
    out.print(Padding(line(" · ".join(part for part in about if part), style="dim"), (0, 2, 1, 2), expand=False))
    for row in _side_by_side([f"{name:<10} {value}" for name, value in as_written(one.said, desk.frame()).items()]):
        out.print(line(f"  {row}"))
    out.print(line(_KEYS, style="cyan"))


def _side_by_side(slots: Sequence[str]) -> list[str]:
    """Slots two to a line where they are short enough."""
    rows: list[str] = []
    for slot in slots:
        if rows and len(rows[-1]) == _BESIDE and len(slot) <= _BESIDE:
            rows[-1] += slot
        else:
            rows.append(f"{slot:<{_BESIDE}}" if len(slot) < _BESIDE else slot)
    return [row.rstrip() for row in rows]

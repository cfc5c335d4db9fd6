"""`holdsway rulings`, `accept`, `reject`, `correct`, `undo`, `same`, `different`: what persons decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import by_option, in_format, ledger_option, open_existing
from holdsway.cli.output import chosen, emit

if TYPE_CHECKING:
    from holdsway.desk import Desk
    from holdsway.rulings import Ruling

__all__ = ["accept_command", "correct_command", "different_command", "reject_command", "rulings_command"]
__all__ += ["said_of", "same_command", "undo_command"]

_ID = "ID"
reason_option = click.option("--reason", metavar="TEXT", help="Why, in a sentence; it is shown wherever the ruling is.")


@click.command("rulings", epilog="Example:  holdsway rulings --format csv -o rulings.csv")
@in_format("jsonl", "csv", "md")
@click.option("--lost", is_flag=True, help="Only those whose words are no longer in their document.")
@click.option("--at", metavar="BATCH|HEAD", help="The ledger as it stood after that batch.")
@ledger_option
def rulings_command(format: str | None, output: Path | None, lost: bool, at: str | None, ledger: Path) -> int:
    """List every ruling, also those undone: who decided what, when and why, and whether it decides now."""
    desk = open_existing(ledger)
    rows = _rows(desk, at)
    rows = [row for row in rows if row["state"] == "words not found"] if lost else rows
    how = chosen(format, output)
    if how == "table" and not rows:
        click.echo("every ruling finds its words" if lost else "nobody has ruled on anything yet")
    else:
        emit(rows, how, output, columns=("id", "made", "author", "ruling", "on", "state", "reason"))
    return 0


def _rows(desk: Desk, at: str | None) -> list[dict[str, Any]]:
    from holdsway.rulings import deciding, standing

    rulings = desk.rulings(at)
    there, decide = {r.id for r in standing(rulings)}, {r.id for r in deciding(rulings)}
    stands = desk.standing(at=at)
    lost = {ruling.id for outcome in stands.lost for ruling in (*outcome.by, *outcome.notes)}
    clash = {r.id for outcome in stands.outcomes.values() if outcome.state == "in conflict" for r in outcome.by}

    def state(ruling: Ruling) -> str:
        if ruling.id not in there:
            return "undone"
        if ruling.id in lost:
            return "words not found"
        if ruling.id in clash:
            return "in conflict"
        return "decides" if ruling.id in decide else "stands" if ruling.act in ("note", "undo") else "ruled anew since"

    return [
        {
            "id": ruling.id[:8],
            "made": f"{ruling.made:%Y-%m-%d %H:%M}",
            "author": ruling.author,
            "ruling": ruling.act,
            "on": said_of(ruling),
            "state": state(ruling),
            "reason": ruling.reason,
            "target": ruling.target,
            "other": ruling.other,
            "slots": dict(ruling.slots),
            "over": list(ruling.over),
        }
        for ruling in rulings
    ]


def said_of(ruling: Ruling) -> str:
    """What a ruling is on, in a few words."""
    if ruling.other is not None:
        return f"{ruling.target} and {ruling.other}"
    if ruling.said is None:
        return ruling.target[:8]
    words = " ".join(ruling.said.quote.exact.split())
    return f"{ruling.target[:8]} {words[:60]}{'…' if len(words) > 60 else ''}"


def _told(ruling: Ruling) -> int:
    click.echo(f"ruling {ruling.id[:8]}: {ruling.author} {ruling.act.done} {said_of(ruling)}")
    return 0


@click.command("accept", epilog='Example:  holdsway accept 4dd6a20c 394d3bcf --reason "checked against the video"')
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@reason_option
@by_option
@ledger_option
def accept_command(ids: tuple[str, ...], reason: str | None, author: str, ledger: Path) -> int:
    """Accept statements as they are, by the eight digits that the brief shows."""
    desk = open_existing(ledger)
    for id in ids:
        _told(desk.rule(id, "accept", author=author, reason=reason))
    return 0


@click.command("reject", epilog='Example:  holdsway reject 4dd6a20c --reason "another place of that name"')
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@reason_option
@by_option
@ledger_option
def reject_command(ids: tuple[str, ...], reason: str | None, author: str, ledger: Path) -> int:
    """Reject statements: they stay in the record with the ruling, and bear on nothing."""
    desk = open_existing(ledger)
    for id in ids:
        _told(desk.rule(id, "reject", author=author, reason=reason))
    return 0


@click.command(
    "correct", epilog='Example:  holdsway correct 4dd6a20c party=taliban place="Spin Boldak" from=2021-07-14'
)
@click.argument("id", metavar="ID")
@click.argument("slots", nargs=-1, required=True, metavar="SLOT=VALUE...")
@reason_option
@by_option
@ledger_option
def correct_command(id: str, slots: tuple[str, ...], reason: str | None, author: str, ledger: Path) -> int:
    """Correct slots of a statement: party, place, from, to, low, high, by, against and others.

    `-` empties a slot. The words, the source and the time of publication are the record's own and stay.
    """
    import shlex

    from holdsway.hand.slots import parse_slots

    written = parse_slots(shlex.join(slots))
    return _told(open_existing(ledger).rule(id, "correct", author=author, reason=reason, slots=written))


@click.command("undo", epilog='Example:  holdsway undo 77ac01f2 --reason "pressed the wrong key"')
@click.argument("id", metavar="RULING")
@reason_option
@by_option
@ledger_option
def undo_command(id: str, reason: str | None, author: str, ledger: Path) -> int:
    """Take a ruling back, by the eight digits that `holdsway rulings` shows. Undoing an undoing brings it back."""
    return _told(open_existing(ledger).undo(id, author=author, reason=reason))


@click.command("same", epilog='Example:  holdsway same "Haji Najib" "Najibullah Omar" --reason "same post, same day"')
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@reason_option
@by_option
@ledger_option
def same_command(one: str, other: str, reason: str | None, author: str, ledger: Path) -> int:
    """Rule that two names, as the record writes them, are one actor."""
    return _told(open_existing(ledger).rule_on_actors(one, other, "same", author=author, reason=reason))


@click.command("different", epilog='Example:  holdsway different "Haji Najib" "Najibullah Omar"')
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@reason_option
@by_option
@ledger_option
def different_command(one: str, other: str, reason: str | None, author: str, ledger: Path) -> int:
    """Rule that two names are two actors, whatever was ruled before."""
    return _told(open_existing(ledger).rule_on_actors(one, other, "different", author=author, reason=reason))

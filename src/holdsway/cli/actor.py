"""`holdsway actor`: who somebody is on the record."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.brief import footnote_json
from holdsway.cli.options import as_known, in_format, ledger_option, open_existing, say_undated
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdsway.brief.actor import ActorAccount, ActorAnswer, Told
    from holdsway.brief.footnotes import Footnote

__all__ = ["actor_command"]

MOST = 20
"""How many events a terminal shows; JSON has all."""
SECTIONS = ("names", "listings", "roles", "ties", "events")


@click.command("actor", epilog='Example:  holdsway actor "Valley Front"    or    holdsway actor un:TAi.150')
@click.argument("name", metavar="NAME|ID")
@in_format("md")
@as_known
@ledger_option
def actor_command(
    name: str,
    format: str | None,
    output: Path | None,
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Show who somebody is on the record: names, listings, roles, ties and events, each with its footnote.

    NAME is an id, or a name or alias as anybody wrote it, whole. All who bear it are shown side by side.
    """
    desk = open_existing(ledger)
    say_undated(desk, known_by, at)
    answer = desk.actor(name, known_by=known_by, at=at)
    how = chosen(format, output)
    if how == "table" and output is None:
        _print(answer)
    elif how in ("md", "table"):
        write(_markdown(answer), output)
    else:
        write(as_json(_json(answer, known_by)), output)
    return 0


def _json(answer: ActorAnswer, known_by: str | None) -> dict[str, Any]:
    return {
        "asked": answer.asked,
        "known_by": known_by,
        "side_by_side": answer.side_by_side,
        "rulings": list(answer.rulings),
        "actors": [
            {
                "id": account.id,
                "name": account.name,
                **{
                    section: [
                        {**told.facts, "text": told.text, "footnotes": list(told.footnotes)}
                        for told in getattr(account, section)
                    ]
                    for section in SECTIONS
                },
            }
            for account in answer.accounts
        ],
        "footnotes": [footnote_json(note) for note in answer.footnotes],
    }


def _shown(account: ActorAccount) -> Iterator[tuple[str, tuple[Told, ...], str | None]]:
    """The sections that hold something, as much of each as is shown, and what is left out."""
    for section in SECTIONS:
        lines: tuple[Told, ...] = getattr(account, section)
        most = MOST if section == "events" else len(lines)
        left = f"and {len(lines) - most:,} more: --format json" if len(lines) > most else None
        if lines:
            yield section, lines[:most], left


def _cited(answer: ActorAnswer) -> list[Footnote]:
    """The footnotes of the lines that are shown."""
    numbers = {n for one in answer.accounts for _, lines, _ in _shown(one) for told in lines for n in told.footnotes}
    return [note for note in answer.footnotes if note.number in numbers]


def _note(note: Footnote) -> str:
    """A footnote as one line: who and when, where it stands, its statement, and its words."""
    from holdsway.brief.wording import plain

    published = f", published {note.published}" if note.published else ""
    where = f"{PurePath(note.path.replace(chr(92), '/')).name} {note.stands}".strip()
    words = plain(note.shown)
    words = words if len(words) <= 160 else words[:160].rpartition(" ")[0] + " …"
    review = f" · {note.review}" if note.review else ""
    return f"{note.source}{published} · {where}{review} · statement {(note.statement or '')[:8]} · {words}"


def _print(answer: ActorAnswer) -> None:
    from rich.padding import Padding

    from holdsway.brief.wording import marks

    out = console()
    if answer.side_by_side:
        out.print(line(answer.side_by_side, style="italic"))
    for ruled in answer.rulings:
        out.print(line(ruled, style="italic"))
    for account in answer.accounts:
        out.print()
        same = account.name == account.id
        out.print(line(account.name if same else f"{account.name} ({account.id})", style="bold"))
        for section, lines, left in _shown(account):
            out.print(line(section.upper() if section != "events" else "EVENTS, newest first", style="dim"))
            for told in lines:
                out.print(Padding(line(f"{told.text} {marks(told.footnotes)}".rstrip()), (0, 0, 0, 2), expand=False))
            if left:
                out.print(Padding(line(left, style="italic"), (0, 0, 0, 2), expand=False))
    out.print()
    out.print(line("FOOTNOTES", style="dim"))
    for note in _cited(answer):
        out.print(Padding(line(f"[{note.number}] {_note(note)}"), (0, 0, 0, 2), expand=False))


def _markdown(answer: ActorAnswer) -> str:
    from holdsway.brief.wording import marks, plain

    lines = [f"*{plain(answer.side_by_side)}*", ""] if answer.side_by_side else []
    lines += [line for ruled in answer.rulings for line in (f"*{plain(ruled)}*", "")]
    for account in answer.accounts:
        lines += [f"# {plain(account.name)}", "", f"`{account.id}`", ""]
        for section, told, left in _shown(account):
            lines += [f"## {section.capitalize()}", ""]
            lines += [f"- {plain(one.text)} {marks(one.footnotes)}".rstrip() for one in told]
            lines += [f"- *{left}*", ""] if left else [""]
    lines += ["## Footnotes", ""]
    lines += [f"- [{note.number}] {_note(note)}" for note in _cited(answer)]
    return "\n".join(lines) + "\n"

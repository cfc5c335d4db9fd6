"""`holdsway brief`: the page owed on Monday."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.add import print_added, progress_bar
from holdsway.cli.options import as_known, days_of, ledger_option, period, say_undated
from holdsway.cli.output import as_csv, as_json, chosen, console, write

if TYPE_CHECKING:
    from holdsway.brief import Brief, Footnote
    from holdsway.desk import Desk

__all__ = ["brief_command", "brief_json", "write_brief"]


@click.command("brief", epilog="Example:  holdsway brief ./inbox --week 2021-W30 -l ./ledger -o monday")
@click.argument("inbox", required=False, type=click.Path(path_type=Path))
@period
@click.option("--format", "format", type=click.Choice(["table", "json", "md"]), help="Default: table on a terminal.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write the pages there too."
)
@as_known
@ledger_option
def brief_command(
    inbox: Path | None,
    week: str | None,
    first: str | None,
    last: str | None,
    format: str | None,
    output: Path | None,
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Print the situation brief of some days, each line with its footnotes.

    With an INBOX, that folder is added first (the ledger is made if absent). With -o, brief.html, brief.json and
    evidence.csv are written too. Without days: the last seven of the frame.
    """
    from holdsway.desk import open_desk

    days = days_of(week, first, last)
    desk = open_desk(ledger, make=inbox is not None)
    if inbox is not None:
        with progress_bar() as progress:
            added = desk.add(inbox, progress=progress)
        print_added(added, stderr=True)
    made = desk.brief(days, known_by=known_by, at=at)
    say_undated(desk, known_by, at)
    remember_footnotes(desk, made)
    if output is not None:
        write_brief(made, output)
    how = format or chosen(None, None)
    if how == "table":
        from holdsway.brief.terminal import print_brief

        print_brief(made, console())
    elif how == "md":
        from holdsway.brief.terminal import markdown

        write(markdown(made), None)
    else:
        write(as_json(brief_json(made)), None)
    return 0


def brief_json(brief: Brief) -> dict[str, Any]:
    """A brief as one object: its sections with their findings, and its footnotes."""
    return {
        "title": brief.title,
        "from": str(brief.days.first),
        "to": str(brief.days.last),
        "known_by": brief.known_by,
        "batch": brief.batch,
        "head": brief.head,
        "basis": list(brief.basis),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "note": section.note,
                "findings": [
                    {"text": f.text, "footnotes": list(f.footnotes), **dict(f.facts)} for f in section.findings
                ],
            }
            for section in brief.sections
        ],
        "footnotes": [footnote_json(note) for note in brief.footnotes],
    }


def footnote_json(note: Footnote) -> dict[str, Any]:
    """A footnote as an object. Words that are not the source's own are never called its quote."""
    shown = asdict(note)
    words, written = shown.pop("words"), shown.pop("as_written")
    if note.paraphrase:
        return shown | {"paraphrase_text": words, "quote": None}
    if note.translated:
        return shown | {"translation_text": words, "quote": note.original}
    if note.statement is None:
        return shown | {"about": words, "quote": None}
    return shown | ({"quote": words} if written is None else {"columns": words, "quote": written})


def write_brief(brief: Brief, folder: Path) -> None:
    """The brief as a page, as JSON, and its evidence as CSV, in a folder."""
    from holdsway.brief.map import map_svg
    from holdsway.brief.page import page

    folder.mkdir(parents=True, exist_ok=True)
    held = sum(1 for note in brief.footnotes if note.leaving() is not note)
    brief = replace(brief, footnotes=tuple(note.leaving() for note in brief.footnotes))
    if held:
        click.echo(
            f"{held} footnotes are withheld from these files, since a licence or the user keeps them in; "
            "the lines that rest on them are in the page",
            err=True,
        )
    svg = map_svg(brief.estimates, brief.frame, on=brief.days.last)
    write(page(brief, svg), folder / "brief.html")
    write(as_json(brief_json(brief)), folder / "brief.json")
    rows = [
        {key: value for key, value in asdict(note).items() if key not in ("words", "context")} | {"words": note.shown}
        for note in brief.footnotes
    ]
    write(as_csv(rows), folder / "evidence.csv")


def remember_footnotes(desk: Desk, brief: Brief) -> None:
    """Keep in the ledger's cache which statement each footnote of the last brief stands for, for `why 3`."""
    numbers = {str(note.number): note.statement for note in brief.footnotes if note.statement}
    try:
        cache = desk.ledger.folder / "cache"
        cache.mkdir(exist_ok=True)
        (cache / "footnotes.json").write_text(as_json(numbers), "utf-8")
    except OSError:
        click.echo("the ledger cannot be written to, so `why NUMBER` will not know this brief", err=True)

"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from holdsway.clocks import Days
    from holdsway.desk import Desk

__all__ = ["as_known", "by_option", "days_of", "in_format", "ledger_option", "open_existing", "period", "reader_option"]
__all__ += ["say_undated"]

Decorated = Callable[..., Any]


def ledger_option(command: Decorated) -> Decorated:
    """The ledger a command works on."""
    return click.option(
        "-l",
        "--ledger",
        type=click.Path(path_type=Path),
        envvar="HOLDSWAY_LEDGER",
        default=Path("ledger"),
        show_default="./ledger",
        metavar="DIR",
        help="The ledger's folder (or set HOLDSWAY_LEDGER).",
    )(command)


def reader_option(command: Decorated) -> Decorated:
    """Who reads the documents."""
    return click.option(
        "--reader",
        metavar="NAME",
        help="Who reads documents: frames, petrarch:FOLDER, spacy:PIPELINE, llm:PROVIDER:MODEL (docs/readers.md).",
    )(command)


def by_option(command: Decorated) -> Decorated:
    """Who rules."""
    return click.option(
        "--by",
        "author",
        metavar="NAME",
        envvar="HOLDSWAY_AUTHOR",
        default=_login,
        show_default="your login name",
        help="Whose rulings these are (or set HOLDSWAY_AUTHOR).",
    )(command)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a login
        raise click.UsageError("who rules? give --by NAME, or set HOLDSWAY_AUTHOR") from None


def as_known(command: Decorated) -> Decorated:
    """As known by a time, and as of a batch."""
    command = click.option("--at", metavar="BATCH|HEAD", help="The ledger as it stood after that batch.")(command)
    return click.option(
        "--known-by", metavar="DATE|TIME", help="Use only what was published by then (a date: by its end, UTC)."
    )(command)


def in_format(*formats: str) -> Callable[[Decorated], Decorated]:
    """How to print, and where to; a table on a terminal, JSON otherwise."""

    def decorate(command: Decorated) -> Decorated:
        command = click.option(
            "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write there, not to the screen."
        )(command)
        return click.option(
            "--format",
            "format",
            type=click.Choice(["table", "json", *formats]),
            help="Default: table on a terminal, json otherwise.",
        )(command)

    return decorate


def period(command: Decorated) -> Decorated:
    """A week, or a first and a last day."""
    command = click.option("--to", "last", metavar="DATE", help="Last day, included.")(command)
    command = click.option("--from", "first", metavar="DATE", help="First day, included.")(command)
    return click.option("--week", metavar="YYYY-Www", help="An ISO week, Monday to Sunday.")(command)


def days_of(week: str | None, first: str | None, last: str | None) -> Days | None:
    """The days a period option names; None when none was given."""
    from holdsway.clocks import Days, parse_day
    from holdsway.clocks import week as parse_week

    if week and (first or last):
        raise click.UsageError("give either --week or --from and --to")
    if week:
        return parse_week(week)
    if first and last:
        return Days(parse_day(first), parse_day(last))
    if first or last:
        raise click.UsageError("--from and --to go together")
    return None


def open_existing(folder: Path) -> Desk:
    """The desk of a ledger that is there already."""
    from holdsway.desk import open_desk

    return open_desk(folder, make=False)


def say_undated(desk: Desk, known_by: str | None, at: str | None) -> None:
    """Say, beside a known-by answer, how much it cannot use."""
    if known_by and (undated := desk.undated(at)):
        click.echo(f"{undated} statements without a publication time are left out of any known-by answer", err=True)

"""The command line: it parses and prints, and nothing else. Each command is loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from holdsway import __version__
from holdsway.errors import DamageError, HoldswayError

__all__ = ["main"]

COMMANDS = {
    "demo": ("demo", "Take the bundled case through the whole flow."),
    "new": ("new", "Draft a frame, scales and mappings from a folder."),
    "add": ("add", "Take files and folders into the ledger."),
    "read": ("read", "Show what a report says, without a ledger."),
    "brief": ("brief", "Print the situation brief, with footnotes."),
    "review": ("review", "Rule on what machines read, what moves the brief most first."),
    "rulings": ("rulings", "List what persons decided, and who, when and why."),
    "accept": ("rulings", "Accept statements as they are."),
    "reject": ("rulings", "Reject statements: they bear on nothing any more."),
    "correct": ("rulings", "Correct slots of a statement."),
    "undo": ("rulings", "Take a ruling back."),
    "same": ("rulings", "Rule that two names are one actor."),
    "different": ("rulings", "Rule that two names are two actors."),
    "say": ("say", "Add a statement by hand."),
    "why": ("why", "Show every report behind a place or a footnote."),
    "actor": ("actor", "Show who somebody is on the record: names, ties, listings."),
    "control": ("control", "Estimate who held each place on a day."),
    "export": ("export", "Write the statements as Parquet, GeoJSON, FollowTheMoney or HXL."),
    "rejects": ("custody", "List what could not be kept, and why."),
    "formats": ("custody", "List the tables and documents that are read."),
    "sql": ("custody", "Ask the ledger a reading query."),
    "verify": ("custody", "Recompute everything the ledger promises."),
    "log": ("log", "List what came in batch by batch, and what was forgotten."),
    "merge": ("merge", "Unite another ledger into this one."),
    "forget": ("forget", "Take a document or a statement out for good."),
    "freeze": ("freeze", "Write the ledger to one archive, for a paper."),
}


class Commands(click.Group):
    """The commands in the order of the flow, each imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the flow."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"holdsway.cli.{COMMANDS[cmd_name][0]}")
        return getattr(module, f"{cmd_name}_command")  # type: ignore[no-any-return]  # named so in every module

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="holdsway")
def group() -> None:
    """Tell who holds sway where, since when, and how we know.

    An evidence ledger for armed conflict: a folder of reports in, a footnoted brief out.

    \b
    Start with:   holdsway demo
    Then yours:   holdsway brief ./inbox --week 2021-W30 -l ./ledger
                  holdsway why "Spin Boldak" --on 2021-07-20
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command; a user's mistake is one plain line and an exit code, never a traceback."""
    try:
        code: Any = group.main(args=arguments, prog_name="holdsway", standalone_mode=False)
    except click.exceptions.Abort:
        _leave("stopped", 130)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _leave(error.format_message(), 1)
    except DamageError as error:
        _leave(str(error), 4 if "verify" in (arguments or sys.argv) else 1)
    except HoldswayError as error:
        _leave(str(error), 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _leave(f"{error.filename}: {error.strerror}" if error.filename else str(error), 1)
    sys.exit(code if isinstance(code, int) else 0)


def _leave(message: str, code: int) -> None:
    click.echo(f"holdsway: {message}", err=True)
    sys.exit(code)

"""Write docs/cli.md and docs/formats.md from the commands and formats themselves, or --check that they are so."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from holdsway.cli import COMMANDS, group
from holdsway.formats import Format, formats

DOCS = Path(__file__).parent
HEAD = """# Commands

Written by `docs/make_reference.py` from the commands' own help; do not edit.

Data goes to stdout, progress and remarks to stderr. Exit codes: 0 done; 1 an input or a runtime error, in one plain
line with the remedy; 2 usage; 4 `verify` found damage.
"""


FORMATS_HEAD = """# Tables

Written by `docs/make_reference.py` from the formats' own declarations; do not edit. [inbox.md](inbox.md) says what else
an inbox may hold.
"""


def commands() -> str:
    """The help of every command, in the order of the flow."""
    parent = click.Context(group, info_name="holdsway", max_content_width=100, terminal_width=100)
    pages = [HEAD, _page(group, parent)]
    for name in COMMANDS:
        command = group.get_command(parent, name)
        assert command is not None
        pages.append(_page(command, click.Context(command, info_name=name, parent=parent)))
    return "\n".join(pages)


def tables() -> str:
    """Every built-in format with its columns and what it holds a row to."""
    known = formats()
    built_in = [name for name, format in known.items() if type(format).__module__.startswith("holdsway.")]
    return "\n".join([FORMATS_HEAD, *(_table(name, known[name]) for name in built_in)])


def _table(name: str, format: Format) -> str:
    about = format.metadata
    lines = [f"## `{name}`", "", f"{about.title}.", "", f"- must have: `{' '.join(about.required)}`"]
    if about.optional:
        lines.append(f"- may have: `{' '.join(about.optional)}`")
    lines += [f"- {sentence}" for sentence in about.assertions]
    return "\n".join(lines) + "\n"


def _page(command: click.Command, context: click.Context) -> str:
    context.max_content_width = context.terminal_width = 100
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"


def main() -> None:
    """Write the pages, or with --check say which is not up to date."""
    for name, text in (("cli.md", commands()), ("formats.md", tables())):
        page = DOCS / name
        if "--check" not in sys.argv:
            page.write_text(text, "utf-8")
        elif not page.exists() or page.read_text("utf-8") != text:
            sys.exit(f"docs/{name} is not what the code says; run python docs/make_reference.py")
        else:
            print(f"docs/{name} is up to date")


if __name__ == "__main__":
    main()

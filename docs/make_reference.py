"""Write docs/cli.md and docs/formats.md from the commands and formats themselves, or --check that they are so."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from holdsway.cli import COMMANDS, group
from holdsway.formats import Format, Metadata, formats
from holdsway.formats.format import JSON_LINES
from holdsway.records import OPEN

DOCS = Path(__file__).parent
HEAD = """# Commands

Written by `docs/make_reference.py` from the commands' own help; do not edit.

Data goes to stdout, progress and remarks to stderr. Exit codes: 0 done; 1 an input or a runtime error, in one plain
line with the remedy; 2 usage; 4 `verify` found damage.
"""


FORMATS_HEAD = """# Tables and lists

Written by `docs/make_reference.py` from the formats' own declarations; do not edit. [inbox.md](inbox.md) says what else
an inbox may hold, and how a `*.mapping.yaml` brings in a table that is not here. `holdsway formats --check` holds each
to the contract: recognised by its header, every row accounted for, no damage passed over in silence.
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
    lines = [f"## `{name}`", "", f"{about.title}.", ""]
    if about.root:
        lines.append(f"- XML that begins with `<{about.root}>`, one record for each `{'`, `'.join(about.records)}`")
    if about.container == JSON_LINES:
        lines.append("- JSON, one object on each line")
    if about.headless:
        lines.append(f"- columns, with or without a header: `{' '.join(about.layout)}`")
    elif about.required and not about.root:
        lines.append(f"- must have: `{' '.join(about.required)}`")
    if about.optional:
        lines.append(f"- may have: `{' '.join(about.optional)}`")
    if about.names:
        lines.append(f"- told from others of this header by the name of the file: `{about.names}`")
    lines += [f"- {sentence}" for sentence in about.assertions]
    lines.append(f"- published: {_published(about)}")
    lines.append(f"- licence: {about.licence or 'that of the user'}. {about.terms or ''}".rstrip())
    if about.sensitivity != OPEN:
        lines.append("- its rows are withheld from every export")
    return "\n".join(lines) + "\n"


def _published(about: Metadata) -> str:
    """When its rows count as published, in words."""
    ways = [f"as `{about.published_in}` says"] if about.published_in else []
    ways += ["by the release in the name of the file"] if about.releases else []
    ways.append("else `--published` or `published:` in NAME.meta.yaml; without any, left out of every known-by answer")
    late = ". Its rows are flagged retro-coded: written down long after the days they tell of"
    return "; ".join(ways) + (late if about.retrospective else "")


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

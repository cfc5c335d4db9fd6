"""Write docs/cli.md from the commands themselves, or with --check say whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from holdsway.cli import COMMANDS, group

TARGET = Path(__file__).with_name("cli.md")
HEAD = """# Commands

Written by `docs/make_cli_reference.py` from the commands' own help; do not edit.

Data goes to stdout, progress and remarks to stderr. Exit codes: 0 done; 1 an input or a runtime error, in one plain
line with the remedy; 2 usage; 4 `verify` found damage.
"""


def reference() -> str:
    """The help of every command, in the order of the flow."""
    parent = click.Context(group, info_name="holdsway", max_content_width=100, terminal_width=100)
    pages = [HEAD, _page(group, parent)]
    for name in COMMANDS:
        command = group.get_command(parent, name)
        assert command is not None
        pages.append(_page(command, click.Context(command, info_name=name, parent=parent)))
    return "\n".join(pages)


def _page(command: click.Command, context: click.Context) -> str:
    context.max_content_width = context.terminal_width = 100
    return f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    text = reference()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text("utf-8") != text:
            sys.exit("docs/cli.md is not what the commands say; run python docs/make_cli_reference.py")
        print("docs/cli.md is up to date")
    else:
        TARGET.write_text(text, "utf-8")

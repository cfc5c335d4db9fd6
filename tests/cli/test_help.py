"""Help: every command shows an example, and asking for help loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from holdsway.cli import COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example_of_it(command: str, run: Callable[..., Any]) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Example:  holdsway {command}" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_says_what_each_does(command: str, run: Callable[..., Any]) -> None:
    ran = run("--help")
    assert ran.code == 0
    listed = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert f"{command} {COMMANDS[command][1]}" in listed


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from holdsway.cli import main\n"
        "try:\n    main(['--help'])\n"
        "finally:\n    heavy = {'duckdb', 'spacy', 'lxml', 'shapely', 'trafilatura', 'jinja2'}\n"
        "    print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

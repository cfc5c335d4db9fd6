"""The pages are true: their commands run and show what they say, and their links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
HOLDSWAY = Path(sys.executable).with_name("holdsway")
PRINTS_A_TABLE = ("why", "control", "brief", "sql", "rejects", "verify", "add")


def console_blocks(page: Path) -> list[tuple[str, list[str]]]:
    """Each command shown after a `$`, with the lines shown as its output."""
    shown = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            shown.append((command, [line.rstrip() for line in output.splitlines() if line.strip()]))
    return shown


def test_the_readme_shows_commands_with_their_output() -> None:
    blocks = console_blocks(ROOT / "README.md")
    assert len(blocks) >= 3
    assert sum(bool(output) for _, output in blocks) >= 2


def test_every_command_in_the_readme_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src" / "holdsway" / "demo" / "inbox", tmp_path / "inbox")
    for command, shown in console_blocks(ROOT / "README.md"):
        words = [word.strip("\"'") for word in re.findall(r'"[^"]*"|\S+', command)]
        assert words[0] == "holdsway"
        if words[1] in PRINTS_A_TABLE and "--format" not in words:
            words += ["--format", "table"]  # what a terminal gets
        done = subprocess.run(
            [str(HOLDSWAY), *words[1:]],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        printed = [line.rstrip() for line in done.stdout.splitlines()]
        for line in shown:
            if line.strip() != "…":
                assert line in printed, f"{command} does not print: {line}"


def test_the_python_in_the_readme_runs(tmp_path: Path) -> None:
    subprocess.run([str(HOLDSWAY), "demo"], cwd=tmp_path, check=True, capture_output=True)
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_command_reference_is_the_one_the_commands_give() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_cli_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

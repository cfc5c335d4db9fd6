"""The log on the command line: each batch, each merge, each thing forgotten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def ledger(run: Run, inbox: Any, tmp_path: Path) -> Path:
    """A ledger with a merge and a tombstone."""
    folder: Path = inbox({"note.md": "The Rebels captured Beta on 10 July 2021.\n"})
    mine, theirs = tmp_path / "ledger", tmp_path / "theirs"
    run("add", folder, "-l", mine)
    shutil.copytree(mine, theirs)
    for where, words in ((mine, "captured Alpha in North"), (theirs, "left Beta")):
        (tmp_path / f"{where.name}.md").write_text(f"The Rebels {words} on 12 July 2021.\n")
        assert run("add", tmp_path / f"{where.name}.md", "-l", where).code == 0
    run("merge", theirs, "-l", mine)
    [name] = json.loads(run("sql", "SELECT sha256 FROM documents WHERE path = 'note.md'", "-l", mine).out)
    run("forget", name["sha256"], "--reason", "asked to by the witness", "--by", "Ben", "--yes", "-l", mine)
    return mine


def test_the_log_tells_each_batch_with_its_parents_and_what_was_forgotten(run: Run, ledger: Path) -> None:
    entries = json.loads(run("log", "-l", ledger, "--format", "json").out)
    first, *pair, merge, stone = entries
    assert [e["depth"] for e in entries] == [1, 2, 2, 3, 4]
    assert sorted(e["batch"] for e in entries) == [1, 2, 3, 4, 5]
    assert (first["previous"], first["documents"], first["note"]) == ([], 1, "files, of which some are forgotten")
    assert merge["previous"] == sorted(e["head"] for e in pair)
    assert merge["note"] == "merged " + " and ".join(sorted(e["head"][:8] for e in pair))
    [gone] = stone["forgotten"]
    assert (gone["what"], gone["author"], gone["reason"]) == ("document", "Ben", "asked to by the witness")
    assert gone["made"]


def test_as_a_table_it_fits_into_80_columns(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("log", "-l", ledger, "--format", "table")
    assert ran.code == 0
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    words = " ".join(ran.out.split())
    assert "forgotten on " in words
    assert "by Ben: asked to by the witness" in words
    assert all(len(line) <= 80 for line in run("verify", "-l", ledger, "--format", "table").out.splitlines())


def test_up_to_a_batch_it_tells_that_one_and_what_it_rests_on(run: Run, ledger: Path) -> None:
    entries = json.loads(run("log", "--at", "3", "-l", ledger, "--format", "json").out)
    assert [e["batch"] for e in entries] == [1, 3]

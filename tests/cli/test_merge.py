"""Merging on the command line: what came in, and on what two persons disagree."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
NOTE = "The Rebels captured Beta on 10 July 2021.\n"


@pytest.fixture
def two(run: Run, inbox: Any, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one ledger; in each somebody ruled on the same statement, and one has a report more."""
    folder: Path = inbox({"note.md": NOTE})
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    assert run("add", folder, "-l", mine).code == 0
    shutil.copytree(mine, theirs)
    [said] = json.loads(run("sql", "SELECT id FROM statements", "-l", mine).out)
    assert run("accept", said["id"], "-l", mine, "--by", "Ana").code == 0
    assert run("reject", said["id"], "-l", theirs, "--by", "Ben", "--reason", "it was Alpha").code == 0
    (tmp_path / "more.md").write_text("The Government recaptured Beta on 12 July 2021.\n")
    assert run("add", tmp_path / "more.md", "-l", theirs).code == 0
    return mine, theirs


def test_a_merge_says_what_came_in_and_on_what_two_disagree(run: Run, two: tuple[Path, Path]) -> None:
    mine, theirs = two
    ran = run("merge", theirs, "-l", mine, "--format", "table")
    assert ran.code == 0
    words = " ".join(ran.out.split())
    assert "2 batches of" in words
    assert "1 new statement, 1 document, 1 ruling; merge batch 5, head" in words
    assert "1 statement on which rulings disagree, so that nothing is decided; `holdsway review` puts it first" in words
    assert ", accept" in words
    assert "Ben, " in words
    assert ", reject: it was Alpha" in words
    assert run("verify", "-l", mine).code == 0


def test_the_same_in_json_and_again_nothing_new(run: Run, two: tuple[Path, Path]) -> None:
    mine, theirs = two
    first = json.loads(run("merge", theirs, "-l", mine, "--format", "json").out)
    assert (first["batches"], first["statements"], first["documents"], first["rulings"]) == (2, 1, 1, 1)
    [conflict] = first["conflicts"]
    assert {(r["author"], r["act"], r["reason"]) for r in conflict["rulings"]} == {
        ("Ana", "accept", None),
        ("Ben", "reject", "it was Alpha"),
    }
    again = json.loads(run("merge", theirs, "-l", mine).out)
    assert (again["batches"], again["head"], len(again["conflicts"])) == (0, first["head"], 1)
    back = json.loads(run("merge", mine, "-l", theirs).out)
    assert (back["head"], back["batch"]) == (first["head"], None)
    assert "nothing new in" in run("merge", theirs, "-l", mine, "--format", "table").out


def test_an_archive_is_merged_as_a_folder_is(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    mine, theirs = two
    assert run("freeze", tmp_path / "x.zip", "-l", theirs).code == 0
    assert json.loads(run("merge", tmp_path / "x.zip", "-l", mine).out)["batches"] == 2


def test_what_is_no_ledger_is_one_plain_line(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    mine, _ = two
    for other in (tmp_path, tmp_path / "nowhere"):
        ran = run("merge", other, "-l", mine)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert "there is no ledger in" in ran.err


def test_a_ledger_with_another_frame_is_not_taken_in(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    mine, _ = two
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "case.yaml").write_text("name: other\nparties: [{id: gov}]\n")
    assert run("add", tmp_path / "other", "-l", tmp_path / "third").code == 0
    ran = run("merge", tmp_path / "third", "-l", mine)
    assert ran.code == 1
    assert "holds the frame 'other' and" in ran.err
    assert "make the other anew with this case.yaml" in ran.err

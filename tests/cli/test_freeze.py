"""Freezing on the command line: an archive to cite, less what may not leave."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SECRET = (
    "---\nsensitivity: confidential\npublisher: A friend\npublished: 2021-07-12\n---\n"
    "The Rebels left Beta on 11 July.\n"
)
NOTE = "---\npublisher: AP\npublished: 2021-07-11\n---\nThe Rebels captured Beta on 10 July 2021.\n"


@pytest.fixture
def ledger(run: Run, inbox: Any) -> Path:
    folder: Path = inbox({"note.md": NOTE, "secret.md": SECRET})
    assert run("add", folder, "-l", folder.parent / "ledger").code == 0
    return folder.parent / "ledger"


def test_what_may_not_leave_is_left_out_and_that_is_said(run: Run, ledger: Path, tmp_path: Path) -> None:
    ran = run("freeze", tmp_path / "x.zip", "-l", ledger, "--format", "table")
    words = " ".join(ran.out.split())
    assert ran.code == 0
    assert "(confidential: 1)" in words
    assert "its head is therefore not that of the ledger" in words
    assert "to cite: case. Evidence ledger, head " in words
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert {name for name in archive.namelist() if "/" not in name} == {
            "CITATION.txt",
            "README.txt",
            "versions.json",
        }
        content = b"".join(archive.read(name) for name in archive.namelist())
        versions = json.loads(archive.read("versions.json"))
    for words in ("Rebels left", "A friend", "secret.md"):
        assert words.encode() not in content
    assert set(versions) >= {"holdsway", "reader", "lexicon", "python", "duckdb", "spacy", "ledger format"}
    assert json.loads(run("verify", "-l", tmp_path / "x.zip").out)["sound"]
    assert len(json.loads(run("sql", "FROM documents", "-l", ledger, "--format", "json").out)) == 2


def test_everything_is_in_an_archive_for_oneself(run: Run, ledger: Path, tmp_path: Path) -> None:
    ran = run("freeze", tmp_path / "x.zip", "--everything", "-l", ledger, "--format", "table")
    assert "with everything in it, also what may not leave: keep it to yourself" in " ".join(ran.out.split())
    heads = [json.loads(run("verify", "-l", where).out)["head"] for where in (ledger, tmp_path / "x.zip")]
    assert heads[0] == heads[1]


def test_rows_that_a_licence_keeps_in_are_left_out_one_by_one(run: Run, inbox: Any, tmp_path: Path) -> None:
    rows = "source,published,as_of,admin1,place,pcode,label\nOfficials,2021-07-10,2021-07-10,North,Beta,B1,fallen\n"
    meta = "sensitivity: rows-withheld\nlicence: their terms\n"
    folder = inbox({"control.csv": rows, "control.csv.meta.yaml": meta, "control.meta.yaml": meta, "note.md": NOTE})
    run("add", folder, "-l", tmp_path / "ledger")
    shown = json.loads(run("freeze", tmp_path / "x.zip", "-l", tmp_path / "ledger", "--format", "json").out)
    assert (shown["withheld_statements"], shown["withheld"]) == (1, "rows-withheld (their terms): 1")
    assert [s["method"] for s in json.loads(run("sql", "FROM statements", "-l", tmp_path / "x.zip").out)] == ["read"]


def test_every_command_that_asks_works_on_an_archive_and_none_that_writes(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    out = tmp_path / "x.zip"
    run("freeze", out, "-l", ledger)
    for command in (("brief",), ("control",), ("log",), ("rejects",), ("why", "Beta"), ("sql", "FROM batches")):
        assert run(*command, "-l", out).code == 0, command
    name = json.loads(run("sql", "SELECT sha256 FROM documents", "-l", out).out)[0]["sha256"]
    for command in (
        ("add", tmp_path / "inbox"),
        ("merge", ledger),
        ("forget", name, "--reason", "x", "--yes"),
    ):
        ran = run(*command, "-l", out)
        assert ran.code == 1, command
        assert "x.zip is frozen: nothing is written to it; `unzip" in ran.err


def test_a_state_is_frozen_as_it_stood(run: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text(NOTE.replace("10 July", "11 July"))
    run("add", tmp_path / "more.md", "-l", ledger)
    run("freeze", tmp_path / "x.zip", "--at", "1", "--everything", "-l", ledger)
    batches = json.loads(run("sql", "FROM batches", "-l", tmp_path / "x.zip").out)
    assert [b["number"] for b in batches] == [1]


def test_the_name_of_an_archive_ends_in_zip(run: Run, ledger: Path, tmp_path: Path) -> None:
    ran = run("freeze", tmp_path / "x.tar", "-l", ledger)
    assert (ran.code, "name it OUT.zip" in ran.err) == (2, True)
    (tmp_path / "x.zip").write_text("mine")
    ran = run("freeze", tmp_path / "x.zip", "-l", ledger)
    assert (ran.code, "is there already; name another file" in ran.err) == (1, True)

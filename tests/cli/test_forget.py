"""Forgetting on the command line: somebody has to agree, and what went does not come in again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ledger.united import bytes_in

import holdsway

Run = Callable[..., Any]
NOTE = "The Rebels captured Beta on 10 July 2021, said the baker Zmaray.\n"
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"
ROWS = (
    "Officials,2021-07-10,2021-07-10,North,Beta,B1,fallen,,seen by Zmaray\n"
    "Officials,2021-07-11,2021-07-11,North,Alpha,A1,held,,\n"
    "Officials,2021-07-12,Zmaray,North,Alpha,A1,held,,\n"
)


@pytest.fixture
def ledger(run: Run, inbox: Any) -> Path:
    folder: Path = inbox({"control.csv": HEADER + ROWS, "note.md": NOTE})
    assert run("add", folder, "-l", folder.parent / "ledger").code == 0
    return folder.parent / "ledger"


def asked(run: Run, query: str, ledger: Path) -> Any:
    return json.loads(run("sql", query, "-l", ledger, "--format", "json").out)


def document(run: Run, path: str, ledger: Path) -> str:
    return str(asked(run, f"SELECT sha256 FROM documents WHERE path = '{path}'", ledger)[0]["sha256"])


def test_a_document_is_forgotten_and_not_taken_in_again(run: Run, ledger: Path) -> None:
    name = document(run, "note.md", ledger)
    ran = run("forget", name[:8], "--reason", "asked to", "--by", "Ben", "--yes", "-l", ledger, "--format", "table")
    assert ran.code == 0
    assert f"document {name[:8]}: 1 statement and 2 files gone; batch 2" in ran.out
    again = run("add", ledger.parent / "inbox", "-l", ledger, "--format", "json")
    assert again.code == 0
    [reason] = [r["reason"] for r in json.loads(again.out)["rejects"] if r["file"] == "note.md"]
    assert reason.startswith("forgotten on ")
    assert reason.endswith("by Ben: asked to; it is not taken in again")
    assert [d["path"] for d in asked(run, "SELECT path FROM documents", ledger)] == ["control.csv"]
    assert run("verify", "-l", ledger).code == 0


def test_the_same_text_under_other_bytes_is_not_taken_in_again(run: Run, ledger: Path, tmp_path: Path) -> None:
    run("forget", document(run, "note.md", ledger), "--reason", "asked to", "--author", "Ben", "--yes", "-l", ledger)
    (tmp_path / "again.md").write_text(f"---\npublisher: AP\n---\n{NOTE}")
    ran = run("add", tmp_path / "again.md", "-l", ledger)
    assert ran.code == 1
    assert "by Ben: asked to; it is not taken in again" in ran.err


def test_a_table_is_forgotten_with_its_rejected_values(run: Run, ledger: Path) -> None:
    for path in ("control.csv", "note.md"):
        run("forget", document(run, path, ledger), "--reason", "asked to", "--yes", "-l", ledger)
    assert b"Zmaray" not in bytes_in(ledger)
    rejects = json.loads(run("rejects", "-l", ledger).out)
    assert [(r["file"], r["value"]) for r in rejects] == [("a forgotten file", None)]


def test_a_table_with_a_forgotten_row_is_not_taken_in_again_in_any_file(run: Run, ledger: Path, tmp_path: Path) -> None:
    [said] = asked(run, "SELECT id FROM statements WHERE method = 'table' AND place_code = 'B1'", ledger)
    assert run("forget", said["id"], "--reason", "asked to", "--by", "Ben", "--yes", "-l", ledger).code == 0
    assert [s["place_code"] for s in asked(run, "FROM statements WHERE method = 'table'", ledger)] == ["A1"]
    (tmp_path / "copy.csv").write_text(HEADER + ROWS.replace("2021-07-11", "2021-07-13"), "utf-8")
    ran = run("add", tmp_path / "copy.csv", "-l", ledger)
    assert ran.code == 1
    assert "something in it was forgotten on" in ran.err
    assert run("verify", "-l", ledger).code == 0


def test_a_statement_goes_with_its_text_and_verify_says_what_it_cannot_check(run: Run, ledger: Path) -> None:
    [said] = asked(run, "SELECT id FROM statements WHERE method = 'read'", ledger)
    shown = json.loads(run("forget", said["id"][:10], "--reason", "asked to", "--yes", "-l", ledger).out)
    assert (shown["what"], shown["statements"], len(shown["documents"])) == ("statement", 1, 1)
    verdict = json.loads(run("verify", "-l", ledger).out)
    assert (verdict["sound"], verdict["forgotten"], verdict["unchecked"]) == (True, 1, 0)
    assert (
        "forgotten: 1; holdsway log shows what, when, by whom and why"
        in run("verify", "-l", ledger, "--format", "table").out
    )


def test_nobody_forgets_by_mistake(run: Run, ledger: Path) -> None:
    name = document(run, "note.md", ledger)
    for arguments, code, words in (
        ((name,), 2, "--reason"),
        ((name, "--reason", "x"), 1, "it cannot be undone, so somebody has to agree; give --yes"),
        (("abc", "--reason", "x", "--yes"), 1, "is no hash; give 8 hex digits or more"),
        (("0" * 8, "--reason", "x", "--yes"), 1, "no document and no statement of"),
    ):
        ran = run("forget", *arguments, "-l", ledger)
        assert ran.code == code
        assert words in ran.err
    assert run("log", "-l", ledger, "--format", "csv").out.count("\n") == 2


def test_a_forgetting_that_stopped_half_way_is_told_by_verify_with_the_remedy(run: Run, ledger: Path) -> None:
    name = document(run, "note.md", ledger)
    path = ledger / "documents" / name[:2] / name
    content = path.read_bytes()
    run("forget", name, "--reason", "x", "--yes", "-l", ledger)
    path.write_bytes(content)
    ran = run("verify", "-l", ledger, "--format", "table")
    words = " ".join(ran.out.split())
    assert ran.code == 4
    assert (
        f"was forgotten and is still there; run `holdsway forget {name[:8]}` again, which finishes it not done" in words
    )
    assert run("forget", name[:8], "--reason", "x", "--yes", "-l", ledger).code == 0
    assert run("verify", "-l", ledger).code == 0


def test_an_open_desk_answers_without_it_also_as_of_an_earlier_batch(run: Run, ledger: Path) -> None:
    desk = holdsway.open(ledger)
    name = document(run, "note.md", ledger)
    assert any(said.document == name for said in desk.statements(at="1"))
    desk.forget(name, reason="asked to", author="Ben")
    assert not any(said.document == name for said in desk.statements(at="1"))
    assert desk.log()[-1].forgotten[0].id == name


def test_a_corrected_statement_is_forgotten_by_the_id_it_is_shown_under(run: Run, ledger: Path) -> None:
    [held] = asked(run, "SELECT id FROM statements WHERE method = 'read'", ledger)
    assert run("correct", held["id"], "party=gov", "--by", "Ana", "-l", ledger).code == 0
    [shown] = [said.id for said in holdsway.open(ledger).statements() if said.method == "read"]
    assert shown != held["id"]
    assert run("forget", shown[:8], "--reason", "asked to", "--yes", "-l", ledger).code == 0
    assert b"the baker" not in bytes_in(ledger)
    [ruling] = holdsway.open(ledger).rulings()
    assert (ruling.author, ruling.said, dict(ruling.slots)) == ("Ana", None, {})

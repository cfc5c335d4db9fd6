"""`holdsway review` and its fellows at the keyboard and on a sheet: what is asked, shown and kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from three_towns import CASE, PLACES

from holdsway.cli import group
from holdsway.desk import open_desk


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    box = tmp_path / "inbox"
    box.mkdir()
    (box / "case.yaml").write_text(CASE, "utf-8")
    (box / "places.csv").write_text(PLACES, "utf-8")
    head = "---\npublisher: Wire\npublished: 2021-07-15\nlang: en\n---\n"
    for name in ("Alpha", "Beta", "Gamma"):
        (box / f"{name}.md").write_text(f"{head}The Rebels took {name} on Monday.\n", "utf-8")
    open_desk(tmp_path / "ledger").add(box)
    return tmp_path / "ledger"


def run(ledger: Path, *arguments: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(group, [*arguments, "-l", str(ledger)], input=keys, standalone_mode=False)


def at_the_keyboard(ledger: Path, keys: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setattr("holdsway.cli.review.chosen", lambda *_: "table")
    result = run(ledger, "review", "--by", "Ann", *arguments, keys=keys)
    assert result.exception is None, result.output
    return result.output


def test_one_key_rules_and_the_next_statement_is_shown(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = at_the_keyboard(ledger, "aas", monkeypatch)
    assert [line for line in out.splitlines() if re.match(r"\d of 3 · control · moves", line)] != []
    assert "2 accepted; 1 of 3 wait." in out
    assert sorted(s.ruled or "" for s in open_desk(ledger).statements()) == ["", "accepted", "accepted"]


def test_a_rejection_asks_why_a_correction_for_slots_and_undo_shows_the_last_again(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = at_the_keyboard(ledger, "rother war\nucparty=nobody\ncparty=gov\nfilm\nnseen\nq", monkeypatch)
    assert "taken back: rejected" in out
    assert "party=nobody: no party of this frame; write one of gov, reb, contested, unknown" in out
    assert "1 corrected, 1 noted; 2 of 3 wait." in out
    rulings = open_desk(ledger).rulings()
    assert [(r.act, r.reason) for r in rulings] == [
        ("reject", "other war"), ("undo", None), ("correct", "film"), ("note", "seen"),
    ]  # fmt: skip


def test_other_keys_change_nothing_and_the_keys_are_explained(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = at_the_keyboard(ledger, "xu?q", monkeypatch)
    assert "? explains the keys" in out
    assert "nothing to undo yet" in out
    assert "c  correct: write slot=value" in out
    assert "nothing ruled; 3 of 3 wait." in out
    assert open_desk(ledger).rulings() == []


def test_nothing_shown_is_wider_than_the_screen(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = at_the_keyboard(ledger, "q", monkeypatch)
    assert max(len(line.rstrip()) for line in out.splitlines()) <= 80


def test_the_queue_is_listed_as_json(ledger: Path) -> None:
    rows = json.loads(run(ledger, "review", "--format", "json", "--limit", "2").output)
    assert [row["kind"] for row in rows] == ["control", "control"]
    assert rows[0]["slots"]["party"] == "reb"


def test_a_sheet_goes_out_and_comes_back(ledger: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "queue.csv"
    assert "3 of 3 to rule on" in run(ledger, "review", "--out", str(sheet), "--by", "Ann").output
    sheet.write_text(sheet.read_text("utf-8-sig").replace("\n,,Ann", "\naccept,,Ann"), "utf-8")
    added = json.loads(run(ledger, "add", str(sheet)).stdout)
    assert [(file["format"], file["in"], file["kept"]) for file in added["files"]] == [("rulings", 3, 3)]


def test_rulings_are_made_listed_and_undone_by_their_digits(ledger: Path) -> None:
    said = open_desk(ledger).statements()[0]
    done = run(ledger, "correct", said.id[:8], "party=gov", "from=2021-07-10", "--reason", "film", "--by", "Ann").output
    ruling = re.match(r"ruling ([0-9a-f]{8}): Ann corrected ", done)
    assert ruling is not None
    (row,) = json.loads(run(ledger, "rulings", "--format", "json").output)
    assert (row["author"], row["ruling"], row["state"], row["reason"]) == ("Ann", "correct", "decides", "film")
    assert "took back" in run(ledger, "undo", ruling[1], "--by", "Ben").output
    states = [row["state"] for row in json.loads(run(ledger, "rulings", "--format", "json").output)]
    assert states == ["undone", "stands"]
    assert "every ruling finds its words" in run(ledger, "rulings", "--lost", "--format", "table").output
    assert str(run(ledger, "undo", "00000000", "--by", "Ben").exception).startswith("no ruling begins")


def test_why_tells_the_reader_and_the_rulings(ledger: Path) -> None:
    said = next(s for s in open_desk(ledger).statements() if s.place_code == "A1")
    before = json.loads(run(ledger, "why", "Alpha", "--on", "2021-07-15", "--format", "json").output)
    assert before["evidence"][0]["review"] == "machine-read"
    assert before["evidence"][0]["reader"].startswith("frames ")
    run(ledger, "reject", said.id[:8], "--reason", "another Alpha", "--by", "Ann")
    after = json.loads(run(ledger, "why", "Alpha", "--on", "2021-07-15", "--format", "json").output)
    (gone,) = after["ruled_out"]
    assert [(r["author"], r["act"], r["reason"]) for r in gone["rulings"]] == [("Ann", "reject", "another Alpha")]
    shown = run(ledger, "why", "Alpha", "--on", "2021-07-15", "--format", "table").output
    assert "Ann rejected it" in shown
    assert "another Alpha" in shown


def test_what_is_said_by_hand_is_shown_before_it_is_kept(ledger: Path) -> None:
    words = (
        "say",
        "Government forces hold Beta since 14 July 2021",
        "--source",
        "Radio Beta",
        "--published",
        "2021-07-16",
    )
    asked = run(ledger, *words, "--by", "Ann", keys="n\n")
    assert "place      Beta, North" in asked.output
    assert "nothing was kept" in asked.output
    assert len(open_desk(ledger).statements()) == 3
    assert "kept, as accepted by Ann" in run(ledger, *words, "--by", "Ann", "--yes").output
    assert [s.ruled for s in open_desk(ledger).statements() if s.source == "Radio Beta"] == ["accepted"]


def test_all_of_a_report_is_accepted_with_one_key(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "---\npublisher: Wire\npublished: 2021-07-16\nlang: en\n---\n"
    (tmp_path / "list.md").write_text(f"{head}The Government retook Alpha, Beta and Gamma on Thursday.\n", "utf-8")
    desk = open_desk(ledger)
    desk.add(tmp_path / "list.md")
    order = [one.said.document for one in desk.proposals()]
    of_list = next(d.sha256 for d in desk.ledger.documents() if d.path == "list.md")
    skips = "s" * order.index(of_list)
    out = at_the_keyboard(ledger, f"{skips}Aq", monkeypatch)
    assert "3 accepted; 3 of 6 wait." in out
    assert {s.place_code for s in open_desk(ledger).statements() if s.ruled} == {"A1", "B1", "C1"}

"""A brief that was printed is printed again to the byte, whatever became of the ledger since; and `why` tells what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from by_hand import inbox
from click.testing import CliRunner
from three_towns import says

import holdsway.reading.frames
from holdsway.cli import group
from holdsway.desk import open_desk
from holdsway.records import Kind

WEEK = ("--from", "2021-07-12", "--to", "2021-07-18")


def printed(ledger: Path, folder: Path, *more: str) -> dict[str, bytes]:
    """Every way a brief is printed, as bytes."""
    found = {}
    for how in ("table", "json", "md"):
        arguments = ["brief", *WEEK, "--format", how, "-o", str(folder), "-l", str(ledger), *more]
        result = CliRunner().invoke(group, arguments, standalone_mode=False)
        assert result.exception is None, result.output
        found[how] = result.stdout_bytes
    return found | {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_brief_of_an_earlier_head_is_the_same_bytes_and_why_tells_what_moved_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "ledger"
    desk = open_desk(ledger)
    box = inbox(tmp_path)
    desk.add(box)
    first = printed(ledger, tmp_path / "first")
    head = json.loads(first["json"])["head"]

    desk.ledger.commit([says(party="gov", source=f"S{n}", day="2021-07-13", method="table") for n in range(500)])
    monkeypatch.setattr(holdsway.reading.frames.FrameReader, "version", "999")
    desk.add(box, reader="frames")
    on = {s.place_code: s for s in desk.statements() if s.kind is Kind.CONTROL and s.method == "read"}
    desk.rule(on["B1"].id, "reject", author="Ann", reason="the film shows another town")
    desk.rule(on["C1"].id, "correct", slots={"party": "gov"}, author="Ben", reason="names were swapped")
    desk.rule(on["A1"].id, "accept", author="Ann")

    assert printed(ledger, tmp_path / "again", "--at", head) == first
    assert printed(ledger, tmp_path / "again", "--at", head[:8]) == first
    now = printed(ledger, tmp_path / "now")
    assert all(now[name] != first[name] for name in first)

    why = ["why", "Gamma", "--on", "2021-07-18", "--format", "json", "-l", str(ledger)]
    told = json.loads(CliRunner().invoke(group, why, standalone_mode=False).stdout)
    (bearing,), (gone,) = told["evidence"], told["ruled_out"]
    assert (bearing["review"], bearing["party"]) == ("corrected by Ben", "gov")
    assert bearing["reader"].startswith("frames 999")
    assert [(r["author"], r["act"], r["reason"]) for r in bearing["rulings"]] == [
        ("Ben", "correct", "names were swapped")
    ]
    assert gone["party"] == "reb"
    why[1] = "Beta"
    told = json.loads(CliRunner().invoke(group, why, standalone_mode=False).stdout)
    assert told["evidence"] == []
    assert told["ruled_out"][0]["rulings"][0]["reason"] == "the film shows another town"

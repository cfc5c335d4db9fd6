"""The keys that users script against: as the contract has them, and in its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
REPORT = """\
---
title: Two towns
publisher: Wire
published: '2021-07-10'
---
The Rebels captured Beta on Friday. They will capture all of the North within a week, a trader said.
"""


def answered(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_add(run: Run, inbox: Any) -> None:
    folder = inbox({"two.md": REPORT, "annex.docx": b"PK"})
    added = answered(run("add", folder, "-l", folder.parent / "ledger"))
    assert {"batch", "files", "statements"} <= set(added)
    assert added["batch"] == 1
    for file in added["files"]:
        assert list(file)[:7] == ["path", "format", "sha256", "in", "kept", "repeated", "rejected"]
        assert list(file)[7:] == ["flagged", "retro_coded", "remarks"]
        assert file["in"] == file["kept"] + file["repeated"] + file["rejected"]
        assert len(file["sha256"]) == 64
    formats = {file["path"]: file["format"] for file in added["files"]}
    assert formats["two.md"] == "markdown"
    assert formats["annex.docx"] == "docx"
    assert formats["case.yaml"] == "frame of case"


def test_read(run: Run, inbox: Any) -> None:
    folder = inbox({"two.md": REPORT})
    (reading,) = answered(run("read", folder / "two.md", "--frame", folder / "case.yaml"))
    assert {"path", "sha256", "title", "publisher", "published"} <= set(reading["document"])
    assert reading["document"]["published"] == "2021-07-10"
    wanted = {"id", "kind", "quote", "start", "end", "actors", "party", "place", "valid", "polarity", "modality"}
    wanted |= {"attribution", "low", "high", "number_of", "category"}
    body = REPORT.split("---\n", 2)[2]
    assert reading["statements"]
    for said in reading["statements"]:
        assert wanted <= set(said)
        assert body[said["start"] : said["end"]] == said["quote"]
        assert {"code", "name", "admin1", "text"} <= set(said["place"])
        assert set(said["valid"]) == {"from", "to", "text"}
        assert all({"id", "role"} <= set(actor) for actor in said["actors"])
        assert ("trap_reason" in said) == (said["modality"] not in ("asserted", "reported", "possible", "likely"))
    captured = next(said for said in reading["statements"] if said["place"]["code"] == "B1")
    assert (captured["kind"], captured["party"], captured["polarity"]) == ("control", "reb", "affirmed")
    assert not (folder.parent / "ledger").exists()


def test_control(run: Run, demo: Path) -> None:
    answers = answered(run("control", "--on", "2021-07-18", "--known-by", "2021-07-20", "-l", demo))
    for answer in answers:
        assert list(answer) == [
            *("place", "code", "admin1", "on", "known_by", "holder", "probability", "probabilities"),
            *("unknown", "reports", "independent_sources", "last_report", "retro_coded"),
        ]
        assert set(answer["probabilities"]) == {"goa", "taliban", "is-k", "us", "contested"}
        assert (answer["on"], answer["known_by"]) == ("2021-07-18", "2021-07-20")
        assert answer["last_report"] is None or answer["last_report"] <= "2021-07-20"
    assert sum(answer["unknown"] for answer in answers) < len(answers)


def test_why_a_place(run: Run, demo: Path) -> None:
    place = answered(run("why", "Spin Boldak", "--on", "2021-07-20", "-l", demo))
    assert {"place", "code", "on", "holder", "probability", "prior", "silence", "log_odds", "evidence"} <= set(place)
    assert len(place["evidence"]) > 3
    for report in place["evidence"]:
        assert {"statement", "stance", "weight", "without_it", "quote", "source", "published", "document"} <= set(
            report
        )
        assert report["stance"] in ("for", "against")
        assert len(report["document"]) == 64
    total = place["prior"] + sum(report["weight"] for report in place["evidence"]) + place["silence"]["weight"]
    assert total == pytest.approx(place["log_odds"], abs=1e-9)
    assert {report["stance"] for report in place["evidence"]} == {"for", "against"}


def test_why_a_footnote_and_a_hash_are_the_same_statement(run: Run, demo: Path) -> None:
    brief = answered(run("brief", "--week", "2021-W28", "-l", demo, "--format", "json"))
    note = next(note for note in brief["footnotes"] if note["statement"])
    by_number = answered(run("why", str(note["number"]), "-l", demo))
    by_mark = answered(run("why", f"[{note['number']}]", "-l", demo))
    by_hash = answered(run("why", note["statement"][:8], "-l", demo))
    assert by_number == by_mark == by_hash
    assert by_number["statement"] == note["statement"]
    assert by_number["document"] == note["document"]


def test_brief(run: Run, demo: Path) -> None:
    brief = answered(run("brief", "--week", "2021-W28", "--known-by", "2021-07-20", "-l", demo, "--format", "json"))
    assert {"title", "from", "to", "known_by", "batch", "head", "basis", "sections", "footnotes"} <= set(brief)
    assert (brief["from"], brief["to"], brief["known_by"]) == ("2021-07-12", "2021-07-18", "2021-07-20")
    sections = [section["id"] for section in brief["sections"]]
    assert sections == [
        *("changes", "disputed", "held", "attacks", "relations", "rumours", "counts", "silence", "licences")
    ]
    numbers = [note["number"] for note in brief["footnotes"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for section in brief["sections"]:
        for finding in section["findings"]:
            assert finding["footnotes"]
            assert set(finding["footnotes"]) <= set(numbers)
    for note in brief["footnotes"]:
        assert {"statement", "source", "published", "document", "path", "paraphrase", "quote"} <= set(note)
        assert note["published"] is None or note["published"][:10] <= "2021-07-20"


def test_the_quote_of_a_table_row_is_the_row_as_written(run: Run, demo: Path, demo_inbox: Path) -> None:
    brief = answered(run("brief", "--week", "2021-W28", "-l", demo, "--format", "json"))
    rows = [note for note in brief["footnotes"] if note["row"]]
    assert len(rows) > 5
    for note in rows:
        lines = (demo_inbox / note["path"]).read_text("utf-8").splitlines()
        assert note["quote"] == lines[note["row"] - 1]


def test_a_footnote_on_the_frame_is_nobodys_quote(run: Run, demo: Path) -> None:
    brief = answered(run("brief", "--week", "2021-W28", "-l", demo, "--format", "json"))
    (frame,) = [note for note in brief["footnotes"] if note["statement"] is None]
    assert frame["quote"] is None


def test_verify(run: Run, demo: Path) -> None:
    proof = answered(run("verify", "-l", demo))
    assert proof["sound"] is True
    assert proof["faults"] == []
    assert proof["batches"] == 1
    assert proof["quotes"] > 50
    assert len(proof["head"]) == 64


def test_rejects_and_formats(run: Run, demo: Path) -> None:
    assert answered(run("rejects", "-l", demo, "--format", "json")) == []
    names = {entry["format"] for entry in answered(run("formats", "--format", "json"))}
    assert {"control", "events", "ties", "listings", "ucdp_ged", "markdown", "jsonl", "docx"} <= names


def test_data_goes_to_stdout_and_the_log_to_stderr(run: Run, inbox: Any) -> None:
    folder = inbox({"two.md": REPORT})
    ran = run("brief", folder, "-l", folder.parent / "ledger", "--format", "json")
    assert json.loads(ran.out)["title"]
    assert "rows and documents in = " in ran.err


def test_a_known_by_answer_says_how_many_reports_it_cannot_use(run: Run, inbox: Any) -> None:
    folder = inbox({"two.md": REPORT.replace("published: '2021-07-10'\n", "")})
    run("add", folder, "-l", folder.parent / "ledger")
    ran = run("control", "--on", "2021-07-10", "--known-by", "2021-07-10", "-l", folder.parent / "ledger")
    assert ran.code == 0
    assert "without a publication time are left out of any known-by answer" in ran.err


def test_a_place_whose_code_is_a_number_can_be_asked_for_by_it(run: Run, inbox: Any) -> None:
    folder = inbox({"two.md": REPORT})
    places = (folder / "places.csv").read_text("utf-8")
    (folder / "places.csv").write_text(places + "05001,Delta,South,4,40,\n", "utf-8")
    ledger = folder.parent / "ledger"
    run("add", folder, "-l", ledger)
    assert answered(run("why", "05001", "--on", "2021-07-20", "-l", ledger))["place"] == "Delta"
    assert run("why", "[05001]", "-l", ledger).code == 1

"""`holdsway read`: the path from words to slots, and what was read and what was not, on the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from holdsway.frame import Frame
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Statement

Run = Callable[..., Any]
REPORT = """\
---
title: Two towns
publisher: Wire
published: '2021-07-10'
---
The Rebels captured Beta on Friday. Shops stayed open. Two people were killed in Tolmere. Villagers may be wounded.
"""
GERMAN = "---\npublisher: Blatt\n---\n" + "Die Stadt wurde von den Rebellen eingenommen, sagte ein Bewohner. " * 4


@pytest.fixture
def folder(inbox: Any) -> Path:
    made: Path = inbox({"two.md": REPORT, "de.md": GERMAN})
    return made


@pytest.fixture
def shown(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What `read` prints at 80 columns of the files with these names, by the reader frames unless told otherwise."""
    monkeypatch.setenv("COLUMNS", "80")

    def show(*arguments: str, files: tuple[str, ...] = ("two.md",), reader: str = "frames") -> str:
        paths = [folder / name for name in files]
        ran = run("read", *paths, "--frame", folder / "case.yaml", "--reader", reader, "--format", "table", *arguments)
        assert ran.code == 0, ran.err
        assert all(len(line) <= 80 for line in ran.out.splitlines())
        return str(ran.out)

    return show


def test_explain_prints_a_block_for_each_statement(shown: Callable[..., str]) -> None:
    lines = [" ".join(line.split()) for line in shown("--explain").splitlines()]
    assert "pattern captured → takes: capture" in lines
    assert "place Beta → B1 Beta (North), by its name" in lines
    assert "by Rebels → reb, by its name" in lines
    assert "days Friday → 2021-07-09, counted from publication, 2021-07-10" in lines
    assert "stance affirmed, asserted, in the report's own voice" in lines
    assert "source Wire, the publisher" in lines


def test_without_explain_and_coverage_nothing_of_either_is_printed(shown: Callable[..., str]) -> None:
    out = shown()
    assert "pattern" not in out
    assert "gave nothing" not in out


def test_coverage_prints_why_sentences_gave_nothing_in_place_of_the_statements(shown: Callable[..., str]) -> None:
    out = shown("--coverage")
    assert "4 sentences: 2 gave 2 statements, 2 gave nothing" in " ".join(out.split())
    assert "1 · people killed or wounded, but no number of them\n    “Villagers may be wounded.” 'wounded'" in out
    assert "“Shops stayed open.”" in out
    assert "“The Rebels captured Beta" not in out
    assert "Names that no list of the frame has" in out
    assert "Tolmere" in out


def test_coverage_and_explain_print_both(shown: Callable[..., str]) -> None:
    out = shown("--coverage", "--explain")
    assert "“The Rebels captured Beta" in out
    assert "takes: capture" in out
    assert "“Shops stayed open.”" in out


def test_coverage_of_several_documents_adds_up(shown: Callable[..., str]) -> None:
    out = shown("--coverage", files=("two.md", "de.md"))
    assert "NOT READ: language de, not English" in out
    assert "2 documents: 1 gave statements, 1 NOT READ" in out


def test_of_many_documents_some_sentences_stand_for_all(shown: Callable[..., str], folder: Path) -> None:
    names = tuple(f"{number}.md" for number in range(7))
    for name in names:
        (folder / name).write_text(
            f"---\npublisher: P{name}\npublished: 2021-07-10\n---\nShops stayed open.\n", "utf-8"
        )
    out = shown("--coverage", files=names)
    assert "7 documents: 7 none" in out
    assert out.count("“Shops stayed open.”") == 3
    assert "… and 4 more" in out
    assert "7 documents without a statement" in out


def test_as_json_keys_are_added_and_none_is_changed(run: Run, folder: Path) -> None:
    def answered(*arguments: str) -> Any:
        frame = folder / "case.yaml"
        ran = run("read", folder / "two.md", "--frame", frame, "--reader", "frames", "--format", "json", *arguments)
        assert ran.code == 0, ran.err
        return json.loads(ran.out)[0]

    plain, told, covered = answered(), answered("--explain"), answered("--coverage")
    assert "coverage" not in plain
    assert [said["id"] for said in plain["statements"]] == [said["id"] for said in told["statements"]]
    for before, said in zip(plain["statements"], told["statements"], strict=True):
        assert before.items() <= said.items()
        assert said["explanation"]
        assert all(set(slot) == {"slot", "words", "means", "how"} for slot in said["explanation"])
    assert plain["statements"] == covered["statements"]
    coverage = covered["coverage"]
    assert (coverage["sentences"], coverage["gave"], coverage["gave_nothing"]) == (4, 2, 2)
    assert coverage["reasons"] == {"no_number": 1, "no_predicate": 1}
    body = REPORT.split("---\n", 2)[2]
    for silent in coverage["silent"]:
        assert body[silent["start"] : silent["end"]] == silent["text"]
    assert coverage["unmatched"] == [{"kind": "place", "name": "Tolmere", "sentences": 1, "nearest": None}]


def test_a_reader_that_does_not_explain_itself_is_said_so_once(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain:
        name, version = "plain", "1"

        def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
            return FrameReader().read(text, document, frame)

    class Point:
        name, value, dist = "plain", "nowhere", None

        def load(self) -> type:
            return Plain

    monkeypatch.setattr("holdsway.reading.reader.entry_points", lambda **_: [Point()])
    frame = folder / "case.yaml"
    ran = run("read", folder / "two.md", folder / "de.md", "--frame", frame, "--reader", "plain", "--explain")
    assert ran.err.count("does not say how it reads") == 1
    assert {said["explanation"] for said in json.loads(ran.out)[0]["statements"]} == {None}


def test_a_paraphrase_is_marked_in_the_coverage_too(run: Run, folder: Path) -> None:
    text = REPORT.replace("publisher: Wire\n", "publisher: Wire\nparaphrase: true\n")
    (folder / "told.md").write_text(text, "utf-8")
    out = run("read", folder / "told.md", "--reader", "frames", "--coverage", "--format", "table").out
    assert "PARAPHRASE: Shops stayed open." in out
    assert "“" not in out


def test_a_folder_is_refused_as_one(run: Run, folder: Path) -> None:
    ran = run("read", folder)
    assert ran.code != 0
    assert "is a folder; name files in it" in ran.err

"""A document has one reading that stands: a newer one takes the place of the older, which is kept and never counted."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import holdsway.desk
from holdsway.cli import main
from holdsway.desk import Desk
from holdsway.errors import InputError
from holdsway.ledger import verify
from holdsway.reading import read

CASE = """\
name: case
from: 2021-07-01
to: 2021-07-31
parties: [{id: gov, name: Government}, {id: reb, name: Rebels}]
gazetteer: {file: places.csv, version: v1}
"""
PLACES = "code,name,parent,latitude,longitude,aliases\nA1,Alpha,North,1,1,\nB1,Beta,North,2,2,\n"
REPORT = """\
---
title: News
publisher: Wire
published: 2021-07-11
---
Rebels hold Alpha. Rebels hold Beta. Government holds Gamma.
"""
PACKAGE = '''\
from holdsway.records import Kind, Statement
from holdsway.words import quote_of

ASKED = []
QUOTES = {
    "1": ["Rebels hold Alpha"],
    "2": ["Rebels hold Beta"],
    "3": ["Rebels hold Alpha", "Rebels hold Beta"],
    "none": [],
}


class Scripted:
    """Finds what its version says it finds."""

    name = "scripted"

    def __init__(self, version="1"):
        self.version = version

    def read(self, text, document, frame):
        ASKED.append(document.path)
        if self.version == "fails" or "unreadable" in text:
            raise ValueError("cannot make sense of it")
        return [self.said(text, document, frame, words) for words in QUOTES[self.version] if words in text]

    def said(self, text, document, frame, words):
        at, place = text.find(words), words.rpartition(" ")[2]
        found = frame.place(place)
        return Statement(
            kind=Kind.CONTROL, source=document.publisher, document=document.sha256,
            quote=quote_of(text, at, at + len(words)), publisher=document.publisher, place_text=place,
            place_code=found.code, place_version=found.version, party="reb", published=document.published,
            open=True, method="read", url=document.url, seq=at,
        )


class Costly(Scripted):
    """The same, and dear to ask."""

    name = "costly"
    repeatable = False


class Inventive(Scripted):
    """Draws one thing that is in the text and one that is not."""

    name = "inventive"

    def read(self, text, document, frame):
        said = self.said(text, document, frame, "Rebels hold Alpha")
        return [said, self.said(text + "Rebels hold Omega", document, frame, "Rebels hold Omega")]
'''
POINTS = "[holdsway.readers]\n" + "".join(
    f"{n.lower()} = scripted_readers:{n}\n" for n in ("Scripted", "Costly", "Inventive")
)

Fill = Callable[..., Path]


@pytest.fixture(autouse=True)
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Registers three readers as an installed package does; gives the documents they are asked to read."""
    site = tmp_path / "site"
    (site / "scripted_readers-1.0.dist-info").mkdir(parents=True)
    (site / "scripted_readers-1.0.dist-info" / "METADATA").write_text("Name: scripted-readers\nVersion: 1.0\n")
    (site / "scripted_readers-1.0.dist-info" / "entry_points.txt").write_text(POINTS)
    (site / "scripted_readers.py").write_text(PACKAGE)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "scripted_readers", raising=False)
    import scripted_readers  # type: ignore[import-not-found]

    found: list[str] = scripted_readers.ASKED
    return found


@pytest.fixture
def inbox(tmp_path: Path) -> Fill:
    def fill(files: dict[str, str] | None = None, *, case: str = CASE, places: str = PLACES) -> Path:
        for name, text in ({"case.yaml": case, "places.csv": places, "a.md": REPORT} | (files or {})).items():
            (tmp_path / "inbox").mkdir(exist_ok=True)
            (tmp_path / "inbox" / name).write_text(text, "utf-8")
        return tmp_path / "inbox"

    return fill


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return holdsway.desk.open_desk(tmp_path / "ledger")


def quotes(desk: Desk, **asked: str) -> list[str]:
    return [said.quote.exact for said in desk.statements(**asked)]


def readers_of(desk: Desk) -> Iterable[str | None]:
    return sorted({said.reader or "" for said in desk.statements()})


def test_a_newer_version_of_a_reader_takes_the_place_of_the_older_which_is_kept(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    desk.add(inbox(), reader="scripted:2")
    assert quotes(desk) == ["Rebels hold Beta"]
    assert readers_of(desk) == ["scripted 2"]
    assert quotes(desk, at="1") == ["Rebels hold Alpha"]
    _, rows = desk.sql("SELECT quote, reader FROM statements WHERE retracts IS NULL ORDER BY seq")
    assert rows == [("Rebels hold Alpha", "scripted 1"), ("Rebels hold Beta", "scripted 2")]
    assert verify(desk.ledger).faults == ()


def test_the_older_reading_counts_in_no_answer_whatever_was_known(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    desk.add(inbox(), reader="scripted:2")
    assert quotes(desk, known_by="2021-07-11") == quotes(desk) == ["Rebels hold Beta"]
    alpha, beta = desk.control(on="2021-07-12")
    assert (alpha.reports, beta.reports) == (0, 1)


def test_reading_again_with_the_older_version_brings_its_reading_back(desk: Desk, inbox: Fill) -> None:
    for version in ("1", "2", "1"):
        desk.add(inbox(), reader=f"scripted:{version}")
    assert quotes(desk) == ["Rebels hold Alpha"]


def test_what_both_readings_say_counts_once(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    added = desk.add(inbox(), reader="scripted:3")
    assert quotes(desk) == ["Rebels hold Alpha", "Rebels hold Beta"]
    assert added.statements == 1


def test_a_reading_that_finds_nothing_takes_the_place_of_one_that_did(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:3")
    desk.add(inbox(), reader="scripted:none")
    assert quotes(desk) == []


def test_another_reader_takes_the_place_of_the_first(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="costly:3")
    desk.add(inbox(), reader="scripted:2")
    assert quotes(desk) == ["Rebels hold Beta"]


def test_the_same_report_in_another_file_has_the_same_one_reading(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    again = inbox() / "b.md"
    again.write_text(REPORT.replace("title: News", "title: News again"), "utf-8")
    desk.add(again, reader="scripted:2")
    assert quotes(desk) == ["Rebels hold Beta"]


def test_the_same_words_of_another_publisher_keep_their_own_reading(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    other = inbox() / "b.md"
    other.write_text(REPORT.replace("Wire", "Echo"), "utf-8")
    desk.add(other, reader="scripted:2")
    assert sorted((s.source, s.quote.exact) for s in desk.statements()) == [
        ("Echo", "Rebels hold Beta"),
        ("Wire", "Rebels hold Alpha"),
    ]


def test_reading_twice_the_same_way_adds_nothing(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:3")
    again = desk.add(inbox(), reader="scripted:3")
    assert (again.batch, again.statements) == (None, 0)


def test_where_no_reader_is_named_a_document_stands_as_another_read_it(
    desk: Desk, inbox: Fill, asked: list[str]
) -> None:
    desk.add(inbox(), reader="costly:1")
    asked.clear()
    added = desk.add(inbox())
    assert quotes(desk) == ["Rebels hold Alpha"]
    assert (added.batch, asked) == (None, [])
    assert [r for r in added.remarks if "left as" in r] == [
        "documents left as costly 1 read them: 1; --reader frames reads them anew"
    ]


def test_a_costly_reader_is_asked_once_for_each_document_and_version(desk: Desk, inbox: Fill, asked: list[str]) -> None:
    for version, times in (("1", 1), ("1", 1), ("2", 2), ("2", 2)):
        desk.add(inbox(), reader=f"costly:{version}")
        assert len(asked) == times
    assert quotes(desk) == ["Rebels hold Beta"]


def test_a_costly_reader_that_found_nothing_is_not_asked_again(desk: Desk, inbox: Fill, asked: list[str]) -> None:
    desk.add(inbox(), reader="costly:none")
    again = desk.add(inbox(), reader="costly:none")
    assert len(asked) == 1
    assert again.batch is None
    _, rows = desk.ledger.ask("SELECT reader FROM documents WHERE reader IS NOT NULL")
    assert rows == [("costly none",)]


def test_a_document_names_who_read_it_last(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    desk.add(inbox(), reader="scripted:none")
    readers = "SELECT reader FROM documents WHERE reader IS NOT NULL"
    assert desk.ledger.ask(readers)[1] == [("scripted none",)]
    assert desk.ledger.ask(readers, at=1)[1] == [("scripted 1",)]
    assert verify(desk.ledger).faults == ()


def test_a_costly_reader_is_asked_again_in_another_frame_or_under_other_metadata(
    desk: Desk, inbox: Fill, asked: list[str]
) -> None:
    desk.add(inbox(), reader="costly:1")
    desk.add(inbox(case=CASE.replace("name: Rebels", "name: Valley Rebels, aliases: [Rebels]")), reader="costly:1")
    assert len(asked) == 2
    desk.add(inbox({"a.meta.yaml": "url: https://example.org/a\n"}), reader="costly:1")
    assert len(asked) == 3


def test_a_document_that_cannot_be_read_is_rejected_with_its_reason(desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(), reader="scripted:fails")
    (reject,) = added.rejects
    assert str(reject) == "a.md: the reader scripted failed with ValueError: cannot make sense of it"
    (file,) = [file for file in added.files if file.path == "a.md"]
    assert (file.rows, file.kept, file.repeated, file.rejected) == (1, 0, 0, 1)
    assert desk.ledger.documents() == []
    assert desk.add(inbox(), reader="scripted:1").statements == 1


@pytest.mark.parametrize("replace", [False, True])
def test_a_reading_that_fails_leaves_the_earlier_one_standing(replace: bool, desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    added = desk.add(inbox(), reader="scripted:fails", replace=replace)
    assert len(added.rejects) == 1
    assert quotes(desk) == ["Rebels hold Alpha"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_line_that_cannot_be_read_takes_nothing_back_and_stops_no_other(
    replace: bool, desk: Desk, inbox: Fill
) -> None:
    line = {"publisher": "Wire", "published": "2021-07-11"}
    first = [{**line, "id": "x", "text": "Rebels hold Alpha."}, {**line, "id": "y", "text": "Rebels hold Beta."}]
    desk.add(inbox({"l.jsonl": "\n".join(map(json.dumps, first)), "a.md": "nothing"}), reader="scripted:3")
    first[0]["text"] = "Rebels hold Alpha. unreadable"
    lines = "\n".join(map(json.dumps, first))
    added = desk.add(inbox({"l.jsonl": lines, "a.md": "nothing"}), reader="scripted:3", replace=replace)
    assert quotes(desk) == ["Rebels hold Alpha", "Rebels hold Beta"]
    (reject,) = added.rejects
    assert str(reject).startswith("l.jsonl: #x the reader scripted failed")


def test_what_a_reader_made_up_is_not_kept_and_the_account_says_so(desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(), reader="inventive")
    assert quotes(desk) == ["Rebels hold Alpha"]
    (file,) = [file for file in added.files if file.path == "a.md"]
    (remark,) = [r for r in file.remarks if r.startswith("drawn from the text and not kept: 1 (")]
    assert "does not stand in the text" in remark


def test_a_reader_nobody_knows_is_refused_before_anything_is_taken_in(desk: Desk, inbox: Fill) -> None:
    with pytest.raises(InputError, match="no reader is called 'oracle'"):
        desk.add(inbox(), reader="oracle")
    assert desk.ledger.batches() == []


def test_a_file_is_read_with_the_reader_named_and_what_is_dropped_is_told(inbox: Fill) -> None:
    (one,) = read(inbox() / "a.md", frame=inbox() / "case.yaml", reader="inventive")
    assert [said.reader for said in one.statements] == ["inventive 1"]
    assert [str(dropped) for dropped in one.dropped] == ["its quote does not stand in the text: “Rebels hold Omega”"]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def test_the_commands_take_a_reader_by_name(inbox: Fill, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = inbox()
    code, out, err = run(
        capsys, "read", folder / "a.md", "--frame", folder / "case.yaml", "--reader", "inventive", "--explain"
    )
    (document,) = json.loads(out)
    assert code == 0
    assert [said["quote"] for said in document["statements"]] == ["Rebels hold Alpha"]
    assert [(one["quote"], one["reason"]) for one in document["dropped"]] == [
        ("Rebels hold Omega", "its quote does not stand in the text")
    ]
    assert "not kept: its quote does not stand in the text: “Rebels hold Omega”" in err
    code, out, err = run(capsys, "add", folder, "--reader", "scripted:3", "-l", tmp_path / "ledger")
    assert (code, json.loads(out)["statements"]) == (0, 2)


def test_a_document_that_is_not_read_is_said_so_by_the_command(inbox: Fill, capsys: pytest.CaptureFixture[str]) -> None:
    folder = inbox()
    code, out, err = run(capsys, "read", folder / "a.md", "--frame", folder / "case.yaml", "--reader", "scripted:fails")
    assert code == 1
    assert json.loads(out)[0]["not_read"] == "the reader scripted failed with ValueError: cannot make sense of it"
    assert "NOT READ: the reader scripted failed" in err


def test_a_place_that_a_changed_frame_puts_elsewhere_is_where_the_newer_reading_puts_it(
    desk: Desk, inbox: Fill
) -> None:
    desk.add(inbox(), reader="scripted:1")
    added = desk.add(inbox(places=PLACES.replace("A1,", "A9,")), reader="scripted:1")
    assert [said.place_code for said in desk.statements()] == ["A9"]
    assert [said.place_code for said in desk.statements(at="1")] == ["A1"]
    assert added.statements == 0
    assert any("now as the newer one has them: 1" in remark for remark in added.remarks)
    assert desk.add(inbox(places=PLACES.replace("A1,", "A9,")), reader="scripted:1").batch is None


def test_what_both_versions_say_is_recorded_as_read_by_the_newer(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(), reader="scripted:1")
    desk.add(inbox(), reader="scripted:3")
    assert [said.reader for said in desk.statements()] == ["scripted 3", "scripted 3"]
    assert [said.reader for said in desk.statements(at="1")] == ["scripted 1"]


def test_a_costly_reader_that_agrees_with_another_is_asked_once_all_the_same(
    desk: Desk, inbox: Fill, asked: list[str]
) -> None:
    desk.add(inbox(), reader="scripted:1")
    for _ in range(3):
        desk.add(inbox(), reader="costly:1")
    assert len(asked) == 2
    assert [said.reader for said in desk.statements()] == ["costly 1"]

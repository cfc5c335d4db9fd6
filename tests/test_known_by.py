"""The known-by law: what was published later changes no answer, to the letter."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from holdsway.cli import main
from holdsway.cli.brief import brief_json
from holdsway.cli.output import as_json
from holdsway.clocks import Days, known_by_instant, parse_published
from holdsway.desk import Desk, open_desk
from holdsway.errors import DateError
from holdsway.reading import load_documents
from holdsway.reading.documents import Loaded
from holdsway.records import Statement

HERE = Path(__file__).resolve()
SHARED = HERE.parents[1].parent / "shared" / "cases"
INBOXES = {
    "demo": HERE.parents[1] / "src" / "holdsway" / "demo" / "inbox",
    "afghanistan": SHARED / "afghanistan-2021-07" / "inbox",
    "iraq": SHARED / "iraq-mosul-2014-2017" / "inbox",
}
# Days drawn once from each case's own span, the same in every run.
SPANS = {
    "demo": (date(2021, 6, 2), date(2021, 7, 31)),
    "afghanistan": (date(2021, 5, 2), date(2021, 7, 31)),
    "iraq": (date(2014, 6, 10), date(2017, 7, 20)),
}


def drawn(name: str, number: int) -> list[tuple[str, str]]:
    first, last = SPANS[name]
    draw = random.Random(f"known by, {name}")
    return [(name, str(first + timedelta(days=draw.randrange((last - first).days)))) for _ in range(number)]


PAIRS = [*drawn("demo", 6), *drawn("afghanistan", 3), *drawn("iraq", 5)]
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def full(name: str) -> Desk:
    """The ledger of a whole case, made once."""
    if not INBOXES[name].is_dir():
        pytest.skip(f"{INBOXES[name]} is not at hand")
    _FOLDERS.append(TemporaryDirectory())
    desk = open_desk(Path(_FOLDERS[-1].name) / "ledger")
    desk.add(INBOXES[name])
    return desk


def is_out(said: Statement, by: datetime) -> bool:
    return said.published is not None and said.published.last <= by


def by_then(whole: Desk, known_by: str, folder: Path) -> Desk:
    """A second ledger that never saw anything but the statements and documents published by a day."""
    instant = known_by_instant(known_by)
    said = [replace(one, batch=None) for one in whole.statements() if is_out(one, instant)]
    held = {one.document for one in said}
    documents = []
    for document in whole.ledger.documents():
        if document.sha256 in held or (document.published and document.published.last <= instant):
            contents = {
                name: whole.ledger.originals.get(name) for name in (document.sha256, document.text_sha256) if name
            }
            documents.append((replace(document, batch=None), contents))
    desk = open_desk(folder)
    desk.ledger.commit(said, documents, frame=whole.ledger.declared_frame())
    return desk


def places_of(desk: Desk, known_by: str) -> list[str]:
    leaves = desk.frame().places
    told = {said.place_code for said in desk.statements(known_by=known_by)}
    return sorted(place.code for place in leaves.leaves if place.code in told)


def brief_of(desk: Desk, days: Days, known_by: str) -> str:
    shown = brief_json(desk.brief(days, known_by=known_by))
    return as_json({key: value for key, value in shown.items() if key not in ("batch", "head")})


@pytest.mark.parametrize(("name", "known_by"), PAIRS, ids=lambda part: str(part))
def test_what_was_published_later_changes_no_answer(name: str, known_by: str, tmp_path: Path) -> None:
    whole = full(name)
    only = by_then(whole, known_by, tmp_path / "ledger")
    on, draw = date.fromisoformat(known_by), random.Random(known_by)
    assert as_json([asdict(said) for said in whole.statements(known_by=known_by)]) == as_json(
        [asdict(said) for said in only.statements()]
    )
    here, there = (desk.control(on=on, known_by=known_by) for desk in (whole, only))
    assert as_json([asdict(e) for e in here]) == as_json([asdict(e) for e in there])
    days = Days(on - timedelta(days=20), on - timedelta(days=draw.randrange(15)))
    assert brief_of(whole, days, known_by) == brief_of(only, days, known_by)
    told = places_of(whole, known_by)
    for code in draw.sample(told, min(3, len(told))):
        here, there = (asdict(desk.why(code, on=on, known_by=known_by)) for desk in (whole, only))
        assert as_json(here) == as_json(there)


@pytest.mark.parametrize("name", INBOXES)
def test_the_law_is_not_kept_by_knowing_nothing(name: str) -> None:
    """Of the days drawn, most know something and leave something out."""
    desk = full(name)
    whole = len(desk.statements())
    shares = [len(desk.statements(known_by=day)) / whole for case, day in PAIRS if case == name]
    assert sum(1 for share in shares if 0.05 < share < 0.95) >= 2


@pytest.mark.parametrize(("name", "known_by"), [("demo", "2021-07-04"), ("iraq", "2016-11-01")])
def test_the_printed_answers_are_the_same_letter_by_letter(
    name: str, known_by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = full(name)
    only = by_then(whole, known_by, tmp_path / "ledger")

    def printed(desk: Desk, *arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--known-by", known_by, "-l", str(desk.ledger.folder)])
        assert left.value.code == 0
        return capsys.readouterr().out

    for arguments in (
        ("control", "--on", known_by, "--format", "csv"),
        ("control", "--from", "2014-06-01", "--to", "2014-06-03", "--known-then", "--format", "jsonl"),
        ("why", places_of(whole, known_by)[0], "--on", known_by, "--format", "json"),
        ("why", places_of(whole, known_by)[-1], "--on", known_by, "--format", "table"),
    ):
        assert printed(whole, *arguments) == printed(only, *arguments) != ""


@pytest.mark.parametrize(("name", "known_by"), [("demo", "2021-06-25"), ("iraq", "2016-06-30")])
def test_an_inbox_of_documents_answers_as_one_without_the_later_files(name: str, known_by: str, tmp_path: Path) -> None:
    if not INBOXES[name].is_dir():
        pytest.skip(f"{INBOXES[name]} is not at hand")
    frame = full(name).ledger.declared_frame()
    assert frame is not None
    instant = known_by_instant(known_by)
    texts = [path for path in sorted(INBOXES[name].iterdir()) if path.suffix in (".md", ".html")]
    early = [path for path in texts if _published_by(path, instant)]
    assert 3 <= len(early) < len(texts)
    desks = []
    for number, files in enumerate((texts, early)):
        desk = open_desk(tmp_path / f"ledger-{number}")
        desk.ledger.commit((), frame=frame)
        desk.add(*files)
        desks.append(desk)
    whole, only = desks
    on = date.fromisoformat(known_by)
    here, there = (desk.control(on=on, known_by=known_by) for desk in desks)
    assert as_json([asdict(e) for e in here]) == as_json([asdict(e) for e in there])
    days = Days(on - timedelta(days=20), on)
    assert brief_of(whole, days, known_by) == brief_of(only, days, known_by)
    for code in places_of(whole, known_by)[:3]:
        here_, there_ = (asdict(desk.why(code, on=on, known_by=known_by)) for desk in desks)
        assert as_json(here_) == as_json(there_)


def _published_by(path: Path, instant: datetime) -> bool:
    (loaded,) = load_documents(path)
    assert isinstance(loaded, Loaded)
    published = loaded.document.published
    return published is not None and published.last <= instant


CASE = "name: case\nfrom: 2021-07-01\nto: 2021-07-31\nparties: [{id: gov, name: Government}, {id: reb, name: Rebels}]\n"
PLACES = "code,name,parent,latitude,longitude,aliases\nA1,Alpha,North,1,1,\n"
SCALES = "sources: {Officials: {labels: {fallen: {means: lost, holder: reb}, held: {means: kept, holder: gov}}}}\n"
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"

Made = Callable[[str], Desk]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A ledger of one control.csv with these rows."""

    def make(rows: str) -> Desk:
        files = {"scales.yaml": SCALES, "places.csv": PLACES, "control.csv": HEADER + rows}
        files["case.yaml"] = CASE + "gazetteer: {file: places.csv, version: v1}\n"
        (tmp_path / "inbox").mkdir()
        for name, content in files.items():
            (tmp_path / "inbox" / name).write_text(content, "utf-8")
        desk = open_desk(tmp_path / "ledger")
        desk.add(tmp_path / "inbox")
        return desk

    return make


def holder(desk: Desk, **when: Any) -> str:
    (estimate,) = desk.holders("Alpha", **when)
    return "unknown" if estimate.unknown else estimate.holder


def test_a_report_counts_from_the_end_of_its_day_and_a_time_from_its_instant(made: Made) -> None:
    desk = made(
        "Officials,2021-07-10T12:00+04:30,2021-07-09,North,Alpha,A1,held,,\n"
        "Officials,2021-07-11,2021-07-10,North,Alpha,A1,fallen,,\n"
    )
    assert holder(desk, on="2021-07-10", known_by="2021-07-10T07:29Z") == "unknown"
    assert holder(desk, on="2021-07-10", known_by="2021-07-10T07:30Z") == "gov"
    assert holder(desk, on="2021-07-10", known_by="2021-07-11T23:59Z") == "gov"
    assert holder(desk, on="2021-07-10", known_by="2021-07-11") == "reb"


def test_a_late_report_changes_what_we_know_of_the_past_and_not_what_was_known_then(made: Made) -> None:
    desk = made(
        "Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n"
        "Officials,2021-07-20,2021-07-06,North,Alpha,A1,fallen,,\n"
    )
    assert holder(desk, on="2021-07-10") == "reb"
    assert holder(desk, on="2021-07-10", known_by="2021-07-19") == "gov"
    then = desk.control(days=Days(date(2021, 7, 10), date(2021, 7, 20)), every="week", place="Alpha", known_then=True)
    assert [(str(e.on), e.known_by, e.holder) for e in then] == [
        ("2021-07-10", "2021-07-10", "gov"),
        ("2021-07-17", "2021-07-17", "gov"),
    ]


def test_a_report_without_a_publication_time_is_in_no_known_by_answer_and_is_counted(made: Made) -> None:
    desk = made("Officials,,2021-07-05,North,Alpha,A1,held,,\n")
    assert holder(desk, on="2021-07-10") == "gov"
    assert holder(desk, on="2021-07-10", known_by="2021-07-31") == "unknown"
    assert desk.undated() == 1


def test_a_day_after_what_is_known_is_refused_as_a_forecast(made: Made) -> None:
    desk = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n")
    week = Days(date(2021, 7, 12), date(2021, 7, 18))
    for ask in (
        lambda: desk.control(on="2021-07-18", known_by="2021-07-17"),
        lambda: desk.control(days=week, known_by="2021-07-17"),
        lambda: desk.why("Alpha", on="2021-07-18", known_by="2021-07-17"),
        lambda: desk.brief(week, known_by="2021-07-17"),
        lambda: desk.control(on="2021-07-18", known_by="2021-07-18T00:00Z"),
    ):
        with pytest.raises(DateError, match="a forecast, which is not made here; ask an earlier day"):
            ask()
    assert desk.control(on="2021-07-18", known_by="2021-07-18")


@pytest.mark.parametrize(
    "command", [("control", "--on"), ("why", "Alpha", "--on"), ("brief", "--from", "2021-07-12", "--to")]
)
def test_on_the_command_line_a_forecast_is_exit_1_with_the_remedy(
    command: tuple[str, ...], made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n").ledger.folder
    with pytest.raises(SystemExit) as left:
        main([*command, "2021-07-18", "--known-by", "2021-07-17", "-l", str(folder)])
    assert left.value.code == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "a forecast, which is not made here; ask an earlier day" in shown.err


def test_by_default_a_known_by_answer_is_about_its_own_last_day(made: Made) -> None:
    desk = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n")
    assert {e.on for e in desk.control(known_by="2021-07-17")} == {date(2021, 7, 17)}
    assert {e.on for e in desk.control(known_by="2021-09-01")} == {date(2021, 7, 31)}
    assert desk.brief(known_by="2021-07-17").days == Days(date(2021, 7, 11), date(2021, 7, 17))


def test_a_known_by_footnote_still_names_the_table_it_stands_in(made: Made) -> None:
    desk = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n")
    (weighed,) = desk.why("Alpha", on="2021-07-10", known_by="2021-07-10").bearing
    assert (weighed.note.path, weighed.note.row) == ("control.csv", 2)


def test_a_retraction_is_felt_only_from_when_it_was_published(made: Made, tmp_path: Path) -> None:
    desk = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n")
    (tmp_path / "inbox" / "control.csv").write_text(HEADER, "utf-8")
    desk.add(tmp_path / "inbox", replace=True, published=parse_published("2021-07-15"))
    assert holder(desk, on="2021-07-10") == "unknown"
    assert holder(desk, on="2021-07-10", known_by="2021-07-14") == "gov"
    assert holder(desk, on="2021-07-10", known_by="2021-07-15") == "unknown"


def test_as_of_an_earlier_batch_the_ledger_answers_as_it_stood(made: Made, tmp_path: Path) -> None:
    desk = made("Officials,2021-07-05,2021-07-05,North,Alpha,A1,held,,\n")
    before = as_json([asdict(e) for e in desk.control(on="2021-07-10")])
    more = HEADER + "Officials,2021-07-06,2021-07-06,North,Alpha,A1,fallen,,\n"
    (tmp_path / "inbox" / "control.csv").write_text(more, "utf-8")
    desk.add(tmp_path / "inbox")
    assert holder(desk, on="2021-07-10") == "reb"
    assert as_json([asdict(e) for e in desk.control(on="2021-07-10", at="1")]) == before
    head = desk.ledger.batches()[0].head
    assert as_json([asdict(e) for e in desk.control(on="2021-07-10", at=head[:8])]) == before
    assert known_by_instant("2021-07-05") == datetime(2021, 7, 6, tzinfo=UTC)

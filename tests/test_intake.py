"""Intake: every row of every file is kept, repeated or rejected, and nothing is kept twice."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import holdsway.desk
from holdsway.clocks import parse_published
from holdsway.desk import Desk
from holdsway.errors import FrameError, InputError
from holdsway.intake import Added
from holdsway.records import Kind

HERE = Path(__file__).resolve()
SHARED = HERE.parents[1].parent / "shared" / "cases"
INBOXES = {
    "demo": HERE.parents[1] / "src" / "holdsway" / "demo" / "inbox",
    "afghanistan": SHARED / "afghanistan-2021-07" / "inbox",
    "iraq": SHARED / "iraq-mosul-2014-2017" / "inbox",
}

CASE = """\
name: case
from: 2021-07-01
to: 2021-07-31
parties: [{id: gov, name: Government}, {id: reb, name: Rebels}]
gazetteer: {file: places.csv, version: v1}
"""
PLACES = "code,name,parent,latitude,longitude,aliases\nA1,Alpha,North,1,1,\nB1,Beta,North,2,2,\n"
SCALES = "sources: {Officials: {labels: {fallen: {means: lost, holder: reb}, held: {means: kept, holder: gov}}}}\n"
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"
FALLEN = "Officials,2021-07-10,2021-07-10,North,Alpha,A1,fallen,,\n"
HELD = "Officials,2021-07-12,2021-07-12,North,Beta,B1,held,,\n"
REPORT = """\
---
title: {title}
publisher: Wire
published: {published}
---
{text}
"""

Fill = Callable[..., Path]


@pytest.fixture
def inbox(tmp_path: Path) -> Fill:
    """Makes a folder of files given by name: text, or bytes."""

    def fill(files: dict[str, str | bytes], name: str = "inbox") -> Path:
        for path, content in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / name

    return fill


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return holdsway.desk.open_desk(tmp_path / "ledger")


def framed(**more: str | bytes) -> dict[str, str | bytes]:
    return {"case.yaml": CASE, "places.csv": PLACES, "scales.yaml": SCALES, **more}


def assert_accounted_for(added: Added) -> None:
    for file in added.files:
        assert file.rows == file.kept + file.repeated + file.rejected, file
        assert min(file.kept, file.repeated, file.rejected) >= 0, file
        assert file.rejected == sum(1 for reject in added.rejects if reject.file == file.path), file


def at_hand(name: str) -> Path:
    if not INBOXES[name].is_dir():
        pytest.skip(f"{INBOXES[name]} is not at hand")
    return INBOXES[name]


@pytest.mark.parametrize("name", INBOXES)
def test_every_row_of_a_case_is_accounted_for_and_adding_it_twice_adds_nothing(name: str, desk: Desk) -> None:
    folder = at_hand(name)
    first = desk.add(folder)
    assert_accounted_for(first)
    assert first.rejects == ()  # of a sound case nothing is left out
    frame = desk.ledger.declared_frame()
    lists = {path.partition("-")[2] for path in frame.files if path.startswith("watchlists/")} if frame else set()
    inside = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert {file.path for file in first.files} == inside | lists
    again = desk.add(folder)
    assert_accounted_for(again)
    assert (again.batch, again.statements) == (None, 0)
    assert all(file.kept == 0 and file.repeated == file.rows - file.rejected for file in again.files)
    assert len(desk.ledger.batches()) == 1


@pytest.mark.parametrize("name", INBOXES)
@pytest.mark.parametrize("without", [("case.yaml", "scales.yaml"), ("scales.yaml",), ("case.yaml",)])
def test_without_frame_or_scales_a_case_is_still_accounted_for_and_the_remedy_named(
    name: str, without: tuple[str, ...], desk: Desk, tmp_path: Path
) -> None:
    # beside the same folders as the original, whose frame points outside itself
    shutil.copytree(at_hand(name), tmp_path / "cases" / name / "inbox", ignore=shutil.ignore_patterns(*without))
    data = SHARED.parent / "data"
    if data.is_dir():
        (tmp_path / "data").symlink_to(data)
    added = desk.add(tmp_path / "cases" / name / "inbox")
    assert_accounted_for(added)
    control = next(file for file in added.files if file.path == "control.csv")
    assert (control.kept, control.rejected) == (0, control.rows)
    reasons = [reject.reason for reject in added.rejects if reject.file == "control.csv"]
    assert all("declare it in scales.yaml" in reason for reason in reasons)
    events = next(file for file in added.files if file.path == "events.csv")
    assert (events.kept, events.rejected) == (events.rows, 0)
    if without == ("case.yaml",):
        (scales,) = [reject for reject in added.rejects if reject.file == "scales.yaml"]
        assert "add the case.yaml" in scales.reason


def test_a_file_with_one_new_row_adds_one_rows_worth(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN})))
    added = desk.add(inbox({"control.csv": HEADER + FALLEN + HELD}))
    (table,) = [file for file in added.files if file.path == "control.csv"]
    assert (added.batch, added.statements) == (2, 1)
    assert (table.rows, table.kept, table.repeated) == (2, 1, 1)


def test_the_same_row_in_another_file_says_nothing_new(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN})))
    added = desk.add(inbox({"later.csv": HEADER + HELD + FALLEN}, name="other"))
    assert (added.files[0].kept, added.files[0].repeated) == (1, 1)


def test_a_row_that_stands_twice_in_one_file_is_kept_once_and_repeated_once(desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN + FALLEN})))
    (table,) = [file for file in added.files if file.path == "control.csv"]
    assert (table.rows, table.kept, table.repeated, table.rejected) == (2, 1, 1, 0)


def test_a_broken_row_is_rejected_alone_with_file_row_column_and_reason(desk: Desk, inbox: Fill) -> None:
    broken = "Officials,2021-07-11,31-07-2021,North,Alpha,A1,fallen,,\n"
    added = desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN + broken + HELD})))
    assert_accounted_for(added)
    (reject,) = added.rejects
    assert (reject.file, reject.row, reject.column, reject.value) == ("control.csv", 3, "as_of", "31-07-2021")
    assert "YYYY-MM-DD" in reject.reason
    assert added.statements == 2
    assert [(r.file, r.row, r.reason) for r in desk.rejects()] == [("control.csv", 3, reject.reason)]


def test_a_reject_that_was_mended_is_no_longer_listed(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN.replace("fallen", "felled")})))
    assert len(desk.rejects()) == 1
    desk.add(inbox({"control.csv": HEADER + FALLEN}))
    assert desk.rejects() == []


def test_a_jsonl_line_that_was_mended_is_no_longer_listed(desk: Desk, inbox: Fill) -> None:
    good = '{"id": "one", "published": "2021-07-10", "publisher": "Wire", "text": "The Rebels took Alpha."}\n'
    desk.add(inbox(framed(**{"reports.jsonl": good + '{"id": "two", "text": ""}\n'})))
    assert [(reject.file, reject.row) for reject in desk.rejects()] == [("reports.jsonl", 2)]
    desk.add(inbox({"reports.jsonl": good + good.replace("one", "two")}))
    assert desk.rejects() == []


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(desk: Desk, inbox: Fill) -> None:
    folder = inbox(framed(**{"control.csv": HEADER + FALLEN + HELD, "a.md": "No word of it.\n"}))
    tried = desk.add(folder, dry_run=True)
    assert_accounted_for(tried)
    assert (tried.batch, tried.statements) == (None, 2)
    assert desk.ledger.batches() == []
    assert desk.ledger.documents() == []
    assert not list((desk.ledger.folder / "documents").rglob("*"))
    done = desk.add(folder)
    assert [(f.path, f.kept, f.repeated) for f in done.files] == [(f.path, f.kept, f.repeated) for f in tried.files]
    assert desk.add(folder, dry_run=True).statements == 0
    assert len(desk.ledger.batches()) == 1


def test_without_replace_a_changed_file_retracts_nothing(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN})))
    desk.add(inbox({"control.csv": HEADER + HELD}))
    assert {said.label for said in desk.statements()} == {"fallen", "held"}


def test_replace_retracts_what_a_document_no_longer_says_and_an_earlier_known_by_still_sees_it(
    desk: Desk, inbox: Fill
) -> None:
    before = REPORT.format(title="Alpha", published="2021-07-10", text="The Rebels captured Alpha on Saturday.")
    after = REPORT.format(title="Alpha", published="2021-07-14", text="The Rebels captured Beta on Saturday.")
    desk.add(inbox(framed(**{"alpha.md": before})))
    said = {s.id for s in desk.statements() if s.kind is Kind.CONTROL and s.place_code == "A1"}
    assert said
    desk.add(inbox({"alpha.md": after}), replace=True)
    assert not said & {s.id for s in desk.statements()}
    assert not said & {s.id for s in desk.statements(known_by="2021-07-14")}
    assert said <= {s.id for s in desk.statements(known_by="2021-07-13")}
    assert said <= {s.id for s in desk.statements(at="1")}
    assert "B1" in {s.place_code for s in desk.statements()}


def test_replace_with_a_publication_time_retracts_rows_from_then_on(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN + HELD})))
    added = desk.add(inbox({"control.csv": HEADER + HELD}), replace=True, published=parse_published("2021-07-20"))
    assert_accounted_for(added)
    assert [said.label for said in desk.statements()] == ["held"]
    assert [said.label for said in desk.statements(known_by="2021-07-19")] == ["fallen", "held"]
    assert [said.label for said in desk.statements(known_by="2021-07-20")] == ["held"]


def test_replace_retracts_the_lines_a_jsonl_file_no_longer_has(desk: Desk, inbox: Fill) -> None:
    one = '{"id": "one", "published": "2021-07-10", "publisher": "Wire", "text": "The Rebels captured Alpha."}\n'
    two = '{"id": "two", "published": "2021-07-11", "publisher": "Wire", "text": "The Rebels captured Beta."}\n'
    desk.add(inbox(framed(**{"reports.jsonl": one + two})))
    assert {"A1", "B1"} <= {said.place_code for said in desk.statements()}
    desk.add(inbox({"reports.jsonl": two}), replace=True)
    assert {said.place_code for said in desk.statements()} == {"B1"}


def test_replace_leaves_what_the_changed_file_still_says(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN})))
    kept = {said.id for said in desk.statements()}
    added = desk.add(inbox({"control.csv": HEADER + HELD + FALLEN}), replace=True)
    assert added.statements == 1
    assert kept < {said.id for said in desk.statements()}


def test_what_a_replaced_file_says_again_is_known_again_as_often_as_it_changes(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN + HELD})))
    for _ in range(3):
        desk.add(inbox({"control.csv": HEADER + FALLEN}), replace=True)
        assert {said.label for said in desk.statements()} == {"fallen"}
        added = desk.add(inbox({"control.csv": HEADER + FALLEN + HELD}), replace=True)
        assert {said.label for said in desk.statements()} == {"fallen", "held"}
        assert [(f.kept, f.repeated) for f in added.files if f.path == "control.csv"] == [(1, 1)]


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".eml", ".xlsx", ".xml", ".json", ".geojson", ".png", ""])
def test_a_kind_of_file_that_is_not_read_is_a_reject_that_says_what_to_do(suffix: str, desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(framed(**{f"annex{suffix}": b"%PDF-1.7 \x00\xff", "control.csv": HEADER + FALLEN})))
    assert_accounted_for(added)
    (reject,) = added.rejects
    assert reject.file == f"annex{suffix}"
    assert any(remedy in reject.reason for remedy in ("save", "add", "name it in", "fetch", "holdsway formats"))
    assert added.statements == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.md", b"\x00\x01\x02"),
        ("latin.txt", "Ghazn\xee".encode("latin-1")),
        ("broken.md", b"---\ntitle: [\n---\nwords\n"),
        ("broken.jsonl", b"{not json}\n"),
        ("empty.csv", b""),
        ("strange.csv", b"one,two\n1,2\n"),
        ("cut.csv.gz", gzip.compress(HEADER.encode() * 50)[:-9]),
        ("sheet.csv", b"PK\x03\x04rest"),
    ],
)
def test_a_file_that_cannot_be_understood_is_a_reject_and_stops_no_other(
    name: str, content: bytes, desk: Desk, inbox: Fill
) -> None:
    added = desk.add(inbox(framed(**{name: content, "control.csv": HEADER + FALLEN})))
    assert_accounted_for(added)
    (reject,) = added.rejects
    assert reject.file == name
    assert reject.reason
    assert added.statements == 1


def test_a_gzipped_table_is_opened(desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(framed(**{"control.csv.gz": gzip.compress((HEADER + FALLEN).encode())})))
    assert (added.statements, added.rejects) == (1, ())


def test_an_empty_folder_is_an_error_that_says_what_belongs_in_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match=r"nothing: the folder is empty; put reports"):
        desk.add(tmp_path / "nothing")


def test_a_path_that_is_not_there_is_an_error_that_names_it(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"inbocks: no such file or folder; check the path"):
        desk.add(tmp_path / "inbocks")


def test_hidden_files_and_folders_and_sidecars_are_passed_over(desk: Desk, inbox: Fill) -> None:
    files = framed(
        **{
            ".hidden.csv": HEADER + HELD,
            ".git/control.csv": HEADER + HELD,
            "alpha.txt": "The Rebels captured Alpha on 10 July 2021.\n",
            "alpha.txt.meta.yaml": "publisher: Wire\npublished: 2021-07-11\n",
        }
    )
    added = desk.add(inbox(files))
    assert {file.path for file in added.files} == {"case.yaml", "places.csv", "scales.yaml", "alpha.txt"}
    (document,) = desk.ledger.documents()
    assert (document.publisher, str(document.published)) == ("Wire", "2021-07-11")


def test_a_ledger_inside_the_inbox_is_not_taken_in(inbox: Fill) -> None:
    folder = inbox(framed(**{"control.csv": HEADER + FALLEN, "alpha.md": "Nothing of note.\n"}))
    inner = holdsway.desk.open_desk(folder / "ledger")
    first = inner.add(folder)
    again = inner.add(folder)
    assert {file.path for file in again.files} == {file.path for file in first.files}
    assert not any(file.path.startswith("ledger") for file in again.files)
    assert (again.batch, again.statements, again.rejects) == (None, 0, ())


def test_a_document_that_corrects_another_revises_its_figure(desk: Desk, inbox: Fill) -> None:
    first = REPORT.format(
        title="Toll", published="2021-07-10", text="On Friday 23 soldiers were killed in Alpha, officials said."
    )
    second = REPORT.format(
        title="Toll", published="2021-07-12\ncorrects: toll.md", text="On 9 July 22 soldiers were killed in Alpha."
    )
    desk.add(inbox(framed(**{"toll.md": first})))
    desk.add(inbox({"toll-corrected.md": second}))
    by_day = {str(s.published): s for s in desk.statements() if s.kind is Kind.CASUALTY}
    assert by_day["2021-07-12"].revises == by_day["2021-07-10"].id
    assert by_day["2021-07-10"].revises is None
    assert len(desk.statements(known_by="2021-07-11")) == len(desk.statements(at="1"))


def test_a_new_toll_takes_the_day_of_the_attack_from_the_report_it_corrects(desk: Desk, inbox: Fill) -> None:
    first = REPORT.format(
        title="Toll", published="2021-07-12", text="A bomb killed 20 people in Alpha on Saturday, officials said."
    )
    second = REPORT.format(
        title="Toll",
        published="2021-07-14\ncorrects: toll.md",
        text="The attack in Alpha killed 31 people, officials said.",
    )
    desk.add(inbox(framed(**{"toll.md": first})))
    desk.add(inbox({"toll-corrected.md": second}))
    by_figure = {s.best: s for s in desk.statements() if s.kind is Kind.CASUALTY}
    assert by_figure[31].valid == by_figure[20].valid
    assert by_figure[31].revises == by_figure[20].id


def test_a_report_is_placed_by_a_name_that_a_table_gives_with_a_code(desk: Desk, inbox: Fill) -> None:
    given = FALLEN.replace("Alpha", "Old Ferry")
    report = REPORT.format(title="News", published="2021-07-14", text="The Rebels captured Old Ferry on Monday.")
    desk.add(inbox(framed(**{"scales.yaml": SCALES, "control.csv": HEADER + given})))
    desk.add(inbox({"report.md": report}, name="later"))
    (read,) = [s for s in desk.statements() if s.method == "read"]
    assert (read.place_code, read.place_text) == ("A1", "Old Ferry")


def test_the_demo_ties_each_correction_to_the_figure_before(desk: Desk) -> None:
    desk.add(INBOXES["demo"])
    by_id = {said.id: said for said in desk.statements()}
    revised = [(by_id[said.revises], said) for said in by_id.values() if said.revises]
    assert (3254.0, 3524.0) in {(old.best, new.best) for old, new in revised}
    for old, new in revised:
        assert old.published is not None
        assert new.published is not None
        assert old.published <= new.published
        assert old.document != new.document


def test_a_second_frame_of_another_name_is_refused_with_the_remedy(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed()))
    with pytest.raises(FrameError, match="use another folder with -l NEWFOLDER"):
        desk.add(inbox({"case.yaml": CASE.replace("name: case", "name: other"), "places.csv": PLACES}, name="two"))


def test_two_case_files_in_one_folder_are_refused(desk: Desk, inbox: Fill) -> None:
    with pytest.raises(InputError, match=r"a second case\.yaml"):
        desk.add(inbox({"case.yaml": CASE, "places.csv": PLACES, "inner/case.yaml": CASE}))


def test_a_frame_without_a_name_can_be_added_twice(desk: Desk, inbox: Fill) -> None:
    folder = inbox(framed(**{"case.yaml": CASE.replace("name: case\n", ""), "control.csv": HEADER + FALLEN}))
    desk.add(folder)
    assert desk.add(folder).batch is None


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("case.yaml", "name: [\n"),
        ("case.yaml", "just words\n"),
        ("case.yaml", "name: case\n"),
        ("case.yaml", "name: case\nparties: 5\n"),
        ("case.yaml", "name: case\nparties: [gov]\n"),
        ("case.yaml", CASE.replace("2021-07-01", "July")),
        ("case.yaml", CASE.replace("{file: places.csv, version: v1}", "places.csv")),
        ("case.yaml", CASE.replace("places.csv", "gone.csv")),
        ("case.yaml", CASE + "watchlists: list.xml\n"),
        ("places.csv", "code,name\nA1\n"),
        ("places.csv", "name\nAlpha\n"),
        ("places.csv", PLACES + "C1,Gamma,North,far,away,\n"),
        ("places.csv", PLACES + "A1,Again,North,1,1,\n"),
        ("scales.yaml", "sources: []\n"),
        ("scales.yaml", "sources: {Officials: {labels: [fallen]}}\n"),
        ("scales.yaml", "sources: {Officials: {labels: {fallen: {holder: nobody}}}}\n"),
    ],
)
def test_a_frame_that_does_not_hold_together_is_one_plain_error(
    file: str, content: str, desk: Desk, inbox: Fill
) -> None:
    with pytest.raises(InputError) as raised:
        desk.add(inbox(framed(**{file: content, "control.csv": HEADER + FALLEN})))
    assert "\n" not in str(raised.value)
    assert desk.ledger.batches() == []


def test_a_licence_given_at_intake_reaches_what_states_none(desk: Desk, inbox: Fill) -> None:
    text = "The Rebels captured Alpha on 10 July 2021."
    own = REPORT.format(title="Own", published="2021-07-11\nlicence: theirs", text=text)
    none = REPORT.format(title="None", published="2021-07-12", text=text)
    desk.add(inbox(framed(**{"own.md": own, "none.md": none, "control.csv": HEADER + FALLEN})), licence="ours")
    licences = {str(said.published): said.licence for said in desk.statements()}
    assert licences == {"2021-07-10": "ours", "2021-07-11": "theirs", "2021-07-12": "ours"}


def test_a_publication_time_given_at_intake_reaches_what_states_none(desk: Desk, inbox: Fill) -> None:
    undated = FALLEN.replace("2021-07-10,", ",", 1)
    folder = inbox(framed(**{"control.csv": HEADER + undated + HELD}))
    desk.add(folder, published=parse_published("2021-07-30"))
    assert {str(said.published) for said in desk.statements()} == {"2021-07-30", "2021-07-12"}


@pytest.mark.parametrize("name", INBOXES)
def test_every_quote_stands_in_its_document_word_for_word(name: str, desk: Desk) -> None:
    desk.add(at_hand(name))
    texts = {document.sha256: desk.ledger.text(document) for document in desk.ledger.documents()}
    methods = [said.method for said in desk.statements()]
    assert methods.count("read") > 20
    assert methods.count("table") > 20
    for said in desk.statements():
        assert said.quote.exact
        if said.method == "read":
            assert texts[said.document][said.quote.start : said.quote.end] == said.quote.exact
            assert said.quote.start is not None
        else:
            assert said.quote.row is not None
            assert said.quote.exact in texts[said.document]


EVENTS = "source,source_event_id,date_start,date_end,place,event_type,actor1,deaths_best,published\n"
FOUR = "Desk,17,2021-07-03,2021-07-03,Alpha,clash,Rebels,4,{published}\n"


def test_a_changed_figure_under_one_id_is_one_event_and_both_times_are_known(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox({"b.csv": EVENTS + FOUR.format(published="2021-07-09").replace(",4,", ",7,")}, "later"))
    desk.add(inbox({"a.csv": EVENTS + FOUR.format(published="2021-07-04")}, "earlier"))
    (now,) = desk.statements()
    (then,) = desk.statements(known_by="2021-07-05")
    assert (now.best, then.best, now.revises) == (7, 4, then.id)


def test_two_figures_of_one_time_both_stand_and_the_user_is_told(desk: Desk, inbox: Fill) -> None:
    four = FOUR.format(published="2021-07-04")
    assert desk.add(inbox({"a.csv": EVENTS + four}, "one")).remarks == ()
    (remark,) = desk.add(inbox({"b.csv": EVENTS + four.replace(",4,", ",7,")}, "other")).remarks
    assert remark.startswith("1 id with two contents published at one time, so that both stand (Desk 17)")
    assert sorted(said.best or 0 for said in desk.statements()) == [4, 7]


def test_a_deletions_file_withdraws_an_event_from_its_date_and_says_what_it_does_not_find(
    desk: Desk, inbox: Fill
) -> None:
    desk.add(inbox({"a.csv": EVENTS + FOUR.format(published="2021-07-04")}, "one"))
    gone = "source,source_event_id,withdrawn,note,url\nDesk,17,2021-07-20,told twice,\nDesk,71,2021-07-20,,\n"
    added = desk.add(inbox({"deletions.csv": gone}, "other"))
    assert [(file.kept, file.rejected) for file in added.files] == [(2, 0)]
    assert added.remarks == (
        "1 id withdrawn under which nothing is held (Desk 71); "
        "check that source and id are written as in the rows they withdraw",
    )
    assert desk.statements() == []
    assert len(desk.statements(known_by="2021-07-19")) == 1


def test_a_long_table_tells_how_far_it_is(desk: Desk, inbox: Fill) -> None:
    rows = "".join(f"Desk,{n},2021-07-03,2021-07-03,Alpha,clash,Rebels,4,2021-07-04\n" for n in range(10_001))
    told: list[str] = []
    folder = inbox({"events.csv": EVENTS + rows})
    desk.add(folder, progress=lambda number, files, name: told.append(f"{number}/{files} {name}"))
    assert told == ["1/1 events.csv", "1/1 events.csv: 5,000 rows", "1/1 events.csv: 10,000 rows"]


def test_a_brief_of_our_own_never_comes_back_as_a_source(desk: Desk, inbox: Fill) -> None:
    from holdsway.cli.brief import write_brief

    folder = inbox(
        framed(
            **{
                "control.csv": HEADER + FALLEN,
                "a.md": REPORT.format(title="T", published="2021-07-11", text="Rebels hold Alpha."),
            }
        )
    )
    desk.add(folder)
    before = {said.id for said in desk.statements()}
    write_brief(desk.brief(), folder / "monday")
    added = desk.add(folder)
    assert {said.id for said in desk.statements()} == before
    own = {reject.file: reject.reason for reject in added.rejects}
    assert set(own) == {"monday/brief.html", "monday/brief.json", "monday/evidence.csv"}
    assert all("written by holdsway" in reason for reason in own.values())


def test_a_file_read_anew_in_a_changed_frame_counts_once(desk: Desk, inbox: Fill) -> None:
    folder = inbox(framed(**{"events.csv": EVENTS + FOUR.format(published="2021-07-04")}))
    desk.add(folder)
    (folder / "case.yaml").write_text(
        CASE.replace("name: Rebels", "name: Valley Front, aliases: [Rebels]").replace("id: reb", "id: front"), "utf-8"
    )
    (folder / "scales.yaml").write_text(SCALES.replace("reb", "front"), "utf-8")
    added = desk.add(folder)
    assert added.remarks == ()
    (said,) = desk.statements()
    assert [actor.id for actor in said.actors] == ["front"]
    assert [[actor.id for actor in s.actors] for s in desk.statements(at="1")] == [["reb"]]


def test_without_replace_a_changed_file_says_what_it_leaves_standing(desk: Desk, inbox: Fill) -> None:
    desk.add(inbox(framed(**{"control.csv": HEADER + FALLEN + HELD})))
    (remark,) = desk.add(inbox({"control.csv": HEADER + FALLEN})).remarks
    assert remark.startswith("control.csv changed: earlier statements that are no longer in it and still stand: 1;")
    assert "--replace" in remark


def test_texts_without_a_time_of_publication_are_named(desk: Desk, inbox: Fill) -> None:
    added = desk.add(inbox(framed(**{"note.txt": "Rebels hold Alpha.", "note.meta.yaml": "published: 03/01/2025"})))
    (remark,) = added.remarks
    assert remark.startswith("texts without a readable time of publication: 1,")
    assert "note.txt" in remark

"""The analyst's hand on a real ledger: rulings change the brief, and survive whatever is done to the record after."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from by_hand import REPORTS, inbox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import holdsway.reading.frames
from holdsway.brief.terminal import markdown
from holdsway.clocks import Days, parse_day, parse_published
from holdsway.desk import Desk, open_desk
from holdsway.errors import HoldswayError, InputError, RulingError
from holdsway.hand.sheet import read_sheet, write_sheet
from holdsway.records import Kind, Statement

DAYS = Days(parse_day("2021-07-12"), parse_day("2021-07-18"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = open_desk(tmp_path / "ledger")
    made.add(inbox(tmp_path))
    return made


def control(desk: Desk) -> dict[str | None, tuple[str | None, str | None]]:
    return {s.place_code: (s.party, s.ruled) for s in desk.statements() if s.kind is Kind.CONTROL}


def one_on(desk: Desk, code: str) -> Statement:
    return next(s for s in desk.statements() if s.kind is Kind.CONTROL and s.place_code == code)


def test_rejected_it_bears_on_nothing_and_undone_it_is_back(desk: Desk) -> None:
    before = desk.holders("Alpha", on="2021-07-15")[0]
    ruling = desk.rule(one_on(desk, "A1").id, "reject", author="Ann", reason="another Alpha")
    after = desk.holders("Alpha", on="2021-07-15")[0]
    assert (before.holder, before.reports, after.reports, after.unknown) == ("reb", 1, 0, True)
    (gone,) = desk.why("Alpha", on="2021-07-15").ruled_out
    assert gone.outcome is not None
    assert [(r.author, r.reason) for r in gone.outcome.by] == [("Ann", "another Alpha")]
    desk.undo(ruling.id[:8], author="Ann")
    assert desk.holders("Alpha", on="2021-07-15") == [before]


def test_corrected_it_bears_as_corrected_and_both_ids_lead_to_it(desk: Desk) -> None:
    said = one_on(desk, "A1")
    desk.rule(said.id[:8], "correct", slots={"party": "gov"}, author="Ann")
    now = one_on(desk, "A1")
    assert (now.party, now.ruled, now.ruled_by) == ("gov", "corrected", ("Ann",))
    assert desk.holders("Alpha", on="2021-07-15")[0].holder == "gov"
    assert desk.statement(now.id).outcome == desk.statement(said.id).outcome
    desk.rule(now.id, "correct", slots={"from": "2021-07-10", "to": "2021-07-10"}, author="Ben")
    last = one_on(desk, "A1")
    assert (last.party, str(last.valid), last.ruled_by) == ("gov", "2021-07-10", ("Ben",))


def test_the_brief_tells_what_was_accepted_from_what_a_machine_read(desk: Desk) -> None:
    said = one_on(desk, "A1")
    desk.rule(said.id, "accept", author="Ann")
    reviews = {note.statement: note.review for note in desk.brief(DAYS).footnotes}
    assert reviews[said.id] == "accepted by Ann"
    assert "machine-read" in reviews.values()
    assert "of them not ruled on by a person" in desk.brief(DAYS).basis[0]


@pytest.mark.parametrize(("policy", "reports"), [("use", 1), ("discount", 1), ("hide", 0)])
def test_what_nobody_ruled_on_counts_as_the_frame_says(policy: str, reports: int, tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "ledger")
    desk.add(inbox(tmp_path, policy=f"unreviewed: {policy}\n"))
    found = desk.holders("Alpha", on="2021-07-15")[0]
    assert found.reports == reports
    wanted = {"use": 0.7, "discount": 0.5, "hide": 0.0}[policy]
    assert found.probabilities["reb"] > wanted
    if policy == "discount":
        assert found.probabilities["reb"] < 0.7
    proposals = [one for one in desk.proposals(DAYS) if one.said.kind is Kind.CONTROL]
    assert len(proposals) == 3
    desk.rule(next(one.said.id for one in proposals if one.said.place_code == "A1"), "accept", author="Ann")
    assert desk.holders("Alpha", on="2021-07-15")[0].probabilities["reb"] > 0.7


def test_a_policy_that_there_is_not_is_an_error_that_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(HoldswayError, match=r"unreviewed: 'maybe' is none of use, discount, hide"):
        open_desk(tmp_path / "ledger").add(inbox(tmp_path, policy="unreviewed: maybe\n"))


def test_the_queue_begins_with_what_moves_the_brief_and_leaves_out_what_was_ruled_on(desk: Desk) -> None:
    proposals = desk.proposals(DAYS)
    assert [one.moves for one in proposals] == sorted((one.moves for one in proposals), reverse=True)
    alpha = next(one for one in proposals if one.said.kind is Kind.CONTROL and one.said.place_code == "A1")
    assert alpha.because[0].startswith("Alpha: Rebels 0.80 with it, no report")
    assert any("of the brief" in because for because in proposals[0].because)
    desk.rule(proposals[0].said.id, "accept", author="Ann")
    assert proposals[0].said.id not in {one.said.id for one in desk.proposals(DAYS)}


STEPS = st.lists(st.tuples(st.sampled_from("arcu"), st.integers(0, 2)), min_size=1, max_size=4)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.permutations(sorted(REPORTS)))
def test_rulings_survive_adding_everything_again_in_any_order_and_a_newer_reader(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], order: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("again")
    box = inbox(folder)
    desk = open_desk(folder / "ledger")
    desk.add(box)
    for what, number in steps:
        said = sorted(desk.standing().rulable(), key=lambda one: one.quote.exact)[number]
        if what == "u":
            if rulings := [r for r in desk.rulings() if r.act != "undo"]:
                try:
                    desk.undo(rulings[number % len(rulings)].id, author="Ann")
                except RulingError:  # undone already
                    continue
        elif what == "c":
            desk.rule(said.id, "correct", slots={"from": "2021-07-01", "to": "2021-07-02"}, author="Ann")
        else:
            desk.rule(said.id, {"a": "accept", "r": "reject"}[what], author="Ann")
    ruled = {(s.quote.exact, s.kind, str(s.valid), s.party, s.ruled) for s in desk.statements()}
    for name in order:
        desk.add(box / f"{name}.md")
    assert {(s.quote.exact, s.kind, str(s.valid), s.party, s.ruled) for s in desk.statements()} == ruled
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holdsway.reading.frames.FrameReader, "version", "999", raising=True)
        open_desk(folder / "ledger").add(box, reader="frames")
    assert {
        (s.quote.exact, s.kind, str(s.valid), s.party, s.ruled) for s in open_desk(folder / "ledger").statements()
    } == ruled


def test_a_ruling_follows_its_words_into_a_changed_file_and_is_told_when_they_are_gone(
    tmp_path: Path, desk: Desk
) -> None:
    desk.rule(one_on(desk, "A1").id, "correct", slots={"party": "gov"}, author="Ann")
    desk.add(inbox(tmp_path, {"one": "Corrected on Friday. The Rebels took Alpha on Monday."}), replace=True)
    assert control(desk)["A1"] == ("gov", "corrected")
    desk.add(inbox(tmp_path, {"one": "The report on Alpha was withdrawn."}), replace=True)
    assert "A1" not in control(desk)
    (lost,) = desk.standing().lost
    assert lost.by[0].author == "Ann"


def test_an_earlier_state_has_the_rulings_of_its_time(desk: Desk) -> None:
    before, brief = desk.ledger.head(), markdown(desk.brief(DAYS))
    assert before is not None
    desk.rule(one_on(desk, "A1").id, "reject", author="Ann")
    assert markdown(desk.brief(DAYS)) != brief
    assert markdown(desk.brief(DAYS, at=before.head)) == brief


def test_names_ruled_the_same_are_one_actor_until_they_are_ruled_different(desk: Desk, tmp_path: Path) -> None:
    desk.add(inbox(tmp_path, {"four": "Ana M. Moro was named police chief of Gamma."}))
    assert {one.name for one in desk.actor("Ana Moro").accounts} == {"Ana Moro"}
    desk.rule_on_actors("Ana Moro", "Ana M. Moro", "same", author="Ann")
    (account,) = desk.actor("Ana Moro").accounts
    assert len(account.roles) == 2
    assert desk.actor("Ana M. Moro").rulings == ("'Ana M. Moro' and 'Ana Moro': ruled to be one by Ann.",)
    desk.rule_on_actors("Ana Moro", "Ana M. Moro", "different", author="Ann")
    assert len(desk.actor("Ana Moro").accounts[0].roles) == 1
    with pytest.raises(HoldswayError, match="nobody on the record is called 'Nemo'"):
        desk.rule_on_actors("Ana Moro", "Nemo", "same", author="Ann")


def test_what_is_said_by_hand_is_read_kept_as_accepted_and_marked_as_our_words(desk: Desk) -> None:
    when = parse_published("2021-07-16")
    heard = desk.hear("Rebels hold Beta since 13 July 2021", source="Radio Beta", published=when, author="Ann")
    assert [(s.kind, s.place_code, s.party, s.source) for s in heard.statements] == [
        ("control", "B1", "reb", "Radio Beta")
    ]
    assert len(desk.statements()) == len([*desk.statements()])
    desk.keep(heard)
    (said,) = [s for s in desk.statements() if s.source == "Radio Beta"]
    assert (said.ruled, said.ruled_by) == ("accepted", ("Ann",))
    note = next(n for n in desk.brief(DAYS).footnotes if n.statement == said.id)
    assert note.shown.startswith("PARAPHRASE: ")
    assert desk.verify().faults == ()
    desk.undo(said.rulings[0], author="Ann")
    assert [s.ruled for s in desk.statements() if s.source == "Radio Beta"] == [None]
    with pytest.raises(InputError, match="nothing was read"):
        desk.hear("Hm", source="Radio Beta", published=when, author="Ann")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_goes_out_is_edited_and_comes_back(desk: Desk, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"queue{suffix}"
    assert write_sheet(sheet, desk.proposals(DAYS), desk.frame(), author="Ann") == len(desk.proposals(DAYS))
    rows = [row for _, row in read_sheet(sheet)]
    by_place = {row["place"]: row for row in rows if row["party"]}
    by_place["Alpha, North"]["ruling"] = "accept"
    by_place["Beta, North"].update(ruling="reject", reason="seen otherwise", author="Ben")
    by_place["Gamma, South"]["party"] = "gov"
    next(row for row in rows if not row["party"])["ruling"] = "perhaps"
    _edited(sheet, rows)
    added = desk.add(sheet, author="Ann")
    (file,) = added.files
    assert (file.format, file.rows, file.kept, file.rejected) == ("rulings", len(rows), 3, 1)
    assert "'perhaps' is none of accept" in added.rejects[0].reason
    assert control(desk) == {"A1": ("reb", "accepted"), "C1": ("gov", "corrected")}
    assert {(r.author, r.act, r.reason) for r in desk.rulings()} == {
        ("Ann", "accept", None), ("Ben", "reject", "seen otherwise"), ("Ann", "correct", None),
    }  # fmt: skip
    desk.undo(desk.rulings()[0].id, author="Ann")
    again = desk.add(sheet, author="Ann")
    assert again.files[0].kept == 0
    assert len(desk.rulings()) == 4


def _edited(sheet: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as a spreadsheet program would save them."""
    import csv

    from openpyxl import load_workbook

    if sheet.suffix == ".csv":
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return
    book = load_workbook(sheet)
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[1]]
    for number, row in enumerate(rows, 2):
        for at, name in enumerate(header, 1):
            page.cell(number, at).value = row[str(name)] or None  # type: ignore[union-attr]
    book.save(sheet)


def test_a_sheet_of_another_ledger_is_rejected_row_by_row(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "queue.csv"
    write_sheet(sheet, desk.proposals(DAYS), desk.frame(), author="Ann")
    other = open_desk(tmp_path / "other")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other.add(inbox(folder, {"one": "The Rebels took Beta on Monday."}))
    shutil.copy(sheet, folder / "queue.csv")
    added = other.add(folder / "queue.csv")
    assert {reject.reason.partition(";")[0] for reject in added.rejects} == {"no statement of this ledger has that id"}
    assert [reject.row for reject in added.rejects] == list(range(2, len(added.rejects) + 2))


def test_a_sheet_is_a_workbook_or_csv(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx or \.csv"):
        write_sheet(tmp_path / "queue.ods", desk.proposals(DAYS), desk.frame(), author="Ann")


def test_a_line_on_an_office_moves_the_brief_less_than_one_on_an_attack(desk: Desk) -> None:
    moves = {one.said.kind: one.moves for one in desk.proposals(DAYS)}
    assert moves[Kind.ROLE] == 0.5
    assert moves[Kind.CASUALTY] == 1.0

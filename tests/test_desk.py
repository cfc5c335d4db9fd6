"""The desk: what `holdsway.open` returns, asked over real ledgers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import holdsway
from holdsway.clocks import Days
from holdsway.control import Estimate
from holdsway.desk import Desk
from holdsway.errors import (
    AmbiguousPlaceError,
    DateError,
    FootnoteError,
    HoldswayError,
    LedgerError,
    NoLedgerError,
    UnknownPlaceError,
)

DEMO = Path(holdsway.__file__).parent / "demo" / "inbox"
CASE = """\
name: case
from: 2021-07-01
to: 2021-07-31
parties: [{id: gov, name: Government}, {id: reb, name: Rebels}, {id: mil, name: Militia}]
gazetteer: {file: places.csv, version: v1}
"""
PLACES = """\
code,name,parent,latitude,longitude,aliases
A1,Alpha,North,1,1,
A2,Alpha,South,2,2,
B1,Beta,North,3,3,Bayta
C1,Gamma,South,4,4,
C1-E,Gamma East,C1,4,5,
C1-W,Gamma West,C1,4,3,
"""
SCALES = """\
sources:
  Officials: {labels: {fallen: {means: lost, holder: reb}, held: {means: kept, holder: gov}}}
  Map: {kind: map, labels: {Red: {means: rebels, holder: reb}, Grey: {means: no data, holder: unknown}}}
"""
CONTROL = "source,published,as_of,admin1,place,pcode,label,url,note\n"
EVENTS = "source,source_event_id,date_start,date_end,place,admin1,place_precision,event_type,actor1,actor2,published\n"

Made = Callable[..., Desk]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A ledger of these rows of control.csv and events.csv."""

    def make(control: str = "", events: str = "", case: str = CASE, scales: str = SCALES) -> Desk:
        files = {"case.yaml": case, "places.csv": PLACES, "scales.yaml": scales}
        files |= {"control.csv": CONTROL + control} if control else {}
        files |= {"events.csv": EVENTS + events} if events else {}
        (tmp_path / "inbox").mkdir(exist_ok=True)
        for name, content in files.items():
            (tmp_path / "inbox" / name).write_text(content, "utf-8")
        desk = holdsway.open(tmp_path / "ledger")
        desk.add(tmp_path / "inbox")
        return desk

    return make


def one(estimates: list[Estimate]) -> Estimate:
    (estimate,) = estimates
    return estimate


def event(kind: str, precision: str = "district", actor1: str = "Rebels", actor2: str = "Government") -> str:
    return f"coder,1,2021-07-10,2021-07-10,Beta,North,{precision},{kind},{actor1},{actor2},2021-07-11\n"


@pytest.mark.parametrize(
    ("kind", "holder"),
    [
        ("control_change", "reb"),
        ("control_change_reversed", "gov"),
        ("handover", "gov"),
        ("surrender", "reb"),
        ("attack_repelled", "gov"),
        ("territory_change", "reb"),
    ],
)
def test_an_event_that_moves_territory_says_who_holds_the_place_after_it(kind: str, holder: str, made: Made) -> None:
    estimate = one(made(events=event(kind)).holders("Beta", on="2021-07-12"))
    assert (estimate.holder, estimate.unknown, estimate.reports) == (holder, False, 1)


@pytest.mark.parametrize("kind", ["armed_attack", "bombing", "talks", "offensive"])
def test_any_other_event_moves_nothing(kind: str, made: Made) -> None:
    assert one(made(events=event(kind)).holders("Beta", on="2021-07-12")).reports == 0


@pytest.mark.parametrize("precision", ["province", "area", "site"])
def test_an_event_known_only_to_a_province_an_area_or_a_site_pins_no_district(precision: str, made: Made) -> None:
    desk = made(events=event("control_change", precision))
    assert len(desk.statements()) == 1
    assert one(desk.holders("Beta", on="2021-07-12")).unknown


def test_an_event_by_somebody_who_is_no_party_makes_no_holder(made: Made) -> None:
    estimate = one(made(events=event("control_change", actor1="Bandits")).holders("Beta", on="2021-07-12"))
    assert (estimate.reports, estimate.unknown) == (0, True)


def test_a_map_label_for_no_data_ends_what_the_map_showed(made: Made) -> None:
    desk = made("Map,2021-07-01,2021-07-01,North,Beta,,Red,,\nMap,2021-07-08,2021-07-08,North,Beta,,Grey,,\n")
    assert one(desk.holders("Beta", on="2021-07-07")).holder == "reb"
    assert one(desk.holders("Beta", on="2021-07-08")).unknown


def test_a_map_that_does_not_name_a_place_says_nothing_of_it(made: Made) -> None:
    desk = made("Map,2021-07-01,2021-07-01,North,Beta,,Red,,\n")
    assert one(desk.holders("A1", on="2021-07-07")).reports == 0


def test_two_rows_with_one_url_are_one_report(made: Made) -> None:
    row = "{},2021-07-10,2021-07-10,North,Beta,,{},https://example.org/1,\n"
    desk = made(row.format("Officials", "fallen") + row.format("Map", "Red"))
    estimate = one(desk.holders("Beta", on="2021-07-12"))
    assert (estimate.reports, estimate.independent_sources) == (1, 1)


def test_a_statement_on_a_parent_bears_on_its_leaves_and_only_leaves_are_estimated(made: Made) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,South,Gamma,C1,fallen,,\n")
    assert {e.code: e.holder for e in desk.holders("Gamma", on="2021-07-12")} == {"C1-E": "reb", "C1-W": "reb"}
    assert {e.code for e in desk.control(on="2021-07-12")} == {"A1", "A2", "B1", "C1-E", "C1-W"}


def test_a_row_that_cannot_be_placed_is_kept_with_suggestions_and_bears_on_nothing(made: Made) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,,Alpha,,fallen,,\n")
    (said,) = desk.statements()
    assert said.place_code is None
    assert "A1" in (said.place_note or "")
    assert "A2" in (said.place_note or "")
    assert not any(e.reports for e in desk.control(on="2021-07-12"))


def test_a_place_can_be_asked_for_by_code_name_alias_or_name_and_parent(made: Made) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,North,Beta,,fallen,,\n")
    asked = [one(desk.holders(words, on="2021-07-12")).code for words in ("B1", "Beta", "bayta", "Beta, North")]
    assert asked == ["B1"] * 4
    assert one(desk.holders("Alpha, South", on="2021-07-12")).code == "A2"


def test_a_name_that_two_places_bear_is_an_error_with_the_list(made: Made) -> None:
    with pytest.raises(AmbiguousPlaceError, match=r"Alpha, North \(A1\); Alpha, South \(A2\)"):
        made().holders("Alpha", on="2021-07-12")


def test_a_name_that_no_place_bears_is_an_error_with_what_comes_close(made: Made) -> None:
    with pytest.raises(UnknownPlaceError, match=r"perhaps .*Gamma"):
        made().holders("Gamna Eats", on="2021-07-12")


def test_why_of_a_place_in_parts_names_the_parts(made: Made) -> None:
    with pytest.raises(AmbiguousPlaceError, match=r"Gamma East \(C1-E\); Gamma West \(C1-W\)"):
        made().why("Gamma", on="2021-07-12")


def test_why_tells_what_bears_on_a_place_apart_from_what_only_names_it(made: Made) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,North,Beta,,fallen,,\n", event("armed_attack"))
    account = desk.why("Beta", on="2021-07-12")
    assert [(w.said.label, w.stance) for w in account.bearing] == [("fallen", "for")]
    assert [(w.said.event_type, w.weight) for w in account.other] == [("armed_attack", None)]


def test_a_statement_is_found_by_eight_digits_of_its_id_and_not_by_fewer(made: Made) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,North,Beta,,fallen,,\n")
    (said,) = desk.statements()
    found = desk.statement(said.id[:8].upper())
    assert found.said == said
    assert found.place is not None
    for wrong in (said.id[:7], "0" * 8):
        with pytest.raises(FootnoteError, match="give at least 8 hex digits"):
            desk.statement(wrong)


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("day", ["2021-05-30", "2021-05-31", "2021-06-01"]),
        ("week", ["2021-05-30"]),
        ("month", ["2021-05-30"]),
    ],
)
def test_a_range_is_answered_day_by_day_week_by_week_or_month_by_month(every: str, days: list[str], made: Made) -> None:
    answers = made().control(days=Days(date(2021, 5, 30), date(2021, 6, 1)), every=every, place="B1")
    assert [str(answer.on) for answer in answers] == days


def test_months_from_the_31st_end_with_each_month(made: Made) -> None:
    answers = made().control(days=Days(date(2021, 1, 31), date(2021, 5, 1)), every="month", place="B1")
    assert [str(answer.on) for answer in answers] == ["2021-01-31", "2021-02-28", "2021-03-31", "2021-04-30"]


def test_a_step_that_is_no_step_is_an_error(made: Made) -> None:
    with pytest.raises(DateError, match="is not day, week or month"):
        made().control(days=Days(date(2021, 1, 1), date(2021, 1, 2)), every="hour")


def test_estimates_are_a_list_and_a_data_frame_where_pandas_is_at_hand(made: Made) -> None:
    estimates = made().control(on="2021-07-12")
    assert len(estimates) == 5
    assert estimates[0].code == "A1"
    if find_spec("pandas"):
        assert list(estimates.df()["code"]) == [estimate.code for estimate in estimates]
    else:
        with pytest.raises(HoldswayError, match="pip install pandas"):
            estimates.df()


def test_without_a_frame_the_days_of_the_record_and_its_own_places_and_parties_are_used(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(EVENTS + event("control_change"), "utf-8")
    desk = holdsway.open(tmp_path / "ledger")
    desk.add(tmp_path / "events.csv")
    (estimate,) = desk.control()
    assert (estimate.place, str(estimate.on), estimate.holder) == ("Beta", "2021-07-10", "Rebels")
    assert "No case.yaml: parties and places are those that the data itself names." in desk.brief().basis


def test_an_empty_record_without_a_frame_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DateError, match="add reports, or say which day with --on"):
        holdsway.open(tmp_path / "ledger").control()


def test_a_ledger_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    from holdsway.desk import open_desk

    with pytest.raises(NoLedgerError, match=r"holdsway add PATH -l"):
        open_desk(tmp_path / "ledger", make=False)
    assert not (tmp_path / "ledger").exists()


def test_a_batch_that_is_not_there_is_an_error_that_says_which_are(made: Made) -> None:
    with pytest.raises(LedgerError, match="there are batches 1 to 1"):
        made().control(on="2021-07-12", at="7")


def test_a_place_named_by_a_new_alias_is_found_once_the_frame_is_added_again(made: Made, tmp_path: Path) -> None:
    desk = made("Officials,2021-07-10,2021-07-10,North,Zulu Town,,fallen,,\n")
    assert [said.place_code for said in desk.statements()] == [None]
    (tmp_path / "inbox" / "places.csv").write_text(PLACES.replace("Bayta", "Bayta;Zulu Town"), "utf-8")
    desk.add(tmp_path / "inbox")
    assert "B1" in {said.place_code for said in desk.statements()}
    assert one(desk.holders("Beta", on="2021-07-12")).holder == "reb"


def test_two_parties_whose_ids_are_traded_in_the_frame_of_the_demo_trade_their_probabilities(tmp_path: Path) -> None:
    """The same folder twice, its two main parties called p1 and p2, and p2 and p1: names and reports stay."""
    desks = []
    for number, ids in enumerate(({"goa": "p1", "taliban": "p2"}, {"goa": "p2", "taliban": "p1"})):
        folder = tmp_path / f"inbox-{number}"
        folder.mkdir()
        for path in DEMO.iterdir():
            text = path.read_text("utf-8")
            if path.name in ("case.yaml", "scales.yaml"):
                text = re.sub(r"\b(id|holder|party): (goa|taliban)\b", lambda m, ids=ids: f"{m[1]}: {ids[m[2]]}", text)
            (folder / path.name).write_text(text, "utf-8")
        desk = holdsway.open(tmp_path / f"ledger-{number}")
        desk.add(folder)
        desks.append(desk)
    trade = {"p1": "p2", "p2": "p1"}
    moved = 0
    for on in ("2021-06-20", "2021-07-10", "2021-07-31"):
        for here, there in zip(*(desk.control(on=on) for desk in desks), strict=True):
            assert here.code == there.code
            moved += here.probabilities != there.probabilities
            for holder, p in here.probabilities.items():
                assert math.isclose(p, there.probabilities[trade.get(holder, holder)], abs_tol=1e-12)
            assert (here.unknown, here.reports, here.independent_sources) == (
                there.unknown,
                there.reports,
                there.independent_sources,
            )
    assert moved > 20

"""The one record: what makes two statements the same, and which of them are one report."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.clocks import Days, parse_published
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Reject, Statement, identified
from holdsway.words import Quote

JULY_20 = Days(date(2021, 7, 20), date(2021, 7, 20))
SAID = Statement(
    kind=Kind.CONTROL,
    source="Officials",
    document="a" * 64,
    quote=Quote("fallen", row=2, column="label"),
    publisher="AP",
    place_text="Burka",
    place_code="AF0910",
    admin1="Baghlan",
    party="taliban",
    actors=(ActorRole("taliban", "by"), ActorRole("goa", "against")),
    label="fallen",
    valid=JULY_20,
    published=parse_published("2021-07-20"),
    low=1,
    best=2,
    high=3,
)
EVERY_SLOT: dict[str, Any] = {
    "kind": Kind.EVENT,
    "source": "Taliban statements",
    "native_id": "77",
    "place_text": "Nahrin",
    "admin1": "Kunduz",
    "place_precision": "area",
    "party": None,
    "label": "captured",
    "polarity": Polarity.NEGATED,
    "modality": Modality.POSSIBLE,
    "actors": (ActorRole("goa", "by"), ActorRole("taliban", "against")),
    "low": None,
    "best": 0,
    "high": 4,
    "number_of": "deaths",
    "category": "civilians",
    "event_type": "battle",
    "valid": Days(date(2021, 7, 20), date(2021, 7, 21)),
    "published": parse_published("2021-07-21"),
    "retracts": "b" * 64,
}
PROVENANCE: dict[str, Any] = {
    "document": "c" * 64,
    "quote": Quote("fell", row=9, column="note"),
    "batch": 7,
    "seq": 4,
    "licence": "CC BY",
    "reader": "rules 2",
    "note": "seen twice",
}


@pytest.mark.parametrize("slot", EVERY_SLOT)
def test_another_word_in_any_slot_is_another_statement(slot: str) -> None:
    assert identified(replace(SAID, **{slot: EVERY_SLOT[slot]})).id != identified(SAID).id


@given(st.sets(st.sampled_from(sorted(EVERY_SLOT))), st.sets(st.sampled_from(sorted(EVERY_SLOT))))
def test_two_statements_are_one_only_when_every_slot_is_the_same(one: set[str], other: set[str]) -> None:
    ids = [identified(replace(SAID, **{slot: EVERY_SLOT[slot] for slot in slots})).id for slots in (one, other)]
    assert (ids[0] == ids[1]) is (one == other)


@pytest.mark.parametrize("field", PROVENANCE)
def test_file_row_and_batch_do_not_make_another_statement(field: str) -> None:
    assert identified(replace(SAID, **{field: PROVENANCE[field]})).id == identified(SAID).id


@pytest.mark.parametrize("field", PROVENANCE)
def test_a_text_may_be_stored_under_another_name_and_say_the_same(field: str) -> None:
    read = replace(SAID, quote=Quote("fell", start=10, end=14))
    moved = replace(read, **{field: PROVENANCE[field]}) if field != "quote" else replace(read, quote=read.quote)
    assert identified(moved, text_sha256="t" * 64).id == identified(read, text_sha256="t" * 64).id


def test_the_same_words_elsewhere_in_a_text_are_another_statement() -> None:
    ids = {
        identified(replace(SAID, quote=Quote("fell", start=start, end=end)), text_sha256=text).id
        for start, end, text in ((10, 14, "t"), (11, 14, "t"), (10, 15, "t"), (10, 14, "u"))
    }
    assert len(ids) == 4


def test_a_row_whose_place_is_only_a_code_is_told_by_it() -> None:
    coded = replace(SAID, place_text=None)
    assert identified(coded).id != identified(replace(coded, place_code="AF0911")).id


def test_a_better_gazetteer_does_not_make_another_statement() -> None:
    assert identified(replace(SAID, place_code=None)).id == identified(SAID).id


def test_an_absent_word_differs_from_an_empty_one() -> None:
    assert identified(replace(SAID, label=None)).id != identified(replace(SAID, label="")).id


def test_words_do_not_slip_from_one_slot_into_the_next() -> None:
    one = replace(SAID, place_text="Burka", admin1="Baghlan", number_of="deaths", category=None)
    for other in (
        replace(one, place_text="Baghlan", admin1="Burka"),
        replace(one, place_text="BurkaBaghlan", admin1=""),
        replace(one, number_of=None, category="deaths"),
        replace(one, actors=(ActorRole("taliban", "by"),)),
        replace(one, actors=()),
    ):
        assert identified(other).id != identified(one).id


def test_a_figure_is_the_same_however_its_number_is_written() -> None:
    assert identified(replace(SAID, best=2.0)).id == identified(replace(SAID, best=2)).id


def test_an_id_given_before_is_made_anew() -> None:
    assert identified(replace(SAID, id="stale")).id == identified(SAID).id


def test_rows_with_one_url_are_one_report() -> None:
    one = identified(replace(SAID, url="https://ap.example/1"))
    other = identified(replace(SAID, url="https://ap.example/1", place_text="Nahrin", place_code="AF0911"))
    assert one.id != other.id
    assert one.report_group == other.report_group != identified(SAID).report_group


@pytest.mark.parametrize(
    ("slot", "value"),
    [("publisher", "AFP"), ("published", "2021-07-21"), ("place_code", "AF0911"), ("party", "goa")],
)
def test_without_a_url_a_report_is_one_publisher_day_place_and_holder(slot: str, value: str) -> None:
    same = replace(SAID, source="Taliban statements", label="captured", document="f" * 64)
    assert identified(same).report_group == identified(SAID).report_group
    changed = replace(SAID, **{slot: parse_published(value) if slot == "published" else value})
    assert identified(changed).report_group != identified(SAID).report_group


def test_two_reports_of_a_publisher_within_a_day_are_one() -> None:
    hours = [replace(SAID, published=parse_published(f"2021-07-20T{hour}")) for hour in ("09:00Z", "17:30Z")]
    assert identified(hours[0]).report_group == identified(hours[1]).report_group == identified(SAID).report_group


def test_a_report_group_given_by_the_format_stands() -> None:
    assert identified(replace(SAID, report_group="given", url="https://ap.example/1")).report_group == "given"


@pytest.mark.parametrize("modality", Modality)
def test_only_what_a_source_holds_to_be_so_is_evidence(modality: Modality) -> None:
    evidence = {"asserted", "reported", "possible", "likely"}
    assert replace(SAID, modality=modality).is_evidence is (modality.value in evidence)
    assert modality.is_weak is (modality.value in {"possible", "likely"})


def test_the_published_day_is_the_first_it_may_have_been_said() -> None:
    assert replace(SAID, published=parse_published("2021-07-20/2021-07-24")).published_day == date(2021, 7, 20)
    assert replace(SAID, published=None).published_day is None


def test_a_paraphrase_speaks_for_the_source_it_reports() -> None:
    paper = Document(sha256="a" * 64, path="a.md", format="text", bytes=1, publisher="Digest", reporting_source="AFP")
    assert paper.speaks_for == "Digest"
    assert replace(paper, paraphrase=True).speaks_for == "AFP"
    assert replace(paper, paraphrase=True, reporting_source=None).speaks_for == "Digest"


def test_a_reject_is_printed_with_its_file_row_and_reason() -> None:
    reject = Reject(file="events.csv", row=17, column="date_start", reason="date_start '2021-02-30' is not a date")
    assert str(reject) == "events.csv row 17: date_start '2021-02-30' is not a date"
    assert str(replace(reject, row=None)) == "events.csv: date_start '2021-02-30' is not a date"

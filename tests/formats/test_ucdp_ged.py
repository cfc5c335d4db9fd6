from __future__ import annotations

from datetime import date

import pytest

from holdsway.clocks import Days, parse_published
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind

HEADER = (
    "id,year,active_year,code_status,type_of_violence,side_a,side_b,number_of_sources,source_office,source_date,"
    "source_original,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,event_clarity,"
    "country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,low,best,high"
)
COLUMNS = HEADER.split(",")
PLAIN = {
    "id": "300380",
    "type_of_violence": "1",
    "side_a": "Government of Afghanistan",
    "side_b": "Taleban",
    "source_original": "governor",
    "where_prec": "2",
    "where_coordinates": "Burka town",
    "adm_1": "Baghlan province",
    "adm_2": "Burka district",
    "latitude": "36.5",
    "longitude": "69.5",
    "country": "Afghanistan",
    "date_prec": "2",
    "date_start": "2021-05-04",
    "date_end": "2021-05-05",
    "deaths_civilians": "0",
    "low": "2",
    "best": "3",
    "high": "5",
}


def table(*rows: dict[str, str]) -> str:
    lines = [HEADER]
    lines += [",".join({**PLAIN, **row}.get(column, "") for column in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def test_a_row_is_one_event_with_its_range_of_deaths(reads):
    reading = reads(table({}))
    (said,) = reading.statements
    assert (reading.format, said.source, said.native_id) == ("ucdp_ged", "UCDP GED", "300380")
    assert (said.kind, said.event_type) == (Kind.EVENT, "state-based violence")
    assert said.actors == (
        ActorRole("goa", "side", "Government of Afghanistan"),
        ActorRole("taliban", "side", "Taleban"),
    )
    assert said.valid == Days(date(2021, 5, 4), date(2021, 5, 5))
    assert (said.low, said.best, said.high, said.number_of, said.category) == (2, 3, 5, "deaths", "all")
    assert (said.place_code, said.place_note, said.place_precision) == ("AF0910", None, "near")
    assert (said.place_text, said.admin1) == ("Burka district", "Baghlan province")
    assert said.note == "original source: governor; where: Burka town"
    assert said.licence == "CC BY 4.0 (UCDP)"
    assert said.party is None


def test_civilian_deaths_are_a_second_statement_of_the_same_report(reads):
    event, casualty = reads(table({"type_of_violence": "3", "side_b": "Civilians", "deaths_civilians": "3"})).statements
    assert event.event_type == "one-sided violence"
    assert event.actors[1] == ActorRole("Civilians", "against", "Civilians")
    assert (casualty.kind, casualty.best, casualty.category) == (Kind.CASUALTY, 3, "civilians")
    assert event.report_group == casualty.report_group


def test_two_events_in_one_place_are_two_reports(reads):
    one, other = reads(table({}, {"id": "300381"})).statements
    assert one.report_group != other.report_group


def test_event_dates_never_stand_in_for_publication(reads):
    assert reads(table({})).statements[0].published is None
    released = parse_published("2022-06-20")
    assert reads(table({}), published=released).statements[0].published == released


def test_a_licence_given_by_hand_goes_before_that_of_the_format(reads):
    assert reads(table({}), licence="private").statements[0].licence == "private"


def test_an_event_known_only_to_the_province_is_put_in_no_district(reads):
    row = {"where_prec": "4", "where_coordinates": "Baghlan", "adm_2": "", "latitude": "36.5", "longitude": "68.5"}
    (said,) = reads(table(row)).statements
    assert (said.place_precision, said.place_code) == ("province", None)
    assert said.place_note == "unplaced: known only to the level of province"


def test_without_a_frame_a_place_is_keyed_by_country_parent_and_name(reads):
    near, province, country = reads(
        table(
            {},
            {"id": "2", "where_prec": "4", "where_coordinates": "Baghlan province", "adm_2": ""},
            {"id": "3", "where_prec": "6", "where_coordinates": "", "adm_1": "", "adm_2": ""},
        ),
        within=Frame(),
    ).statements
    assert near.place_code == "name:Afghanistan/Baghlan/Burka"
    assert province.place_code == "name:Afghanistan/Baghlan/Baghlan province"
    assert country.place_code == "name:Afghanistan//Afghanistan"


def test_a_release_that_writes_midnight_after_the_day_is_read_as_the_day(reads):
    (said,) = reads(table({"date_start": "2021-05-04 00:00:00.000", "date_end": "2021-05-05 00:00:00"})).statements
    assert said.valid == Days(date(2021, 5, 4), date(2021, 5, 5))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"low": "9"}, "low", "low 9 is above best 3; put the figures in order"),
        ({"best": "9"}, "best", "best 9 is above high 5; put the figures in order"),
        ({"high": ""}, "high", "high is blank; fill it in"),
        ({"best": "-3"}, "best", "best '-3' is no count of people"),
        (
            {"type_of_violence": "4"},
            "type_of_violence",
            "type_of_violence '4' is not in the codebook; it is one of 1, 2, 3",
        ),
        ({"where_prec": "0"}, "where_prec", "where_prec '0' is not in the codebook"),
        ({"date_prec": "9"}, "date_prec", "date_prec '9' is not in the codebook"),
        ({"date_end": "2021-05-01"}, "date_end", "date_end 2021-05-01 is before 2021-05-04, when it began"),
        (
            {"date_start": "5/4/2021"},
            "date_start",
            "date_start '5/4/2021' is not a date; write it as YYYY-MM-DD or YYYY",
        ),
        ({"date_start": "2021-05-03 22:00:00"}, "date_start", "has a time of day, which may mean another day"),
        ({"latitude": "-91"}, "latitude", "latitude -91 is no place on earth"),
        ({"id": ""}, "id", "id is blank; fill it in"),
        ({"side_b": ""}, "side_b", "side_b is blank; fill it in"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(table(row)).rejects
    assert reject.column == column
    assert reason in reject.reason


@pytest.mark.parametrize("written", ["1", "0", "t", "f", "TRUE", "False", ""])
def test_active_year_is_taken_however_it_is_written(reads, written):
    reading = reads(table({"active_year": written}))
    assert not reading.rejects
    assert len(reading.statements) == 1


def test_reports_that_were_not_counted_are_not_noted_as_minus_one(reads):
    (said,) = reads(table({"number_of_sources": "-1"})).statements
    assert said.note == "original source: governor; where: Burka town"
    assert said.attribution == ()


def test_a_note_says_how_many_reports_and_of_which_days(reads):
    row = {"number_of_sources": "2", "source_office": "Agency;Daily", "source_date": "2021-05-06;2021-05-05"}
    (said,) = reads(table(row)).statements
    assert (said.note or "").endswith("2 reports of 2021-05-05 to 2021-05-06")
    assert said.attribution == ("Agency; Daily",)


@pytest.mark.parametrize(("code", "known"), [("3", "a week"), ("4", "a month"), ("5", "more than a month")])
def test_a_date_known_to_a_month_keeps_first_and_last_day_and_is_noted(reads, code, known):
    (said,) = reads(table({"date_prec": code, "date_start": "2021-05-01", "date_end": "2021-05-31"})).statements
    assert said.valid == Days(date(2021, 5, 1), date(2021, 5, 31))
    assert f"when: known to {known}" in (said.note or "")


def test_several_events_in_one_row_are_noted(reads):
    (said,) = reads(table({"event_clarity": "2"})).statements
    assert "several events that the reports do not tell apart" in (said.note or "")


def test_deaths_that_do_not_add_up_to_best_are_a_doubt_and_no_reject(reads):
    split = {"deaths_a": "1", "deaths_b": "1", "deaths_civilians": "0", "deaths_unknown": "0"}
    sound, doubtful = reads(table({**split, "deaths_unknown": "1"}, {**split, "id": "2"})).statements
    assert sound.flags == ("retro-coded",)
    assert "deaths_a, deaths_b, deaths_civilians and deaths_unknown add up to 2, best is 3" in doubtful.flags


def test_coordinates_in_another_country_are_a_doubt_and_pin_nothing(reads):
    (said,) = reads(
        table({"adm_2": "", "where_coordinates": "Nowhere", "latitude": "69.5", "longitude": "36.5"})
    ).statements
    assert any("swapped" in flag for flag in said.flags)
    assert said.place_code is None


def test_a_release_of_41_columns_is_read_as_one_of_49(reads):
    (said,) = reads(table({}), name="ged221.csv").statements
    assert (said.note or "").endswith("release 22.1")
    assert str(said.published) == "2022-06-01/2022-06-30"


def test_dates_that_contradict_each_other_are_a_doubt(reads):
    sound, year, length = reads(
        table({"year": "2021"}, {"id": "2", "year": "2020"}, {"id": "3", "date_prec": "1"})
    ).statements
    assert sound.flags == ("retro-coded",)
    assert "year 2020 is not that of 2021-05-04/2021-05-05" in year.flags
    assert "date_prec 1 is 1 day, and 2021-05-04/2021-05-05 has 2" in length.flags


def test_a_town_that_the_frame_knows_comes_before_the_district_it_lies_in(reads):
    row = {"where_prec": "1", "where_coordinates": "Baghlan town", "adm_2": "Burka district"}
    (said,) = reads(table(row)).statements
    assert (said.place_code, said.place_text) == ("AF0901", "Baghlan town")
    (near,) = reads(table(row | {"where_prec": "2"})).statements
    assert (near.place_code, near.place_text) == ("AF0910", "Burka district")


def test_a_row_of_a_day_after_its_release_was_not_in_it_and_is_not_dated_by_it(reads):
    early, late = reads(
        table({}, {"id": "300381", "date_start": "2023-05-04", "date_end": "2023-05-05"}), name="ged221.csv"
    ).statements
    assert str(early.published) == "2022-06-01/2022-06-30"
    assert late.published is None
    assert late.flags[1] == (
        "its day 2023-05-04 lies after it was published (2022-06-01/2022-06-30), which is not taken for its publication"
    )

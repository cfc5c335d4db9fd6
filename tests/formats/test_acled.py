from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from holdsway.clocks import Days, Published
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind

COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
PLAIN = {
    "event_id_cnty": "AFG900001",
    "event_date": "16 May 2021",
    "year": "2021",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Taliban",
    "inter1": "2",
    "actor2": "Government of Afghanistan",
    "inter2": "1",
    "country": "Afghanistan",
    "admin1": "Baghlan",
    "admin2": "Burka",
    "location": "Some village",
    "latitude": "36.5",
    "longitude": "69.5",
    "geo_precision": "1",
    "source": "Agency; Daily",
    "notes": "Invented fighters clashed.",
    "fatalities": "3",
    "timestamp": "1621900800",
}


def table(*rows: dict[str, str]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return target.getvalue()


def test_a_row_is_one_event_published_at_its_timestamp(reads):
    reading = reads(table({}))
    (said,) = reading.statements
    assert (reading.format, said.source, said.native_id, said.kind) == ("acled", "ACLED", "AFG900001", Kind.EVENT)
    assert said.published == Published(*[datetime(2021, 5, 25, tzinfo=UTC)] * 2)
    assert said.event_type == "Battles: Armed clash"
    assert said.valid == Days(date(2021, 5, 16), date(2021, 5, 16))
    assert (said.low, said.best, said.high, said.number_of) == (None, 3, None, "deaths")
    assert said.actors == (
        ActorRole("taliban", "side", "Taliban"),
        ActorRole("goa", "side", "Government of Afghanistan"),
    )
    assert (said.place_code, said.place_text, said.place_precision) == ("AF0910", "Burka", "exact")
    assert said.note == "Invented fighters clashed.; where: Some village, Burka"
    assert said.attribution == ("Agency; Daily",)
    assert (said.sensitivity, said.flags, said.party) == ("rows-withheld", (), None)


def test_without_a_frame_the_place_is_the_town(reads):
    (said,) = reads(table({}), within=Frame()).statements
    assert said.place_code == "name:Afghanistan/Baghlan/Some village"


@pytest.mark.parametrize("written", ["16 May 2021", "2021-05-16"])
def test_a_date_is_read_with_its_month_in_letters_or_as_iso(reads, written):
    (said,) = reads(table({"event_date": written})).statements
    assert str(said.valid) == "2021-05-16"


@pytest.mark.parametrize("written", ["05/06/2021", "16-05-2021", "31 June 2021", "May 2021"])
def test_a_date_that_could_be_another_or_is_none_is_rejected(reads, written):
    (reject,) = reads(table({"event_date": written})).rejects
    assert reject.column == "event_date"
    assert "write it as DD Month YYYY or YYYY-MM-DD" in reject.reason


def test_a_date_known_to_the_week_or_month_may_be_any_day_of_it(reads):
    week, month = reads(table({"time_precision": "2"}, {"event_id_cnty": "B", "time_precision": "3"})).statements
    assert week.valid == Days(date(2021, 5, 10), date(2021, 5, 16))
    assert month.valid == Days(date(2021, 5, 1), date(2021, 5, 31))


def test_numbers_written_with_decimals_are_the_whole_numbers_they_are(reads):
    row = {"fatalities": "3.0", "inter1": "2.0", "geo_precision": "1.0", "timestamp": "1621900800.0"}
    reading = reads(table(row))
    assert [said.best for said in reading.statements] == [3]


def test_no_deaths_is_a_count_of_none_reported_and_a_lost_cell_is_a_reject(reads):
    reading = reads(table({"fatalities": "0"}, {"event_id_cnty": "B", "fatalities": ""}))
    (zero,) = reading.statements
    assert zero.best == 0
    assert "0 deaths: none reported, or unclear" in (zero.note or "")
    assert [reject.reason for reject in reading.rejects] == ["fatalities is blank; fill it in"]


def test_violence_against_civilians_is_noted_and_makes_no_civilian_deaths(reads):
    rows = (
        {"event_type": "Violence against civilians"},
        {"event_id_cnty": "B", "civilian_targeting": "Civilian targeting"},
    )
    reading = reads(table(*rows))
    assert all("civilians were the main or only target" in (said.note or "") for said in reading.statements)
    assert [said.category for said in reading.statements] == ["all", "all"]


def test_an_event_somewhere_in_a_province_is_pinned_to_no_district(reads):
    row = {"geo_precision": "3", "location": "Baghlan", "admin2": "Baghlan", "latitude": "36.5", "longitude": "68.5"}
    (said,) = reads(table(row)).statements
    assert (said.place_precision, said.place_code) == ("province", None)
    assert said.place_note == "unplaced: known only to the level of province"


@pytest.mark.parametrize(
    ("sub_event", "inter1", "inter2", "holder"),
    [
        ("Non-state actor overtakes territory", "2", "1", "taliban"),
        ("Non-state actor overtakes territory", "Rebel group", "State forces", "taliban"),
        ("Non-state actor overtakes territory", "Rebel groups", "State forces", "taliban"),
        ("Government regains territory", "2", "1", "goa"),
        ("Government regains territory", "Political militia", "External/Other forces", "goa"),
        ("Non-violent transfer of territory", "2", "1", "taliban"),
        ("Armed clash", "2", "1", None),
    ],
)
def test_who_holds_a_place_after_goes_by_the_types_of_the_actors_and_not_by_their_order(
    reads, sub_event, inter1, inter2, holder
):
    row = {"sub_event_type": sub_event, "inter1": inter1, "inter2": inter2}
    other = {"actor1": PLAIN["actor2"], "actor2": PLAIN["actor1"], "inter1": inter2, "inter2": inter1}
    reading = reads(table(row, {"event_id_cnty": "B", **row, **other}))
    said, turned = reading.statements
    assert said.party == holder
    assert turned.party == ("goa" if sub_event.startswith("Non-violent") else holder)


@pytest.mark.parametrize(
    ("sub_event", "inter1", "inter2"),
    [
        ("Non-state actor overtakes territory", "2", "3"),
        ("Non-state actor overtakes territory", "2", "8"),
        ("Non-state actor overtakes territory", "", ""),
        ("Government regains territory", "1", "1"),
        ("Government regains territory", "3", "2"),
    ],
)
def test_where_the_types_do_not_tell_the_taker_nobody_is_said_to_hold_the_place(reads, sub_event, inter1, inter2):
    (said,) = reads(table({"sub_event_type": sub_event, "inter1": inter1, "inter2": inter2})).statements
    assert said.party is None
    assert "nobody is said to hold it" in (said.note or "")


def test_a_taker_that_is_no_party_of_the_frame_holds_nothing_and_is_noted(reads):
    row = {"sub_event_type": "Non-state actor overtakes territory", "actor1": "Local band"}
    (said,) = reads(table(row)).statements
    assert said.party is None
    assert "'Local band' would hold the place and is no party of the frame" in (said.note or "")
    (said,) = reads(table(row), within=Frame()).statements
    assert said.party == "Local band"


def test_a_year_or_timestamp_that_contradicts_the_date_is_a_doubt(reads):
    year, before = reads(table({"year": "2020"}, {"event_id_cnty": "B", "timestamp": "1577836800"})).statements
    assert year.flags == ("year 2020 is not that of event_date 2021-05-16",)
    (flag,) = before.flags
    assert flag.startswith("timestamp is 2020-01-01T00:00Z, before the event on 2021-05-16")
    assert before.published is None  # what cannot be is not taken for the time it was said


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"fatalities": "-3"}, "fatalities", "is no count of people"),
        ({"fatalities": "NaN"}, "fatalities", "is not a number"),
        ({"time_precision": ""}, "time_precision", "time_precision is blank"),
        ({"time_precision": "4"}, "time_precision", "it is one of 1, 2, 3"),
        ({"geo_precision": ""}, "geo_precision", "geo_precision is blank"),
        ({"timestamp": "99999999999999999"}, "timestamp", "write seconds since 1970"),
        ({"latitude": "", "longitude": ""}, "latitude", "latitude is blank"),
        ({"longitude": ""}, "longitude", "give both or neither"),
        ({"actor1": ""}, "actor1", "actor1 is blank"),
        ({"event_id_cnty": ""}, "event_id_cnty", "event_id_cnty is blank"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(table(row)).rejects
    assert reject.column == column
    assert reason in reject.reason


def test_an_id_that_stands_twice_with_other_content_is_rejected_the_second_time(reads):
    reading = reads(table({}, {"fatalities": "4"}))
    assert [said.best for said in reading.statements] == [3]
    assert "stands in row 2 already" in reading.rejects[0].reason


def test_swapped_coordinates_are_a_doubt(reads):
    (said,) = reads(table({"latitude": "69.5", "longitude": "36.5"})).statements
    assert any("swapped" in flag for flag in said.flags)


def test_in_a_transfer_of_two_actors_it_is_noted_that_the_first_is_taken_for_the_holder(reads):
    row = {"sub_event_type": "Non-violent transfer of territory"}
    two, one = reads(table(row, {**row, "event_id_cnty": "B", "actor2": "", "inter2": ""})).statements
    assert (two.party, one.party) == ("taliban", "taliban")
    assert "the first actor is taken for the one that took over" in (two.note or "")
    assert "the first actor" not in (one.note or "")


@pytest.mark.parametrize("civilians", ["1", "2"])
def test_only_where_civilians_are_one_side_is_it_said_who_acted(reads, civilians):
    other = "2" if civilians == "1" else "1"
    row = {f"actor{civilians}": "Civilians (Afghanistan)", f"inter{civilians}": "7"}
    row |= {f"actor{other}": "Taliban", f"inter{other}": "2", "event_type": "Violence against civilians"}
    (said,) = reads(table(row)).statements
    assert {(actor.id, actor.role) for actor in said.actors} == {
        ("taliban", "by"),
        ("Civilians (Afghanistan)", "against"),
    }


def test_a_type_of_actor_that_is_not_in_the_codebook_is_flagged(reads):
    (said,) = reads(table({"inter1": "12"})).statements
    assert said.flags == ("inter1 '12' is no type of actor in the codebook",)

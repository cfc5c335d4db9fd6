from __future__ import annotations

from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Modality

HEADER = (
    "source,source_event_id,date_start,date_end,date_precision,admin1,place,pcode,latitude,longitude,place_precision,"
    "event_type,actor1,actor2,deaths_low,deaths_best,deaths_high,civilian_deaths,published,url,note"
)
COLUMNS = HEADER.split(",")
PLAIN = {
    "source": "coder-A",
    "source_event_id": "A1",
    "date_start": "2021-05-04",
    "date_end": "2021-05-04",
    "date_precision": "day",
    "admin1": "Baghlan",
    "place": "Burka",
    "place_precision": "district",
    "event_type": "clash",
    "actor1": "Taleban",
    "actor2": "ANA",
    "published": "2021-05-05",
}


def table(*rows: dict[str, str]) -> str:
    lines = [HEADER]
    lines += [",".join({**PLAIN, **row}.get(column, "") for column in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def test_an_event_keeps_its_actors_days_place_and_deaths(reads):
    (said,) = reads(
        table({"deaths_low": "3", "deaths_best": "4", "deaths_high": "9", "note": "two reports"})
    ).statements
    assert (said.kind, said.event_type, said.native_id, said.source) == (Kind.EVENT, "clash", "A1", "coder-A")
    assert said.actors == (ActorRole("taliban", "by", "Taleban"), ActorRole("goa", "against", "ANA"))
    assert said.valid == Days(date(2021, 5, 4), date(2021, 5, 4))
    assert (said.low, said.best, said.high, said.number_of, said.category) == (3, 4, 9, "deaths", "all")
    assert (said.place_code, said.place_precision, said.party, said.note) == ("AF0910", "district", None, "two reports")
    assert said.modality is Modality.REPORTED


def test_civilian_deaths_are_a_second_statement_even_when_nought(reads):
    event, casualty = reads(table({"deaths_best": "5", "civilian_deaths": "0"})).statements
    assert (event.kind, event.best) == (Kind.EVENT, 5)
    assert (casualty.kind, casualty.best, casualty.category) == (Kind.CASUALTY, 0, "civilians")
    assert (casualty.low, casualty.high, casualty.party) == (None, None, None)
    assert casualty.quote.column == "civilian_deaths"
    assert event.id != casualty.id
    assert event.report_group == casualty.report_group


def test_without_deaths_nothing_is_counted(reads):
    (said,) = reads(table({})).statements
    assert (said.low, said.best, said.high, said.number_of, said.category) == (None, None, None, None, None)


@pytest.mark.parametrize(
    ("event_type", "holder"),
    [
        ("control_change", "taliban"),
        ("territory_change", "taliban"),
        ("surrender", "taliban"),
        ("Control change", "taliban"),
        ("control_change_reversed", "goa"),
        ("handover", "goa"),
        ("attack_repelled", "goa"),
        ("assault_repelled", "goa"),
        ("bombing", None),
    ],
)
def test_an_event_that_moves_territory_says_who_holds_it_afterwards(reads, event_type, holder):
    (said,) = reads(table({"event_type": event_type})).statements
    assert said.party == holder


def test_an_actor_that_is_no_party_holds_nothing_and_the_note_says_so(reads):
    (said,) = reads(table({"event_type": "control_change", "actor1": "Local militia"})).statements
    assert said.party is None
    assert said.actors[0] == ActorRole("Local militia", "by", "Local militia")
    assert said.note == "'Local militia' would hold the place and is no party of the frame"


def test_without_a_frame_the_actor_named_is_the_holder(reads):
    (said,) = reads(table({"event_type": "control_change", "actor1": "Local militia"}), within=Frame()).statements
    assert said.party == "Local militia"
    assert said.place_code == "name:/Baghlan/Burka"


def test_swapping_the_actors_swaps_the_holder(reads):
    one, other = reads(
        table(
            {"event_type": "surrender", "actor1": "Taliban", "actor2": "ANA"},
            {"event_type": "surrender", "actor1": "ANA", "actor2": "Taliban", "source_event_id": "A2"},
        )
    ).statements
    assert (one.party, other.party) == ("taliban", "goa")


def test_coordinates_place_an_event_in_the_outline_around_them(reads):
    (said,) = reads(table({"place": "a bridge", "latitude": "31.5", "longitude": "66.5", "admin1": ""})).statements
    assert (said.place_code, said.place_note) == ("AF2711", "placed by its coordinates")


@pytest.mark.parametrize("precision", ["province", "area", "country"])
def test_a_coarse_event_is_put_on_no_place_by_its_coordinates_or_its_name(reads, precision):
    row = {"place": "Baghlan", "latitude": "31.5", "longitude": "66.5", "place_precision": precision}
    (said,) = reads(table(row)).statements
    assert said.place_code is None
    assert said.place_note == f"unplaced: known only to the level of {precision}"
    assert said.place_precision == precision


def test_a_coarse_event_keeps_the_code_its_coder_gave_with_a_note(reads):
    (said,) = reads(table({"pcode": "AF0901", "place_precision": "province"})).statements
    assert (said.place_code, said.place_note) == ("AF0901", "known only to the level of province")


def test_a_number_of_days_that_disagrees_with_the_dates_is_kept_and_noted(reads):
    (said,) = reads(table({"date_end": "2021-05-06", "date_precision": "2 days"})).statements
    assert said.valid == Days(date(2021, 5, 4), date(2021, 5, 6))
    assert said.note == "date_precision says 2 days, the dates span 3"


@pytest.mark.parametrize(
    ("end", "precision"), [("2021-05-10", "week"), ("2021-05-31", "month"), ("2022-05-03", "year"), ("", "day")]
)
def test_dates_may_be_as_wide_as_the_precision_says(reads, end, precision):
    assert reads(table({"date_end": end, "date_precision": precision})).rejects == []


def test_without_a_precision_the_dates_stand_as_they_are(reads):
    (said,) = reads(table({"date_end": "2021-05-06", "date_precision": ""})).statements
    assert (said.valid, said.note) == (Days(date(2021, 5, 4), date(2021, 5, 6)), None)


def test_a_change_of_hands_without_the_one_who_gains_says_so(reads):
    (said,) = reads(table({"event_type": "handover", "actor2": ""})).statements
    assert (said.party, said.note) == (None, "handover without actor2: nobody is said to hold the place")


def test_two_clashes_of_one_day_in_one_place_are_two_reports(reads):
    one, other = reads(table({}, {"source_event_id": "A2"})).statements
    assert one.report_group != other.report_group


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"deaths_low": "9", "deaths_high": "4"}, "deaths_low", "deaths_low 9 is above deaths_high 4; put"),
        ({"deaths_best": "9", "deaths_high": "4"}, "deaths_best", "deaths_best 9 is above deaths_high 4; put"),
        (
            {"deaths_best": "-1"},
            "deaths_best",
            "deaths_best '-1' is no count of people; write a whole number, 0 or more",
        ),
        ({"deaths_best": "2.5"}, "deaths_best", "deaths_best '2.5' is no count of people"),
        ({"deaths_best": "NaN"}, "deaths_best", "deaths_best 'NaN' is not a number; write digits"),
        ({"civilian_deaths": "inf"}, "civilian_deaths", "civilian_deaths 'inf' is not a number"),
        ({"deaths_best": "1_000"}, "deaths_best", "deaths_best '1_000' is not a number"),
        ({"deaths_best": "9" * 400}, "deaths_best", "is not a number"),
        ({"deaths_best": "dozens"}, "deaths_best", "deaths_best 'dozens' is not a number"),
        ({"date_end": "2021-05-03"}, "date_end", "date_end 2021-05-03 is before 2021-05-04, when it began; put"),
        ({"date_start": "31-02-2021"}, "date_start", "date_start '31-02-2021' is not a date; write it as YYYY-MM-DD"),
        ({"date_start": "2021-02-31"}, "date_start", "date_start '2021-02-31' is not a date; write it as YYYY-MM-DD"),
        ({"date_start": "03/04/2021"}, "date_start", "date_start '03/04/2021' is not a date; write it as YYYY-MM-DD"),
        ({"date_start": ""}, "date_start", "date_start is blank; fill it in"),
        ({"date_end": "2021-05-06"}, "date_precision", "date_precision day does not agree with 2021-05-04/2021-05-06"),
        ({"date_precision": "month"}, "date_precision", "date_precision month does not agree with 2021-05-04"),
        (
            {"date_precision": "about"},
            "date_precision",
            "date_precision 'about' is not day, N days, week, month or year",
        ),
        ({"latitude": "136.2", "longitude": "69"}, "latitude", "latitude 136.2 is no place on earth; it runs from -90"),
        ({"latitude": "36.2"}, "longitude", "longitude is blank and the other coordinate is not; give both or neither"),
        ({"source_event_id": ""}, "source_event_id", "source_event_id is blank; fill it in"),
        ({"event_type": " "}, "event_type", "event_type is blank; fill it in"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    reading = reads(table(row))
    (reject,) = reading.rejects
    assert (reading.statements, reject.row, reject.column) == ([], 2, column)
    assert reason in reject.reason


def test_one_id_of_one_source_stands_once_unless_it_was_published_again(reads):
    first, other = table({}).splitlines()[1], table({"deaths_best": "4", "deaths_high": "9"}).splitlines()[1]
    reading = reads("\n".join([HEADER, first, other, other.replace("2021-05-05", "2021-05-09")]) + "\n")
    assert [said.quote.row for said in reading.statements] == [2, 4]
    (reject,) = reading.rejects
    assert "stand in row 2 already, with other content" in reject.reason

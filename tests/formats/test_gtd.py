from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import Workbook

from holdsway.clocks import Days
from holdsway.records import ActorRole, Kind

PLAIN = {
    "eventid": "201905140001",
    "iyear": "2019",
    "imonth": "5",
    "iday": "14",
    "approxdate": "",
    "country_txt": "Afghanistan",
    "provstate": "Baghlan",
    "city": "Burka",
    "latitude": "36.5",
    "longitude": "69.5",
    "specificity": "1",
    "vicinity": "0",
    "summary": "Invented attackers fired on a post.",
    "doubtterr": "0",
    "success": "1",
    "attacktype1_txt": "Armed Assault",
    "targtype1_txt": "Police",
    "gname": "Taliban",
    "gname2": "",
    "guncertain1": "0",
    "weaptype1_txt": "Firearms",
    "nkill": "3",
    "nkillter": "0",
    "nwound": "2",
}
NAME = "globalterrorismdb_0720dist.csv"


def table(*rows: dict[str, str]) -> bytes:
    target = io.StringIO()
    writer = csv.DictWriter(target, list(PLAIN), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return target.getvalue().encode("latin-1")


def test_a_row_is_an_event_with_its_dead_and_the_wounded_beside_it(reads):
    reading = reads(table({}), name=NAME)
    event, wounded = reading.statements
    assert (reading.format, reading.release, str(event.published)) == ("gtd", "2020-07", "2020-07-01/2020-07-31")
    assert (event.source, event.native_id, event.event_type) == ("GTD", "201905140001", "Armed Assault")
    assert event.actors == (ActorRole("taliban", "by", "Taliban"),)
    assert (event.kind, event.best, event.number_of, event.category) == (Kind.EVENT, 3, "deaths", "all")
    assert (wounded.kind, wounded.best, wounded.number_of) == (Kind.CASUALTY, 2, "wounded")
    assert wounded.report_group == event.report_group
    assert (event.place_code, event.place_precision) == ("AF0910", "exact")
    assert event.note == "Invented attackers fired on a post.; target: Police; weapon: Firearms; release 2020-07"
    assert (event.sensitivity, event.flags) == ("rows-withheld", ("retro-coded",))


@pytest.mark.parametrize(("name", "release"), [("globalterrorismdb_0522dist.csv", "2022-05"), ("gtd.csv", None)])
def test_the_name_of_a_file_tells_its_release(reads, name, release):
    assert reads(table({}), name=name).release == release


def test_a_day_or_a_month_of_zero_is_all_of_the_month_or_the_year(reads):
    month, year = reads(table({"iday": "0", "nwound": ""}, {"eventid": "2", "imonth": "0", "nwound": ""})).statements
    assert month.valid == Days(date(2019, 5, 1), date(2019, 5, 31))
    assert year.valid == Days(date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize("written", ["-9", "-99", "-99.0", ""])
def test_a_toll_that_is_not_known_is_no_count(reads, written):
    (said,) = reads(table({"nkill": written, "nwound": written, "nkillter": written})).statements
    assert (said.best, said.number_of, said.category) == (None, None, None)


def test_a_share_of_a_toll_over_linked_events_is_kept_and_noted(reads):
    event, wounded = reads(table({"nkill": "2.5", "nwound": "0.5"})).statements
    assert (event.best, wounded.best) == (2.5, 0.5)
    assert "deaths are a fraction: its share of a toll over linked events" in (event.note or "")


def test_attackers_among_the_dead_are_noted(reads):
    assert "1 of the dead were attackers" in (reads(table({"nkillter": "1"})).statements[0].note or "")


def test_a_group_that_is_not_known_is_no_actor(reads):
    assert reads(table({"gname": "Unknown"})).statements[0].actors == ()


def test_doubts_and_attempts_are_told_in_plain_words(reads):
    said = reads(table({"doubtterr": "1", "success": "0", "guncertain1": "1"})).statements[0]
    assert "GTD doubts whether the event meets its criteria" in said.flags
    assert "attempted: GTD counts it as not successful" in (said.note or "")
    assert "GTD suspects who did it, and is not sure" in (said.note or "")


@pytest.mark.parametrize(
    ("specificity", "vicinity", "precision", "code"),
    [
        ("1", "0", "exact", "AF0910"),
        ("1", "1", "near", "AF0910"),
        ("2", "0", "area", None),
        ("3", "0", "area", None),
        ("4", "0", "province", None),
        ("5", "0", "country", None),
        ("", "0", "country", None),
    ],
)
def test_only_a_town_with_coordinates_of_its_own_is_pinned(reads, specificity, vicinity, precision, code):
    said = reads(table({"specificity": specificity, "vicinity": vicinity})).statements[0]
    assert (said.place_precision, said.place_code) == (precision, code)


def test_a_town_that_is_not_known_is_the_province(reads):
    said = reads(table({"city": "Unknown"})).statements[0]
    assert (said.place_text, said.place_precision, said.place_code) == ("Baghlan", "province", None)


def test_latin_1_and_utf_8_are_both_read(reads):
    row = {"country_txt": "Mexico", "provstate": "Michoacán", "city": "Peñas", "latitude": "19", "longitude": "-102"}
    content = table(row, {**row, "eventid": "2", "city": "Nuñez"})
    for written in (content, content.decode("latin-1").encode(), b"\xef\xbb\xbf" + content.decode("latin-1").encode()):
        reading = reads(written)
        assert [said.place_text for said in reading.statements[::2]] == ["Peñas", "Nuñez"]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"nkill": "-3"}, "nkill", "nkill -3 is no count of people"),
        ({"nwound": "-1"}, "nwound", "nwound -1 is no count of people"),
        ({"nkill": "NaN"}, "nkill", "is not a number"),
        ({"nkill": "inf"}, "nkill", "is not a number"),
        ({"imonth": "13"}, "imonth", "imonth 13 is not a month"),
        ({"iday": "31", "imonth": "6"}, "iday", "iday 31 is not a day of 2019-06"),
        ({"iyear": "19"}, "iyear", "write it in four digits"),
        ({"iyear": ""}, "iyear", "is no year"),
        ({"specificity": "6"}, "specificity", "not in the codebook"),
        ({"latitude": ""}, "latitude", "give both or neither"),
        ({"gname": ""}, "gname", "gname is blank"),
        ({"eventid": ""}, "eventid", "eventid is blank"),
        ({"attacktype1_txt": ""}, "attacktype1_txt", "attacktype1_txt is blank"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(table(row)).rejects
    assert reject.column == column
    assert reason in reject.reason


def test_swapped_coordinates_are_a_doubt(reads):
    said = reads(table({"latitude": "69.5", "longitude": "36.5"})).statements[0]
    assert any("swapped" in flag for flag in said.flags)


def test_a_workbook_is_read_like_the_table(reads, tmp_path):
    book = Workbook()
    book.active.append(list(PLAIN))
    numbers = {"eventid": 201905140001, "iyear": 2019, "imonth": 5, "iday": 0, "nkill": 2.5, "specificity": 1}
    book.active.append([numbers.get(column, cell or None) for column, cell in PLAIN.items()])
    book.save(tmp_path / "written.xlsx")
    reading = reads((tmp_path / "written.xlsx").read_bytes(), name="globalterrorismdb_0522dist.xlsx")
    assert (reading.format, reading.release, reading.rejects) == ("gtd", "2022-05", [])
    assert (reading.statements[0].native_id, reading.statements[0].best) == ("201905140001", 2.5)

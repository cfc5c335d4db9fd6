from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from holdsway.clocks import Days, Published
from holdsway.errors import UnknownFormatError
from holdsway.formats import formats
from holdsway.frame import Frame
from holdsway.records import ActorRole

COLUMNS = formats()["gdelt2"].metadata.layout
NAME = "20210515041500.export.CSV"
PLAIN = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20210514",
    "MonthYear": "202105",
    "Year": "2021",
    "FractionDate": "2021.3671",
    "Actor1Name": "TALIBAN",
    "Actor2Name": "POLICE",
    "IsRootEvent": "1",
    "EventCode": "190",
    "EventBaseCode": "190",
    "EventRootCode": "19",
    "QuadClass": "4",
    "GoldsteinScale": "-10.0",
    "NumMentions": "10",
    "NumSources": "1",
    "NumArticles": "10",
    "AvgTone": "-6.25",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Burka, Baghlan, Afghanistan",
    "ActionGeo_CountryCode": "AF",
    "ActionGeo_Lat": "36.5",
    "ActionGeo_Long": "69.5",
    "DATEADDED": "20210515041500",
    "SOURCEURL": "https://example.org/clash",
}


def table(*rows: dict[str, str]) -> str:
    return "".join("\t".join({**PLAIN, **row}.get(column, "") for column in COLUMNS) + "\n" for row in rows)


def test_a_file_without_a_header_is_known_by_its_61_columns(reads):
    reading = reads(table({}), name=NAME)
    (said,) = reading.statements
    assert (len(COLUMNS), reading.format, reading.rows_in, said.quote.row) == (61, "gdelt2", 1, 1)
    assert (said.source, said.native_id) == ("GDELT", "900000001")
    assert said.published == Published(*[datetime(2021, 5, 15, 4, 15, tzinfo=UTC)] * 2)
    assert said.valid == Days(date(2021, 5, 14), date(2021, 5, 14))
    assert said.event_type == "fight (190)"
    assert said.actors == (ActorRole("taliban", "by", "TALIBAN"), ActorRole("POLICE", "against", "POLICE"))
    assert said.place_code == "AF0910"
    assert said.note == "machine-coded from one article; 10 mentions, 1 source, 10 articles; place in FIPS country AF"
    assert said.flags == ()


def test_a_machine_counts_no_dead_and_moves_no_territory(reads):
    (said,) = reads(table({"EventCode": "202", "EventBaseCode": "202", "EventRootCode": "20"}), name=NAME).statements
    assert (said.low, said.best, said.high, said.number_of, said.party) == (None, None, None, None, None)
    assert said.event_type == "use violence on a mass scale (202)"


def test_a_zipped_export_is_read_as_it_is(reads):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(NAME, table({}, {"GLOBALEVENTID": "900000002"}))
    reading = reads(packed.getvalue(), name=f"{NAME}.zip")
    assert (reading.format, len(reading.statements)) == ("gdelt2", 2)


def test_rows_from_one_article_are_one_report(reads):
    one, other, elsewhere = reads(
        table({}, {"GLOBALEVENTID": "900000002"}, {"GLOBALEVENTID": "900000003", "SOURCEURL": "https://example.org/b"}),
        name=NAME,
    ).statements
    assert one.report_group == other.report_group == "url:https://example.org/clash"
    assert elsewhere.report_group != one.report_group


def test_what_is_no_address_makes_no_report_of_unlike_rows(reads):
    rows = ({"SOURCEURL": "Example Monitoring"}, {"SOURCEURL": "Example Monitoring", "GLOBALEVENTID": "900000002"})
    one, other = reads(table(*rows), name=NAME).statements
    assert one.url is None
    assert one.report_group != other.report_group


def test_an_actor_that_was_not_found_is_no_actor(reads):
    (said,) = reads(table({"Actor1Name": ""}), name=NAME).statements
    assert [actor.role for actor in said.actors] == ["against"]


@pytest.mark.parametrize(
    ("type", "full", "precision", "code"),
    [
        ("1", "Afghanistan", "country", "name:Afghanistan//Afghanistan"),
        ("5", "Baghlan, Afghanistan", "province", "name:Afghanistan//Baghlan"),
        ("4", "Burka, Baghlan, Afghanistan", "city", "name:Afghanistan/Baghlan/Burka"),
        ("4", "Burka, Afghanistan", "city", "name:Afghanistan//Burka"),
    ],
)
def test_only_a_city_is_a_single_place(reads, frame, type, full, precision, code):
    row = {"ActionGeo_Type": type, "ActionGeo_FullName": full}
    (said,) = reads(table(row), name=NAME, within=Frame()).statements
    assert (said.place_precision, said.place_code) == (precision, code)
    (said,) = reads(table(row), name=NAME, within=frame).statements
    assert (said.place_code == "AF0910") is (precision == "city")


def test_a_row_without_a_place_is_kept_unplaced(reads):
    row = {"ActionGeo_Type": "0", "ActionGeo_FullName": "", "ActionGeo_Lat": "", "ActionGeo_Long": ""}
    (said,) = reads(table(row), name=NAME).statements
    assert (said.place_code, said.place_precision) == (None, None)


def test_the_country_of_a_row_is_in_the_name_of_its_place_and_not_in_its_fips_code(reads):
    austria = {
        "ActionGeo_FullName": "Vienna, Wien, Austria",
        "ActionGeo_CountryCode": "AU",  # ISO: Australia
        "ActionGeo_Lat": "48.2",
        "ActionGeo_Long": "16.37",
    }
    (said,) = reads(table(austria), name=NAME).statements  # the frame is about Afghanistan
    assert said.flags == ()
    (said,) = reads(table({**austria, "ActionGeo_Lat": "16.37", "ActionGeo_Long": "48.2"}), name=NAME).statements
    assert any("lie outside Austria" in flag for flag in said.flags)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"EventCode": "190", "EventRootCode": "18"}, "EventCode", "none of those under EventRootCode 18"),
        ({"EventRootCode": "21", "EventCode": "210"}, "EventRootCode", "not in the codebook"),
        ({"SQLDATE": "202105"}, "SQLDATE", "write it as YYYYMMDD"),
        ({"SQLDATE": "2021514"}, "SQLDATE", "write it as YYYYMMDD"),
        ({"SQLDATE": "20210230"}, "SQLDATE", "write it as YYYYMMDD"),
        ({"DATEADDED": "20210515"}, "DATEADDED", "write it as YYYYMMDDhhmmss, in UTC"),
        ({"DATEADDED": "20210515256100"}, "DATEADDED", "is not a time"),
        ({"NumMentions": "-1"}, "NumMentions", "is no count"),
        ({"AvgTone": "NaN"}, "AvgTone", "is not a number"),
        ({"ActionGeo_Lat": "inf"}, "ActionGeo_Lat", "is not a number"),
        ({"ActionGeo_Long": ""}, "ActionGeo_Long", "a place needs both coordinates"),
        ({"SOURCEURL": ""}, "SOURCEURL", "is blank"),
        (
            {"GLOBALEVENTID": "900000001", "SOURCEURL": "https://example.org/c"},
            "GLOBALEVENTID",
            "stands in row 1 already",
        ),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(table({}, {"GLOBALEVENTID": "900000002", **row}), name=NAME).rejects
    assert (reject.row, reject.column) == (2, column)
    assert reason in reject.reason


def test_a_row_cut_off_or_shifted_is_rejected(reads):
    whole = table({}, {"GLOBALEVENTID": "900000002"})
    cut = reads(whole[:-60], name=NAME)
    assert "cells where the header has 61" in cut.rejects[0].reason
    shifted = whole.splitlines()[1].replace("900000002\t20210514\t", "900000002\t\t20210514\t").rsplit("\t", 1)[0]
    assert [reject.row for reject in reads(table({}) + shifted + "\n", name=NAME).rejects] == [2]


def test_bytes_that_are_not_utf8_cost_their_row_only(reads):
    content = table({}, {"GLOBALEVENTID": "900000002"}).encode().replace(b"POLICE", b"POLIC\xc9", 2)
    lines = content.splitlines(keepends=True)
    reading = reads(table({}).encode() + lines[1], name=NAME)
    assert (len(reading.statements), reading.rejects[0].column) == (1, "Actor2Name")


def test_a_table_of_other_columns_parted_by_tabs_is_not_taken_for_gdelt(reads):
    with pytest.raises(UnknownFormatError):
        reads("\t".join(str(number) for number in range(61)) + "\n", name="other.csv")


def test_a_header_is_no_event_and_commas_in_place_of_tabs_are_named(reads):
    header = "\t".join(COLUMNS) + "\n"
    reading = reads(header + table({}), name="events.tsv")
    assert (reading.format, reading.rows_in, len(reading.statements)) == ("gdelt2", 1, 1)
    with pytest.raises(UnknownFormatError, match="those of 'gdelt2', whose cells are parted by tabs: save it so"):
        reads(header.replace("\t", ","), name="events.csv")


def test_dates_that_contradict_each_other_are_a_doubt(reads):
    year, future = reads(
        table({"Year": "2020"}, {"GLOBALEVENTID": "900000002", "SQLDATE": "20210601", "MonthYear": "202106"}), name=NAME
    ).statements
    assert year.flags == ("Year 2020 is not that of SQLDATE 2021-05-14",)
    assert future.flags == ("its day 2021-06-01 lies after it was published (2021-05-15T04:15Z)",)

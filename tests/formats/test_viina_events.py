from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place

PLAIN = {
    "viina_version": "VIINA 2.0",
    "event_id": "900000001",
    "event_id_1pd": "9001",
    "date": "20220302",
    "time": "23:30",
    "geonameid": "900001",
    "asciiname": "Examplivka",
    "ADM1_NAME": "Kharkiv",
    "ADM2_NAME": "",
    "longitude": "36.25",
    "latitude": "49.95",
    "GEO_PRECISION": "ADM3",
    "report_id": "700001",
    "source": "exampleua",
    "url": "https://example.org/1",
    "text": "Вигадане повідомлення.",
    "lang": "ua",
}
NOWHERE = Frame()


def table(*rows: dict[str, str]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, list(PLAIN), lineterminator="\n")
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return target.getvalue()


def test_a_report_is_published_on_its_day_and_the_event_may_be_earlier(reads):
    reading = reads(table({}), within=NOWHERE)
    (said,) = reading.statements
    assert (reading.format, said.source, said.native_id) == ("viina_events", "VIINA", "900000001")
    assert str(said.published) == "2022-03-02"  # no zone is stated, so the hour is not used
    assert said.valid == Days(date(2022, 3, 2), date(2022, 3, 2))
    assert said.note == (
        "placed by machine; the day is that of the report, the event may be earlier; in the language ua"
    )
    assert (said.best, said.party, said.flags) == (None, None, ())
    assert said.attribution == ("exampleua",)
    assert said.licence == "ODbL 1.0"


def test_the_words_of_a_report_are_kept_in_their_language(reads):
    assert "Вигадане повідомлення." in reads(table({}), within=NOWHERE).statements[0].quote.exact


def test_two_places_in_one_report_are_one_report(reads):
    one, other = reads(table({}, {"event_id": "2", "asciiname": "Otherivka"}), within=NOWHERE).statements
    assert one.report_group == other.report_group
    assert one.id != other.id
    one, other = reads(table({"url": ""}, {"event_id": "2", "url": ""}), within=NOWHERE).statements
    assert one.report_group == other.report_group == "viina:700001"


def test_a_place_goes_by_its_number_in_geonames_where_the_frame_does(reads):
    (said,) = reads(table({}), within=NOWHERE).statements
    assert said.place_code == "900001"
    by_number = Frame(declared=True, places=Gazetteer([Place("900001", "Examplivka", "Kharkiv")]))
    assert reads(table({}), within=by_number).statements[0].place_code == "900001"
    by_name = Frame(declared=True, places=Gazetteer([Place("UA63", "Examplivka", "Kharkiv")]))
    assert reads(table({}), within=by_name).statements[0].place_code == "UA63"


@pytest.mark.parametrize(
    ("written", "precision"),
    [("STREET", "exact"), ("ADM3", "city"), ("ADM2", "district"), ("ADM1", "province"), ("?", "area")],
)
def test_precision_runs_from_a_street_to_a_province(reads, written, precision):
    assert reads(table({"GEO_PRECISION": written}), within=NOWHERE).statements[0].place_precision == precision


def test_a_place_in_russia_is_no_doubt_whatever_the_country_of_the_frame(reads):
    row = {"asciiname": "Primerovo", "ADM1_NAME": "Belgorod", "latitude": "50.6", "longitude": "36.6"}
    (said,) = reads(table(row), within=Frame(country="UA")).statements
    assert said.flags == ()


def test_coordinates_far_from_both_countries_are_a_doubt(reads):
    (said,) = reads(table({"latitude": "36.25", "longitude": "49.95"}), within=NOWHERE).statements
    assert said.flags == ("its coordinates 36.25, 49.95 lie neither in Ukraine nor in Russia nor beside them",)


def test_na_is_a_blank(reads):
    (said,) = reads(
        table({"geonameid": "NA", "url": "NA", "latitude": "NA", "longitude": "NA"}), within=NOWHERE
    ).statements
    assert (said.place_code, said.url, said.latitude) == ("name:/Kharkiv/Examplivka", None, None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"date": "2022-03-02"}, "date"),
        ({"date": "202232"}, "date"),
        ({"date": ""}, "date"),
        ({"source": ""}, "source"),
        ({"event_id": "NA"}, "event_id"),
        ({"latitude": "NaN"}, "latitude"),
        ({"longitude": ""}, "longitude"),
        ({"geonameid": "Kyiv"}, "geonameid"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column(reads, row, column):
    (reject,) = reads(table(row), within=NOWHERE).rejects
    assert reject.column == column


def test_the_town_that_stands_for_a_province_is_not_where_it_happened(reads):
    row = {"ADM2_NAME": "Example Raion"}
    province, district = reads(
        table({"GEO_PRECISION": "ADM1"}, {"event_id": "2", "GEO_PRECISION": "ADM2", **row}), within=NOWHERE
    ).statements
    assert (province.place_text, province.place_code) == ("Kharkiv", "name://Kharkiv")
    assert (district.place_text, district.place_code) == ("Example Raion", "name:/Kharkiv/Example Raion")

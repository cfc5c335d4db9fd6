from __future__ import annotations

import zipfile
from datetime import date

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import Days, parse_published
from holdsway.control import Estimator
from holdsway.control.evidence import bearing, latest, report_groups
from holdsway.desk import open_desk
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import ActorRole, Kind
from holdsway.scales import Scales, scales_from

HEADER = "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status\n"
PARTIES = Parties([Party("ua", "Government of Ukraine"), Party("ru", "Russian Federation")])
PLACES = Gazetteer([Place("900001", "Examplivka", "Kharkiv"), Place("900002", "Otherivka", "Kharkiv")])


def declared(scales: Scales | None = None) -> Frame:
    return Frame(name="ua", parties=PARTIES, places=PLACES, scales=scales or Scales(), declared=True)


def test_each_status_is_a_source_of_its_own_and_a_blank_says_nothing(reads):
    reading = reads(HEADER + "900001,20220302,UA,,RU,CONTESTED,NA\n", within=declared())
    assert reading.format == "viina_control"
    assert [(said.source, said.label, said.party) for said in reading.statements] == [
        ("VIINA: Wikipedia", "UA", "ua"),
        ("VIINA: DeepStateMap", "RU", "ru"),
        ("VIINA: ISW", "CONTESTED", "contested"),
    ]
    said = reading.statements[0]
    assert (said.kind, said.publisher, said.place_code, said.open) == (Kind.CONTROL, "VIINA", "900001", True)
    assert said.valid == Days(date(2022, 3, 2), date(2022, 3, 2))
    assert said.published is None
    assert said.actors == (ActorRole("ua", "party"),)
    assert reading.statements[2].actors == ()


@pytest.mark.parametrize(("statuses", "words"), [("UA,UA,UA,UA,UA", 1), ("CONTESTED,RU,RU,UA,RU", 3)])
def test_the_statuses_of_a_row_are_one_independent_source_for_they_are_made_of_one_another(reads, statuses, words):
    frame = declared()
    said = reads(HEADER + f"900001,20220302,{statuses}\n", within=frame).statements
    assert len({one.report_group for one in said}) == 1
    assert len(set(report_groups(said).values())) == 1
    assert len(latest(bearing(said, frame), frame, date(2022, 3, 5))) == words  # one word for each holder it names
    estimate = Estimator(frame, said).estimate(PLACES["900001"], date(2022, 3, 5))
    assert (estimate.reports, estimate.independent_sources) == (1, 1)


def test_without_a_party_of_that_name_the_holder_stays_itself(reads):
    row = HEADER + "900001,20220302,RU,,,,RU\n"
    (said, _) = reads(row, within=Frame()).statements
    assert (said.party, said.place_code, said.note) == ("Government of Russia", "900001", None)
    other = Frame(declared=True, parties=Parties([Party("front", "Valley Front")]), places=PLACES)
    (said, _) = reads(row, within=other).statements
    assert said.party == "Government of Russia"
    assert said.note is not None
    assert said.note.startswith("'Government of Russia' holds the place and is no party of the frame")


def test_a_scale_that_the_frame_declares_for_a_source_goes_first(reads):
    labels = {"RU": {"means": "claimed only", "holder": "contested"}, "UA": {"means": "held", "holder": "ua"}}
    frame = declared(scales_from({"sources": {"VIINA: Wikipedia": {"kind": "map", "labels": labels}}}, PARTIES))
    wiki, isw = reads(HEADER + "900001,20220302,RU,,,RU,\n", within=frame).statements
    assert (wiki.party, isw.party) == ("contested", "ru")
    assert (wiki.scale or "").startswith("VIINA: Wikipedia@")
    (reject,) = reads(HEADER + "900001,20220302,CONTESTED,,,,\n", within=frame).rejects
    assert (reject.column, "is not on the scale" in reject.reason) == ("status_wiki", True)


def test_a_later_edition_of_a_place_and_day_revises_it(reads):
    first, later = (
        reads(HEADER + f"900001,20220302,{label},,,,\n", within=declared(), published=parse_published(day)).statements[
            0
        ]
        for label, day in (("UA", "2022-04-01"), ("RU", "2022-05-01"))
    )
    assert (first.native_id, first.source) == (later.native_id, later.source)
    assert first.published != later.published


@pytest.mark.parametrize(
    ("column", "version", "day"),
    [
        ("vcontrol_version", "20260913044905332209", "2026-09-13"),
        ("viina_version", "bert_20260913024050", "2026-09-13"),
        ("viina_version", "VIINA 2.0", "None"),
    ],
)
def test_it_is_published_on_the_day_of_its_release_unless_another_is_given(reads, column, version, day):
    table = HEADER.replace("\n", f",{column}\n") + f"900001,20220302,UA,,,,,{version}\n"
    (said,) = reads(table, within=declared()).statements
    assert str(said.published) == day
    (said,) = reads(table, within=declared(), published=parse_published("2026-10-01")).statements
    assert str(said.published) == "2026-10-01"


def test_kontrol_files_give_places_by_their_number_in_the_register(reads):
    row = "UA01000000000013043,20220302,UA,,,,UA\n"
    reading = reads(HEADER.replace("geonameid", "kod") + row, within=Frame())
    assert reading.format == "viina_control"
    assert {said.place_code for said in reading.statements} == {"UA01000000000013043"}


def test_a_zipped_year_is_taken_in_under_the_name_it_is_published_with(tmp_path):
    with zipfile.ZipFile(tmp_path / "control_latest_2022.zip", "w") as archive:
        archive.writestr("control_latest_2022.csv", HEADER + "900001,20220302,UA,UA,,UA,UA\n")
    added = open_desk(tmp_path / "ledger").add(tmp_path / "control_latest_2022.zip")
    assert [(file.format, file.kept) for file in added.files] == [("viina_control", 1)]
    assert added.statements == 4


def test_a_place_the_frame_does_not_have_is_kept_unplaced(reads):
    (said,) = reads(HEADER + "999999,20220302,UA,,,,\n", within=declared()).statements
    assert said.place_code is None
    assert said.place_text == "999999"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("900001,20220302,,,,,", "status"),
        ("900001,20220302,UKR,,,,", "status_wiki"),
        (",20220302,UA,,,,", "geonameid"),
        ("900001,2022-03-02,UA,,,,", "date"),
        ("900001,202232,UA,,,,", "date"),
        ("900001,,UA,,,,", "date"),
        ("Kyiv,20220302,UA,,,,", "geonameid"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column(reads, row, column):
    (reject,) = reads(HEADER + row + "\n", within=declared()).rejects
    assert reject.column == column


def test_a_place_that_stands_twice_on_one_day_with_other_statuses_is_rejected_the_second_time(reads):
    reading = reads(
        HEADER + "900001,20220302,UA,,,,\n900001,20220302,RU,,,,\n900001,20220303,RU,,,,\n900002,20220302,RU,,,,\n",
        within=declared(),
    )
    assert [said.quote.row for said in reading.statements] == [2, 4, 5]
    (reject,) = reading.rejects
    assert (reject.row, reject.column) == (3, "geonameid")
    assert "geonameid 900001, date 20220302 stand in row 2 already" in reject.reason


def test_of_days_on_end_with_the_same_statuses_the_first_and_the_last_are_kept(reads):
    days = [("02", "UA"), ("03", "UA"), ("04", "UA"), ("05", "RU"), ("06", "RU"), ("08", "RU"), ("09", "RU")]
    rows = [f"{place},202203{day},{label},,,,\n" for day, label in days for place in ("900001", "900002")]
    reading = reads(HEADER + "".join(rows), within=declared())
    assert (reading.rows_in, reading.rejects) == (14, [])
    here = [(str(said.valid), said.label) for said in reading.statements if said.place_code == "900002"]
    assert here == [
        ("2022-03-02", "UA"),
        ("2022-03-04", "UA"),
        ("2022-03-05", "RU"),
        ("2022-03-06", "RU"),
        ("2022-03-08", "RU"),
        ("2022-03-09", "RU"),
    ]


def test_rows_between_the_ends_of_a_run_are_counted_as_repeated(tmp_path):
    rows = [f"900001,202203{day:02d},UA,,,,UA\n" for day in range(1, 11)]
    (tmp_path / "control_latest_2022.csv").write_text(HEADER + "".join(rows), "utf-8")
    (file,) = open_desk(tmp_path / "ledger").add(tmp_path / "control_latest_2022.csv").files
    assert (file.rows, file.kept, file.repeated, file.rejected) == (10, 2, 8, 0)

from __future__ import annotations

from datetime import date

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import Days, parse_published
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Modality

HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"


def test_a_label_becomes_the_holder_its_scale_declares(reads, frame):
    reading = reads(
        HEADER + "officials,2021-05-05,2021-05-04,Baghlan,Burka,AF0910,Fallen,https://a.example/1,heard twice\n"
    )
    (said,) = reading.statements
    assert (reading.format, reading.rows_in, reading.rejects) == ("control", 1, [])
    assert (said.kind, said.party, said.label, said.open) == (Kind.CONTROL, "taliban", "fallen", True)
    assert said.actors == (ActorRole("taliban", "party"),)
    assert said.scale == f"Officials@{frame.scales.of('Officials').version}"
    assert said.source == "Officials"  # as its scale writes it, so that one source has one name
    assert (said.place_code, said.place_version, said.place_text, said.admin1) == ("AF0910", "v1", "Burka", "Baghlan")
    assert said.valid == Days(date(2021, 5, 4), date(2021, 5, 4))
    assert said.published == parse_published("2021-05-05")
    assert said.modality is Modality.ASSERTED
    assert (said.url, said.note, said.report_group) == ("https://a.example/1", "heard twice", "url:https://a.example/1")
    assert (said.method, said.reader, said.seq, said.licence) == ("table", "control", 2, "frame licence")
    assert len(said.id) == 64


def test_contested_and_unknown_name_no_party(reads):
    reading = reads(
        HEADER
        + "Officials,2021-05-05,2021-05-04,Baghlan,Burka,,contested,,\n"
        + "Officials,2021-05-06,2021-05-06,Baghlan,Burka,,no data,,\n"
    )
    contested, unknown = reading.statements
    assert (contested.party, contested.actors) == ("contested", ())
    assert (unknown.party, unknown.actors, unknown.label) == (None, (), "no data")


def test_a_place_that_is_not_found_is_kept_unplaced_with_a_note(reads):
    (said,) = reads(HEADER + "Officials,2021-07-14,2021-07-14,Kandahar,Chaman crossing,,fallen,,\n").statements
    assert said.place_code is None
    assert said.place_text == "Chaman crossing"
    assert said.place_note == "unplaced: no place is called 'Chaman crossing'"


@pytest.mark.parametrize(
    ("as_of", "last"), [("2021-05", date(2021, 5, 31)), ("2021-05-01/2021-05-03", date(2021, 5, 3))]
)
def test_as_of_may_be_as_wide_as_the_source_says(reads, as_of, last):
    (said,) = reads(HEADER + f"Officials,2021-06-05,{as_of},Baghlan,Burka,,fallen,,\n").statements
    assert said.valid == Days(date(2021, 5, 1), last)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (
            "LWJ,2021-05-05,2021-05-04,,Burka,,Controlled,,",
            "source",
            "source 'LWJ' has no scale; declare it in scales.yaml as "
            "`sources: {LWJ: {labels: {Controlled: {means: ..., holder: PARTY}}}}`",
        ),
        (
            "Officials,2021-05-05,2021-05-04,,Burka,,wobbly,,",
            "label",
            "label 'wobbly' is not on the scale of Officials; add it to scales.yaml",
        ),
        (
            "Officials,2021-05-05,31-02-2021,,Burka,,fallen,,",
            "as_of",
            "as_of '31-02-2021' is not a date; write YYYY-MM-DD",
        ),
        ("Officials,2021-05-05,,,Burka,,fallen,,", "as_of", "as_of is blank; fill it in"),
        ("Officials,2021-05-05,2021-05-04,,,,fallen,,", "place", "place and pcode are both blank; name the place"),
        (",2021-05-05,2021-05-04,,Burka,,fallen,,", "source", "source is blank; fill it in"),
        (
            "Officials,05/04/2021,2021-05-04,,Burka,,fallen,,",
            "published",
            "published '05/04/2021' is not a date; write YYYY-MM-DD",
        ),
        (
            "Officials,9999-12-31,2021-05-04,,Burka,,fallen,,",
            "published",
            "published '9999-12-31' is beyond the calendar; write a year from 1 to 9998",
        ),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    reading = reads(HEADER + row + "\n")
    (reject,) = reading.rejects
    assert reading.statements == []
    assert (reject.file, reject.row, reject.column, reject.reason) == ("table.csv", 2, column, reason)


def test_without_any_scales_the_remedy_is_the_same(reads):
    (reject,) = reads(HEADER + "Officials,2021-05-05,2021-05-04,,Burka,,fallen,,\n", within=Frame()).rejects
    assert "has no scale; declare it in scales.yaml" in reject.reason


def test_a_scale_reaches_any_frame_even_one_without_places(reads, frame):
    parties = Parties([Party("taliban", "Taliban"), Party("goa", "Government")])
    bare = Frame(parties=parties, scales=frame.scales, declared=True, country="AF")
    (said,) = reads(HEADER + "Officials,2021-05-05,2021-05-04,Baghlan,Burka,,fallen,,\n", within=bare).statements
    assert said.place_code == "name:AF/Baghlan/Burka"


def test_a_blank_published_is_that_of_the_document_or_unknown(reads):
    row = HEADER + "Officials,,2021-05-04,,Burka,,fallen,,\n"
    day = parse_published("2021-05-09")
    assert reads(row).statements[0].published is None
    assert reads(row, published=day).statements[0].published == day

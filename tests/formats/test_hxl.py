"""HXL: hashtags say what columns hold, in any order of their attributes, and rows become events or control."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from holdsway.errors import InputError
from holdsway.formats import TableReading, read_tables
from holdsway.formats.hxl import columns_of, table_of
from holdsway.frame import Frame
from holdsway.records import Document, Kind
from holdsway.words import sha256

EVENTS = """\
Incidents in July,,,,,
Day,Province,District,What,Killed,By whom
#date+start,#adm1+name,#adm2 +name,#event+type,#affected+killed,#actor
2021-07-03,Baghlan,Burka,attack,3,Taliban
2021-07-04,Kandahar,Spin Boldak,clash,,ANA
"""
Tagged = Callable[..., TableReading]


@pytest.fixture
def tagged(tmp_path: Path, frame: Frame) -> Tagged:
    def reading(content: str, *, publisher: str | None = "Hub", name: str = "july.csv") -> TableReading:
        (tmp_path / name).write_text(content, "utf-8")
        raw = content.encode()
        document = Document(sha256=sha256(raw), path=name, format="table", bytes=len(raw))
        return read_tables(tmp_path / name, replace(document, publisher=publisher), frame)[0]

    return reading


def test_a_tag_row_below_titles_declares_the_columns(tagged: Tagged) -> None:
    reading = tagged(EVENTS)
    first, second = reading.statements
    assert (reading.format, reading.rows_in) == ("hxl", 2)
    assert (first.kind, first.source, first.place_code, first.event_type) == (Kind.EVENT, "Hub", "AF0910", "attack")
    assert (str(first.valid), first.best, first.admin1) == ("2021-07-03", 3, "Baghlan")
    assert (first.quote.row, first.quote.column) == (4, "#event+type")
    assert second.actors[0].id == "goa"


def test_without_a_source_or_a_publisher_a_row_is_a_reject_with_the_remedy(tagged: Tagged) -> None:
    reading = tagged(EVENTS, publisher=None)
    assert not reading.statements
    assert {reject.reason for reject in reading.rejects} == {
        "no #meta+source says who reports this; tag that column, or write `publisher: NAME` in NAME.meta.yaml beside "
        "the file"
    }


def test_attributes_may_stand_in_any_order() -> None:
    one = columns_of("events", ("#date+start", "#event+type", "#affected+max+killed", "#affected+killed", "#geo+lat"))
    assert one["deaths_high"] == "#affected+max+killed"
    assert one["deaths_best"] == "#affected+killed"


def test_two_actor_columns_are_the_one_and_the_other(tagged: Tagged) -> None:
    content = "#date,#adm2,#event,#actor,#actor\n2021-07-03,Burka,clash,Taliban,ANA\n"
    (said,) = tagged(content).statements
    assert [(actor.id, actor.role) for actor in said.actors] == [("taliban", "by"), ("goa", "against")]


def test_a_row_known_only_to_a_province_is_not_put_on_a_district(tagged: Tagged) -> None:
    content = "#date,#adm1,#adm2,#event\n2021-07-03,Baghlan,,clash\n"
    (said,) = tagged(content).statements
    assert (said.place_code, said.place_text, said.place_precision) == (None, "Baghlan", "province")


def test_a_status_tag_makes_rows_assessments_of_control(tagged: Tagged) -> None:
    content = "#date,#adm2+name,#adm2+code,#status+control,#meta+source,#date+reported\n"
    reading = tagged(
        content + "2021-07-03,Burka,AF0910,fallen,Officials,2021-07-04\n2021-07-03,Burka,,gone,Officials,\n"
    )
    (said,) = reading.statements
    assert (said.kind, said.party, said.place_code, str(said.published)) == (
        *(Kind.CONTROL, "taliban", "AF0910", "2021-07-04"),
    )
    assert [reject.reason for reject in reading.rejects] == [
        "#status+control 'gone' is not on the scale of Officials; add it to scales.yaml"
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2021-07-03", "03/07/2021", "#date+start '03/07/2021' is not a date; write it as YYYY-MM-DD"),
        (
            ",3,",
            ",three,",
            "#affected+killed 'three' is not a number; write digits, and a point for decimals, as in 1200 or 8.64",
        ),
        ("attack", "", "#event+type is blank; fill it in"),
    ],
)
def test_a_bad_cell_is_a_reject_that_names_the_hashtag(tagged: Tagged, old: str, new: str, reason: str) -> None:
    reading = tagged(EVENTS.replace(old, new))
    assert [reject.reason for reject in reading.rejects] == [reason]
    assert len(reading.statements) == 1


def test_rows_without_ids_that_differ_anywhere_are_two_events(tagged: Tagged) -> None:
    row = "2021-07-03,Baghlan,Burka,attack,3,Taliban\n"
    reading = tagged(EVENTS + row + row.replace(",3,", ",4,"))
    assert len({said.native_id for said in reading.statements}) == 3
    assert len(reading.statements) == 4


def test_hashtags_that_tell_no_day_or_no_event_are_no_table(tagged: Tagged) -> None:
    assert table_of(("#adm2", "#affected+killed")) is None
    assert table_of(("#date", "#adm2", "#affected+killed")) is None
    with pytest.raises(InputError):
        tagged("#adm2+name,#affected+killed\nBurka,3\n")

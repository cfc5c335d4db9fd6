"""Names of places that tables beside a case.yaml give with a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.reading import framed, read

SCALES = "sources: {Officials: {labels: {fallen: {means: lost, holder: front}}}}\n"
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"


@pytest.fixture
def case(case_folder: Path) -> Path:
    (case_folder / "scales.yaml").write_text(SCALES)
    (case_folder / "control.csv").write_text(HEADER + "Officials,2021-07-10,2021-07-10,Vesk,Old Ferry,V1,fallen,,\n")
    (case_folder / "report.md").write_text(
        "---\ntitle: Report\npublisher: Wire\npublished: '2021-07-14'\n---\nThe Front captured Old Ferry on Monday.\n"
    )
    return case_folder / "case.yaml"


def test_a_report_is_placed_by_a_name_that_a_table_gives_with_a_code(case: Path) -> None:
    (reading,) = read(case.with_name("report.md"), frame=case)
    (said,) = reading.statements
    assert (said.place_code, said.place_text) == ("V1", "Old Ferry")
    assert said.place_note == "placed by a name that tables give with its code"


def test_a_table_that_cannot_be_read_is_passed_over(case: Path) -> None:
    case.with_name("broken.csv").write_text("a,b\n1\n")
    case.with_name("empty.csv").write_text("")
    assert framed(case).place("Old Ferry").code == "V1"


def test_a_site_within_a_place_gives_it_no_name(case: Path) -> None:
    columns = "source,source_event_id,date_start,date_end,date_precision,admin1,place,pcode,latitude,longitude,"
    columns += "place_precision,event_type,actor1,actor2,deaths_low,deaths_best,deaths_high,civilian_deaths,"
    columns += "published,url,note\n"
    row = "Coder,{},2021-07-09,2021-07-09,day,Vesk,{},V2,,,{},attack,Front,,1,1,,0,2021-07-10,,\n"
    rows = row.format("1", "Mill Hill", "site") + row.format("2", "Salt Quay", "town")
    case.with_name("events.csv").write_text(columns + rows)
    frame = framed(case)
    assert frame.place("Salt Quay").code == "V2"
    assert frame.place("Mill Hill").code is None

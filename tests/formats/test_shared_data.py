"""The formats on real files, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.formats import TableReading, read_table
from holdsway.frame import Frame, read_frame
from holdsway.records import Document, Kind
from holdsway.words import sha256

CLOSE = ("exact", "near", "district")
SHARED = Path(__file__).parents[2].parent / "shared"


def reading_of(path: Path, frame: Frame) -> TableReading:
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    raw = path.read_bytes()
    return read_table(path, Document(sha256=sha256(raw), path=path.name, format="csv", bytes=len(raw)), frame)


def frame_at(case: str) -> Frame:
    path = SHARED / "cases" / case / "inbox" / "case.yaml"
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    return read_frame(path)


@pytest.mark.parametrize(
    ("case", "file", "rows", "unplaced"),
    [
        ("afghanistan-2021-07", "control.csv", 147, 8),
        ("afghanistan-2021-07", "events.csv", 51, 0),
        ("iraq-mosul-2014-2017", "control.csv", 78, 0),
        ("iraq-mosul-2014-2017", "events.csv", 29, 0),
    ],
)
def test_every_row_of_the_cases_is_kept(case, file, rows, unplaced):
    reading = reading_of(SHARED / "cases" / case / "inbox" / file, frame_at(case))
    assert (reading.rows_in, reading.rejects) == (rows, [])
    assert {said.quote.row for said in reading.statements} == set(range(2, rows + 2))
    assert sum(said.place_code is None for said in reading.statements) <= unplaced


@pytest.mark.parametrize(
    ("file", "rows", "rejected"),
    [
        ("ged231_sample1000.csv", 1000, 13),
        ("ged191_syria.csv.gz", 16_566, 101),
        ("ged_mexico_49col.csv.gz", 18_957, 89),
    ],
)
def test_ucdp_ged_is_kept_but_for_rows_whose_estimates_are_out_of_order(file, rows, rejected):
    reading = reading_of(SHARED / "data" / "ucdp" / file, Frame())
    assert (reading.format, reading.rows_in, len(reading.rejects)) == ("ucdp_ged", rows, rejected)
    assert {reject.column for reject in reading.rejects} <= {"low", "best"}
    events = [said for said in reading.statements if said.kind is Kind.EVENT]
    assert len(events) == rows - rejected
    assert len({said.id for said in reading.statements}) == len(reading.statements)
    assert all(said.place_code and said.best is not None for said in reading.statements)


def test_ucdp_districts_are_found_in_the_declared_boundaries():
    reading = reading_of(SHARED / "data" / "ucdp" / "ged231_sample1000.csv", frame_at("afghanistan-2021-07"))
    close = [s for s in reading.statements if s.actors[0].id == "goa" and s.place_precision in CLOSE]
    assert close
    assert all(said.place_code and said.place_code.startswith("AF") for said in close)

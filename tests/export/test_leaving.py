"""What may leave and what stays, and the count of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from three_towns import desk_of, says

from holdsway.desk import open_desk
from holdsway.export import frame_leaving, leaving, point_of
from holdsway.records import CONFIDENTIAL, OPEN, ROWS_WITHHELD, Document, Statement


def held(**more: Any) -> Document:
    return Document(**{"sha256": "d" * 64, "path": "report.txt", "format": "text", "bytes": 1} | more)


def test_what_is_open_or_not_said_leaves_and_the_rest_is_counted_by_reason_and_licence() -> None:
    told = leaving(
        [
            says(day="2021-07-01"),
            says(day="2021-07-02", sensitivity=OPEN),
            says(day="2021-07-03", sensitivity=ROWS_WITHHELD, licence="ACLED terms of use"),
            says(day="2021-07-04", sensitivity=ROWS_WITHHELD, licence="ACLED terms of use"),
            says(day="2021-07-05", sensitivity=ROWS_WITHHELD, licence="GTD terms of use"),
            says(day="2021-07-06", sensitivity=CONFIDENTIAL),
        ],
        [],
    )
    assert [said.published_day.day for said in told.statements if said.published_day] == [1, 2]
    assert told.kept_back == 4
    assert told.reasons == "3 rows-withheld (ACLED terms of use: 2; GTD terms of use: 1), 1 confidential"


def test_one_licence_needs_no_count_of_its_own() -> None:
    told = leaving([says(sensitivity=ROWS_WITHHELD, licence="ACLED terms of use")], [])
    assert told.reasons == "1 rows-withheld (ACLED terms of use)"


@pytest.mark.parametrize(
    ("of_statement", "of_document", "stays_as"),
    [
        (OPEN, CONFIDENTIAL, CONFIDENTIAL),
        (None, ROWS_WITHHELD, ROWS_WITHHELD),
        (ROWS_WITHHELD, CONFIDENTIAL, CONFIDENTIAL),
        (CONFIDENTIAL, OPEN, CONFIDENTIAL),
        (None, " Confidential ", CONFIDENTIAL),
    ],
)
def test_of_a_statement_and_its_document_the_stricter_word_counts(
    of_statement: str | None, of_document: str, stays_as: str
) -> None:
    told = leaving([says(sensitivity=of_statement)], [held(sensitivity=of_document)])
    assert told.statements == ()
    assert list(told.withheld) == [stays_as]


def test_a_sensitivity_that_nobody_declared_is_no_leave_to_go() -> None:
    told = leaving([says(sensitivity="for my eyes")], [])
    assert (told.statements, told.reasons) == ((), "1 for my eyes")


def test_the_licence_of_the_document_is_named_where_the_row_has_none() -> None:
    told = leaving([says(sensitivity=ROWS_WITHHELD)], [held(licence="bought from a vendor")])
    assert told.reasons == "1 rows-withheld (bought from a vendor)"


def test_the_coordinates_of_a_row_that_stays_do_not_leave_as_those_of_its_place(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "ledger")  # without a frame, so that its places are those of its rows
    where: dict[str, Any] = {"place_code": "name://Delta", "place_text": "Delta", "method": "table"}
    secret = says(day="2021-07-01", latitude=5.5, longitude=6.5, sensitivity=CONFIDENTIAL, **where)
    public = says(day="2021-07-02", **where)
    desk.ledger.commit([secret, public])
    assert point_of(public, desk.frame()) == (6.5, 5.5)
    may = leaving(desk.statements(), desk.ledger.documents())
    frame = frame_leaving(desk.ledger.declared_frame(), may.statements)
    assert [said.id for said in may.statements] == [public.id]
    assert point_of(public, frame) is None


def test_the_point_of_a_province_is_not_taken_for_a_place_of_its_name(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "ledger")
    where: dict[str, Any] = {"place_code": "name://Delta", "place_text": "Delta", "method": "table"}
    province = says(day="2021-07-01", latitude=5.5, longitude=6.5, place_precision="province", **where)
    town = says(day="2021-07-02", **where)
    desk.ledger.commit([province, town])
    said: list[Statement] = desk.statements()
    frame = frame_leaving(desk.ledger.declared_frame(), said)
    assert [point_of(one, frame) for one in said] == [None, None]


def test_a_declared_frame_leaves_as_it_is(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, says())
    assert frame_leaving(desk.ledger.declared_frame(), []).places["A1"].name == "Alpha"

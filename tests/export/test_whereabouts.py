"""Where a statement is drawn: a point only where a place is known, the outline of an area where there is one."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from three_towns import says

from holdsway.export import geometry_of, point_of
from holdsway.formats.placing import COARSE
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place

RING = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0))  # clockwise, as RFC 7946 does not want it
HOLE = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0))
FRAME = Frame(
    places=Gazetteer(
        [
            Place("N", "North", latitude=4.5, longitude=4.5, rings=(RING, HOLE)),
            Place("A1", "Alpha", "North", "N", latitude=1.0, longitude=2.0),
            Place("B1", "Beta", "North", "N"),
        ]
    ),
    places_source="places.csv",
)


def area(ring: Any) -> float:
    """Twice the signed area of a ring: above zero when it runs counter-clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def test_the_row_s_own_coordinates_come_before_those_of_its_place() -> None:
    assert point_of(says(latitude=1.25, longitude=2.25), FRAME) == (2.25, 1.25)
    assert point_of(says(), FRAME) == (2.0, 1.0)


@pytest.mark.parametrize("precision", [*sorted(COARSE), "Province", " AREA "])
@pytest.mark.parametrize("code", ["A1", "B1", None])
def test_a_statement_known_only_to_an_area_has_no_point_whatever_coordinates_it_brings(
    precision: str, code: str | None
) -> None:
    said = says(place_precision=precision, place_code=code, latitude=1.5, longitude=2.5)
    assert point_of(said, FRAME) is None
    assert geometry_of(said, FRAME) is None


def test_a_statement_in_no_place_of_the_frame_has_no_point() -> None:
    assert geometry_of(says(place_code=None, latitude=1.5, longitude=2.5), FRAME) is None


def test_an_area_with_an_outline_is_drawn_as_one_whose_rings_run_the_right_way() -> None:
    drawn = geometry_of(says(place_precision="province", place_code="N"), FRAME)
    assert drawn is not None
    assert drawn["type"] == "Polygon"
    outer, hole = drawn["coordinates"]
    assert area(outer) > 0
    assert area(hole) < 0
    assert outer[0] == outer[-1]


def test_a_place_that_others_lie_within_is_an_area_unless_the_source_says_how_closely_it_knows_it() -> None:
    drawn = geometry_of(says(place_code="N"), FRAME)
    assert drawn is not None
    assert drawn["type"] == "Polygon"
    assert point_of(says(place_code="N", place_precision="exact", latitude=3.0, longitude=4.0), FRAME) == (4.0, 3.0)


def test_coordinates_in_doubt_give_way_to_those_of_the_place() -> None:
    doubt = ("its coordinates 66.1, 34.5 lie outside Afghanistan",)
    assert point_of(says(latitude=66.1, longitude=34.5, flags=doubt), FRAME) == (2.0, 1.0)
    assert point_of(says(place_code="B1", latitude=66.1, longitude=34.5, flags=doubt), FRAME) is None


@given(
    precision=st.sampled_from([*sorted(COARSE), "exact", "near", "district", "site", "", None]),
    code=st.sampled_from(["N", "A1", "B1", "unheard of", None]),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)
def test_a_point_is_only_ever_drawn_for_a_place_of_its_own(
    precision: str | None, code: str | None, latitude: float, longitude: float
) -> None:
    said = says(place_precision=precision, place_code=code, latitude=latitude, longitude=longitude)
    drawn = geometry_of(said, FRAME)
    if precision in COARSE or code is None:
        assert drawn is None or drawn["type"] != "Point"

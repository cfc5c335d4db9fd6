"""Placing: what a row may be pinned to, and what it never is."""

from __future__ import annotations

import pytest

from holdsway.formats.placing import COARSE, stand
from holdsway.frame import Frame


@pytest.mark.parametrize("precision", sorted(COARSE))
def test_without_a_frame_a_province_is_another_place_than_the_town_of_its_name(precision: str) -> None:
    town = stand(Frame(), "Kabul", admin1="Kabul", country="Afghanistan", precision="exact")
    area = stand(Frame(), "Kabul", admin1="Kabul", country="Afghanistan", precision=precision)
    assert town.code == "name:Afghanistan/Kabul/Kabul"
    assert area.code == "name:Afghanistan//Kabul"
    assert area.note == f"known only to the level of {precision}"


def test_coordinates_outside_the_country_place_nothing(frame: Frame) -> None:
    assert stand(frame, None, admin1=None, latitude=36.5, longitude=69.5).code == "AF0910"
    assert stand(frame, None, admin1=None, latitude=36.5, longitude=69.5, country="Mali").code is None


def test_the_middle_of_a_province_is_never_a_district(frame: Frame) -> None:
    placed = stand(frame, "Baghlan", admin1="Baghlan", latitude=36.5, longitude=68.5, precision="province")
    assert placed.code is None
    assert "known only to the level of province" in (placed.note or "")

"""Where it was: outside a place, at a site of it, where the text was, and not where somebody sits or came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.frames import FrameReader
from holdsway.records import Kind, Statement

from .conftest import document, made_up_frame

Read = Callable[..., list[Statement]]
HARM = (Kind.EVENT, Kind.CASUALTY, Kind.COUNT)


def codes(statements: list[Statement], *kinds: Kind) -> list[str | None]:
    return [s.place_code for s in statements if s.kind in (kinds or HARM) and s.modality.is_evidence]


@pytest.fixture(scope="module")
def sites() -> Callable[[str], list[Statement]]:
    """Reads in a frame that has an airport of its own and a capital."""
    made = made_up_frame()
    more = (Place("V4", "Norhaven airport", "Vesk"), Place("K1", "Mogadishu", "Kal"))
    frame: Frame = replace(made, places=Gazetteer([*made.places, *more]), country="SO")
    return lambda text: FrameReader().read(text, document(text), frame)


@pytest.mark.parametrize(
    "text",
    [
        "Helicopters fired on villages west of Norhaven on Monday, killing nine people.",
        "Nine people were killed south of Norhaven on Monday.",
        "Nine people were killed in Norhaven, 30 km from Sobrade, on Monday.",
        "Gunmen from Sobrade killed nine people in Norhaven on Monday.",
        "Nine people were killed in Norhaven, a town on the road to Sobrade, on Monday.",
    ],
)
def test_what_was_near_a_place_is_of_it_and_not_of_one_that_only_shows_where_it_lies(read: Read, text: str) -> None:
    assert set(codes(read(text))) == {"V1"}


def test_what_was_outside_a_place_says_so(read: Read) -> None:
    told = [s for s in read("Nine people were killed south of Norhaven on Monday.") if s.kind is Kind.CASUALTY]
    assert [s.place_note for s in told] == ["outside the place, not in it"]


def test_nobody_holds_a_town_by_holding_what_lies_outside_it(read: Read) -> None:
    told = read("The Front captured two hills south of Norhaven on Monday.")
    assert not [s for s in told if s.kind is Kind.CONTROL and s.place_note is None and s.place_code]


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Norhaven on Monday. Sobrade's generals denied it. Two people were killed.",
        "Shells fell on Norhaven on Monday. Two people were killed, a doctor who reached Sobrade said.",
        "Shells fell on Norhaven on Monday. The army withdrew to Sobrade. Two people were killed.",
        "Shells fell on Norhaven on Monday. A survivor said he had counted two bodies.",
        "Shells fell on Norhaven on Monday. Two people are being treated in Sobrade.",
    ],
)
def test_the_dead_are_of_the_place_the_text_stands_on(read: Read, text: str) -> None:
    assert codes(read(text), Kind.CASUALTY) == ["V1"]


def test_a_place_the_frame_does_not_know_is_not_the_one_in_focus(read: Read) -> None:
    told = read("Shells fell on Norhaven on Monday. Two people were killed in Brackwater.")
    assert codes(told, Kind.CASUALTY) == [None]


def test_of_an_attack_on_two_places_the_dead_are_told_of_the_first(read: Read) -> None:
    told = read("The attacks on Norhaven and Sobrade were beaten back on Monday, with five attackers dead.")
    assert set(codes(told, Kind.CASUALTY)) <= {"V1"}


def test_an_item_of_a_digest_is_of_the_place_that_heads_it(read: Read) -> None:
    text = "NORHAVEN - Two people were killed on Monday. SOBRADE - A shell wounded a farmer."
    assert codes(read(text), Kind.CASUALTY) == ["V1", "T2"]


def test_a_site_that_the_frame_has_is_a_place_of_its_own(sites: Callable[[str], list[Statement]]) -> None:
    assert set(codes(sites("Fighting broke out in Norhaven on Monday. Rockets hit the airport."))) == {"V1", "V4"}
    assert codes(sites("In Norhaven, rockets landed near the airport.")) == ["V4"]


def test_a_site_within_a_town_is_of_the_town_and_bears_a_note(read: Read) -> None:
    told = [s for s in read("Norhaven's university is in rebel hands.") if s.kind is Kind.CONTROL]
    assert [(s.place_code, s.place_precision) for s in told] == [("V1", "site")]


def test_the_capital_is_that_of_the_country(sites: Callable[[str], list[Statement]]) -> None:
    told = sites("Shells fell on Norhaven on Monday. Two bombs went off in the capital, killing four people.")
    assert codes(told, Kind.CASUALTY) == ["K1"]
    assert codes(sites("Heavy fighting erupted in the Somali capital on Sunday.")) == ["K1"]

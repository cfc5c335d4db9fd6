from __future__ import annotations

import pytest
from control_told import Read, control, only

from holdsway.actors import CONTESTED
from holdsway.records import Polarity


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ostrian forces are inside Norhaven.", CONTESTED),
        ("The Front has been in Norhaven since Monday, residents said.", "front"),
        ("The Front is back in Norhaven.", "front"),
        ("The Front still has men in Norhaven.", "front"),
        ("The Front remains in Norhaven.", "front"),
        ("Front fighters are holed up in Norhaven.", "front"),
        ("The Front has been confined to Norhaven.", "front"),
        ("That leaves the Front with only Norhaven.", "front"),
        ("Ostrian forces have returned to Norhaven in strength.", CONTESTED),
    ],
)
def test_those_who_are_said_to_be_in_a_place_are_in_it(read: Read, text: str, holder: str) -> None:
    assert only(read, text) == ("V1", holder, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The Front is no longer in Norhaven.",
        "The Front was gone from Norhaven by dawn.",
        "Norhaven is now free of the Front.",
        "Front fighters have disappeared from Norhaven.",
        "Norhaven slipped from the Front's grip on Monday.",
        "The Front melted away from Norhaven.",
    ],
)
def test_those_who_are_said_to_be_gone_have_lost_the_place(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", "gov", Polarity.AFFIRMED)
    assert [a.id for a in control(read(text))[0].actors if a.role == "against"] == ["front"]


@pytest.mark.parametrize(
    "text",
    [
        "There were no Ostrian forces in Norhaven on Monday.",
        "Ostrian forces have yet to set foot in Norhaven.",
        "Ostrian forces are yet to capture Norhaven.",
        "Ostrian forces have not reached Norhaven.",
        "Nobody has entered Norhaven, the Front said.",
    ],
)
def test_a_place_that_somebody_is_not_in_is_told_as_such(read: Read, text: str) -> None:
    (one,) = control(read(text))
    assert (one.place_code, one.polarity) == ("V1", Polarity.NEGATED)


@pytest.mark.parametrize(
    "text",
    [
        "The general of the Front is in Norhaven for talks.",
        "The army chief reached Norhaven on Monday to meet the elders.",
        "Norhaven is free of charge.",
        "There were no cars in Norhaven on Monday.",
        "Ostrian forces reached the edge of Norhaven.",
    ],
)
def test_a_visitor_holds_no_place(read: Read, text: str) -> None:
    assert control(read(text)) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Front took Norhaven on Monday, as did Sobrade.", None),
        ("Norhaven fell to the Front on Monday, as did Sobrade.", "as did Sobrade"),
        ("Norhaven is in the Front's hands, and Sobrade too.", "Sobrade too"),
        ("Norhaven fell to the Front on Monday. Sobrade went the same way.", "Sobrade went the same way"),
        ("Norhaven fell to the Front on Monday; Sobrade followed on Tuesday.", "Sobrade followed on Tuesday"),
    ],
)
def test_a_further_place_of_which_the_same_is_said_is_told_with_the_first(
    read: Read, text: str, label: str | None
) -> None:
    found = [s for s in control(read(text)) if s.place_code == "T2"]
    if label is not None:
        assert [(s.party, s.quote.exact) for s in found] == [("front", label)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The Front's flag flies over Norhaven.", "front"),
        ("Soldiers hoisted the national flag over Norhaven.", "gov"),
        ("The national flag was raised over the town hall of Norhaven.", "gov"),
        ("The flag of the Front came down in Norhaven on Monday.", "gov"),
        ("Ostrian forces hauled down the Front's flag in Norhaven.", "gov"),
    ],
)
def test_whose_flag_is_over_a_place_has_it(read: Read, text: str, holder: str) -> None:
    assert only(read, text) == ("V1", holder, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "An attempt by the Front to retake Norhaven failed on Monday.",
        "The Front's offensive against Norhaven came to nothing.",
        "The Front's bid to capture Norhaven ended in defeat.",
        "An attack by the Front on the army base in Norhaven was repelled.",
    ],
)
def test_an_attempt_that_failed_leaves_the_place_to_those_who_had_it(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", "gov", Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Norhaven is Front territory again.", "front"),
        ("On the monitors' map Norhaven is marked as rebel-held.", "front"),
        ("Our map gives Ostrian forces all of Norhaven.", "gov"),
        ("Norhaven is classified as under the Front's influence.", "front"),
        ("Who holds Norhaven is unclear.", CONTESTED),
        ("It was not clear who controlled Norhaven on Monday.", CONTESTED),
        ("Neither side was in control of Norhaven.", CONTESTED),
        ("Norhaven is divided between the Front and Ostrian forces.", CONTESTED),
        ("Norhaven is nobody's at present.", CONTESTED),
        ("Norhaven is in Ostrian hands.", "gov"),
    ],
)
def test_a_place_is_held_as_a_map_or_an_observer_has_it(read: Read, text: str, holder: str) -> None:
    assert only(read, text) == ("V1", holder, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The last rebel stronghold, Norhaven, fell on Monday.",
        "Ostrian forces, backed by tanks, seized control of Norhaven.",
        "Ostrian forces captured the port city of Norhaven.",
        "Ostrian forces took the isthmus of Norhaven.",
        "Ostrian forces hold much of the coast, including Norhaven.",
        "Norhaven, the gateway to the coast, was retaken by Ostrian forces.",
        "With the capture of Norhaven, Ostrian forces hold the coast.",
        "The loss of Norhaven was a blow to the Front.",
    ],
)
def test_a_place_is_known_by_what_stands_beside_its_name(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", "gov", Polarity.AFFIRMED)


def test_claims_that_are_rejected_or_called_false_are_denied(read: Read) -> None:
    (one,) = control(read("Claims that Norhaven had fallen to the Front were false, the defence ministry said."))
    assert (one.party, one.polarity, one.quote.exact) == (
        "front",
        Polarity.NEGATED,
        "Claims that Norhaven had fallen to the Front were false",
    )
    (two,) = control(read("The ministry rejected rebel claims to have captured Norhaven."))
    assert (two.party, two.polarity) == ("front", Polarity.NEGATED)


def test_what_one_says_after_a_denial_is_not_denied(read: Read) -> None:
    found = control(read("The Front denied it had left Norhaven, saying its fighters were still in the town."))
    assert [(s.party, s.polarity) for s in found] == [("gov", Polarity.NEGATED), ("front", Polarity.AFFIRMED)]


def test_what_a_capture_came_to_is_told_not_aimed_at(read: Read) -> None:
    found = control(read("The Front retook Norhaven, only to lose it again the next day."))
    assert [(s.party, s.polarity) for s in found] == [("front", Polarity.AFFIRMED), ("gov", Polarity.AFFIRMED)]


def test_both_are_the_two_places_just_named(read: Read) -> None:
    found = control(read("The Front attacked Norhaven and Sobrade and took both."))
    assert sorted((s.place_code or "", s.party) for s in found) == [("T2", "front"), ("V1", "front")]


def test_a_part_of_the_place_in_focus_is_contested(read: Read) -> None:
    found = control(read("Fighting raged in Norhaven on Monday. The Front now holds the jetty and the hospital."))
    assert {(s.place_code, s.party) for s in found} == {("V1", CONTESTED)}

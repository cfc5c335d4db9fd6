from __future__ import annotations

import pytest
from control_told import Read, control, only

from holdsway.actors import CONTESTED
from holdsway.records import Polarity


@pytest.mark.parametrize(
    "text",
    [
        "Norhaven stayed in Front hands throughout the winter.",
        "The Front has a firm grip on Norhaven.",
        "The Front tightened its grip on Norhaven.",
        "The keys to Norhaven were handed to the Front on Monday.",
        "Norhaven succumbed to the Front on Monday.",
        "Norhaven opened its gates to the Front.",
        "Front fighters swept through Norhaven.",
        "The Front, in possession of Norhaven since June, has reopened its schools.",
        "Norhaven answers to the emir of the Front.",
        "Norhaven is governed by a Front commander.",
        "Norhaven, a stronghold of the Front, was calm.",
        "The Front-held town of Norhaven was calm.",
        "The mayor signed Norhaven away to the Front.",
        "Control over Norhaven has shifted to the Front.",
        "Norhaven is thought to be in the hands of the Front.",
        "Norhaven, the largest town of the coast, surrendered to the Front on Monday.",
        "Having taken Norhaven on Monday, the Front rested.",
        "The Front wields de facto control over Norhaven.",
        "The Front installed a governor in Norhaven.",
        "The Front claims to control Norhaven.",
    ],
)
def test_a_place_is_held_by_whoever_has_it_in_hand(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", "front", Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The Front fell back from Norhaven.",
        "The Front let go of Norhaven on Monday.",
        "The Front's grip on Norhaven was broken on Monday.",
        "The Front was routed at Norhaven.",
        "The Front has conceded Norhaven.",
        "The Front bolted from Norhaven.",
        "Ostrian forces foiled a bid by the Front to seize Norhaven.",
        "The Front's attempt to retake Norhaven failed.",
    ],
)
def test_who_lost_a_place_or_failed_to_take_it_is_against(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", "gov", Polarity.AFFIRMED)
    assert ("front", "against") in {(a.id, a.role) for a in control(read(text))[0].actors}


@pytest.mark.parametrize(
    "text",
    [
        "Front fighters went into Norhaven at dawn.",
        "The Front seized a bridgehead at Norhaven.",
        "The Front breached the defences of Norhaven.",
        "A reporter saw Front fighters in the centre of Norhaven.",
        "The Front stormed into Norhaven.",
    ],
)
def test_those_who_only_entered_a_place_do_not_have_it_alone(read: Read, text: str) -> None:
    assert only(read, text) == ("V1", CONTESTED, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Towns under Front control as of 16 July: Norhaven, Quille.", "front"),
        ("Held by Ostrian forces: Norhaven, Quille.", "gov"),
        ("Contested: Norhaven, Quille.", CONTESTED),
        ("Front-held territory now comprises Norhaven and Quille.", "front"),
    ],
)
def test_a_list_is_held_by_whom_its_label_names(read: Read, text: str, holder: str) -> None:
    assert {(s.place_code, s.party) for s in control(read(text))} >= {("V1", holder)}


@pytest.mark.parametrize(
    "text",
    [
        "Norhaven is on the verge of falling to the Front.",
        "Norhaven, once a stronghold of the Front, was calm.",
        "Grenades thrown at a Norhaven checkpoint killed two.",
    ],
)
def test_what_has_not_come_about_or_is_over_gives_nothing(read: Read, text: str) -> None:
    assert control(read(text)) == []


def test_a_denial_in_so_many_words_is_one(read: Read) -> None:
    text = "The minister said it was not true that Ostrian forces had abandoned Norhaven."
    assert [(s.place_code, s.polarity) for s in control(read(text))] == [("V1", Polarity.NEGATED)]
    text = "The government does not control a single village in Norhaven."
    assert [s.polarity for s in control(read(text))] == [Polarity.NEGATED]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norhaven was handed over to Front fighters by the peacekeepers.", {("front", "by")}),
        ("Norhaven was handed to the Front by the army.", {("front", "by"), ("gov", "against")}),
        ("Norhaven was handed over to the Front by the river.", {("front", "by")}),
    ],
)
def test_who_handed_a_place_over_is_not_who_got_it(read: Read, text: str, sides: set[tuple[str, str]]) -> None:
    (one,) = control(read(text))
    assert one.party == "front"
    assert {(actor.id, actor.role) for actor in one.actors} == sides

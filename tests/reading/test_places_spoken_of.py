"""Who holds the place last spoken of, and holds told in other words than 'captured' and 'controls'."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.actors import CONTESTED
from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def control(statements: list[Statement]) -> list[Statement]:
    return [s for s in statements if s.kind is Kind.CONTROL and s.modality.is_evidence]


def holders(statements: list[Statement]) -> dict[str, str | None]:
    return {s.place_code or "": s.party for s in control(statements)}


@pytest.mark.parametrize(
    "left",
    [
        "Its fighters left two hours later.",
        "Front fighters melted away during the night.",
        "The Front withdrew when a jet appeared.",
        "The Front pulled back to the hills on Tuesday.",
        "By Tuesday the rebels had gone.",
    ],
)
def test_those_who_took_a_place_and_left_are_no_longer_there(read: Read, left: str) -> None:
    taken, gone = control(read(f"The Front captured Norhaven on Monday. {left}"))
    assert (taken.place_code, taken.party) == ("V1", "front")
    assert (gone.place_code, gone.party) == ("V1", "gov")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Norhaven on Monday. The rebels left in a truck.",
        "The army left the talks. Norhaven was quiet on Monday.",
        "The Front evacuated its wounded from Norhaven on Monday.",
        "The Front left Norhaven out of its list of demands.",
        "The army ended an exercise in which Norhaven was retaken.",
    ],
)
def test_nobody_loses_a_place_by_leaving_something_else(read: Read, text: str) -> None:
    assert not control(read(text))


def test_what_is_said_of_there_is_said_of_the_place_in_focus(read: Read) -> None:
    found = control(read("Fighting reached Norhaven on Monday. The army lost two checkpoints there."))
    assert [(s.place_code, s.party) for s in found] == [("V1", CONTESTED)]
    held = control(read("Norhaven was shelled on Monday, but there the troops stood their ground."))
    assert [(s.place_code, s.party) for s in held] == [("V1", "gov")]


@pytest.mark.parametrize(
    "text",
    [
        "Norhaven is no longer in government hands, residents said.",
        "Norhaven is out of the army's grip.",
        "The army gave up Norhaven during the night.",
        "The soldiers have left Norhaven to the Front.",
        "The army acknowledged the loss of Norhaven.",
        "Norhaven, which the Front still holds, was shelled on Monday.",
        "The rebels' flag was flying over Norhaven on Monday.",
        "Rebel fighters are in possession of Norhaven.",
        "Norhaven was quiet on Monday and firmly in rebel hands.",
        "The Front had it under control by morning, Norhaven residents said.",
    ],
)
def test_a_place_is_the_rebels_in_many_words(read: Read, text: str) -> None:
    assert {s.party for s in control(read(text)) if s.polarity is Polarity.AFFIRMED} <= {"front"}


@pytest.mark.parametrize(
    "text",
    [
        "Norhaven is no longer in government hands, residents said.",
        "Norhaven is out of the army's grip.",
        "The army gave up Norhaven during the night.",
        "The soldiers have left Norhaven to the Front.",
        "The army acknowledged the loss of Norhaven.",
        "Norhaven, which the Front still holds, was shelled on Monday.",
        "The rebels' flag was flying over Norhaven on Monday.",
        "Norhaven was quiet on Monday and firmly in rebel hands.",
    ],
)
def test_and_each_of_them_is_read(read: Read, text: str) -> None:
    assert holders(read(text)) == {"V1": "front"}


def test_each_party_of_a_list_has_its_own_places(read: Read) -> None:
    found = read("The Front has Norhaven and Sobrade; the army, Arlen Bridge and Mirrow-e-Kal.")
    assert holders(found) == {"V1": "front", "T2": "front", "V3": "gov", "T3": "gov"}


@pytest.mark.parametrize("words", ["is unclaimed", "lies in no man's land"])
def test_what_is_nobodys_is_contested(read: Read, words: str) -> None:
    assert holders(read(f"Norhaven {words}.")) == {"V1": CONTESTED}
    assert holders(read("Nobody controls Norhaven, aid workers said.")) == {"V1": CONTESTED}


def test_those_driven_out_by_an_attack_lost_it(read: Read) -> None:
    entered, driven = control(
        read("Government troops entered Norhaven on Monday but were pushed out of it by a night attack.")
    )
    assert (entered.party, driven.party) == (CONTESTED, "front")
    assert driven.quote.exact == "were pushed out of it by a night attack"


def test_repelled_on_both_places_means_both_are_held(read: Read) -> None:
    found = read("The assaults on Norhaven and Sobrade were beaten back on Monday, the army said.")
    assert holders(found) == {"V1": "gov", "T2": "gov"}


def test_nightfall_drives_nobody_out(read: Read) -> None:
    found = control(read("The Front attacked Norhaven on Monday. The attackers were thrown back by nightfall."))
    assert [(s.place_code, s.party) for s in found] == [("V1", "gov")]


@pytest.mark.parametrize(
    "answer", ["the army called it a lie", "the army laughed the report off", "the army dismissed the claim"]
)
def test_a_claim_laughed_off_is_denied(read: Read, answer: str) -> None:
    said, denied = control(read(f"The Front said it had taken Norhaven; {answer}."))
    assert (said.polarity, denied.polarity) == (Polarity.AFFIRMED, Polarity.NEGATED)
    assert denied.quote.exact == answer


@pytest.mark.parametrize(
    "text",
    [
        "There is no truth in the claim that Norhaven has fallen.",
        'The fall of Norhaven was "a fabrication", a general said.',
    ],
)
def test_what_there_is_no_truth_in_is_denied(read: Read, text: str) -> None:
    (one,) = control(read(text))
    assert (one.place_code, one.polarity) == ("V1", Polarity.NEGATED)


def test_no_share_of_a_place_is_the_whole(read: Read) -> None:
    (one,) = control(read("The army seized the barracks on the edge of Norhaven on Monday."))
    assert (one.place_code, one.party, one.modality) == ("V1", CONTESTED, Modality.ASSERTED)


def test_a_communique_calls_the_other_side_the_enemy(read: Read) -> None:
    text = "Our heroes have cleared Norhaven. The enemy fled Sobrade on Monday."
    found = read(text, publisher="Media office of the Liberation Front")
    assert holders(found) == {"V1": "front", "T2": "front"}

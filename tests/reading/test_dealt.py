from __future__ import annotations

import pytest
from events_told import actors, place, quoted, told

from holdsway.frame import Frame
from holdsway.records import Modality, Polarity


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The government held talks with the Front in Oslo on Monday.", {"gov", "front"}),
        ("Mara Quent and Ana Solt met in Oslo on Monday.", {"Mara Quent", "Ana Solt"}),
        ("Norway hosted talks between Ana Solt and the Front in Oslo.", {"Ana Solt", "front"}),
        ("Ana Solt and Mara Quent led their delegations in three days of talks in Oslo.", {"Ana Solt", "Mara Quent"}),
    ],
)
def test_talks_are_between_those_named_and_nobody_does_them_to_another(text: str, who: set[str], frame: Frame) -> None:
    (event,) = told(text, frame)
    assert (event.event_type, actors(event)) == ("talks", dict.fromkeys(who, "party"))


def test_talks_may_be_held_in_a_place_the_frame_has_not(frame: Frame) -> None:
    (event,) = told("Mara Quent and Ana Solt met in Oslo on Monday.", frame)
    assert place(event) == "Oslo"


@pytest.mark.parametrize(
    "text",
    [
        "The Front denied any talks with the government in Oslo.",
        "No talks were held in Oslo on Monday, officials said.",
        "The government did not hold talks with the Front in Oslo.",
    ],
)
def test_talks_denied_are_negated(text: str, frame: Frame) -> None:
    (event,) = told(text, frame)
    assert (event.event_type, event.stance.polarity) == ("talks", Polarity.NEGATED)


def test_one_side_alone_declares_a_ceasefire_and_two_agree_on_one(frame: Frame) -> None:
    (alone,) = told("The army declared a unilateral ceasefire.", frame)
    assert (alone.event_type, actors(alone)) == ("ceasefire", {"gov": "by"})
    (both,) = told("The government and the Front signed a peace agreement in Oslo.", frame)
    assert (both.event_type, actors(both)) == ("agreement", {"gov": "party", "front": "party"})


def test_a_ceasefire_refused_is_negated_and_one_broken_is_an_event_of_its_own(frame: Frame) -> None:
    (refused,) = told("The Front rejected a ceasefire.", frame)
    assert (refused.event_type, refused.stance.polarity) == ("ceasefire", Polarity.NEGATED)
    (ended,) = told("The truce in Norhaven collapsed on Tuesday.", frame)
    assert (ended.event_type, ended.stance.polarity) == ("ceasefire_broken", Polarity.AFFIRMED)


def test_a_journey_to_talks_that_may_yet_be_is_possible(frame: Frame) -> None:
    (event,) = told("A delegation headed by Ana Solt may leave on Friday for Geneva.", frame)
    assert (event.event_type, event.ahead, event.stance.modality) == ("talks", True, Modality.POSSIBLE)
    assert actors(event) == {"Ana Solt": "party"}


def test_the_quote_of_a_ceasefire_is_its_clause(frame: Frame) -> None:
    (event,) = told("A ceasefire took effect in Norhaven on Monday.", frame)
    assert quoted(event) == "A ceasefire took effect in Norhaven on Monday"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Peace talks in Oslo between the government and the Front ended on Friday.", {"gov", "front"}),
        ("Government negotiator Peter Kerr met Liberation Front leader Mara Quent in Oslo.", {"gov", "front"}),
        ("A ceasefire brokered by Norway took effect in Sobrade on Monday.", set()),
    ],
)
def test_those_who_deal_are_the_sides_not_the_places_or_the_hosts(text: str, who: set[str], frame: Frame) -> None:
    (event,) = told(text, frame)
    assert set(actors(event)) == who


def test_a_person_whose_side_was_told_deals_for_it_later(frame: Frame) -> None:
    text = "Government negotiator Peter Kerr spoke in Vesk. Peter Kerr met the Liberation Front in Oslo on Monday."
    talks = [event for event in told(text, frame) if event.event_type == "talks"]
    assert actors(talks[-1]) == {"gov": "party", "front": "party"}

from __future__ import annotations

from events_told import actors, place, quoted, told

from holdsway.frame import Frame
from holdsway.records import Modality, Polarity


def test_a_claim_of_responsibility_is_the_event_by_whoever_claims_it(frame: Frame) -> None:
    event = told("A car bomb exploded in Sobrade. The Front claimed responsibility for the attack.", frame)[-1]
    assert (event.event_type, actors(event), place(event)) == ("bombing", {"front": "by"}, "Sobrade")
    assert (event.stance.modality, event.chain[-1].speaker) == (Modality.REPORTED, "The Front")


def test_that_nobody_claims_an_attack_is_told_as_such_and_denies_no_attack(frame: Frame) -> None:
    for text in (
        "No group has claimed responsibility for the bombing in Norhaven.",
        "A bomb exploded in Norhaven. There was no claim of responsibility.",
        "A bomb exploded in Norhaven. Nobody has owned up to it.",
    ):
        event = told(text, frame)[-1]
        assert (event.event_type, actors(event), place(event)) == ("claim", {}, "Norhaven")
        assert (event.stance.polarity, event.stance.modality) == (Polarity.NEGATED, Modality.ASSERTED)


def test_whoever_was_behind_an_attack_or_to_blame_for_it_is_named_with_it(frame: Frame) -> None:
    for text in (
        "A bomb exploded in Norhaven on Monday. The Front was behind it, the ministry said.",
        "A bomb exploded in Norhaven on Monday. The Front was to blame, the ministry said.",
        "A bomb exploded in Norhaven on Monday. The Front was responsible for the bombing, the ministry said.",
    ):
        event = told(text, frame)[-1]
        assert (event.event_type, actors(event), place(event)) == ("bombing", {"front": "by"}, "Norhaven")
        assert event.stance.modality is Modality.REPORTED


def test_involvement_denied_is_the_event_negated(frame: Frame) -> None:
    event = told("The Front denied involvement in the killings in Norhaven.", frame)[-1]
    assert (event.event_type, actors(event), place(event)) == ("killing", {"front": "by"}, "Norhaven")
    assert event.stance.polarity is Polarity.NEGATED


def test_blame_is_the_event_by_whoever_is_blamed_in_the_words_of_the_accuser(frame: Frame) -> None:
    event = told("The ministry accused the Front of shelling a hospital in Sobrade.", frame)[-1]
    assert (event.event_type, actors(event), place(event)) == ("shelling", {"front": "by"}, "Sobrade")
    assert (event.stance.modality, event.stance.polarity) == (Modality.REPORTED, Polarity.AFFIRMED)


def test_a_relative_clause_can_deny_the_blame_just_laid(frame: Frame) -> None:
    text = "A car bomb exploded in Norhaven. President Arn Solt blamed the Front, which denied any part in it."
    events = told(text, frame)
    assert [(e.event_type, e.stance.polarity) for e in events if actors(e) == {"front": "by"}] == [
        ("bombing", Polarity.AFFIRMED),
        ("bombing", Polarity.NEGATED),
    ]
    assert quoted(events[-1]) == "which denied any part in it"


def test_it_denied_is_what_was_told_last(frame: Frame) -> None:
    event = told("The Front shelled Norhaven on Monday. The ministry denied it.", frame)[-1]
    assert (event.event_type, place(event), event.stance.polarity) == ("shelling", "Norhaven", Polarity.NEGATED)
    assert quoted(event) == "The ministry denied it"

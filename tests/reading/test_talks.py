from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def events(statements: list[Statement], kind: str = "talks") -> list[Statement]:
    return [s for s in statements if s.kind is Kind.EVENT and s.event_type == kind]


def who(one: Statement) -> list[str]:
    assert {a.role for a in one.actors} in (set(), {"by"}, {"party"})  # nobody does talks to another
    return [a.id for a in one.actors]


def test_talks_name_their_persons_their_place_and_both_days(read: Read) -> None:
    text = "Delegations led by Ana Solt and Peter van Kerr held talks in Geneva on Monday and Tuesday."
    (one,) = events(read(text))
    assert who(one) == ["Ana Solt", "Peter van Kerr"]
    assert (one.place_text, one.place_code) == ("Geneva", None)
    assert one.valid == Days(date(2021, 7, 12), date(2021, 7, 13))
    assert (one.modality, one.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)
    assert one.quote.exact == text[:-1]


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("The government held talks with the Front in Oslo on Monday.", ["gov", "front"]),
        ("Talks between the government and the Front began in Oslo.", ["gov", "front"]),
        ("In Oslo, the government and the Front resumed talks on Tuesday.", ["gov", "front"]),
        ("Envoy Ana Solt met Front leader Mara Quent in Oslo on Monday.", ["Ana Solt", "Mara Quent"]),
        ("Mara Quent and Ana Solt met in Oslo on Monday.", ["Mara Quent", "Ana Solt"]),
        ("Norway hosted talks between Ana Solt and the Front in Oslo.", ["Ana Solt", "front"]),
        ("Ana Solt and Mara Quent led their delegations in three days of talks in Oslo.", ["Ana Solt", "Mara Quent"]),
    ],
)
def test_those_who_talk_are_the_subject_or_named_with_between_or_led_by(
    read: Read, words: str, actors: list[str]
) -> None:
    (one,) = events(read(words))
    assert (who(one), one.place_text) == (actors, "Oslo")


def test_talks_in_a_place_of_the_frame_have_its_code(read: Read) -> None:
    (one,) = events(read("The government and the Front held talks in Norhaven on Monday."))
    assert one.place_code == "V1"


@pytest.mark.parametrize(
    "words",
    [
        "The Front denied that talks had been held in Oslo.",
        "The Front denied any talks with the government in Oslo.",
        "No talks were held in Oslo on Monday, officials said.",
        "The government did not hold talks with the Front in Oslo.",
    ],
)
def test_talks_denied_are_negated(read: Read, words: str) -> None:
    (one,) = events(read(words))
    assert (one.polarity, one.place_text) == (Polarity.NEGATED, "Oslo")


@pytest.mark.parametrize(
    ("words", "place", "actors", "first"),
    [
        (
            "Eleven lawmakers headed by Ana Solt may leave on Friday for Geneva and talks with the Front, "
            "unnamed sources said on Thursday.",
            "Geneva",
            ["Ana Solt", "front"],
            date(2021, 7, 16),
        ),
        ("A delegation could travel to Oslo to meet Mara Quent.", "Oslo", ["Mara Quent"], None),
        ("A delegation under Ana Solt might fly to Oslo to meet the Front.", "Oslo", ["Ana Solt", "front"], None),
        ("Talks may be held in Oslo next week.", "Oslo", [], date(2021, 7, 19)),
    ],
)
def test_talks_that_may_come_are_possible_with_the_same_slots(
    read: Read, words: str, place: str, actors: list[str], first: date | None
) -> None:
    (one,) = events(read(words))
    assert (one.modality, one.place_text, who(one)) == (Modality.POSSIBLE, place, actors)
    assert (one.valid.first if one.valid else None) == first


@pytest.mark.parametrize(
    "words",
    [
        "Talks will be held in Oslo next week.",
        "The government delegation is to travel to Oslo to meet the Front.",
        "The government hopes to hold talks with the Front in Oslo.",
    ],
)
def test_talks_that_will_come_are_future_and_no_evidence(read: Read, words: str) -> None:
    (one,) = events(read(words))
    assert one.modality is Modality.FUTURE
    assert one.trap_reason


@pytest.mark.parametrize(
    "words",
    [
        "The Front met resistance in Norhaven on Monday.",
        "Ostrian forces met with heavy fire near Norhaven.",
        "President Ana Solt met survivors in Norhaven.",
        "The Front rejected talks with the government.",
        "They agreed to meet again.",
        "Ten countries met in Paris.",
    ],
)
def test_what_is_no_meeting_of_sides_is_no_talks(read: Read, words: str) -> None:
    assert [s for s in events(read(words)) if s.is_evidence] == []


def test_a_truce_not_agreed_at_talks_is_negated_with_their_place_and_sides(read: Read) -> None:
    found = read("Ana Solt met Mara Quent in Oslo on Monday. They did not agree on a ceasefire for the holidays.")
    (one,) = events(found, "ceasefire")
    assert (one.polarity, one.place_text, who(one)) == (Polarity.NEGATED, "Oslo", ["Ana Solt", "Mara Quent"])
    assert one.valid == Days(date(2021, 7, 12), date(2021, 7, 12))


def test_a_ceasefire_arranged_in_a_province_is_denied_by_the_party_that_denies_any_agreement(read: Read) -> None:
    first, second = events(
        read(
            "Ten elders arranged a ceasefire without end date in Vesk, Governor Ana Solt said on Tuesday. "
            "A spokesman of the Front denied that any agreement existed."
        ),
        "ceasefire",
    )
    assert (first.place_text, first.polarity, first.source) == ("Vesk", Polarity.AFFIRMED, "Local officials (press)")
    assert (second.place_text, second.polarity, who(second)) == ("Vesk", Polarity.NEGATED, ["front"])
    assert second.source == "Liberation Front statements"


def test_an_agreement_denied_is_no_ceasefire_when_something_else_was_the_matter(read: Read) -> None:
    text = "Elders arranged a ceasefire in Vesk. The Front took Norhaven. The Front denied that any deal existed."
    assert [s.polarity for s in events(read(text), "ceasefire")] == [Polarity.AFFIRMED]


def test_a_denial_of_it_means_the_last_matter_of_the_paragraph(read: Read) -> None:
    found = read("The Front captured Norhaven on Monday. Elders arranged a ceasefire in Vesk. The Front denied it.")
    assert [s.polarity for s in found if s.kind is Kind.CONTROL] == [Polarity.AFFIRMED]
    assert [s.polarity for s in events(found, "ceasefire")] == [Polarity.AFFIRMED, Polarity.NEGATED]


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("A ceasefire between the government and the Front took effect in Norhaven.", ["gov", "front"]),
        ("The Front announced a three-day ceasefire in Norhaven on Tuesday.", ["front"]),
        ("A truce was agreed in Norhaven on Monday, elders said.", []),
        ("Clerics had brokered a lasting ceasefire with the Front in Norhaven.", ["front"]),
    ],
)
def test_a_ceasefire_made_has_its_sides_and_place(read: Read, words: str, actors: list[str]) -> None:
    (one,) = events(read(words), "ceasefire")
    assert (one.polarity, one.place_code, who(one)) == (Polarity.AFFIRMED, "V1", actors)


@pytest.mark.parametrize(
    "words",
    [
        "The Front offered three months of ceasefire.",
        "The envoy called for a ceasefire in Norhaven.",
        "Ostrian forces broke the ceasefire in Norhaven.",
        "The government announced plans for a ceasefire in Norhaven.",
        "The Front is ready to restart talks and reach a ceasefire in Norhaven.",
    ],
)
def test_a_ceasefire_wished_or_broken_was_not_made(read: Read, words: str) -> None:
    assert [s for s in events(read(words), "ceasefire") if s.is_evidence] == []


@pytest.mark.parametrize(
    "text",
    [
        "The government and the Front agreed to halt hostilities on Monday.",
        "The government ordered a halt on Monday.",
        "The pause took effect on Monday.",
    ],
)
def test_a_truce_goes_by_many_names(text: str, read: Read) -> None:
    assert len(events(read(text), "ceasefire")) == 1


@pytest.mark.parametrize(
    "text", ["The Front declared the truce void on Monday.", "A humanitarian pause broke down on Monday."]
)
def test_a_truce_declared_void_or_broken_down_is_one_no_more(text: str, read: Read) -> None:
    assert len(events(read(text), "ceasefire_broken")) == 1


def test_sides_that_sit_down_with_each_other_hold_talks(read: Read) -> None:
    (one,) = events(read("Government delegates sat down with the Front in Oslo on Monday."))
    assert who(one) == ["gov", "front"]


def test_a_halt_to_other_things_is_no_truce(read: Read) -> None:
    assert not events(read("The government ordered a halt to flights on Monday."), "ceasefire")

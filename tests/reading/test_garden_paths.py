"""Sentences that a parser takes wrongly at first, and lists and clauses that lean on the verb before them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def held(statements: list[Statement]) -> list[tuple[str | None, str | None]]:
    return [(s.place_code, s.party) for s in statements if s.kind is Kind.CONTROL and s.is_evidence]


@pytest.mark.parametrize(
    ("words", "holder"),
    [
        ("Ostrian forces backed by Ulmish jets recaptured Norhaven on Tuesday.", "gov"),
        ("The Front seized parts of Norhaven on Monday.", "contested"),
        ("A senior official admitted the army had lost control of Norhaven.", "front"),
        ("The Front insisted it still held Norhaven.", "front"),
        ("Norhaven, lost in May, has been in government hands since 21 June.", "gov"),
        ("The Front is in control of Norhaven.", "front"),
        (
            "The rebels were no more than four kilometres from the city and had driven soldiers out of Norhaven.",
            "front",
        ),
        ("The army made a tactical retreat from Norhaven on Tuesday.", "front"),
        ("Norhaven is contested street by street.", "contested"),
        ("Ostrian forces now hold about 60 percent of Norhaven.", "contested"),
        ("The convoy left Norhaven, itself under rebel control by then.", "front"),
    ],
)
def test_a_verb_is_found_where_it_looks_like_something_else(read: Read, words: str, holder: str) -> None:
    assert ("V1", holder) in held(read(words))


def test_a_share_of_a_town_is_kept_as_its_figure(read: Read) -> None:
    (one,) = [s for s in read("Ostrian forces now hold about 60 percent of Norhaven.") if s.kind is Kind.CONTROL]
    assert (one.best, one.number_of) == (60.0, "percent")


def test_each_place_of_a_gapped_sentence_has_its_own_day(read: Read) -> None:
    found = read("The Front captured Norhaven on Monday, Sobrade on Tuesday and Mirrow-e-Kal on Wednesday.")
    days = {s.place_code: s.valid for s in found if s.kind is Kind.CONTROL}
    assert days == {
        code: Days(date(2021, 7, day), date(2021, 7, day)) for code, day in (("V1", 12), ("T2", 13), ("T3", 14))
    }


@pytest.mark.parametrize(
    "words",
    [
        "Three towns - Norhaven, Sobrade and Mirrow-e-Kal - fell on Monday.",
        "Three towns fell on Monday: Norhaven, Sobrade and Mirrow-e-Kal.",
        "Four towns fell on Monday, including Norhaven, Sobrade and Mirrow-e-Kal.",
        "Five towns fell on Monday, among them Norhaven, Sobrade and Mirrow-e-Kal.",
    ],
)
def test_the_places_of_a_list_are_those_that_were_counted(read: Read, words: str) -> None:
    assert set(held(read(words))) == {("V1", "front"), ("T2", "front"), ("T3", "front")}


def test_a_list_longer_than_its_number_is_no_list_of_what_was_counted(read: Read) -> None:
    assert held(read("One town fell on Monday: Norhaven, Sobrade and Mirrow-e-Kal.")) == []


def test_what_is_left_out_of_a_list_is_not_held(read: Read) -> None:
    assert held(read("The Front controls Sobrade but not Norhaven.")) == [("T2", "front")]


@pytest.mark.parametrize(
    "words",
    [
        "Norhaven has been under siege by the Front for six weeks.",
        "The Front has been advancing on Norhaven for days.",
        "Ostrian forces reached the outskirts of Norhaven on Monday.",
        "Ostrian forces were on the brink of losing Norhaven, diplomats said.",
        "The army seized weapons in Norhaven.",
        "Ostrian forces cleared mines from Norhaven.",
        "Most of the troops left Norhaven.",
    ],
)
def test_what_comes_close_to_holding_a_place_is_none(read: Read, words: str) -> None:
    assert held(read(words)) == []


def test_part_of_a_town_named_before_is_contested(read: Read) -> None:
    found = read("Clashes went on in Norhaven, where the Front still holds the eastern districts.")
    assert held(found) == [("V1", "contested")]


def test_a_denial_over_a_title_is_of_the_one_who_has_the_title(read: Read) -> None:
    text = "The military denied on Thursday that Norhaven had been captured."
    (one,) = [s for s in read(text) if s.kind is Kind.CONTROL]
    assert (one.party, one.polarity, one.source) == ("front", Polarity.NEGATED, "Ostrian ministries")


def test_the_second_that_clause_is_said_by_the_same_speaker(read: Read) -> None:
    text = "The defence ministry said the road was open and that troops had secured Norhaven."
    (one,) = [s for s in read(text) if s.kind is Kind.CONTROL]
    assert (one.modality, one.source) == (Modality.REPORTED, "Ostrian ministries")


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A bomb kills at least five people in Norhaven.", 5),
        ("A suicide car-bomber kills 49 people in Norhaven.", 49),
        ("A suicide bombing kills more than 20 people in Norhaven.", 21),
    ],
)
def test_what_stands_between_a_noun_and_so_many_people_is_a_verb(read: Read, text: str, dead: int) -> None:
    assert [(s.low, s.place_code) for s in read(text) if s.kind is Kind.CASUALTY] == [(dead, "V1")]

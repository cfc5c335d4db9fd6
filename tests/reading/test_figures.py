from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.reading.numbers import figures
from holdsway.reading.times import times
from holdsway.records import Kind, Polarity, Statement

Read = Callable[..., list[Statement]]
THURSDAY = date(2021, 7, 15)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at least 23", (23, 23, None)),
        ("more than 20", (21, 21, None)),
        ("between 12 and 15", (12, None, 15)),
        ("nearly 20", (None, 20, 20)),
        ("a dozen", (12, 12, 12)),
        ("tens of", (20, None, None)),
        ("twenty - three", (23, 23, 23)),
        ("1,659", (1659, 1659, 1659)),
        ("two", (2, 2, 2)),
        ("up to 13", (None, None, 13)),
        ("about 200", (200, 200, 200)),
        ("two hundred and five", (205, 205, 205)),
        ("212 or 213", (212, None, 213)),
        ("dozens", (24, None, None)),
    ],
)
def test_a_number_in_words_gives_its_range(words: str, expected: tuple[float | None, ...]) -> None:
    (one,) = figures(words.split())
    assert (one.low, one.best, one.high) == expected


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Tuesday", "2021-07-13", "2021-07-13"),
        ("Thursday", "2021-07-15", "2021-07-15"),
        ("yesterday", "2021-07-14", "2021-07-14"),
        ("overnight", "2021-07-14", "2021-07-15"),
        ("12 May", "2021-05-12", "2021-05-12"),
        ("May 12 , 2020", "2020-05-12", "2020-05-12"),
        ("2021 - 05 - 12", "2021-05-12", "2021-05-12"),
        ("17 and 18 June", "2021-06-17", "2021-06-18"),
        ("11 - 12 May", "2021-05-11", "2021-05-12"),
        ("mid - June", "2021-06-11", "2021-06-20"),
        ("in May", "2021-05-01", "2021-05-31"),
        ("20 December", "2020-12-20", "2020-12-20"),
        ("in the past 24 hours", "2021-07-14", "2021-07-15"),
        ("two days ago", "2021-07-13", "2021-07-13"),
        ("last week", "2021-07-05", "2021-07-11"),
        ("earlier this week", "2021-07-12", "2021-07-14"),
        ("between 1 May and 5 June", "2021-05-01", "2021-06-05"),
    ],
)
def test_a_time_is_anchored_on_the_day_of_publication(words: str, first: str, last: str) -> None:
    (one,) = times(words.split(), THURSDAY)
    assert (str(one.days.first), str(one.days.last)) == (first, last)


def test_may_the_verb_is_no_month() -> None:
    assert times(["they", "may", "leave", ".", "May", "it", "be"], THURSDAY) == []


def casualties(statements: list[Statement]) -> list[tuple[float | None, float | None, str | None]]:
    return [(s.low, s.high, s.number_of) for s in statements if s.kind is Kind.CASUALTY]


def test_killed_and_wounded_are_two_statements_at_one_place(read: Read) -> None:
    found = read("Gunmen killed at least ten villagers and wounded 16 in Norhaven on Tuesday.")
    assert casualties(found) == [(10, None, "killed"), (16, 16, "wounded")]
    assert {s.place_code for s in found if s.kind is Kind.CASUALTY} == {"V1"}
    assert {s.valid for s in found if s.kind is Kind.CASUALTY} == {Days(date(2021, 7, 13), date(2021, 7, 13))}


def test_bombers_who_killed_are_not_counted_as_killed(read: Read) -> None:
    assert casualties(read("Three suicide bombers killed 12 people in Norhaven.")) == [(12, 12, "killed")]


def test_a_toll_that_has_risen_is_a_casualty(read: Read) -> None:
    assert casualties(read("The toll from the blast in Norhaven has risen to 58, officials said.")) == [
        (58, 58, "killed")
    ]


def test_no_casualties_is_negated(read: Read) -> None:
    (one,) = (s for s in read("No casualties were reported.") if s.kind is Kind.CASUALTY)
    assert (one.polarity, one.low, one.high) == (Polarity.NEGATED, 0, 0)


def test_who_was_killed_and_civilians_are_told_apart(read: Read) -> None:
    (one,) = (s for s in read("More than 100 civilians were killed in Sobrade, the defence ministry said."))
    assert (one.low, one.category, one.source) == (101, "civilian", "Ostrian ministries")
    (two,) = (s for s in read("Twenty militants were killed in Sobrade."))
    assert [(a.id, a.role) for a in two.actors] == [("front", "against")]


def test_districts_are_counted_with_their_total(read: Read) -> None:
    (one,) = read("The Front now holds 204 of 407 districts.")
    assert (one.kind, one.best, one.number_of, one.category, one.party) == (
        Kind.COUNT,
        204,
        "districts",
        "of 407",
        "front",
    )


def test_a_share_of_the_country_is_a_count_in_percent(read: Read) -> None:
    (one,) = read("The Front said it held more than 85% of the country.")
    assert (one.low, one.number_of, one.party) == (85, "percent of country", "front")


def test_a_son_is_tied_to_the_person_spoken_of_before(read: Read) -> None:
    found = read("Ana Maria Solt was governor of Vesk. Her son Peter Solt leads the talks.")
    (tie,) = (s for s in found if s.kind is Kind.TIE)
    assert [(a.id, a.role) for a in tie.actors] == [("Peter Solt", "subject"), ("Ana Maria Solt", "object")]
    assert tie.label == "son of"


def test_an_attack_is_an_event_with_its_place_and_doer(read: Read) -> None:
    (one,) = (s for s in read("The Front attacked Norhaven on Monday.") if s.kind is Kind.EVENT)
    assert (one.event_type, one.place_code, one.actors[0].id, one.actors[0].role) == ("assault", "V1", "front", "by")

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def events(statements: list[Statement], kind: str) -> list[Statement]:
    return [s for s in statements if s.kind is Kind.EVENT and s.event_type == kind]


@pytest.mark.parametrize(
    "words",
    [
        "Mara Quent is alive, a spokesman said.",
        "Mara Quent was seen alive in Sobrade last week.",
        "Mara Quent survived the attack.",
        "Officials believe Mara Quent is alive.",
    ],
)
def test_that_somebody_lives_is_an_event_with_that_person(read: Read, words: str) -> None:
    (one,) = events(read(words), "survival")
    assert [a.id for a in one.actors] == ["Mara Quent"]
    assert (one.polarity, one.is_evidence) == (Polarity.AFFIRMED, True)


def test_where_somebody_lies_wounded_is_quoted_and_placed(read: Read) -> None:
    (one,) = events(read("A source said he was alive, with a head wound, in a hospital in Norhaven."), "survival")
    assert (one.place_code, one.modality) == ("V1", Modality.REPORTED)
    assert one.quote.exact == "he was alive, with a head wound, in a hospital in Norhaven"


def test_that_somebody_lives_denied_is_negated(read: Read) -> None:
    (one,) = events(read("The Front denied that Mara Quent is alive."), "survival")
    assert one.polarity is Polarity.NEGATED


@pytest.mark.parametrize(
    "words",
    ["Hopes of peace are alive.", "The boy survived on rice for two weeks.", "It is not known whether Quent is alive."],
)
def test_what_is_no_report_of_a_life_is_none(read: Read, words: str) -> None:
    assert [s for s in events(read(words), "survival") if s.is_evidence] == []


def test_an_attempt_survived_is_an_attempt_to_kill(read: Read) -> None:
    (one,) = events(read("Governor Ana Solt survived an assassination attempt in Norhaven on Monday."), "killing")
    assert (one.category, [(a.id, a.role) for a in one.actors]) == ("attempted", [("Ana Solt", "against")])


@pytest.mark.parametrize(
    ("words", "kind", "quote"),
    [
        (
            "Officials said they had nothing to corroborate reports that Mara Quent was killed.",
            "killing",
            "they had nothing to corroborate reports",
        ),
        (
            "The observers found no evidence of an attack on Norhaven.",
            "assault",
            "The observers found no evidence of an attack on Norhaven",
        ),
    ],
)
def test_reports_that_nobody_found_borne_out_are_negated(read: Read, words: str, kind: str, quote: str) -> None:
    (one,) = events(read(words), kind)
    assert (one.polarity, one.modality) == (Polarity.NEGATED, Modality.REPORTED)
    assert one.quote.exact.endswith(quote.removeprefix("The "))

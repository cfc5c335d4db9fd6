from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.records import Kind, Polarity, Statement

Read = Callable[[str], list[Statement]]
BONDS = (Kind.ROLE, Kind.TIE, Kind.LISTING)


def kinds(read: Read, text: str) -> set[Kind]:
    return {one.kind for one in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The intelligence chief has been sacked.",
        "The Front has chosen a new military chief.",
        "Colonel Timur Dol was put in charge of the garrison.",
        "Tesk, who quit as defence minister on Thursday, left the country.",
        "General Marat Osel has handed in his resignation.",
        "Command of the brigade was handed to Colonel Timur Dol.",
        "The minister has tendered her resignation.",
        "A court ordered the reinstatement of the governor.",
        "Former police chief Anna Dol gave the order.",
        "Timur Dol, until now deputy minister, spoke in Norhaven.",
        "Marat Osel is in charge of the sector.",
    ],
)
def test_who_takes_has_or_leaves_an_office_is_a_role_however_it_is_put(read: Read, text: str) -> None:
    assert Kind.ROLE in kinds(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tribal leaders swore allegiance to the Liberation Front.",
        "Two companies went over to the mutineers.",
        "The Valley Brigade has thrown in its lot with the Liberation Front.",
        "The Hill Lions ended their alliance with the Liberation Front.",
        "A pilot sought refuge with the Liberation Front.",
        "The planned merger of the Hill Lions and the Liberation Front has been called off.",
        "Several officers were on the payroll of the Liberation Front.",
        "Marat Osel is married to a daughter of Timur Dol.",
    ],
)
def test_who_joins_leaves_or_binds_himself_to_whom_is_a_tie_however_it_is_put(read: Read, text: str) -> None:
    assert Kind.TIE in kinds(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Interpol circulated a red notice for Marat Osel.",
        "Marat Osel has been on a sanctions list since 2018.",
        "Travel bans were slapped on four generals.",
        "Marat Osel is wanted by the court.",
        "The army is offering 500,000 dollars for the capture of Marat Osel.",
        "The Liberation Front has been outlawed since 2017.",
    ],
)
def test_who_is_under_a_measure_or_wanted_is_a_listing_however_it_is_put(read: Read, text: str) -> None:
    assert Kind.LISTING in kinds(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "The Liberation Front denies that it has chosen a new leader.",
        "The accused denied belonging to the Liberation Front.",
        "A travel ban on Marat Osel was lifted on Monday.",
    ],
)
def test_what_is_denied_or_lifted_is_negated(read: Read, text: str) -> None:
    assert {one.polarity for one in read(text) if one.kind in BONDS} == {Polarity.NEGATED}


@pytest.mark.parametrize(
    "text",
    [
        "The navy struck a frigate off the coast.",
        "Soldiers fired on the mayor's house.",
        "The minister dismissed the report as a rumour.",
        "The Liberation Front called for sanctions against the government.",
        "The council will be led by a cleric.",
        "Government soldiers broke into the ministry.",
    ],
)
def test_what_ends_no_office_and_ties_nobody_is_no_bond(read: Read, text: str) -> None:
    assert not [one for one in read(text) if one.kind in BONDS and one.is_evidence]


def test_whose_daughter_somebody_unnamed_is_makes_nobody_a_daughter(read: Read) -> None:
    assert [s for s in read("Tests showed that a detained girl is Mara Quent's daughter.") if s.kind is Kind.TIE] == []


def test_whose_nephew_somebody_is_whom_the_sentence_does_not_name_stands_as_the_other_end(read: Read) -> None:
    (one,) = [s for s in read("He is Mara Quent's nephew.") if s.kind is Kind.TIE]
    assert [(actor.text, actor.role) for actor in one.actors] == [("Mara Quent", "object")]

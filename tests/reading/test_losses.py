from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.frame import Frame
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Polarity, Statement

Told = Callable[[str], list[Statement]]
Numbers = tuple[float | None, float | None]


@pytest.fixture(scope="module")
def frames() -> FrameReader:
    return FrameReader()


@pytest.fixture
def told(frames: FrameReader, frame: Frame, documented: Callable[..., Document]) -> Told:
    def read(text: str) -> list[Statement]:
        found = frames.read(text, documented(text), frame)
        return [s for s in found if s.kind in (Kind.CASUALTY, Kind.COUNT)]

    return read


def counted(found: list[Statement]) -> list[tuple[str | None, Numbers]]:
    return [(s.number_of, (s.low, s.high)) for s in found]


def roles(said: Statement) -> set[tuple[str, str]]:
    return {(actor.id, actor.role) for actor in said.actors}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the town overnight, killing four children and wounding dozens.",
         [("killed", (4, 4)), ("wounded", (24, None))]),
        ("The attack claimed the lives of 21 soldiers.", [("killed", (21, 21))]),
        ("The bombardment cost 14 lives.", [("killed", (14, 14))]),
        ("Nine bodies were found in a mass grave outside Quille.", [("killed", (9, 9))]),
        ("The death toll from the fighting rose to 46 on Tuesday.", [("killed", (46, 46))]),
        ("Police raised the toll to 19 from 12.", [("killed", (19, 19))]),
        ("The ministry put the number of dead at 23.", [("killed", (23, 23))]),
        ("The army suffered 15 casualties.", [("killed or wounded", (15, 15))]),
        ("The UN says 3,500 civilians were killed or injured last year.", [("killed or wounded", (3500, 3500))]),
        ("The blast left 14 dead and 30 others wounded, hospital sources said.",
         [("killed", (14, 14)), ("wounded", (30, 30))]),
        ("More than 20 commandos died in the ambush.", [("killed", (21, None))]),
        ("Killed: 12.", [("killed", (12, 12))]),
        ("Twelve killed, 40 wounded in Norhaven bombing", [("killed", (12, 12)), ("wounded", (40, 40))]),
        ("Ten were killed in Norhaven, six in Quille and two in Sobrade.",
         [("killed", (10, 10)), ("killed", (6, 6)), ("killed", (2, 2))]),
    ],
)  # fmt: skip
def test_the_dead_and_wounded_are_counted_in_every_common_wording(
    told: Told, text: str, expected: list[tuple[str, Numbers]]
) -> None:
    found = told(text)
    assert counted(found) == expected
    assert {s.kind for s in found} == {Kind.CASUALTY}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen abducted 30 schoolgirls from a boarding school in Vesk.", ("abducted", (30, 30))),
        ("Over 300 rebels laid down their arms and left.", ("surrendered", (301, None))),
        ("Some 120,000 people have been displaced by the fighting since March.", ("displaced", (120_000, 120_000))),
        ("About 2,000 families fled their homes in Quille.", ("fled families", (2000, 2000))),
        ("Between 40,000 and 60,000 people remain trapped in the town.", ("trapped", (40_000, 60_000))),
        ("The rebels released 14 captured soldiers on Friday.", ("released", (14, 14))),
        ("Police arrested 17 protesters in Sobrade.", ("detained", (17, 17))),
        ("Our fighters hold 46 prisoners of war.", ("captured", (46, 46))),
    ],
)
def test_people_taken_freed_or_driven_out_are_a_count(told: Told, text: str, expected: tuple[str, Numbers]) -> None:
    found = told(text)
    assert counted(found) == [expected]
    assert [s.kind for s in found] == [Kind.COUNT]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt in the explosion.",
        "Nobody was killed.",
        "There were no casualties.",
        "The raid ended without loss of life.",
        "Not a single soldier was killed, the commander said.",
    ],
)
def test_nobody_harmed_is_nought_and_negated(told: Told, text: str) -> None:
    (one,) = told(text)
    assert (one.low, one.high, one.polarity) == (0, 0, Polarity.NEGATED)


@pytest.mark.parametrize(
    "text",
    [
        "He killed time in a cafe.",
        "The parliament killed the bill by 12 votes.",
        "The army lost 40 tanks and 12 helicopters.",
        "The rebels captured 12 tanks and seized 300 rifles.",
        "Twelve villages were burned and 30 cattle killed.",
        "The Front has 20,000 fighters.",
        "Every year, landmines kill about 100 people in the province.",
        "The envoy called for the release of 40 hostages.",
        "The 34-year-old commander has led the group for 12 years.",
    ],
)
def test_numbers_of_other_things_are_no_losses(told: Told, text: str) -> None:
    assert [s.quote.exact for s in told(text)] == []


def test_who_did_it_and_whose_people_they_were_are_kept_apart(told: Told) -> None:
    (one,) = told("Ostrian forces killed 30 Front fighters in an air raid on Quille.")
    assert roles(one) == {("gov", "by"), ("front", "against")}
    assert one.place_text == "Quille"
    assert one.quote.exact == "Ostrian forces killed 30 Front fighters"


def test_a_loss_is_the_losers_own(told: Told) -> None:
    (one,) = told("The Front lost 40 men in the battle, the army said.")
    assert roles(one) == {("front", "against")}
    assert one.modality is Modality.REPORTED


def test_gunmen_nobody_knows_are_nobodys(told: Told) -> None:
    (one,) = told("Gunmen killed seven farmers near Sobrade.")
    assert (roles(one), one.category) == (set(), "civilian")


def test_those_who_say_it_did_not_do_it(told: Told) -> None:
    (one,) = told("The army said that 12 farmers had been killed in Sobrade.")
    assert roles(one) == set()


def test_the_dead_of_two_sides_are_told_apart(told: Told) -> None:
    found = told("Fighting killed 10 soldiers and 25 rebels, a police official said.")
    assert {(s.best, *roles(s)) for s in found} == {(10, ("gov", "against")), (25, ("front", "against"))}


def test_a_mother_and_her_two_sons_are_three(told: Told) -> None:
    assert counted(told("A mortar shell killed a woman and her two sons.")) == [("killed", (3, 3))]


def test_a_boys_age_is_no_number_of_boys(told: Told) -> None:
    assert counted(told("A 12-year-old boy was killed by a sniper.")) == [("killed", (1, 1))]


def test_a_part_of_a_number_is_told_with_its_category(told: Told) -> None:
    whole, part = told("More than 20 people, including five children, were killed.")
    assert counted([whole, part]) == [("killed", (21, None)), ("killed", (5, 5))]
    assert part.category == "child"


def test_a_number_without_a_noun_is_quoted_with_the_dead_before_it(told: Told) -> None:
    dead, hurt = told("Gunmen killed at least ten villagers and wounded 16 near Sobrade.")
    assert "killed at least ten villagers and wounded 16" in dead.quote.exact
    assert (hurt.number_of, dead.number_of) == ("wounded", "killed")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The strike could kill thousands.", Modality.FUTURE),
        ("Up to 50 people may have been killed.", Modality.POSSIBLE),
        ("Some 3,000 fighters are believed to have been killed.", Modality.POSSIBLE),
        ("If the siege goes on, thousands will die.", Modality.FUTURE),
        ("The rebels would have killed hundreds.", Modality.COUNTERFACTUAL),
    ],
)
def test_what_may_come_or_might_be_is_marked_so(told: Told, text: str, modality: Modality) -> None:
    assert [s.modality for s in told(text)] == [modality]


def test_a_denied_number_is_negated(told: Told) -> None:
    (one,) = told("The army denied that 12 of its soldiers had been killed in Norhaven.")
    assert (one.polarity, roles(one)) == (Polarity.NEGATED, {("gov", "against")})

"""People harmed who are told by name, one by one, or without a number; and what a sentence takes as fact of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from holdsway.frame import Frame
from holdsway.reading.checks import checked
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Polarity, Statement

Told = Callable[[str], list[Statement]]
Numbers = tuple[float | None, float | None]


@pytest.fixture
def told(reader: FrameReader, frame: Frame, documented: Callable[..., Document]) -> Told:
    """The losses of a text that pass the checks every reader must pass."""

    def read(text: str) -> list[Statement]:
        document = documented(text)
        kept = checked(reader.read(text, document, frame), text, document, frame).kept
        return [s for s in kept if s.kind in (Kind.CASUALTY, Kind.COUNT)]

    return read


def counted(found: list[Statement]) -> list[tuple[str | None, Numbers]]:
    return [(s.number_of, (s.low, s.high)) for s in found]


@pytest.mark.parametrize(
    ("text", "fate", "people"),
    [
        ("Elena Marsh, 45, and her driver were kidnapped near Quille.", "abducted", (2, 2)),
        ("Elena Marsh, Tomas Brell and Anton Weir, who worked for a mine, were abducted.", "abducted", (3, 3)),
        ("The mayor, his wife, and two guards were killed.", "killed", (4, 4)),
        ("Tomas Brell, his wife and two guards were killed.", "killed", (4, 4)),
        ("Ambassador Tomas Brell and two other officials are being held hostage by students.", "abducted", (3, 3)),
        ("Tomas Brell, chief editor of the Sobrade Courier, was wounded.", "wounded", (1, 1)),
        ("Guards freed the teacher Elena Marsh, kidnapped last Tuesday by an armed gang.", "abducted", (1, 1)),
        ("The whereabouts of seven other students, kidnapped by gunmen, remain unknown.", "abducted", (7, 7)),
        ("Tomas Brell was shot to death along with two other party members.", "killed", (3, 3)),
        ("Police say that Ostrian Presidency minister Tomas Brell was seriously wounded.", "wounded", (1, 1)),
        ("The senator was wounded on 9 July by several unknown men.", "wounded", (1, 1)),
        ("The judge was murdered at approximately 1500.", "killed", (1, 1)),
        ("Tomas Brell was killed eight months ago.", "killed", (1, 1)),
        ("Six priests (five Ostrians and one Sornian) and two women were killed in Quille.", "killed", (8, 8)),
        ("The bandits shot the guard and left him seriously wounded.", "wounded", (1, 1)),
        ("He managed to kill one person and wound 12 others.", "wounded", (12, 12)),
        ("Four people have bullet wounds.", "wounded", (4, 4)),
        ("Gunmen staged a bomb attack on the house, wounding two people.", "wounded", (2, 2)),
    ],
)
def test_those_told_by_name_or_one_by_one_are_counted(told: Told, text: str, fate: str, people: Numbers) -> None:
    assert (fate, people) in counted(told(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The murder of magistrate Elena Marsh shocked Norhaven.", (1, 1)),
        ("Elena Marsh's murder shocked Norhaven.", (1, 1)),
        ("The six priests' murder shocked Norhaven.", (6, 6)),
        ("The priests' murder shocked Norhaven.", (2, None)),
        ("The murder on 12 July of six more villagers shocked Norhaven.", (6, 6)),
        ("The murder of the six priests, a woman, and her daughter was a crime.", (8, 8)),
        ("He knew the murdered senator Tomas Brell.", (1, 1)),
    ],
)
def test_a_murder_told_by_a_noun_counts_whom_it_names(told: Told, text: str, people: Numbers) -> None:
    assert ("killed", people) in counted(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "The massacre of San Pedro is remembered.",
        "The murder of the plan shocked Norhaven.",
        "The dead man's brother, Tomas Brell, was seen by Elena Marsh.",
        "The army staged a drill, wounding the pride of its rivals.",
        "The talks wound up after three men spoke.",
    ],
)
def test_what_names_no_victim_counts_nobody(told: Told, text: str) -> None:
    assert [one for one in told(text) if one.number_of in ("killed", "wounded", "abducted")] == []


def test_a_lawyer_after_a_comma_is_who_the_victim_is(told: Told) -> None:
    assert counted(told("Gunmen kidnapped Elena Marsh, a lawyer, in Sobrade.")) == [("abducted", (1, 1))]


def test_who_is_named_beside_a_dead_man_is_not_dead(told: Told) -> None:
    (one,) = told("They honoured Tomas Brell, who died ten years ago, and a man of peace.")
    assert (one.low, one.high) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Elena Marsh, whose brother Anton Weir was killed, left.",
        "Tomas Brell and Elena Marsh, whose brother Anton Weir was killed, left.",
        "Nine guards mourned the teacher Elena Marsh, killed on Monday by an armed gang.",
        "The police identified the victim as Tomas Brell, killed on Monday in Quille.",
    ],
)
def test_only_the_one_of_whom_it_is_said_is_counted(told: Told, text: str) -> None:
    assert counted(told(text)) == [("killed", (1, 1))]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The rebels killed civilians and two soldiers.", (4, None)),
        ("A woman and children were killed.", (3, None)),
        ("The soldiers killed the priests and their cook.", (3, None)),
    ],
)
def test_a_plural_without_a_number_adds_two_at_least(told: Told, text: str, people: Numbers) -> None:
    assert counted(told(text)) == [("killed", people)]


def test_the_wounded_after_villagers_killed_are_told_apart(told: Told) -> None:
    found = counted(told("The bomb killed villagers and wounded three soldiers."))
    assert found == [("killed", (2, None)), ("wounded", (3, 3))]


def test_a_doubt_of_whose_men_they_were_is_none_of_their_fate(told: Told) -> None:
    (one,) = told("Twelve alleged gang members were captured in Quille.")
    assert (one.low, one.modality) == (12, Modality.ASSERTED)


@pytest.mark.parametrize(
    "text",
    [
        "Alleged rebels murdered four farmers near Sobrade.",
        "Four farmers were murdered apparently by rebels near Sobrade.",
        "Nine judges are investigating the murder of four farmers.",
        "The inquiry seeks to name those who hid the four farmers who were murdered in May.",
        "He ordered an inquiry to determine who murdered four farmers.",
        "The government will investigate the attack that killed four farmers.",
        "He urged Norhaven to order an inquiry into the murder of four farmers.",
    ],
)
def test_a_doubt_of_who_did_it_is_none_of_the_loss(told: Told, text: str) -> None:
    (one,) = [said for said in told(text) if said.number_of == "killed"]
    assert (one.low, one.polarity) == (4, Polarity.AFFIRMED)
    assert one.modality in (Modality.ASSERTED, Modality.REPORTED)
    assert [actor for actor in one.actors if actor.role == "by"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Four farmers were apparently murdered by rebels near Sobrade.",
        "Rebels allegedly murdered four farmers near Sobrade.",
        "The alleged massacre of four farmers angered Sobrade.",
        "The army is investigating reports that four farmers were murdered.",
        "They seek to murder four farmers.",
        "They plan the murder of four farmers.",
        "There were unconfirmed reports of an attack that killed four farmers.",
        "The army is investigating reports of an attack that killed four farmers.",
    ],
)
def test_a_doubt_of_the_loss_itself_stays(told: Told, text: str) -> None:
    assert all(one.modality not in (Modality.ASSERTED, Modality.REPORTED) for one in told(text))


@pytest.mark.parametrize(
    ("words", "number", "is_kept"),
    [
        ("X, Y; and Z were killed", 3, True),
        ("X, Y; and Z were killed", 5, False),
        ("the judge was killed by three men", 1, True),
        ("three of the judges were killed", 1, False),
        ("three men kidnapped the judge and his wife", 2, True),
        ("three men were kidnapped", 1, False),
        ("the judge was shot with two guards", 3, True),
        ("twelve guards and two cooks were killed", 15, False),
    ],
)
def test_the_number_of_the_doers_is_not_that_of_the_victims(
    words: str, number: float, is_kept: bool, told: Told, frame: Frame, documented: Callable[..., Document]
) -> None:
    text = f"In Norhaven {words}."
    (model,) = told("Four farmers were murdered.")
    document = documented(text)
    one = replace(
        model, quote=replace(model.quote, exact=words, start=None, end=None), document=document.sha256,
        low=number, best=number, high=number, label="kidnapped" if "kidnapped" in words else "killed",
    )  # fmt: skip
    assert bool(checked([one], text, document, frame).kept) is is_kept


def test_a_text_in_capitals_names_its_victims(told: Told) -> None:
    found = told("THE REBELS KIDNAPPED LIBERAL DEPUTY TOMAS BRELL, 42, IN A VILLAGE. WEIR WAS ALSO KIDNAPPED.")
    assert counted(found) == [("abducted", (1, 1)), ("abducted", (1, 1))]

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.frame import Frame
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Statement

Told = Callable[[str], list[Statement]]
Counted = tuple[str | None, float | None, float | None]


@pytest.fixture(scope="module")
def frames() -> FrameReader:
    return FrameReader()


@pytest.fixture
def told(frames: FrameReader, frame: Frame, documented: Callable[..., Document]) -> Told:
    def read(text: str) -> list[Statement]:
        found = frames.read(text, documented(text), frame)
        return [s for s in found if s.kind in (Kind.CASUALTY, Kind.COUNT)]

    return read


def counted(found: list[Statement]) -> list[Counted]:
    return [(s.number_of, s.low, s.high) for s in found]


def against(said: Statement) -> list[str]:
    return [a.id for a in said.actors if a.role == "against"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The army killed 30 rebels on Monday. A local doctor spoke of 12.", (12, 12)),
        ("At least 500 people were killed in Norhaven. The council's official figure is 196.", (196, 196)),
        ("Residents said 22 people were killed. The mission put the number at 17.", (17, 17)),
        ("About 200 girls were rescued. The army has revised the number to 241.", (241, 241)),
        ("State radio spoke of 33 dead, but a chief says there were no more than nineteen.", (None, 19)),
        ("Hundreds were killed; our own list, compiled from 61 interviews, holds 317 names.", (317, 317)),
        ("More than 90 towns have been lost, the Front says; analysts have verified 61.", (61, 61)),
        ("Some 219 women were freed on Friday, bringing to 600 the number freed in a week.", (600, 600)),
    ],
)
def test_another_number_for_what_was_counted_before_is_read(
    told: Told, text: str, number: tuple[float | None, float | None]
) -> None:
    found = told(text)
    assert (found[-1].low, found[-1].high) == number
    assert found[-1].number_of == found[0].number_of
    assert found[-1].modality is Modality.REPORTED


def test_who_owns_up_to_a_number_lost_them(told: Told) -> None:
    assert against(told("The Front's losses are put at 1,500; the army admits to 137.")[-1]) == ["gov"]


@pytest.mark.parametrize(
    "text",
    [
        "The army said 45 soldiers were killed. The Front holds 30 people.",
        "Fourteen people died. The mayor has three.",
        "It was not clear how many people had been killed.",
    ],
)
def test_another_number_is_not_read_into_what_counts_something_else(told: Told, text: str) -> None:
    assert len([s for s in told(text) if s.kind is Kind.CASUALTY]) == text.count(".") - 1


def test_a_number_for_another_battle_or_day_counts_the_same_people(told: Told) -> None:
    assert [s.low for s in told("The army claims to have killed 170 in the first battle and 90 in the second.")] == [
        170,
        90,
    ]
    assert [s.low for s in told("Ten soldiers were killed on Monday, six on Tuesday.")] == [10, 6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some sixty pick-ups were impounded.", ("pick-ups captured", 60, 60)),
        ("The rebels captured 12 tanks.", ("tanks captured", 12, 12)),
        ("Pictures show 2,900 buildings burnt in Norhaven.", ("buildings burnt", 2900, 2900)),
        ("Four camps were razed in the operation.", ("camps destroyed", 4, 4)),
        ("The monitors logged 27 violations in the first week.", ("violations", 27, 27)),
        ("Four of the six districts are affected by fighting.", ("districts", 4, 4)),
        ("An estimated 400,000 people are already in famine conditions.", ("in need", 400_000, 400_000)),
        ("Some 3 million people need food aid.", ("in need", 3_000_000, 3_000_000)),
        ("More than 4,000 people arrived in Quille on Tuesday.", ("displaced", 4001, None)),
        ("Some 350 detainees remain at the site.", ("detained", 350, 350)),
    ],
)
def test_things_places_and_people_are_counted_by_what_befell_them(told: Told, text: str, expected: Counted) -> None:
    assert counted(told(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He was killed on Monday.", 1),
        ("Roa and Saavedra were gunned down by hitmen in a jeep.", 2),
        ("The murder of the union leader Ettore Calin and the lawyer Gilda Frost shocked the country.", 2),
        ("Armed men killed the mayor of Norhaven and three of his bodyguards.", 4),
        ("A Spaniard, a Frenchman and an Italian were kidnapped.", 3),
        ("Unidentified men kidnapped a young couple.", 2),
        ("Another foreign citizen, Jonas Arthur Donell, was kidnapped.", 1),
        ("The party condemned the kidnapping of Montero.", 1),
        ("Two bodies, one headless and the other with bullet wounds, were found in Quille.", 2),
    ],
)
def test_single_victims_are_counted_however_the_names_are_joined(told: Told, text: str, number: int) -> None:
    (one,) = told(text)
    assert (one.low, one.high) == (number, number)


@pytest.mark.parametrize(
    "text",
    [
        "The peasants were killed by gunmen.",
        "Some had been stoned to death.",
        "A large number of militants drowned.",
        "The rebels attacked the village, killing farmers.",
        "Bodies littered the road after the ambush.",
        "Two aid workers fled, and the priests were abducted.",
    ],
)
def test_people_told_without_a_number_are_two_at_least(told: Told, text: str) -> None:
    assert (told(text)[-1].low, told(text)[-1].high) == (2, None)


@pytest.mark.parametrize("text", ["Civilians are killed every day.", "The group vowed to kill officials."])
def test_what_is_done_in_general_or_is_to_be_done_is_no_number(told: Told, text: str) -> None:
    assert not [s for s in told(text) if s.is_evidence]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Front said its emir, Harun Velt, was killed in a strike.", "front"),
        ("A mine killed the Front's chief of staff and wounded his driver.", "front"),
        ("Front fighters attacked Norhaven but were driven off, leaving 17 dead.", "front"),
        ("The fighting cost the lives of seven Front fighters; twelve were hurt.", "front"),
        ("The Liberation Front took Quille at a cost of 70 lives.", "front"),
        ("Two officers fell.", "gov"),
    ],
)
def test_the_dead_are_of_whoever_lost_them(told: Told, text: str, party: str) -> None:
    found = told(text)
    assert found
    assert all(against(s) == [party] for s in found)


def test_them_are_those_counted_just_before(told: Told) -> None:
    found = told("Rebels abducted six engineers near Norhaven; two of them were later found dead.")
    assert [(s.number_of, against(s)) for s in found] == [("abducted", []), ("killed", [])]


def test_each_side_has_its_own_number_after_one_verb(told: Told) -> None:
    first = told("The army lost ten men and the Front six.")[0]
    assert (first.low, against(first)) == (10, ["gov"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The Front shot down a helicopter and two drones over Norhaven.", (2, 2)),
        ("Customs impounded nine lorries bound for the Front.", (9, 9)),
        ("A battalion of 600 men was flown to Norhaven overnight.", (600, 600)),
        ("An army of 12,000 is drawn up along the river.", (12000, 12000)),
        ("A 30-vehicle convoy of the army left Norhaven overnight.", (30, 30)),
        ("The rebels brought up eight guns.", (8, 8)),
        ("Police have called up 2,300 men since the first of the month.", (2300, 2300)),
        ("Government jets flew 42 sorties over the valley on Monday.", (42, 42)),
        ("There were 16 attacks on convoys in June.", (16, 16)),
        ("The number of daily attacks has fallen to eight.", (8, 8)),
        ("The fall of the fort brings to nine the number of posts held by the rebels.", (9, 9)),
        ("A helper put the number of evacuees at 2,260.", (2260, 2260)),
        ("The garrison has shrunk from 900 to 300.", (300, 300)),
        ("One in five buildings in Norhaven has been damaged.", (20, 20)),
        ("All but two of the 17 lorries got through to Norhaven.", (15, 15)),
        ("None of the villages has been retaken.", (0, 0)),
        ("Among those held are two priests.", (2, 2)),
        ("Satellite images show at least 64 destroyed houses in Norhaven.", (64, None)),
        ("Up to 1,000 rebels are said to be massing near Norhaven.", (None, 1000)),
        ("Troops seized 300 kilograms of explosives.", (300, 300)),
        ("The army is down to six jets.", (6, 6)),
        ("It was the eighth attack on the bridge this year.", (8, 8)),
    ],
)
def test_a_figure_counts_by_its_noun_and_what_is_said_of_it(
    told: Told, text: str, number: tuple[float | None, float | None]
) -> None:
    found = told(text)
    assert any(s.kind is Kind.COUNT and (s.low, s.high) == number for s in found), counted(found)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Twenty tanks were caught in the open and 17 of them were knocked out.", [20, 17]),
        ("Police arrested 50 men on Monday, and 12 were still in custody on Thursday.", [50, 12]),
        ("Of the 58 villages, 20 have been burned.", [20]),
        ("UN officials tallied 52 attacks, 30 attributed to the army and 14 to the Front.", [52, 30, 14]),
        ("The fire consumed 34 shops and a warehouse.", [34, 1]),
        ("Two posts were retaken on Thursday, but a third held out.", [2, 1]),
        ("The rebels hold 60 hostages. Twelve of them were let go.", [60, 12]),
    ],
)
def test_what_is_left_of_a_count_is_told_beside_it(told: Told, text: str, numbers: list[float]) -> None:
    lows = [s.low for s in told(text)]
    assert all(number in lows for number in numbers), lows


@pytest.mark.parametrize(
    "text",
    [
        "The Front demanded the release of 150 prisoners.",
        "A plan for the deployment of 600 observers was discussed.",
        "The mission is to be reinforced with 500 men.",
        "The 57 Division reached the river.",
        "The factory reported 166 cases of cholera.",
        "A court heard that three officers had told reporters of the plot.",
        "Some 9,000 spectators watched the final.",
        "The bank issued 3,200 new loans.",
    ],
)
def test_a_figure_that_nothing_of_the_war_is_said_of_is_no_count(told: Told, text: str) -> None:
    assert not [s for s in told(text) if s.kind is Kind.COUNT and s.is_evidence]

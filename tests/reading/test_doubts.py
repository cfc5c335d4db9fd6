from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Polarity, Statement
from holdsway.scales import Scales

Read = Callable[..., list[Statement]]


def evidence(statements: list[Statement]) -> list[Statement]:
    return [s for s in statements if s.kind is Kind.CONTROL and s.modality.is_evidence]


@pytest.fixture(scope="module")
def many_sided() -> Frame:
    """A country with a government, rebels with an army of their own, a third force and a fourth."""
    parties = [
        Party("gov", "Ostrian government", ("Ostrian army",)),
        Party("free", "Ostrian opposition", ("rebels", "Free Ostrian Army", "Dawn Brigade")),
        Party("creed", "Creed State", ()),
        Party("hill", "Hill Forces", ()),
    ]
    places = Gazetteer([Place("V1", "Norhaven", "Vesk"), Place("T2", "Sobrade", "Tarn")])
    return Frame(
        name="many", parties=Parties(parties), places=places, scales=Scales([]), licence="made up", declared=True
    )


@pytest.fixture
def read_many(reader: FrameReader, many_sided: Frame, documented: Callable[..., Document]) -> Read:
    return lambda text: reader.read(text, documented(text), many_sided)


@pytest.mark.parametrize(
    "words",
    [
        "Has the Front captured Norhaven?",
        "Had Norhaven fallen, the Front would have marched on.",
        "Suppose the Front took Norhaven.",
        "Once Norhaven is captured, the war is over.",
        "Until the Front retakes Norhaven there will be no peace.",
        "The Front nearly captured Norhaven.",
        "The Front could enter Norhaven within days.",
        "There are fears that Norhaven has been captured by the Front.",
        "False reports that the Front captured Norhaven spread online.",
        "It is not true that the Front captured Norhaven.",
        "The government of Ostria did not admit that it was lost to the Front in Norhaven.",
        "The ministry declined to confirm that Norhaven had fallen to the Front.",
        "There is no evidence that the Front captured Norhaven.",
        "In the opinion of many, the Front lost Norhaven through greed.",
        "Critics argue that the Front abandoned Norhaven.",
        "In the event that Norhaven falls, thousands will flee.",
    ],
)
def test_what_nobody_reports_as_having_happened_is_no_evidence(read: Read, words: str) -> None:
    assert evidence(read(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Neither the Ostrian forces nor the Front controls Norhaven.",
        "Front officials left Norhaven for talks abroad.",
        "Norhaven's fall was foretold.",
        "The Front began to leave Norhaven.",
        "The Front had held Norhaven since 2013.",
    ],
)
def test_words_near_a_change_of_hands_that_do_not_tell_of_one(read: Read, words: str) -> None:
    assert evidence(read(words)) == []


def test_no_longer_negates_a_hold(read: Read) -> None:
    (one,) = evidence(read("The Front no longer controls Norhaven."))
    assert (one.party, one.polarity) == ("front", Polarity.NEGATED)


def test_a_past_year_dates_history_and_not_what_still_holds(read: Read) -> None:
    old, now = evidence(read("The Liberation Front, which captured Norhaven in 2014, still holds the city."))
    assert old.valid == Days(date(2014, 1, 1), date(2014, 12, 31))
    assert now.valid is not None
    assert now.valid.first.year == 2021


def test_a_year_long_ago_is_no_news(read: Read) -> None:
    (one,) = evidence(read("The Front captured Norhaven ten years ago."))
    assert one.valid is not None
    assert one.valid.last.year < 2014


def test_a_speaker_is_named_also_when_it_says_where_it_spoke(read: Read) -> None:
    (one,) = evidence(read("The Front captured Norhaven, the governor said in his evening address."))
    assert one.attribution == ("the governor",)


def test_what_is_believed_to_be_so_is_only_possible(read: Read) -> None:
    (one,) = evidence(read("The Front is believed to control Norhaven."))
    assert one.modality is Modality.POSSIBLE


def test_people_feared_dead_are_a_possible_toll(read: Read) -> None:
    (one,) = [s for s in read("Some 60 people were feared dead in Norhaven.") if s.kind is Kind.CASUALTY]
    assert one.modality is Modality.POSSIBLE


def test_a_range_after_some_keeps_both_ends(read: Read) -> None:
    (one,) = [s for s in read("Some 100 to 150 soldiers were killed in Norhaven.") if s.kind is Kind.CASUALTY]
    assert (one.low, one.high) == (100, 150)


def test_rebels_of_a_nation_are_not_its_army(read_many: Read) -> None:
    (one,) = evidence(read_many("Ostrian rebels seized Norhaven from the Creed State."))
    assert one.party == "free"


def test_insurgents_led_by_a_party_are_that_party(read_many: Read) -> None:
    (one,) = evidence(read_many("Insurgents led by the Dawn Brigade overran Norhaven."))
    assert one.party == "free"


def test_a_spokesman_of_nobody_known_gives_no_holder(read: Read) -> None:
    words = "Whoever fights there, Sobrade was liberated, said a spokesman for the Sobrade Council."
    assert evidence(read(words)) == []


@pytest.mark.parametrize(("near", "party"), [("The Dawn Brigade is", "free"), ("The Hill Forces are", "hill")])
def test_a_fall_without_an_agent_goes_to_the_armed_group_that_the_text_names(
    read_many: Read, near: str, party: str
) -> None:
    (one,) = evidence(read_many(f"{near} near. Norhaven has fallen, a resident said."))
    assert one.party == party


def test_soldiers_of_one_who_is_no_party_did_not_die_at_the_place_in_focus(read: Read) -> None:
    text = "The Front captured Norhaven on Tuesday. Belmar said 13 of its soldiers had died."
    (one,) = [s for s in read(text) if s.kind is Kind.CASUALTY]
    assert one.place_code is None


def test_a_ceasefire_spoken_of_in_passing_is_at_no_place(read: Read) -> None:
    text = "The Front seized the town of Norhaven, breaking the ceasefire it had declared two days earlier."
    assert all(s.place_code is None for s in read(text) if s.kind is Kind.EVENT)


def test_a_toll_is_not_dated_by_history_told_before_it(read: Read) -> None:
    text = "The Front captured Norhaven on Tuesday. It first came in May 2015. Some 400 soldiers died in the battle."
    (one,) = [s for s in read(text) if s.kind is Kind.CASUALTY]
    assert one.valid is not None
    assert one.valid.first.year == 2021


def test_those_who_fled_are_not_all_of_the_place_in_focus(read: Read) -> None:
    text = "The Front captured Norhaven on Tuesday. More than 178,000 people had fled in two weeks."
    assert all(s.place_code is None for s in read(text) if s.kind is Kind.COUNT)


def test_a_place_that_has_not_fallen_is_kept_from_the_rebels_only_where_the_state_says_so(read: Read) -> None:
    assert not [said for said in read("Sobrade has not fallen, a field commander said.") if said.kind is Kind.CONTROL]
    (said,) = [s for s in read("The Ministry of Defence said Sobrade had not fallen.") if s.kind is Kind.CONTROL]
    assert (said.party, said.polarity) == ("front", Polarity.NEGATED)


@pytest.mark.parametrize("text", ["Ostria is to release 300 prisoners.", "The Front was to leave Norhaven on Monday."])
def test_what_is_to_be_done_was_not_done(read: Read, text: str) -> None:
    told = read(text)
    assert told
    assert not any(s.is_evidence for s in told)

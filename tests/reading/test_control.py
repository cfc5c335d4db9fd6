from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.reading.reader import read_with, reader_named
from holdsway.records import Document, Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def control(statements: list[Statement]) -> list[Statement]:
    return [s for s in statements if s.kind is Kind.CONTROL]


def test_a_capture_names_place_holder_day_and_speaker(read: Read) -> None:
    text = "The Liberation Front captured Norhaven, in Vesk, on Tuesday, a local official said."
    (one,) = control(read(text))
    assert (one.place_code, one.party, one.polarity, one.modality) == (
        "V1",
        "front",
        Polarity.AFFIRMED,
        Modality.REPORTED,
    )
    assert one.valid == Days(date(2021, 7, 13), date(2021, 7, 13))
    assert one.source == "Local officials (press)"
    assert one.attribution == ("a local official",)
    assert one.open
    assert one.label == "captured"


def test_each_place_of_a_list_gets_its_own_statement_with_its_own_parent(read: Read) -> None:
    found = control(read("The Front took Quille in Vesk, Quille in Tarn and Sobrade on Monday."))
    assert sorted(s.place_code or "" for s in found) == ["T1", "T2", "V2"]
    assert {s.party for s in found} == {"front"}


def test_a_name_that_occurs_twice_stays_unplaced_without_its_province(read: Read) -> None:
    (one,) = control(read("The Front captured Quille on Monday."))
    assert one.place_code is None
    assert "2 places" in (one.place_note or "")


def test_the_only_province_of_the_sentence_tells_homonyms_apart(read: Read) -> None:
    (one,) = control(read("In Tarn, the Front captured Quille on Monday."))
    assert one.place_code == "T1"


def test_a_passive_with_by_gives_the_holder(read: Read) -> None:
    (one,) = control(read("Norhaven was retaken by Ostrian forces on Wednesday."))
    assert (one.place_code, one.party) == ("V1", "gov")


def test_a_fall_without_an_agent_goes_to_the_other_side(read: Read) -> None:
    (one,) = control(read("Norhaven fell to the Front. Sobrade fell on Monday.")[1:])
    assert (one.place_code, one.party) == ("T2", "front")


def test_the_list_after_a_colon_belongs_to_the_verb_before_it(read: Read) -> None:
    text = "Three districts fell, officials said on Monday: Quille in Tarn, Sobrade in Tarn and Norhaven in Vesk."
    found = read(text)
    assert sorted(s.place_code or "" for s in control(found)) == ["T1", "T2", "V1"]
    assert [s.best for s in found if s.kind is Kind.COUNT] == [3.0]


def test_a_ministry_that_denies_speaks_for_its_party_and_is_negated(read: Read) -> None:
    (one,) = control(read("The defence ministry denied that Norhaven had fallen."))
    assert (one.party, one.polarity, one.source) == ("front", Polarity.NEGATED, "Ostrian ministries")


def test_a_denial_of_what_was_just_said_repeats_it_negated_from_its_own_mouth(read: Read) -> None:
    text = "A councillor said Norhaven had fallen, but Interior Ministry spokesman Ab Cole denied it."
    first, second = control(read(text))
    assert (first.polarity, first.source) == (Polarity.AFFIRMED, "Local officials (press)")
    assert (second.polarity, second.source) == (Polarity.NEGATED, "Ostrian ministries")
    assert second.place_code == "V1"


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Ostrian forces will retake Norhaven, the governor said.", Modality.FUTURE),
        ("Ostrian forces would soon win Norhaven back.", Modality.FUTURE),
        ("If the Front captures Norhaven, the road is lost.", Modality.HYPOTHETICAL),
        ("Ostrian forces should retake Norhaven.", Modality.NORMATIVE),
        ("An operation to retake Norhaven began.", Modality.FUTURE),
    ],
)
def test_what_did_not_happen_is_no_evidence_and_says_why(read: Read, words: str, modality: Modality) -> None:
    for one in control(read(words)):
        assert one.modality is modality
        assert not one.is_evidence
        assert one.trap_reason


def test_a_rumour_is_possible_and_weak(read: Read) -> None:
    (one,) = control(read("Norhaven was allegedly captured by the Front on Monday."))
    assert one.modality is Modality.POSSIBLE


def test_entering_and_holding_a_part_is_contested(read: Read) -> None:
    assert [s.party for s in control(read("The Front entered Norhaven on Monday."))] == ["contested"]
    assert [s.party for s in control(read("The Front seized parts of Norhaven on Monday."))] == ["contested"]


def test_taking_back_is_read_over_the_words_between(read: Read) -> None:
    (one,) = control(read("The army took Norhaven, in Vesk, back from the Front on Monday, the defence ministry said."))
    assert one.party == "gov"


def test_under_control_gives_a_standing_holder(read: Read) -> None:
    (one,) = control(read("Norhaven has been under government control since 21 June."))
    assert (one.party, one.valid) == ("gov", Days(date(2021, 6, 21), date(2021, 7, 15)))


def test_it_and_the_town_mean_the_place_last_taken(read: Read) -> None:
    found = control(
        read("The Front captured Norhaven on Monday. Ostrian forces retook it on Tuesday. The town is quiet.")
    )
    assert [(s.place_code, s.party) for s in found] == [("V1", "front"), ("V1", "gov")]


def test_a_withdrawal_leaves_the_place_to_the_other_side(read: Read) -> None:
    (one,) = control(read("Ostrian forces withdrew from Norhaven on Monday."))
    assert one.party == "front"


@pytest.mark.parametrize(
    "words",
    [
        "The Front took part in talks.",
        "Foreign soldiers left Norhaven, Ulmland's last soldiers left Sobrade.",
        "Prices fell in Norhaven.",
        "The governor of Norhaven was captured by the Front.",
        "The Norhaven Times fell silent.",
        "The Front captured the mayor of Norhaven.",
    ],
)
def test_words_that_look_like_a_change_of_hands_and_are_none(read: Read, words: str) -> None:
    assert [s.quote.exact for s in control(read(words)) if s.is_evidence] == []


def test_a_date_that_is_not_said_is_inferred_and_marked(read: Read) -> None:
    (one,) = control(read("The Front captured Norhaven."))
    assert one.valid == Days(date(2021, 7, 14), date(2021, 7, 15))
    assert one.note == "date inferred from publication"


def test_a_correction_is_noted_on_its_statements(read: Read) -> None:
    (one,) = control(read("The Front captured Norhaven on Monday.", corrects="old.md"))
    assert one.note == "corrects old.md"


def test_a_paraphrase_speaks_for_its_reporting_source(read: Read) -> None:
    (one,) = control(read("The Front captured Norhaven.", paraphrase=True, reporting_source="The Wire"))
    assert (one.source, one.publisher) == ("The Wire", "The Wire")


def test_a_document_not_to_be_read_gives_nothing(read: Read) -> None:
    assert read("The Front captured Norhaven.", read=False) == []


def test_a_list_that_follows_a_number_is_what_was_counted(read: Read) -> None:
    found = control(read("The Front captured two districts on Monday. They are Sobrade in Tarn and Norhaven in Vesk."))
    assert sorted(s.place_code or "" for s in found) == ["T2", "V1"]


def test_what_came_first_is_ordered_first_though_it_is_told_last(read: Read) -> None:
    text = "Norhaven had been retaken hours after the Front seized it on Wednesday, an official said."
    by_party = {s.party: s for s in control(read(text))}
    assert by_party["front"].seq < by_party["gov"].seq


def test_an_undated_look_back_does_not_overtake_what_was_just_told(read: Read) -> None:
    found = control(read("Ostrian forces retook Norhaven on Monday. The Front had captured it."))
    assert [s.party for s in found] == ["gov"]


@pytest.mark.parametrize(
    "words",
    [
        "Ulmland's last soldiers left Norhaven on Monday.",
        "NATO troops left Norhaven on Monday.",
        "Dutch soldiers withdrew from Sobrade.",
        "International forces pulled out of Sobrade.",
        "Some of the troops left Norhaven.",
        "On Monday 300 soldiers left Norhaven.",
    ],
)
def test_foreigners_or_a_few_who_leave_do_not_hand_a_place_over(read: Read, words: str) -> None:
    assert control(read(words)) == []


@pytest.mark.parametrize("forces", ["Government forces", "The army", "Ostria's army", "The last Ostrian soldiers"])
def test_the_states_own_forces_who_leave_do(read: Read, forces: str) -> None:
    assert [s.party for s in control(read(f"{forces} left Norhaven on Monday."))] == ["front"]


def test_another_countrys_ministry_does_not_speak_for_the_state(read: Read) -> None:
    (one,) = control(read("Ulmland's defence ministry said the Front had captured Norhaven."))
    assert one.source == "The Gazette"


@pytest.mark.parametrize(
    "words",
    [
        "The Front is said to have captured Norhaven on Monday.",
        "Posts claim that the Front captured Norhaven.",
        "Posts shared since Monday claim that the Front captured Norhaven.",
        "Unconfirmed reports say the Front captured Norhaven on Monday.",
        "The Front captured Norhaven on Monday, according to unconfirmed reports.",
    ],
)
def test_hearsay_is_possible_only(read: Read, words: str) -> None:
    (one,) = control(read(words))
    assert one.modality is Modality.POSSIBLE


def test_a_post_that_was_taken_is_no_hearsay(read: Read) -> None:
    (one,) = control(read("The Front captured army posts and took Norhaven on Monday."))
    assert one.modality is Modality.ASSERTED


def test_a_claim_to_have_done_it_is_the_claimants_report(read: Read) -> None:
    (one,) = control(read("The Front claims to have captured Norhaven."))
    assert (one.modality, one.source) == (Modality.REPORTED, "Liberation Front statements")


def test_being_with_a_party_is_being_held_by_it(read: Read) -> None:
    assert [s.party for s in control(read("Norhaven is now with the Front."))] == ["front"]
    assert control(read("Talks in Norhaven are with the Front.")) == []


def test_places_among_those_counted_are_told_each(read: Read) -> None:
    text = "The defence ministry said three districts were retaken, Quille in Tarn and Norhaven in Vesk among them."
    assert {(s.place_code, s.party) for s in control(read(text))} == {("T1", "gov"), ("V1", "gov")}


def test_what_a_place_is_does_not_hide_that_it_fell(read: Read) -> None:
    (one,) = control(read("The Front took Sobrade. Norhaven, the district around it, fell on Monday.")[1:])
    assert (one.place_code, one.party) == ("V1", "front")


@pytest.mark.parametrize("where", ["Norhaven", "Norhaven, in Vesk,", "Norhaven in Vesk"])
def test_taking_over_a_place_is_taking_it_wherever_it_is_said_to_lie(read: Read, where: str) -> None:
    (one,) = control(read(f"Front fighters took over {where} on Tuesday."))
    assert (one.place_code, one.party) == ("V1", "front")


def test_a_site_at_a_place_passes_the_checks_of_every_reader(frame: Frame, documented: Callable[..., Document]) -> None:
    text = "Ostrian forces left Norhaven Airfield on Monday."
    kept = read_with(reader_named(), text, documented(text), frame).statements
    assert [s.place_text for s in kept] == ["airfield of Norhaven"]

"""Who says what: chains of speakers, denials, doubts, and what nobody vouches for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def evidence(statements: list[Statement], *kinds: Kind) -> list[Statement]:
    return [s for s in statements if s.kind in (kinds or (Kind.CONTROL,)) and s.modality.is_evidence]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("State television cited the governor as saying the Front had captured Norhaven.",
         ("State television", "the governor")),
        ("The governor was quoted by Radio Vesk as saying that the Front had captured Norhaven.",
         ("Radio Vesk", "The governor")),
        ("The Front captured Norhaven, the governor was quoted as saying.", ("the governor",)),
        ("The governor said, according to Radio Vesk, that the Front had captured Norhaven.",
         ("Radio Vesk", "The governor")),
        ("The state agency, citing the governor, said the Front had captured Norhaven.",
         ("The state agency", "the governor")),
        ("Residents told the agency that the Front had captured Norhaven.", ("Residents",)),
        ("According to the mayor, Ana Solt, the Front captured Norhaven.", ("the mayor, Ana Solt",)),
        ("As claimed by the Front, Norhaven fell on Tuesday.", ("the Front",)),
        ("The Front captured Norhaven, medics and residents said.", ("medics and residents",)),
        ("Governor Ana Solt said on Thursday that the Front had captured Norhaven.", ("Governor Ana Solt",)),
        ("The Ministry of Defence in a statement said the Front had captured Norhaven.", ("The Ministry of Defence",)),
        ("The Front captured Norhaven, investigators concluded on Friday.", ("investigators",)),
        ("State media said troops were at Quille; a resident said the Front had captured Norhaven.", ("a resident",)),
    ],
)  # fmt: skip
def test_a_statement_names_its_speakers_outermost_first(read: Read, text: str, speakers: tuple[str, ...]) -> None:
    (one,) = (s for s in evidence(read(text)) if s.place_code == "V1")
    assert (one.attribution, one.modality) == (speakers, Modality.REPORTED)


def test_an_inquiry_that_found_something_reports_it(read: Read) -> None:
    found = read("The raid on Norhaven killed 105 civilians when it hit a depot, an army inquiry found.")
    (one,) = evidence(found, Kind.CASUALTY)
    assert (one.modality, one.attribution) == (Modality.REPORTED, ("an army inquiry",))


def test_who_claims_to_have_done_it_did_it_by_its_own_word(read: Read) -> None:
    (one,) = evidence(read("The Front itself claims to have executed 1,700 men in Norhaven."), Kind.CASUALTY)
    assert one.modality is Modality.REPORTED
    assert ("front", "by") in [(a.id, a.role) for a in one.actors]


def test_a_second_that_has_the_same_speaker(read: Read) -> None:
    text = "Border guards said the Front took Norhaven during the night, and that 1,037 troops crossed over."
    assert {s.attribution for s in evidence(read(text), Kind.CONTROL, Kind.COUNT)} == {("Border guards",)}


def test_a_quotation_goes_on_in_the_next_sentence(read: Read) -> None:
    found = read('"They entered Norhaven at dawn," said Ana Solt, a teacher. "They killed 12 people."')
    (one,) = evidence(found, Kind.CASUALTY)
    assert one.modality is Modality.REPORTED


def test_the_publisher_speaks_for_itself(read: Read) -> None:
    text = "The Gazette counted 12 dead in Norhaven. By evening we counted 14 dead in Quille."
    assert {s.modality for s in evidence(read(text), Kind.CASUALTY)} == {Modality.ASSERTED}


@pytest.mark.parametrize(
    "text",
    [
        "The army denied losing Norhaven.",
        "The army denied reports it had lost Norhaven.",
        "The army dismissed reports that the Front had captured Norhaven.",
        "The army denied the Front's claim that it had captured Norhaven.",
    ],
)
def test_a_denial_denies_once(read: Read, text: str) -> None:
    (one,) = evidence(read(text))
    assert (one.party, one.polarity, one.modality) == ("front", Polarity.NEGATED, Modality.REPORTED)


def test_a_denied_claim_is_told_by_whoever_denies_it(read: Read) -> None:
    (one,) = evidence(read("The Ministry of Defence denied the Front's claim that it had captured Norhaven."))
    assert one.source == "Ostrian ministries"


def test_a_denial_of_killing_is_no_killing(read: Read) -> None:
    found = evidence(read("The Front denied killing 12 people in Norhaven."), Kind.CASUALTY, Kind.EVENT)
    assert found
    assert {s.polarity for s in found} == {Polarity.NEGATED}


def test_a_denial_beside_a_claim_is_a_second_statement(read: Read) -> None:
    claim, denial = evidence(read("The Front said Norhaven had fallen; the army denied the claim."))
    assert (claim.polarity, claim.attribution) == (Polarity.AFFIRMED, ("The Front",))
    assert (denial.polarity, denial.attribution) == (Polarity.NEGATED, ("the army",))


@pytest.mark.parametrize(
    "text",
    [
        "The mission said its figure of 1,959 soldiers killed in November was largely unverified.",
        "The Ministry of Defence said its earlier report of 40 dead in Norhaven was wrong.",
    ],
)
def test_a_figure_taken_back_is_negated(read: Read, text: str) -> None:
    (one,) = evidence(read(text), Kind.CASUALTY)
    assert (one.polarity, one.modality) == (Polarity.NEGATED, Modality.REPORTED)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said it was checking information that Per Solt was killed in an air strike near Norhaven.",
        "The Front is accused of killing 12 civilians in Norhaven.",
        "The Front appears to have killed 12 people in Norhaven.",
    ],
)
def test_what_is_checked_suspected_or_apparent_is_possible(read: Read, text: str) -> None:
    found = evidence(read(text), Kind.CASUALTY, Kind.EVENT)
    assert Modality.POSSIBLE in {s.modality for s in found if s.kind is Kind.CASUALTY}


@pytest.mark.parametrize(
    "text",
    [
        "The army has neither confirmed nor denied that Norhaven has fallen.",
        "The army said it could not confirm that Norhaven had been captured by the Front.",
        "On the anniversary of the capture of Norhaven by the Front, residents held a vigil.",
        "In the film, rebels storm Norhaven.",
        "The Front started withdrawing from Norhaven.",
        "Norhaven's fall was predicted by many.",
    ],
)
def test_what_nobody_vouches_for_is_no_evidence(read: Read, text: str) -> None:
    assert evidence(read(text)) == []


def test_what_was_tried_does_not_colour_what_happened_beside_it(read: Read) -> None:
    found = read("The Front had ceased to exist in Vesk: 40 of its men were killed in Norhaven.")
    (one,) = evidence(found, Kind.CASUALTY)
    assert one.modality is Modality.ASSERTED


def test_the_name_of_a_party_is_no_verb_of_saying(read: Read) -> None:
    found = read("The Ministry put two men on its sanctions list, and the Front captured Norhaven.")
    assert {s.attribution for s in evidence(found)} == {()}


@pytest.mark.parametrize(
    ("text", "label", "actors"),
    [
        ("The list names Per Solt as a nephew of Ida Quent.", "nephew of", ["Per Solt", "Ida Quent"]),
        ("Per Solt, a nephew of Ida Quent and the deputy commander of the Front, was killed.", "nephew of",
         ["Per Solt", "Ida Quent"]),
        ("Ostria accused Belmar of arming the Front.", "arms", ["Belmar", "front"]),
        ("The Dawn Brigade broke with the Front.", "split from", ["Dawn Brigade", "front"]),
    ],
)  # fmt: skip
def test_a_tie_has_its_two_sides(read: Read, text: str, label: str, actors: list[str]) -> None:
    (one,) = (s for s in read(text) if s.kind is Kind.TIE)
    assert (one.label, [a.id for a in one.actors if a.role != "party"]) == (label, actors)


def test_a_second_title_after_and_is_of_the_same_person(read: Read) -> None:
    found = read("Per Solt, a nephew of Ida Quent and the deputy commander of the Front, was killed.")
    (role,) = (s for s in found if s.kind is Kind.ROLE)
    assert (role.label, [a.id for a in role.actors]) == ("deputy commander", ["Per Solt", "front"])


def test_delisted_is_a_listing_undone(read: Read) -> None:
    (one,) = (s for s in read("The Front was delisted by the European Union.") if s.kind is Kind.LISTING)
    assert (one.polarity, one.actors[0].id) == (Polarity.NEGATED, "front")


def test_a_headline_that_denies_is_a_denial(read: Read) -> None:
    (one,) = evidence(read("Army denies rebels captured Norhaven"))
    assert (one.party, one.polarity) == ("front", Polarity.NEGATED)


def test_it_is_rumoured_makes_it_possible(read: Read) -> None:
    (one,) = evidence(read("It is rumoured that the Front has captured Norhaven."))
    assert one.modality is Modality.POSSIBLE


def test_adding_goes_on_with_the_same_speaker(read: Read) -> None:
    text = "A doctor told Radio Vesk that 12 people were killed in Norhaven, adding that 30 men were wounded."
    assert {s.attribution for s in evidence(read(text), Kind.CASUALTY)} == {("A doctor",)}


def test_two_speakers_apart_say_each_their_own(read: Read) -> None:
    text = "The army put its losses at 12 dead; the Front said it had killed 40 soldiers in Norhaven."
    found = evidence(read(text), Kind.CASUALTY)
    assert {s.best: s.attribution for s in found} == {12: ("The army",), 40: ("the Front",)}


@pytest.mark.parametrize("heard", ["the paper", "the agency", "Radio Vesk", "reporters"])
def test_what_somebody_tells_a_paper_is_said_by_him(read: Read, heard: str) -> None:
    (said,) = [s for s in read(f"An unnamed official told {heard} that Norhaven had fallen.") if s.kind is Kind.CONTROL]
    assert (said.modality, said.attribution) == (Modality.REPORTED, ("An unnamed official",))


def test_a_heading_before_a_colon_takes_nothing_from_what_follows(read: Read) -> None:
    (loss,) = [s for s in read("War in Ostria: At least nine soldiers were killed in Norhaven.") if s.low == 9]
    assert (loss.kind, loss.place_text) == (Kind.CASUALTY, "Norhaven")
    assert loss.attribution == ()

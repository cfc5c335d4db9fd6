from __future__ import annotations

import pytest
from events_told import actors, place, quoted, told

from holdsway.frame import Frame
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import ATTEMPTED
from holdsway.records import Modality, Polarity


def only(text: str, frame: Frame) -> Finding:
    (event,) = told(text, frame)
    return event


def test_an_attack_names_who_did_it_to_whom_and_where(frame: Frame) -> None:
    event = only("Liberation Front fighters attacked a police checkpoint near Norhaven on Monday.", frame)
    assert (event.event_type, place(event)) == ("assault", "Norhaven")
    assert actors(event) == {"front": "by", "gov": "against"}
    assert (event.stance.modality, event.stance.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)
    assert quoted(event) == "Liberation Front fighters attacked a police checkpoint near Norhaven on Monday"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Front shelled the market of Sobrade overnight.", "shelling"),
        ("Government warplanes bombed positions of the Liberation Front near Sobrade.", "airstrike"),
        ("A car bomb exploded outside a mosque in Norhaven.", "bombing"),
        ("The convoy was hit by a roadside bomb near Norhaven.", "bombing"),
        ("Twenty civilians were killed in an air strike on a wedding in Sobrade.", "airstrike"),
        ("An artillery shell hit a school in Norhaven.", "shelling"),
        ("Insurgents fired rockets at the airport in Norhaven.", "shelling"),
        ("Peacekeepers came under fire near Norhaven.", "assault"),
        ("The army opened fire on protesters in Norhaven.", "assault"),
        ("The governor was assassinated in Norhaven by the Front.", "killing"),
        ("Troops burned down dozens of houses in Norhaven.", "arson"),
        ("Soldiers looted shops in Norhaven.", "looting"),
        ("The Front has besieged Norhaven since March.", "siege"),
        ("For the fifth week Norhaven is under siege.", "siege"),
        ("Norhaven remained under blockade on Monday.", "blockade"),
        ("The Front fell upon Norhaven at dawn.", "assault"),
        ("Fighting reached the outskirts of Norhaven.", "clash"),
        ("Gunfire rang out across Norhaven.", "assault"),
        ("Masked men took the lawmaker Ana Solt from her house in Norhaven.", "kidnapping"),
        ("Gunmen snatched two engineers from a hotel in Norhaven.", "kidnapping"),
        ("Villagers in Norhaven had risen against the army.", "uprising"),
        ("The Front answered with mortars near Norhaven.", "shelling"),
        ("Government warplanes carried out ten strikes on Norhaven.", "airstrike"),
        ("A helicopter of the army came under fire near Norhaven.", "assault"),
        ("The army has paused its offensive on Norhaven.", "pause"),
        ("The army lifted the siege of Sobrade.", "siege_lifted"),
        ("Protesters blocked the main road to Norhaven.", "blockade"),
        ("Police arrested 30 demonstrators in Norhaven.", "arrest"),
        ("The rebels released 12 prisoners near Norhaven.", "release"),
        ("Thousands of residents fled Sobrade.", "displacement"),
        ("Reinforcements arrived in Norhaven on Thursday.", "deployment"),
        ("Heavy shelling of Norhaven continued on Wednesday.", "shelling"),
    ],
)
def test_the_kind_of_an_event_is_that_of_its_verb_its_noun_or_its_weapon(text: str, kind: str, frame: Frame) -> None:
    assert only(text, frame).event_type == kind


def test_what_came_of_an_attack_is_no_event_of_its_own(frame: Frame) -> None:
    assert [e.event_type for e in told("A car bomb exploded in Norhaven, killing 12 people.", frame)] == ["bombing"]


def test_a_count_of_the_dead_alone_is_no_event(frame: Frame) -> None:
    assert told("Twelve people were killed in Norhaven on Monday.", frame) == []


def test_a_fight_has_two_parties_and_nobody_who_began_it(frame: Frame) -> None:
    text = "Liberation Front fighters and Ostrian forces exchanged fire in the hills above Norhaven."
    event = only(text, frame)
    assert (event.event_type, actors(event)) == ("clash", {"front": "party", "gov": "party"})


def test_those_who_are_no_party_are_named_by_their_words(frame: Frame) -> None:
    event = only("Unidentified gunmen kidnapped three aid workers in Sobrade.", frame)
    assert actors(event) == {"Unidentified gunmen": "by", "three aid workers": "against"}


def test_an_event_carried_out_is_of_the_kind_of_its_noun(frame: Frame) -> None:
    event = only("The attack in Norhaven was carried out by members of the Front.", frame)
    assert (event.event_type, actors(event), place(event)) == ("assault", {"front": "by"}, "Norhaven")


@pytest.mark.parametrize(
    "text",
    [
        "Militants tried to storm the police headquarters in Norhaven.",
        "Security forces defused a roadside bomb near Sobrade.",
        "Gunmen attempted to kidnap an engineer in Norhaven.",
        "The rebels failed to blow up the bridge near Norhaven.",
    ],
)
def test_what_was_only_tried_or_was_prevented_is_marked_as_an_attempt(text: str, frame: Frame) -> None:
    event = only(text, frame)
    assert (event.category, event.stance.polarity) == (ATTEMPTED, Polarity.AFFIRMED)


def test_a_threat_is_a_threat_and_not_what_is_threatened(frame: Frame) -> None:
    event = only("The Front threatened to attack foreign troops.", frame)
    assert (event.event_type, event.label) == ("threat", "threat: assault")
    assert actors(event) == {"front": "by", "foreign troops": "against"}
    assert event.stance.modality is Modality.ASSERTED


def test_an_event_denied_or_absent_is_negated(frame: Frame) -> None:
    assert only("The army did not attack the hospital in Norhaven.", frame).stance.polarity is Polarity.NEGATED
    assert only("There were no reports of fighting in Norhaven.", frame).stance.polarity is Polarity.NEGATED
    event = only("No clashes were reported in Norhaven.", frame)
    assert (event.event_type, event.stance.polarity) == ("clash", Polarity.NEGATED)


def test_a_report_called_false_tells_that_it_was_not_so(frame: Frame) -> None:
    event = only("Reports that soldiers executed prisoners in Sobrade are false.", frame)
    assert (event.event_type, event.stance.polarity) == ("killing", Polarity.NEGATED)


@pytest.mark.xfail(strict=True, reason="the parse of the shipped pipeline takes another word for the verb")
def test_a_deed_denied_by_its_doer_is_negated_and_quoted_with_the_denial(frame: Frame) -> None:
    event = only("The army denied shelling Norhaven.", frame)
    assert (event.event_type, actors(event), event.stance.polarity) == ("shelling", {"gov": "by"}, Polarity.NEGATED)
    assert quoted(event) == "The army denied shelling Norhaven"


def test_nobody_killed_in_an_attack_does_not_deny_the_attack(frame: Frame) -> None:
    assert told("No civilians were killed in the air strike on Norhaven.", frame) == []


def test_a_weapon_acts_for_its_owner(frame: Frame) -> None:
    event = only("Liberation Front drones struck a fuel depot in Norhaven.", frame)
    assert (event.event_type, actors(event)) == ("airstrike", {"front": "by"})


@pytest.mark.xfail(strict=True, reason="the parse of the shipped pipeline takes another word for the verb")
def test_those_told_of_before_a_participle_suffered_it(frame: Frame) -> None:
    text = "Two drivers for an aid group, kidnapped near Norhaven on 30 November, were freed on Wednesday."
    kidnapped = next(event for event in told(text, frame) if event.event_type == "kidnapping")
    assert set(actors(kidnapped).values()) == {"against"}


@pytest.mark.parametrize(
    "text",
    [
        "If the Front attacks Norhaven, the army will respond.",
        "An assault on Norhaven is unlikely.",
        "The army plans to attack Sobrade next week.",
        "Residents fear the Front will attack Norhaven.",
    ],
)
def test_what_is_supposed_planned_or_feared_is_no_evidence(text: str, frame: Frame) -> None:
    assert not any(event.stance.modality.is_evidence for event in told(text, frame))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "An earthquake struck Sobrade.",
            marks=pytest.mark.xfail(strict=True, reason="a strike that nobody made is not told apart"),
        ),
        "Prices have hit families in Sobrade hard.",
        "Doctors fought to save the wounded in the clinic.",
        "A yard surrounded by walls stands in Norhaven.",
        "Displaced families live in Norhaven.",
    ],
)
def test_words_of_war_used_for_other_things_tell_of_no_event(text: str, frame: Frame) -> None:
    assert told(text, frame) == []


def test_an_event_in_two_places_is_one_for_each(frame: Frame) -> None:
    events = told("Fighting spread to Norhaven and Sobrade on Monday.", frame)
    assert [(e.event_type, place(e)) for e in events] == [("clash", "Norhaven"), ("clash", "Sobrade")]


def test_dealings_are_told_only_where_both_are_named(frame: Frame) -> None:
    event = only("Norway promised aid to the Front.", frame)
    assert (event.event_type, actors(event)) == ("aid", {"Norway": "by", "front": "against"})
    assert told("Somebody promised aid.", frame) == []


def test_a_text_in_capitals_is_read_as_well(frame: Frame) -> None:
    event = only("UNIDENTIFIED INDIVIDUALS KIDNAPPED THE MAYOR ON 5 JANUARY.", frame)
    assert (event.event_type, actors(event)) == (
        "kidnapping",
        {"UNIDENTIFIED INDIVIDUALS": "by", "MAYOR": "against"},
    )


def test_the_attack_just_told_of_keeps_its_kind(frame: Frame) -> None:
    events = told("A car bomb exploded in Norhaven. The attack was carried out by the Front.", frame)
    assert [event.event_type for event in events] == ["bombing", "bombing"]


def test_a_post_attacked_by_the_armed_group_is_the_states(frame: Frame) -> None:
    event = only("Liberation Front fighters attacked a checkpoint in Norhaven.", frame)
    assert actors(event) == {"front": "by", "gov": "against"}
    assert actors(only("The Liberation Front attacked a UN base in Norhaven.", frame)) == {"front": "by"}


def test_clashes_between_two_name_both_where_the_verb_follows_the_second(frame: Frame) -> None:
    event = only("Clashes between the army and the Liberation Front erupted in Norhaven on Monday.", frame)
    assert (event.event_type, actors(event)) == ("clash", {"gov": "party", "front": "party"})
    assert quoted(event) == "Clashes between the army and the Liberation Front erupted in Norhaven on Monday"


def test_what_could_be_heard_was(frame: Frame) -> None:
    event = only("Shooting could be heard in Norhaven.", frame)
    assert (event.stance.modality, event.stance.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)


def test_a_siege_that_ended_is_lifted_and_aircraft_shot_down_are_nobody_killed(frame: Frame) -> None:
    assert only("The siege of Norhaven ended on Friday.", frame).event_type == "siege_lifted"
    assert only("A helicopter was shot down near Norhaven by the Liberation Front.", frame).event_type == "assault"


def test_an_attack_foiled_was_only_tried(frame: Frame) -> None:
    event = only("Security forces foiled a suicide attack in Norhaven.", frame)
    assert (event.event_type, event.category) == ("bombing", ATTEMPTED)


def test_what_follows_with_or_against_belongs_to_the_quote(frame: Frame) -> None:
    event = only("Troops traded fire with Front fighters outside Norhaven on Monday.", frame)
    assert quoted(event) == "Troops traded fire with Front fighters outside Norhaven on Monday"
    assert actors(event) == {"gov": "party", "front": "party"}


def test_our_positions_are_those_of_the_party_that_speaks(frame: Frame) -> None:
    event = only('"The army attacked our positions at Norhaven," a Liberation Front spokesman said.', frame)
    assert actors(event) == {"gov": "by", "front": "against"}


def test_both_sides_are_the_two_that_fight(frame: Frame) -> None:
    event = told("The army and the Front clashed in Norhaven. Both sides fought with heavy guns in Sobrade.", frame)[-1]
    assert actors(event) == {"gov": "party", "front": "party"}


@pytest.mark.parametrize(
    "text",
    [
        "The governor took the delegates from the airport to the palace.",
        "The bank suspended operations in Norhaven.",
        "A strike by teachers in Norhaven entered its second week.",
        "Students set upon their books in Norhaven.",
        "The engine is under repair in Norhaven.",
        "The company was responsible for the pipeline in Norhaven.",
    ],
)
def test_such_words_in_a_peaceful_sense_tell_of_nothing(text: str, frame: Frame) -> None:
    assert told(text, frame) == []


def test_gunmen_nobody_knows_are_no_party_and_those_of_a_party_are(frame: Frame) -> None:
    assert "front" not in actors(only("Gunmen attacked a market in Norhaven on Monday.", frame))
    assert actors(only("Front gunmen attacked a market in Norhaven.", frame))["front"] == "by"

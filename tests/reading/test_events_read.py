"""Events as the whole reader tells them: how near armed men came, ordnance that fell, blame and denial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.records import Kind, Modality, Polarity, Statement

Read = Callable[..., list[Statement]]


def told(text: str, read: Read) -> list[Statement]:
    return [s for s in read(text) if s.kind is Kind.EVENT]


def only(text: str, read: Read) -> Statement:
    (event,) = told(text, read)
    return event


def actors(event: Statement) -> dict[str, str | None]:
    return {actor.id: actor.role for actor in event.actors}


@pytest.mark.parametrize(
    "text",
    [
        "Front fighters were no more than ten kilometres from Norhaven on Monday.",
        "The Front was just fifteen miles north of Norhaven.",
        "Front fighters advanced to within five miles of Norhaven.",
        "The rebels of the Front stood at the gates of Norhaven.",
        "Front fighters pushed towards Norhaven on Monday.",
        "Front fighters were closing in on Norhaven.",
        "The Front crossed the river near Norhaven.",
    ],
)
def test_how_near_armed_men_came_is_an_advance(text: str, read: Read) -> None:
    event = only(text, read)
    assert (event.event_type, actors(event), event.place_code) == ("advance", {"front": "by"}, "V1")


@pytest.mark.parametrize(
    "text",
    [
        "Sobrade is 27 km from Norhaven.",
        "Farmers advanced into the fields near Norhaven.",
        "The refugees were 10 km from Norhaven.",
        "Fears are growing of an attack on Norhaven.",
        "The ministry called for air strikes on Norhaven.",
        "A planned prisoner swap in Norhaven was called off.",
    ],
)
def test_what_nobody_did_is_no_event(text: str, read: Read) -> None:
    assert not [e for e in told(text, read) if e.is_evidence]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mortar rounds landed in the market of Norhaven.", "shelling"),
        ("An army helicopter crashed near Norhaven.", "crash"),
        ("A fighter jet came down near Norhaven.", "crash"),
        ("The Front shot down an army drone near Norhaven.", "assault"),
        ("The Front said it had downed a helicopter near Norhaven.", "assault"),
        ("Two soldiers stepped on a landmine near Norhaven.", "bombing"),
        ("An army lorry hit a mine near Norhaven.", "bombing"),
        ("A booby-trapped car blew up in Norhaven.", "bombing"),
        ("A blast ripped through a depot in Norhaven.", "bombing"),
        ("A prisoner swap took place in Norhaven on Monday.", "release"),
        ("The Front handed over the bodies of five soldiers in Norhaven.", "release"),
        ("Rebels of the Front dug trenches outside Norhaven.", "deployment"),
        ("The Front is tightening the noose around Norhaven.", "siege"),
        ("Soldiers in Norhaven mutinied on Monday.", "uprising"),
        ("The ministry issued an arrest warrant for the leader of the Front in Norhaven.", "arrest_warrant"),
        ("Police fired tear gas at protesters in Norhaven.", "assault"),
        ("Residents heard heavy shelling in Norhaven.", "shelling"),
    ],
)
def test_further_ways_to_tell_of_violence_and_of_its_ends(text: str, kind: str, read: Read) -> None:
    events = [e for e in told(text, read) if e.place_code == "V1"]
    assert kind in {e.event_type for e in events}


def test_a_shell_and_whoever_fired_it_are_one_event(read: Read) -> None:
    event = only("A shell fired by the Front landed in a field near Norhaven, causing no damage.", read)
    assert (event.event_type, actors(event), event.place_code) == ("shelling", {"front": "by"}, "V1")


def test_the_dead_of_a_named_blast_do_not_stand_in_its_quote(read: Read) -> None:
    (event, *_) = told("A car bomb outside a hotel in Norhaven killed twelve people on Monday.", read)
    assert event.quote.exact == "A car bomb outside a hotel in Norhaven"


def test_what_follows_an_aside_is_quoted_with_the_clause(read: Read) -> None:
    event = only("The Front assaulted Norhaven, the capital of the district, at the same time.", read)
    assert event.quote.exact.endswith("at the same time")


def test_a_strike_acknowledged_is_the_event_by_whoever_acknowledges_it(read: Read) -> None:
    event = told("An air raid on the port of Sobrade killed two people. The army acknowledged the strike.", read)[-1]
    assert (event.event_type, actors(event), event.place_code) == ("airstrike", {"gov": "by"}, "T2")


def test_what_is_believed_and_what_is_nearly_certain_is_weighed_so(read: Read) -> None:
    for text, modality in (
        ("A bomb exploded in Norhaven. The Front is believed to be behind the attack.", Modality.POSSIBLE),
        ("A bomb exploded in Norhaven. The Front is almost certainly behind it.", Modality.LIKELY),
        ("A bomb exploded in Norhaven. Suspicion fell on the Front.", Modality.POSSIBLE),
    ):
        event = told(text, read)[-1]
        assert (actors(event), event.modality) == ({"front": "by"}, modality)


def test_deeds_denied_in_other_words_are_negated(read: Read) -> None:
    for text in (
        "A bomb exploded in Norhaven. The Front said it had nothing to do with the attack.",
        "The Front denied having bombed Norhaven.",
        "The Front denied the presence of mercenaries in Norhaven.",
        "The Front denied having flown over Norhaven.",
    ):
        event = told(text, read)[-1]
        assert (actors(event), event.polarity) == ({"front": "by"}, Polarity.NEGATED)


def test_a_charge_is_told_once(read: Read) -> None:
    events = told("The army blamed the Front for breaking the truce in Norhaven.", read)
    assert [(e.event_type, actors(e)) for e in events] == [("ceasefire_broken", {"front": "by", "gov": "against"})]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Commandos of the army were airlifted into Norhaven on Friday.", "deployment"),
        ("The Front is shifting fighters to Norhaven.", "deployment"),
        ("Four teachers are being held hostage by the Front in Norhaven.", "kidnapping"),
        ("Soldiers were taken prisoner near Norhaven.", "capture"),
        ("A kidnapped doctor walked free in Norhaven on Tuesday.", "release"),
        ("The Front seized ammunition from a depot in Norhaven.", "coerce"),
        ("Families have begun returning to Norhaven.", "return"),
        ("The guns fell silent in Norhaven on Sunday.", "ceasefire"),
        ("Norhaven was subjected to heavy shelling on Sunday.", "shelling"),
        ("Norhaven came in for heavy bombardment overnight.", "shelling"),
        ("A mutiny at the Norhaven barracks was put down on Saturday.", "uprising_crushed"),
        ("The Front walked out of the peace talks in Norhaven.", "talks_broken"),
        ("The ceasefire in Norhaven is still in force.", "ceasefire"),
        ("Families fled when mortar rounds landed in Norhaven.", "shelling"),
        ("The massacre in Norhaven was the work of the Front.", "killing"),
        ("Troops opened a corridor to the besieged town of Norhaven.", "siege"),
    ],
)
def test_a_further_phrasing_tells_of_the_same_event(text: str, kind: str, read: Read) -> None:
    events = [e for e in told(text, read) if e.event_type == kind]
    assert [(e.place_code, e.polarity, e.is_evidence) for e in events] == [("V1", Polarity.AFFIRMED, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Residents are stocking up on food in case the shelling of Norhaven resumes.",
        "The army has drawn up plans for an offensive in Norhaven.",
        "Police arrested four men on suspicion of planting a bomb in Norhaven.",
        "A book about the fall of Norhaven has won a prize.",
        "The Front gave the garrison of Norhaven 48 hours to surrender.",
        "If Norhaven falls, the whole valley is lost.",
    ],
)
def test_what_is_planned_suspected_or_only_told_in_a_book_is_no_evidence(text: str, read: Read) -> None:
    assert not [
        s for s in read(text) if s.is_evidence and s.kind in (Kind.CONTROL, Kind.EVENT) and s.event_type != "arrest"
    ]


def test_whom_gunmen_shot_dead_comes_after_the_words(read: Read) -> None:
    event = next(e for e in told("Unknown gunmen shot dead a judge in Norhaven as he left a mosque.", read))
    assert (event.event_type, event.place_code) == ("killing", "V1")


def test_no_clashes_reported_are_none(read: Read) -> None:
    assert only("There were no clashes reported in Norhaven on Monday.", read).polarity is Polarity.NEGATED

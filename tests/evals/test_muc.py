from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from muc import INCIDENT, Score, incidents, parted
from muc_corpus import ARCHIVE, Template, Text, keys, texts

from holdsway.clocks import Days
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement
from holdsway.words import Quote

DAY = date(1989, 8, 26)

MESSAGE = """
DEV-MUC3-0001 (NOSC)

   NORHAVEN, 26 AUG 89 (GAZETTE) -- [TEXT] A BOMB WENT OFF IN QUILLE YESTERDAY.


DEV-MUC3-0002 (NOSC)

   NORHAVEN, NO DATE -- [SPEECH] [MAYOR] [TEXT] GOOD EVENING.
"""

KEY = """
;;; a note of the one who made the key
0.  MESSAGE: ID                     DEV-MUC3-0001 (NCCOSC)
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  (- 26 AUG 89) / (23 AUG 89 - 24 AUG 89)
3.  INCIDENT: LOCATION              OSTRIA: VESK (DEPARTMENT): QUILLE (TOWN)
4.  INCIDENT: TYPE                  KIDNAPPING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED / ATTEMPTED
18. HUM TGT: NAME                   "AB COLE"
19. HUM TGT: DESCRIPTION            "MAYOR": "AB COLE"
                                    "GUARDS"
21. HUM TGT: NUMBER                 1: "AB COLE"
                                    5-: "GUARDS" / "MEN"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARDS" / "MEN"
                                    INJURY: "AB COLE"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     DEV-MUC3-0002 (NCCOSC)
1.  MESSAGE: TEMPLATE               *
4.  INCIDENT: TYPE                  *
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "muc.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("muc34/TASK/CORPORA/dev/dev-muc3-0001-0100", MESSAGE)
        made.writestr("muc34/TASK/CORPORA/dev/key-dev-0001.muc4", KEY)
    return path


def said(kind: Kind = Kind.EVENT, *, at: int = 0, words: str = "A BOMB WENT OFF", **more: object) -> Statement:
    known = {"event_type": "bombing", "valid": Days(DAY, DAY)} if kind is Kind.EVENT else {"valid": Days(DAY, DAY)}
    quote = Quote(words, start=at, end=at + len(words))
    return Statement(kind=kind, source="s", document="d", quote=quote, **(known | more))  # type: ignore[arg-type]


def harm(of: str, number: float | None, *, at: int = 20, words: str = "PEOPLE", **more: object) -> Statement:
    return said(Kind.CASUALTY, at=at, words=words, number_of=of, low=number, high=number, **more)


def template(type: str, **more: object) -> Template:
    known = {"stages": frozenset({"ACCOMPLISHED"}), "dates": ((DAY, DAY),), "places": frozenset({"OSTRIA", "QUILLE"})}
    return Template(types=frozenset({type}), **(known | more))  # type: ignore[arg-type]


def test_a_message_has_the_day_of_its_dateline_and_the_text_after_it(archive: Path) -> None:
    first, second = texts(archive)
    assert (first.id, first.day) == ("DEV-MUC3-0001", DAY)
    assert first.body == "[TEXT] A BOMB WENT OFF IN QUILLE YESTERDAY.\n"
    assert (second.day, second.body) == (None, "[SPEECH] [MAYOR] [TEXT] GOOD EVENING.\n")


def test_a_key_gives_alternatives_optional_templates_and_ranges_of_people(archive: Path) -> None:
    (one,) = keys(archive)["DEV-MUC3-0001"]
    assert one.is_optional
    assert one.stages == {"ACCOMPLISHED", "ATTEMPTED"}
    assert one.dates == ((date(1989, 8, 19), DAY), (date(1989, 8, 23), date(1989, 8, 24)))
    assert one.places == {"OSTRIA", "VESK", "QUILLE"}
    assert one.counts == {"killed": (5, float("inf")), "wounded": (1, 1), "abducted": (6, float("inf"))}
    assert keys(archive)["DEV-MUC3-0002"] == []


def test_the_dead_of_a_bombing_are_not_an_attack_of_their_own() -> None:
    (one,) = incidents([said(), harm("killed", 3), harm("wounded", 5, at=40)], DAY)
    assert (one.type, one.counts) == ("BOMBING", {"killed": (3, 3), "wounded": (5, 5)})


def test_the_dead_alone_are_an_attack_and_the_abducted_a_kidnapping() -> None:
    assert [one.type for one in incidents([harm("killed", 3), harm("abducted", 2, at=40)], DAY)] == ["ATTACK"]
    elsewhere = harm("abducted", 2, at=40, place_text="Quille")
    assert [one.type for one in incidents([harm("killed", 3, place_text="Norhaven"), elsewhere], DAY)] == [
        "ATTACK",
        "KIDNAPPING",
    ]


def test_another_day_place_or_doer_is_another_incident() -> None:
    front, league = ((ActorRole(name, "by"),) for name in ("front", "league"))
    assert len(incidents([said(actors=front), said(at=30, actors=front)], DAY)) == 1
    assert len(incidents([said(actors=front), said(at=30, actors=league)], DAY)) == 2
    assert len(incidents([said(place_text="Quille"), said(at=30, place_text="Norhaven")], DAY)) == 2
    assert len(incidents([said(), said(at=30, valid=Days(date(1989, 8, 1), date(1989, 8, 2)))], DAY)) == 2


@pytest.mark.parametrize(
    "left_out",
    [
        said(polarity=Polarity.NEGATED),
        said(modality=Modality.POSSIBLE),
        said(modality=Modality.HYPOTHETICAL),
        said(valid=Days(date(1989, 5, 1), date(1989, 5, 2))),
        said(event_type="clash"),
        said(actors=(ActorRole("s", "against", "TWO SOLDIERS"),)),
        harm("killed", 9, words="NINE SOLDIERS WERE KILLED BY VILLAGERS"),
        said(valid=None),
    ],
    ids=["denied", "rumour", "if", "old", "clash", "soldiers", "dead soldiers", "nothing but a word"],
)
def test_what_the_task_leaves_out_is_no_incident(left_out: Statement) -> None:
    assert incidents([left_out], DAY) == []


def test_a_threat_is_of_the_type_it_threatens_and_a_foiled_one_was_attempted() -> None:
    (threat,) = incidents([said(event_type="threat", words="THREATENED TO KIDNAP", modality=Modality.FUTURE)], DAY)
    assert (threat.type, threat.stage) == ("KIDNAPPING", "THREATENED")
    (attempt,) = incidents([said(words="POLICE DEFUSED A BOMB")], DAY)
    assert attempt.stage == "ATTEMPTED"


def test_only_equal_types_pair_and_an_optional_template_costs_nothing() -> None:
    score = Score()
    score.add(incidents([said()], DAY), [template("ATTACK"), template("BOMBING", is_optional=True)])
    assert (score.incidents.right, score.incidents.found, score.incidents.wanted) == (0, 0, 1)
    score.add(incidents([said(place_text="Quille")], DAY), [template("BOMBING"), template("BOMBING", is_optional=True)])
    assert (score.incidents.right, score.incidents.found, score.incidents.wanted) == (1, 1, 2)
    assert score.slots == {"stage": (1, 1), "date within 3 days": (1, 1), "place": (1, 1)}


def test_people_no_figure_was_read_for_are_a_miss() -> None:
    score = Score()
    key = [template("BOMBING", counts={"killed": (2.0, float("inf")), "wounded": (1.0, 1.0)})]
    score.add(incidents([said(), harm("killed", 3)], DAY), key)
    assert score.slots["people overlap"] == (1, 2)


def test_every_type_of_event_has_its_line_in_the_table() -> None:
    expected = {"assault", "bombing", "shelling", "airstrike", "clash", "kidnapping", "killing", "arson", "looting"}
    expected |= {"blockade", "siege", "threat", "talks", "ceasefire", "protest", "displacement", "arrest", "release"}
    assert INCIDENT.keys() == expected | {"aid", "surrender"}
    assert {kind for kind in INCIDENT.values() if kind} <= {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY"}


def test_the_two_parts_share_no_message() -> None:
    everything = [Text(f"DEV-MUC3-{number:04}", None, "") for number in range(1, 1301)]
    held, tune = parted(everything, "held"), parted(everything, "tune")
    assert (len(held), len(tune)) == (300, 1000)
    assert not {text.id for text in held} & {text.id for text in tune}


def test_the_whole_archive_can_be_read(shared_data: Path) -> None:
    archive = shared_data.parent / ARCHIVE
    messages, answers = list(texts(archive)), keys(archive)
    assert len(messages) == len(answers) == 1300
    assert sum(text.day is not None for text in messages) > 1200
    known = {kind for key in answers.values() for one in key for kind in one.types}
    assert known == {"ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE"}


def test_the_dead_told_before_the_bomb_are_of_the_bombing() -> None:
    (one,) = incidents([harm("killed", 3, at=0), said(at=30)], DAY)
    assert (one.type, one.counts) == ("BOMBING", {"killed": (3, 3)})


def test_the_abducted_are_counted_whether_they_are_a_casualty_or_a_count() -> None:
    (one,) = incidents([said(Kind.COUNT, words="TWO MEN", number_of="abducted", low=2, high=2)], DAY)
    assert (one.type, one.counts) == ("KIDNAPPING", {"abducted": (2, 2)})


def test_a_dead_guard_is_no_incident_but_adds_to_one() -> None:
    guard = harm("killed", 1, words="A POLICE GUARD WAS KILLED")
    assert incidents([guard], DAY) == []
    (one,) = incidents([said(), guard], DAY)
    assert one.counts == {"killed": (1, 1)}


def test_rebels_who_killed_are_not_the_victims() -> None:
    (one,) = incidents([harm("killed", 3, words="THE REBELS KILLED THREE PEOPLE", label="killed")], DAY)
    assert one.counts == {"killed": (3, 3)}


def test_a_target_both_killed_and_wounded_gives_neither_number(tmp_path: Path) -> None:
    key = KEY.replace('INJURY: "AB COLE"', 'INJURY: "GUARDS"')
    path = tmp_path / "muc.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("muc34/TASK/CORPORA/dev/key-dev-0001.muc4", key)
    (one,) = keys(path)["DEV-MUC3-0001"]
    assert one.counts == {"abducted": (6, float("inf"))}


def test_people_decide_between_incidents_alike() -> None:
    score = Score()
    found = incidents([harm("killed", 3, place_text="Quille"), harm("killed", 9, at=40, place_text="Sobrade")], DAY)
    score.add(found, [template("ATTACK", places=frozenset({"OSTRIA"}), counts={"killed": (9.0, 9.0)})])
    assert score.slots["people overlap"] == (1, 1)

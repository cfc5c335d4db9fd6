"""Who takes and who loses, whose people somebody is, and whose words something is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.actors import Parties, Party
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.frames import FrameReader
from holdsway.reading.sides import Sides
from holdsway.records import Document, Kind, Modality, Statement
from holdsway.scales import Scales

Read = Callable[..., list[Statement]]


def frame_of(*parties: Party) -> Frame:
    """A frame with these parties and two places."""
    places = [Place("V1", "Norhaven", "Vesk"), Place("T2", "Sobrade", "Tarn")]
    named = {"name": "made up", "licence": "made up", "declared": True}
    return Frame(parties=Parties(list(parties)), places=Gazetteer(places), scales=Scales([]), **named)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many() -> Frame:
    """A state, two armed groups, a guard that stands with the state and the army of a neighbour."""
    return frame_of(
        Party("gov", "Government of Ostria", ("Ostrian army", "government forces")),
        Party("hawks", "River Hawks", ("Hawk rebels",)),
        Party("creed", "Creed Jihad", ()),
        Party("guard", "Vesk regional guard", ()),
        Party("belmar", "Belmaran army", ("Belmaran troops", "Belmaran soldiers")),
        Party("solt", "Free Valley Movement", ("FVM", "Solt's men")),
    )


@pytest.fixture
def read_many(reader: FrameReader, many: Frame, documented: Callable[..., Document]) -> Read:
    return lambda text: reader.read(text, documented(text), many)


def control(found: list[Statement]) -> Statement:
    return next(s for s in found if s.kind is Kind.CONTROL)


def roles(said: Statement) -> dict[str, str]:
    return {a.id: a.role for a in said.actors}


@pytest.mark.parametrize(
    "text",
    [
        "The Liberation Front withdrew from Norhaven on Monday.",
        "Liberation Front fighters fled Norhaven on Monday.",
        "Norhaven was abandoned by the Liberation Front on Monday.",
        "The Liberation Front pulled out of Norhaven.",
        "The Liberation Front acknowledged its withdrawal from Norhaven.",
        "Norhaven is no longer in the hands of the Liberation Front.",
    ],
)
def test_who_leaves_a_place_loses_it_and_whoever_has_it_then_did_nothing(read: Read, text: str) -> None:
    said = control(read(text))
    assert (roles(said), said.party) == ({"front": "against"}, "gov")


def test_whoever_hands_a_place_over_loses_it(read: Read) -> None:
    said = control(read("The Liberation Front handed Norhaven over to Ostrian forces on Monday."))
    assert roles(said) == {"front": "against", "gov": "by"}


def test_who_alone_can_have_taken_a_place_took_it(read: Read) -> None:
    assert roles(control(read("Norhaven has fallen, the Liberation Front said."))) == {"front": "by"}


@pytest.mark.parametrize(
    "text",
    [
        "The Liberation Front captured Norhaven from Ostrian forces.",
        "Ostrian forces drove the Liberation Front out of Norhaven.",
        "Ostrian forces lost Norhaven to the Liberation Front.",
    ],
)
def test_who_lost_a_place_is_told_where_the_clause_names_it(read: Read, text: str) -> None:
    said = [s for s in read(text) if s.kind is Kind.CONTROL][-1]
    assert set(roles(said).values()) == {"by", "against"}


def test_a_loser_whom_nobody_names_is_not_made_up(read: Read) -> None:
    assert roles(control(read("The Liberation Front captured Norhaven on Monday."))) == {"front": "by"}
    beside = "The Liberation Front captured Norhaven as Ostrian forces looked on."
    assert roles(control(read(beside))) == {"front": "by"}


def test_a_neighbours_army_and_a_guard_beside_the_state_are_no_rebels(many: Frame) -> None:
    sides = Sides(many)
    assert (sides.others, sides.beside) == (["belmar"], ["guard"])
    assert [p.id for p in sides.rebels] == ["hawks", "creed", "solt"]


def test_rebels_are_those_who_are_called_so(read_many: Read) -> None:
    assert control(read_many("Rebels captured Norhaven on Monday.")).party == "hawks"


def test_jihadists_are_nobody_for_sure_before_a_group_of_a_faith_is_named(read_many: Read) -> None:
    assert control(read_many("Jihadists captured Norhaven on Monday.")).party is None
    found = read_many("Creed Jihad claimed the raid. The jihadists captured Norhaven on Monday.")
    assert control(found).party == "creed"


def test_two_nations_before_one_noun_both_take_part(read_many: Read) -> None:
    said = control(read_many("Ostrian and Belmaran troops captured Norhaven on Monday."))
    assert set(roles(said)) >= {"gov", "belmar"}


def test_the_jets_of_a_nation_are_its_own(read_many: Read) -> None:
    (raid,) = (s for s in read_many("Belmaran jets bombed Norhaven on Monday.") if s.kind is Kind.EVENT)
    assert roles(raid) == {"belmar": "by"}


@pytest.mark.parametrize(
    "text",
    [
        "Fighters backed by Belmaran artillery captured Norhaven.",
        "Men loyal to the mayor captured Norhaven.",
        "Ostrian troops supported by helicopters captured Norhaven on Monday.",
    ],
)
def test_a_participle_that_tells_of_whom_is_not_the_verb(read_many: Read, text: str) -> None:
    assert control(read_many(text)).label == "captured"


def test_gunmen_believed_to_be_of_a_party_are_that_party(read: Read) -> None:
    found = read("Gunmen believed to belong to the Liberation Front attacked a post near Norhaven on Monday.")
    attack = next(s for s in found if s.kind is Kind.EVENT and s.label == "attacked")
    assert (roles(attack)["front"], attack.modality) == ("by", Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Liberation Front commander Per Solt was killed. Ostria put Solt on its sanctions list.", Kind.LISTING),
        ("Per Solt, a Liberation Front officer, spoke. Solt is a cousin of Ida Quent.", Kind.TIE),
        ("The Liberation Front appointed Per Solt to command the western coast.", Kind.ROLE),
        (
            "Ostria added two of the Liberation Front's leaders, Per Solt and Ida Quent, to its sanctions list.",
            Kind.LISTING,
        ),
    ],
)
def test_a_person_brings_the_party_whose_officer_he_is_said_to_be(read: Read, text: str, kind: Kind) -> None:
    said = [s for s in read(text) if s.kind is kind][-1]
    assert ("front", "party") in {(a.id, a.role) for a in said.actors}


def test_the_men_of_a_leader_make_him_known_as_theirs(read_many: Read) -> None:
    (tie,) = (s for s in read_many("Per Solt is a brother of Ida Quent.") if s.kind is Kind.TIE)
    assert roles(tie)["solt"] == "party"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The president dismissed the chiefs of the army and the navy on Monday.", "dismissed"),
        ("The mayor has been dismissed.", "dismissed"),
        ("Colonel Per Solt was given command of the brigade.", "commander"),
        ("General Per Solt died. His deputy, Ida Quent, takes over.", "successor"),
        ("Per Solt is said to run the Front's customs office.", "head"),
    ],
)
def test_a_change_of_office_is_told_also_where_the_post_or_the_person_has_no_name(
    read: Read, text: str, label: str
) -> None:
    assert label in {s.label for s in read(text) if s.kind is Kind.ROLE}


@pytest.mark.parametrize("text", ["The court dismissed the case against the mayor.", "The mayor replaced the roof."])
def test_what_ends_no_office_is_no_change_of_office(read: Read, text: str) -> None:
    assert not [s for s in read(text) if s.kind is Kind.ROLE]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Hill Brigade switched sides on Monday.", "switched sides"),
        ("The Liberation Front has links with the Hill Brigade.", "linked to"),
        ("Per Solt is a cousin of the former governor of Vesk.", "cousin of"),
    ],
)
def test_ties_of_further_kinds_are_read(read: Read, text: str, label: str) -> None:
    assert label in {s.label for s in read(text) if s.kind is Kind.TIE}


def test_an_arrest_warrant_lists_whom_it_is_for(read: Read) -> None:
    (one,) = (
        s for s in read("The Vesk Criminal Court issued an arrest warrant for Per Solt.") if s.kind is Kind.LISTING
    )
    assert (one.label, one.actors[0].id) == ("arrest warrant", "Per Solt")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("By its own account the Liberation Front captured Norhaven.", Modality.REPORTED),
        ("By the mayor's reckoning 68 people were killed in Norhaven.", Modality.REPORTED),
        ("In a statement's words, the Liberation Front captured Norhaven.", Modality.REPORTED),
        ("The Liberation Front captured Norhaven, it was claimed.", Modality.REPORTED),
        ("Norhaven is described by its mayor as in Liberation Front hands.", Modality.REPORTED),
        ("Per Solt, a Liberation Front spokesman: “We have captured Norhaven.”", Modality.REPORTED),
        ("The mayor doubted it: “The Liberation Front has captured Norhaven.”", Modality.REPORTED),
        ("The Liberation Front, the mayor added, captured Norhaven on Monday.", Modality.REPORTED),
        ("Norhaven was captured by the Liberation Front, a source who asked not to be named said.", Modality.REPORTED),
        ("Sources close to the army say the Liberation Front captured Norhaven.", Modality.REPORTED),
        ("A nurse at the health post said the Liberation Front had captured Norhaven.", Modality.REPORTED),
        ("Others whisper that the Liberation Front captured Norhaven.", Modality.POSSIBLE),
        ("Word has it that the Liberation Front captured Norhaven.", Modality.POSSIBLE),
        ("An account named Hawk posted that the Liberation Front had captured Norhaven.", Modality.POSSIBLE),
        ("The Liberation Front captured Norhaven, where the mayor said he would resist.", Modality.ASSERTED),
    ],
)
def test_an_attribution_counts_whatever_its_form(read: Read, text: str, modality: Modality) -> None:
    said = next(s for s in read(text) if s.kind in (Kind.CONTROL, Kind.CASUALTY))
    assert said.modality is modality


def test_what_is_verified_is_reported(read: Read) -> None:
    (one,) = (s for s in read("Monitors verified 18 civilian deaths in Norhaven.") if s.kind is Kind.CASUALTY)
    assert one.modality is Modality.REPORTED


def test_who_denies_a_deed_is_who_is_said_to_have_done_it(read: Read) -> None:
    (one,) = (s for s in read("The Liberation Front denied that Norhaven was shelled.") if s.kind is Kind.EVENT)
    assert roles(one)["front"] == "by"

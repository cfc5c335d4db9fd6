"""Who somebody is on the record: everything cited, nobody merged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from three_towns import desk_of, says

from holdsway.brief.actor import ActorAnswer, actor_answer
from holdsway.errors import HoldswayError
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement


def role(id: str, part: str = "subject", text: str | None = None) -> ActorRole:
    return ActorRole(id, part, text)


def listed(
    id: str, name: str, *others: ActorRole, source: str = "UN", number: str | None = None, **more: Any
) -> Statement:
    actors = (role(id, "subject", name), role("List", "object", "List"), *others)
    number = number or id.rpartition(":")[2]
    return says(Kind.LISTING, actors=actors, source=source, native_id=number, open=True, method="table", **more)


def tied(subject: ActorRole, label: str, object: ActorRole, **more: Any) -> Statement:
    return says(Kind.TIE, actors=(subject, object), label=label, **{"valid": None, "source": "UN", **more})


@pytest.fixture
def asks(tmp_path: Path) -> Any:
    def ask(name: str, *said: Statement) -> ActorAnswer:
        desk = desk_of(tmp_path, *said)
        return actor_answer(name, desk.statements(), desk.ledger.documents(), desk.frame())

    return ask


ORLAN = listed("un:NLi.001", "ORLAN TESK", role("un:NLi.001", "alias", "The Ferryman"), label="Northland")


@pytest.mark.parametrize("name", ["un:NLi.001", "UN:nli.001", "orlan tesk", "Órlan Tesk", "the ferryman"])
def test_somebody_is_found_by_id_name_or_alias_whatever_its_case_and_accents(asks, name):
    assert [account.id for account in asks(name, ORLAN).accounts] == ["un:NLi.001"]


def test_a_part_of_a_name_finds_nobody_and_the_near_spellings_are_told(asks):
    with pytest.raises(
        HoldswayError, match=r"nobody on the record is called 'Orlan Teskk'; near spellings: 'ORLAN TESK'"
    ):
        asks("Orlan Teskk", ORLAN)


def test_names_are_told_with_who_gives_them_and_their_footnotes(asks):
    answer = asks(
        "Orlan Tesk",
        ORLAN,
        tied(role("un:NLi.002", "subject", "Maro"), "uncle of", role("un:NLi.001", "object", "Orlan T.")),
    )
    names = answer.accounts[0].names
    assert [(told.facts["name"], told.facts["kind"]) for told in names] == [
        ("ORLAN TESK", "name"),
        ("Orlan T.", "name"),
        ("The Ferryman", "alias"),
    ]
    assert all(told.footnotes for told in names)
    assert {note.statement for note in answer.footnotes} >= {ORLAN.id}


def test_several_who_bear_a_name_are_shown_side_by_side_and_never_merged(asks):
    other = listed("ofac:77", "TESK, Orlan", role("ofac:77", "alias", "Orlan Tesk"), source="OFAC")
    answer = asks("Orlan Tesk", ORLAN, other)
    assert [account.id for account in answer.accounts] == ["ofac:77", "un:NLi.001"]
    assert "may or may not be the same" in (answer.side_by_side or "")
    assert [len(account.listings) for account in answer.accounts] == [1, 1]


def test_a_listing_is_told_with_its_reference_list_day_and_source(asks):
    (told,) = asks("un:NLi.001", ORLAN).accounts[0].listings
    assert told.text == "List (Northland), reference NLi.001, since 14 July 2021 · UN, published 14 July 2021"
    assert told.facts["reference"] == "NLi.001"
    assert told.facts["statement"] == ORLAN.id


def test_ties_are_told_from_both_ends_with_the_name_of_the_other_looked_up(asks):
    maro = listed("un:NLi.002", "MARO TESK")
    brother = tied(role("un:NLi.001", "subject", "ORLAN TESK"), "brother of", role("un:NLi.002", "object", "Maro"))
    uncle = tied(role("un:NLi.002", "subject", "MARO TESK"), "uncle of", role("un:NLi.001", "object", "Orlan"))
    out, into = asks("un:NLi.001", ORLAN, maro, brother, uncle).accounts[0].ties
    assert (out.text, out.facts["direction"]) == ("brother of MARO TESK (un:NLi.002) · UN", "out")
    assert (into.text, into.facts["direction"]) == ("MARO TESK (un:NLi.002): uncle of ORLAN TESK · UN", "in")


def test_an_entry_that_is_a_party_of_the_frame_keeps_the_ties_to_its_number(asks):
    party = listed("reb", "Rebels", number="NLe.001")
    member = tied(role("un:NLi.001", "subject", "ORLAN TESK"), "member of", role("un:NLe.001", "object", "the rebels"))
    account = asks("Rebels", party, member).accounts[0]
    assert (account.id, account.name) == ("reb", "Rebels")
    assert [told.text for told in account.ties] == ["ORLAN TESK (un:NLi.001): member of Rebels · UN"]


def test_what_is_doubted_or_denied_is_marked_so(asks):
    subject, object = role("un:NLi.001", "subject", "ORLAN TESK"), role("x", "object", "Reed Front")
    doubted = tied(subject, "member of", object, modality=Modality.POSSIBLE)
    denied = tied(subject, "leader of", object, polarity=Polarity.NEGATED)
    former = tied(subject, "chief of", object, note="formerly; until 2019")
    texts = [told.text for told in asks("un:NLi.001", ORLAN, doubted, denied, former).accounts[0].ties]
    assert texts == [
        "DENIED: leader of Reed Front (x) · UN",
        "POSSIBLE: member of Reed Front (x) · UN",
        "chief of Reed Front (x) (formerly) · UN",
    ]


def test_roles_and_events_are_told_the_newest_event_first(asks):
    office = says(Kind.ROLE, actors=(role("Orlan", "subject", "Orlan"),), label="governor", valid=None)
    sides = (role("Orlan", "by", "Orlan"), role("gov", "against", "Government"))
    raid: dict[str, Any] = {"event_type": "raid", "place_text": "Alpha", "number_of": "deaths", "actors": sides}
    figures: dict[int, dict[str, Any]] = {3: {}, 9: {"low": 2.0, "best": 3.0, "category": "all"}}
    fights = [says(Kind.EVENT, day=f"2021-07-{n:02}", **figures[n], **raid) for n in (3, 9)]
    account = asks("Orlan", office, *fights).accounts[0]
    assert [told.text.partition(" · ")[0] for told in account.roles] == ["governor"]
    assert [told.text.partition(" · ")[0] for told in account.events] == [
        "9 July 2021: raid, Alpha, by Orlan, against Government, all deaths 2–3",
        "3 July 2021: raid, Alpha, by Orlan, against Government",
    ]


def test_a_list_itself_is_nobody(asks):
    with pytest.raises(HoldswayError, match="nobody on the record is called 'List'"):
        asks("List", ORLAN)


def test_the_words_by_which_a_text_means_somebody_are_not_its_names(asks):
    raid = says(Kind.EVENT, actors=(role("reb", "by", "they"),), event_type="raid")
    with pytest.raises(HoldswayError, match="nobody on the record is called 'they'"):
        asks("they", raid)


def test_of_many_sources_for_a_name_three_are_cited_and_all_are_facts(asks):
    many = [listed("x", "Reed Front", source=f"Office {n}") for n in range(5)]
    (told,) = asks("Reed Front", *many).accounts[0].names
    assert told.text.endswith("; 2 more sources")
    assert (len(told.footnotes), len(told.facts["given_by"])) == (3, 5)

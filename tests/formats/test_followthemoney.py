"""FollowTheMoney: actors on lists, offices, and relations in the right direction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from holdsway.clocks import parse_published
from holdsway.formats import read_table
from holdsway.frame import Frame
from holdsway.records import ActorRole, Document, Kind
from holdsway.words import sha256

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "watchlists"


def entity(schema: str, id: str = "e1", **properties: Any) -> dict[str, Any]:
    values = {key: value if isinstance(value, list) else [value] for key, value in properties.items()}
    return {"id": id, "schema": schema, "properties": values, "datasets": ["nl_list"], "last_change": "2030-11-20"}


def lines(*entities: dict[str, Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities)


def read(reads, *entities: dict[str, Any]):
    return reads(lines(*entities), name="list.json")


def ties(reads, *entities: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    said = [s for s in read(reads, *entities).statements if s.kind is Kind.TIE]
    return [(s.actors[0].id, s.label, s.actors[1].id) for s in said]


def test_an_entity_with_a_topic_is_a_listing_with_all_its_names(reads):
    person = entity("Person", name=["Orlan Tesk", "Орлан Теск"], alias="The Ferryman", topics="sanction")
    reading = read(reads, person)
    (said,) = reading.statements
    assert (reading.format, said.kind, said.label) == ("followthemoney", Kind.LISTING, "sanction")
    assert said.actors == (
        ActorRole("e1", "subject", "Orlan Tesk"),
        ActorRole("nl_list", "object", "nl_list"),
        ActorRole("e1", "alias", "Орлан Теск"),
        ActorRole("e1", "alias", "The Ferryman"),
    )
    assert said.published == parse_published("2030-11-20")


def test_a_position_is_a_role(reads):
    (said,) = read(reads, entity("Person", name="Orlan Tesk", position="Minister of Rivers")).statements
    assert (said.kind, said.label, said.actors[0].id) == (Kind.ROLE, "Minister of Rivers", "e1")


def test_a_sanction_is_a_listing_by_its_authority_since_its_day(reads):
    sanction = entity(
        "Sanction", entity="p1", authority="Ministry", program="Arms", listingDate=["2031-01", "2030-02-09"]
    )
    (said,) = read(reads, sanction).statements
    assert [(a.id, a.role) for a in said.actors] == [("p1", "subject"), ("Ministry", "object")]
    assert (said.label, str(said.valid), said.open) == ("Arms", "2030-02-09", True)


@pytest.mark.parametrize(
    ("relation", "tie"),
    [
        (entity("Ownership", owner="a", asset="b", role="subsidiary of"), ("a", "owner of", "b")),
        (entity("Directorship", director="a", organization="b"), ("a", "director of", "b")),
        (entity("Directorship", director="a", organization="b", role="Leader of"), ("a", "leader of", "b")),
        (entity("Membership", member="a", organization="b"), ("a", "member of", "b")),
        (entity("Employment", employee="a", employer="b"), ("a", "employee of", "b")),
        (entity("Associate", person="a", associate="b"), ("a", "associated with", "b")),
        (entity("UnknownLink", subject="a", object="b"), ("a", "linked to", "b")),
        (entity("Succession", predecessor="a", successor="b"), ("a", "predecessor of", "b")),
        (entity("Family", person="a", relative="b", relationship="Mother"), ("b", "mother of", "a")),
        (entity("Family", person="a", relative="b", relationship="Family member of"), ("a", "family member of", "b")),
        (entity("Family", person="a", relative="b"), ("a", "related to", "b")),
    ],
)
def test_a_relation_is_a_tie_in_its_direction(reads, relation, tie):
    assert ties(reads, relation) == [tie]


def test_a_relation_that_ended_is_not_open(reads):
    owned = entity("Ownership", owner="a", asset="b", startDate="2020-05", endDate="2022-07-01", percentage="51")
    (said,) = read(reads, owned).statements
    assert (str(said.valid), said.open, said.note) == ("2020-05-01/2022-07-01", False, "share: 51 %")


def test_an_entity_inside_another_is_read_with_its_name_and_its_missing_end(reads):
    inner = {
        "id": "m1",
        "schema": "Membership",
        "properties": {"organization": [{"id": "o1", "caption": "Valley Front"}]},
    }
    person = entity("Person", name="Orlan Tesk", topics="sanction", membershipMember=[inner])
    said = read(reads, person).statements
    assert [s.kind for s in said] == [Kind.LISTING, Kind.TIE]
    assert said[1].actors == (ActorRole("e1", "subject", "Orlan Tesk"), ActorRole("o1", "object", "Valley Front"))


def test_an_office_held_is_a_role_by_the_name_of_the_office(reads):
    post = {"id": "q1", "caption": "Minister of Rivers", "schema": "Position", "properties": {}}
    (said,) = read(reads, entity("Occupancy", holder="a", post=[post], startDate="2029")).statements
    assert (said.kind, said.label, said.actors[0].id, said.open) == (Kind.ROLE, "Minister of Rivers", "a", True)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (entity("Address", full="1 Quay"), "e1 is an address; it tells of no list, office or tie"),
        (entity("Passport", holder="a"), "e1 is a paper of identity"),
        (entity("Person", name="Ana Tesk"), "e1 is of schema Person, without a topic, an office or a relation"),
        (entity("Ownership", owner="a"), "asset is blank; every Ownership has one"),
        (entity("Ownership", owner="a", asset="a"), "asset is owner (a); a relation has two ends"),
        (entity("Sanction", entity="a", listingDate="soon"), "listingDate 'soon' is not a date"),
        ({**entity("Person", topics="sanction"), "last_change": "soon"}, "last_change 'soon' is not a date"),
    ],
)
def test_what_tells_of_no_list_office_or_tie_is_rejected_with_the_reason(reads, one, reason):
    (reject,) = read(reads, one).rejects
    assert reason in reject.reason


@pytest.mark.parametrize(("file", "rows", "rejected"), [("t1", 7, 1), ("zala", 91, 15)])
def test_every_entity_of_the_real_files_is_kept_or_rejected_with_a_reason(file, rows, rejected):
    path = SHARED / f"yente_dataset_{file}_entities.ftm.json"
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    raw = path.read_bytes()
    reading = read_table(path, Document(sha256=sha256(raw), path=path.name, format="json", bytes=len(raw)), Frame())
    kept = {said.quote.row for said in reading.statements}
    assert (reading.rows_in, len(kept), len(reading.rejects)) == (rows, rows - rejected, rejected)
    assert all(said.published for said in reading.statements)


def test_a_relative_of_somebody_listed_has_a_name_for_the_ties_to_them(reads):
    (said,) = read(reads, entity("Person", name="Ana Tesk", topics="role.rca")).statements
    assert (said.kind, said.label) == (Kind.ROLE, "relative or close associate of somebody listed")
    assert said.actors[0].text == "Ana Tesk"

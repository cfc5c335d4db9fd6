"""FollowTheMoney: entities as its schema has them, and nothing claimed that no source affirms.

The properties allowed here are those of followthemoney 4.11, against which the export was checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
from three_towns import says

from holdsway.actors import Parties, Party
from holdsway.clocks import parse_days
from holdsway.export import as_followthemoney
from holdsway.frame import Frame
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Statement

_CITED = {"publisher", "sourceUrl", "proof"}
_STRETCH = {"date", "startDate", "endDate", "recordId", "description", "summary"} | _CITED
ALLOWED = {
    "Document": {"fileName", "title", "author", "publisher", "publishedAt", "sourceUrl", "notes"},
    "LegalEntity": {"name", "alias"} | _CITED,
    "Person": {"name", "alias"} | _CITED,
    "Organization": {"name", "alias"} | _CITED,
    "Position": {"name"},
    "Occupancy": {"holder", "post"} | _STRETCH,
    "Family": {"person", "relative", "relationship"} | _STRETCH,
    "Membership": {"member", "organization", "role"} | _STRETCH,
    "UnknownLink": {"subject", "object", "role"} | _STRETCH,
    "Sanction": {"entity", "authority", "authorityId", "unscId", "program", "provisions", "listingDate"} | _STRETCH,
    "Event": {"name", "keywords", "location", "involved", "notes"} | _STRETCH,
    "Note": {"name", "description", "entity"} | _CITED,
}
REQUIRED = {
    "Document": ["fileName"],
    "Occupancy": ["holder", "post"],
    "Family": ["person", "relative"],
    "Membership": ["member", "organization"],
    "UnknownLink": ["subject", "object"],
    "Sanction": ["entity"],
    "Note": [],
}
LEGAL = ("LegalEntity", "Person", "Organization")
RANGES = {
    "proof": ("Document",),
    "holder": ("Person",),
    "post": ("Position",),
    "person": ("Person",),
    "relative": ("Person",),
    "member": LEGAL,
    "organization": ("Organization",),
    "subject": LEGAL,
    "object": LEGAL,
    "entity": LEGAL,
    "involved": LEGAL,
}
FRAME = Frame(parties=Parties([Party("gov", "Government", ("Ministry of Defence",)), Party("reb", "Rebels")]))
HELD = Document(sha256="d" * 64, path="inbox/ties.csv", format="ties", bytes=1, licence="CC BY 4.0", title="Ties")
Entity = dict[str, Any]


def who(subject: str, object: str) -> tuple[ActorRole, ...]:
    return tuple(ActorRole(FRAME.actor(name), role, name) for name, role in ((subject, "subject"), (object, "object")))


def entities(*said: Statement, documents: Sequence[Document] = (HELD,)) -> list[Entity]:
    lines = b"".join(as_followthemoney(said, documents, FRAME)).decode().splitlines()
    return [json.loads(line) for line in lines]


def of(schema: str, found: list[Entity]) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in found if entity["schema"] == schema]


def name_of(id: str, found: list[Entity]) -> str:
    return str(next(entity for entity in found if entity["id"] == id)["properties"]["name"][0])


SAID = (
    says(Kind.TIE, "2021-07-01", label="kin: brother of", actors=who("Adam Beta", "Carl Beta"), place_code=None),
    says(Kind.TIE, "2021-07-02", label="member", actors=who("Adam Beta", "Rebels"), place_code=None, open=True),
    says(Kind.TIE, "2021-07-03", label="faction of", actors=who("The Few", "Rebels"), place_code=None),
    says(Kind.ROLE, "2021-07-04", label="leader", actors=who("Carl Beta", "The Few"), place_code=None),
    says(
        Kind.LISTING,
        "2021-07-05",
        label="1988 regime",
        actors=(
            ActorRole("un:TAi.150", "subject", "Adam Beta"),
            ActorRole("UN list", "object", "UN list"),
            ActorRole("un:TAi.150", "alias", "Abu Beta"),
            ActorRole("un:TAi.150", "original", "آدم"),
        ),
        valid=parse_days("2011-02"),
        open=True,
        place_code=None,
        url="https://example.org/list",
        best=5000000.0,
        number_of="reward USD",
    ),
    says(
        Kind.EVENT,
        "2021-07-06",
        event_type="clash",
        place_text="Alpha",
        admin1="North",
        actors=(ActorRole("reb", "by", "Rebels"), ActorRole("Civilians (Alpha)", "against", "Civilians (Alpha)")),
        best=3.0,
        number_of="deaths",
        note="at night",
        flags=("retro-coded",),
        native_id="W-1",
        url="not a url",
    ),
    says(Kind.TIE, "2021-07-07", label="member", actors=who("Dora Eta", "Rebels"), polarity=Polarity.NEGATED),
    says(Kind.EVENT, "2021-07-08", event_type="assault", modality=Modality.FUTURE),
    says(Kind.CONTROL, "2021-07-09", party="reb"),
)


def test_every_entity_keeps_to_the_schema_and_every_reference_leads_somewhere() -> None:
    found = entities(*SAID)
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    for entity in found:
        schema, properties = entity["schema"], entity["properties"]
        assert set(properties) <= ALLOWED[schema], schema
        assert set(REQUIRED.get(schema, ["name"])) <= set(properties)
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?", entity["id"])
        for name, values in properties.items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            for value in values if name in RANGES else ():
                assert by_id[value]["schema"] in RANGES[name], f"{schema}.{name}"


def test_every_statement_with_a_schema_there_is_one_entity_under_its_own_id() -> None:
    ids = [entity["id"] for entity in entities(*SAID)]
    assert [id for id in ids if len(id) == 64] == [said.id for said in SAID if said.kind is not Kind.CONTROL]


def test_kin_is_named_from_the_side_of_the_person() -> None:
    found = entities(*SAID)
    (family,) = of("Family", found)
    assert family["relationship"] == ["brother"]
    assert name_of(family["relative"][0], found) == "Adam Beta"
    assert name_of(family["person"][0], found) == "Carl Beta"
    assert family["date"] == ["2021-07-01"]


def test_a_schema_is_claimed_only_where_a_statement_tells_it() -> None:
    found = entities(*SAID)
    schemata = {(entity["properties"]["name"][0], entity["schema"]) for entity in found if entity["schema"] in LEGAL}
    assert ("Adam Beta", "Person") in schemata
    assert ("Adam Beta", "LegalEntity") in schemata  # under the list's own id, of which no more is told
    assert ("Rebels", "Organization") in schemata
    assert ("The Few", "LegalEntity") in schemata
    assert not any("Civilians" in name for name, _ in schemata)


@pytest.mark.parametrize(
    ("category", "schema"),
    [("individual", "Person"), ("Person", "Person"), ("entity", "LegalEntity"), (None, "LegalEntity")],
)
def test_a_listing_tells_what_is_listed_by_its_category(category: str | None, schema: str) -> None:
    found = entities(says(Kind.LISTING, actors=who("Adam Beta", "A list"), category=category))
    assert of(schema, found)[0]["name"] == ["Adam Beta"]


def test_an_actor_told_to_be_two_things_is_neither() -> None:
    kin = says(Kind.TIE, "2021-07-01", label="kin: son of", actors=who("Adam Beta", "Rebels"))
    member = says(Kind.TIE, "2021-07-02", label="member", actors=who("Carl Beta", "Rebels"))
    found = entities(kin, member)
    assert not of("Family", found)
    assert not of("Membership", found)
    assert len(of("UnknownLink", found)) == 2


def test_a_civilian_force_is_somebody() -> None:
    actor = ActorRole("Civilian Joint Task Force", "by", "Civilian Joint Task Force")
    assert len(of("LegalEntity", entities(says(Kind.EVENT, actors=(actor,))))) == 1


def test_a_ministry_is_not_turned_into_the_party_it_belongs_to() -> None:
    found = entities(says(Kind.TIE, label="leads", actors=who("Dora Eta", "Ministry of Defence")))
    (link,) = of("UnknownLink", found)
    assert name_of(link["object"][0], found) == "Ministry of Defence"


def test_a_listing_is_a_sanction_with_its_authority_number_and_other_names() -> None:
    found = entities(*SAID)
    (sanction,) = of("Sanction", found)
    assert (sanction["authority"], sanction["program"]) == (["UN list"], ["1988 regime"])
    assert (sanction["unscId"], sanction["startDate"], sanction["listingDate"]) == (
        ["TAi.150"],
        ["2011-02"],
        ["2011-02"],
    )
    assert sanction["provisions"] == ["reward USD: 5000000"]
    assert sanction["sourceUrl"] == ["https://example.org/list"]
    listed = next(entity for entity in found if entity["id"] == sanction["entity"][0])
    assert listed["properties"]["alias"] == ["Abu Beta", "آدم"]


def test_an_actor_with_an_id_that_other_data_sets_share_keeps_it() -> None:
    actors = (ActorRole("NK-2KaAbCdEfGhJk", "subject", "Adam Beta"), ActorRole("A list", "object", "A list"))
    (sanction,) = of("Sanction", entities(says(Kind.LISTING, actors=actors)))
    assert sanction["entity"] == ["NK-2KaAbCdEfGhJk"]


def test_an_office_is_a_position_that_somebody_holds() -> None:
    found = entities(*SAID)
    (office,) = of("Occupancy", found)
    assert name_of(office["holder"][0], found) == "Carl Beta"
    assert name_of(office["post"][0], found) == "leader of The Few"


def test_an_event_tells_when_where_and_who_and_what_is_in_doubt() -> None:
    found = entities(*SAID)
    (event,) = of("Event", found)
    assert event["name"] == ["clash, Alpha (North), 2021-07-06"]
    assert event["location"] == ["Alpha (North)"]
    assert event["date"] == ["2021-07-06"]
    assert [name_of(id, found) for id in event["involved"]] == ["Rebels"]
    assert event["notes"] == ["at night", "doubt: retro-coded", "review: machine-read"]
    assert event["summary"] == ["deaths: best 3"]
    assert "sourceUrl" not in event
    assert event["recordId"] == ["W-1"]


@pytest.mark.parametrize(
    ("polarity", "modality", "held"),
    [
        (Polarity.NEGATED, Modality.REPORTED, "denied"),
        (Polarity.AFFIRMED, Modality.POSSIBLE, "possible"),
        (Polarity.AFFIRMED, Modality.HYPOTHETICAL, "hypothetical"),
        (Polarity.AFFIRMED, Modality.FUTURE, "future"),
    ],
)
def test_what_no_source_affirms_becomes_a_note_and_never_a_tie(
    polarity: Polarity, modality: Modality, held: str
) -> None:
    said = says(Kind.TIE, label="member", actors=who("Dora Eta", "Rebels"), polarity=polarity, modality=modality)
    found = entities(said)
    assert not of("Membership", found)
    (note,) = of("Note", found)
    assert note["name"] == [f"{held}: tie, member"]
    assert {name_of(id, found) for id in note["entity"]} == {"Dora Eta", "Rebels"}


def test_only_documents_that_are_cited_leave_and_by_their_file_name_alone() -> None:
    other = Document(sha256="e" * 64, path="inbox/private/other.txt", format="text", bytes=1)
    found = entities(*SAID, documents=(HELD, other))
    (document,) = of("Document", found)
    assert document["fileName"] == ["ties.csv"]
    assert document["notes"] == [f"licence: CC BY 4.0; sha256: {'d' * 64}"]


def test_the_same_record_gives_the_same_ids_and_bytes() -> None:
    assert entities(*SAID) == entities(*SAID)
    one = {entity["id"] for entity in entities(SAID[0])}
    assert one <= {entity["id"] for entity in entities(*SAID)}

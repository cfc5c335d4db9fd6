"""The UN Consolidated List: listings, names, offices, and the relations its comments tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from holdsway.clocks import Days, parse_published
from holdsway.formats import read_table
from holdsway.frame import Frame
from holdsway.records import ActorRole, Document, Kind, Modality
from holdsway.words import sha256

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "watchlists" / "un_consolidated_20201130.xml"
PERSON = {
    "FIRST_NAME": "ORLAN",
    "SECOND_NAME": "TESK",
    "UN_LIST_TYPE": "Northland",
    "REFERENCE_NUMBER": "NLi.001 ",
    "LISTED_ON": "2030-02-09",
}


def record(element: str = "INDIVIDUAL", inside: str = "", **tags: str) -> str:
    fields = {**PERSON, **tags}
    return f"<{element}>{''.join(f'<{k}>{v}</{k}>' for k, v in fields.items())}{inside}</{element}>"


def file_of(*records: str, generated: str = "2031-05-04T09:30:00-04:00") -> str:
    return f'<CONSOLIDATED_LIST dateGenerated="{generated}">{"".join(records)}</CONSOLIDATED_LIST>'


def told(reads, comment: str, *, element: str = "INDIVIDUAL", name: str = "ORLAN") -> list[tuple[str, str, str]]:
    """The ties of a comment: subject, relation, object; of them this record is NLi.001."""
    said = reads(file_of(record(element, FIRST_NAME=name, COMMENTS1=comment)), name="un.xml").statements
    ties = [s for s in said if s.kind is Kind.TIE]
    return [(s.actors[0].id[3:], str(s.label), s.actors[1].id[3:]) for s in ties]


def test_a_record_is_a_listing_with_every_name_as_written(reads):
    aliases = (
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Orlan Teskin</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Ferryman</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    )
    reading = reads(file_of(record(inside=aliases, NAME_ORIGINAL_SCRIPT="Орлан Теск")), name="un.xml")
    (said,) = reading.statements
    assert (reading.format, said.kind, said.source) == ("un_sanctions_xml", Kind.LISTING, "UN Security Council")
    assert said.actors == (
        ActorRole("un:NLi.001", "subject", "ORLAN TESK"),
        ActorRole("UN List", "object", "UN List"),
        ActorRole("un:NLi.001", "original", "Орлан Теск"),
        ActorRole("un:NLi.001", "alias", "Orlan Teskin"),
        ActorRole("un:NLi.001", "alias", "The Ferryman"),
    )
    assert (said.native_id, said.label, said.open) == ("NLi.001", "Northland", True)
    assert said.valid == Days(date(2030, 2, 9), date(2030, 2, 9))
    assert "aliases of low quality: The Ferryman" in (said.note or "")
    assert said.quote.column == "LISTED_ON"


def test_the_list_was_published_when_it_was_generated_unless_the_user_says_otherwise(reads):
    assert reads(file_of(record()), name="un.xml").statements[0].published == parse_published("2031-05-04T13:30")
    later = parse_published("2032-01-01")
    assert reads(file_of(record()), name="un.xml", published=later).statements[0].published == later


def test_an_entry_that_bears_the_name_of_a_party_is_that_party(reads):
    said = reads(file_of(record("ENTITY", FIRST_NAME="Taleban", SECOND_NAME="")), name="un.xml").statements
    assert said[0].actors[0] == ActorRole("taliban", "subject", "Taleban")


def test_designations_and_titles_that_are_more_than_a_form_of_address_are_roles(reads):
    offices = (
        "<TITLE><VALUE>Maulavi</VALUE><VALUE>Dr.</VALUE><VALUE>Secretary of the river fund</VALUE></TITLE>"
        "<DESIGNATION><VALUE>Governor of the\n   Upper Valley</VALUE></DESIGNATION>"
    )
    said = reads(file_of(record(inside=offices)), name="un.xml").statements
    roles = [(s.label, s.quote.column) for s in said if s.kind is Kind.ROLE]
    assert roles == [("Governor of the Upper Valley", "DESIGNATION"), ("Secretary of the river fund", "TITLE")]


@pytest.mark.parametrize(
    ("comment", "ties"),
    [
        (
            "Brother of Maro Tesk (NLi.002) and uncle of Ilva Tesk (NLi.003).",
            [("NLi.001", "brother of", "NLi.002"), ("NLi.001", "uncle of", "NLi.003")],
        ),
        (
            "Associated with Reed Front (NLe.002), Salt Trust (NLe.003) and Maro Tesk (NLi.002).",
            [("NLi.001", "associated with", other) for other in ("NLe.002", "NLe.003", "NLi.002")],
        ),
        (
            "Key commander in the Reed Front (NLe.002) under Maro Tesk (NLi.002).",
            [("NLi.001", "key commander in", "NLe.002"), ("NLi.001", "under", "NLi.002")],
        ),
        (
            "Founder and overall leader of the Council of the Reed Front (NLe.002).",
            [
                ("NLi.001", "founder of the Council of", "NLe.002"),
                ("NLi.001", "overall leader of the Council of", "NLe.002"),
            ],
        ),
        ("Father's name is Maro Tesk (NLi.002).", [("NLi.002", "father of", "NLi.001")]),
        ("Senior Reed Front (NLe.002) member.", [("NLi.001", "senior member of", "NLe.002")]),
        ("Brother-in-law of Maro Tesk (NLi.002).", [("NLi.001", "brother-in-law of", "NLi.002")]),
        (
            "Orlan is a deputy in the Reed Front (NLe.002), a listed body and the son of Maro Tesk (NLi.002).",
            [("NLi.001", "deputy in", "NLe.002"), ("NLi.001", "son of", "NLi.002")],
        ),
    ],
)
def test_a_relation_to_somebody_with_a_reference_is_a_tie(reads, comment, ties):
    assert told(reads, comment) == ties


@pytest.mark.parametrize(
    ("comment", "ties"),
    [
        (
            "Founded by Maro Tesk (NLi.002) and currently headed by his son Ilva Tesk (NLi.003).",
            [("NLi.002", "founder of", "NLi.001"), ("NLi.003", "leader of", "NLi.001")],
        ),
        (
            "The leader is Maro Tesk (NLi.002). Owned by Ilva Tesk (NLi.003).",
            [("NLi.002", "leader of", "NLi.001"), ("NLi.001", "owned by", "NLi.003")],
        ),
        (
            "Other listed members include Maro Tesk (NLi.002), Ana Tesk (deceased), Ilva Tesk (NLi.003).",
            [("NLi.002", "member of", "NLi.001"), ("NLi.003", "member of", "NLi.001")],
        ),
        ("Splinter group of Reed Front (NLe.002).", [("NLi.001", "splinter group of", "NLe.002")]),
    ],
)
def test_whoever_leads_or_founded_a_body_is_the_subject_of_the_tie(reads, comment, ties):
    assert told(reads, comment, element="ENTITY", name="VALLEY FRONT") == ties


@pytest.mark.parametrize(
    "comment",
    [
        "Is not a member of the Reed Front (NLe.002).",
        "No longer associated with Reed Front (NLe.002).",
        "Denies being a member of the Reed Front (NLe.002).",
        "Coordinator of groups associated with Reed Front (NLe.002).",
        "Driver of the brother of Maro Tesk (NLi.002).",
        "Maro Tesk (NLi.002) is the brother of a minister.",
        "Son of Anto, leader of a group that has attacked the Reed Front (NLe.002).",
        "Member of Maro Tesk’s (NLi.002) inner circle.",
        "Wanted for the killing of Maro Tesk (NLi.002).",
        "Until 4 May 2029 also listed under number NLi.002.",
        "Until 2029 this entity appeared also as Salt Trust (NLe.003), listed on 4 May 2028.",
        "Review pursuant to resolution 2253 (2015) was concluded.",
    ],
)
def test_no_tie_is_drawn_from_a_denial_from_others_or_from_a_mere_mention(reads, comment):
    assert told(reads, comment) == []


def test_the_relation_of_one_to_another_is_not_taken_for_that_of_a_third(reads):
    comment = "Brother of Maro Tesk (NLi.002), leader of the Reed Front (NLe.002), and his son Ilva Tesk (NLi.003)."
    assert told(reads, comment) == [("NLi.001", "brother of", "NLi.002")]


def test_what_is_past_has_no_open_end_and_says_so(reads):
    comment = "Former leader of the Reed Front (NLe.002). Member of the Salt Trust (NLe.003) until 2029."
    said = [s for s in reads(file_of(record(COMMENTS1=comment)), name="un.xml").statements if s.kind is Kind.TIE]
    assert [(s.label, s.open, (s.note or "")[:8]) for s in said] == [
        ("leader of", False, "formerly"),
        ("member of", False, "formerly"),
    ]


def test_what_is_told_with_a_hedge_is_only_possible(reads):
    comment = "Reportedly a member of the Reed Front (NLe.002). Believed to be fighting with Salt Trust (NLe.003)."
    said = [s for s in reads(file_of(record(COMMENTS1=comment)), name="un.xml").statements if s.kind is Kind.TIE]
    assert [(s.label, s.modality) for s in said] == [
        ("member of", Modality.POSSIBLE),
        ("fights with", Modality.POSSIBLE),
    ]


@pytest.mark.parametrize(
    ("tags", "column", "reason"),
    [
        ({"LISTED_ON": "09/02/2030"}, "LISTED_ON", "LISTED_ON '09/02/2030' is not a date; write YYYY-MM-DD"),
        ({"LISTED_ON": ""}, "LISTED_ON", "LISTED_ON is blank"),
        ({"REFERENCE_NUMBER": " "}, "REFERENCE_NUMBER", "REFERENCE_NUMBER is blank"),
    ],
)
def test_a_record_without_its_number_or_day_is_rejected(reads, tags, column, reason):
    (reject,) = reads(file_of(record(**tags)), name="un.xml").rejects
    assert (reject.row, reject.column) == (1, column)
    assert reason in reject.reason


def test_a_day_with_the_zone_that_xml_allows_is_that_day(reads):
    (said,) = reads(file_of(record(LISTED_ON="2030-02-09-04:00")), name="un.xml").statements
    assert said.valid == Days(date(2030, 2, 9), date(2030, 2, 9))


def test_one_reference_number_stands_for_one_entry(reads):
    reading = reads(file_of(record(), record(SECOND_NAME="OTHER")), name="un.xml")
    assert len(reading.statements) == 1
    assert "stands in row 1 already, with other content" in reading.rejects[0].reason


@pytest.fixture(scope="module")
def real():
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not at hand")
    raw = SHARED.read_bytes()
    document = Document(sha256=sha256(raw), path=SHARED.name, format="xml", bytes=len(raw))
    return read_table(SHARED, document, Frame())


def test_every_record_of_the_real_list_is_kept_with_its_day(real):
    assert (real.rows_in, real.rejects) == (1018, [])
    assert sum(s.kind is Kind.LISTING for s in real.statements) == 1018
    assert len({s.id for s in real.statements}) == len(real.statements)
    assert all(s.published == parse_published("2020-12-01T01:31:19.923Z") for s in real.statements)


def test_the_real_list_tells_who_khalil_haqqani_is(real):
    said = [s for s in real.statements if s.native_id == "TAi.150"]
    listing = said[0]
    assert (listing.actors[0].id, listing.label, str(listing.valid)) == ("un:TAi.150", "Taliban", "2011-02-09")
    assert ActorRole("un:TAi.150", "original", "خلیل احمد حقانی") in listing.actors
    ties = {(s.label, s.actors[1].id) for s in said if s.kind is Kind.TIE}
    assert {("brother of", "un:TAi.040"), ("uncle of", "un:TAi.144"), ("senior member of", "un:TAe.012")} == ties


def test_the_network_of_the_real_list_is_led_by_the_son_and_not_the_other_way_round(real):
    ties = [s for s in real.statements if s.native_id == "TAe.012" and s.kind is Kind.TIE]
    pairs = {(s.actors[0].id, s.label, s.actors[1].id) for s in ties}
    assert ("un:TAi.144", "leader of", "un:TAe.012") in pairs
    assert ("un:TAi.040", "founder of", "un:TAe.012") in pairs
    assert not any("TAi.144" in one and "TAi.040" in other for one, _, other in pairs)


def test_the_quote_of_a_record_stands_in_the_file_word_for_word(real):
    text = SHARED.read_text("utf-8")
    assert all(said.quote.exact in text for said in real.statements)

"""The OFAC SDN list, with and without a header."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.clocks import parse_published
from holdsway.formats import read_table
from holdsway.frame import Frame
from holdsway.records import ActorRole, Document, Kind
from holdsway.words import sha256

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "watchlists" / "ofac_sdn_2023.csv"
NAMED = "ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks\n"
LETTERED = "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\n"
ROW = {"number": "900001", "name": '"TESK, Orlan"', "type": "individual", "program": "NORTHLAND", "title": "-0- "}
BLANKS = ",-0- " * 6


def row(remarks: str = "-0- ", **cells: str) -> str:
    return ",".join({**ROW, **cells}.values()) + BLANKS + f',"{remarks}"\n'


@pytest.mark.parametrize("header", ["", NAMED, LETTERED])
def test_the_list_is_known_with_either_header_and_without_one(reads, header):
    reading = reads(header + row())
    (said,) = reading.statements
    assert (reading.format, reading.rows_in, said.quote.row) == ("ofac_sdn_csv", 1, 2 if header else 1)
    assert said.actors[0] == ActorRole("ofac:900001", "subject", "TESK, Orlan")


def test_a_row_is_a_listing_under_all_its_programmes(reads):
    (said,) = reads(row(program="NORTHLAND] [VLY] [FTO")).statements
    assert (said.kind, said.source, said.native_id) == (Kind.LISTING, "US Treasury OFAC", "900001")
    assert said.actors[1] == ActorRole("SDN list", "object", "SDN list")
    assert said.label == "NORTHLAND; VLY; FTO"
    assert said.licence == "public domain (US government work)"


def test_names_links_and_kin_are_taken_from_the_remarks(reads):
    remarks = (
        "DOB 1982; alt. DOB 1983; Passport 77 (Northland); a.k.a. 'THE FERRYMAN'; f.k.a. 'TESKIN, O.'; "
        "nephew of Maro Tesk; Linked To: VALLEY FRONT; Linked To: REED S.A."
    )
    listing, *ties = reads(row(remarks)).statements
    assert [(a.role, a.text) for a in listing.actors[2:]] == [("alias", "THE FERRYMAN"), ("alias", "TESKIN, O.")]
    assert listing.note == "individual; DOB 1982; alt. DOB 1983; formerly known as: TESKIN, O."
    assert [(s.kind, s.label, s.actors[1].id) for s in ties] == [
        (Kind.TIE, "linked to", "VALLEY FRONT"),
        (Kind.TIE, "linked to", "REED S.A."),
        (Kind.TIE, "nephew of", "Maro Tesk"),
    ]


def test_a_link_to_a_party_of_the_frame_is_to_that_party(reads):
    said = reads(row("Linked To: TALIBAN.")).statements[1]
    assert said.actors[1] == ActorRole("taliban", "object", "TALIBAN")


def test_each_office_of_a_title_is_a_role_and_a_form_of_address_is_none(reads):
    said = reads(row(title="Minister of Rivers; Haji")).statements
    assert [(s.kind, s.label) for s in said] == [(Kind.LISTING, "NORTHLAND"), (Kind.ROLE, "Minister of Rivers")]
    assert said[0].note == "individual; title: Haji"


def test_the_list_says_nothing_of_its_publication_so_the_user_must(reads):
    assert reads(row()).statements[0].published is None
    given = parse_published("2031-05-04")
    assert reads(row(), published=given).statements[0].published == given


@pytest.mark.parametrize("end", ["\x1a", "\x1a\n", "\x1a" + "," * 11])
def test_the_mark_with_which_the_publisher_ends_the_file_is_accounted_for(reads, end):
    reading = reads(row() + end)
    assert (reading.rows_in, len(reading.statements)) == (2, 1)
    assert "publisher's end mark" in reading.rejects[0].reason


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"number": "9O1"}, "ent_num", "ent_num '9O1' is not a number"),
        ({"name": "-0- "}, "SDN_Name", "SDN_Name is blank"),
        ({"type": "person"}, "SDN_Type", "SDN_Type 'person' is not in the codebook"),
        ({"program": ""}, "Program", "Program is blank"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column(reads, cells, column, reason):
    (reject,) = reads(NAMED + row(**cells)).rejects
    assert reject.column == column
    assert reason in reject.reason


def test_every_row_of_the_real_list_is_kept_but_for_the_end_mark():
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not at hand")
    raw = SHARED.read_bytes()
    reading = read_table(SHARED, Document(sha256=sha256(raw), path="sdn.csv", format="csv", bytes=len(raw)), Frame())
    kept = {said.quote.row for said in reading.statements}
    assert (reading.format, reading.rows_in, len(kept), len(reading.rejects)) == ("ofac_sdn_csv", 11_444, 11_443, 1)
    assert len({said.id for said in reading.statements}) == len(reading.statements)
    (khalil,) = [said for said in reading.statements if said.native_id == "12561"]
    assert khalil.actors[0] == ActorRole("ofac:12561", "subject", "HAQQANI, Khalil Al-Rahman")
    assert (khalil.label, khalil.published) == ("SDGT", None)

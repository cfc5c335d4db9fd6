"""OpenSanctions targets: one listing a row, and nothing private in it."""

from __future__ import annotations

import pytest

from holdsway.clocks import parse_published
from holdsway.records import ROWS_WITHHELD, ActorRole, Kind

HEADER = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,"
    "first_seen,last_seen,last_change"
)
PLAIN = {
    "id": "NL-tesk",
    "schema": "Person",
    "name": "Orlan Tesk",
    "aliases": "Орлан Теск;The Ferryman",
    "birth_date": "1982",
    "countries": "nl",
    "addresses": "1 Quay",
    "identifiers": "P77",
    "sanctions": "Arms on the river",
    "phones": "+99 1",
    "emails": "o@tesk.example",
    "dataset": "Northland Sanctions;Valley Watchlist",
    "first_seen": "2030-03-01T08:00:00",
    "last_seen": "2031-05-01T08:00:00",
    "last_change": "2030-11-20T10:30:00",
}


def table(header: str = HEADER, **cells: str) -> str:
    row = {**PLAIN, **cells}
    return header + "\n" + ",".join('"' + row.get(c, "").replace('"', '""') + '"' for c in header.split(",")) + "\n"


def test_a_row_is_one_listing_on_every_list_that_holds_it(reads):
    reading = reads(table())
    (said,) = reading.statements
    assert (reading.format, said.kind, said.native_id) == ("opensanctions_targets_csv", Kind.LISTING, "NL-tesk")
    assert said.actors == (
        ActorRole("NL-tesk", "subject", "Orlan Tesk"),
        ActorRole("Northland Sanctions", "object", "Northland Sanctions"),
        ActorRole("Valley Watchlist", "object", "Valley Watchlist"),
        ActorRole("NL-tesk", "alias", "Орлан Теск"),
        ActorRole("NL-tesk", "alias", "The Ferryman"),
    )
    assert (said.label, said.licence) == ("Arms on the river", "CC BY-NC 4.0 (OpenSanctions)")


def test_a_newer_file_with_programme_ids_is_read_as_well(reads):
    header = HEADER.replace(",first_seen", ",program_ids,first_seen")
    (said,) = reads(table(header, program_ids="NL-ARMS")).statements
    assert "programmes: NL-ARMS" in (said.note or "")


def test_private_data_enter_no_field_and_rows_are_withheld_from_exports(reads):
    (said,) = reads(table()).statements
    fields = (said.note or "") + (said.label or "") + "".join(a.text or "" for a in said.actors)
    assert not any(words in fields for words in ("Quay", "P77", "+99", "tesk.example"))
    assert said.sensitivity == ROWS_WITHHELD


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        ({}, "2030-11-20T10:30:00"),
        ({"last_change": ""}, "2031-05-01T08:00:00"),
    ],
)
def test_it_was_published_when_it_last_changed_else_when_last_seen(reads, cells, published):
    assert reads(table(**cells)).statements[0].published == parse_published(published)


def test_a_semicolon_within_quotation_marks_parts_nothing(reads):
    (said,) = reads(table(aliases='"Tesk; called Orlan";Teskin')).statements
    assert [a.text for a in said.actors if a.role == "alias"] == ["Tesk; called Orlan", "Teskin"]


def test_what_the_lists_say_at_length_is_shortened(reads):
    (said,) = reads(table(sanctions="arms " * 100)).statements
    assert said.label is not None
    assert len(said.label) <= 202
    assert said.label.endswith("arms …")


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"id": ""}, "id", "id is blank"),
        ({"schema": "Spaceship"}, "schema", "schema 'Spaceship' is not in the codebook"),
        ({"dataset": ""}, "dataset", "dataset is blank"),
        ({"last_change": "yesterday"}, "last_change", "last_change 'yesterday' is not a date"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column(reads, cells, column, reason):
    (reject,) = reads(table(**cells)).rejects
    assert reject.column == column
    assert reason in reject.reason

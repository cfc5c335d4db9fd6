"""Parquet, GeoJSON and HXL: read back by others, whole, and the same twice."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from three_towns import desk_of, says

from holdsway.export import TAGS, as_geojson, as_hxl, as_parquet
from holdsway.frame import Frame
from holdsway.ledger.segments import STATEMENTS
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement
from holdsway.words import Quote

SAID = (
    says(party="reb", label="fallen", open=True),
    says(
        Kind.EVENT,
        "2021-07-15",
        event_type="clash",
        actors=(ActorRole("reb", "by", "Rebels"), ActorRole("gov", "against", "Government")),
        low=20.0,
        best=23.0,
        number_of="deaths",
        category="all",
        latitude=1.5,
        longitude=-2.5,
        place_precision="exact",
        native_id="W-1",
        licence="CC BY 4.0",
        url="https://example.org/clash",
        flags=("retro-coded", "its source is not named"),
    ),
    says(
        Kind.CASUALTY,
        "2021-07-16",
        place_code=None,
        place_text="North",
        place_precision="province",
        latitude=9.0,
        longitude=9.0,
        best=4.0,
        number_of="wounded",
        category="civilian",
        quote=Quote(exact='four "were wounded",\nin the north', start=0, end=32),
    ),
    says(Kind.TIE, "2021-07-17", polarity=Polarity.NEGATED, modality=Modality.POSSIBLE, place_code=None),
)


@pytest.fixture
def known(tmp_path: Path) -> tuple[list[Statement], Frame]:
    desk = desk_of(tmp_path, *SAID)
    return desk.statements(), desk.frame()


def read_geojson(content: bytes) -> list[dict[str, Any]]:
    collection = json.loads(content)
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def read_hxl(content: bytes) -> list[dict[str, str]]:
    header, tags, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    assert dict(zip(header, tags, strict=True)) == dict(TAGS)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_parquet_holds_every_column_of_the_record_in_its_own_type(known: Any, tmp_path: Path) -> None:
    statements, _ = known
    (tmp_path / "out.parquet").write_bytes(b"".join(as_parquet(statements)))
    read = duckdb.sql(f"FROM read_parquet('{tmp_path / 'out.parquet'}')")
    assert read.columns == [*STATEMENTS, "review"]
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    assert [row["id"] for row in rows] == [said.id for said in statements]
    clash = rows[1]
    assert str(clash["valid_from"]) == "2021-07-15"
    assert clash["actors"][0] == {"id": "reb", "role": "by", "text": "Rebels"}
    assert clash["flags"] == ["retro-coded", "its source is not named"]


def test_geojson_has_one_feature_for_each_statement_and_says_where_its_places_come_from(known: Any) -> None:
    statements, frame = known
    content = b"".join(as_geojson(statements, frame))
    assert json.loads(content)["places"] == {"source": "places.csv", "version": "v1", "licence": "open"}
    features = read_geojson(content)
    assert [feature["properties"]["id"] for feature in features] == [said.id for said in statements]
    assert all(set(feature) == {"type", "geometry", "properties"} for feature in features)
    held, clash, harm, tie = features
    assert held["geometry"] == {"type": "Point", "coordinates": [1.0, 1.0]}
    assert held["properties"]["to"] is None  # it goes on
    assert clash["geometry"] == {"type": "Point", "coordinates": [-2.5, 1.5]}
    told = clash["properties"]
    assert (told["deaths_low"], told["deaths_best"], told["deaths_high"]) == (20, 23, None)
    assert told["actors"] == "Rebels (by); Government (against)"
    assert told["flags"] == "retro-coded; its source is not named"
    assert told["place"] == "Alpha (North)"
    assert harm["geometry"] is None
    assert (harm["properties"]["deaths_best"], harm["properties"]["count_of"]) == (None, "wounded")
    assert harm["properties"]["count_best"] == 4
    assert (tie["properties"]["polarity"], tie["properties"]["modality"]) == ("negated", "possible")


def test_hxl_has_a_header_a_row_of_tags_and_a_row_for_each_statement(known: Any) -> None:
    statements, frame = known
    rows = read_hxl(b"".join(as_hxl(statements, frame)))
    assert [row["id"] for row in rows] == [said.id for said in statements]
    _, clash, harm, _ = rows
    assert (clash["latitude"], clash["longitude"]) == ("1.5", "-2.5")
    assert (clash["deaths low"], clash["deaths best"], clash["deaths high"]) == ("20", "23", "")
    assert (clash["actor: by"], clash["actor: against"]) == ("Rebels", "Government")
    assert clash["flags"] == "retro-coded | its source is not named"
    assert (harm["latitude"], harm["longitude"], harm["precision"]) == ("", "", "province")
    assert (harm["counted"], harm["count best"], harm["who died"]) == ("wounded", "4", "")
    assert harm["quote"] == 'four "were wounded",\nin the north'


def test_hxl_tags_are_well_formed_and_no_two_columns_share_one() -> None:
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in TAGS.values())
    assert len(set(TAGS.values())) == len(TAGS)


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1"])
def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_escaped_and_a_number_is_not(risky: str) -> None:
    actor = ActorRole(risky, "by", risky)
    said = says(Kind.EVENT, label=risky, source=risky, note=risky, actors=(actor,), latitude=-1.0, longitude=-2.0)
    (row,) = read_hxl(b"".join(as_hxl([said], Frame())))
    assert {row[column] for column in ("label", "source", "note", "actor: by")} == {"'" + risky}
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝")) for cell in row.values())
    assert row["latitude"] == "-1"


def test_an_export_made_twice_is_the_same_to_the_byte(known: Any) -> None:
    statements, frame = known
    for make in (
        lambda: as_parquet(statements),
        lambda: as_geojson(statements, frame),
        lambda: as_hxl(statements, frame),
    ):
        assert b"".join(make()) == b"".join(make())

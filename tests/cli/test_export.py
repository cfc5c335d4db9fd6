"""`holdsway export`: what is written, what is withheld, and what is said of both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from three_towns import desk_of, says

import holdsway
from holdsway.records import CONFIDENTIAL, ROWS_WITHHELD, Kind

Run = Callable[..., Any]
FORMATS = ("parquet", "geojson", "ftm", "hxl")


def ids_in(file: Path, to: str) -> list[str]:
    """The ids of the statements in an export, read as a stranger would."""
    if to == "parquet":
        return [id for (id,) in duckdb.sql(f"SELECT id FROM read_parquet('{file}')").fetchall()]
    text = file.read_text("utf-8")
    if to == "geojson":
        return [feature["properties"]["id"] for feature in json.loads(text)["features"]]
    if to == "hxl":
        return [row["id"] for row in list(csv.DictReader(io.StringIO(text, newline="")))[1:]]
    return [id for line in text.splitlines() if len(id := json.loads(line)["id"]) == 64]


@pytest.mark.parametrize("to", FORMATS)
def test_every_statement_of_the_bundled_case_is_in_the_export_in_order(
    to: str, run: Run, demo: Path, tmp_path: Path
) -> None:
    statements = holdsway.open(demo).statements()
    kinds = ("event", "tie", "role", "listing") if to == "ftm" else tuple(Kind)
    ran = run("export", "--to", to, "-o", tmp_path / "new" / "out", "-l", demo)
    assert (ran.code, ran.out) == (0, "")
    wanted = [said.id for said in statements if said.kind in kinds]
    assert ids_in(tmp_path / "new" / "out", to) == wanted
    assert f"out: {len(wanted)} statements; " in ran.err
    assert ran.err.rstrip().endswith("withheld 0")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["out"]


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_made_twice_is_the_same_to_the_byte(to: str, run: Run, demo: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("export", "--to", to, "-o", tmp_path / name, "-l", demo)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_statements_that_fit_no_schema_are_counted(run: Run, demo: Path, tmp_path: Path) -> None:
    ran = run("export", "--to", "ftm", "-o", tmp_path / "out", "-l", demo)
    assert "without a schema there (" in ran.err
    assert " casualty, " in ran.err
    refused = run("export", "--to", "ftm", "--kind", "control", "-o", tmp_path / "none", "-l", demo)
    assert refused.code == 1
    assert refused.err.startswith("holdsway: FollowTheMoney has no schema for ")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("to", FORMATS)
def test_what_may_not_leave_is_withheld_and_counted(to: str, run: Run, tmp_path: Path) -> None:
    desk = desk_of(
        tmp_path,
        may := says(Kind.EVENT, "2021-07-01", event_type="clash"),
        says(Kind.EVENT, "2021-07-02", event_type="raid", sensitivity=ROWS_WITHHELD, licence="ACLED terms of use"),
        says(Kind.EVENT, "2021-07-03", event_type="raid", sensitivity=ROWS_WITHHELD, licence="ACLED terms of use"),
        says(Kind.EVENT, "2021-07-04", event_type="secret", sensitivity=CONFIDENTIAL),
    )
    ran = run("export", "--to", to, "-o", tmp_path / "out", "-l", desk.ledger.folder)
    assert ids_in(tmp_path / "out", to) == [may.id]
    written = (tmp_path / "out").read_bytes()
    assert b"secret" not in written
    assert b"raid" not in written
    told = "1 statements; withheld 3: 2 rows-withheld (ACLED terms of use), 1 confidential"
    assert ran.err == f"written: {tmp_path / 'out'}: {told}\n"


def test_where_nothing_may_leave_nothing_is_written(run: Run, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, says(sensitivity=CONFIDENTIAL))
    ran = run("export", "--to", "geojson", "-o", tmp_path / "out", "-l", desk.ledger.folder)
    assert (ran.code, ran.err) == (1, "holdsway: nothing may leave: withheld 1: 1 confidential\n")
    assert not (tmp_path / "out").exists()


def test_where_nothing_is_there_nothing_is_written(run: Run, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, says())
    ran = run("export", "--to", "hxl", "--kind", "tie", "--kind", "role", "-l", desk.ledger.folder)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "holdsway: nothing to export: no statement of kind tie or role is known here\n"


def test_only_the_kinds_asked_for_are_written(run: Run, demo: Path, tmp_path: Path) -> None:
    run("export", "--to", "geojson", "--kind", "event", "--kind", "tie", "-o", tmp_path / "out", "-l", demo)
    features = json.loads((tmp_path / "out").read_text("utf-8"))["features"]
    assert {feature["properties"]["kind"] for feature in features} == {"event", "tie"}


def test_nothing_published_later_is_in_an_export_as_known(run: Run, demo: Path) -> None:
    ran = run("export", "--to", "geojson", "--known-by", "2021-06-20", "-l", demo)
    features = json.loads(ran.out)["features"]
    assert features
    assert all(feature["properties"]["published"] <= "2021-06-20T23:59Z" for feature in features)


def test_text_goes_to_the_screen_without_a_file_and_parquet_does_not(run: Run, demo: Path) -> None:
    ran = run("export", "--to", "hxl", "-l", demo)
    assert ran.out.splitlines()[1].startswith("#meta+id,")
    assert ran.err.startswith("written: standard output: ")
    refused = run("export", "--to", "parquet", "-l", demo)
    assert refused.code == 2
    assert "say where to write it with -o FILE" in refused.err


def test_no_row_known_only_to_a_province_gets_a_point(run: Run, demo: Path, tmp_path: Path) -> None:
    run("export", "--to", "geojson", "-o", tmp_path / "map", "-l", demo)
    run("export", "--to", "hxl", "-o", tmp_path / "rows", "-l", demo)
    features = json.loads((tmp_path / "map").read_text("utf-8"))["features"]
    coarse = [feature for feature in features if feature["properties"]["precision"] == "province"]
    assert coarse
    assert all(feature["geometry"] is None for feature in coarse)
    with (tmp_path / "rows").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["precision"] == "province"]
    assert len(rows) == len(coarse)
    assert all((row["latitude"], row["longitude"]) == ("", "") for row in rows)


@pytest.mark.parametrize("gazetteer", ["", "code,name,parent,latitude,longitude,aliases\n"])
def test_a_frame_without_places_gives_away_no_coordinates_of_a_row_that_stays(
    gazetteer: str, run: Run, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    named = "gazetteer: {file: places.csv}\n" if gazetteer else ""
    (inbox / "case.yaml").write_text(f"name: case\nparties: [{{id: gov, name: Government}}]\n{named}", "utf-8")
    (inbox / "places.csv").write_text(gazetteer or "none\n", "utf-8")
    desk = holdsway.open(tmp_path / "ledger")
    desk.add(inbox / "case.yaml")
    where: dict[str, Any] = {"place_code": "name://Delta", "place_text": "Delta", "method": "table"}
    desk.ledger.commit(
        [
            says(day="2021-07-01", latitude=5.5, longitude=6.5, sensitivity=CONFIDENTIAL, **where),
            says(day="2021-07-02", **where),
        ]
    )
    ran = run("export", "--to", "geojson", "-l", tmp_path / "ledger")
    (feature,) = json.loads(ran.out)["features"]
    assert feature["geometry"] is None
    assert "6.5" not in ran.out


def test_a_folder_is_no_file_to_write(run: Run, demo: Path, tmp_path: Path) -> None:
    ran = run("export", "--to", "geojson", "-o", tmp_path, "-l", demo)
    assert ran.code == 2
    assert "is a directory" in ran.err

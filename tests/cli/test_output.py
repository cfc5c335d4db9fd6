"""Formats of output: CSV that a spreadsheet can open without harm, GeoJSON, JSON lines, Markdown, files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"


def test_control_as_csv_is_long_with_its_columns_in_order(run: Run, demo: Path) -> None:
    ran = run("control", "--on", "2021-07-18", "--format", "csv", "-l", demo)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(rows[0]) == [
        *("place", "code", "admin1", "on", "known_by", "party", "probability"),
        *("holder", "reports", "independent_sources", "last_report"),
    ]
    by_place: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_place.setdefault(row["code"], []).append(row)
    for lines in by_place.values():
        assert [line["party"] for line in lines] == ["goa", "taliban", "is-k", "us", "contested"]
        assert sum(float(line["probability"]) for line in lines) == pytest.approx(1)
        best = max(lines, key=lambda line: float(line["probability"]))
        if int(best["reports"]) and float(best["probability"]) >= 0.6:
            assert best["holder"] == best["party"]


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_text_that_a_spreadsheet_would_take_for_a_formula_is_escaped_in_csv(risky: str, run: Run, inbox: Any) -> None:
    rows = "".join(f"Officials,2021-07-10,2021-07-10,North,Beta,B1,{label},,\n" for label in (risky, "fallen"))
    folder = inbox({"control.csv": HEADER + rows})
    ledger = folder.parent / "ledger"
    run("add", folder, "-l", ledger)
    (reject,) = csv.DictReader(io.StringIO(run("rejects", "--format", "csv", "-l", ledger).out))
    assert reject["value"] == "'" + risky
    ran = run("sql", "SELECT value, -1 AS number FROM rejects", "--format", "csv", "-l", ledger)
    (told,) = csv.DictReader(io.StringIO(ran.out))
    assert (told["value"], told["number"]) == ("'" + risky, "-1")
    (as_json,) = json.loads(run("rejects", "--format", "json", "-l", ledger).out)
    assert as_json["value"] == risky


def test_a_formula_as_a_source_is_escaped_in_the_evidence_of_a_brief(run: Run, inbox: Any, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil")'
    header = "source,source_event_id,date_start,date_end,place,admin1,event_type,actor1,actor2,published\n"
    quoted = evil.replace('"', '""')
    row = f'"{quoted}",1,2021-07-10,2021-07-10,Beta,North,control_change,Rebels,Government,2021-07-11\n'
    folder = inbox({"events.csv": header + row})
    assert run("brief", folder, "-l", folder.parent / "ledger", "--format", "json", "-o", tmp_path / "out").code == 0
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        cells = [cell for line in csv.reader(lines) for cell in line]
    assert "'" + evil in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_control_as_geojson_is_one_feature_for_each_place(run: Run, demo: Path) -> None:
    shown = json.loads(run("control", "--on", "2021-07-18", "--format", "geojson", "-l", demo).out)
    assert shown["type"] == "FeatureCollection"
    assert shown["boundaries"]["version"] == "holdsway-demo-places-1"
    assert len(shown["features"]) == 58
    for feature in shown["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert 60 < longitude < 75
        assert 29 < latitude < 39
        assert feature["properties"]["code"].startswith("AF-")


def test_geojson_of_outlines_has_closed_rings(run: Run, inbox: Any) -> None:
    square = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]]]
    features = [
        {"type": "Feature", "properties": {"c": "S1", "n": "Square"}, "geometry": {"type": kind, "coordinates": shape}}
        for kind, shape in (("Polygon", square),)
    ]
    folder = inbox({"outlines.geojson": json.dumps({"type": "FeatureCollection", "features": features})})
    case = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(
        case.replace(
            "gazetteer: {file: places.csv, version: v1, licence: open}",
            "boundaries: {file: outlines.geojson, code: c, name: n}",
        ),
        "utf-8",
    )
    run("add", folder, "-l", folder.parent / "ledger")
    shown = json.loads(run("control", "--on", "2021-07-18", "--format", "geojson", "-l", folder.parent / "ledger").out)
    (feature,) = shown["features"]
    assert feature["geometry"]["type"] == "Polygon"
    assert len(feature["geometry"]["coordinates"]) == 2
    for ring in feature["geometry"]["coordinates"]:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4


def test_json_lines_are_one_answer_a_line(run: Run, demo: Path) -> None:
    lines = run("control", "--on", "2021-07-18", "--format", "jsonl", "-l", demo).out.splitlines()
    whole = json.loads(run("control", "--on", "2021-07-18", "--format", "json", "-l", demo).out)
    assert [json.loads(line) for line in lines] == whole


def test_a_markdown_table_keeps_a_bar_in_a_name_from_breaking_it(run: Run, demo: Path) -> None:
    ran = run("sql", "SELECT 'a|b' AS one, 'c' || chr(10) || 'd' AS two", "--format", "md", "-l", demo)
    assert ran.out.splitlines() == ["| one | two |", "|---|---|", "| a\\|b | c d |"]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".md", ".geojson"])
def test_a_file_is_written_in_the_format_of_its_suffix_as_it_would_be_printed(
    suffix: str, run: Run, demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / f"control{suffix}"
    ran = run("control", "--on", "2021-07-18", "-o", target, "-l", demo)
    assert (ran.code, ran.out) == (0, "")
    assert str(target) in ran.err
    printed = run("control", "--on", "2021-07-18", "--format", suffix[1:], "-l", demo).out
    assert target.read_text("utf-8") == printed


def test_a_table_of_control_names_the_unknown_and_counts_the_silent(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    shown = run("control", "--on", "2021-07-18", "--format", "table", "-l", demo).out
    assert "On 2021-07-18" in shown
    assert "unknown:" in shown
    assert "more places: no report, holder unknown" in shown


def test_the_environment_may_name_the_ledger(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSWAY_LEDGER", str(demo))
    assert run("verify").code == 0


def test_nothing_in_a_report_can_act_on_the_terminal(run: Run, inbox: Any) -> None:
    head = "---\npublisher: \"Wire\\e]0;owned\\a\"\npublished: '2021-07-10'\n---\n"
    text = head + "The Rebels captured Beta on Friday\x1b[31m, red.\n"
    folder = inbox({"evil.md": text})
    ledger = folder.parent / "ledger"
    assert run("add", folder, "-l", ledger).code == 0
    for arguments in (
        ("read", folder / "evil.md", "--frame", folder / "case.yaml"),
        ("why", "Beta", "--on", "2021-07-12", "-l", ledger),
        ("brief", "--from", "2021-07-10", "--to", "2021-07-12", "-l", ledger),
        ("control", "--on", "2021-07-12", "-l", ledger),
        ("sql", "SELECT source, quote FROM statements", "-l", ledger),
    ):
        ran = run(*arguments, "--format", "table")
        assert ran.code == 0
        assert "Beta" in ran.out
        assert "\x1b" not in ran.out
        assert "\x07" not in ran.out

"""Custody on the command line: the record can be asked and proved, and not be changed by asking."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import holdsway

Run = Callable[..., Any]
HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"
ROW = "Officials,2021-07-10,2021-07-10,North,Beta,B1,fallen,,\n"


@pytest.fixture
def ledger(run: Run, inbox: Any) -> Path:
    folder: Path = inbox({"control.csv": HEADER + ROW, "note.md": "The Rebels captured Beta on 10 July 2021.\n"})
    assert run("add", folder, "-l", folder.parent / "ledger").code == 0
    return folder.parent / "ledger"


@pytest.fixture(scope="module")
def asked_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that tests only ask."""
    folder = tmp_path_factory.mktemp("asked")
    header = "source,actor,list,published\n"
    (folder / "listings.csv").write_text(header + "UN list,Qari A,Sanctions,2021-07-01\n", "utf-8")
    holdsway.open(folder / "ledger").add(folder / "listings.csv")
    return folder / "ledger"


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and "sqlite-" not in p.name}


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM every_statements",
        "DROP VIEW statements",
        "CREATE TABLE mine AS SELECT 1",
        "INSERT INTO segment_of VALUES ('x', 1)",
        "UPDATE segment_of SET batch = 2",
        "COPY statements TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '{folder}/segments/out.parquet'",
        "ATTACH '{folder}/catalogue.sqlite'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "EXPORT DATABASE '{folder}/out'",
        "SELECT 1; DROP VIEW statements",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '{folder}/catalogue.sqlite'",
        "SELECT getenv('HOME')",
        "",
    ],
)
def test_sql_refuses_to_write_and_to_read_anything_but_the_record(query: str, run: Run, asked_only: Path) -> None:
    before = files_of(asked_only)
    ran = run("sql", query.format(folder=asked_only), "-l", asked_only)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "views: statements, documents, sources, places, actors, batches, rejects" in ran.err
    assert files_of(asked_only) == before


@pytest.mark.parametrize(
    ("view", "columns"),
    [
        (
            "statements",
            "id kind source publisher document quote place_code place_version place_text admin1 party actors label "
            "scale valid_from valid_to open published_from published_to polarity modality attribution low best high "
            "number_of category event_type native_id report_group revises retracts licence sensitivity method reader "
            "batch",
        ),
        ("documents", "sha256 path title publisher published paraphrase licence batch"),
        ("sources", "source statements"),
        ("places", "code name admin1"),
        ("actors", "actor"),
        ("batches", "number head previous"),
        ("rejects", "file row column value reason"),
    ],
)
def test_sql_answers_over_every_view_of_the_contract(view: str, columns: str, run: Run, ledger: Path) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    ran = run("sql", f"SELECT {names} FROM {view}", "-l", ledger, "--format", "json")
    assert ran.code == 0, ran.err
    rows = json.loads(ran.out)
    assert bool(rows) == (view != "rejects")
    for row in rows:
        assert list(row) == columns.split()


def test_sql_asks_the_record_as_of_a_batch(run: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "inbox" / "control.csv").write_text(HEADER + ROW + ROW.replace("fallen", "held"), "utf-8")
    run("add", tmp_path / "inbox", "-l", ledger)
    query = "SELECT count(*) AS n FROM statements WHERE method = 'table'"
    for at, number in (("1", 1), ("2", 2), ("HEAD", 2)):
        assert json.loads(run("sql", query, "--at", at, "-l", ledger).out) == [{"n": number}]


def test_a_sound_ledger_is_proved_and_nothing_written(run: Run, ledger: Path) -> None:
    before = files_of(ledger)
    ran = run("verify", "-l", ledger, "--format", "table")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "sound"
    assert files_of(ledger) == before


@pytest.mark.parametrize("part", ["segments", "documents"])
@pytest.mark.parametrize("harm", ["flipped", "gone", "cut"])
def test_a_damaged_file_of_the_record_is_exit_4_with_the_file_named(
    part: str, harm: str, run: Run, ledger: Path
) -> None:
    victim = next(path for path in sorted((ledger / part).rglob("*")) if path.is_file())
    content = bytearray(victim.read_bytes())
    victim.chmod(0o644)
    if harm == "gone":
        victim.unlink()
    else:
        content[len(content) // 2] ^= 1
        victim.write_bytes(bytes(content if harm == "flipped" else content[:-1]))
    for format in ("table", "json"):
        ran = run("verify", "-l", ledger, "--format", format)
        assert ran.code == 4
        assert victim.name in " ".join(ran.out.split()).replace(" ", "")
    shown = json.loads(run("verify", "-l", ledger, "--format", "json").out)
    assert shown["sound"] is False


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE batches SET note = 'another'",
        "UPDATE documents SET publisher = 'Somebody else'",
        "UPDATE segments SET rows = rows + 1",
        "DELETE FROM documents",
    ],
)
def test_a_changed_catalogue_is_exit_4(change: str, run: Run, ledger: Path) -> None:
    with sqlite3.connect(ledger / "catalogue.sqlite") as catalogue:
        catalogue.execute(change)
    catalogue.close()
    ran = run("verify", "-l", ledger)
    assert ran.code == 4
    assert "batch 1" in ran.out


def test_a_catalogue_that_is_no_database_is_exit_4_in_verify_and_1_elsewhere(run: Run, ledger: Path) -> None:
    for path in ledger.glob("catalogue.sqlite*"):
        path.unlink()
    (ledger / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    assert run("verify", "-l", ledger).code == 4
    ran = run("control", "-l", ledger)
    assert ran.code == 1
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [("control",), ("brief",), ("why", "Beta"), ("sql", "FROM statements")])
def test_a_damaged_segment_is_never_answered_from(command: tuple[str, ...], run: Run, ledger: Path) -> None:
    victim = next((ledger / "segments").rglob("*.parquet"))
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.chmod(0o644)
    victim.write_bytes(bytes(content))
    ran = run(*command, "-l", ledger)
    assert ran.code == 1
    assert ran.out == ""
    assert "is not what was written; restore the ledger from a copy" in ran.err

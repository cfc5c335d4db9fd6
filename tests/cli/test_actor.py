"""`holdsway actor`: found by name, shown with footnotes, in a table, as JSON and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LISTINGS = """\
source,actor,list,programme,since,reward,published,url,note
Office of Lists,Orlan Tesk,Northland list,arms,2020-02-09,,2021-07-01,,
Ministry,Orlan Tésk,Valley list,,2021-07,,2021-07-20,,
"""
EVENTS_HEADER = (
    "source,source_event_id,date_start,date_end,date_precision,admin1,place,pcode,latitude,longitude,place_precision,"
    "event_type,actor1,actor2,deaths_low,deaths_best,deaths_high,civilian_deaths,published,url,note\n"
)


def events(n: int) -> str:
    rows = [
        f"Wire,{i},2021-07-{i % 28 + 1:02},,day,North,Alpha,A1,,,,raid,Orlan Tesk,Government,,1,,,2021-07-30,,"
        for i in range(n)
    ]
    return EVENTS_HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def ledger(tmp_path: Path, inbox: Callable[..., Path], run: Callable[..., Any]) -> Path:
    folder = tmp_path / "ledger"
    assert run("add", inbox({"listings.csv": LISTINGS, "events.csv": events(23)}), "-l", folder).code == 0
    return folder


def test_an_actor_is_told_as_one_object_with_a_statement_behind_each_line(ledger, run):
    ran = run("actor", "orlan tesk", "-l", ledger)
    told = json.loads(ran.out)
    assert (ran.code, told["asked"], told["side_by_side"][:8]) == (0, "orlan tesk", "2 actors")
    one, other = told["actors"]
    assert (one["id"], other["id"]) == ("Orlan Tesk", "Orlan Tésk")
    assert (one["listings"][0]["lists"], one["listings"][0]["valid"]["from"]) == (["Northland list"], "2020-02-09")
    assert len(one["events"]) == 23
    numbers = {note["number"]: note["statement"] for note in told["footnotes"]}
    lines = [line for actor in told["actors"] for section in ("listings", "events") for line in actor[section]]
    assert all(numbers[line["footnotes"][0]] == line["statement"] for line in lines)


def test_the_table_caps_the_events_fits_the_terminal_and_shows_the_hash_of_each_statement(ledger, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    ran = run("actor", "Orlan Tesk", "-l", ledger, "--format", "table")
    shown = ran.out.splitlines()
    assert max(map(len, shown)) <= 80
    assert "  and 3 more: --format json" in [line.rstrip() for line in shown]
    first = json.loads(run("actor", "Orlan Tesk", "-l", ledger).out)["footnotes"][0]
    assert f"statement {first['statement'][:8]}" in " ".join(ran.out.split())


def test_known_by_leaves_out_what_was_published_later(ledger, run):
    told = json.loads(run("actor", "Orlan Tesk", "-l", ledger, "--known-by", "2021-07-10").out)
    assert [actor["id"] for actor in told["actors"]] == ["Orlan Tesk"]
    assert told["actors"][0]["events"] == []


def test_markdown_has_the_sections_and_the_footnotes(ledger, run):
    out = run("actor", "Orlan Tesk", "-l", ledger, "--format", "md").out
    assert "## Listings" in out
    assert "- Northland list (arms), since 9 February 2020 · Office of Lists, published 1 July 2021" in out
    assert "## Footnotes" in out


def test_an_unknown_name_is_one_line_with_the_near_spellings(ledger, run):
    ran = run("actor", "Orlan Teks", "-l", ledger)
    assert ran.code == 1
    assert "nobody on the record is called 'Orlan Teks'; near spellings: 'Orlan Tesk'" in ran.err

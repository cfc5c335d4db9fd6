"""Silence: which places nobody reported on, which is not peace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from holdsway.brief import Brief, Section
from holdsway.clocks import Days, parse_days, parse_published
from holdsway.desk import open_desk
from holdsway.records import Kind, Modality, Statement, identified
from holdsway.words import Quote

CASE = """\
name: case
title: Three towns
from: 2021-07-01
to: 2021-07-31
parties: [{id: gov, name: Government}, {id: reb, name: Rebels}]
gazetteer: {file: places.csv, version: v1, licence: open}
"""
PLACES = """\
code,name,parent,latitude,longitude,aliases
A1,Alpha,North,1,1,
B1,Beta,North,2,2,
C1,Gamma,South,3,3,
"""

Briefed = Callable[..., Brief]


def says(kind: Kind = Kind.CONTROL, day: str = "2021-07-14", **more: Any) -> Statement:
    """One statement of the wire on Alpha, valid and published on a day, unless told otherwise."""
    fields: dict[str, Any] = {
        "kind": kind,
        "source": "Wire",
        "document": "d" * 64,
        "quote": Quote(exact="words", start=0, end=5),
        "place_code": "A1",
        "open": kind is Kind.CONTROL,
        "valid": parse_days(day),
        "published": parse_published(day),
        "method": "read",
    }
    return identified(Statement(**(fields | more)))


@pytest.fixture
def briefed(tmp_path: Path) -> Briefed:
    """The brief of 12 to 18 July 2021 over a real ledger of these statements."""

    def make(*said: Statement, **asked: Any) -> Brief:
        (tmp_path / "inbox").mkdir()
        (tmp_path / "inbox" / "case.yaml").write_text(CASE, "utf-8")
        (tmp_path / "inbox" / "places.csv").write_text(PLACES, "utf-8")
        desk = open_desk(tmp_path / "ledger")
        desk.add(tmp_path / "inbox")
        desk.ledger.commit(said)
        return desk.brief(Days(date(2021, 7, 12), date(2021, 7, 18)), **asked)

    return make


def section_of(brief: Brief, id: str) -> Section:
    return next(section for section in brief.sections if section.id == id)


def test_silent_places_are_counted_and_those_never_reported_on_among_them(briefed: Briefed) -> None:
    before, now = says(day="2021-07-01", party="gov", place_code="B1"), says(party="reb")
    brief = briefed(before, now)
    whole, last = section_of(brief, "silence").findings
    assert {key: whole.facts[key] for key in ("silent", "never", "places")} == {"silent": 2, "never": 1, "places": 3}
    assert "2 of 3 places" in whole.text
    assert (last.facts["code"], last.facts["last_report"]) == ("B1", "2021-07-01")
    assert last.text.startswith("Beta (North): last report 1 July 2021")
    assert [brief.footnotes[n - 1].statement for n in last.footnotes] == [before.id]


def test_the_count_of_silent_places_is_footnoted_by_the_frame(briefed: Briefed) -> None:
    brief = briefed()
    (whole,) = section_of(brief, "silence").findings
    (number,) = whole.footnotes
    note = brief.footnotes[number - 1]
    assert (note.statement, note.source, note.licence) == (None, "places.csv", "open")
    assert "3 places" in note.words


def test_a_trap_breaks_no_silence(briefed: Briefed) -> None:
    whole, *_ = section_of(briefed(says(party="reb", modality=Modality.FUTURE)), "silence").findings
    assert (whole.facts["silent"], whole.facts["never"]) == (3, 3)


def test_where_every_place_is_reported_on_there_is_no_silence(briefed: Briefed) -> None:
    section = section_of(briefed(*(says(party="reb", place_code=code) for code in ("A1", "B1", "C1"))), "silence")
    assert section.findings == ()
    assert section.empty == "Every place has a report."


def test_the_longest_silent_place_comes_first(briefed: Briefed) -> None:
    brief = briefed(
        *(says(day=day, party="gov", place_code=code) for day, code in (("2021-07-05", "A1"), ("2021-07-01", "C1")))
    )
    assert [f.facts["code"] for f in section_of(brief, "silence").findings[1:]] == ["C1", "A1"]

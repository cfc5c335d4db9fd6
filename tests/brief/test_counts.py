"""Counts: the figures that sources put on districts or fighters, as they said them."""

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


def counted(**more: Any) -> Statement:
    return says(Kind.COUNT, **({"number_of": "districts", "place_code": None} | more))


def test_a_count_is_told_with_figure_holder_source_and_footnote(briefed: Briefed) -> None:
    said = counted(low=212.0, high=213.0, party="reb")
    brief = briefed(said)
    (finding,) = section_of(brief, "counts").findings
    assert finding.text == "212 to 213 districts, Rebels (Wire, 14 July 2021)"
    assert [brief.footnotes[n - 1].statement for n in finding.footnotes] == [said.id]
    assert (finding.facts["low"], finding.facts["high"]) == (212.0, 213.0)


def test_two_sources_that_count_differently_are_both_told(briefed: Briefed) -> None:
    brief = briefed(counted(best=204.0), counted(best=212.0, source="Agency"))
    assert len(section_of(brief, "counts").findings) == 2


def test_a_count_given_outside_the_week_is_not_told(briefed: Briefed) -> None:
    assert not section_of(briefed(counted(day="2021-07-01", best=204.0)), "counts").findings


@pytest.mark.parametrize("modality", [Modality.FUTURE, Modality.OPINION])
def test_a_count_foretold_or_held_as_an_opinion_is_kept_out(modality: Modality, briefed: Briefed) -> None:
    assert not section_of(briefed(counted(best=300.0, modality=modality)), "counts").findings

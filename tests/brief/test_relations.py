"""Ties, roles and listings: as each source says, in force by the last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from holdsway.brief import Brief, Section
from holdsway.clocks import Days, parse_days, parse_published
from holdsway.desk import open_desk
from holdsway.records import ActorRole, Kind, Modality, Statement, identified
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


def related(kind: Kind, subject: str, object: str, **more: Any) -> Statement:
    actors = (ActorRole(subject, "subject"), ActorRole(object, "object"))
    return says(kind, **({"actors": actors, "place_code": None} | more))


def test_a_listing_is_told_with_list_programme_day_and_reward_and_never_as_ours(briefed: Briefed) -> None:
    said = related(Kind.LISTING, "Qari A", "Sanctions list", label="TAi.1", open=True, best=5e6, number_of="reward USD")
    brief = briefed(said)
    (finding,) = section_of(brief, "relations").findings
    assert finding.text == (
        "Qari A: on the list Sanctions list (TAi.1), since 14 July 2021; reward up to 5,000,000 USD (Wire)"
    )
    assert [brief.footnotes[n - 1].statement for n in finding.footnotes] == [said.id]


def test_a_tie_and_a_role_are_told_with_their_words_and_days(briefed: Briefed) -> None:
    tie = related(Kind.TIE, "Qari A", "reb", label="commands for", valid=parse_days("2021-07-01/2021-07-10"))
    role = related(Kind.ROLE, "General B", "gov", label="minister", open=True)
    texts = [finding.text for finding in section_of(briefed(tie, role), "relations").findings]
    assert texts == [
        "General B: minister of Government, since 14 July 2021 (Wire)",
        "Qari A: commands for Rebels, 1–10 July 2021 (Wire)",
    ]


def test_an_old_tie_is_told_when_its_actor_acts_in_the_week_and_not_otherwise(briefed: Briefed) -> None:
    acting = related(Kind.TIE, "Qari A", "Qari B", day="2020-01-01", label="kin: brother of")
    idle = related(Kind.TIE, "Qari C", "Qari D", day="2020-01-01", label="kin: brother of")
    event = says(Kind.EVENT, event_type="armed_attack", actors=(ActorRole("QARI A", "by"),))
    (finding,) = section_of(briefed(acting, idle, event), "relations").findings
    assert finding.text.startswith("Qari A: kin: brother of Qari B")


def test_a_tie_that_begins_after_the_week_is_not_told(briefed: Briefed) -> None:
    later = related(
        Kind.TIE, "Qari A", "Qari B", valid=parse_days("2021-07-25"), published=parse_published("2021-07-13")
    )
    assert not section_of(briefed(later), "relations").findings


def test_a_tie_held_only_as_an_opinion_is_kept_out(briefed: Briefed) -> None:
    said = related(Kind.TIE, "Qari A", "Qari B", modality=Modality.OPINION)
    brief = briefed(said)
    assert not section_of(brief, "relations").findings
    assert any("1 forecast, hypothesis or opinion kept out" in line for line in brief.basis)

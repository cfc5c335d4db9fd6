"""Three towns, two parties, and statements on them: the small record that the tests of the brief start from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from holdsway.brief import Brief, Section
from holdsway.clocks import parse_days, parse_published
from holdsway.desk import Desk, open_desk
from holdsway.records import Kind, Statement, identified
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


def desk_of(folder: Path, *said: Statement) -> Desk:
    """A real ledger of these statements, in the frame of the three towns."""
    (folder / "inbox").mkdir()
    (folder / "inbox" / "case.yaml").write_text(CASE, "utf-8")
    (folder / "inbox" / "places.csv").write_text(PLACES, "utf-8")
    desk = open_desk(folder / "ledger")
    desk.add(folder / "inbox")
    desk.ledger.commit(said)
    return desk


def section_of(brief: Brief, id: str) -> Section:
    """One section of a brief."""
    return next(section for section in brief.sections if section.id == id)

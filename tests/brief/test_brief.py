"""The brief as a whole: a line without evidence is a bug."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import holdsway
from holdsway.actors import Parties, Party
from holdsway.brief import make_brief
from holdsway.clocks import Days, parse_days, parse_published, week
from holdsway.desk import Desk, open_desk
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement, identified
from holdsway.words import Quote


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


SECTIONS = ("changes", "disputed", "held", "attacks", "relations", "rumours", "counts", "silence", "licences")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = open_desk(tmp_path_factory.mktemp("demo") / "ledger")
    desk.add(Path(holdsway.__file__).parent / "demo" / "inbox")
    return desk


@pytest.mark.parametrize("number", range(22, 31))
def test_every_finding_of_every_section_of_the_demo_has_a_footnote_that_is_there(number: int, demo: Desk) -> None:
    brief = demo.brief(week(f"2021-W{number}"))
    assert tuple(section.id for section in brief.sections) == SECTIONS
    numbers = [note.number for note in brief.footnotes]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = {n for section in brief.sections for finding in section.findings for n in finding.footnotes}
    assert cited == set(numbers)
    for section in brief.sections:
        for finding in section.findings:
            assert finding.footnotes, finding
            assert finding.text
    known = {said.id for said in demo.statements()}
    assert {note.statement for note in brief.footnotes} <= known | {None}


statements = st.builds(
    lambda kind, day, lag, place, party, modality, polarity, source, figure, actor: says(
        kind,
        f"2021-07-{day:02}",
        published=parse_published(f"2021-07-{min(day + lag, 31):02}"),
        place_code=place,
        party=party if kind is not Kind.CONTROL else party or "gov",
        modality=modality,
        polarity=polarity,
        source=source,
        best=figure,
        number_of="killed" if figure else None,
        event_type="armed_attack" if kind is Kind.EVENT else None,
        actors=(ActorRole(actor, "subject"), ActorRole("reb", "object")),
    ),
    st.sampled_from(tuple(Kind)),
    st.integers(1, 28),
    st.integers(0, 5),
    st.sampled_from(("A1", "B1", "C1", None)),
    st.sampled_from(("gov", "reb", "contested", None)),
    st.sampled_from(tuple(Modality)),
    st.sampled_from(tuple(Polarity)),
    st.sampled_from(("Wire", "Agency", "Government")),
    st.sampled_from((None, 4.0)),
    st.sampled_from(("Qari A", "gov")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(statements, max_size=12, unique_by=lambda said: said.id))
def test_whatever_is_reported_no_line_is_without_a_footnote_and_no_trap_is_a_finding(said: list[Statement]) -> None:
    places = [Place(code, name, "North") for code, name in (("A1", "Alpha"), ("B1", "Beta"), ("C1", "Gamma"))]
    parties = Parties([Party("gov", "Government"), Party("reb", "Rebels")])
    frame = Frame(name="case", parties=parties, places=Gazetteer(places), declared=True)
    brief = make_brief(frame, Days(date(2021, 7, 12), date(2021, 7, 18)), said, ())
    traps = {one.id for one in said if not one.is_evidence}
    for section in brief.sections:
        for finding in section.findings:
            assert finding.footnotes
            cited = {brief.footnotes[n - 1].statement for n in finding.footnotes}
            assert section.id == "licences" or not cited & traps
    assert any(f"{len(traps)} " in line and "kept out" in line for line in brief.basis) == bool(traps)


def test_the_brief_says_what_it_covers_and_from_which_record(demo: Desk) -> None:
    brief = demo.brief(week("2021-W28"), known_by="2021-07-20")
    head = demo.ledger.head()
    assert head is not None
    assert (brief.days, brief.known_by) == (Days(date(2021, 7, 12), date(2021, 7, 18)), "2021-07-20")
    assert (brief.batch, brief.head) == (1, head.head)
    assert brief.title == "Afghanistan, June and July 2021: districts lost, won back and claimed (demonstration)"
    assert {estimate.on for estimate in brief.estimates} == {date(2021, 7, 18)}
    assert len(brief.estimates) == 58


def test_the_rumour_of_the_demo_that_found_no_second_source_makes_no_change(demo: Desk) -> None:
    brief = demo.brief(week("2021-W28"))
    changed = next(section for section in brief.sections if section.id == "changes")
    assert not [f for f in changed.findings if "Sheberghan" in f.text and f.facts["now"]["probability"] > 0.9]


def test_without_days_the_brief_is_of_the_last_seven_of_the_frame(demo: Desk) -> None:
    assert demo.brief().days == Days(date(2021, 7, 25), date(2021, 7, 31))


def test_the_scales_in_use_are_named_with_their_versions(demo: Desk) -> None:
    note = demo.brief().sections[-1].note or ""
    for name in ("Demo map desk A (constructed)", "Taliban statements"):
        scale = demo.frame().scales.of(name)
        assert scale is not None
        assert f"{name} {scale.version}" in note

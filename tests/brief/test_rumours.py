"""Rumours: what was said to be possible or likely, and what the record says became of it."""

from __future__ import annotations

from typing import Any

import pytest
from three_towns import Briefed, says, section_of

from holdsway.brief import Brief
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement


def rumour(**more: Any) -> Statement:
    return says(**({"party": "reb", "modality": Modality.POSSIBLE, "source": "Market talk"} | more))


def only(brief: Brief) -> Any:
    (finding,) = section_of(brief, "rumours").findings
    return finding


def statements_of(brief: Brief, numbers: tuple[int, ...]) -> set[str | None]:
    return {brief.footnotes[n - 1].statement for n in numbers}


def test_a_rumour_of_which_nothing_more_was_heard_says_so(briefed: Briefed) -> None:
    said = rumour()
    brief = briefed(said)
    assert only(brief).text == (
        "Rebels to hold Alpha (North): said to be possible (Market talk, 14 July 2021); nothing further in this record"
    )
    assert statements_of(brief, only(brief).footnotes) == {said.id}


def test_a_rumour_later_borne_out_cites_the_report_that_bore_it_out(briefed: Briefed) -> None:
    said, later = rumour(), says(day="2021-07-16", party="reb")
    brief = briefed(said, later)
    (number,) = [note.number for note in brief.footnotes if note.statement == later.id]
    assert only(brief).text.endswith(f"; later reported so [{number}]")
    assert statements_of(brief, only(brief).footnotes) == {said.id, later.id}


@pytest.mark.parametrize(
    "more", [{"party": "gov"}, {"party": "reb", "polarity": Polarity.NEGATED}], ids=["another holder", "a denial"]
)
def test_a_rumour_later_contradicted_cites_the_report_that_contradicts_it(
    more: dict[str, Any], briefed: Briefed
) -> None:
    said, later = rumour(), says(day="2021-07-16", **more)
    brief = briefed(said, later)
    assert "later reported otherwise" in only(brief).text
    assert later.id in statements_of(brief, only(brief).footnotes)


def test_a_rumour_on_which_later_reports_differ_tells_both(briefed: Briefed) -> None:
    brief = briefed(rumour(), says(day="2021-07-16", party="reb"), says(day="2021-07-17", party="gov", source="Agency"))
    assert "later reported so" in only(brief).text
    assert "later reported otherwise" in only(brief).text


@pytest.mark.parametrize(
    "other",
    [
        says(day="2021-07-13", party="reb"),
        says(day="2021-07-16", party="reb", place_code="B1"),
        says(day="2021-07-16", party="reb", modality=Modality.FUTURE),
        says(day="2021-07-16", party="reb", modality=Modality.LIKELY, place_code="B1"),
        says(day="2021-08-20", party="reb"),
        says(Kind.EVENT, day="2021-07-16", event_type="armed_attack"),
    ],
    ids=["earlier", "elsewhere", "forecast", "rumour elsewhere", "long after", "another matter"],
)
def test_what_is_not_about_the_rumour_or_not_after_it_does_not_count_as_its_fate(
    other: Statement, briefed: Briefed
) -> None:
    texts = [f.text for f in section_of(briefed(rumour(), other), "rumours").findings]
    assert any(
        text.startswith("Rebels to hold Alpha (North)") and text.endswith("nothing further in this record")
        for text in texts
    )


def test_talks_rumoured_and_later_held_are_followed_by_who_took_part(briefed: Briefed) -> None:
    actors = (ActorRole("Dr A", "by"),)
    said = rumour(kind=Kind.EVENT, party=None, event_type="talks", actors=actors, place_code=None)
    held = says(Kind.EVENT, day="2021-07-17", event_type="talks", actors=actors, place_code=None)
    assert "talks, Dr A" in only(brief := briefed(said, held)).text
    assert "later reported so" in only(brief).text


def test_a_rumour_moves_no_place_into_the_changes(briefed: Briefed) -> None:
    brief = briefed(rumour())
    assert not section_of(brief, "changes").findings
    assert len(section_of(brief, "disputed").findings) == 1


def test_a_firm_report_is_no_rumour(briefed: Briefed) -> None:
    section = section_of(briefed(says(party="reb")), "rumours")
    assert section.findings == ()
    assert section.empty == "None in this record."

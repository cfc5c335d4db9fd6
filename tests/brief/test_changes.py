"""Changed hands, in dispute, as before: who holds what at the end of the week beside the day before it."""

from __future__ import annotations

from three_towns import Briefed, says, section_of

from holdsway.brief import Brief
from holdsway.clocks import parse_published


def cited(brief: Brief, numbers: tuple[int, ...]) -> set[str | None]:
    return {note.statement for note in brief.footnotes if note.number in numbers}


def test_a_place_that_changed_hands_is_listed_with_both_probabilities_and_its_footnotes(briefed: Briefed) -> None:
    before, after = says(day="2021-07-05", party="gov"), says(day="2021-07-14", party="reb")
    brief = briefed(before, after)
    (finding,) = section_of(brief, "changes").findings
    now, was = finding.facts["now"], finding.facts["was"]
    assert (was["on"], was["holder"]) == ("2021-07-11", "gov")
    assert (now["on"], now["holder"]) == ("2021-07-18", "reb")
    assert finding.text.startswith(f"Alpha (North): Rebels {now['probability']:.2f}")
    assert f"Government {was['probability']:.2f} before" in finding.text
    assert cited(brief, finding.footnotes) == {after.id}
    assert not section_of(brief, "held").findings
    assert not section_of(brief, "disputed").findings


def test_a_place_first_reported_on_in_the_week_was_not_known_before(briefed: Briefed) -> None:
    (finding,) = section_of(briefed(says(party="reb")), "changes").findings
    assert finding.text.endswith("; not known before")
    assert finding.facts["was"]["unknown"] is True


def test_a_place_on_which_sources_differ_is_in_dispute_and_each_side_is_cited(briefed: Briefed) -> None:
    one, other = says(party="reb"), says(party="gov", source="Agency")
    brief = briefed(one, other)
    (finding,) = section_of(brief, "disputed").findings
    assert "not settled" in finding.text
    numbers = {note.statement: note.number for note in brief.footnotes}
    assert f"Rebels by Wire [{numbers[one.id]}]" in finding.text
    assert f"Government by Agency [{numbers[other.id]}]" in finding.text
    assert cited(brief, finding.footnotes) == {one.id, other.id}
    assert not section_of(brief, "changes").findings


def test_a_place_reported_on_whose_holder_stayed_is_listed_as_before(briefed: Briefed) -> None:
    brief = briefed(says(day="2021-07-05", party="gov"), says(day="2021-07-14", party="gov", source="Agency"))
    (finding,) = section_of(brief, "held").findings
    assert finding.text.startswith("Alpha (North): Government ")
    assert not section_of(brief, "changes").findings


def test_a_place_not_reported_on_in_the_week_is_in_none_of_the_three(briefed: Briefed) -> None:
    brief = briefed(says(day="2021-07-05", party="gov"))
    assert not [id for id in ("changes", "disputed", "held") if section_of(brief, id).findings]


def test_what_is_learned_in_the_week_of_an_earlier_day_is_not_a_change_of_that_week(briefed: Briefed) -> None:
    """Fell on the 5th, said on the 14th: as now known it was lost on both days."""
    late = says(day="2021-07-05", party="reb", published=parse_published("2021-07-14"))
    brief = briefed(late)
    assert not section_of(brief, "changes").findings
    assert [f.facts["code"] for f in section_of(brief, "held").findings] == ["A1"]


def test_a_place_known_by_its_code_alone_and_its_neighbours_are_listed_by_parent_and_name(briefed: Briefed) -> None:
    brief = briefed(*(says(party="reb", place_code=code) for code in ("C1", "B1", "A1")))
    assert [f.facts["code"] for f in section_of(brief, "changes").findings] == ["A1", "B1", "C1"]


def test_as_known_by_the_eve_the_later_report_is_not_there(briefed: Briefed) -> None:
    late = says(day="2021-07-14", party="reb", published=parse_published("2021-07-20"))
    brief = briefed(says(day="2021-07-05", party="gov"), late, known_by="2021-07-19")
    assert not section_of(brief, "changes").findings
    assert late.id not in {note.statement for note in brief.footnotes}

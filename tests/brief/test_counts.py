"""Counts: the figures that sources put on districts or fighters, as they said them."""

from __future__ import annotations

from typing import Any

import pytest
from three_towns import Briefed, says, section_of

from holdsway.records import Kind, Modality, Statement


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

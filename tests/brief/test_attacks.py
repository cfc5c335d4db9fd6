"""Attacks and casualties: report by report, each figure in its source's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from three_towns import Briefed, says, section_of

from holdsway.brief.attacks import figure
from holdsway.clocks import Days, parse_day, parse_published
from holdsway.records import ActorRole, Kind, Modality, Polarity, Statement
from holdsway.words import Quote


def attack(**more: Any) -> Statement:
    return says(Kind.EVENT, **({"event_type": "armed_attack"} | more))


def toll(**more: Any) -> Statement:
    return says(Kind.CASUALTY, **({"number_of": "killed"} | more))


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (23, None, None, "at least 23"),
        (20, None, 25, "20 to 25"),
        (20, 22, 25, "20 to 25, best 22"),
        (22, 22, 22, "22"),
        (None, 22, None, "22"),
        (None, None, 60, "up to 60"),
        (20, 22, None, "22 (low 20)"),
        (None, 22, 60, "22 (high 60)"),
        (0, 0, 0, "0"),
        (1037, 1037, 1037, "1,037"),
        (None, None, None, None),
    ],
)
def test_a_figure_is_worded_as_it_was_given(
    low: float | None, best: float | None, high: float | None, shown: str | None
) -> None:
    assert figure(toll(low=low, best=best, high=high)) == shown


def test_a_toll_is_listed_with_place_day_figure_source_and_footnote(briefed: Briefed) -> None:
    said = toll(low=23.0, category="soldiers")
    brief = briefed(said)
    (finding,) = section_of(brief, "attacks").findings
    assert finding.text == "Alpha (North), 14 July 2021: at least 23 killed (soldiers) (Wire, 14 July 2021)"
    assert [brief.footnotes[n - 1].statement for n in finding.footnotes] == [said.id]
    assert finding.facts["deaths"] == {"low": 23.0, "best": None, "high": None}


def test_two_reports_of_one_event_are_two_lines_and_said_to_be_unmatched(briefed: Briefed) -> None:
    section = section_of(briefed(attack(), attack(source="Agency")), "attacks")
    assert len(section.findings) == 2
    assert all(finding.facts["matched"] is False for finding in section.findings)
    assert "unmatched: two lines may tell of one event" in (section.note or "")


def test_a_revised_figure_shows_the_one_before_it_and_cites_both(briefed: Briefed) -> None:
    first = toll(best=3254.0)
    second = replace(toll(best=3524.0, source="Mission"), revises=first.id)
    brief = briefed(first, second)
    revised = next(f for f in section_of(brief, "attacks").findings if f.facts["revises"])
    assert "3,524 killed" in revised.text
    assert revised.text.endswith("; its figure before, 14 July 2021: 3,254")
    assert {brief.footnotes[n - 1].statement for n in revised.footnotes} == {first.id, second.id}


def test_who_did_it_is_named_as_the_report_has_it(briefed: Briefed) -> None:
    by = attack(actors=(ActorRole("reb", "by"), ActorRole("Deminers", "against")))
    denied = attack(source="Agency", actors=(ActorRole("reb", "by"),), polarity=Polarity.NEGATED)
    texts = [finding.text for finding in section_of(briefed(by, denied), "attacks").findings]
    assert any("armed attack by Rebels" in text for text in texts)
    assert any("armed attack, said not to be by Rebels" in text for text in texts)


@pytest.mark.parametrize("modality", [m for m in Modality if not m.is_evidence])
def test_what_is_no_evidence_is_kept_out_and_counted(modality: Modality, briefed: Briefed) -> None:
    brief = briefed(attack(modality=modality), toll(best=5.0, modality=modality))
    assert not section_of(brief, "attacks").findings
    assert any(line.startswith("2 forecasts, hypotheses and opinions kept out") for line in brief.basis)


def test_a_rumour_of_an_attack_is_left_to_the_rumours(briefed: Briefed) -> None:
    brief = briefed(attack(modality=Modality.POSSIBLE))
    assert not section_of(brief, "attacks").findings
    assert len(section_of(brief, "rumours").findings) == 1


def test_territory_that_moves_without_deaths_is_no_attack_and_with_deaths_is(briefed: Briefed) -> None:
    quiet = attack(event_type="control_change", party="reb")
    deadly = attack(event_type="control_change", party="reb", place_code="B1", best=4.0, number_of="deaths")
    (finding,) = section_of(briefed(quiet, deadly), "attacks").findings
    assert finding.text.startswith("Beta (North), 14 July 2021: control change, 4 deaths")


@pytest.mark.parametrize("kind", ["talks", "ceasefire", "handover", "meeting"])
def test_talks_and_handovers_are_no_attacks(kind: str, briefed: Briefed) -> None:
    assert not section_of(briefed(attack(event_type=kind)), "attacks").findings


def test_an_attack_outside_the_week_is_listed_only_when_it_was_first_told_in_it(briefed: Briefed) -> None:
    old = attack(day="2021-07-01")
    told_now = attack(day="2021-06-16", published=parse_published("2021-07-13"), place_code="B1")
    (finding,) = section_of(briefed(old, told_now), "attacks").findings
    assert finding.text.startswith("Beta (North), 16 June 2021")


def test_the_civilian_deaths_of_a_table_row_are_not_a_second_line(briefed: Briefed) -> None:
    row = Quote(exact="row", row=7)
    event = attack(quote=row, best=10.0, number_of="deaths", method="table")
    civilians = toll(quote=row, best=10.0, category="civilians", method="table")
    assert len(section_of(briefed(event, civilians), "attacks").findings) == 1


def test_of_two_sides_it_is_not_said_who_did_it_to_whom(briefed: Briefed) -> None:
    sides = attack(best=14.0, actors=(ActorRole("gov", "side"), ActorRole("reb", "side")))
    acted = attack(source="Agency", best=0.0, actors=(ActorRole("reb", "by"), ActorRole("Deminers", "against")))
    texts = [finding.text for finding in section_of(briefed(sides, acted), "attacks").findings]
    assert any("armed attack between Government and Rebels, 14 deaths (Wire" in text for text in texts)
    assert any("armed attack by Rebels against Deminers, no deaths (Agency" in text for text in texts)


def test_a_toll_of_years_gathers_no_old_attacks_beside_it(briefed: Briefed) -> None:
    years = Days(parse_day("2019-06-01"), parse_day("2021-07-14"))
    old = attack(day="2019-07-01", published=parse_published("2019-07-02"))
    (finding,) = section_of(briefed(old, replace(toll(low=40_000.0), valid=years)), "attacks").findings
    assert "at least 40,000 killed" in finding.text


def test_a_retreat_is_of_those_who_left_and_against_nobody(briefed: Briefed) -> None:
    left = attack(event_type="retreat", actors=(ActorRole("gov", "against"),))
    (finding,) = section_of(briefed(left), "attacks").findings
    assert "retreat of Government" in finding.text

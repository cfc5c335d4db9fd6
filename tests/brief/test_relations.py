"""Ties, roles and listings: as each source says, in force by the last day."""

from __future__ import annotations

from typing import Any

from three_towns import Briefed, says, section_of

from holdsway.clocks import parse_days, parse_published
from holdsway.records import ActorRole, Kind, Modality, Statement


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

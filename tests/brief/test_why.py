"""Why: every report behind one place, and the words behind one statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from three_towns import desk_of, says

from holdsway.records import Kind, Modality


def test_every_report_that_bears_on_a_place_is_told_with_stance_and_weight_and_its_words(tmp_path: Path) -> None:
    one, other = says(party="reb"), says(day="2021-07-15", party="gov", source="Agency")
    account = desk_of(tmp_path, one, other).why("Alpha", on="2021-07-18")
    assert account.account.estimate.holder == "gov"
    assert [(w.said.id, w.stance, w.note.shown) for w in account.bearing] == [
        (one.id, "against", "“words”"),
        (other.id, "for", "“words”"),
    ]
    assert account.bearing[0].weight is not None
    assert account.bearing[0].weight < 0 < (account.bearing[1].weight or 0)


def test_the_weights_add_up_to_the_log_odds(tmp_path: Path) -> None:
    said = [says(day=f"2021-07-{n:02}", party="reb" if n % 2 else "gov", source=f"S{n}") for n in range(1, 8)]
    reckoned = desk_of(tmp_path, *said).why("Alpha", on="2021-07-31").account
    total = reckoned.prior + sum(w.weight for w in reckoned.reports) + reckoned.silence
    assert total == pytest.approx(reckoned.log_odds, abs=1e-9)


def test_traps_and_reports_of_other_matters_are_told_apart_without_weight(tmp_path: Path) -> None:
    trap = says(party="reb", modality=Modality.FUTURE)
    toll = says(Kind.CASUALTY, best=3.0, number_of="killed")
    account = desk_of(tmp_path, says(party="gov", source="Agency"), trap, toll).why("Alpha", on="2021-07-18")
    assert {w.said.id for w in account.other} == {trap.id, toll.id}
    assert all((w.stance, w.weight, w.without_it) == (None, None, None) for w in account.other)


def test_reports_on_other_places_and_later_days_are_not_told(tmp_path: Path) -> None:
    account = desk_of(
        tmp_path, says(party="gov"), says(party="gov", place_code="B1"), says(day="2021-07-19", party="reb")
    ).why("Alpha", on="2021-07-18")
    assert (len(account.bearing), len(account.other)) == (1, 0)


def test_a_place_nobody_reported_on_has_an_account_with_the_prior_alone(tmp_path: Path) -> None:
    account = desk_of(tmp_path).why("Gamma", on="2021-07-18")
    assert (account.bearing, account.other) == ((), ())
    assert account.account.estimate.unknown


def test_the_account_of_a_statement_is_the_statement_its_place_and_its_footnote(tmp_path: Path) -> None:
    said = says(party="reb")
    account = desk_of(tmp_path, said).statement(said.id[:8])
    assert (account.said.id, account.note.statement, account.place and account.place.name) == (
        said.id,
        said.id,
        "Alpha",
    )

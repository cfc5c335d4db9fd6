"""Editions: what a source publishes under one key of its own, over time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.clocks import known_by_instant
from holdsway.ledger import Ledger, open_ledger
from holdsway.records import WITHDRAWN, ActorRole, Kind, Statement

Said = Callable[..., Statement]


def figures(ledger: Ledger, known_by: str | None = None, **asked: bool) -> list[float | None]:
    instant = known_by_instant(known_by) if known_by else None
    return [said.best for said in ledger.statements(known_by=instant, **asked)]


def event(said: Said, published: str | None, best: float | None = None, key: str = "5", **fields: object) -> Statement:
    return said("Burka", kind=Kind.EVENT, native_id=key, published=published, best=best, **fields)


def test_of_what_a_source_published_under_one_key_the_latest_stands(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2019-06", 6), event(said, "2023-06", 12)])
    assert figures(ledger) == [12]
    assert figures(ledger, superseded=True) == [6]


def test_between_two_releases_the_earlier_figure_is_known(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2019-06", 6), event(said, "2023-06", 12)])
    assert figures(ledger, "2019-06-29") == []
    assert figures(ledger, "2019-06-30") == [6]
    assert figures(ledger, "2023-06-29") == [6]
    assert figures(ledger, "2023-06-30") == [12]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_editions_come_in_changes_nothing(
    order: tuple[int, ...], ledger: Ledger, said: Said
) -> None:
    editions = [event(said, "2019", 6), event(said, "2021", 6), event(said, "2023", 12)]
    for number in order:
        ledger.commit([editions[number]])
    (standing,) = ledger.statements()
    assert (standing.best, standing.revises) == (12, editions[1].id)


def test_an_edition_that_repeats_the_one_before_changes_nothing(ledger: Ledger, said: Said) -> None:
    first, second, third = (event(said, year, best) for year, best in (("2019", 6), ("2021", 12), ("2023", 12)))
    ledger.commit([first, second, third])
    (standing,) = ledger.statements()
    assert (standing.id, standing.revises) == (third.id, first.id)
    assert ledger.ask("SELECT was_best, best FROM revisions")[1] == [(6.0, 12.0)]


def test_an_edition_that_says_less_changes_nothing_of_what_it_is_silent_on(ledger: Ledger, said: Said) -> None:
    first = event(said, "2019", 6, actors=(ActorRole("Front", "by"),), admin1="North")
    ledger.commit([first, event(said, "2021", 6), event(said, "2023", 7)])
    (between,) = ledger.statements(known_by=known_by_instant("2022"))
    assert (between.best, between.revises) == (6, None)
    (standing,) = ledger.statements()
    assert standing.revises == between.id


def test_a_figure_that_a_later_edition_no_longer_gives_goes_with_the_edition(ledger: Ledger, said: Said) -> None:
    civilians = said("Burka", kind=Kind.CASUALTY, native_id="5", published="2019", best=2, category="civilians")
    ledger.commit([event(said, "2019", 6), civilians, event(said, "2023", 6)])
    assert [s.kind for s in ledger.statements()] == [Kind.EVENT]
    assert len(ledger.statements(known_by=known_by_instant("2020"))) == 2


def test_a_withdrawn_key_is_gone_from_its_date_on_and_known_before(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2023-03-10", retracts=f"{WITHDRAWN}5"), event(said, "2023-01-10", 4)])
    assert figures(ledger) == []
    assert figures(ledger, "2023-03-09") == [4]


def test_a_withdrawal_of_the_same_day_comes_after_what_it_withdraws(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2023-03-10", retracts=f"{WITHDRAWN}5"), event(said, "2023-03-10", 4)])
    assert figures(ledger) == []


def test_what_is_published_again_after_a_withdrawal_stands(ledger: Ledger, said: Said) -> None:
    ledger.commit(
        [event(said, "2023-01", 4), event(said, "2023-02", retracts=f"{WITHDRAWN}5"), event(said, "2023-03", 5)]
    )
    assert figures(ledger) == [5]


def test_two_contents_published_at_once_both_stand(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2023", 4), event(said, "2023", 5)])
    assert sorted(figures(ledger)) == [4, 5]
    assert all(s.revises is None for s in ledger.statements())


def test_one_key_of_two_sources_is_two_events(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, "2019", 6), event(said, "2023", 12, source="Another")])
    assert figures(ledger) == [6, 12]


def test_a_dated_edition_comes_after_one_without_a_date(ledger: Ledger, said: Said) -> None:
    ledger.commit([event(said, None, 6), event(said, "2019", 12)])
    assert figures(ledger) == [12]


def test_a_retracted_edition_lets_the_one_before_stand_again(ledger: Ledger, said: Said) -> None:
    newest = event(said, "2023", 12)
    ledger.commit([event(said, "2019", 6), newest, event(said, "2024", 12, retracts=newest.id)])
    assert figures(ledger) == [6]


EDITION = st.tuples(st.sampled_from(("2019", "2020", "2021", None)), st.integers(0, 2), st.sampled_from("ab"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITION, max_size=6), st.sampled_from((None, "2019", "2020", "2021")))
def test_the_standing_edition_is_that_of_a_plain_reckoning(
    tmp_path_factory: pytest.TempPathFactory, said: Said, editions: list[tuple], known_by: str | None
) -> None:
    everything = {e.id: e for e in (event(said, year, best, key) for year, best, key in editions)}
    folder: Path = tmp_path_factory.mktemp("editions") / "ledger"
    ledger = open_ledger(folder, make=True)
    ledger.commit(everything.values())
    visible = [
        e for e in everything.values() if known_by is None or (e.published and str(e.published.first.year) <= known_by)
    ]
    expected = set()
    for key in "ab":
        mine = [e for e in visible if e.native_id == key]
        last = max((str(e.published) if e.published else "" for e in mine), default=None)
        expected |= {e.id for e in mine if (str(e.published) if e.published else "") == last}
    answer = ledger.statements(known_by=known_by_instant(known_by) if known_by else None)
    ledger.close()
    assert {s.id for s in answer} == expected

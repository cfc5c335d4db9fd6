"""The account of an estimate: what each report weighs, and that it all adds up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from holdsway.actors import Parties, Party
from holdsway.clocks import parse_days, parse_published
from holdsway.control import Account, Estimator, account
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import Kind, Modality, Polarity, Statement, identified
from holdsway.scales import Scale, Scales
from holdsway.words import Quote

ALPHA = Place("A1", "Alpha")
FRAME = Frame(
    parties=Parties([Party("gov", "Government"), Party("reb", "Rebels")]),
    places=Gazetteer([ALPHA]),
    scales=Scales([Scale("Ministry", party="gov"), Scale("Weekly map", kind="map")]),
    declared=True,
)
START = date(2021, 7, 1)


def says(party: str, day: str, published: str | None = None, *, source: str = "Press", **more: Any) -> Statement:
    fields: dict[str, Any] = {
        "kind": Kind.CONTROL,
        "source": source,
        "document": "d" * 64,
        "quote": Quote(exact="words", row=2),
        "place_code": "A1",
        "party": party,
        "open": True,
        "valid": parse_days(day),
        "published": parse_published(published or day),
    }
    return identified(Statement(**(fields | more)))


def reckon(*said: Statement, on: str = "2021-07-20") -> Account:
    return account(Estimator(FRAME, said), ALPHA, date.fromisoformat(on))


def log_odds(probabilities: Mapping[str, float], holder: str) -> float:
    return math.log(probabilities[holder] / math.fsum(p for h, p in probabilities.items() if h != holder))


statements = st.builds(
    lambda party, day, lag, source, polarity, modality, seq: says(
        party,
        str(START + timedelta(days=day)),
        str(START + timedelta(days=day + lag)),
        source=source,
        polarity=polarity,
        modality=modality,
        seq=seq,
    ),
    st.sampled_from(("gov", "reb", "contested")),
    st.integers(0, 30),
    st.integers(0, 10),
    st.sampled_from(("Press", "Agency", "Ministry", "Weekly map")),
    st.sampled_from(tuple(Polarity)),
    st.sampled_from((Modality.REPORTED, Modality.POSSIBLE)),
    st.integers(0, 3),
)
records = st.lists(statements, max_size=8, unique_by=lambda said: said.id)
days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))


@settings(max_examples=80, deadline=None)
@given(records, days)
def test_prior_weights_and_silence_add_up_to_the_log_odds_of_the_holder(said: list[Statement], on: date) -> None:
    one = account(Estimator(FRAME, said), ALPHA, on)
    total = one.prior + math.fsum(report.weight for report in one.reports) + one.silence
    assert math.isclose(total, one.log_odds, abs_tol=1e-9)
    holder, probabilities = one.estimate.holder, one.estimate.probabilities
    assert math.isclose(one.log_odds, log_odds(probabilities, holder), abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(records, days)
def test_without_it_is_what_the_estimate_would_be_had_the_report_never_come(said: list[Statement], on: date) -> None:
    one = account(Estimator(FRAME, said), ALPHA, on)
    for report in one.reports:
        rest = Estimator(FRAME, [s for s in said if s.id != report.said.id]).estimate(ALPHA, on)
        assert math.isclose(report.without_it, log_odds(rest.probabilities, one.estimate.holder), abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(records, days)
def test_reports_are_told_in_order_of_publication_each_once_and_none_left_out(said: list[Statement], on: date) -> None:
    reports = account(Estimator(FRAME, said), ALPHA, on).reports
    published = [report.said.published for report in reports]
    assert published == sorted(published, key=lambda p: p.last if p else None)  # type: ignore[arg-type,return-value]
    spoken = {s.id for s in said if s.valid and s.valid.first <= on}
    assert {report.said.id for report in reports} == spoken
    assert len(reports) == len(spoken)


def test_what_was_published_first_comes_first_though_it_speaks_of_a_later_day() -> None:
    late_news = says("reb", "2021-07-01", "2021-07-15")
    early_news = says("gov", "2021-07-05", "2021-07-06", source="Agency")
    assert [report.said for report in reckon(late_news, early_news).reports] == [early_news, late_news]


def test_a_report_for_the_holder_weighs_for_it_and_one_against_weighs_against() -> None:
    one = reckon(
        says("reb", "2021-07-10"),
        says("reb", "2021-07-11", source="Agency"),
        says("gov", "2021-07-12", source="Ministry"),
    )
    assert one.estimate.holder == "reb"
    assert [(report.stance, report.weight > 0) for report in one.reports] == [
        ("for", True),
        ("for", True),
        ("against", False),
    ]


def test_a_denial_of_another_holder_stands_for_the_holder_and_a_denial_of_its_own_against() -> None:
    one = reckon(
        says("reb", "2021-07-10"),
        says("gov", "2021-07-10", source="Agency", polarity=Polarity.NEGATED),
        says("reb", "2021-07-10", source="Ministry", polarity=Polarity.NEGATED),
    )
    stances = {(report.said.party, str(report.said.polarity)): report.stance for report in one.reports}
    assert stances == {("reb", "affirmed"): "for", ("gov", "negated"): "for", ("reb", "negated"): "against"}


def test_a_word_that_its_source_took_back_leaves_the_odds_as_they_would_be_without_it() -> None:
    one = reckon(says("gov", "2021-07-01"), says("reb", "2021-07-10"))
    assert math.isclose(one.reports[0].without_it, one.log_odds, abs_tol=1e-9)


def test_silence_takes_from_a_holder_that_was_reported_and_counts_its_days() -> None:
    one = reckon(says("reb", "2021-07-10"), on="2021-07-20")
    assert one.silent_days == 10
    assert one.silence < 0
    assert reckon(says("reb", "2021-07-10"), on="2021-07-10").silence == 0


def test_a_place_without_reports_has_the_prior_alone() -> None:
    one = reckon()
    assert (one.reports, one.silence, one.silent_days) == ((), 0, None)
    assert math.isclose(one.prior, math.log(1 / 2))
    assert one.log_odds == one.prior

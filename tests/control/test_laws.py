"""Laws of the estimates: they hold for whatever is reported, not for chosen cases only."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from holdsway.actors import Parties, Party
from holdsway.clocks import Days, parse_published
from holdsway.control import Estimator, account
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import Kind, Modality, Polarity, Statement, identified
from holdsway.scales import Scale, Scales
from holdsway.words import Quote

START = date(2021, 7, 1)
PLACES = (Place("A1", "Alpha"), Place("C", "City"), Place("C-E", "East", parent="C"), Place("C-W", "West", parent="C"))
SOURCES = ("Press", "Agency", "Ministry", "Spokesman", "Weekly map", "Copying map", "Closed map")
PARTIES = ("gov", "reb", "mil")
TRAPS = [modality for modality in Modality if not modality.is_evidence]


def frame_of(ministry: str = "gov", spokesman: str = "reb") -> Frame:
    return Frame(
        parties=Parties([Party(party, party.title()) for party in PARTIES]),
        places=Gazetteer(PLACES),
        scales=Scales(
            [
                Scale("Ministry", party=ministry),
                Scale("Spokesman", party=spokesman),
                Scale("Weekly map", kind="map"),
                Scale("Copying map", kind="map", copies="Weekly map"),
                Scale("Closed map", kind="map", ended=START + timedelta(days=20)),
            ]
        ),
        declared=True,
    )


FRAME = frame_of()


@st.composite
def statements(draw: Any, modalities: Any = tuple(m for m in Modality if m.is_evidence)) -> Statement:
    first = START + timedelta(days=draw(st.integers(0, 60)))
    event = draw(st.booleans())
    said = Statement(
        kind=Kind.EVENT if event else Kind.CONTROL,
        source=draw(st.sampled_from(SOURCES)),
        publisher=draw(st.sampled_from((None, "Wire", "Paper"))),
        document="d" * 64,
        quote=Quote(exact="words", row=2),
        place_code=draw(st.sampled_from(("A1", "C", "C-E", "C-W", None))),
        place_precision=draw(st.sampled_from((None, "district", "site", "province"))) if event else None,
        party=draw(st.sampled_from((*PARTIES, "contested", "bandits", None))),
        open=not event and draw(st.booleans()),
        valid=draw(st.sampled_from((Days(first, first), Days(first, first + timedelta(days=5)), None))),
        published=parse_published(str(first + timedelta(days=draw(st.integers(0, 9))))),
        polarity=draw(st.sampled_from(tuple(Polarity))),
        modality=draw(st.sampled_from(modalities)),
        url=draw(st.sampled_from((None, "https://example.org/1", "https://example.org/2"))),
        method=draw(st.sampled_from(("table", "read"))),
        seq=draw(st.integers(0, 3)),
    )
    return identified(said)


records = st.lists(statements(), max_size=12, unique_by=lambda said: said.id)
days = st.integers(0, 90).map(lambda n: START + timedelta(days=n))


@settings(max_examples=80, deadline=None)
@given(records, days)
def test_the_probabilities_of_a_place_sum_to_one(said: list[Statement], on: date) -> None:
    for estimate in Estimator(FRAME, said).estimates(on):
        assert math.isclose(math.fsum(estimate.probabilities.values()), 1, abs_tol=1e-12)
        assert all(0 < p < 1 for p in estimate.probabilities.values())
        assert estimate.probability == max(estimate.probabilities.values())


@settings(max_examples=60, deadline=None)
@given(records, st.lists(statements(modalities=TRAPS), min_size=1, max_size=6), days)
def test_forecasts_hypotheses_norms_and_opinions_never_move_an_estimate(
    said: list[Statement], traps: list[Statement], on: date
) -> None:
    assert Estimator(FRAME, [*traps, *said]).estimates(on) == Estimator(FRAME, said).estimates(on)


@settings(max_examples=60, deadline=None)
@given(records, days, st.randoms(use_true_random=False))
def test_the_order_of_the_statements_does_not_matter(said: list[Statement], on: date, random: Any) -> None:
    shuffled = said.copy()
    random.shuffle(shuffled)
    one, other = Estimator(FRAME, said), Estimator(FRAME, shuffled)
    assert one.estimates(on) == other.estimates(on)
    weights = [[(w.said.id, w.weight) for w in account(e, PLACES[0], on).reports] for e in (one, other)]
    assert weights[0] == weights[1]


@settings(max_examples=60, deadline=None)
@given(records, days)
def test_two_parties_that_trade_places_everywhere_trade_their_probabilities_exactly(
    said: list[Statement], on: date
) -> None:
    trade = {"gov": "reb", "reb": "gov"}
    traded = [replace(one, party=trade.get(one.party or "", one.party)) for one in said]
    there = Estimator(frame_of("reb", "gov"), traded)
    for here in Estimator(FRAME, said).estimates(on):
        other = there.estimate(FRAME.places[here.code], on)
        assert {trade.get(h, h): p for h, p in here.probabilities.items()} == other.probabilities
        assert trade.get(here.holder, here.holder) == other.holder
        assert (here.unknown, here.reports, here.independent_sources) == (
            other.unknown,
            other.reports,
            other.independent_sources,
        )


@settings(max_examples=60, deadline=None)
@given(records, days)
def test_a_statement_about_a_later_day_changes_no_estimate_of_an_earlier_one(said: list[Statement], on: date) -> None:
    def begins(one: Statement) -> date:
        day = one.valid.first if one.valid else one.published_day
        assert day is not None
        return day

    assert Estimator(FRAME, [s for s in said if begins(s) <= on]).estimates(on) == Estimator(FRAME, said).estimates(on)


@settings(max_examples=60, deadline=None)
@given(records, days)
def test_a_place_is_unknown_exactly_when_nothing_bears_on_it_or_no_holder_reaches_the_threshold(
    said: list[Statement], on: date
) -> None:
    for estimate in Estimator(FRAME, said).estimates(on):
        probable = sorted(estimate.probabilities.values(), reverse=True)
        assert estimate.unknown == (probable[0] < 0.6 or estimate.independent_sources == 0)


@settings(max_examples=60, deadline=None)
@given(records)
def test_far_away_in_time_every_estimate_comes_nearer_to_flat(said: list[Statement]) -> None:
    estimator = Estimator(FRAME, [replace(one, open=True) for one in said])
    last = START + timedelta(days=90)
    for near in estimator.estimates(last):
        far = estimator.estimate(FRAME.places[near.code], last + timedelta(days=3650))
        assert _spread(far.probabilities) <= _spread(near.probabilities) + 1e-12


def _spread(probabilities: Any) -> float:
    return max(abs(p - 1 / len(probabilities)) for p in probabilities.values())


def test_the_generated_records_are_not_all_idle() -> None:
    """A law over records that bear on nothing would hold of anything."""
    seen: list[int] = []

    @settings(max_examples=80, deadline=None, database=None)
    @given(records)
    def collect(said: list[Statement]) -> None:
        seen.append(sum(e.independent_sources for e in Estimator(FRAME, said).estimates(START + timedelta(days=60))))

    collect()
    assert sum(1 for n in seen if n >= 2) >= 10

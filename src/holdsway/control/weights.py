"""Weights: what each report changes in the odds of an estimate, so that all of them with the prior add up to it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from holdsway.control.estimate import Estimate, Estimator
from holdsway.control.evidence import latest
from holdsway.places import Place
from holdsway.records import Polarity, Statement

__all__ = ["Account", "Weighed", "account"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One report in an account: its stance on the holder, its weight, and the odds without it (natural logarithms)."""

    said: Statement
    stance: str
    weight: float
    without_it: float


@dataclass(frozen=True, slots=True)
class Account:
    """How an estimate came about: prior + every report's weight + silence = the log odds of its holder, exactly.

    Reports come in order of publication, each at its weight when it came in; `silence` is what the ageing of all
    of them by the day in question took or gave. `silent_days` run from the last report's day to it.
    """

    estimate: Estimate
    prior: float
    reports: tuple[Weighed, ...]
    silence: float
    silent_days: int | None
    log_odds: float


def account(estimator: Estimator, place: Place, on: date) -> Account:
    """The account of one place on a day."""
    estimate = estimator.estimate(place, on)
    said = [s for s in estimator.evidence(place.code) if _speaks_by(s, on)]
    said.sort(key=lambda s: (s.published.last.isoformat() if s.published else "9999", s.document, s.seq, s.id))

    def odds(statements: Sequence[Statement], *, ageing: bool) -> float:
        words = latest(statements, estimator.frame, on)
        return _log_odds(estimator.probabilities(words, on, ageing=ageing), estimate.holder)

    prior = odds((), ageing=False)
    before, reports = prior, []
    for number, one in enumerate(said, 1):
        after = odds(said[:number], ageing=False)
        rest = odds([s for s in said if s is not one], ageing=True)
        reports.append(Weighed(one, _stance(one, estimate.holder), after - before, rest))
        before = after
    log_odds = odds(said, ageing=True)
    days = [(s.valid.last if s.valid else s.published_day) for s in said]
    last = max((day for day in days if day), default=None)
    silent = max(0, (on - last).days) if last else None
    return Account(estimate, prior, tuple(reports), log_odds - before, silent, log_odds)


def _stance(said: Statement, holder: str) -> str:
    same = said.party == holder
    return "for" if same == (said.polarity is Polarity.AFFIRMED) else "against"


def _speaks_by(said: Statement, on: date) -> bool:
    day = said.valid.first if said.valid else said.published_day
    return day is not None and day <= on


def _log_odds(probabilities: Mapping[str, float], holder: str) -> float:
    others = math.fsum(p for h, p in probabilities.items() if h != holder)
    return math.log(probabilities[holder]) - math.log(others) if others > 0 else math.inf

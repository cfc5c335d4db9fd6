"""Estimates: the probability of each holder of a place on a day, from each source's latest word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from holdsway.actors import CONTESTED
from holdsway.control.evidence import Report, bearing, by_place, latest, report_groups
from holdsway.control.strength import Strengths
from holdsway.frame import DISCOUNT, Frame
from holdsway.places import Place
from holdsway.records import RETRO_CODED, Polarity, Statement

__all__ = ["Estimate", "Estimator"]

BARELY = 1.1
"""A report of little worth is still this much likelier to be right than a blind guess, however few the holders."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Who held a place on a day, with each holder's probability. `unknown`: none is probable enough to name.

    Of the `reports`, `retro_coded` were written down long after the day they tell of.
    """

    place: str
    code: str
    admin1: str | None
    on: date
    known_by: str | None
    holder: str
    probability: float
    probabilities: Mapping[str, float]
    unknown: bool
    reports: int
    independent_sources: int
    last_report: date | None
    retro_coded: int = 0


@dataclass(slots=True)
class Estimator:
    """Pools what bears on each place: log p(holder) = log prior + Σ weight · log p(said | holder), prior flat.

    A report's weight halves with every `half_life` days of age and with every later report that says otherwise. The
    holders are the parties of the frame and `contested`; of a report's errors half go to `contested`, the rest to the
    other parties alike. Statements must already be those known by the time in question.
    """

    frame: Frame
    statements: Iterable[Statement]
    known_by: str | None = None
    strengths: Strengths = field(default_factory=Strengths)
    _by_place: Mapping[str, list[Statement]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_place = by_place(bearing(self.statements, self.frame), self.frame)

    @property
    def holders(self) -> tuple[str, ...]:
        """The possible holders, in order."""
        return (*self.frame.parties.ids, CONTESTED)

    def evidence(self, code: str) -> list[Statement]:
        """Every statement that bears on a place, in order of publication."""
        return self._by_place.get(code, [])

    def estimates(self, on: date) -> list[Estimate]:
        """An estimate for every leaf place of the frame."""
        return [self.estimate(place, on) for place in self.frame.places.leaves]

    def estimate(self, place: Place, on: date, *, without: str | None = None) -> Estimate:
        """Who held one place on a day; `without` is the id of a statement to leave out."""
        said = [s for s in self.evidence(place.code) if _first_day(s) <= on and s.id != without]
        words = latest(said, self.frame, on)
        probabilities = self.probabilities(words, on)
        best = max(probabilities.values())
        leading = [holder for holder, p in probabilities.items() if math.isclose(p, best, rel_tol=1e-12)]
        group_of = report_groups(said)
        groups = set(group_of.values())
        at_the_time = {group_of[s.id] for s in said if RETRO_CODED not in s.flags}
        speakers = {word.said.source for word in _one_speaker_each(words)}
        return Estimate(
            place=place.name,
            code=place.code,
            admin1=place.admin1,
            on=on,
            known_by=self.known_by,
            holder=leading[0] if len(leading) == 1 else CONTESTED,
            probability=best,
            probabilities=probabilities,
            unknown=not words or len(leading) > 1 or best < self.strengths.unknown_below,
            reports=len(groups),
            independent_sources=len(speakers),
            last_report=max((s.report_day or _first_day(s) for s in said), default=None),
            retro_coded=len(groups - at_the_time),
        )

    def probabilities(self, words: Sequence[Report], on: date, *, ageing: bool = True) -> dict[str, float]:
        """The probability of each holder given the sources' latest words; they sum to one."""
        logs = dict.fromkeys(self.holders, 0.0)
        for word in words:
            weight = self._weight(word, words, on, ageing=ageing)
            for holder, log in self._log_likelihoods(word.said).items():
                logs[holder] += weight * log
        top = max(logs.values())
        shares = {holder: math.exp(log - top) for holder, log in logs.items()}
        whole = math.fsum(shares.values())
        return {holder: share / whole for holder, share in shares.items()}

    def _weight(self, word: Report, words: Sequence[Report], on: date, *, ageing: bool) -> float:
        aged: float = 0.5 ** ((on - word.day).days / self.strengths.half_life) if ageing else 1.0
        if self.frame.unreviewed == DISCOUNT and word.said.is_proposal:
            aged *= self.strengths.unreviewed
        overtaking = sum(1 for other in words if other.since > word.since and other.contradicts(word))
        return aged * self.strengths.overtaken**overtaking

    def _log_likelihoods(self, said: Statement) -> dict[str, float]:
        """The log probability that a source says this, by who really holds the place."""
        right = max(self.strengths.of(said, self.frame), BARELY / len(self.holders))
        if said.polarity is Polarity.NEGATED:
            return {h: math.log(1 - right if h == said.party else right) for h in self.holders}
        others = [h for h in self.holders if h != said.party]
        parties = [h for h in others if h != CONTESTED]
        wrong = dict.fromkeys(parties, (1 - right) / len(parties)) if parties else {}
        if CONTESTED in others:
            wrong = {h: share / 2 for h, share in wrong.items()} | {CONTESTED: (1 - right) / (2 if parties else 1)}
        return {h: math.log(right if h == said.party else wrong[h]) for h in self.holders}


def _first_day(said: Statement) -> date:
    day = said.valid.first if said.valid else said.published_day
    assert day is not None
    return day


def _one_speaker_each(words: Sequence[Report]) -> list[Report]:
    """One word for each report group, so that two voices quoted in one report count as one source."""
    groups = report_groups(word.said for word in words)
    kept: dict[str, Report] = {}
    for word in words:
        kept.setdefault(groups[word.said.id], word)
    return list(kept.values())

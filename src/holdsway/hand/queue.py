"""The queue: what machines read and no person has ruled on, what moves the brief most first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdsway.brief import Brief, Footnote
from holdsway.brief.wording import count
from holdsway.control import Estimate, Estimator
from holdsway.hand.standing import Standing
from holdsway.records import Kind, Statement
from holdsway.rulings import Outcome, State

__all__ = ["Proposal", "queue"]

_BEARING = (Kind.CONTROL, Kind.EVENT)
_WEIGHTS = {"licences": 0.0, "silence": 0.0, "relations": 0.5, "counts": 0.5}
"""What a line of these sections of the brief counts; of every other section it counts 1."""
_FELT = 0.005
"""A change of probability under half a hundredth moves nothing that is printed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement to rule on. `moves` is by how much the brief would be another without it: the share of its lines
    that rest on it, and the change in the probabilities of holders; `because` says so in words.
    """

    said: Statement
    note: Footnote
    moves: float
    because: tuple[str, ...]
    outcome: Outcome | None = None


def queue(stands: Standing, brief: Brief, notes: Mapping[str, Footnote], estimator: Estimator) -> list[Proposal]:
    """Every proposal, those in conflict first, then by how much they move the brief; ties as they were published.

    `notes` are the footnotes on statements by their id, `brief` and `estimator` those of the days in question.
    """
    rests = _resting(brief)
    found = []
    for said in [*stands.statements, *stands.hidden]:
        if not said.is_proposal:
            continue
        lines, share = rests.get(said.id, (0, 0.0))
        swings = list(_swings(said, estimator, brief)) if said.kind in _BEARING and said.is_evidence else []
        outcome = stands.outcomes.get(said.id)
        words = tuple(_because(lines, swings, outcome, estimator))
        moves = share + sum(change for change, _, _ in swings)
        found.append(Proposal(said, notes[said.id], moves, words, outcome))
    return sorted(found, key=lambda one: (not _is_in_conflict(one.outcome), -one.moves))


def _is_in_conflict(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.state is State.CONFLICT


def _resting(brief: Brief) -> dict[str, tuple[int, float]]:
    """By statement, how many lines of the brief cite it, and its share in them: a line that cites it alone counts 1.

    Lines on licences and silence tell nothing of the statement; those on ties, offices and counts weigh half.
    """
    of_number = {note.number: note.statement for note in brief.footnotes if note.statement}
    lines: Counter[str] = Counter()
    shares: dict[str, float] = defaultdict(float)
    for section in brief.sections:
        weight = _WEIGHTS.get(section.id, 1.0)
        for finding in section.findings if weight else ():
            cited = [of_number[number] for number in finding.footnotes if number in of_number]
            for statement in cited:
                lines[statement] += 1
                shares[statement] += weight / len(cited)
    return {statement: (number, shares[statement]) for statement, number in lines.items()}


def _swings(said: Statement, estimator: Estimator, brief: Brief) -> Iterator[tuple[float, Estimate, Estimate]]:
    """Each place whose holder on the last day is less or more probable without a statement: by how much, with, without.

    The change is the total variation between the two distributions, 0 to 1.
    """
    places = estimator.frame.places
    for leaf in places.leaves_of(said.place_code) if said.place_code else ():
        if all(one.id != said.id for one in estimator.evidence(leaf.code)):
            continue
        with_it = estimator.estimate(leaf, brief.days.last)
        without = estimator.estimate(leaf, brief.days.last, without=said.id)
        changes = (abs(with_it.probabilities[h] - without.probabilities[h]) for h in with_it.probabilities)
        if (change := sum(changes) / 2) >= _FELT:
            yield change, with_it, without


def _because(
    lines: int, swings: Sequence[tuple[float, Estimate, Estimate]], outcome: Outcome | None, estimator: Estimator
) -> Iterator[str]:
    if outcome is not None and outcome.state is State.CONFLICT:
        yield "ruled differently: " + ", ".join(f"{ruling.author} {ruling.act}" for ruling in outcome.by)
    parties = estimator.frame.parties
    for _, with_it, without in sorted(swings, key=lambda swing: -swing[0])[:2]:
        now = f"{parties.name_of(with_it.holder)} {with_it.probability:.2f}"
        then = f"{parties.name_of(without.holder)} {without.probability:.2f}" if without.reports else "no report"
        yield f"{with_it.place}: {now} with it, {then} without"
    if len(swings) > 2:
        yield f"and {count(len(swings) - 2, 'more place')}"
    if lines:
        yield f"{count(lines, 'line')} of the brief {'rests' if lines == 1 else 'rest'} on it"

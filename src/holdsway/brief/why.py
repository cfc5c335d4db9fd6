"""Why: every report behind one line, for and against, what each weighs, and where its words stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from holdsway.brief.footnotes import Footnote, Footnotes
from holdsway.control import Account, Estimator, account
from holdsway.frame import Frame
from holdsway.places import Place
from holdsway.records import Document, Statement
from holdsway.rulings import Outcome, State

__all__ = ["PlaceAccount", "StatementAccount", "WeighedNote", "place_account", "statement_account"]


_TAKES_AWAY = (State.REJECTED, State.CORRECTED)


@dataclass(frozen=True, slots=True)
class WeighedNote:
    """A report with its footnote; stance, weight and `without_it` are None when it bears on no estimate.

    `outcome` is what persons decided on it, with their rulings.
    """

    said: Statement
    note: Footnote
    stance: str | None = None
    weight: float | None = None
    without_it: float | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class PlaceAccount:
    """The account of one place on a day: its estimate, the reports that bear on it, and the others that name it."""

    place: Place
    account: Account
    bearing: tuple[WeighedNote, ...]
    other: tuple[WeighedNote, ...]
    ruled_out: tuple[WeighedNote, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementAccount:
    """One statement, whole, with its footnote."""

    said: Statement
    note: Footnote
    place: Place | None
    outcome: Outcome | None = None


def place_account(
    estimator: Estimator,
    place: Place,
    on: date,
    statements: Iterable[Statement],
    documents: Sequence[Document],
    outcomes: Mapping[str, Outcome] | None = None,
) -> PlaceAccount:
    """Everything known of one place by a day: what bears on its holder with its weight, then whatever else names it,
    then what persons ruled out of it: rejected, or as the reader had it before it was corrected.

    The place must be a leaf, or contain just one.
    """
    notes = Footnotes(documents, estimator.frame)
    outcomes = outcomes or {}
    leaves = estimator.frame.places.leaves_of(place.code) or (place,)
    reckoned = account(estimator, leaves[0], on)
    bearing = []
    for weighed in reckoned.reports:
        said, note = weighed.said, _note(weighed.said, notes)
        ruled = outcomes.get(said.id)
        bearing.append(WeighedNote(said, note, weighed.stance, weighed.weight, weighed.without_it, ruled))
    shown = {weighed.said.id for weighed in reckoned.reports}
    codes = {place.code, *(leaf.code for leaf in leaves)}
    other = [
        WeighedNote(said, _note(said, notes), outcome=outcomes.get(said.id))
        for said in statements
        if said.place_code in codes and said.id not in shown and _speaks_by(said, on)
    ]
    gone = [
        WeighedNote(outcome.was, _note(outcome.was, notes), outcome=outcome)
        for outcome in outcomes.values()
        if outcome.state in _TAKES_AWAY and outcome.was.place_code in codes and _speaks_by(outcome.was, on)
    ]
    return PlaceAccount(place, reckoned, tuple(bearing), tuple(other), tuple(gone))


def statement_account(
    said: Statement, notes: Footnotes, frame: Frame, outcome: Outcome | None = None
) -> StatementAccount:
    """One statement with its footnote and place, and what was ruled on it."""
    return StatementAccount(said, _note(said, notes), frame.places.get(said.place_code), outcome)


def _note(said: Statement, notes: Footnotes) -> Footnote:
    number = notes.cite(said)[0]
    return notes.all()[number - 1]


def _speaks_by(said: Statement, on: date) -> bool:
    day = said.valid.first if said.valid else said.published_day
    return day is None or day <= on

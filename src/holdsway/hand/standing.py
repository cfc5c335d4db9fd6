"""The record as it stands after rulings: statements with what was decided on them, and actors that are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from holdsway.errors import HoldswayError
from holdsway.frame import HIDE, Frame
from holdsway.ledger import Ledger
from holdsway.records import READ_ANEW, Statement
from holdsway.rulings import Act, Applied, Outcome, Ruling, applied, pairs
from holdsway.words import quote_again

__all__ = ["Standing", "stand"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Statements as they stand, and what was ruled: by the id of a statement its outcome, and what found no words.

    `hidden` are the proposals of machines that the frame's policy leaves out until a person has ruled on them. `again`
    gives the same statements as other rulings leave them.
    """

    statements: list[Statement]
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    lost: tuple[Outcome, ...] = ()
    hidden: tuple[Statement, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    again: Callable[[Sequence[Ruling]], Standing] | None = field(default=None, compare=False, repr=False)

    def outcome_of(self, id: str) -> Outcome | None:
        """What was decided on a statement, by the id it has now or the one it was read under."""
        found = (outcome for outcome in self.outcomes.values() if outcome.was.id == id)
        return self.outcomes.get(id) or next(found, None)

    def rulable(self) -> list[Statement]:
        """Every statement that can be ruled on: what stands, what is hidden, and what rulings took away or changed."""
        there = {said.id: said for said in (*self.statements, *self.hidden)}
        for outcome in self.outcomes.values():
            there.setdefault(outcome.was.id, outcome.was)
        return list(there.values())


def stand(
    ledger: Ledger, statements: list[Statement], frame: Frame, *, known_by: datetime | None, at: int | None
) -> Standing:
    """Statements of a ledger as rulings and the frame's policy leave them.

    Rulings are ours, as the reader is: they hold whatever the time that is asked for (`known_by`); `at` is the last
    batch whose rulings count.
    """
    anchored, text_of = _anchors(ledger, at)

    def under(rulings: Sequence[Ruling]) -> Standing:
        found = Applied(statements, [], {})
        if rulings:
            found = applied(statements, rulings, anchored, text_of, known_by=known_by)
            found = replace(found, statements=_with_actors_joined(found.statements, rulings, frame))
        shown, hidden = found.statements, list[Statement]()
        if frame.unreviewed == HIDE:
            hidden = [said for said in shown if said.is_proposal]
            shown = [said for said in shown if not said.is_proposal]
        return Standing(shown, found.outcomes, tuple(found.lost), tuple(hidden), tuple(rulings), under)

    return under(ledger.rulings(at))


def _anchors(
    ledger: Ledger, at: int | None
) -> tuple[Callable[[Statement], Statement | None], Callable[[str], str | None]]:
    """How to find the words of a statement in its document as it is now, and the hash of a document's text."""
    documents = {document.sha256: document for document in ledger.documents(at=at)}
    newest = {document.path: document for document in documents.values()}
    taken_back = cache(lambda: {said.retracts: said.note for said in ledger.retractions(at)})

    def anchored(said: Statement) -> Statement | None:
        document = documents.get(said.document)
        if document is None or said.method != "read" or said.quote.start is None:
            return None
        now = newest[document.path]
        if now.sha256 == document.sha256:  # only another reading of it may have taken the statement back
            return said if taken_back().get(said.id, READ_ANEW) == READ_ANEW else None
        try:
            text = ledger.text(now) if now.text_sha256 else ""
        except HoldswayError:
            return None
        quote = quote_again(text, said.quote)
        return replace(said, document=now.sha256, quote=quote, published=now.published) if quote else None

    def text_of(document: str) -> str | None:
        found = documents.get(document)
        return found.text_sha256 if found else None

    return anchored, text_of


def _with_actors_joined(statements: list[Statement], rulings: Sequence[Ruling], frame: Frame) -> list[Statement]:
    """Statements in which actors that were ruled the same bear one id; the words that named them stay."""
    same = [pair for pair, by in pairs(rulings).items() if {ruling.act for ruling in by} == {Act.SAME}]
    if not same:
        return statements
    known = _one_of_each(same, frame)
    return [_renamed(said, known) for said in statements]


def _one_of_each(same: Iterable[tuple[str, str]], frame: Frame) -> dict[str, str]:
    """By each name the one id that stands for all of its group: that of a party, else the first by letter."""
    groups: list[set[str]] = []
    for pair in same:
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined] + [set(pair).union(*joined)]
    chosen: dict[str, str] = {}
    for group in groups:
        parties = sorted({frame.actor(name) for name in group} & set(frame.parties.ids))
        chosen |= dict.fromkeys(group | set(parties), parties[0] if len(parties) == 1 else min(group))
    return chosen


def _renamed(said: Statement, known: Mapping[str, str]) -> Statement:
    if not any(actor.id in known and known[actor.id] != actor.id for actor in said.actors):
        return said
    actors = (replace(actor, id=known.get(actor.id, actor.id), text=actor.text or actor.id) for actor in said.actors)
    return replace(said, actors=tuple(actors))

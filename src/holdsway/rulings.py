"""Rulings: what a person decided about a statement, about two actors, or about an earlier ruling; when, and why.

A ruling names those on the same matter that decided it when it was made (`over`), and takes their place. So nothing
hangs on a clock, or on the order in which rulings arrive: of those that nobody undid, the ones that none of the others
takes the place of decide. Where these disagree, nothing is decided, and the matter is in conflict until a person who
saw them rules again. (An add-wins register with causal context: Shapiro and others, "A comprehensive study of
convergent and commutative replicated data types", INRIA RR-7506, 2011, section 3.2.)
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from holdsway.clocks import Days
from holdsway.records import CONFLICT, ActorRole, Modality, Polarity, Statement, identified
from holdsway.words import Quote, digest

__all__ = ["CORRECTABLE", "Act", "Applied", "Outcome", "Ruling", "State", "applied", "corrected", "deciding", "pairs"]
__all__ += ["outcomes", "ruling_of", "standing"]

CORRECTABLE = (
    *("party", "actors", "place_code", "place_version", "place_text", "place_note", "admin1", "valid", "open"),
    *("polarity", "modality", "low", "best", "high", "number_of", "category", "event_type", "label"),
)
"""The slots of a statement that a person may correct. What it is about, who speaks and in which words is not ours."""
OVERLAP = 0.5
"""From this share of their words on, of both together, two quotes of one document are the same passage."""


class Act(StrEnum):
    """What a ruling does."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    NOTE = "note"
    SAME = "same"
    DIFFERENT = "different"
    UNDO = "undo"

    @property
    def done(self) -> str:
        """The act in the past: `accepted`."""
        return _DONE.get(self, f"{self}ed")


class State(StrEnum):
    """What became of a statement that was ruled on."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    CONFLICT = CONFLICT
    NOTED = "noted"


_DONE = {"note": "noted", "same": "ruled the same", "different": "ruled different", "undo": "took back"}
_ON_STATEMENTS = (Act.ACCEPT, Act.REJECT, Act.CORRECT, Act.NOTE)
_STATES = {Act.ACCEPT: State.ACCEPTED, Act.REJECT: State.REJECTED, Act.CORRECT: State.CORRECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision of one person.

    `target` is a statement's id (accept, reject, correct, note), a ruling's (undo) or an actor's name (same, different:
    then `other` is the second one). `said` is the statement as the reader had it, `slots` the corrected ones as plain
    values. Make one with `ruling_of`, which gives it its id, a hash over all of this.
    """

    act: Act
    target: str
    author: str
    made: datetime
    other: str | None = None
    reason: str | None = None
    over: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    said: Statement | None = None
    id: str = ""
    batch: int | None = None


def ruling_of(ruling: Ruling) -> Ruling:
    """The ruling with its id, and of two actors the names in order."""
    if ruling.other is not None and ruling.other < ruling.target:
        ruling = replace(ruling, target=ruling.other, other=ruling.target)
    slots = json.dumps(dict(ruling.slots), sort_keys=True, ensure_ascii=False)
    over = tuple(sorted(ruling.over))
    made = ruling.made.astimezone(UTC)
    fields = (ruling.act, ruling.target, ruling.other, ruling.author, made.isoformat(), ruling.reason, slots, *over)
    return replace(ruling, id=digest(fields), over=over, made=made)


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Those that no standing ruling undoes, by the time they were made. Undoing an undoing brings the first back."""
    by_id = {ruling.id: ruling for ruling in rulings}
    undoing: dict[str, list[str]] = defaultdict(list)
    for ruling in by_id.values():
        if ruling.act is Act.UNDO:
            undoing[ruling.target].append(ruling.id)

    def is_out(id: str) -> bool:  # an undoing's id is a hash over its target's, so this comes to an end
        return any(not is_out(undo) for undo in undoing.get(id, ()))

    return sorted((r for r in by_id.values() if not is_out(r.id)), key=lambda r: (r.made, r.id))


def deciding(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Of all rulings those that decide: that stand, and that no standing one on the same matter takes the place of."""
    by_id = {ruling.id: ruling for ruling in rulings}
    there = [r for r in standing(rulings) if r.act not in (Act.UNDO, Act.NOTE)]
    overtaken: set[str] = set()
    for ruling in there:
        waiting = list(ruling.over)
        while waiting:
            before = waiting.pop()
            if before not in overtaken:
                overtaken.add(before)
                waiting += by_id[before].over if before in by_id else ()
    return [ruling for ruling in there if ruling.id not in overtaken]


def pairs(rulings: Sequence[Ruling]) -> dict[tuple[str, str], list[Ruling]]:
    """Of each pair of actors that was ruled on, what decides it: one way, or in conflict both."""
    found: dict[tuple[str, str], list[Ruling]] = defaultdict(list)
    for ruling in deciding(rulings):
        if ruling.act in (Act.SAME, Act.DIFFERENT):
            found[ruling.target, ruling.other or ""].append(ruling)
    return dict(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What rulings come to on one statement: its state, how the reader had it, what is to stand, and who ruled so.

    In conflict and with notes alone it stands as it was read.
    """

    state: State
    was: Statement
    slots: Mapping[str, Any]
    by: tuple[Ruling, ...]
    notes: tuple[Ruling, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """Who decided it, each once."""
        return tuple(dict.fromkeys(ruling.author for ruling in self.by))


def outcomes(rulings: Sequence[Ruling]) -> list[Outcome]:
    """What rulings come to, statement by statement: rulings on the same passage told alike are on one statement."""
    there = [*deciding(rulings), *(r for r in standing(rulings) if r.act is Act.NOTE)]
    matters: list[list[Ruling]] = []
    by_target: dict[str, list[Ruling]] = {}
    by_passage: dict[tuple[str, str], list[list[Ruling]]] = defaultdict(list)
    for ruling in sorted(there, key=lambda r: (r.made, r.id)):
        said = ruling.said
        if ruling.act not in _ON_STATEMENTS or said is None:
            continue
        near = by_passage[said.document, said.kind]
        matter = by_target.get(ruling.target) or next((m for m in near if _is_told_alike(m[0].said, said)), None)
        if matter is None:
            matter = []
            matters.append(matter)
            near.append(matter)
        by_target[ruling.target] = matter
        matter.append(ruling)
    return [_outcome(matter) for matter in matters]


def _outcome(matter: Sequence[Ruling]) -> Outcome:
    by = tuple(r for r in matter if r.act is not Act.NOTE)
    notes = tuple(r for r in matter if r.act is Act.NOTE)
    first = (by or notes)[0]
    assert first.said is not None
    decided = {(r.act, json.dumps(dict(r.slots), sort_keys=True)) for r in by}
    if not by:
        return Outcome(State.NOTED, first.said, {}, (), notes)
    if len(decided) > 1:
        return Outcome(State.CONFLICT, first.said, {}, by, notes)
    return Outcome(_STATES[first.act], first.said, first.slots, by, notes)


@dataclass(frozen=True, slots=True)
class Applied:
    """Statements as they stand after rulings; the outcomes whose words are found no more, and those that apply."""

    statements: list[Statement]
    lost: list[Outcome]
    outcomes: dict[str, Outcome]


def applied(
    statements: Sequence[Statement],
    rulings: Sequence[Ruling],
    anchored: Callable[[Statement], Statement | None],
    text_of: Callable[[str], str | None],
    *,
    known_by: datetime | None = None,
) -> Applied:
    """Statements with what was ruled on them: rejected ones gone, corrected ones as corrected, each marked.

    What a person accepted or corrected stands even where a newer reading has it otherwise. `anchored` gives a statement
    as it stands in the document now (None: its words are not there any more), `text_of` the hash of a document's text.
    """
    there = {said.id: said for said in statements}
    near: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for said in statements:
        if said.method == "read":
            near[said.document, said.kind].append(said)
    lost: list[Outcome] = []
    held: dict[str, Outcome] = {}
    for outcome in outcomes(rulings):
        was = outcome.was
        if known_by is not None and (was.published is None or was.published.last > known_by):
            continue
        here = there.get(was.id) or anchored(was)
        if here is None:
            lost.append(outcome)
            continue
        passage = near[here.document, here.kind]
        alike = [said for said in passage if said.id == here.id or _is_told_alike(said, here)]
        if outcome.state is State.NOTED and not alike and here.id not in there:
            lost.append(outcome)
            continue
        gone = alike if alike or here.id in there else [s for s in passage if _is_of_same_matter(s, here)]
        if outcome.state is State.REJECTED:
            gone = alike
        for said in gone:
            there.pop(said.id, None)
        there.pop(here.id, None)
        if outcome.state is State.REJECTED:
            held[here.id] = outcome
            continue
        stands = corrected(here, outcome.slots, text_of(here.document)) if outcome.slots else here
        state = None if outcome.state is State.NOTED else outcome.state
        by = tuple(ruling.id for ruling in (*outcome.by, *outcome.notes))
        there[stands.id] = replace(stands, ruled=state, ruled_by=outcome.authors, rulings=by)
        held[stands.id] = outcome
    return Applied(sorted(there.values(), key=_in_order), lost, held)


def corrected(said: Statement, slots: Mapping[str, Any], text_sha256: str | None) -> Statement:
    """A statement with some slots as a person gives them, under the id that it then has."""
    return identified(replace(said, **_values(slots), report_group=None), text_sha256=text_sha256)


def _values(slots: Mapping[str, Any]) -> dict[str, Any]:
    """Slots as fields of a statement, from the plain values that a ruling keeps."""
    values = {name: value for name, value in slots.items() if name in CORRECTABLE}
    if values.get("valid") is not None:
        first, last = values["valid"]
        values["valid"] = Days(date.fromisoformat(first), date.fromisoformat(last))
    if "polarity" in values:
        values["polarity"] = Polarity(values["polarity"])
    if "modality" in values:
        values["modality"] = Modality(values["modality"])
    if "actors" in values:
        values["actors"] = tuple(ActorRole(*actor) for actor in values["actors"])
    return values


def _is_told_alike(one: Statement | None, other: Statement) -> bool:
    """Whether two statements of one document and kind say the same in every slot, in the same passage."""
    return one is not None and _told(one) == _told(other) and _overlap(one.quote, other.quote) > 0


def _told(said: Statement) -> tuple[Any, ...]:
    actors = frozenset((actor.id, actor.role) for actor in said.actors)
    place = said.place_code or said.place_text
    figures = (said.low, said.best, said.high, said.number_of, said.category)
    return (said.kind, said.party, place, said.valid, said.polarity, said.modality, said.event_type, actors, *figures)


def _is_of_same_matter(one: Statement, other: Statement) -> bool:
    """Whether two statements of one document and kind are two readings of the same thing in the same passage."""
    places = one.place_code or one.place_text, other.place_code or other.place_text
    return (
        (one.number_of, one.category, one.event_type) == (other.number_of, other.category, other.event_type)
        and (None in places or places[0] == places[1])
        and _overlap(one.quote, other.quote) >= OVERLAP
    )


def _overlap(one: Quote, other: Quote) -> float:
    """How much of the words of two quotes, of both together, they share; of rows of a table all or nothing."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return float((one.sheet, one.row) == (other.sheet, other.row) and one.row is not None)
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start) or 1)


def _in_order(said: Statement) -> tuple[Any, ...]:
    """In order of publication, as a ledger gives statements."""
    published = said.published
    first, last = (published.first, published.last) if published else (datetime.max.replace(tzinfo=UTC),) * 2
    return last, first, said.document, said.seq, said.id

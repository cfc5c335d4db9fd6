"""A statement on who holds a place: the parts that the rules of control share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import argument
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind

__all__ = ["Cast", "acting", "control_finding", "with_holder", "word_for"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who holds the place after a clause, and the actors that it names, each with its part."""

    holder: str | None
    actors: tuple[tuple[str, str, str], ...] = ()


def acting(who: Participant) -> tuple[str, str, str]:
    """An actor that does it, as the actor of a finding."""
    return (who.party, "by", who.text)


def with_holder(holder: str | None, acts: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """The actors named, and the holder that follows from them without being named."""
    return acts if holder is None or holder == CONTESTED else (*acts, (holder, "party", ""))


def control_finding(
    scene: Scene,
    head: int,
    phrase: PlacePhrase,
    holder: str | None,
    said: Stance,
    start: int,
    end: int,
    cast: Cast,
    *,
    label: str | None = None,
    because: str = "",
) -> Finding:
    """The finding of a predicate on who holds a place, or how many places."""
    words = scene.passage.words[head]
    start = scene.with_denial(start, head)
    return Finding(
        kind=Kind.COUNT if phrase.kind == "count" and not _is_whole(phrase) else Kind.CONTROL,
        start=start,
        end=end,
        anchor=head,
        stance=said,
        chain=scene.chain(head),
        phrase=phrase,
        party=holder,
        actors=tuple((id, role, text or words) for id, role, text in cast.actors),
        label=(label or words).casefold(),
        figure=phrase.figure,
        number_of=phrase.unit,
        category=phrase.of,
        because=because,
    )


def _is_whole(phrase: PlacePhrase) -> bool:
    """'All six districts of A', 'all but one of the 28 districts of A': said of A itself, not a count of places."""
    return phrase.parent is not None and phrase.whole


def word_for(clause: Clause, roles: Sequence[str]) -> int | None:
    """The word of a clause in the first of some roles that it has."""
    return next((word for role in roles if (word := argument(clause, role)) is not None), None)

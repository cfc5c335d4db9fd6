"""One thing a sentence says, before it becomes a statement."""

from __future__ import annotations

from dataclasses import dataclass

from holdsway.reading.moods import Stance
from holdsway.reading.numbers import Figure
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import Speech
from holdsway.records import Kind

__all__ = ["Finding", "Participant"]


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor as a sentence names it, at words `start` to `end` (exclusive).

    `party` is the id of a party of the frame, or of an actor that is none the words that name it.
    """

    start: int
    end: int
    party: str
    text: str
    is_party: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a sentence says: the words `start` to `end`, the predicate at `anchor`, and its slots.

    `because` names the pattern that led here, to explain it; `note` says what the sentence itself leaves unsaid.
    """

    kind: Kind
    start: int
    end: int
    anchor: int
    stance: Stance
    chain: tuple[Speech, ...]
    phrase: PlacePhrase | None = None
    party: str | None = None
    actors: tuple[tuple[str, str, str], ...] = ()
    label: str | None = None
    figure: Figure | None = None
    number_of: str | None = None
    category: str | None = None
    event_type: str | None = None
    ahead: bool = False
    because: str = ""
    note: str | None = None

"""Persons by name, where a sentence names one: two to four words with capitals that are no place, party or office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.reading.window.lexicon import word_set
from holdsway.reading.window.passages import Passage

__all__ = ["Person", "persons"]

_HONOURS = word_set(
    "mr mrs ms dr sir mullah mawlawi maulvi sheikh ayatollah imam hajji general colonel major captain lieutenant "
    "brigadier marshal president vice prime minister governor ambassador envoy senator chancellor secretary king "
    "queen prince commander chairman speaker deputy foreign first second special the defence defense interior"
)
_BODIES = word_set(
    "cross crescent nations union council ministry party league army front force forces state states house "
    "organization organisation committee movement government trust network bank agency assembly court parliament "
    "mission command group office news times post university institute city district province republic emirate"
)
_PARTICLES = word_set("van von de der den da di du la le bin ibn bint al ul el ter dos abu -")
_NO_NAMES = word_set(
    "the a an in on at of and but for from after before when while as he she it they this that these those both some "
    "one no later earlier meanwhile"
)
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name at words `start` to `end`; `first` is where title and name begin together."""

    first: int
    start: int
    end: int
    name: str


def persons(passage: Passage, first: int, last: int) -> Iterator[Person]:
    """The persons named among the words `first` to `last`."""
    at = first
    while at < last:
        named = passage.is_name(at) and passage.word(at) not in _NO_NAMES
        end = min(_name_end(passage, at), last) if named else at + 1
        if named and (person := _person(passage, at, end)):
            yield person
        at = end


def _name_end(passage: Passage, at: int) -> int:
    """Where a run of names ends, 'van' and 'bin' between them included."""
    end = at + 1
    while end < len(passage):
        ahead = end
        while passage.word(ahead) in _PARTICLES and ahead < end + 3:
            ahead += 1
        if not passage.is_name(ahead) or passage.starts[ahead] > passage.ends[ahead - 1] + 1:
            break
        end = ahead + 1
    return end


def _person(passage: Passage, at: int, end: int) -> Person | None:
    first = start = next((m.end for m in passage.of("party") if m.start <= at < m.end), at)
    titles = [i for i in range(start, end - 2) if passage.word(i).rstrip(".") in _HONOURS]
    start = titles[-1] + 1 if titles else start
    parts = [i for i in range(start, end) if passage.is_name(i)]
    if not 2 <= len(parts) <= 4 or end - start > _MOST_WORDS or passage.word(end - 1) in _HONOURS:
        return None
    if any(
        passage.word(i) in _BODIES or passage.words[i].isupper() or not passage.words[i][0].isalpha() for i in parts
    ):
        return None
    if any(m.start < end and start < m.end for kind in ("place", "parent", "party") for m in passage.of(kind)):
        return None
    if any(t.start < end and start < t.end for t in passage.times):
        return None
    return Person(first, start, end, passage.text(start, end))

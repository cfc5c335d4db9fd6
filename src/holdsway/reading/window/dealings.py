"""Who deals with whom, and where: the sides named around talks or a truce, and the place, which may lie abroad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.reading.lexicon import word_set
from holdsway.reading.parents import name_end
from holdsway.reading.persons import persons
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.setting import Setting

__all__ = ["DENIES", "Side", "all_of", "clause_around", "is_title", "place_of", "sides", "start_of"]

DENIES = word_set("deny denies denied denying")
"""What says that it was not so; to reject talks is another matter."""

_ENDS = frozenset(
    (";", ":", "but", "while", "after", "before", "when", "although", "though", "because", "which", "that", "who", "if")
)
_BEFORE_START = frozenset((",", "and", "but", "that", '"', "“"))
_LEADS = word_set("with between under versus")
_HEADED = word_set("led headed chaired fronted")
_ARTICLES = word_set("the a an both")
_TITLES = word_set(
    "mr mrs ms dr sir mullah mawlawi sheikh general colonel president vice prime minister leader leaders foreign "
    "deputy ambassador special senior former chief negotiators"
)
_ADVERBIAL = word_set("in on at late early")
_PLACES = word_set("in at near outside")
_FARTHEST = 14
_LONGEST_START = 18


@dataclass(frozen=True, slots=True)
class Side:
    """A person or party that deals, at words `start` to `end`: its id, and the words that name it."""

    start: int
    end: int
    id: str
    text: str
    is_person: bool


def clause_around(setting: Setting, at: int) -> tuple[int, int]:
    """The first and last word (exclusive) of the clause a word stands in, without the speaker's own words."""
    passage, chain = setting.passage, setting.chain(at)
    first, last = (chain[-1].first, chain[-1].last) if chain else (0, len(passage))
    start = next((i + 1 for i in range(at - 1, first - 1, -1) if passage.word(i) in _ENDS), first)
    end = next((i for i in range(at, last) if passage.word(i) in _ENDS), last)
    return start, end


def all_of(setting: Setting, first: int, last: int) -> list[Side]:
    """Every person and party named among the words `first` to `last`, left to right."""
    found = [
        Side(p.start, p.end, p.party, p.text, is_person=False)
        for p in setting.participants
        if first <= p.start and p.end <= last
    ]
    for person in persons(setting.passage, first, last):
        name = setting.names.frame.actor(person.name)
        found.append(Side(person.start, person.end, name, person.name, is_person=True))
    return sorted(found, key=lambda s: (s.start, -s.end))


def sides(setting: Setting, first: int, last: int, verb: int, after: int) -> Iterator[Side]:
    """Those of them who deal: the subject of the verb, and whoever is named with, between, led by or met."""
    known, head = all_of(setting, first, last), start_of(setting, first, verb)
    for side in known:
        lead = _lead(setting, side, known, first)
        word, before = setting.passage.word(lead), setting.passage.word(lead - 1)
        begins = side.start < verb and lead < head
        met = side.start >= after and lead == after - 1
        if begins or met or word in _LEADS or (word == "by" and before in _HEADED):
            yield side


def _lead(setting: Setting, side: Side, known: list[Side], first: int) -> int:
    """The word that a name, or the list of names it belongs to, hangs on."""
    passage, at = setting.passage, side.start - 1
    while at >= first:
        word = passage.word(at)
        other = next((s for s in known if s.end == at and s is not side), None) if word in ("and", ",") else None
        of_party = passage.at("party", at) is not None and at + 1 < side.start
        if other is not None:
            at = other.start - 1
        elif is_title(setting, at) or of_party or (passage.is_name(at) and is_title(setting, at + 1)):
            at -= 1
        else:
            break
    return at


def is_title(setting: Setting, at: int) -> bool:
    """Whether a word before a name is only an article or an office: 'the envoy', 'Governor'."""
    word = setting.passage.word(at)
    return word in _ARTICLES or word in _TITLES or word in setting.words.lists["speakers"]


def place_of(
    setting: Setting, first: int, verb: int, after: int, last: int, leads: frozenset[str] = _PLACES
) -> PlacePhrase | None:
    """Where it was: named after 'in' behind the verb, else at the head of the clause; it need not be in the frame."""
    behind = range(after, min(last, after + _FARTHEST))
    ahead = range(first, min(verb, first + 2))
    for at in (*behind, *ahead):
        if setting.passage.word(at) in leads and (found := _named_at(setting, at + 1)):
            return found
    return None


def _named_at(setting: Setting, at: int) -> PlacePhrase | None:
    passage = setting.passage
    known = next((p for p in setting.phrases if p.start == at and p.kind in ("place", "province")), None)
    if known:
        return known
    at += passage.word(at) == "the"
    if not passage.is_name(at) or passage.at("party", at) or any(t.start <= at < t.end for t in passage.times):
        return None
    if not passage.words[at][0].isalpha():
        return None
    end = min(name_end(passage, at), at + 4)
    return PlacePhrase(at, end, passage.text(at, end), before=passage.word(at - 1), core=at)


def start_of(setting: Setting, first: int, verb: int) -> int:
    """Where the subject of a clause begins, after a conjunction, a time or a place ('In A, on Monday,') before it."""
    passage, at = setting.passage, max(first, verb - _LONGEST_START)
    while at < verb:
        led = passage.word(at) in _ADVERBIAL
        when = next((t.end for t in passage.times if t.start == at or (led and t.start == at + 1)), None)
        where = _named_at(setting, at + 1) if led and when is None else None
        if passage.word(at) in _BEFORE_START:
            at += 1
        elif when is not None and when <= verb:
            at = when
        elif where is not None and passage.word(where.end) == "," and where.end <= verb:
            at = where.end
        else:
            break
    return at

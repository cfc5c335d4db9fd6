"""The names of a frame in a sentence: its parties, its places and their parents, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from rapidfuzz import fuzz, process

from holdsway.actors import Party
from holdsway.frame import Frame
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark, Passage, Tokens, longest
from holdsway.reading.sides import Sides
from holdsway.reading.timeline import MONTHS
from holdsway.words import fold

__all__ = ["Names"]

_MOST_GAPS = 4
_ALIKE = 60.0
_NEAR = 70.0
_REVOLT = word_set("rebels rebel militants insurgents insurgency gunmen opposition separatists")
_GENERAL = word_set(
    "government ministry islamic republic national joint counter federal popular special security defence "
    "defense armed public of and the interior army forces allied command service police central operations"
)
_KINDS = frozenset(
    ("city", "district", "province", "town", "airport", "dam", "governor", "airfield", "valley", "council")
)
_LONGER = frozenset(
    f"{first} {name}"
    for first, known in (
        ("northern", "ireland cyprus marianas"),
        ("north", "korea macedonia ossetia vietnam yemen"),
        ("south", "sudan korea africa ossetia vietnam yemen"),
        ("east", "timor germany pakistan jerusalem"),
        ("west", "bank papua germany virginia"),
        ("western", "sahara samoa"),
        ("new", "guinea mexico jersey delhi"),
        ("equatorial", "guinea"),
    )
    for name in known.split()
)
_CALENDAR = word_set("monday tuesday wednesday thursday friday saturday sunday") | frozenset(MONTHS)
_MEMBERS = ("guerrillas", "guerrilla", "rebel", "fighter", "gunmen", "cadres")
_COLLECTIVE = frozenset(("forces", "states", "nations", "troops", "services", "brigades", "units", "rebels"))
_OFFICES = ("officials", "authorities", "administration", "commanders", "militiamen", "leaders")
_folded = lru_cache(maxsize=50_000)(fold)


class Names:
    """The dictionary of a frame: finds its parties, places and parents in a passage."""

    def __init__(self, frame: Frame, tokens: Tokens) -> None:
        from spacy.matcher import PhraseMatcher

        self.frame = frame
        self.sides = Sides(frame)
        self._tokens = tokens
        self._spelled: dict[tuple[str, str | None], str | None] = {}
        self._parents: dict[str, str | None] = {_folded(p): p for p in frame.places.parents()}
        self._all = sorted({_folded(name) for place in frame.places for name in place.names})
        self._entries: dict[str, list[tuple[str, str, str]]] = {}
        for party in frame.parties:
            for name in (*_names_of(party), *_adjectives(party, tokens)):
                self._add("party", party.id, name)
        for place in frame.places:
            for name in place.names:
                self._add("place", place.name, name)
        for parent in frame.places.parents():
            self._add("parent", parent, parent)
        self._matcher = PhraseMatcher(tokens.nlp.vocab, attr="NORM")
        self._matcher.add("names", [self._doc(key.split(" ")) for key in sorted(self._entries)])

    def mark(self, passage: Passage) -> None:
        """Add the marks `party`, `place` and `parent` to a passage."""
        doc = self._doc(passage.words)
        found: list[Mark] = []
        for _, first, last in self._matcher(doc):
            key = " ".join(t.norm_ for t in doc[first:last])
            for kind, id, name in self._entries.get(key, ()):
                if not _is_written(name, passage.words[first:last]) or _is_longer(passage, first, last):
                    continue
                if kind == "party" or self._is_apart(passage, first, last):
                    found.append(Mark(kind, first, last, id))
        for mark in longest(list(dict.fromkeys(found))):
            if mark.kind == "party" and passage.at("party", mark.start):
                continue  # one name, one party
            if mark.kind == "party" or not passage.at("party", mark.start):
                passage.marks.setdefault(mark.kind, []).append(mark)

    def _is_apart(self, passage: Passage, first: int, last: int) -> bool:
        """Whether a place's name is no part of a longer one, as that of a province before it: 'In Vesk Loder fell'."""
        opens = passage.word(0) in ("in", "across", "throughout")
        if opens and ((first == 2 and self._knows(passage, 1)) or (first == 1 and self._knows(passage, last))):
            return True
        return not _inside(passage, first, last)

    def _knows(self, passage: Passage, word: int) -> bool:
        """Whether a word is a name of its own."""
        return passage.is_name(word) and _folded(passage.words[word]) in self._entries

    def parent(self, name: str) -> str | None:
        """The first-level parent this name stands for, exactly or by spelling."""
        folded = _folded(name)
        if folded not in self._parents:
            known = [p for p in self._parents if self._parents[p]]
            near = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=_ALIKE) if folded else None
            self._parents[folded] = self.frame.places.parent_named(name) if near else None
        return self._parents[folded]

    def is_place(self, name: str, parent: str | None = None) -> bool:
        """Whether a name not in the dictionary is a place of the frame by spelling."""
        key = (_folded(name), parent)
        if key not in self._spelled:
            near = process.extractOne(key[0], self._all, scorer=fuzz.ratio, score_cutoff=_ALIKE) if key[0] else None
            place = self.frame.places.resolve(name, parent=parent).place if near else None
            self._spelled[key] = place.code if place else None
        return self._spelled[key] is not None

    def is_near(self, name: str) -> bool:
        """Whether a name that is no place of the frame comes close enough to one to be suggested."""
        return any(fuzz.ratio(_folded(name), known) >= _NEAR for known in self._all) if len(name) > 3 else False

    def _add(self, kind: str, id: str, name: str) -> None:
        words = [t.text for t in self._tokens.nlp.make_doc(name) if not t.is_space]
        norms = [_norm(word) for word in words if word not in "-–"]
        if not norms or len(" ".join(norms)) < 2:
            return
        gaps = len(norms) - 1
        ways: Iterable[tuple[bool, ...]] = (
            product((False, True), repeat=gaps) if gaps <= _MOST_GAPS else [(False,) * gaps]
        )
        for way in ways:
            key = norms[0] + "".join(
                (" - " if hyphen else " ") + norm for hyphen, norm in zip(way, norms[1:], strict=True)
            )
            self._entries.setdefault(key, []).append((kind, id, name))

    def _doc(self, words: list[str]) -> Any:
        from spacy.tokens import Doc

        doc = Doc(self._tokens.nlp.vocab, words=list(words))
        for token in doc:
            token.norm_ = _norm(token.text)
        return doc


def _names_of(party: Party) -> Iterator[str]:
    yield party.name
    yield from party.aliases
    if len(party.id) > 3 or "-" in party.id:
        yield party.id.upper() if len(party.id) <= 5 else party.id.title()


def _adjectives(party: Party, tokens: Tokens) -> Iterator[str]:
    """'Kurdish troops' for a party with the name 'Kurdish forces', 'Front fighters' for one with 'the Front'."""
    forces = tokens.lexicon.lists["forces"]
    for name in (party.name, *party.aliases):
        first, _, rest = name.partition(" ")
        if first == "the" and rest[:1].isupper():
            yield from (f"{rest} {noun}" for noun in sorted(forces - {"group", "men", "movement"}))
        if single := _single(name):
            yield from (f"{single} {noun}" for noun in sorted({*forces, *_MEMBERS} - {"group", "men", "movement"}))
            yield from (single,) if " " in single else ()
        if rest.casefold() in forces and first[:1].isupper() and first.casefold() not in _GENERAL:
            yield from (f"{first} {noun}" for noun in sorted(forces - {"group", "men", "movement"} - _REVOLT))
            yield from (f"{first} {noun}" for noun in _OFFICES)


def _single(name: str) -> str | None:
    """'River Hawk' of 'River Hawks': as it stands before 'fighters'; None for a name with no such plural."""
    last = name.rpartition(" ")[2]
    is_plural = last[:1].isupper() and last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 4
    return name[:-1] if is_plural and not last.isupper() and last.casefold() not in _COLLECTIVE else None


def _norm(word: str) -> str:
    return "-" if word in ("–", "‑", "—") else _folded(word) or word


def _is_written(name: str, words: list[str]) -> bool:
    """Capitals where the name has them; an abbreviation exactly as it is."""
    if name.isupper() and len(name) <= 5:
        return "".join(words) == name.replace(" ", "")
    pieces = [piece for piece in name.replace("-", " ").replace("–", " ").split() if piece[0].isalpha()]
    capitals = sum(piece[0].isupper() for piece in pieces)
    written = sum(word[:1].isupper() for word in words)
    return written >= capitals if capitals <= 1 else written >= 1 and words[0][:1].isupper() == pieces[0][0].isupper()


def _is_longer(passage: Passage, first: int, last: int) -> bool:
    """Whether the word before a name makes it that of another country: 'Northern Ireland', 'South Sudan'."""
    return (
        passage.is_name(first - 1)
        and last == first + 1
        and f"{passage.word(first - 1)} {passage.word(first)}" in _LONGER
    )


def _inside(passage: Passage, first: int, last: int) -> bool:
    """Whether a place's name is only a part of a longer name: 'Kabul Now', 'Mount Sinjar'."""
    following = passage.words[last] if last < len(passage) else ""
    if (following in ("-", "–") and passage.starts[last] == passage.ends[last - 1]) or (
        first and passage.words[first - 1] in ("-", "–") and passage.ends[first - 1] == passage.starts[first]
    ):
        return True
    touching = last < len(passage) and passage.starts[last] <= passage.ends[last - 1] + 1
    if touching and following[:1].isupper() and following.isalpha() and following.casefold() not in _KINDS:
        return True
    before = passage.words[first - 1] if first else ""
    return (
        first > 1
        and before[:1].isupper()
        and before.isalpha()
        and before.casefold() not in ("in", "the", "and", "but", *_KINDS)
        and before.casefold() not in _CALENDAR  # 'On Monday Loder fell', 'On 28 June Loder fell'
        and passage.words[first - 1]
        not in ("East", "West", "North", "South", "Central", "Eastern", "Western", "Northern", "Southern")
    )

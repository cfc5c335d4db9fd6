"""The words of ties, offices and lists, read from bonds.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Alignment", "TieVerb", "alignments", "listed", "offices_after", "one_of", "phrases_by_first", "tie_verbs"]


_FLAGS = ("body", "passive", "persons", "loose", "finite", "denied", "named")


@dataclass(frozen=True, slots=True)
class TieVerb:
    """A verb that ties its subject to another: the label, what its object must be, and what leads the other.

    `body`: the other must be a body. `person`: the subject must be a person. `apposed`: only as 'X, backed by Y'.
    `state`: the subject may also be a country."""

    label: str
    words: frozenset[str]
    other: tuple[str, ...]
    object: frozenset[str] = frozenset()
    passive: bool = False
    body: bool = False
    person: bool = False
    apposed: bool = False
    state: bool = False


@cache
def _content() -> Mapping[str, Any]:
    return dict(yaml.safe_load(files("holdsway.reading").joinpath("bonds.yaml").read_text("utf-8")))


@cache
def one_of(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(str(word) for word in _content()[name])


@cache
def listed(name: str) -> Mapping[str, Any]:
    """The entries of one list of pairs."""
    return dict(_content()[name])


@cache
def offices_after() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """What may follow the noun of an office and be part of it ('of staff'), the longest first."""
    return {
        noun: tuple(sorted((tuple(after.split()) for after in afters), key=len, reverse=True))
        for noun, afters in _content()["office_after"].items()
    }


@cache
def tie_verbs() -> Mapping[str, tuple[TieVerb, ...]]:
    """The verbs that tie, by base form."""
    found: dict[str, list[TieVerb]] = {}
    for entry in _content()["tie_verbs"]:
        flags = {name: bool(entry[name]) for name in ("passive", "body", "person", "apposed", "state") if name in entry}
        verb = TieVerb(
            entry["label"],
            frozenset(entry["words"].split()),
            tuple(entry["other"].split("|")),
            frozenset(entry.get("object", "").split()),
            **flags,
        )
        for word in verb.words:
            found.setdefault(word, []).append(verb)
    return {word: tuple(verbs) for word, verbs in found.items()}


@dataclass(frozen=True, slots=True)
class Alignment:
    """A word that ties whoever it is said of to another: what must follow it soon, and what leads the other.

    `body`: the other must be named. `passive`: only as a participle. `persons`: only of people and bodies by name.
    `loose`: also of 'two companies' and 'the mutineers'. `finite`: only with 'is'. `named`: whoever it is said of must
    be named. `denied`: it says that there is no such tie. Objects of several words are joined by '_'."""

    label: str
    words: frozenset[str]
    other: tuple[str, ...]
    object: frozenset[str] = frozenset()
    body: bool = False
    passive: bool = False
    persons: bool = False
    loose: bool = False
    finite: bool = False
    denied: bool = False
    named: bool = False


@cache
def phrases_by_first(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one list by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(str(one).split()) for one in _content()[name]), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(each) for first, each in found.items()}


@cache
def alignments(name: str = "alignments") -> Mapping[str, tuple[Alignment, ...]]:
    """The words that tie, by base form; `name` is the list of verbs or that of nouns."""
    found: dict[str, list[Alignment]] = {}
    for entry in _content()[name]:
        flags = {flag: bool(entry[flag]) for flag in _FLAGS if flag in entry}
        objects = frozenset(entry.get("object", "").split())
        one = Alignment(
            entry["label"], frozenset(entry["words"].split()), tuple(entry["other"].split("|")), objects, **flags
        )
        for word in one.words:
            found.setdefault(word, []).append(one)
    return {word: tuple(each) for word, each in found.items()}

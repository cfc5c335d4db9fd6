"""The words of ties, offices and lists, read from bonds.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["TieVerb", "listed", "offices_after", "one_of", "tie_verbs"]


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

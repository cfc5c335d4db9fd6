"""The patterns of control: which predicates say who holds a place; read from control.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdsway.reading.clauses import Clause
from holdsway.reading.tree import Tree

__all__ = ["ControlPattern", "ControlPatterns", "control_patterns"]


@dataclass(frozen=True, slots=True)
class ControlPattern:
    """A predicate and what its arguments are; `senses` are told in control.yaml."""

    sense: str
    words: frozenset[str]
    place: tuple[str, ...]
    holder: tuple[str, ...] = ()
    loser: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    needs: str = ""

    def fits(self, clause: Clause, tree: Tree) -> bool:
        """Whether a clause of one of the words has the object, particle and argument asked for."""
        if self.particle and clause.particle not in self.particle:
            return False
        if self.subject and (clause.subject is None or tree.lemmas[clause.subject] not in self.subject):
            return False
        if self.without and any(self.without & set(case.split(" ")) for case, _ in clause.obliques):
            return False
        if self.object:
            patient = clause.patient
            if patient is None or tree.lemmas[patient] not in self.object:
                return False
        if self.needs == "holder" and all(argument(clause, role) is None for role in self.holder):
            return False
        if self.needs == "no patient":
            return clause.patient is None
        return not (self.needs == "patient" and clause.patient is None)


@dataclass(frozen=True, slots=True)
class ControlPatterns:
    """Every pattern, by the words of its predicate, the more particular first."""

    verbs: Mapping[str, tuple[ControlPattern, ...]]
    nouns: Mapping[str, tuple[ControlPattern, ...]]
    state_nouns: frozenset[str]
    state_leads: frozenset[str]
    victory: frozenset[str]
    works: frozenset[str]
    airfield: frozenset[str]
    armed: frozenset[str]
    sees: frozenset[str]
    leaders: frozenset[str]
    deeds: frozenset[str]
    staged: frozenset[str]
    admits: frozenset[str]
    rid: frozenset[str]
    verges: frozenset[str]
    settlements: frozenset[str]
    strongholds: frozenset[str]
    flees: frozenset[str]
    names: frozenset[str]
    describes: frozenset[str]
    grounds: frozenset[str]
    maps: Mapping[str, frozenset[str]]
    unknown: frozenset[str]
    flags: Mapping[str, frozenset[str]]
    attempts: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]


def argument(clause: Clause, role: str) -> int | None:
    """The word of a clause that an argument name of a pattern stands for."""
    match role:
        case "actor":
            return clause.actor if not clause.passive else clause.agent
        case "patient":
            return clause.patient
        case "owner":
            return clause.subject
        case _:
            return clause.led_by(role)


@cache
def control_patterns() -> ControlPatterns:
    """The patterns as shipped."""
    content = yaml.safe_load(files("holdsway.reading").joinpath("control.yaml").read_text("utf-8"))
    return ControlPatterns(
        verbs=_by_word(_patterns(content["verbs"], "verbs")),
        nouns=_by_word(_patterns(content["nouns"], "nouns")),
        state_nouns=frozenset(content["states"]["nouns"].split()),
        state_leads=frozenset(content["states"]["leads"].split()),
        victory=frozenset(content["victory"].split()),
        works=frozenset(content["works"].split()),
        airfield=frozenset(content["airfield"].split()),
        armed=frozenset(content["armed"].split()),
        sees=frozenset(content["sees"].split()),
        leaders=frozenset(content["leaders"].split()),
        deeds=frozenset(content["deeds"].split()),
        staged=frozenset(content["staged"].split()),
        admits=frozenset(content["admits"].split()),
        rid=frozenset(content["rid"].split()),
        strongholds=frozenset(content["strongholds"].split()),
        flees=frozenset(content["flees"].split()),
        settlements=frozenset(content["settlements"].split()),
        verges=frozenset(content["verges"].split()),
        names=frozenset(content["names"].split()),
        describes=frozenset(content["describes"].split()),
        grounds=frozenset(content["grounds"].split()),
        maps={part: frozenset(words.split()) for part, words in content["maps"].items()},
        unknown=frozenset(content["unknown"].split()),
        flags={part: frozenset(words.split()) for part, words in content["flags"].items()},
        attempts={part: frozenset(words.split()) for part, words in content["attempts"].items()},
        adjectives={side: frozenset(words.split()) for side, words in content["adjectives"].items()},
    )


def _patterns(entries: list[dict[str, Any]], words: str) -> Iterator[ControlPattern]:
    for entry in entries:
        roles = {name: tuple(entry[name].split("|")) for name in ("place", "holder", "loser") if name in entry}
        sets = {
            name: frozenset(str(entry[name]).split())
            for name in ("subject", "object", "without", "particle", "through", "by", "before")
            if name in entry
        }
        yield ControlPattern(
            sense=entry["sense"],
            words=frozenset(entry[words].split()),
            needs=entry.get("needs", ""),
            place=roles["place"],
            holder=roles.get("holder", ()),
            loser=roles.get("loser", ()),
            **sets,
        )


def _by_word(patterns: Iterator[ControlPattern]) -> dict[str, tuple[ControlPattern, ...]]:
    found: dict[str, list[ControlPattern]] = {}
    for pattern in patterns:
        for word in pattern.words:
            found.setdefault(word, []).append(pattern)
    return {word: tuple(sorted(entries, key=_particular)) for word, entries in found.items()}


def _particular(pattern: ControlPattern) -> tuple[int, int]:
    return (
        -(
            bool(pattern.object)
            + bool(pattern.subject)
            + bool(pattern.particle)
            + bool(pattern.through)
            + bool(pattern.needs)
        ),
        0,
    )

"""What befalls people in a war, and the words that say so; read from losses.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdsway.reading.clauses import Clause
from holdsway.reading.tree import Tree

__all__ = ["CASUALTIES", "FateWords", "VerbFate", "fate_words"]

CASUALTIES = frozenset(("killed", "wounded", "killed or wounded", "missing"))
"""The fates that are casualties; the others (captured, displaced) are counts."""

_PARTICLES = frozenset(("in", "down", "over", "up", "away"))
_COMPLETES = ("xcomp", "advmod", "obl", "obj", "amod", "acl", "compound", "ccomp", "nmod", "appos", "advcl")


@dataclass(frozen=True, slots=True)
class VerbFate:
    """A predicate that says what befell people; `losses.yaml` tells the fields."""

    fate: str
    whom: str
    object: frozenset[str] = frozenset()
    particle: str = ""
    with_: frozenset[str] = frozenset()
    of: str = ""
    bare: bool = False
    noun: bool = False
    passive: bool = False
    without: frozenset[str] = frozenset()

    def fits(self, clause: Clause, tree: Tree) -> bool:
        """Whether a clause has the object, the particle and the completing word that are asked for."""
        if (self.bare and clause.object is not None) or (self.passive and not clause.passive):
            return False
        if self.without and self._has_unwanted(clause, tree):
            return False
        if self.particle and clause.particle != self.particle:  # the parse may take it for a preposition
            after = clause.head + 1
            if after >= len(tree) or tree.lemmas[after] != self.particle:
                return False
        if self.object and not self._has_object(clause, tree):
            return False
        return not self.with_ or self.completion(clause, tree) is not None

    def _has_object(self, clause: Clause, tree: Tree) -> bool:
        """'laid down their arms'; the parse may take a particle for a preposition of the object."""
        if clause.object is not None and tree.lemmas[clause.object] in self.object:
            return True
        return any(case in _PARTICLES and tree.lemmas[word] in self.object for case, word in clause.obliques)

    def _has_unwanted(self, clause: Clause, tree: Tree) -> bool:
        """'fell back', 'fell into an ambush', 'were held responsible': a word that makes it another predicate."""
        after = clause.head + 1
        return (
            clause.particle in self.without
            or (after < len(tree) and tree.lemmas[after] in self.without)
            or any(case in self.without or tree.lemmas[word] in self.without for case, word in clause.obliques)
            or any(tree.lemmas[c] in self.without for c in tree.those(clause.head, "xcomp", "advmod"))
        )

    def completion(self, clause: Clause, tree: Tree) -> int | None:
        """The word that completes the predicate, as 'dead' in 'shot dead' and 'home' in 'driven from their homes'."""
        if clause.particle in self.with_ or (
            tree.case(clause.head) in self.with_ and tree.classes[clause.head] == "NOUN"
        ):
            return clause.head
        for child in tree.those(clause.head, *_COMPLETES):
            if tree.lemmas[child] in self.with_ or tree.case(child) in self.with_:
                return child
        whom = clause.patient
        if whom is not None and (
            of := next((c for c in tree.those(whom, "nmod") if tree.lemmas[c] in self.with_), None)
        ):
            return of  # 'admitted 34 people with wounds'
        if self.object and clause.object is not None:  # 'paid the supreme price'
            described = tree.those(clause.object, "amod")
            return next((c for c in described if tree.lemmas[c] in self.with_), None)
        after = clause.head + 1
        return after if after < len(tree) and tree.lemmas[after] in self.with_ - {"to"} else None  # 'shot dead 15'


@dataclass(frozen=True, slots=True)
class FateWords:
    """Every word list of losses.yaml."""

    verbs: Mapping[str, tuple[VerbFate, ...]]
    nouns: Mapping[str, str]
    counts: frozenset[str]
    states: Mapping[str, str]
    deserters: Mapping[str, str]
    people: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    read_as: Mapping[str, str]
    befalls: Mapping[str, str]

    def category(self, noun: str) -> str | None:
        """Whom a noun means: civilian, child, woman, military, fighter, police or other people; else None."""
        return next((name for name, nouns in self.people.items() if noun in nouns), None)


@cache
def fate_words() -> FateWords:
    """The words as shipped."""
    content: dict[str, Any] = yaml.safe_load(files("holdsway.reading").joinpath("losses.yaml").read_text("utf-8"))
    verbs: dict[str, list[VerbFate]] = {}
    for entry in content["verbs"]:
        fate = VerbFate(
            entry["fate"], entry["whom"],
            object=_set(entry.get("object")), particle=entry.get("particle", ""), with_=_set(entry.get("with")),
            of=entry.get("of", ""), bare=entry.get("bare", False), noun=entry.get("noun", False),
            passive=entry.get("passive", False), without=_set(entry.get("without")),
        )  # fmt: skip
        for verb in entry["verbs"].split():
            verbs.setdefault(verb, []).append(fate)
    nouns = {noun: entry["fate"] for entry in content["nouns"] for noun in entry["nouns"].split()}
    counts = {noun for entry in content["nouns"] if entry.get("counts") for noun in entry["nouns"].split()}
    return FateWords(
        verbs={verb: tuple(sorted(fates, key=_plainness)) for verb, fates in verbs.items()},
        nouns=nouns,
        counts=frozenset(counts),
        states=content["states"],
        read_as=content["read_as"],
        befalls=content["befalls"],
        deserters=content["deserters"],
        people={name: _set(words) for name, words in content["people"].items()},
        lists={name: _set(value) for name, value in content.items() if isinstance(value, str)},
    )


def _set(words: str | None) -> frozenset[str]:
    return frozenset((words or "").split())


def _plainness(fate: VerbFate) -> int:
    """The more a predicate asks for, the sooner it is tried."""
    return -(2 * bool(fate.object) + 2 * bool(fate.with_) + bool(fate.particle))

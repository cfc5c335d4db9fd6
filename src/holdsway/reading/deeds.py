"""The patterns of events: which words tell of what kind of event, and which argument is who; read from events.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdsway.reading.clauses import Clause
from holdsway.reading.lexicon import forms_of
from holdsway.reading.passages import Passage
from holdsway.reading.patterns import argument
from holdsway.reading.tree import Tree

__all__ = [
    "EventPattern",
    "EventWords",
    "event_base",
    "event_forms",
    "event_words",
    "is_past_form",
    "is_present_form",
    "noun_base",
    "singular",
]


@dataclass(frozen=True, slots=True)
class EventPattern:
    """A predicate or a noun that tells of an event, and which of its arguments is who; told in events.yaml."""

    event: str
    words: frozenset[str]
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    particle: frozenset[str] = frozenset()
    through: tuple[tuple[str, str], ...] = ()
    complement: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    sides: bool = False
    both: bool = False
    harm: bool = False
    people: bool = False
    armed: bool = False

    def fits(self, clause: Clause, tree: Tree) -> bool:
        """Whether a clause of one of the words has the arguments this pattern asks for."""
        if self.particle and clause.particle not in self.particle:
            return False
        patient = clause.patient
        if self.object and not any(_is_of(tree, w, self.object) for w in _objects(tree, clause)):
            return False
        if self.unless and patient is not None and _is_of(tree, patient, self.unless):
            return False
        if self.complement and not self.complement & set(_complements(tree, clause)):
            return False
        if self.subject and (clause.actor is None or not _is_of(tree, clause.actor, self.subject)):
            return False
        if self.needs and all(_is_none(tree, argument(clause, role)) for role in self.needs):
            return False
        return not self.through or any(
            (case, tree.lemmas[w]) in self.through or (case.rpartition(" ")[2], tree.lemmas[w]) in self.through
            for case, w in clause.obliques
        )


@dataclass(frozen=True, slots=True)
class EventWords:
    """Every pattern by its words, the more particular first, and the word lists that events are told with."""

    verbs: Mapping[str, tuple[EventPattern, ...]]
    nouns: Mapping[str, tuple[EventPattern, ...]]
    weapons: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]


@cache
def event_words() -> EventWords:
    """The patterns and lists as shipped."""
    content = _content()
    return EventWords(
        verbs=_by_word(_patterns(content["verbs"], "verbs")),
        nouns=_by_word(_patterns(content["nouns"], "nouns")),
        weapons={word: event for event, words in content["weapons"].items() for word in words.split()},
        lists={name: frozenset(words.split()) for name, words in content["lists"].items()},
    )


def noun_base(passage: Passage, tree: Tree, word: int) -> str:
    """The singular of a noun, by its written form where a list has it: 'clashes' is one of 'clash'."""
    known = _plurals().get(passage.word(word))
    return known if known is not None else singular(tree.lemmas[word])


@cache
def _plurals() -> dict[str, str]:
    words = event_words()
    known = {*words.nouns, *words.weapons, *words.lists["people"], *words.lists["machines"]}
    nouns = {noun for noun in known if not (noun.endswith("s") and noun[:-1] in known)}
    return {form: noun for noun in sorted(nouns) for form in (noun, _plural(noun))}


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def singular(lemma: str) -> str:
    """A noun in the singular, also where the parser left it in the plural: 'guerrillas', 'policemen'."""
    if lemma.endswith("men") and len(lemma) < 12:
        return lemma[:-3] + "man"
    if lemma.endswith("ies") and len(lemma) > 4:
        return lemma[:-3] + "y"
    if lemma.endswith(("ches", "shes", "sses")):
        return lemma[:-2]
    return lemma[:-1] if lemma.endswith("s") and not lemma.endswith(("ss", "us", "is")) else lemma


def event_base(passage: Passage, tree: Tree, word: int) -> str:
    """The base form of a word that may tell of an event: by its written form where that is known, else as parsed."""
    return _written().get(passage.word(word), tree.lemmas[word])


def event_forms() -> frozenset[str]:
    """Every written form of a verb or noun that tells of an event or names people."""
    return frozenset((*_written(), *_plurals()))


def is_past_form(word: str) -> bool:
    """Whether a word is a past form of a verb that tells of an event: 'shot', 'freed'."""
    base = _written().get(word)
    return base is not None and base != word and not word.endswith(("ing", "s"))


def is_present_form(word: str) -> bool:
    """Whether a word can be the third person of a verb that tells of an event: 'kills', 'strikes'."""
    base = _written().get(word)
    return base is not None and base != word and word.endswith("s")


@cache
def _content() -> dict[str, Any]:
    return dict(yaml.safe_load(files("holdsway.reading").joinpath("events.yaml").read_text("utf-8")))


@cache
def _written() -> dict[str, str]:
    """Every written form of a verb of an event with its base form: 'overran' is one of 'overrun'."""
    content = _content()
    bases = {word for entry in content["verbs"] for word in entry["verbs"].split()}
    bases |= {word for words in content["predicates"].values() for word in words.split()}
    irregular = {base: forms.split() for base, forms in content["irregular"].items()}
    written: dict[str, str] = {base: base for base in bases}
    for base in sorted(bases):
        for form in forms_of(base, irregular).values():
            written.setdefault(form, base)
    return written


def _patterns(entries: list[dict[str, Any]], words: str) -> Iterator[EventPattern]:
    for entry in entries:
        roles: dict[str, Any] = {
            name: tuple(entry[name].split("|")) for name in ("by", "against", "needs") if name in entry
        }
        sets: dict[str, Any] = {
            name: frozenset(str(entry[name]).split())
            for name in ("subject", "object", "unless", "particle", "complement")
            if name in entry
        }
        flags: dict[str, Any] = {name: True for name in ("sides", "both", "harm", "people", "armed") if entry.get(name)}
        through = tuple(
            (case, word) for part in entry.get("through", ()) for case, word in [tuple(part.rsplit(" ", 1))]
        )
        asked: dict[str, Any] = {**roles, **sets, **flags}
        yield EventPattern(event=entry["event"], words=frozenset(entry[words].split()), through=through, **asked)


def _by_word(patterns: Iterator[EventPattern]) -> dict[str, tuple[EventPattern, ...]]:
    found: dict[str, list[EventPattern]] = {}
    for pattern in patterns:
        for word in sorted(pattern.words):
            found.setdefault(word, []).append(pattern)
    return {word: tuple(sorted(entries, key=_particular)) for word, entries in found.items()}


def _particular(pattern: EventPattern) -> int:
    asked = (
        pattern.subject,
        pattern.object,
        pattern.particle,
        pattern.through,
        pattern.complement,
        pattern.needs,
        pattern.people,
    )
    return -sum(map(bool, asked))


def _objects(tree: Tree, clause: Clause) -> Iterator[int]:
    """What a clause is done to, and what that is made: 'took five men hostage', 'were taken hostage'."""
    if clause.patient is not None:
        yield from tree.conjuncts(clause.patient)
    if clause.passive or tree.child(clause.head, "xcomp") is not None:
        yield from (c for c in tree.those(clause.head, "xcomp", "obj") if tree.classes[c] == "NOUN")


def _complements(tree: Tree, clause: Clause) -> Iterator[str]:
    """What the subject or the object becomes: 'shot dead', 'fell silent', 'taken prisoner', 'held hostage'."""
    own = (clause.head, *((clause.object,) if clause.object is not None else ()))
    for over in own:
        for child in tree.those(over, "xcomp", "advmod", "obj", "amod", "obl", "ccomp", "compound"):
            if not tree.case(child):
                yield tree.lemmas[child]


def _is_none(tree: Tree, word: int | None) -> bool:
    """Whether an argument is not there, or is but a day: 'on Monday'."""
    return word is None or tree.lemmas[word] in event_words().lists["months"]


def _is_of(tree: Tree, word: int, lemmas: frozenset[str]) -> bool:
    """Whether a word is one of these, or an amount of them: 'dozens of houses'."""
    if {tree.lemmas[word], singular(tree.lemmas[word])} & lemmas:
        return True
    inside = (c for c in tree.those(word, "nmod") if tree.case(c) == "of")
    return any({tree.lemmas[c], singular(tree.lemmas[c])} & lemmas for c in inside)

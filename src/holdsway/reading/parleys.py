"""Talks broken off, and how a truce stands: 'walked out of the talks', 'the truce is still in force', 'was over'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import noun_base
from holdsway.reading.lexicon import word_set
from holdsway.reading.negations import is_negated
from holdsway.reading.scene import Scene

__all__ = ["broken_off", "stands", "unbinds"]

_OFF = word_set(
    "suspend cancel postpone abandon freeze boycott quit halt shun scrap interrupt adjourn torpedo derail scuttle skip"
)
_WITH_PARTICLE = frozenset(("break off", "call off", "walk out", "pull out", "drop out", "storm out", "put off"))
_FROM = frozenset(("withdraw", "walk", "pull", "drop", "storm", "retire", "exit"))
_OUT_OF = frozenset(("of", "out of", "out", "from", "object of", "object from"))
_SHARES = word_set("participation involvement attendance role part engagement contact")
_IN_FORCE = word_set("force effect place operation")
_OVER = word_set("over dead finished void null broken")
_BOUND = frozenset(("bound", "bind"))


def broken_off(scene: Scene, clause: Clause, base: str, talks: frozenset[int]) -> int | None:
    """The talks that a clause says somebody has broken off or left; `talks` are the nouns for talks in the sentence."""
    patient = clause.patient
    if base in _OFF or f"{base} {clause.particle}" in _WITH_PARTICLE:
        if patient in talks:
            return patient
        if patient is not None and noun_base(scene.passage, scene.tree, patient) in _SHARES:
            inside = [c for c in scene.tree.those(patient, "nmod") if scene.tree.case(c) in ("in", "with")]
            inside += [w for case, w in clause.obliques if case in ("in", "object in")]
            return next((w for w in inside if w in talks), None)
    if base in _FROM or clause.particle == "out":
        return next((w for case, w in clause.obliques if case in _OUT_OF and w in talks), None)
    return None


def stands(scene: Scene, truces: frozenset[int]) -> Iterator[tuple[int, int, bool]]:
    """Of each truce told to stand or to be over: its noun, the word that says so, and whether it is broken."""
    tree, passage = scene.tree, scene.passage
    for noun in sorted(truces):
        over = tree.heads[noun]
        if tree.relation(noun) != "nsubj" or over == noun:
            continue
        told = [over, *tree.those(over, "obl", "xcomp", "advmod")] if tree.lemmas[over] in ("be", "remain") else [over]
        for word in told:
            if tree.child(over, "cop") is None and tree.lemmas[over] not in ("be", "remain"):
                break
            in_place = passage.word(word) in _IN_FORCE and tree.case(word) == "in"
            if in_place or passage.word(word) in _OVER:
                yield noun, over, passage.word(word) in _OVER or is_negated(passage, tree, over)
                break


def unbinds(scene: Scene, word: int, truces: frozenset[int]) -> int | None:
    """'is no longer bound by the truce', 'no longer considered itself bound by it': the truce that is so ended."""
    tree, passage = scene.tree, scene.passage
    if passage.word(word) not in _BOUND:
        return None
    by = next((c for c in tree.those(word, "obl") if c in truces and tree.case(c) == "by"), None)
    ended = is_negated(passage, tree, word) or is_negated(passage, tree, tree.heads[word])
    return by if ended else None

"""Attempts on a place that came to nothing: 'an attempt to retake A failed', 'the assault on B ended in defeat'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.control_states import party_of_noun
from holdsway.reading.finding import Finding
from holdsway.reading.holding import Cast, control_finding, with_holder
from holdsway.reading.meant import meant_by
from holdsway.reading.patterns import control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Polarity

__all__ = ["failed"]

_ON = frozenset(("on", "against", "into", "at", "toward", "towards", "to"))
_WHERE = frozenset(("into", "through", "in", "on", "to", "at", "of", "from", "over"))
_FURTHEST = 16


def failed(scene: Scene) -> Iterator[Finding]:
    """A statement for each place that an attempt is said to have failed to take."""
    tree, words = scene.tree, control_patterns().attempts
    for verb in range(len(tree)):
        if base_of(scene.passage, tree, verb) not in words["fails"] or not _is_failure(scene, verb):
            continue
        noun = _attempt(scene, verb)
        said = scene.mood(verb, deed=True) if noun is not None else None
        if noun is None or said is None or scene.clause(verb).object is not None:
            continue
        places = _aim(scene, noun)
        who = party_of_noun(scene, noun)
        if not places or who is None:
            continue
        if control_patterns().attempts["naught"] & set(scene.passage.lower[verb + 1 : verb + 5]):
            said = replace(said, polarity=Polarity.AFFIRMED)  # 'came to nothing'
        other = scene.other(who.party)
        cast = Cast(other, with_holder(other, ((who.party, "against", who.text),)))
        first = min(noun, *tree.under(noun)[:1])
        end = max(verb, *tree.under(verb, stop=frozenset(("acl", "advcl", "punct", "conj", "parataxis")))) + 1
        start, end = scene.trimmed(first, end)
        for phrase in places:
            if meant := meant_by(scene, phrase):
                yield control_finding(scene, verb, meant, cast.holder, said, start, end, cast, because="repels: failed")


def _is_failure(scene: Scene, verb: int) -> bool:
    """Whether a verb by itself or with what follows says that nothing came of it: 'failed', 'ended in defeat'."""
    words = control_patterns().attempts
    if base_of(scene.passage, scene.tree, verb) not in words["ends"]:
        return True
    return bool(words["naught"] & set(scene.passage.lower[verb + 1 : verb + 5]))


def _attempt(scene: Scene, verb: int) -> int | None:
    """The attempt that a verb is said of: its subject, or the noun before it whose own verb it was hung on."""
    tree, words = scene.tree, control_patterns().attempts
    subject = scene.clause(verb).subject
    if subject is not None and tree.lemmas[subject] in words["nouns"]:
        return subject
    above = [a for a in tree.above(verb) if a < verb][:2]
    return next((a for a in above if tree.lemmas[a] in words["nouns"] and verb - a <= _FURTHEST), None)


def _aim(scene: Scene, noun: int) -> list[PlacePhrase]:
    """What an attempt was on: the object of its verb, or what hangs on it."""
    tree = scene.tree
    for verb in tree.those(noun, "acl", "xcomp", "advcl"):
        clause = scene.clause(verb)
        for word in (clause.object, *(w for case, w in clause.obliques if case.removeprefix("object ") in _WHERE)):
            if places := [p for p in scene.places(word) if p.kind in ("place", "site")]:
                return places
    for child in tree.those(noun, "nmod", "obl"):
        if tree.case(child) in _ON and (places := [p for p in scene.places(child) if p.kind in ("place", "site")]):
            return places
    return []

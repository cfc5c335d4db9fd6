"""Silence: why nothing was drawn from a sentence, told by the first word of war in it that came to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdsway.reading.clauses import Clause
from holdsway.reading.dealt import dealing_words
from holdsway.reading.deeds import event_base, event_words, noun_base
from holdsway.reading.explaining import WHY, Reason
from holdsway.reading.fates import CASUALTIES, fate_words
from holdsway.reading.happened import incidents
from holdsway.reading.meant import meant_by
from holdsway.reading.patterns import ControlPattern, argument, control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene

__all__ = ["Silence", "silence_of"]

_WORST_FIRST = tuple(WHY)
_PREDICATES = ("VERB", "ADJ", "AUX")
_NOUNS = ("NOUN", "PROPN")
_DEALINGS = ("talks", "truce", "accord")


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a sentence gave nothing, and what was stumbled on, where it was a word."""

    reason: Reason
    detail: str | None = None


def silence_of(scene: Scene) -> Silence:
    """Why a sentence gave nothing. Of several reasons that which an analyst can do most about."""
    if not len(scene.tree):
        return Silence(Reason.HEADING)
    found = [*_of_control(scene), *_of_events(scene), *_of_losses(scene)]
    if not found:
        is_clause = any(kind in ("VERB", "AUX") for kind in scene.tree.classes)
        return Silence(Reason.NO_PREDICATE if is_clause else Reason.HEADING)
    if scene.passage.word(len(scene.passage) - 1) == "?":
        return Silence(Reason.NOT_VOUCHED, "a question")
    return min(found, key=lambda one: _WORST_FIRST.index(one.reason))


def _of_control(scene: Scene) -> Iterator[Silence]:
    """The predicates that can say who holds what, with what each of them lacks."""
    tree, patterns = scene.tree, control_patterns()
    for word in range(len(tree)):
        kind = tree.classes[word]
        if tree.lemmas[word] in patterns.state_nouns and tree.case(word) in patterns.state_leads:
            yield Silence(Reason.NO_PATTERN if scene.phrases else Reason.NO_PLACE, f"'{scene.passage.words[word]}'")
        if kind in _PREDICATES and tree.relation(word) not in ("aux", "cop"):
            known = patterns.verbs.get(base_of(scene.passage, tree, word), ())
            fitting = [p for p in known if _fits(scene, scene.clause(word), p)]
        else:
            fitting = list(patterns.nouns.get(tree.lemmas[word], ())) if kind in _NOUNS else []
        if fitting:
            yield _stumbled(scene, word, scene.clause(word), fitting[0])


def _fits(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """Whether a clause is one that a pattern is looked for in: its words are there, and a party or a place."""
    tree = scene.tree
    if not pattern.fits(clause, tree):
        return False
    led = [w for case, w in clause.obliques if case in pattern.by and tree.lemmas[w] in pattern.through]
    if pattern.through and not led:
        return False
    where = _argument(clause, pattern.place)
    if where is not None and tree.classes[where] == "PROPN":
        return True
    words = [clause.subject, clause.object, clause.agent, *(w for _, w in clause.obliques)]
    return any(scene.places(word) or scene.party(word) is not None for word in words if word is not None)


def _stumbled(scene: Scene, word: int, clause: Clause, pattern: ControlPattern) -> Silence:
    """What a clause of control lacks."""
    said = scene.passage.words[word]
    where = _argument(clause, pattern.place)
    places = scene.places(where) or scene.places(clause.subject)
    if places and not any(meant_by(scene, phrase) for phrase in places):
        it = scene.passage.text(places[0].start, places[0].end)
        return Silence(Reason.NO_PLACE, f"'{said}': which place '{it}' is, is not told")
    if not places:
        named = next((p.name for p in scene.phrases if p.kind in ("place", "province")), None)
        if named is not None:
            return Silence(Reason.NO_PATTERN, f"'{said}': {named} is named, but not as its place")
        strange = where is not None and scene.tree.classes[where] == "PROPN" and scene.party(where) is None
        why = f": '{scene.passage.words[where]}' is no place that is known" if strange and where is not None else ""
        return Silence(Reason.NO_PLACE, f"'{said}'{why}")
    stance = scene.mood(word, deed=True)
    if stance is None:
        return Silence(Reason.NOT_VOUCHED, f"'{said}'")
    had = any(scene.passage.word(a) == "had" for a in scene.tree.those(word, "aux"))
    if had and not scene.chain(word):
        return Silence(Reason.LOOKS_BACK, f"'{said}'")
    who = _argument(clause, pattern.holder)
    if who is not None and scene.party(who) is None:
        other = scene.who(who)
        return Silence(Reason.NO_ACTOR, f"'{said}': '{other.text}' is no party of the frame" if other else f"'{said}'")
    return Silence(Reason.NO_PATTERN, f"'{said}'")


def _argument(clause: Clause, roles: Sequence[str]) -> int | None:
    return next((word for role in roles if (word := argument(clause, role)) is not None), None)


def _of_events(scene: Scene) -> Iterator[Silence]:
    """The words that can tell of an event, with what came of them."""
    tree, words = scene.tree, event_words()
    drawn = incidents(scene)
    for word in range(len(tree)):
        said = f"'{scene.passage.words[word]}'"
        if word in drawn:
            stance = scene.mood(word)
            if stance is None or not stance.modality.is_evidence:
                why = stance.trap_reason if stance else None
                yield Silence(Reason.NOT_VOUCHED, f"{said}: {why}" if why else said)
            else:
                yield Silence(Reason.NO_PATTERN, said)
        elif tree.classes[word] in _PREDICATES:
            clause = scene.clause(word)
            known = words.verbs.get(event_base(scene.passage, tree, word), ())
            plain = [p for p in known if not (p.object or p.subject or p.particle or p.through)]
            if any(p.fits(clause, tree) for p in known):
                yield Silence(Reason.NO_PATTERN, said)
            elif plain and clause.actor is None and clause.patient is None:
                yield Silence(Reason.NO_ACTOR, said)
        elif tree.classes[word] in _NOUNS and _is_deed(scene, word):
            yield Silence(Reason.NO_PATTERN, said)


def _is_deed(scene: Scene, word: int) -> bool:
    words, dealings = event_words(), dealing_words()
    noun = noun_base(scene.passage, scene.tree, word)
    return noun in words.nouns or noun in words.weapons or any(noun in dealings[name] for name in _DEALINGS)


def _of_losses(scene: Scene) -> Iterator[Silence]:
    """The words that tell of people killed, wounded or missing."""
    tree, words = scene.tree, fate_words()
    is_counted = any(not figure.is_percent for figure in scene.passage.figures)
    for word in range(len(tree)):
        kind = tree.classes[word]
        if kind in _PREDICATES:
            fates = words.verbs.get(base_of(scene.passage, tree, word), ())
            told = any(fate.fate in CASUALTIES and fate.fits(scene.clause(word), tree) for fate in fates)
        else:
            told = kind in _NOUNS and words.nouns.get(tree.lemmas[word]) in CASUALTIES
        if not told:
            continue
        said = f"'{scene.passage.words[word]}'"
        stance = scene.mood(word)
        if stance is None:
            yield Silence(Reason.NOT_VOUCHED, said)
        else:
            yield Silence(Reason.NO_PATTERN if is_counted else Reason.NO_NUMBER, said)

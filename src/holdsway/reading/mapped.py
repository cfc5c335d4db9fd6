"""Who holds a place as a map or an assessment has it, or that nobody can tell: 'is shaded as rebel territory'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import subject_of
from holdsway.reading.control_states import described, party_of_noun
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding, places_of
from holdsway.reading.meant import meant_by
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Modality, Polarity

__all__ = ["mapped", "unknown"]

_WHO = frozenset(("who", "which", "whoever"))
_HELD = frozenset(("hold", "control", "occupy", "administer", "rule", "run", "govern"))


def mapped(scene: Scene) -> Iterator[Finding]:
    """'A is government territory again', 'B is marked as rebel-held', 'the map gives the Front all of C'."""
    tree, words = scene.tree, control_patterns()
    for word in range(len(tree)):
        lemma = tree.lemmas[word]
        if tree.child(word, "cop") is not None and (lemma in words.grounds or _is_of_own_again(scene, word)):
            yield from _told(scene, word, subject_of(tree, word), word)
        elif (where := described(scene, word)) is not None and (lemma in words.grounds or lemma in _HELD):
            yield from _told(scene, tree.heads[word], where, word)
        elif lemma in words.maps["gives"] and tree.classes[word] == "VERB":
            yield from _given(scene, word)


def _is_of_own_again(scene: Scene, word: int) -> bool:
    """'A is Ostrian again'."""
    known = scene.passage.words[word] in scene.names.sides.by_word
    return known and bool({"again", "anew", "once"} & set(scene.passage.lower[word + 1 : word + 3]))


def _told(scene: Scene, head: int, where: int | None, label: int) -> Iterator[Finding]:
    who = party_of_noun(scene, label)
    if who is None and (side := scene.names.sides.by_word.get(scene.passage.words[label])):
        who = Participant(label, label + 1, side, scene.passage.words[label])
    said = scene.mood(head)
    if who is None or said is None or where is None:
        return
    places = places_of(scene, where)
    start, end = scene.span(scene.clause(head), where, label)
    cast = Cast(who.party, (acting(who),))
    yield from _each(scene, head, places, said, (start, end), cast, because="holds: is its ground")


def _given(scene: Scene, verb: int) -> Iterator[Finding]:
    """'Our map gives the army all of A'."""
    tree, words = scene.tree, control_patterns()
    subject = subject_of(tree, verb)
    if subject is None or tree.lemmas[subject] not in words.maps["nouns"]:
        return
    given = list(tree.those(verb, "obj", "iobj", "xcomp", "obl"))
    who = next((p for c in given if (p := scene.party(c)) is not None), None)
    where = next((c for c in given if scene.party(c) is None and scene.places(c)), None)
    said = scene.mood(verb)
    if who is None or where is None or said is None:
        return
    start, end = scene.span(scene.clause(verb), where, who.start)
    yield from _each(
        scene, verb, scene.places(where), said, (start, end), Cast(who.party, (acting(who),)), because="holds: on a map"
    )


def unknown(scene: Scene) -> Iterator[Finding]:
    """'Who holds A is unclear', 'it was not known who controlled B': nobody can tell who has it."""
    tree, passage = scene.tree, scene.passage
    for verb in range(len(tree)):
        is_control = tree.lemmas[verb] in ("control", "charge") and tree.child(verb, "cop") is not None
        if not is_control and (base_of(passage, tree, verb) not in _HELD or tree.classes[verb] != "VERB"):
            continue
        clause = scene.clause(verb)
        asked = clause.subject is not None and (
            passage.word(clause.subject) in _WHO or any(passage.word(c) in _WHO for c in tree.children[clause.subject])
        )
        over = tree.heads[verb]
        places = scene.places(clause.patient)
        if is_control:
            clause = replace(clause, subject=subject_of(tree, verb))
            places = scene.places(next((c for c in tree.those(verb, "nmod") if tree.case(c) == "of"), None))
        if not asked or not places or over == verb or not _is_open(scene, over):
            continue
        chain = scene.chain(over)
        said = Stance(Polarity.AFFIRMED, Modality.REPORTED if chain else Modality.ASSERTED, None, over, passive=False)
        inside = [*tree.under(verb), over, *(c for c in tree.those(over, "cop", "advmod", "expl"))]
        span = scene.trimmed(min(inside), max(inside) + 1)
        yield from _each(scene, over, places, said, span, Cast(CONTESTED), because="changes: nobody can tell")


def _is_open(scene: Scene, word: int) -> bool:
    """'is unclear', 'is not clear', 'is not known'."""
    tree, passage = scene.tree, scene.passage
    if passage.word(word) in control_patterns().unknown:
        return True
    negated = any(passage.word(c) in ("not", "n't", "never") for c in tree.children[word])
    return negated and passage.word(word) in ("clear", "known", "certain", "established")


def _each(
    scene: Scene, head: int, places: list[PlacePhrase], said: Stance, span: tuple[int, int], cast: Cast, *, because: str
) -> Iterator[Finding]:
    for phrase in places:
        if meant := meant_by(scene, phrase):
            holder = CONTESTED if meant.partial else cast.holder
            yield control_finding(scene, head, meant, holder, said, *span, cast, because=because)

"""Events told as nouns, with a verb that makes them happen ('carried out a raid') or in passing ('after the raid')."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.acts import beside, owners_of_machine
from holdsway.reading.cast import actors_of
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_base, event_words
from holdsway.reading.finding import Participant
from holdsway.reading.incidents import ATTEMPTED, Incident, stage_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.mended import subjects
from holdsway.reading.scene import Scene
from holdsway.reading.told_nouns import as_before, event_of, noun_event
from holdsway.reading.whereabouts import whereabouts

__all__ = ["carried_out", "encircled", "in_passing", "lies_under", "took_place", "undergone"]

_REPORTS = frozenset(("report", "hear", "record", "register", "see", "witness"))
_WRITES = _REPORTS - frozenset(("hear", "see", "witness"))
_RESULTS = word_set("cause leave kill wound injure damage destroy")
_BEFALLS = frozenset(("to", "under", "in for", "for"))
_ENCIRCLED = frozenset(("besieged", "encircled", "blockaded", "beleaguered"))
_ASIDES = frozenset(("acl", "advcl", "parataxis", "conj"))
_LAID = frozenset(("siege", "blockade", "assault", "shelling", "airstrike"))
_WORK = frozenset(("work", "handiwork", "doing", "deed"))
_MOVES = word_set("come go leave begin start continue arrive resume see witness report make involve last")


def carried_out(scene: Scene, clause: Clause, used: set[int]) -> Incident | None:
    """'carried out the raid on A', 'the attack was carried out by B', 'launched an offensive'."""
    if clause.patient is None or (noun := event_of(scene, clause.patient)) is None or noun.is_weapon:
        return None
    used.add(noun.word)
    noun = as_before(scene, noun)
    by = actors_of(scene, clause.actor) or list(noun.by) or owners_of_machine(scene, clause.actor)
    by += [a for a in beside(scene, clause) if by and a.party not in {b.party for b in by}]
    against = list(noun.against)
    for role in ("on", "against", "at"):
        against = against or actors_of(scene, clause.led_by(role))
    stage, at = stage_of(scene, clause.head)
    stage = ATTEMPTED if event_base(scene.passage, scene.tree, clause.head) in event_words().lists["tried"] else stage
    label = scene.passage.word(noun.word)
    return Incident(clause, noun.event, by, against, stage=stage, mood_at=at, label=label, sides=noun.sides)


def undergone(scene: Scene, clause: Clause, used: set[int]) -> Incident | None:
    """'A was subjected to shelling', 'A came in for heavy fire', 'the convoy suffered an attack': what befell it."""
    told = [clause.object, *(w for case, w in clause.obliques if case in _BEFALLS)]
    noun = next((n for w in told if w is not None and w != clause.subject and (n := event_of(scene, w))), None)
    if noun is None or noun.is_weapon or clause.subject is None:
        return None
    used.add(noun.word)
    against = list(noun.against) or actors_of(scene, clause.subject)
    stage, at = stage_of(scene, clause.head)
    label = scene.passage.word(noun.word)
    return Incident(clause, noun.event, list(noun.by), against, stage=stage, mood_at=at, label=label, sides=noun.sides)


def took_place(scene: Scene, clause: Clause, base: str, used: set[int]) -> Incident | None:
    """'An attack took place', 'clashes broke out between A and B', 'shelling was heard', 'a bomb went off'."""
    heard = [clause.object] if base in _REPORTS and clause.object is not None and not clause.passive else []
    noun = next((told for word in (*heard, *_told_of(scene, clause)) if (told := noun_event(scene, word))), None)
    if noun is None:
        return None
    if base in _RESULTS and noun.word in used:
        return None  # 'landed in a field, causing no casualties'
    if noun.is_weapon and noun.event == "assault" and scene.passage.word(noun.word) != "gunfire":
        return None
    if noun.is_weapon and noun.event != "bombing" and base in _MOVES:
        return None  # 'the helicopters came' is no strike
    used.add(noun.word)
    noun = as_before(scene, noun)
    by, against = list(noun.by), list(noun.against)
    if noun.sides:
        for role in ("between", "with", "involving"):
            by = by or actors_of(scene, clause.led_by(role)) or _after_between(scene, clause, role)
        if len(by) == 1 and clause.subject is not None and clause.subject > noun.word:
            by += _second_side(scene, noun.word, clause.subject)
    stage, at = stage_of(scene, clause.head)
    event = "siege_lifted" if noun.event == "siege" and base in event_words().lists["lifted"] else noun.event
    return Incident(
        clause, event, by, against, sides=noun.sides, stage=stage, mood_at=at, is_reported=base in _WRITES,
        label=scene.passage.word(noun.word), span=(noun.word,) if noun.sides and noun.word < clause.head else (),
    )  # fmt: skip


def _after_between(scene: Scene, clause: Clause, role: str) -> list[Participant]:
    """'broke out on Friday between A and B': what the parser hung on the day."""
    tree = scene.tree
    for _, word in clause.obliques:
        for child in tree.those(word, "nmod"):
            if tree.case(child) == role:
                return actors_of(scene, child)
    return []


def _told_of(scene: Scene, clause: Clause) -> Iterator[int]:
    """What a clause is said of; also the noun of 'Fighting between A and B spread', of which the parser saw B only."""
    yield from subjects(scene, clause)
    for word in scene.tree.above(clause.head):
        if word < clause.head and scene.passage.word(word + 1) == "between":
            yield word


def _second_side(scene: Scene, noun: int, subject: int) -> list[Participant]:
    """'Clashes between A and B erupted', of which the parser took B for the subject."""
    between = scene.passage.lower[noun:subject]
    return actors_of(scene, subject) if "between" in between and "and" in between else []


def in_passing(scene: Scene, word: int, told: dict[int, Incident]) -> Incident | None:
    """A noun that tells of an event in passing: 'after the bombing of A', 'condemned an attack by B on C'."""
    noun = noun_event(scene, word)
    if noun is None or noun.is_weapon:
        return None
    tree = scene.tree
    if any(scene.passage.word(c) in event_words().lists["planned"] for c in tree.those(word, "amod")):
        return None
    if any(tree.lemmas[above] in event_words().lists["tales"] for above in tree.above(word)):
        return None  # 'the film tells the story of the siege'
    if (same := as_before(scene, noun)) is not noun:
        if not noun.by and not noun.against:
            return None  # 'the attack' that was just told of
        noun = same
    if tree.relations[word] in ("compound", "nmod:desc", "flat") or any(above in told for above in tree.above(word)):
        return None
    over = tree.heads[word]
    if tree.relation(word) == "nsubj" and tree.lemmas[over] in event_words().lists["unsure"]:
        return None  # 'an assault on A is unlikely'
    if tree.relation(word) == "nsubj" and tree.lemmas[over] in event_words().lists["ongoing"]:
        clause, label = scene.clause(over), scene.passage.word(word)
        by, against, place = list(noun.by), list(noun.against), whereabouts(scene, clause, far=True)
        return Incident(clause, noun.event, by, against, place, sides=noun.sides, label=label, span=(word,))
    if tree.relation(word) == "nsubj" and scene.passage.word(over) in _WORK and tree.child(over, "cop") is not None:
        by = [a for c in tree.those(over, "nmod") if tree.case(c) == "of" for a in actors_of(scene, c)]
        if by:  # 'the massacre was the work of B'
            clause, place = scene.clause(over), whereabouts(scene, scene.clause(word), far=True)
            return Incident(clause, noun.event, by, list(noun.against), place, label=tree.lemmas[word], span=(word,))
    clause = scene.clause(word)
    place = whereabouts(scene, clause) if any(tree.those(word, "nmod")) else None
    stage, at = stage_of(scene, word)
    if not noun.by and not noun.against and place is None and stage is None:
        return None
    if _is_general(scene, word) and not (noun.by and (noun.against or place is not None)):
        return None
    by, against = list(noun.by), list(noun.against)
    return Incident(clause, noun.event, by, against, place, sides=noun.sides, is_noun=True, stage=stage, mood_at=at)


def lies_under(scene: Scene, word: int, used: set[int]) -> Incident | None:
    """'A is under siege', 'A remained under blockade'; 'came under attack' is told by its verb."""
    tree, lies = scene.tree, event_words().lists["lies"]
    if tree.case(word) != "under" or (noun := noun_event(scene, word)) is None or noun.is_weapon:
        return None
    if noun.event not in _LAID:
        return None
    head = word if tree.child(word, "cop") is not None else tree.heads[word]
    if head != word and (tree.relation(word) != "obl" or tree.lemmas[head] not in lies):
        return None
    clause = scene.clause(head)
    subject = clause.subject if clause.subject is not None else tree.child(head, "nsubj")
    if subject is None:
        return None
    used.add(word)
    against = list(noun.against) or actors_of(scene, subject)
    place = next(iter(scene.places(subject)), None) or whereabouts(scene, clause, far=True)
    label = scene.passage.word(word)
    return Incident(clause, noun.event, list(noun.by), against, place, label=label, span=(subject, word))


def encircled(scene: Scene, word: int) -> Incident | None:
    """'the besieged town of A', 'the encircled garrison of B': a siege told in passing."""
    tree = scene.tree
    noun = tree.heads[word]
    if scene.passage.word(word) not in _ENCIRCLED or tree.relation(word) != "amod" or noun < word:
        return None
    place = next((p for p in scene.phrases if p.core in tree.under(noun, stop=_ASIDES) and p.core > word), None)
    if place is None:
        return None
    return Incident(scene.clause(noun), "siege", [], [], place, is_noun=True, label=scene.passage.word(word))


def _is_general(scene: Scene, word: int) -> bool:
    """'attacks on banks', 'raids against villages': many, at no time that is told."""
    tree, passage = scene.tree, scene.passage
    is_many = passage.word(word).endswith("s") and not passage.word(word).endswith("ss")
    told = any(True for _ in tree.those(word, "det", "nummod", "nmod:poss"))
    inside = tree.under(word)
    return is_many and not told and not any(t.start in inside for t in passage.times)

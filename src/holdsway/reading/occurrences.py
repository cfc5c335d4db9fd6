"""Events told as nouns, with a verb that makes them happen ('carried out a raid') or in passing ('after the raid')."""

from __future__ import annotations

from holdsway.reading.cast import actors_of
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_words
from holdsway.reading.finding import Participant
from holdsway.reading.incidents import Incident, stage_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.mended import subjects
from holdsway.reading.scene import Scene
from holdsway.reading.told_nouns import as_before, noun_event
from holdsway.reading.whereabouts import whereabouts

__all__ = ["carried_out", "in_passing", "took_place"]

_REPORTS = frozenset(("report", "hear", "record", "register", "see", "witness"))
_MOVES = word_set("come go leave begin start continue arrive resume see witness report make involve last")


def carried_out(scene: Scene, clause: Clause, used: set[int]) -> Incident | None:
    """'carried out the raid on A', 'the attack was carried out by B', 'launched an offensive'."""
    if clause.patient is None or (noun := noun_event(scene, clause.patient)) is None or noun.is_weapon:
        return None
    used.add(noun.word)
    noun = as_before(scene, noun)
    by = actors_of(scene, clause.actor) or list(noun.by)
    against = list(noun.against)
    for role in ("on", "against", "at"):
        against = against or actors_of(scene, clause.led_by(role))
    stage, at = stage_of(scene, clause.head)
    label = scene.passage.word(noun.word)
    return Incident(clause, noun.event, by, against, stage=stage, mood_at=at, label=label, sides=noun.sides)


def took_place(scene: Scene, clause: Clause, base: str, used: set[int]) -> Incident | None:
    """'An attack took place', 'clashes broke out between A and B', 'shelling was heard', 'a bomb went off'."""
    noun = next((told for word in subjects(scene, clause) if (told := noun_event(scene, word))), None)
    if noun is None:
        return None
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
    stage, at = stage_of(scene, clause.head)
    return Incident(
        clause, noun.event, by, against, sides=noun.sides, stage=stage, mood_at=at, is_reported=base in _REPORTS,
        label=scene.passage.word(noun.word),
    )  # fmt: skip


def _after_between(scene: Scene, clause: Clause, role: str) -> list[Participant]:
    """'broke out on Friday between A and B': what the parser hung on the day."""
    tree = scene.tree
    for _, word in clause.obliques:
        for child in tree.those(word, "nmod"):
            if tree.case(child) == role:
                return actors_of(scene, child)
    return []


def in_passing(scene: Scene, word: int, told: dict[int, Incident]) -> Incident | None:
    """A noun that tells of an event in passing: 'after the bombing of A', 'condemned an attack by B on C'."""
    noun = noun_event(scene, word)
    if noun is None or noun.is_weapon:
        return None
    tree = scene.tree
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
    clause = scene.clause(word)
    place = whereabouts(scene, clause) if any(tree.those(word, "nmod")) else None
    stage, at = stage_of(scene, word)
    if not noun.by and not noun.against and place is None and stage is None:
        return None
    if _is_general(scene, word) and not (noun.by and (noun.against or place is not None)):
        return None
    by, against = list(noun.by), list(noun.against)
    return Incident(clause, noun.event, by, against, place, sides=noun.sides, is_noun=True, stage=stage, mood_at=at)


def _is_general(scene: Scene, word: int) -> bool:
    """'attacks on banks', 'raids against villages': many, at no time that is told."""
    tree, passage = scene.tree, scene.passage
    is_many = passage.word(word).endswith("s") and not passage.word(word).endswith("ss")
    told = any(True for _ in tree.those(word, "det", "nummod", "nmod:poss"))
    inside = tree.under(word)
    return is_many and not told and not any(t.start in inside for t in passage.times)

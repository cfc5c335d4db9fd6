"""Whose flag flies over a place: raised, flying, hauled down."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.clauses import subject_of
from holdsway.reading.control_states import party_of_noun
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding, with_holder
from holdsway.reading.meant import meant_by
from holdsway.reading.patterns import control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["flags"]

_ON = ("over", "above", "atop", "in", "at", "on", "from", "outside", "on top of")
_NATIONAL = frozenset(("national", "state", "country", "federal", "tricolour", "tricolor"))


def flags(scene: Scene) -> Iterator[Finding]:
    """A statement for each flag that is said to have gone up, to fly, or to have come down over a place."""
    tree, words = scene.tree, control_patterns().flags
    for flag in range(len(tree)):
        if tree.lemmas[flag] not in words["nouns"] or tree.classes[flag] not in ("NOUN", "PROPN"):
            continue
        if (found := _told_of(scene, flag)) is None:
            continue
        head, is_down = found
        where, places = _where(scene, head, flag)
        said = scene.mood(head)
        actor = scene.party(scene.clause(head).actor) if scene.clause(head).actor != flag else None
        owner = _owner(scene, flag)
        if not places or said is None or (owner is None and actor is None):
            continue
        cast = _cast(scene, owner, actor, is_down=is_down)
        start, end = scene.span(scene.clause(head), flag, where, *(p.end - 1 for p in places if p.name != "there"))
        for phrase in places:
            if meant := meant_by(scene, phrase):
                yield control_finding(
                    scene, head, meant, cast.holder, said, start, end, cast,
                    because=f"{'loses' if is_down else 'holds'}: flag",
                )  # fmt: skip


def _told_of(scene: Scene, flag: int) -> tuple[int, bool] | None:
    """The predicate of a flag, and whether it says that the flag is down."""
    tree, words = scene.tree, control_patterns().flags
    over = tree.heads[flag]
    if tree.child(over, "cop") is not None and subject_of(tree, over) == flag:
        return (over, False) if tree.case(over) in _ON[:3] else None
    base, clause = base_of(scene.passage, tree, over), scene.clause(over)
    is_object, is_subject = clause.patient == flag, subject_of(tree, over) == flag and not clause.passive
    down = clause.particle == "down" or "down" in (scene.passage.word(over + 1), scene.passage.word(over + 2))
    if is_object and (base in words["lowers"] or (down and base in words["moves"])):
        return over, True
    if is_subject and base in words["moves"]:
        if down:
            return over, True
        return (over, False) if "up" in (clause.particle, scene.passage.word(over + 1)) else None
    if (is_object and base in words["raises"]) or (is_subject and base in words["flies"]):
        return over, False
    return None


def _where(scene: Scene, head: int, flag: int) -> tuple[int | None, list[PlacePhrase]]:
    """The place over which it flies, named with the predicate or with the flag."""
    tree = scene.tree
    led = [head] if tree.child(head, "cop") is not None else []
    led += [c for over in (head, flag) for c in tree.those(over, "obl", "nmod", "advmod") if c != flag]
    for core in led:
        if core == head or any(tree.case(core) == case or tree.case(core).startswith(case + " ") for case in _ON):
            found = [p for p in scene.places(core) if p.kind in ("place", "site")]
            if places := found if any(p.kind == "place" for p in found) else (_standing(scene, core) or found):
                return core, places
        elif scene.passage.word(core) in ("there", "here"):
            return core, [PlacePhrase(core, core + 1, "there", "site", core=core)]
    words = control_patterns().flags
    raised = base_of(scene.passage, tree, head) in words["raises"] | words["flies"] and scene.focus is not None
    led = [c for c in tree.those(head, "obl") if tree.case(c) in _ON[:3]]
    led = [c for c in led if any(scene.passage.word(d) == "the" for d in tree.those(c, "det"))]
    if raised and led:
        return led[0], [PlacePhrase(led[0], led[0] + 1, "there", "site", core=led[0])]  # 'over the old parliament'
    return None, []


def _standing(scene: Scene, core: int) -> list[PlacePhrase]:
    """'over the town hall of A', 'over the fort in B': where what it flies over stands."""
    inside = (c for c in scene.tree.those(core, "nmod") if scene.tree.case(c) in ("of", "in", "at"))
    return next((named for c in inside if (named := scene.places(c))), [])


def _owner(scene: Scene, flag: int) -> Participant | None:
    """Whose flag it is; a national one is the state's, a black one that of those who fly black flags."""
    if found := party_of_noun(scene, flag):
        return found
    tree, passage = scene.tree, scene.passage
    for child in tree.those(flag, "compound", "amod", "nmod", "nmod:poss", "flat"):
        word = passage.word(child)
        if word in _NATIONAL and scene.state:
            return Participant(child, child + 1, scene.state, passage.words[child])
        if word == "black" and scene.rebel:
            return Participant(child, child + 1, scene.rebel, passage.words[child])
        if side := scene.names.sides.by_word.get(passage.words[child]):
            return Participant(child, child + 1, side, passage.words[child])
    return None


def _cast(scene: Scene, owner: Participant | None, actor: Participant | None, *, is_down: bool) -> Cast:
    if not is_down:
        holder = actor or owner
        return Cast(holder.party, (acting(holder),)) if holder else Cast(None)
    against = ((owner.party, "against", owner.text),) if owner and (not actor or owner.party != actor.party) else ()
    if actor:
        return Cast(actor.party, (acting(actor), *against))
    other = scene.other(owner.party) if owner else None
    return Cast(other, with_holder(other, against))

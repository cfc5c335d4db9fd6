"""Who did it to those counted, and whose the people or things were."""

from __future__ import annotations

from holdsway.reading.doers import doers
from holdsway.reading.finding import Participant
from holdsway.reading.people_phrases import whose
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.tally_nouns import Counted, tally_words

__all__ = ["actors_of"]

_OWN_LOSS = frozenset(("surrender", "desert", "defect", "abandon", "lose", "yield", "capitulate", "mutiny", "flee"))
_DEALT = frozenset(("carry", "conduct", "mount", "launch", "stage", "fly", "make", "commit", "perform", "execute"))


def actors_of(scene: Scene, counted: Counted, head: int, slot: str) -> tuple[list[Participant], Participant | None]:
    """Who did it, and whose the people or things were."""
    tree = scene.tree
    owner = whose(scene, counted.noun, counted.top) or _of_group(scene, counted)
    clause, base = scene.clause(head), base_of(scene.passage, tree, head)
    if taker := _in_hands(scene, head):
        return [taker], owner if owner is not None and owner.party != taker.party else None
    if counted.kind == "happenings":
        return _happened(scene, counted, owner, head)
    if slot == "nsubj" and not clause.passive:
        return ([], owner) if owner is None or base in _OWN_LOSS else ([owner], None)
    did = doers(scene, clause, patient=True)
    if base in tally_words()["without"] and not clause.passive and did and owner is None:
        return [], did[0]  # 'lost six positions'
    if base in tally_words()["makes"] and tree.classes[head] == "VERB" and slot == "obj" and did and owner is None:
        return did, None
    if owner is None and base in tally_words()["released"]:
        owner = _holders(scene, counted.noun)
    return did, owner


def _of_group(scene: Scene, counted: Counted) -> Participant | None:
    """'a Front convoy of 20 lorries', '40 Front volunteers': the party that the noun or its group is named after."""
    return scene.party(counted.top) or scene.party(counted.noun) if counted.kind != "people" else None


def _holders(scene: Scene, noun: int) -> Participant | None:
    """'freed 13 women held by X': from whom."""
    for child in scene.tree.those(noun, "acl"):
        agent = scene.clause(child).agent
        if agent is not None and (found := scene.party(agent)) is not None:
            return found
    return None


def _in_hands(scene: Scene, head: int) -> Participant | None:
    """'fell into the hands of X', 'are in X hands', 'are under the control of X'."""
    at = [head, *(w for _, w in scene.clause(head).obliques)]
    hands = next((w for w in at if scene.tree.lemmas[w] in ("hand", "custody", "control", "captivity", "grip")), None)
    return scene.party(hands) if hands is not None else None


def _happened(
    scene: Scene, counted: Counted, owner: Participant | None, head: int
) -> tuple[list[Participant], Participant | None]:
    """Of attacks and breaches: whose they were, by whom, and on whom."""
    tree = scene.tree
    under = list(tree.those(counted.noun, "nmod", "acl", "obl"))
    agents = [p for c in under if tree.case(c) == "by" for p in scene.parties(c)]
    hit = [p for c in under if tree.case(c) in ("on", "against") for p in scene.parties(c)]
    did = agents or ([owner] if owner is not None and owner.party not in {p.party for p in hit} else [])
    clause = scene.clause(head)
    if not did and base_of(scene.passage, tree, head) in _DEALT:
        did = doers(scene, clause, patient=True)
    return did, hit[0] if hit else None

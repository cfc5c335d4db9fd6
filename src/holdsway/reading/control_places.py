"""The place that a clause of control is said of: its argument, the list it includes, what was attacked there."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.holding import word_for
from holdsway.reading.patterns import ControlPattern, control_patterns
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["along_with", "attacked", "included", "is_not_one", "place_word", "shared_out"]

_AMONG = frozenset(("including", "include", "such as", "like", "notably", "namely", "as such"))
_AT = frozenset(("at", "in", "inside", "of", "around"))


def place_word(scene: Scene, clause: Clause, pattern: ControlPattern) -> int | None:
    """The word that a pattern takes for the place."""
    tree = scene.tree
    is_subject = bool(pattern.through) or pattern.place == ("actor",)
    where = clause.subject if is_subject else word_for(clause, pattern.place)
    if pattern.place == ("actor at",):  # 'the garrison at A is holding out'
        led = [] if clause.subject is None else [c for c in tree.those(clause.subject, "nmod") if tree.case(c) in _AT]
        return next((c for c in led if scene.places(c)), None)
    if not is_subject and not scene.places(where):  # 'set foot in A for the first time in years'
        led = [word for role in pattern.place for case, word in clause.obliques if case == role]
        where = next((word for word in led if scene.places(word)), where)
    if where is not None and not scene.places(where) and tree.relation(clause.head) == "acl":
        over = tree.heads[where]  # 'A became the first capital to fall'
        named = tree.child(where, "nsubj") if tree.child(where, "cop") is not None else None
        if named is None and tree.lemmas[over] in ("become", "remain") and tree.relation(where) in ("xcomp", "obj"):
            named = tree.child(over, "nsubj")
        where = named if named is not None else where
    return where


def included(scene: Scene, clause: Clause, what: int) -> list[PlacePhrase]:
    """'controls most of the south, including A and B': the places that are given for what it is."""
    tree = scene.tree
    given = [c for over in (what, clause.head) for c in tree.those(over, "nmod", "obl") if c > what]
    given += [c for w in tree.those(what, "nmod") for c in tree.those(w, "nmod")]
    return next((named for c in given if tree.case(c) in _AMONG and (named := scene.places(c))), [])


def is_not_one(scene: Scene, what: int) -> bool:
    """'does not control a single village in A'."""
    return any(scene.passage.word(c) in ("single", "any") for c in scene.tree.those(what, "amod", "det"))


def attacked(scene: Scene, clause: Clause, pattern: ControlPattern) -> tuple[int | None, list[PlacePhrase]]:
    """The place of an attack that was repelled: named within it, else the one in focus."""
    if clause.patient is None or (not pattern.object and scene.party(clause.patient) is None):
        return None, []
    inside = scene.tree.under(clause.patient)
    named = [p for p in scene.phrases if p.core in inside and p.kind in ("place", "site")]
    named = [p for p in named if p.kind == "place"] or named
    if not named:
        named = [PlacePhrase(clause.head, clause.head + 1, "there", "site", core=clause.head)]
    if clause.passive and clause.shared_subject:
        return clause.head, named[:1]  # 'entered A but were driven back': quoted without those who did both
    together = next((group for group in scene.groups if named and named[0] in group), named)
    return clause.patient, [p for p in named if p in together] or named[:1]


def along_with(scene: Scene, clause: Clause) -> list[PlacePhrase]:
    """The further places of 'A fell together with B and C', 'took A along with B'."""
    passage = scene.passage
    for case, word in clause.obliques:
        lead = next((m for m in scene.tree.those(word, "case") if passage.word(m) == "with"), None)
        if lead is not None and case.split(" ")[-1] == "with" and passage.word(lead - 1) in ("together", "along"):
            named = [p for p in scene.places(word) if p.kind == "place"]
            return [p for p in named if passage.word(p.end - 1) not in control_patterns().works]  # 'and the A bridge'
    return []


def shared_out(scene: Scene, place: PlacePhrase, where: int) -> PlacePhrase:
    """'About 70% of the city': a place with the share of it that is meant."""
    share = next((f for f in scene.passage.figures if (f.is_percent or f.is_share) and f.start <= where <= f.end), None)
    if share is None or place.figure is not None or scene.passage.word(where - 1).endswith("ern"):
        return place
    return replace(place, figure=share, unit="percent", partial=(share.best or 0) < 100)

"""Where an event was: the place its own clause names, else the one the text was speaking of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_words
from holdsway.reading.grounds import is_metonym, is_origin, located, names_another
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import is_site, meant_by
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import noun_phrase

__all__ = ["joined_places", "whereabouts"]

_LEADS = word_set(
    "in at near outside on around across of above over inside into within throughout between along toward towards by "
    "through against beside close north south east west from to off"
)
_QUARTERS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_SUBORDINATE = frozenset(("advcl", "conj", "parataxis"))
_NAMED = frozenset(("in", "at", "near", "outside"))
_ASIDES = frozenset(("acl", "advcl", "parataxis", "ccomp", "xcomp", "punct", "conj", "cc"))
_TOWARDS = word_set("to into towards toward for onto")
_DEPARTS = word_set("flee retreat withdraw pull escape evacuate leave depart")
_NAMED_KINDS = ("place", "near", "province")
_ON = frozenset(("acl", "advcl", "xcomp", "obl", "nmod", "obj", "nsubj"))


def whereabouts(scene: Scene, clause: Clause, *, far: bool = False) -> PlacePhrase | None:
    """The place of a clause: named as what it is done to, then after a preposition, then with its subject.

    `far` allows the place that the text was speaking of, where the sentence names none.
    """
    tree = scene.tree
    tried = list(_arguments(scene, clause))
    for word in tried:
        if found := _site_of_its_own(scene, set(tree.under(word, stop=_ASIDES))):
            return found
    for word in tried:
        if found := _at(scene, word):
            return found
    for word in tried:
        if found := _elsewhere(scene, word):
            return found
    above = tree.heads[clause.head]
    if above != clause.head and tree.relation(clause.head) in _ON:
        for word in (c for c in tree.those(above, "obl", "nmod") if c != clause.head and tree.case(c) in _LEADS):
            if found := _at(scene, word):
                return found
    if tree.relation(clause.head) == "conj" and tree.child(clause.head, "nsubj") is None:
        shared = [above]
    else:
        shared = [
            c for c in tree.those(clause.head, "conj") if tree.child(c, "nsubj") is None and tree.classes[c] == "VERB"
        ]
    for other in shared:  # 'burned houses and seized cattle in A'
        for word in (c for c in tree.those(other, "obl", "obj") if c != clause.head):
            if found := _at(scene, word):
                return found
    patient = clause.patient
    if patient is not None and scene.passage.word(patient) in ("it", "there") and (focus := _focus(scene)) is not None:
        return _stood_for(scene, [p for p in scene.phrases if p.core == patient]) or focus
    if any(scene.passage.word(c) == "there" for c in tree.those(clause.head, "advmod")) and _focus(scene) is not None:
        return _focus(scene)
    under = _under(scene, clause.head)
    if found := _stood_for(scene, [p for p in scene.phrases if p.core in under or p.end - 1 in under]):
        return found
    named = [p for p in located(scene, scene.phrases) if p.kind in _NAMED_KINDS and _is_name(scene, p)]
    if tree.lemmas[clause.head] in _DEPARTS:
        named = [p for p in named if p.before not in _TOWARDS]
    if len({p.name for p in named}) == 1 and named[0].core in under:
        return named[0]
    if far and len({p.name for p in named}) == 1 and tree.relation(clause.head) in _SUBORDINATE:
        return named[0]
    later = bool(named) and all(p.core not in under and p.start > clause.head for p in named)
    if (not named or (later and _starts_apart(scene, clause.head))) and far and not _is_unknown(scene, tried):
        return _focus(scene)
    site = next((p for p in scene.phrases if p.kind == "site" and p.before in _LEADS), None)
    return _focus(scene) if site is not None and not named else None


def _under(scene: Scene, head: int) -> set[int]:
    """The words of a clause, without those of clauses that are joined to it and have a subject of their own."""
    tree = scene.tree
    under = set(tree.under(head, stop=frozenset(("ccomp", "parataxis"))))
    for joined in tree.those(head, "conj"):
        if tree.child(joined, "nsubj") is not None and tree.classes[joined] == "VERB":
            under -= set(tree.under(joined))
    return under


def _starts_apart(scene: Scene, head: int) -> bool:
    """Whether a clause is the main one of its sentence, to which others are joined."""
    return scene.tree.heads[head] == head


def _stood_for(scene: Scene, phrases: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The place that 'the town', 'the airport' or 'it' stands for in a clause that names none."""
    for phrase in phrases:
        if phrase.kind == "site" and (phrase.name != "it" or phrase.before in _LEADS):
            meant = meant_by(scene, phrase)
            if meant is not None and meant.kind in ("place", "works", "province"):
                return meant if meant.kind != "works" else scene.focus
    return None


def _is_unknown(scene: Scene, tried: Sequence[int]) -> bool:
    """Whether the clause is set at a place by name that is none of the frame's."""
    return names_another(scene) or any(_elsewhere(scene, word) for word in tried)


def _focus(scene: Scene) -> PlacePhrase | None:
    """The place the text was speaking of; in a text of capitals only one that the frame has."""
    focus = scene.focus
    if focus is None or not focus.name.isupper():
        return focus
    return focus if scene.names.frame.places.named(focus.name) else None


def joined_places(scene: Scene, phrase: PlacePhrase | None) -> list[PlacePhrase]:
    """A place and those joined to it by 'and': 'the districts of A and B' are two."""
    if phrase is None:
        return []
    group = next((g for g in scene.groups if phrase in g), [phrase])
    return [p for p in group if p.kind == phrase.kind and p.start >= phrase.start] or [phrase]


def _arguments(scene: Scene, clause: Clause) -> Iterator[int]:
    """The words that may name the place, the likeliest first."""
    tree, seen = scene.tree, set()
    patient = clause.patient
    leads = _LEADS - _TOWARDS if tree.lemmas[clause.head] in _DEPARTS else _LEADS
    led = [w for case, w in clause.obliques if case.rpartition(" ")[2] in leads and case != "from"]
    own = [
        c
        for c in tree.those(clause.head, "obl", "nmod", "advmod")
        if tree.case(c) in leads or (tree.relation(c) == "advmod" and scene.passage.word(c) in _QUARTERS)
    ]
    ordered = [patient, *sorted({*led, *own}), clause.subject, clause.agent]
    for word in ordered:
        if word is not None and word not in seen:
            seen.add(word)
            yield word


def _at(scene: Scene, word: int) -> PlacePhrase | None:
    """The place a phrase names, or one in what hangs on it: 'a market in A'."""
    under = set(scene.tree.under(word, stop=_ASIDES))
    for part in scene.tree.conjuncts(word):
        under |= set(scene.tree.under(part, stop=_ASIDES))
    inside = [p for p in scene.phrases if p.core in under and p.kind in _NAMED_KINDS and _is_name(scene, p)]
    inside = [p for p in inside if not is_metonym(scene, p) and not is_origin(scene, p)]
    if not inside:
        return None
    places = located(scene, inside) or [p for p in inside if p.kind != "province" and p.before != "from"]
    ranked = [p for kind in _NAMED_KINDS for p in places if p.kind == kind]
    good = [p for p in ranked if p.before != "from"] or ranked
    return good[0] if good else None


def _site_of_its_own(scene: Scene, under: set[int]) -> PlacePhrase | None:
    """'near the airport', where the frame has the airport of the place spoken of."""
    sites = [p for p in scene.phrases if p.kind == "site" and p.core in under and p.name not in ("it", "them", "there")]
    meant = (meant_by(scene, p) for p in sites if is_site(scene, p) or p.name.endswith("capital"))
    focus = scene.focus.name if scene.focus is not None else None
    return next((m for m in meant if m is not None and m.kind == "place" and m.name != focus), None)


def _is_name(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether a phrase is a name: one the frame knows, or what is parsed as one."""
    passage = scene.passage
    inside = [i for i in range(phrase.core, phrase.end) if passage.words[i].isalpha()]
    if any(passage.at("place", i) or passage.at("parent", i) for i in inside) or phrase.kind == "province":
        return True
    if all(passage.words[i].isupper() for i in inside):
        return all(scene.tree.classes[i] == "PROPN" for i in inside)
    return scene.tree.classes[phrase.core] == "PROPN"


def _elsewhere(scene: Scene, word: int) -> PlacePhrase | None:
    """A place that is none of the frame's: a name after 'in', which no actor and no time has."""
    tree, passage = scene.tree, scene.passage
    for here in (word, *tree.those(word, "nmod")):
        if tree.case(here) not in _NAMED or tree.classes[here] != "PROPN":
            continue
        if any(t.start <= here < t.end for t in passage.times) or any(
            p.start <= here < p.end for p in scene.participants
        ):
            continue
        label = next((label for start, end, label in tree.names if start <= here < end), "PLACE")
        if label != "PLACE" or passage.word(here) in event_words().lists["months"]:
            continue
        start, end = noun_phrase(tree, here, stop=_ASIDES | {"nmod", "appos"})
        start += passage.word(start) in ("the", "a", "an")
        if start < end:
            return PlacePhrase(start, end, passage.text(start, end), before=tree.case(here), core=here)
    return None

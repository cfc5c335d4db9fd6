"""Where people came to harm: the place of a clause, of what led to it, of the sentence, or the one in focus."""

from __future__ import annotations

from holdsway.reading.grounds import is_metonym, located
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import is_site, meant_by
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["is_elsewhere", "is_of_speaker", "place_of_loss"]

_ALL_OVER = word_set("across throughout around in over")
_AWAY = word_set("to into towards toward onto for against by")
_MOVED = frozenset(("displaced", "fled", "deserted", "deployed", "evacuated"))
_CLAUSAL = frozenset(("ccomp", "parataxis", "advcl"))
_CARES = frozenset(("treat", "admit", "hospitalise", "hospitalize", "operate", "airlift", "transfer"))
_MOST_STEPS = 4
_MOST_OF_A_TOWN = 20_000
"""More people than these who fled are not all of one town, unless it is said."""


def place_of_loss(scene: Scene, head: int, count: Headcount, fate: str) -> PlacePhrase | None:
    """The place of what happened: named in the clause or in what led to it, else the only one, else that in focus."""
    kinds = ("place", "near", "province", "site")
    named = [p for p in scene.phrases if p.kind in kinds and not is_of_speaker(scene, p) and not is_metonym(scene, p)]
    sure = located(scene, named)
    places = [p for p in named if p in sure or (p.kind == "place" and p.before == "from")]
    here = head
    for step in range(_MOST_STEPS):
        if near := _near(scene, here, places, moved=fate in _MOVED):
            return near if not _is_treated(scene, near) or scene.focus is None else scene.focus
        over, relation = scene.tree.heads[here], scene.tree.relation(here)
        if over == here or relation == "ccomp" or (fate in _MOVED and step):
            break
        here = over
    if fate in _MOVED:
        return _left(scene, sure, count)
    named = [p for p in sure if p.kind != "site" and p.before not in _AWAY]
    if len({p.name for p in named}) == 1 or any(all(p in group for p in named) for group in scene.groups if named):
        return named[0]  # of an attack on two places the first
    if scene.passage.word(count.figure.end) == "of" and scene.passage.word(count.figure.end + 1) in ("its", "their"):
        return None  # 'said 13 of its soldiers had died': somewhere
    return None if named or is_elsewhere(scene) else scene.focus


def _is_treated(scene: Scene, phrase: PlacePhrase) -> bool:
    """'97 are being treated in A': where those harmed elsewhere are looked after."""
    tree = scene.tree
    if phrase not in scene.phrases:
        return False  # the place last spoken of, named in another sentence
    verbs = [w for w in tree.above(phrase.core) if tree.classes[w] == "VERB"][:1]
    return phrase.before in ("in", "at", "to") and any(tree.lemmas[v] in _CARES for v in verbs)


def _left(scene: Scene, places: list[PlacePhrase], count: Headcount) -> PlacePhrase | None:
    """The place that people left: 'the town', or the one spoken of where only where they went is told."""
    site = next((p for p in places if p.kind == "site" and p.name not in ("it", "them", "there")), None)
    if site is not None and site.before not in _AWAY:
        meant = meant_by(scene, site)
        return meant if meant is not None and meant.kind == "place" else scene.focus
    inside = [p for p in places if p.kind != "site" and p.before not in _AWAY]
    is_many = (count.figure.low or 0) > _MOST_OF_A_TOWN
    return None if inside or site is not None or is_many or is_elsewhere(scene) else scene.focus


def is_elsewhere(scene: Scene) -> bool:
    """Whether a sentence is set somewhere that the frame does not know, or speaks of the whole country."""
    return _names_unknown(scene) or _is_countrywide(scene)


def _near(scene: Scene, here: int, places: list[PlacePhrase], *, moved: bool) -> PlacePhrase | None:
    tree = scene.tree
    inside = set(tree.under(here, stop=_CLAUSAL))
    barred = _AWAY if moved else _AWAY - {"by", "for"} | {"from"}
    found = [p for p in places if p.core in inside and p.before not in barred and p.kind != "site"]
    found = [p for p in found if p.before != "from" or moved]
    if not found:
        return (
            None if moved else _site(scene, [p for p in places if p.core in inside and p.before not in barred], places)
        )
    order = {"place": 0, "near": 1}
    return min(found, key=lambda p: (order.get(p.kind, 2), p.before == "", abs(p.start - here), p.start))


def _site(scene: Scene, here: list[PlacePhrase], places: list[PlacePhrase]) -> PlacePhrase | None:
    """The place that 'the town' stands for: the only one named before it in the sentence, else that in focus."""
    first = next((p for p in here if p.kind == "site" and p.name not in ("it", "them")), None)
    if first is None:
        return None
    if is_site(scene, first) or first.name.endswith("capital"):
        meant = meant_by(scene, first)
        return meant if meant is not None and meant.kind == "place" else scene.focus
    earlier = [p for p in places if p.kind == "place" and p.end <= first.start]
    if not earlier:
        return scene.focus
    return earlier[-1] if len({p.name for p in earlier}) == 1 else None


def is_of_speaker(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether a place is only that of whoever speaks: 'a doctor in A said'."""
    if any(s.start <= phrase.core < s.stop for s in scene.speeches):
        return True
    if phrase.core >= len(scene.tree):
        return False
    over = set(scene.tree.above(phrase.core))  # 'a priest who reached A said'
    return any(s.start <= word < s.stop and s.stop <= s.verb for s in scene.speeches for word in over)


def _names_unknown(scene: Scene) -> bool:
    """Whether the sentence is set somewhere that the frame does not know."""
    passage = scene.passage
    return any(
        passage.word(i) in ("in", "at", "near", "outside")
        and passage.is_name(i + 1)
        and not any(t.start == i + 1 for t in passage.times)
        and not any(p.start <= i + 1 < p.end for p in scene.participants)
        and not any(s.start <= i + 1 < s.stop for s in scene.speeches)
        for i in range(len(passage))
    )


def _is_countrywide(scene: Scene) -> bool:
    """'killed across the country', 'nationwide': a figure for more than the place in focus."""
    words = scene.passage.lower
    return bool({"nationwide", "countrywide"} & set(words)) or any(
        words[i : i + 2] in (["the", "country"], ["the", "nation"]) and i and words[i - 1] in _ALL_OVER
        for i in range(len(words))
    )

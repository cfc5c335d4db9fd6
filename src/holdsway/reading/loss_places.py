"""Where people came to harm: the place of a clause, of what led to it, of the sentence, or the one in focus."""

from __future__ import annotations

from holdsway.reading.headcounts import Headcount
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["is_elsewhere", "is_of_speaker", "place_of_loss"]

_ALL_OVER = word_set("across throughout around in over")
_AWAY = word_set("to into towards toward onto for against by")
_MOVED = frozenset(("displaced", "fled", "deserted", "deployed", "evacuated"))
_CLAUSAL = frozenset(("ccomp", "parataxis", "advcl"))
_MOST_STEPS = 4


def place_of_loss(scene: Scene, head: int, count: Headcount, fate: str) -> PlacePhrase | None:
    """The place of what happened: named in the clause or in what led to it, else the only one, else that in focus."""
    places = [p for p in scene.phrases if p.kind in ("place", "province", "site") and not is_of_speaker(scene, p)]
    here = head
    for step in range(_MOST_STEPS):
        if near := _near(scene, here, places, moved=fate in _MOVED):
            return near
        over, relation = scene.tree.heads[here], scene.tree.relation(here)
        if over == here or relation == "ccomp" or (fate in _MOVED and step):
            break
        here = over
    if fate in _MOVED:
        return None
    named = [p for p in places if p.kind != "site" and p.before not in _AWAY]
    if len({p.name for p in named}) == 1:
        return named[0]
    if scene.passage.word(count.figure.end) == "of" and scene.passage.word(count.figure.end + 1) in ("its", "their"):
        return None  # 'said 13 of its soldiers had died': somewhere
    return None if named or is_elsewhere(scene) else scene.focus


def is_elsewhere(scene: Scene) -> bool:
    """Whether a sentence is set somewhere that the frame does not know, or speaks of the whole country."""
    return _names_unknown(scene) or _is_countrywide(scene)


def _near(scene: Scene, here: int, places: list[PlacePhrase], *, moved: bool) -> PlacePhrase | None:
    tree = scene.tree
    inside = set(tree.under(here, stop=_CLAUSAL))
    barred = _AWAY if moved else _AWAY - {"by", "for"} | {"from"}
    found = [p for p in places if p.core in inside and p.before not in barred and p.kind != "site"]
    if not found:
        return (
            None if moved else _site(scene, [p for p in places if p.core in inside and p.before not in barred], places)
        )
    return min(found, key=lambda p: (p.kind != "place", p.before == "", abs(p.start - here), p.start))


def _site(scene: Scene, here: list[PlacePhrase], places: list[PlacePhrase]) -> PlacePhrase | None:
    """The place that 'the town' stands for: the only one named before it in the sentence, else that in focus."""
    first = next((p for p in here if p.kind == "site" and p.name not in ("it", "them")), None)
    if first is None:
        return None
    earlier = [p for p in places if p.kind == "place" and p.end <= first.start]
    if not earlier:
        return scene.focus
    return earlier[-1] if len({p.name for p in earlier}) == 1 else None


def is_of_speaker(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether a place is only that of whoever speaks: 'a doctor in A said'."""
    return any(s.start <= phrase.core < s.stop for s in scene.speeches)


def _names_unknown(scene: Scene) -> bool:
    """Whether the sentence is set somewhere that the frame does not know."""
    passage = scene.passage
    return any(
        passage.word(i) in ("in", "at", "near", "outside")
        and passage.is_name(i + 1)
        and not any(t.start == i + 1 for t in passage.times)
        and not any(p.start <= i + 1 < p.end for p in scene.participants)
        for i in range(len(passage))
    )


def _is_countrywide(scene: Scene) -> bool:
    """'killed across the country', 'nationwide': a figure for more than the place in focus."""
    words = scene.passage.lower
    return bool({"nationwide", "countrywide"} & set(words)) or any(
        words[i : i + 2] in (["the", "country"], ["the", "nation"]) and i and words[i - 1] in _ALL_OVER
        for i in range(len(words))
    )

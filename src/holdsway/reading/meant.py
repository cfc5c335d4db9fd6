"""What a phrase of a place means: the place named before ('it', 'the town'), or a site within one ('the airport')."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["meant_by"]

_SITES = word_set(
    "airport airfield airbase airstrip dam bridge refinery hospital prison jail university barracks camp mine "
    "factory oilfield oilfields port harbour harbor palace mosque church monastery school stadium"
)


def meant_by(scene: Scene, phrase: PlacePhrase) -> PlacePhrase | None:
    """The phrase itself, or the place that 'it' or 'the district' stands for."""
    if phrase.kind in ("place", "site") and (kind := _site_kind(scene, phrase)):
        return _site(scene, phrase, kind)
    if phrase.kind != "site":
        return phrase
    if phrase.name.endswith("province"):
        return replace(phrase, kind="province", name=scene.parent) if scene.parent else None
    earlier = [p for p in scene.phrases if p.kind == "place" and p.end <= phrase.start]
    names = {p.name for p in earlier}
    if len(names) == 1 and scene.focus is None:
        return replace(earlier[-1], partial=phrase.partial)
    if scene.focus is not None and (not names or scene.focus.name in names):
        return replace(scene.focus, partial=phrase.partial)
    if earlier and (scene.focus is None or phrase.name in ("it", "there") or len(names) == 1):
        return replace(earlier[0] if len(names) == 1 else earlier[-1], partial=phrase.partial)
    if phrase.name.endswith(("area", "region")) and scene.parent:
        return replace(phrase, kind="province", name=scene.parent)
    return None


def _site_kind(scene: Scene, phrase: PlacePhrase) -> str | None:
    """'the airport at A', "A's university": what kind of site a phrase names, rather than the place itself."""
    words = scene.passage.lower[phrase.start : phrase.end]
    return next((word for word in words if word in _SITES), None)


def _site(scene: Scene, phrase: PlacePhrase, kind: str) -> PlacePhrase | None:
    """A site as a place of its own where the frame has it, else marked as no more than a site within the place."""
    places = scene.names.frame.places
    if phrase.kind == "place" and kind in phrase.name.casefold():
        return phrase
    before = {p.name: p for p in scene.phrases if p.kind == "place" and p.end <= phrase.start}
    near = phrase if phrase.kind == "place" else scene.focus
    if phrase.name == "it" and len(before) == 1:
        near = next(iter(before.values()))  # 'entered A, its airport having been taken'
    if near is not None:
        for name in (f"{near.name} {kind}", f"{near.name}'s {kind}"):
            if places.named(name):
                return replace(near, name=name, start=phrase.start, end=phrase.end, core=phrase.core)
    if phrase.kind == "site" and scene.focus is not None and kind in scene.focus.name.casefold():
        return scene.focus
    return (
        replace(near, name=f"{kind} of {near.name}", kind="works", start=phrase.start, end=phrase.end) if near else None
    )

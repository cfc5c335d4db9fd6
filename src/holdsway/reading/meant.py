"""What a phrase of a place means: the place named before ('it', 'the town'), or a site within one ('the airport')."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from holdsway.reading.grounds import is_metonym, located
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["capital_of", "is_site", "meant_by"]

_SETTLED = word_set("city town village district hub suburb quarter neighbourhood neighborhood area region")
_SITES = word_set(
    "airport airfield airbase airstrip dam bridge refinery hospital prison jail university barracks camp mine "
    "factory oilfield oilfields port harbour harbor palace mosque church monastery school stadium"
)


_MOST_SEARCHED = 500
_ALIKE = (
    ("airport", "airfield", "airbase", "air base", "airstrip"),
    ("port", "harbour", "harbor", "seaport"),
    ("base", "camp", "barracks", "garrison"),
    ("crossing", "border crossing", "gate"),
    ("bridge", "crossing"),
)


def meant_by(scene: Scene, phrase: PlacePhrase) -> PlacePhrase | None:
    """The phrase itself, or the place that 'it' or 'the district' stands for."""
    if phrase.kind in ("place", "site") and (kind := _site_kind(scene, phrase)):
        return _site(scene, phrase, kind)
    if phrase.kind != "site":
        return phrase
    if phrase.name.endswith("capital") and (capital := _capital(scene, phrase)):
        return capital
    if phrase.name.endswith("province"):
        return replace(phrase, kind="province", name=scene.parent) if scene.parent else None
    earlier = located(scene, [p for p in scene.phrases if p.kind == "place" and p.end <= phrase.start])
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


def _capital(scene: Scene, phrase: PlacePhrase) -> PlacePhrase | None:
    """'the capital', 'the Ostrian capital': that of the country, where the frame has it and no province's is meant."""
    frame = scene.names.frame
    name = capital_of(frame.country)
    words = phrase.name.split()
    is_national = len(words) == 2 or words[-2][:1].isupper() or words[-2] == "national"
    if name is None or not is_national or not (known := frame.places.named(name)):
        return None
    return replace(phrase, name=name, kind="place", parent=known[0].admin1)


def capital_of(country: str | None) -> str | None:
    """The capital of a state, by its code."""
    return _capitals().get((country or "").upper())


@cache
def _capitals() -> Mapping[str, str]:
    """The capitals of states, by code."""
    told = yaml.safe_load(files("holdsway.reading").joinpath("capitals.yaml").read_text("utf-8"))
    return {str(code): str(name) for code, name in told.items()}


def is_site(scene: Scene, phrase: PlacePhrase) -> bool:
    """Whether a phrase names an airport, a bridge or the like rather than a town or a district."""
    return _site_kind(scene, phrase) is not None


def _site_kind(scene: Scene, phrase: PlacePhrase) -> str | None:
    """'the airport at A', "A's university": what kind of site a phrase names, rather than the place itself."""
    words = scene.passage.lower[phrase.start : phrase.end]
    words.append(scene.passage.word(phrase.end))
    sites = ((word, words[at + 1]) for at, word in enumerate(words[:-1]) if word in _SITES)
    return next((word for word, after in sites if after not in _SETTLED), None)  # 'the port city of A' is all of A


def _site(scene: Scene, phrase: PlacePhrase, kind: str) -> PlacePhrase | None:
    """A site as a place of its own where the frame has it, else marked as no more than a site within the place."""
    if phrase.kind == "place" and kind in phrase.name.casefold():
        return phrase
    before = {p.name: p for p in scene.phrases if p.kind == "place" and p.end <= phrase.start}
    near = phrase if phrase.kind == "place" else scene.focus
    if phrase.kind == "site" and len(before) == 1 and not is_metonym(scene, next(iter(before.values()))):
        near = next(iter(before.values()))  # 'entered A, its airport having been taken', 'In A, near the airport'
    places = [near] if near is not None else []
    if phrase.kind != "place":
        places += [p for p in scene.spoken if near is None or p.name != near.name]
    for place in places:
        for name in _site_names(place.name, kind):
            if scene.names.frame.places.named(name):
                return replace(place, name=name, kind="place", start=phrase.start, end=phrase.end, core=phrase.core)
        if phrase.kind == "site" and kind in place.name.casefold():
            return place
    if near is None:
        return _only_one(scene, phrase, kind)
    return replace(near, name=f"{kind} of {near.name}", kind="works", start=phrase.start, end=phrase.end)


def _only_one(scene: Scene, phrase: PlacePhrase, kind: str) -> PlacePhrase | None:
    """'the airport', where nothing was named before and the frame has only one."""
    places = scene.names.frame.places
    if phrase.name == "it" or len(places) > _MOST_SEARCHED:
        return None
    found = [p for p in places if p.name.casefold().endswith(f" {kind}")]
    return replace(phrase, name=found[0].name, kind="place", parent=found[0].admin1) if len(found) == 1 else None


def _site_names(place: str, kind: str) -> Iterator[str]:
    """What a gazetteer may call a site at a place: 'Norhaven airport', 'Norhaven International Airport'."""
    for word in next((alike for alike in _ALIKE if kind in alike), (kind,)):
        yield from (f"{place} {word}", f"{place} international {word}", f"{place}'s {word}", f"{word} of {place}")

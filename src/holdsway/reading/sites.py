"""A place as a sentence names it, and as the record keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from holdsway.frame import Frame
from holdsway.reading.numbers import Figure

__all__ = ["PlacePhrase", "Site", "site_of"]


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place as a sentence names it, at words `start` to `end` (exclusive).

    `kind`: `place`, `province`, `count` (so many districts), `site` ('the city', 'it': a place named before), `works`
    (an airport or a dam at a place) or `near` (somewhere outside a place: 'villages south of A').
    `before` is the preposition it hangs on; `partial` says that only a part is meant, `whole` that a count is of all
    there are, or all but a few.
    """

    start: int
    end: int
    name: str
    kind: str = "place"
    parent: str | None = None
    before: str = ""
    partial: bool = False
    core: int = 0
    figure: Figure | None = None
    of: str | None = None
    unit: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A place as the record keeps it."""

    text: str
    admin1: str | None
    code: str | None
    version: str | None
    note: str | None
    precision: str | None = None


def site_of(phrase: PlacePhrase, frame: Frame, *, hint: str | None = None) -> Site:
    """What a phrase resolves to in the frame; `hint` is a parent named nearby, used only to tell homonyms apart."""
    if phrase.kind == "province":
        same = frame.places.named(phrase.name)
        whole = next((p for p in same if p.code and frame.places.leaves_of(p.code) != (p,)), None)
        note = None if whole else "a whole province: on no single place"
        return Site(
            phrase.name,
            phrase.parent or phrase.name,
            whole.code if whole else None,
            whole.version if whole else None,
            note,
            "province",
        )
    if phrase.kind == "works":
        near = frame.places.resolve(phrase.name.partition(" of ")[2], parent=phrase.parent or hint).place
        note = "a site within the place, not the place itself"
        return Site(
            phrase.name,
            near.admin1 if near else phrase.parent,
            near.code if near else None,
            near.version if near else None,
            note,
            "site",
        )
    parent = phrase.parent
    if parent is None and hint and len(frame.places.named(phrase.name)) > 1:
        parent = hint
    code = None
    if not frame.declared and len(frame.places):
        place = frame.places.resolve(phrase.name, parent=parent).place
        code, parent = (place.code, parent or place.admin1) if place else (None, parent)
    placed = frame.place(phrase.name, admin1=parent, code=code)
    known = frame.places.get(placed.code)
    note = "outside the place, not in it" if phrase.kind == "near" and placed.code else placed.note
    return Site(phrase.name, known.admin1 if known else parent, placed.code, placed.version, note)

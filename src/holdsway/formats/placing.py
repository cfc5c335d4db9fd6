"""Placing: where a row of a table stands, and when it says too little to stand anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from holdsway.formats.cells import joined
from holdsway.frame import NO_SINGLE_PLACE, Frame, Placed
from holdsway.places import UNPLACED
from holdsway.places.countries import misplaced
from holdsway.records import Statement
from holdsway.words import fold

__all__ = ["COARSE", "COARSELY", "SITE", "located", "stand"]

SITE = "site"
"""A precision that names less than a place: a building or a field within it."""
COARSE = NO_SINGLE_PLACE - {SITE}
"""Precisions that name no single place: coordinates are those of something larger, and the name may be a homonym."""
COARSELY = "known only to the level of"
"""How the note on such a row begins."""


def stand(
    frame: Frame,
    name: str | None,
    *,
    admin1: str | None,
    code: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    precision: str | None = None,
    country: str | None = None,
) -> Placed:
    """The place of a row in the frame, or why it has none.

    A row known only to a province or an area is not put on a leaf place of that name or around its coordinates; a code
    that the source gives is kept, with a note that it bears on no single place. Coordinates that lie outside the
    country (that of the row, else of the frame) place nothing.
    """
    level = (precision or "").casefold()
    coarse = level in COARSE
    where = country or frame.country
    if where and latitude is not None and longitude is not None and misplaced(where, latitude, longitude):
        latitude = longitude = None
    if coarse and not len(frame.places) and name and admin1 and fold(name) == fold(admin1):
        admin1 = None  # the key of the province itself is not that of the town of its name
    placed = frame.place(
        name,
        admin1=admin1,
        code=code,
        latitude=None if coarse else latitude,
        longitude=None if coarse else longitude,
        country=country,
    )
    if placed.code is None or not (coarse or level == SITE):
        return placed
    if coarse and code is None and _is_leaf(frame, placed.code):
        return Placed(None, note=f"{UNPLACED}{COARSELY} {level}")
    return Placed(placed.code, placed.version, joined(placed.note, f"{COARSELY} {level}"))


def located(
    said: Statement, frame: Frame, name: str | None, *, words: str | None = None, admin1: str | None, **known: Any
) -> Statement:
    """A statement with its place as `stand` finds it; `words` is how the source writes the name, where it differs.

    `known` is what else is known of the place: code, latitude, longitude, precision, country.
    """
    placed = stand(frame, name, admin1=admin1, **known)
    return replace(
        said,
        place_code=placed.code,
        place_version=placed.version,
        place_note=placed.note,
        place_text=words or name,
        place_precision=known.get("precision"),
        admin1=admin1,
        latitude=known.get("latitude"),
        longitude=known.get("longitude"),
    )


def _is_leaf(frame: Frame, code: str) -> bool:
    return code in frame.places and frame.places.leaves_of(code) == (frame.places[code],)

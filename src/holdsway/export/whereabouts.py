"""Whereabouts: the point or the outline of a statement, and no point where only an area is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holdsway.formats.placing import COARSE
from holdsway.frame import Frame
from holdsway.places import Place
from holdsway.records import Statement

__all__ = ["geometry_of", "is_of_an_area", "own_point", "place_title", "point_of"]

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), in this order."""


def is_of_an_area(said: Statement, frame: Frame) -> bool:
    """Whether it is known only to the level of a province or an area, or to no place of the frame at all.

    A place that others lie within is an area too, unless the source says how closely it knows the place.
    """
    if said.place_code is None or _is_coarse(said):
        return True
    return not said.place_precision and len(frame.places.leaves_of(said.place_code)) > 1


def own_point(said: Statement) -> Point | None:
    """The coordinates that the source gives, unless they stand for an area or are themselves in doubt."""
    if said.latitude is None or said.longitude is None or _is_coarse(said):
        return None
    if any("coordinates" in flag for flag in said.flags):
        return None
    return _on_earth(said.longitude, said.latitude)


def point_of(said: Statement, frame: Frame) -> Point | None:
    """The statement's own point, else that of its place; none for an area."""
    if is_of_an_area(said, frame):
        return None
    place = frame.places.get(said.place_code)
    return own_point(said) or (_on_earth(place.longitude, place.latitude) if place else None)


def geometry_of(said: Statement, frame: Frame) -> Mapping[str, Any] | None:
    """A GeoJSON geometry: the point, or for an area its outline where the frame has one, else nothing."""
    if point := point_of(said, frame):
        return {"type": "Point", "coordinates": list(point)}
    place = frame.places.get(said.place_code)
    if place is None or not place.rings or not is_of_an_area(said, frame):
        return None
    return _outline(place)


def place_title(said: Statement, frame: Frame) -> str | None:
    """The place as the frame calls it, else as the source wrote it; None when none was said."""
    place = frame.places.get(said.place_code)
    if place:
        return place.title
    within = said.admin1 if said.admin1 != said.place_text else None
    return f"{said.place_text} ({within})" if said.place_text and within else said.place_text or said.admin1


def _is_coarse(said: Statement) -> bool:
    return (said.place_precision or "").strip().casefold() in COARSE


def _on_earth(longitude: float | None, latitude: float | None) -> Point | None:
    if longitude is None or latitude is None or not (abs(longitude) <= 180 and abs(latitude) <= 90):
        return None
    return longitude, latitude


def _outline(place: Place) -> Mapping[str, Any] | None:
    """Its area with outer rings counter-clockwise and holes clockwise, as RFC 7946 wants them."""
    from shapely import MultiPolygon, Polygon
    from shapely.geometry import mapping
    from shapely.geometry.polygon import orient

    shape = place.outline()
    if isinstance(shape, Polygon) and not shape.is_empty:
        return mapping(orient(shape))  # type: ignore[no-any-return]  # shapely has no types here
    if isinstance(shape, MultiPolygon) and not shape.is_empty:
        return mapping(MultiPolygon([orient(part) for part in shape.geoms]))  # type: ignore[no-any-return]  # as above
    return None

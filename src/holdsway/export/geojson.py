"""GeoJSON (RFC 7946): one feature for each statement, for QGIS, R sf and every web map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from holdsway.export.slots import counted, deaths, with_roles
from holdsway.export.whereabouts import geometry_of, place_title
from holdsway.frame import Frame
from holdsway.records import Statement

__all__ = ["as_geojson"]


def as_geojson(statements: Iterable[Statement], frame: Frame) -> Iterator[bytes]:
    """A feature collection, one feature a line. A statement known only to an area has its outline or no geometry.

    `places` says where outlines and the points of places come from, and under which licence.
    """
    places = {"source": frame.places_source, "version": frame.places_version, "licence": frame.places_licence}
    yield f'{{"type": "FeatureCollection", "places": {_json(places)}, "features": ['.encode()
    for number, said in enumerate(statements):
        feature = {"type": "Feature", "geometry": geometry_of(said, frame), "properties": _properties(said, frame)}
        yield f"{',' if number else ''}\n{_json(feature)}".encode()
    yield b"\n]}\n"


def _properties(said: Statement, frame: Frame) -> Mapping[str, Any]:
    low, best, high = deaths(said)
    count_of, (count_low, count_best, count_high) = counted(said)
    return {
        "id": said.id,
        "kind": said.kind,
        "source": said.source,
        "published": str(said.published) if said.published else None,
        "place": place_title(said, frame),
        "code": said.place_code,
        "precision": said.place_precision,
        "from": str(said.valid.first) if said.valid else None,
        "to": str(said.valid.last) if said.valid and not said.open else None,
        "party": said.party,
        "label": said.label,
        "event_type": said.event_type,
        "actors": with_roles(said),
        "category": said.category,
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "count_of": count_of,
        "count_low": count_low,
        "count_best": count_best,
        "count_high": count_high,
        "modality": said.modality,
        "polarity": said.polarity,
        "quote": said.quote.exact,
        "note": said.note,
        "flags": "; ".join(said.flags) or None,
        "review": said.review,
        "licence": said.licence,
        "url": said.url,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

"""The files places come from: GeoJSON boundaries, and a gazetteer in CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from holdsway.errors import FrameError
from holdsway.places.place import Place

__all__ = ["read_boundaries", "read_gazetteer"]


def read_boundaries(path: Path, names: Mapping[str, Any]) -> list[Place]:
    """The places of a GeoJSON file; `names` says which properties hold `code, name, parent, aliases` and the version.

    Errors: FrameError naming the file and the property that is missing.
    """
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError):
        features = None
    if not isinstance(features, list) or not all(isinstance(feature, Mapping) for feature in features):
        raise FrameError(f"{path}: not a GeoJSON feature collection; check `boundaries: file` in case.yaml")
    places = []
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties")
        if not isinstance(properties, Mapping):
            properties = {}
        for wanted in ("code", "name"):
            if not names.get(wanted) or properties.get(names[wanted]) in (None, ""):
                raise FrameError(
                    f"{path} feature {number}: no property {names.get(wanted)!r} for the {wanted}; "
                    f"set `boundaries: {wanted}` in case.yaml to one of {', '.join(sorted(properties))}"
                )
        extra = names.get("aliases") or []
        aliases = [str(properties.get(a) or "") for a in ([extra] if isinstance(extra, str) else extra)]
        parent = properties.get(names.get("parent") or "")
        try:
            rings = tuple(_rings(feature.get("geometry") or {}))
        except (AttributeError, TypeError, ValueError, IndexError):
            raise FrameError(f"{path} feature {number}: its outline cannot be read; mend its coordinates") from None
        middle = _middle(rings[0]) if rings else (None, None)
        places.append(
            Place(
                code=str(properties[names["code"]]),
                name=str(properties[names["name"]]),
                admin1=str(parent) if parent else None,
                longitude=middle[0],
                latitude=middle[1],
                aliases=_split(";".join(aliases)),
                version=names.get("version"),
                rings=rings,
            )
        )
    return _unlike(places, path)


def read_gazetteer(path: Path, version: str | None) -> list[Place]:
    """The places of a CSV `code, name, parent, latitude, longitude, aliases` (aliases split by `;`).

    A parent is the code of a place in the same file, else the name of a first-level unit.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows, columns = list(reader), set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error):
        raise FrameError(f"{path}: cannot be read as UTF-8 CSV; check `gazetteer: file` in case.yaml") from None
    if not {"code", "name"} <= columns:
        raise FrameError(f"{path}: needs the columns code, name, parent, latitude, longitude, aliases")
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise FrameError(f"{path} row {number}: has another number of cells than the header; mend that row")
        if not (row["code"].strip() and row["name"].strip()):
            raise FrameError(f"{path} row {number}: code or name is blank; fill it in")
        row["code"] = row["code"].strip()
    parents = {row["code"]: (row.get("parent") or "").strip() for row in rows}
    places = []
    for number, row in enumerate(rows, 2):
        parent, seen = (row.get("parent") or "").strip(), {row["code"]}
        admin1 = parent
        while admin1 in parents:
            if admin1 in seen:
                raise FrameError(f"{path} row {number}: {row['code']} lies within itself; mend its parent")
            seen.add(admin1)
            admin1 = parents[admin1]
        try:
            latitude = float(row["latitude"]) if row.get("latitude") else None
            longitude = float(row["longitude"]) if row.get("longitude") else None
        except ValueError:
            raise FrameError(f"{path} row {number}: coordinates of {row['name']} are not numbers") from None
        if (latitude is None) is not (longitude is None):
            raise FrameError(f"{path} row {number}: {row['name']} has half a coordinate; give both or neither")
        if latitude is not None and not (-90 <= latitude <= 90 and -180 <= (longitude or 0) <= 180):
            raise FrameError(f"{path} row {number}: {latitude}, {longitude} is no place on earth; latitude comes first")
        places.append(
            Place(
                code=row["code"],
                name=row["name"].strip(),
                admin1=admin1 or None,
                parent=parent if parent in parents else None,
                latitude=latitude,
                longitude=longitude,
                aliases=_split(row.get("aliases") or ""),
                version=version,
            )
        )
    return _unlike(places, path)


def _unlike(places: list[Place], path: Path) -> list[Place]:
    seen: dict[str, Place] = {}
    for place in places:
        if place.code in seen:
            raise FrameError(f"{path}: the code {place.code} stands for both {seen[place.code].name} and {place.name}")
        seen[place.code] = place
    return places


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.strip() for a in aliases.split(";") if a.strip()))


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    shape, coordinates = geometry.get("type"), geometry.get("coordinates") or []
    polygons = [coordinates] if shape == "Polygon" else coordinates if shape == "MultiPolygon" else []
    for polygon in polygons:
        for ring in polygon:
            if len(ring) >= 4:
                yield tuple((float(point[0]), float(point[1])) for point in ring)


def _middle(ring: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The centroid of a ring by the shoelace formula; its first point when it has no area."""
    doubled = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        doubled += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return (round(x / (3 * doubled), 5), round(y / (3 * doubled), 5)) if doubled else ring[0]

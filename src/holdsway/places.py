"""Places: populated places and administrative units, and how a name in a report finds one of them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

from holdsway.errors import AmbiguousPlaceError, FrameError, UnknownPlaceError
from holdsway.words import fold, likeness

__all__ = ["UNPLACED", "Gazetteer", "Place", "Resolution", "name_key", "read_boundaries", "read_gazetteer"]

UNPLACED = "unplaced: "
"""How the note on a place that was not found begins."""
LIKE_ENOUGH = 80.0
"""A spelling is taken for a name when it is at least this like it, of 100 ..."""
CLEARLY_AHEAD = 15.0
"""... and this far ahead of the next name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, keyed by its code within one boundary version. `parent` is the code of a place that contains it.

    `rings` are its outlines as lists of (longitude, latitude); a place without any is drawn as a point.
    """

    code: str
    name: str
    admin1: str | None = None
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[str, ...] = ()
    version: str | None = None
    rings: tuple[tuple[tuple[float, float], ...], ...] = field(default=(), repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and aliases."""
        return (self.name, *self.aliases)

    def outline(self) -> Any:
        """Its area as a shapely geometry. By the even-odd rule, rings serve for outlines, islands and holes alike."""
        from shapely import symmetric_difference
        from shapely.geometry import Polygon

        return reduce(symmetric_difference, [Polygon(ring).buffer(0) for ring in self.rings])

    @property
    def title(self) -> str:
        """The name with its parent, as it is printed: `Spin Boldak (Kandahar)`."""
        return f"{self.name} ({self.admin1})" if self.admin1 and self.admin1 != self.name else self.name


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was resolved to, how, or else why not and what comes close."""

    place: Place | None
    how: str
    suggestions: tuple[Place, ...] = ()

    @property
    def note(self) -> str | None:
        """One line for the record: nothing for a plain match, how it was found otherwise, or why it was not."""
        if self.place:
            return None if self.how in ("code", "name") else f"placed by {self.how}"
        if not self.suggestions:
            return f"{UNPLACED}{self.how}"
        return f"{UNPLACED}{self.how}; perhaps {', '.join(f'{p.title} {p.code}' for p in self.suggestions)}"


def name_key(name: str, parent: str | None, country: str | None) -> str:
    """The key of a place known only by name: `name:country/parent/name`."""
    return f"name:{country or ''}/{parent or ''}/{name}"


class Gazetteer:
    """All the places of a frame, and the ways to find one."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._by_code = {place.code: place for place in places}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._children: dict[str, list[Place]] = defaultdict(list)
        for place in self._by_code.values():
            for name in dict.fromkeys(fold(name) for name in place.names):
                self._by_name[name].append(place)
            if place.parent:
                self._children[place.parent].append(place)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __getitem__(self, code: str) -> Place:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str | None) -> Place | None:
        """The place with this code, if there is one."""
        return self._by_code.get(code) if code else None

    @cached_property
    def leaves(self) -> tuple[Place, ...]:
        """The places that contain no other: the ones that are estimated and drawn."""
        return tuple(place for place in self if place.code not in self._children)

    def leaves_of(self, code: str) -> tuple[Place, ...]:
        """The leaves within a place; the place itself when it is one."""
        children = self._children.get(code)
        if not children:
            return (self._by_code[code],) if code in self._by_code else ()
        return tuple(leaf for child in children for leaf in self.leaves_of(child.code))

    def parents(self) -> tuple[str, ...]:
        """The names of all first-level parents."""
        return tuple(dict.fromkeys(place.admin1 for place in self if place.admin1))

    def parent_named(self, name: str) -> str | None:
        """The first-level parent this name stands for: exact, else a spelling match."""
        folded = fold(name)
        for parent in self.parents():
            if fold(parent) == folded:
                return parent
        return _clear_winner(name, {parent: (parent,) for parent in self.parents()})

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place that bears exactly this name or alias."""
        return tuple(self._by_name.get(fold(name), ()))

    def resolve(
        self,
        name: str | None,
        *,
        parent: str | None = None,
        code: str | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
    ) -> Resolution:
        """Find the place meant: by code; by exact name within the parent; by point in polygon; by spelling.

        A name that occurs twice needs its parent and stays unplaced without it. Degrees are WGS 84.
        """
        if code:
            if code in self._by_code:
                return Resolution(self._by_code[code], "code")
            return Resolution(None, f"no place has the code {code}", self._near(name, None))
        found = self.named(name) if name else ()
        within: str | None = None
        if parent:
            within = self.parent_named(parent)
            found = tuple(p for p in found if within and _is_within(p, within))
        if found and (one := self._one_line(found)):
            return Resolution(one, "name")
        if latitude is not None and longitude is not None and (around := self.around(latitude, longitude)):
            return Resolution(around, "its coordinates")
        if len(found) > 1:
            return Resolution(None, f"{name!r} is the name of {len(found)} places; say which parent", found)
        if not name:
            return Resolution(None, "no name was given")
        if parent and within is None:
            return Resolution(None, f"no parent is called {parent!r}", self._near(name, None))
        candidates = {p.code: p.names for p in self if within is None or _is_within(p, within)}
        if winner := _clear_winner(name, candidates):
            return Resolution(self._by_code[winner], "spelling")
        return Resolution(None, f"no place is called {name!r}", self._near(name, within))

    def around(self, latitude: float, longitude: float) -> Place | None:
        """The leaf whose outline contains this point (degrees, WGS 84)."""
        if not self._outlines:
            return None
        from shapely import Point

        tree, codes, shapes = self._outlines[0]
        point = Point(longitude, latitude)
        hits = sorted(codes[i] for i in tree.query(point) if shapes[i].covers(point))
        return self._by_code[hits[0]] if hits else None

    def find(self, words: str) -> Place:
        """The place a person asks for: a code, a name, or `name, parent`.

        Errors: UnknownPlaceError with what comes close, AmbiguousPlaceError with the list.
        """
        if words in self._by_code:
            return self._by_code[words]
        if found := self.named(words):
            if one := self._one_line(found):
                return one
            choices = "; ".join(f"{p.name}, {p.admin1} ({p.code})" for p in found)
            raise AmbiguousPlaceError(
                f"{words!r} is the name of {len(found)} places: {choices}; add the parent or give the code"
            )
        name, comma, parent = words.rpartition(",")
        resolution = self.resolve(name.strip(), parent=parent.strip()) if comma else self.resolve(words)
        if resolution.place:
            return resolution.place
        near = "; ".join(f"{p.name}, {p.admin1} ({p.code})" for p in resolution.suggestions)
        raise UnknownPlaceError(
            f"no place is called {words!r}"
            + (f"; perhaps {near}" if near else "; `holdsway sql 'FROM places'` lists them")
        )

    def _one_line(self, found: tuple[Place, ...]) -> Place | None:
        """Of places of one name that contain each other (a city and its district), the outermost; else None."""
        outermost = [p for p in found if p.parent not in {q.code for q in found}]
        return outermost[0] if len(outermost) == 1 else None

    def _near(self, name: str | None, within: str | None, most: int = 3) -> tuple[Place, ...]:
        if not name:
            return ()
        scored = [
            (max(likeness(name, other) for other in place.names), place)
            for place in self
            if within is None or _is_within(place, within)
        ]
        best = sorted((s for s in scored if s[0] >= 60), key=lambda s: (-s[0], s[1].code))
        return tuple(place for _, place in best[:most])

    @cached_property
    def _outlines(self) -> list[tuple[Any, list[str], list[Any]]]:
        from shapely import STRtree

        codes, shapes = [], []
        for place in self.leaves:
            if place.rings:
                codes.append(place.code)
                shapes.append(place.outline())
        return [(STRtree(shapes), codes, shapes)] if shapes else []


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


def _is_within(place: Place, admin1: str) -> bool:
    return place.admin1 is not None and fold(place.admin1) == fold(admin1)


def _clear_winner(name: str, candidates: Mapping[str, Iterable[str]]) -> str | None:
    """The key of the one candidate this is a spelling of, if it is clearly ahead of all others."""
    scored = sorted(((max(likeness(name, n) for n in names), key) for key, names in candidates.items()), reverse=True)
    if not scored or scored[0][0] < LIKE_ENOUGH:
        return None
    ahead = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY_AHEAD
    return scored[0][1] if ahead else None


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

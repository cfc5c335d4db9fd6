"""A gazetteer: all the places of a frame, and how a name in a report finds one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from holdsway.errors import AmbiguousPlaceError, UnknownPlaceError
from holdsway.places.place import Place, Resolution
from holdsway.words import fold, likeness

__all__ = ["Gazetteer"]

LIKE_ENOUGH = 80.0
"""A spelling is taken for a name when it is at least this like it, of 100 ..."""
CLEARLY_AHEAD = 15.0
"""... and this far ahead of the next name."""
GIVEN = "a name that tables give with its code"


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

    def with_names(self, given: Iterable[tuple[str, str | None, str]]) -> Gazetteer:
        """The same places, with names that tables give them: each (name, first-level parent, code).

        A name that is known already, of a place or of a parent, stays what it is. One given with codes of several
        places of one parent names none of them.
        """
        codes: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        spelt: dict[str, str] = {}
        parents = {fold(parent) for parent in self.parents()}
        for name, parent, code in given:
            place, key = self.get(code), fold(name)
            if place is None or key in self._by_name or key in parents or not any(c.isupper() for c in name):
                continue
            if parent and (within := self.parent_named(parent)) and place.admin1 and not _is_within(place, within):
                continue
            codes[key, place.admin1].add(code)
            spelt.setdefault(key, name)
        names: dict[str, list[str]] = defaultdict(list)
        for (key, _), meant in codes.items():
            if len(meant) == 1:
                names[next(iter(meant))].append(spelt[key])
        if not names:
            return self
        return Gazetteer(replace(p, given=(*p.given, *names[p.code])) if p.code in names else p for p in self)

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
            is_given = fold(name or "") in {fold(given) for given in one.given}
            return Resolution(one, GIVEN if is_given else "name")
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


def _is_within(place: Place, admin1: str) -> bool:
    return place.admin1 is not None and fold(place.admin1) == fold(admin1)


def _clear_winner(name: str, candidates: Mapping[str, Iterable[str]]) -> str | None:
    """The key of the one candidate this is a spelling of, if it is clearly ahead of all others."""
    scored = sorted(((max(likeness(name, n) for n in names), key) for key, names in candidates.items()), reverse=True)
    if not scored or scored[0][0] < LIKE_ENOUGH:
        return None
    ahead = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY_AHEAD
    return scored[0][1] if ahead else None

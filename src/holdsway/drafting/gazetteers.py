"""Gazetteers: a first places.csv from the places that the tables name, where nobody has drawn them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

from holdsway.drafting.mentions import Mention, bare, is_first_level
from holdsway.drafting.named_place import NamedPlace
from holdsway.drafting.written import commented, line
from holdsway.errors import FrameError
from holdsway.formats.placing import COARSE
from holdsway.places import Gazetteer, read_gazetteer
from holdsway.words import digest, fold, likeness

__all__ = ["DRAFTED", "PLACES_FILE", "DraftedPlaces", "drafted_places", "is_drafted", "unplaced"]

PLACES_FILE = "places.csv"
DRAFTED = "drafted"
COLUMNS = ("code", "name", "parent", "latitude", "longitude", "aliases", "why")
FEWEST, MOST = 2, 5000
"""With fewer names there is nothing to join, with more nobody looks the list over."""
_ALIKE = 80
_MOST_COMPARED = 1500
_MOST_LISTED = 20
_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class DraftedPlaces:
    """The places drafted, and the provinces and areas left out because no row knows a single place in them."""

    places: tuple[NamedPlace, ...]
    areas: tuple[str, ...]
    country: str | None = None

    def table(self) -> str:
        """The gazetteer as CSV, with `why` beside each row. A spreadsheet needs the mark in front to read accents."""
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place in self.places:
            point = place.point(self.country)
            degrees = (point.latitude, point.longitude) if point else ("", "")
            writer.writerow(
                [place.code, place.name, place.parent or "", *degrees, ";".join(place.aliases), place.why(point)]
            )
        text = target.getvalue()
        return text if text.isascii() else f"\ufeff{text}"

    def entry(self, lost: Sequence[str]) -> list[str]:
        """The lines of case.yaml on these places; `lost` are names of the tables that find no place among them."""
        lines = [
            line(
                f"gazetteer: {{file: {PLACES_FILE}, version: {DRAFTED}}}",
                f"the {len(self.places)} places that the tables name",
            )
        ]
        lines.append(
            commented(
                f"{PLACES_FILE} is drafted too; it is not written over. Mend it before the first brief: a ledger keeps "
                "each row on the place that it had when it was added."
            )
        )
        if self.areas:
            told = _listed(self.areas)
            lines.append(
                commented(f"Provinces or areas, so not among the places; rows on them are kept unplaced: {told}.")
            )
        if len(self.places) > _MOST_COMPARED:
            lines.append(commented("So many names were not compared for spellings that may be one place."))
        if near := self.perhaps_one():
            lines.append(
                commented(
                    f"Perhaps one place: {near}. If so, write one name into the aliases of the other in {PLACES_FILE} "
                    "(several are parted by `;`) and take out its row."
                )
            )
        if lost:
            lines.append(commented(f"Named by rows that do not tell which place or parent is meant: {_listed(lost)}."))
        return lines

    def perhaps_one(self, most: int = _MOST_LISTED) -> str:
        """The names that are alike, two by two; blank where none are."""
        near = self.near
        told = "; ".join(f"{one} and {other}" for one, other in near[:most])
        return told + (f"; and {len(near) - most} more" if len(near) > most else "")

    @cached_property
    def near(self) -> list[tuple[str, str]]:
        """Names that are alike, which only a person can join: none with different parents."""
        if len(self.places) > _MOST_COMPARED:
            return []
        known = [(place.name, fold(bare(place.parent or ""))) for place in self.places]
        return [
            (one, other)
            for (one, within), (other, parent) in combinations(known, 2)
            if fold(one) != fold(other)
            and (not within or not parent or within == parent)
            and likeness(one, other) >= _ALIKE
        ]


def drafted_places(mentions: Iterable[Mention], country: str | None) -> DraftedPlaces | None:
    """One place for each name, folded and without its unit, within one parent; None for too few names or too many."""
    mentions = list(mentions)
    parents = {fold(bare(one.parent)) for one in mentions if one.parent}
    areas = Counter(one.name for one in mentions if _is_area(one, parents))
    places = _parted([one for one in mentions if not _is_area(one, parents)])
    if not FEWEST <= len(places) <= MOST:
        return None
    places.sort(key=lambda place: (fold(place.parent or ""), fold(place.name), place.code))
    taken: set[str] = {place.code for place in places if place.code}
    often = Counter(_slug(place.name) for place in places)
    for place in places:
        if not place.code:
            place.code = _code(place, often, taken)
            taken.add(place.code)
    return DraftedPlaces(tuple(places), tuple(name for name, _ in areas.most_common()), country)


def unplaced(mentions: Iterable[Mention], places: Path) -> list[str]:
    """The names that find no place in a gazetteer as the tables ask for them, provinces and areas left aside."""
    try:
        gazetteer = Gazetteer(read_gazetteer(places, None))
    except FrameError:
        return []
    asked = {(one.name, one.parent, one.code): one for one in mentions if one.level not in COARSE}
    lost = [
        f"{name} ({parent})" if parent else name
        for name, parent, code in asked
        if all(
            gazetteer.resolve(spelt, parent=parent, code=code).place is None
            for spelt in dict.fromkeys((name, bare(name)))
        )
    ]
    return list(dict.fromkeys(lost))


def is_drafted(path: Path) -> bool:
    """Whether a gazetteer is one that was drafted, by its column `why`."""
    try:
        return path.name == PLACES_FILE and path.read_text("utf-8-sig").partition("\n")[0].strip() == ",".join(COLUMNS)
    except (OSError, UnicodeDecodeError):
        return False


def _parted(mentions: Sequence[Mention]) -> list[NamedPlace]:
    """The mentions by place: first those with a code, then those with a parent, then those with neither, which join a
    place of their name where there is only one.
    """
    alike: dict[tuple[str, str, str | None], list[Mention]] = defaultdict(list)
    for one in mentions:
        alike[_key(one), fold(bare(one.parent)) if one.parent else "", one.code].append(one)
    coded: dict[str, NamedPlace] = {}
    named: dict[str, list[NamedPlace]] = defaultdict(list)
    for (name, within, code), group in alike.items():
        if code:
            place = coded.setdefault(code, NamedPlace(code=code))
            named[name] += [place] if place not in named[name] else []
            place.add(group, within)
    for (name, within, code), group in alike.items():
        if within and not code:
            fitting = [place for place in named[name] if within in place.within]
            fitting = fitting or [place for place in named[name] if not place.within]
            _place_of(fitting, named[name]).add(group, within)
    for (name, within, code), group in alike.items():
        if not (code or within) and len(named[name]) < 2:  # of several it is not told which
            _place_of(named[name], named[name]).add(group, within)
    return [*coded.values(), *(place for places in named.values() for place in places if not place.code)]


def _place_of(fitting: Sequence[NamedPlace], same: list[NamedPlace]) -> NamedPlace:
    if len(fitting) == 1:
        return fitting[0]
    same.append(NamedPlace())
    return same[-1]


def _key(one: Mention) -> str:
    return fold(bare(one.name))


def _is_area(one: Mention, parents: set[str]) -> bool:
    """Whether a row knows only a province or an area: it says so, or its name is that of a first-level unit here."""
    return one.level in COARSE or (is_first_level(one.name) and _key(one) in parents)


def _code(place: NamedPlace, often: Counter[str], taken: set[str]) -> str:
    """A code that stays the same whenever the place is drafted: of its name, with its parent where two bear it."""
    slug = _slug(place.name)
    parent = _slug(place.parent or "")
    if slug and often[slug] > 1 and parent:
        slug = f"{slug}-{parent}"
    hashed = digest((fold(place.name), fold(bare(place.parent or ""))))[:8]
    choices: Iterator[str] = iter((f"p-{slug}" if slug else f"p-{hashed}", f"p-{slug or 'x'}-{hashed}"))
    return next(one for one in (*choices, *(f"p-{hashed}-{n}" for n in range(2, MOST + 3))) if one not in taken)


def _slug(name: str) -> str:
    return _PLAIN.sub("-", fold(name)).strip("-")


def _listed(names: Sequence[str]) -> str:
    more = f", and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(names[:_MOST_LISTED]) + more

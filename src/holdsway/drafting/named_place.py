"""A named place: one place with all the rows of the tables that name it, and what follows of it from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from holdsway.drafting.mentions import Mention, bare, unit_of
from holdsway.formats.placing import COARSE, SITE
from holdsway.places.countries import misplaced

__all__ = ["NamedPlace"]

_EXACTNESS = {"exact": 0, "near": 1, SITE: 3, "": 4}
_COARSER = 2  # a district, a town: its coordinates are of its middle
_NO_WORD = "the table does not say how exact"


@dataclass(slots=True, eq=False)
class NamedPlace:
    """One place with all the rows that name it: where it lies and what it is called follow from them."""

    mentions: list[Mention] = field(default_factory=list)
    code: str = ""
    within: set[str] = field(default_factory=set)

    def add(self, mentions: Iterable[Mention], within: str) -> None:
        """Take rows in that name it within a parent, folded; blank for none."""
        self.mentions += mentions
        self.within |= {within} if within else set()

    @property
    def name(self) -> str:
        """Its commonest name, without the word for its unit; that of a site within it only where there is no other."""
        whole = [one for one in self.mentions if one.level != SITE] or self.mentions
        return Counter(bare(one.name) for one in whole).most_common(1)[0][0]

    @property
    def parent(self) -> str | None:
        """The larger place that its rows give it, as they ask for it most; None where they give none or several."""
        named = Counter(one.parent for one in self.mentions if one.parent)
        if len(self.within) != 1:
            return None
        return min(named, key=lambda parent: (-named[parent], len(parent), parent))

    @property
    def aliases(self) -> list[str]:
        """The other ways in which rows write its name; a name with a semicolon cannot be one."""
        spelt, own = Counter(one.name for one in self.mentions), self.name
        return [name for name, _ in spelt.most_common() if name != own and ";" not in name]

    def point(self, country: str | None) -> Mention | None:
        """The first row among those that know it most exactly, with coordinates that can be right."""
        known = [one for one in self.mentions if _can_be_right(one, country)]
        return min(known, key=lambda one: _EXACTNESS.get(one.level, _COARSER), default=None)

    def why(self, point: Mention | None) -> str:
        """How often and where it is named, and where its coordinates come from."""
        files = Counter(one.file for one in self.mentions)
        told = f"named {_times(len(self.mentions))}: {', '.join(f'{name} ({n})' for name, n in files.items())}"
        if point is not None:
            row = f" row {point.row}" if point.row else ""
            told += f"; coordinates of {point.file}{row} ({point.level or _NO_WORD})"
        units = sorted({unit for one in self.mentions if (unit := unit_of(one.name))})
        return told + (f"; named as {' and '.join(units)}: the same place?" if len(units) > 1 else "")


def _can_be_right(one: Mention, country: str | None) -> bool:
    if one.latitude is None or one.longitude is None or one.level in COARSE:
        return False
    within = -90 <= one.latitude <= 90 and -180 <= one.longitude <= 180 and (one.latitude, one.longitude) != (0, 0)
    return within and not (country and misplaced(country, one.latitude, one.longitude))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"

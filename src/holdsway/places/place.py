"""A place, and what a name was resolved to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

__all__ = ["UNPLACED", "Place", "Resolution", "name_key"]

UNPLACED = "unplaced: "
"""How the note on a place that was not found begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, keyed by its code within one boundary version. `parent` is the code of a place that contains it.

    `rings` are its outlines as lists of (longitude, latitude); a place without any is drawn as a point. `given` are the
    names that no gazetteer has and tables of the same ledger give with its code.
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
    given: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and aliases, and the names that tables give it."""
        return (self.name, *self.aliases, *self.given)

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

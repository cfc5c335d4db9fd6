"""Mentions: a place as one row of a table names it, and the name of a place without the word for what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from holdsway.drafting.fields import vocabulary
from holdsway.words import fold

__all__ = ["Mention", "bare", "is_first_level", "unit_of"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as one row names it. `parent` is the larger place by the name that the row's format will ask for; `code`
    is the source's own; `level` is how well the row knows the place.
    """

    file: str
    row: int | None
    name: str
    parent: str | None = None
    code: str | None = None
    level: str = ""
    latitude: float | None = None
    longitude: float | None = None


def bare(name: str) -> str:
    """A name without the word for its unit, before or after it: Palma for "Palma district", "Distrito de Palma"."""
    before, after = _units()
    shorter = after.sub("", before.sub("", name.strip())).strip()
    return shorter if any(map(str.isalpha, shorter)) else name.strip()


def unit_of(name: str) -> str:
    """The word for the unit that stands in a name, folded; blank where none does."""
    before, after = _units()
    found = after.search(name.strip()) or before.search(name.strip())
    return fold(found[1]) if found and bare(name) != name.strip() else ""


def is_first_level(name: str) -> bool:
    """Whether a name says itself that it is of a province, a governorate or another first-level unit."""
    return unit_of(name) in {fold(unit) for unit in vocabulary()["first_level"]}


@cache
def _units() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A unit before a name, with its "of" (Arabic has none), and one after it. A "District 9" is no place called 9."""
    words = sorted(vocabulary()["units"], key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in words)
    of = r"\s+(?:(?:of|de|do|da|del|du|des)(?:\s+(?:la|el|los|las))?\s+|d['’])(?=\S)"
    before = re.compile(rf"^({either})(?:{of}|(?<=[\u0600-\u06ff])\s+(?=\S))", re.IGNORECASE)
    return before, re.compile(rf"[\s-]+({either})$", re.IGNORECASE)

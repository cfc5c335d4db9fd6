"""Releases: which edition of a dataset a file is, by the name its publisher gave it, and when that came out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from holdsway.clocks import Published, parse_published
from holdsway.errors import DateError

__all__ = ["Release", "Releases"]


@dataclass(frozen=True, slots=True)
class Release:
    """One edition of a dataset, and when it was published (None: not declared)."""

    name: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Releases:
    """How a publisher names its files: a pattern with named groups, `called` and `published` written from them.

    Groups may be used as `{year}` (in four digits; `{short}` in two); `{next_month}` is the month after `{year}` and
    `{month}`. `dates` gives the time of publication by release, where it does not follow from the name.
    """

    pattern: str
    called: str
    published: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Releases:
        """The releases a metadata file declares."""
        dates = {str(name): str(date) for name, date in (entry.get("dates") or {}).items()}
        return cls(entry["pattern"], entry["called"], entry.get("published"), dates)

    def of_file(self, path: str) -> Release | None:
        """The release a file is by its name; None when the name says nothing."""
        found = re.search(self.pattern, PurePath(path).name, re.IGNORECASE)
        if found is None:
            return None
        parts = {key: value for key, value in found.groupdict().items() if value is not None}
        if "year" in parts:
            parts["year"] = f"20{parts['year']}" if len(parts["year"]) == 2 else parts["year"]
            parts["short"] = parts["year"][-2:]
        if "month" in parts:
            month = int(parts["month"])
            parts["month"] = f"{month:02d}"
            year = int(parts.get("year", "0"))
            parts["next_month"] = f"{year}-{month + 1:02d}" if month < 12 else f"{year + 1}-01"
        name = self.called.format(**parts)
        written = self.dates.get(name) or (self.published.format(**parts) if self.published else None)
        try:
            return Release(name, parse_published(written) if written else None)
        except DateError:
            return Release(name, None)

"""Crosswalks: the codes and spellings of another list of places, tied to the places of the frame."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from holdsway.errors import FrameError

__all__ = ["Crosswalk", "read_crosswalk"]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """One other list: its version, the codes here for each code there, and its spellings of each place here."""

    version: str
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_crosswalk(path: Path, entry: Mapping[str, Any]) -> Crosswalk:
    """The crosswalk in a CSV: `from` is the column of its codes, `to` that of the frame's, `names` those of spellings.

    A code there that stands beside several codes here is one place that became several: it leads to none alone.
    Errors: FrameError naming the file and the column it lacks.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows, columns = list(reader), set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error):
        raise FrameError(f"{path}: cannot be read as UTF-8 CSV; check `crosswalks: file` in case.yaml") from None
    named = entry.get("names") or []
    names = [str(name) for name in (named if isinstance(named, list) else [named])]
    for column in (entry.get("from"), entry.get("to"), *names):
        if column not in columns:
            raise FrameError(
                f"{path}: no column {column!r}; set `crosswalks: {{from, to, names}}` to columns of it: "
                f"{', '.join(sorted(columns))}"
            )
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        there, here = (str(row[entry[side]] or "").strip() for side in ("from", "to"))
        if not here:
            continue
        if there:
            codes[there][here] = None
        spellings[here].update((spelling, None) for name in names if (spelling := (row[name] or "").strip()))
    return Crosswalk(str(entry.get("version") or path.stem), _tuples(codes), _tuples(spellings))


def _tuples(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in found.items()}

"""Places: which files of a folder hold boundaries or a gazetteer, and what their properties and columns stand for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdsway.drafting.gazetteers import DRAFTED, is_drafted
from holdsway.drafting.grid import Grid
from holdsway.drafting.mentions import Mention
from holdsway.drafting.written import commented, line, samples, word
from holdsway.errors import FrameError
from holdsway.formats.mapping import CHOOSE
from holdsway.places import read_gazetteer

__all__ = ["Outlines", "is_gazetteer", "outlines_in", "place_lines", "tells_places"]

_CODE = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d[\w.-]*")
_NAMED = {
    "code": ("pcode", "code", "id"),
    "name": ("name", "_en", "nom", "nombre", "shape"),
    "parent": ("adm1", "parent", "prov", "gov", "region"),
}


@dataclass(frozen=True, slots=True)
class Outlines:
    """A file of boundaries: how many features it has, and the values of each of their properties."""

    file: str
    features: int
    properties: Mapping[str, list[str]]

    def choices(self, what: str) -> list[str]:
        """The properties that can be the code, the name or the parent, the likeliest first."""
        fitting = [name for name, values in self.properties.items() if _can_be(what, values, self.features)]
        marks = _NAMED[what]
        rank = {
            name: next((n for n, mark in enumerate(marks) if mark in name.casefold()), len(marks)) for name in fitting
        }
        return sorted(fitting, key=lambda name: (rank[name], -len(set(self.properties[name])), fitting.index(name)))


def outlines_in(path: Path, folder: Path) -> Outlines | None:
    """What a .geojson holds; None when it is no collection of features with an outline."""
    try:
        features = json.loads(path.read_text("utf-8-sig"))["features"]
        drawn = [one for one in features if (one.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")]
        names = dict.fromkeys(key for one in drawn for key in one.get("properties") or {})
        properties = {name: [_text(one["properties"].get(name)) for one in drawn] for name in names}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Outlines(path.relative_to(folder).as_posix(), len(drawn), properties) if drawn else None


def is_gazetteer(grid: Grid) -> bool:
    """Whether a table is a gazetteer as the frame takes it: `code, name` and a coordinate, a parent or aliases."""
    columns = set(grid.columns)
    return {"code", "name"} <= columns and bool(columns & {"latitude", "parent", "aliases"}) and "date" not in columns


def tells_places(path: Path) -> bool:
    """Whether a file seems to hold boundaries or a gazetteer of somebody's own, by its name and its first line."""
    if path.suffix.casefold() != ".csv" or is_drafted(path):
        return path.suffix.casefold() == ".geojson"
    with path.open("rb") as file:
        first = file.readline(10_000).decode("utf-8-sig", "replace")
    return {"code", "name"} <= {name.strip().strip('"') for name in re.split("[,;\t|]", first)}


def place_lines(
    outlines: Sequence[Outlines], gazetteers: Sequence[Path], folder: Path, mentions: Iterable[Mention]
) -> Iterator[tuple[str, str | None]]:
    """The `boundaries:` and `gazetteer:` entries, each line with what the user must decide of it, if anything."""
    ordered = sorted(outlines, key=lambda one: -one.features)
    if ordered:
        yield from _boundary_lines(ordered[0])
        for other in ordered[1:]:
            yield commented(f"Another file of boundaries is here: {other.file}, {other.features} features."), None
    for number, path in enumerate(gazetteers):
        entry = f"gazetteer: {{file: {word(path.relative_to(folder).as_posix())}, version: own}}"
        if number:
            yield commented(f"Another gazetteer is here: {path.relative_to(folder).as_posix()}."), None
            continue
        if is_drafted(path):
            yield (
                line(entry.replace("version: own", f"version: {DRAFTED}"), "drafted from the tables before"),
                _fault(path),
            )
            continue
        yield line(entry, "a table with code and name; give it the version you know it by"), _fault(path)
    if not ordered and not gazetteers:
        named = Counter(mention.name for mention in mentions)
        most = ", ".join(name for name, _ in sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))[:8])
        shown = f": {most}, and so on" if len(named) > 8 else f": {most}" if most else ""
        yield (
            commented(
                "Places: no boundaries (.geojson) or gazetteer (code, name, latitude, longitude) lie here, so places "
                f"are those that the data name{shown}. They are drawn as points where the data give coordinates."
            ),
            None,
        )


def _boundary_lines(outlines: Outlines) -> Iterator[tuple[str, str | None]]:
    yield line("boundaries:", f"{outlines.features} outlines"), None
    yield f"  file: {word(outlines.file)}", None
    taken: set[str] = set()
    for what, reason in (
        ("code", "filled, different in each, and like a code"),
        ("name", "words, mostly different"),
        ("parent", "words that several share: the unit above"),
    ):
        choices = [name for name in outlines.choices(what) if name not in taken]
        if not choices:
            if what == "parent":
                continue
            there = "; ".join(f"{name}: {samples(values, 2)}" for name, values in outlines.properties.items())
            yield line(f"{what}: {CHOOSE}", f"one of {there}", indent=2), f"boundaries: {what}: one of its properties"
            continue
        taken.add(choices[0])
        others = f"; could also be {', '.join(choices[1:4])}" if choices[1:] else ""
        shown = samples(outlines.properties[choices[0]], 2)
        yield line(f"{what}: {word(choices[0])}", f"{reason}, as {shown}{others}", indent=2), None
    yield line("version: own", "the edition of the boundaries, as their publisher names it", indent=2), None


def _can_be(what: str, values: Sequence[str], features: int) -> bool:
    filled = [value for value in values if value]
    unlike = len(set(filled))
    if what == "code":
        measures = sum(1 for value in filled if re.fullmatch(r"\d*\.\d+", value))
        like = all(_CODE.fullmatch(value) for value in filled) and measures < len(filled)
        return len(filled) == features and unlike == features and like
    wordy = sum(1 for value in filled if any(map(str.isalpha, value)) and not any(map(str.isdigit, value)))
    if wordy < 0.9 * max(1, len(filled)) or len(filled) < features:
        return False
    if what == "name":
        return unlike >= 0.8 * features
    return 1 < unlike < 0.8 * features


def _fault(path: Path) -> str | None:
    try:
        read_gazetteer(path, None)
    except FrameError as error:
        return f"gazetteer: {str(error).removeprefix(f'{path} ')}"
    return None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()

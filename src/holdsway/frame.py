"""The frame: what an analyst fixes before reading anything (case.yaml): parties, places, scales, the days in question.

Without a case.yaml the parties and places are those that the data itself names (`frame_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from holdsway.actors import CONTESTED, Parties, Party
from holdsway.clocks import Days
from holdsway.errors import DateError, FrameError
from holdsway.places import Crosswalk, Gazetteer, Place, name_key, read_boundaries, read_crosswalk, read_gazetteer
from holdsway.records import Kind, Statement
from holdsway.scales import Scales, scales_from
from holdsway.words import fold

__all__ = [
    "CASE_FILE",
    "DISCOUNT",
    "HIDE",
    "NO_SINGLE_PLACE",
    "QUOTES",
    "SCALES_FILE",
    "Frame",
    "Given",
    "Placed",
    "frame_of",
    "names_given",
    "read_frame",
]

CASE_FILE = "case.yaml"
SCALES_FILE = "scales.yaml"
DISCOUNT, HIDE = "discount", "hide"
UNREVIEWED = ("use", DISCOUNT, HIDE)
"""What may become of what a machine read and no person has ruled on: it counts, at half its weight, or not at all."""
QUOTES = "quotes"
RETENTIONS = ("full", QUOTES)
"""What a ledger keeps of a document: original and text, or only its statements with their quotes."""
Given = tuple[str, str | None, str]
"""A name of a place, its first-level parent where one is given, and the code."""
NO_SINGLE_PLACE = frozenset(("province", "area", "region", "country", "international", "site"))
"""Precisions of a row that name more than one place, or less than one: a building or a field within it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a statement stands: its place's code and version (None: unplaced), and a note on how, or why not."""

    code: str | None
    version: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Parties, places, scales and the days in question. `declared` is False when they were taken from the data itself.

    `unreviewed` is the policy on what no person has ruled on: one of UNREVIEWED. `retention` is what is kept of a
    document: one of RETENTIONS.
    `files` are the paths the frame was read from, for a ledger to keep: name within the frame → path on disk.
    """

    name: str = ""
    title: str = ""
    country: str | None = None
    days: Days | None = None
    parties: Parties = field(default_factory=Parties)
    places: Gazetteer = field(default_factory=Gazetteer)
    scales: Scales = field(default_factory=Scales)
    places_source: str | None = None
    places_version: str | None = None
    places_licence: str | None = None
    licence: str | None = None
    unreviewed: str = "use"
    retention: str = "full"
    crosswalks: tuple[Crosswalk, ...] = ()
    declared: bool = False
    files: Mapping[str, Path] = field(default_factory=dict)

    def place(
        self,
        name: str | None,
        *,
        admin1: str | None = None,
        code: str | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        country: str | None = None,
    ) -> Placed:
        """Where a name stands in this frame; without declared places, under its code or the key of its name."""
        if not self.declared or not len(self.places):
            if code or name:
                return Placed(code or name_key(name or "", admin1, country or self.country))
            return Placed(None, note="unplaced: no name was given")
        here, by = self._crossed(code)
        found = self.places.resolve(name, parent=admin1, code=here, latitude=latitude, longitude=longitude)
        if found.place is None:
            return Placed(None, note=found.note)
        return Placed(found.place.code, found.place.version, by or found.note)

    def _crossed(self, code: str | None) -> tuple[str | None, str | None]:
        """The code here for a code of another list, and a note on how; the code as it is where no crosswalk has it.

        Where the other list's place became several here, or two lists disagree, no crosswalk is taken.
        """
        if code is None or code in self.places:
            return code, None
        led = {to: crosswalk for crosswalk in self.crosswalks for to in crosswalk.codes.get(code, ())}
        if len(led) != 1:
            return code, None
        ((here, crosswalk),) = led.items()
        return here, f"code {code} of {crosswalk.version}, by crosswalk"

    def with_names(self, given: Iterable[Given]) -> Frame:
        """The frame with names of places that no list of it has and tables give with a code of it (`names_given`)."""
        if not self.declared or not len(self.places):
            return self
        places = self.places.with_names(given)
        return self if places is self.places else replace(self, places=places)

    def actor(self, name: str) -> str:
        """The id of an actor: that of the party which bears this name, else the name itself."""
        party = self.parties.match(name)
        return party.id if party else name


def read_frame(case: Path, kept: Mapping[str, Path] | None = None) -> Frame:
    """The frame that a case.yaml declares, with the scales.yaml beside it where there is one.

    Paths in it are relative to its folder, unless a ledger gives the files it `kept` (as in `Frame.files`).
    Errors: FrameError naming the file, the entry and the remedy.
    """
    content = _yaml(case)
    parties = Parties(_parties(content.get("parties") or [], case))
    if not len(parties):
        raise FrameError(f"{case}: needs `parties:`, a list of {{id, name, aliases}}")
    files = {CASE_FILE: case}
    scales, beside = Scales(), kept.get(SCALES_FILE) if kept else case.with_name(SCALES_FILE)
    if beside and beside.exists():
        scales = scales_from(_yaml(beside), parties)
        files[SCALES_FILE] = beside
    boundaries, gazetteer = content.get("boundaries") or {}, content.get("gazetteer") or {}
    places = []
    for entry, what in ((boundaries, "boundaries"), (gazetteer, "gazetteer")):
        if not entry:
            continue
        if not isinstance(entry, Mapping) or not entry.get("file"):
            raise FrameError(f"{case}: {what}: write `{what}: {{file: FILE, version: VERSION}}`")
        path = _file(case, what, str(entry.get("file") or ""), kept)
        if not path.is_file():
            raise FrameError(
                f"{case}: {what}: no file {entry.get('file')!r} beside it; mend the path or leave the entry out"
            )
        files[f"{what}/{Path(entry['file']).name}"] = path
        places += read_boundaries(path, entry) if what == "boundaries" else read_gazetteer(path, entry.get("version"))
    watchlists = content.get("watchlists") or []
    if not isinstance(watchlists, list):
        raise FrameError(f"{case}: watchlists: write a list of paths, as in [{watchlists}]")
    for number, entry in enumerate(watchlists):
        path = _file(case, f"watchlists/{number}-", str(entry), kept)
        if not path.is_file():
            raise FrameError(f"{case}: watchlists: no file {entry!r}; mend the path or leave the entry out")
        files[f"watchlists/{number}-{Path(str(entry)).name}"] = path
    crosswalks = _crosswalks(content.get("crosswalks") or [], case, kept, files)
    places = [_spelt(place, crosswalks) for place in places]
    by_code: dict[str, Place] = {}
    for place in places:
        first = by_code.setdefault(place.code, place)
        if first is not place and fold(first.name) == fold(place.name):
            by_code[place.code] = _joined(first, place)
        elif first is not place:
            raise FrameError(
                f"{case}: the code {place.code} stands for both {by_code[place.code].name} and {place.name}; "
                "give the place of the gazetteer another code"
            )
    named = boundaries or gazetteer
    return Frame(
        name=str(
            content.get("name") or content.get("title") or "case"
        ),  # never of the folder: a ledger keeps it in another
        title=str(content.get("title") or content.get("name") or "Situation brief"),
        country=content.get("country"),
        days=_days(content, case),
        parties=parties,
        places=Gazetteer(by_code.values()),
        scales=scales,
        places_source=str(named["file"]).rpartition("/")[2] if named else None,
        places_version=named.get("version"),
        places_licence=named.get("licence"),
        licence=content.get("licence"),
        unreviewed=_policy(content, case, "unreviewed", UNREVIEWED),
        retention=_policy(content, case, "retention", RETENTIONS),
        crosswalks=crosswalks,
        declared=True,
        files=files,
    )


def _policy(content: Mapping[str, Any], case: Path, key: str, known: Sequence[str]) -> str:
    """One of the words that a policy may be; the first where nothing is said."""
    chosen = str(content.get(key) or known[0])
    if chosen not in known:
        raise FrameError(f"{case}: {key}: {chosen!r} is none of {', '.join(known)}; write one of them")
    return chosen


def _joined(outline: Place, listed: Place) -> Place:
    """A place of the boundaries with the names and the point that the gazetteer has for it."""
    aliases = tuple(dict.fromkeys((*outline.aliases, *listed.aliases)))
    if listed.latitude is None:
        return replace(outline, aliases=aliases)
    return replace(outline, aliases=aliases, latitude=listed.latitude, longitude=listed.longitude)


def _crosswalks(
    entries: Any, case: Path, kept: Mapping[str, Path] | None, files: dict[str, Path]
) -> tuple[Crosswalk, ...]:
    """The crosswalks of a case.yaml; their files are added to those of the frame."""
    crosswalks = []
    if not isinstance(entries, list) or not all(isinstance(e, Mapping) and e.get("file") for e in entries):
        raise FrameError(f"{case}: crosswalks: write a list of {{file, version, from, to, names}}")
    for number, entry in enumerate(entries):
        path = _file(case, f"crosswalks/{number}-", str(entry["file"]), kept)
        if not path.is_file():
            raise FrameError(f"{case}: crosswalks: no file {entry['file']!r}; mend the path or leave the entry out")
        files[f"crosswalks/{number}-{path.name if kept is None else Path(str(entry['file'])).name}"] = path
        crosswalks.append(read_crosswalk(path, entry))
    return tuple(crosswalks)


def _spelt(place: Place, crosswalks: Iterable[Crosswalk]) -> Place:
    spellings = (spelling for crosswalk in crosswalks for spelling in crosswalk.spellings.get(place.code, ()))
    aliases = tuple(dict.fromkeys((*place.aliases, *spellings)))
    return replace(place, aliases=aliases) if aliases != place.aliases else place


def _file(case: Path, what: str, named: str, kept: Mapping[str, Path] | None) -> Path:
    if kept is None:
        return case.parent / named
    return kept.get(f"{what}{'' if what.endswith('-') else '/'}{Path(named).name}", Path())


def names_given(statements: Iterable[Statement]) -> Iterator[Given]:
    """The names of places that rows of tables give with a code.

    A row known only to an area or a site gives none, nor does one placed by its coordinates or its spelling.
    """
    for said in statements:
        is_exact = (said.place_precision or "").casefold() not in NO_SINGLE_PLACE
        if said.method == "table" and said.place_text and said.place_code and not said.place_note and is_exact:
            yield said.place_text, said.admin1, said.place_code


def frame_of(statements: Iterable[Statement], declared: Frame | None = None) -> Frame:
    """The frame to work in: the declared one, with the places the statements name where it has none of its own; without
    one, parties and places are both those the statements name.

    Parties are the actors of events that move territory and, where there are none, the actors of all events.
    """
    if declared is not None and len(declared.places):
        return declared
    places: dict[str, Place] = {}
    moving: dict[str, Party] = {}
    acting: dict[str, Party] = {}
    for said in statements:
        if said.place_code and said.method == "table":
            place = places.setdefault(
                said.place_code,
                Place(
                    said.place_code,
                    said.place_text or said.place_code,
                    said.admin1,
                    None,
                    said.latitude,
                    said.longitude,
                ),
            )
            if said.place_text and said.place_text not in place.names:
                places[place.code] = replace(place, aliases=(*place.aliases, said.place_text))
        if said.method == "table" and said.kind in (Kind.EVENT, Kind.CONTROL):
            for actor in said.actors:
                acting.setdefault(actor.id.casefold(), Party(actor.id, actor.id))
                if said.party is not None:
                    moving.setdefault(actor.id.casefold(), Party(actor.id, actor.id))
    if declared is not None:
        return replace(declared, places=Gazetteer(places.values()))
    chosen = moving or acting
    return Frame(parties=Parties(_unlike(chosen.values())), places=Gazetteer(places.values()))


def _unlike(parties: Iterable[Party]) -> list[Party]:
    by_name: dict[str, Party] = {}
    for party in parties:
        if party.id != CONTESTED:
            by_name.setdefault(fold(party.id), party)
    return list(by_name.values())


def _yaml(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise FrameError(f"{path}{line}: not valid YAML; mend that line") from None
    except (OSError, UnicodeDecodeError):
        raise FrameError(f"{path}: cannot be read as UTF-8 text") from None
    if not isinstance(content, dict):
        raise FrameError(f"{path}: empty; write `name:`, `from:`, `to:` and `parties:`")
    return content


def _parties(entries: Any, case: Path) -> list[Party]:
    if not isinstance(entries, list):
        raise FrameError(f"{case}: parties: write a list of {{id, name, aliases}}")
    parties = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping) or not entry.get("id"):
            raise FrameError(f"{case}: party {number} has no id; write {{id, name, aliases}}")
        listed = entry.get("aliases") or []
        aliases = tuple(str(alias) for alias in (listed if isinstance(listed, list) else [listed]))
        parties.append(Party(str(entry["id"]), str(entry.get("name") or entry["id"]), aliases))
    return parties


def _days(content: Mapping[str, Any], case: Path) -> Days | None:
    if not (content.get("from") or content.get("to")):
        return None
    try:
        first, last = (date.fromisoformat(str(content.get(key))) for key in ("from", "to"))
    except ValueError:
        raise FrameError(f"{case}: from and to must be dates; write YYYY-MM-DD") from None
    try:
        return Days(first, last)
    except DateError as error:
        raise FrameError(f"{case}: from and to: {error}") from None

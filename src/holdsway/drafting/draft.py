"""The draft of a folder: what lies in it, what was written beside it, and what the user must still decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from holdsway.actors import Parties, Party
from holdsway.clocks import Days, Published
from holdsway.drafting.fields import lacks, matches
from holdsway.drafting.frames import case_text, scales_text, unscaled
from holdsway.drafting.gazetteers import PLACES_FILE, drafted_places, is_drafted, unplaced
from holdsway.drafting.grid import Grid, grids_of
from holdsway.drafting.mappings import Drafted, draft_sheet, mapping_text
from holdsway.drafting.parties import parties_of
from holdsway.drafting.said import Said, any_scale_frame
from holdsway.drafting.whereabouts import Outlines, is_gazetteer, outlines_in, tells_places
from holdsway.errors import InputError
from holdsway.formats import WORKBOOKS, Format, formats, plain_name, read_tables
from holdsway.formats.mapping import MAPPING, mapping_beside
from holdsway.formats.table import TableReading
from holdsway.formats.workbooks import sheet_names
from holdsway.frame import CASE_FILE, SCALES_FILE, read_frame
from holdsway.intake.files import TABLES, Found, is_table
from holdsway.places.countries import Country
from holdsway.reading import NotRead, load_documents
from holdsway.reading.documents import SUFFIXES
from holdsway.records import Document
from holdsway.words import sha256

__all__ = ["Draft", "Noticed", "Written", "draft"]

_FEW = 5


@dataclass(frozen=True, slots=True)
class Noticed:
    """A file of the folder and what it was seen to be."""

    file: str
    what: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was drafted, or left because one is there; `backup` is where the old one went."""

    file: str
    kept: bool = False
    backup: str | None = None


@dataclass(slots=True)
class Draft:
    """What came of looking through a folder: the files seen, those drafted, and the numbered edits to make."""

    folder: Path
    noticed: list[Noticed] = field(default_factory=list)
    documents: int = 0
    written: list[Written] = field(default_factory=list)
    edits: list[tuple[str, str]] = field(default_factory=list)


def draft(folder: Path, *, country: Country | None = None, force: bool = False) -> Draft:
    """Look through a folder and draft case.yaml, scales.yaml and the mappings that its tables need, into it.

    No file that is there is overwritten; with `force` the old one is kept as NAME.bak. Errors: InputError.
    """
    if folder.is_file():
        raise InputError(f"{folder}: a file; give the folder it lies in")
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the folder with your reports and tables")
    return _Drafting(folder, force, formats()).drafted(country)


class _Drafting:
    """One folder being looked through."""

    def __init__(self, folder: Path, force: bool, known: Mapping[str, Format]) -> None:
        self.folder, self.force, self.known = folder, force, known
        self.said = Said()
        self.draft = Draft(folder)
        self.outlines: list[Outlines] = []
        self.gazetteers: list[Path] = []
        self.has_places = False  # a file of them lies here, with its own names of provinces
        self.read = 0  # tables of which something is known

    def drafted(self, country: Country | None) -> Draft:
        """Everything, file by file, then the frame."""
        files = list(self._files())
        self.has_places = any(map(tells_places, files))
        for path in files:
            self._look(path)
        if not (self.draft.documents or self.draft.noticed):
            raise InputError(f"{self.folder}: nothing that is read here lies in it; put reports and tables in it")
        if not (self.draft.documents or self.read or self.outlines or self.gazetteers):
            return self.draft
        drafted = self._draft_places(country)
        text, edits = case_text(
            self.folder,
            self.said,
            country=country,
            outlines=self.outlines,
            gazetteers=self.gazetteers,
            drafted=drafted,
        )
        self._write(CASE_FILE, text, edits)
        if self.said.sources:
            text, edits = scales_text(self.said, self._parties())
            if not self._write(SCALES_FILE, text, edits):
                self.draft.edits += [(SCALES_FILE, edit) for edit in self._unscaled()]
        self.draft.edits.sort(key=lambda edit: "published: when" in edit[1])  # what can wait comes last
        return self.draft

    def _draft_places(self, country: Country | None) -> list[str]:
        """Draft places.csv where no file here says which places there are; its lines for case.yaml."""
        target, kept = self.folder / PLACES_FILE, self.folder / CASE_FILE
        if target in self.gazetteers and is_drafted(target) and (lost := unplaced(self.said.mentions, target)):
            more = f", and {len(lost) - _FEW} more" if len(lost) > _FEW else ""
            told = f"the tables name what is not in it: {', '.join(lost[:_FEW])}{more}"
            self.draft.edits.append((PLACES_FILE, f"{told}; add rows or aliases"))
        if self.outlines or self.gazetteers or target.exists() or (kept.exists() and not self.force):
            return []
        places = drafted_places(self.said.mentions, country.iso2 if country else None)
        if places is None:
            return []
        near = places.perhaps_one(_FEW)
        self._write(PLACES_FILE, places.table(), [f"perhaps one place: {near}; see case.yaml"] if near else [])
        return places.entry(unplaced(self.said.mentions, target))

    def _files(self) -> Iterator[Path]:
        for path in sorted(self.folder.rglob("*")):
            inner = path.relative_to(self.folder)
            if path.is_file() and not any(part.startswith(".") for part in inner.parts) and not _is_kept(path):
                yield path

    def _look(self, path: Path) -> None:
        shown = path.relative_to(self.folder).as_posix()
        if path.name in (CASE_FILE, SCALES_FILE) or path.name.endswith((".meta.yaml", MAPPING, ".bak")):
            return
        if path.suffix.casefold() == ".geojson":
            self._look_at_outlines(path, shown)
        elif is_table(Found(path, shown)):
            try:
                self._look_at_table(path, shown)
            except InputError as error:
                self._notice(shown, _without(str(error), path))
        elif path.suffix.casefold() in SUFFIXES:
            self._look_at_documents(path, shown)
        else:
            self._notice(shown, "not a kind of file that is read here")

    def _look_at_outlines(self, path: Path, shown: str) -> None:
        found = outlines_in(path, self.folder)
        if found:
            self.outlines.append(found)
        self._notice(shown, f"boundaries, {found.features} outlines" if found else "no outlines in it")

    def _look_at_documents(self, path: Path, shown: str) -> None:
        for one in load_documents(path):
            if isinstance(one, NotRead):
                self._notice(shown, one.reason)
                continue
            self.draft.documents += 1
            if published := one.document.published:
                self._published(shown, published)

    def _published(self, shown: str, published: Published) -> None:
        day = published.first.date()
        self.said.add_days(shown, Days(day, day))

    def _look_at_table(self, path: Path, shown: str) -> None:
        delimited = plain_name(path.name).endswith(TABLES) and not plain_name(path.name).endswith(
            (".xml", ".json", ".ndjson")
        )
        grids = grids_of(path) if delimited else []
        for sheet in sheet_names(path) if plain_name(path.name).endswith(WORKBOOKS) else ():
            if sheet not in {grid.sheet for grid in grids}:
                self._notice(f"{shown} sheet {sheet!r}", "no table in it")
        if len(grids) == 1 and is_gazetteer(grids[0]):
            self.gazetteers.append(path)
            self._notice(shown, f"a gazetteer, {len(grids[0].rows)} places")
            return
        readings: list[TableReading] = []
        why = ""
        try:
            content = path.read_bytes()
            document = Document(sha256=sha256(content), path=shown, format="table", bytes=len(content))
            readings = read_tables(path, document, any_scale_frame(), known=self.known)
        except InputError as error:
            why = _without(str(error), path)
        for reading in readings:
            self.said.add_statements(shown, reading.statements, format=reading.format)
        read = {reading.sheet for reading in readings if reading.format != "unknown sheet"}
        taken = ", ".join(dict.fromkeys(r.format for r in readings if r.sheet in read))
        self.read += bool(taken)
        if taken:
            rows = sum(reading.rows_in for reading in readings if reading.sheet in read)
            self._notice(shown, f"{taken}, {rows} rows")
        beside = mapping_beside(path)
        if beside is not None and not self.force:
            if not readings:
                self._notice(shown, f"its mapping cannot be read: {why}")
            self.draft.written.append(Written(beside.relative_to(self.folder).as_posix(), kept=True))
            return
        self._draft_mapping(path, shown, [grid for grid in grids if grid.sheet not in read or beside is not None], why)

    def _draft_mapping(self, path: Path, shown: str, grids: list[Grid], why: str) -> None:
        if not grids:
            if why:
                self._notice(shown, why)
            return
        name = path.name + MAPPING
        drafted: list[Drafted] = []
        for grid in grids:
            others = [other for other in grids if other is not grid]
            one = draft_sheet(grid, name, self.known, beside=others, bare_parents=not self.has_places)
            where = f" sheet {grid.sheet!r}" if grid.sheet is not None else ""
            if one is None:
                missing = "; ".join(lacks(matches(grid, "events")))
                self._notice(shown + where, f"no mapping makes sense: no column says {missing}")
                continue
            as_what = f"a sample of {one.dataset}, " if one.dataset else ""
            self._notice(shown + where, f"{as_what}{len(grid.rows)} rows, {one.mapping.table} by the mapping drafted")
            self.said.add_mapped(shown, one)
            drafted.append(one)
            self.read += 1
        if drafted:
            inner = path.relative_to(self.folder).with_name(name).as_posix()
            edits = [(one.grid.sheet, edit) for one in drafted for edit in one.edits]
            several = len(drafted) > 1
            told = [f"sheet {sheet!r}: {edit}" if several else edit for sheet, edit in edits]
            self._write(inner, mapping_text(drafted, path), told)

    def _parties(self) -> Parties:
        """The parties of the case.yaml that is there, else those that would be drafted."""
        try:
            return read_frame(self.folder / CASE_FILE).parties
        except InputError:
            return parties_of(self.said.actors) or Parties([Party("PARTY", "PARTY")])

    def _unscaled(self) -> list[str]:
        try:
            return unscaled(self.said, read_frame(self.folder / CASE_FILE).scales)
        except InputError:
            return []

    def _notice(self, file: str, what: str) -> None:
        self.draft.noticed.append(Noticed(file, what))

    def _write(self, name: str, text: str, edits: list[str]) -> bool:
        """Write a drafted file and note its edits; False where the one that is there was left."""
        target = self.folder / name
        backup = None
        if target.exists():
            if not self.force:
                self.draft.written.append(Written(name, kept=True))
                return False
            backup = _backup(self.folder, name)
            target.replace(self.folder / backup)
        target.write_text(text, "utf-8")
        self.draft.written.append(Written(name, backup=backup))
        self.draft.edits += [(name, edit) for edit in edits]
        return True


def _backup(folder: Path, name: str) -> str:
    """A name for the old file that no other has: case.yaml.bak, then case.2.yaml.bak."""
    stem = name.removesuffix(".yaml")
    names = (f"{stem}{'' if n == 1 else f'.{n}'}.yaml.bak" for n in range(1, 10_000))
    return next(one for one in names if not (folder / one).exists())


def _is_kept(path: Path) -> bool:
    """Whether a file belongs to a ledger that lies in the folder."""
    return any((parent / "catalogue.sqlite").exists() for parent in path.parents)


def _without(message: str, path: Path) -> str:
    return message.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ").removeprefix(f"{path} ")

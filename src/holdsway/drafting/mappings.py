"""Drafted mappings: what each column of a table seems to stand for, with the reason beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from holdsway.drafting.datasets import Dataset, dataset_of
from holdsway.drafting.days import ISO, Writing, writing_of
from holdsway.drafting.fields import Match, matches, named_in, other_places, table_of, vocabulary
from holdsway.drafting.grid import Grid
from holdsway.drafting.mentions import bare
from holdsway.drafting.written import commented, flow, line, samples, word
from holdsway.formats import Format
from holdsway.formats.mapping import CHOOSE, SheetMapping, fields_of
from holdsway.formats.rows import delimiter_of
from holdsway.reading.metadata import BrokenMetadataError, sidecar
from holdsway.words import fold

__all__ = ["Drafted", "draft_sheet", "mapping_text"]

_DAYS = ("date_start", "date_end", "published", "as_of", "from", "to", "since")
_TELLING = (
    *("date_start", "place", "event_type", "actor1", "actor2", "admin1", "pcode", "deaths_best", "deaths_low"),
    *("deaths_high", "civilian_deaths", "latitude", "longitude", "url", "note"),
)
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d")
_WEEK_OR_MONTH = re.compile(r"\d{4}-(W\d{2}|\d{2})(/\d{4}-(W\d{2}|\d{2}))?$|\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$")
TAB = "\t"
_MOST_WORDS = 12
_MOST_PARENTS = 60
_LEAST_ID = 3  # fields: a day alone tells rows apart by chance
_PLACED = {
    "events": "it has days, places and what happened",
    "control": "it has places, days and a label for who holds them",
    "ties": "it has two actors and a relation",
    "listings": "it has names and a list they are on",
}


@dataclass(frozen=True, slots=True)
class Drafted:
    """A mapping of one table as drafted: its text, what the user must still decide, and how it reads meanwhile.

    `mapping` stands in for reading the table while the draft is made; `open_ways` are the ways of writing days between
    which the user must choose, if any.
    """

    grid: Grid
    mapping: SheetMapping
    lines: tuple[str, ...]
    edits: tuple[str, ...]
    open_ways: tuple[str, ...] = ()
    dataset: str | None = None


def draft_sheet(
    grid: Grid, file: str, known: Mapping[str, Format], *, beside: Sequence[Grid] = (), bare_parents: bool = False
) -> Drafted | None:
    """The mapping of one table; None when none makes sense. `file` is the name the mapping will have.

    `beside` are the other sheets: an id that stands in one of them too tells nothing apart. With `bare_parents` the
    word for the unit is taken off provinces, so that they have one name in all tables.
    """
    dataset = dataset_of(grid)
    chosen = table_of(grid)
    if dataset is not None and (chosen is None or chosen[0] == "events"):
        chosen = "events", named_in(grid, dataset.columns)
    if chosen is None or (dataset is not None and "date_start" not in chosen[1]):
        return None
    table, found = chosen
    return _Sheet(grid, file, table, found, dataset, known, _ids(beside), bare_parents).drafted()


def mapping_text(drafted: Sequence[Drafted], table: Path) -> str:
    """The mapping file of one table: its one mapping, or one for each sheet."""
    head = f"Drafted by `holdsway new` for {table.name}: what its columns mean. Change what is wrong."
    if any(CHOOSE in entry for one in drafted for entry in one.lines):
        head += f" Write what is meant where {CHOOSE} stands."
    if len(drafted) == 1:
        return "\n".join([commented(head), *drafted[0].lines, ""])
    lines = [commented(head), "sheets:"]
    for one in drafted:
        inner = [part for entry in one.lines for part in entry.splitlines()]
        lines += [f"- {inner[0]}", *(f"  {entry}" for entry in inner[1:])]
    return "\n".join([*lines, ""])


def _without_suffix(path: Path) -> str:
    """The name of a file without what says its kind: `access tracker` of `access tracker.csv.gz`."""
    inner = Path(path.stem) if path.suffix.casefold() in (".gz", ".zip") else path
    return (inner.stem if inner.suffix else inner.name).strip()


def _ids(grids: Iterable[Grid]) -> set[str]:
    """The ids in the other sheets of a workbook."""
    found: set[str] = set()
    for grid in grids:
        column = matches(grid, "events").get("source_event_id")
        found |= set(grid.column(column.column)) if column else set()
    return found


class _Sheet:
    """One table under the pen."""

    def __init__(
        self,
        grid: Grid,
        file: str,
        table: str,
        found: Mapping[str, Match],
        dataset: Dataset | None,
        known: Mapping[str, Format],
        elsewhere: Set[str],
        bare_parents: bool,
    ) -> None:
        self.grid, self.file, self.table, self.dataset = grid, file, table, dataset
        self.found = {name: match for name, match in found.items() if name in fields_of(table)}
        self.release = dataset.release(grid.path, known) if dataset else None
        self.edits: list[str] = []
        self.elsewhere, self.bare_parents = elsewhere, bare_parents
        self.columns = {name: match.column for name, match in self.found.items()}

    def drafted(self) -> Drafted:
        """The draft, line by line."""
        writing = self._writing()
        blanks = sorted({c for row in self.grid.rows for cell in row if (c := cell.strip()) in vocabulary()["blanks"]})
        constants = dict(self._constants())
        row_id, why_id = self._row_id()
        values: dict[str, Mapping[str, str]] = {}
        if self.dataset and "event_type" in self.found:
            values |= self.dataset.values
        if parents := self._parents():
            values["admin1"] = parents
        prefix = self.dataset.id_prefix if self.dataset and "source_event_id" in self.found else ""
        lines = [
            *self._opening(),
            *self._dates(writing),
            *([line(f"blank: {flow(blanks)}", "cells that seem to mean nothing")] if blanks else []),
            *self._column_lines(),
            *self._constant_lines(constants),
            *(["values:"] if values else []),
            *([f"  event_type: {flow(values['event_type'])}"] if "event_type" in values else []),
            *self._parent_lines(values.get("admin1", {})),
            *([line(f"row_id: {flow(row_id)}", why_id)] if row_id else []),
            *([line(f"id_prefix: {word(prefix)}", "as the full dataset has it before this id")] if prefix else []),
            *self._published(),
            *self._asides(),
        ]
        mapping = SheetMapping(
            file=self.file,
            table=self.table,
            columns=self.columns,
            sheet=self.grid.sheet,
            header_row=self.grid.header_row,
            delimiter=self.grid.delimiter,
            encoding=self.grid.encoding or "cp1252",
            decimal="," if self._has_decimal_commas() else ".",
            dates=writing.dates or (writing.choices[0] if writing.choices else ISO),
            blank=tuple(blanks),
            constants={name: value for name, (value, _) in constants.items()},
            values={name: {fold(w): meant for w, meant in said.items()} for name, said in values.items()},
            row_id=row_id,
            id_prefix=prefix,
        )
        programme = self.dataset.programme if self.dataset else None
        open_ways = writing.choices if writing.dates is None else ()
        return Drafted(self.grid, mapping, tuple(lines), tuple(self.edits), open_ways, programme)

    def _opening(self) -> Iterator[str]:
        grid = self.grid
        if grid.sheet is not None:
            yield f"sheet: {word(grid.sheet)}"
        why = f"its name and columns are those of {self.dataset.programme}" if self.dataset else _PLACED[self.table]
        yield line(f"table: {self.table}", why)
        if grid.titled:
            rows = "row 1 holds" if grid.titled == 1 else f"rows 1 to {grid.titled} hold"
            yield line(f"header_row: {grid.header_row}", f"{rows} no names of columns")
        if grid.delimiter != delimiter_of(grid.path, ","):
            yield line(f"delimiter: {'tab' if grid.delimiter == TAB else word(grid.delimiter)}", "it parts the cells")
        if self._has_decimal_commas():
            yield line('decimal: ","', "its numbers are written with a comma, as in 8,64")
        if grid.encoding is None:
            yield line(f"encoding: {CHOOSE}", "cp1252 (Western), cp1251 (Cyrillic) or cp1256 (Arabic): it is not UTF-8")
            self.edits.append("encoding: how the file was saved; cp1252, cp1251 or cp1256")
        elif grid.encoding != "utf-8":
            yield f"encoding: {grid.encoding}"

    def _has_decimal_commas(self) -> bool:
        """Whether the coordinates are written with a comma, which no coordinate has for its thousands."""
        columns = [self.columns[name] for name in ("latitude", "longitude") if name in self.columns]
        cells = [cell for column in columns for cell in self.grid.column(column) if cell]
        return any("," in cell for cell in cells) and not any("." in cell for cell in cells)

    def _writing(self) -> Writing:
        cells = []
        for name in _DAYS:
            if name in self.columns:
                told = self.grid.column(self.columns[name])
                own = {"published": _TIMED, "as_of": _WEEK_OR_MONTH}.get(name)  # the table's own ways
                cells += [cell for cell in told if own is None or not own.match(cell)]
        if not cells and "as_of" in self.columns:
            return Writing(ISO, (ISO,), "weeks or months")
        return writing_of(cells)

    def _dates(self, writing: Writing) -> Iterator[str]:
        if writing.dates is None:
            ways = [self._plainly(choice) for choice in writing.choices]
            choices = " or ".join(word(way) if way != ISO else way for way in ways)
            yield line(f"dates: {CHOOSE}", f"{choices or 'write how, as in %d/%m/%Y'}\n{writing.why}")
            self.edits.append(f"dates: {choices or 'how days are written'}; {writing.why}")
        elif writing.dates != ISO:
            yield line(f"dates: {word(self._plainly(writing.dates))}", writing.why)
        if writing.doubt:
            yield commented(f"Careful: {writing.doubt}.")
            self.edits.append(f"dates: {writing.doubt}")

    def _plainly(self, ways: str) -> str:
        """Ways of writing days less the one in which a workbook's true dates are read in any case."""
        return ways.removeprefix(f"{ISO} or ") if self.grid.sheet is not None else ways

    def _column_lines(self) -> Iterator[str]:
        yield line("columns:", "field of the table: column of this file")
        for name, match in self.found.items():
            why = match.why
            if name == "label" and self.table == "control":
                why = "who holds the place, by scales.yaml; if not, delete this file"
            yield line(f"{name}: {word(match.column)}", why, indent=2)

    def _constants(self) -> Iterator[tuple[str, tuple[str, str]]]:
        if self.dataset is not None:
            yield "source", (self.dataset.source, "as in the full dataset, so that an event met in both is one")
            if "event_type" not in self.found:
                yield "event_type", (self.dataset.event_type, "this sample does not say which kind")
            if self.release is not None and "note" not in self.found:
                yield "note", (f"release {self.release.name}", "by the name of the file, to be seen beside each figure")
            return
        if "source" not in self.found:
            yield "source", self._publisher()
        if self.table == "events" and "event_type" not in self.found:
            yield "event_type", (CHOOSE, "what all rows tell of, as in attack: no column says what happened")

    def _publisher(self) -> tuple[str, str]:
        try:
            publisher = sidecar(self.grid.path).publisher
        except BrokenMetadataError:
            publisher = None
        if publisher:
            return publisher, "the publisher in the file's .meta.yaml"
        if self.table == "control" and (name := _without_suffix(self.grid.path)):
            return name, "the file's name; if you change it, do so in scales.yaml too"
        return CHOOSE, "who reports this, by the name it should be cited under: no column says so"

    def _constant_lines(self, constants: Mapping[str, tuple[str, str]]) -> Iterator[str]:
        if not constants:
            return
        yield line("constants:", "the same for all rows")
        for name, (value, why) in constants.items():
            yield line(f"{name}: {word(value)}", why, indent=2)
            if value == CHOOSE:
                self.edits.append(f"{name}: {why}")

    def _parents(self) -> dict[str, str]:
        """The provinces whose names hold the word for their unit, and what they are called without it."""
        if not self.bare_parents or "admin1" not in self.found:
            return {}
        told = dict.fromkeys(cell for cell in self.grid.column(self.columns["admin1"]) if cell)
        with_unit = {name: bare(name) for name in told if bare(name) != name}
        return with_unit if len(with_unit) <= _MOST_PARENTS else {}

    def _parent_lines(self, parents: Mapping[str, str]) -> Iterator[str]:
        if parents:
            yield line("admin1:", "so that these have one name in all tables", indent=2)
            yield from (f"    {word(name)}: {word(plain)}" for name, plain in parents.items())

    def _row_id(self) -> tuple[tuple[str, ...], str]:
        """The fewest fields that tell the rows apart, where no column holds an id."""
        ids = self.grid.column(self.columns["source_event_id"]) if "source_event_id" in self.found else []
        again = bool(self.elsewhere & set(ids) - {""})
        if self.table != "events" or (ids and not again):
            return (), ""
        why = (
            "the ids begin again in another sheet; with these they differ"
            if again
            else ("no column has a different id in each row; these together do")
        )
        unlike = list(dict.fromkeys(self.grid.rows))
        told = [name for name in (*(("source_event_id",) if again else ()), *_TELLING) if name in self.found]
        for most in range(min(_LEAST_ID, len(told)), len(told) + 1):
            position = [self.grid.columns.index(self.columns[name]) for name in told[:most]]
            keys = {tuple(row[p].strip() if p < len(row) else "" for p in position) for row in unlike}
            if len(keys) == len(unlike):
                return tuple(told[:most]), why
        left = len(unlike) - len(keys)
        return tuple(told), f"no column has an id; {left} rows are not told apart by these either and will be rejects"

    def _published(self) -> Iterator[str]:
        if "published" in self.found:
            return
        if self.release is not None and self.release.published is not None:
            why = f"when release {self.release.name} came out, by the name of the file"
            yield line(f"published: {str(self.release.published)[:7]}", why)
            return
        self.edits.append("published: when this came out, if you will ask what was known by a day")
        yield commented("published: 2021-07-31")
        yield commented(
            "  When all of this was published; until you say so (or --published), its rows are kept, and left out of "
            "every answer that asks what was known by a day."
        )
        if "as_of" in self.columns:
            yield commented(
                "  If each row was sent round on its day, write instead, under columns: "
                f"`published: {word(self.columns['as_of'])}`."
            )

    def _asides(self) -> Iterator[str]:
        """What the user may want to know: words for what happened, columns left out, what a sample does not say."""
        if (
            self.dataset
            and self.dataset.warns
            and "latitude" in self.found
            and self.dataset.warns not in self.grid.columns
        ):
            yield commented(f"Note: {self.dataset.warning}.")
        if self.table == "events" and "event_type" in self.found and self.dataset is None:
            days = self.grid.column(self.columns["date_start"])
            words = self.grid.column(self.columns["event_type"])
            said = Counter(word for word, day in zip(words, days, strict=True) if word and day)
            most = ", ".join(f"{what} ({n})" for what, n in said.most_common(_MOST_WORDS))
            more = f", and {len(said) - _MOST_WORDS} more" if len(said) > _MOST_WORDS else ""
            yield commented(f"What happened, in this file's words: {most}{more}.")
            yield commented(
                "Only control_change (actor1 took it), handover, surrender, ..._repelled move a place.\n"
                "To translate: values: {event_type: {this file's word: control_change}}"
            )
        if "place" in self.found and (others := other_places(self.grid, self.columns.values())):
            told = f"{self.columns['place']!r} is taken for the place and {', '.join(map(repr, others))} is left out"
            yield commented(f"Careful: {told}. Which of them do your other files speak of?")
            self.edits.append(f"place: {told}; write the other if your files speak of that")
        left = [column for column in self.grid.columns if column and column not in self.columns.values()]
        if left:
            yield commented("Columns left out, with what stands in them:")
        reasons = self.dataset.left if self.dataset else {}
        for column in dict.fromkeys(left):
            shown = reasons.get(column) or samples(self.grid.column(column))
            yield commented(f"  {column}: {shown}")

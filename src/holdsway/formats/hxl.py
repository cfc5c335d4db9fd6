"""HXL: a table whose hashtags say what its columns hold, read as events or as assessments of control."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from holdsway.formats.control import ControlTable
from holdsway.formats.events import EventTable
from holdsway.formats.format import Format, Intake, Metadata, RowError
from holdsway.records import Statement
from holdsway.words import digest

__all__ = ["Hxl"]

_HASHTAGS = Path(__file__).with_name("hashtags.yaml")
_PART = re.compile(r"([+-])([a-z][a-z0-9_]*)")
_TABLES: Mapping[str, Format] = {"events": EventTable(), "control": ControlTable()}
_DECISIVE = {"events": "event_type", "control": "label"}
_BEGINS = {"events": "date_start", "control": "as_of"}

Tag = tuple[str, frozenset[str]]
Pattern = tuple[str, frozenset[str], frozenset[str]]


class Hxl:
    """A tagged table (Humanitarian Exchange Language 1.1): one event a row or, where a tag says so, one assessment."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def fits(self, header: Sequence[str]) -> bool:
        """Whether these are hashtags that tell a day, and what happened or who holds a place."""
        return table_of(header) is not None

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """The statements of the events or the control table; what is wrong is said of the hashtag's column."""
        table = table_of(tuple(row))
        if table is None:
            raise RowError(None, "the hashtags tell no day, or neither what happened (#event) nor #status+control")
        columns = columns_of(table, tuple(row))
        generic = {name: row[column] for name, column in columns.items()} | _where(row, table)
        generic["source"] = generic.get("source", "").strip() or _publisher(intake)
        if table == "events" and "source_event_id" not in columns:
            # no ids of its own: the whole row is what tells it from others
            generic["source_event_id"] = digest(part for column, cell in row.items() for part in (column, cell))[:16]
        try:
            for said in _TABLES[table].statements(_whole(generic, table), number, intake):
                yield replace(said, quote=replace(said.quote, column=columns.get(said.quote.column or "")))
        except RowError as error:
            column = columns.get(error.column or "")
            reason = error.reason if column is None else error.reason.replace(error.column or "", column, 1)
            raise RowError(column, reason) from None


def table_of(header: Sequence[str]) -> str | None:
    """Which table rows under these tags become: control where a tag is for its label, else events; None for neither."""
    for table in ("control", "events"):
        columns = columns_of(table, tuple(header))
        if _DECISIVE[table] in columns and _BEGINS[table] in columns:
            return table
    return None


@cache
def columns_of(table: str, header: tuple[str, ...]) -> Mapping[str, str]:
    """The column of each field: the first of its patterns that fits a column which no earlier field has taken."""
    tags = {column: tag for column in header if (tag := _tag(column))}
    taken: dict[str, str] = {}
    for name, patterns in _hashtags()[table].items():
        free = [column for column in tags if column not in taken.values()]
        found = next((column for pattern in patterns for column in free if _is(tags[column], pattern)), None)
        if found is not None:
            taken[name] = found
    return taken


def _where(row: Mapping[str, str], table: str) -> dict[str, str]:
    """Place, province, code and precision: the finest unit that is filled in, and never a coarse one as if it were."""
    found = {name: row[column].strip() for name, column in columns_of("places", tuple(row)).items()}
    admin2, site, admin1 = found.get("admin2", ""), found.get("site", ""), found.get("admin1", "")
    code = found.get("admin2_code") or found.get("site_code") or ""
    place = {"place": admin2 or site, "admin1": admin1, "pcode": code}
    wider = admin1 or found.get("country", "")
    if admin2 or site or code or not wider:
        return place
    if table == "control":
        return {**place, "place": wider}
    return {"place": wider, "place_precision": "province" if admin1 else "country"}


def _publisher(intake: Intake) -> str:
    publisher = intake.document.publisher
    if publisher is None:
        raise RowError(
            None,
            "no #meta+source says who reports this; tag that column, or write `publisher: NAME` in "
            "NAME.meta.yaml beside the file",
        )
    return publisher


def _whole(generic: Mapping[str, str], table: str) -> dict[str, str]:
    metadata = _TABLES[table].metadata
    return dict.fromkeys((*metadata.required, *metadata.optional), "") | dict(generic)


def _tag(column: str) -> Tag | None:
    tag, _, attributes = column.replace(" ", "").casefold().partition("+")
    return (tag, frozenset(attributes.split("+")) - {""}) if tag.startswith("#") else None


def _is(tag: Tag, pattern: Pattern) -> bool:
    name, attributes = tag
    wanted, with_these, without_these = pattern
    return name == wanted and attributes >= with_these and not attributes & without_these


@cache
def _hashtags() -> Mapping[str, Mapping[str, tuple[Pattern, ...]]]:
    content = yaml.safe_load(_HASHTAGS.read_text("utf-8"))
    return {
        table: {name: tuple(_pattern(words) for words in patterns) for name, patterns in fields.items()}
        for table, fields in content.items()
    }


def _pattern(words: str) -> Pattern:
    tag = re.split("[+-]", words)[0]
    parts = _PART.findall(words.removeprefix(tag))
    with_these = frozenset(name for sign, name in parts if sign == "+")
    return tag, with_these, frozenset(name for sign, name in parts if sign == "-")

"""What a format is: declared columns, and a parser that turns one row into statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

from holdsway.formats.releases import Releases
from holdsway.formats.runs import Runs
from holdsway.frame import Frame
from holdsway.records import OPEN, Document, Statement

__all__ = ["JSON_LINES", "KINDS", "TABLE", "XML", "Format", "Intake", "Metadata", "Row", "RowError"]

Row = Mapping[str, Any]
"""One row as a parser gets it: text by column; of a JSON line the object, of an XML record its children by name."""

TABLE, XML, JSON_LINES = "table", "xml", "json lines"
"""Containers: delimited text or a sheet of a workbook; an XML list of records; one JSON object a line."""

KINDS = ("id", "day", "count", "number", "whole", "latitude", "longitude", "code", "seconds", "country")
"""What a column may be declared to hold; each cell is held to it before the parser sees the row."""


class RowError(Exception):
    """One row cannot be kept: the column and the reason. It becomes a reject; it never ends the file."""

    def __init__(self, column: str | None, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format's metadata file declares of it.

    A file is taken for this format when its header holds every `required` column; of JSON lines the first object's
    keys are the header, of XML the name of its `root`. `headers` are further headers, column by column in the order of
    `layout`. A file without a header is known by the patterns in `headless`, which its first row must fit; its columns
    are then `layout`. `names` is a pattern that the name of the file must fit as well.

    `kinds` says what columns hold (see KINDS), `codes` the values of those of kind code, `ordered` which counts may not
    fall from left to right, `unique` the columns whose cells no two rows share, besides one of kind id, `blanks` the
    cells that stand for nothing. `published_in` is the column that says when the source spoke, `published_attribute`
    the attribute of an XML root that says it for the whole file; `retrospective` data are written down long after the
    days they tell of. `end_mark` is what the publisher writes after the last row. `country` is where all rows lie
    unless a column says; `any` when they may lie anywhere. `labels` are the names under which a frame may know the
    holder that each label of the source stands for. Of `runs` of like rows, the first and the last are kept. `expects`
    is the least share of rows in which a column is filled. `assertions` are plain sentences of what a sound file shows;
    the parser holds each row to them. `sample` is a file of invented rows beside the metadata, on which anybody can try
    the format.
    """

    name: str
    title: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quoting: bool = True
    date_format: str = "%Y-%m-%d"
    licence: str | None = None
    terms: str | None = None
    sensitivity: str = OPEN
    assertions: tuple[str, ...] = ()
    container: str = TABLE
    root: str | None = None
    records: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    headless: Mapping[str, str] = field(default_factory=dict)
    names: str | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ordered: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    releases: Releases | None = None
    published_in: str | None = None
    published_attribute: str | None = None
    end_mark: str | None = None
    retrospective: bool = False
    country: str | None = None
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    runs: Runs | None = None
    expects: Mapping[str, float] = field(default_factory=dict)
    sample: Path | None = None

    @classmethod
    def load(cls, path: Path) -> Metadata:
        """The metadata in a YAML file beside the parser."""
        content = yaml.safe_load(path.read_text("utf-8"))
        for key in ("required", "optional", "assertions", "records", "layout", "ordered", "unique", "blanks"):
            content[key] = tuple(content.get(key) or ())
        content["headers"] = tuple(tuple(header) for header in content.get("headers") or ())
        for key in ("codes", "labels"):
            declared = content.get(key) or {}
            content[key] = {str(name): tuple(str(value) for value in values) for name, values in declared.items()}
        if "releases" in content:
            content["releases"] = Releases.of(content["releases"])
        if "runs" in content:
            content["runs"] = Runs.of_entry(content["runs"])
        if "sample" in content:
            content["sample"] = path.with_name(content["sample"])
        return cls(**content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a parser may rely on: the frame, and the document (file) its rows stand in."""

    frame: Frame
    document: Document


class Format(Protocol):
    """A table format, registered under the entry point group `holdsway.formats` as a class without arguments.

    Where required columns do not tell it, a method `fits(header) -> bool` may.
    """

    metadata: Metadata

    def statements(self, row: Row, number: int, intake: Intake) -> Iterable[Statement]:
        """The statements of one row (text by column; `number` counts from 1, a header being row 1).

        Errors: RowError with the column and the reason.
        """
        ...

"""What a format is: declared columns, and a parser that turns one row into statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from holdsway.frame import Frame
from holdsway.records import Document, Statement

__all__ = ["Format", "Intake", "Metadata", "RowError"]


class RowError(Exception):
    """One row cannot be kept: the column and the reason. It becomes a reject; it never ends the file."""

    def __init__(self, column: str | None, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format's metadata file declares of it.

    A file is taken for this format when its header holds every `required` column. `assertions` are plain sentences of
    what a sound file shows; the parser holds each row to them.
    """

    name: str
    title: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    date_format: str = "%Y-%m-%d"
    licence: str | None = None
    assertions: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Metadata:
        """The metadata in a YAML file beside the parser."""
        content = yaml.safe_load(path.read_text("utf-8"))
        for key in ("required", "optional", "assertions"):
            content[key] = tuple(content.get(key) or ())
        return cls(**content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a parser may rely on: the frame, and the document (file) its rows stand in."""

    frame: Frame
    document: Document


class Format(Protocol):
    """A table format, registered under the entry point group `holdsway.formats` as a class without arguments."""

    metadata: Metadata

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """The statements of one row (text by column; `number` counts from 1, the header being row 1).

        Errors: RowError with the column and the reason.
        """
        ...

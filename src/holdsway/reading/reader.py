"""What a reader is: something that draws statements from a text, under rules that hold for every reader."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol

from holdsway.frame import Frame
from holdsway.records import Document, Statement

__all__ = ["Reader", "readers", "valid"]


class Reader(Protocol):
    """A way to read text, registered under the entry point group `holdsway.readers` as a class without arguments."""

    name: str
    version: str

    def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
        """The statements of a text, each identified and with `text[quote.start:quote.end] == quote.exact`."""
        ...


def readers() -> dict[str, type[Reader]]:
    """Every installed reader by name."""
    return {point.name: point.load() for point in entry_points(group="holdsway.readers")}


def valid(statements: list[Statement], text: str) -> list[Statement]:
    """Only the statements whose quote stands in the text exactly where they say."""
    return [s for s in statements if s.quote.exact and text[s.quote.start : s.quote.end] == s.quote.exact]

"""What the scripts here measure with: a reader, pairs, precision and recall, parts by hash, an 80-column table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from holdsway.clocks import parse_published
from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.reading.reader import Reader, read_with, reader_named
from holdsway.records import Document, Statement
from holdsway.words import sha256

WIDTH = 80
SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found and right, what was found at all, and what was there to find."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


NOTHING = Tally(0, 0, 0)


def bucket(name: str, buckets: int = 2) -> int:
    """Which of so many equal parts a name falls into: the first 8 hex of its SHA-256, modulo their number."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % buckets


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs (row, column) of the greatest total worth; a pair of no worth is none.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(rows² · columns).
    """
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = [[worth[r][c] for r in range(rows)] for c in range(columns)]
        return sorted((r, c) for c, r in best_pairs(turned))
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)  # the row (from 1) that holds each column
    for row in range(1, rows + 1):
        taken[0] = row
        column = 0
        least, way, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            done[column] = True
            here, step, nearest = taken[column], float("inf"), 0
            for c in range(1, columns + 1):
                if not done[c]:
                    cost = -worth[here - 1][c - 1] - of_row[here] - of_column[c]
                    if cost < least[c]:
                        least[c], way[c] = cost, column
                    if least[c] < step:
                        step, nearest = least[c], c
            for c in range(columns + 1):
                if done[c]:
                    of_row[taken[c]] += step
                    of_column[c] -= step
                else:
                    least[c] -= step
            column = nearest
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    return sorted((taken[c] - 1, c - 1) for c in range(1, columns + 1) if taken[c] and worth[taken[c] - 1][c - 1] > 0)


def table(title: str, scores: Mapping[str, float], notes: Iterable[str] = ()) -> str:
    """Scores as a table no wider than 80 columns.

    A share has three places, and behind it of how many it is, where the scores hold `(its name)`; any other name in
    brackets is a count of its own.
    """
    lines = [title[:WIDTH], "-" * WIDTH]
    for name, score in scores.items():
        bare = name.strip("()")
        if name.startswith("(") and bare in scores:
            continue
        value = f"{score:,.0f}" if name.startswith("(") else f"{score:.3f}"
        of = f"of {scores[f'({name})']:,.0f}" if f"({name})" in scores else ""
        lines.append(f"{bare[: WIDTH - 24]:<{WIDTH - 23}}{value:>9}  {of:<12}".rstrip())
    return "\n".join([*lines, "-" * WIDTH, *(note[:WIDTH] for note in notes)])


def share(right: int, of: int) -> float:
    """A share, 0 of nothing."""
    return right / of if of else 0.0


def reader_of(name: str) -> Reader:
    """The reader a user would get by NAME, or NAME:SETTING."""
    try:
        return reader_named(name)
    except InputError as error:
        raise SystemExit(str(error)) from None


def drawn(
    reader: Reader, text: str, document: Document, frame: Frame, trouble: list[str] | None = None
) -> list[Statement]:
    """The statements a user gets of a text: drawn by the reader and through the checks every reader must pass.

    A text the reader fails on gives none, as it does for a user, and a line in `trouble`.
    """
    reading = read_with(reader, text, document, frame)
    if reading.not_read and trouble is not None:
        trouble.append(f"{document.path}: {reading.not_read}")
    return list(reading.statements)


def document_of(text: str, *, path: str, published: date | None) -> Document:
    """A text of a public set as a document, published on its day."""
    content = text.encode()
    return Document(
        sha256=sha256(content),
        text_sha256=sha256(content),
        path=path,
        format="text",
        bytes=len(content),
        published=parse_published(published.isoformat()) if published else None,
        lang="en",
    )

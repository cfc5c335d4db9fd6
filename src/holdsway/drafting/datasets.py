"""Datasets: whether a table is a reduced sample of a known one, by its name and columns, and what that tells of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from holdsway.drafting.grid import Grid
from holdsway.formats import Format
from holdsway.formats.releases import Release

__all__ = ["Dataset", "dataset_of"]

_KNOWN_BY = 3


@dataclass(frozen=True, slots=True)
class Dataset:
    """A known dataset: whose it is, the names its columns have in one edition or another, and what its codes mean."""

    programme: str
    format: str
    names: str
    source: str
    licence: str
    event_type: str
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    warns: str | None = None
    warning: str = ""
    id_prefix: str = ""

    def release(self, path: Path, known: Mapping[str, Format]) -> Release | None:
        """The release that the file's name tells, by the format of the full dataset."""
        full = known.get(self.format)
        return full.metadata.releases.of_file(path.name) if full and full.metadata.releases else None


def dataset_of(grid: Grid) -> Dataset | None:
    """The dataset a table is a sample of: its name says so, and so do three of its columns."""
    for dataset in _datasets():
        if not re.search(dataset.names, grid.path.name, re.IGNORECASE):
            continue
        theirs = {name.casefold() for names in dataset.columns.values() for name in names}
        if len(theirs & {column.casefold() for column in grid.columns}) >= _KNOWN_BY:
            return dataset
    return None


@cache
def _datasets() -> tuple[Dataset, ...]:
    content = yaml.safe_load(Path(__file__).with_name("datasets.yaml").read_text("utf-8"))
    return tuple(Dataset(**entry) for entry in content)

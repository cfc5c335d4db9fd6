"""Own output: the pages and tables that holdsway itself wrote, which are no source and never come back as one."""

from __future__ import annotations

from pathlib import Path

__all__ = ["OWN_OUTPUT", "is_own_output"]

OWN_OUTPUT = "written by holdsway from this or another ledger, so no source of its own; leave it out of the inbox"
_HEAD = 4096
_MARKS = {
    ".html": (b'<meta name="generator" content="holdsway">',),
    ".json": (b'"title": ', b'"known_by": ', b'"head": ', b'"basis": ['),
    ".csv": (b"number,statement,source,publisher,published,paraphrase,document,",),
    ".hxl": (b"id,kind,from,to,published,event type,event id,",),
}


def is_own_output(path: Path) -> bool:
    """Whether a file is a brief, its evidence, or an export in HXL, by the marks it was written with."""
    suffix = path.suffix.casefold()
    if suffix not in (".html", ".json", ".csv", ".hxl"):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marks = [_MARKS[".csv"], _MARKS[".hxl"]] if suffix in (".csv", ".hxl") else [_MARKS[suffix]]
    starts = suffix in (".csv", ".hxl")
    return any(head.startswith(mark[0]) if starts else all(one in head for one in mark) for mark in marks)

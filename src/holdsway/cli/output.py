"""Output: rows and objects as a table, JSON, CSV or Markdown; data to stdout or a file, the rest to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["as_csv", "as_json", "as_table", "chosen", "console", "emit", "line", "write"]

NARROW = 12
"""A column no wider than this is never broken, so that the wide ones give way."""
RISKY = ("=", "+", "-", "@", "\t", "\r")


def chosen(format: str | None, output: Path | None) -> str:
    """The format to print in: the one asked for, else by the file's suffix, else a table on a terminal, else JSON."""
    if format:
        return format
    if output and output.suffix in (".json", ".jsonl", ".csv", ".md", ".geojson"):
        return output.suffix[1:]
    return "table" if output is None and sys.stdout.isatty() else "json"


def emit(
    rows: Sequence[Mapping[str, Any]],
    format: str,
    output: Path | None,
    *,
    columns: Sequence[str] | None = None,
    title: str | None = None,
) -> None:
    """Print or write rows in a format; `columns` are the ones a table shows."""
    if format == "table" and output is None:
        console().print(as_table(rows, columns, title))
        return
    if format == "jsonl":
        text = "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    elif format == "csv":
        text = as_csv(rows)
    elif format in ("md", "table"):
        text = _markdown(rows, columns)
    else:
        text = as_json(rows)
    write(text, output)


def write(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text if text.endswith("\n") else text + "\n", "utf-8")
        click.echo(f"written: {output}", err=True)


def as_json(value: Any) -> str:
    """A value as indented JSON, letters of every script as they are, dates as ISO."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    from holdsway.formats.rows import csv_line

    rows = list(rows)
    names = list(rows[0]) if rows else []
    lines = [names, *([_cell(row.get(name)) for name in names] for row in rows)] if rows else []
    return "".join(csv_line(cells) + "\n" for cells in lines)


def as_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str] | None = None, title: str | None = None) -> Any:
    """Rows as a table for the terminal; numbers to the right, nothing in the data taken for markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    names = list(columns or (rows[0] if rows else []))
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        numeric = bool(rows) and all(isinstance(row.get(name), int | float) or row.get(name) is None for row in rows)
        head = name.replace("_", " ")
        widest = max((len(_shown(row.get(name))) for row in rows), default=0)
        table.add_column(
            head,
            justify="right" if numeric else "left",
            overflow="fold",
            min_width=max(len(word) for word in head.split()),
            no_wrap=widest <= NARROW,
        )
    for row in rows:
        table.add_row(*(Text(_shown(row.get(name))) for name in names))
    return table


def line(words: str, style: str = "") -> Text:
    """A line for the terminal. Whatever its words came from, nothing in them can act on the terminal."""
    from rich.text import Text

    return Text(_harmless(words), style)


def console(*, stderr: bool = False) -> Console:
    """A console of the terminal's width, 80 columns where there is none."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _harmless(str(value))


def _harmless(words: str) -> str:
    """Words in which nothing can act on the terminal; spaces and the joiners of other scripts stay as they are."""
    from holdsway.brief.wording import plain

    return "".join(c if c.isprintable() else " " if c.isspace() else plain(c) for c in words)


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(RISKY):
        return "'" + value
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list | tuple) else value


def _markdown(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None) -> str:
    names = list(columns or (rows[0] if rows else []))
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(_shown(row.get(n)).replace("|", "\\|") for n in names) + " |" for row in rows]
    return "\n".join(lines) + "\n"

"""How `holdsway read --explain` shows the path from words to slots: a block beneath each statement, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdsway.cli.output import line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from holdsway.reading.explaining import Explained, Slot

__all__ = ["explained_json", "explained_table"]

_NAMES = 8
"""The width of the names of slots."""


def explained_json(one: Explained | None) -> list[dict[str, str | None]] | None:
    """The slots of a statement in order; None where its reader does not say."""
    if one is None:
        return None
    return [{"slot": slot.name, "words": slot.words, "means": slot.means, "how": slot.how} for slot in one.slots]


def explained_table(one: Explained) -> RenderableType:
    """One row for each slot: the words, what they came to mean, and how."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(min_width=_NAMES, no_wrap=True)
    table.add_column(overflow="fold")
    for slot in one.slots:
        table.add_row(line(slot.name, style="cyan"), _said(slot))
    return table


def _said(slot: Slot) -> Any:
    """'Norhaven district → V1 Norhaven (Vesk), by its name'; what the words mean is left out where it is the same."""
    means = slot.means if slot.means != slot.words else None
    said = line(" → ".join(part for part in (slot.words, means) if part))
    if slot.how:
        said.append_text(line(f"{', ' if len(said) else ''}{slot.how}", style="dim"))
    return said

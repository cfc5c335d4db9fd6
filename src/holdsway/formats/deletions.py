"""deletions.csv: which of its own events a source withdrew, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from holdsway.clocks import parse_published
from holdsway.errors import DateError
from holdsway.formats.cells import cell_quote, needed, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.records import WITHDRAWN, Kind, Statement

__all__ = ["DeletionTable"]


class DeletionTable:
    """Withdrawals: all that a source said under an id stands no longer from then on, and is kept for before."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One withdrawal of all that a source said under one of its ids."""
        source, native_id, withdrawn = needed(row, "source"), needed(row, "source_event_id"), needed(row, "withdrawn")
        try:
            published = parse_published(withdrawn)
        except DateError as error:
            raise RowError("withdrawn", f"withdrawn {error}") from None
        yield Statement(
            kind=Kind.EVENT,
            source=source,
            publisher=source,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "source_event_id"),
            published=published,
            native_id=native_id,
            retracts=WITHDRAWN + native_id,
            url=text(row, "url"),
            note=text(row, "note"),
        )

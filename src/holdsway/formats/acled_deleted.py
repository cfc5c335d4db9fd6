"""ACLED's deleted events: the ids that ACLED took out of its data, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from holdsway.formats.acled import SOURCE, instant
from holdsway.formats.cells import cell_quote, needed
from holdsway.formats.format import Intake, Metadata
from holdsway.records import WITHDRAWN, Kind, Statement

__all__ = ["AcledDeleted"]


class AcledDeleted:
    """Withdrawals by ACLED: all it said under an id stands no longer, from the time of the deletion on."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One withdrawal of an event."""
        native_id = needed(row, "event_id_cnty")
        needed(row, "deleted_timestamp")
        yield Statement(
            kind=Kind.EVENT,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "event_id_cnty"),
            published=instant(row, "deleted_timestamp"),
            native_id=native_id,
            retracts=WITHDRAWN + native_id,
            note="deleted by ACLED",
        )

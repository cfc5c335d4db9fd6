"""UCDP Candidate: the events of the months since the last yearly release of the GED, before they are vetted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from holdsway.formats.format import Intake, Metadata
from holdsway.formats.ucdp_ged import ged_statements
from holdsway.records import Statement

__all__ = ["UcdpCandidate"]


class UcdpCandidate:
    """UCDP candidate events: the columns, the ids and the source of the GED, so that its next release revises them.

    Hegre, Croicu, Eck and Högbladh 2020, doi:10.1177/2053168020935257. Only the name of the file tells them from the
    GED.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement, noted as a candidate; one casualty statement as well when civilians were killed."""
        return ged_statements(
            row, number, intake, dates=self.metadata.date_format, edition="candidate event, not vetted yet"
        )

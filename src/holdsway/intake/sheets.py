"""Review sheets among the files of an intake: what was written on them becomes rulings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from holdsway.frame import Frame, frame_of
from holdsway.hand.sheet import read_sheet, ruled_rows
from holdsway.hand.standing import Standing, stand
from holdsway.intake.files import Found, Opened, hash_of
from holdsway.ledger import Ledger
from holdsway.records import Statement

__all__ = ["RULINGS", "Sheets"]

RULINGS = "rulings"
"""What a review sheet is taken for."""


class Sheets:
    """The review sheets of one intake, each ruling on the ledger as it stands before it."""

    def __init__(self, ledger: Ledger, earlier: Callable[[], list[Statement]], author: str) -> None:
        self._ledger, self._earlier, self._author = ledger, earlier, author

    def opened(self, file: Found) -> Opened:
        """A review sheet opened, every row accounted for: a row that rules on nothing new is repeated."""
        rows = read_sheet(file.path)
        ruled = ruled_rows(rows, self._stands, self._frame, file=file.shown, author=self._author)
        remarks = (f"rows that rule on nothing: {ruled.untouched:,}",) if ruled.untouched else ()
        return Opened(
            shown=file.shown,
            format=RULINGS,
            sha256=hash_of(file),
            rows=len(rows),
            documents=[],
            statements=[],
            rejects=ruled.rejects,
            remarks=remarks,
            rulings=ruled.rulings,
        )

    @cached_property
    def _frame(self) -> Frame:
        return frame_of(self._earlier(), self._ledger.declared_frame())

    @cached_property
    def _stands(self) -> Standing:
        return stand(self._ledger, self._earlier(), self._frame, known_by=None, at=None)

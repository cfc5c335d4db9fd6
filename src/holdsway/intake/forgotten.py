"""Forgotten: files of an intake that a ledger has forgotten and does not take in again."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.intake.files import Opened
from holdsway.ledger import Forgotten, Ledger
from holdsway.reading.documents import SUFFIXES
from holdsway.records import Document, Reject

__all__ = ["leave_out_forgotten"]


def leave_out_forgotten(opened: Iterable[Opened], ledger: Ledger) -> None:
    """Make a reject of each document that was forgotten: the same bytes, the same text, or a row that was forgotten."""
    stones = ledger.forgotten()
    if not stones:
        return
    held = {document.sha256 for document in ledger.documents()}
    of_document = {stone.document: stone for stone in stones}
    of_text = {stone.text_sha256: stone for stone in stones if stone.text_sha256}
    of_statement = {stone.id: stone for stone in stones if not stone.is_document}
    for one in opened:
        said = {s.document: of_statement[s.id] for s in one.statements if s.id in of_statement}
        for document, _ in list(one.documents):
            stone = of_document.get(document.sha256) or said.get(document.sha256)
            if stone is None and document.sha256 not in held:
                stone = of_text.get(document.text_sha256 or "")
            if stone is not None:
                _leave_out(one, document, stone)


def _leave_out(one: Opened, document: Document, stone: Forgotten) -> None:
    one.documents[:] = [(d, contents) for d, contents in one.documents if d.sha256 != document.sha256]
    one.statements[:] = [s for s in one.statements if s.document != document.sha256]
    one.unread.append(document)  # what is left of its statements stands
    inner = document.path.removeprefix(one.shown)
    what = f"{inner} " if inner and inner != document.path else ""
    if not stone.is_document and stone.document != document.sha256:
        what += "something in it was "
    if one.format not in SUFFIXES.values():  # a table goes as a whole, and what was rejected of it is not told either
        one.rows, one.rejects[:], one.remarks = 1, [], ()
    one.rejects.append(Reject(file=one.shown, reason=f"{what}{stone}; it is not taken in again"))

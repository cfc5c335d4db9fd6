"""Rereading: which documents of an intake are read, and which stand as they were read before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from holdsway.frame import Frame
from holdsway.ledger import Ledger
from holdsway.reading.reader import SHIPPED, Reading, read_with, reader_named, signature
from holdsway.records import Document, Statement
from holdsway.words import sha256

__all__ = ["Readings"]


class Readings:
    """The readings of an intake: one for each document, by the reader a user named, else by the one that ships.

    Where none was named, a document that no reader of ours has read stands as it was read. Of a reader that is not
    repeatable, so does what it has read itself, with the same version, in the same frame and under the same metadata.
    """

    def __init__(
        self, ledger: Ledger, frame: Frame | None, earlier: Callable[[], list[Statement]], *, named: str | None = None
    ) -> None:
        self.reader = reader_named(named)
        self._ledger, self._frame, self._earlier, self._is_named = ledger, frame, earlier, named is not None
        self._left: Counter[str] = Counter()

    def of(self, text: str, document: Document, frame: Frame) -> Reading:
        """The reading of a text: a new one, or the one that stands."""
        standing = tuple(self._by_document.get(document.sha256, ()))
        if by := self._read_by(document, standing):
            if not self._is_named and by.partition(" ")[0] not in SHIPPED:
                self._left[by] += 1
                return Reading(standing, reader=by)
            once = not getattr(self.reader, "repeatable", True)
            if once and by == signature(self.reader) and self._is_as_it_was(document):
                return Reading(standing, reader=by)
        return read_with(self.reader, text, document, frame)

    def remarks(self) -> Iterator[str]:
        """What to say of documents that stand as another reader read them."""
        for by, number in sorted(self._left.items()):
            yield f"documents left as {by} read them: {number:,}; --reader {self.reader.name} reads them anew"

    def _read_by(self, document: Document, standing: tuple[Statement, ...]) -> str | None:
        """Who read a document last; of one that a ledger took in before it kept that, who drew its statements."""
        held = self._documents.get(document.sha256)
        if held is None or held.reader:
            return held.reader if held else None
        return max(standing, key=lambda said: said.batch or 0).reader if standing else None

    def _is_as_it_was(self, document: Document) -> bool:
        held = self._documents[document.sha256]
        return self._is_same_frame and replace(held, batch=None, path=document.path, reader=None) == document

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.sha256: document for document in self._ledger.documents()}

    @cached_property
    def _by_document(self) -> Mapping[str, list[Statement]]:
        held: dict[str, list[Statement]] = defaultdict(list)
        for said in self._earlier():
            if said.method == "read":
                held[said.document].append(said)
        return held

    @cached_property
    def _is_same_frame(self) -> bool:
        held = self._ledger.declared_frame()
        return self._frame is None or (held is not None and _contents(held) == _contents(self._frame))


def _contents(frame: Frame) -> dict[str, str]:
    return {name: sha256(path.read_bytes()) for name, path in frame.files.items()}

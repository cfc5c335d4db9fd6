"""Footnotes: the quoted words, the source, the dates and the document behind each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from holdsway.frame import Frame
from holdsway.records import OPEN, Document, Statement

__all__ = ["PARAPHRASE", "TRANSLATION", "Footnote", "Footnotes", "footnote_of"]
__all__ += ["shown_translation", "shown_words"]

PARAPHRASE = "PARAPHRASE"
"""The mark before words that are not the source's own."""
TRANSLATION = "TRANSLATION"
"""The mark before words that somebody put into English for the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """One numbered footnote. `words` are the source's own unless `paraphrase` is set: then somebody else's for it.
    Where they are few, `context` holds them with those around, and that is what is shown.

    On a row of a table, `words` say what its columns do and `as_written` is the row itself; neither is speech, so
    neither is put in quotation marks; `flags` are the doubts about the row. A footnote on the frame itself (which
    places there are) has no statement. On a translation, `words` are the translator's, `original` the passage they
    translate as the source wrote it, and `translated` the document that it stands in. `review` says of what was read
    from a text, or ruled on, whether a person has: `machine-read`, `accepted by N. N.`
    """

    number: int
    statement: str | None
    source: str
    publisher: str | None
    published: str | None
    words: str
    paraphrase: bool
    document: str
    path: str
    row: int | None
    url: str | None
    licence: str | None
    modality: str | None
    attribution: tuple[str, ...] = ()
    as_written: str | None = None
    context: str | None = None
    sheet: str | None = None
    flags: tuple[str, ...] = ()
    sensitivity: str = OPEN
    original: str | None = None
    translated: str | None = None
    review: str | None = None

    def leaving(self) -> Footnote:
        """The footnote as it may leave in a file: without words and row, where a licence or the user keeps them in."""
        if self.sensitivity == OPEN:
            return self
        kept_in = f"[withheld: {self.sensitivity}" + (f", {self.licence}]" if self.licence else "]")
        return replace(self, words=kept_in, context=None, as_written=kept_in, original=None)

    @property
    def stands(self) -> str:
        """Where in its document the words stand, where that is a table: `sheet Incidents row 12`."""
        parts = (f"sheet {self.sheet}" if self.sheet is not None else "", f"row {self.row}" if self.row else "")
        return " ".join(part for part in parts if part)

    @property
    def shown(self) -> str:
        """The words as they may be shown: quoted, or marked as a paraphrase and not quoted, or a row's columns."""
        if self.statement is None or (self.as_written is not None and not self.paraphrase):
            return self.words
        words = self.context or self.words
        if self.translated and not self.paraphrase:
            return shown_translation(words, original=self.original, of=self.translated)
        return shown_words(words, paraphrase=self.paraphrase)


def shown_words(words: str, *, paraphrase: bool) -> str:
    """Words in quotation marks when they are the source's own, else after the mark PARAPHRASE and without them."""
    return f"{PARAPHRASE}: {words}" if paraphrase else f"“{words}”"


def shown_translation(words: str, *, original: str | None, of: str) -> str:
    """The original passage in quotation marks and its translation after it; where none is known, what it translates."""
    return f"“{original}” {TRANSLATION}: {words}" if original else f"{TRANSLATION} of {of}: {words}"


def footnote_of(
    said: Statement, document: Document | None, number: int, translated: Document | None = None
) -> Footnote:
    """The footnote on one statement, with the document it stands in, and the one which that translates."""
    quote = said.quote
    in_row = quote.row is not None
    return Footnote(
        number=number,
        statement=said.id,
        source=said.source,
        publisher=said.publisher or (document.speaks_for if document else None),
        published=str(said.published) if said.published else None,
        words=_columns(said) if in_row else quote.exact,
        as_written=quote.exact if in_row else None,
        context=quote.in_context() if quote.in_context() != quote.exact else None,
        paraphrase=bool(document and document.paraphrase),
        document=said.document,
        path=document.path if document else "",
        row=said.quote.row,
        sheet=said.quote.sheet,
        flags=(*said.flags, *_inferred(document)),
        sensitivity=said.sensitivity or OPEN,
        url=said.url,
        licence=said.licence,
        modality=str(said.modality),
        attribution=said.attribution,
        original=quote.original,
        translated=_named(document, translated),
        review=said.review,
    )


def _inferred(document: Document | None) -> tuple[str, ...]:
    by = document.dated_by if document else None
    return (f"time of publication inferred from {by}",) if by else ()


def _named(document: Document | None, translated: Document | None) -> str | None:
    """The document that another translates, by its title or path; by the name given where it is not at hand."""
    if document is None or document.translation_of is None:
        return None
    if translated:
        return translated.title or translated.path
    return f"document {document.translation_of[:8]}" if len(document.translation_of) == 64 else document.translation_of


def _columns(said: Statement) -> str:
    """What a row of a table says, column by column, in the table's own words."""
    figures = ((name, getattr(said, name)) for name in ("low", "best", "high"))
    parts = (
        ("label", said.label),
        ("event", said.event_type),
        *((actor.role, actor.text or actor.id) for actor in said.actors if actor.role != "party"),
        ("place", said.place_text),
        ("on", said.valid),
        *((f"{said.number_of or 'number'} {name}", f"{value:g}") for name, value in figures if value is not None),
    )
    return " · ".join(f"{name}: {value}" for name, value in parts if value)


class Footnotes:
    """The footnotes of one brief, numbered in the order in which they are first cited."""

    def __init__(self, documents: Iterable[Document], frame: Frame) -> None:
        self._documents: Mapping[str, Document] = {document.sha256: document for document in documents}
        self._frame = frame
        self._by_key: dict[str, Footnote] = {}

    def __iter__(self) -> Iterator[Footnote]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def all(self) -> tuple[Footnote, ...]:
        """Every footnote so far, by number."""
        return tuple(self._by_key.values())

    def cite(self, *statements: Statement) -> tuple[int, ...]:
        """The numbers of the footnotes on these statements, in order, new ones added."""
        numbers = []
        for said in statements:
            if said.id not in self._by_key:
                document = self._documents.get(said.document)
                translated = self._documents.get(document.translation_of or "") if document else None
                note = footnote_of(said, document, len(self._by_key) + 1, translated)
                self._by_key[said.id] = note
            numbers.append(self._by_key[said.id].number)
        return tuple(sorted(set(numbers)))

    def cite_frame(self) -> tuple[int, ...]:
        """The number of the footnote on the frame: which places there are."""
        if "frame" not in self._by_key:
            frame = self._frame
            listed = f"{frame.places_source}, version {frame.places_version}" if frame.places_source else "the data"
            self._by_key["frame"] = Footnote(
                number=len(self._by_key) + 1,
                statement=None,
                source=frame.places_source or "places named in the data",
                publisher=None,
                published=None,
                words=f"the {len(frame.places.leaves)} places of {listed}",
                paraphrase=False,
                document="",
                path="case.yaml" if frame.declared else "",
                row=None,
                url=None,
                licence=frame.places_licence,
                modality=None,
            )
        return (self._by_key["frame"].number,)

"""Unsettled: what an intake says of texts kept with a question open: when they appeared, and in what language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from holdsway.records import Document

__all__ = ["unsettled"]

_MOST_NAMED = 3


def unsettled(texts: Iterable[Document]) -> Iterator[str]:
    """What to say of texts without a time of publication, or with an inferred one, and of those in other languages."""
    texts = list(texts)
    yield from _undated(texts)
    yield from _inferred(texts)
    yield from _not_english(texts)


def _undated(texts: Iterable[Document]) -> Iterator[str]:
    names = [document.path for document in texts if document.published is None]
    if names:
        yield (
            f"texts without a readable time of publication: {len(names):,}, left out of every known-by answer "
            f"({_some(names)}); "
            "write `published: YYYY-MM-DD` in their front matter or in NAME.meta.yaml beside them"
        )


def _inferred(texts: Iterable[Document]) -> Iterator[str]:
    dated = [document for document in texts if document.dated_by]
    if inferred := [f"{one.path}: {one.published} from {one.dated_by}" for one in dated]:
        yield (
            f"texts whose time of publication was inferred: {len(inferred):,} ({_some(inferred)}); "
            "write `published: YYYY-MM-DD` in their front matter or in NAME.meta.yaml beside them to settle it"
        )


def _not_english(texts: Sequence[Document]) -> Iterator[str]:
    """Those that lie beside their translation are read in that, and are not counted."""
    translated = {document.translation_of for document in texts}
    foreign = [
        f"{document.path}: {document.lang}"
        for document in texts
        if not document.read and document.lang and document.sha256 not in translated
    ]
    if foreign:
        yield (
            f"texts not in English, kept and NOT READ: {len(foreign):,} ({_some(foreign)}); put a translation beside "
            "it (NAME.en.md beside NAME.fr.md, or `translation_of: FILE`), or write `lang: en` where it is English"
        )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more

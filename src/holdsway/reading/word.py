"""Word: the paragraphs of a .docx in order, with those of tables, boxes and notes, and what it says of itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from holdsway.errors import InputError
from holdsway.reading.metadata import Metadata
from holdsway.reading.publication import made_at

__all__ = ["WordError", "word_document"]

MOST_WRITTEN = 40_000_000
"""Bytes of XML: some 5,000 pages. What unpacks to more is not opened ..."""
MOST_UNPACKED = 300_000_000
"""... nor what unpacks to more than this with its pictures."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = (f"{_W}del", f"{_W}moveFrom", f"{_W}p", f"{_W}rPr", f"{_W}pPr", _FALLBACK)
_NOTES = ("footnotes", "endnotes")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_NO_AUTHOR = ("python-docx", "user", "admin", "microsoft office user")
_TITLE_STYLES = ("title", "heading 1")


class WordError(InputError):
    """A Word file that gives no text; the message says why and what to do."""


def word_document(content: bytes) -> tuple[Metadata, str]:
    """The metadata and text of a .docx: its paragraphs, each cell of a table for itself, parted by an empty line.

    What was struck out with changes tracked, and what is hidden, is left out. The title is that of its properties, else
    its first heading; `made` is when it was last saved.
    Errors: WordError for a file that is damaged, locked, unpacks to too much, or holds no text.
    """
    _check_package(content)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = Document(io.BytesIO(content))
        paragraphs = list(_paragraphs(document.element.body))
        paragraphs += [p for part in _notes(document) for p in _paragraphs(part)]
        about = document.core_properties
        heading = _heading(document)
        metadata = Metadata(
            title=_words(about.title) or heading,
            author=_author(about.author),
            made=made_at(_moment(about)),
        )
    except (OpcError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise WordError(_damaged(error)) from None
    except (KeyError, ValueError, TypeError, AttributeError, NotImplementedError, OSError, RecursionError) as error:
        raise WordError(_damaged(error)) from None
    text = "\n\n".join(paragraphs)
    if not text.strip():
        raise WordError("holds no text, at most pictures; run text recognition on it, or save it as text (.txt)")
    return metadata, text


def _check_package(content: bytes) -> None:
    if content.startswith(_OLD_OR_LOCKED):
        raise WordError("is locked with a password, or an old .doc by another name; save it as .docx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise WordError(_damaged(error)) from None
    unpacked = sum(part.file_size for part in parts)
    written = sum(part.file_size for part in parts if part.filename.casefold().endswith((".xml", ".rels")))
    if written > MOST_WRITTEN or unpacked > MOST_UNPACKED:
        raise WordError(f"unpacks to {unpacked // 10**6:,} MB and is not opened; save it in parts, or as text (.txt)")


def _damaged(error: Exception) -> str:
    return f"is a damaged .docx ({type(error).__name__}); fetch it again, or save it as text (.txt)"


def _paragraphs(part: Any) -> Iterator[str]:
    """The paragraphs below an element in the order in which they stand, those inside others after them."""
    for paragraph in part.iter(f"{_W}p"):
        if any(above.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK) for above in paragraph.iterancestors()):
            continue
        if words := "".join(_runs(paragraph)).strip():
            yield words


def _runs(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph without those of paragraphs inside it."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _WRITTEN:
            yield _WRITTEN[element.tag]
        elif element.tag not in _LEFT_OUT and not _is_hidden(element):
            waiting += reversed(element)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off")


def _notes(document: Any) -> Iterator[Any]:
    """The footnotes and endnotes, as trees; they lie in files of their own."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _NOTES and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser)


def _heading(document: Any) -> str | None:
    """The first paragraph in a style for titles, if it is among the first that hold anything."""
    seen = 0
    for paragraph in document.paragraphs[:20]:
        words = _words(paragraph.text)
        if words and (paragraph.style.name or "").casefold() in _TITLE_STYLES:
            return words
        seen += bool(words)
        if seen > 3:
            break
    return None


def _moment(about: Any) -> datetime | None:
    for name in ("modified", "created"):
        try:
            moment = getattr(about, name)
        except ValueError:
            continue
        if isinstance(moment, datetime):
            return moment
    return None


def _author(name: str | None) -> str | None:
    author = _words(name)
    return None if author and author.casefold() in _NO_AUTHOR else author


def _words(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None

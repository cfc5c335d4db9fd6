"""PDF: the text of its pages in order, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from holdsway.errors import InputError
from holdsway.reading.metadata import Metadata
from holdsway.reading.publication import made_at

__all__ = ["PdfError", "pdf_document"]

_NAMED_BY_A_PROGRAM = ("microsoft word - ", "untitled", "powerpoint presentation")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_SENTENCE_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_EDGE = 2  # lines at the head and the foot of a page in which a running title may stand
_LEAST_PAGES = 3


class PdfError(InputError):
    """A PDF that gives no text; the message says why and what to do."""


def pdf_document(content: bytes) -> tuple[Metadata, str]:
    """The metadata and text of a PDF: its pages one after the other, without page numbers and running titles.

    Pages are parted by an empty line, unless a sentence runs on from one to the next. `made` is when the file was made.
    Errors: PdfError for a file that is damaged, locked, or a scan without text.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every slip of a producer that changes no word
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PdfError("is locked with a password; save it without one and add it again")
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
    except PdfError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        reason = f"is a damaged PDF ({type(error).__name__}); fetch it again, or save it as text (.txt)"
        raise PdfError(reason) from None
    text = _joined(_without_running_titles([_sound(page).strip() for page in pages]))
    if not text:
        raise PdfError("holds no text, as a scan does; run text recognition on it, or save it as text (.txt)")
    return Metadata(title=_title(about), author=_words(about, "author"), made=_made(about)), text


def _sound(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _without_running_titles(pages: Sequence[str]) -> list[str]:
    """The pages without the lines at their head and foot that are a page's number, or stand so on most pages."""
    if len(pages) < _LEAST_PAGES:
        return [*pages]
    lines = [page.split("\n") for page in pages]
    seen = Counter(line for page in lines for line in {_figureless(page[i]) for i in _edges(page)})
    running = {line for line, number in seen.items() if line and number * 2 > len(pages) and number >= _LEAST_PAGES}
    kept = []
    for page in lines:
        gone = {i for i in _edges(page) if _PAGE_NUMBER.fullmatch(page[i].strip()) or _figureless(page[i]) in running}
        kept.append("\n".join(line for i, line in enumerate(page) if i not in gone).strip())
    return kept


def _edges(page: Sequence[str]) -> set[int]:
    return {i for i in (*range(_EDGE), *range(len(page) - _EDGE, len(page))) if 0 <= i < len(page)}


def _figureless(line: str) -> str:
    return _FIGURES.sub("#", " ".join(line.split()))


def _joined(pages: Iterable[str]) -> str:
    text = ""
    for page in pages:
        if not page:
            continue
        runs_on = text and page[0].islower() and not _SENTENCE_ENDS.search(text)
        text += ("\n" if runs_on else "\n\n" if text else "") + page
    return text


def _title(about: Any) -> str | None:
    title = _words(about, "title")
    return None if title and title.casefold().startswith(_NAMED_BY_A_PROGRAM) else title


def _words(about: Any, name: str) -> str | None:
    value = getattr(about, name, None) if about else None
    return " ".join(_sound(value).split()) or None if isinstance(value, str) else None


def _made(about: Any) -> Any:
    try:
        made = about.creation_date if about else None
    except (ValueError, TypeError, OverflowError):
        return None
    return made_at(made) if isinstance(made, datetime) else None

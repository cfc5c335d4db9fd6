"""PDF: the text of its pages in order, and what the file says of itself."""

from __future__ import annotations

import io
import logging
from datetime import datetime
from typing import Any

from holdsway.clocks import Published, parse_published
from holdsway.errors import DateError, InputError
from holdsway.reading.metadata import Metadata

__all__ = ["PdfError", "pdf_document"]

_NAMED_BY_A_PROGRAM = ("microsoft word - ", "untitled", "powerpoint presentation")


class PdfError(InputError):
    """A PDF that gives no text; the message says why and what to do."""


def pdf_document(content: bytes) -> tuple[Metadata, str]:
    """The metadata and text of a PDF: its pages one after the other, parted by an empty line.

    The time of publication is when the file was made, for want of a better one; a `published:` beside it comes first.
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
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise PdfError("holds no text, as a scan does; run text recognition on it, or save it as text (.txt)")
    return Metadata(title=_title(about), author=_words(about, "author"), published=_made(about)), _sound(text)


def _sound(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def _title(about: Any) -> str | None:
    title = _words(about, "title")
    return None if title and title.casefold().startswith(_NAMED_BY_A_PROGRAM) else title


def _words(about: Any, name: str) -> str | None:
    value = getattr(about, name, None) if about else None
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _made(about: Any) -> Published | None:
    try:
        made = about.creation_date if about else None
        return parse_published(made.isoformat()) if isinstance(made, datetime) else None
    except (DateError, ValueError, OverflowError):
        return None

"""A PDF, written in the test that reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfWriter

__all__ = ["pdf", "pdf_of_pages"]


def pdf(text: str = "", *, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF of one page with these words on it, line by line."""
    return pdf_of_pages([text], title=title, password=password)


def pdf_of_pages(pages: Sequence[str], *, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF with these words on its pages, line by line."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    for text in pages:
        page = writer.add_blank_page(400, 400)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        shown = " T* ".join(f"({line}) Tj" for line in text.splitlines())
        content.set_data(f"BT /F1 12 Tf 14 TL 20 350 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/CreationDate": "D:20210714093000+04'30'"} | ({"/Title": title} if title else {}))
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()

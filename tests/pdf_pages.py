"""A PDF of one page, written in the test that reads it."""

from __future__ import annotations

import io

from pypdf import PdfWriter

__all__ = ["pdf"]


def pdf(text: str = "", *, title: str | None = None, password: str | None = None) -> bytes:
    """A PDF of one page with these words on it, line by line."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(400, 400)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
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

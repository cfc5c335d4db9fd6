"""Word files and mails, written in the test that reads them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

__all__ = ["mail", "packed", "word"]


def word(*paragraphs: str, title: str = "", author: str = "", saved: datetime | None = None) -> bytes:
    """A .docx with these paragraphs; one that begins with `# ` is a heading."""
    import docx

    document: Any = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.modified = saved or datetime(2021, 7, 16, 10, 30)
    for words in paragraphs:
        if words.startswith("# "):
            document.add_heading(words.removeprefix("# "), 1)
        else:
            document.add_paragraph(words)
    return bytes_of(document)


def bytes_of(document: Any) -> bytes:
    """A document of python-docx as the bytes of its file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def packed(body: str) -> bytes:
    """A .docx whose body is this XML, for what no writing program makes."""
    written = zipfile.ZipFile(io.BytesIO(word("here")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part in written.infolist():
            content = written.read(part)
            if part.filename == "word/document.xml":
                head, _, rest = content.decode().partition("<w:body>")
                content = f"{head}<w:body>{body}</w:body></w:document>".encode()
                assert rest
            package.writestr(part.filename, content)
    return target.getvalue()


def mail(words: str | None = "Words.", *, page: str | None = None, **headers: str) -> EmailMessage:
    """A mail with these words, a page of HTML beside them where one is given, and headers by name."""
    message = EmailMessage(policy=SMTP)
    written = {
        "From": "Field Office <field@example.org>",
        "Subject": "Situation",
        "Date": "Thu, 15 Jul 2021 09:30 +0430",
    }
    for name, value in (written | headers).items():
        if value:
            message[name.replace("_", "-")] = value
    if words is not None:
        message.set_content(words)
    if page is not None:
        message.add_alternative(page, subtype="html") if words is not None else message.set_content(
            page, subtype="html"
        )
    return message

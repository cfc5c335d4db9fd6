"""Documents as they lie in an inbox: each opened into its text and metadata, or named with the reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from holdsway.reading.metadata import BrokenMetadataError, Metadata, front_matter, merged, sidecar
from holdsway.reading.pages import page_metadata, page_text
from holdsway.reading.pdf import PdfError, pdf_document
from holdsway.records import Document
from holdsway.words import sha256

__all__ = ["SUFFIXES", "Loaded", "NotRead", "load_documents"]

SUFFIXES = {".md": "markdown", ".txt": "text", ".html": "html", ".htm": "html", ".pdf": "pdf", ".jsonl": "jsonl"}
"""The file names this room opens, and what each is taken for."""

_NOT_UTF8 = "is not UTF-8 text; save it as UTF-8 and add it again"
_NOT_TEXT = "is not text; save it as UTF-8 text, or leave it out"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as received: what is known of it, the text to read, and its bytes."""

    document: Document
    text: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file or line that could not be opened: where it stands, why, and what to do. `row` counts lines from 1."""

    path: str
    content_sha256: str | None
    reason: str
    row: int | None = None


def load_documents(path: Path) -> Iterator[Loaded | NotRead]:
    """The documents of one file: one for a page or a text, one for each line of a .jsonl."""
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        yield NotRead(str(path), None, f"{path.suffix or 'a file without suffix'} is not read as a document")
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        yield NotRead(str(path), None, f"cannot be opened: {error.strerror}")
        return
    try:
        beside = sidecar(path)
    except BrokenMetadataError as broken:
        yield NotRead(str(path), sha256(content), str(broken), broken.line)
        return
    if form == "jsonl":
        yield from _lines(path, content, beside)
    else:
        yield _file(path, content, form, beside)


def _file(path: Path, content: bytes, form: str, beside: Metadata) -> Loaded | NotRead:
    if form == "pdf":
        try:
            said, body = pdf_document(content)
        except PdfError as error:
            return NotRead(str(path), sha256(content), str(error))
        return _loaded(str(path), form, content, body, merged(beside, said))
    text = _decoded(content)
    if isinstance(text, NotRead):
        return NotRead(str(path), sha256(content), text.reason)
    try:
        said, body = (page_metadata(text), page_text(text)) if form == "html" else front_matter(text)
    except BrokenMetadataError as broken:
        return NotRead(str(path), sha256(content), str(broken), broken.line)
    return _loaded(str(path), form, content, body, merged(said, beside))


def _lines(path: Path, content: bytes, beside: Metadata) -> Iterator[Loaded | NotRead]:
    for row, line in enumerate(content.split(b"\n"), 1):
        line = line.removesuffix(b"\r")
        if row == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _line(path, row, line, beside)


def _line(path: Path, row: int, line: bytes, beside: Metadata) -> Loaded | NotRead:
    def refused(reason: str) -> NotRead:
        return NotRead(str(path), sha256(line), reason, row)

    text = _decoded(line)
    if isinstance(text, NotRead):
        return refused(text.reason)
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):
        return refused("is not JSON; write one JSON object on each line")
    if not isinstance(entry, dict):
        return refused("is not a JSON object; write {published, publisher, title, text, url}")
    body = entry.pop("text", None)
    if not isinstance(body, str) or not body.strip():
        return refused("has no text; write it under the key 'text'")
    if any("\ud800" <= c <= "\udfff" for c in body):
        return refused("holds half of a character (a lone surrogate); save it as UTF-8 and add it again")
    name = entry.get("id")
    key = name if isinstance(name, str | int) and str(name).strip() else row
    said = Metadata.of(entry)
    return _loaded(f"{path}#{key}", "jsonl", line, _plain(body), merged(said, beside))


def _decoded(content: bytes) -> str | NotRead:
    if b"\0" in content:
        return NotRead("", None, _NOT_TEXT)
    try:
        return _plain(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return NotRead("", None, _NOT_UTF8)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _loaded(path: str, form: str, content: bytes, text: str, said: Metadata) -> Loaded:
    document = Document(
        sha256=sha256(content),
        path=path,
        format=form,
        bytes=len(content),
        text_sha256=sha256(text.encode()),
        title=said.title,
        publisher=said.publisher,
        published=said.published,
        url=said.url,
        lang=said.lang,
        author=said.author,
        paraphrase=said.paraphrase,
        reporting_source=said.reporting_source,
        reporting_published=said.reporting_published,
        corrects=said.corrects,
        licence=said.licence,
        sensitivity=said.sensitivity,
        read=said.is_english,
    )
    return Loaded(document, text, content)

"""Documents as they lie in an inbox: each opened into its text and metadata, or named with the reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from holdsway.errors import InputError
from holdsway.reading.language import ENGLISH, language_of
from holdsway.reading.mail import mail_document
from holdsway.reading.metadata import BrokenMetadataError, Metadata, front_matter, merged, sidecar
from holdsway.reading.pages import page_metadata, page_text
from holdsway.reading.pdf import pdf_document
from holdsway.reading.publication import inferred_publication
from holdsway.reading.text import MOST_READ
from holdsway.reading.translations import original_beside
from holdsway.reading.word import word_document
from holdsway.records import Document
from holdsway.words import sha256

__all__ = ["MOST_READ", "SUFFIXES", "Loaded", "NotRead", "load_documents"]

SUFFIXES = {
    ".md": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".jsonl": "jsonl",
}
"""The file names this room opens, and what each is taken for."""

_NOT_UTF8 = "is not UTF-8 text; save it as UTF-8 and add it again"
_NOT_TEXT = "is not text; save it as UTF-8 text, or leave it out"
_PACKED = ("pdf", "docx", "mail")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as received: what is known of it, the text to read, and its bytes.

    `original` is the text that it translates, where that lies beside it; `remarks` are what the user should know.
    """

    document: Document
    text: str
    content: bytes
    original: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file or line that could not be opened: where it stands, why, and what to do. `row` counts lines from 1."""

    path: str
    content_sha256: str | None
    reason: str
    row: int | None = None


def load_documents(path: Path) -> Iterator[Loaded | NotRead]:
    """The documents of one file: one for a page or a text, one for each line of a .jsonl.

    A translation comes with the text of its original, and with what it does not say itself of publisher and time.
    """
    for one in _documents(path):
        yield _translated(path, one) if isinstance(one, Loaded) and "#" not in one.document.path else one


def _translated(path: Path, one: Loaded) -> Loaded:
    beside = original_beside(path, one.document.translation_of, SUFFIXES.keys() - {".jsonl"})
    if beside is None:
        return one
    original = next(_documents(beside.path), None) if beside.path else None
    if not isinstance(original, Loaded):
        said = beside.remark or f"its original {beside.named} cannot be opened, and is not shown beside its words"
        named = replace(one.document, translation_of=beside.named)
        return replace(one, document=named, remarks=(*one.remarks, said))
    if original.document.translation_of:  # the other way round, as the other says
        return one
    first, own = original.document, one.document
    is_dated = own.published is not None and own.dated_by is None
    document = replace(
        own,
        translation_of=first.sha256,
        publisher=own.publisher or first.publisher,
        published=own.published if is_dated else first.published or own.published,
        dated_by=None if is_dated else first.dated_by if first.published else own.dated_by,
        url=own.url or first.url,
        author=own.author or first.author,
        licence=own.licence or first.licence,
        sensitivity=own.sensitivity or first.sensitivity,
    )
    return replace(one, document=document, original=original.text)


def _documents(path: Path) -> Iterator[Loaded | NotRead]:
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
    if form in _PACKED:
        try:
            said, body, remarks = _unpacked(form, content)
        except InputError as error:
            return NotRead(str(path), sha256(content), str(error))
        known = merged(beside, said) if form != "mail" else merged(said, beside)
        return _loaded(str(path), form, content, body, known, remarks, name=path.stem)
    text = _decoded(content)
    if isinstance(text, NotRead):
        return NotRead(str(path), sha256(content), text.reason)
    try:
        said, body = (page_metadata(text), page_text(text)) if form == "html" else front_matter(text)
    except BrokenMetadataError as broken:
        return NotRead(str(path), sha256(content), str(broken), broken.line)
    return _loaded(str(path), form, content, body, merged(said, beside), name=path.stem)


def _unpacked(form: str, content: bytes) -> tuple[Metadata, str, tuple[str, ...]]:
    if form == "mail":
        return mail_document(content)
    return (*(pdf_document(content) if form == "pdf" else word_document(content)), ())


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


def _loaded(
    path: str,
    form: str,
    content: bytes,
    text: str,
    said: Metadata,
    remarks: tuple[str, ...] = (),
    *,
    name: str | None = None,
) -> Loaded:
    undated = said.published is None and not said.doubts  # where a date cannot be read, only the user can say it
    inferred = inferred_publication(name, said.url, text, said.made) if undated else None
    detected = language_of(text)
    document = Document(
        sha256=sha256(content),
        path=path,
        format=form,
        bytes=len(content),
        text_sha256=sha256(text.encode()),
        title=said.title,
        publisher=said.publisher,
        published=inferred.published if inferred else said.published,
        dated_by=inferred.by if inferred else None,
        url=said.url,
        lang=said.lang or (detected if detected != ENGLISH else None),
        author=said.author,
        paraphrase=said.paraphrase,
        reporting_source=said.reporting_source,
        reporting_published=said.reporting_published,
        corrects=said.corrects,
        licence=said.licence,
        sensitivity=said.sensitivity,
        translation_of=said.translation_of,
        read=said.is_english if said.lang else detected in (None, ENGLISH),
    )
    return Loaded(document, text, content, None, (*said.doubts, *remarks, *_remarks(said, text, detected)))


def _remarks(said: Metadata, text: str, detected: str | None) -> Iterator[str]:
    if said.lang and said.is_english and detected not in (None, ENGLISH):
        yield f"says that it is in English and looks like another language ({detected}); read as English"
    if len(text) > MOST_READ:
        share = 100 - round(100 * MOST_READ / len(text))
        yield f"too long to be read whole: the last {share}% are kept and NOT READ; add it in parts"

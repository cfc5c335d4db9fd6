"""A statement by hand: a sentence that a person writes for a source, read by the same reader as any report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdsway.clocks import Published
from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.reading.reader import read_with, reader_named
from holdsway.records import NO_LICENCE, OPEN, Document, Statement
from holdsway.words import sha256

__all__ = ["BY_HAND", "Said", "say"]

BY_HAND = "by hand"
"""The format of a document that holds a sentence written by hand."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as a document, with the contents to store by their hash, and what the reader drew from it."""

    document: Document
    contents: Mapping[str, bytes]
    statements: tuple[Statement, ...]


def say(
    words: str,
    frame: Frame,
    *,
    source: str,
    published: Published,
    author: str,
    quoted: bool = False,
    url: str | None = None,
    licence: str | None = None,
    reader: str | None = None,
) -> Said:
    """What a sentence says in this frame; unless `quoted`, the words are the author's for the source, a paraphrase.

    Errors: InputError when the sentence is empty or says nothing that the reader knows.
    """
    text = " ".join(words.split())
    if not text:
        raise InputError('nothing is said; write a sentence, as in "Taliban hold Burka since 4 May 2021"')
    text += "" if text[-1] in ".!?" else "."
    head = {"source": source, "published": str(published), "author": author, "quoted": str(quoted), "url": url or ""}
    content = ("".join(f"{name}: {value}\n" for name, value in head.items()) + f"\n{text}\n").encode()
    document = Document(
        sha256=sha256(content),
        path=f"{BY_HAND}/{author}",
        format=BY_HAND,
        bytes=len(content),
        text_sha256=sha256(text.encode()),
        publisher=source if quoted else author,
        published=published,
        url=url,
        lang="en",
        author=author,
        paraphrase=not quoted,
        reporting_source=None if quoted else source,
        licence=licence or NO_LICENCE,
        sensitivity=OPEN,
    )
    by = reader_named(reader)
    reading = read_with(by, text, document, frame)
    if not reading.statements:
        raise InputError(
            f"nothing was read in {text!r}; name the place and the parties as the frame does, one plain sentence: "
            '"Taliban hold Burka since 4 May 2021", "12 civilians were killed in Burka on 4 May 2021"'
        )
    contents = {sha256(content): content, sha256(text.encode()): text.encode()}
    statements = tuple(reading.statements)
    return Said(document, contents, statements)

"""A document read: its text in plain letters, and the statements drawn from it, quoted from the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cache

from holdsway.frame import Frame
from holdsway.reading.documents import Loaded
from holdsway.reading.lexicon import lexicon
from holdsway.reading.mail import quoted_mail
from holdsway.reading.plain import Plain, plain
from holdsway.reading.reader import Reading
from holdsway.reading.text import read_end
from holdsway.reading.translations import with_originals
from holdsway.records import Document, Statement, identified
from holdsway.words import quote_of

__all__ = ["Reads", "as_seen", "read_loaded"]

Reads = Callable[[str, Document, Frame], Reading]
"""How a text is read: by a reader, or as it was read before."""

_PARTED = re.compile(r"[-‐][ \t]*\n")


def read_loaded(one: Loaded, reads: Reads, frame: Frame) -> Reading:
    """What is drawn from a document, quoted from the text as it is stored. What stands in a ledger is left as it is.

    The reader sees plain letters (ligatures undone, words parted at a line's end put together). What a mail quotes of
    earlier messages is said by their writers; what a translation says bears the passage of its original.
    """
    if not one.document.read:
        return Reading()
    seen = as_seen(one, frame)
    reading = reads(seen.text, one.document, frame)
    standing = [statement for statement in reading.statements if statement.batch is not None]
    said = [statement for statement in reading.statements if statement.batch is None]
    if not seen.is_same:
        said = [_anchored(statement, seen, one) for statement in said]
    if one.document.format == "mail":
        said = _by_their_writers(said, one.text, one.document)
    if one.original is not None:
        said = with_originals(said, one.text, one.original)
    return replace(reading, statements=(*standing, *said))


def as_seen(one: Loaded, frame: Frame) -> Plain:
    """The text of a document as a reader is given it, with the way back to the text as it is stored."""
    text = one.text[: read_end(one.text)]
    return plain(text, _names(frame) if _PARTED.search(text) else ())


def _names(frame: Frame) -> Collection[str]:
    """Words that are known to be one: those of the frame's names, and the forms of the verbs looked for."""
    places = (word for place in frame.places for name in (place.name, *place.aliases) for word in name.split())
    parties = (word for party in frame.parties for name in (party.name, *party.aliases) for word in name.split())
    return {*places, *parties, *_verb_forms()}


@cache
def _verb_forms() -> frozenset[str]:
    return frozenset(word for verb in lexicon().verbs for word in verb.words.split())


def _anchored(said: Statement, seen: Plain, one: Loaded) -> Statement:
    """A statement with its quote as the text has it; its id is of where the words stand there."""
    if said.quote.start is None or said.quote.end is None:
        return said
    quote = quote_of(one.text, *seen.span(said.quote.start, said.quote.end))
    return identified(replace(said, quote=quote), text_sha256=one.document.text_sha256)


def _by_their_writers(statements: Iterable[Statement], text: str, document: Document) -> list[Statement]:
    """Statements in what a mail quotes are said by whoever wrote that, unless it names another speaker."""
    quoted = quoted_mail(text)
    own = []
    for said in statements:
        start = said.quote.start
        within = next((q for q in quoted if start is not None and q.start <= start < q.end), None)
        if within and not said.attribution:
            said = identified(replace(said, source=within.writer), text_sha256=document.text_sha256)
        own.append(said)
    return own

"""Anchors: where the words that a reader quotes stand in the text, when it does not say so or says it wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from holdsway.words import Quote, quote_of

__all__ = ["anchored", "stands"]

_WHITE = re.compile(r"\s+")


def stands(quote: Quote, text: str) -> bool:
    """Whether the words of a quote stand in the text exactly where it says."""
    return (
        bool(quote.exact.strip())
        and quote.start is not None
        and quote.end is not None
        and 0 <= quote.start < quote.end  # a negative index would count from the end of the text
        and text[quote.start : quote.end] == quote.exact
    )


def anchored(quote: Quote, text: str, *, first: int = 0, last: int | None = None) -> Quote | str:
    """The quote at its place between two offsets of a text, or the reason why it has none.

    Its words must occur there verbatim, runs of white space apart, which are taken from the text. Where they occur more
    than once, the words before and after (`prefix`, `suffix`) decide, then nearness to the `start` it gives.
    """
    if first == 0 and last is None and stands(quote, text):
        return quote
    if not _WHITE.sub("", quote.exact):
        return "it quotes no words"
    found = list(_occurrences(quote.exact, text, first, len(text) if last is None else last))
    if not found:
        return "its quote does not stand in the text"
    if len(found) > 1:
        found = _in_context(quote, text, found) or found
    if len(found) > 1 and quote.start is None:
        return f"its quote stands in the text {len(found)} times, and nothing says which is meant"
    hint = quote.start or 0
    start, end = min(found, key=lambda span: (abs(span[0] - hint), span[0]))
    return replace(quote_of(text, start, end), original=quote.original)


def _occurrences(words: str, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the words stand, as written; only where they stand nowhere so, with other white space between them."""
    at, is_found = text.find(words, first, last), False
    while at >= 0:
        is_found = True
        yield at, at + len(words)
        at = text.find(words, at + 1, last)
    parts = words.split()
    if not is_found and len(parts) > 1:
        pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
        yield from (match.span() for match in pattern.finditer(text, first, last))


def _in_context(quote: Quote, text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those before and after which the words stand that the quote has there."""
    before, after = _plain(quote.prefix), _plain(quote.suffix)
    if not (before or after):
        return []
    room = 2 * max(len(quote.prefix), len(quote.suffix)) + 8
    return [
        (start, end)
        for start, end in found
        if _plain(text[max(0, start - room) : start]).endswith(before)
        and _plain(text[end : end + room]).startswith(after)
    ]


def _plain(words: str) -> str:
    return _WHITE.sub(" ", words).strip()

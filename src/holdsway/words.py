"""Words as they stand in a document, and the ways two spellings of a name are held side by side."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

__all__ = ["Quote", "digest", "fold", "likeness", "quote_again", "quote_of", "sha256"]

CONTEXT = 64  # code points kept on each side of a quote, enough to find it again in a changed text
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_NOT_A_LETTER = re.compile(r"[^\w]+|_")
_SAME_SOUND = (
    (re.compile(r"(?<=\w)[\s-]+(?:e|i|ye|yi|al|ul)[\s-]+(?=\w)"), " "),  # Qala-e-Naw, Qala i Naw, Qala Naw
    (re.compile(r"ou|oo|o|w(?=[^aeiou]|$)"), "u"),
    (re.compile(r"ee|ea|ai|ay|ei|ey|e|y(?=[^aeiou]|$)"), "i"),
    (re.compile(r"(?<=[^aeiou\s])i(?=[aou])"), "y"),  # Norian, Noryan
    (re.compile(r"aa"), "a"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"([a-z])\1"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words of a document (start and end in code points, end exclusive) or of a table (row, column, sheet).

    `prefix` and `suffix` are the words on either side, as in a W3C text-quote selector. Rows count from 1, the
    header being row 1; a quote of a whole row has no column, and only a workbook has sheets. `original` is the passage
    that the words translate, in the language in which it was written.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    row: int | None = None
    column: str | None = None
    sheet: str | None = None
    original: str | None = None

    def in_context(self, *, at_least: int = 40) -> str:
        """The exact words; when they are few, with whole words of their sentence from before and after them."""
        if self.start is None or len(self.exact) >= at_least:
            return self.exact
        before = _SENTENCE_END.split(self.prefix)[-1]
        after, *rest = _SENTENCE_END.split(self.suffix, maxsplit=1)
        if len(before) == CONTEXT:
            before = "… " + before.partition(" ")[2]
        if len(after) == CONTEXT and not rest:
            after = after.rpartition(" ")[0] + " …"
        return f"{before}{self.exact}{after}".strip()


def quote_of(text: str, start: int, end: int) -> Quote:
    """The words `text[start:end]` with a little of what surrounds them."""
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def quote_again(text: str, quote: Quote) -> Quote | None:
    """The same words in a text that has changed since: where what surrounds them is most alike; None: nowhere.

    Source: W3C Web Annotation Data Model, section 4.2.4 (text quote selector).
    """
    places = [found.start() for found in re.finditer(re.escape(quote.exact), text)] if quote.exact else []
    if not places:
        return None

    def likelihood(start: int) -> tuple[float, int]:
        here = quote_of(text, start, start + len(quote.exact))
        alike = fuzz.ratio(here.prefix, quote.prefix) + fuzz.ratio(here.suffix, quote.suffix)
        return alike, -abs(start - (quote.start or 0))

    best = max(places, key=likelihood)
    again = quote_of(text, best, best + len(quote.exact))
    return replace(again, original=quote.original)


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def digest(fields: Iterable[str | None]) -> str:
    """A SHA-256 over fields, each with its length before it, so that no two lists of fields share one.

    An absent field differs from an empty one.
    """
    running = hashlib.sha256()
    for field in fields:
        if field is None:
            running.update(b"-;")
        else:
            encoded = field.encode()
            running.update(b"%d:" % len(encoded))
            running.update(encoded)
    return running.hexdigest()


@lru_cache(65536)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes or runs of white space: the same name, written plainly."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())  # "™" is "TM", then "tm"
    plain = "".join(c for c in plain if not _is_mark(c))
    return " ".join(_NOT_A_LETTER.sub(" ", plain).split())


def likeness(one: str, other: str) -> float:
    """How alike two spellings of a name are, 0 to 100, on the whole string and heeding transliteration.

    Letters that romanisations of Arabic-script names use for one another count as the same; the better of the plain and
    the transliterated comparison is taken. Distance: normalised Indel (rapidfuzz `fuzz.ratio`).
    """
    return max(fuzz.ratio(fold(one), fold(other)), fuzz.ratio(_sound(one), _sound(other)))


def _is_mark(c: str) -> bool:
    """An accent, an apostrophe, or a character that is not seen (a joiner, a soft hyphen)."""
    return bool(unicodedata.combining(c)) or unicodedata.category(c) == "Cf" or c in "'’ʼ`´ʿʾ‘"


@lru_cache(65536)
def _sound(name: str) -> str:
    sound = fold(name)
    for pattern, replacement in _SAME_SOUND:
        sound = pattern.sub(replacement, sound)
    return sound.replace(" ", "")

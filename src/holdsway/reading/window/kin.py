"""Who is whose: family ties and offices, where a sentence says them outright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.records import Kind

__all__ = ["Bond", "bonds"]

_PERSON = r"[A-Z][\w'’-]+(?: (?:(?:al|ul|bin|ibn)[ -])?[A-Z][\w'’-]+){1,3}"
_KIN = "son|daughter|brother|sister|father|mother|nephew|cousin|uncle|brother-in-law|son-in-law"
_OFFICE = r"(?:deputy )?(?:leader|head|chief|commander|governor|spokesman|president|minister|chairman)"
_BODY = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}"
_HIS = re.compile(rf"\b(?:His|Her|his|her) (?:\w+ )?({_KIN}),? ({_PERSON})")
_OF = re.compile(
    rf"({_PERSON})(?:,| is| was| as) (?:the |a |an )?(?:elder |younger |eldest |youngest )?"
    rf"({_KIN}) of ({_PERSON})(?! [a-z]+ [A-Z])"
)
_HOLDS = re.compile(
    rf"({_PERSON}), (?:the |a )?({_OFFICE}) of (?:the )?({_BODY})"
    r"(?=[,.;)]|$| and | said )"
)
_AND_OF = re.compile(rf" and (?:the |a |an )?({_KIN}) of ({_PERSON})(?! [a-z]+ [A-Z])")
_OF_WHICH = re.compile(rf"\b[Tt]he ({_OFFICE}) of (?:the )?({_BODY}), ({_PERSON})(?=[,.;)]|$)")
_AFTER = re.compile(rf"({_PERSON}), (?:his|her) (?:\w+ )?({_KIN})\b")
_FIRST = re.compile(rf"^(?:\"|“)?({_PERSON})")
_FORMER = re.compile(r"\b(?:former|ex-|late|acting)\b")


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie or a role at code points `start` to `end`: who, what, to whom."""

    kind: Kind
    start: int
    end: int
    subject: str
    bond: str
    object: str


def bonds(sentence: str, start: int, *, before: str | None) -> Iterator[Bond]:
    """The ties and roles a sentence states; `before` is the person the sentence before began with, for 'his son X'."""
    for found in _HIS.finditer(sentence):
        named = re.findall(_PERSON, sentence[: found.start()])
        whose = named[0] if len(named) == 1 else before if not found.start() else None
        if whose and whose != found[2]:
            yield Bond(Kind.TIE, start + found.start(), start + found.end(), found[2], found[1], whose)
    for found in _AFTER.finditer(sentence):
        if before and before != found[1]:
            yield Bond(Kind.TIE, start + found.start(), start + found.end(), found[1], found[2], before)
    for found in _OF.finditer(sentence):
        yield Bond(Kind.TIE, start + found.start(), start + found.end(), found[1], found[2], found[3])
        if also := _AND_OF.match(sentence, found.end()):
            yield Bond(Kind.TIE, start + found.start(), start + also.end(), found[1], also[1], also[2])
    for found in _HOLDS.finditer(sentence):
        if not _FORMER.search(found[0]):
            yield Bond(Kind.ROLE, start + found.start(), start + found.end(), found[1], found[2], found[3])
    for found in _OF_WHICH.finditer(sentence):
        if not _FORMER.search(sentence[max(0, found.start() - 12) : found.end()]):
            yield Bond(Kind.ROLE, start + found.start(), start + found.end(), found[3], found[1], found[2])


def person_of(sentence: str) -> str | None:
    """The person a sentence begins with, if it does."""
    found = _FIRST.match(sentence)
    return found[1] if found else None

"""Which party the word-window reader takes 'troops', 'militants' or 'the other side' for."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.actors import Party
from holdsway.frame import Frame
from holdsway.reading.lexicon import word_set
from holdsway.reading.sides import Sides
from holdsway.words import fold

__all__ = ["EldestSides"]

_OFFICIAL = frozenset(
    ("government", "republic", "ministry", "army", "forces", "military", "regional", "coalition", "states", "police")
)
_REBELS = frozenset(("rebels", "rebel", "insurgents", "militants"))
_REVOLT = word_set("rebels rebel militants insurgents insurgency gunmen opposition separatists")
_RULING = frozenset(("government", "republic", "ministry"))
_GENERAL = word_set(
    "government ministry islamic republic national joint counter federal popular special security defence "
    "defense armed public of and the interior army forces allied command service police central operations"
)


class EldestSides(Sides):
    """Which party is meant by 'troops', 'militants' or 'the other side', as far as a frame can tell."""

    def __init__(self, frame: Frame) -> None:
        official = [p for p in frame.parties if _words(p) & _OFFICIAL and not _words(p) & _REVOLT]
        ruling = [p for p in official if _words(p) & _RULING]
        self.state = (ruling or (official if len(official) == 1 else [None]))[0]  # type: ignore[list-item]
        self.others = [p.id for p in official if p is not self.state]
        self.rebels = [p for p in frame.parties if p not in official]
        self.own_words = frozenset(
            word for name in (self.state.names if self.state else ()) for word in name.split()
            if word[:1].isupper() and word.casefold().strip("()") not in _GENERAL
        )  # fmt: skip

    def rebel(self, mentioned: Iterable[str], last: str | None = None) -> str | None:  # noqa: ARG002 - no memory here
        """The armed group meant by 'militants': the one the text names, else the frame's first."""
        mentioned = set(mentioned)
        named = [p.id for p in self.rebels if p.id in mentioned]
        if len(named) == 1:
            return named[0]
        if not named and any(id in mentioned for id in self.others):
            revolting = [p.id for p in self.rebels if _words(p) & _REBELS]
            return revolting[0] if len(revolting) == 1 else None
        if not named:
            return self.rebels[0].id if self.rebels else None
        return named[0] if self.rebels and named[0] == self.rebels[0].id else None

    def other(self, party: str | None, mentioned: frozenset[str]) -> str | None:
        """Who stands against a party here; None when that cannot be told."""
        if self.state and party == self.state.id:
            return self.rebel(mentioned)
        if party is not None and any(p.id == party for p in self.rebels):
            return self.state.id if self.state else None
        return None


def _words(party: Party) -> set[str]:
    return {word for name in (party.name, *party.aliases) for word in fold(name).split()}

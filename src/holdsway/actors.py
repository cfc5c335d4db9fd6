"""Actors and parties: who acts, and which of them can hold a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from holdsway.errors import FrameError
from holdsway.words import fold

__all__ = ["CONTESTED", "Parties", "Party"]

CONTESTED = "contested"
"""The one holder that is not a party: two or more are present and none holds the place alone."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor that can hold a place, with the names it goes by."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, name and aliases."""
        return (self.id, self.name, *self.aliases)

    @property
    def title(self) -> str:
        """Its name as it is printed: without what is added to it in brackets."""
        return self.name.partition(" (")[0] or self.name


class Parties:
    """The parties of a frame, in its order. Errors: FrameError when one name would mean two parties."""

    def __init__(self, parties: Iterable[Party] = ()) -> None:
        self._by_id: dict[str, Party] = {}
        for party in parties:
            if self._by_id.setdefault(party.id, party) is not party:
                raise FrameError(f"case.yaml: the id {party.id!r} stands for two parties; give one of them another id")
        self._by_name: dict[str, Party] = {}
        for party in self._by_id.values():
            for name in party.names:
                taken = self._by_name.setdefault(fold(name), party)
                if taken is not party:
                    raise FrameError(
                        f"case.yaml: the name {name!r} belongs to both {taken.id} and {party.id}; leave it with one"
                    )
        if CONTESTED in self._by_id:
            raise FrameError(f"case.yaml: {CONTESTED!r} is not a party; give that party another id")

    def __iter__(self) -> Iterator[Party]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, id: str) -> Party:
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    @property
    def ids(self) -> tuple[str, ...]:
        """Party ids in the order of the frame."""
        return tuple(self._by_id)

    def match(self, name: str | None) -> Party | None:
        """The party whose id, name or alias this is, whole and case-folded; never a near match."""
        return self._by_name.get(fold(name)) if name else None

    def name_of(self, holder: str) -> str:
        """What to print for a holder: the party's title, `contested`, or the words themselves."""
        return self._by_id[holder].title if holder in self._by_id else holder

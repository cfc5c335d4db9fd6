"""The cast: everybody on the record, what each is called and by whom, and the statements each stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import fold, likeness

__all__ = ["Cast"]

ALIKE = 75
"""From here on, of 100, two spellings are alike enough to be asked about."""
NEAREST = 5


class Cast:
    """Everybody on the record: what each is called, and in which statements they stand.

    A list's own number stands for the actor that its entry names, also where that is a party of the frame.
    """

    def __init__(self, statements: Sequence[Statement], frame: Frame) -> None:
        self._frame = frame
        self._numbers: dict[tuple[str, str], str] = {}
        for said in statements:
            if said.kind is Kind.LISTING and said.native_id:
                self._numbers.update(((said.source, said.native_id), a.id) for a in said.actors if a.role == "subject")
        self._of: dict[str, list[Statement]] = defaultdict(list)
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        self._listed: dict[str, str] = {}
        self._called: dict[str, dict[str, None]] = defaultdict(dict)
        for party in frame.parties:
            for name in party.names:
                self._called[fold(name)][party.id] = None
        for said in statements:
            for actor in _actors(said):
                self._enter(actor, said)

    def _enter(self, actor: ActorRole, said: Statement) -> None:
        id = self.id_of(actor, said)
        if not self._of[id] or self._of[id][-1] is not said:
            self._of[id].append(said)
        self._called[fold(id)][id] = None
        self._called[fold(actor.id)][id] = None
        if actor.text and self.is_name(actor, said):
            self._written[id][actor.text] += 1
            self._called[fold(actor.text)][id] = None
            if said.kind is Kind.LISTING and actor.role == "subject":
                self._listed.setdefault(id, actor.text)

    def id_of(self, actor: ActorRole, said: Statement) -> str:
        """The id of an actor; a list's own number (`un:TAi.001`) is that of the entry's actor."""
        return self._numbers.get((said.source, actor.id.partition(":")[2]), actor.id) if ":" in actor.id else actor.id

    def is_name(self, actor: ActorRole, said: Statement) -> bool:
        """Whether the words that stand for an actor are its name: in a table they are, in a text they may be `they`."""
        if said.method != "read" or actor.text is None:
            return actor.text is not None
        party = self._frame.parties.match(actor.text)
        if actor.id in self._frame.parties:
            return party is not None and party.id == actor.id
        return party is None and any(letter.isupper() for letter in actor.text)

    def called(self, asked: str) -> list[str]:
        """The ids of all who bear this id or name: parties first, then who is listed, then the others."""
        found = self._called.get(fold(asked)) or self._in_another_order(asked)
        return sorted(found, key=lambda id: (id not in self._frame.parties, id not in self._listed, id))

    def _in_another_order(self, asked: str) -> dict[str, None]:
        """Who bears a name of just these words in another order: lists write `SURNAME, Given Name`."""
        words = sorted(fold(asked).split())
        names = (name for name in self._called if sorted(name.split()) == words)
        return {id: None for name in names for id in self._called[name]}

    def near(self, asked: str) -> list[str]:
        """The names most like this one, best first."""
        names = {name for written in self._written.values() for name in written}
        names |= {name for party in self._frame.parties for name in party.names}
        words = set(fold(asked).split())
        alike = ((100.0 if words <= set(fold(name).split()) else likeness(asked, name), name) for name in names)
        scored = sorted(alike, key=lambda pair: (-pair[0], pair[1]))
        return [name for score, name in scored[:NEAREST] if score >= ALIKE]

    def statements(self, id: str) -> list[Statement]:
        """The statements an actor stands in, in order of publication."""
        return self._of.get(id, [])

    def party_names(self, id: str) -> tuple[str, ...]:
        """The names the frame gives a party, the id left out."""
        return self._frame.parties[id].names[1:] if id in self._frame.parties else ()

    def name(self, id: str) -> str:
        """What to print for an actor: its name in the frame, on its list, as most often written, else its id."""
        if id in self._frame.parties:
            return self._frame.parties.name_of(id)
        if id in self._listed:
            return self._listed[id]
        return max(self._written[id], key=lambda name: (self._written[id][name], name), default=id)

    def shown(self, id: str) -> str:
        """A name with its id, where the two differ."""
        name = self.name(id)
        return name if fold(name) == fold(id) else f"{name} ({id})"


def _actors(said: Statement) -> Iterator[ActorRole]:
    """Who stands in a statement: a list is nobody, and who holds a place does."""
    named = {actor.id for actor in said.actors}
    yield from (actor for actor in said.actors if said.kind is not Kind.LISTING or actor.role != "object")
    if said.party and said.party not in named:
        yield ActorRole(said.party, "party")

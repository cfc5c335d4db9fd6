"""Which party is meant by 'troops', 'militants' or 'the other side', as far as a frame and a text can tell."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.actors import Party
from holdsway.frame import Frame
from holdsway.reading.lexicon import word_set
from holdsway.words import fold

__all__ = ["Sides"]

_RULING = word_set("government ministry republic regime junta presidency cabinet")
_ARMED_STATE = frozenset(
    ("army", "the army", "military", "the military", "national army", "armed forces", "security forces", "police",
     "government forces", "government troops", "state forces", "regime forces", "national forces", "federal forces")
)  # fmt: skip
_REVOLT = word_set(
    "rebel rebels insurgent insurgents militant militants separatist separatists guerrilla guerrillas guerillas "
    "jihadist jihadists resistance opposition insurgency fighters islamists revolutionary"
)
_ABROAD = word_set(
    "un united nations mission peacekeepers peacekeeping coalition nato observer observers ecomog "
    "amisom monusco minusma"
)
_REGIONAL = word_set("regional region autonomous de-facto")
_GENERAL = word_set(
    "government ministry islamic republic national joint counter federal popular special security defence "
    "defense armed public of and the interior army forces allied command service command police central operations "
    "democratic people state military regime its"
)


class Sides:
    """The state of a frame and those who fight it, told by how its parties are named."""

    def __init__(self, frame: Frame) -> None:
        ranked = sorted(
            ((_rank(party), -number, party) for number, party in enumerate(frame.parties)), key=lambda entry: entry[:2]
        )
        best = ranked[-1] if ranked else None
        self.state: Party | None = best[2] if best and best[0] > 0 else None
        others = [p for p in frame.parties if p is not self.state]
        self.others = [p.id for p in others if _rank(p) > 0 or _words(p) & _ABROAD or _is_foreign_army(p)]
        self.rebels = [p for p in others if p.id not in self.others]
        self.revolting = [p.id for p in self.rebels if _words(p) & _REVOLT]
        self.by_word = _words_of_one(frame)
        self.own_words = frozenset(
            word for name in (self.state.names if self.state else ()) for word in name.split()
            if word[:1].isupper() and word.casefold().strip("()") not in _GENERAL
        )  # fmt: skip

    def rebel(self, mentioned: Iterable[str], last: str | None = None) -> str | None:
        """The armed group meant by 'militants': the only one the text names, the one last spoken of, or the only one
        there is.
        """
        if len(self.rebels) == 1:
            return self.rebels[0].id
        here = set(mentioned)
        named = [p.id for p in self.rebels if p.id in here]
        if len(named) == 1:
            return named[0]
        revolting = [id for id in named if id in self.revolting]
        if len(revolting) == 1 and last not in revolting:
            return revolting[0]
        if last in named:
            return last
        if named or set(self.others) & here:
            return None
        if len(self.revolting) == 1 and not self.others:
            return self.revolting[0]
        return self.rebels[0].id if self.rebels and len(self.revolting) < 2 else None  # the frame names it first

    def other(self, party: str | None, mentioned: frozenset[str]) -> str | None:
        """Who stands against a party here; None when that cannot be told."""
        if self.state and party == self.state.id:
            if len(self.rebels) == 1 and not (set(self.others) & mentioned):
                return self.rebels[0].id
            return self.rebel(mentioned)
        if self.state is not None and any(p.id == party for p in self.rebels):
            fought = {p.id for p in self.rebels if p.id in mentioned} - {party}
            return self.state.id if not fought or self.state.id in mentioned else None
        return None


def _words_of_one(frame: Frame) -> dict[str, str]:
    """The capitalised words that stand in the names of one party only: 'US' of 'US military', in 'a US air strike'."""
    named: dict[str, set[str]] = {}
    for party in frame.parties:
        for word in {word for name in party.names for word in name.split()}:
            if word[:1].isupper() and fold(word).strip("()") not in _GENERAL:
                named.setdefault(word, set()).add(party.id)
    return {word: next(iter(ids)) for word, ids in named.items() if len(ids) == 1}


def _is_foreign_army(party: Party) -> bool:
    """'French army': the army of another state, written small, unlike the name of a 'Liberation Army'."""
    return party.name.endswith((" army", " armed forces", " military")) and party.name[:1].isupper()


def _rank(party: Party) -> int:
    """How much like a state's own side a party is named."""
    words = _words(party)
    rank = 3 * bool(words & _RULING) + 2 * any(fold(name) in _ARMED_STATE for name in (party.name, *party.aliases))
    return (
        rank
        - 2 * bool(words & _REGIONAL)
        - 3 * bool(words & _ABROAD)
        - 3 * bool(words & (_REVOLT - {"fighters", "revolutionary"}))
    )


def _words(party: Party) -> set[str]:
    return {word for name in (party.name, *party.aliases) for word in fold(name).split()}

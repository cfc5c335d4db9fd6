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
_OPENLY = _REVOLT - frozenset(("resistance", "opposition", "fighters", "revolutionary"))
_FAITH = word_set(
    "islamist islamists jihadist jihadists islamic islam jihad qaeda al-qaeda ansar daesh isis isil haram mujahideen "
    "mujahidin taliban shabaab al-shabaab sharia caliphate salafi salafist emirate"
)
_ANYBODYS = word_set("fighters fighter forces gunmen attackers raiders assailants terrorists")
_OF_FAITH = word_set("islamist islamists jihadist jihadists jihadis extremist extremists")
_ABROAD = word_set(
    "un united nations mission peacekeepers peacekeeping coalition nato observer observers ecomog multinational "
    "multi-national ecowas amisom atmis monusco minusma minusca unmiss unifil undof unsmil unamid unisfa unmil isaf "
    "kfor ifor sfor unprofor misca sadc african-union"
)
_BESIDE_STATE = word_set(
    "vigilante vigilantes civilian regional pro-government pro-regime loyalist loyalists self-defence self-defense "
    "paramilitary paramilitaries"
)
_FOREIGN = (" army", " armed forces", " military", " air force", " troops", " soldiers")
_OF_A_COUNTRY = ("an", "ish", "ese", "i", "ch", "en", "ean", "ot", "ench", "us", "uk")
_REGIONAL = word_set("regional region autonomous de-facto")
_FIELDED = word_set("fighters brigade brigades forces militia militias militiamen troops soldiers units battalions men")
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
        self.beside = [p.id for p in others if p.id not in self.others and _is_beside_state(p)]
        self.rebels = [p for p in others if p.id not in (*self.others, *self.beside)]
        openly = [p.id for p in self.rebels if _words(p) & _OPENLY]
        self.revolting = openly or [p.id for p in self.rebels if _words(p) & _REVOLT]
        first = list(frame.parties)[:2]
        foes = [p.id for p in first if p in self.rebels] if self.state in first else []
        self._foremost = foes[0] if foes else None
        """The armed group that the frame names beside the state before all others."""
        self.by_word = _words_of_one(frame)
        self.nations = _words_of_one(frame, first=True)
        """The first words of the names of one party only: 'Ostrian' of 'Ostrian troops', not of 'Free Ostrian Army'."""
        self.leaders = {name: party.id for party in frame.parties for alias in party.names if (name := _led_by(alias))}
        self.fielding = _fielding(frame, self.state)
        self.own_words = frozenset(
            word for name in (self.state.names if self.state else ()) for word in name.split()
            if word[:1].isupper() and word.casefold().strip("()") not in _GENERAL
        )  # fmt: skip

    def rebels_by(self, words: Iterable[str], mentioned: frozenset[str], last: str | None) -> str | None:
        """The armed group meant by 'separatists' or 'jihadists': the one so called, else the one meant by 'rebels'."""
        said = frozenset(words) - _ANYBODYS
        named = [p.id for p in self.rebels if said & _words(p)]
        if len(named) == 1:
            return named[0]
        faithful = [p.id for p in self.rebels if said & _OF_FAITH and _words(p) & _FAITH]
        for called in (named, faithful):
            here = [id for id in called if id in mentioned]
            if last in called or len(here) == 1:
                return last if last in called else here[0]
        return None if faithful else self.rebel(mentioned, last)

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
        if named or len(self.revolting) > 1:
            return None
        return self.revolting[0] if self.revolting else self._foremost

    def other(self, party: str | None, mentioned: frozenset[str]) -> str | None:
        """Who stands against a party here; None when that cannot be told."""
        if self.state and party == self.state.id:
            if len(self.rebels) == 1 and not (set(self.others) & mentioned):
                return self.rebels[0].id
            return self.rebel(mentioned)
        if self.state is not None and any(p.id == party for p in self.rebels):
            fought = {p.id for p in self.rebels if p.id in mentioned} - {party}
            return self.state.id if not fought or self.state.id in mentioned else None
        return self.rebel(mentioned) if party in self.beside else None


def _fielding(frame: Frame, state: Party | None) -> dict[str, str]:
    """The words that name those who serve a party: 'Norlander' of 'Norlander brigades'."""
    words = _words_of_one(frame)
    return {
        before: words[before]
        for party in frame.parties if party is not state
        for name in party.names
        for before, after in zip(name.split(), name.split()[1:], strict=False)
        if after.casefold() in _FIELDED and before in words
    }  # fmt: skip


def _words_of_one(frame: Frame, *, first: bool = False) -> dict[str, str]:
    """The capitalised words that stand in the names of one party only: 'US' of 'US military', in 'a US air strike'.

    With `first`, those that begin one of its names and are in no other's.
    """
    named: dict[str, set[str]] = {}
    if first:
        whole = _words_of_one(frame)
        begins = {name.split()[0] for party in frame.parties for name in party.names if " " in name}
        return {word: id for word, id in whole.items() if word in begins}
    for party in frame.parties:
        for word in {word for name in party.names for word in name.split()}:
            if word[:1].isupper() and fold(word).strip("()") not in _GENERAL:
                named.setdefault(word, set()).add(party.id)
    return {word: next(iter(ids)) for word, ids in named.items() if len(ids) == 1}


def _led_by(alias: str) -> str | None:
    """Whose men a party is called: 'Solt' of "Solt's men", 'Ana Solt' of 'forces loyal to Ana Solt'."""
    words = alias.replace("’", "'").split()
    if len(words) == 2 and words[0].endswith("'s") and words[0][:1].isupper() and words[1].islower():
        return words[0].removesuffix("'s")
    return words[-1] if words[1:3] == ["loyal", "to"] and words[-1][:1].isupper() else None


def _is_foreign_army(party: Party) -> bool:
    """'French army': the army of another state, written small, unlike the name of a 'Liberation Army'."""
    if party.name.endswith(_FOREIGN[:3]) and party.name[:1].isupper():
        return True
    first = (name.partition(" ")[0] for name in party.names if name.endswith(_FOREIGN) and name.count(" ") < 3)
    is_country = any(word[:1].isupper() and word.casefold().endswith(_OF_A_COUNTRY) for word in first)
    return is_country and not _words(party) & (_REVOLT | {"militia", "militias", "brigades"})


def _is_beside_state(party: Party) -> bool:
    """A militia that stands with the state by its name: 'Civilian Guard', 'regional forces', 'vigilantes'."""
    return bool(_words(party) & _BESIDE_STATE) and not _words(party) & _REVOLT


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

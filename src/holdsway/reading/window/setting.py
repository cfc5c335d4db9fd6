"""What the rules see of one sentence: words, names, places, speakers, and what the document said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, is_own
from holdsway.reading.window.attribution import Speech, speakers_at
from holdsway.reading.window.stance import Stance, stance
from holdsway.records import Kind

__all__ = ["Finding", "Participant", "Setting"]

_OTHERS = word_set("local tribal allied pro-government other foreign international coalition nato western")
_OBLIQUE = word_set(
    "by with against from to for of in between under at near on towards among outside inside during over via "
    "despite amid"
)


@dataclass(frozen=True, slots=True)
class Participant:
    """A party, or what stands for one, at words `start` to `end` (exclusive)."""

    start: int
    end: int
    party: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a sentence says, before it becomes a statement: the words `start` to `end`, and its slots."""

    kind: Kind
    start: int
    end: int
    anchor: int
    stance: Stance
    chain: tuple[Speech, ...]
    phrase: PlacePhrase | None = None
    party: str | None = None
    actors: tuple[tuple[str, str, str], ...] = ()
    label: str | None = None
    figure: Figure | None = None
    number_of: str | None = None
    category: str | None = None
    event_type: str | None = None
    ahead: bool = False


@dataclass(slots=True)
class Setting:
    """One sentence with all that bears on how its words are read."""

    passage: Passage
    names: Names
    words: Lexicon
    memory: Memory
    mentioned: frozenset[str]
    speeches: list[Speech]
    phrases: list[PlacePhrase]
    groups: list[list[PlacePhrase]]
    focus: PlacePhrase | None = None
    matter: Finding | None = None
    participants: list[Participant] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.participants = sorted(self._participants(), key=lambda p: (p.start, -p.end))

    def chain(self, position: int) -> tuple[Speech, ...]:
        """Whose words these are, innermost last."""
        return tuple(speakers_at(self.speeches, self.passage, position))

    def stance(self, verb: Mark) -> Stance | None:
        """How a verb's clause is said."""
        return stance(self.passage, verb, list(self.chain(verb.start)), self.words)

    def other(self, party: str | None) -> str | None:
        """Who stands against a party in this text."""
        return self.names.sides.other(party, self.mentioned)

    @property
    def state(self) -> str | None:
        """The party that is the state."""
        return self.names.sides.state.id if self.names.sides.state else None

    @property
    def rebel(self) -> str | None:
        """The armed group that 'militants' means in this text."""
        return self.names.sides.rebel(self.mentioned)

    def subject(self, at: int, chain: Sequence[Speech]) -> Participant | None:
        """Who does what the verb at word `at` says: the nearest party before it in the clause."""
        passage = self.passage
        floor = chain[-1].first if chain and not chain[-1].is_tail else 0
        linked = passage.word(at - 1) in ("and", ",", "or")
        here = at - 1
        if passage.word(here) == ",":  # over 'the men, who came by air, retook it'
            aside = next((i for i in range(here - 1, max(floor, here - 14), -1) if passage.word(i) == ","), None)
            if aside is not None and passage.word(aside + 1) in ("who", "which", "whose"):
                here = aside - 1
        while here >= floor:
            word = passage.word(here)
            if word in (";", ":", ".") or (
                word in self.words.lists["breaks"] and not (here == at - 1 and word in ("who", "which"))
            ):
                return None
            verb = passage.at("verb", here)
            if (
                verb
                and verb.key.startswith(("holding", "events"))
                and not passage.at("event_nouns", here)
                and not linked
                and verb.end <= at
                and verb.forms & {"past", "third"}
            ):
                return None
            if (found := next((p for p in self.participants if p.start <= here < p.end), None)) is not None:
                if self._is_subject(found):
                    return self._leading(found)
                here = found.start
            here -= 1
        return None

    def agent(self, at: int, by: str = "by") -> Participant | None:
        """Who is named after 'by' (or 'to', 'from') close after word `at`."""
        for here in range(at, min(at + 9, len(self.passage))):
            if self.passage.word(here) in (";", ":", ".", "and", "said"):
                return None
            if self.passage.word(here) == by:
                return next((p for p in self.participants if here < p.start <= here + 3), None)
        return None

    def _is_subject(self, found: Participant) -> bool:
        at = found.start - 1
        while (
            at > found.start - 4
            and at >= 0
            and self.passage.words[at].islower()
            and self.passage.words[at] not in _OBLIQUE
        ):
            at -= 1
        before = self.passage.word(at)
        if self.passage.word(found.end) in ("-", "'s") or self.passage.word(found.end) in self.words.lists["things"]:
            return False
        return before not in _OBLIQUE

    def _leading(self, found: Participant) -> Participant | None:
        """Of 'A and B forces' the party both belong to; None when they are two parties: then nobody holds alone."""
        if {"neither", "nor"} & set(self.passage.lower[max(0, found.start - 2) : found.start]):
            return None  # 'neither A nor B holds it'
        if self.passage.word(found.start - 1) != "and":
            return found
        first = next((p for p in self.participants if p.end == found.start - 1), None)
        if first is not None and first.party != found.party:
            return None
        own = found.start > 1 and self.passage.words[found.start - 2] in self.names.sides.own_words
        return None if own and found.party != self.state else found

    def _participants(self) -> list[Participant]:
        passage, found = self.passage, []
        forces = self.words.lists["forces"]
        for mark in passage.of("party"):
            end = mark.end
            while passage.word(end) in forces and end - mark.end < 2:
                end += 1
            found.append(Participant(mark.start, end, mark.key, passage.text(mark.start, end)))
        for mark in passage.of("side"):
            if any(p.start < mark.end and mark.start < p.end for p in found):
                continue
            party = self._led_by(mark) or (self.state if mark.key == "state" else self.rebel)
            before = passage.word(mark.start - 1)
            named = mark.key == "rebels" and mark.start > 1 and passage.is_name(mark.start - 1)
            if named or before in self.words.lists["own"] or before in _OTHERS:
                continue  # 'Haqqani fighters', 'his men', 'local fighters' are not the rebels as such
            if party and (mark.key == "rebels" or is_own(passage, mark.start, self.names)):
                found.append(Participant(mark.start, mark.end, party, passage.text(mark.start, mark.end)))
        return found + self._standing_in(found)

    def _led_by(self, mark: Mark) -> str | None:
        """'insurgents led by the Front', 'fighters from the Front': the party named right after them."""
        passage = self.passage
        if passage.word(mark.end) not in ("led", "from", "loyal", "belonging"):
            return None
        return next((m.key for m in passage.of("party") if mark.end < m.start <= mark.end + 3), None)

    def _standing_in(self, found: list[Participant]) -> list[Participant]:
        """'its forces', 'his men', 'they', 'the group': the party that speaks, else the one last spoken of."""
        passage, more = self.passage, []
        own, forces = self.words.lists["own"], self.words.lists["forces"]
        for at, word in enumerate(passage.lower):
            if word not in own and word != "group":
                continue
            if any(p.start <= at < p.end for p in found):
                continue
            chain = self.chain(at)
            earlier = [p for p in found if p.end <= at]
            party = (chain[-1].party if chain else None) or (earlier[-1].party if earlier and not chain else None)
            if word in own and passage.word(at + 1) in forces and party:
                more.append(Participant(at, at + 2, party, passage.text(at, at + 2)))
            elif word in ("they", "it") and party and (chain or earlier):
                more.append(Participant(at, at + 1, party, passage.words[at]))
            elif word == "group" and passage.word(at - 1) == "the" and (party or self.memory.party):
                more.append(Participant(at - 1, at + 1, party or self.memory.party or "", passage.text(at - 1, at + 1)))
        return more

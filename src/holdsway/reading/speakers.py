"""Who a speaker is: the person or office, the party spoken for, the declared source."""

from __future__ import annotations

from dataclasses import dataclass

from holdsway.frame import Frame
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.spans import Names
from holdsway.words import fold

__all__ = ["Memory", "declared_source", "is_own", "is_spokesman", "party_of", "who_speaks"]

_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "their", "its"))
_ENDS_PHRASE = word_set(
    "that said in on at of by with from to for when as after before while but against near between under who which"
)
_STATE_HEADS = word_set("ministry ministries army military government forces corps")
_LOCAL = word_set(
    "governor governors councillor councillors councilor council mayor provincial district local police lawmaker "
    "administrator villagers residents elders witness witnesses city"
)
_NOT_LOCAL = word_set("ministry border reporter media journalist news agency sources security region national foreign")
_NO_NAMES = word_set(
    "the a an but in and on at officials local senior governor police security president interior defence "
    "defense ministry"
)


_FOR_NO_PARTY = word_set(
    "governor councillor council councillors provincial district local lawmaker mayor residents villagers witness "
    "witnesses former relative according source sources reporter"
)
_FORCES = word_set("military army government forces troops navy ministry defence defense foreign interior president")
_SPOKESMEN = word_set("spokesman spokeswoman spokesperson spokesmen spokespeople")
_DEMONYMS = ("an", "ish", "ese", "i", "ch", "eek", "iss", "ian")


@dataclass(slots=True)
class Memory:
    """What a document has said so far that later words lean on: its speakers, its people and their parties."""

    people: dict[str, str]
    speaker: str | None = None
    party: str | None = None
    subject: str | None = None
    rebel: str | None = None
    voice: str | None = None
    publisher: tuple[str, ...] = ()
    mentioned: frozenset[str] = frozenset()


def declared_source(speaker: str, frame: Frame) -> str | None:
    """A declared source by its name, leaving out what it has in parentheses; provincial officials under theirs."""
    said = [w for w in fold(speaker.replace("'s", "").replace("’s", "")).split() if w not in ("the", "a", "an")]
    for scale in frame.scales:
        name = [w for w in fold(scale.source.partition("(")[0]).split() if w != "and"]
        alike = len(name) == len(said) and all(
            a == b or (len(a) > 4 and (a.startswith(b[:-1]) or b.startswith(a[:5])))
            for a, b in zip(name, said, strict=True)
        )
        if name and alike and scale.kind == "statements":
            return scale.source
    if set(said) & _LOCAL and not _NOT_LOCAL & set(said):
        for scale in frame.scales:
            title = fold(scale.source)
            if (
                scale.kind == "statements"
                and scale.party is None
                and "officials" in title
                and ("local" in title or "provincial" in title)
            ):
                return scale.source
    return None


def who_speaks(passage: Passage, start: int, stop: int, names: Names, memory: Memory) -> tuple[str, str | None]:
    """The speaker as named, and the party spoken for; a pronoun is the speaker before."""
    if stop - start == 1 and passage.word(start) in _PRONOUNS and memory.speaker:
        return memory.speaker, memory.party
    party = party_of(passage, start, stop, names, memory)
    person = _person(passage, start, stop)
    if person and party:
        memory.people[person] = party
        memory.people[person.rpartition(" ")[2]] = party
    return passage.text(start, stop), party


def is_spokesman(speaker: str) -> bool:
    """Whether a speaker is told as one who speaks for somebody: 'a spokesman for the council'."""
    return bool(_SPOKESMEN & set(speaker.casefold().split()))


def party_of(passage: Passage, start: int, stop: int, names: Names, memory: Memory) -> str | None:
    """The party a speaker speaks for: a spokesman of it, its ministry or army; never a governor or a councillor."""
    spoken = set(passage.lower[start:stop])
    if spoken & _FOR_NO_PARTY or _are_two(passage, start, stop, spoken):
        return None
    mark = next((m for m in passage.of("party") if start <= m.start < stop), None)
    if mark and passage.word(mark.start - 1) not in ("against", "by"):
        return mark.key
    if (of_state := _state_in(passage, start, stop, names)) is not None:
        local = any(passage.at("place", i) or passage.at("parent", i) for i in range(start, stop))
        return None if local and "police" in spoken else of_state
    for at in range(start, stop - 2):  # "Ostria's military"
        side = names.sides.by_word.get(passage.words[at]) if passage.word(at + 1) in ("'s", "’s") else None
        if side is not None and passage.word(at + 2) in _FORCES:
            return side
    owned = spoken & {"their", "its", "his"}
    if (owned or "the" in spoken) and spoken & {"spokesman", "spokeswoman", "ministry"} and stop - start < 7:
        here = [m.key for m in passage.of("party") if m.end <= start]
        return (here[-1] if here else memory.party or memory.subject) if owned else None
    if spoken in ({"the", "group"}, {"the", "ministry"}):
        return memory.party or memory.subject
    person = _person(passage, start, stop)
    return memory.people.get(person) if person else None


def _are_two(passage: Passage, start: int, stop: int, spoken: set[str]) -> bool:
    """Whether two speak as one: then they are no party's spokesman."""
    if "and" not in spoken or {"ministry", "ministries"} & spoken:
        return False
    return any(
        passage.word(i) == "and" and (passage.word(i + 1) in ("the", "a") or passage.is_name(i + 1))
        for i in range(start, stop)
    )


def _state_in(passage: Passage, start: int, stop: int, names: Names) -> str | None:
    """The state, when its own ministry, army or spokesman is among these words."""
    for side in passage.of("side"):
        heads = set(passage.lower[side.start : side.end]) & _STATE_HEADS or passage.word(side.end) == "spokesman"
        own = start <= side.start < stop and side.key == "state" and names.sides.state
        if own and heads and is_own(passage, side.start, names):
            return own.id
    return None


def is_own(passage: Passage, at: int, names: Names) -> bool:
    """Whether troops or a ministry are those of the frame's own state: no other country's name stands before them."""
    before = at - 1
    if passage.word(before) == "the":
        return True
    owned = False
    while before >= max(0, at - 4) and (
        passage.word(before) == "'s" or (passage.words[before].islower() and passage.words[before].isalpha())
    ):
        if passage.word(before) in _ENDS_PHRASE or passage.at("verb", before):
            return True
        owned = owned or passage.word(before) == "'s"
        before -= 1
    if any(t.start <= before < t.end for t in passage.times):
        return True
    word = passage.words[before] if before >= 0 else ""
    if not word[:1].isupper() or word in names.sides.own_words:
        return True
    if any(m.start <= before < m.end for m in passage.of("party")):
        return False
    if passage.at("place", before) or passage.at("parent", before):
        return True
    if owned or word.isupper():
        return word.casefold() in _NO_NAMES
    return (before == 0 and not word.endswith(_DEMONYMS)) or word.casefold() in _NO_NAMES


def _person(passage: Passage, start: int, stop: int) -> str | None:
    at = stop
    while (
        at > start
        and (passage.is_name(at - 1) or passage.word(at - 1) in ("-", "al", "ul"))
        and passage.word(at - 1) not in _NO_NAMES
    ):
        at -= 1
    return passage.text(at, stop) if stop - at >= 1 and passage.is_name(at) else None

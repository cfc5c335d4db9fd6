"""Who is meant by words that name nobody: 'its forces', 'they', 'the group', 'the enemy'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.speech import Speech

if TYPE_CHECKING:
    from holdsway.reading.scene import Scene

__all__ = ["spoken_of", "standing_in"]

_BODIES = word_set("group militia sect movement faction")
_ENEMIES = word_set("enemy aggressor aggressors invader invaders")
_HEROES = word_set("heroes boys lions knights brothers mujahideen mujahidin sons")
_WE = ("we", "our")


def standing_in(scene: Scene, found: list[Participant]) -> list[Participant]:
    """'its forces', 'his men', 'they', 'the group': the party that speaks, else the one last spoken of."""
    passage, lists, more = scene.passage, scene.words.lists, []
    own, foes, forces = lists["own"], lists["slurs"] | _ENEMIES, lists["forces"] | _HEROES
    for at, word in enumerate(passage.lower):
        if word not in own and word not in foes and word not in _BODIES and word not in _WE:
            continue
        if any(p.start <= at < p.end for p in found):
            continue
        chain = scene.chain(at)
        party = spoken_of(scene, word, at, chain, found)
        if (word in own or word == "our") and passage.word(at + 1) in forces and party:
            more.append(Participant(at, at + 2, party, passage.text(at, at + 2)))
        elif word in ("they", "it", "we") and party:
            more.append(Participant(at, at + 1, party, passage.words[at]))
        elif word in _BODIES and passage.word(at - 1) == "the" and (whose := _body(scene, word, party)):
            more.append(Participant(at - 1, at + 1, whose, passage.text(at - 1, at + 1)))
        elif word in foes and _is_of_nobody(scene, at) and (whose := _enemy(scene, chain)):
            more.append(Participant(at, at + 1, whose, passage.words[at]))
    return more


def _is_of_nobody(scene: Scene, at: int) -> bool:
    """Whether 'the enemy' or 'bandits' stands without a name that says whose: not 'enemy of', 'Norlander bandits'."""
    passage = scene.passage
    return passage.word(at + 1) not in ("of", "'s") and not (at > 1 and passage.is_name(at - 1))


def _body(scene: Scene, word: str, party: str | None) -> str | None:
    """'the group', 'the militia': the party last spoken of, a militia only where that is no state."""
    memory = scene.memory
    if word == "group":
        party = party or memory.party or memory.subject
        return (memory.rebel or scene.rebel or party) if party == scene.state else party
    spoken = (party, memory.subject, *((memory.rebel, scene.rebel) if word != "militia" else ()))
    return next((p for p in spoken if p is not None and p != scene.state), None)


def _enemy(scene: Scene, chain: tuple[Speech, ...]) -> str | None:
    """Whom 'the enemy' means to the party that speaks."""
    speaker = chain[-1].party if chain and chain[-1].party else scene.memory.voice
    is_rebel = any(p.id == speaker for p in scene.names.sides.rebels)
    return (scene.other(speaker) or (scene.state if is_rebel else None)) if speaker else None


def spoken_of(scene: Scene, word: str, at: int, chain: tuple[Speech, ...], found: list[Participant]) -> str | None:
    """The party that a pronoun stands for: who speaks, who was named before it, who was spoken of last."""
    speaker = chain[-1].party if chain else None
    if word in _WE:
        return speaker or (_before_quote(scene, at, found) if _in_quotes(scene, at) else scene.memory.voice)
    if speaker:  # '"They are inside A," said a man of the Front': within quotes they are not the Front
        others = word != "it" and sum(w in ('"', "“", "”") for w in scene.passage.words[:at]) % 2 == 1
        return (scene.other(speaker) or speaker) if others else speaker
    earlier = [p for p in found if p.end <= at]
    if chain:
        inside = [p for p in earlier if p.start in chain[-1].content]
        return inside[-1].party if inside else scene.memory.subject if chain[-1].is_tail else None
    return earlier[-1].party if earlier else scene.memory.subject


def _before_quote(scene: Scene, at: int, found: list[Participant]) -> str | None:
    """'Paris was careful: "We have not taken A."': who was named before the colon, else whoever spoke last."""
    mark = max(i for i in range(at) if scene.passage.words[i] in ('"', "“"))
    named = [p for p in found if p.end < mark]
    return named[-1].party if scene.passage.word(mark - 1) == ":" and named else scene.memory.party


def _in_quotes(scene: Scene, at: int) -> bool:
    return any(word in ('"', "“") for word in scene.passage.words[:at])

"""Who did what is only denied or owned up to: 'X denied that A was shelled', 'X confirmed a raid on A'."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.records import Kind, Polarity

__all__ = ["with_doer"]

_DEEDS = word_set(
    "assault shelling airstrike bombing killing kidnapping arson sabotage looting execution massacre siege raid "
    "destruction detention arrest torture rape abduction ambush"
)
_OWNS_UP = word_set(
    "confirm admit acknowledge claim announce rehearse order halt suspend resume begin launch mount stage own concede "
    "defend justify hail celebrate call"
)


def with_doer(scene: Scene, event: Finding) -> Finding:
    """A deed with the party that denies it or owns up to it, where nobody else is said to have done it."""
    if event.kind is not Kind.EVENT or event.event_type not in _DEEDS or any(r == "by" for _, r, _ in event.actors):
        return event
    parties = scene.names.frame.parties
    harmed = {id for id, role, _ in event.actors if role in ("against", "party")}
    found = _denier(event) or _owner(scene, event)
    if found is None or found[0] in harmed or found[0] not in parties:
        return event
    return replace(event, actors=((found[0], "by", found[1]), *event.actors))


def _denier(event: Finding) -> tuple[str, str] | None:
    if event.stance.polarity is not Polarity.NEGATED:
        return None
    speech = next((s for s in event.chain if s.how == "denies" and s.party), None)
    return (speech.party, speech.speaker) if speech is not None and speech.party is not None else None


def _owner(scene: Scene, event: Finding) -> tuple[str, str] | None:
    """'The Front confirmed a raid on A', 'the army rehearsed the storming of B': whose deed the noun tells."""
    tree, noun = scene.tree, event.anchor
    verb = tree.heads[noun]
    if tree.classes[noun] != "NOUN" or tree.relation(noun) != "obj" or tree.lemmas[verb] not in _OWNS_UP:
        return None
    who = scene.party(scene.clause(verb).actor)
    return (who.party, who.text) if who is not None else None

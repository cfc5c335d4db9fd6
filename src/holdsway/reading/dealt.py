"""Talks, truces and accords: who met whom, who agreed on what, and where, which may lie abroad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from holdsway.reading.cast import actors_of
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import noun_base
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.incidents import Incident, found_of
from holdsway.reading.lexicon import forms_of
from holdsway.reading.mended import mended_clause, subjects
from holdsway.reading.scene import Scene
from holdsway.reading.whereabouts import whereabouts
from holdsway.records import Modality, Polarity

__all__ = ["dealing_base", "dealing_words", "dealt"]

_WITH = ("with", "between", "object with", "object between", "object by")
_LED = frozenset(("lead", "head", "chair", "front", "led", "headed"))
_SIDES = frozenset(("side", "party", "faction", "they", "both"))
_PLANS = frozenset((Modality.POSSIBLE, Modality.FUTURE))


@cache
def dealing_words() -> Mapping[str, frozenset[str]]:
    """The word lists of dealings.yaml by name."""
    content = yaml.safe_load(files("holdsway.reading").joinpath("dealings.yaml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in content.items() if isinstance(words, str)}


@cache
def _written() -> dict[str, str]:
    content = yaml.safe_load(files("holdsway.reading").joinpath("dealings.yaml").read_text("utf-8"))
    irregular = {base: forms.split() for base, forms in content["forms"].items()}
    written: dict[str, str] = {}
    for base in sorted({word for words in dealing_words().values() for word in words}):
        for form in (base, *forms_of(base, irregular).values()):
            written.setdefault(form, base)
    return written


def dealing_base(scene: Scene, word: int) -> str:
    """The base form of a verb of dealing, by its written form where that is known."""
    known = _written().get(scene.passage.word(word)) if scene.tree.classes[word] in ("VERB", "AUX", "ADJ") else None
    return known if known is not None else scene.tree.lemmas[word]


def dealt(scene: Scene) -> Iterator[Finding]:
    """Every meeting, truce or accord the sentence tells of; one for each clause at most."""
    tree = scene.tree
    told: set[int] = set()
    for word in range(len(tree)):
        if tree.classes[word] not in ("VERB", "AUX", "ADJ") or tree.relation(word) == "aux":
            continue
        if any(above in told for above in tree.above(word)) and tree.relation(word) in ("xcomp", "advcl", "acl"):
            continue
        for found in (*_met(scene, word), *_held(scene, word), *_agreed(scene, word), *_leaves_for(scene, word)):
            told.add(word)
            yield found
            break
    for word in range(len(tree)):
        if not any(above in told for above in tree.above(word)):
            yield from _in_passing(scene, word)


def kind_of(scene: Scene, word: int | None) -> str | None:
    """Whether a noun is one for talks, a truce or an accord."""
    if word is None or scene.tree.classes[word] not in ("NOUN", "PROPN", "VERB"):
        return None
    words, base = dealing_words(), noun_base(scene.passage, scene.tree, word)
    if base in words["talks"]:
        return "talks"
    if base in words["truce"]:
        return "ceasefire"
    if base in words["accord"]:
        before = {noun_base(scene.passage, scene.tree, c) for c in scene.tree.those(word, "compound", "amod")}
        if before & words["truce"]:
            return "ceasefire"
        return "agreement" if before & words["peaceful"] else "accord"
    return None


def _met(scene: Scene, word: int) -> Iterator[Finding]:
    """'A met B in C', 'A and B negotiated'."""
    if dealing_base(scene, word) not in dealing_words()["meets"]:
        return
    clause = mended_clause(scene, word)
    who = _parties(scene, (clause.subject, clause.object, *_led(clause)))
    if len({w.party for w in who}) >= 2:
        yield from _told(scene, clause, "talks", who)


def _held(scene: Scene, word: int) -> Iterator[Finding]:
    """'A held talks with B', 'talks between A and B began', 'A led its side in two days of talks'."""
    words, tree, base = dealing_words(), scene.tree, dealing_base(scene, word)
    clause = mended_clause(scene, word)
    spoken = next((s for s in subjects(scene, clause) if kind_of(scene, s) == "talks"), None)
    through = [w for _, w in clause.obliques if kind_of(scene, w) == "talks" or _counts_talks(scene, w)]
    patient = spoken if clause.passive else clause.patient
    if base in words["holds"] and (
        kind_of(scene, patient) == "talks" or (through and base in ("lead", "join", "take"))
    ):
        noun = patient if kind_of(scene, patient) == "talks" else through[0]
    elif base in words["goes_on"] and not clause.passive and spoken is not None:
        noun = spoken
    else:
        return
    if noun is None:
        return
    actor = clause.actor if spoken is None or clause.passive else None
    actor = (
        actor if actor is not None or noun != spoken else next((s for s in subjects(scene, clause) if s != noun), None)
    )
    inside = [c for c in tree.those(noun, "nmod", "obl") if tree.case(c) in ("with", "between", "of", "among")]
    who = _parties(scene, (actor, *_led(clause), *inside))
    if base in ("host", "broker", "mediate", "facilitate", "organise", "organize") and len(who) > 1:
        who = [w for w in who if w not in actors_of(scene, actor, at_place=True)] or who
    who = who or [a for c in tree.those(noun, "compound", "nmod:poss", "amod") if (a := scene.party(c))]
    place = whereabouts(scene, clause) or whereabouts(scene, scene.clause(noun))
    if who or place is not None:
        yield from _told(scene, clause, "talks", who, noun=noun)


def _agreed(scene: Scene, word: int) -> Iterator[Finding]:
    """'A and B agreed on a ceasefire', 'a truce was signed', 'A rejected the ceasefire', 'the truce collapsed'."""
    words, tree, base = dealing_words(), scene.tree, dealing_base(scene, word)
    clause = mended_clause(scene, word)
    near = [clause.patient, *(w for case, w in clause.obliques if case in ("on", "to", "into", "in", "for", "out"))]
    noun = next((w for w in near if kind_of(scene, w) in ("ceasefire", "agreement")), None)
    event, polarity = kind_of(scene, noun), Polarity.AFFIRMED
    if noun is not None and base in words["refuses"]:
        polarity = Polarity.NEGATED
    elif noun is not None and base in words["breaks"]:
        event = f"{event}_broken"
    elif noun is None and base in (words["takes_effect"] | words["breaks"]) and not clause.passive:
        noun, event = clause.subject, kind_of(scene, clause.subject)
        if event not in ("ceasefire", "agreement"):
            return
        event = f"{event}_broken" if base in words["breaks"] else event
    elif noun is None or base not in words["makes"]:
        return
    inside = (
        [c for c in tree.those(noun, "nmod", "obl") if tree.case(c) in ("with", "between", "among")]
        if noun is not None
        else []
    )
    actor = clause.actor if clause.actor != noun else None
    who = _parties(scene, (actor, *_led(clause), *inside))
    alone = base in words["alone"] and not inside and clause.led_by(*_WITH) is None
    both = scene.matter.actors if scene.matter and scene.matter.event_type == "talks" else ()
    if not who and (actor is None or noun_base(scene.passage, tree, actor) in _SIDES):
        who = [Participant(0, 0, id, text) for id, _, text in both]
    where = whereabouts(scene, clause, far=True)
    if event is not None and (who or where is not None or clause.passive):
        for found in _told(scene, clause, event, who, noun=noun, alone=alone or "broken" in event):
            yield (
                replace(found, stance=replace(found.stance, polarity=polarity))
                if polarity is Polarity.NEGATED
                else found
            )


def _leaves_for(scene: Scene, word: int) -> Iterator[Finding]:
    """'A delegation may leave for B', 'A will travel to B for talks with C': not yet held."""
    words, tree = dealing_words(), scene.tree
    if dealing_base(scene, word) not in words["motion"]:
        return
    clause, said = scene.clause(word), scene.mood(word)
    if said is None or said.modality not in _PLANS or clause.subject is None:
        return
    under = tree.under(word)
    talks = next((w for w in under if kind_of(scene, w) == "talks" or dealing_base(scene, w) in words["meets"]), None)
    sent = noun_base(scene.passage, tree, clause.subject) in words["unites"]
    if talks is None and not sent:
        return
    met = [c for w in ([talks] if talks is not None else []) for c in tree.those(w, "nmod", "obj", "obl")]
    who = _parties(scene, (clause.subject, *_led(clause), *met))
    for found in _told(scene, clause, "talks", who):
        yield replace(found, ahead=True)


def _in_passing(scene: Scene, word: int) -> Iterator[Finding]:
    """'after three days of talks in A', 'denied any talks with B', 'there was no such deal'."""
    tree, kind = scene.tree, kind_of(scene, word)
    if kind is None or tree.relations[word] in ("compound", "nmod:desc"):
        return
    clause = scene.clause(word)
    denied = any(dealing_base(scene, over) in dealing_words()["denies"] for over in tree.above(word))
    such = {scene.passage.word(c) for c in tree.those(word, "det", "amod", "det:predet")} & {"such", "any", "no"}
    if kind == "accord":
        dealt_before = scene.matter is not None and scene.matter.event_type in ("ceasefire", "agreement", "talks")
        if not (such and dealt_before and scene.matter is not None and (denied or "no" in such)):
            return
        kind = scene.matter.event_type or "agreement"
    inside = [c for c in tree.those(word, "nmod", "obl") if tree.case(c) in ("with", "between", "among")]
    who = [a for c in inside for a in actors_of(scene, c, at_place=True)]
    place = whereabouts(scene, clause)
    chain = scene.chain(word)
    if denied and chain:
        place = place or (scene.matter.phrase if scene.matter else None)
        if chain[-1].party:
            who = [Participant(chain[-1].start, chain[-1].stop, chain[-1].party, chain[-1].speaker), *who]
        incident = Incident(clause, kind, who, place=place, sides=kind == "talks", is_noun=True)
        if found := found_of(scene, incident, because=f"{kind}: denied"):
            stance = replace(found.stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED, trap_reason=None)
            yield replace(found, stance=stance, start=chain[-1].start, end=max(found.end, found.start + 1))
        return
    if kind in ("talks", "ceasefire", "agreement") and who and (place is not None or len(who) > 1):
        incident = Incident(clause, kind, who, place=place, sides=True, is_noun=True)
        if (found := found_of(scene, incident, because=f"{kind}: in passing")) and tree.relation(word) in (
            "obl",
            "nsubj",
        ):
            yield found


def _told(
    scene: Scene, clause: Clause, event: str, who: list[Participant], *, noun: int | None = None, alone: bool = False
) -> Iterator[Finding]:
    place = whereabouts(scene, clause, far=event != "talks")
    if place is None and noun is not None and noun != clause.head:
        place = whereabouts(scene, scene.clause(noun))
    label = scene.passage.word(noun) if noun is not None else None
    incident = Incident(clause, event, who, place=place, sides=not alone, label=label)
    if found := found_of(scene, incident, because=f"{event}: {scene.tree.lemmas[clause.head]}"):
        nobody = noun is not None and any(scene.passage.word(c) == "no" for c in scene.tree.those(noun, "det"))
        if nobody and found.stance.polarity is Polarity.AFFIRMED:
            found = replace(found, stance=replace(found.stance, polarity=Polarity.NEGATED))
        yield found


def _led(clause: Clause) -> list[int]:
    return [word for case, word in clause.obliques if case in _WITH]


def _counts_talks(scene: Scene, word: int) -> bool:
    """'three days of talks', 'a round of negotiations'."""
    return any(kind_of(scene, c) == "talks" for c in scene.tree.those(word, "nmod") if scene.tree.case(c) == "of")


def _parties(scene: Scene, words: tuple[int | None, ...]) -> list[Participant]:
    """Those who deal: the actors of some phrases; for a delegation whoever leads it, where that is said."""
    found: dict[str, Participant] = {}
    for word in words:
        for part in scene.tree.conjuncts(word) if word is not None else []:
            for actor in _leaders(scene, part) or actors_of(scene, part, at_place=True):
                found.setdefault(actor.party, actor)
    return list(found.values())


def _leaders(scene: Scene, word: int) -> list[Participant]:
    """'Delegations led by A and B', 'an 11-member team under A': those who lead."""
    tree = scene.tree
    led: list[Participant] = []
    for child in tree.those(word, "acl", "amod"):
        if tree.lemmas[child] in _LED:
            led += [
                a for c in tree.those(child, "obl", "obl:agent") if tree.case(c) == "by" for a in actors_of(scene, c)
            ]
    for child in tree.those(word, "nmod"):
        if tree.case(child) == "under" and noun_base(scene.passage, tree, word) in dealing_words()["unites"]:
            led += actors_of(scene, child)
    return led

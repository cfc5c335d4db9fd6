"""Who is said to have done it: responsibility claimed, denied or laid on somebody, and what was just said denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.cast import actors_of
from holdsway.reading.clauses import Clause
from holdsway.reading.dealt import dealing_base, dealing_words
from holdsway.reading.deeds import event_base, event_words, noun_base
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.incidents import MILD, spanned
from holdsway.reading.mended import mended_clause
from holdsway.reading.moods import Stance
from holdsway.reading.scene import Scene
from holdsway.reading.speech import Speech, noun_phrase
from holdsway.reading.told_nouns import NounEvent, noun_event
from holdsway.reading.whereabouts import whereabouts
from holdsway.records import Kind, Modality, Polarity

__all__ = ["answered"]

_FOR = frozenset(("for", "in", "of", "behind", "over", "with", "to"))
_ASIDE = frozenset(("acl", "advcl", "parataxis", "punct", "conj", "cc", "ccomp"))
_DIPLOMATIC = MILD - {"ceasefire", "agreement", "talks"}
_PASSING = frozenset(("it", "that", "this", "these", "them", "which"))


def answered(scene: Scene, before: Sequence[Finding]) -> Iterator[Finding]:
    """Events that somebody claims, denies, blames on another or confirms; `before` is what was told up to here."""
    tree = scene.tree
    for word in range(len(tree)):
        if tree.classes[word] not in ("VERB", "ADJ"):
            continue
        clause = mended_clause(scene, word)
        earlier = [f for f in before if f.anchor < word or f not in scene.told]
        for found in (
            *_owned(scene, clause, earlier),
            *_blamed(scene, clause, earlier),
            *_echoed(scene, clause, earlier),
        ):
            yield found
            break


def _owned(scene: Scene, clause: Clause, before: Sequence[Finding]) -> Iterator[Finding]:
    """'A claimed responsibility for the attack', 'which denied any part in it', 'claimed the bombing'."""
    words, base = dealing_words(), dealing_base(scene, clause.head)
    denies = base in words["disowns"]
    if not denies and base not in words["takes_on"]:
        return
    noun = clause.object
    if noun is None:
        return
    deed = noun_event(scene, noun)
    part = noun_base(scene.passage, scene.tree, noun) in words["part"]
    if not part and not (deed is not None and not deed.is_weapon and base == "claim" and _is_definite(scene, noun)):
        return
    who = actors_of(scene, clause.subject)
    said = scene.mood(clause.head)
    if not who or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    if part:
        deed = next((e for w in _about(scene, clause, noun) if (e := noun_event(scene, w))), None)
    polarity = Polarity.NEGATED if denies else Polarity.AFFIRMED
    yield _found(scene, clause, who, deed, before, polarity=polarity, speaker=clause.subject)


def _blamed(scene: Scene, clause: Clause, before: Sequence[Finding]) -> Iterator[Finding]:
    """'A blamed B for the attack', 'A accused B of shelling C', 'A attributed it to B', 'A pointed to B'."""
    words, base, tree = dealing_words(), dealing_base(scene, clause.head), scene.tree
    if base in words["blames"]:
        accused = clause.patient
        if base == "blame" and (on := clause.led_by("on", "object on")) is not None:
            accused = on
    elif base in words["attributes"]:
        accused = clause.led_by("to")
    elif base in words["points"] and clause.object is None:
        accused = clause.led_by("to", "at")
    elif base in words["holds_to"] and any(
        tree.lemmas[c] == "responsible" for c in tree.those(clause.head, "xcomp", "amod", "advmod")
    ):
        accused = clause.patient
    else:
        return
    who = actors_of(scene, accused)
    said = scene.mood(clause.head)
    if accused is not None and scene.passage.word(accused) in ("other", "another") and scene.matter is not None:
        sides = [Participant(0, 0, id, text) for id, _, text in scene.matter.actors]
        if said is not None and said.modality.is_evidence and len(sides) > 1:
            deed = _charged_with(scene, clause, accused)
            found = _found(scene, clause, sides, deed, before, polarity=Polarity.AFFIRMED, speaker=clause.actor)
            yield replace(found, actors=tuple((id, "party", text) for id, _, text in found.actors))
        return
    if not who or accused is None or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    deed = _charged_with(scene, clause, accused)
    for_else = any(case in ("for", "object for") for case, _ in clause.obliques)
    recent = any(f.kind is Kind.EVENT and f.event_type not in MILD for f in before[-3:])
    if deed is None and not recent and (base != "blame" or for_else):
        return
    yield _found(scene, clause, who, deed, before, polarity=Polarity.AFFIRMED, speaker=clause.actor)


def _echoed(scene: Scene, clause: Clause, before: Sequence[Finding]) -> Iterator[Finding]:
    """'The ministry denied it', 'which the bureau denied', 'a spokesman confirmed the loss'."""
    words, base, tree = dealing_words(), dealing_base(scene, clause.head), scene.tree
    denies, confirms = base in words["denies"], base in words["confirms"]
    if not (denies or confirms) or clause.subject is None or clause.passive:
        return
    patient = clause.object
    relative = next((c for c in tree.those(clause.head, "obj") if scene.passage.word(c) == "which"), None)
    is_bare = patient is not None and (
        scene.passage.word(patient) in _PASSING or noun_base(scene.passage, tree, patient) in words["echoes"]
    )
    if not is_bare and relative is None:
        return
    if is_bare and patient is not None and any(tree.case(c) for c in tree.those(patient, "nmod")):
        return
    if tree.child(clause.head, "ccomp") is not None:
        return
    said = scene.mood(clause.head)
    last = [
        f
        for f in before
        if f.stance.modality.is_evidence and f.stance.polarity is Polarity.AFFIRMED and f.event_type not in _DIPLOMATIC
    ]
    if not last or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    speech = _speech(scene, clause, clause.subject)
    told = last[-1]
    if told.chain and told.chain[-1].speaker == speech.speaker:
        return
    stance = _stance(clause, Polarity.NEGATED if denies else Polarity.AFFIRMED)
    start, end = _span(scene, clause)
    for finding in (f for f in last if f.anchor == told.anchor and f.label == told.label and f.kind == told.kind):
        yield replace(finding, start=start, end=end, anchor=clause.head, stance=stance, chain=(speech,), because="echo")


def _about(scene: Scene, clause: Clause, noun: int) -> list[int]:
    inside = [c for c in scene.tree.those(noun, "nmod", "acl") if scene.tree.case(c) in _FOR]
    return inside + [w for case, w in clause.obliques if case in _FOR or case.removeprefix("object ") in _FOR]


def _charged_with(scene: Scene, clause: Clause, accused: int) -> NounEvent | None:
    """What somebody is blamed for, as a noun or as a clause: 'for the bombing', 'of shelling a hospital'."""
    tree = scene.tree
    for over in (clause.head, accused):
        for child in tree.those(over, "advcl", "acl", "ccomp", "xcomp", "obl", "nmod"):
            if noun := noun_event(scene, child):
                return noun
            base = event_base(scene.passage, tree, child)
            own = scene.clause(child)
            for pattern in event_words().verbs.get(base, ()):
                if pattern.fits(own, tree) and not pattern.both:
                    against = [
                        a
                        for role in pattern.against
                        for a in actors_of(scene, own.patient if role == "patient" else own.led_by(role))
                    ]
                    return NounEvent(child, pattern.event, against=tuple(against))
    if clause.object is not None and clause.object != accused:
        return noun_event(scene, clause.object)
    return None


def _is_definite(scene: Scene, noun: int) -> bool:
    return any(
        scene.passage.word(c) in ("the", "this", "that", "both", "these", "those")
        for c in scene.tree.those(noun, "det")
    )


def _found(
    scene: Scene, clause: Clause, who: list[Participant], deed: NounEvent | None, before: Sequence[Finding], *,
    polarity: Polarity, speaker: int | None,
) -> Finding:  # fmt: skip
    """An event by those named, from the mouth of the speaker; where it was is what was told before."""
    last = next((f for f in reversed(before) if f.kind is Kind.EVENT and f.event_type not in MILD), None)
    place = whereabouts(scene, clause)
    if place is None and deed is not None:
        place = whereabouts(scene, scene.clause(deed.word))
    if place is None:
        place = last.phrase if last is not None and last.phrase is not None else scene.focus
    event = deed.event if deed is not None else (last.event_type if last is not None else None) or "assault"
    if (
        event == "assault"
        and deed is not None
        and last is not None
        and last.event_type
        and _is_definite(scene, deed.word)
    ):
        event = last.event_type if place == last.phrase else event
    against = deed.against if deed is not None else ()
    start, end = _span(scene, clause)
    actors = [(a.party, "by", a.text) for a in who] + [(a.party, "against", a.text) for a in against if a not in who]
    speech = _speech(scene, clause, speaker)
    return Finding(
        kind=Kind.EVENT,
        start=start,
        end=end,
        anchor=clause.head,
        stance=_stance(clause, polarity),
        chain=(*scene.chain(clause.head), speech) if speech.speaker else scene.chain(clause.head),
        phrase=place,
        actors=tuple(actors),
        label=scene.passage.words[clause.head].casefold(),
        event_type=event,
        because=f"{event}: {scene.tree.lemmas[clause.head]}",
    )


def _speech(scene: Scene, clause: Clause, speaker: int | None) -> Speech:
    """The act of speech that a clause of blame or denial is."""
    known = next((s for s in scene.speeches if s.verb == clause.head), None)
    if known is not None:
        return known
    if speaker is None:
        return Speech(clause.head, clause.head, clause.head, clause.head + 1, "says", "", None, frozenset())
    start, stop = noun_phrase(scene.tree, speaker)
    party = scene.party(speaker)
    text = scene.passage.text(start, stop)
    return Speech(start, stop, clause.head, clause.head + 1, "says", text, party.party if party else None, frozenset())


def _stance(clause: Clause, polarity: Polarity) -> Stance:
    return Stance(polarity, Modality.REPORTED, None, clause.head, clause.passive)


def _span(scene: Scene, clause: Clause) -> tuple[int, int]:
    """The words of the clause, with 'which' where it is a relative one."""
    tree = scene.tree
    start, end = scene.span(clause)
    own = [c for c in tree.children[clause.head] if scene.passage.word(c) in ("which", "who")]
    if own:
        return spanned(scene, tree.under(clause.head, stop=_ASIDE))
    return start, end

"""Who is said to have done it: responsibility claimed, denied or laid on somebody, and what was just said denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from holdsway.reading.acts import is_armed, owners_of_machine
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
_ANSWERS = (
    "takes_on",
    "disowns",
    "blames",
    "attributes",
    "points",
    "holds_to",
    "denies",
    "confirms",
    "scorns",
    "calls",
)
_SENT = frozenset(("airstrike", "shelling", "bombing", "assault", "killing"))
_PASSING = frozenset(("it", "that", "this", "these", "them", "which"))


def answered(scene: Scene, before: Sequence[Finding]) -> Iterator[Finding]:
    """Events that somebody claims, denies, blames on another or confirms; `before` is what was told up to here."""
    tree, answers = scene.tree, _answers()
    verbs = [w for w in range(len(tree)) if tree.classes[w] in ("VERB", "ADJ") and _may_answer(scene, w, answers)]
    laid = [w for w in range(len(tree)) if scene.passage.word(w) in dealing_words()["behind"] or _is_no_claim(scene, w)]
    if not verbs and not laid:
        return
    earlier = _Earlier.of(scene, before)
    for word in laid:
        yield from _behind(scene, word, earlier)
    for word in verbs:
        clause = mended_clause(scene, word)
        for found in (
            *_nothing_to_do(scene, clause, earlier),
            *_presence(scene, clause),
            *_owned(scene, clause, earlier),
            *_blamed(scene, clause, earlier),
            *_echoed(scene, clause, earlier),
        ):
            yield found
            break


def _may_answer(scene: Scene, word: int, answers: frozenset[str]) -> bool:
    if scene.tree.lemmas[word] in ("have", "fall"):
        return bool({"nothing", "suspicion", "suspicions", "blame"} & set(scene.passage.lower))
    return dealing_base(scene, word) in answers


@cache
def _answers() -> frozenset[str]:
    """Every verb that claims, disowns, lays on somebody, denies or confirms."""
    return frozenset().union(*(dealing_words()[name] for name in _ANSWERS))


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What was told before, looked up by what an answer asks of it; each lookup is short, however long the sentence."""

    violence: Finding | None
    """The violence last told of."""
    is_recent: bool
    """Whether that is among the last things told."""
    event: Finding | None
    """The event last told of in this sentence, that may be denied or confirmed."""
    control: Sequence[Finding]
    """The changes of control in this sentence, in the order of their words: a later one is not yet told."""
    previous: Finding | None
    """What was last told before this sentence."""
    alike: Mapping[tuple[int, str | None, Kind], Sequence[Finding]]
    """Statements of one clause, by the word that tells them."""

    @classmethod
    def of(cls, scene: Scene, before: Sequence[Finding]) -> _Earlier:
        """Sorts what was told up to here."""
        own = {id(f) for f in scene.told}
        first = next((n for n, f in enumerate(before) if id(f) in own), len(before))
        events = [f for f in before if f.kind is Kind.EVENT and f.event_type not in MILD]
        deniable = [f for f in before if _is_deniable(f)]
        alike: dict[tuple[int, str | None, Kind], list[Finding]] = {}
        for finding in deniable:
            alike.setdefault((finding.anchor, finding.label, finding.kind), []).append(finding)
        return cls(
            violence=events[-1] if events else None,
            is_recent=any(f.kind is Kind.EVENT and f.event_type not in MILD for f in before[-3:]),
            event=next((f for f in reversed(before[first:]) if id(f) not in own and _is_deniable(f)), None),
            control=sorted((f for f in deniable if id(f) in own), key=lambda f: f.anchor),
            previous=next((f for f in reversed(before[:first]) if _is_deniable(f)), None),
            alike=alike,
        )

    def last(self, word: int) -> Finding | None:
        """What a bare denial at a word denies."""
        at = bisect_left(self.control, word, key=lambda f: f.anchor)
        return self.event or (self.control[at - 1] if at else self.previous)


def _is_deniable(finding: Finding) -> bool:
    """Whether something was told as a fact, and is no mere diplomacy."""
    stance = finding.stance
    is_told = stance.modality.is_evidence and stance.polarity is Polarity.AFFIRMED
    return is_told and finding.event_type not in _DIPLOMATIC


def _owned(scene: Scene, clause: Clause, earlier: _Earlier) -> Iterator[Finding]:
    """'A claimed responsibility for the attack', 'which denied any part in it', 'claimed the bombing'."""
    words, base = dealing_words(), dealing_base(scene, clause.head)
    denies = base in words["disowns"]
    if not denies and (base not in words["takes_on"] or (base == "own" and clause.particle != "up")):
        return
    noun = clause.led_by("to") if base == "own" and clause.particle == "up" else clause.patient
    if noun is None:
        return
    deed = noun_event(scene, noun)
    named = noun_base(scene.passage, scene.tree, noun)
    part = named in words["part"] or base == "own"
    is_told = deed is not None and not deed.is_weapon
    is_own = is_told and base in ("admit", "acknowledge") and deed is not None and deed.event in _SENT and not deed.by
    is_own = is_own or (base in ("claim", "admit") and named in words["deeds"])
    if not part and not (((is_told and base == "claim") or is_own) and _is_definite(scene, noun)):
        return
    who = actors_of(scene, clause.actor)
    said = scene.mood(clause.head)
    if part and not denies and _is_nobody(scene, clause.subject) and said is not None and said.modality.is_evidence:
        yield _unclaimed(scene, clause, earlier)
        return
    if not who or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    if part and base != "own":
        deed = next((e for w in _about(scene, clause, noun) if (e := noun_event(scene, w))), None)
    polarity = Polarity.NEGATED if denies else Polarity.AFFIRMED
    yield _found(scene, clause, who, deed, earlier.violence, polarity=polarity, speaker=clause.actor)


def _nothing_to_do(scene: Scene, clause: Clause, earlier: _Earlier) -> Iterator[Finding]:
    """'A had nothing to do with the attack': denied; 'suspicion fell on A': laid on A by nobody named."""
    tree, passage = scene.tree, scene.passage
    if tree.lemmas[clause.head] == "have" and clause.object is not None and passage.word(clause.object) == "nothing":
        does = next((c for c in tree.those(clause.object, "acl") if tree.lemmas[c] == "do"), None)
        deed = next((e for c in tree.those(does, "obl") if (e := noun_event(scene, c))), None) if does else None
        who = actors_of(scene, clause.subject)
        passing = does is not None and any(passage.word(c) in _PASSING for c in tree.those(does, "obl"))
        if who and (deed is not None or (passing and earlier.violence is not None)):
            found = _found(
                scene, clause, who, deed, earlier.violence, polarity=Polarity.NEGATED, speaker=clause.subject
            )
            yield replace(found, end=max(found.end, max(tree.under(clause.object)) + 1))
    elif tree.lemmas[clause.head] == "fall" and clause.subject is not None and earlier.violence is not None:
        who = actors_of(scene, clause.led_by("on", "upon"))
        if who and passage.word(clause.subject) in ("suspicion", "suspicions", "blame"):
            found = _found(scene, clause, who, None, earlier.violence, polarity=Polarity.AFFIRMED, speaker=None)
            yield replace(found, stance=replace(found.stance, modality=Modality.POSSIBLE))


def _presence(scene: Scene, clause: Clause) -> Iterator[Finding]:
    """'A denies having fighters in B', 'we deny any presence of A's troops in our ranks': that they are there."""
    tree = scene.tree
    if dealing_base(scene, clause.head) not in dealing_words()["denies"] or clause.passive:
        return
    having = next(
        (c for c in tree.those(clause.head, "advcl", "xcomp", "ccomp", "obj") if tree.lemmas[c] == "have"), None
    )
    men = tree.child(having, "obj") if having is not None else None
    present = clause.object is not None and scene.passage.word(clause.object) == "presence"
    who = actors_of(scene, clause.subject)
    said = scene.mood(clause.head)
    if not who or not (present or (men is not None and is_armed(scene, men))):
        return
    if said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    deed = NounEvent(clause.head, "deployment")
    found = _found(scene, clause, who, deed, None, polarity=Polarity.NEGATED, speaker=clause.subject)
    inside = tree.under(clause.head, stop=_ASIDE - {"advcl", "ccomp"})
    yield replace(found, end=max(found.end, spanned(scene, inside)[1]))


def _blamed(scene: Scene, clause: Clause, earlier: _Earlier) -> Iterator[Finding]:
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
    who = actors_of(scene, accused) or owners_of_machine(scene, accused)
    said = scene.mood(clause.head)
    if accused is not None and scene.passage.word(accused) in ("other", "another"):
        sides = [Participant(0, 0, id, text) for id, _, text in scene.matter.actors] if scene.matter else []
        sides = sides if len(sides) > 1 else actors_of(scene, clause.subject)
        deed = _charged_with(scene, clause, accused)
        if said is not None and said.modality.is_evidence and (len(sides) > 1 or deed is not None):
            found = _found(
                scene, clause, sides, deed, earlier.violence, polarity=Polarity.AFFIRMED, speaker=clause.actor
            )
            yield replace(found, actors=tuple((id, "party", text) for id, _, text in found.actors))
        return
    if not who or accused is None or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    deed = _charged_with(scene, clause, accused)
    if deed is None and any(scene.tree.relation(c) != "obl" for c in scene.tree.those(clause.head, "acl", "advcl")):
        return  # 'two men accused of spying'
    if deed is None and base == "accuse" and clause.led_by("of", "object of") is not None:
        return
    for_else = any(case in ("for", "object for") for case, _ in clause.obliques)
    if deed is None and not earlier.is_recent and (base != "blame" or for_else):
        return
    yield _found(scene, clause, who, deed, earlier.violence, polarity=Polarity.AFFIRMED, speaker=clause.actor)


def _behind(scene: Scene, word: int, earlier: _Earlier) -> Iterator[Finding]:
    """'A was behind the attack', 'A is responsible for it', 'A was to blame', 'no claim of responsibility was made'."""
    tree, passage = scene.tree, scene.passage
    clause = scene.clause(tree.heads[word] if passage.word(word) == "behind" else word)
    cop = tree.child(clause.head, "cop")
    said = scene.mood(clause.head)
    if {"certainly", "probably", "likely", "surely"} & {passage.word(c) for c in tree.those(clause.head, "advmod")}:
        said = replace(_stance(clause, Polarity.AFFIRMED), modality=Modality.LIKELY)
    if passage.word(word) == "blame" and cop is not None and passage.word(cop) in ("is", "are", "was", "were"):
        said = replace(_stance(clause, Polarity.AFFIRMED), modality=_modality(scene, clause))
    if said is None or not said.modality.is_evidence or tree.relation(clause.head) in _ASIDE - {"ccomp", "conj"}:
        return
    if _is_no_claim(scene, word):
        yield _unclaimed(scene, clause, earlier)
        return
    subject = clause.subject if clause.subject is not None else tree.child(clause.head, "nsubj")
    if subject is None and tree.relation(clause.head) == "xcomp":
        subject = tree.child(tree.heads[clause.head], "nsubj")  # 'A is believed to be behind it'
    is_said = cop is not None or tree.lemmas[clause.head] in ("be", "stand")
    if not is_said or subject is None or (tree.classes[word] == "VERB" and clause.object is not None):
        return
    who = actors_of(scene, subject) or owners_of_machine(scene, subject)
    near = [clause.head, *tree.those(clause.head, "obl", "nmod")]
    deed = next((e for w in near if (e := noun_event(scene, w)) is not None), None)
    passing = any(passage.word(w) in _PASSING or noun_base(passage, tree, w) in dealing_words()["deeds"] for w in near)
    if not who or (deed is None and not (earlier.violence and (passing or passage.word(word) == "blame"))):
        return
    found = _found(scene, clause, who, deed, earlier.violence, polarity=said.polarity, speaker=None)
    start, end = spanned(scene, [*range(*noun_phrase(tree, subject)), *range(found.start, found.end)])
    yield replace(found, start=start, end=end, chain=scene.chain(clause.head), stance=said)


def _is_no_claim(scene: Scene, word: int) -> bool:
    """'There was no claim of responsibility'."""
    tree, passage = scene.tree, scene.passage
    if passage.word(word) != "claim" or not any(passage.word(c) == "no" for c in tree.those(word, "det")):
        return False
    return any(passage.word(c) == "responsibility" for c in tree.those(word, "nmod"))


def _is_nobody(scene: Scene, word: int | None) -> bool:
    """'no group', 'nobody'."""
    if word is None:
        return False
    within = {scene.passage.word(i) for i in (word, *scene.tree.those(word, "det"))}
    return bool(within & {"no", "nobody", "none", "no-one"})


def _unclaimed(scene: Scene, clause: Clause, earlier: _Earlier) -> Finding:
    """That nobody has claimed what was told of."""
    found = _found(scene, clause, [], None, earlier.violence, polarity=Polarity.NEGATED, speaker=None)
    stance = replace(found.stance, modality=_modality(scene, clause))
    if scene.passage.word(scene.tree.heads[clause.head] - 1) == "there":
        found = replace(found, start=scene.tree.heads[clause.head] - 1)
    return replace(found, event_type="claim", chain=scene.chain(clause.head), stance=stance, because="claim: nobody")


def _modality(scene: Scene, clause: Clause) -> Modality:
    return Modality.REPORTED if scene.chain(clause.head) else Modality.ASSERTED


def _echoed(scene: Scene, clause: Clause, earlier: _Earlier) -> Iterator[Finding]:
    """'The ministry denied it', 'which the bureau denied', 'a spokesman confirmed the loss'."""
    words, base, tree = dealing_words(), dealing_base(scene, clause.head), scene.tree
    denies = base in words["denies"] or _scorns(scene, clause, base)
    confirms = base in words["confirms"]
    if not (denies or confirms) or clause.subject is None or clause.passive:
        return
    patient = clause.object
    relative = next((c for c in tree.those(clause.head, "obj") if scene.passage.word(c) == "which"), None)
    is_bare = patient is not None and (
        scene.passage.word(patient) in _PASSING or noun_base(scene.passage, tree, patient) in words["echoes"]
    )
    if not is_bare and relative is None:
        return
    if (
        is_bare
        and patient is not None
        and (tree.child(patient, "acl") is not None or any(tree.case(c) for c in tree.those(patient, "nmod")))
    ):
        return
    if tree.child(clause.head, "ccomp") is not None:
        return
    said = scene.mood(clause.head)
    told = _nearest(scene, clause, earlier.last(clause.head))
    if told is None or said is None or said.polarity is Polarity.NEGATED or not said.modality.is_evidence:
        return
    speech = _speech(scene, clause, clause.subject)
    if told.chain and told.chain[-1].speaker == speech.speaker:
        return
    stance = _stance(clause, Polarity.NEGATED if denies else Polarity.AFFIRMED)
    start, end = _answer(scene, clause)
    for finding in earlier.alike[told.anchor, told.label, told.kind]:
        yield replace(finding, start=start, end=end, anchor=clause.head, stance=stance, chain=(speech,), because="echo")


def _nearest(scene: Scene, clause: Clause, last: Finding | None) -> Finding | None:
    """What was told last before a denial: a change of hands in its own sentence before any event further back."""
    control = [
        f
        for f in scene.told
        if f.anchor < clause.head and f.stance.modality.is_evidence and f.stance.polarity is Polarity.AFFIRMED
    ]
    if not control or (last is not None and last.kind is Kind.EVENT and control[-1].anchor < last.anchor < clause.head):
        return last
    return control[-1]


def _scorns(scene: Scene, clause: Clause, base: str) -> bool:
    """'laughed the report off', 'called it a lie': denied in other words."""
    words, tree = dealing_words(), scene.tree
    if base in words["scorns"]:
        return clause.particle in ("off", "away", "aside")
    beside = [*tree.those(clause.head, "xcomp", "obj", "obl"), *(c for _, c in clause.obliques)]
    return base in words["calls"] and any(tree.lemmas[c] in words["lies"] for c in beside)


def _answer(scene: Scene, clause: Clause) -> tuple[int, int]:
    """The words of a denial; from its verb on where whoever denies is named at length, with what is said instead."""
    tree, (start, end) = scene.tree, _span(scene, clause)
    if clause.subject is None or scene.passage.word(clause.head - 1) != ",":
        return start, end
    also = next((c for c in tree.those(clause.head, "conj") if any(s.verb == c for s in scene.speeches)), None)
    return spanned(scene, [clause.head, *range(clause.head, end), *(tree.under(also) if also is not None else ())])


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
            if noun_base(scene.passage, tree, child) in dealing_words()["breaches"] and tree.case(child) in _FOR:
                return NounEvent(child, "ceasefire_broken")
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
    scene: Scene, clause: Clause, who: list[Participant], deed: NounEvent | None, last: Finding | None, *,
    polarity: Polarity, speaker: int | None,
) -> Finding:  # fmt: skip
    """An event by those named, from the mouth of the speaker; where it was is what was told before."""
    place = whereabouts(scene, scene.clause(deed.word)) if deed is not None else None
    if place is None:
        place = whereabouts(scene, clause)
        of_subject = scene.tree.under(clause.subject) if clause.subject is not None else ()
        place = None if place is not None and place.core in of_subject else place  # 'A pointed at B': A is who says it
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
    if clause.subject is not None and clause.subject < clause.head and scene.passage.word(clause.head - 1) == ",":
        start = clause.head if clause.head - start > 5 else start  # 'A, who had fled, blamed B'
    if deed is not None and deed.word >= end and scene.tree.classes[deed.word] == "VERB":
        end = max(end, scene.span(scene.clause(deed.word))[1])  # 'accused A of shelling B on Monday'
    named = {a.party for a in who}
    actors = [(a.party, "by", a.text) for a in who] + [
        (a.party, "against", a.text) for a in against if a.party not in named
    ]
    speech = _speech(scene, clause, speaker)
    if event == "ceasefire_broken" and len(actors) == 1 and speech.party and speech.party not in named:
        actors.append((speech.party, "against", speech.speaker))
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

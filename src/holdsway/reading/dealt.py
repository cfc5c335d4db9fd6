"""Talks, truces and accords: who met whom, who agreed on what, and where, which may lie abroad."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from holdsway.reading.cast import actors_of, is_named, is_people
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import noun_base
from holdsway.reading.envoys import as_side, joined_after, joined_before, led_before, remember_sides, venue
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.incidents import Incident, found_of
from holdsway.reading.lexicon import forms_of
from holdsway.reading.mended import mended_clause, subjects
from holdsway.reading.parleys import broken_off, stands, unbinds
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.whereabouts import whereabouts
from holdsway.records import Modality, Polarity

__all__ = ["dealing_base", "dealing_words", "dealt"]

_WITH = ("with", "between", "object with", "object between", "object by")
_LED = frozenset(("lead", "head", "chair", "front", "led", "headed"))
_SIDES = frozenset(("side", "party", "faction", "they", "both"))
_ENDS = frozenset(("call off", "tear up", "throw out", "pull out", "walk out", "back out", "opt out", "rip up"))
_TO_ACCORD = frozenset(("on", "to", "into", "in", "for", "out", "from", "out of", "of"))
_NEAR = 8
_TWO = 2
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
    remember_sides(scene)
    tree = scene.tree
    told: set[int] = set()
    nouns = {word: kind for word in range(len(tree)) if (kind := kind_of(scene, word)) is not None}
    for noun, over, is_broken in stands(scene, frozenset(w for w, kind in nouns.items() if kind == "ceasefire")):
        told.add(over)
        who = _parties(scene, tuple(c for c in tree.those(noun, "nmod") if tree.case(c) in ("with", "between")))
        yield from _told(scene, scene.clause(over), "ceasefire_broken" if is_broken else "ceasefire", who, noun=noun)
    for word in range(len(tree)):
        if word in told:
            continue
        if tree.classes[word] not in ("VERB", "AUX", "ADJ") or tree.relation(word) == "aux":
            continue
        if any(above in told for above in tree.above(word)) and tree.relation(word) in ("xcomp", "advcl", "acl"):
            continue
        for found in (
            *_met(scene, word),
            *_left(scene, word, nouns),
            *_held(scene, word),
            *_agreed(scene, word),
            *_leaves_for(scene, word),
        ):
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
    if base in words["truce"] or (base in words["halts"] and _is_truce(scene, word)):
        return "ceasefire"
    if base in words["accord"]:
        before = {noun_base(scene.passage, scene.tree, c) for c in scene.tree.those(word, "compound", "amod")}
        if before & words["truce"]:
            return "ceasefire"
        return "agreement" if before & words["peaceful"] else "accord"
    return None


def _is_truce(scene: Scene, word: int) -> bool:
    """'ordered a halt', 'a halt to the fighting'; not 'a halt to flights'."""
    tree, words = scene.tree, dealing_words()
    if (
        scene.passage.word(word) not in ("halt", "end")
        or tree.classes[word] != "NOUN"
        or tree.child(word, "det") is None
    ):
        return False
    if scene.passage.word(word + 1) not in ("to", "of", "in"):
        return scene.passage.word(word) == "halt"
    after = range(word + 2, min(word + _NEAR, len(tree)))
    return any(noun_base(scene.passage, tree, i) in words["hostilities"] for i in after)


def _met(scene: Scene, word: int) -> Iterator[Finding]:
    """'A met B in C', 'A and B negotiated'."""
    base = dealing_base(scene, word)
    if base not in dealing_words()["meets"]:
        return
    clause = mended_clause(scene, word)
    if base == "sit" and clause.particle != "down":
        return
    who = _parties(scene, (clause.subject, clause.object, *_led(clause)), verb=word)
    other = next((w for w in (clause.object, *_led(clause)) if w is not None), None)
    met = other is not None and all(w is not None and is_people(scene, w) for w in (clause.subject, other))
    if len({w.party for w in who}) >= 2 or (who and met and base == "meet"):
        yield from _told(scene, clause, "talks", who)


def _left(scene: Scene, word: int, nouns: Mapping[int, str]) -> Iterator[Finding]:
    """'A suspended talks with B', 'walked out of the talks', 'is no longer bound by the truce'."""
    base, clause = dealing_base(scene, word), mended_clause(scene, word)
    truces = frozenset(w for w, kind in nouns.items() if kind == "ceasefire")
    if (truce := unbinds(scene, word, truces)) is not None:
        who = _parties(scene, (clause.subject,))
        for found in _told(scene, clause, "ceasefire_broken", who, noun=truce, alone=True):
            yield replace(found, stance=replace(found.stance, polarity=Polarity.AFFIRMED))
        return
    talks = frozenset(w for w, kind in nouns.items() if kind == "talks")
    noun = broken_off(scene, clause, base, talks)
    if noun is None:
        return
    with_whom = [c for c in scene.tree.those(noun, "nmod") if scene.tree.case(c) in ("with", "between")]
    who = _parties(scene, (clause.actor, *_led(clause), *with_whom), verb=word)
    yield from _told(scene, clause, "talks_broken", who, noun=noun, alone=len(who) < _TWO)


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
    near = [c for word in (noun, *tree.those(noun, "nmod")) for c in tree.those(word, "nmod", "obl")]
    inside = [c for c in near if tree.case(c) in ("with", "between", "of", "among")]
    who = _parties(scene, (actor, *_led(clause), *inside), verb=word)
    if base in words["brokers"] and len(who) > 1:
        hosts = {w.party for w in _parties(scene, (actor,))}
        who = [w for w in who if w.party not in hosts] or who
    who = who or [a for c in tree.those(noun, "compound", "nmod:poss", "amod") if (a := scene.party(c))]
    is_sides = actor is not None and (noun_base(scene.passage, tree, actor) in _SIDES or is_people(scene, actor))
    of_peace = {noun_base(scene.passage, tree, c) for c in tree.those(noun, "compound", "amod")} & words["of_peace"]
    if who or is_sides or of_peace or _where(scene, clause, "talks", noun) is not None:
        yield from _told(scene, clause, "talks", who, noun=noun)


def _agreed(scene: Scene, word: int) -> Iterator[Finding]:
    """'A and B agreed on a ceasefire', 'a truce was signed', 'A rejected the ceasefire', 'the truce collapsed'."""
    words, tree, base = dealing_words(), scene.tree, dealing_base(scene, word)
    over = tree.heads[word]
    if tree.relation(word) == "acl" and tree.relation(over) == "nsubj" and kind_of(scene, over) is not None:
        return  # 'a truce brokered by A took effect' is told by what it did
    clause = mended_clause(scene, word)
    base = _with_particle(base, clause.particle)
    matter = _accord_of(scene, clause, base)
    if matter is None:
        return
    noun, event = matter
    polarity = Polarity.NEGATED if noun is not None and base in words["refuses"] else Polarity.AFFIRMED
    inside = (
        [c for c in tree.those(noun, "nmod", "obl") if tree.case(c) in ("with", "between", "among")]
        if noun is not None
        else []
    )
    actor = clause.actor if clause.actor != noun else None
    who = _parties(scene, (actor, *_led(clause), *inside), verb=word)
    if base in words["brokers"]:
        who = _without_brokers(scene, clause, actor, inside, who)
    alone = base in words["alone"] and not inside and clause.led_by(*_WITH) is None
    both = scene.matter.actors if scene.matter and scene.matter.event_type == "talks" else ()
    if not who and (actor is None or noun_base(scene.passage, tree, actor) in _SIDES):
        who = [Participant(0, 0, id, text) for id, _, text in both]
    where = whereabouts(scene, clause, far=True)
    halts = noun is None or polarity is Polarity.NEGATED
    halts = halts or ("broken" in event and actor is not None and is_people(scene, actor))
    if who or where is not None or clause.passive or noun == clause.subject or (halts and actor is not None):
        for found in _told(
            scene, clause, event, who, noun=noun, alone=(alone and len(who) < _TWO) or "broken" in event
        ):
            yield (
                replace(found, stance=replace(found.stance, polarity=polarity))
                if polarity is Polarity.NEGATED
                else found
            )


def _with_particle(base: str, particle: str) -> str:
    """'turned down' is refused; 'called off', 'tore up', 'pulled out' is broken."""
    if base == "turn" and particle == "down":
        return "refuse"
    return "break" if f"{base} {particle}" in _ENDS else base


def _accord_of(scene: Scene, clause: Clause, base: str) -> tuple[int | None, str] | None:
    """The truce or accord that a verb makes, breaks or refuses, and which it then is."""
    words = dealing_words()
    near = [clause.patient, *(w for case, w in clause.obliques if case in _TO_ACCORD)]
    noun = next((w for w in near if kind_of(scene, w) in ("ceasefire", "agreement")), None)
    if noun is None and base in words["refuses"] | words["accepts"]:
        noun = next((w for w in near if w is not None and _proposes(scene, w)), None)
        if noun is not None:
            return noun, "ceasefire"
    if noun is None and (void := _said_void(scene, clause)) is not None and base in words["makes"]:
        return void, f"{kind_of(scene, void)}_broken"
    if noun is not None:
        event = kind_of(scene, noun) or "agreement"
        if base in words["breaks"] or (base in words["makes"] and scene.passage.word(noun + 1) in words["void"]):
            return noun, f"{event}_broken"
        return (noun, event) if base in words["refuses"] or base in words["makes"] else None
    if base in (words["takes_effect"] | words["breaks"]) and not clause.passive:
        noun = next((s for s in subjects(scene, clause) if kind_of(scene, s)), clause.subject)
        told = kind_of(scene, noun)
        if told in ("ceasefire", "agreement"):
            return noun, f"{told}_broken" if base in words["breaks"] else told
    return (None, "ceasefire") if base in words["makes"] and _halts(scene, clause) else None


def _proposes(scene: Scene, word: int) -> bool:
    """'a ceasefire proposal', 'calls for a truce'."""
    tree = scene.tree
    if noun_base(scene.passage, tree, word) not in dealing_words()["proposals"]:
        return False
    return any(kind_of(scene, c) == "ceasefire" for c in tree.those(word, "compound", "amod", "nmod", "obl"))


def _said_void(scene: Scene, clause: Clause) -> int | None:
    """'declared the truce void', of which the parser took the last word for what was declared."""
    word = clause.object
    if word is None or scene.passage.word(word) not in dealing_words()["void"]:
        return None
    return word - 1 if kind_of(scene, word - 1) in ("ceasefire", "agreement") else None


def _halts(scene: Scene, clause: Clause) -> bool:
    """'agreed to halt hostilities', 'agreed to stop fighting'."""
    tree, words = scene.tree, dealing_words()
    for child in tree.those(clause.head, "xcomp", "obl", "ccomp"):
        inside = [child, *tree.those(child, "obj", "compound", "xcomp")]
        bases = {noun_base(scene.passage, tree, w) for w in inside} | {tree.lemmas[w] for w in inside}
        if bases & words["halts"] and bases & words["hostilities"]:
            return True
    return False


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
    who = _parties(scene, (clause.subject, *_led(clause), *met), verb=word)
    for found in _told(scene, clause, "talks", who, noun=talks, ahead=True):
        yield replace(found, ahead=True)


def _in_passing(scene: Scene, word: int) -> Iterator[Finding]:
    """'after three days of talks in A', 'denied any talks with B', 'there was no such deal'."""
    tree, kind = scene.tree, kind_of(scene, word)
    if kind is None or tree.relations[word] in ("compound", "nmod:desc"):
        return
    clause = scene.clause(word)
    above = list(tree.above(word))
    knows = _knows_of_none(scene, word)
    denied = knows is not None or any(dealing_base(scene, over) in dealing_words()["denies"] for over in above)
    such = {scene.passage.word(c) for c in tree.those(word, "det", "amod", "det:predet")} & {"such", "any", "no"}
    if kind == "accord":
        dealt_before = scene.matter is not None and scene.matter.event_type in ("ceasefire", "agreement", "talks")
        if not (such and dealt_before and scene.matter is not None and (denied or "no" in such)):
            return
        kind = scene.matter.event_type or "agreement"
    inside = [c for c in tree.those(word, "nmod", "obl") if tree.case(c) in ("with", "between", "among")]
    who = [as_side(scene, a) for c in inside for a in actors_of(scene, c, at_place=True)]
    place = whereabouts(scene, clause) or venue(scene, word)
    chain = scene.chain(word)
    if denied and kind == "talks" and not any(dealing_base(scene, up) in dealing_words()["untrue"] for up in above):
        return  # 'A rejected talks' tells of none, nor that none were held
    if knows is not None and not chain:
        who = [*actors_of(scene, scene.clause(knows).subject), *who]
        incident = Incident(scene.clause(knows), kind, who, place=place, sides=True, span=(word,))
        if found := found_of(scene, incident, because=f"{kind}: not known of"):
            yield replace(found, stance=replace(found.stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED))
        return
    if denied and chain:
        place = place or (scene.matter.phrase if scene.matter else None)
        if chain[-1].party:
            who = [Participant(chain[-1].start, chain[-1].stop, chain[-1].party, chain[-1].speaker), *who]
        incident = Incident(clause, kind, who, place=place, sides=kind == "talks", is_noun=True)
        if found := found_of(scene, incident, because=f"{kind}: denied"):
            stance = replace(found.stance, polarity=Polarity.NEGATED, modality=Modality.REPORTED, trap_reason=None)
            start = chain[-1].start if knows is None else scene.span(scene.clause(knows))[0]
            yield replace(found, stance=stance, start=start, end=max(found.end, found.start + 1))
        return
    if kind in ("talks", "ceasefire", "agreement") and who and (place is not None or len(who) > 1):
        incident = Incident(clause, kind, who, place=place, sides=True, is_noun=True)
        if (found := found_of(scene, incident, because=f"{kind}: in passing")) and tree.relation(word) in (
            "obl",
            "nsubj",
        ):
            yield found


def _knows_of_none(scene: Scene, word: int) -> int | None:
    """The verb of 'knew nothing of any truce', 'had noticed no truce', 'was unaware of a deal'."""
    tree, words = scene.tree, dealing_words()
    for over in list(tree.above(word))[:3]:
        if tree.lemmas[over] in words["unaware"]:
            return over
        if tree.lemmas[over] in words["knows"] and tree.classes[over] == "VERB":
            near = (*tree.those(word, "det"), *tree.those(over, "obj"), *tree.those(over, "advmod"))
            return over if {scene.passage.word(c) for c in near} & {"no", "nothing", "not", "n't", "never"} else None
    return None


def _told(
    scene: Scene,
    clause: Clause,
    event: str,
    who: list[Participant],
    *,
    noun: int | None = None,
    alone: bool = False,
    ahead: bool = False,
) -> Iterator[Finding]:
    place = _where(scene, clause, event, noun, ahead=ahead)
    label = scene.passage.word(noun) if noun is not None else None
    start, leaders = led_before(scene, clause.head)
    span = (start,) if leaders else (noun,) if noun is not None and noun < clause.head else ()
    if ahead:
        span = (*span, *(w for _, w in clause.obliques if 0 < w - clause.head < _NEAR))
    incident = Incident(clause, event, who, place=place, sides=not alone, label=label, span=span)
    if found := found_of(scene, incident, because=f"{event}: {scene.tree.lemmas[clause.head]}"):
        nobody = noun is not None and any(scene.passage.word(c) == "no" for c in scene.tree.those(noun, "det"))
        if nobody and found.stance.polarity is Polarity.AFFIRMED:
            found = replace(found, stance=replace(found.stance, polarity=Polarity.NEGATED))
        yield found


def _where(
    scene: Scene, clause: Clause, event: str | None, noun: int | None, *, ahead: bool = False
) -> PlacePhrase | None:
    """The place of a dealing: the clause's own, that of its noun, else a name after 'in', which may lie abroad."""
    place = whereabouts(scene, clause)
    if place is None and noun is not None and noun != clause.head:
        place = whereabouts(scene, scene.clause(noun))
    for head in (clause.head, clause.object, noun):
        if place is None and head is not None:
            place = venue(scene, head, bound_for=ahead)
    in_passing = scene.tree.relation(clause.head) in ("acl", "advcl") and scene.tree.child(clause.head, "mark") is None
    if in_passing and event in ("ceasefire", "ceasefire_broken"):
        return place if place and place.core in scene.tree.under(clause.head) else None  # 'the truce it had declared'
    if place is not None or event == "talks":
        return place
    table = scene.matter.phrase if scene.matter is not None and scene.matter.event_type == "talks" else None
    return table or whereabouts(scene, clause, far=True)


def _led(clause: Clause) -> list[int]:
    return [word for case, word in clause.obliques if case in _WITH]


def _counts_talks(scene: Scene, word: int) -> bool:
    """'three days of talks', 'a round of negotiations'."""
    return any(kind_of(scene, c) == "talks" for c in scene.tree.those(word, "nmod") if scene.tree.case(c) == "of")


def _without_brokers(
    scene: Scene, clause: Clause, actor: int | None, inside: list[int], who: list[Participant]
) -> list[Participant]:
    """The sides of a truce that others made: 'elders brokered a truce with A', told by an official of another side."""
    brokers = {w.party for w in _parties(scene, (actor,)) if not w.is_party or any(map(_is_between(scene), inside))}
    sides = [w for w in who if w.party not in brokers]
    if not sides:
        return who
    chain, state = scene.chain(clause.head), scene.state
    if len(sides) == 1 and sides[0].is_party and chain and state:
        speech = chain[-1]
        official = bool(set(scene.passage.lower[speech.start : speech.stop]) & dealing_words()["officials"])
        party = speech.party or (state if official else None)
        if party and party != sides[0].party:
            return [Participant(speech.start, speech.stop, party, speech.speaker), *sides]
    return sides


def _is_between(scene: Scene) -> Callable[[int], bool]:
    return lambda word: scene.tree.case(word) in ("between", "among")


def _parties(scene: Scene, words: tuple[int | None, ...], *, verb: int | None = None) -> list[Participant]:
    """Those who deal, by name, in the order of the text; for a delegation whoever leads it, where that is said."""
    found: dict[str, Participant] = {}
    start, leaders = led_before(scene, verb) if verb is not None else (0, [])
    for leader in leaders:
        found.setdefault(leader.party, leader)
    for word in words:
        for part in scene.tree.conjuncts(word) if word is not None else []:
            if leaders and verb is not None and start <= part < verb:
                continue
            for actor in _leaders(scene, part) or _sent_by(scene, part) or actors_of(scene, part, at_place=True):
                for one in (*joined_before(scene, actor), as_side(scene, actor), *joined_after(scene, actor)):
                    if is_named(scene, one):
                        found.setdefault(one.party, one)
    return sorted(found.values(), key=lambda one: one.start)


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


def _sent_by(scene: Scene, word: int) -> list[Participant]:
    """'Negotiators for A and B', 'representatives of A and B', 'envoys from A': for whom they sit there."""
    tree = scene.tree
    if noun_base(scene.passage, tree, word) not in dealing_words()["unites"] | dealing_words()["envoys"]:
        return []
    of = [c for c in tree.those(word, "nmod") if tree.case(c) in ("for", "of", "from", "representing")]
    return [a for c in of for a in actors_of(scene, c) if a.is_party]

"""Who holds a place by what it is said to be: 'under rebel control', 'in the hands of X', 'ours', 'with the Front'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import subject_of
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding, is_neither, places_of, with_holder
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import meant_by
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Polarity

__all__ = ["described", "owned", "party_of_noun", "states"]

_STAYS = word_set("be remain stay lie stand come keep put bring place leave have sit find see")
_BEFORE_ASIDE = word_set(", itself themselves now still already long also firmly again")
_REALM = frozenset(("republic", "state", "federation"))
_BRINGS = frozenset(("have", "bring", "put", "place", "keep", "get", "take"))
_OWN = frozenset(("its", "their", "our", "his"))
_IS_STILL = frozenset(("stays", "remains", "stands", "lies", "sits", "rests"))
_REMAINS = frozenset(("remain", "become", "stay"))
_IS = frozenset(("is", "was", "remains", "now", "currently"))
_PASSES = frozenset(("fall", "pass", "return", "slip", "come", "go"))


def party_of_noun(scene: Scene, noun: int) -> Participant | None:
    """Whose control: 'Taliban control', 'the control of the army', 'rebel hands', 'their control'."""
    tree = scene.tree
    for child in tree.those(noun, "compound", "amod", "nmod:poss", "nmod", "flat"):
        if found := scene.party(child):
            return found
        if scene.passage.word(child) in _OWN:
            if tree.classes[tree.heads[noun]] == "VERB" and (doer := scene.party(scene.clause(tree.heads[noun]).actor)):
                return replace(doer, start=child, end=child + 1, text=scene.passage.words[child])  # 'had A under its'
            chain = scene.chain(noun)
            if len(chain) > 1 and chain[0].how == "denies" and chain[0].party and _is_no_longer(scene, noun):
                return Participant(child, child + 1, chain[0].party, scene.passage.words[child])
            if chain and chain[-1].party:
                return Participant(child, child + 1, chain[-1].party, scene.passage.words[child])
            earlier = [p for p in scene.participants if p.end <= child]
            if earlier:
                return replace(earlier[-1], start=child, end=child + 1, text=scene.passage.words[child])
            main = next((a for a in tree.above(noun) if tree.heads[a] == a or tree.relation(a) == "ccomp"), None)
            if main is not None and main > noun and (doer := scene.party(scene.clause(main).actor)):
                return replace(doer, start=child, end=child + 1, text=scene.passage.words[child])  # 'With A in its'

        if side := scene.names.sides.by_word.get(scene.passage.words[child]):  # 'in Ostrian hands'
            return Participant(child, child + 1, side, scene.passage.words[child])
        for side, words in control_patterns().adjectives.items():
            if scene.passage.word(child) not in words:
                continue
            if party := scene.state if side == "state" else scene.rebels_by(scene.passage.word(child)):
                return Participant(child, child + 1, party, scene.passage.words[child])
    for child in tree.those(noun, "nmod"):
        if (
            scene.passage.word(child) in _REALM
            and tree.case(child) == "of"
            and scene.state
            and tree.child(child, "det")
        ):
            return Participant(child, child + 1, scene.state, scene.passage.words[child])
    return scene.party(noun)


def states(scene: Scene, noun: int) -> Iterator[Finding]:
    """'A is under Taliban control', 'B was back in government hands', 'C remains in the hands of X'."""
    tree, passage = scene.tree, scene.passage
    if control_patterns().state_leads.isdisjoint(tree.case(noun).split(" ")) and not _is_slipped(scene, noun):
        return
    said_of = _said_of(scene, noun)
    if said_of is None:
        return
    (predicate, where), clause = said_of, scene.clause(said_of[0])
    over, relation = tree.heads[noun], tree.relation(noun)
    copular = tree.child(noun, "cop") is not None or (predicate == over and tree.child(over, "cop") is not None)
    is_place = bool(scene.places(where)) and (where is None or passage.word(where) != "it" or noun + 1 == len(tree))
    is_whose = scene.parties(where) or is_neither(scene, where)
    beside = relation in ("nmod", "acl", "appos") and where is not None and where < noun and bool(scene.party(where))
    if (copular or beside) and is_whose and tree.case(noun) == "in" and not is_place:
        of = next((c for c in tree.those(noun, "nmod") if tree.case(c) in ("of", "over")), noun)
        yield from _in_control(scene, noun, where, of)
        return
    places = places_of(scene, where)
    if not places and relation in ("nmod", "acl", "obl", "advmod", "appos") and (named := _apart(scene, noun)):
        predicate, clause, where, places = noun, scene.clause(noun), named.core, [named]
    if not places and (shared := _shared(scene, noun)):
        where, places = shared.core, [shared]
    if not places and where is None and (fenced := _before_fence(scene, noun)):
        where, places = fenced.core, [fenced]
    if not places and passage.word(over) in _IS_STILL and noun > over:
        before = [p for p in scene.phrases if p.end <= over and p.kind == "place"][:1]
        where, places = (before[0].core, before) if before else (where, [])  # 'A stays in X hands', 'stays' a noun
    who = party_of_noun(scene, noun)
    if who is None and tree.lemmas[over] in _BRINGS and not clause.passive and where == clause.patient:
        who = scene.party(clause.actor)  # 'had it under control by morning'
    if not places or who is None or where is None:
        return
    if base_of(passage, tree, predicate) in _PASSES and predicate != noun and not _is_slipped(scene, noun):
        return  # told by its own pattern
    said = scene.mood(predicate)
    if said is None:
        return
    is_lost, said = _lost(scene, predicate, noun, said)
    if _is_slipped(scene, noun):
        is_lost = True
    other = scene.other(who.party) if is_lost else None
    cast = Cast(other, with_holder(other, ((who.party, "against", who.text),))) if is_lost else None
    cast = cast or Cast(who.party, (acting(who),))
    aside = {w for c in tree.those(noun, "obl") if _is_aside(scene, c, where) for w in tree.under(c)}
    inside = [where, noun, *tree.under(noun, stop=frozenset({"acl", "advcl", "punct", "conj", "appos", "nsubj"}))]
    inside = [w for w in inside if w not in aside]
    inside += [p.start for p in places if p.kind == "count"]
    far = relation == "conj" and tree.child(noun, "nsubj") is None and noun - where > 22
    start, end = scene.span(replace(clause, subject=None), None if far else where, noun)
    start, end = scene.trimmed(min(start, min(inside[1:] if far else inside)), max(end, max(inside) + 1))
    for phrase in places:
        if meant := meant_by(scene, phrase):
            holder = CONTESTED if meant.partial else cast.holder
            yield control_finding(
                scene, predicate, meant, holder, said, start, end, cast,
                label=passage.text(noun, noun + 1), because="holds: under control",
            )  # fmt: skip


def _said_of(scene: Scene, noun: int) -> tuple[int, int | None] | None:
    """The predicate that a noun of control stands in, and the word it is said of; None where it is in none."""
    tree, over, relation = scene.tree, scene.tree.heads[noun], scene.tree.relation(noun)
    is_predicate = over == noun or relation in ("root", "ccomp", "conj", "acl", "advcl", "parataxis")
    if is_predicate or tree.child(noun, "cop") is not None:
        own = subject_of(tree, noun)
        return noun, own if own is not None or relation != "obl" else subject_of(tree, over)  # 'is thought to be in'
    if relation in ("obl", "advmod") and tree.child(over, "cop") is not None:
        return over, subject_of(tree, over)  # 'A is wholly in X hands'
    if relation in ("obl", "advmod", "xcomp", "obj") and tree.classes[over] in ("VERB", "AUX"):
        if tree.lemmas[over] in control_patterns().describes:
            return over, scene.clause(over).patient
        if tree.lemmas[over] not in _STAYS and base_of(scene.passage, tree, over) not in _PASSES:
            return over, None
        clause = scene.clause(over)
        return over, clause.patient if clause.patient is not None and not clause.passive else clause.subject
    if relation == "nmod" and tree.relation(over) in ("xcomp", "obj") and tree.lemmas[tree.heads[over]] in _REMAINS:
        return tree.heads[over], subject_of(tree, tree.heads[over])  # 'A remains the last town under X control'
    if relation == "nmod" and tree.child(over, "cop") is not None:
        return over, subject_of(tree, over)  # 'A is the last town under X control'
    return (noun, over) if relation == "nmod" and tree.classes[over] in ("NOUN", "PROPN") else None


def _is_aside(scene: Scene, word: int, where: int) -> bool:
    """'Further east, A is in X hands, according to Y': an adjunct that says nothing of the hold."""
    first = scene.tree.under(word)[0]
    return word < where or scene.passage.word(first - 1) == ","


def _lost(scene: Scene, predicate: int, noun: int, said: Stance) -> tuple[bool, Stance]:
    """'A is no longer in X hands', 'A is out of the grip of X': a loss, not a hold that is denied."""
    tree, passage = scene.tree, scene.passage
    if tree.case(noun).startswith("out"):
        return True, said
    if not _is_no_longer(scene, noun):
        return False, said
    if not any(passage.word(c) == "longer" for c in tree.children[predicate]):
        return True, said
    denied = any(s.how == "denies" for s in scene.chain(noun))
    return True, replace(said, polarity=Polarity.NEGATED if denied else Polarity.AFFIRMED)


def _is_slipped(scene: Scene, noun: int) -> bool:
    """'A slipped from the army's grip', 'B passed out of rebel hands'."""
    passes = base_of(scene.passage, scene.tree, scene.tree.heads[noun]) in _PASSES
    return passes and scene.tree.case(noun).split(" ")[0] in ("from", "out")


def _is_no_longer(scene: Scene, noun: int) -> bool:
    first = next(scene.tree.those(noun, "case"), noun)
    return scene.passage.lower[max(0, first - 2) : first] == ["no", "longer"]


def _in_control(scene: Scene, noun: int, holder: int | None, of: int | None) -> Iterator[Finding]:
    """'We are in full control of A', 'the Front is in possession of B'."""
    places, said, who = scene.places(of), scene.mood(noun), scene.parties(holder)
    if said is not None and is_neither(scene, holder):
        who, said = [], replace(said, polarity=Polarity.AFFIRMED)
    if of == noun and _is_bare(scene, noun):
        places = [PlacePhrase(noun, noun + 1, "there", "site", core=noun)]  # 'by noon the Front was in control'
    if said is None or of is None or not places:
        return
    start, end = scene.span(replace(scene.clause(noun), subject=None), holder, of, *(p.end - 1 for p in places))
    cast = Cast(who[0].party if len(who) == 1 else CONTESTED, tuple(acting(one) for one in who))
    for phrase in places:
        if meant := meant_by(scene, phrase):
            party = CONTESTED if meant.partial else cast.holder
            yield control_finding(scene, noun, meant, party, said, start, end, cast, because="holds: in control of")


def _is_bare(scene: Scene, noun: int) -> bool:
    """'in control', unlike 'in control of the talks'."""
    led = scene.tree.child(noun, "nmod", "acl", "compound", "nmod:poss")
    return led is None and scene.passage.word(noun) in ("control", "charge")


def _apart(scene: Scene, noun: int) -> PlacePhrase | None:
    """'A, itself under rebel control by then, ...': the place named before an aside."""
    lead = next(scene.tree.those(noun, "case"), None)
    while lead is not None and lead > 0 and scene.passage.word(lead - 1) in _BEFORE_ASIDE:
        lead -= 1
    return next((p for p in scene.phrases if p.end == lead and p.kind == "place"), None)


def _before_fence(scene: Scene, noun: int) -> PlacePhrase | None:
    """'By noon the town, lost in April, was in X hands': what stands before an aside that hid the subject."""
    cop = scene.tree.child(noun, "cop")
    if cop is None or scene.passage.word(cop - 1) != ",":
        return None
    before = [p for p in scene.phrases if p.kind in ("place", "site") and p.end < cop - 1]
    return next((p for p in reversed(before) if scene.passage.word(p.end) == ","), None)


def _shared(scene: Scene, noun: int) -> PlacePhrase | None:
    """'A was quiet and firmly in X hands', 'That base, the largest, is in X hands': what the sentence is of."""
    tree, passage = scene.tree, scene.passage
    first = scene.phrases[0] if scene.phrases and scene.phrases[0].start <= 1 else None
    if first is None or first.kind == "count":
        return None
    if passage.word(first.end) == "," and tree.child(noun, "cop") is not None:
        return first
    over = next((a for a in tree.above(noun) if tree.child(a, "nsubj") is not None), None)
    joined = tree.relation(noun) == "conj" and over is not None and tree.child(over, "cop") is not None
    subject = tree.child(over, "nsubj") if joined and over is not None else None
    return first if subject is not None and first.start <= subject < first.end else None


def owned(scene: Scene) -> Iterator[Finding]:
    """'X said that A was theirs', 'A is ours', 'A is with the Front', 'six towns are under the Front'."""
    tree, passage = scene.tree, scene.passage
    for at, word in enumerate(passage.lower):
        if _is_nobodys(scene, at, word):
            yield from _unheld(scene, at)
            continue
        owners = _owners(scene, at, word)
        places = (scene.places(subject_of(tree, at)) or scene.places(described(scene, at))) if owners else []
        if not places:
            continue
        said = scene.mood(at)
        start, end = scene.span(replace(scene.clause(at), subject=None), places[0].core, at)
        for phrase in places:
            meant = meant_by(scene, phrase)
            for owner in owners:
                if said is None or meant is None:
                    continue
                cast = Cast(owner.party, (acting(owner),))
                yield control_finding(scene, at, meant, owner.party, said, start, end, cast, because="holds: is with")


def described(scene: Scene, word: int) -> int | None:
    """What a word is given for: 'A is described as theirs', 'the map marks B as contested'."""
    tree, over = scene.tree, scene.tree.heads[word]
    if tree.relation(word) not in ("obl", "xcomp", "advcl", "amod", "nmod", "acl") or tree.case(word)[:2] != "as":
        return None
    is_label = base_of(scene.passage, tree, over) in control_patterns().describes
    if not is_label:
        return None
    said_of = [scene.clause(over).patient, *tree.those(over, "nsubj")]  # 'on our map A is marked as contested'
    return next((w for w in said_of if scene.places(w)), said_of[0])


def _is_nobodys(scene: Scene, at: int, word: str) -> bool:
    """'A is unclaimed', 'is nobody's', 'lies in no man's land'."""
    passage = scene.passage
    if word == "land":
        return passage.lower[max(0, at - 3) : at] == ["no", "man", "'s"]
    return word == "unclaimed" or (word == "nobody" and passage.word(at + 1) == "'s")


def _unheld(scene: Scene, at: int) -> Iterator[Finding]:
    tree = scene.tree
    over = tree.heads[at]
    predicate = at if tree.child(at, "cop") is not None or tree.classes[over] not in ("VERB", "AUX") else over
    places, said = scene.places(subject_of(tree, predicate)), scene.mood(predicate)
    if not places and scene.passage.word(at - 1) in _IS:
        places = [p for p in scene.phrases if p.end == at - 1 and p.kind in ("place", "site")]
    if said is None or not places:
        return
    said = replace(said, polarity=Polarity.AFFIRMED)
    start, end = scene.span(scene.clause(predicate), places[0].core, at, at + (scene.passage.word(at + 1) == "'s"))
    for phrase in places:
        if meant := meant_by(scene, phrase):
            yield control_finding(scene, predicate, meant, CONTESTED, said, start, end, Cast(None), because="nobody's")


def _owners(scene: Scene, at: int, word: str) -> list[Participant]:
    """The party whose the place is said to be; each of those that say that it is theirs."""
    chain = scene.chain(at)
    if word in ("theirs", "ours") and chain and chain[-1].party is None:
        said = [p for p in scene.participants if chain[-1].start <= p.start < chain[-1].stop]
        if len({p.party for p in said}) > 1:
            return said
    owner = _owner(scene, at, word)
    return [owner] if owner else []


def _owner(scene: Scene, at: int, word: str) -> Participant | None:
    """The party whose the place is said to be: 'theirs', 'ours', 'with the Front'."""
    tree = scene.tree
    if word in ("theirs", "ours"):
        party = scene.voice_at("we" if word == "ours" else "they", at)
        return Participant(at, at + 1, party, scene.passage.words[at]) if party else None
    if tree.child(at, "cop") is not None and scene.passage.word(at + 1) == "'s" and tree.child(at, "nsubj") is not None:
        return scene.party(at)  # 'the bridge is no longer the army's'
    linked = tree.child(at, "cop") is not None or tree.lemmas[tree.heads[at]] in ("remain", "stay")
    named = next((p for p in scene.participants if p.start <= at < p.end), None)
    return named if linked and tree.case(at) in ("with", "under") else None

"""Who holds what: capture, fall, recapture, withdrawal and hold, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.attempts import failed
from holdsway.reading.clauses import Clause
from holdsway.reading.control_nouns import told_by_noun, victory
from holdsway.reading.control_places import attacked, included, is_not_one, place_word, shared_out
from holdsway.reading.control_states import owned, party_of_noun, states
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.flags import flags
from holdsway.reading.gaps import before_gap, gaps_of, in_gaps
from holdsway.reading.holding import (
    Cast,
    acting,
    control_finding,
    is_neither,
    is_of_force,
    places_of,
    with_holder,
    word_for,
)
from holdsway.reading.labelled import labelled
from holdsway.reading.lexicon import word_set
from holdsway.reading.likewise import likewise
from holdsway.reading.listed import gapped, listed
from holdsway.reading.mapped import mapped, unknown
from holdsway.reading.meant import meant_by
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import ControlPattern, control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.presence import present
from holdsway.reading.scene import Scene
from holdsway.reading.sided import sided
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speakers import is_spokesman
from holdsway.reading.speech import Speech
from holdsway.records import Kind, Polarity

__all__ = ["held"]

_PEOPLE = word_set(
    "governor mayor chief commander commanders police official officials resident residents airline spokesman "
    "prisoner prisoners fighter fighters soldier soldiers hostage hostages woman women man men people civilian "
    "civilians weapon weapons vehicle vehicles tank tanks tweet"
)
_THINGS = word_set(
    "mine mines explosive explosives bomb bombs rubble debris body bodies barricade barricades refugee refugees "
    "resident residents villager villagers family families thousand thousands inhabitant inhabitants"
)
_SOME = word_set("some many several most few wounded more other captured dozens hundreds thousands")
_EXCEPT = ("except ", "apart from ", "save for ", "but for ", "bar ", "barring ", "with the exception of ", "minus ")
_OF_ITSELF = word_set("melt flee retreat slip march depart vanish disappear advance arrive steal sneak return")
_MACHINES = word_set("vehicle car truck lorry bus tanker ambulance motorcycle motorbike van pickup bulldozer")
_HAILS = frozenset(("announce", "declare", "hail", "proclaim", "celebrate", "trumpet", "boast", "cheer"))
_LISTS = frozenset(("holds", "takes", "retakes", "loses"))
_FOES = word_set("enemy invader opponent adversary foe rival attacker assailant intruder group gang band side remnant")
_OWN = frozenset(("its", "their", "his", "our"))
_CLEARS = frozenset(("clear", "cleanse", "purge", "sweep"))


_RIDS = frozenset(("clear", "cleanse", "purge", "rid", "sweep", "free"))


def held(scene: Scene) -> Iterator[Finding]:
    """Every statement of the sentence on who holds a place, or so many places."""
    scene.told = found = []
    for finding in _held(scene):
        found.append(finding)
    gaps = gaps_of(scene, found)
    found[:] = [cut for finding in found if (cut := before_gap(finding, gaps)) is not None]
    found[:] = [_with_keeper(scene, finding) for finding in found]
    yield from found
    yield from in_gaps(found, gaps)
    yield from sided(scene)
    yield from listed(scene, found)
    yield from labelled(scene, found)
    yield from gapped(scene, found)
    yield from likewise(scene, found)


def _held(scene: Scene) -> Iterator[Finding]:
    patterns, tree = control_patterns(), scene.tree
    came_to_nothing = list(failed(scene))
    yield from came_to_nothing
    told = {f.anchor for f in came_to_nothing}
    for word in (w for w in range(len(tree)) if w not in told):
        kind = tree.classes[word]
        if kind in ("VERB", "ADJ", "AUX"):
            base = base_of(scene.passage, tree, word)
            if base in patterns.victory and (won := list(victory(scene, word))):
                yield from won
                continue
            for pattern in patterns.verbs.get(base, ()):
                clause = _in_passive(scene, scene.clause(word), pattern)
                if pattern.fits(clause, tree) and (found := list(_drawn(scene, clause, pattern))):
                    yield from found
                    break
        elif kind in ("NOUN", "PROPN"):
            lemma = tree.lemmas[word]
            if lemma in patterns.state_nouns and (found := list(states(scene, word))):
                yield from found
                continue
            for pattern in patterns.nouns.get(lemma, ()):
                if found := list(told_by_noun(scene, scene.clause(word), pattern)):
                    yield from found
                    break
    yield from owned(scene)
    yield from present(scene)
    yield from flags(scene)
    yield from unknown(scene)
    yield from mapped(scene)


def _with_keeper(scene: Scene, finding: Finding) -> Finding:
    """'The attempt failed': who kept the place did so."""
    kept = finding.because.startswith("repels") and finding.stance.polarity is Polarity.AFFIRMED
    if kept and finding.party in scene.names.frame.parties and all(role != "by" for _, role, _ in finding.actors):
        return replace(finding, actors=((finding.party or "", "by", ""), *finding.actors))
    return finding


def _in_passive(scene: Scene, clause: Clause, pattern: ControlPattern) -> Clause:
    """'A was retaken on Saturday and lost again': the second verb shares the passive of the first."""
    tree = scene.tree
    moves = pattern.place in (("into",), ("through", "across"))
    if clause.passive and moves and tree.child(clause.head, "aux", "obl:agent") is None:
        return replace(clause, passive=False)  # 'troops rolled into A': nothing is rolled
    is_bare = clause.lemma in _OF_ITSELF and tree.child(clause.head, "aux", "obl:agent") is None
    if clause.passive and (is_bare or scene.passage.word(clause.head) == "gone"):
        return replace(clause, passive=False)  # 'they were gone by dawn', 'the rebels, who had held A, melted away'
    shares = pattern.sense in ("takes", "retakes", "loses") and clause.shared_subject and clause.patient is None
    shares = shares and not clause.passive and tree.relation(clause.head) == "conj" and tree.past[clause.head]
    return replace(clause, passive=True) if shares and scene.clause(tree.heads[clause.head]).passive else clause


def _drawn(scene: Scene, clause: Clause, pattern: ControlPattern) -> Iterator[Finding]:
    """What one clause says by one pattern."""
    where = place_word(scene, clause, pattern)
    places = [p for p in places_of(scene, where) if not _is_of_people(scene, p, where)]
    if not places and where is not None and where == clause.object and pattern.sense in _LISTS:
        places = included(scene, clause, where)
    if not places and where is not None and where == clause.object and is_not_one(scene, where):
        led = (c for c in scene.tree.those(where, "nmod") if scene.tree.case(c) in ("in", "of", "at"))
        places = next((named for c in led if (named := scene.places(c))), [])
    if not places and "here" in pattern.place and _may_be_here(scene, clause, pattern):
        where, places = clause.head, [PlacePhrase(clause.head, clause.head + 1, "there", "site", core=clause.head)]
    if pattern.sense == "repels" and not places:
        where, places = attacked(scene, clause, pattern)
    if not places or where is None or (pattern.needs == "counted" and places[0].kind != "count"):
        return
    if any(scene.passage.word(clause.head + 1) == word for word in pattern.before):
        return
    if clause.lemma == "have" and clause.led_by("under", "in") in _control_nouns(scene):
        return  # 'had A under their control' is told by the noun
    if pattern.sense == "falls" and _is_counted_drop(scene, clause):
        return
    if _is_staged(scene, clause) or (pattern.needs == "force" and not _is_by_force(scene, clause, pattern)):
        return
    if pattern.sense == "retakes" and _is_under_way(scene, clause):
        return
    said = scene.mood(clause.head, deed=pattern.sense not in ("holds", "repels"))
    if said is None or _looks_back(scene, clause, pattern):
        return
    if pattern.sense == "leaves" and clause.patient not in (None, where) and not is_of_force(scene, clause.patient):
        return  # 'evacuated its wounded from A'
    if scene.passage.word(clause.head) == "left" and clause.patient is not None and _is_remnant(scene, clause):
        return  # 'has only A left'
    is_active = scene.tree.child(clause.head, "aux") is None and scene.tree.relation(clause.head) != "acl"
    if pattern.sense == "yields" and clause.passive and is_active:
        return  # 'A handed over 22 prisoners', read as a place that was handed
    if clause.lemma == "have" and _is_small(scene, where):
        return  # 'has offices in A'
    if scene.passage.word(where) == "barracks" and scene.tree.child(where, "det", "nmod:poss") is None:
        return  # 'remained in barracks'
    is_verge = clause.lemma == "reach" and scene.passage.word(where) in control_patterns().verges
    if is_verge or (clause.lemma == "storm" and _is_small(scene, where)):
        return  # not in it, or an attack on what stands there
    cast = _cast(scene, clause, pattern)
    if cast == Cast(CONTESTED):
        said = replace(said, polarity=Polarity.AFFIRMED)  # 'nobody governs A'
    if cast is None or (pattern.sense == "falls" and _is_vouched_by_nobody(scene, clause, said)):
        return
    own = [p for p in places if scene.passage.word(where) not in ("both", "all") or p.start > clause.head]
    start, end = scene.span(clause, where, *(p.core for p in own), *(p.end - 1 for p in own))
    if end - start < 3 and scene.tree.child(clause.head, "advcl") is not None:
        inside = scene.tree.under(clause.head, stop=frozenset(("conj", "parataxis", "punct", "cc", "nsubj", "mark")))
        start, end = scene.trimmed(min(start, *inside), max(end, max(inside) + 1))  # 'withdrew when a jet appeared'
    for phrase in places:
        meant = meant_by(scene, phrase)
        if meant is None or (meant.kind == "province" and (pattern.sense == "leaves" or _is_small(scene, where))):
            continue
        if _is_small(scene, where) and _has_parts(scene, meant):
            continue  # a building in a city of which parts are estimated apart
        meant = shared_out(scene, meant, where)
        contested = pattern.sense in ("enters", "changes") or meant.partial or _has_exception(scene, meant)
        contested = contested or (_is_small(scene, where) and pattern.sense != "repels")
        if pattern.sense == "leaves" and meant.partial and cast.holder not in (None, CONTESTED):
            held = (cast.holder or "", "by", "")  # 'left 70% of A': others have that part now
            cast = cast if held in cast.actors else Cast(cast.holder, (*cast.actors, held))
        yield control_finding(
            scene, clause.head, meant, CONTESTED if contested else cast.holder, said, start, end, cast,
            because=f"{pattern.sense}: {base_of(scene.passage, scene.tree, clause.head)}",
        )  # fmt: skip


def _has_parts(scene: Scene, place: PlacePhrase) -> bool:
    """Whether places of the frame lie within a place."""
    found = scene.names.frame.places.resolve(place.name, parent=place.parent).place
    return found is not None and len(scene.names.frame.places.leaves_of(found.code)) > 1


def _is_remnant(scene: Scene, clause: Clause) -> bool:
    """'The Front has only A and B left': what it still has."""
    tree = scene.tree
    over = tree.heads[clause.head]
    has = [w for w in (over, tree.heads[over], *tree.those(clause.head, "aux")) if tree.lemmas[w] == "have"]
    return bool(has) and clause.patient is not None and has[0] < clause.patient < clause.head


def _is_by_force(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """Whether those who stay, come or go are armed people and no clause tells what for: not 'to meet the elders'."""
    who = word_for(clause, (*pattern.holder, *pattern.loser))
    is_free = scene.tree.child(clause.head, "xcomp") is None
    return who is not None and is_free and scene.party(who) is not None and is_of_force(scene, who)


def _is_staged(scene: Scene, clause: Clause) -> bool:
    """'an exercise in which A was retaken': only played."""
    tree = scene.tree
    is_relative = tree.relation(clause.head) == "acl" and tree.heads[clause.head] < clause.head
    return is_relative and tree.lemmas[tree.heads[clause.head]] in control_patterns().staged


def _may_be_here(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """Whether a clause that names no place is of the one last spoken of; none is left that nobody was said to have."""
    if pattern.sense != "leaves":
        return True
    who = scene.party(clause.actor)
    after = any(f.anchor == scene.tree.heads[clause.head] for f in scene.told)  # 'held A before withdrawing'
    if who is None or clause.passive or (scene.tree.forms[clause.head] == "ing" and not after):
        return False
    told = [f for f in (*scene.told, *scene.before) if f.kind is Kind.CONTROL and f.stance.modality.is_evidence]
    named = any(p.kind == "place" and p.end <= clause.head for p in scene.phrases)
    return bool(told) or (named and clause.actor is not None and is_of_force(scene, clause.actor))


def _control_nouns(scene: Scene) -> list[int]:
    return [i for i, lemma in enumerate(scene.tree.lemmas) if lemma in control_patterns().state_nouns]


def _is_vouched_by_nobody(scene: Scene, clause: Clause, said: Stance) -> bool:
    """'A has not fallen, a field commander said': whose it still is, only the state or the people there can say."""
    chain = scene.chain(clause.head)
    if said.polarity is not Polarity.NEGATED or not chain or chain[-1].how == "denies" or chain[-1].party:
        return False
    return not scene.words.lists["local"] & set(chain[-1].speaker.casefold().replace(",", "").split())


def _cast(scene: Scene, clause: Clause, pattern: ControlPattern) -> Cast | None:
    """Who is who in a clause; None when the pattern cannot be meant, or somebody who is no party here has the place."""
    tree = scene.tree
    chain = scene.chain(clause.head)
    loser = scene.party(word_for(clause, pattern.loser)) if pattern.loser else None
    if loser is None and clause.patient is not None and pattern.object and pattern.sense in ("repels", "retakes"):
        loser = party_of_noun(scene, clause.patient)  # 'foiled a rebel bid on A', 'ended the Front's rule over B'
        by = next((c for c in tree.those(clause.patient, "nmod") if tree.case(c) == "by"), None)
        loser = scene.party(by) if loser is None or loser.text.casefold() in _OWN else loser
    against = ((loser.party, "against", loser.text),) if loser else ()
    if pattern.sense == "repels" and clause.patient is not None and tree.lemmas[clause.patient] in _MACHINES:
        return None  # 'drives an army lorry full of explosives near A'
    if pattern.needs == "patient" and pattern.loser == ("patient",) and loser is None and clause.patient is not None:
        things = {tree.lemmas[clause.patient], scene.passage.word(clause.patient)}
        if things & control_patterns().leaders and scene.state:
            loser = Participant(clause.patient, clause.patient + 1, scene.state, scene.passage.words[clause.patient])
            against = ((loser.party, "against", loser.text),)  # 'evicted the administration from A'
        elif things & (_THINGS | (_PEOPLE - scene.words.lists["forces"])) or _is_thing(scene, clause.patient):
            return None  # 'cleared mines from A', 'drove residents out of A', 'threw grenades at a post in A'
    if pattern.through:
        noun = next(
            (w for case, w in clause.obliques if case in pattern.by and tree.lemmas[w] in pattern.through), None
        )
        who = party_of_noun(scene, noun) if noun is not None else None
        return Cast(who.party, (acting(who),)) if who else None
    if pattern.holder:
        word = word_for(clause, pattern.holder)
        if word is not None:
            found = [p for p in scene.parties(word) if loser is None or p.party != loser.party]
            if pattern.sense == "holds" and scene.passage.lower[word - 1 : word + 1] == ["both", "sides"]:
                return Cast(CONTESTED, ())
            if is_neither(scene, word):
                enters = pattern.sense in ("enters", "takes", "retakes")
                return Cast(CONTESTED) if pattern.sense == "holds" else Cast(None) if enters else None
            unnamed = tree.lemmas[word] in control_patterns().deeds or tree.classes[word] == "PRON"
            if not found and loser and unnamed:
                other = scene.other(loser.party)
                return Cast(other, (*with_holder(other, ()), *against))  # 'were driven out of A by a night attack'
            if not found and pattern.sense == "holds" and tree.lemmas[word] in control_patterns().leaders:
                found = [own] if (own := party_of_noun(scene, word)) else []  # 'is run by a Front commander'
            if not found and loser and pattern.sense == "yields":
                return Cast(None, against)  # 'handing it over to coast guards'
            if not found and (text := _armed(scene, word)):
                return Cast(None, ((text, "by", text), *against))
            if not found or any(scene.passage.word(c) == "neither" for c in tree.those(word, "det")):
                return None
            holder = found[0].party if len(found) == 1 or pattern.sense != "holds" else CONTESTED
            return Cast(holder, (*(acting(who) for who in found), *against))
        if pattern.sense == "holds" and clause.passive and (whose := party_of_noun(scene, clause.head)):
            return Cast(whose.party, (acting(whose),))  # 'A is rebel-held'
        if pattern.holder == ("actor",) and not clause.passive and clause.subject is None:
            if (whose := _claimed_by(scene, clause.head)) is not None:
                return Cast(whose.party, (acting(whose), *against))
            speaker = chain[-1].party if chain else None
            return Cast(speaker, ((speaker, "by", chain[-1].speaker), *against)) if speaker else None
    if (
        pattern.loser == ("actor",)
        and clause.actor is not None
        and (loser is None or _leaves_others(scene, loser, pattern))
    ):
        return None
    told_of_itself = tree.relation(clause.head) == "ccomp" and clause.subject is None and not clause.passive
    if pattern.sense == "leaves" and told_of_itself and chain and chain[-1].party:
        loser = Participant(chain[-1].start, chain[-1].stop, chain[-1].party, chain[-1].speaker)
    if pattern.sense == "leaves" and loser is None and not clause.passive:
        return None
    if loser is not None:
        other = None if pattern.sense == "yields" else scene.other(loser.party)
        taker = scene.party(clause.led_by("to", "object to")) if pattern.sense == "loses" else None
        if taker is not None and taker.party != loser.party:  # 'lost A to X'
            return Cast(taker.party, (acting(taker), (loser.party, "against", loser.text)))
        if clause.lemma in _RIDS and clause.passive and other is not None:
            return Cast(other, ((other, "by", ""),))  # 'was cleared of rebels': done by whoever stands against them
        return Cast(other, with_holder(other, ((loser.party, "against", loser.text),)))
    is_told = clause.passive and pattern.sense != "falls" and chain and chain[-1].party is None
    if is_told and is_spokesman(chain[-1].speaker):
        return None  # it speaks for somebody who is no party here, and may tell of a deed of its own side
    meant = _by_sense(scene, clause, pattern, chain)
    return Cast(meant, with_holder(meant, ()))


def _is_thing(scene: Scene, word: int) -> bool:
    """Whether a noun is of nobody who could have held a place: 'beat a retreat'."""
    known = is_of_force(scene, word) or scene.tree.lemmas[word] in _FOES or _armed(scene, word) is not None
    return scene.tree.classes[word] == "NOUN" and not known


def _claimed_by(scene: Scene, verb: int) -> Participant | None:
    """'rejected rebel claims to have taken A': who is said to have taken it."""
    tree, noun = scene.tree, scene.tree.heads[verb]
    is_claim = tree.relation(verb) == "acl" and tree.lemmas[noun] in ("claim", "boast", "assertion", "report")
    return party_of_noun(scene, noun) if is_claim else None


def _armed(scene: Scene, word: int) -> str | None:
    """The words that name an armed actor which is no party here, or nobody knows which: 'militants', 'the X Army'."""
    passage = scene.passage
    if passage.word(word) not in scene.words.lists["forces"] and passage.at("side", word) is None:
        return None
    who = scene.who(word)
    return who.text if who else None


def _by_sense(scene: Scene, clause: Clause, pattern: ControlPattern, chain: tuple[Speech, ...]) -> str | None:
    """Who holds it when nobody is named: the party that tells of its own deed, or the only one it can be."""
    speaker = chain[-1].party if chain and chain[-1].how != "denies" else None
    if not chain and clause.passive and pattern.sense != "falls":
        speaker = scene.memory.voice
    if pattern.sense == "holds" and clause.passive:
        return speaker
    if pattern.sense in ("takes", "retakes", "repels") and clause.passive and speaker:
        return speaker
    if pattern.sense in ("retakes", "repels"):
        return scene.state if scene.is_two_sided and not (chain and chain[-1].party) else None
    if pattern.sense == "falls" and speaker and base_of(scene.passage, scene.tree, chain[-1].verb) in _HAILS:
        return speaker
    is_taken = pattern.sense == "falls" or (clause.passive and pattern.sense == "takes")
    if is_taken and not speaker and (last := _last_taker(scene)) is not None:
        return last
    if pattern.sense in ("takes", "falls", "loses"):
        return scene.other(scene.rebel) if pattern.sense != "takes" and _had_it(scene, clause) else scene.rebel
    return None


def _last_taker(scene: Scene) -> str | None:
    """Whoever took the place told of just before: 'the army recaptured A; B fell the next day'."""
    moved = ("takes", "retakes", "falls")
    told = [f for f in (*scene.before, *scene.told) if f.kind is Kind.CONTROL and f.stance.modality.is_evidence]
    last = told[-1] if told else None
    if last is None or last.because.partition(":")[0] not in moved or last.stance.polarity is not Polarity.AFFIRMED:
        return None
    if last.party == scene.state and last not in scene.told:
        return None  # in a new sentence 'B fell' is a town lost to whoever fights the state
    return last.party if last.party != CONTESTED else None


def _had_it(scene: Scene, clause: Clause) -> bool:
    """'The last rebel stronghold, A, fell', 'B fell after the rebels fled': the rebels lost what fell."""
    tree, rebel = scene.tree, scene.rebel
    subject = tree.under(clause.subject) if clause.subject is not None else []
    strongholds = control_patterns().strongholds
    holds = any(tree.lemmas[w] in strongholds or scene.passage.word(w) == "held" for w in subject)
    if holds and any(p.party == rebel and p.start in subject for p in scene.participants):
        return True
    leaves = (w for w in tree.under(clause.head) if base_of(scene.passage, tree, w) in control_patterns().flees)
    return any((who := scene.party(scene.clause(w).actor)) is not None and who.party == rebel for w in leaves)


def _is_of_people(scene: Scene, phrase: PlacePhrase, head: int | None) -> bool:
    """'captured the governor of A', 'killed A residents': the noun phrase is of people or things, not of the place."""
    return head is not None and not phrase.start <= head < phrase.end and scene.tree.lemmas[head] in _PEOPLE


def _is_small(scene: Scene, head: int | None) -> bool:
    if head is None or scene.passage.word(head - 1) in ("border", "trade") or scene.tree.lemmas[head] == "garrison":
        return False
    known = scene.names.frame.places
    around = [p.name for p in scene.phrases if p.kind == "place" and p.start <= head < p.end]
    if any(scene.passage.words[head] in name.split() and known.named(name) for name in around):
        return False  # 'the Norhaven market', 'Hill 12', where the frame has that as a place
    return scene.tree.lemmas[head] in control_patterns().works


def _has_exception(scene: Scene, phrase: PlacePhrase) -> bool:
    """'A except for small pockets', 'A apart from two quarters': not the whole of it."""
    first = phrase.end + (scene.passage.word(phrase.end) == ",")
    after = " ".join(scene.passage.lower[first : first + 4])
    return after.startswith(_EXCEPT)


def _is_under_way(scene: Scene, clause: Clause) -> bool:
    """'Forces are now clearing A': it is not done, and nobody says who has it."""
    is_going_on = any(scene.tree.lemmas[a] == "be" for a in scene.tree.those(clause.head, "aux"))
    return clause.lemma in _CLEARS and is_going_on and scene.passage.word(clause.head).endswith("ing")


def _is_counted_drop(scene: Scene, clause: Clause) -> bool:
    """'The number of districts fell by 12', 'fell to 204': a figure fell, not a place."""
    to = clause.led_by("to", "by", "from")
    return to is not None and scene.tree.classes[to] == "NUM"


def _looks_back(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """'X had held A since May' says who held it before."""
    said = [scene.passage.word(a) for a in scene.tree.those(clause.head, "aux")]
    return pattern.sense == "holds" and "had" in said and not scene.chain(clause.head)


def _leaves_others(scene: Scene, loser: Participant, pattern: ControlPattern) -> bool:
    """Whether those who leave are only some ('300 soldiers', 'some of the troops'): then others may stay behind."""
    if pattern.sense != "leaves":
        return False
    passage = scene.passage
    first = loser.start - (passage.word(loser.start - 1) in ("the", "its", "their", "his"))
    first -= passage.word(first - 1) == "of"
    if passage.word(loser.start) in _SOME:
        return True
    inside = any(f.start >= loser.start and f.end <= loser.end for f in passage.figures)
    counted = any(f.end == first and not f.is_percent for f in passage.figures) or inside
    return counted or passage.word(first - 1) in _SOME

"""Who is who in a clause of control: who holds the place after it, who took it, and who had it before."""

from __future__ import annotations

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause
from holdsway.reading.control_states import party_of_noun
from holdsway.reading.finding import Participant
from holdsway.reading.holding import Cast, acting, is_neither, is_of_force, with_holder, word_for
from holdsway.reading.lexicon import word_set
from holdsway.reading.patterns import ControlPattern, control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.speakers import is_spokesman
from holdsway.reading.speech import Speech
from holdsway.records import Kind, Polarity

__all__ = ["PEOPLE", "cast_of"]

PEOPLE = word_set(
    "governor mayor chief commander commanders police official officials resident residents airline spokesman "
    "prisoner prisoners fighter fighters soldier soldiers hostage hostages woman women man men people civilian "
    "civilians weapon weapons vehicle vehicles tank tanks tweet"
)
_THINGS = word_set(
    "mine mines explosive explosives bomb bombs rubble debris body bodies barricade barricades refugee refugees "
    "resident residents villager villagers family families thousand thousands inhabitant inhabitants"
)
_SOME = word_set("some many several most few wounded more other captured dozens hundreds thousands")
_MACHINES = word_set("vehicle car truck lorry bus tanker ambulance motorcycle motorbike van pickup bulldozer")
_HAILS = frozenset(("announce", "declare", "hail", "proclaim", "celebrate", "trumpet", "boast", "cheer"))
_FOES = word_set("enemy invader opponent adversary foe rival attacker assailant intruder group gang band side remnant")
_OWN = frozenset(("its", "their", "his", "our"))
_RIDS = frozenset(("clear", "cleanse", "purge", "rid", "sweep", "free"))


def cast_of(scene: Scene, clause: Clause, pattern: ControlPattern) -> Cast | None:
    """Who is who in a clause; None when the pattern cannot be meant, or somebody who is no party here has the place."""
    loser = _loser(scene, clause, pattern)
    if loser is None and _is_of_no_loser(scene, clause, pattern):
        return None
    if pattern.sense == "repels" and clause.patient is not None and scene.tree.lemmas[clause.patient] in _MACHINES:
        return None  # 'drives an army lorry full of explosives near A'
    if pattern.through:
        named = ((case, w) for case, w in clause.obliques if case in pattern.by)
        noun = next((w for _, w in named if scene.tree.lemmas[w] in pattern.through), None)
        who = party_of_noun(scene, noun) if noun is not None else None
        return Cast(who.party, (acting(who),)) if who else None
    if pattern.holder:
        if (word := word_for(clause, pattern.holder)) is not None:
            return _held_by(scene, word, pattern, loser)
        if pattern.sense == "holds" and clause.passive and (whose := party_of_noun(scene, clause.head)):
            return Cast(whose.party, (acting(whose),))  # 'A is rebel-held'
        if pattern.holder == ("actor",) and not clause.passive and clause.subject is None:
            return _held_by_teller(scene, clause, loser)
    return _without_holder(scene, clause, pattern, loser)


def _against(loser: Participant | None) -> tuple[tuple[str, str, str], ...]:
    return ((loser.party, "against", loser.text),) if loser else ()


def _loser(scene: Scene, clause: Clause, pattern: ControlPattern) -> Participant | None:
    """Who had the place before, as far as the clause names it."""
    tree = scene.tree
    loser = scene.party(word_for(clause, pattern.loser)) if pattern.loser else None
    if loser is not None or clause.patient is None:
        return loser
    if pattern.object and pattern.sense in ("repels", "retakes"):
        loser = party_of_noun(scene, clause.patient)  # 'foiled a rebel bid on A', 'ended the Front's rule over B'
        by = next((c for c in tree.those(clause.patient, "nmod") if tree.case(c) == "by"), None)
        loser = scene.party(by) if loser is None or loser.text.casefold() in _OWN else loser
    if loser is None and _drives_out(clause, pattern) and scene.state:
        things = {tree.lemmas[clause.patient], scene.passage.word(clause.patient)}
        if things & control_patterns().leaders:  # 'evicted the administration from A'
            return Participant(clause.patient, clause.patient + 1, scene.state, scene.passage.words[clause.patient])
    return loser


def _drives_out(clause: Clause, pattern: ControlPattern) -> bool:
    """Whether somebody is driven out of the place: then whom the clause names had it."""
    return pattern.needs == "patient" and pattern.loser == ("patient",) and clause.patient is not None


def _is_of_no_loser(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """'Cleared mines from A', 'drove residents out of A', 'threw grenades at a post in A': nobody held it."""
    if not _drives_out(clause, pattern) or clause.patient is None:
        return False
    things = {scene.tree.lemmas[clause.patient], scene.passage.word(clause.patient)}
    if things & control_patterns().leaders and scene.state:
        return False
    return bool(things & (_THINGS | (PEOPLE - scene.words.lists["forces"]))) or _is_thing(scene, clause.patient)


def _held_by(scene: Scene, word: int, pattern: ControlPattern, loser: Participant | None) -> Cast | None:
    """The cast where a clause names who takes or has the place."""
    tree, against = scene.tree, _against(loser)
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
    if not found or any(scene.passage.word(c) == "neither" for c in tree.those(word, "det", "cc")):
        return None
    holder = found[0].party if len(found) == 1 or pattern.sense != "holds" else CONTESTED
    return Cast(holder, (*(acting(who) for who in found), *against))


def _held_by_teller(scene: Scene, clause: Clause, loser: Participant | None) -> Cast | None:
    """'Claimed to have taken A': whoever is said to have, or tells of it."""
    if (whose := _claimed_by(scene, clause.head)) is not None:
        return Cast(whose.party, (acting(whose), *_against(loser)))
    chain = scene.chain(clause.head)
    speaker = chain[-1].party if chain else None
    return Cast(speaker, ((speaker, "by", chain[-1].speaker), *_against(loser))) if speaker else None


def _without_holder(scene: Scene, clause: Clause, pattern: ControlPattern, loser: Participant | None) -> Cast | None:
    """The cast where a clause names nobody who has the place now: by who lost it, else by its sense."""
    chain = scene.chain(clause.head)
    names_actor = pattern.loser == ("actor",) and clause.actor is not None
    if names_actor and (loser is None or _leaves_others(scene, loser, pattern)):
        return None
    told_of_itself = scene.tree.relation(clause.head) == "ccomp" and clause.subject is None and not clause.passive
    if pattern.sense == "leaves" and told_of_itself and chain and chain[-1].party:
        loser = Participant(chain[-1].start, chain[-1].stop, chain[-1].party, chain[-1].speaker)
    if pattern.sense == "leaves" and loser is None and not clause.passive:
        return None
    if loser is not None:
        other = None if pattern.sense == "yields" else scene.other(loser.party)
        taker = scene.party(clause.led_by("to", "object to")) if pattern.sense == "loses" else None
        if taker is not None and taker.party != loser.party:  # 'lost A to X'
            return Cast(taker.party, (acting(taker), *_against(loser)))
        if clause.lemma in _RIDS and clause.passive and other is not None:
            return Cast(other, ((other, "by", ""),))  # 'was cleared of rebels': done by whoever stands against them
        return Cast(other, with_holder(other, _against(loser)))
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

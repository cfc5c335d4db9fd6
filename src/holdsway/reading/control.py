"""Who holds what: capture, fall, recapture, withdrawal and hold, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause
from holdsway.reading.control_nouns import told_by_noun, victory
from holdsway.reading.control_states import owned, party_of_noun, states
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.gaps import before_gap, gaps_of, in_gaps
from holdsway.reading.holding import Cast, acting, control_finding, with_holder, word_for
from holdsway.reading.lexicon import word_set
from holdsway.reading.listed import gapped, listed
from holdsway.reading.meant import meant_by
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import ControlPattern, control_patterns
from holdsway.reading.predicates import base_of
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
_CLEARS = frozenset(("clear", "cleanse", "purge", "sweep"))


def held(scene: Scene) -> Iterator[Finding]:
    """Every statement of the sentence on who holds a place, or so many places."""
    scene.told = found = []
    for finding in _held(scene):
        found.append(finding)
    gaps = gaps_of(scene, found)
    found[:] = [cut for finding in found if (cut := before_gap(finding, gaps)) is not None]
    yield from found
    yield from in_gaps(found, gaps)
    yield from sided(scene)
    yield from listed(scene, found)
    yield from gapped(scene, found)


def _held(scene: Scene) -> Iterator[Finding]:
    patterns, tree = control_patterns(), scene.tree
    for word in range(len(tree)):
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


def _in_passive(scene: Scene, clause: Clause, pattern: ControlPattern) -> Clause:
    """'A was retaken on Saturday and lost again': the second verb shares the passive of the first."""
    tree = scene.tree
    if clause.passive and pattern.place == ("into",) and tree.child(clause.head, "aux") is None:
        return replace(clause, passive=False)  # 'troops rolled into A': nothing is rolled
    shares = pattern.sense in ("takes", "retakes", "loses") and clause.shared_subject and clause.patient is None
    shares = shares and not clause.passive and tree.relation(clause.head) == "conj" and tree.past[clause.head]
    return replace(clause, passive=True) if shares and scene.clause(tree.heads[clause.head]).passive else clause


def _drawn(scene: Scene, clause: Clause, pattern: ControlPattern) -> Iterator[Finding]:
    """What one clause says by one pattern."""
    where = _where(scene, clause, pattern)
    places = [p for p in scene.places(where) if not _is_of_people(scene, p, where)]
    if not places and "here" in pattern.place and _may_be_here(scene, clause, pattern):
        where, places = clause.head, [PlacePhrase(clause.head, clause.head + 1, "there", "site", core=clause.head)]
    if pattern.sense == "repels" and not places:
        where, places = _attacked(scene, clause, pattern)
    if not places or where is None or (pattern.needs == "counted" and places[0].kind != "count"):
        return
    if any(scene.passage.word(clause.head + 1) == word for word in pattern.before):
        return
    if clause.lemma == "have" and clause.led_by("under", "in") in _control_nouns(scene):
        return  # 'had A under their control' is told by the noun
    if pattern.sense == "falls" and _is_counted_drop(scene, clause):
        return
    if _is_staged(scene, clause):
        return
    if pattern.sense == "retakes" and _is_under_way(scene, clause):
        return
    said = scene.mood(clause.head, deed=pattern.sense not in ("holds", "repels"))
    if said is None or _looks_back(scene, clause, pattern):
        return
    if pattern.sense == "leaves" and clause.patient not in (None, where) and not _is_force(scene, clause.patient):
        return  # 'evacuated its wounded from A'
    cast = _cast(scene, clause, pattern)
    if cast == Cast(CONTESTED):
        said = replace(said, polarity=Polarity.AFFIRMED)  # 'nobody governs A'
    if cast is None or (pattern.sense == "falls" and _is_vouched_by_nobody(scene, clause, said)):
        return
    start, end = scene.span(clause, where, *(p.core for p in places), *(p.end - 1 for p in places))
    if end - start < 3 and scene.tree.child(clause.head, "advcl") is not None:
        inside = scene.tree.under(clause.head, stop=frozenset(("conj", "parataxis", "punct", "cc", "nsubj", "mark")))
        start, end = scene.trimmed(min(start, *inside), max(end, max(inside) + 1))  # 'withdrew when a jet appeared'
    for phrase in places:
        meant = meant_by(scene, phrase)
        if meant is None or (meant.kind == "province" and (pattern.sense == "leaves" or _is_small(scene, where))):
            continue
        meant = _shared_out(scene, meant, where)
        contested = pattern.sense in ("enters", "changes") or meant.partial or _has_exception(scene, meant)
        contested = contested or (_is_small(scene, where) and pattern.sense != "repels")
        yield control_finding(
            scene, clause.head, meant, CONTESTED if contested else cast.holder, said, start, end, cast,
            because=f"{pattern.sense}: {base_of(scene.passage, scene.tree, clause.head)}",
        )  # fmt: skip


def _is_staged(scene: Scene, clause: Clause) -> bool:
    """'an exercise in which A was retaken': only played."""
    tree = scene.tree
    is_relative = tree.relation(clause.head) == "acl" and tree.heads[clause.head] < clause.head
    return is_relative and tree.lemmas[tree.heads[clause.head]] in control_patterns().staged


def _may_be_here(scene: Scene, clause: Clause, pattern: ControlPattern) -> bool:
    """Whether a clause that names no place is of the one last spoken of; none is left that nobody was said to have."""
    if pattern.sense != "leaves":
        return True
    told = [f for f in (*scene.told, *scene.before) if f.kind is Kind.CONTROL and f.stance.modality.is_evidence]
    is_told = bool(told) and not clause.passive and scene.tree.forms[clause.head] != "ing"
    return is_told and scene.party(clause.actor) is not None


def _control_nouns(scene: Scene) -> list[int]:
    return [i for i, lemma in enumerate(scene.tree.lemmas) if lemma in control_patterns().state_nouns]


def _shared_out(scene: Scene, place: PlacePhrase, where: int) -> PlacePhrase:
    """'About 70% of the city': a place with the share of it that is meant."""
    share = next((f for f in scene.passage.figures if (f.is_percent or f.is_share) and f.start <= where <= f.end), None)
    if share is None or place.figure is not None or scene.passage.word(where - 1).endswith("ern"):
        return place
    return replace(place, figure=share, unit="percent", partial=(share.best or 0) < 100)


def _where(scene: Scene, clause: Clause, pattern: ControlPattern) -> int | None:
    """The word that a pattern takes for the place."""
    tree = scene.tree
    is_subject = bool(pattern.through) or pattern.place == ("actor",)
    where = clause.subject if is_subject else word_for(clause, pattern.place)
    if where is not None and not scene.places(where) and tree.relation(clause.head) == "acl":
        over = tree.heads[where]  # 'A became the first capital to fall'
        named = tree.child(where, "nsubj") if tree.child(where, "cop") is not None else None
        if named is None and tree.lemmas[over] in ("become", "remain") and tree.relation(where) in ("xcomp", "obj"):
            named = tree.child(over, "nsubj")
        where = named if named is not None else where
    return where


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
    against = ((loser.party, "against", loser.text),) if loser else ()
    if pattern.needs == "patient" and pattern.loser == ("patient",) and loser is None and clause.patient is not None:
        things = {tree.lemmas[clause.patient], scene.passage.word(clause.patient)}
        if things & (_THINGS | (_PEOPLE - scene.words.lists["forces"])):
            return None  # 'cleared mines from A', 'drove residents out of A'
    if pattern.through:
        noun = next(
            (w for case, w in clause.obliques if case in pattern.by and tree.lemmas[w] in pattern.through), None
        )
        who = party_of_noun(scene, noun) if noun is not None else None
        return Cast(who.party, (acting(who),)) if who else None
    if pattern.holder:
        word = word_for(clause, pattern.holder)
        if word is not None:
            found = scene.parties(word)
            if scene.passage.word(word) == "nobody":
                return Cast(CONTESTED) if pattern.sense == "holds" else None
            unnamed = tree.lemmas[word] in control_patterns().deeds or tree.classes[word] == "PRON"
            if not found and loser and unnamed:
                other = scene.other(loser.party)
                return Cast(other, with_holder(other, against))  # 'were driven out of A by a night attack'
            if not found and loser and pattern.sense == "yields":
                return Cast(None, ((loser.party, "by", loser.text),))  # 'handing it over to coast guards'
            if not found and (text := _armed(scene, word)):
                return Cast(None, ((text, "by", text), *against))
            if not found or any(scene.passage.word(c) == "neither" for c in tree.those(word, "det")):
                return None
            holder = found[0].party if len(found) == 1 or pattern.sense != "holds" else CONTESTED
            return Cast(holder, (*(acting(who) for who in found), *against))
        if pattern.holder == ("actor",) and not clause.passive and clause.subject is None:
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
        acts = ((loser.party, "by", loser.text),) if pattern.sense in ("leaves", "yields") else against
        return Cast(other, with_holder(other, acts))
    is_told = clause.passive and pattern.sense != "falls" and chain and chain[-1].party is None
    if is_told and is_spokesman(chain[-1].speaker):
        return None  # it speaks for somebody who is no party here, and may tell of a deed of its own side
    meant = _by_sense(scene, clause, pattern, chain)
    return Cast(meant, with_holder(meant, ()))


def _armed(scene: Scene, word: int) -> str | None:
    """The words that name an armed actor which is no party here, or nobody knows which: 'militants', 'the X Army'."""
    passage = scene.passage
    if passage.word(word) not in scene.words.lists["forces"] and passage.at("side", word) is None:
        return None
    who = scene.who(word)
    return who.text if who else None


def _attacked(scene: Scene, clause: Clause, pattern: ControlPattern) -> tuple[int | None, list[PlacePhrase]]:
    """The place of an attack that was repelled: named within it, else the one in focus."""
    if clause.patient is None or (not pattern.object and scene.party(clause.patient) is None):
        return None, []
    inside = scene.tree.under(clause.patient)
    named = [p for p in scene.phrases if p.core in inside and p.kind in ("place", "site")]
    if not named:
        named = [PlacePhrase(clause.head, clause.head + 1, "there", "site", core=clause.head)]
    if clause.passive and clause.shared_subject:
        return clause.head, named[:1]  # 'entered A but were driven back': quoted without those who did both
    together = next((group for group in scene.groups if named and named[0] in group), named)
    return clause.patient, [p for p in named if p in together] or named[:1]


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
    if pattern.sense in ("takes", "falls", "loses"):
        return scene.rebel
    return None


def _is_force(scene: Scene, word: int | None) -> bool:
    """Whether a noun is of armed people: 'withdrew its units', unlike 'evacuated its wounded'."""
    if word is None or scene.party(word) is not None:
        return word is not None
    return not {scene.passage.word(word), scene.tree.lemmas[word]}.isdisjoint(scene.words.lists["forces"])


def _is_of_people(scene: Scene, phrase: PlacePhrase, head: int | None) -> bool:
    """'captured the governor of A', 'killed A residents': the noun phrase is of people or things, not of the place."""
    return head is not None and not phrase.start <= head < phrase.end and scene.tree.lemmas[head] in _PEOPLE


def _is_small(scene: Scene, head: int | None) -> bool:
    if head is None or scene.passage.word(head - 1) in ("border", "trade"):
        return False
    return scene.tree.lemmas[head] in control_patterns().works


def _has_exception(scene: Scene, phrase: PlacePhrase) -> bool:
    """'A except for small pockets', 'A apart from two quarters': not the whole of it."""
    after = " ".join(scene.passage.lower[phrase.end : phrase.end + 4])
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

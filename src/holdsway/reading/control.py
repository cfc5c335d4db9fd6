"""Who holds what: capture, fall, recapture, withdrawal and hold, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.attempts import failed
from holdsway.reading.clauses import Clause
from holdsway.reading.control_cast import PEOPLE, cast_of
from holdsway.reading.control_nouns import told_by_noun, victory
from holdsway.reading.control_places import along_with, attacked, included, is_not_one, place_word, shared_out
from holdsway.reading.control_states import owned, states
from holdsway.reading.finding import Finding
from holdsway.reading.flags import flags
from holdsway.reading.gaps import before_gap, gaps_of, in_gaps
from holdsway.reading.holding import (
    Cast,
    control_finding,
    is_of_force,
    places_of,
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
from holdsway.records import Kind, Polarity

__all__ = ["held"]

_EXCEPT = ("except ", "apart from ", "save for ", "but for ", "bar ", "barring ", "with the exception of ", "minus ")
_OF_ITSELF = word_set("melt flee retreat slip march depart vanish disappear advance arrive steal sneak return")
_LISTS = frozenset(("holds", "takes", "retakes", "loses"))
_CLEARS = frozenset(("clear", "cleanse", "purge", "sweep"))


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
    where, places = _located(scene, clause, pattern)
    if not places or where is None or (pattern.needs == "counted" and places[0].kind != "count"):
        return
    if _is_otherwise_meant(scene, clause, pattern, where):
        return
    said = scene.mood(clause.head, deed=pattern.sense not in ("holds", "repels"))
    cast = cast_of(scene, clause, pattern) if said is not None else None
    if said is None or cast is None:
        return
    if cast == Cast(CONTESTED):
        said = replace(said, polarity=Polarity.AFFIRMED)  # 'nobody governs A'
    if pattern.sense == "falls" and _is_vouched_by_nobody(scene, clause, said):
        return
    start, end = _quoted(scene, clause, where, places)
    because = f"{pattern.sense}: {base_of(scene.passage, scene.tree, clause.head)}"
    is_work = _is_small(scene, where)
    for phrase in places:
        meant = meant_by(scene, phrase)
        if meant is None or (meant.kind == "province" and (pattern.sense == "leaves" or is_work)):
            continue
        if is_work and _has_parts(scene, meant):
            continue  # a building in a city of which parts are estimated apart
        meant = shared_out(scene, meant, where)
        contested = pattern.sense in ("enters", "changes") or meant.partial or _has_exception(scene, meant)
        holder = CONTESTED if contested or (is_work and pattern.sense != "repels") else cast.holder
        shown = _with_rest(cast) if pattern.sense == "leaves" and meant.partial else cast
        yield control_finding(scene, clause.head, meant, holder, said, start, end, shown, because=because)


def _with_rest(cast: Cast) -> Cast:
    """'Left 70% of A': others have that part now."""
    held = (cast.holder or "", "by", "")
    return cast if cast.holder in (None, CONTESTED) or held in cast.actors else Cast(cast.holder, (*cast.actors, held))


def _located(scene: Scene, clause: Clause, pattern: ControlPattern) -> tuple[int | None, list[PlacePhrase]]:
    """The word that a clause is said of, and the places that it stands for."""
    where = place_word(scene, clause, pattern)
    places = [p for p in places_of(scene, where) if not _is_of_people(scene, p, where)]
    is_object = where is not None and where == clause.object
    if not places and where is not None and is_object and pattern.sense in _LISTS:
        places = included(scene, clause, where)
    if not places and where is not None and is_object and is_not_one(scene, where):
        led = (c for c in scene.tree.those(where, "nmod") if scene.tree.case(c) in ("in", "of", "at"))
        places = next((named for c in led if (named := scene.places(c))), [])
    if not places and "here" in pattern.place and _may_be_here(scene, clause, pattern):
        where, places = clause.head, [PlacePhrase(clause.head, clause.head + 1, "there", "site", core=clause.head)]
    if pattern.sense == "repels" and not places:
        where, places = attacked(scene, clause, pattern)
    if places and places[0].kind == "place":
        places = [*places, *(p for p in along_with(scene, clause) if p not in places)]
    return where, places


def _is_otherwise_meant(scene: Scene, clause: Clause, pattern: ControlPattern, where: int) -> bool:
    """Whether a clause that fits a pattern says something else, or nothing that has come about."""
    tree, passage, sense = scene.tree, scene.passage, pattern.sense
    is_active = tree.child(clause.head, "aux") is None and tree.relation(clause.head) != "acl"
    moves_others = clause.patient not in (None, where) and not is_of_force(scene, clause.patient or 0)
    is_verge = clause.lemma == "reach" and passage.word(where) in control_patterns().verges
    is_bare = passage.word(where) == "barracks" and tree.child(where, "det", "nmod:poss") is None
    is_remnant = passage.word(clause.head) == "left" and clause.patient is not None and _is_remnant(scene, clause)
    return (
        any(passage.word(clause.head + 1) == word for word in pattern.before)
        or (clause.lemma == "have" and clause.led_by("under", "in") in _control_nouns(scene))  # told by the noun
        or (sense == "falls" and _is_counted_drop(scene, clause))
        or _is_staged(scene, clause)
        or (pattern.needs == "force" and not _is_by_force(scene, clause, pattern))
        or (sense == "retakes" and _is_under_way(scene, clause))
        or _looks_back(scene, clause, pattern)
        or (sense == "leaves" and moves_others)  # 'evacuated its wounded from A'
        or is_remnant  # 'has only A left'
        or (sense == "yields" and clause.passive and is_active)  # 'A handed over 22 prisoners', read as a passive
        or (clause.lemma == "have" and _is_small(scene, where))  # 'has offices in A'
        or is_bare  # 'remained in barracks'
        or is_verge  # not in it
        or (clause.lemma == "storm" and _is_small(scene, where))  # an attack on what stands there
    )


def _quoted(scene: Scene, clause: Clause, where: int, places: Sequence[PlacePhrase]) -> tuple[int, int]:
    """The words that say it: the clause with its places, and what it was done upon where it is short."""
    own = [p for p in places if scene.passage.word(where) not in ("both", "all") or p.start > clause.head]
    start, end = scene.span(clause, where, *(p.core for p in own), *(p.end - 1 for p in own))
    if end - start >= 3 or scene.tree.child(clause.head, "advcl") is None:
        return start, end
    inside = scene.tree.under(clause.head, stop=frozenset(("conj", "parataxis", "punct", "cc", "nsubj", "mark")))
    return scene.trimmed(min(start, *inside), max(end, max(inside) + 1))  # 'withdrew when a jet appeared'


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


def _is_of_people(scene: Scene, phrase: PlacePhrase, head: int | None) -> bool:
    """'captured the governor of A', 'killed A residents': the noun phrase is of people or things, not of the place."""
    return head is not None and not phrase.start <= head < phrase.end and scene.tree.lemmas[head] in PEOPLE


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

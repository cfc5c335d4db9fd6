"""Acts as verbs tell them: an attack, an arrest, a dealing of one actor with another."""

from __future__ import annotations

from holdsway.reading.cast import actors_of, is_named, is_people, named_actors, own_party
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import EventPattern, event_base, event_words, noun_base
from holdsway.reading.finding import Participant
from holdsway.reading.incidents import ATTEMPTED, THREATENED, VIOLENT, Incident, stage_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.patterns import argument
from holdsway.reading.scene import Scene
from holdsway.reading.speakers import is_own
from holdsway.reading.told_nouns import NounEvent, as_before, event_of, noun_event
from holdsway.reading.whereabouts import whereabouts

__all__ = ["act_of", "beside", "foiled", "is_armed", "owners_of_machine"]

_CAUSE_CASES = frozenset(("in", "by", "with", "during", "from", "after", "at"))
_BY_PEOPLE = frozenset(("kidnapping", "arrest", "looting", "release", "capture"))
_AT_PLACE = frozenset(("shelling", "airstrike"))
_LAND = word_set("territory area land ground side position line stronghold enclave base region zone village town front")
_UNTOLD = frozenset(("displacement", "blockade", "looting", "kidnapping", "search", "discovery"))
"""What may be told without saying who did it: 'convoys were prevented from entering A'."""
_VAGUE = frozenset(("assault", "killing"))
_AROUND = frozenset(("surround", "encircle"))
_BODIES = word_set("wave attacker side enemy one other latter former")
_QUARTERS = frozenset(("eastern", "western", "northern", "southern", "rebel", "foreign", "rival", "breakaway"))
_MUTUAL = frozenset(("agree", "cooperate"))
_DIES = frozenset(("die", "perish"))
_KILLS = word_set("kill slay massacre die perish wound injure hurt maim")
_PLANTED = word_set("bomb bombs device devices ied ieds mine mines landmine")
_ADJUNCTS = frozenset(("in", "at", "near", "after", "before", "since"))
_CLAUSES = frozenset(("acl", "advcl", "parataxis"))
_NEAR_FIGURE = 12
_HELPED = frozenset(("back", "support", "assist", "help", "aid", "reinforce"))
_TOGETHER = frozenset(("together with", "along with", "alongside"))


def act_of(
    scene: Scene, clause: Clause, pattern: EventPattern, told: dict[int, Incident], used: set[int]
) -> Incident | None:
    """What a clause tells by one pattern; `told` are the events told before, `used` the nouns that are part of one."""
    if pattern.both:
        return _between(scene, clause, pattern)
    if _is_described(scene, clause, pattern):
        return None
    suffers = "actor" in pattern.against  # 'a helicopter came under fire'
    cause = _cause(scene, clause, of_subject=not suffers)
    by = [a for role in pattern.by[:1] for a in _agents(scene, argument(clause, role), pattern)]
    by = by or ([] if suffers or (clause.passive and clause.agent is None) else owners_of_machine(scene, clause.actor))
    by = by or _led_lower(scene, clause)
    by += [a for a in beside(scene, clause) if by and a.party not in {b.party for b in by}]
    against = _acted_on(scene, clause, pattern) or _post_of_state(scene, clause, pattern, by)
    stage, at = stage_of(scene, clause.head)
    event = pattern.event
    if cause is not None and not pattern.particle and (pattern.harm or event in _VAGUE):
        event = cause.event if not (cause.is_weapon and cause.event == "assault") else event
        by = by or list(cause.by)
        used.add(cause.word)
    elif pattern.harm and not by and stage is None and not _is_murder(scene, clause, event):
        return None
    if _is_no_act(scene, clause, pattern, by, against, is_caused=cause is not None):
        return None
    untold = clause.passive and clause.agent is None and event in _UNTOLD
    if (
        pattern.armed
        and not untold
        and not any(a.is_party for a in (against if suffers else by))
        and not is_armed(scene, clause.actor)
    ):
        return None
    used.update(_nouns_inside(scene, clause))
    above = scene.tree.heads[clause.head]
    if stage == THREATENED and above in told:
        told[above].against += against
        told[above].label = f"{told[above].label or 'threat'}: {event}"
        return None
    if cause is not None and cause.sides and event == cause.event:
        by, against = list({a.party: a for a in (*cause.by, *cause.against)}.values()), []
    sides = (pattern.sides or (cause is not None and cause.sides)) and len({a.party for a in (*by, *against)}) > 1
    span = tuple(scene.tree.those(clause.head, "xcomp", "advcl")) if event == "threat" else ()
    return Incident(
        clause, event, by, against, sides=sides, stage=stage, mood_at=at, span=span,
        is_harm=pattern.harm and cause is not None,
        told_by=cause.word if cause is not None and pattern.harm and clause.lemma in _KILLS else None,
    )  # fmt: skip


def _is_described(scene: Scene, clause: Clause, pattern: EventPattern) -> bool:
    """Whether a participle only describes: 'displaced families', 'wounded men'; or harm has nobody it was done to."""
    tree = scene.tree
    if tree.relation(clause.head) == "amod" and clause.object is None:
        return True
    none = clause.patient is None and clause.lemma not in _DIES
    return pattern.harm and (tree.classes[clause.head] == "ADJ" or none)


def is_armed(scene: Scene, word: int | None) -> bool:
    """Whether a noun is one for those who bear arms, or an amount of them: 'a column of rebels'."""
    if word is None:
        return False
    armed, tree = event_words().lists["armed"], scene.tree
    near = (word, *(c for c in tree.those(word, "nmod") if tree.case(c) == "of"))
    return any(scene.passage.word(i) in armed or tree.lemmas[i] in armed for i in near)


def _is_murder(scene: Scene, clause: Clause, event: str) -> bool:
    """Whether a killing is told without who did it or with what; how many were killed is told by what counts them."""
    near = range(clause.head - _NEAR_FIGURE, clause.head)
    counted = any(figure.start in near for figure in scene.passage.figures)
    is_told = event == "killing" and clause.passive and not (counted and clause.lemma == "kill")
    return is_told and whereabouts(scene, clause) is not None


def _is_no_act(
    scene: Scene,
    clause: Clause,
    pattern: EventPattern,
    by: list[Participant],
    against: list[Participant],
    *,
    is_caused: bool,
) -> bool:
    """'a yard surrounded by walls', 'an earthquake struck', 'prices hit': told of other things than people do."""
    if pattern.people and not against:
        return True
    if pattern.event == "threat" and not by:
        return True
    if clause.lemma in _AROUND and not any(a.is_party for a in by):
        people = clause.actor is not None and is_people(scene, clause.actor)
        placed = clause.passive and clause.agent is None and bool(scene.places(clause.patient))
        placed = placed or (clause.passive and is_armed(scene, clause.patient))
        if not people and not placed:
            return True
    return not by and not is_caused and not pattern.subject and "actor" in pattern.by and _is_of_things(scene, clause)


def _is_of_things(scene: Scene, clause: Clause) -> bool:
    """Whether what does it is a thing that is neither a weapon nor an event of war."""
    word, tree = clause.actor, scene.tree
    if word is None or (clause.passive and clause.agent is None) or tree.classes[word] != "NOUN":
        return False
    if clause.shared_subject or tree.relation(clause.head) in ("acl", "advcl"):
        return False
    base = noun_base(scene.passage, tree, word)
    return base not in event_words().lists["machines"] and noun_event(scene, word) is None and base not in _BODIES


def _agents(scene: Scene, word: int | None, pattern: EventPattern) -> list[Participant]:
    """Who does it. Only people abduct, arrest and threaten: there whoever is named is taken for one."""
    found = actors_of(scene, word)
    if found or word is None or pattern.event not in _BY_PEOPLE or scene.tree.classes[word] not in ("NOUN", "PROPN"):
        return found
    if noun_event(scene, word) or any(p.start <= word < p.end for p in scene.phrases):
        return []
    return [who] if (who := scene.who(word)) else []


def _led_lower(scene: Scene, clause: Clause) -> list[Participant]:
    """'were handed over to the army by the Front', 'held hostage by the Front': 'by' hung on the word before it."""
    if not clause.passive or clause.agent is not None:
        return []
    tree = scene.tree
    for over in sorted(tree.those(clause.head, "obl", "obj", "xcomp", "advmod", "nmod"), reverse=True):
        for child in tree.those(over, "nmod", "obl", "obl:agent"):
            if tree.case(child) == "by" and child > over > clause.head and scene.party(child):
                return actors_of(scene, child)
    return []


def beside(scene: Scene, clause: Clause) -> list[Participant]:
    """'A, together with B, attacked', 'A backed by B attacked': B."""
    words = [w for case, w in clause.obliques if case in _TOGETHER]
    if clause.actor is not None:
        for child in scene.tree.those(clause.actor, "acl"):
            if scene.tree.lemmas[child] in _HELPED and (agent := scene.clause(child).agent) is not None:
                words.append(agent)
        words += [c for c in scene.tree.those(clause.actor, "nmod", "obl") if scene.tree.case(c) in _TOGETHER]
    found = [a for w in words for a in actors_of(scene, w) or owners_of_machine(scene, w)]
    return [a for a in found if a.is_party]


def _acted_on(scene: Scene, clause: Clause, pattern: EventPattern) -> list[Participant]:
    for role in pattern.against:
        word = clause.subject if role == "subject" else argument(clause, role)
        if word is not None and scene.passage.word(word) == "it" and pattern.event in VIOLENT:
            continue  # 'shelled it': a place
        if found := actors_of(scene, word, at_place=role == "at" or (pattern.event in _AT_PLACE and role != "patient")):
            return found
        if word is not None and (inner := _owners(scene, word)):
            return inner
    return []


def _post_of_state(scene: Scene, clause: Clause, pattern: EventPattern, by: list[Participant]) -> list[Participant]:
    """'militants attacked a checkpoint': the state's, where an armed group attacks and no other army is spoken of."""
    word, state = clause.patient, scene.state
    if word is None or state is None or pattern.event not in VIOLENT or not any(a.is_party for a in by):
        return []
    tree, passage = scene.tree, scene.passage
    if noun_base(passage, tree, word) not in event_words().lists["posts"]:
        return []
    inside = tree.under(word, stop=_CLAUSES)
    named = any(tree.classes[i] == "PROPN" and not any(p.start <= i < p.end for p in scene.phrases) for i in inside)
    fought = all(scene.other(a.party) == state for a in by if a.is_party)
    if named or not fought:
        return []
    return [Participant(word, word + 1, state, passage.words[word])]


def _owners(scene: Scene, word: int) -> list[Participant]:
    """Whose thing was hit: 'Front positions', 'a convoy of the army'."""
    tree = scene.tree
    for child in tree.those(word, "compound", "amod", "nmod:poss", "nmod"):
        if tree.relation(child) == "nmod" and tree.case(child) not in ("of", "belonging to", ""):
            continue
        if tree.relation(child) == "nmod" and tree.relations[child] == "nmod:poss" and (ours := own_party(scene, word)):
            return [Participant(child, word + 1, ours, scene.passage.text(child, word + 1))]
        if party := scene.party(child):
            return [party]
        service = scene.passage.word(child) in event_words().lists["services"]
        other = any(scene.passage.word(c) in _QUARTERS for c in tree.those(child, "amod", "compound"))
        if service and scene.state and not other and is_own(scene.passage, child, scene.names):
            return [Participant(child, word + 1, scene.state, scene.passage.text(child, word + 1))]
    return []


def owners_of_machine(scene: Scene, word: int | None) -> list[Participant]:
    """'government warplanes bombed', 'rebel artillery hit': whose weapon it was."""
    if word is None or noun_base(scene.passage, scene.tree, word) not in event_words().lists["machines"]:
        return []
    if party := scene.party(word) or scene.party(_from(scene, word)):
        return [party]
    return _owners(scene, word) or fired_from(scene, word)


def fired_from(scene: Scene, word: int) -> list[Participant]:
    """'rockets fired from rebel-held territory', 'shells from land controlled by the Front': who holds it there."""
    tree = scene.tree
    near = (word, *tree.those(word, "acl"))
    for over in near:
        for child in tree.those(over, "nmod", "obl"):
            if tree.case(child) != "from" or noun_base(scene.passage, tree, child) not in _LAND:
                continue
            inside = tree.under(child)
            held = [p for p in scene.participants if p.start in inside and p.is_party]
            if len({p.party for p in held}) == 1:
                return held[:1]
    return []


def _from(scene: Scene, word: int) -> int | None:
    """'shells from the Front's lines': where they came from."""
    return next((c for c in scene.tree.those(word, "nmod") if scene.tree.case(c) == "from"), None)


def _cause(scene: Scene, clause: Clause, *, of_subject: bool) -> NounEvent | None:
    """The weapon or event named as what did it: 'a car bomb killed', 'died in an air strike'."""
    near = [clause.agent, *(w for case, w in clause.obliques if case in _CAUSE_CASES)]
    near += [clause.subject] if of_subject and not clause.passive else []
    found = [as_before(scene, told) for word in near if word is not None and (told := event_of(scene, word))]
    return min(found, key=lambda told: (told.is_weapon, told.event == "assault"), default=None)


def _nouns_inside(scene: Scene, clause: Clause) -> set[int]:
    """The nouns of events that are arguments of a clause that is itself an event."""
    words = [clause.subject, clause.object, clause.agent, *(w for _, w in clause.obliques)]
    return {word for word in words if word is not None and noun_event(scene, word)}


def _between(scene: Scene, clause: Clause, pattern: EventPattern) -> Incident | None:
    """A dealing of one named actor with another: told only where both are named."""
    by = [
        d for role in pattern.by for d in actors_of(scene, argument(clause, role), at_place=True) if is_named(scene, d)
    ]
    against: list[Participant] = []
    for role in pattern.against:
        word = argument(clause, role)
        against = [d for d in named_actors(scene, word) if d.party not in {b.party for b in by}]
        if against:
            break
    if not against:
        for child in scene.tree.those(clause.head, "ccomp", "xcomp", "obl"):
            if scene.tree.case(child) in _ADJUNCTS:
                continue
            against = [d for d in named_actors(scene, child) if d.party not in {b.party for b in by}]
            if against:
                break
    sides = pattern.sides
    if len(by) > 1 and not against and pattern.event in _MUTUAL:
        by, against, sides = by[:1], by[1:], True  # 'A and B agreed'
    if not by or not against:
        return None
    stage, at = stage_of(scene, clause.head)
    return Incident(clause, pattern.event, by, against, sides=sides, stage=stage, mood_at=at)


def foiled(scene: Scene, clause: Clause, used: set[int]) -> Incident | None:
    """'defused a bomb', 'a suicide attack was thwarted': tried, and prevented."""
    if clause.patient is None or (noun := noun_event(scene, clause.patient)) is None:
        return None
    is_found = event_base(scene.passage, scene.tree, clause.head) in event_words().lists["discovered"]
    if (noun.is_weapon or is_found) and (noun.event != "bombing" or (is_found and not noun.is_weapon)):
        return None
    if is_found and scene.passage.word(noun.word) not in _PLANTED:
        return None
    used.add(noun.word)
    return Incident(
        clause, noun.event, list(noun.by), stage=ATTEMPTED, mood_at=clause.head, label=scene.passage.word(noun.word)
    )

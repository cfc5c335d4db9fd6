"""Who holds a place by an event told as a noun: 'the fall of A', "X's capture of B", 'victory in C'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause
from holdsway.reading.dealt import dealing_words
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding, is_of_force, with_holder, word_for
from holdsway.reading.meant import meant_by
from holdsway.reading.patterns import ControlPattern, control_patterns
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import Speech
from holdsway.records import Kind, Modality, Polarity

__all__ = ["told_by_noun", "victory"]

_MAKES = frozenset(("make", "stage", "beat", "begin", "start", "complete", "carry", "conduct", "finish"))
_HELPS = frozenset(("bring", "put", "give", "allow", "enable", "help", "place", "leave", "let", "hand"))
_COMPLETES = frozenset(("complete", "finish", "wrap", "conclude", "seal", "achieve", "effect", "accomplish", "carry"))
_CABINET = frozenset(("prime", "defence", "defense", "interior", "information", "deputy", "security", "foreign", "the"))


def told_by_noun(scene: Scene, clause: Clause, pattern: ControlPattern) -> Iterator[Finding]:
    """'the capture of A by X', 'announced the liberation of A', 'the fall of B to Y'."""
    passage = scene.passage
    where = word_for(clause, pattern.place)
    places = [p for p in scene.places(where) if p.kind in ("place", "count", "province", "site")]
    who_is = word_for(clause, pattern.holder) if pattern.holder else None
    if not places:  # 'the withdrawal of troops from A', where 'from A' was hung on the troops
        nested = [c for noun in scene.tree.those(clause.head, "nmod") for c in scene.tree.those(noun, "nmod")]
        led = [c for c in nested if scene.tree.case(c) in pattern.place and scene.tree.case(c) != "of"]
        where = next((c for c in led if scene.places(c)), where)
        places = [p for p in scene.places(where) if p.kind in ("place", "count", "province", "site")]
    if not places and clause.subject is not None and (owned := scene.places(clause.subject)):
        places, where = owned, clause.subject  # "A's capture by X", "A's fall"
        who_is = clause.led_by("by", "to")
    over = scene.tree.heads[clause.head]
    if not places and pattern.sense in ("leaves", "loses") and scene.tree.relation(clause.head) == "obj":
        led = [c for c in scene.tree.those(over, "obl") if c > clause.head and scene.tree.case(c) in pattern.place]
        where = next((c for c in led if scene.places(c)), where)  # 'called the pull-back from A a manoeuvre'
        places = scene.places(where)
    if not places and pattern.sense == "leaves" and _is_owned_up(scene, clause.head):
        where, places = clause.head, [PlacePhrase(clause.head, clause.head + 1, "it", "site", core=clause.head)]
    if not places or where is None:
        return
    said = scene.mood(clause.head, deed=True)
    if said is None:
        return
    if _is_called_untrue(scene, clause.head):
        said = replace(said, polarity=Polarity.NEGATED)
    chain = scene.chain(clause.head)
    who = scene.party(who_is)
    if who_is is not None and who is None and who_is != clause.subject:
        return
    loser = scene.party(word_for(clause, pattern.loser)) if pattern.loser else None
    owns_up = pattern.sense == "loses" and _admits(scene, clause.head, chain)
    if loser is None and (pattern.sense == "leaves" or owns_up) and chain:
        party = chain[-1].party
        loser = Participant(chain[-1].start, chain[-1].stop, party, chain[-1].speaker) if party else None
    if loser is None and pattern.sense == "leaves" and scene.tree.relation(clause.head) == "obj":
        over = scene.tree.heads[clause.head]  # 'the army made a tactical retreat from A'
        loser = scene.party(scene.clause(over).actor) if scene.tree.lemmas[over] in _MAKES else None
    if loser is None and pattern.sense in ("loses", "leaves"):
        loser = _struck(scene, clause.head)
        if loser is not None and not said.modality.is_evidence and _is_called(scene, clause.head):
            said = replace(said, modality=Modality.REPORTED, trap_reason=None)  # 'called the retreat from A tactical'
    if who is None and pattern.sense in ("takes", "retakes"):
        who = _beside(scene, clause.head)
    acts = (acting(who),) if who else ((loser.party, "against", loser.text),) if loser else ()
    holder = who.party if who else scene.other(loser.party) if loser else None
    if holder is None and pattern.sense in ("takes", "retakes") and chain and chain[-1].how == "says":
        holder = chain[-1].party
    if holder is None and pattern.sense in ("falls", "loses", "takes"):
        holder = scene.rebel
    if holder is None and pattern.sense == "retakes" and (scene.is_two_sided or _is_of_state(scene, chain)):
        holder = scene.state
    if pattern.sense == "enters" and (who_is is None or not is_of_force(scene, who_is)):
        return  # 'the return of the refugees to A'
    if holder is None and (pattern.sense in ("holds", "yields", "enters") or (pattern.sense == "leaves" and not acts)):
        return
    cast = Cast(holder, acts if who else with_holder(holder, acts))
    if said.modality is Modality.ASSERTED and chain:
        said = replace(said, modality=Modality.REPORTED)
    start, end = _span_of_noun(scene, clause)
    enters = pattern.sense == "enters"
    for phrase in places:
        if meant := meant_by(scene, phrase):
            yield control_finding(
                scene, clause.head, meant, CONTESTED if meant.partial or enters else holder, said, start, end, cast,
                label=passage.words[clause.head], because=f"{pattern.sense}: {clause.lemma} of",
            )  # fmt: skip


def _struck(scene: Scene, noun: int) -> Participant | None:
    """'The loss of A was a heavy blow to the Front', 'the Front called its pull-back a manoeuvre': whose it is."""
    tree, over = scene.tree, scene.tree.heads[noun]
    if tree.relation(noun) == "nsubj":
        hit = (c for c in tree.those(over, "nmod", "obl") if tree.case(c) in ("to", "for"))
        return next((who for c in hit if (who := scene.party(c)) is not None), None)
    return scene.party(scene.clause(over).actor) if _is_called(scene, noun) else None


def _is_called(scene: Scene, noun: int) -> bool:
    """'called the pull-back from A a manoeuvre', 'described it as tactical'."""
    tree, over = scene.tree, scene.tree.heads[noun]
    beside = [c for c in tree.those(over, "xcomp", "obl", "advcl", "nmod", "obj") if c > noun]
    named = any(tree.relation(c) in ("xcomp", "obj") or tree.case(c).startswith("as") for c in beside)
    return tree.relation(noun) == "obj" and tree.lemmas[over] in control_patterns().names and named


def _beside(scene: Scene, noun: int) -> Participant | None:
    """'With the capture of A the Front now holds the coast': whose capture that was."""
    tree, over = scene.tree, scene.tree.heads[noun]
    if tree.relation(noun) == "nsubj" and tree.lemmas[over] in _HELPS:
        return scene.party(tree.child(over, "obj", "iobj"))  # 'the capture of A brings the army within sight of B'
    if tree.relation(noun) == "obj" and tree.lemmas[over] in _COMPLETES:
        return scene.party(scene.clause(over).actor)  # 'the army completed the capture of A'
    is_with = tree.relation(noun) == "obl" and tree.case(noun) == "with"
    return scene.party(scene.clause(over).actor) if is_with else None


def _admits(scene: Scene, noun: int, chain: tuple[Speech, ...]) -> bool:
    """'The Front acknowledged the loss of A': its own."""
    over = scene.tree.heads[noun]
    is_said = bool(chain) and chain[-1].verb == over and scene.tree.relation(noun) in ("obj", "obl")
    return is_said and scene.tree.lemmas[over] in control_patterns().admits


def _is_owned_up(scene: Scene, noun: int) -> bool:
    """'The Front acknowledged the retreat': from the place that was just said to have changed hands."""
    tree, over = scene.tree, scene.tree.heads[noun]
    definite = any(scene.passage.word(c) in ("the", "its", "this") for c in tree.those(noun, "det", "nmod:poss"))
    alone = tree.relation(noun) == "obj" and tree.child(noun, "nmod", "acl", "amod", "compound") is None
    told = any(f.kind is Kind.CONTROL for f in scene.before) and scene.focus is not None
    return definite and alone and told and any(s.verb == over and s.party for s in scene.speeches)


def _is_called_untrue(scene: Scene, noun: int) -> bool:
    """'The fall of A was "an invention"'."""
    tree, over = scene.tree, scene.tree.heads[noun]
    is_subject = tree.relation(noun) == "nsubj" and tree.child(over, "cop") is not None
    return is_subject and tree.lemmas[over] in dealing_words()["lies"]


def _is_of_state(scene: Scene, chain: tuple[Speech, ...]) -> bool:
    """Whether a minister or prime minister of the frame's own state speaks, who tells of what its forces did."""
    if not chain or chain[-1].party is not None:
        return False
    start, stop = chain[-1].start, chain[-1].stop
    title = next((i for i in range(start, stop) if scene.passage.word(i) in ("minister", "premier")), None)
    own = scene.names.sides.own_words
    before = scene.passage.words[start:title] if title is not None else []
    return title is not None and all(w[:1].islower() or w in own or w.casefold() in _CABINET for w in before)


def _span_of_noun(scene: Scene, clause: Clause) -> tuple[int, int]:
    """A noun that tells an event, with what hangs on it, and the verb of saying it is the object of."""
    tree = scene.tree
    words = set(tree.under(clause.head, stop=frozenset({"acl", "advcl", "parataxis", "punct", "appos", "conj", "cc"})))
    over = tree.heads[clause.head]
    if tree.relation(clause.head) == "obj" and tree.classes[over] == "VERB":
        words.add(over)
        words.update(w for c in tree.those(over, "obl") if c > clause.head for w in tree.under(c))
    start, end = min(words), max(words) + 1
    return scene.trimmed(start, end)


def victory(scene: Scene, verb: int) -> Iterator[Finding]:
    """'declared victory over X in A': whoever stands against X."""
    tree = scene.tree
    clause = scene.clause(verb)
    if clause.patient is None or tree.lemmas[clause.patient] != "victory":
        return
    over = clause.led_by("object over", "over", "object against", "against")
    where = clause.led_by("object in", "in")
    if where is None and over is not None:
        where = next((c for c in tree.those(over, "nmod") if tree.case(c) == "in"), None)
    beaten = scene.party(over)
    winner = scene.party(clause.actor)
    party = (scene.other(beaten.party) if beaten else None) or (winner.party if winner else None)
    said = scene.mood(verb)
    places = [p for p in scene.places(where) if p.kind == "place"]
    if not places or said is None or party is None:
        return
    if said.modality.is_evidence:
        said = replace(said, modality=Modality.REPORTED)
    start, end = scene.span(clause, where, subject=False)
    for phrase in places:
        against = ((beaten.party, "against", beaten.text),) if beaten else ()
        cast = Cast(party, (*((acting(winner),) if winner else with_holder(party, ())), *against))
        yield control_finding(scene, verb, phrase, party, said, start, end, cast, because="victory")

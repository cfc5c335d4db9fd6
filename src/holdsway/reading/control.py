"""Who holds what: capture, fall, recapture, withdrawal and hold, drawn from the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause, subject_of
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import ControlPattern, argument, control_patterns
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import Speech
from holdsway.records import Kind, Modality

__all__ = ["held"]

_LEADS = ("to", "of", "by", "for", "from")
_STAYS = frozenset(
    ("be", "remain", "stay", "lie", "stand", "come", "keep", "put", "bring", "place", "leave", "have", "sit")
)
_PEOPLE = word_set(
    "governor mayor chief commander commanders police official officials resident residents airline spokesman "
    "prisoner prisoners fighter fighters soldier soldiers hostage hostages woman women man men people civilian "
    "civilians weapon weapons vehicle vehicles tank tanks tweet"
)
_OWN = frozenset(("its", "their", "our", "his"))
_SOME = word_set("some many several most few wounded more other captured dozens hundreds thousands")
_SITES = word_set(
    "airport airfield airbase airstrip dam bridge refinery hospital prison jail university barracks camp mine "
    "factory oilfield oilfields port harbour harbor palace mosque church monastery school stadium"
)
_SMALL = word_set(
    "checkpoint checkpoints post posts outpost outposts position positions barrack barracks building buildings "
    "office offices school hospital market street streets road highway bridge camp camps garrison"
)


def held(scene: Scene) -> Iterator[Finding]:
    """Every statement of the sentence on who holds a place, or so many places."""
    patterns, tree = control_patterns(), scene.tree
    for word in range(len(tree)):
        kind = tree.classes[word]
        if kind in ("VERB", "ADJ", "AUX"):
            base = base_of(scene.passage, tree, word)
            if base in patterns.victory and (won := list(_victory(scene, word))):
                yield from won
                continue
            for pattern in patterns.verbs.get(base, ()):
                clause = scene.clause(word)
                if pattern.fits(clause, tree) and (found := list(_drawn(scene, clause, pattern))):
                    yield from found
                    break
        elif kind in ("NOUN", "PROPN"):
            lemma = tree.lemmas[word]
            if lemma in patterns.state_nouns and (found := list(_state(scene, word))):
                yield from found
                continue
            for pattern in patterns.nouns.get(lemma, ()):
                if found := list(_nominal(scene, scene.clause(word), pattern)):
                    yield from found
                    break
    yield from _owned(scene)


def _drawn(scene: Scene, clause: Clause, pattern: ControlPattern) -> Iterator[Finding]:
    """What one clause says by one pattern."""
    where = _where(scene, clause, pattern)
    places = [p for p in scene.places(where) if not _is_of_people(scene, p, where)]
    if pattern.sense == "repels" and not places:
        where, places = _attacked(scene, clause, pattern)
    if not places or where is None:
        return
    if any(scene.passage.word(clause.head + 1) == word for word in pattern.before):
        return
    if pattern.sense == "falls" and _is_counted_drop(scene, clause):
        return
    said = scene.mood(clause.head, deed=pattern.sense not in ("holds", "repels"))
    if said is None or _looks_back(scene, clause, pattern):
        return
    cast = _cast(scene, clause, pattern)
    if cast is None:
        return
    start, end = scene.span(clause, where, *(p.core for p in places), *(p.end - 1 for p in places))
    for phrase in places:
        meant = _meant(scene, phrase)
        if meant is None or (meant.kind == "province" and pattern.sense == "leaves"):
            continue
        contested = pattern.sense in ("enters", "changes") or meant.partial or _is_small(scene, where)
        yield _finding(
            scene, clause.head, meant, CONTESTED if contested else cast.holder, said, start, end, cast,
            because=f"{pattern.sense}: {base_of(scene.passage, scene.tree, clause.head)}",
        )  # fmt: skip


def _where(scene: Scene, clause: Clause, pattern: ControlPattern) -> int | None:
    """The word that a pattern takes for the place."""
    tree = scene.tree
    is_subject = bool(pattern.through) or pattern.place == ("actor",)
    where = clause.subject if is_subject else _argument(clause, pattern.place)
    if where is not None and not scene.places(where) and tree.relation(clause.head) == "acl":
        over = tree.heads[where]  # 'A became the first capital to fall'
        named = tree.child(where, "nsubj") if tree.child(where, "cop") is not None else None
        if named is None and tree.lemmas[over] in ("become", "remain") and tree.relation(where) in ("xcomp", "obj"):
            named = tree.child(over, "nsubj")
        where = named if named is not None else where
    return where


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who holds the place after a clause, and the actors that it names, each with its part."""

    holder: str | None
    actors: tuple[tuple[str, str, str], ...] = ()


def _cast(scene: Scene, clause: Clause, pattern: ControlPattern) -> _Cast | None:
    """Who is who in a clause; None when the pattern cannot be meant, or somebody who is no party here has the place."""
    tree = scene.tree
    chain = scene.chain(clause.head)
    loser = scene.party(_argument(clause, pattern.loser)) if pattern.loser else None
    against = ((loser.party, "against", loser.text),) if loser else ()
    if pattern.through:
        noun = next(
            (w for case, w in clause.obliques if case in pattern.by and tree.lemmas[w] in pattern.through), None
        )
        who = _of_noun(scene, noun) if noun is not None else None
        return _Cast(who.party, (_by(who),)) if who else None
    if pattern.holder:
        word = _argument(clause, pattern.holder)
        if word is not None:
            found = scene.parties(word)
            if not found and (text := _armed(scene, word)):
                return _Cast(None, ((text, "by", text), *against))
            if not found or any(scene.passage.word(c) == "neither" for c in tree.those(word, "det")):
                return None
            holder = found[0].party if len(found) == 1 or pattern.sense != "holds" else CONTESTED
            return _Cast(holder, (*(_by(who) for who in found), *against))
        if pattern.holder == ("actor",) and not clause.passive and clause.subject is None:
            speaker = chain[-1].party if chain else None
            return _Cast(speaker, ((speaker, "by", chain[-1].speaker), *against)) if speaker else None
    if (
        pattern.loser == ("actor",)
        and clause.actor is not None
        and (loser is None or _leaves_others(scene, loser, pattern))
    ):
        return None
    if pattern.sense == "leaves" and loser is None and not clause.passive:
        return None
    if loser is not None:
        other = None if pattern.sense == "yields" else scene.other(loser.party)
        acts = ((loser.party, "by", loser.text),) if pattern.sense in ("leaves", "yields") else against
        return _Cast(other, _with(other, acts))
    meant = _by_sense(scene, clause, pattern, chain)
    return _Cast(meant, _with(meant, ()))


def _armed(scene: Scene, word: int) -> str | None:
    """The words that name an armed actor which is no party here, or nobody knows which: 'militants', 'the X Army'."""
    passage = scene.passage
    if passage.word(word) not in scene.words.lists["forces"] and passage.at("side", word) is None:
        return None
    who = scene.who(word)
    return who.text if who else None


def _by(who: Participant) -> tuple[str, str, str]:
    return (who.party, "by", who.text)


def _with(holder: str | None, acts: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """The actors named, and the holder that follows from them without being named."""
    return acts if holder is None or holder == CONTESTED else (*acts, (holder, "party", ""))


def _attacked(scene: Scene, clause: Clause, pattern: ControlPattern) -> tuple[int | None, list[PlacePhrase]]:
    """The place of an attack that was repelled: named within it, else the one in focus."""
    if clause.patient is None or (not pattern.object and scene.party(clause.patient) is None):
        return None, []
    inside = scene.tree.under(clause.patient)
    named = [p for p in scene.phrases if p.core in inside and p.kind in ("place", "site")]
    if not named and scene.focus is not None:
        named = [scene.focus]
    return clause.patient, named[:1]


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


def _of_noun(scene: Scene, noun: int) -> Participant | None:
    """Whose control: 'Taliban control', 'the control of the army', 'rebel hands', 'their control'."""
    tree = scene.tree
    for child in tree.those(noun, "compound", "amod", "nmod:poss", "nmod", "flat"):
        if found := scene.party(child):
            return found
        if scene.passage.word(child) in _OWN:
            chain = scene.chain(noun)
            if chain and chain[-1].party:
                return Participant(child, child + 1, chain[-1].party, scene.passage.words[child])
            earlier = [p for p in scene.participants if p.end <= child]
            if earlier:
                return replace(earlier[-1], start=child, end=child + 1, text=scene.passage.words[child])
    return scene.party(noun)


def _state(scene: Scene, noun: int) -> Iterator[Finding]:
    """'A is under Taliban control', 'B was back in government hands', 'C remains in the hands of X'."""
    tree, passage = scene.tree, scene.passage
    if tree.case(noun).split(" ")[0] not in control_patterns().state_leads:
        return
    over = tree.heads[noun]
    relation = tree.relation(noun)
    if (
        over == noun
        or relation in ("root", "ccomp", "conj", "acl", "advcl", "parataxis")
        or tree.child(noun, "cop") is not None
    ):
        predicate, clause = noun, scene.clause(noun)
        where = subject_of(tree, noun)
    elif relation in ("obl", "advmod") and tree.child(over, "cop") is not None:
        predicate, clause, where = over, scene.clause(over), subject_of(tree, over)  # 'A is wholly in X hands'
    elif relation in ("obl", "advmod", "xcomp", "obj") and tree.classes[over] in ("VERB", "AUX"):
        predicate, clause = over, scene.clause(over)
        where = clause.patient if clause.patient is not None and not clause.passive else clause.subject
        if tree.lemmas[over] not in _STAYS and base_of(passage, tree, over) not in ("fall", "pass", "return", "slip"):
            where = None
    elif relation == "nmod" and tree.classes[over] in ("NOUN", "PROPN"):
        predicate, clause, where = noun, scene.clause(noun), over
    else:
        return
    places = scene.places(where)
    who = _of_noun(scene, noun)
    if not places or who is None or where is None:
        return
    if base_of(passage, tree, predicate) in ("fall", "pass", "slip") and predicate != noun:
        return  # told by its own pattern
    said = scene.mood(predicate)
    if said is None:
        return
    inside = [where, noun, *tree.under(noun, stop=frozenset({"acl", "advcl", "punct", "conj"}))]
    far = relation == "conj" and tree.child(noun, "nsubj") is None and noun - where > 16
    start, end = scene.span(replace(clause, subject=None), None if far else where, noun)
    start, end = min(start, min(inside[1:] if far else inside)), max(end, max(inside) + 1)
    for phrase in places:
        if meant := _meant(scene, phrase):
            holder = CONTESTED if meant.partial else who.party
            yield _finding(
                scene, predicate, meant, holder, said, start, end, _Cast(who.party, (_by(who),)),
                label=passage.text(noun, noun + 1), because="holds: under control",
            )  # fmt: skip


def _nominal(scene: Scene, clause: Clause, pattern: ControlPattern) -> Iterator[Finding]:
    """'the capture of A by X', 'announced the liberation of A', 'the fall of B to Y'."""
    passage = scene.passage
    where = _argument(clause, pattern.place)
    places = [p for p in scene.places(where) if p.kind in ("place", "count", "province", "site")]
    who_is = _argument(clause, pattern.holder) if pattern.holder else None
    if not places and clause.subject is not None and (owned := scene.places(clause.subject)):
        places, where = owned, clause.subject  # "A's capture by X", "A's fall"
        who_is = clause.led_by("by", "to")
    if not places or where is None:
        return
    said = scene.mood(clause.head, deed=True)
    if said is None:
        return
    chain = scene.chain(clause.head)
    who = scene.party(who_is)
    if who_is is not None and who is None and who_is != clause.subject:
        return
    loser = scene.party(_argument(clause, pattern.loser)) if pattern.loser else None
    if loser is None and pattern.sense == "leaves" and chain:
        party = chain[-1].party
        loser = Participant(chain[-1].start, chain[-1].stop, party, chain[-1].speaker) if party else None
    acts = (_by(who),) if who else ((loser.party, "by", loser.text),) if loser else ()
    holder = who.party if who else scene.other(loser.party) if loser else None
    if holder is None and pattern.sense in ("takes", "retakes") and chain and chain[-1].how == "says":
        holder = chain[-1].party
    if holder is None and pattern.sense in ("falls", "loses", "takes"):
        holder = scene.rebel
    if holder is None and pattern.sense == "retakes" and scene.is_two_sided:
        holder = scene.state
    if holder is None and (pattern.sense in ("holds", "yields") or (pattern.sense == "leaves" and not acts)):
        return
    cast = _Cast(holder, acts if who else _with(holder, acts))
    if said.modality is Modality.ASSERTED and chain:
        said = replace(said, modality=Modality.REPORTED)
    start, end = _span_of_noun(scene, clause)
    for phrase in places:
        if meant := _meant(scene, phrase):
            yield _finding(
                scene, clause.head, meant, CONTESTED if meant.partial else holder, said, start, end, cast,
                label=passage.words[clause.head], because=f"{pattern.sense}: {clause.lemma} of",
            )  # fmt: skip


def _span_of_noun(scene: Scene, clause: Clause) -> tuple[int, int]:
    """A noun that tells an event, with what hangs on it, and the verb of saying it is the object of."""
    tree = scene.tree
    words = set(tree.under(clause.head, stop=frozenset({"acl", "advcl", "parataxis", "punct", "appos", "conj", "cc"})))
    over = tree.heads[clause.head]
    if tree.relation(clause.head) == "obj" and tree.classes[over] == "VERB":
        words.add(over)
        words.update(w for c in tree.those(over, "obl") if c > clause.head for w in tree.under(c))
    start, end = min(words), max(words) + 1
    return scene._trimmed(start, end)


def _victory(scene: Scene, verb: int) -> Iterator[Finding]:
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
        acts = (*((_by(winner),) if winner else ()), *(((beaten.party, "against", beaten.text),) if beaten else ()))
        cast = _Cast(party, acts if winner else _with(party, acts))
        yield _finding(scene, verb, phrase, party, said, start, end, cast, because="victory")


def _owned(scene: Scene) -> Iterator[Finding]:
    """'X said that A was theirs', 'A is ours', 'A is with the Front', 'six towns are under the Front'."""
    tree, passage = scene.tree, scene.passage
    for at, word in enumerate(passage.lower):
        party = _owner(scene, at, word)
        places = scene.places(subject_of(tree, at)) if party else []
        if party is None or not places:
            continue
        said = scene.mood(at)
        start, end = scene.span(replace(scene.clause(at), subject=None), places[0].core, at)
        for phrase in places:
            if said and (meant := _meant(scene, phrase)):
                cast = _Cast(party.party, (_by(party),))
                yield _finding(scene, at, meant, party.party, said, start, end, cast, because="holds: is with")


def _owner(scene: Scene, at: int, word: str) -> Participant | None:
    """The party whose the place is said to be: 'theirs', 'ours', 'with the Front'."""
    tree = scene.tree
    if word in ("theirs", "ours"):
        party = scene.voice_at("we" if word == "ours" else "they", at)
        return Participant(at, at + 1, party, scene.passage.words[at]) if party else None
    linked = tree.child(at, "cop") is not None or tree.lemmas[tree.heads[at]] in ("remain", "stay")
    return scene.party(at) if linked and tree.case(at) in ("with", "under") else None


def _finding(
    scene: Scene,
    head: int,
    phrase: PlacePhrase,
    holder: str | None,
    said: Stance,
    start: int,
    end: int,
    cast: _Cast,
    *,
    label: str | None = None,
    because: str = "",
) -> Finding:
    words = scene.passage.words[head]
    start = scene.with_denial(start, head)
    return Finding(
        kind=Kind.COUNT if phrase.kind == "count" and not _is_whole(phrase) else Kind.CONTROL,
        start=start,
        end=end,
        anchor=head,
        stance=said,
        chain=scene.chain(head),
        phrase=phrase,
        party=holder,
        actors=tuple((id, role, text or words) for id, role, text in cast.actors),
        label=(label or words).casefold(),
        figure=phrase.figure,
        number_of=phrase.unit,
        category=phrase.of,
        because=because,
    )


def _meant(scene: Scene, phrase: PlacePhrase) -> PlacePhrase | None:
    """The phrase itself, or the place that 'it' or 'the district' stands for."""
    if phrase.kind in ("place", "site") and (kind := _site_kind(scene, phrase)):
        return _site(scene, phrase, kind)
    if phrase.kind != "site":
        return phrase
    if phrase.name.endswith("province"):
        return replace(phrase, kind="province", name=scene.parent) if scene.parent else None
    earlier = [p for p in scene.phrases if p.kind == "place" and p.end <= phrase.start]
    names = {p.name for p in earlier}
    if len(names) == 1 and scene.focus is None:
        return replace(earlier[-1], partial=phrase.partial)
    if scene.focus is not None and (not names or scene.focus.name in names):
        return replace(scene.focus, partial=phrase.partial)
    if earlier and (scene.focus is None or phrase.name == "it" or len(names) == 1):
        return replace(earlier[0] if len(names) == 1 else earlier[-1], partial=phrase.partial)
    return None


def _site_kind(scene: Scene, phrase: PlacePhrase) -> str | None:
    """'the airport at A', "A's university": what kind of site a phrase names, rather than the place itself."""
    words = scene.passage.lower[phrase.start : phrase.end]
    return next((word for word in words if word in _SITES), None)


def _site(scene: Scene, phrase: PlacePhrase, kind: str) -> PlacePhrase | None:
    """A site as a place of its own where the frame has it, else marked as no more than a site within the place."""
    places = scene.names.frame.places
    if phrase.kind == "place" and kind in phrase.name.casefold():
        return phrase
    near = phrase if phrase.kind == "place" else scene.focus
    if near is not None:
        for name in (f"{near.name} {kind}", f"{near.name}'s {kind}"):
            if places.named(name):
                return replace(near, name=name, start=phrase.start, end=phrase.end, core=phrase.core)
    if phrase.kind == "site" and scene.focus is not None and kind in scene.focus.name.casefold():
        return scene.focus
    return (
        replace(near, name=f"{kind} of {near.name}", kind="works", start=phrase.start, end=phrase.end) if near else None
    )


def _is_whole(phrase: PlacePhrase) -> bool:
    """'All six districts of A', 'all but one of the 28 districts of A': said of A itself, not a count of places."""
    return phrase.parent is not None and phrase.whole


def _argument(clause: Clause, roles: Sequence[str]) -> int | None:
    return next((word for role in roles if (word := argument(clause, role)) is not None), None)


def _is_of_people(scene: Scene, phrase: PlacePhrase, head: int | None) -> bool:
    """'captured the governor of A', 'killed A residents': the noun phrase is of people or things, not of the place."""
    return head is not None and not phrase.start <= head < phrase.end and scene.tree.lemmas[head] in _PEOPLE


def _is_small(scene: Scene, head: int | None) -> bool:
    return head is not None and scene.tree.lemmas[head] in _SMALL


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
    inside = any(f.start >= loser.start and f.end <= loser.end for f in passage.figures)
    counted = any(f.end == first and not f.is_percent for f in passage.figures) or inside
    return counted or passage.word(first - 1) in _SOME

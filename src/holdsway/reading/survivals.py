"""Whether somebody lives: 'A is alive', 'A survived the blast', and reports of a deed that nobody found borne out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.cast import actors_of, is_people
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_base, event_words, noun_base
from holdsway.reading.envoys import as_side
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.incidents import ATTEMPTED, MILD, Incident, found_of, spanned
from holdsway.reading.moods import Stance
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.told_nouns import noun_event
from holdsway.reading.whereabouts import whereabouts
from holdsway.records import Modality, Polarity

__all__ = ["survivals", "unfounded"]

_OUTSIDE = frozenset(("parataxis", "conj", "cc", "acl", "ccomp"))
_CLAUSES = frozenset(("acl", "ccomp", "advcl", "punct", "appos"))
_SINGULAR = frozenset(("he", "she"))


def survivals(scene: Scene) -> Iterator[Finding]:
    """Everyone the sentence says is alive, or came through an attack alive."""
    tree, lists = scene.tree, event_words().lists
    for word in range(len(tree)):
        if scene.passage.word(word) == "alive":
            yield from _alive(scene, word)
        elif tree.lemmas[word] in lists["survives"] and tree.classes[word] == "VERB":
            yield from _survived(scene, word)


def _alive(scene: Scene, word: int) -> Iterator[Finding]:
    """'A is alive', 'A was seen alive in B', 'believes A to be alive'."""
    tree, lists = scene.tree, event_words().lists
    head = word
    if tree.child(word, "cop") is None:
        head = tree.heads[word]
        if tree.relation(word) not in ("xcomp", "amod", "advmod", "acl") or tree.lemmas[head] not in lists["sees"]:
            return
    clause = scene.clause(head)
    who = _person(scene, clause.patient if head != word else clause.subject)
    if who is not None:
        yield from _living(scene, clause, who)


def _survived(scene: Scene, word: int) -> Iterator[Finding]:
    """'A survived the attack', 'A survived an attempt on his life' tells of an attempt to kill."""
    tree, lists = scene.tree, event_words().lists
    clause = scene.clause(word)
    if (who := _person(scene, clause.subject)) is None or clause.passive:
        return
    noun = clause.object
    if noun is not None and noun_base(scene.passage, tree, noun) in lists["attempts"]:
        incident = Incident(clause, "killing", [], [who], stage=ATTEMPTED, mood_at=word)
        incident.place = whereabouts(scene, clause)
        if found := found_of(scene, incident, because="killing: attempt survived"):
            yield found
    elif noun is None or noun_event(scene, noun) is not None:
        yield from _living(scene, clause, who)


def _person(scene: Scene, word: int | None) -> Participant | None:
    """One person: by name, by office, or as 'he'."""
    if word is None:
        return None
    tree, passage = scene.tree, scene.passage
    if tree.classes[word] == "PRON":
        return Participant(word, word + 1, passage.word(word), passage.words[word], is_party=False) if (
            passage.word(word) in _SINGULAR
        ) else None  # fmt: skip
    if tree.child(word, "conj", "nummod") is not None:
        return None
    if tree.classes[word] == "NOUN" and (passage.word(word).endswith("s") or not is_people(scene, word)):
        return None
    is_known = any(p.start <= word < p.end for p in scene.phrases)
    found = actors_of(scene, word, at_place=not is_known)
    named = tree.classes[word] in ("NOUN", "PROPN") and len(found) == 1
    return as_side(scene, found[0]) if named else None


def _living(scene: Scene, clause: Clause, who: Participant) -> Iterator[Finding]:
    """The finding that somebody lives, with the supposition it hangs on: 'would assume A is alive until'."""
    tree, lists = scene.tree, event_words().lists
    over = tree.heads[clause.head]
    supposed = tree.relation(clause.head) in ("ccomp", "xcomp") and tree.lemmas[over] in lists["supposes"]
    said = scene.mood(clause.head)
    if supposed and (said is None or not said.modality.is_evidence):
        told = Modality.REPORTED if scene.chain(over) or scene.clause(over).subject is not None else Modality.POSSIBLE
        said = Stance(said.polarity if said else Polarity.AFFIRMED, told, None, clause.head, passive=False)
    if said is None:
        return
    named = [] if who.party in _SINGULAR else [who]
    incident = Incident(clause, "survival", [], named, whereabouts(scene, clause) or _only_place(scene))
    found = found_of(scene, incident, because="survival", said=said)
    if found is None:
        return
    told_by = {w for s in found.chain for w in range(s.start, s.verb_end)}
    words = [w for w in tree.under(clause.head, stop=_OUTSIDE) if w not in told_by]
    if supposed:
        verbs = [over, *(w for w in tree.those(over, "aux", "advmod") if w < over)]
        words += [*verbs, *(w for c in tree.those(over, "advcl") for w in tree.under(c))]
    start, end = spanned(scene, words)
    yield replace(found, start=start, end=end)


def _only_place(scene: Scene) -> PlacePhrase | None:
    """The one place the sentence names besides that of whoever speaks."""
    speakers = {w for s in scene.speeches for w in range(s.start, s.stop)}
    named = [p for p in scene.phrases if p.kind == "place" and p.core not in speakers]
    return named[0] if len({p.name for p in named}) == 1 else None


def unfounded(scene: Scene) -> Iterator[tuple[int, Finding]]:
    """'had nothing to corroborate reports that A was killed', 'found no evidence of an attack': it is not borne out.

    Each with the word that tells the deed, which is then no event of its own.
    """
    tree, lists = scene.tree, event_words().lists
    for word in range(len(tree)):
        nothing = scene.passage.word(word) == "nothing"
        if not nothing and not (tree.lemmas[word] in lists["grounds"] and _is_none(scene, word)):
            continue
        over = tree.heads[word]
        if tree.relation(word) != "obj" or tree.lemmas[over] not in lists["finds"]:
            continue
        if nothing and not any(tree.lemmas[c] in lists["bears_out"] for c in tree.those(word, "acl")):
            continue
        inside = [w for w in tree.under(word) if w != word]
        deed = next((d for w in inside if (d := _deed(scene, w))), None)
        if deed is None:
            continue
        stance = Stance(Polarity.NEGATED, Modality.REPORTED, None, over, passive=False)
        if found := found_of(scene, deed, because=f"{deed.event}: unfounded", said=stance):
            told = [over, *(w for s in (scene.clause(over).subject,) if s is not None for w in _short(scene, s))]
            start, end = spanned(scene, [*told, *_short(scene, word, of=not nothing), *_backed(scene, word)])
            yield deed.clause.head, replace(found, start=start, end=end, anchor=over, chain=scene.chain(over))


def _is_none(scene: Scene, word: int) -> bool:
    tree, passage = scene.tree, scene.passage
    no = {passage.word(c) for c in tree.those(word, "det")}
    over = tree.heads[word]
    return "no" in no or ("any" in no and any(tree.lemmas[c] in ("not", "n't") for c in tree.children[over]))


def _short(scene: Scene, word: int, *, of: bool = False) -> list[int]:
    """A noun phrase without its clauses; `of` also with what hangs on it: 'no evidence of an attack'."""
    return scene.tree.under(word, stop=_CLAUSES if of else _CLAUSES | {"nmod"})


def _backed(scene: Scene, word: int) -> list[int]:
    """'to corroborate reports': what would be borne out, without what it says."""
    tree = scene.tree
    words: list[int] = []
    for verb in (v for v in tree.those(word, "acl") if tree.lemmas[v] in event_words().lists["bears_out"]):
        words += [verb, *(w for c in tree.those(verb, "obj") for w in _short(scene, c))]
    return words


def _deed(scene: Scene, word: int) -> Incident | None:
    """What the reports tell: somebody killed, an attack."""
    tree, words = scene.tree, event_words()
    if noun := noun_event(scene, word):
        clause = scene.clause(word)
        named = Incident(clause, noun.event, list(noun.by), list(noun.against), whereabouts(scene, clause))
        return None if noun.is_weapon or noun.event in MILD else named
    if tree.classes[word] not in ("VERB", "ADJ"):
        return None
    clause = scene.clause(word)
    for pattern in words.verbs.get(event_base(scene.passage, tree, word), ()):
        if pattern.fits(clause, tree) and not pattern.both and pattern.event not in MILD:
            against = [as_side(scene, a) for a in actors_of(scene, clause.patient)]
            by = actors_of(scene, clause.actor) if "actor" in pattern.by else []
            return Incident(clause, pattern.event, by, against, whereabouts(scene, clause))
    return None

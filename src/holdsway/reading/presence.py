"""Who is in a place and who is not: 'troops are inside A', 'they are no longer there', 'no soldier is left in B'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import subject_of
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding, is_of_force, with_holder
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import meant_by
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import control_patterns
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Polarity

__all__ = ["present"]

_WITHIN = frozenset(("in", "inside", "at", "within"))
_STAYS = word_set("back still firmly since already")
_THERE = frozenset(("there", "here", "inside", "everywhere"))
_ASIDE = frozenset(("acl", "advcl", "punct", "conj", "appos", "nsubj", "cop", "parataxis", "cc", "mark"))
_LEFT = word_set("leave remain stay see visible present")


def present(scene: Scene) -> Iterator[Finding]:
    """Every statement that armed people are in a place, or are in it no more."""
    tree, lower = scene.tree, scene.passage.lower
    for word in range(len(tree)):
        if tree.child(word, "cop") is not None:
            if tree.lemmas[word] in control_patterns().rid:
                yield from _rid(scene, word)
            else:
                yield from _within(scene, word)
        elif tree.classes[word] == "VERB" and tree.lemmas[word] in control_patterns().sees:
            yield from _seen(scene, word)
        elif tree.lemmas[word] in ("leave", "remain", "see", "find") and tree.classes[word] == "VERB":
            yield from _none_left(scene, word)
        elif lower[word] == "there" and tree.relation(word) == "expl":
            yield from _none_there(scene, tree.heads[word])


def _within(scene: Scene, word: int) -> Iterator[Finding]:
    """'X are inside A', 'X is back in A', 'X are no longer there'."""
    tree, lower = scene.tree, scene.passage.lower
    who = _armed(scene, subject_of(tree, word))
    where = _where(scene, word)
    said = scene.mood(word)
    if who is None or where is None or said is None or tree.child(word, "advcl", "xcomp", "acl") is not None:
        return
    core, places = where
    left = lower[max(0, core - 3) : core].count("longer") > 0 or "any longer" in " ".join(lower[core : core + 4])
    if left:
        other = scene.other(who.party)
        said = replace(said, polarity=Polarity.AFFIRMED)
        cast = Cast(other, with_holder(other, ((who.party, "against", who.text),)))
    else:
        verb_group = lower[min(core, word) - 3 : min(core, word) + 1] + lower[core : core + 2]
        stays = said.polarity is Polarity.AFFIRMED and _STAYS & set(verb_group)
        cast = Cast(who.party if stays or said.polarity is Polarity.NEGATED else CONTESTED, (acting(who),))
    yield from _told(scene, word, places, said, (core, who), cast, because="in it no more" if left else "in it")


def _none_left(scene: Scene, verb: int) -> Iterator[Finding]:
    """'By evening no soldier was left there', 'not a single soldier remains in A': none of them is in it."""
    tree, lower, clause = scene.tree, scene.passage.lower, scene.clause(verb)
    noun, said = clause.subject, scene.mood(verb)
    if noun is None or noun > verb or said is None or scene.party(noun) is not None or clause.object is not None:
        return
    before = lower[max(0, noun - 3) : noun]
    state = scene.state
    if not ("no" in before or "single" in before) or tree.lemmas[noun] not in ("soldier", "policeman") or state is None:
        return
    for core in tree.those(verb, "obl", "advmod"):
        places = [p for p in scene.places(core) if p.kind in ("place", "site") and tree.case(core) in _WITHIN]
        if lower[core] in _THERE and core > verb:
            places = [PlacePhrase(core, core + 1, "there", "site", core=core)]
        if places:
            who = Participant(noun, noun + 1, state, scene.passage.words[noun])
            cast = Cast(state, (acting(who),))
            said = replace(said, polarity=Polarity.NEGATED)
            yield from _told(scene, verb, places, said, (core, who), cast, because="none in it")
            return


def _seen(scene: Scene, verb: int) -> Iterator[Finding]:
    """'A reporter saw rebels in the centre of A', 'soldiers were filmed inside B': they are in it."""
    tree, clause = scene.tree, scene.clause(verb)
    noun = clause.patient
    who = _armed(scene, noun)
    said = scene.mood(verb)
    told_more = tree.child(verb, "xcomp", "ccomp", "advcl") is not None
    if who is None or noun is None or said is None or said.polarity is Polarity.NEGATED or told_more:
        return
    if tree.child(noun, "acl", "acl:relcl") is not None:
        return
    for core in [*tree.those(noun, "nmod"), *tree.those(verb, "obl")]:
        places = [p for p in scene.places(core) if p.kind in ("place", "site")] if core > noun else []
        if tree.case(core) in _WITHIN and places:
            yield from _told(scene, verb, places, said, (core, who), Cast(CONTESTED, (acting(who),)), because="in it")
            return


def _where(scene: Scene, word: int) -> tuple[int, list[PlacePhrase]] | None:
    """Where somebody is said to be: the predicate itself, or what hangs on 'back' or 'still'."""
    tree, lower = scene.tree, scene.passage.lower
    if lower[word] in _THERE and tree.child(word, "obl") is None:
        return word, [PlacePhrase(word, word + 1, "there", "site", core=word)]
    led = [word] if tree.case(word) in _WITHIN else []
    if lower[word] in ("back", "inside", "present", "still", "longer"):
        led += [c for c in tree.those(word, "obl", "nmod") if tree.case(c) in _WITHIN]
    for core in (c for c in led if tree.lemmas[c] not in control_patterns().state_nouns):
        if places := [p for p in scene.places(core) if p.kind in ("place", "site")]:
            return core, places
    return None


def _none_there(scene: Scene, verb: int) -> Iterator[Finding]:
    """'There was no army in A', 'there is not a single rebel left in B'."""
    tree, lower = scene.tree, scene.passage.lower
    noun = tree.child(verb, "nsubj", "obj")
    said = scene.mood(verb)
    if noun is None or said is None or tree.lemmas[verb] != "be":
        return
    none = "no" in lower[verb : noun + 1] or "not" in lower[verb : noun + 1] or "n't" in lower[verb : noun + 1]
    who = _armed(scene, noun)
    if not none or who is None:
        return
    hung = [noun, verb, *(c for c in tree.those(noun, "acl", "amod") if tree.lemmas[c] in _LEFT)]
    for over in hung:
        for core in tree.those(over, "nmod", "obl", "advmod"):
            places = [p for p in scene.places(core) if p.kind in ("place", "site") and tree.case(core) in _WITHIN]
            if lower[core] in _THERE and core > verb:
                places = [PlacePhrase(core, core + 1, "there", "site", core=core)]
            if places:
                said = replace(said, polarity=Polarity.NEGATED)
                cast = Cast(who.party, (acting(who),))
                yield from _told(scene, verb, places, said, (core, who), cast, because="none in it")
                return


def _rid(scene: Scene, word: int) -> Iterator[Finding]:
    """'A is free of rebels', 'B is now clear of X'; 'A is free' where that can only be of one party."""
    tree = scene.tree
    where = subject_of(tree, word)
    places = [p for p in scene.places(where) if p.kind in ("place", "site", "province")]
    said = scene.mood(word)
    if where is None or not places or said is None:
        return
    of = next((c for c in tree.those(word, "obl", "nmod") if tree.case(c) in ("of", "from")), None)
    gone = scene.party(of)
    speaker = next((s.party for s in reversed(scene.chain(word)) if s.party), None)
    if of is not None and (gone is None or not is_of_force(scene, of)):
        return
    if of is None:
        party = scene.other(speaker) if speaker else scene.rebel
        bare = tree.lemmas[word] in ("free", "liberated") and tree.child(word, "xcomp", "obl", "advcl") is None
        gone = Participant(word, word + 1, party, scene.passage.words[word]) if party and bare else None
    if gone is None:
        return
    other = scene.other(gone.party) or (speaker if speaker != gone.party else None)
    cast = Cast(other, with_holder(other, ((gone.party, "against", gone.text),)))
    core = of if of is not None else word
    yield from _told(scene, word, places, said, (core, None), cast, because="rid of")


def _armed(scene: Scene, word: int | None) -> Participant | None:
    """The fighting party that a noun phrase stands for, unless it is of one person or some other body of it."""
    who = scene.party(word)
    if who is None or word is None or not (who.start <= word < who.end and is_of_force(scene, word)):
        return None
    return who


def _told(
    scene: Scene,
    head: int,
    places: list[PlacePhrase],
    said: Stance,
    parts: tuple[int, Participant | None],
    cast: Cast,
    *,
    because: str,
) -> Iterator[Finding]:
    core, who = parts
    start, end = scene.span(scene.clause(head), core, places[-1].end - 1 if places[-1].name != "there" else None)
    there = [c for c in scene.tree.those(head, "expl") if c < head]
    inside = [core, *there, *scene.tree.under(core, stop=_ASIDE), *((who.start, who.end - 1) if who else ())]
    start, end = scene.trimmed(min(start, *inside), max(end, *(w + 1 for w in inside)))
    for phrase in places:
        if meant := meant_by(scene, phrase):
            holder = CONTESTED if meant.partial and cast.holder else cast.holder
            yield control_finding(
                scene, head, meant, holder, said, start, end, cast,
                label=scene.tree.case(core) or scene.passage.words[core], because=because,
            )  # fmt: skip

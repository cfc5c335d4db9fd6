"""Things and places counted by what befell them: '60 pick-ups were impounded', 'seized 12 tanks', '17 violations'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.doers import doers
from holdsway.reading.fates import fate_words
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import figure_of
from holdsway.reading.lexicon import word_set
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["places_hit", "things"]

_ACTIVE = word_set("capture seize impound confiscate recover commandeer hijack")
_KEEPS = word_set("record register report count document log note list monitor commit accuse")


def things(scene: Scene) -> Iterator[Harm]:
    """'60 pick-ups were impounded', 'captured 12 tanks', '2,900 buildings burnt', 'recorded 17 violations'."""
    tree, words = scene.tree, fate_words()
    for word in range(len(tree)):
        lemma = _thing(scene, word)
        breach = lemma in words.lists["breaches"]
        if tree.classes[word] not in ("NOUN", "PROPN") or not (breach or lemma in words.lists["things"]):
            continue
        figure = figure_of(scene, word)
        if figure is None or any(p.kind == "count" and p.start <= figure.start < p.end for p in scene.phrases):
            continue
        head = _told_by(scene, word, breach=breach)
        if head is None:
            continue
        clause = scene.clause(head)
        count = Headcount(word, figure.start, word + 1, figure, noun=lemma)
        what = scene.passage.words[word].casefold() if "-" not in lemma else f"{lemma}s"
        state = "" if breach else f" {words.befalls[_base(scene, head)]}"
        agents = (c for c in tree.those(word, "nmod") if tree.case(c) == "by")
        by = [p for c in agents for p in scene.parties(c)] if breach else doers(scene, clause, patient=True)
        if found := harm(scene, count, f"{what}{state}", head, by=by, against=None if breach else scene.party(word)):
            yield found


def _thing(scene: Scene, word: int) -> str:
    """The base form of a noun; the last part of one joined by a hyphen stands for the whole."""
    lemma, passage = scene.tree.lemmas[word], scene.passage
    if passage.word(word - 1) == "-" and passage.starts[word] == passage.ends[word - 1]:
        return f"{passage.word(word - 2)}-{passage.word(word).removesuffix('s')}"
    return {"lorries": "lorry", "lorrie": "lorry"}.get(lemma, lemma)


def _told_by(scene: Scene, word: int, *, breach: bool) -> int | None:
    """The predicate that says what befell the things, or that keeps count of the breaches."""
    tree, befalls = scene.tree, fate_words().befalls
    first = tree.conjuncts(word)[0]
    over, relation = tree.heads[first], tree.relation(first)
    if breach:
        return over if relation in ("obj", "nsubj", "obl") and base_of(scene.passage, tree, over) in _KEEPS else None
    for child in tree.those(word, "acl"):
        if _base(scene, child) in befalls and tree.child(child, "obj") is None:
            return child  # '2,900 buildings burnt'
    if over == first or _base(scene, over) not in befalls:
        return None
    clause = scene.clause(over)
    if relation == "nsubj":
        return over if clause.passive or tree.child(over, "obj") is None else None
    return over if relation == "obj" and base_of(scene.passage, tree, over) in _ACTIVE else None


def _base(scene: Scene, word: int) -> str:
    """The base form of a verb, also where the parse takes its participle for an adjective."""
    words = fate_words()
    base = base_of(scene.passage, scene.tree, word)
    cut = base.removesuffix("ed")
    read = words.read_as.get(base)
    return read or next((b for b in (base, cut, f"{cut}e") if b in words.befalls), base)


def places_hit(scene: Scene) -> Iterator[Harm]:
    """'Four of the six districts are affected by fighting', '16 of 24 townships have seen their seat change hands'."""
    tree = scene.tree
    taken = {f.figure.start for f in scene.told if f.figure is not None}
    for phrase in scene.phrases:
        if phrase.kind != "count" or phrase.figure is None or phrase.figure.start in taken:
            continue
        head = _befallen(scene, phrase)
        if head is None:
            continue
        count = Headcount(phrase.end - 1, phrase.start, phrase.end, phrase.figure, noun=phrase.unit or "")
        if found := harm(scene, count, phrase.unit or tree.lemmas[phrase.end - 1], head):
            yield found


def _befallen(scene: Scene, phrase: PlacePhrase) -> int | None:
    """The predicate that a phrase of counted places is the subject of, where it says what befell them."""
    tree = scene.tree
    for word in range(phrase.start, phrase.end):
        over = tree.heads[word]
        if phrase.start <= over < phrase.end or tree.relation(word) != "nsubj":
            continue
        base, clause = base_of(scene.passage, tree, over), scene.clause(over)
        passive = clause.passive or tree.child(over, "cop") is not None
        if passive and (base in fate_words().lists["hits"] or tree.lemmas[over] in fate_words().lists["hits"]):
            return over
        changed = any(scene.passage.lower[i : i + 2] == ["change", "hands"] for i in range(over, len(tree)))
        if base in ("see", "change") and (changed or scene.passage.word(over + 1) == "hands"):
            return over
    return None

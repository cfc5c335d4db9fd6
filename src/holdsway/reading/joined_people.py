"""People joined to others by 'and' whom the parse hangs elsewhere: 'X and lawyer Y', 'the mayor and two of his men'."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.fates import fate_words
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, category_of, lemma_of, whose
from holdsway.reading.scene import Scene

__all__ = ["joined_after"]

_ARTICLES = word_set("a an another his her its their our")
_OWNED = word_set("his her its their our the these those")
_PLAIN = frozenset(("NOUN", "ADJ", "PROPN"))
_ENDS = frozenset(("PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "ADV", "PRON"))
_LONGEST = 7


def joined_after(scene: Scene, word: int, found: Sequence[Headcount]) -> list[Headcount]:
    """Those joined by 'and' right after the people found in the phrase of `word`, as long as they go on."""
    more = _between(scene, word, found)
    at = max(m.end for m in (*found, *more))
    while scene.passage.word(at) == "and" and (one := _one(scene, word, at + 1)) is not None:
        if any(m.start < one.end and one.start < m.end for m in found):
            break
        more.append(one)
        at = one.end
    return more


def _between(scene: Scene, word: int, found: Sequence[Headcount]) -> list[Headcount]:
    """'six priests, a woman, and her daughter': one more, who cannot be the six, with others to follow by 'and'."""
    passage, at = scene.passage, max(m.end for m in found)
    if len(found) > 1 or found[0].is_single or passage.word(at) != "," or passage.word(at + 1) not in _ARTICLES:
        return []
    one = _one(scene, word, at + 1)
    if one is None or not one.is_single or passage.lower[one.end : one.end + 2] != [",", "and"]:
        return []
    last = _counted(scene, one.end + 2) or _person(scene, one.end + 2)
    return [one, last] if last is not None else []


def _one(scene: Scene, word: int, start: int) -> Headcount | None:
    """The people of the words from `start` on, where they have no verb of their own."""
    counted = _counted(scene, start)
    one = counted or _person(scene, start)
    if one is None or _has_own_verb(scene, word, one):
        return None
    return one


def _person(scene: Scene, start: int) -> Headcount | None:
    """'lawyer X Y', 'her husband', 'a guard', 'X Y'."""
    tree, passage = scene.tree, scene.passage
    marked = passage.word(start) in _ARTICLES
    at = start + marked
    last = min(len(tree), at + _LONGEST)
    while at < last and tree.classes[at] in _PLAIN and not _is_name(scene, at):
        at += 1
    noun = at - 1 if at > start + marked else None
    while at < last and _is_name(scene, at):
        at += 1
    named = noun is None or at > noun + 1
    if at == start + marked or (at < len(tree) and tree.classes[at] in _PLAIN):
        return None
    if noun is not None and (fate_words().category(lemma_of(scene, noun)) is None or not (marked or named)):
        return None
    if noun is not None and passage.word(noun) != lemma_of(scene, noun):
        return None  # 'and villagers'
    if noun is None and (marked or at - start < 2):
        return None
    head = noun if noun is not None else start
    figure = Figure(head, head + 1, 1.0, 1.0, 1.0)
    kind = lemma_of(scene, head) if noun is not None else "person"
    party = whose(scene, head, head) if noun is not None else None
    return Headcount(head, start, at, figure, category_of(scene, head, kind), party, is_single=True, noun=kind)


def _is_name(scene: Scene, at: int) -> bool:
    """Whether a word may be part of a person's name: it is written large and names no place, party or day."""
    tree, passage = scene.tree, scene.passage
    if tree.classes[at] != "PROPN" or not passage.words[at][:1].isupper():
        return False
    if any(m.start <= at < m.end for kind in ("place", "parent", "party") for m in passage.of(kind)):
        return False
    return not any(t.start <= at < t.end for t in passage.times)


def _counted(scene: Scene, start: int) -> Headcount | None:
    """'three of his bodyguards', 'two guards'."""
    tree, passage = scene.tree, scene.passage
    figure = next((f for f in passage.figures if f.start == start and not (f.is_percent or f.is_share)), None)
    if figure is None:
        return None
    at = figure.end + (passage.word(figure.end) == "of")
    at += passage.word(at) in _OWNED
    while at < len(tree) and at < figure.end + _LONGEST and tree.classes[at] == "ADJ":
        at += 1
    if at >= len(tree) or tree.classes[at] != "NOUN" or fate_words().category(lemma_of(scene, at)) is None:
        return None
    kind = lemma_of(scene, at)
    return Headcount(at, start, at + 1, figure, category_of(scene, at, kind), whose(scene, at, at), noun=kind)


def _has_own_verb(scene: Scene, word: int, one: Headcount) -> bool:
    """'killed X and two guards fled': whether the words are the subject of another verb, or the state of the people."""
    tree, passage = scene.tree, scene.passage
    if passage.word(one.end) in fate_words().states:
        return True
    over = {word, *tree.above(word)}
    subjects = [i for i in range(one.start, one.end) if tree.relation(i) == "nsubj"]
    if any(tree.heads[i] not in over for i in subjects):
        return True
    is_object = tree.heads[word] < word and tree.relation(word) in ("obj", "nmod")
    follows = one.end < len(tree) and tree.classes[one.end] in ("VERB", "AUX")
    return is_object and follows and not (tree.relation(word) == "nmod" and bool(subjects))

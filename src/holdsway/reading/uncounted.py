"""People told without a number: 'the peasants were killed', 'some were stoned to death'; they are two at least."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.fates import fate_words
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount, category_of, end_of, first_of, lemma_of, whose
from holdsway.reading.scene import Scene

__all__ = ["uncounted"]

_SOME = word_set("some many others most")
_SO_MANY = word_set("number majority handful lot plenty rest")
_CREWS = word_set("crew patrol garrison unit squad family platoon team group column convoy detachment")
_TOTALS = word_set("number toll count total tally")
_LIKE_MANY = word_set("people police")
_NOT_SAID = word_set("no any more fewer few every each which what other")


def uncounted(scene: Scene, head: int | None, word: int | None) -> Headcount | None:
    """The people of a noun phrase in the plural, where the predicate at `head`, if any, tells what did befall them."""
    tree, passage = scene.tree, scene.passage
    if word is None or (head is not None and not _is_told(scene, head)):
        return None
    if head is not None and tree.lemmas[head] == "shoot" and passage.word(head + 1) not in ("dead", "and"):
        return None  # 'were shot': dead or hurt, and how many, is not said
    kind, written = lemma_of(scene, word), passage.word(word)
    two = Figure(word, word + 1, 2.0, 2.0, None)
    over = tree.heads[word]
    the = any(passage.word(c) == "the" for c in tree.those(over, "det"))
    if head is not None and head > word and the and tree.relation(word) == "nmod" and tree.lemmas[over] in _TOTALS:
        return None  # 'the number of people killed' is told with its figure
    if any(passage.word(c) in _TOTALS for c in tree.those(word, "amod", "compound")):
        return None  # 'the total persons kidnapped'
    if passage.word(first_of(tree, word)) == "how" or passage.word(word - 1) in ("how", "as"):
        return None  # 'how many people were killed', 'and as many wounded'
    if written in _SOME and tree.classes[word] in ("PRON", "ADJ", "DET", "NOUN") and tree.child(word, "nmod") is None:
        return Headcount(word, word, word + 1, two, is_bare=True, noun="people")
    if kind in _SO_MANY and (of := next((c for c in tree.those(word, "nmod") if tree.case(c) == "of"), None)):
        inner = uncounted(scene, head, of)  # 'a large number of fighters'
        return replace(inner, word=word, start=first_of(tree, word)) if inner is not None else None
    if head is not None and passage.word(head + 1) == "out" and kind in _CREWS and tree.classes[word] == "NOUN":
        party = whose(scene, word, word)  # 'a mortar crew was wiped out'
        return Headcount(word, first_of(tree, word), end_of(tree, word), two, None, party, noun=kind)
    many = written != kind or written in _LIKE_MANY
    led = passage.word(first_of(tree, word)) == "the"
    named = tree.classes[word] == "PROPN" and written != kind and led  # 'the Jesuits'
    if not (tree.classes[word] == "NOUN" or named) or not many or fate_words().category(kind) is None:
        return None
    if any(passage.word(c) in _NOT_SAID for c in tree.those(word, "det", "amod", "nummod", "advmod")):
        return None
    if any(f.start <= word + 1 and word - 4 <= f.end for f in passage.figures):
        return None
    party = whose(scene, word, word)
    return Headcount(
        word, first_of(tree, word), end_of(tree, word), two, category_of(scene, word, kind), party, noun=kind
    )


def _is_told(scene: Scene, head: int) -> bool:
    """Whether a predicate tells of something done: in the past, or as what came of it ('..., killing villagers')."""
    tree, passage = scene.tree, scene.passage
    helped = {passage.word(c) for c in tree.those(head, "aux")}
    if helped & {"will", "would", "could", "can", "may", "might", "to", "should", "must", "is", "are", "be"}:
        return False
    if tree.relation(head) == "advcl" and tree.forms[head] == "ing":
        return tree.child(head, "mark") is None
    return bool(helped & {"was", "were", "had", "has", "have"}) or bool(tree.past[head])

"""Trees set right where an aside between commas hid the verb: 'troops, backed by tanks, took A'."""

from __future__ import annotations

from holdsway.reading.passages import Passage
from holdsway.reading.predicates import is_past
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb

__all__ = ["FENCED"]

_CLAUSAL = frozenset(("root", "ccomp", "parataxis", "conj", "advcl", "dep"))
_ASIDE = ("acl", "appos", "nmod", "amod", "advcl", "parataxis", "conj")
_WITHIN = frozenset(("obl", "nmod", "acl", "conj", "appos", "amod", "compound", "obj"))
_DEEP = 4
_HUNG = ("parataxis", "conj", "appos", "dep", "acl", "advcl", "list")


def _after_aside(tree: Tree, passage: Passage, word: int) -> bool:
    """'Troops, backed by tanks, took A', 'the rebels, armed with rifles, seized control of B'."""
    if word < 4 or passage.word(word - 1) != "," or not is_past(passage, word):
        return False
    noun, taken = tree.heads[word], None
    if tree.relation(word) in ("amod", "compound") and noun > word:
        noun, taken = tree.heads[noun], noun  # 'seized control', read as a control that was seized
    noun = _outside(tree, noun)
    if not noun < word or tree.classes[noun] not in ("NOUN", "PROPN") or tree.relation(noun).lower() not in _CLAUSAL:
        return False
    if tree.relation(taken if taken is not None else word) not in _HUNG or tree.case(noun):
        return False
    if tree.child(noun, "cop", "nsubj") is not None or tree.child(word, "nsubj", "aux", "mark", "cop") is not None:
        return False
    fence = next((w for w in range(noun + 1, word - 1) if passage.word(w) == ","), None)
    if fence is None or not any(fence < c < word for c in tree.those(noun, *_ASIDE)):
        return False
    if any(passage.word(w) in ("by", "to") for w in (word + 1,)) or passage.word(word - 2) in (",", "and"):
        return False
    _make_predicate(tree, passage, word, noun, taken)
    return True


def _outside(tree: Tree, word: int) -> int:
    """The noun that an aside is of, for a word in it: 'troops' in 'troops, backed by tanks'."""
    here = word
    for _ in range(_DEEP):
        over = tree.heads[here]
        if over >= here or tree.relation(here) not in _WITHIN:
            break
        here = over
    return here if tree.classes[here] in ("NOUN", "PROPN") else word


def _make_predicate(tree: Tree, passage: Passage, word: int, noun: int, taken: int | None) -> None:
    over, relation = tree.heads[noun], tree.relations[noun]
    tree.heads[word], tree.relations[word] = (word if over == noun else over), relation
    for child in list(tree.children[noun]):
        if child > word and child != taken:
            tree.heads[child] = word
    if taken is not None:
        tree.heads[taken], tree.relations[taken] = word, "obj"
        for child in list(tree.children[taken]):
            if child > taken and tree.case(child) in ("from", "on", "in", "after", "during", "by"):
                tree.heads[child], tree.relations[child] = word, "obl"
    make_verb(tree, passage, word)
    make_subject(tree, noun, word)


FENCED = (_after_aside,)
"""The corrections, in the order in which they are tried."""

"""What the corrections of a tree have in common: the forms of verbs, and a word made into one."""

from __future__ import annotations

from functools import cache

from holdsway.reading.lexicon import lexicon
from holdsway.reading.passages import Passage
from holdsway.reading.predicates import written_forms
from holdsway.reading.tree import Tree

__all__ = ["make_subject", "make_verb", "take_over", "written_as"]


def make_verb(tree: Tree, passage: Passage, word: int) -> None:
    """Make a word the finite verb that it is written as."""
    tree.lemmas[word] = written_forms().get(passage.word(word), tree.lemmas[word])
    tree.classes[word], tree.forms[word], tree.past[word] = "VERB", "finite", True


def make_subject(tree: Tree, subject: int, verb: int) -> None:
    """Make a noun the subject of a verb that stood after it."""
    tree.heads[subject], tree.relations[subject] = verb, "nsubj"
    for child in tree.those(verb, "det", "compound", "amod", "nmod:poss", "nummod", "flat"):
        if child < subject:  # what stood before it belongs to the noun: 'the', 'rebel'
            tree.heads[child] = subject


def take_over(tree: Tree, verb: int, noun: int) -> None:
    """Hang on a verb what stands after it and was hung on a noun."""
    for child in tree.children[noun]:
        if child > verb:
            tree.heads[child] = verb


def written_as(passage: Passage, word: int, *hows: str) -> bool:
    """Whether a word is written as a verb of saying of one of these kinds."""
    base = written_forms().get(passage.word(word))
    return base is not None and any(base in _of_saying(how) for how in hows)


@cache
def _of_saying(how: str) -> frozenset[str]:
    return frozenset(lexicon().groups["speech"].get(how, ()))

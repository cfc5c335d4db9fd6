"""Whether a predicate is denied by a word of its own, told of the past, or hangs on a condition: 'not', 'if'."""

from __future__ import annotations

from holdsway.reading.lexicon import word_set
from holdsway.reading.mood_words import mood_words
from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree

__all__ = ["condition_of", "is_called_untrue", "is_negated", "is_nobody", "is_past", "is_present", "is_supposed"]
__all__ += ["is_to_come", "is_unconfirmed"]

_NOT = word_set("not n't never neither nor 't hardly barely scarcely")
_NO = word_set("no neither none nobody nothing")
_IF = frozenset(("if", "unless"))
_VERBAL = frozenset(("VERB", "AUX", "ADJ"))


def is_negated(passage: Passage, tree: Tree, head: int) -> bool:
    """Whether a predicate has a word of denial, or shares that of the verb it is joined to."""
    if any(tree.case(child) in ("until", "till") for child in tree.those(head, "obl")):
        return False  # 'did not fall until Tuesday': it fell then
    for child in tree.children[head]:
        word = tree.lemmas[child]
        if tree.relation(child) in ("advmod", "det", "cc") and (word in _NOT or passage.word(child) in _NOT):
            return True
        if tree.relation(child) == "advmod" and any(passage.word(c) == "never" for c in tree.children[child]):
            return True  # 'never before had the Front taken A'
        if passage.word(child) == "longer" and passage.word(child - 1) == "no":
            return True
        if tree.relation(child) in ("nsubj", "obj", "obl") and is_nobody(passage, tree, child):
            return True
        if tree.relation(child) == "mark" and word == "without":
            return True
    if tree.relation(head) == "conj" and tree.child(head, "nsubj") is None and tree.classes[head] in _VERBAL:
        over = tree.heads[head]
        linked = any(passage.word(c) in ("or", "nor") for c in tree.those(head, "cc"))
        return linked and is_negated(passage, tree, over)
    return False


def is_called_untrue(passage: Passage, tree: Tree, over: int) -> bool:
    """Whether what a clause says of a report takes it back: 'was false', 'proved wrong', 'was denied', 'was a lie'."""
    words = mood_words()
    if is_negated(passage, tree, over):
        return False
    if tree.lemmas[over] in words["untrue"]:
        return True
    if any(tree.lemmas[c] in words["untrue"] for c in tree.those(over, "xcomp", "obj")):
        return tree.lemmas[over] in ("prove", "turn", "appear")
    if tree.child(over, "cop") is not None:
        return tree.lemmas[over] in words["lies"]
    taken_back = (*words["denies"], *words["withdraws"])
    return tree.lemmas[over] in taken_back and tree.child(over, "aux:pass") is not None


def is_to_come(tree: Tree, over: int) -> bool:
    """'The fall of A is imminent', 'is only a matter of time', 'looms': it has not come yet."""
    if tree.lemmas[over] not in mood_words()["imminent"]:
        return False
    if tree.lemmas[over] in ("matter", "question"):
        return any(tree.lemmas[c] in ("time", "day", "hour", "week") for c in tree.those(over, "nmod"))
    return tree.child(over, "cop") is not None or tree.lemmas[over] in ("loom", "approach")


def is_unconfirmed(passage: Passage, tree: Tree, over: int) -> bool:
    """'could not be confirmed', 'has not been verified': nobody denies it, and nobody vouches for it."""
    is_check = tree.lemmas[over] in ("confirm", *mood_words()["checks"])
    return is_check and is_negated(passage, tree, over) and tree.child(over, "aux:pass") is not None


def is_supposed(tree: Tree, phrase: int, over: int) -> bool:
    """'In the worst case A falls', 'according to the plan the army takes A': nobody says that it is so."""
    case, word = tree.case(phrase), tree.lemmas[phrase]
    if case in ("in", "under") and word in ("case", "scenario"):
        return any(tree.lemmas[c] in ("worst", "best", "bad", "good") for c in tree.those(phrase, "amod", "compound"))
    planned = word in ("plan", "timetable", "schedule", "scenario") and case in ("according to", "under", "by", "in")
    return planned and not tree.past[over] and tree.child(over, "aux") is None


def is_nobody(passage: Passage, tree: Tree, word: int) -> bool:
    """'nobody', 'no soldier'."""
    if passage.word(word) in _NO:
        return True
    return any(passage.word(c) in ("no", "neither") for c in tree.those(word, "det", "cc:preconj", "advmod", "cc"))


def is_present(passage: Passage, tree: Tree, word: int) -> bool:
    """Whether a verb is told in the present: 'falls', 'is taken'."""
    said = [passage.word(c) for c in tree.those(word, "aux", "cop")]
    is_finite = tree.forms[word] == "finite" or any(w in ("is", "are", "gets") for w in said)
    return is_finite and not is_past(passage, tree, word)


def is_past(passage: Passage, tree: Tree, word: int) -> bool:
    """Whether a verb is told in the past: 'fell', 'has been taken'."""
    if tree.past[word] and tree.forms[word] == "finite":
        return True
    said = [passage.word(c) for c in tree.those(word, "aux", "cop")]
    if any(w in ("was", "were", "had", "did", "has", "have") for w in said):
        return True
    return tree.past[word] and not said


def condition_of(passage: Passage, tree: Tree, head: int) -> str | None:
    """The word that makes a clause hang on what may yet come: 'if A falls, B is lost'; none in 'even if A falls'."""
    if is_past(passage, tree, head):
        return None
    for child in tree.those(head, "advcl"):
        for mark in tree.those(child, "mark", "advmod"):
            is_cue = passage.word(mark) in _IF and passage.word(mark - 1) != "even" and mark < child
            if is_cue and tree.child(child, "nsubj") is not None and is_present(passage, tree, child):
                return passage.word(mark)
    return None

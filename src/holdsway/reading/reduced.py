"""Trees set right where a participle that only tells of whom was read as the verb: 'troops backed by A took B'."""

from __future__ import annotations

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.predicates import is_past
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_verb

__all__ = ["REDUCED"]

_TOLD_OF = word_set("believed thought said suspected known reported presumed alleged understood")
_BOUND = {
    "by": word_set(
        "backed supported led aided assisted accompanied commanded helped reinforced trained armed funded escorted "
        "covered joined followed headed flanked protected"
    ),
    "with": word_set("allied linked aligned affiliated armed equipped associated"),
    "to": word_set("loyal linked allied opposed belonging close attached aligned affiliated sympathetic"),
    "in": word_set("dressed clad disguised riding travelling traveling dug"),
    "from": word_set("drawn recruited deployed rushed sent"),
    "on": word_set("mounted riding"),
    "as": word_set("disguised dressed posing"),
}
_SAY = word_set("say says claim claims insist insists report reports believe deny confirm warn")
_FOLLOWS = ("obj", "advcl", "acl", "conj", "ccomp", "parataxis", "xcomp", "dep", "obl", "nmod", "flat", "compound")
_FAR = 12


def _reduced(tree: Tree, passage: Passage, word: int) -> bool:
    noun, lead = word - 1, passage.word(word + 1)
    is_told = passage.word(word) in _TOLD_OF and lead == "to"
    if noun < 0 or not (is_told or passage.word(word) in _BOUND.get(lead, ())):
        return False
    if tree.classes[noun] not in ("NOUN", "PROPN") or tree.child(word, "aux", "cop", "aux:pass") is not None:
        return False
    is_subject = tree.heads[noun] == word or tree.heads[word] == noun
    if not is_subject:
        return False
    if tree.heads[word] == noun and tree.relation(noun) not in ("root", "ROOT", "ccomp", "conj", "parataxis"):
        return False
    chief = _chief(tree, passage, word)
    if chief is None:
        return False
    _restore(tree, passage, noun, word, chief)
    return True


def _chief(tree: Tree, passage: Passage, word: int) -> int | None:
    """The verb of the clause: the first past form after what the participle leads, without a subject of its own."""
    for at in range(word + 3, min(word + _FAR, len(tree))):
        if passage.word(at) == "and" and tree.classes[at + 1] in ("DET", "NOUN", "PROPN", "ADJ", "ADP"):
            continue
        if passage.word(at) in (",", ";", ":", "and", "that", "who", "which", "when", "as", "after", "before", "while"):
            return None
        is_form = is_past(passage, at) or (tree.classes[at] == "VERB" and (tree.past[at] or passage.word(at) in _SAY))
        taken = tree.child(at, "nsubj")
        is_own = taken is not None and not (taken == at - 1 and taken > word + 1)
        if not is_form or is_own or tree.child(at, "aux", "mark") is not None or word not in (*tree.above(at),):
            continue
        if passage.word(at + 1) == "by" or tree.relation(at) not in _FOLLOWS:
            return None
        return at if passage.word(at - 1) not in ("the", "a", "an", "by", "with", "to", "in", "of") else None
    return None


def _restore(tree: Tree, passage: Passage, noun: int, word: int, chief: int) -> None:
    """Make the chief verb the head, the noun its subject and the participle what tells of the noun."""
    top = noun if tree.heads[word] == noun else word
    is_root = tree.heads[top] == top
    above, relation = tree.heads[top], tree.relations[top]
    before = [c for c in tree.children[chief] if c < chief]
    after = [c for c in (*tree.children[word], *tree.children[top]) if c > chief]
    taken = tree.child(chief, "nsubj")
    if taken is not None or (
        tree.classes[chief] != "VERB" and before
    ):  # a noun in the parse: what stands before it was the other's
        last = max(before)
        tree.heads[last], tree.relations[last] = word, "obl"
        for child in before[:-1]:
            tree.heads[child] = last
    for child in tree.children[chief]:
        if child > chief and tree.relation(child) in ("flat", "compound", "appos"):
            tree.relations[child] = "obj"
    make_verb(tree, passage, chief)
    tree.heads[chief], tree.relations[chief] = (chief, "ROOT") if is_root else (above, relation)
    tree.heads[noun], tree.relations[noun] = chief, "nsubj"
    tree.heads[word], tree.relations[word] = noun, "acl"
    for child in after:
        tree.heads[child] = chief


REDUCED = (_reduced,)
"""The corrections, in the order in which they are tried."""

"""Trees set right around verbs of saying: what was said, read as something about the day or the hearer."""

from __future__ import annotations

from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_verb, written_as

__all__ = ["SAYINGS"]

_FAR = 9
_CLAIMS = frozenset(("claim", "claims", "report", "reports", "boast", "boasts", "allegations", "rumours", "rumors"))
_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves"))


def _claims_itself(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front itself claims to have taken A': read as a name and a noun beside it."""
    noun = word - 2
    if noun < 0 or passage.word(word - 1) not in _REFLEXIVE or tree.classes[word] != "NOUN":
        return False
    over, claimed = tree.heads[word], tree.child(word, "acl")
    if over != noun or claimed is None or not written_as(passage, word, "says", "denies"):
        return False
    tree.heads[word], tree.relations[word] = (
        (word, "ROOT") if tree.heads[noun] == noun else (tree.heads[noun], tree.relations[noun])
    )
    for child in tree.children[noun]:
        if child > word:
            tree.heads[child] = word
    tree.relations[claimed] = "xcomp"
    make_verb(tree, passage, word)
    tree.heads[noun], tree.relations[noun] = word, "nsubj"
    tree.heads[word - 1], tree.relations[word - 1] = noun, "nmod:unmarked"
    return True


def _said_that(tree: Tree, passage: Passage, word: int) -> bool:
    """'said on Monday that A fell', 'told the agency that A fell': what follows is said, and tells of no Monday."""
    if passage.word(word) != "that" or tree.relation(word) not in ("mark", "nsubj"):
        return False
    clause = tree.heads[word]
    on = tree.heads[clause]
    if tree.relations[clause] not in ("acl:relcl", "acl") or on > word:
        return False
    verb = next((w for w in (*tree.above(on),) if tree.classes[w] == "VERB"), None)
    if verb is None or not word - _FAR < verb < on or not written_as(passage, verb, "says"):
        return False
    if tree.child(verb, "ccomp") is not None or not any(c != word for c in tree.those(clause, "nsubj")):
        return False
    if tree.relation(on) == "obj" and tree.lemmas[verb] not in ("tell", "inform"):
        return False  # 'confirmed reports that A fell'
    tree.heads[clause], tree.relations[clause] = verb, "ccomp"
    tree.relations[word], tree.classes[word] = "mark", "SCONJ"
    return True


def _said_clause(tree: Tree, passage: Passage, word: int) -> bool:
    """'said his men fought on': a past verb after a noun that is all that was said is what the noun did."""
    noun = tree.heads[word]
    verb = tree.heads[noun]
    if tree.relations[word] != "acl" or not verb < noun < word or not written_as(passage, verb, "says"):
        return False
    if tree.relation(noun) not in ("nsubj", "obj") or not tree.past[word] or tree.child(word, "aux") is not None:
        return False
    beside = any(c < verb for c in tree.those(verb, "nsubj"))
    if not beside or tree.child(verb, "ccomp") is not None or passage.word(word - 1) == ",":
        return False
    tree.heads[word], tree.relations[word] = verb, "ccomp"
    tree.forms[word] = "finite"
    tree.heads[noun], tree.relations[noun] = word, "nsubj"
    return True


def _headline(tree: Tree, passage: Passage, word: int) -> bool:
    """'Army denies Front captured A': a verb of saying in a headline, read as a noun."""
    before, doer = word - 1, word + 1
    if tree.classes[word] != "NOUN" or tree.relation(word) not in ("nsubj", "compound") or doer >= len(tree):
        return False
    verb = tree.heads[doer]
    if verb < doer or tree.classes[verb] != "VERB" or tree.heads[word] not in (verb, doer):
        return False
    is_named = tree.classes[doer] in ("NOUN", "PROPN")
    written = passage.word(word).endswith("s") and written_as(passage, word, "says", "denies")
    if before < 0 or not written or not is_named or tree.heads[before] != word or tree.relation(before) != "compound":
        return False
    tree.heads[word], tree.relations[word] = (
        (word if tree.heads[verb] == verb else tree.heads[verb]),
        tree.relations[verb],
    )
    make_verb(tree, passage, word)
    tree.heads[verb], tree.relations[verb] = word, "ccomp"
    tree.relations[before], tree.relations[doer] = "nsubj", "nsubj"
    return True


def _infinitive(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front itself claims to have taken A': what a verb says with 'to' hangs on it as on a verb."""
    above = tree.heads[word]
    if tree.relations[word] != "acl" or above > word or tree.classes[above] != "VERB":
        return False
    if not any(passage.word(c) == "to" for c in tree.those(word, "mark")):
        return False
    tree.relations[word] = "xcomp"
    return True


def _heading(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front's spokesman X: “We have A”': who is named before a colon is no subject of what follows."""
    if passage.word(word) != ":" or word + 2 >= len(tree):
        return False
    for before in range(word):
        verb = tree.heads[before]
        is_subject = verb > word and tree.relations[before].startswith("nsubj")
        if is_subject and any(c > word for c in tree.those(verb, "nsubj")):
            tree.relations[before] = "vocative"
            return True
    return False


def _claim_to(tree: Tree, passage: Passage, word: int) -> bool:
    """'rejected rebel claims to have taken A': what the claim is, read as something that was done besides."""
    noun = word - 1
    if passage.word(word) != "to" or tree.relation(word) != "mark" or passage.word(noun) not in _CLAIMS:
        return False
    verb = tree.heads[word]
    if verb < word or tree.heads[verb] == noun or tree.heads[verb] != tree.heads[noun]:
        return False
    if tree.relation(verb) not in ("advcl", "xcomp", "ccomp") or tree.relation(noun) != "obj":
        return False
    tree.heads[verb], tree.relations[verb] = noun, "acl"
    return True


SAYINGS = (_heading, _claim_to, _headline, _claims_itself, _said_that, _said_clause, _infinitive)
"""The corrections, in the order in which they are tried."""

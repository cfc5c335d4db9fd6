"""Trees set right where the parser hung what is said of a place on another word: 'A is no longer in X hands'."""

from __future__ import annotations

from holdsway.reading.fates import fate_words
from holdsway.reading.passages import Passage
from holdsway.reading.patterns import control_patterns
from holdsway.reading.predicates import is_past
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb, written_as

__all__ = ["PREDICATIONS"]


def _state_said(tree: Tree, passage: Passage, word: int) -> bool:
    """'said all but one were in rebel hands': what has a verb 'to be' of its own is what is said."""
    verb = tree.heads[word]
    if tree.relation(word) not in ("obl", "obj") or verb > word or not written_as(passage, verb, "says", "denies"):
        return False
    if tree.child(word, "cop") is None or tree.child(word, "nsubj") is None:
        return False
    tree.relations[word] = "ccomp"
    return True


def _freed(tree: Tree, passage: Passage, word: int) -> bool:
    """'A and B are freed': a participle after 'to be' that was read as a noun."""
    copula = tree.child(word, "cop")
    if tree.classes[word] not in ("NOUN", "ADJ") or copula is None or not is_past(passage, word):
        return False
    subject = tree.child(word, "nsubj")
    if subject is None or tree.child(word, "det", "case", "compound", "nmod:poss") or copula > word:
        return False
    make_verb(tree, passage, word)
    tree.relations[copula], tree.relations[subject], tree.forms[word] = "aux:pass", "nsubj:pass", "participle"
    return True


def _flat(tree: Tree, passage: Passage, word: int) -> bool:
    """'lies in Front hands', 'under Front guard': whose they are is no name of which 'hands' is a part."""
    name = tree.heads[word]
    if tree.relation(word) != "flat" or name != word - 1 or passage.word(word) not in control_patterns().state_nouns:
        return False
    if not tree.case(name) or not passage.words[word].islower():
        return False
    tree.heads[word], tree.relations[word] = tree.heads[name], tree.relations[name]
    for child in tree.children[name]:
        if child != word:
            tree.heads[child] = word
    tree.heads[name], tree.relations[name] = word, "compound"
    return True


def _adverbial(tree: Tree, passage: Passage, word: int) -> bool:
    """'A is no longer in Front hands', 'is back in possession of B': it is in their hands that it is, not 'longer'."""
    if tree.classes[word] != "ADV" or tree.child(word, "cop") is None:
        return False
    noun = next(
        (c for c in tree.those(word, "obl") if c > word and passage.word(c) in control_patterns().state_nouns), None
    )
    if noun is None or not tree.case(noun):
        return False
    over, relation = tree.heads[word], tree.relations[word]
    for child in tree.children[word]:
        if child != noun and passage.word(child) != "no":
            tree.heads[child] = noun
    tree.heads[noun], tree.relations[noun] = (noun if over == word else over), relation
    tree.heads[word], tree.relations[word] = noun, "advmod"
    return True


def _counting(tree: Tree, passage: Passage, word: int) -> bool:
    """'A bomb kills at least five people': what stands between a noun and so many people is a verb."""
    before, base = word - 1, passage.word(word).removesuffix("s")
    if tree.classes[word] != "NOUN" or base == passage.word(word) or tree.relation(before) != "compound":
        return False
    figure = next((f for f in passage.figures if f.start == word + 1), None)
    if tree.heads[before] != word or figure is None or base not in fate_words().verbs:
        return False
    counted = next((i for i in range(figure.end, figure.end + 3) if i < len(tree) and tree.classes[i] == "NOUN"), None)
    if counted is None:
        return False
    if figure.start <= tree.heads[word] <= counted:
        over = tree.heads[counted]
        tree.heads[word], tree.relations[word] = (word if over == counted else over), tree.relations[counted]
    elif tree.heads[counted] != word:
        return False
    tree.heads[counted], tree.relations[counted] = word, "obj"
    make_verb(tree, passage, word)
    tree.lemmas[word] = base
    make_subject(tree, before, word)
    return True


PREDICATIONS = (_state_said, _freed, _flat, _adverbial, _counting)

"""Trees set right where another word than the verb of the main clause was taken for its head: a name or an opening."""

from __future__ import annotations

from holdsway.reading.deeds import is_past_form
from holdsway.reading.lexicon import lexicon, word_set
from holdsway.reading.passages import Passage
from holdsway.reading.predicates import is_past
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb, take_over

__all__ = ["HEADED"]

_NOUNS = ("NOUN", "PROPN")
_HUNG = ("appos", "obj", "conj", "nmod", "obl", "dep", "parataxis", "nmod:unmarked", "compound", "flat")
_KEEPS = word_set("guard patrol police man hold control ring garrison occupy rule run stand surround besiege encircle")
_TAKES = word_set("the every all most both its their a an several much half some parts guard watch positions")


def _opening(tree: Tree, passage: Passage, word: int) -> bool:
    """'Having taken A on Sunday, troops advanced': what opens the sentence is told beside the deed that follows."""
    subject = tree.heads[word]
    if tree.relations[word] != "acl" or subject > word or tree.classes[subject] not in _NOUNS:
        return False
    if not (is_past(passage, word) or is_past_form(passage.word(word))) or tree.child(word, "aux", "mark", "nsubj"):
        return False
    opening = next((a for a in tree.above(subject) if tree.heads[a] == a), None)
    if opening is None or opening > 2 or opening > subject or tree.relation(subject) not in _HUNG:
        return False
    first = passage.word(0)
    led = first.endswith("ing") or first in ("after", "before", "since", "while", "by", "when")
    comma = next((i for i in range(subject, opening, -1) if passage.word(i) == ","), None)
    if not led or comma is None or subject - comma > 5 or "," in passage.lower[subject:word]:
        return False
    tree.heads[word], tree.relations[word] = word, "ROOT"
    tree.heads[opening], tree.relations[opening] = word, "advcl"
    _before_comma(tree, subject, opening, comma)
    take_over(tree, word, subject)
    make_verb(tree, passage, word)
    make_subject(tree, subject, word)
    return True


def _opening_apart(tree: Tree, passage: Passage, word: int) -> bool:
    """'Having taken A, the Front rested': of the two verbs that were joined, the second is the one of the sentence."""
    opening, subject = tree.heads[word], tree.child(word, "nsubj")
    if tree.classes[word] != "VERB" or tree.relation(word) not in ("conj", "parataxis") or subject is None:
        return False
    if opening > 2 or tree.heads[opening] != opening or not opening < subject < word:
        return False
    if tree.child(word, "cc", "mark") is not None or tree.child(opening, "nsubj") is not None:
        return False
    led = passage.word(0).endswith("ing") or passage.word(0) in ("after", "before", "since", "while", "by")
    if not led or (passage.word(tree.under(subject)[0] - 1) != "," and passage.word(tree.under(subject)[0]) != ","):
        return False
    tree.heads[word], tree.relations[word] = word, "ROOT"
    tree.heads[opening], tree.relations[opening] = word, "advcl"
    take_over(tree, word, opening)
    return True


def _before_comma(tree: Tree, subject: int, opening: int, comma: int) -> None:
    """What stands before the comma belongs to the opening, not to who is named after it."""
    inside = [c for c in tree.children[subject] if c < comma]
    name = next((c for c in reversed(inside) if tree.classes[c] in _NOUNS), None)
    for child in inside:
        if child == name or name is None:
            tree.heads[child], tree.relations[child] = opening, "obl"
        else:
            tree.heads[child] = name


def _named_first(tree: Tree, passage: Passage, word: int) -> bool:
    """'A, the largest town of the north, surrendered': a name does nothing; the verb after the aside is its own."""
    name = tree.heads[word]
    if tree.classes[word] != "VERB" or name > word or tree.heads[name] != name or tree.classes[name] not in _NOUNS:
        return False
    if tree.relation(word) not in ("conj", "parataxis", "acl", "dep") or passage.word(word - 1) not in (",", ")"):
        return False
    if word - 1 == name + 1:
        return False  # 'The Front, backed by tanks, seized A': the aside itself
    aside = tree.child(name, "appos", "acl", "nmod")
    if tree.child(name, "nsubj", "cop", "case") is not None or aside is None or aside > word:
        return False
    if passage.word(name + 1) != "," or not (is_past(passage, word) or is_past_form(passage.word(word))):
        return False
    if tree.child(word, "nsubj", "nsubj:pass", "cc", "aux", "mark") is not None:
        return False
    tree.heads[word], tree.relations[word] = word, "ROOT"
    take_over(tree, word, name)
    make_verb(tree, passage, word)
    make_subject(tree, name, word)
    return True


def _kept(tree: Tree, passage: Passage, word: int) -> bool:
    """'Peacekeepers guard the bridge', 'the insurgents police A': between those who do it and a place stands a verb."""
    is_part = tree.classes[word] == "VERB" and tree.relation(word) in ("compound", "amod")
    if passage.word(word) not in _KEEPS or word == 0 or not (tree.classes[word] in _NOUNS or is_part):
        return False
    follows = passage.at("place", word + 1) is not None or passage.word(word + 1) in _TAKES
    before = word - 1
    if not follows or (passage.word(word) == "stand" and passage.word(word + 1) not in ("guard", "watch")):
        return False
    if tree.classes[before] not in _NOUNS or not _are_many(passage, before):
        return False
    if tree.heads[before] > word or (tree.heads[before] < before and tree.heads[before] != word):
        thing = tree.heads[word]
        if tree.heads[before] != thing or thing < word:
            return False
    return _as_verb(tree, passage, word, before)


def _third(tree: Tree, passage: Passage, word: int) -> bool:
    """'The army maintains control of A': a verb in the third person is part of no noun."""
    before, thing = word - 1, tree.heads[word]
    if tree.classes[word] != "VERB" or tree.relation(word) not in ("compound", "amod") or thing < word or before < 0:
        return False
    if not passage.word(word).endswith("s") or tree.classes[before] not in _NOUNS or passage.word(before) == "-":
        return False
    if tree.heads[before] not in (word, thing) or tree.child(thing, "cop", "nsubj") is not None or tree.case(thing):
        return False
    if tree.heads[thing] != thing and tree.relation(thing) not in ("ccomp", "parataxis"):
        return False
    return _as_verb(tree, passage, word, before)


def _came_of_it(tree: Tree, passage: Passage, word: int) -> bool:
    """'The army's attempt to retake A failed': what failed is the attempt, the subject of the clause."""
    verb = tree.heads[word]
    noun = tree.heads[verb]
    if tree.classes[word] != "VERB" or tree.relation(word) not in ("xcomp", "advcl", "ccomp", "acl") or verb > word:
        return False
    if tree.relation(verb) != "acl" or tree.classes[noun] not in _NOUNS or noun > verb or tree.heads[noun] != noun:
        return False
    if not any(passage.word(c) == "to" for c in tree.those(verb, "mark")) or passage.word(word - 1) in (",", "and"):
        return False
    if not tree.past[word] or tree.child(word, "aux", "aux:pass", "mark", "nsubj", "obj") is not None:
        return False
    tree.heads[word], tree.relations[word] = word, "ROOT"
    take_over(tree, word, noun)
    make_verb(tree, passage, word)
    make_subject(tree, noun, word)
    return True


def _are_many(passage: Passage, word: int) -> bool:
    return passage.word(word).endswith(("s", "men")) or passage.word(word) in lexicon().lists["forces"]


def _as_verb(tree: Tree, passage: Passage, word: int, subject: int) -> bool:
    """Put what was read as a noun in the place of the thing that it was hung on, which becomes its object."""
    thing = tree.child(word, "obj", "appos", "nmod:unmarked")
    if thing is not None and thing > word:
        tree.relations[thing] = "obj"
        if tree.heads[word] != word and tree.relation(word) not in ("ccomp", "advcl", "conj", "acl", "parataxis"):
            tree.relations[word] = "ccomp" if tree.heads[word] > word else "parataxis"
    else:
        thing = tree.heads[word]
        if thing <= word or tree.relation(word) not in ("compound", "nsubj", "amod", "flat", "nmod"):
            return False
        over, relation = tree.heads[thing], tree.relations[thing]
        tree.heads[word] = word if over == thing else over
        tree.relations[word] = "ccomp" if relation == "nsubj" and over != thing else relation
        for child in list(tree.children[thing]):
            if child < word and child != subject:
                tree.heads[child] = subject
            elif child > thing and tree.relation(child) in ("obl", "advmod", "punct", "conj", "parataxis", "advcl"):
                tree.heads[child] = word
        tree.heads[thing], tree.relations[thing] = word, "obj"
    lemma = tree.lemmas[word] if tree.classes[word] == "VERB" else passage.word(word)
    make_verb(tree, passage, word)
    tree.lemmas[word] = lemma
    make_subject(tree, subject, word)
    return True


HEADED = (_kept, _third, _came_of_it, _opening_apart, _opening, _named_first)
"""In the order in which they are tried."""

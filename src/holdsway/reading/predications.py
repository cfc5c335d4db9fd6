"""Trees set right where the parser hung what is said of a place on another word: 'A is no longer in X hands'."""

from __future__ import annotations

from holdsway.reading.deeds import event_words, is_past_form, singular
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


def _having(tree: Tree, passage: Passage, word: int) -> bool:
    """'denied having flown over A': what was done is the verb, and 'having' is part of it."""
    if passage.word(word) != "having" or tree.relation(word) == "aux":
        return False
    near = [c for c in (word + 1, word + 2) if c < len(tree) and tree.classes[c] == "VERB"]
    own = next((c for c in near if tree.heads[c] == word and tree.relation(c) in ("obj", "ccomp", "xcomp")), None)
    before = next((c for c in near if tree.relation(c) == "amod" and tree.heads[tree.heads[c]] == word), None)
    done = own if own is not None else before
    if done is None or not (is_past_form(passage.word(done)) or is_past(passage, done)):
        return False
    for child in tree.children[word]:
        if child != done:
            tree.heads[child] = done
    tree.heads[done], tree.relations[done] = tree.heads[word], tree.relations[word]
    tree.heads[word], tree.relations[word], tree.classes[word] = done, "aux", "AUX"
    tree.forms[done] = "participle"
    return True


def _unhurt(tree: Tree, passage: Passage, word: int) -> bool:
    """'Two drivers were freed unhurt': they were freed; how they then were is said beside."""
    done, copula = word - 1, tree.child(word, "cop")
    if (
        tree.classes[word] != "ADJ"
        or copula is None
        or tree.heads[done] != word
        or not is_past_form(passage.word(done))
    ):
        return False
    if tree.relation(done) not in ("compound", "amod", "advmod") or done < copula:
        return False
    for child in tree.children[word]:
        tree.heads[child] = done
    tree.heads[done], tree.relations[done] = (
        (tree.heads[word], tree.relations[word]) if tree.heads[word] != word else (done, "ROOT")
    )
    tree.heads[word], tree.relations[word] = done, "xcomp"
    tree.relations[copula] = "aux:pass"
    if (subject := tree.child(word, "nsubj")) is not None:
        tree.relations[subject] = "nsubj:pass"
    make_verb(tree, passage, done)
    tree.forms[done] = "participle"
    return True


def _by_those(tree: Tree, passage: Passage, word: int) -> bool:
    """'was blown up by retreating rebels': they did it, and not by retreating."""
    noun, by = word + 1, word - 1
    if tree.relation(word) != "advcl" or tree.forms[word] != "ing" or noun >= len(tree) or tree.heads[noun] != word:
        return False
    is_people = singular(tree.lemmas[noun]) in event_words().lists["people"]
    if passage.word(by) != "by" or tree.relation(noun) != "obj" or not is_people:
        return False
    over = tree.heads[word]
    if tree.child(over, "aux:pass", "nsubj:pass") is None:
        return False
    for child in tree.children[word]:
        tree.heads[child] = noun
    tree.heads[noun], tree.relations[noun] = over, "obl:agent"
    tree.heads[word], tree.relations[word] = noun, "amod"
    tree.heads[by], tree.relations[by] = noun, "case"
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


PREDICATIONS = (_state_said, _freed, _having, _unhurt, _by_those, _flat, _adverbial, _counting)

"""Trees set right where what hangs on a verb was given a part it cannot have: 'stayed in rebel hands' has no object."""

from __future__ import annotations

from holdsway.reading.acts_mended import ACTS_MENDED
from holdsway.reading.deeds import is_past_form
from holdsway.reading.passages import Passage
from holdsway.reading.predicates import is_past
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb

__all__ = ["ARGUMENTS"]

_PARTICLES = frozenset(("back", "away", "out", "off", "up", "down", "over", "in", "on", "through", "forward", "deep"))
_MANNER = frozenset(("loyal", "faithful", "allied", "close", "opposed", "belonging", "affiliated", "sympathetic"))
_IN_HAND = frozenset(("hands", "control", "territory", "rule", "grip", "possession", "custody"))
_NOUNS = ("NOUN", "PROPN", "PRON")
_TAKES_NONE = frozenset(("fall", "collapse", "die", "surrender", "withdraw", "retreat", "flee", "explode", "crash"))
_REPORTS = {"reports": "report", "claims": "claim", "rumours": "rumour", "rumors": "rumor", "suggestions": "suggestion"}
_TELLS = frozenset(("tell", "inform", "assure", "warn", "remind", "notify"))
_WHICH = frozenset(("which", "whose"))


def _led_object(tree: Tree, passage: Passage, word: int) -> bool:
    """'A stayed in government hands': what a preposition leads is no object."""
    if tree.relation(word) != "obj" or tree.classes[word] not in _NOUNS:
        return False
    inside = (c for own in (word, *tree.those(word, "compound", "amod")) for c in tree.those(own, "case"))
    led = next((c for c in inside if c < word and tree.classes[c] == "ADP"), None)
    if led is None or passage.word(led) in ("of", "about", "around", "over", "under", "than", "to", "up"):
        return False  # 'killed over 40', 'took about 30'
    tree.relations[word], tree.heads[led] = "obl", word
    return True


def _active_subject(tree: Tree, _: Passage, word: int) -> bool:
    """'A, which rebels seized': what was seized is 'which', and the rebels did it."""
    if tree.relations[word] != "nsubj:pass":
        return False
    verb = tree.heads[word]
    if any(tree.lemmas[c] in ("be", "get") for c in tree.those(verb, "aux", "cop")):
        return False
    taken = tree.child(verb, "obj")
    if taken is None or taken > word or tree.classes[taken] != "PRON":
        return False
    tree.relations[word] = "nsubj"
    return True


def _that_clause(tree: Tree, passage: Passage, word: int) -> bool:
    """'There are signs that the Front has taken A': 'that' leads the clause, which has an object of its own."""
    if passage.word(word) != "that" or tree.relation(word) not in ("obj", "nsubj"):
        return False
    verb, relation = tree.heads[word], tree.relation(word)
    doubled = any(c != word and tree.relation(c) == relation for c in tree.children[verb])
    if verb < word or not (doubled or tree.lemmas[verb] in _TAKES_NONE):
        return False
    tree.relations[word], tree.classes[word] = "mark", "SCONJ"
    if tree.relations[verb] == "acl:relcl":
        tree.relations[verb] = "acl"
    return True


def _told_of(tree: Tree, passage: Passage, word: int) -> bool:
    """'Fighters loyal to the Front have held A': those who hold it are fighters, and 'loyal' tells which."""
    if tree.classes[word] != "ADJ" or tree.relation(word) != "nsubj" or passage.word(word) not in _MANNER:
        return False
    noun = word - 1
    if noun < 0 or tree.heads[noun] != word or tree.classes[noun] not in _NOUNS:
        return False
    verb = tree.heads[word]
    tree.heads[noun], tree.relations[noun] = verb, tree.relations[word]
    tree.heads[word], tree.relations[word] = noun, "amod"
    return True


def _after_day(tree: Tree, passage: Passage, word: int) -> bool:
    """'On 28 June A, in B, fell': the name after a day that opens the sentence is what fell, and no part of the day."""
    day = next((t for t in passage.times if t.end <= word <= t.end + 1 and t.start <= 1), None)
    if day is None or tree.classes[word] not in _NOUNS or tree.child(word, "cop", "nsubj") is not None:
        return False
    if passage.word(word - 1) != "," and day.end != word and passage.word(day.end) != ",":
        return False
    in_day = range(day.start, day.end)
    if tree.heads[word] not in in_day or tree.relation(word) not in ("nmod", "appos", "flat", "compound", "conj"):
        return False
    verb = next((w for w in range(word + 1, len(tree)) if tree.classes[w] in ("VERB", "AUX")), None)
    while verb is not None and tree.classes[verb] == "AUX" and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    if verb is None or verb < word or tree.child(verb, "nsubj", "expl") is not None:
        return False
    if tree.case(word) or tree.relation(verb) not in ("root", "ROOT", "parataxis", "acl", "advcl"):
        return False
    for child in tree.children[tree.heads[word]]:
        if child > word:
            tree.heads[child] = word  # 'in B'
    tree.heads[word] = verb
    tree.relations[word] = "nsubj:pass" if tree.child(verb, "aux:pass") is not None else "nsubj"
    return True


def _told_noun(tree: Tree, passage: Passage, word: int) -> bool:
    """'Reports that A fell were false': what is false is a noun, though it is written as the verb is."""
    base = _REPORTS.get(passage.word(word))
    if base is None or tree.classes[word] == "NOUN" or tree.relation(word) != "nsubj":
        return False
    tree.classes[word], tree.forms[word], tree.lemmas[word] = "NOUN", "", base
    return True


def _proved(tree: Tree, passage: Passage, word: int) -> bool:
    """'Reports that A had fallen proved false': what proved so are the reports, of which the clause tells what."""
    clause = tree.heads[word]
    noun = tree.heads[clause]
    if passage.word(word) not in ("proved", "proves", "turned") or tree.relation(word) != "xcomp":
        return False
    if not noun < clause < word or tree.relation(clause) not in ("acl", "ccomp") or tree.heads[noun] != noun:
        return False
    if tree.child(noun, "nsubj", "cop") is not None or passage.word(noun + 1) != "that":
        return False
    tree.heads[word], tree.relations[word] = word, tree.relations[noun]
    tree.heads[noun], tree.relations[noun] = word, "nsubj"
    tree.relations[clause], tree.relations[noun + 1] = "acl", "mark"
    tree.classes[noun], tree.lemmas[noun] = "NOUN", _REPORTS.get(passage.word(noun), tree.lemmas[noun])
    return True


def _two_subjects(tree: Tree, passage: Passage, word: int) -> bool:
    """'Residents fled and A fell': of two subjects the first has a verb of its own, read as if it told which."""
    subject, verb = tree.heads[word], tree.heads[tree.heads[word]]
    if tree.relations[word] != "acl" or subject != word - 1 or tree.relation(subject) != "nsubj" or verb < word:
        return False
    second = next((c for c in tree.those(verb, "nsubj") if c > word), None)
    if second is None or passage.word(word + 1) not in ("and", "but", "-", "–", "—", ";", "("):
        return False
    if not is_past(passage, word) and not is_past_form(passage.word(word)):
        return False
    tree.heads[word] = word if tree.heads[verb] == verb else tree.heads[verb]
    tree.relations[word] = tree.relations[verb]
    tree.heads[verb], tree.relations[verb] = word, "conj"
    make_verb(tree, passage, word)
    make_subject(tree, subject, word)
    return True


def _by_particle(tree: Tree, _: Passage, word: int) -> bool:
    """'The army fell back from A': where from is said of the falling back, not of 'back'."""
    if tree.lemmas[word] not in _PARTICLES or tree.relation(word) not in ("advmod", "compound"):
        return False
    verb = tree.heads[word]
    if tree.classes[verb] not in ("VERB", "AUX"):
        return False
    led = [c for c in tree.those(word, "obl", "nmod") if c > word and tree.case(c)]
    for child in led:
        tree.heads[child], tree.relations[child] = verb, "obl"
    return bool(led)


def _by_whom(tree: Tree, _: Passage, word: int) -> bool:
    """'was handed over to troops by the peacekeepers': they handed it over; the troops were not 'by' anybody."""
    noun = tree.heads[word]
    if tree.relations[word] not in ("obl:agent", "nmod") or tree.classes[noun] not in _NOUNS or noun > word:
        return False
    verb = tree.heads[noun]
    if tree.relation(noun) not in ("obl", "nmod") or tree.case(noun).split(" ")[-1] not in ("to", "from"):
        return False
    if tree.case(word) != "by" or tree.child(verb, "aux:pass") is None or tree.child(verb, "obl:agent") is not None:
        return False
    tree.heads[word], tree.relations[word] = verb, "obl:agent"
    return True


def _over_to(tree: Tree, passage: Passage, word: int) -> bool:
    """'was handed over to fighters': it was handed over, to them."""
    thing = tree.heads[word]
    if passage.word(word) != "over" or passage.word(word + 1) != "to" or tree.relation(word) != "case":
        return False
    if tree.heads[word + 1] != thing or tree.heads[thing] != word - 1 or tree.classes[word - 1] != "VERB":
        return False
    tree.heads[word], tree.relations[word] = word - 1, "compound:prt"
    return True


def _lets_go(tree: Tree, passage: Passage, word: int) -> bool:
    """'The army let go of A': 'go' is no deed of its own."""
    verb = tree.heads[word]
    if passage.word(word) != "go" or verb != word - 1 or tree.lemmas[verb] != "let" or tree.relation(word) != "xcomp":
        return False
    for child in list(tree.those(word, "obl", "nmod", "advmod", "advcl")):
        tree.heads[child] = verb
    tree.relations[word], tree.classes[word] = "compound:prt", "ADP"
    return True


def _led_pair(tree: Tree, passage: Passage, word: int) -> bool:
    """'stayed in Front hands': the name before 'hands' tells whose they are."""
    before, verb = word - 1, tree.heads[word]
    if passage.word(word) not in _IN_HAND or tree.relations[word] != "obl:unmarked" or before < 2:
        return False
    if tree.heads[before] != verb or tree.relation(before) != "obl" or tree.classes[before] not in _NOUNS:
        return False
    for child in list(tree.those(before, "case", "det")):
        tree.heads[child] = word
    tree.heads[before], tree.relations[before], tree.relations[word] = word, "compound", "obl"
    return True


def _in_whose(tree: Tree, passage: Passage, word: int) -> bool:
    """'A was in Front hands again': what is said of A is 'in hands', and the name before tells whose they are."""
    name = word - 1
    if passage.word(word) not in _IN_HAND or name < 2 or tree.heads[name] != word or tree.classes[name] not in _NOUNS:
        return False
    own = [c for c in tree.those(name, "nsubj", "cop", "case", "advmod", "aux") if c < name]
    if not any(tree.relation(c) in ("cop", "nsubj") for c in own) or tree.relation(name) not in ("compound", "nmod"):
        return False
    led = [c for c in tree.those(name, "cc", "punct", "obl") if c < name]
    for child in (*own, *led):
        tree.heads[child] = word
    if tree.relation(word) in ("obl", "nmod") and any(tree.relation(c) == "cc" for c in led):
        tree.relations[word] = "conj"  # 'A fell, and it was still in Front hands days later'
    return True


def _which_place(tree: Tree, passage: Passage, word: int) -> bool:
    """'Residents of A, which rebels seized': what was seized is the name right before the comma."""
    if passage.word(word) not in _WHICH or passage.word(word - 1) != "," or word < 3:
        return False
    place = passage.at("place", word - 2)
    verb = next((w for w in (tree.heads[word], *tree.above(word)) if tree.relations[w] == "acl:relcl"), None)
    if place is None or verb is None or tree.heads[verb] >= word or tree.heads[verb] == word - 2:
        return False
    if word - 2 not in tree.under(tree.heads[verb]) or tree.classes[word - 2] not in _NOUNS:
        return False
    tree.heads[verb] = word - 2
    return True


def _told_that(tree: Tree, passage: Passage, word: int) -> bool:
    """'An official told the paper that A had fallen': what was told is no clause about the paper."""
    heard = tree.heads[word]
    if tree.relation(word) != "acl" or tree.relation(heard) not in ("iobj", "obj") or heard > word:
        return False
    teller = tree.heads[heard]
    lead = next((c for c in tree.children[word] if passage.word(c) == "that" and heard < c < word), None)
    if tree.lemmas[teller] not in _TELLS or lead != max(tree.under(heard, stop=frozenset(("acl",)))) + 1:
        return False
    if not any(tree.relation(c) == "nsubj" and c != lead for c in tree.children[word]):
        return False  # 'told the paper that broke the story'
    tree.heads[word], tree.relations[word] = teller, "ccomp"
    tree.relations[lead], tree.classes[lead] = "mark", "SCONJ"
    return True


ARGUMENTS = (
    _after_day, _proved, _told_noun, _two_subjects, _led_object, _active_subject, _that_clause, _told_of, _by_particle,
    _by_whom, _over_to, _led_pair, _in_whose, _lets_go, _which_place, _told_that, *ACTS_MENDED,
)  # fmt: skip
"""In the order in which they are tried."""

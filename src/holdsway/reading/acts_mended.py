"""Trees set right around acts of war: 'shot dead a councillor', 'were shot at by gunmen', 'is shifting fighters'."""

from __future__ import annotations

from holdsway.reading.deeds import event_forms, is_past_form
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb

__all__ = ["ACTS_MENDED"]

_NOUNS = ("NOUN", "PROPN", "PRON")
_BEFORE_BY = frozenset(("at", "on", "upon", "into", "for", "to"))
_CLAUSAL = frozenset(("root", "ccomp", "parataxis", "conj", "advcl", "dep"))
_LOYAL = frozenset(("loyal", "faithful", "allied", "close", "opposed", "sympathetic", "affiliated", "linked"))
_PARTICLES = frozenset(("down", "up", "off"))
_DOWN = word_set("shoot bring gun burn lay put mow")
_OFF = word_set("seal set carry drag call cut beat fight")
_UP = word_set("blow hold round set pick take break")
_SPANS = frozenset(("night", "morning", "evening", "afternoon", "day", "week", "month", "weekend", "dawn", "noon"))


def _shot_dead(tree: Tree, passage: Passage, word: int) -> bool:
    """'Gunmen shot dead a councillor as he left': whom they shot comes after 'dead'."""
    verb = word - 1
    if passage.word(word) != "dead" or verb < 1 or not is_past_form(passage.word(verb)):
        return False
    whom = next((w for w in range(word + 1, min(word + 9, len(tree))) if tree.classes[w] in _NOUNS), None)
    while whom is not None and tree.classes[whom] in _NOUNS and whom + 1 < len(tree):
        if tree.classes[whom + 1] not in _NOUNS:
            break
        whom += 1
    if whom is None or tree.child(verb, "aux:pass", "nsubj:pass", "obj") is not None:
        return False
    if any(tree.classes[i] in ("VERB", "AUX", "ADP", "PUNCT") for i in range(word + 1, whom)):
        return False
    who = tree.heads[verb] if tree.relation(verb) == "acl" and tree.heads[verb] < verb else None
    tree.heads[whom], tree.relations[whom] = verb, "obj"
    tree.heads[word], tree.relations[word] = verb, "advmod"
    if who is None:
        before = tree.child(verb, "compound")
        if before is not None and before == verb - 1 and tree.child(verb, "nsubj") is None:
            make_subject(tree, before, verb)
        make_verb(tree, passage, verb)
        return True
    over = tree.heads[who]
    if over == who or tree.relation(who) != "nsubj":
        return True
    later = next((c for c in tree.those(over, "nsubj") if c > whom), None)
    if over > verb and later is not None:  # what follows is a clause of its own: 'as he left'
        tree.heads[verb], tree.relations[verb] = tree.heads[over], tree.relations[over]
        if tree.heads[over] == over:
            tree.heads[verb] = verb
        tree.heads[over], tree.relations[over] = verb, "advcl"
        for child in list(tree.children[over]):
            if child < verb and child != who:
                tree.heads[child] = verb
        make_subject(tree, who, verb)
        make_verb(tree, passage, verb)
    return True


def _shot_at_by(tree: Tree, passage: Passage, word: int) -> bool:
    """'after being shot at by gunmen': by whom, not at whom."""
    if passage.word(word) != "by" or passage.word(word - 1) not in _BEFORE_BY or tree.relation(word) != "case":
        return False
    led, noun = word - 1, tree.heads[word]
    verb = led - 1
    if tree.heads[led] != noun or tree.classes[verb] != "VERB":
        return False
    tree.heads[led], tree.relations[led] = verb, "compound:prt"
    tree.heads[noun], tree.relations[noun] = verb, "obl:agent"
    return True


def _bare_subject(tree: Tree, passage: Passage, word: int) -> bool:
    """'shelling resumed on A', of which the noun was taken for a time."""
    verb = word + 1
    if tree.relations[word] != "obl:unmarked" or tree.heads[word] != verb or tree.child(verb, "nsubj") is not None:
        return False
    if tree.classes[verb] != "VERB" or tree.child(word, "case", "nummod") is not None:
        return False
    if any(t.start <= word < t.end for t in passage.times):
        return False
    tree.relations[word] = "nsubj"
    return True


def _progressive(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front is shifting fighters': what they are doing, not what kind of fighters they are."""
    noun = tree.heads[word]
    form = passage.word(word)
    if not form.endswith("ing") or form not in event_forms() or tree.relation(word) not in ("compound", "amod"):
        return False
    copula = tree.child(noun, "cop")
    subject = tree.child(noun, "nsubj")
    if copula != word - 1 or subject is None or noun < word or tree.child(noun, "det") is not None:
        return False
    over, relation = tree.heads[noun], tree.relations[noun]
    tree.heads[word], tree.relations[word] = (word if over == noun else over), relation
    for child in list(tree.children[noun]):
        if child != word and (child < word or tree.relation(child) in ("nmod", "obl", "advcl", "punct", "conj")):
            tree.heads[child] = word
            tree.relations[child] = "obl" if tree.relation(child) == "nmod" else tree.relations[child]
    tree.heads[noun], tree.relations[noun] = word, "obj"
    tree.relations[copula] = "aux"
    make_verb(tree, passage, word)
    tree.forms[word] = "ing"
    return True


def _loyal_to(tree: Tree, passage: Passage, word: int) -> bool:
    """'Hackers loyal to the Front defaced a site': 'loyal' tells which, and the verb what they did."""
    if tree.classes[word] != "ADJ" or passage.word(word) not in _LOYAL or tree.child(word, "cop") is not None:
        return False
    who = tree.child(word, "nsubj")
    verb = next((c for c in tree.those(word, "xcomp", "advcl", "conj") if is_past_form(passage.word(c))), None)
    if who != word - 1 or verb is None or tree.child(verb, "nsubj", "mark", "cc") is not None:
        return False
    tree.heads[verb], tree.relations[verb] = (
        (verb if tree.heads[word] == word else tree.heads[word]),
        (tree.relations[word]),
    )
    for child in list(tree.children[word]):
        if child not in (who, verb) and child > verb:
            tree.heads[child] = verb
    tree.heads[word], tree.relations[word] = who, "amod"
    make_subject(tree, who, verb)
    make_verb(tree, passage, verb)
    return True


def _to_ashes(tree: Tree, passage: Passage, word: int) -> bool:
    """'was reduced to ashes by a shell': no infinitive of a noun."""
    if tree.child(word, "cop") is not None:
        return False  # 'is thought to be in the hands of the Front'
    if tree.classes[word] != "NOUN" or tree.relation(word) not in ("xcomp", "advcl"):
        return False
    led = next((c for c in tree.those(word, "mark") if passage.word(c) == "to"), None)
    verb = tree.heads[word]
    if led is None or tree.classes[verb] not in ("VERB", "AUX") or not passage.word(word).endswith("s"):
        return False
    tree.relations[led], tree.classes[led], tree.relations[word] = "case", "ADP", "obl"
    for child in list(tree.those(word, "obl", "nmod")):
        tree.heads[child], tree.relations[child] = verb, "obl:agent" if tree.case(child) == "by" else "obl"
    return True


def _after_a_day(tree: Tree, passage: Passage, word: int) -> bool:
    """'... on Saturday night and planted charges on two ships': no night is joined to charges."""
    noun = tree.heads[word]
    if tree.relation(word) != "amod" or passage.word(word - 1) != "and" or not is_past_form(passage.word(word)):
        return False
    if tree.relation(noun) != "conj" or noun < word or tree.lemmas[tree.heads[noun]] not in _SPANS:
        return False
    verb = next((w for w in tree.above(tree.heads[noun]) if tree.classes[w] == "VERB"), None)
    if verb is None:
        return False
    tree.heads[word], tree.relations[word] = verb, "conj"
    for child in list(tree.children[noun]):
        if child < word:
            tree.heads[child] = word
        elif tree.relation(child) == "nmod" and tree.case(child) in ("on", "at", "in", "from"):
            tree.heads[child], tree.relations[child] = word, "obl"
    tree.heads[noun], tree.relations[noun] = word, "obj"
    make_verb(tree, passage, word)
    return True


def _shot_down(tree: Tree, passage: Passage, word: int) -> bool:
    """'The rebels shot down a helicopter': what they shot down, not down what they shot."""
    verb = word - 1
    if passage.word(word) not in _PARTICLES or tree.relation(word) != "case" or tree.classes[verb] != "VERB":
        return False
    noun = tree.heads[word]
    if noun < word or tree.heads[noun] != verb or tree.relation(noun) not in ("obl", "nmod"):
        return False
    verbs = {"down": _DOWN, "off": _OFF, "up": _UP}.get(passage.word(word), frozenset())
    if tree.lemmas[verb] not in verbs or tree.child(verb, "obj", "aux:pass") is not None:
        return False
    tree.relations[noun] = "obj"
    tree.heads[word], tree.relations[word] = verb, "compound:prt"
    subject = tree.child(verb, "compound")
    if subject is not None and subject < verb and tree.child(verb, "nsubj") is None:
        make_subject(tree, subject, verb)
    for child in list(tree.those(noun, "nmod")):
        if tree.case(child) in ("in", "near", "at", "on", "outside", "over"):
            tree.heads[child], tree.relations[child] = verb, "obl"
    return True


def _verb_in_compound(tree: Tree, passage: Passage, word: int) -> bool:
    """'Armed men stole three cars': no noun stands before the number of another."""
    noun, before = tree.heads[word], word - 1
    if tree.relation(word) not in ("compound", "amod") or noun < word + 2 or before < 0:
        return False
    if not is_past_form(passage.word(word)) or tree.classes[word + 1] not in ("DET", "NUM"):
        return False
    if tree.classes[before] not in _NOUNS or tree.relation(noun) not in _CLAUSAL or tree.child(noun, "nsubj", "cop"):
        return False
    over, relation = tree.heads[noun], tree.relations[noun]
    tree.heads[word], tree.relations[word] = (word if over == noun else over), relation
    for child in list(tree.children[noun]):
        if child < word:
            tree.heads[child] = before if child != before else word
        elif child > noun and tree.relation(child) in ("nmod", "obl", "advcl", "punct", "conj"):
            tree.heads[child] = word
            tree.relations[child] = "obl" if tree.relation(child) == "nmod" else tree.relations[child]
    tree.heads[noun], tree.relations[noun] = word, "obj"
    make_subject(tree, before, word)
    make_verb(tree, passage, word)
    return True


def _fighting_resumed(tree: Tree, passage: Passage, word: int) -> bool:
    """'Three days into a truce, fighting resumed': it is the fighting that did."""
    verb = word + 1
    if not passage.word(word).endswith("ing") or tree.classes[word] != "VERB" or verb >= len(tree):
        return False
    if passage.word(word) not in event_forms() or tree.heads[verb] != word or tree.classes[verb] != "VERB":
        return False
    if tree.relation(verb) != "xcomp" or not is_past_form(passage.word(verb)):
        return False
    if tree.child(word, "aux", "nsubj", "obj") is not None:
        return False
    tree.heads[verb], tree.relations[verb] = (
        (verb if tree.heads[word] == word else tree.heads[word]),
        (tree.relations[word]),
    )
    tree.classes[word] = "NOUN"
    make_subject(tree, word, verb)
    make_verb(tree, passage, verb)
    return True


ACTS_MENDED = (
    _fighting_resumed,
    _shot_down,
    _verb_in_compound,
    _shot_dead,
    _shot_at_by,
    _bare_subject,
    _progressive,
    _loyal_to,
    _to_ashes,
    _after_a_day,
)
"""In the order in which they are tried."""

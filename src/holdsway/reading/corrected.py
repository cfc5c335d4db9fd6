"""Trees set right where the parser took the verb of a clause for something else: 'the Front seized parts of A'.

Headlines of war are garden paths: a verb after a noun is read as an adjective, a noun or a participle. Each correction
rests on what the wrong reading cannot have: a noun takes no object, and no participle that stands for 'who was' does.
"""

from __future__ import annotations

from holdsway.reading.arguments import ARGUMENTS
from holdsway.reading.deeds import event_base, is_past_form
from holdsway.reading.fenced import FENCED
from holdsway.reading.headed import HEADED
from holdsway.reading.lexicon import lexicon, word_set
from holdsway.reading.passages import Passage
from holdsway.reading.predicates import is_past, written_forms
from holdsway.reading.predications import PREDICATIONS
from holdsway.reading.reduced import REDUCED
from holdsway.reading.sayings import SAYINGS
from holdsway.reading.tree import Tree
from holdsway.reading.verb_words import make_subject, make_verb, take_over, written_as

__all__ = ["correct"]

_CLAUSAL = frozenset(("root", "ccomp", "parataxis", "conj", "advcl", "dep"))
_INSIDE = frozenset(("nmod", "obl", "acl", "appos", "compound", "flat", "conj"))
_GIVING = frozenset(("give", "award", "name", "call", "hand", "grant", "offer", "dub", "deny", "pay", "send", "owe"))
_OF_VERBS = frozenset(
    ("on", "in", "at", "during", "after", "before", "since", "from", "by", "near", "until", "without")
)
_CONJUNCTIONS = frozenset(("after", "before", "since", "until", "as"))
_MOVES = word_set(
    "melt withdraw retreat flee march depart slip sneak arrive exit land crash fall explode detonate slam "
    "advance erupt rain push press converge collapse roll cross move surge stream race echo rip tear "
    "clash riot rally defect regroup mutiny skirmish"
)
_PAUSES = frozenset((",", "and", "to", "or", ";"))
_NAMES = ("NOUN", "PROPN")


def correct(tree: Tree, passage: Passage) -> None:
    """Set a tree right in place."""
    for word in range(len(tree)):
        if tree.relations[word] == "det" or (tree.relations[word] == "punct" and passage.word(word) != ":"):
            continue  # nothing is set right at an article or a comma; at a colon there is
        for correction in _CORRECTIONS:
            if correction(tree, passage, word):
                tree.rebuild()


def _noun_with_object(tree: Tree, passage: Passage, word: int) -> bool:
    """'The journal counts 32 districts', 'the Front claims to have taken A': no noun takes an object."""
    if tree.classes[word] not in _NAMES or not _is_clausal(tree, word) or word == 0:
        return False
    before = _noun_before(tree, word)
    if before is None or tree.heads[before] != word or tree.relation(before) not in ("compound", "nsubj", "amod"):
        return False
    claimed = written_as(passage, word, "says", "denies") and next(
        (c for c in tree.those(word, "acl") if c > word and _is_claimed(tree, passage, word, c)),
        None,
    )
    if claimed:
        tree.relations[claimed] = "xcomp"
    elif (named := _held_next(tree, passage, word)) is not None:
        tree.relations[named] = "obj"  # 'The Front controls A, B and C'
    elif tree.relation(before) == "nsubj" and _stands_alone(tree, passage, word):
        pass  # 'The Front sits in A'
    elif tree.child(word, "obj") is None or not passage.word(word).endswith(("s", "ed", "ew", "n")):
        return False
    make_verb(tree, passage, word)
    make_subject(tree, before, word)
    return True


def _before_a_noun(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front seized parts of A': a verb read as an adjective of its object."""
    above = tree.heads[word]
    if (
        tree.relation(word) not in ("amod", "compound")
        or above < word
        or not is_past(passage, word)
        or not _is_clausal(tree, above)
    ):
        return False
    before = None if passage.word(word - 1) == "-" else _noun_before(tree, word)  # 'shelled Front-held A'
    if before is None or tree.child(above, "nsubj") not in (None, before) or tree.child(above, "cop") is not None:
        return False
    over, relation = tree.heads[above], tree.relations[above]
    own = tree.heads[before] == word or (
        tree.heads[before] == above and (passage.at("party", before) is not None or _is_force(passage, before))
    )
    if not own:
        return False
    tree.heads[word], tree.relations[word] = (word if over == above else over), relation
    for child in list(tree.children[above]):
        if child < word and child != before:
            tree.heads[child] = before
        elif child > above and _is_adjunct(tree, child):
            tree.heads[child] = word
            tree.relations[child] = {"nmod": "obl", "acl": "advcl"}.get(tree.relation(child), tree.relations[child])
    tree.heads[above], tree.relations[above] = word, "obj"
    make_verb(tree, passage, word)
    make_subject(tree, before, word)
    return True


def _after_a_noun(tree: Tree, passage: Passage, word: int) -> bool:
    """'Forces backed by air strikes seized A': a participle that stands for 'who were seized' has no object."""
    if tree.relations[word] != "acl" or not is_past(passage, word) or tree.child(word, "obj") is None:
        return False
    if passage.word(word - 1) in (",", "and", "to") or tree.child(word, "aux", "mark") is not None:
        return False
    if tree.lemmas[word] in _GIVING or (tree.forms[word] == "ing"):
        return False
    subject = tree.heads[word]
    while tree.relation(subject) in _INSIDE and tree.heads[subject] < subject and not _is_clausal(tree, subject):
        subject = tree.heads[subject]
    if tree.classes[subject] not in _NAMES or subject > word or tree.child(subject, "cop", "nsubj") is not None:
        return False
    if not _is_clausal(tree, subject) or tree.case(subject):
        return False
    return _made_predicate(tree, passage, word, subject)


def _made_predicate(tree: Tree, passage: Passage, word: int, subject: int) -> bool:
    """Put a verb in the place of the noun that it was hung on, which becomes its subject."""
    over, relation = tree.heads[subject], tree.relations[subject]
    tree.heads[word], tree.relations[word] = (word if over == subject else over), relation
    take_over(tree, word, subject)
    make_verb(tree, passage, word)
    make_subject(tree, subject, word)
    return True


def _compound(tree: Tree, passage: Passage, word: int) -> bool:
    """'Ostrian fighters control the north': a noun is part of no verb."""
    if tree.classes[word] != "VERB" or tree.forms[word] == "ing" or tree.child(word, "nsubj", "aux:pass") is not None:
        return False
    before = _noun_before(tree, word)
    if before is None or tree.heads[before] != word:
        return False
    if tree.relation(before) != "compound" and not (
        tree.relation(before) == "advmod" and passage.words[before].isupper()  # 'FVM captured A'
    ):
        return False
    if tree.relation(word) in ("amod", "compound", "obj", "obl", "nmod"):
        return False
    make_subject(tree, before, word)
    return True


def _adverb(tree: Tree, _: Passage, word: int) -> bool:
    """'The unit briefly won A back': an adverb does nothing; the noun that was hung on it does."""
    if tree.classes[word] != "ADV" or tree.relation(word) != "nsubj" or tree.heads[word] < word:
        return False
    noun = next((c for c in tree.children[word] if c < word and tree.classes[c] in (*_NAMES, "PRON")), None)
    if noun is None:
        return False
    verb = tree.heads[word]
    for child in list(tree.children[word]):
        if child != noun:
            tree.heads[child] = noun
    tree.relations[word] = "advmod"
    make_subject(tree, noun, verb)
    return True


def _object_of_saying(tree: Tree, passage: Passage, word: int) -> bool:
    """'The Front insisted it still held A': what is named after a verb of saying does what follows."""
    if tree.relation(word) != "obj" or tree.classes[word] not in (*_NAMES, "PRON"):
        return False
    verb = tree.heads[word]
    if verb > word or tree.classes[verb] != "VERB" or not written_as(passage, verb, "says", "denies"):
        return False
    after = tree.under(word)[-1] + 1
    while after < len(tree) and tree.classes[after] in ("ADV", "AUX"):
        after += 1
    if after >= len(tree) or tree.classes[after] != "VERB" or tree.child(after, "nsubj") is not None:
        return False
    if tree.forms[after] != "finite" and tree.child(after, "aux") is None:
        return False
    if after in tree.under(word):
        return False
    if verb in tree.under(after):
        over = tree.heads[after]
        tree.heads[verb], tree.relations[verb] = (verb if over == after else over), tree.relations[after]
        for child in list(tree.children[after]):
            if child < verb:
                tree.heads[child] = verb
    tree.heads[after], tree.relations[after] = verb, "ccomp"
    tree.heads[word], tree.relations[word] = after, "nsubj"
    return True


def _shared_by(tree: Tree, passage: Passage, word: int) -> bool:
    """'Posts shared since Monday claim that A fell': of two verbs of one subject, the first tells only which."""
    if passage.word(word - 1) == "-":
        return False  # 'shelled Front-held A'
    first = tree.heads[word]
    is_loyal = tree.classes[first] == "ADJ" and passage.word(first) in ("loyal", "close") and tree.child(first, "obl")
    is_verb = tree.classes[word] == "VERB" and (tree.classes[first] == "VERB" or is_loyal)
    if first >= word or not is_verb or not _is_clausal(tree, first):
        return False
    misread = tree.relation(word) in ("obl", "obj") and tree.child(first, "obl") not in (None, word)
    if not misread and tree.relation(word) not in ("advcl", "xcomp", "ccomp", "parataxis", "conj"):
        return False
    if tree.forms[word] == "ing":
        return False
    if tree.child(word, "nsubj", "mark", "cc", "aux") is not None or tree.child(first, "obj", "aux") is not None:
        return False
    subject = tree.child(first, "nsubj")
    if subject is None or subject != first - 1 or tree.classes[subject] != "NOUN" or passage.word(word - 1) in _PAUSES:
        return False
    if not is_loyal and passage.word(first)[-2:] not in ("ed", "en", "wn", "nt", "ht", "ld"):
        return False
    done_to = tree.past[word] and tree.child(word, "obj") is not None
    if not done_to and not _is_finite(passage, word):
        return False
    over, relation = tree.heads[first], tree.relations[first]
    tree.heads[word], tree.relations[word] = (word if over == first else over), relation
    tree.heads[first], tree.relations[first], tree.forms[first] = subject, "acl", "participle"
    for child in tree.children[first]:
        if child > word:
            tree.heads[child] = word
    tree.heads[subject], tree.relations[subject] = word, "nsubj"
    if misread and tree.child(word, "obj") is None:
        for child in [c for c in tree.those(word, "flat", "obl", "nmod") if c == word + 1 and not tree.case(c)]:
            tree.relations[child] = "obj"  # 'overran A', as if the two were one name
    tree.forms[word] = "finite"
    return True


def _title(tree: Tree, _: Passage, word: int) -> bool:
    """'..., but ministry spokesman A denied it': a title before a name is part of the name, and no clause."""
    verb = tree.heads[word]
    if tree.relation(word) != "nsubj" or tree.classes[word] != "PROPN" or verb < word:
        return False
    title = tree.under(word)[0] - 1
    names = []
    while title > 0 and tree.classes[title] == "PROPN" and tree.heads[title] < title:
        names.append(title)
        title -= 1
    if title < 1 or tree.classes[title] != "NOUN" or not _is_clausal(tree, title) or tree.heads[title] == title:
        return False
    if tree.child(title, "nsubj", "cop", "case") is not None or title in tree.under(verb):
        return False
    tree.heads[verb], tree.relations[verb] = tree.heads[title], tree.relations[title]
    for child in list(tree.children[title]):
        if tree.relation(child) in ("punct", "cc", "mark", "advmod"):
            tree.heads[child] = verb
    for name in names:
        tree.heads[name], tree.relations[name] = word, "flat"
    tree.heads[title], tree.relations[title] = word, "nmod:desc"
    return True


def _aside(tree: Tree, passage: Passage, word: int) -> bool:
    """'A, lost in May, was retaken': what stands between commas is said of the name before, and the rest too."""
    verb = tree.heads[word]
    if verb < word or tree.classes[word] != "VERB" or passage.word(word - 1) != "," or not is_past(passage, word):
        return False
    if tree.relation(word) not in ("parataxis", "advcl", "ccomp", "csubj", "dep", "nsubj"):
        return False
    subject = tree.child(word, "nsubj")
    if subject is None or subject > word or tree.child(verb, "nsubj", "expl") is not None:
        return False
    if tree.child(word, "aux", "obj") is not None or "," not in (
        passage.word(tree.under(word)[-1]),
        passage.word(tree.under(word)[-1] + 1),
    ):
        return False
    tree.heads[subject], tree.relations[subject] = verb, "nsubj"
    tree.heads[word], tree.relations[word], tree.forms[word] = subject, "acl", "participle"
    return True


def _after(tree: Tree, passage: Passage, word: int) -> bool:
    """'killed after the Front captured A': what does the deed that follows is no adjunct."""
    noun = word - 1
    if tree.classes[word] != "VERB" or noun < 1 or tree.relation(noun) not in ("obl", "nmod"):
        return False
    case = next((c for c in tree.those(noun, "case") if passage.word(c) in _CONJUNCTIONS), None)
    if case is None or tree.child(word, "nsubj", "mark", "aux:pass") is not None or not is_past(passage, word):
        return False
    own = tree.heads[noun] == word
    if tree.child(word, "obj") is None or (not own and tree.heads[word] not in (tree.heads[noun], noun)):
        return False
    if tree.heads[word] == noun:
        tree.heads[word] = tree.heads[noun]
    tree.heads[case], tree.relations[case] = word, "mark"
    tree.relations[word] = "advcl"
    make_verb(tree, passage, word)
    tree.heads[noun], tree.relations[noun] = word, "nsubj"
    return True


def _at_least(tree: Tree, passage: Passage, word: int) -> bool:
    """'The blast killed at least five': a number is where nothing happens, whatever 'at' may lead."""
    verb = tree.heads[word]
    if tree.relation(word) != "obl" or verb > word or tree.classes[verb] != "VERB":
        return False
    if tree.child(verb, "obj") is not None:
        return False
    first = tree.under(word)[0]
    if passage.lower[first : first + 2] != ["at", "least"] or first != verb + 1 or tree.child(verb, "aux:pass"):
        return False
    tree.relations[word] = "obj"
    tree.relations[first] = "advmod"
    return True


def _joined_subject(tree: Tree, passage: Passage, word: int) -> bool:
    """'A girl and her mother died': no noun is joined to a clause, but to its subject."""
    noun = tree.heads[word]
    if tree.classes[word] != "VERB" or tree.relation(word) != "conj" or noun > word or tree.classes[noun] not in _NAMES:
        return False
    second = tree.child(word, "nsubj")
    if second is None or second > word or not _is_clausal(tree, noun) or tree.child(noun, "cop", "nsubj", "case"):
        return False
    cc = tree.child(word, "cc")
    if cc is None or passage.word(cc) != "and" or tree.under(second)[0] != cc + 1 or tree.under(word)[0] != cc:
        return False
    over, relation = tree.heads[noun], tree.relations[noun]
    tree.heads[word], tree.relations[word] = (word if over == noun else over), relation
    tree.heads[noun], tree.relations[noun] = word, tree.relations[second]
    tree.heads[second], tree.relations[second], tree.heads[cc] = noun, "conj", second
    return True


def _that(tree: Tree, passage: Passage, word: int) -> bool:
    """'said that A fell and that B held': the second clause is said as the first is."""
    verb = tree.heads[word]
    if tree.relation(word) != "conj" or verb > word or not written_as(passage, verb, "says", "denies"):
        return False
    if not any(passage.word(c) == "that" for c in tree.those(word, "mark")):
        return False
    said = next((c for c in tree.those(verb, "ccomp") if verb < c < word), None)
    if said is None:
        return False
    tree.heads[word] = said
    return True


def _saying(tree: Tree, passage: Passage, word: int) -> bool:
    """'The military denied on Thursday that A had been taken', 'officials in B deny that': a verb of saying is one."""
    if word == 0 or not written_as(passage, word, "says", "denies") or passage.word(word - 1) in (",", "to"):
        return False
    that = next((c for c in range(word + 1, min(word + 7, len(tree))) if passage.word(c) == "that"), None)
    said = tree.heads[that] if that is not None and tree.relation(that) == "mark" else None
    if said is None or said <= word or tree.classes[said] not in ("VERB", "ADJ", "NOUN", "AUX"):
        return False
    if tree.classes[word] == "NOUN" and tree.heads[said] == word and tree.relation(said) == "ccomp":
        if not _is_clausal(tree, word) or (subject := tree.child(word, "nsubj", "compound")) is None:
            return False
        for child in tree.children[word]:
            if child != subject and subject < child < word and tree.relation(child) == "compound":
                tree.heads[child], tree.relations[child] = subject, "nmod"
        tree.relations[subject] = "nsubj"
        make_verb(tree, passage, word)
        return True
    subject = tree.heads[word]
    hung = tree.relations[word] == "acl" and subject == word - 1 and tree.child(word, "obj", "aux") is None
    if not hung or tree.heads[subject] != said or tree.relation(subject) != "nsubj" or not _is_clausal(tree, said):
        return False
    over, relation = tree.heads[said], tree.relations[said]
    tree.heads[word], tree.relations[word] = (word if over == said else over), relation
    tree.heads[said], tree.relations[said] = word, "ccomp"
    make_verb(tree, passage, word)
    make_subject(tree, subject, word)
    return True


def _measured(tree: Tree, _: Passage, word: int) -> bool:
    """'The rebels were no more than four kilometres from A': what is said of them is the distance, not 'more'."""
    over = tree.heads[word]
    subject, copula = tree.child(word, "nsubj"), tree.child(word, "cop")
    if tree.relation(word) not in ("advmod", "nummod", "amod") or over < word or subject is None or copula is None:
        return False
    if tree.child(over, "nsubj", "cop") is not None or not _is_clausal(tree, over):
        return False
    tree.heads[subject] = tree.heads[copula] = over
    return True


def _perfect(tree: Tree, passage: Passage, word: int) -> bool:
    """'The army had lost control of A': a verb after 'had' is no adjective of what it lost."""
    thing, had = tree.heads[word], word - 1
    while had > 0 and tree.classes[had] == "ADV":
        had -= 1
    if tree.relation(word) != "amod" or had < 0 or passage.word(had) not in ("have", "has", "had"):
        return False
    past = is_past(passage, word) or passage.word(word) in ("set", "put", "cut", "hit")
    if thing < word or tree.heads[thing] != had or tree.relation(thing) != "obj" or not past:
        return False
    over, relation = tree.heads[had], tree.relations[had]
    for child in tree.children[had]:
        tree.heads[child] = word
    tree.heads[word], tree.relations[word] = (word if over == had else over), relation
    tree.heads[had], tree.relations[had], tree.classes[had] = word, "aux", "AUX"
    make_verb(tree, passage, word)
    tree.forms[word] = "participle"
    return True


def _after_dash(tree: Tree, passage: Passage, word: int) -> bool:
    """'Four towns - A, B, C and D - fell': the verb after the dashes is that of the noun before them."""
    subject = tree.heads[word]
    if tree.relation(word) != "parataxis" or subject > word or tree.classes[word] != "VERB":
        return False
    if tree.classes[subject] not in _NAMES or not _is_clausal(tree, subject) or tree.child(subject, "nsubj", "cop"):
        return False
    if tree.child(word, "nsubj") is not None or not set(passage.lower[subject + 1 : word]) & {"-", "–", "—"}:
        return False
    over, relation = tree.heads[subject], tree.relations[subject]
    tree.heads[word], tree.relations[word] = (word if over == subject else over), relation
    tree.heads[subject], tree.relations[subject] = word, "nsubj"
    return True


def _held_next(tree: Tree, passage: Passage, word: int) -> int | None:
    """The place, or 'all', right after what was read as a noun: then it is a verb, and that what it takes."""
    after = tree.child(word, "appos", "nmod:unmarked")
    if after != word + 1 or not _is_finite(passage, word):
        return None
    return after if passage.at("place", after) or passage.word(after) in ("all", "most", "both", "half") else None


def _stands_alone(tree: Tree, passage: Passage, word: int) -> bool:
    """Whether a noun with a subject and no 'to be' is rather a verb in the third person."""
    is_written = passage.word(word).endswith("s") and _is_finite(passage, word)
    return is_written and tree.child(word, "obl") is not None and tree.child(word, "cop", "det", "amod") is None


def _gone(tree: Tree, passage: Passage, word: int) -> bool:
    """'Rebel fighters melted away': nobody is melted away, so they did."""
    subject = tree.heads[word]
    past = is_past(passage, word) or is_past_form(passage.word(word))
    if tree.relations[word] != "acl" or not past or tree.forms[word] == "ing":
        return False
    if event_base(passage, tree, word) not in _MOVES or passage.word(word - 1) in _PAUSES:
        return False
    if subject > word or tree.classes[subject] not in _NAMES or not _is_clausal(tree, subject):
        return False
    if tree.case(subject) or tree.child(subject, "cop", "nsubj") is not None or tree.child(word, "obj", "aux"):
        return False
    return _made_predicate(tree, passage, word, subject)


def _is_finite(passage: Passage, word: int) -> bool:
    """Whether a word is a form of a verb that can stand alone after a plural: 'claim', 'say', 'seized'."""
    return passage.word(word) in written_forms() or passage.word(word) in written_forms().values()


def _noun_before(tree: Tree, word: int) -> int | None:
    """The noun right before a word, or before the adverb before it."""
    before = word - 1
    if before >= 0 and tree.classes[before] == "ADV":
        before -= 1
    return before if before >= 0 and tree.classes[before] in _NAMES else None


def _is_clausal(tree: Tree, word: int) -> bool:
    """Whether a word stands where the verb of a clause stands."""
    if tree.heads[word] == word:
        return True
    if tree.relation(word) == "conj":
        return tree.classes[tree.heads[word]] in ("VERB", "AUX")
    return tree.relation(word) in _CLAUSAL


def _is_adjunct(tree: Tree, child: int) -> bool:
    """Whether what hangs on an object belongs to the verb rather: 'on Monday', 'and burned it'."""
    relation = tree.relation(child)
    if relation == "nmod":
        return tree.case(child) in _OF_VERBS
    if relation in ("conj", "acl"):
        says_what = any(tree.lemmas[c] == "that" for c in tree.those(child, "mark"))  # 'reports that A fell'
        return tree.classes[child] == "VERB" and not says_what
    return relation in ("advmod", "obl", "advcl", "parataxis", "punct", "ccomp", "xcomp")


def _is_claimed(tree: Tree, passage: Passage, word: int, clause: int) -> bool:
    """'claims to have taken A', 'denies having fighters there'."""
    having = any(passage.word(c) == "having" for c in (clause, *tree.those(clause, "aux")))
    return having or (passage.word(word + 1) == "to" and _has(tree, passage, clause))


def _has(tree: Tree, passage: Passage, word: int) -> bool:
    return any(passage.word(c) == "have" for c in tree.those(word, "aux"))


def _is_force(passage: Passage, word: int) -> bool:
    return passage.word(word) in lexicon().lists["forces"] or passage.at("side", word) is not None


_CORRECTIONS = (
    *REDUCED, *FENCED, *HEADED, _noun_with_object, _at_least, _joined_subject, _before_a_noun, _after_a_noun,
    _compound, _adverb, _object_of_saying, _shared_by, _title, _aside, _after, *SAYINGS, _that, _saying, _measured,
    *PREDICATIONS, _perfect, _after_dash, _gone, *ARGUMENTS,
)  # fmt: skip

"""One person without a number, and nobody: 'its driver', 'Colonel X', 'he', 'no one', 'no civilians'."""

from __future__ import annotations

from holdsway.reading.fates import fate_words
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import ASIDES, Headcount, category_of, end_of, first_of, lemma_of, whose
from holdsway.reading.persons import persons
from holdsway.reading.scene import Scene

__all__ = ["TITLES", "nobody", "single"]

_ARTICLES = word_set("a an the another one his her its their our my this that")
_ONE = word_set("he she him her")
_OWNS = word_set("his her")
_LONGEST_SHORT = 3
_NAMED = frozenset(("PERSON", "PER"))
TITLES = word_set(
    "commander general colonel major captain lieutenant mullah sheikh governor mayor emir brigadier sergeant judge dr "
    "msgr monsignor father fr reverend rev bishop archbishop professor prof senator sen deputy minister president "
    "admiral corporal private inspector imam pastor deacon engineer mr mrs ms col gen capt lt maj sgt "
    "ambassador consul congressman congresswoman councilman councilor councillor magistrate prosecutor comrade"
)
_COUNTRYMEN = ("ian", "ard", "can", "ese", "man", "woman", "li", "qi", "ni", "ngi", "ite")
_PEOPLES = ("ans", "ese", "ists", "men", "rs", "ites")


def nobody(scene: Scene, word: int) -> Headcount | None:
    """'nobody', 'no one', 'no civilians', 'none of the soldiers', 'any civilians' after a 'not'."""
    tree, passage, words = scene.tree, scene.passage, fate_words()
    at = next((c for c in tree.those(word, "det", "advmod") if passage.word(c) in ("no", "any")), None)
    if passage.lower[max(0, word - 3) : word] == ["not", "a", "single"]:
        at = word - 3
    alone = passage.word(word) in words.lists["nobody"]
    if passage.word(word) == "one" and passage.word(word - 1) == "no":
        at, alone = word - 1, True
    if not alone and at is None:
        return None
    kind = "people" if alone else lemma_of(scene, word)
    if not alone and (at is None or words.category(kind) is None):
        return None
    start = at if at is not None else word
    figure = Figure(start, word + 1, 0.0, 0.0, 0.0)
    return Headcount(word, start, word + 1, figure, category_of(scene, word, kind), is_bare=alone, noun=kind)


def single(scene: Scene, word: int, lemma: str, *, harmed: bool = False) -> Headcount | None:
    """'its driver', 'a colonel', 'Commander X': one person without a number.

    `harmed` says that the predicate is one of people only ('was murdered'), so that a name nobody knows is a person's.
    """
    tree, passage, words = scene.tree, scene.passage, fate_words()
    kind = tree.classes[word]
    if passage.word(word) in _ONE and kind == "PRON":
        return Headcount(word, word, word + 1, Figure(word, word + 1, 1.0, 1.0, 1.0), is_single=True)
    if passage.lower[max(0, word - 3) : word + 1] == ["-", "year", "-", "old"] and tree.classes[word] != "PROPN":
        at = word - 5  # 'a five-year-old'
        if passage.word(at) in _ARTICLES and (word + 1 >= len(tree) or tree.classes[word + 1] != "NOUN"):
            return Headcount(word, at, word + 1, Figure(at, at + 1, 1.0, 1.0, 1.0), is_single=True, noun="person")
    first, end = first_of(tree, word), end_of(tree, word)
    one = Figure(word, word + 1, 1.0, 1.0, 1.0)
    if kind == "PROPN" and _is_person(scene, first, end, word, harmed=harmed):
        return Headcount(word, first, end, one, party=whose(scene, word, word), is_single=True,
                         noun="person" if end - first > 1 else "surname")  # fmt: skip
    if kind == "PROPN" and _may_be_surname(scene, word, harmed=harmed):
        return Headcount(word, first, end, one, is_single=True, noun="surname")
    if kind == "NOUN" and harmed and _is_labelled(scene, word):
        return Headcount(word, first, end, one, is_single=True, noun="person" if end - first > 1 else "surname")
    if kind == "NOUN" and _is_titled(scene, word):
        last = max(end, max(tree.under(word, stop=ASIDES - {"appos"})) + 1)
        of = whose(scene, word, word)
        return Headcount(word, first, last, one, category_of(scene, word, lemma), of, is_single=True, noun="person")
    owned = any(passage.word(c) in _OWNS for c in tree.those(word, "nmod:poss"))  # 'his Bodyguard', in capitals
    singular = (kind == "NOUN" or owned) and passage.word(word) == lemma and words.category(lemma) is not None
    marked = any(
        passage.word(c) in _ARTICLES or tree.relations[c] == "nmod:poss" for c in tree.those(word, "det", "nmod")
    )
    first_one = tree.heads[word] if tree.relation(word) == "conj" else None
    marked = marked or (first_one is not None and tree.child(first_one, "nmod:poss") is not None)  # 'his wife and son'
    if singular and marked and lemma == "couple":
        return Headcount(word, first, end, Figure(word, word + 1, 2.0, 2.0, 2.0), noun=lemma)
    if not singular and marked and _is_countryman(scene, word):
        return Headcount(word, first, end, one, is_single=True, noun="national")
    if not singular or not marked or lemma in words.lists["ones"]:
        return None
    if any(tree.lemmas[c] in ("every", "each", "any", "no", "some") for c in tree.those(word, "det")):
        return None
    figure = Figure(word, word + 1, 1.0, 1.0, 1.0)
    return Headcount(
        word, first, end, figure, category_of(scene, word, lemma), whose(scene, word, word), is_single=True, noun=lemma
    )


def _is_countryman(scene: Scene, word: int) -> bool:
    """'a Spaniard', 'an Italian': one of a people, with no noun after it."""
    tree, passage = scene.tree, scene.passage
    written = passage.words[word]
    led = passage.word(word - 1) in ("a", "an", "one", "another")
    alone = word + 1 >= len(tree) or tree.classes[word + 1] not in ("NOUN", "PROPN", "ADJ")
    known = any(m.start <= word < m.end for kind in ("place", "parent", "party") for m in passage.of(kind))
    return led and alone and not known and written[:1].isupper() and written.endswith(_COUNTRYMEN)


def _is_person(scene: Scene, first: int, end: int, word: int, *, harmed: bool = False) -> bool:
    """Whether a name is a person's: of two words or more, or with a title, and no place, party or day."""
    tree, passage = scene.tree, scene.passage
    if tree.child(word, "det") is not None:
        return False  # 'the Americans'
    if any(m.start < end and first < m.end for kind in ("place", "parent") for m in passage.of(kind)):
        return False
    if any(p.start <= word < p.end for p in scene.phrases) and not harmed:
        return False
    if any(m.start <= word < m.end for m in passage.of("party")):
        return False
    if any(p.start < end and first < p.end for p in persons(passage, first, end)):
        return True
    labelled = any(start <= word < stop and label in _NAMED for start, stop, label in tree.names)
    titled = any(passage.word(i).rstrip(".") in TITLES for i in range(first, word))
    plain = harmed and end - first >= 2 and all(tree.classes[i] == "PROPN" for i in range(first, end))
    return titled or plain or (labelled and end - first >= 2)


def _may_be_surname(scene: Scene, word: int, *, harmed: bool = False) -> bool:
    """Whether one word alone may name a person: no place, party, day or people that anybody knows."""
    tree, passage = scene.tree, scene.passage
    known = any(m.start <= word < m.end for kind in ("place", "parent", "party") for m in passage.of(kind))
    known = known or (not harmed and any(p.start <= word < p.end for p in scene.phrases))
    labelled = tree.relations[word] == "nmod" and any(a <= word < b and x == "PLACE" for a, b, x in tree.names)
    titled = all(fate_words().category(lemma_of(scene, c)) for c in tree.those(word, "compound"))
    led = any(c < word for c in tree.those(word, "case"))
    other = led or tree.child(word, "det", "nmod", "amod", "nummod") is not None or not titled
    written = passage.words[word]
    known = known or passage.word(word).rstrip(".") in TITLES
    known = known or any(fate_words().category(w) for w in {passage.word(word), passage.word(word).removesuffix("s")})
    short = len(written) < 3 or (written.isupper() and not (harmed and len(written) > _LONGEST_SHORT))
    return not (known or labelled or other or written.endswith(_PEOPLES) or short)


def _is_labelled(scene: Scene, word: int) -> bool:
    """'Diego morales', 'Corrales', read as a common noun: the parser names it a person, or the name before it one."""
    tree, passage = scene.tree, scene.passage
    if fate_words().category(lemma_of(scene, word)) is not None or tree.child(word, "det", "amod", "nmod") is not None:
        return False
    people = [range(start, stop) for start, stop, label in tree.names if label in _NAMED]
    own = any(word in named for named in people) and passage.words[word][:1].isupper()
    given = next((c for c in tree.those(word, "compound", "flat") if c == word - 1), None)
    return own or (given is not None and any(given in named for named in people))


def _is_titled(scene: Scene, word: int) -> bool:
    """'leader X', 'bodyguard Y': an office or calling right before the name of who has it."""
    tree = scene.tree
    return any(
        tree.classes[c] == "PROPN" and c == word + 1 and _is_person(scene, c, end_of(tree, c), c)
        for c in tree.those(word, "flat", "appos")
    )

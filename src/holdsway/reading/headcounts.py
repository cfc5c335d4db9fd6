"""How many people a noun phrase means, and whose: '12 civilians and three soldiers', 'a woman and her two sons'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holdsway.reading.fates import FateWords, fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.persons import persons
from holdsway.reading.scene import Scene
from holdsway.reading.speakers import is_own
from holdsway.reading.tree import Tree

__all__ = ["Headcount", "added", "figure_of", "headcount", "is_of"]

_COUNTABLE = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "ADV", "VERB", "SYM"))
_ASIDES = frozenset(("acl", "advcl", "parataxis", "punct", "appos", "ccomp", "conj", "cc", "dep"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "flat", "det", "nummod", "punct", "advmod", "case", "conj", "cc"))
_ARTICLES = word_set("a an the another one his her its their our my this that")
_BARE = word_set("other others more total")
_ONE = word_set("he she him her")
_NOT_OWN = word_set("splinter breakaway dissident rival former ex anti pro-")
_OWN = word_set("its their our")
_COUNTED_ALONE = word_set("body corpse member family household couple")
_DETERMINERS = word_set("all the its their his her our those these some both")
_LEADS = word_set("that of by with and or in , : ; - — – including")
_SPANS = word_set(
    "year years month months day days week weeks hour hours km mile miles metre metres meter meters th st nd rd"
)
_NAMED = frozenset(("PERSON", "PER"))
_TITLES = word_set(
    "commander general colonel major captain lieutenant mullah sheikh governor mayor emir brigadier sergeant judge dr"
)
_PEOPLES = ("ans", "ese", "ists", "men", "rs", "ites")
_DEMONYMS, _SHORTEST_DEMONYM = ("ans", "ese", "is", "ites"), 5
_CIVIL = frozenset(("civilian", "child", "woman"))
_ARMED = frozenset(("military", "police"))
_MEANS = {"fighter": "military", "other": None}


@dataclass(frozen=True, slots=True)
class Headcount:
    """So many people, as the noun phrase at words `start` to `end` (exclusive) with head `word` has it.

    `is_bare` says that the number stands alone ('wounded 16'), so that whom it counts is told elsewhere. `is_single`
    says that it is one person without a number ('its driver'). `noun` is the word for those counted; `parts` are the
    counts that were added up, where they are of different parties.
    """

    word: int
    start: int
    end: int
    figure: Figure
    category: str | None = None
    party: Participant | None = None
    is_bare: bool = False
    is_single: bool = False
    noun: str = ""
    parts: tuple[Headcount, ...] = ()


def headcount(scene: Scene, word: int | None) -> Headcount | None:
    """The people of a noun phrase and of those joined to it by 'and', added up; None where no number is given."""
    if word is None:
        return None
    found = list(
        {m.figure.start: m for part in _joined(scene, word) if (m := _member(scene, part)) is not None}.values()
    )
    found = [m for m in found if not (m.is_single and m.noun == "" and len(found) == 1)]  # 'he' alone
    if found and is_of(found[0], "people"):  # 'five pedestrians and millions of pesos'
        found = [m for m in found if m.is_single or is_of(m, "people")]
    if (
        found
        and not found[0].is_single
        and any(scene.tree.classes[c] == "PROPN" for c in scene.tree.those(word, "appos"))
    ):
        found = [m for m in found if m.noun not in ("person", "surname")]  # 'two reporters, X and Y'
    if not found and _is_loose_title(scene, word):
        return headcount(scene, word + 1)
    if not found or (found[0].word != word and scene.tree.lemmas[word] in fate_words().lists["not_people"]):
        return None
    return added(found)


def _is_loose_title(scene: Scene, word: int) -> bool:
    """'Colonel X was killed', the title hung beside the name, not on it."""
    tree, beside = scene.tree, word + 1
    if scene.passage.word(word).rstrip(".") not in _TITLES or beside >= len(tree):
        return False
    return tree.classes[beside] == "PROPN" and tree.heads[beside] == tree.heads[word]


def _joined(scene: Scene, word: int) -> list[int]:
    """A noun and those joined to it, without 'including ...' and without 'and 80 wounded', which are told apart."""
    tree, passage = scene.tree, scene.passage
    found = [word]
    aside = [
        w
        for c in tree.those(word, "nmod")
        if tree.classes[c] == "PROPN" and tree.case(c)
        for w in tree.conjuncts(c)[1:]
    ]
    beside = [w for c in _beside(scene, word) for w in tree.conjuncts(c)]
    last = max(tree.conjuncts(word))
    for part in sorted({*tree.conjuncts(word)[1:], *aside, *beside}):
        first = _first(tree, part)
        figure = next((f.start for f in passage.figures if first - 4 <= f.start <= part), first)
        led = passage.lower[max(0, min(first, figure) - 3) : first]
        here = passage.lower[min(first, figure) : part + 3]
        of_them = any(here[i : i + 2] in (["of", "them"], ["of", "whom"]) for i in range(len(here)))
        told_apart = (
            of_them
            or any(passage.word(i) == "including" and passage.word(i - 1) == "," for i in range(word, first))
            or any(word < c < first and passage.word(c) in fate_words().states for c in tree.those(word, "acl"))
            or passage.word(part) in fate_words().states
            or (passage.word(part + 1) in fate_words().states and not _is_of_all(tree, word, part + 1))
            or {"including", "among", "include"} & set(led)
            or _has_own_verb(scene, part)
        )
        if part in aside and (tree.classes[part] != "NOUN" or figure_of(scene, part) is None):
            continue  # 'the mayor of A and two guards': joined to A by the parse, not by the sense
        same = part == last and tree.classes[part] == "PROPN" and passage.word(first - 1) == "," and not beside
        # 'its chief of staff, General X' is one man, '3,900 households, or 25,000 people' the same people
        same = same or (figure < part and any(passage.word(c) == "or" for c in tree.those(part, "cc")))
        if tree.classes[part] in _COUNTABLE and not told_apart and not same:
            found.append(part)
    return found


def _is_of_all(tree: Tree, word: int, state: int) -> bool:
    """'45 fighters and two soldiers killed': the word that follows the last is said of the first as well."""
    if state >= len(tree):
        return False
    left = tree.relation(state) == "xcomp" and tree.heads[state] == tree.heads[word] and tree.relation(word) == "obj"
    return left or tree.heads[word] == state or (tree.heads[state] == word and tree.relation(state) == "acl")


def _beside(scene: Scene, word: int) -> list[int]:
    """'A sergeant and four soldiers were killed': more subjects of one verb, which the parse did not join."""
    tree, over = scene.tree, scene.tree.heads[word]
    if tree.relation(word) != "nsubj" or over < word:
        return []
    found: list[int] = []
    for other in tree.those(over, "nsubj"):
        first = _first(tree, other)
        if word < other < over and scene.passage.word(first - 1) in ("and", ","):
            found.append(other)
    return found


def _has_own_verb(scene: Scene, part: int) -> bool:
    """'ten villagers and wounded 16': a number that follows a verb which the parse took for its adjective."""
    figure = figure_of(scene, part)
    return figure is not None and figure.start > 0 and scene.passage.word(figure.start - 1) in fate_words().read_as


def is_of(count: Headcount, whom: str) -> bool:
    """Whether those counted are such as a predicate asks for: people, held, fighters, counted, many."""
    words = fate_words()
    match whom:
        case "":
            return True
        case "people":
            return count.is_bare or count.party is not None or words.category(count.noun) is not None
        case "held":
            return count.noun in words.lists["held"]
        case "fighters":
            return count.noun in words.people["military"] | words.people["fighter"] | words.people["police"]
        case "combatants":
            return count.noun not in words.people["civilian"] and (count.party is not None or is_of(count, "fighters"))
        case "counted":
            return not count.is_single and is_of(count, "people")
        case _:
            armed = count.party is not None or count.category in _ARMED
            return not count.is_single and not armed and not count.is_bare and words.category(count.noun) is not None


def figure_of(scene: Scene, word: int) -> Figure | None:
    """The number of a noun: within it ('dozens'), or right before it with nothing but its adjectives between."""
    tree, passage = scene.tree, scene.passage
    best: Figure | None = None
    for figure in passage.figures:
        if figure.is_percent or figure.is_share or not is_plain(scene, figure):
            continue
        if figure.start <= word < figure.end:
            return figure
        if figure.end <= word and figure.end >= word - 8 and _reaches(scene, figure.end, word):
            best = figure
    if best is not None and any(tree.lemmas[i] in _SPANS for i in range(best.end, word)):
        return None
    return best


def is_plain(scene: Scene, figure: Figure) -> bool:
    """Whether a number is no date and no measure: not '2014', not the '12' of '12-year-old'."""
    passage = scene.passage
    if any(t.start < figure.end and figure.start < t.end for t in passage.times):
        return False
    after = passage.word(figure.end)
    before = passage.word(figure.start - 1)
    aged = "aged" in passage.lower[max(0, figure.start - 3) : figure.start]
    if aged or (before == after == "," and figure.start > 1 and passage.is_name(figure.start - 2)):
        return False  # 'X, 45, and Y'
    joined = after in ("-", "–") and passage.starts[figure.end] == passage.ends[figure.end - 1]
    return not joined and after not in _SPANS and passage.word(figure.start - 1) not in ("$", "€", "£", "no.", "number")


def _reaches(scene: Scene, first: int, word: int) -> bool:
    """Whether all words from `first` to a noun belong to it as adjectives or names."""
    tree = scene.tree
    inside = set(tree.under(word))
    for i in range(first, word):
        plain = tree.relation(i) in _MODIFIERS and (i in inside or tree.heads[i] in range(first, word + 1))
        if not plain or (tree.classes[i] in ("PUNCT", "CCONJ") and scene.passage.word(i) not in ("-", "'", '"', "“")):
            return False
        if tree.classes[i] == "NUM" and tree.relation(i) == "nummod" and tree.heads[i] == word:
            return False  # the number nearer to the noun is its own
    return True


def _member(scene: Scene, word: int, depth: int = 0) -> Headcount | None:
    tree, words = scene.tree, fate_words()
    lemma = _lemma(scene, word)
    if none := _nobody(scene, word, words):
        return none
    figure = figure_of(scene, word) or _both(scene, word)
    inner = _inside(tree, word)
    if figure is None:
        if lemma in words.lists["groups"] and inner is not None and depth < 3:
            found = _member(scene, inner, depth + 1)
            return (
                None if found is None or found.is_single else replace(found, start=min(found.start, _first(tree, word)))
            )
        return _single(scene, word, lemma, words)
    counts_itself = figure.start <= word < figure.end
    inner = _led_by(scene, figure) if counts_itself and inner is None else inner
    noun = word
    group_of = inner is not None and lemma in words.lists["groups"] and _is_people(scene, inner)
    if inner is not None and (counts_itself or (group_of and _lemma(scene, inner) not in words.lists["groups"])):
        noun = inner
    if lemma in words.lists["groups"] and not counts_itself and inner is None and lemma not in _COUNTED_ALONE:
        return None  # 'three groups': of how many nobody says
    if tree.relations[noun] == "compound" and noun != inner and _is_people(scene, tree.heads[noun]):
        noun = tree.heads[noun]  # 'six brigadier generals'
    kind = "" if counts_itself and inner is None else _lemma(scene, noun)
    if kind and words.category(kind) is None and kind not in words.lists["not_people"] and _is_demonym(scene, noun):
        kind = "national"
    if kind in words.lists["not_people"] or (tree.classes[noun] == "PRON" and kind in ("it", "this", "that")):
        return None
    start = figure.start
    while start > 0 and scene.passage.word(start - 1) in _DETERMINERS and tree.heads[start - 1] in (word, noun):
        start -= 1
    bare = kind in ("", *_BARE) or tree.classes[noun] == "PRON"
    return Headcount(
        word, start, _end(tree, noun if noun > word else word), figure,
        category=_category(scene, noun, kind), party=_whose(scene, noun, word), is_bare=bare, noun=kind or "people",
    )  # fmt: skip


def _is_demonym(scene: Scene, noun: int) -> bool:
    """'four Algerians': people named after where they come from."""
    written = scene.passage.words[noun]
    return written[:1].isupper() and len(written) > _SHORTEST_DEMONYM and written.endswith(_DEMONYMS)


def _led_by(scene: Scene, figure: Figure) -> int | None:
    """The noun of 'more than 120 captives' where the parse takes the noun to hang on the number."""
    tree, near = scene.tree, range(figure.end, min(figure.end + 3, len(scene.tree)))
    return next((i for i in near if tree.classes[i] == "NOUN" and figure.start <= tree.heads[i] < figure.end), None)


def _both(scene: Scene, word: int) -> Figure | None:
    """'both pilots'."""
    at = next((c for c in scene.tree.those(word, "det") if scene.passage.word(c) == "both"), None)
    known = at is not None and fate_words().category(_lemma(scene, word)) is not None
    return Figure(at, at + 1, 2.0, 2.0, 2.0) if at is not None and known else None


def _is_people(scene: Scene, word: int) -> bool:
    return fate_words().category(_lemma(scene, word)) is not None or scene.party(word) is not None


def _nobody(scene: Scene, word: int, words: FateWords) -> Headcount | None:
    """'nobody', 'no one', 'no civilians', 'none of the soldiers', 'any civilians' after a 'not'."""
    tree, passage = scene.tree, scene.passage
    at = next((c for c in tree.those(word, "det", "advmod") if passage.word(c) in ("no", "any")), None)
    if passage.lower[max(0, word - 3) : word] == ["not", "a", "single"]:
        at = word - 3
    alone = passage.word(word) in words.lists["nobody"]
    if passage.word(word) == "one" and passage.word(word - 1) == "no":
        at, alone = word - 1, True
    if not alone and at is None:
        return None
    kind = "people" if alone else _lemma(scene, word)
    if not alone and (at is None or words.category(kind) is None):
        return None
    start = at if at is not None else word
    figure = Figure(start, word + 1, 0.0, 0.0, 0.0)
    return Headcount(word, start, word + 1, figure, _category(scene, word, kind), is_bare=alone, noun=kind)


def _single(scene: Scene, word: int, lemma: str, words: FateWords) -> Headcount | None:
    """'its driver', 'a colonel', 'Commander X': one person without a number."""
    tree, passage = scene.tree, scene.passage
    kind = tree.classes[word]
    if passage.word(word) in _ONE and kind == "PRON":
        return Headcount(word, word, word + 1, Figure(word, word + 1, 1.0, 1.0, 1.0), is_single=True)
    first, end = _first(tree, word), _end(tree, word)
    one = Figure(word, word + 1, 1.0, 1.0, 1.0)
    if kind == "PROPN" and _is_person(scene, first, end, word):
        return Headcount(word, first, end, one, party=_whose(scene, word, word), is_single=True,
                         noun="person" if end - first > 1 else "surname")  # fmt: skip
    if kind == "PROPN" and _may_be_surname(scene, word):
        return Headcount(word, first, end, one, is_single=True, noun="surname")
    if kind == "NOUN" and _is_titled(scene, word):
        last = max(end, max(tree.under(word, stop=_ASIDES - {"appos"})) + 1)
        return Headcount(word, first, last, one, _category(scene, word, lemma), is_single=True, noun="person")
    singular = kind == "NOUN" and passage.word(word) == lemma and words.category(lemma) is not None
    marked = any(
        passage.word(c) in _ARTICLES or tree.relations[c] == "nmod:poss" for c in tree.those(word, "det", "nmod")
    )
    if not singular or not marked or lemma in words.lists["ones"]:
        return None
    if any(tree.lemmas[c] in ("every", "each", "any", "no", "some") for c in tree.those(word, "det")):
        return None
    figure = Figure(word, word + 1, 1.0, 1.0, 1.0)
    return Headcount(
        word, first, end, figure, _category(scene, word, lemma), _whose(scene, word, word), is_single=True, noun=lemma
    )


def _is_person(scene: Scene, first: int, end: int, word: int) -> bool:
    """Whether a name is a person's: of two words or more, or with a title, and no place, party or day."""
    tree, passage = scene.tree, scene.passage
    if tree.child(word, "det") is not None:
        return False  # 'the Americans'
    if any(m.start < end and first < m.end for kind in ("place", "parent") for m in passage.of(kind)):
        return False
    if any(p.start <= word < p.end for p in scene.phrases):
        return False
    if any(m.start <= word < m.end for m in passage.of("party")):
        return False
    if any(p.start < end and first < p.end for p in persons(passage, first, end)):
        return True
    labelled = any(start <= word < stop and label in _NAMED for start, stop, label in tree.names)
    titled = any(passage.word(i).rstrip(".") in _TITLES for i in range(first, word))
    return titled or (labelled and end - first >= 2)


def _may_be_surname(scene: Scene, word: int) -> bool:
    """Whether one word alone may name a person: no place, party, day or people that anybody knows."""
    tree, passage = scene.tree, scene.passage
    known = any(m.start <= word < m.end for kind in ("place", "parent", "party") for m in passage.of(kind))
    known = known or any(p.start <= word < p.end for p in scene.phrases)
    labelled = tree.relations[word] == "nmod" and any(a <= word < b and x == "PLACE" for a, b, x in tree.names)
    titled = all(fate_words().category(_lemma(scene, c)) for c in tree.those(word, "compound"))
    led = any(c < word for c in tree.those(word, "case"))
    other = led or tree.child(word, "det", "nmod", "amod", "nummod") is not None or not titled
    written = passage.words[word]
    known = known or passage.word(word).rstrip(".") in _TITLES
    known = known or any(fate_words().category(w) for w in {passage.word(word), passage.word(word).removesuffix("s")})
    return not (known or labelled or other or written.endswith(_PEOPLES) or written.isupper() or len(written) < 3)


def _is_titled(scene: Scene, word: int) -> bool:
    """'leader X', 'bodyguard Y': an office or calling right before the name of who has it."""
    tree = scene.tree
    return any(
        tree.classes[c] == "PROPN" and c == word + 1 and _is_person(scene, c, _end(tree, c), c)
        for c in tree.those(word, "flat", "appos")
    )


def added(found: Sequence[Headcount]) -> Headcount:
    """Several counts joined by 'and' as one: 'at least 12 civilians and three soldiers' are 15 or more."""
    if len(found) == 1:
        return found[0]
    whole = [m.figure for m in found]
    lows = [f.low for f in whole if f.low is not None]
    bests, highs = [f.best for f in whole], [f.high for f in whole]
    open_end = any(h is None for h in highs)
    figure = replace(
        whole[0],
        low=sum(lows) if lows else None,
        best=None if any(b is None for b in bests) else float(sum(b for b in bests if b is not None)),
        high=None if open_end else float(sum(h for h in highs if h is not None)),
    )
    told = {m.category for m in found}
    category = (
        next(iter(told)) if len(told) == 1 else "civilian" if told <= _CIVIL else "military" if told <= _ARMED else None
    )
    named = [m for m in found if not m.is_bare]
    apart = len({m.party.party if m.party else None for m in found}) > 1 and all(m.party for m in found)
    parties = {m.party.party for m in found if m.party}
    party = next((m.party for m in found if m.party), None) if len(parties) == 1 else None
    return replace(
        named[0] if named else found[0], word=found[0].word, figure=figure, category=category, party=party,
        start=min(m.start for m in found), end=max(m.end for m in found), is_bare=not named,
        is_single=all(m.is_single for m in found), parts=tuple(found) if apart else (),
    )  # fmt: skip


def _inside(tree: Tree, word: int) -> int | None:
    """The noun of 'dozens of fighters', 'four of the soldiers', 'a group of men'."""
    return next((c for c in tree.those(word, "nmod", "obl") if tree.case(c) == "of" and c > word), None)


def _lemma(scene: Scene, word: int) -> str:
    """The base form of a noun; a plural that the parser left as it stands is cut back."""
    lemma, words = scene.tree.lemmas[word], fate_words()
    if words.category(lemma) is None and lemma not in words.lists["not_people"]:
        for short in (
            "corpse" if lemma == "corps" and scene.passage.word(word) == "corpses" else "",
            lemma.removesuffix("s"),
            lemma.removesuffix("men") + "man",
            lemma.removesuffix("women") + "woman",
        ):
            if short == "corpse" or (short != lemma and words.category(short) is not None):
                return short
    return lemma


def _category(scene: Scene, word: int, kind: str) -> str | None:
    words = fate_words()
    for child in scene.tree.those(word, "amod", "compound"):
        if scene.tree.lemmas[child] in ("civilian", "child", "military"):
            return scene.tree.lemmas[child]
    found = words.category(kind)
    return _MEANS.get(found, found) if found else None


def _whose(scene: Scene, noun: int, word: int) -> Participant | None:
    """The party whose people they are: 'nine soldiers', '20 of its fighters'; nobody's where they are civilians."""
    if (owner := next(scene.tree.those(noun, "nmod:poss"), None)) is not None and scene.passage.word(owner) in _OWN:
        return scene.party(owner) or scene.party(noun)
    if scene.tree.classes[noun] == "PRON":
        return _meant_by_them(scene, noun)
    if fate_words().category(_lemma(scene, noun)) in _CIVIL:
        return None
    found = scene.party(noun) or (scene.party(word) if word != noun else None) or _side(scene, noun)
    if found is not None and found.end > max(noun, word) + 1:
        led = next((i for i in range(found.end - 1, max(noun, word), -1) if scene.tree.classes[i] == "ADP"), None)
        before = scene.passage.word(led) if led is not None else scene.passage.word(found.start - 1)
        if before in ("in", "with", "by", "at", "near"):
            return None  # 'people in the Front's areas'
    if found is not None and any(w in _NOT_OWN for w in scene.passage.lower[found.start : found.end + 2]):
        return None  # 'deputy head of a Front splinter faction'
    return found


def _side(scene: Scene, noun: int) -> Participant | None:
    """'a soldier', 'one policeman': whose they are, as 'soldiers' would be."""
    passage, tree = scene.passage, scene.tree
    if any(tree.relation(c) in ("amod", "compound", "nmod", "appos") for c in tree.children[noun] if c < noun):
        return None
    word = passage.word(noun)
    many = word.removesuffix("man") + "men" if word.endswith("man") else f"{word}s"
    party = (
        scene.state
        if many in scene.words.lists["state"]
        else scene.rebel
        if many in scene.words.lists["rebels"]
        else None
    )
    return (
        Participant(noun, noun + 1, party, passage.words[noun])
        if party and is_own(passage, noun, scene.names)
        else None
    )


def _meant_by_them(scene: Scene, pronoun: int) -> Participant | None:
    """Whom 'them' means: the party last named before it that does not speak."""
    spoken = [range(s.start, s.stop) for s in scene.speeches]
    earlier = [p for p in scene.participants if p.end <= pronoun and p.text.casefold() not in ("they", "it", "we")]
    told = [p for p in earlier if not any(p.start in words for words in spoken)]
    return told[-1] if told else None


def _first(tree: Tree, word: int) -> int:
    inside = [i for i in tree.under(word, stop=_ASIDES - {"punct"}) if i <= word]
    first = word
    while first - 1 in inside:
        first -= 1
    while first < word and tree.lemmas[first] in _LEADS:
        first += 1
    return first


def _end(tree: Tree, word: int) -> int:
    """Past the last word of a noun phrase, without asides and without phrases of place or time that hang on it."""
    last = word + 1
    for child in tree.those(word, "flat", "nmod", "compound", "amod"):
        if child >= word and (not tree.case(child) or tree.case(child) == "of"):
            last = max(last, max(tree.under(child, stop=_ASIDES)) + 1)
    return last

"""How many people a noun phrase means, and whose: '12 civilians and three soldiers', 'a woman and her two sons'."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.fates import fate_words
from holdsway.reading.joined_people import joined_after
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.one_person import TITLES, nobody, single
from holdsway.reading.people_phrases import Headcount, added, category_of, end_of, first_of, lemma_of, whose
from holdsway.reading.scene import Scene
from holdsway.reading.tree import Tree
from holdsway.reading.uncounted import uncounted

__all__ = ["figure_of", "headcount", "is_of", "is_plain"]

_COUNTABLE = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "ADV", "VERB", "SYM"))
_MODIFIERS = frozenset(("amod", "compound", "nmod", "flat", "det", "nummod", "punct", "advmod", "case", "conj", "cc"))
_BARE = word_set("other others more total")
_COUNTED_ALONE = word_set("body corpse member family household couple")
_DETERMINERS = word_set("all the its their his her our those these some both")
_SPANS = word_set(
    "year years month months day days week weeks hour hours km mile miles metre metres meter meters th st nd rd"
)
_DEMONYMS, _SHORTEST_DEMONYM = ("ans", "ese", "is", "ites"), 5
_ARMED = frozenset(("military", "police"))


def headcount(scene: Scene, word: int | None, *, alone: bool = False, before: int | None = None) -> Headcount | None:
    """The people of a noun phrase and of those joined to it by 'and', added up; None where no number is given.

    `alone` says that a mere 'he' or 'her' is somebody as well, and that 'villagers' are two at least beside those with
    a number; `before` leaves out those joined after a word ('X, who died, and a man').
    """
    if word is None:
        return None
    joined = [part for part in _joined(scene, word) if before is None or part < before]
    members = {part: m for part in joined if (m := _member(scene, part, alone=alone)) is not None}
    found = list({m.figure.start: m for m in members.values()}.values())
    found = [m for m in found if alone or not (m.is_single and m.noun == "" and len(found) == 1)]  # 'he' alone
    if found and is_of(found[0], "people"):  # 'five pedestrians and millions of pesos'
        found = [m for m in found if m.is_single or is_of(m, "people")]
    if (
        found
        and not found[0].is_single
        and any(scene.tree.classes[c] == "PROPN" for c in scene.tree.those(word, "appos"))
    ):
        found = [m for m in found if m.noun not in ("person", "surname")]  # 'two reporters, X and Y'
    if found and is_of(found[0], "people") and (found[0].is_single or found[0].noun):
        found += [m for m in joined_after(scene, word, found) if before is None or m.start < before]
    if not found and _is_loose_title(scene, word):
        return headcount(scene, word + 1)
    if not found or (found[0].word != word and scene.tree.lemmas[word] in fate_words().lists["not_people"]):
        return None
    if alone and is_of(found[0], "people"):
        found = [*found, *(m for part in joined if part not in members and (m := uncounted(scene, None, part)))]
        found.sort(key=lambda m: m.start)
    return added(found)


def _is_loose_title(scene: Scene, word: int) -> bool:
    """'Colonel X was killed', the title hung beside the name, not on it."""
    tree, beside = scene.tree, word + 1
    written = scene.passage.word(word).rstrip(".")
    known = written in TITLES or (tree.classes[word] in ("NOUN", "PROPN") and fate_words().category(written))
    if not known or beside >= len(tree) or figure_of(scene, word) is not None:
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
        first = first_of(tree, part)
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
            or _is_of_another(scene, first, part)
        )
        if part in aside and (tree.classes[part] != "NOUN" or figure_of(scene, part) is None):
            continue  # 'the mayor of A and two guards': joined to A by the parse, not by the sense
        same = part == last and tree.classes[part] == "PROPN" and passage.word(first - 1) == "," and not beside
        # 'its chief of staff, General X' is one man, '3,900 households, or 25,000 people' the same people
        same = same or (
            passage.lower[first - 1 : first + 1] == [",", "one"] and "other" in passage.lower[part : part + 8]
        )
        same = same or (figure < part and any(passage.word(c) == "or" for c in tree.those(part, "cc")))
        if tree.classes[part] in _COUNTABLE and not told_apart and not same:
            found.append(part)
    return found


def _is_of_another(scene: Scene, first: int, part: int) -> bool:
    """'lost ten men and the Front six': a number after the party whose own it is."""
    own = figure_of(scene, part)
    return own is not None and any(first <= p.start and p.end <= own.start for p in scene.participants)


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
        first = first_of(tree, other)
        owned = any(scene.passage.word(c) == "whose" for c in tree.those(other, "nmod:poss"))
        if word < other < over and not owned and scene.passage.word(first - 1) in ("and", ","):
            found.append(other)
    named = len(found) == 1 and tree.classes[found[0]] == "PROPN" and tree.classes[word] == "NOUN"
    if named and scene.passage.word(first_of(tree, found[0]) - 1) == ",":
        return []  # 'another guard, X Y, was killed'
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
            armed = armed or count.noun in ("casualty", "victim")  # '150 casualties arrived'
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
    if before == "number" and passage.word(figure.start - 2) in fate_words().states:
        return True  # 'the army's dead number 19'
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


def _member(scene: Scene, word: int, depth: int = 0, *, alone: bool = False) -> Headcount | None:
    tree, words = scene.tree, fate_words()
    lemma = lemma_of(scene, word)
    if none := nobody(scene, word):
        return none
    figure = figure_of(scene, word) or _both(scene, word)
    inner = _inside(tree, word)
    if figure is None:
        if lemma in words.lists["groups"] and inner is not None and depth < 3:
            found = _member(scene, inner, depth + 1)
            return (
                None
                if found is None or found.is_single
                else replace(found, start=min(found.start, first_of(tree, word)))
            )
        return single(scene, word, lemma, harmed=alone)
    counts_itself = figure.start <= word < figure.end
    inner = _led_by(scene, figure) if counts_itself and inner is None else inner
    noun = word
    group_of = inner is not None and lemma in words.lists["groups"] and _is_people(scene, inner)
    if inner is not None and (counts_itself or (group_of and lemma_of(scene, inner) not in words.lists["groups"])):
        noun = inner
    if lemma in words.lists["groups"] and not counts_itself and inner is None and lemma not in _COUNTED_ALONE:
        return None  # 'three groups': of how many nobody says
    if tree.relations[noun] == "compound" and noun != inner and _is_people(scene, tree.heads[noun]):
        noun = tree.heads[noun]  # 'six brigadier generals'
    kind = "" if counts_itself and inner is None else lemma_of(scene, noun)
    if kind and words.category(kind) is None and kind not in words.lists["not_people"] and _is_demonym(scene, noun):
        kind = "national"
    if kind in words.lists["not_people"] or (tree.classes[noun] == "PRON" and kind in ("it", "this", "that")):
        return None
    start = figure.start
    while start > 0 and scene.passage.word(start - 1) in _DETERMINERS and tree.heads[start - 1] in (word, noun):
        start -= 1
    bare = kind in ("", *_BARE) or tree.classes[noun] == "PRON"
    return Headcount(
        word, start, end_of(tree, noun if noun > word else word), figure,
        category=category_of(scene, noun, kind), party=whose(scene, noun, word), is_bare=bare, noun=kind or "people",
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
    known = at is not None and fate_words().category(lemma_of(scene, word)) is not None
    return Figure(at, at + 1, 2.0, 2.0, 2.0) if at is not None and known else None


def _is_people(scene: Scene, word: int) -> bool:
    return fate_words().category(lemma_of(scene, word)) is not None or scene.party(word) is not None


def _inside(tree: Tree, word: int) -> int | None:
    """The noun of 'dozens of fighters', 'four of the soldiers', 'a group of men'."""
    return next((c for c in tree.those(word, "nmod", "obl") if tree.case(c) == "of" and c > word), None)

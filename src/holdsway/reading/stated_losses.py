"""Losses told by a word for their state: '14 dead and 30 wounded', '800 dead soldiers', 'are missing', 'killed: 12'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.doers import doers, losers
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import figure_of, headcount, is_of, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene
from holdsway.records import Modality

__all__ = ["states"]

_LONGEST_REACH = 5
_MOST_AFTER = 8
_ORDINALS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_DONE = word_set("murdered assassinated slain")
_COPULAS = word_set("is was were are remains remained")
_SHOWS = word_set("show list record report count put")
_STAYS = word_set("remain be go lie")
_LINKS = word_set(
    "more others people of them its their our were are war - walking seriously critically badly severely lightly "
    "slightly enemy confirmed"
)
_CLAUSAL = frozenset(("VERB", "AUX", "SCONJ"))
_STOPS = word_set(", ; : . ( ) and or but that who which when while than")


def states(scene: Scene) -> Iterator[Harm]:
    """'14 dead and 30 wounded', 'eight fighters dead', '800 dead soldiers', 'killed: 12'."""
    passage, tree, words = scene.passage, scene.tree, fate_words()
    for word in range(len(tree)):
        fate = words.states.get(passage.word(word))
        if fate is None and passage.word(word) in words.lists["victims"]:  # 'among the victims were two women'
            if (count := _included(scene, word) or _share_of(scene, word)) is not None and (
                found := harm(scene, count, "killed", word)
            ):
                yield found
            continue
        if fate is None:
            continue
        yield from _listed(scene, word, fate)
        last = word
        second = words.states.get(passage.word(word + 2)) if passage.word(word + 1) in ("or", "and") else None
        if {fate, second} == {"killed", "wounded"}:
            fate, last = "killed or wounded", word + 2
        count = (
            _another(scene, word)
            or _before_colon(scene, word)
            or _predicated(scene, word)
            or _right_before(scene, word, last)
            or _qualified(scene, word)
            or _included(scene, word)
            or _share_of(scene, word)
        )
        if count is None:
            continue
        over = tree.heads[word]
        by: list[Participant] = []
        against = losers(scene, word) or losers(scene, count.word)
        head = word
        for at in (word, count.word):
            above = tree.heads[at]
            if above != at and tree.lemmas[above] == "leave":
                by, head = doers(scene, scene.clause(above), patient=True), above
                if by and {"its", "their"} & set(passage.lower[count.figure.end : word]):
                    against, by = by[0], []  # 'leaving 20 of its dead'
        doubt = Modality.POSSIBLE if over != word and tree.lemmas[over] in words.lists["possibly"] else None
        start, end = _in_clause(
            scene, count.word if count.word != word else word, min(count.start, word), max(count.end, last + 1)
        )
        if found := harm(scene, count, fate, head, by=by, against=against, span=(start, end), doubt=doubt):
            yield found


def _another(scene: Scene, word: int) -> Headcount | None:
    """'four were captured and a fifth is missing': one more of those told before."""
    passage = scene.passage
    at = word - 1 - (passage.word(word - 1) in _COPULAS)
    apart = word + 1 >= len(passage) or scene.tree.classes[word + 1] not in ("NOUN", "NUM")
    if passage.word(at) == "another" and apart and passage.word(at - 1) in ("and", ",", "while"):
        return Headcount(at, at, at + 1, Figure(at, at + 1, 1.0, 1.0, 1.0), is_bare=True, noun="people")
    if passage.word(at) not in _ORDINALS or passage.word(at - 1) not in ("a", "the") or at < 2:
        return None
    one = Figure(at - 1, at + 1, 1.0, 1.0, 1.0)
    return Headcount(at, at - 1, at + 1, one, is_bare=True, noun="people")


def _listed(scene: Scene, word: int, fate: str) -> Iterator[Harm]:
    """'The dead: five soldiers, two contractors, one cook': each of those listed after the colon."""
    passage = scene.passage
    if passage.word(word + 1) != ":":
        return
    for figure in passage.figures:
        near = range(figure.end, min(figure.end + 3, len(passage)))
        noun = next((i for i in near if scene.tree.classes[i] == "NOUN" and figure_of(scene, i) == figure), None)
        count = _alone(headcount(scene, noun), figure) if figure.start > word + 1 else None
        if count is None or noun is None or not is_of(count, "people"):
            continue
        if found := harm(scene, count, fate, noun, span=(figure.start, noun + 1)):
            yield found


def _alone(count: Headcount | None, figure: Figure) -> Headcount | None:
    """One of several listed, without those that the parse joins to it."""
    return replace(count, figure=figure, end=max(figure.end, count.word + 1)) if count is not None else None


def _before_colon(scene: Scene, word: int) -> Headcount | None:
    """'Killed: 12'."""
    if scene.passage.word(word + 1) != ":":
        return None
    figure = next((f for f in scene.passage.figures if f.start == word + 2 and is_plain(scene, f)), None)
    return Headcount(figure.end - 1, word, figure.end, figure, is_bare=True, noun="people") if figure else None


def _right_before(scene: Scene, word: int, last: int) -> Headcount | None:
    """'12 dead', '14 others wounded', 'eight fighters on both sides dead': the number at most some words before."""
    tree, passage, words = scene.tree, scene.passage, fate_words()
    if last + 1 < len(tree) and words.category(tree.lemmas[last + 1]) and tree.heads[word] == last + 1:
        return None  # '12 injured soldiers' counts the soldiers
    for figure in reversed(passage.figures):
        if figure.end > word or figure.is_share or figure.is_percent:
            continue
        between = range(figure.end, word)
        if len(between) > _LONGEST_REACH or not is_plain(scene, figure):
            return None
        said = _said_between(scene, between)
        if any(i not in said and (passage.word(i) in _STOPS or tree.classes[i] in _CLAUSAL) for i in between):
            return None
        if not between:
            return Headcount(word, figure.start, last + 1, figure, is_bare=True, noun="people")
        noun = next(
            (i for i in between if tree.classes[i] in ("NOUN", "PROPN", "PRON") and figure_of(scene, i) == figure), None
        )
        count = headcount(scene, _first_joined(scene, noun, figure))
        if count is None:
            plain = all(i in said or passage.word(i) in _LINKS for i in between)
            return Headcount(word, figure.start, last + 1, figure, is_bare=True, noun="people") if plain else None
        return count if is_of(count, "people") and tree.classes[word] != "NOUN" else None
    return None


def _said_between(scene: Scene, between: range) -> range:
    """The words of 'have been reported' and 'are feared' in 'As many as 18 people have been reported killed'."""
    tree, lists = scene.tree, fate_words().lists
    if not between or tree.lemmas[between[-1]] not in lists["reports"] | lists["possibly"]:
        return range(0)
    first = between.stop - 1
    while first > between.start and tree.classes[first - 1] in ("AUX", "ADV"):
        first -= 1
    return range(first, between.stop)


def _first_joined(scene: Scene, noun: int | None, figure: Figure) -> int | None:
    """'with 45 fighters and two soldiers dead': the first of those joined, where only 'and' stands between them."""
    tree = scene.tree
    if noun is None or tree.relation(noun) != "conj" or scene.passage.word(figure.start - 1) != "and":
        return noun
    first = tree.heads[noun]
    return first if first == figure.start - 2 and figure_of(scene, first) is not None else noun


def _predicated(scene: Scene, word: int) -> Headcount | None:
    """'More than 100 people are missing'."""
    tree = scene.tree
    if tree.classes[word] == "NOUN":
        return None
    is_said = tree.child(word, "cop") is not None or (
        scene.passage.word(word) in ("missing", "unaccounted")
        and tree.child(word, "aux") is not None
        and tree.child(word, "obj") is None
    )
    subject = tree.child(word, "nsubj") if is_said else None
    if (
        subject is None
        and tree.relation(word) == "xcomp"
        and tree.lemmas[tree.heads[word]] in (_STAYS | fate_words().lists["possibly"])
    ):
        subject = tree.child(tree.heads[word], "nsubj")  # 'remain missing', 'were feared dead'
    if subject is None or subject > word:
        return _left_so(scene, word)
    harmed = fate_words().states.get(scene.passage.word(word)) in ("killed", "wounded")
    count = headcount(scene, subject, alone=harmed)
    return count if count is not None and is_of(count, "people") else None


def _left_so(scene: Scene, word: int) -> Headcount | None:
    """'left him seriously wounded', 'left the driver dead': one of whom nothing else is told there."""
    tree = scene.tree
    over = tree.heads[word]
    if tree.relation(word) != "xcomp" or tree.lemmas[over] != "leave" or over == word:
        return None
    count = headcount(scene, tree.child(over, "obj", "iobj"), alone=True)
    return count if count is not None and count.is_single and count.start == over + 1 else None


def _included(scene: Scene, word: int) -> Headcount | None:
    """'The dead included four women', 'among the dead were two journalists', 'was among those killed'."""
    tree = scene.tree
    over = tree.heads[word]
    if scene.passage.lower[max(0, word - 2) : word] == ["among", "those"] and tree.child(over, "cop") is not None:
        return headcount(scene, tree.child(over, "nsubj"))
    inverted = next((c for c in tree.those(word, "ccomp", "parataxis") if tree.child(c, "cop") is not None), None)
    if word <= 1 and inverted is not None and scene.passage.word(word + 1) in _COPULAS:
        return headcount(scene, inverted)  # 'Also killed was the bomber'
    if (those := _those(scene, word)) is not None:
        word, over = those, tree.heads[those]
        if tree.relation(word) == "nsubj" and tree.child(over, "cop") is not None:
            return headcount(scene, over)  # 'among those killed was the mayor, X', 'those killed were children'
    elif over == word or (scene.passage.word(word - 1) != "the" and word > 0):
        return None
    if tree.relation(word) == "nsubj" and word == 0 and tree.child(over, "cop") is not None:
        return headcount(scene, over)  # 'Killed were 12 soldiers'
    if tree.relation(word) == "nsubj" and tree.lemmas[over] == "include":
        return headcount(scene, tree.child(over, "obj"))
    if tree.case(word) == "among" and tree.child(over, "cop") is not None:
        return headcount(scene, over)
    if tree.case(word) == "among" and (subject := tree.child(over, "nsubj")) is not None:
        return headcount(scene, subject)
    return None


def _those(scene: Scene, word: int) -> int | None:
    """'those' of 'those killed', whom a participle tells of."""
    over = scene.tree.heads[word]
    is_those = over == word - 1 and scene.passage.word(over) == "those"
    return over if is_those and scene.tree.relation(word) in ("amod", "acl") else None


def _share_of(scene: Scene, word: int) -> Headcount | None:
    """'Nine of the dead were children': so many of them, by the word for who they were."""
    tree, passage = scene.tree, scene.passage
    figure = next((f for f in passage.figures if f.end == word - 2 and is_plain(scene, f)), None)
    led = passage.lower[max(0, word - 2) : word] in (["of", "the"], ["of", "those"]) and passage.word(word + 1) in (
        "was",
        "were",
    )
    if figure is None or not led:
        return None
    near = range(word + 2, min(word + 5, len(tree)))
    noun = next((i for i in near if tree.classes[i] in ("NOUN", "PROPN")), None)
    kind = fate_words().category(tree.lemmas[noun]) if noun is not None else None
    if noun is None or (kind is None and scene.party(noun) is None):
        return None
    category = {"fighter": "military", "other": None}.get(kind or "", kind)
    return Headcount(noun, figure.start, noun + 1, figure, category, scene.party(noun), noun=tree.lemmas[noun])


def _qualified(scene: Scene, word: int) -> Headcount | None:
    """'800 dead soldiers', '40 wounded men'."""
    tree = scene.tree
    noun = tree.heads[word]
    named = tree.classes[noun] == "PROPN" and scene.passage.word(word) in _DONE
    if tree.relation(word) != "amod" or noun < word or not (tree.classes[noun] == "NOUN" or named):
        return None
    count = headcount(scene, noun, alone=scene.passage.word(word) in _DONE)
    named = count is not None and count.noun == "person" and scene.passage.word(word) in _DONE  # 'the murdered mayor X'
    return count if count is not None and (named or not count.is_single) and is_of(count, "people") else None


def _from_subject(scene: Scene, verb: int) -> int:
    """The first word of a short subject that stands right before a verb group, else of the group."""
    tree = scene.tree
    group = min([verb, *(c for c in tree.those(verb, "aux") if c < verb)])
    subject = tree.child(verb, "nsubj")
    if subject is None or subject > group:
        return group
    first = min(tree.under(subject))
    return first if group - first <= _LONGEST_REACH and tree.classes[subject] != "PRON" else group


def _in_clause(scene: Scene, noun: int, start: int, end: int) -> tuple[int, int]:
    """A noun phrase with the verb right before it, as its object, or right after it, as its subject."""
    tree = scene.tree
    over = tree.heads[noun]
    if over == noun or tree.classes[over] not in ("VERB", "AUX"):
        return start, with_trailing(scene, start, end)
    if tree.relation(noun) in ("obl", "xcomp") and over == start - 2 and scene.passage.word(start - 1) == "of":
        return _from_subject(scene, over), with_trailing(scene, over, end)  # 'spoke of 800 dead soldiers since May'
    if tree.relation(noun) in ("xcomp", "obj") and over == start - 1 and tree.lemmas[over] in _SHOWS | {"leave"}:
        return _from_subject(scene, over), with_trailing(scene, over, end)
    if tree.relation(noun) == "obj" and over == start - 1:
        return over, with_trailing(scene, over, end)
    if tree.relation(noun) == "nsubj" and end <= over <= end + 2:
        return start, with_trailing(scene, start, over + 1, room=_MOST_AFTER)
    return start, with_trailing(scene, start, end)

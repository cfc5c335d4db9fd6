"""Losses told by a word for their state: '14 dead and 30 wounded', '800 dead soldiers', 'are missing', 'killed: 12'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.doers import doers, losers
from holdsway.reading.fates import fate_words
from holdsway.reading.finding import Participant
from holdsway.reading.harmed import Harm, harm
from holdsway.reading.headcounts import Headcount, figure_of, headcount, is_of, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.numbers import Figure
from holdsway.reading.scene import Scene
from holdsway.records import Modality

__all__ = ["states"]

_LONGEST_REACH = 5
_MOST_AFTER = 8
_ORDINALS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_COPULAS = word_set("is was remains remained")
_SHOWS = word_set("show list record report count put")
_STAYS = word_set("remain be go lie")
_LINKS = word_set("more others people of them its their were are")
_STOPS = word_set(", ; : . ( ) and or but that who which when while than")


def states(scene: Scene) -> Iterator[Harm]:
    """'14 dead and 30 wounded', 'eight fighters dead', '800 dead soldiers', 'killed: 12'."""
    passage, tree, words = scene.passage, scene.tree, fate_words()
    for word in range(len(tree)):
        fate = words.states.get(passage.word(word))
        if fate is None:
            continue
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
    if passage.word(at) not in _ORDINALS or passage.word(at - 1) not in ("a", "the") or at < 2:
        return None
    one = Figure(at - 1, at + 1, 1.0, 1.0, 1.0)
    return Headcount(at, at - 1, at + 1, one, is_bare=True, noun="people")


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
        if any(passage.word(i) in _STOPS or tree.classes[i] in ("VERB", "AUX", "SCONJ") for i in between):
            return None
        if not between:
            return Headcount(word, figure.start, last + 1, figure, is_bare=True, noun="people")
        noun = next(
            (i for i in between if tree.classes[i] in ("NOUN", "PROPN", "PRON") and figure_of(scene, i) == figure), None
        )
        count = headcount(scene, _first_joined(scene, noun, figure))
        if count is None:
            plain = all(
                passage.word(i) in ("more", "others", "people", "of", "them", "its", "their", "were", "are")
                for i in between
            )
            return Headcount(word, figure.start, last + 1, figure, is_bare=True, noun="people") if plain else None
        return count if is_of(count, "people") and tree.classes[word] != "NOUN" else None
    return None


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
        return None
    count = headcount(scene, subject)
    return count if count is not None and is_of(count, "people") else None


def _included(scene: Scene, word: int) -> Headcount | None:
    """'The dead included four women', 'among the dead were two journalists'."""
    tree = scene.tree
    over = tree.heads[word]
    if over == word or (scene.passage.word(word - 1) != "the" and word > 0):
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


def _qualified(scene: Scene, word: int) -> Headcount | None:
    """'800 dead soldiers', '40 wounded men'."""
    tree = scene.tree
    noun = tree.heads[word]
    if tree.relation(word) != "amod" or noun < word or tree.classes[noun] != "NOUN":
        return None
    count = headcount(scene, noun)
    return count if count is not None and not count.is_single and is_of(count, "people") else None


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
    if tree.relation(noun) == "xcomp" and over == start - 1 and tree.lemmas[over] in _SHOWS:
        return _from_subject(scene, over), with_trailing(scene, over, end)
    if tree.relation(noun) == "obj" and over == start - 1:
        return over, with_trailing(scene, over, end)
    if tree.relation(noun) == "nsubj" and end <= over <= end + 2:
        return start, with_trailing(scene, start, over + 1, room=_MOST_AFTER)
    return start, with_trailing(scene, start, end)

"""Those counted whom the parse does not hang on the verb: right before it, right after it, or before an aside."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.headcounts import figure_of, headcount, is_of, is_plain
from holdsway.reading.lexicon import word_set
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene

__all__ = ["left_of", "over_aside", "right_after"]

_LEADING = word_set("all the its their his over up down")
_LONGEST_ASIDE = 20
_AFTER_NUMBER = frozenset(("PUNCT", "ADP", "ADV", "CCONJ", "SCONJ"))


def left_of(scene: Scene, head: int) -> Headcount | None:
    """'... some 30 soldiers and police gave up': the people right before a verb that the parse gives no subject."""
    tree = scene.tree
    if tree.child(head, "nsubj") is not None or tree.relation(head) in ("acl", "xcomp", "conj", "amod"):
        return None
    word = min([head, *(c for c in tree.those(head, "aux") if c < head)]) - 1
    for _ in range(3):
        if word < 0 or tree.classes[word] not in ("NOUN", "PROPN", "NUM"):
            return None
        count = headcount(scene, word)
        if count is not None:
            return count if not count.is_single and count.end >= word + 1 and is_of(count, "people") else None
        word = tree.heads[word]
    return None


def over_aside(scene: Scene, head: int) -> Headcount | None:
    """'X, who led the unit, was shot': those named before an aside, where the parse gives the verb no subject."""
    tree, passage = scene.tree, scene.passage
    group = [c for c in tree.those(head, "aux") if c < head]
    if not group or tree.child(head, "nsubj") is not None or passage.word(min(group) - 1) != ",":
        return None
    for comma in range(min(group) - 2, max(0, min(group) - _LONGEST_ASIDE), -1):
        if passage.word(comma) != ",":
            continue
        for word in {tree.name_head(comma - 1), tree.heads[tree.name_head(comma - 1)], comma - 1}:
            count = headcount(scene, word) if word < comma else None
            rest = range(count.end, comma) if count is not None else range(0)
            aside = range(comma + 1, min(group) - 1)
            named = any(tree.classes[i] == "PROPN" for i in rest) or all(tree.classes[i] == "PROPN" for i in aside)
            if count is None or any(tree.classes[i] not in ("PROPN", "PUNCT") for i in rest):
                continue
            if count.end <= comma and (not count.is_single or count.noun == "person" or named):
                return replace(count, end=comma)
    return _led_figure(scene, head)


def _led_figure(scene: Scene, head: int) -> Headcount | None:
    """'Between 560 and 770 men captured at A, were killed': a range that the parse takes for an adjunct."""
    tree = scene.tree
    for child in tree.those(head, "obl"):
        figure = figure_of(scene, child)
        if child > head or figure is None or not figure.start <= child < figure.end:
            continue
        near = range(figure.end, min(figure.end + 3, head))
        noun = next((i for i in near if tree.classes[i] == "NOUN" and figure_of(scene, i) == figure), None)
        count = headcount(scene, noun)
        return count if count is not None and is_of(count, "people") else None
    return None


def right_after(scene: Scene, head: int) -> Headcount | None:
    """'killed between 160 and 190 men', 'executed 1,700': a number after the verb, whatever the parse makes of it."""
    tree = scene.tree
    for figure in scene.passage.figures:
        between = scene.passage.lower[head + 1 : figure.start] if figure.start > head else ["?"]
        is_near = not between or (len(between) == 1 and between[0] in _LEADING)
        if not is_near or figure.is_percent or figure.is_share or not is_plain(scene, figure):
            continue
        last = min(figure.end + 4, len(tree))
        noun = next(
            (i for i in range(figure.end, last) if figure_of(scene, i) == figure and tree.classes[i] == "NOUN"), None
        )
        count = headcount(scene, noun)
        if count is not None:
            return count if is_of(count, "people") else None
        if tree.classes[min(figure.end, len(tree) - 1)] in _AFTER_NUMBER:
            return Headcount(figure.end - 1, figure.start, figure.end, figure, is_bare=True, noun="people")
    return None

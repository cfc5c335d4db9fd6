"""Numbers of which only a share is meant: 'half of the 400 districts fell' tells of 200, 'part of the 400' of none."""

from __future__ import annotations

import math
from dataclasses import replace

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import PARTS
from holdsway.reading.scene import Scene

__all__ = ["with_share"]

_SO_MANY = word_set("a one two three four seven nine")
_LOOSE = word_set("minority part fraction bulk share proportion percent %")
_MOST = word_set("most majority")
_OVER = (["more", "than"], ["over"], ["at", "least"])


def with_share(scene: Scene, finding: Finding) -> Finding | None:
    """A finding with the number that its share of a number comes to; None where no number is told.

    Of most of so many there are more than half; of a part of them nobody says how many.
    """
    figure, tree = finding.figure, scene.tree
    if figure is None or figure.is_percent or figure not in scene.passage.figures:
        return finding  # a number that was reckoned already
    noun = tree.heads[figure.end - 1]
    if tree.relation(noun) != "nmod" or tree.case(noun) != "of" or finding.anchor in tree.under(noun):
        return finding  # 'most of the 12 killed were women': twelve were killed
    share, whole = tree.heads[noun], figure.best or figure.low
    word = tree.lemmas[share].removesuffix("s")
    if word in _LOOSE:
        return None
    if whole is None or not _is_share(scene, share, noun, word):
        return finding
    if word in _MOST:
        return replace(finding, figure=replace(figure, low=whole // 2 + 1, best=None, high=None))
    times = next((f.best for f in scene.passage.figures if f.end == share and f.best), 1.0)  # 'two thirds'
    number = whole * PARTS[word] * (times if times * PARTS[word] < 1 else 1.0)
    if _is_over(scene, share):
        return replace(finding, figure=replace(figure, low=math.floor(number) + 1, best=None, high=None))
    number = round(number)
    return replace(finding, figure=replace(figure, low=number, best=number, high=number))


def _is_share(scene: Scene, share: int, noun: int, word: str) -> bool:
    """Whether a word tells a share of what is counted, and not the third of them, or a quarter where they live."""
    if word == "half" or word in _MOST:
        return True
    of_all = word != "quarter" or scene.tree.child(noun, "det", "nmod:poss") is not None
    return word in PARTS and of_all and scene.passage.word(share - 1) in _SO_MANY


def _is_over(scene: Scene, share: int) -> bool:
    """'More than half', 'over a third'."""
    before = scene.passage.lower[max(0, share - 3) : share]
    before = before[:-1] if before[-1:] in (["a"], ["one"]) else before
    return any(before[-len(cue) :] == cue for cue in _OVER)

"""Numbers of which only a share is meant: 'half of the 400 districts fell' tells of 200, 'part of the 400' of none."""

from __future__ import annotations

import math
from dataclasses import replace

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene

__all__ = ["with_share"]

_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
_SO_MANY = word_set("a one two three four seven nine")
_LOOSE = word_set("minority part fraction bulk share proportion percent %")
_MOST = word_set("most majority")
_OVER = (["more", "than"], ["over"], ["well", "over"], ["at", "least"])


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
    word = tree.lemmas[share].removesuffix("s") if tree.lemmas[share] != "%" else "%"
    if word in _LOOSE or whole is None:
        return None if word in _LOOSE or word in _PARTS else finding
    part = 1 / 2 if word in _MOST else _PARTS.get(word)
    of_all = tree.child(noun, "det", "nmod:poss") is not None
    if part is None or (word != "half" and word in _PARTS and scene.passage.word(share - 1) not in _SO_MANY):
        return finding
    if word == "quarter" and not of_all:
        return finding  # 'a quarter of 40,000 people' may be a part of a town
    times = next((f.best for f in scene.passage.figures if f.end == share and f.best), 1.0)
    number = whole * part * (times if 0 < times * part < 1 else 1.0)
    before = scene.passage.lower[max(0, share - 3) : share]
    before = before[:-1] if before[-1:] in (["a"], ["one"]) else before  # 'more than a third'
    if word in _MOST or any(before[-len(cue) :] == cue for cue in _OVER):
        return replace(finding, figure=replace(figure, low=math.floor(number) + 1, best=None, high=None))
    number = round(number)
    return replace(finding, figure=replace(figure, low=number, best=number, high=number))

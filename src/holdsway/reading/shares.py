"""Numbers of which only a share is meant: 'half of the 400 districts fell' tells of no 400 that fell."""

from __future__ import annotations

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene

__all__ = ["is_base_of_share"]

_SHARES = word_set(
    "half third thirds quarter quarters fifth fifths tenth tenths majority minority most percent % part fraction bulk "
    "share proportion"
)


def is_base_of_share(scene: Scene, finding: Finding) -> bool:
    """Whether the number of a finding is that of which a share is told."""
    figure, tree = finding.figure, scene.tree
    if figure is None or figure.is_percent or figure not in scene.passage.figures:
        return False  # '200' of half of 400 is reckoned, and right
    noun = tree.heads[figure.end - 1]
    whole = tree.relation(noun) == "nmod" and tree.case(noun) == "of"
    return whole and tree.lemmas[tree.heads[noun]] in _SHARES

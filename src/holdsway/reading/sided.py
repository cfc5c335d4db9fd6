"""So many places that are 'with' a party: 'a third of the districts are with the Front'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.finding import Finding
from holdsway.reading.scene import Scene
from holdsway.records import Kind

__all__ = ["sided"]

_FURTHEST = 3
_IS = frozenset(("is", "are", "was", "were"))


def sided(scene: Scene) -> Iterator[Finding]:
    """The counted places that are said to be with a party."""
    tree, passage = scene.tree, scene.passage
    for who in scene.participants:
        copula = next((i for i in range(max(0, who.start - _FURTHEST), who.start) if passage.word(i) in _IS), None)
        if copula is None or "with" not in passage.lower[copula + 1 : who.start]:
            continue
        counted = next((p for p in scene.phrases if p.kind == "count" and p.end == copula), None)
        head = tree.name_head(who.end - 1)
        said = scene.mood(head)
        if counted is None or said is None:
            continue
        yield Finding(
            kind=Kind.COUNT,
            start=counted.start,
            end=who.end,
            anchor=head,
            stance=said,
            chain=scene.chain(head),
            phrase=counted,
            party=who.party,
            actors=((who.party, "by", who.text),),
            label="with",
            figure=counted.figure,
            number_of=counted.unit,
            category=counted.of,
            because="holds: are with",
        )

"""Outlines: the small geometry of a drawn map, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

__all__ = ["Box", "Spot", "area", "middle", "overlap", "path_of", "whole_outlines"]

Spot = tuple[float, float]
"""x and y."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def path_of(ring: Sequence[Spot]) -> str:
    """A ring as the words of an SVG path, points that fall together written once."""
    kept = [ring[0], *(there for here, there in pairwise(ring) if here != there)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z"


def whole_outlines(parents: Iterable[list[list[Spot]]]) -> str:
    """The outlines of parents from those of their places; gaps and overlaps of up to two pixels are closed."""
    import shapely

    path = []
    for rings in parents:
        parts = [shapely.Polygon(ring).buffer(1, join_style="mitre") for ring in rings if len(ring) > 3]
        whole = shapely.union_all(parts).buffer(-1, join_style="mitre").simplify(0.4)
        for part in shapely.get_parts(whole):
            path.append(path_of([(round(x, 1), round(y, 1)) for x, y in part.exterior.coords]))
    return "".join(path)


def area(ring: Sequence[Spot]) -> float:
    """The area of a ring, negative when it runs the other way round (shoelace formula)."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2


def middle(ring: Sequence[Spot]) -> Spot:
    """The centroid of a ring (shoelace formula); its first point when it has no area."""
    size = area(ring)
    if abs(size) < 0.01:
        return ring[0]
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairwise(ring)) / (6 * size)
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in pairwise(ring)) / (6 * size)
    return round(x, 1), round(y, 1)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

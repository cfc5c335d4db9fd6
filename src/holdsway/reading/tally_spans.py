"""The words of a count: its clause with the noun phrase whole and the adjuncts of place and time that follow."""

from __future__ import annotations

from dataclasses import replace

from holdsway.reading.finding import Finding
from holdsway.reading.loss_spans import with_trailing
from holdsway.reading.scene import Scene
from holdsway.records import Kind

__all__ = ["stretched"]

_ROOM, _LONGEST_PART = 10, 8


def stretched(scene: Scene, finding: Finding) -> Finding:
    """A count with all that belongs to those counted, and what follows at once of where and when."""
    if finding.kind is not Kind.COUNT or finding.figure is None or not len(scene.tree):
        return finding
    end = finding.end
    for _ in range(2):
        end = _over_part(scene, finding, end)
        end = with_trailing(scene, finding.start, end, room=_ROOM)
    return replace(finding, end=end) if end > finding.end else finding


def _over_part(scene: Scene, finding: Finding, end: int) -> int:
    """Past 'used as posts', 'and neighbours': a participle or a second noun that hangs on those counted."""
    tree = scene.tree
    if end >= len(tree):
        return end
    for word in range(finding.start, end):
        for part in tree.those(word, "acl", "conj"):
            inside = tree.under(part)
            if part < end or inside != list(range(end, end + len(inside))) or len(inside) > _LONGEST_PART:
                continue
            joined = tree.relation(part) == "conj"
            plain = tree.classes[part] in ("NOUN", "PROPN") if joined else tree.forms[part] in ("participle", "ing")
            counted = any(end <= f.start < end + len(inside) for f in scene.passage.figures)
            if plain and not counted and not any(tree.forms[i] == "finite" for i in inside):
                return end + len(inside)
    return end

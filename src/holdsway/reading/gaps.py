"""Lists that share one verb: 'the Front has A and B; the army, C and D'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from holdsway.reading.finding import Finding, Participant
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind

__all__ = ["Gap", "before_gap", "gaps_of", "in_gaps"]

_SENSES = ("holds", "takes", "retakes")
_LEADS = frozenset((",", ";", "and", "while", "whereas"))
_DETERMINERS = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Gap:
    """A party and its places, told with the verb at word `anchor` that another party has."""

    anchor: int
    start: int
    party: Participant
    places: tuple[PlacePhrase, ...]


def gaps_of(scene: Scene, found: Sequence[Finding]) -> list[Gap]:
    """Each party with places and no verb of its own after what another is said to hold or to have taken."""
    firsts = {f.anchor: f for f in found if _may_be_shared(f)}
    return [gap for first in firsts.values() for gap in _after(scene, first)]


def before_gap(finding: Finding, gaps: Sequence[Gap]) -> Finding | None:
    """A finding without what belongs to another party; None where its place does."""
    own = [g for g in gaps if g.anchor == finding.anchor]
    if not own or finding.phrase is None:
        return finding
    if finding.phrase.start >= own[0].start:
        return None
    return replace(finding, end=min(finding.end, own[0].start - 1))


def in_gaps(found: Sequence[Finding], gaps: Sequence[Gap]) -> Iterator[Finding]:
    """A statement on each place of a gap, said as the first one is."""
    for gap in gaps:
        first = next((f for f in found if f.anchor == gap.anchor), None)
        for place in gap.places:
            if first is None:
                break
            party, end = gap.party.party, gap.places[-1].end
            actors = ((party, "by", gap.party.text),)
            yield replace(
                first, start=gap.start, end=end, phrase=place, party=party, actors=actors,
                because=f"gapped, {first.because}",
            )  # fmt: skip


def _may_be_shared(finding: Finding) -> bool:
    is_sense = finding.because.partition(":")[0] in _SENSES
    by = [text for _, role, text in finding.actors if role == "by"]
    return is_sense and len(by) == 1 and finding.kind is Kind.CONTROL and finding.phrase is not None


def _after(scene: Scene, first: Finding) -> Iterator[Gap]:
    passage, tree = scene.passage, scene.tree
    for party in (p for p in scene.participants if p.start > first.anchor):
        start = party.start - (passage.word(party.start - 1) in _DETERMINERS)
        if passage.word(start - 1) not in _LEADS or passage.words[party.start] in ("it", "they"):
            continue
        after = party.end + (passage.word(party.end) in (",", "has", "holds"))
        group = next((g for g in scene.groups if g[0].start == after and g[0].kind == "place"), None)
        if group is None or party.end > after or any(tree.classes[w] == "VERB" for w in range(first.anchor + 1, after)):
            continue
        following = passage.word(group[-1].end)
        if following in (",", ";", ".", "and", ""):
            yield Gap(first.anchor, start, party, tuple(p for p in group if p.kind == "place"))

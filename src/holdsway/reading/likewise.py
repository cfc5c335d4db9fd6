"""A place of which the same is said as of the one before: 'as did A', 'and B too', 'C went the same way'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import subject_of
from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import meant_by
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind, Polarity

__all__ = ["likewise"]

_DOES = word_set("did does do was were is are has have had will")
_LEADS = word_set(
    "the most much parts part of whole all nearby neighbouring neighboring town village city district half both also "
    "towns villages cities districts later , then"
)
_JOINS = frozenset(("and", ";", ",", "but", "as", "so"))
_STOPS = frozenset((".", ",", ";", ":", "—", "–", "-", '"', "”", ")", "", "!"))
_SAME = frozenset(("same", "similar", "like"))
_FATES = word_set("way fate road direction path route suit lot")
_SHARES = word_set("go meet suffer share follow take do fare")
_MOVES = frozenset(("takes", "retakes", "falls", "loses", "leaves", "yields"))


def likewise(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """A statement on each further place of which a sentence says no more than that it is so there, too."""
    told = {f.phrase.core for f in found if f.phrase is not None and f.start <= f.phrase.start < f.end}
    ways = [(one, False) for one in (*_too(scene), *_as_did(scene))] + [(one, True) for one in _same_way(scene)]
    for (first, places, head, start), is_way in ways:
        model = _model(scene, found, first, is_way=is_way)
        for place in places:
            meant = meant_by(scene, place) if model is not None and place.core not in told else None
            if model is None or meant is None:
                continue
            told.add(place.core)
            end = max(start + 1, places[-1].end, head + 1)
            yield replace(
                model,
                start=start,
                end=end,
                anchor=head,
                phrase=meant,
                party=CONTESTED if meant.partial else model.party,
                chain=scene.chain(head) or (model.chain if model in found else ()),
                because=f"likewise, {model.because}",
            )


def _model(scene: Scene, found: Sequence[Finding], first: int, *, is_way: bool) -> Finding | None:
    """What was last said of who holds a place before a word; what goes some way changes hands."""
    near = [f for f in found if f.kind is Kind.CONTROL and f.anchor < first]
    far = [] if near else [f for f in scene.before if f.kind is Kind.CONTROL]
    last = [f for f in (near or far) if f.stance.modality.is_evidence]
    if not last or not (is_way or last[-1] is (near or far)[-1]):
        return None
    moved = [f for f in last if not _is_kept(f)]
    if is_way and not moved and last[-1].stance.polarity is Polarity.NEGATED:  # told only of who does not have it
        return replace(last[-1], party=None, actors=(), stance=replace(last[-1].stance, polarity=Polarity.AFFIRMED))
    return moved[-1] if is_way and moved else last[-1]


def _is_kept(finding: Finding) -> bool:
    """Whether nothing changed hands by what was said."""
    return finding.stance.polarity is Polarity.NEGATED or finding.because.partition(":")[0] not in _MOVES


def _group(scene: Scene, place: PlacePhrase) -> list[PlacePhrase]:
    return [p for p in next((g for g in scene.groups if place in g), [place]) if p.kind in ("place", "site")]


def _too(scene: Scene) -> Iterator[tuple[int, list[PlacePhrase], int, int]]:
    """'and B too', 'C as well'."""
    lower = scene.passage.lower
    for at, word in enumerate(lower):
        after = at + 1 if word in ("too", "likewise", "also") else at + 2
        if word not in ("too", "likewise", "also") and lower[at : at + 2] != ["as", "well"]:
            continue
        end = at - (lower[at - 1] == ",")
        place = next((p for p in scene.phrases if p.end == end and p.kind in ("place", "site")), None)
        if place is None or (lower[after] if after < len(lower) else "") not in _STOPS:
            continue
        group = [p for p in _group(scene, place) if p.start <= place.start]
        first = group[0].start - (lower[group[0].start - 1] in ("the", "nearby"))
        if first == 0 or lower[first - 1] in _JOINS or lower[first - 1] in ('"', "“"):
            yield first, group, at, first


def _as_did(scene: Scene) -> Iterator[tuple[int, list[PlacePhrase], int, int]]:
    """', as did the whole of A', '. So was B'."""
    lower = scene.passage.lower
    for at in range(len(lower) - 2):
        if lower[at] not in ("as", "so") or lower[at + 1] not in _DOES:
            continue
        place = next((p for p in scene.phrases if p.start >= at + 2), None)
        if place is not None and place.kind in ("place", "site") and set(lower[at + 2 : place.start]) <= _LEADS:
            yield at, _group(scene, place), at + 1, at


def _same_way(scene: Scene) -> Iterator[tuple[int, list[PlacePhrase], int, int]]:
    """'A went the same way', 'B met the same fate', 'C followed on Sunday', 'D did likewise'."""
    tree, passage = scene.tree, scene.passage
    for head in range(len(tree)):
        if tree.classes[head] != "VERB" or base_of(passage, tree, head) not in _SHARES:
            continue
        base, patient = base_of(passage, tree, head), tree.child(head, "obj", "xcomp")
        beside = set(passage.lower[head + 1 : head + 5])
        same = bool(beside & _SAME and beside & _FATES) or (base == "follow" and "suit" in beside)
        same = same or (base == "do" and "likewise" in beside) or (base == "fare" and "no" in beside)
        follows = base == "follow" and patient is None and passage.word(head - 1) != "be"
        if not same and not (follows and tree.forms[head] == "finite"):
            continue
        places = [p for p in scene.places(subject_of(tree, head)) if p.kind in ("place", "site")]
        if places and (same or _is_followed(scene, head)):
            yield places[0].start, places, _last_of(scene, head), places[0].start


def _is_followed(scene: Scene, head: int) -> bool:
    """'B followed a day later', 'C followed on Friday': with nothing else than when."""
    near = scene.passage.lower[head + 1 : head + 6]
    timed = any(head < t.start <= head + 3 for t in scene.passage.times)
    return timed or (near[:1] or ["."])[0] in _STOPS or "later" in near or "after" in near[:3] or "soon" in near


def _last_of(scene: Scene, head: int) -> int:
    """The last word of a clause that says that it went so there, without clauses on it."""
    stop = frozenset(("acl", "advcl", "parataxis", "punct", "conj", "cc", "ccomp"))
    return max(scene.tree.under(head, stop=stop))

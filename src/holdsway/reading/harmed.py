"""The finding made of people whom something befell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from holdsway.reading.doers import captor, conqueror, opponent
from holdsway.reading.fates import CASUALTIES, fate_words
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.headcounts import Headcount
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_places import place_of_loss
from holdsway.reading.loss_spans import span_of_loss
from holdsway.reading.moods import Stance
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind, Modality, Polarity

__all__ = ["Harm", "harm"]

_TAKEN = frozenset(("surrendered", "captured"))
_HARMED = frozenset(("killed", "wounded", "killed or wounded"))
_CIVIL = frozenset(("civilian", "child", "woman"))
_WISHED = word_set("call ask appeal wait hope push press campaign plead beg lobby pray bargain vow plan")


@dataclass(frozen=True, slots=True)
class Harm:
    """A finding with the people it counts, while those of one sentence are set side by side."""

    finding: Finding
    count: Headcount


def harm(
    scene: Scene,
    count: Headcount,
    fate: str,
    head: int,
    *,
    by: Iterable[Participant] = (),
    against: Participant | None = None,
    span: tuple[int, int] | None = None,
    because: str = "",
    doubt: Modality | None = None,
) -> Harm | None:
    """What befell so many people, told by the predicate or noun at `head`; None when nobody vouches for it."""
    said = scene.mood(head, deed=True)
    if said is None or _is_wished(scene, head) or _is_rate(scene, head):
        return None
    said = _shaded(scene, head, said, count, doubt or _unchecked(scene, head))
    start, end = span or span_of_loss(scene, head, count, said)
    whose = count.party or against
    if fate == "deployed":
        by, whose = [*by, *([whose] if whose else [])], None
    did = [p for p in by if whose is None or p.party != whose.party]
    where = place_of_loss(scene, head, count, fate)
    did, whose = _meant(scene, head, count, fate, did, whose, where)
    named = {p.party: (p.party, "by", p.text) for p in did}
    roles = tuple(named.values()) + (((whose.party, "against", whose.text),) if whose else ())
    finding = Finding(
        kind=Kind.CASUALTY if fate in CASUALTIES else Kind.COUNT,
        start=start,
        end=end,
        anchor=head,
        stance=said,
        chain=scene.chain(head),
        phrase=where,
        actors=roles,
        label=scene.passage.words[head].casefold(),
        figure=count.figure,
        number_of=f"{fate} families" if count.noun in ("family", "household") else fate,
        category=count.category,
        because=because or f"{fate}: {scene.tree.lemmas[head]}",
    )
    return Harm(finding, count)


def _meant(
    scene: Scene,
    head: int,
    count: Headcount,
    fate: str,
    did: list[Participant],
    whose: Participant | None,
    where: PlacePhrase | None,
) -> tuple[list[Participant], Participant | None]:
    """Who did it and whose people they were, with what follows from who took the place or to whom men gave up."""
    if fate in _TAKEN and whose is None and count.category not in _CIVIL:
        taker = captor(scene, head, did)
        if other := scene.other(taker):
            whose = Participant(head, head + 1, other, "")
            if taker and not did and fate == "captured":
                did = [Participant(head, head + 1, taker, "")]
    if fate in _HARMED and not did and count.figure.high != 0:
        taker = conqueror(scene, where)
        if (taker is None or (whose and taker == whose.party)) and whose is not None:
            taker = opponent(scene, whose.party, count.start, count.end)
        if taker is not None and (whose is None or whose.party != taker):
            did = [Participant(head, head + 1, taker, "")]
    return did, whose


def _shaded(scene: Scene, head: int, said: Stance, count: Headcount, doubt: Modality | None) -> Stance:
    """The stance with what a number of nought, a verb of reporting and a 'feared' make of it."""
    tree = scene.tree
    if count.figure.high == 0 and count.figure.low == 0:
        said = replace(said, polarity=Polarity.NEGATED)
    over = tree.heads[head]
    if said.modality is Modality.ASSERTED and {tree.lemmas[head], tree.lemmas[over]} & fate_words().lists["reports"]:
        said = replace(said, modality=Modality.REPORTED)
    if doubt is not None and said.modality in (Modality.ASSERTED, Modality.REPORTED, Modality.HYPOTHETICAL):
        said = replace(said, modality=doubt, trap_reason=None)
    return said


def _unchecked(scene: Scene, head: int) -> Modality | None:
    """'it was checking reports that X was killed', 'nothing to corroborate': nobody vouches for it yet."""
    over = islice(scene.tree.above(head), 3)
    checking = fate_words().lists["checking"]
    return Modality.POSSIBLE if any(scene.tree.lemmas[w] in checking for w in over) else None


def _is_rate(scene: Scene, head: int) -> bool:
    """'mines kill about 100 people every year': so many in each year, not on one occasion."""
    words = scene.passage.lower
    spans = ("year", "month", "week", "day")
    each = any(words[i] in ("every", "each", "per", "a") and words[i + 1] in spans for i in range(len(words) - 1))
    return (
        each
        and scene.tree.forms[head] == "finite"
        and not scene.tree.past[head]
        and scene.tree.child(head, "aux") is None
    )


def _is_wished(scene: Scene, head: int) -> bool:
    """'called for the release of 12 prisoners': nobody says that it came about."""
    tree = scene.tree
    over = tree.heads[head]
    return tree.classes[head] == "NOUN" and tree.case(head) == "for" and tree.lemmas[over] in _WISHED

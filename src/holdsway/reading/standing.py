"""Where a text stands from sentence to sentence: the place last spoken of, and the one the report is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from holdsway.frame import Frame
from holdsway.reading.finding import Finding
from holdsway.reading.grounds import headed, located
from holdsway.reading.loss_places import is_of_speaker
from holdsway.reading.meant import capital_of
from holdsway.reading.passages import Passage
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase, Site
from holdsway.records import Kind

__all__ = ["Standing", "has_items"]

_TOLD = (Kind.EVENT, Kind.CASUALTY, Kind.COUNT)
_ITEM = re.compile(
    r"(?:^|\n|[.!?;] )(?:[A-Z][A-Z' -]{2,}(?:, [A-Z][a-z]+)? [-–—] |[A-Z][\w'-]+(?: [A-Z][\w'-]+)?: [a-zA-Z])"
)
_DASHES = frozenset(("-", "–", "—", "--"))
_LASTS = 3
_PASSED = frozenset(("from", "to", "towards", "toward", "for"))
_EARLY = 4
_MOST_SPOKEN = 12
_MOST_TOPICS = 2


def has_items(text: str) -> bool:
    """Whether a text is a digest: two or more of its items begin with a place and a dash or a colon."""
    return len(_ITEM.findall(text)) > 1


@dataclass(slots=True)
class Standing:
    """The place in focus, the one the report is about (`topic`), and those spoken of up to here, the latest first."""

    focus: PlacePhrase | None
    has_items: bool = False
    topic: PlacePhrase | None = None
    parent: str | None = None
    is_held: bool = False
    paragraph: int = 0
    spoken: list[PlacePhrase] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.topic = self.focus
        self.spoken = [self.focus] if self.focus else []

    def enter(self, passage: Passage, phrases: Sequence[PlacePhrase]) -> None:
        """Before a sentence: what was spoken of long ago is no longer meant, and an item is about what heads it."""
        if passage.paragraph > self.paragraph + _LASTS:
            self.focus, self.is_held = None, False
        if self.has_items and (head := headed(passage, phrases)):
            self.focus = self.topic = head
            self.is_held, self.paragraph = False, passage.paragraph

    def remember(self, scene: Scene, control: Sequence[Finding], others: Sequence[Finding]) -> None:
        """After a sentence: the place of what it told, else the one it named."""
        passage = scene.passage
        if passage.words[-1] in _DASHES and "(" in passage.words:
            return  # 'NORHAVEN (Wire) -': where it was written, not where it was
        held = [f.phrase for f in control if f.phrase and f.phrase.kind == "place"]
        named = [p for p in scene.phrases if p.kind in ("place", "near") and not is_of_speaker(scene, p)]
        places = located(scene, [p for p in named if p.before not in _PASSED])
        told = [replace(p, kind="place") for p in places if p in [f.phrase for f in others if f.kind in _TOLD]]
        places = [p for p in places if p.kind == "place"]
        if held:
            self._turn(held, held[-1])
            self.is_held = True
        elif told or (places and (not self.is_held or places[0].core <= _EARLY)):
            meant = told or places
            self._turn(meant, meant[0])
            self.is_held = False
        if held or told or places:
            self.paragraph = passage.paragraph
        for place in (*places[::-1], *held):
            self.spoken = [place, *(p for p in self.spoken if p.name != place.name)][:_MOST_SPOKEN]
        if self.topic is None and (said := self._heard_at(scene)):
            self.topic = said
        within = [p.parent for p in scene.phrases if p.parent]
        self.parent = within[-1] if within else self.parent

    def stands_on(self, scene: Scene) -> PlacePhrase | None:
        """The place of what a sentence tells without one."""
        return self.focus or self.topic or self._heard_at(scene)

    @staticmethod
    def _heard_at(scene: Scene) -> PlacePhrase | None:
        """'Police in A said': where a report hears of things, if nothing else is named; a capital hears of all."""
        capital = capital_of(scene.names.frame.country)
        heard = (p for p in scene.phrases if p.kind == "place" and is_of_speaker(scene, p))
        return next((p for p in heard if p.before in ("in", "of", "at") and p.name != capital), None)

    def _turn(self, places: Sequence[PlacePhrase], to: PlacePhrase) -> None:
        """Turn to the one place told of; of several none is 'the town', but the first is what it is about."""
        self.focus = to if len({p.name for p in places}) == 1 else None
        if self.topic is None and len(places) <= _MOST_TOPICS:
            self.topic = places[0]

    def in_province(self, site: Site, frame: Frame) -> Site:
        """A place the frame does not know, in the one province of all those that were told up to here."""
        known = (frame.places.resolve(p.name, parent=p.parent).place for p in self.spoken)
        provinces = {place.admin1 for place in known if place is not None}
        province = next(iter(provinces)) if len(provinces) == 1 else None
        if province is None:
            return site
        note = "; ".join(n for n in (site.note, "province of the places told with it") if n)
        return replace(site, admin1=province, note=note)

"""What a text told up to here: the place and the doer that a sentence leaves to the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from holdsway.reading.finding import Finding
from holdsway.reading.grounds import located, names_another
from holdsway.reading.incidents import VIOLENT
from holdsway.reading.lexicon import word_set
from holdsway.reading.loss_places import is_elsewhere, is_of_speaker
from holdsway.reading.meant import meant_by
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind, Polarity

__all__ = ["Story", "takes_up"]

_DEFINITE = frozenset(("the", "this", "that", "both", "these", "those", "which"))
_DEEDS = word_set(
    "attack assault raid ambush blast explosion bombing strike airstrike shelling massacre killing operation offensive "
    "fighting clash incident violence battle siege bombardment shooting"
)
_HARMED = frozenset(("killed", "wounded", "missing"))
_MANY = 1000
_LOCAL = word_set("local town's city's district's mayor")
_POSTS = word_set("post posts outpost outposts position positions checkpoint checkpoints checkpost checkposts trenches")
_BARE = word_set("bodies body dead victims them they him her")


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding, and the paragraph and sentence that told it."""

    finding: Finding
    paragraph: int
    sentence: int


@dataclass(slots=True)
class Story:
    """The attacks and losses a text has told, for the slots that a later sentence takes as known."""

    told: list[_Told] = field(default_factory=list)
    sentence: int = 0
    topic: PlacePhrase | None = None
    is_item: bool = False

    def settled(self, scene: Scene, findings: Sequence[Finding], *, beside: Sequence[Finding] = ()) -> list[Finding]:
        """The findings of a sentence with the place and the actors that are told just before, or `beside` them."""
        self.sentence += 1
        around = (*beside, *findings)
        done = [self._cast(scene, self._placed(scene, finding, around), around) for finding in findings]
        self.told += [_Told(f, scene.passage.paragraph, self.sentence) for f in done if _is_violent(f) or _is_loss(f)]
        return done

    def _placed(self, scene: Scene, finding: Finding, beside: Sequence[Finding]) -> Finding:
        """A loss or an attack told without a place, at the one place its sentence or its attack has."""
        if finding.phrase is not None and finding.phrase.kind == "site":
            finding = replace(finding, phrase=meant_by(scene, finding.phrase) or finding.phrase)
        if finding.phrase is not None or not (_is_loss(finding) or _is_fought(finding)):
            return self._local(scene, finding)
        places = [f.phrase for f in beside if f.phrase is not None and f.phrase.kind in ("place", "province")]
        if place := _common(places):
            return replace(finding, phrase=place)
        is_named = any(p.kind in ("place", "near", "province") for p in _located(scene))
        if is_named or is_elsewhere(scene):
            return finding
        last = self._attack(scene) if self._is_taken_up(scene, finding) else None
        if last is not None and last.phrase is not None:
            return replace(finding, phrase=last.phrase)
        if self.topic is None or _is_of_many(scene, finding) or names_another(scene):
            return finding
        note = "; ".join(n for n in (finding.note, "place told before in the report") if n)
        return replace(finding, phrase=self.topic, note=note)

    def _local(self, scene: Scene, finding: Finding) -> Finding:
        """An office in an item of a digest, or a local one, and posts taken: at the place spoken of."""
        if self.topic is None or (finding.phrase is not None and finding.phrase.kind != "count"):
            return finding
        lower = scene.passage.lower
        office = finding.kind is Kind.ROLE and (self.is_item or not _LOCAL.isdisjoint(lower))
        posts = finding.kind is Kind.COUNT and not _POSTS.isdisjoint(lower[finding.start : finding.end])
        is_named = any(p.kind in ("place", "near", "province") or p.parent for p in _located(scene))
        return replace(finding, phrase=self.topic) if (office or posts) and not is_named else finding

    def _cast(self, scene: Scene, finding: Finding, beside: Sequence[Finding]) -> Finding:
        """A loss with the doer of the attack it came of, and whose people were counted before as 'the dead'."""
        nobody = finding.figure is not None and finding.figure.high == 0
        if not _is_loss(finding) or finding.number_of not in _HARMED or nobody:
            return finding
        roles = {role: id for id, role, _ in finding.actors}
        if "by" in roles or any(_is_violent(f) and f.actors for f in beside):
            return finding
        last = self._attack(scene)
        if last is None or not self._is_taken_up(scene, finding) or _is_apart(finding, last):
            return finding
        sides = [(id, role) for id, role, _ in last.actors if id in scene.names.frame.parties]
        did = [id for id, role in sides if role == "by"]
        harmed = roles.get("against")
        is_bare = finding.category is None and bool(set(scene.passage.lower[finding.start : finding.end]) & _BARE)
        if harmed is None and is_bare:
            harmed = next((id for id, role in sides if role == "against"), None)
            if harmed is not None:
                finding = replace(finding, actors=(*finding.actors, (harmed, "against", "")))
        if len(set(did)) != 1 or harmed in did:
            return finding
        note = "doer told with the attack before it"
        return replace(finding, actors=((did[0], "by", ""), *finding.actors), note=note)

    def _is_taken_up(self, scene: Scene, finding: Finding) -> bool:
        """Whether a sentence goes on from the attack before it: it is the next one, or names 'the attack'."""
        here = scene.passage.paragraph
        return takes_up(scene) or any(
            t.sentence >= self.sentence - 1 and t.paragraph == here and t.finding is not finding for t in self.told
        )

    def _attack(self, scene: Scene) -> Finding | None:
        """The attack last told in this paragraph or the one before."""
        near = [t for t in self.told if scene.passage.paragraph - t.paragraph <= 1]
        attacks = [t for t in near if _is_violent(t.finding) or t.finding.kind is Kind.CASUALTY]
        same = [t.finding for t in attacks if t.sentence == attacks[-1].sentence]
        alike = [f for f in same if f.anchor == same[-1].anchor]  # of an attack on two places the first
        return alike[0] if alike else None


def takes_up(scene: Scene) -> bool:
    """Whether a sentence names what was told before as known: 'the attack', 'both blasts'."""
    tree, passage = scene.tree, scene.passage
    deeds = (i for i in range(len(tree)) if tree.lemmas[i] in _DEEDS)
    return any(passage.word(c) in _DEFINITE for i in deeds for c in tree.those(i, "det"))


def _located(scene: Scene) -> list[PlacePhrase]:
    """The places of a sentence where something may have been."""
    return [p for p in located(scene, scene.phrases) if not is_of_speaker(scene, p)]


def _is_of_many(scene: Scene, finding: Finding) -> bool:
    """Whether a figure is too great to be of one place unless it says so, or of all of somebody's own people."""
    figure = finding.figure
    if figure is None:
        return False
    own = scene.passage.word(figure.end) == "of" and scene.passage.word(figure.end + 1) in ("its", "their", "our")
    return own or (figure.low or 0) >= _MANY


def _is_fought(finding: Finding) -> bool:
    """Whether an attack is told of, or denied."""
    return finding.kind is Kind.EVENT and finding.event_type in VIOLENT and finding.stance.modality.is_evidence


def _is_violent(finding: Finding) -> bool:
    return (
        finding.kind is Kind.EVENT
        and finding.event_type in VIOLENT
        and finding.stance.modality.is_evidence
        and finding.stance.polarity is Polarity.AFFIRMED
    )


def _is_loss(finding: Finding) -> bool:
    """Whether people were harmed, taken or put to flight."""
    counted = finding.kind is Kind.COUNT and finding.party is None and finding.figure is not None
    return (finding.kind is Kind.CASUALTY or counted) and finding.stance.modality.is_evidence


def _is_apart(finding: Finding, attack: Finding) -> bool:
    """Whether a loss is told of another place than the attack."""
    return finding.phrase is not None and attack.phrase is not None and finding.phrase.name != attack.phrase.name


def _common(places: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """The one place there is, or of several the province that all lie in."""
    if len({p.name for p in places}) == 1:
        return places[0]
    parents = {p.parent for p in places}
    parent = next(iter(parents)) if len(parents) == 1 else None
    return replace(places[0], name=parent, kind="province", parent=parent) if parent else None

"""When a finding holds: the time in its clause, else the day told just before it, else what publication allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from holdsway.clocks import Days
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import VIOLENT
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.scene import Scene
from holdsway.reading.story import takes_up
from holdsway.reading.times import When, inferred, is_weekday
from holdsway.reading.tree import Tree
from holdsway.records import Kind, Polarity

__all__ = ["INFERRED", "Dating"]

INFERRED = "date inferred from publication"
"""The note on a statement whose words name no day."""

_STRETCHES = word_set("since until before by till")
_ARGUMENTS = frozenset(("obj", "nsubj", "obl", "nmod", "conj", "appos"))
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30.5, "year": 365.25}
_NEAR = 3
_SOON = 2
"""A loss told after an attack is of that day, or of one between it and publication where that is so near."""
_LONGEST_TOLD = 31
_OLDEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class _Told:
    """A time that a sentence told, the paragraph it stood in, and the places named with it."""

    paragraph: int
    days: Days
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a finding, the words that say them, and a note where the finding does not say them itself.

    `told` is the time those words name, from which 'a day later' counts: of 'since Monday' the Monday.
    """

    days: Days | None = None
    text: str | None = None
    note: str | None = None
    told: Days | None = None


@dataclass(slots=True)
class Dating:
    """What the days of a document hang on: its publication, the day last spoken of, the day told in the paragraph.

    `before` is the day last spoken of before the sentence at hand: 'a day earlier' counts from there, however much the
    sentence tells.
    """

    published: date | None
    last: Days | None = None
    before: Days | None = None
    told: _Told | None = None

    def when(self, scene: Scene, finding: Finding) -> Dated:
        """The days of a finding, with the words that say so, or a note where they are not said with it."""
        passage = scene.passage
        if not finding.stance.modality.is_evidence:
            return Dated()
        if nearest := _nearest(scene, finding):
            days, text = nearest.told_by(self.before), passage.text(nearest.start, nearest.end)
            if finding.ahead:
                return Dated(self._ahead(scene, nearest, days), text)
            return Dated(self._since(passage, nearest, days), text, told=days)
        if self.published is None or finding.ahead:
            return Dated()
        if lasted := _lasted(passage, finding):
            span, text = lasted
            return Dated(Days(self.published - span, self.published), text)
        if told := self._told_before(scene, finding):
            return Dated(told, note="date of the event told with it")
        return Dated(inferred(self.published), note=INFERRED)

    def remember(self, scene: Scene) -> None:
        """Keep the time this sentence told, for the casualties the next ones give without a day."""
        for when in _told_times(scene):
            history = self.published is not None and (self.published - when.days.last).days > _OLDEST_TOLD
            if (when.days.last - when.days.first).days <= _LONGEST_TOLD and not history:
                days = when.told_by(self.before)
                self.told = _Told(scene.passage.paragraph, days, _places(scene))
        self.before = self.last

    def _told_before(self, scene: Scene, finding: Finding) -> Days | None:
        """The day of what was told before in the paragraph, for people harmed or a truce not made there."""
        harmed = finding.kind is Kind.CASUALTY or (finding.kind is Kind.COUNT and finding.party is None)
        unmade = finding.event_type == "ceasefire" and finding.stance.polarity is Polarity.NEGATED
        fought = finding.kind is Kind.EVENT and finding.event_type in VIOLENT
        if not (harmed or unmade or fought) or self.published is None:
            return None
        here = [w.days for w in _told_times(scene) if w.end <= finding.start]
        if here:
            return here[-1] if here[-1].last <= self.published else None
        if fought:
            return None
        told = self.told
        if told is None or told.paragraph != scene.passage.paragraph or told.days.last > self.published:
            return None
        if finding.phrase is not None and told.places and finding.phrase.name not in told.places:
            return None
        is_loose = not takes_up(scene) and (self.published - told.days.last).days <= _SOON
        return Days(told.days.first, self.published) if is_loose else told.days

    def _ahead(self, scene: Scene, when: When, days: Days) -> Days:
        """A weekday of what is still to come is the next one, not the last."""
        if self.published and days.last < self.published and is_weekday(scene.passage.word(when.start)):
            return Days(days.first + timedelta(7), days.last + timedelta(7))
        return days

    def _since(self, passage: Passage, when: When, days: Days) -> Days:
        since = "since" in passage.lower[max(0, when.start - 4) : when.start]
        return Days(days.first, max(self.published, days.last)) if since and self.published else days


def _lasted(passage: Passage, finding: Finding) -> tuple[timedelta, str] | None:
    """'139 soldiers have died in three weeks': how long it took, where a figure was reached in so much time."""
    if finding.figure is None:
        return None
    for figure in passage.figures:
        unit = passage.word(figure.end).removesuffix("s")
        near = finding.start - _NEAR <= figure.start < finding.end + _NEAR or figure.start == 1
        if near and unit in _UNITS and passage.word(figure.start - 1) in ("in", "within") and figure.low is not None:
            if passage.word(figure.end + 1) in ("time", "'", "ago"):
                continue
            return timedelta(round(_UNITS[unit] * figure.low)), passage.text(figure.start - 1, figure.end + 1)
    return None


def _nearest(scene: Scene, finding: Finding) -> When | None:
    """The time that belongs to a finding by the grammar of its sentence: its own, else its clause's."""
    near: list[tuple[int, int, int, When]] = []
    for when in scene.passage.times:
        rank = _belongs(scene, when, finding)
        if rank is not None:
            near.append((rank, abs(when.start - finding.anchor), when.start, when))
    return min(near, key=lambda entry: entry[:3])[3] if near else None


def _belongs(scene: Scene, when: When, finding: Finding) -> int | None:
    """How closely a time belongs to a finding, 0 the closest; None when it is the time of something else."""
    tree, anchor = scene.tree, finding.anchor
    clause = _clause_of(scene, when)
    if clause is None:
        return 5 if finding.start <= when.start < finding.end else None
    if clause == anchor or _is_one_group(tree, clause, anchor):
        return 0
    if clause in {s.verb for s in scene.speeches if anchor in s.content}:
        return None  # 'said on Tuesday': when it was said, not when it was so
    down = list(tree.above(clause))
    if anchor in down:  # within what the finding says: 'A, taken on Monday' is another matter
        inner = tree.relation(clause) if tree.heads[clause] == anchor else ""
        return 1 if inner in ("xcomp", "obl", "nmod", "obj", "nsubj") else None
    rank = 1
    here = anchor
    for over in tree.above(anchor):
        relation = tree.relations[here]
        base = relation.partition(":")[0]
        if base == "conj" and tree.child(here, "nsubj") is not None and when.start > over:
            return None
        if base in ("ccomp", "parataxis") or relation == "acl:relcl":
            return None
        if base == "advcl" and tree.child(here, "mark") is not None:
            return None
        if base == "conj" and over == clause:
            return 3 if when.start < here or tree.child(here, "nsubj") is None else None
        if over == clause:
            return rank + 1
        here, rank = over, rank + 1
    return None


def _is_one_group(tree: Tree, clause: int, anchor: int) -> bool:
    """'put the dead at 500 on Monday', 'claimed control on Monday': a noun and the verb it is the object of."""
    return (
        tree.classes[anchor] != "VERB"
        and tree.heads[anchor] == clause
        and tree.relation(anchor) in ("obj", "obl", "nsubj")
    )


def _clause_of(scene: Scene, when: When) -> int | None:
    """The predicate that a time hangs on."""
    tree = scene.tree
    if not len(tree):
        return None
    inside = range(when.start, when.end)
    head = next((i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i), when.start)
    for over in (head, *tree.above(head)):
        if over in inside:
            continue
        noun = tree.classes[over] in ("NOUN", "PROPN", "NUM", "ADJ", "ADV")
        if (
            tree.classes[over] in ("VERB", "AUX")
            or tree.child(over, "cop") is not None
            or (noun and tree.heads[over] == over)
        ):
            return over
        is_argument = tree.classes[over] == "NOUN" and tree.relation(over) in (
            "obj",
            "nsubj",
            "obl",
            "nmod",
            "conj",
            "appos",
        )
        if is_argument and over in {f.anchor for f in scene.told}:
            return over
    return None


def _told_times(scene: Scene) -> Iterator[When]:
    passage = scene.passage
    for when in scene.passage.times:
        led = passage.word(when.start - 1) in _STRETCHES or passage.word(when.start - 2) in _STRETCHES
        if not led and not _is_of_speaking(scene, when):
            yield when


def _is_of_speaking(scene: Scene, when: When) -> bool:
    """'said on Tuesday', 'according to X on Tuesday': when it was said, not when it was so."""
    said = {s.verb for s in scene.speeches if scene.tree.lemmas[s.verb] != "show"}  # what a video shows has its day
    return _clause_of(scene, when) in said


def _places(scene: Scene) -> frozenset[str]:
    return frozenset(p.name for p in scene.phrases if p.kind in ("place", "province"))

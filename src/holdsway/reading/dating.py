"""When a finding holds: the time in its clause, else the day told just before it, else what publication allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from holdsway.clocks import Days
from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.scene import Scene
from holdsway.reading.times import When, inferred, is_weekday
from holdsway.reading.tree import Tree
from holdsway.records import Kind, Polarity

__all__ = ["Dating"]

_STRETCHES = word_set("since until before by till")
_ARGUMENTS = frozenset(("obj", "nsubj", "obl", "nmod", "conj", "appos"))
_LONGEST_TOLD = 31
_OLDEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class _Told:
    """A time that a sentence told, the paragraph it stood in, and the places named with it."""

    paragraph: int
    days: Days
    places: frozenset[str]


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

    def when(self, scene: Scene, finding: Finding) -> tuple[Days | None, str | None]:
        """The days of a finding, and a note where they are not said with it."""
        if not finding.stance.modality.is_evidence:
            return None, None
        if nearest := _nearest(scene, finding):
            days = nearest.told_by(self.before)
            if finding.ahead:
                return self._ahead(scene, nearest, days), None
            self.last = days
            return self._since(scene.passage, nearest, days), None
        if self.published is None or finding.ahead:
            return None, None
        if told := self._told_before(scene, finding):
            return told, "date of the event told with it"
        return inferred(self.published), "date inferred from publication"

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
        if not (harmed or unmade) or self.published is None:
            return None
        here = [w.days for w in _told_times(scene) if w.end <= finding.start]
        if here:
            return here[-1] if here[-1].last <= self.published else None
        told = self.told
        if told is None or told.paragraph != scene.passage.paragraph or told.days.last > self.published:
            return None
        elsewhere = finding.phrase is not None and told.places and finding.phrase.name not in told.places
        return None if elsewhere else told.days

    def _ahead(self, scene: Scene, when: When, days: Days) -> Days:
        """A weekday of what is still to come is the next one, not the last."""
        if self.published and days.last < self.published and is_weekday(scene.passage.word(when.start)):
            return Days(days.first + timedelta(7), days.last + timedelta(7))
        return days

    def _since(self, passage: Passage, when: When, days: Days) -> Days:
        since = "since" in passage.lower[max(0, when.start - 4) : when.start]
        return Days(days.first, max(self.published, days.last)) if since and self.published else days


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
    return _clause_of(scene, when) in {s.verb for s in scene.speeches}


def _places(scene: Scene) -> frozenset[str]:
    return frozenset(p.name for p in scene.phrases if p.kind in ("place", "province"))

"""When a finding holds: the time in its clause, else the day told just before it, else what publication allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from holdsway.clocks import Days
from holdsway.reading.almanac import shifted
from holdsway.reading.belonging import clause_of, joined_time, nearest_time, only_time, told_times
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import VIOLENT
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.scene import Scene
from holdsway.reading.spells import lasted, stepped
from holdsway.reading.story import takes_up
from holdsway.reading.times import When, inferred, is_weekday
from holdsway.reading.tree import Tree
from holdsway.records import Kind, Polarity

__all__ = ["INFERRED", "SINCE_TOLD", "Dating"]

INFERRED = "date inferred from publication"
"""The note on a statement whose words name no day."""
SINCE_TOLD = "date inferred: between the day told before it and publication"
_WITH = "date of the event told with it"
_ALL_ALONG = "date inferred: from the first of the days in question to publication"
_LONGEST_TOLD = 31
_OLDEST_TOLD = 100
_LONGEST_STORY = 3
"""What a report tells without a day is of no earlier day than it told before, where that is so near."""
_SOON = 2
"""What is told to have come after or before something else came within so many days."""
_JOINED_NEAR = 8
_LONGEST_DEED = 7
"""Days told in a paragraph that lie no further apart are those of one matter."""
_FEW_PARAGRAPHS = 3
"""'The attack' is the one told so many paragraphs before, where a paragraph may be one sentence."""
_MANY = 1000
"""So many dead are not of one day."""
_TOLLS = word_set(
    "toll tolls missing unaccounted treated treatment verified identified recovered rose risen climbed stands now "
    "revised updated"
)
_NOW = word_set("now currently today presently")
_ALL = (["so", "far"], ["in", "total"], ["in", "all"], ["all", "told"], ["all", "along"], ["to", "date"])


@dataclass(frozen=True, slots=True)
class _Told:
    """The days that a paragraph told up to here, those of its last sentence, and the places named with them."""

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
    sentence tells. `recent` are the days last told of, `coming` those that the sentences after it tell; `first` is
    the first day in question, and `covers` how many days back the report tells of as a whole.
    """

    published: date | None
    first: date | None = None
    covers: int = 1
    last: Days | None = None
    before: Days | None = None
    told: _Told | None = None
    recent: Days | None = None
    coming: Days | None = None

    def when(self, scene: Scene, finding: Finding) -> Dated:
        """The days of a finding, with the words that say so, or a note where they are not said with it."""
        if finding.anchor >= len(scene.tree):  # what the sentence before told, taken up here
            finding = replace(finding, anchor=min(finding.start, len(scene.tree) - 1))
        passage = scene.passage
        if not finding.stance.modality.is_evidence:
            return Dated()
        if self.published and (step := stepped(scene, finding, self._of_main_clause(scene, finding), self.published)):
            return Dated(step[0], step[1])
        if nearest := nearest_time(scene, finding):
            days, text = self._past(nearest), passage.text(nearest.start, nearest.end)
            if finding.ahead:
                return Dated(self._ahead(scene, nearest, nearest.told_by(self.before)), text)
            return Dated(self._until_now(scene, finding, nearest, self._by(scene, nearest, days)), text, told=days)
        return Dated() if self.published is None or finding.ahead else self._by_the_rest(scene, finding, self.published)

    def _by_the_rest(self, scene: Scene, finding: Finding, published: date) -> Dated:
        """The days of a finding whose clause tells none, by the clause beside it or what was told before it."""
        passage, joined = scene.passage, joined_time(scene, finding)
        if joined is not None and (beside := self._beside(*joined)):
            when = joined[0]
            return Dated(beside, passage.text(when.start, when.end), told=self._past(when))
        if told := self._by_its_length(scene, finding):
            return told
        if before := self._told_before(scene, finding):
            return Dated(before, note=_WITH)
        if (only := only_time(scene, finding)) and (days := self._past(only)).last <= published:
            lead = passage.lower[max(0, only.start - _JOINED_NEAR) : only.start]
            how = next((word for word in ("since", "after", "before") if word in lead), "when")
            return Dated(self._beside(only, how) or days, note=_WITH, told=days)
        return self._inferred(scene, finding)

    def remember(self, scene: Scene) -> None:
        """Keep the time this sentence told, for the casualties the next ones give without a day."""
        days: Days | None = None
        for when in told_times(scene, self.published):
            here = self._past(when)
            history = self.published is not None and (self.published - here.last).days > _OLDEST_TOLD
            if (here.last - here.first).days <= _LONGEST_TOLD and not history:
                days = _joined(days, here)
        if days is not None:
            paragraph = scene.passage.paragraph
            earlier = self.told.days if self.told is not None and self.told.paragraph == paragraph else None
            self.told = _Told(paragraph, _joined(earlier, days), _places(scene))
            if self.published is None or days.last <= self.published:
                self.recent = days
        elif since := self._since(scene):
            self.recent = since
        spoken = [w for w in scene.passage.times if w.relative is None]
        if self.last == self.before and spoken:
            self.last = spoken[-1].days  # nothing was told of it, but 'a day later' may count from there
        self.before = self.last

    def _beside(self, when: When, how: str) -> Days | None:
        """The days of what was when, after, before or since something was whose time is told."""
        days, published = self._past(when), self.published
        if published is None or days.last > published:
            return None
        if how in ("after", "once", "since", "-before", "-until"):
            near = days.last if how in ("after", "once") and (published - days.last).days > _SOON else published
            return Days(days.first, near if how != "-before" else min(published, shifted(days.last, days=_SOON)))
        if how in ("before", "until", "-after", "-once"):
            return Days(shifted(days.first, days=-_SOON), days.last)
        return None if how == "-since" else days

    def _past(self, when: When) -> Days:
        """The days meant, none of them after publication where they begin before it."""
        days = when.told_by(self.before)
        if self.published is None or not days.first <= self.published < days.last or when.shift is None:
            return days
        return Days(days.first, self.published)

    def _by(self, scene: Scene, when: When, days: Days) -> Days:
        """'by Saturday noon had retaken it': since what was told before in the sentence, where that is near."""
        earlier = [w.days for w in scene.passage.times if w.end <= when.start and w.days.last < days.first]
        if scene.passage.word(when.start - 1) != "by" or not earlier or days.first != days.last:
            return days
        since = earlier[-1].last
        return Days(since, days.last) if (days.first - since).days <= _LONGEST_DEED else days

    def _by_its_length(self, scene: Scene, finding: Finding) -> Dated | None:
        """The days of what is told by how long it took, or by a figure for all of the war."""
        if self.published is None:
            return None
        if spell := lasted(scene, finding):
            took, text = spell
            told = self._told_before(scene, finding)
            end = told if told is not None and told.first == told.last else Days(self.published, self.published)
            return Dated(Days(shifted(end.first, days=-took.days), end.last), text)
        if self.first is not None and self.first < self.published and self._is_of_all(scene, finding):
            return Dated(Days(self.first, self.published), note=_ALL_ALONG)
        return None

    def _is_of_all(self, scene: Scene, finding: Finding) -> bool:
        """Whether a figure without a day is one for all the days so far: 'so far', 'all year', a thousand dead."""
        lower = scene.passage.lower[max(0, finding.start - 1) : finding.end + 2]
        if any(lower[i : i + 2] in _ALL for i in range(len(lower))) and finding.figure is not None:
            return True
        many = finding.kind is Kind.CASUALTY and finding.figure is not None and (finding.figure.low or 0) >= _MANY
        return many or _is_since_deed(scene, finding)

    def _of_main_clause(self, scene: Scene, finding: Finding) -> Days | None:
        over = scene.tree.heads[finding.anchor]
        when = next((w for w in scene.passage.times if w.relative is None), None)
        return when.days if when is not None and over != finding.anchor else self.recent

    def _inferred(self, scene: Scene, finding: Finding) -> Dated:
        """Of what is told without a day: the last two days, or since the day told before it."""
        if self.published is None:
            return Dated()
        by = self._said_on(scene, finding)
        days = inferred(by)
        first = min(days.first, shifted(by, days=-self.covers))
        here = [w.days for w in told_times(scene, self.published) if w.end <= finding.start and w.relative is None]
        near = here[-1] if here else self._since(scene) or self._lately(scene)
        is_now = not _NOW.isdisjoint(scene.passage.lower[max(0, finding.start - 1) : finding.end])
        is_story = near is not None and (self._is_near(near) or self._is_kept(scene, finding, near))
        if near is not None and not is_now and is_story:
            first = min(first, near.first)
        lower = scene.passage.lower
        if near is not None and near.first < first and any(lower[i : i + 2] == ["since", "then"] for i in range(3)):
            first = near.first
        return Dated(Days(first, by), note=INFERRED if first == days.first else SINCE_TOLD)

    def _said_on(self, scene: Scene, finding: Finding) -> date:
        """The day by which a thing was so: that on which somebody said it, else that of publication."""
        published = self.published or date.max
        said = {s.verb for s in scene.speeches if finding.anchor in s.content}
        days = [self._past(w) for w in scene.passage.times if said and clause_of(scene, w) in said]
        spoken = [d.last for d in days if d.first == d.last and d.last <= published]
        return spoken[-1] if spoken else published

    def _since(self, scene: Scene) -> Days | None:
        """The days since the time after 'since': 'has flared since Friday, and the rebels are said to be in A'."""
        passage = scene.passage
        led = (w for w in passage.times if "since" in passage.lower[max(0, w.start - 3) : w.start])
        return next((w.days for w in led if self.published is not None and self._is_near(w.days)), None)

    def _is_near(self, days: Days) -> bool:
        return self.published is not None and 0 <= (self.published - days.first).days <= _LONGEST_STORY

    def _is_kept(self, scene: Scene, finding: Finding, days: Days) -> bool:
        """'Twelve were taken on 3 May. They hold seven of them': a figure of people told in the paragraph itself."""
        told, people = self.told, finding.kind in (Kind.CASUALTY, Kind.COUNT) and finding.figure is not None
        return people and told is not None and told.paragraph == scene.passage.paragraph and told.days == days

    def _lately(self, scene: Scene) -> Days | None:
        """The days told of in this paragraph, else those last told of, else those the next sentence tells."""
        told = self.told
        if told is not None and told.paragraph == scene.passage.paragraph:
            return told.days
        return self.recent or self.coming

    def _told_before(self, scene: Scene, finding: Finding) -> Days | None:
        """The day of what was told before in the paragraph, for people harmed or a truce not made there."""
        harmed = finding.kind is Kind.CASUALTY or (finding.kind is Kind.COUNT and finding.party is None)
        unmade = finding.event_type == "ceasefire" and finding.stance.polarity is Polarity.NEGATED
        fought = finding.kind is Kind.EVENT and finding.event_type in VIOLENT
        if not (harmed or unmade or fought) or self.published is None:
            return None
        here = [w for w in told_times(scene, self.published) if w.end <= finding.start]
        if here:
            days = self._past(here[-1])
            if "since" in scene.passage.lower[max(0, here[-1].start - _JOINED_NEAR) : here[-1].start]:
                return Days(days.first, max(self.published, days.last))
            if days.last > self.published:
                return None
            by = self._said_on(scene, finding)
            return Days(days.first, max(by, days.last)) if _stands_apart(scene, finding) else days
        told, again = self.told, takes_up(scene)
        if (fought and not again) or told is None or told.days.last > self.published:
            return None
        if scene.passage.paragraph - told.paragraph > (_FEW_PARAGRAPHS if again else 0):
            return None
        if finding.phrase is not None and told.places and finding.phrase.name not in told.places:
            return None
        is_loose = harmed and (not again or finding.kind is Kind.COUNT or _is_reckoned(scene.passage, finding))
        return Days(told.days.first, max(self._said_on(scene, finding), told.days.last)) if is_loose else told.days

    def _ahead(self, scene: Scene, when: When, days: Days) -> Days:
        """A weekday of what is still to come is the next one, not the last."""
        if self.published and days.last < self.published and is_weekday(scene.passage.word(when.start)):
            return Days(days.first + timedelta(7), days.last + timedelta(7))
        return days

    def _until_now(self, scene: Scene, finding: Finding, when: When, days: Days) -> Days:
        """'since Monday', 'from Monday', 'and have since gained', 'the toll of Monday's attack': up to publication."""
        passage, tree = scene.passage, scene.tree
        since = "since" in passage.lower[max(0, when.start - 4) : when.start] or passage.word(when.start - 1) == "from"
        later = any(passage.word(c) == "since" for c in tree.those(finding.anchor, "advmod", "mark"))
        toll = finding.kind is Kind.CASUALTY and _is_reckoned(passage, finding)
        toll = toll and passage.word(when.start - 1) not in ("on", "by", "until")
        if _is_reckoned(passage, finding) and self.recent is not None and passage.word(when.start - 1) == "on":
            return _joined(self.recent, days) if self.recent.first <= days.first else days  # 'the toll rose on Friday'
        if not (since or later or toll) or self.published is None:
            return days
        return Days(days.first, max(self.published, days.last))


def _joined(one: Days | None, other: Days) -> Days:
    """The days from one to the other where they are near enough to be of one matter, else the later told."""
    if one is None:
        return other
    first, last = min(one.first, other.first), max(one.last, other.last)
    return Days(first, last) if (last - first).days <= _LONGEST_DEED else other


def _stands_apart(scene: Scene, finding: Finding) -> bool:
    """Whether a clause is one of its own beside the one before it: 'was taken on Tuesday; seven men are missing'."""
    tree: Tree = scene.tree
    if scene.passage.lower[max(0, finding.start - 2) : finding.start] == ["after", "which"]:
        return True
    if ":" in scene.passage.lower[: finding.start]:
        return False  # what follows a colon says more of what stands before it
    for here in (finding.anchor, *tree.above(finding.anchor)):
        relation = tree.relations[here]
        if relation in ("parataxis", "ccomp") or (relation == "conj" and tree.child(here, "nsubj") is not None):
            return True
    return False


def _is_since_deed(scene: Scene, finding: Finding) -> bool:
    """'100 have been killed since the Front seized it': since a deed whose day is not told."""
    tree, passage = scene.tree, scene.passage
    if finding.kind not in (Kind.CASUALTY, Kind.COUNT) or finding.figure is None:
        return False
    clauses = tree.those(finding.anchor, "advcl")
    return any(passage.word(m) == "since" for c in clauses for m in tree.those(c, "mark"))


def _is_reckoned(passage: Passage, finding: Finding) -> bool:
    """'The toll of the attack has risen', 'five are missing': what is known only by now."""
    return not _TOLLS.isdisjoint(passage.lower[max(0, finding.start - 2) : finding.end + 2])


def _places(scene: Scene) -> frozenset[str]:
    return frozenset(p.name for p in scene.phrases if p.kind in ("place", "province"))

"""When a finding holds: the time in its clause, else the day told just before it, else what publication allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from holdsway.clocks import Days
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.times import When, inferred, is_weekday
from holdsway.reading.window.setting import Finding, Setting
from holdsway.records import Kind, Polarity

__all__ = ["Dating"]

_PARTS = frozenset((";", ":", "but", "after", "before", "which", "that", "said"))
_STRETCHES = word_set("since until before by till")
_RELATIVES = word_set("which who whose where")
_FARTHEST = 12
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
    """What the days of a document hang on: its publication, the day last spoken of, the day told in the paragraph."""

    published: date | None
    last: Days | None = None
    told: _Told | None = None

    def when(self, setting: Setting, finding: Finding) -> tuple[Days | None, str | None]:
        """The days of a finding, and a note where they are not said with it."""
        if not finding.stance.modality.is_evidence:
            return None, None
        if nearest := _nearest(setting, finding):
            days = self.last if nearest.relative == 0 and self.last is not None else nearest.days
            if finding.ahead:
                return self._ahead(setting, nearest, days), None
            self.last = days
            return self._since(setting.passage, nearest, days), None
        if self.published is None or finding.ahead:
            return None, None
        if told := self._told_before(setting, finding):
            return told, "date of the event told with it"
        return inferred(self.published), "date inferred from publication"

    def remember(self, setting: Setting) -> None:
        """Keep the time this sentence told, for the casualties the next ones give without a day."""
        for when in _told_times(setting):
            history = self.published is not None and (self.published - when.days.last).days > _OLDEST_TOLD
            if (when.days.last - when.days.first).days <= _LONGEST_TOLD and not history:
                days = self.last if when.relative == 0 and self.last is not None else when.days
                self.told = _Told(setting.passage.paragraph, days, _places(setting))

    def _told_before(self, setting: Setting, finding: Finding) -> Days | None:
        """The day of what was told before in the paragraph, for people harmed or a truce not made there."""
        harmed = finding.kind is Kind.CASUALTY or (finding.kind is Kind.COUNT and finding.party is None)
        unmade = finding.event_type == "ceasefire" and finding.stance.polarity is Polarity.NEGATED
        if not (harmed or unmade) or self.published is None:
            return None
        here = [w.days for w in _told_times(setting) if w.end <= finding.start]
        if here:
            return here[-1] if here[-1].last <= self.published else None
        told = self.told
        if told is None or told.paragraph != setting.passage.paragraph or told.days.last > self.published:
            return None
        elsewhere = finding.phrase is not None and told.places and finding.phrase.name not in told.places
        return None if elsewhere else told.days

    def _ahead(self, setting: Setting, when: When, days: Days) -> Days:
        """A weekday of what is still to come is the next one, not the last."""
        if self.published and days.last < self.published and is_weekday(setting.passage.word(when.start)):
            return Days(days.first + timedelta(7), days.last + timedelta(7))
        return days

    def _since(self, passage: Passage, when: When, days: Days) -> Days:
        since = "since" in passage.lower[max(0, when.start - 4) : when.start]
        return Days(days.first, max(self.published, days.last)) if since and self.published else days


def _nearest(setting: Setting, finding: Finding) -> When | None:
    """The time nearest to the verb of a finding, in its clause, that is not the time of speaking."""
    near: list[tuple[int, int, When]] = []
    for when in setting.passage.times:
        inside = finding.start <= when.start < finding.end
        if not inside and _is_of_speaking(setting, when):
            continue
        if inside and _is_of_aside(setting.passage, when, finding):
            continue
        away = min(abs(when.start - finding.end), abs(finding.start - when.end)) + 1
        distance = (abs(when.start - finding.anchor) if inside else 100 + away) + 20 * (when.end <= finding.anchor)
        if (inside or away <= _FARTHEST) and not _parted(setting.passage, when, finding):
            near.append((distance, when.start, when))
    return min(near, key=lambda entry: entry[:2])[2] if near else None


def _told_times(setting: Setting) -> Iterator[When]:
    passage = setting.passage
    for when in setting.passage.times:
        led = passage.word(when.start - 1) in _STRETCHES or passage.word(when.start - 2) in _STRETCHES
        if not led and not _is_of_speaking(setting, when):
            yield when


def _is_of_speaking(setting: Setting, when: When) -> bool:
    """'said on Tuesday', 'according to X on Tuesday': when it was said, not when it was so."""
    ends = [s.stop if s.verb < s.start else s.verb_end for s in setting.speeches]
    return any(end <= when.start < end + 4 for end in ends)


def _parted(passage: Passage, when: When, finding: Finding) -> bool:
    """Whether a clause ends between a time and what is said."""
    first, last = (finding.end, when.start) if when.start >= finding.end else (when.end, finding.start)
    return any(passage.word(i) in _PARTS for i in range(first, last))


def _is_of_aside(passage: Passage, when: When, finding: Finding) -> bool:
    """'X, which took A in 2014, still holds it': the time belongs to the clause between the commas."""
    if when.end > finding.anchor or "," not in passage.lower[when.end : finding.anchor]:
        return False
    return any(passage.word(i) in _RELATIVES and passage.word(i - 1) == "," for i in range(finding.start, when.start))


def _places(setting: Setting) -> frozenset[str]:
    return frozenset(p.name for p in setting.phrases if p.kind in ("place", "province"))

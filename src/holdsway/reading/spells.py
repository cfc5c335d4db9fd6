"""Days told by a stretch of time: 'after four days of fighting', 'in 48 hours', 'two days after they took the town'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from holdsway.clocks import Days
from holdsway.reading.almanac import shifted, stretch
from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.scene import Scene
from holdsway.records import Kind

__all__ = ["days_covered", "lasted", "stepped"]

_UNITS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.5, "year": 365.25}
_NEAR, _FAR = 3, 24
_WITHIN = word_set("in within over during")
_FOUGHT = word_set("fighting clashes battle battles combat bombardment shelling siege strikes war airstrikes raids")
_SLACK = 7
_COVERS = re.compile(r"\b(weekly|this week|the week (?:in|on|at)|week in (?:brief|review))\b", re.IGNORECASE)
_WEEKENDS = re.compile(r"\bthe weekend in\b", re.IGNORECASE)
_MONTHS = re.compile(r"\b(monthly|the month in)\b", re.IGNORECASE)


def days_covered(title: str | None) -> int:
    """How many days back a report tells of by its headline: a week for 'The week in brief', else one."""
    told = title or ""
    if _MONTHS.search(told):
        return 31
    return 7 if _COVERS.search(told) else 2 if _WEEKENDS.search(told) else 1


def lasted(scene: Scene, finding: Finding) -> tuple[timedelta, str] | None:
    """'139 soldiers have died in three weeks', 'after four days of fighting 30 gave up': how long it took."""
    passage = scene.passage
    for figure in passage.figures:
        unit = passage.word(figure.end).removesuffix("s")
        if unit not in _UNITS or figure.low is None or passage.word(figure.end + 1) in ("time", "'", "ago", "later"):
            continue
        lead, of = passage.word(figure.start - 1), passage.word(figure.end + 1)
        near = finding.start - _NEAR <= figure.start < finding.end + _NEAR or figure.start == 1
        took = near and (lead in _WITHIN or (lead == "for" and _is_state(finding)))
        fought = of == "of" and not _FOUGHT.isdisjoint(passage.lower[figure.end + 2 : figure.end + 5])
        if took or (fought and 0 <= finding.end - figure.start <= _FAR):
            days = _UNITS[unit] * figure.low
            return timedelta(-(-days // 1) + days // _SLACK), passage.text(figure.start - took, figure.end + 1)
    return None


def _is_state(finding: Finding) -> bool:
    """Whether a finding is of what goes on: who holds a place, or a siege."""
    return finding.kind is Kind.CONTROL or finding.event_type in ("siege", "blockade", "clash", "shelling")


def stepped(scene: Scene, finding: Finding, told: Days | None, published: date) -> tuple[Days, str] | None:
    """'left A eleven days after they took it': so many days before what the main clause tells."""
    passage = scene.passage
    lead = range(max(1, finding.start - 1), finding.anchor)
    afters = [i for i in lead if passage.word(i) == "after" and passage.word(i - 1).removesuffix("s") in _UNITS]
    if not afters:
        return None
    mark = afters[-1]
    figure = next((f for f in passage.figures if f.end + 1 == mark), None)
    if figure is None and passage.word(mark - 2) in ("a", "an"):
        figure = Figure(mark - 2, mark - 1, 1, 1, 1)
    if figure is None or figure.low is None:
        return None
    unit = passage.word(mark - 1).removesuffix("s")
    if unit not in _UNITS:
        return None
    last = told or Days(shifted(published, days=-1), published)
    return _back(last, figure, unit), passage.text(figure.start, mark + 1)


def _back(last: Days, figure: Figure, unit: str) -> Days:
    low, high = figure.low or 0, figure.high or figure.low or 0
    if unit == "month":
        return stretch(shifted(last.first, months=-round(high)), shifted(last.last, months=1 - round(low)))
    near, far = _UNITS[unit] * low, _UNITS[unit] * high
    slack = 0 if unit in ("hour", "day", "night") else far // _SLACK
    return stretch(shifted(last.first, days=-round(far + slack)), shifted(last.last, days=-round(near - slack)))

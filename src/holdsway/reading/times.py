"""When: the time expressions of reports, turned into days by the day on which the report was published.

Both ends of a stretch are included. What is meant:

- A weekday is the last one, the day of publication included ('last Friday' never is that day); 'this' and 'next Friday'
  are those of this and of next week, Monday to Sunday. 'Tuesday night', 'before dawn on Tuesday' are that Tuesday.
- A day and month without a year are the latest; up to 45 days ahead counts as a plan. So is a month by its 1st.
- 'early', 'mid-', 'late July' are its 1st-10th, 11th-20th, 21st to the end, as are its beginning, middle and end; its
  first week is the 1st-7th, its last the last seven days, its 'first days' five. Of a year these are thirds, of a
  decade the years 0-3, 4-6, 7-9, of a week Monday-Wednesday and Thursday-Sunday. A season is three whole months of
  the north; a winter is of the year in which it begins.
- 'last week', 'last month', 'last year' are whole ones; 'the past week', 'the last two months' end on the day of
  publication. 'this week' ends there too, 'earlier this week' the day before, 'later this week' begins there.
- 'recent days' are the last 7, 'recent weeks' 6, 'recent months' 6, 'recent years' 5; 'a few' are two to as many.
- 'two days ago' is that day; from a week on, a seventh of the distance either way; months and years ago are whole ones,
  a decade ago has a year either way. Hours ago are the days they can reach into.
- 'last night', 'overnight' are the day before and the day of publication. An hour alone is of the day last spoken of.
- 'a day later', 'the same day', 'the previous week' step from the day spoken of before in the sentence, else from
  `told`, else from the day of publication. 'two days before the vote' is no time: the vote has no date here.
- 'since X' runs to the day of publication. 'until X', 'by X' run from there to X if X is still to come, else mean X.
- Of feasts, only those with a date of their own are days. Fiscal and school years are none.

A caller who knows that something is still to come says so (`ahead`): days without a year, weekdays, weeks then look on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from holdsway.clocks import ONE_DAY, Days
from holdsway.reading import dates, distances, hours
from holdsway.reading.almanac import LAST_DAY, Shift, shifted, stretch
from holdsway.reading.lexicon import word_set
from holdsway.reading.timeline import DAYS, Anchor, Line, Said

__all__ = ["When", "inferred", "is_weekday", "times"]

_RULES = (*dates.RULES, *hours.RULES, *distances.RULES)
_SHORT = word_set("jan feb mar apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri sat sun mon wed")
_CUES = frozenset(cue for one in _RULES for cue in one.cues) | _SHORT | {f"{name}." for name in _SHORT}
_DIGITS = re.compile(r"\d\d?(?:st|nd|rd|th)\b|\d{4}|\d[./:]\d|\d0'?s\b|\d0 ' ?s\b|\d ?(?:[ap]\.?m\b|o')")
_FULL = re.compile(r"\d{4}|\d[./]\d|century|/11")
_NOT_KNOWN = date(2000, 1, 1)
_BESIDE_CLOCK = word_set("on of at , about around ( the by just before after shortly early late")
_BESIDE_WEEKDAY = frozenset((",", "(", "the"))
_TO = word_set("to through until till - – —")
_BESIDE_LINK = word_set("on the early late morning of evening night")
_UNTIL = frozenset(("until", "till", "by"))
_TO_COME = word_set("will must shall should would due deadline ultimatum plan plans planned expected 'll needs")
_SPEECH = word_set("said says told reported announced added stated confirmed")
_AFTER_DATELINE = frozenset(("(", "[", "-", "--", "–", "—", ")"))
_LONGEST_DATELINE = 8


@dataclass(frozen=True, slots=True)
class When:
    """A time expression at words `start` to `end` (exclusive) and the days it stands for.

    `relative` is a number of days before the day last spoken of ('a day earlier'; 0 for 'the same day'), where none was
    found in the sentence or told: `days` is then a stand-in, and `shift` leads from that day to the days meant.
    """

    start: int
    end: int
    days: Days
    relative: int | None = None
    shift: Shift | None = None

    def told_by(self, last: Days | None) -> Days:
        """The days meant, by the days last spoken of before the sentence."""
        return self.shift.of(last) if self.shift and last else self.days


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a rule found at words `start` to `end`."""

    start: int
    end: int
    said: Said

    def joined(self, other: _Piece, days: Days | None, **changes: object) -> _Piece:
        said = replace(self.said, days=days, **changes)  # type: ignore[arg-type]
        return _Piece(min(self.start, other.start), max(self.end, other.end), said)


def is_weekday(word: str) -> bool:
    """Whether a lower-cased word names a day of the week."""
    return word in DAYS


def inferred(published: date) -> Days:
    """The days of something told in the past tense without a date: the day of publication or the one before."""
    return Days(published - ONE_DAY if published > date.min else published, published)


def times(
    words: Sequence[str], published: date | None, *, told: Days | None = None, ahead: bool | None = None
) -> list[When]:
    """The time expressions among words as written, left to right; only full dates where `published` is not known.

    `told` is the day last spoken of before these words; `ahead` says whether they tell of what is still to come.
    """
    lower = [w.casefold() for w in words]
    has_digits = _DIGITS.search(" ".join(lower)) is not None
    if not has_digits and _CUES.isdisjoint(lower) and not any(w.startswith("mid-") for w in lower):
        return []
    line = Line(words, lower)
    anchor = Anchor(min(published, LAST_DAY) if published else _NOT_KNOWN, told, ahead)
    pieces = _chosen(line, anchor, has_digits=has_digits)
    if published is None:
        pieces = [p for p in pieces if p.said.is_full or p.said.days is None]
    pieces = _joined(line, _beside(line, pieces))
    if published is None:
        return [When(p.start, p.end, p.said.days) for p in pieces if p.said.days and p.said.is_full]
    pieces = [_bounded(line, p, anchor) for p in pieces]
    return _resolved(line, pieces, told)


def _chosen(line: Line, anchor: Anchor, *, has_digits: bool) -> list[_Piece]:
    """What the rules find, left to right; where two overlap, the longer, and of equals what the earlier rule says."""
    present = {word.removeprefix("mid-") for word in line.text.split(" ")}
    found: list[_Piece] = []
    for rule in _RULES:
        if not (has_digits if not rule.cues else not rule.cues.isdisjoint(present)):
            continue
        for match in rule.pattern.finditer(line.text):
            if match.start() in line.starts and match.end() in line.ends:
                said = rule.read(match, line, anchor)
                if said is not None:
                    found.append(_Piece(line.starts[match.start()], line.ends[match.end()], said))
    taken: set[int] = set()
    kept = []
    for piece in sorted(found, key=lambda p: p.start - p.end):
        if taken.isdisjoint(range(piece.start, piece.end)):
            taken.update(range(piece.start, piece.end))
            kept.append(piece)
    return sorted(kept, key=lambda p: p.start)


def _beside(line: Line, pieces: list[_Piece]) -> list[_Piece]:
    """An hour with its day, a weekday with its date, 'two days after' with the day it counts from, as one."""
    kept: list[_Piece] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        between = line.lower[last.end : piece.start] if last else []
        if last and last.said.days and piece.said.days and (one := _one(last, piece, between)):
            kept[-1] = one
        else:
            kept.append(piece)
    return [p for p in kept if p.said.days is None or not p.said.object]


def _one(last: _Piece, piece: _Piece, between: Sequence[str]) -> _Piece | None:
    """Two neighbours as one expression, if they are; `between` are the words that part them."""
    days, dated = piece.said.days, piece.said
    if last.said.object and last.said.shift and days and not dated.shift and between in ([], ["the"], ["on"]):
        return piece.joined(last, last.said.shift.of(days), rolls=None, loose=False)
    near = len(between) <= 3 and _BESIDE_CLOCK.issuperset(between)
    if last.said.is_clock and not dated.shift and near and "," not in between:
        step = last.said.shift
        is_next = step is not None and days is not None and (step.days, step.to) == (0, 1)  # 'at midnight on Monday'
        return piece.joined(last, step.of(days) if is_next and step and days else days)
    if dated.is_clock and not dated.object and not last.said.shift and near:
        return last.joined(piece, last.said.days)
    is_date = dated.rolls == "year" or dated.is_full
    if last.said.rolls == "week" and is_date and days and days.first == days.last:
        return piece.joined(last, days) if len(between) <= 2 and _BESIDE_WEEKDAY.issuperset(between) else None
    return None


def _joined(line: Line, pieces: list[_Piece]) -> list[_Piece]:
    """'between A and B', 'from A to B', 'A, B and C' as one stretch; what counts only beside another, or not at all."""
    kept: list[_Piece] = []
    for number, piece in enumerate(pieces):
        last = kept[-1] if kept else None
        between = line.lower[last.end : piece.start] if last else []
        listed = between == [","] and number + 1 < len(pieces) and line.word(piece.end) in ("and", "or")
        if last and (span := _span(line, last, piece, between, listed=listed)):
            kept[-1] = last.joined(
                piece, span, loose=False, rolls=last.said.rolls and piece.said.rolls,
                is_full=piece.said.is_full and (last.said.is_full or last.said.rolls == "year"),
            )  # fmt: skip
        elif (
            last
            and piece.said.loose
            and not last.said.loose
            and between in (["and"], ["or"])
            and piece.said.rolls == last.said.rolls
        ):
            kept.append(replace(piece, said=replace(piece.said, loose=False)))
        else:
            kept.append(piece)
    return [p for p in kept if p.said.days and not p.said.loose]


def _span(line: Line, last: _Piece, piece: _Piece, between: Sequence[str], *, listed: bool) -> Days | None:
    """The stretch from one piece to the next, if the words say so."""
    first, end = last.said.days, piece.said.days
    link = [word for word in between if word not in _BESIDE_LINK]
    if first is None or end is None or len(link) != 1 or last.said.shift or piece.said.shift:
        return None
    lead = "between" in (line.word(last.start - 1), line.word(last.start))
    through = link[0] in _TO or (lead and link[0] == "and")
    if not through and link[0] not in ("and", "or") and not listed:
        return None
    first, end = _in_order(last.said, piece.said) if through else _told_together(last.said, piece.said)
    follows = shifted(first.last, days=1) == end.first
    if first.first > end.last or not (through or follows):
        return None
    return stretch(first.first, end.last)


def _in_order(first: Said, end: Said) -> tuple[Days, Days]:
    """Two ends of a stretch, the first before the last: a weekday or a day without a year is moved to be so."""
    one, two = first.days, end.days
    if one is None or two is None:
        raise ValueError("a stretch needs two ends with days")
    if first.rolls == "week" and end.rolls == "week" and one.first > two.first:
        one = stretch(shifted(one.first, days=-7), shifted(one.last, days=-7))
    elif first.rolls == "year":
        one = _in_year(one, two.first.year - (one.first.replace(year=2000) > two.first.replace(year=2000)))
    elif end.rolls == "year" and two.first < one.first:
        two = _in_year(two, one.first.year + (two.first.replace(year=2000) < one.first.replace(year=2000)))
    return one, two


def _told_together(first: Said, end: Said) -> tuple[Days, Days]:
    """Two neighbours in a list; the year said after the last is that of the first."""
    one, two = first.days, end.days
    if one is None or two is None:
        raise ValueError("a list needs days")
    has_year = end.rolls is None and end.is_full
    if first.rolls == "year" and has_year and one.first.replace(year=2000) < two.first.replace(year=2000):
        one = _in_year(one, two.first.year)
    elif first.rolls == "week" and end.rolls == "week" and one.first > two.first:
        one = stretch(shifted(one.first, days=-7), shifted(one.last, days=-7))
    return one, two


def _in_year(days: Days, year: int) -> Days:
    """The same days of another year."""
    away = (year - days.first.year) * 12
    first, last = shifted(days.first, months=away), shifted(days.last, months=away)
    is_month_end = shifted(days.last, days=1).day == 1 and days.first.day == 1
    return stretch(first, shifted(shifted(shifted(days.last, days=1), months=away), days=-1) if is_month_end else last)


def _bounded(line: Line, piece: _Piece, anchor: Anchor) -> _Piece:
    """'since X' up to the day of publication; 'until X', 'by X' from it to an X that is still to come."""
    days, said = piece.said.days, piece.said
    if days is None or said.shift:
        return piece
    lead = line.word(piece.start - 1)
    if lead == "the":
        lead = line.word(piece.start - 2)
    goes_on = line.word(piece.end) in ("on", "onward", "onwards") and lead == "from"
    if (lead == "since" or goes_on) and days.first <= anchor.day:
        return replace(piece, said=replace(said, days=stretch(days.first, max(anchor.day, days.first))))
    if lead not in _UNTIL:
        return piece
    days = _nearest(line, said, days, anchor)
    if days.last > anchor.day:
        return replace(piece, said=replace(said, days=stretch(min(anchor.day, days.first), days.last)))
    return replace(piece, said=replace(said, days=days))


def _nearest(line: Line, said: Said, days: Days, anchor: Anchor) -> Days:
    """The X of 'by X' is the nearest of its name, and a weekday is the next if something is to come by then."""
    if said.rolls == "week" and days.last < anchor.day and anchor.ahead is None and not _TO_COME.isdisjoint(line.lower):
        return stretch(shifted(days.first, days=7), shifted(days.last, days=7))
    if said.rolls == "year" and days.last < anchor.day and anchor.ahead is None:
        other = _in_year(days, days.first.year + 1)
        return other if other.first - anchor.day < anchor.day - days.first else days
    return days


def _resolved(line: Line, pieces: list[_Piece], told: Days | None) -> list[When]:
    """Each piece with its days; a step goes from the day spoken of before it, if there is one."""
    found: list[When] = []
    before: _Piece | None = None
    for piece in pieces:
        said, days = piece.said, piece.said.days
        if days is None:
            continue
        if said.shift is None:
            found.append(When(piece.start, piece.end, days))
            before = before if _is_of_dateline(line, piece) else piece
            continue
        is_speech = before and said.is_clock and _is_of_speech(line, before, piece)
        last = before.said.days if before and not is_speech else told
        if last:
            found.append(When(piece.start, piece.end, said.shift.of(last)))
        else:
            found.append(When(piece.start, piece.end, days, said.shift.back, said.shift))
    return found


def _is_of_dateline(line: Line, piece: _Piece) -> bool:
    """'NORHAVEN, 5 May (Agency) -': the day of the report, of which nothing else is told."""
    opens = piece.start <= _LONGEST_DATELINE and all(w.isupper() or not w.isalpha() for w in line.words[: piece.start])
    return opens and piece.start > 0 and line.word(piece.end) in _AFTER_DATELINE


def _is_of_speech(line: Line, day: _Piece, hour: _Piece) -> bool:
    """Whether an hour follows the day on which somebody spoke, and so may be of another."""
    return not _SPEECH.isdisjoint(line.lower[max(0, day.start - 3) : hour.start])

"""Times told by how far off they are: 'two days ago', 'in the past week', 'earlier this month', 'the day after'."""

from __future__ import annotations

import re
from datetime import date

from holdsway.clocks import Days
from holdsway.reading import almanac
from holdsway.reading.almanac import PARTS, RECENT, Shift, part, shifted, stretch, whole
from holdsway.reading.timeline import Anchor, Line, Said, count, rule

__all__ = ["RULES"]

_NO_TIME = Said(None)
_HOURS = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}
_IN_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_IN_MONTHS = {"month": 1, "year": 12, "decade": 120}
_CLOSED = frozenset((".", ",", ";", ":", ")", "-", "–", "", "and", "but", "or", "in", "near", "at", "on", "when"))


def _ago(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'two days ago', 'half a year ago', 'a year and a half ago', 'a few hours ago'."""
    unit, told = match["unit"], match["count"] or ""
    if not told and unit in ("year", "decade", "century"):
        return _NO_TIME  # 'years ago' may be any
    if told.startswith("half"):
        return Said(_back((6, 6), "month", anchor) if unit == "year" else _back((1, 1), "hour", anchor))
    low, high = count(told, unit)
    if match["today"] and unit not in _HOURS:
        return Said(stretch(_moved(-high, unit, anchor), _moved(-low, unit, anchor)))  # 'two years ago today'
    if match["half"] and unit in _IN_MONTHS:
        months = low * _IN_MONTHS[unit] + _IN_MONTHS[unit] // 2
        return Said(_back((months, months), "month", anchor))
    return Said(_back((low, high), unit, anchor, vague=low != high and not re.search(r"or|to|-", told)))


def _back(counts: tuple[int, int], unit: str, anchor: Anchor, *, vague: bool = False) -> Days:
    """The days so many units back: days by themselves, from a week on with a seventh of slack, months and years whole.

    A decade has a year of slack.
    """
    low, high = counts
    day = anchor.day
    if unit in _HOURS:
        return stretch(
            shifted(day, days=-int(-(-high * _HOURS[unit] // 24))), shifted(day, days=-int(low * _HOURS[unit] / 24))
        )
    if unit in _IN_DAYS:
        near, far = low * _IN_DAYS[unit], high * _IN_DAYS[unit]
        slack = (0, 0) if vague else (near // 7, far // 7)
        return stretch(shifted(day, days=-far - slack[1]), min(shifted(day, days=slack[0] - near), day))
    if unit == "month":
        return stretch(whole(unit, shifted(day, months=-high)).first, whole(unit, shifted(day, months=-low)).last)
    years = (low, high) if unit == "year" else (low * 10 - low, high * 10 + high)
    return almanac.years(day.year - years[1], day.year - years[0])


def _step(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'a day earlier', 'two days later', 'three weeks before': a step from the day last spoken of, or from a day."""
    unit, told, way = match["unit"], match["count"] or "", match["way"]
    if told.startswith("half") and unit != "year":
        told = "a"
    if not told and match["s"] != "s":
        return None
    is_back = way in ("earlier", "before", "prior", "prior to", "previously")
    if unit in _HOURS:
        shift = Shift()
    elif told.startswith("half"):
        shift = _shift((6, 6), "month", is_back)
    else:
        shift = _shift(count(told, unit), unit, is_back)
    needs = way in ("before", "after", "prior", "prior to") and line.after(match) not in _CLOSED
    stand_in = stretch(anchor.day, anchor.day)
    if is_back:
        stand_in = _back((1, 1), "hour", anchor) if unit in _HOURS else _back(count(told, unit), unit, anchor)
    return Said(stand_in, shift, object=needs)


def _shift(counts: tuple[int, int], unit: str, is_back: bool) -> Shift:
    low, high = counts
    if unit in _IN_MONTHS:
        return Shift(months=low * _IN_MONTHS[unit] * (-1 if is_back else 1))
    days = [n * _IN_DAYS[unit] * (-1 if is_back else 1) for n in (low, high)]
    return Shift(min(days), max(days))


def _day_beside(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'the day before', 'the day after 3 May', 'the week before', 'the eve of Christmas'."""
    if match["eve"]:
        return Said(stretch(anchor.day, anchor.day), Shift(-1, -1), object=True)
    way, unit, object_ = match["way"], match["unit"], line.after(match)
    if match[0].endswith(("yesterday", "tomorrow")):
        far = shifted(anchor.day, days=-2 if way == "before" else 2)
        return Said(stretch(far, far))
    return _beside(-1 if way in ("before", "earlier", "prior") else 1, unit, anchor, needs=object_ not in _CLOSED)


def _beside(way: int, unit: str, anchor: Anchor, *, needs: bool = False) -> Said:
    """The day, week, month or year before or after the one last spoken of."""
    if unit == "week":
        shift = Shift(7 * way, 7 * way, unit="week")
    elif unit in ("month", "year"):
        shift = Shift(months=way * _IN_MONTHS[unit], unit=unit)
    else:
        shift = Shift(way, way)
    today = stretch(anchor.day, anchor.day)
    stand_in = shift.of(today) if way < 0 or shift.unit != "day" else today
    return Said(stand_in, shift, object=needs)


def _neighbour(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'the next day', 'the previous week', 'the following month'."""
    return _beside(-1 if match["way"] in ("previous", "preceding") else 1, match["unit"], anchor)


def _same(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'the same day', 'that night', 'later that day', 'that week'."""
    unit = match["unit"] if match["unit"] in ("week", "month", "year") else "day"
    return Said(whole(unit, anchor.day), Shift(unit=unit))


def _sliding(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'the past week', 'the last ten days', 'last week', 'the previous 24 hours', 'recent months'."""
    which, unit, told = match["way"], match["unit"], match["count"]
    if line.after(match) == "of" and which == "last":
        return _NO_TIME  # 'the last week of the campaign'
    is_plural = match["s"] == "s"
    if told is None and not is_plural and which in ("last", "previous"):
        if match["the"] is None and unit in ("week", "month", "year"):
            return Said(_previous(unit, anchor))
        if unit in ("day", "night", "hour", "minute", "second"):
            return _NO_TIME
    if told is None and is_plural and which == "last" and unit == "decade":
        return None
    return Said(_since(_most(told, unit, is_plural), unit, anchor))


def _previous(unit: str, anchor: Anchor) -> Days:
    return whole(unit, shifted(whole(unit, anchor.day).first, days=-1))


def _most(told: str | None, unit: str, is_plural: bool) -> int:
    if told is None or told.startswith("half"):
        return RECENT.get(unit, 7) if is_plural else 1
    return count(told, unit)[1]


def _since(number: int, unit: str, anchor: Anchor) -> Days:
    return stretch(_moved(-number, unit, anchor), anchor.day)


def _moved(number: int, unit: str, anchor: Anchor) -> date:
    """The day of publication so many units on, or back if negative; hours count as the days they reach into."""
    if unit in _HOURS:
        days = int(-(-abs(number) * _HOURS[unit] // 24)) if abs(number) != 7 else 1
        return shifted(anchor.day, days=days if number > 0 else -days)
    if unit in _IN_MONTHS:
        return shifted(anchor.day, months=number * _IN_MONTHS[unit])
    return shifted(anchor.day, days=number * _IN_DAYS[unit])


def _coming(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'the next 24 hours', 'the coming days', 'next week'."""
    which, unit, told, is_plural = match["way"], match["unit"], match["count"], match["s"] == "s"
    if told is None and not is_plural and which == "next":
        if unit not in ("week", "month", "year", "decade"):
            return None
        if match["the"] is None:
            return Said(whole(unit, shifted(whole(unit, anchor.day).last, days=1)))
    return Said(stretch(anchor.day, _moved(_most(told, unit, is_plural), unit, anchor)))


def _in_so_long(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'in two days', 'within a week', of what is to come; of what is past, it says only how long it took."""
    if not anchor.ahead:
        return None
    unit, (low, high) = match["unit"], count(match["count"], match["unit"])
    if match["way"] == "within" or unit in _HOURS:
        return Said(stretch(anchor.day, _moved(high, unit, anchor)))
    if unit in _IN_DAYS:
        slack = [n * _IN_DAYS[unit] // 7 for n in (low, high)]
        near, far = _moved(low, unit, anchor), _moved(high, unit, anchor)
        return Said(stretch(shifted(near, days=-slack[0]), shifted(far, days=slack[1])))
    span = unit if unit != "decade" else "year"
    return Said(stretch(whole(span, _moved(low, unit, anchor)).first, whole(span, _moved(high, unit, anchor)).last))


def _this(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """Of 'this week' what is over by the day of publication, of 'earlier this week' by the day before."""
    days, part_ = whole(match["unit"], anchor.day), match["part"]
    if part_ == "earlier":
        return Said(stretch(days.first, max(days.first, shifted(anchor.day, days=-1))))
    if part_ == "later" or anchor.ahead:
        return Said(stretch(anchor.day, days.last))
    return Said(stretch(days.first, anchor.day))


def _part_of(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'late last week', 'early this year', 'the end of the month', 'the start of next year'."""
    unit, which, name = match["unit"], match["way"], PARTS[match["part"] or match["place"]]
    day = anchor.day
    if which == "last":
        day = _previous(unit, anchor).first
    elif which == "next":
        day = shifted(whole(unit, day).last, days=1)
    days = part(whole(unit, day), unit, name)
    if which == "this" and not anchor.ahead and days.first <= anchor.day < days.last:
        days = stretch(days.first, anchor.day)
    return Said(days)


def _before_last(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    last = _previous(match["unit"], anchor)
    return Said(whole(match["unit"], shifted(last.first, days=-1)))


def _weekend(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'the weekend' is the last that has begun, or the next of what is to come; 'last weekend' that of last week."""
    which, this = match["way"], almanac.weekend(anchor.day)
    if which in ("last", "past", "previous"):
        days = almanac.weekend(_previous("week", anchor).first)
    elif which in ("next", "coming") or (anchor.ahead and which != "this"):
        days = almanac.weekend(shifted(this.last, days=1)) if which == "next" else this
    else:
        days = this if this.first <= anchor.day or anchor.ahead else almanac.weekend(_previous("week", anchor).first)
    return Said(days)


_SOME = r"(?:(?P<count><COUNT>) )?(?P<unit><UNIT>)(?P<s>s?)"
_UNITS = "second minute hour day night week fortnight month year decade"
_CUES = " ".join(f"{unit} {unit}s" for unit in _UNITS.split())
_LONG = "week|month|year"

RULES = (
    rule("ago", rf"{_SOME}(?P<half> and a half)? ago(?P<today> today)?", _ago),
    rule(_CUES, rf"{_SOME} (?P<way>earlier|later|before|prior to|prior|previously|afterwards?|after)", _step),
    rule("day night morning evening afternoon week month year eve",
         r"(?:the|a) (?:(?P<unit>day|night|morning|evening|afternoon|week|month|year) "
         r"(?P<way>before|after|earlier|later|prior)(?: yesterday| tomorrow)?|(?P<eve>eve) of)", _day_beside),
    rule("day night morning evening afternoon week month year",
         r"(?:the )?(?P<way>next|following|previous|preceding) (?P<unit>day|night|morning|evening|afternoon)",
         _neighbour),
    rule("week month year", rf"the (?P<way>following|previous|preceding) (?P<unit>{_LONG})", _neighbour),
    rule("day night morning evening afternoon week month year",
         r"(?:(?:earlier|later|early|late) (?:on )?)?(?:the same|that same|that|the very same) "
         r"(?P<unit>day|night|morning|evening|afternoon|week|month|year)", _same),
    rule(_CUES, rf"(?P<the>(?:the|this|these|his|its|their) )?(?P<way>past|last|previous|preceding) {_SOME}", _sliding),
    rule(_CUES, r"(?P<the>the )?(?:most )?(?P<way>recent)(?P<count>) (?P<unit><UNIT>)(?P<s>s)", _sliding),
    rule(_CUES, rf"(?P<the>the )?(?P<way>coming|next|following) {_SOME}", _coming),
    rule(_CUES, r"(?P<way>in|within) (?P<count><COUNT>) (?P<unit><UNIT>)s?", _in_so_long),
    rule("week month year", r"(?:all|throughout the|throughout this) (?P<unit>week|month|year)(?P<part>)", _this),
    rule("week month year decade century",
         r"(?:(?P<part>earlier|later|so far) )?this (?P<unit>week|month|year|decade|century)", _this),
    rule("week month year", rf"(?P<part>earlier|later) in the (?P<unit>{_LONG})", _this),
    rule("week month year", r"(?:(?P<part>early|mid|late)(?: ?- ?| in | )"
                            r"|the (?P<place>beginning|start|middle|end|close) of )"
                            rf"(?P<way>last|this|next|the)(?: coming)? (?P<unit>{_LONG})", _part_of),
    rule("week month year", rf"the (?P<unit>{_LONG}) before last", _before_last),
    rule("weekend", r"(?:(?:the )?(?P<way>last|this|next|past|previous|coming|the) )weekend", _weekend),
)  # fmt: skip

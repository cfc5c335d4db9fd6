"""Days, months and years as they are named: '5 May', '14 AUG 89', 'mid-July', 'the first week of June', 'the 1990s'."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from holdsway.reading import almanac
from holdsway.reading.almanac import PARTS, in_calendar, latest, part, shifted, stretch
from holdsway.reading.lexicon import in_order, word_set
from holdsway.reading.timeline import MONTHS, Anchor, Line, Said, count, rule

__all__ = ["RULES"]

_NO_TIME = Said(None)
_ORDINALS = {w: n for n, w in enumerate(in_order(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
), 1)} | {"thirtieth": 30, "thirty - first": 31} | {
    f"twenty - {w}": n for n, w in enumerate(in_order("first second third fourth fifth sixth seventh eighth ninth"), 21)
}  # fmt: skip
_ORDINAL = f"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_MONTH_CUES = " ".join(MONTHS)
_SEASON_CUES = " ".join(almanac.SEASONS)
_IN_NAMES = word_set(
    "street square bridge movement brigade hospital university school stadium avenue boulevard division battalion "
    "organization organisation revolution district airport mosque party front"
)
_ACTORS = word_set("front party movement brigade division battalion")
"""Names of these act themselves: 'on 14 July Front fighters took A', beside 'the 14 July Front'."""
_LEADS = word_set("in since during of until till by from through throughout before after around")
_YEAR_LEADS = word_set("in since during until till of by from before after through throughout circa around year about")
_SMALL_WORDS = word_set(
    "on of to in at by for and or the is was were are has had have with from will would toward towards into against"
)
_COUNTED = word_set(
    "people men women children fighters soldiers troops families houses homes civilians prisoners refugees officers "
    "policemen police villagers rebels militants insurgents sheep dollars tons tonnes rounds metres meters miles "
    "kilometres kilometers km feet"
)
_BEFORE_THE_DAY = word_set("on since by until till from to before after of")
_AFTER_THE_DAY = word_set(". , ; : ) and but in at when of to by near was were is had has")


def _year(match: re.Match[str], anchor: Anchor) -> int | None:
    """The year said after a month or day, as a number or as last, this or next year."""
    if match["year"]:
        return int(match["year"])
    if which := match["which"]:
        return anchor.day.year + {"last": -1, "this": 0, "next": 1}[which]
    return None


def _dated(year: int | None, number: int, day: int, anchor: Anchor) -> date | None:
    known = in_calendar(year) if year else latest(number, day, anchor.day, ahead=anchor.ahead)
    return date(known, number, day) if known and 0 < day <= monthrange(known, number)[1] else None


def _day_of_month(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'5 May', 'May 5th, 2021', '3, 4 and 5 May', 'May 3-9', '14 AUG 89'."""
    number = MONTHS[match["month"]]
    days = [int(n) for n in re.findall(r"\d+", match["days"])]
    after = line.ends[match.end()]
    is_actor = line.word(after) in _ACTORS and line.before(match) in ("on", "since", "by", "from", "until")
    if line.is_capital(after) and line.word(after) in _IN_NAMES and not is_actor:
        return _NO_TIME
    year = _year(match, anchor)
    if short := match.groupdict().get("short"):
        if not line.written(match, "month").isupper():
            return None  # 'On 14 August 89 people died'
        year = _of_century(int(short), anchor)
    if year is None and number == 9 and days == [11] and line.word(after) in ("attacks", "attack", "hijackers"):
        return Said(stretch(date(2001, 9, 11), date(2001, 9, 11)), is_full=True)
    ends = [_dated(year, number, day, anchor) for day in (days[0], days[-1])]
    if days[0] > days[-1]:
        return None  # 'killed 23, 5 May': the first number is none of the days
    if ends[0] is None or ends[1] is None:
        return _NO_TIME
    return Said(stretch(ends[0], ends[1]), rolls=None if year else "year", is_full=bool(match["year"]))


def _of_century(short: int, anchor: Anchor) -> int:
    """The year that two digits stand for: the latest that is not after next year."""
    year = anchor.day.year // 100 * 100 + short
    return year if year <= anchor.day.year + 1 or year <= 100 else year - 100


def _ordinal_of_month(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    day, year = _dated(_year(match, anchor), MONTHS[match["month"]], _ORDINALS[match["days"]], anchor), match["year"]
    return Said(stretch(day, day), rolls=None if year else "year", is_full=bool(year)) if day else _NO_TIME


def _day_alone(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'the 5th', 'the 20th of last month': a day of this month, or of the last one if it is still to come."""
    day, which = int(match["days"]), match["which"]
    after = line.after(match)
    follows = after in _AFTER_THE_DAY and not line.word(line.ends[match.end()] + 1)[:1].isdigit()
    if which is None and (line.before(match) not in _BEFORE_THE_DAY or (after and not follows)):
        return None
    away = {"last": -1, "next": 1}.get(which or "", 0)
    if which is None and anchor.ahead and day < anchor.day.day:
        away = 1
    elif which is None and not anchor.ahead and day > anchor.day.day:
        away = -1
    first = shifted(anchor.day.replace(day=1), months=away)
    if not 0 < day <= monthrange(first.year, first.month)[1]:
        return _NO_TIME
    return Said(stretch(first.replace(day=day), first.replace(day=day)))


def _numeric(match: re.Match[str], _line: Line, _anchor: Anchor) -> Said:
    """'2021-05-05'; '23.05.2021' and '05/23/2021' where no other order of day and month is possible."""
    if match["iso"]:
        year, number, day = (int(n) for n in re.findall(r"\d+", match["iso"]))
    else:
        day, number, year = (int(n) for n in re.findall(r"\d+", match["other"]))
        if day <= 12 and number <= 12 and day != number:
            return _NO_TIME
        day, number = max(day, number), min(day, number)
    if not (0 < year <= almanac.LAST_DAY.year and 0 < number <= 12 and 0 < day <= monthrange(year, number)[1]):
        return _NO_TIME
    return Said(stretch(date(year, number, day), date(year, number, day)), is_full=True)


def _month(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'in March', 'March 2020', 'mid-July', 'the end of May', 'last September', 'the April siege'."""
    number, year, name = MONTHS[match["month"]], _year(match, anchor), match["part"] or match["place"]
    which, before, written = match["near"], line.before(match), line.written(match, "month")
    if which and year is None:
        year = _near_year(which, number, anchor)
    if year is None and not name and not which and _is_cut_short(written):
        return None
    led = before in _LEADS or (before in ("the", "a", "an", "its", "their") and _is_adjective(match, line))
    loose = year is None and not name and not which and not led
    known = year or latest(number, None, anchor.day, ahead=anchor.ahead)
    if known is None:
        return None
    days = almanac.month(known, number)
    days = part(days, "month", PARTS[name]) if name else days
    return Said(days, loose=loose, rolls=None if year else "year", is_full=bool(match["year"]))


def _is_cut_short(written: str) -> bool:
    """Whether a month is written as three letters without a point, as names of people and places are ('Mar', 'Jan')."""
    return written.casefold() not in MONTHS and not written.endswith(".")


def _is_adjective(match: re.Match[str], line: Line) -> bool:
    """Whether a noun in small letters follows: 'the April siege', not 'the March on the capital'."""
    after = line.ends[match.end()]
    following = line.words[after] if after < len(line.words) else ""
    return following[:1].islower() and following not in _SMALL_WORDS and match["month"] != "may"


def _near_year(which: str, number: int, anchor: Anchor) -> int:
    year, now = anchor.day.year, anchor.day.month
    if which == "last":
        return max(year - (number >= now), 1)
    return year + (number <= now) if which == "next" else year


def _part_of_month(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'the first week of June', 'the last three days of May', 'the second half of May'."""
    number, year, nth = MONTHS[match["month"]], _year(match, anchor), match["nth"]
    known = year or latest(number, None, anchor.day, ahead=anchor.ahead)
    if known is None:
        return None
    days, is_last = almanac.month(known, number), nth in ("last", "final", "closing")
    if match["unit"] == "half":
        name = "first" if nth == "first" else "second"
        found = part(days, "month", name) if nth in ("first", "second", "latter") else None
    else:
        nights = 5 if not match["count"] else count(match["count"], "day")[1]
        length = 7 if match["unit"] == "week" else nights
        start = 0 if nth in ("first", "opening") or is_last else (_ORDINALS[nth] - 1) * length
        found = stretch(shifted(days.first, days=start), min(shifted(days.first, days=start + length - 1), days.last))
        found = stretch(max(shifted(days.last, days=1 - length), days.first), days.last) if is_last else found
    return Said(found, rolls=None if year else "year", is_full=bool(match["year"])) if found else None


def _of_year(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'the first quarter of 2021', 'Q4 2020', 'the second half of last year', 'the first three months of 2021'."""
    nth, unit = match["nth"] or match["q"], match["unit"] or "quarter"
    year = int(match["year"]) if match["year"] else None
    if match["which"]:
        year = anchor.day.year + {"last": -1, "next": 1}.get(match["which"], 0)
    if year is None and (unit != "quarter" or line.after(match) == "of" or not match["nth"]):
        return None
    if unit == "half":
        return Said(part(almanac.years(year or 1, year or 1), "year", "first" if nth == "first" else "second"))
    if nth in ("last", "final"):
        length = 3 if unit == "quarter" else count(match["count"] or "few", "month")[1]
        first, known = 12 - length, year or anchor.day.year
    else:
        number = int(nth) if nth.isdigit() else _ORDINALS.get(nth, 0)
        if not 0 < number <= 4:
            return None
        length = 3 if unit == "quarter" else count(match["count"] or "4", "month")[1]
        first = (number - 1) * length
        known = year or anchor.day.year - (first + 1 > anchor.day.month)
    if not 0 <= first < first + length <= 12 or known < 1:
        return None
    start = date(known, first + 1, 1)
    return Said(stretch(start, shifted(shifted(start, months=length), days=-1)), is_full=bool(match["year"]))


def _named_year(match: re.Match[str], line: Line, _anchor: Anchor) -> Said | None:
    """'in 2019', 'late 2020', 'the 2014 offensive', '1979-1989'; not '2000 fighters'."""
    first, before, name = int(match["first"]), line.before(match), match["part"] or match["place"]
    if before in ("fiscal", "financial", "fy"):
        return _NO_TIME
    if match["last"]:
        last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
        return Said(almanac.years(first, last), is_full=True) if first <= last else None
    after = line.ends[match.end()]
    following = line.words[after] if after < len(line.words) else ""
    of_noun = before in ("the", "a", "its", "their") and following[:1].islower() and first % 100 > 0
    if not name and before not in _YEAR_LEADS and not (of_noun and following not in _SMALL_WORDS):
        loose = before in ("between", "and", "to", "or", "-")
        return Said(almanac.years(first, first), loose=True, is_full=True) if loose else None
    if following in _COUNTED and (first % 50 == 0 or before not in ("in", "since", "during", "until", "by")):
        return None
    days = almanac.years(first, first)
    return Said(part(days, "year", PARTS[name]) if name else days, is_full=True)


def _decade(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'the 1990s', 'the early nineties', 'the '80s'."""
    told = match["decade"]
    if told.isdigit():
        start = int(told) if len(told) == 4 else _of_century(int(told), anchor)
    else:
        start = _of_century({"sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}[told], anchor)
    days = almanac.years(start, start + 9)
    return Said(part(days, "decade", match["part"]) if match["part"] else days, is_full=len(told) == 4)


def _century(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    told = match["nth"]
    number = int(told[:-2]) if told[0].isdigit() else _ORDINALS.get(told, 0)
    if told == "last":
        number = (anchor.day.year - 1) // 100
    return Said(almanac.years(number * 100 - 99, number * 100), is_full=told != "last") if number else _NO_TIME


def _season(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'spring 2019', 'the fall of 2019', 'last winter', 'in the spring'; not 'the fall of the town'."""
    name, which = match["season"], match["near"]
    if match["year"]:
        year = int(match["year"])
    elif which or line.before(match) in ("in", "since", "during", "by", "until", "late", "early"):
        if not which and (line.after(match) == "of" or (name == "fall" and line.before(match) not in ("in", "during"))):
            return None
        if not which and _modifies(match, line):
            return None
        year = _season_year(name, which, anchor)
    else:
        return None
    days = almanac.season(name, year)
    if match["part"]:
        return Said(part(days, "season", match["part"]), is_full=bool(match["year"]))
    if which == "this" and not anchor.ahead and days.first <= anchor.day < days.last:
        days = stretch(days.first, anchor.day)
    return Said(days, rolls=None if match["year"] else "year", is_full=bool(match["year"]))


def _modifies(match: re.Match[str], line: Line) -> bool:
    """Whether the season only says what something is like: 'the spring offensive', 'the winter cold'."""
    after = line.ends[match.end()]
    following = line.words[after] if after < len(line.words) else ""
    return match["the"] is not None and following[:1].isalpha() and following not in _SMALL_WORDS


def _season_year(name: str, which: str | None, anchor: Anchor) -> int:
    """The year in which the last, this or next season begins; without such a word, the latest that has begun."""
    near = range(in_calendar(anchor.day.year - 2), in_calendar(anchor.day.year + 1) + 1)
    spans = [(year, almanac.season(name, year)) for year in near]
    if which == "last":
        return max((y for y, days in spans if days.last < anchor.day), default=anchor.day.year)
    if which == "next" or (which is None and anchor.ahead):
        return min((y for y, days in spans if days.first > anchor.day), default=anchor.day.year)
    if which == "this":
        return next((y for y, days in spans if anchor.day in days), anchor.day.year)
    return max((y for y, days in spans if days.first <= anchor.day), default=anchor.day.year)


def _no_time(_match: re.Match[str], _line: Line, _anchor: Anchor) -> Said:
    return _NO_TIME


def _fixed(match: re.Match[str], _line: Line, anchor: Anchor) -> Said | None:
    """'Christmas Eve', 'New Year's Day', '9/11': days with a date of their own."""
    if match[0].startswith("9"):
        return Said(stretch(date(2001, 9, 11), date(2001, 9, 11)), is_full=True)
    number, day = _FIXED[match["name"]]
    year = _year(match, anchor)
    found = _dated(year, number, day, anchor)
    return Said(stretch(found, found), rolls=None if year else "year", is_full=bool(match["year"])) if found else None


_FIXED = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26),
    "new year 's day": (1, 1), "new year 's eve": (12, 31), "may day": (5, 1), "halloween": (10, 31),
    "valentine 's day": (2, 14), "international women 's day": (3, 8), "armistice day": (11, 11),
}  # fmt: skip
_PART = r"(?:(?P<part>early|mid|late)(?: ?- ?| in | )?|the (?P<place>beginning|start|middle|end|close) of )?"
_MANY = rf"(?:{'|'.join(sorted(_COUNTED))})\b"
_YEAR = rf"(?:(?: ,)? (?:of )?(?P<year><YEAR>)(?! {_MANY})|(?: of)? (?P<which>last|this|next) year)?"
_SEP = r"(?: ?, ?| and | or | to | until | through | ?[-–—] ?|, and )"
_LIST = rf"(?P<days><DAY>(?:{_SEP}<DAY>)*)"
_AFTER_MONTH = rf"(?P<days><DAY>(?:(?: and | or | to | ?[-–—] ?)<DAY>(?! (?:of )?<MONTH>| {_MANY}))*)"
_NTH = rf"(?P<nth>{_ORDINAL}|opening|last|final|closing|latter)"
_OF_YEAR = r"(?:(?: of(?: the year)?)? (?P<year><YEAR>)| of (?P<which>last|this|next|the) year)"

RULES = (
    rule("", r"(?:(?P<iso>\d{4}(?: - \d\d - \d\d|-\d\d-\d\d|/\d\d/\d\d))(?:t\d\d:\d\d\S*)?"
             r"|(?P<other>\d{1,2}([./])\d{1,2}\3\d{4}))", _numeric),
    rule(_MONTH_CUES, rf"(?:the )?{_LIST} (?:of )?(?P<month><MONTH>){_YEAR}", _day_of_month),
    rule(_MONTH_CUES, rf"(?:the )?(?P<days><DAY>) (?:of )?(?P<month><MONTH>){_YEAR}", _day_of_month),
    rule(_MONTH_CUES, rf"{_LIST} (?P<month><MONTH>) '?(?P<short>\d\d)(?P<year>)(?P<which>)", _day_of_month),
    rule(_MONTH_CUES, rf"(?P<month><MONTH>) (?:the )?{_AFTER_MONTH}{_YEAR}", _day_of_month),
    rule(_MONTH_CUES, rf"the (?P<days>{_ORDINAL}) of (?P<month><MONTH>){_YEAR}", _ordinal_of_month),
    rule(_MONTH_CUES, rf"(?P<month><MONTH>) the (?P<days>{_ORDINAL}){_YEAR}", _ordinal_of_month),
    rule("", r"the (?P<days>(?:\d|[12]\d|3[01])(?=st|nd|rd|th))\w\w"
             r"(?: of (?P<which>last|this|next|the) month)?", _day_alone),
    rule(_MONTH_CUES, rf"{_PART}(?:(?P<near>last|this|next) )?(?P<month><MONTH>){_YEAR}", _month),
    rule(_MONTH_CUES, rf"(?:the )?{_NTH} (?:(?P<count><COUNT>) )?(?P<unit>day|week|half)s? (?:of|in) "
                      rf"(?P<month><MONTH>){_YEAR}", _part_of_month),
    rule("year quarter half months", rf"(?:the )?{_NTH} (?:(?P<count><COUNT>) )?(?P<unit>quarter|half|month)s?"
                                     rf"(?P<q>){_OF_YEAR}?", _of_year),
    rule("q1 q2 q3 q4", r"q(?P<q>[1-4]) (?:of )?(?P<year><YEAR>)(?P<nth>)(?P<unit>)(?P<count>)(?P<which>)", _of_year),
    rule("", rf"{_PART}(?P<first><YEAR>)(?: ?[-–—] ?(?P<last><YEAR>|\d\d)(?! - ))?", _named_year),
    rule("", r"(?:the )?(?:(?P<part>early|mid|late)(?: ?- ?| ))?'? ?"
             r"(?:(?P<decade>(?:1[5-9]\d|20\d)0|[2-9]0)(?: ')?s)", _decade),
    rule("sixties seventies eighties nineties", r"the (?:(?P<part>early|mid|late)(?: ?- ?| ))?"
                                                r"(?P<decade>sixties|seventies|eighties|nineties)", _decade),
    rule("century", rf"the (?:early |late |mid ?- ?)?(?P<nth>\d\d?(?:st|nd|rd|th)|{_ORDINAL}|last)(?: |-| - )century",
         _century),
    rule(_SEASON_CUES, r"(?:(?P<part>early|mid|late)(?: ?- ?| ))?(?:(?P<near>last|this|next) |(?P<the>the ))?"
                       r"(?P<season><SEASON>)(?: (?:of )?(?P<year><YEAR>)(?: ?[-–/] ?\d\d)?)?", _season),
    rule("fiscal financial school academic fy", r"(?:(?:fiscal|financial|school|academic) years?|fy|fiscal)"
                                                r"(?: <YEAR>(?: ?[-–/] ?\d\d)?)?", _no_time),
    rule("christmas boxing year halloween valentine women armistice may",
         rf"(?P<name>{'|'.join(sorted(_FIXED, key=len, reverse=True))}){_YEAR}", _fixed),
    rule("9/11", "9/11", _fixed),
)  # fmt: skip

"""Weekdays, parts of the day and hours: 'Tuesday night', 'this morning', 'at about 10 p.m.', 'overnight'."""

from __future__ import annotations

import re

from holdsway.reading.almanac import Shift, shifted, stretch, whole
from holdsway.reading.lexicon import word_set
from holdsway.reading.timeline import DAYS, Anchor, Line, Said, rule

__all__ = ["RULES"]

_NO_TIME = Said(None)
_PART = "(?:morning|afternoon|evening|night|dawn|midday|noon)"
_PAPERS = word_set("times telegraph mirror mail post express herald courier star independent tribune world sun")
_SITES = word_set("market bazaar mosque bridge square road street souk")
_NAMED = word_set("bloody black good easter palm ash holy daily super maundy")
_AT = word_set("at before after until since around by about toward towards near past from between")


def _weekday(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """A weekday is the last one, the day of publication included; of what is still to come, the next one."""
    first, after = line.starts[match.start("weekday")], line.ends[match.end()]
    which, week = match["near"] or "", match["week"]
    if which in ("every", "each") or (line.word(first - 1) in _NAMED and line.is_capital(first - 1)):
        return _NO_TIME
    if line.is_capital(after) and line.word(after) in _PAPERS:
        return _NO_TIME
    if line.word(first - 1) == "the" and line.is_capital(after) and line.word(after) in _SITES:
        return _NO_TIME  # 'the Monday Market'
    number, loose = DAYS[match["weekday"]], line.word(first) not in DAYS
    if loose and not line.word(first).rstrip(".").startswith(("tue", "thu", "fri")):
        return Said(whole("day", anchor.day), loose=True, rolls="week")  # 'Sat', 'Sun', 'Wed' are other words as well
    if week or which in ("next", "this"):
        day = {"last": -7, "next": 7}.get(which if which == "next" else (week or "").split(" ")[0], 0)
        found = shifted(whole("week", anchor.day).first, days=day + number)
        return Said(stretch(found, found))
    base = anchor.told.first if anchor.told and which in ("the previous", "the following") else anchor.day
    if which in ("the coming", "coming", "this coming", "the following") or (anchor.ahead and which == ""):
        found = shifted(base, days=(number - base.weekday() - bool(which)) % 7 + bool(which))
    else:
        is_before = which in ("last", "the previous")
        found = shifted(base, days=-((base.weekday() - number - is_before) % 7) - is_before)
    return Said(stretch(found, found), rolls="week")


def _night_into(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'overnight into Friday': the night that ends on that day."""
    away = (anchor.day.weekday() - DAYS[match["weekday"]]) % 7
    return Said(stretch(shifted(anchor.day, days=-away - 1), shifted(anchor.day, days=-away)))


def _night_on(match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'overnight on Friday': the night before that day, or the one after it."""
    away = (anchor.day.weekday() - DAYS[match["weekday"]]) % 7
    return Said(stretch(shifted(anchor.day, days=-away - 1), shifted(anchor.day, days=min(0, 1 - away))))


def _spoken(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'today', 'early this morning', 'late yesterday', 'tomorrow night'."""
    first = line.starts[match.start("day")]
    if line.is_capital(first) and line.word(first) == "today" and line.is_capital(first - 1):
        upper = line.words[first].isupper() and line.words[first - 1].isupper()
        if not (upper and len(line.words) > 3 and all(not w[0].islower() for w in line.words if w)):
            return _NO_TIME  # a newspaper's name
    day = shifted(anchor.day, days={"yesterday": -1, "tomorrow": 1}.get(match["day"], 0))
    return Said(stretch(day, day))


def _night(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'overnight', 'last night': from the day before into the day of publication."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day))


def _clock(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """An hour alone is of the day last spoken of; if there is none, of the day of publication or the one before."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day), Shift(), is_clock=True)


def _in_the_night(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'during the night' is the one before or the one after the day last spoken of."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day), Shift(-1, 1), is_clock=True)


def _by_morning(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'by morning': of the day last spoken of, or the day after."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day), Shift(0, 1), is_clock=True)


def _hour_word(match: re.Match[str], line: Line, anchor: Anchor) -> Said | None:
    """'at dawn', 'before midnight'; not 'a dawn raid' or a newspaper 'Dawn'."""
    before = line.before(match)
    return _clock(match, line, anchor) if before in _AT and not line.after(match).startswith("raid") else None


def _part_of_that(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'the night of', 'the morning of' and a day."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day), Shift(), object=True, is_clock=True)


def _night_to(_match: re.Match[str], _line: Line, anchor: Anchor) -> Said:
    """'the night to' a day: from the day before into that day."""
    return Said(stretch(shifted(anchor.day, days=-1), anchor.day), Shift(days=-1), object=True, is_clock=True)


_ZONE = "(?: local time| local| gmt| utc| hours| hrs)"
_HALF = r"(?:a\.?m\.?|p\.?m\.?)"
_NEAR = "last|this coming|this|next|the coming|coming|the previous|the following|every|each"
_HOURS = "dawn|dusk|noon|midday|midnight|nightfall|sunrise|sunset|sundown|daybreak"
_FOUR = r"(?:[01]\d|2[0-4])[0-5]\d"

RULES = (
    rule(" ".join(DAYS), rf"(?:(?P<near>{_NEAR}) )?(?P<weekday><WEEKDAY>)(?: {_PART})*"
                         rf"(?: (?:of )?(?P<week>last week|next week|this week))?", _weekday),
    rule("overnight", r"overnight (?:into|to) (?P<weekday><WEEKDAY>)", _night_into),
    rule("overnight", r"overnight (?:on )?(?P<weekday><WEEKDAY>)", _night_on),
    rule("today tonight yesterday tomorrow",
         rf"(?:(?:earlier|later|early|late) )?(?P<day>today|tonight|yesterday|tomorrow)(?: {_PART})*", _spoken),
    rule("morning afternoon evening",
         r"(?:(?:earlier|later|early|late) )?(?P<day>this) (?:morning|afternoon|evening)", _spoken),
    rule("night", r"(?:(?:in|during|through|on) )?the night (?:into|to)(?: the)?", _night_to),
    rule("overnight", "overnight", _night),
    rule("night evening", r"(?:(?:early|late) )?last (?:night|evening)", _night),
    rule("night", r"(?:in|during|through) the night", _in_the_night),
    rule("evening morning afternoon", r"(?:in|during|through) the (?:evening|morning|afternoon)", _clock),
    rule("morning daybreak sunrise midnight", r"(?:by (?:the )?(?:morning|daybreak|sunrise)|(?:at|around) midnight)",
         _by_morning),
    rule("night evening morning afternoon",
         r"the (?:night|evening|morning|afternoon) (?:of|from|between)(?: the)?", _part_of_that),
    rule("hours", r"the (?:early|small|wee|pre - dawn|predawn|dawn|late|early morning)(?: morning| evening)? hours",
         _clock),
    rule(_HOURS.replace("|", " "), f"(?:{_HOURS})", _hour_word),
    rule("", rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:{_HALF}|o'clock){_ZONE}?|\d{{1,2}}:\d\d(?: ?{_HALF})?{_ZONE}?"
             rf"|{_FOUR}{_ZONE}|(?<= at ){_FOUR})", _clock),
)  # fmt: skip

"""Numbers as reports write them: 'at least 23', 'more than 20', 'between 12 and 15', 'a dozen', 'tens of'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from holdsway.reading.window.lexicon import in_order

__all__ = ["Figure", "figures"]

_ONES = {w: n for n, w in enumerate(in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
))}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {"couple": (2, 2), "dozen": (12, 12), "dozens": (24, None), "tens": (20, None), "scores": (40, None),
          "hundreds": (200, None), "thousands": (2_000, None), "several": (3, None)}  # fmt: skip
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0}
_MANY_PARTS = {"thirds": 100 / 3, "quarters": 25.0, **_PARTS}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_AT_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of")
_MORE = ("more than", "over", "upwards of", "in excess of", "above")
_AT_MOST = ("up to", "at most", "as many as", "no more than", "not more than")
_LESS = ("fewer than", "less than", "under", "nearly", "almost", "close to", "below")
_ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated")
_SAID = (("least", _AT_LEAST), ("more", _MORE), ("most", _AT_MOST), ("less", _LESS), ("about", _ABOUT))
_CUES = tuple(
    sorted(((tuple(cue.split()), how) for how, cues in _SAID for cue in cues), key=lambda entry: -len(entry[0]))
)
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at words `start` to `end` (exclusive), its cue included, and what it says: lowest, best, highest."""

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    is_percent: bool = False
    is_share: bool = False


def figures(words: Sequence[str]) -> list[Figure]:
    """The numbers among lower-cased words, left to right, each with the words that bound it."""
    found: list[Figure] = []
    at = 0
    while at < len(words):
        figure = _range(words, at) or _bounded(words, at)
        if figure:
            found.append(figure)
            at = figure.end
        else:
            at += 1
    return found


def _range(words: Sequence[str], at: int) -> Figure | None:
    between = words[at] in ("between", "from")
    low = _plain(words, at + between)
    if low is None or low[1] >= len(words):
        return None
    joiner = words[low[1]]
    if joiner not in (("and",) if words[at] == "between" else ("to",) if between else ("to", "-", "–", "or")):
        return None
    high = _plain(words, low[1] + 1)
    if high is None or high[0] < low[0]:
        return None
    end, percent = _percent(words, high[1])
    return Figure(at, end, low[0], None, high[0], percent)


def _bounded(words: Sequence[str], at: int) -> Figure | None:
    for cue, how in _CUES:
        if tuple(words[at : at + len(cue)]) == cue:
            after = at + len(cue)
            number = (_range(words, after) if after < len(words) else None) or _number(words, after)
            if number is None:
                continue
            return _as_said(how, at, number)
    number = _number(words, at)
    return number if number is None else Figure(at, *_rest(number))


def _rest(n: Figure) -> tuple[int, float | None, float | None, float | None, bool, bool]:
    return n.end, n.low, n.best, n.high, n.is_percent, n.is_share


def _as_said(how: str, start: int, n: Figure) -> Figure:
    low, high, whole = n.low, n.high, not (n.is_percent or n.is_share)
    span: tuple[float | None, float | None, float | None]
    match how:
        case "least":
            span = (low, low, None)
        case "more":
            over = low + 1 if low is not None and whole and high is not None else low
            span = (over, over, None)
        case "most":
            span = (None, None, high)
        case "less":
            span = (None, high, high)
        case _:
            span = (low, n.best, high)
    return Figure(start, n.end, *span, n.is_percent, n.is_share)


def _number(words: Sequence[str], at: int) -> Figure | None:
    if plain := _plain(words, at):
        if plain[0] in (1, 2, 3) and plain[1] < len(words) and words[plain[1]] in _MANY_PARTS:
            return _share(words, at, plain[1], plain[0] * _MANY_PARTS[words[plain[1]]])
        end, percent = _percent(words, plain[1])
        if not percent and end < len(words) and words[end] in ("dozen",):
            return Figure(at, end + 1, plain[0] * 12, plain[0] * 12, plain[0] * 12)
        return Figure(at, end, plain[0], plain[0], plain[0], percent)
    article = at < len(words) and words[at] in ("a", "an")
    here = at + article
    if here >= len(words):
        return None
    word = words[here]
    if word in _VAGUE and (article == (word in ("couple", "dozen")) or word == "several"):
        low, high = _VAGUE[word]
        end = here + 1 + (here + 1 < len(words) and words[here + 1] == "of")
        return Figure(at, end, low, low if high else None, high)
    if word in _PARTS and (article or word == "half"):
        return _share(words, at, here, _PARTS[word])
    return None


def _share(words: Sequence[str], at: int, part: int, percent: float) -> Figure | None:
    """'a third of', 'two thirds of', in percent; more than the whole is no share."""
    share = round(percent, 1)
    end = part + 1 + (part + 1 < len(words) and words[part + 1] == "of")
    return Figure(at, end, share, share, share, True, True) if share < 100 else None


def _plain(words: Sequence[str], at: int) -> tuple[float, int] | None:
    if at >= len(words):
        return None
    word = words[at]
    if word[:1].isdigit():
        if not _DIGITS.fullmatch(word) or len(word) > MOST_DIGITS:
            return None
        value, end = float(word.replace(",", "")), at + 1
        if end < len(words) and words[end] in _SCALE:
            return value * _SCALE[words[end]], end + 1
        return value, end
    return _spelled(words, at)


def _spelled(words: Sequence[str], at: int) -> tuple[float, int] | None:
    total = current = 0
    here = at
    while here < len(words):
        word = words[here]
        if word in _TENS or (word in _ONES and (current % 10 == 0 and current % 100 not in (10,))):
            current += _TENS.get(word, 0) + _ONES.get(word, 0)
        elif word in _SCALE and (current or (here == at + 1 and words[at] in ("a", "one"))):
            current = max(current, 1) * _SCALE[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word in ("a", "and", "-") and _goes_on(words, here, at):
            pass
        else:
            break
        here += 1
    return (float(total + current), here) if here > at and words[here - 1] not in ("a", "and", "-") else None


def _goes_on(words: Sequence[str], here: int, at: int) -> bool:
    following = words[here + 1] if here + 1 < len(words) else ""
    if words[here] == "a":
        return here == at and following in _SCALE
    if words[here] == "-":
        return here > at and words[here - 1] in _TENS and following in _ONES
    return here > at and words[here - 1] in _SCALE and (following in _ONES or following in _TENS)


def _percent(words: Sequence[str], end: int) -> tuple[int, bool]:
    if end < len(words) and words[end] in ("%", "percent"):
        return end + 1, True
    if words[end : end + 2] == ["per", "cent"]:
        return end + 2, True
    return end, False

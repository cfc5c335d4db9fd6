"""Numbers as reports write them: 'at least 23', 'more than 20', 'between 12 and 15', 'a dozen', 'tens of'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from holdsway.reading.lexicon import in_order

__all__ = ["PARTS", "Figure", "figures"]

_ONES = {w: n for n, w in enumerate(in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
))}  # fmt: skip
_TENS = {w: 10 * n for n, w in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {
    "couple": (2, 2), "dozen": (12, 12), "score": (20, 20), "several": (3, None), "dozens": (24, None),
    "tens": (20, None),
    "scores": (40, None), "hundreds": (200, None), "thousands": (2_000, None), "millions": (2_000_000, None),
}  # fmt: skip
_MANY_SCALE = {"thousands": 1_000, "millions": 1_000_000}
_ONE_OF = ("couple", "dozen", "score")
_A_FEW = {"several": 3, "few": 2}
_OF_A_FEW = {"dozen": 12, **_SCALE}
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
"""What a share is of its whole, by its word."""
_PARTS = {word: 100 * PARTS[word] for word in ("half", "third", "quarter")}
_ORDINAL_BEFORE = frozenset(
    ("such", "time", "attack", "bomb", "bombing", "blast", "explosion", "man", "person", "soldier", "victim", "wave")
)
_MANY_PARTS = {"thirds": 100 / 3, "quarters": 25.0, **_PARTS}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_AT_LEAST = (
    "at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "at the least",
)  # fmt: skip
_MORE = (
    "more than", "over", "upwards of", "upward of", "in excess of", "above", "well over", "just over", "slightly over",
    "a little over", "a little more than", "slightly more than", "well above", "far more than", "well more than",
)  # fmt: skip
_AT_MOST = ("up to", "at most", "as many as", "no more than", "not more than", "a maximum of", "at the most")
_LESS = (
    "fewer than", "less than", "under", "below", "just under", "slightly under", "slightly fewer than",
    "slightly less than", "well under", "not quite", "just short of",
)  # fmt: skip
_ABOUT = (
    "about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "in the region of",
    "more or less", "an approximate", "circa", "nearly", "almost", "close to",
)  # fmt: skip
_HANDED = frozenset(("handed", "handing", "turned", "turning", "gave", "given", "took", "taken", "taking"))  # over
_EXACTLY = ("a total of", "exactly", "precisely", "another", "a further", "an additional", "a combined")
_OR_MORE: tuple[tuple[str, ...], ...] = (
    ("or", "more"), ("at", "least"), ("or", "even", "more"), ("if", "not", "more"),
)  # fmt: skip
_OR_FEWER: tuple[tuple[str, ...], ...] = (("at", "most"), ("at", "the", "most"), ("or", "fewer"), ("or", "less"))
_OR_SO: tuple[tuple[str, ...], ...] = (("or", "so"), ("-", "odd"), ("odd",))
_SAID = (("least", _AT_LEAST), ("more", _MORE), ("most", _AT_MOST), ("less", _LESS), ("about", (*_ABOUT, *_EXACTLY)))
_CUES = tuple(
    sorted(((tuple(cue.split()), how) for how, cues in _SAID for cue in cues), key=lambda entry: -len(entry[0]))
)
_CUES_BY_WORD = {first: [entry for entry in _CUES if entry[0][0] == first] for first in {cue[0] for cue, _ in _CUES}}
MOST_DIGITS = 12


_WHOLES = frozenset((*range(2, 11), 100))
_CLAUSE_STARTS = frozenset((",", ";", ":", "and", "but", "that", "than", "about", "roughly", "nearly", "almost"))


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
        figure = _ratio(words, at) or _range(words, at) or _bounded(words, at)
        if figure:
            found.append(figure)
            at = figure.end
        else:
            at += 1
    return found


def _ratio(words: Sequence[str], at: int) -> Figure | None:
    """'four out of five', 'nine in every ten', and where it opens a clause 'one in three': a share, not a number."""
    part = _plain(words, at)
    if part is None:
        return None
    for link in (("out", "of", "every"), ("out", "of"), ("in", "every"), ("in",)):
        opens = at == 0 or words[at - 1] in _CLAUSE_STARTS
        if tuple(words[part[1] : part[1] + len(link)]) != link or (link == ("in",) and not opens):
            continue
        whole = _plain(words, part[1] + len(link)) if part[1] + len(link) < len(words) else None
        if whole is None or not (0 < part[0] < whole[0] and whole[0] in _WHOLES):
            return None
        share = round(100 * part[0] / whole[0], 1)
        return Figure(at, whole[1], share, share, share, is_percent=True)
    return None


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
    scale = _SCALE.get(words[high[1] - 1], 1)
    lowest = low[0] * scale if scale > 1 and low[0] * scale < high[0] and low[0] < 100 else low[0]
    return Figure(at, end, lowest, None, high[0], percent)  # '1.5 to 2 million': the scale is of both


def _bounded(words: Sequence[str], at: int) -> Figure | None:
    for cue, how in _CUES_BY_WORD.get(words[at], ()):
        if tuple(words[at : at + len(cue)]) == cue and not (cue == ("over",) and at and words[at - 1] in _HANDED):
            after = at + len(cue)
            number = (_range(words, after) if after < len(words) else None) or _number(words, after)
            number = number or (_dozen(words, at, after) if cue == ("another",) else None)
            if number is None:
                continue
            return _ended(words, _as_said(how, at, number))
    number = _number(words, at)
    return number if number is None else _ended(words, Figure(at, *_rest(number)))


def _dozen(words: Sequence[str], at: int, here: int) -> Figure | None:
    """'another dozen': a dozen without its article."""
    known = here < len(words) and words[here] == "dozen"
    return Figure(at, here + 1, 12, 12, 12) if known else None


def _ended(words: Sequence[str], n: Figure) -> Figure:
    """'20 or more', '20 or so', '20-odd': what the words after a number make of it."""
    for tail in _OR_MORE:
        if tuple(words[n.end : n.end + len(tail)]) == tail and n.high is not None:
            if tail == ("at", "least") and n.end + 2 < len(words) and words[n.end + 2][:1].isalnum():
                continue  # 'killed 12, at least five of them'
            return replace(n, end=n.end + len(tail), low=n.low, best=n.low, high=None)
    for tail in _OR_FEWER:
        if tuple(words[n.end : n.end + len(tail)]) == tail and n.low is not None:
            return replace(n, end=n.end + len(tail), low=None, best=None)
    for tail in _OR_SO:
        if tuple(words[n.end : n.end + len(tail)]) == tail and not n.is_percent:
            return replace(n, end=n.end + len(tail))
    return n


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
    if few := _few(words, at, here):
        return few
    if word == "half" and list(words[here + 1 : here + 3]) in (["a", "dozen"], ["a", "million"]):
        half = 6.0 if words[here + 2] == "dozen" else 500_000.0
        return Figure(at, here + 3, half, half, half)
    if word in _VAGUE and (article == (word in _ONE_OF) or word == "several"):
        low, high = _VAGUE[word]
        end = here + 1
        while end + 1 < len(words) and words[end] == "of" and words[end + 1] in _MANY_SCALE and high is None:
            low, end = low * _MANY_SCALE[words[end + 1]], end + 2  # 'tens of thousands'
        end += end < len(words) and words[end] == "of"
        return Figure(at, end, low, low if high else None, high)
    if word in ("quarter", "third") and list(words[here + 1 : here + 4]) == ["of", "a", "million"] and article:
        part = 1_000_000 * _PARTS[word] / 100
        return Figure(at, here + 4, part, part, part)
    if word == "third" and here + 1 < len(words) and words[here + 1] in _ORDINAL_BEFORE:
        return None  # 'a third such attack' follows two others
    if word in _PARTS and (article or word == "half"):
        return _share(words, at, here, _PARTS[word])
    return None


def _few(words: Sequence[str], at: int, here: int) -> Figure | None:
    """'several hundred', 'a few dozen', 'a few thousand': so many at least, and nobody knows how many more."""
    scale = _OF_A_FEW.get(words[here + 1]) if here + 1 < len(words) else None
    if scale is None or words[here] not in _A_FEW or (words[here] == "few" and here == at):
        return None
    end = here + 2 + (here + 2 < len(words) and words[here + 2] == "of")
    low = float(_A_FEW[words[here]] * scale)
    return Figure(at, end, low, None, None)


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

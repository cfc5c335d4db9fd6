"""Days: in which of the declared ways a table writes them, and whether more than one way fits every value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from holdsway.drafting.fields import vocabulary

__all__ = ["ISO", "Writing", "as_day", "writing_of"]

ISO = "%Y-%m-%d"
_FEW = 0.02
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Writing:
    """How days are written: ways joined by ` or ` (None: several fit, or none), the choices, and why in a line."""

    dates: str | None
    choices: tuple[str, ...]
    why: str
    doubt: str = ""


def as_day(words: str, written: str) -> date | None:
    """The day that words say when written so (ways joined by ` or `); None when they do not fit."""
    for way in written.split(" or "):
        try:
            return datetime.strptime(words, way).date()
        except ValueError:
            continue
    return None


def writing_of(cells: Iterable[str]) -> Writing:
    """The way in which all of these values are written, or the ways between which only the user can choose."""
    values = [cell for cell in dict.fromkeys(cells) if any(map(str.isdigit, cell))]
    if not values:
        return Writing(None, (ISO,), "no cell holds a day")
    ways = [ISO] if any(as_day(value, ISO) for value in values) else []
    rest = [value for value in values if not ways or as_day(value, ISO) is None]
    while rest:
        fits = {way: [value for value in rest if as_day(value, way)] for way in vocabulary()["dates"]}
        most = max(len(fitting) for fitting in fits.values())
        if most == 0 or (ways and most < _FEW * len(values)):
            break
        best = next(way for way, fitting in fits.items() if len(fitting) == most)
        others = [way for way in fits if way != best and _contradicts(way, best, fits[way], fits[best])]
        if others:
            return _ambiguous(best, others[0], rest, fits[best], fits[others[0]], ways)
        ways.append(best)
        rest = [value for value in rest if value not in fits[best]]
    if not ways:
        return Writing(None, (), f"no way of writing days that is known here fits {values[0]!r}")
    some = "1 does not" if len(rest) == 1 else f"{len(rest)} do not"
    misfit = f"; {some} fit and will be rejected: {rest[0]!r}" if rest else ""
    written = " or ".join(ways)
    count = f"all {len(values)} values are" if not rest else f"{len(values) - len(rest)} of {len(values)} values are"
    if len(values) == 1:
        count = "the one value is"
    return Writing(written, (written,), f"{count} written so{misfit}", _swapped(values, ways))


def _swapped(values: Sequence[str], ways: Sequence[str]) -> str:
    """Why true dates may have day and month swapped: a spreadsheet took what it could for the other order, and left
    as text what it could not.
    """
    if len(ways) < 2 or ways[0] != ISO:
        return ""
    true = [day for value in values if (day := as_day(value, ISO))]
    text = [(value, day) for value in values if not as_day(value, ISO) and (day := as_day(value, ways[1]))]
    if not text or len(true) < _FEW_DAYS or any(day.day <= 12 for _, day in text) or any(day.day > 12 for day in true):
        return ""
    return (
        f"dates like {text[0][0]!r} stayed text and no true date is after the 12th: the spreadsheet may have swapped "
        f"day and month in those, as in {true[0]}"
    )


def _contradicts(way: str, best: str, fits: Sequence[str], best_fits: Sequence[str]) -> bool:
    """Whether the other way reads the values otherwise, and could as well be meant: it fits as many, or has its own."""
    shared = set(fits) & set(best_fits)
    if not any(as_day(value, way) != as_day(value, best) for value in shared):
        return False
    return len(fits) == len(best_fits) or bool(set(fits) - set(best_fits))


def _ambiguous(
    best: str, other: str, rest: Sequence[str], best_fits: Sequence[str], fits: Sequence[str], before: Sequence[str]
) -> Writing:
    choices = tuple(" or ".join([*before, way]) for way in (best, other))
    shown = next(value for value in rest if as_day(value, best) != as_day(value, other) and as_day(value, other))
    one, two = as_day(shown, best), as_day(shown, other)
    if own := [value for value in fits if value not in best_fits]:
        sure = next(value for value in best_fits if value not in fits)
        why = f"{sure!r} can only be the first, {own[0]!r} only the second; is {shown!r} {one} or {two}?"
    else:
        why = f"both fit{f' all {len(rest)}' if len(rest) > 1 else ''}; is {shown!r} {one} or {two}?"
    return Writing(None, choices, why)

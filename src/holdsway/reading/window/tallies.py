"""The dead told as a number alone: 'the toll has risen to 58', 'put the dead at 500', '22 bodies were recovered'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.window.harm import harm_of
from holdsway.reading.window.people import is_no_toll
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance, told
from holdsway.records import Polarity

__all__ = ["tallies"]

_UP_TO = word_set("to at of reached is was")
_RISES = word_set("risen rose rises toll put reached")


def tallies(setting: Setting) -> Iterator[Finding]:
    """'the toll has risen to 58', 'put the dead at 500', '22 bodies were recovered'."""
    passage = setting.passage
    for figure in passage.figures:
        if is_no_toll(setting, figure) or figure.is_percent or figure.is_share:
            continue
        told_of = _risen(passage, figure) or _dead_at(passage, figure) or _bodies(passage, figure)
        if told_of is None:
            continue
        outcome, start, end = told_of
        held = told(passage, figure.start, setting.chain(figure.start), setting.words)
        said = Stance(Polarity.AFFIRMED, held, None, figure.start, False)
        verb = Mark("verb", start, figure.start, "", base="toll")
        yield harm_of(setting, outcome, figure, said, figure.start, start, min(end, len(passage)), (), verb)


def _risen(passage: Passage, figure: Figure) -> tuple[str, int, int] | None:
    before = passage.lower[: figure.start]
    if "toll" not in before or before[-1] not in _UP_TO or {"wounded", "injured"} & set(before):
        return None
    near = range(figure.start - 1, max(-1, figure.start - 5), -1)
    rising = next((i for i in near if passage.word(i) in _RISES), figure.start - 1)
    return "killed", rising - (passage.word(rising - 1) in ("has", "had", "have")), figure.end


def _dead_at(passage: Passage, figure: Figure) -> tuple[str, int, int] | None:
    before = passage.lower[: figure.start]
    if before[-1:] != ["at"] or not {"dead", "wounded", "killed"} & set(before[-3:]):
        return None
    start = figure.start - 1 - before[::-1].index("the") if "the" in before else figure.start - 2
    start -= passage.word(start - 1) == "put"
    return ("wounded" if "wounded" in before[-3:] else "killed"), start, figure.end


def _bodies(passage: Passage, figure: Figure) -> tuple[str, int, int] | None:
    if passage.word(figure.end) != "bodies":
        return None
    end = figure.end + 1
    ahead = next((i for i in range(end, end + 4) if passage.word(i) in ("recovered", "found")), None)
    return "killed", figure.start, end if ahead is None else ahead + 1

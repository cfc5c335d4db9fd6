"""The finding made of people harmed: whom, by whom, where."""

from __future__ import annotations

from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind

__all__ = ["CASUALTY", "harm_of"]

CASUALTY = ("killed", "wounded")
"""What counts as a casualty; other outcomes (captured, fled) are counts."""

_ALL_OVER = frozenset(("across", "throughout", "around", "in", "over"))


def harm_of(
    setting: Setting,
    outcome: str,
    figure: Figure,
    said: Stance,
    anchor: int,
    start: int,
    end: int,
    actors: tuple[tuple[str, str, str], ...],
    verb: Mark,
) -> Finding:
    """A finding on people harmed, with whom, by whom and where."""
    passage = setting.passage
    whom = tuple(
        (p.party, "against", p.text) for p in setting.participants
        if figure.end <= p.start < max(end, figure.end + 1) and not any(a[0] == p.party for a in actors)
        and passage.word(p.start - 1) not in ("by", "from", "against") and passage.word(p.start) not in ("it", "they")
    )[:1]  # fmt: skip
    whom = whom or _that_lost(setting, figure)
    where = _where(setting, figure, start, end)
    if outcome in ("fled", "displaced") and where not in setting.phrases:
        where = None  # those who fled, fled from more than the place in focus
    words = set(passage.lower[figure.end : end])
    return Finding(
        kind=Kind.CASUALTY if outcome in (*CASUALTY, "killed or wounded") else Kind.COUNT,
        start=start,
        end=end,
        anchor=anchor,
        stance=said,
        chain=setting.chain(anchor),
        phrase=where,
        actors=(*actors, *whom),
        label=passage.text(verb.start, verb.end).casefold(),
        figure=figure,
        number_of=outcome,
        category="civilian" if words & setting.words.lists["civilians"] else None,
    )


def _that_lost(setting: Setting, figure: Figure) -> tuple[tuple[str, str, str], ...]:
    """'The Front had over 100 killed': whose men they were."""
    if setting.passage.word(figure.start - 1) not in ("had", "lost", "suffered", "has"):
        return ()
    loser = next((p for p in setting.participants if p.end == figure.start - 1), None)
    return ((loser.party, "against", loser.text),) if loser else ()


def _where(setting: Setting, figure: Figure, start: int, end: int) -> PlacePhrase | None:
    """The place of what happened: named in the clause, else the only one in the sentence, else the place in focus."""
    places = [p for p in setting.phrases if p.kind in ("place", "province") and not _of_speaker(setting, p)]
    near = [
        p
        for p in places
        if start - 8 <= p.start <= end + 8 and p.before in ("in", "at", "near", "outside", "on", "around", "across")
    ]
    if near:
        return min(near, key=lambda p: (p.kind != "place", max(start - p.end, p.start - end, 0), p.start))
    if len({p.name for p in places}) == 1:
        return places[0]
    if setting.passage.word(figure.end) == "of" and setting.passage.word(figure.end + 1) in ("its", "their"):
        return None  # 'X said 13 of its soldiers had died': somewhere
    return None if places or _names_elsewhere(setting) or _is_countrywide(setting) else setting.focus


def _names_elsewhere(setting: Setting) -> bool:
    """Whether the sentence is set somewhere that the frame does not know."""
    passage = setting.passage
    return any(
        passage.word(i) in ("in", "at", "near")
        and passage.is_name(i + 1)
        and not any(t.start == i + 1 for t in passage.times)
        for i in range(len(passage))
    )


def _is_countrywide(setting: Setting) -> bool:
    """'killed across the country', 'nationwide': a figure for more than the place in focus."""
    words = setting.passage.lower
    return bool({"nationwide", "countrywide"} & set(words)) or any(
        words[i : i + 2] in (["the", "country"], ["the", "nation"]) and i and words[i - 1] in _ALL_OVER
        for i in range(len(words))
    )


def _of_speaker(setting: Setting, phrase: PlacePhrase) -> bool:
    return any(s.start <= phrase.core < s.stop for s in setting.speeches)

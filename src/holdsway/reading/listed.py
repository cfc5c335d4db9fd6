"""The places behind a number: 'three districts fell: A in B, C and D', 'two towns, E and F among them'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.finding import Finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind

__all__ = ["gapped", "listed"]

_OPENS = frozenset((":", "including", "namely", "-", "–", "—"))
_BETWEEN = word_set(", and ; as well both the also")
_STOPS = frozenset((",", "and", ".", ";", ""))
_MEANT = word_set("they these those")
_ARE = word_set("are were include included")


def listed(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """A statement for each place of a list that says which places were counted, as the count itself is said."""
    told = {f.phrase.core for f in found if f.phrase is not None}
    counts = [f for f in found if _is_count(f)]
    for count in sorted(counts, key=lambda f: -f.phrase.start if f.phrase else 0):  # a list is of the nearest number
        named = [p for p in _list_of(scene, count) if p.core not in told]
        yield from _each(count, named)
        told |= {p.core for p in named}
    if not found and (last := [f for f in scene.before if _is_count(f)]) and _names_them(scene):
        start = replace(last[-1], anchor=0)
        yield from _each(start, [p for p in scene.phrases if p.kind == "place"], of_before=True)


def gapped(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """'A fell on Monday and B on Tuesday': a place and a day that share the verb of those before them."""
    told = {f.phrase.core for f in found if f.phrase is not None}
    passage = scene.passage
    for first in (f for f in found if f.kind is Kind.CONTROL and f.phrase is not None and f.phrase.kind == "place"):
        end = first.end
        for phrase in (p for p in scene.phrases if p.start >= first.end and p.kind == "place"):
            when = next((t for t in passage.times if phrase.end <= t.start <= phrase.end + 1), None)
            between = passage.lower[end : phrase.start]
            if when is None or not between or not set(between) <= {",", "and"} or phrase.core in told:
                break
            if passage.word(when.end) not in _STOPS or not any(end - 5 <= t.end <= end for t in passage.times):
                break
            told.add(phrase.core)
            end = when.end
            yield replace(
                first,
                start=phrase.start,
                end=end,
                phrase=phrase,
                anchor=when.start,
                because=f"gapped, {first.because}",
            )


def _is_count(finding: Finding) -> bool:
    return finding.kind is Kind.COUNT and finding.phrase is not None and finding.figure is not None


def _each(count: Finding, places: Sequence[PlacePhrase], *, of_before: bool = False) -> Iterator[Finding]:
    """One statement on each place, unless there are more of them than were counted."""
    most = count.figure.high if count.figure else None
    if most is not None and len(places) > most:
        return
    for place in places:
        start, end = (places[0].start, places[-1].end) if of_before else (place.start, place.end)
        yield replace(
            count, kind=Kind.CONTROL, start=start, end=end, phrase=place, figure=None, number_of=None, category=None,
            because=f"listed, {count.because}",
        )  # fmt: skip


def _list_of(scene: Scene, count: Finding) -> list[PlacePhrase]:
    """The places of the list that a sentence gives for a number in it."""
    passage, phrase = scene.passage, count.phrase
    if phrase is None:
        return []
    wanted = ("place", "province") if "province" in (count.number_of or "") else ("place",)
    after = [p for p in scene.phrases if p.start >= phrase.end]
    for at in range(phrase.end, len(passage)):
        word = passage.word(at)
        if word == "among" and passage.word(at + 1) == "them":
            before = [p for p in after if p.end <= at]
            if before and before[-1].end == at:
                return _run(scene, before[::-1], wanted)[::-1]
            return _run(scene, [p for p in after if p.start >= at + 2], wanted, first=at + 2)
        if word in _OPENS and (named := _run(scene, [p for p in after if p.start > at], wanted, first=at + 1)):
            return named
    return []


def _run(
    scene: Scene, phrases: Sequence[PlacePhrase], wanted: tuple[str, ...], *, first: int | None = None
) -> list[PlacePhrase]:
    """The phrases that follow one another with nothing between them but commas and 'and'."""
    found: list[PlacePhrase] = []
    for phrase in phrases:
        edges = (found[-1], phrase) if found else None
        if edges is None:
            between = scene.passage.lower[first : phrase.start] if first is not None else []
        else:
            low, high = sorted(edges, key=lambda p: p.start)
            between = scene.passage.lower[low.end : high.start]
        if phrase.kind not in wanted or not set(between) <= _BETWEEN or phrase.partial:
            break
        found.append(phrase)
    return found


def _names_them(scene: Scene) -> bool:
    """Whether a sentence does no more than name what was counted: 'They are A and B'."""
    lower = scene.passage.lower
    named = {i for p in scene.phrases if p.kind == "place" for i in range(p.start, p.end)}
    rest = [w for i, w in enumerate(lower) if i > 1 and i not in named]
    return (
        len(lower) > 2
        and lower[0] in _MEANT
        and lower[1] in _ARE
        and bool(named)
        and set(rest) <= {*_BETWEEN, ".", "in"}
    )

"""So many districts, and places named before: '204 of 407 districts', 'the city', 'it'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import Figure
from holdsway.reading.parents import parent_after
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names

__all__ = ["counted", "hangs_on", "named_before"]

_PREPOSITIONS = word_set(
    "in at near around from outside inside towards toward to into over on across through by for with against "
    "about between under"
)


def counted(passage: Passage, names: Names) -> Iterator[PlacePhrase]:
    """'At least 23 districts', '204 of 407 districts', '85% of the country', "all but one of A's 28 districts"."""
    for figure in passage.figures:
        at, of = figure.end, None
        while (
            passage.word(at) in ("of", "the", "more", "country", "'s", "other", "its", "all", "roughly", "about")
            or (passage.word(at + 1) == "'s" and passage.word(figure.end) == "of")
        ) and passage.word(at) + passage.word(at + 1) not in ("countryand", "country.", "country,", "country"):
            if passage.word(at) == "country" and passage.word(at + 1) != "'s":
                break
            at += 1
        total = next((f for f in passage.figures if f.start == at and at > figure.end), None)
        if total:
            of, at = passage.text(total.start, total.end), total.end
        unit = passage.starting("counted", at)
        if (
            unit is None
            and figure.is_percent
            and passage.words[at : at + 1]
            and passage.words[at] in names.sides.own_words
        ):
            unit = Mark("counted", at, at + 1, "country")
        if unit is None or (unit.key in ("country", "territory", "land") and not figure.is_percent):
            continue
        start = figure.start - (passage.word(figure.start - 1) == "all")
        if (
            passage.lower[max(0, figure.start - 2) : figure.start] == ["all", "but"]
            and total
            and total.best
            and figure.best
        ):
            left = total.best - figure.best
            figure, start = Figure(figure.start, figure.end, left, left, left), figure.start - 2
        elif passage.lower[max(0, figure.start - 3) : figure.start] == ["none", "of", "the"]:
            of, figure, start = (
                passage.text(figure.start, figure.end),
                Figure(figure.start, figure.end, 0, 0, 0),
                figure.start - 3,
            )
        elif any(f.end <= figure.start and _is_total(passage, f.end, figure.start) for f in passage.figures):
            continue  # the total of 'one of 28 districts'
        end, parent = parent_after(passage, names, unit.end)
        while passage.word(end) == "and" and (second := passage.starting("parent", end + 1)):
            end, parent = second.end, None
        share = figure.is_percent or figure.is_share
        yield PlacePhrase(
            start, end, "", "count", parent, core=start, figure=figure,
            unit=("percent of " if share else "") + unit.key,
            of=f"of {of}" if of else None, before=hangs_on(passage, start).replace("of", ""),
        )  # fmt: skip


def _is_total(passage: Passage, end: int, start: int) -> bool:
    """Whether the words between two numbers make the second the total of the first."""
    between = passage.lower[end:start]
    return (
        bool(between)
        and len(between) <= 5
        and between[0] == "of"
        and between[-1] in ("of", "the", "'s", "roughly", "about")
    )


def named_before(passage: Passage) -> Iterator[PlacePhrase]:
    """'the district', 'the city', 'it': a place named before."""
    for at, word in enumerate(passage.lower):
        if word in ("it", "them"):
            yield PlacePhrase(at, at + 1, word, "site", core=at, before=hangs_on(passage, at))
        elif (
            word in passage.site
            and passage.word(at + 1) not in ("of", "'s")
            and passage.word(at + 1) not in passage.areas
        ):
            start = at
            while passage.word(start - 1) in passage.areas or passage.word(start - 1) in ("whole", "entire"):
                start -= 1
            if passage.word(start - 1) in ("the", "that", "this") and not (passage.words[at][0].isupper()):
                yield PlacePhrase(
                    start - 1,
                    at + 1,
                    passage.text(start - 1, at + 1),
                    "site",
                    core=start - 1,
                    before=hangs_on(passage, start - 1),
                )


def hangs_on(passage: Passage, at: int) -> str:
    """The preposition a phrase hangs on, if any."""
    return passage.word(at - 1) if passage.word(at - 1) in _PREPOSITIONS or passage.word(at - 1) == "of" else ""

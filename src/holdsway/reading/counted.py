"""So many districts, and places named before: '204 of 407 districts', 'the city', 'it'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
_LINKS = frozenset(("of", "the", "more", "country", "'s", "other", "its", "all", "roughly", "about"))
_KINDS = word_set(
    "whole entire old strategic besieged border key coastal hilltop northern southern eastern western rural"
)
_SIDES = word_set("northern southern eastern western outer inner central outlying")
_ELSE = word_set(
    "other next nearby neighbouring neighboring adjacent second third first last main largest same only whole"
)
_HOLDERS = word_set("enemy army military government rebel insurgent militant regime")
_POSTS = frozenset(("posts", "outposts", "border posts", "checkpoints", "positions"))
_LANDS = frozenset(("country", "territory", "land"))


def counted(passage: Passage, names: Names) -> Iterator[PlacePhrase]:
    """'At least 23 districts', '204 of 407 districts', '85% of the country', "all but one of A's 28 districts"."""
    for figure in passage.figures:
        at, of = _over_links(passage, figure), None
        total = next((f for f in passage.figures if f.start == at and (at > figure.end or figure.is_share)), None)
        if total:
            of, at = passage.text(total.start, total.end), total.end
        at += _is_whose(passage, at)
        unit = passage.starting("counted", at) or _own_country(passage, names, figure, at)
        if unit is None and passage.lower[figure.end : at + 1] == ["of", "them"]:
            unit = _counted_before(passage, figure, at)
        if unit is None or (unit.key in _LANDS and not figure.is_percent):
            continue
        if unit.key in _POSTS and _is_placed(passage, unit.end):
            continue  # 'lost two checkpoints in A' tells of A
        start = figure.start - (passage.word(figure.start - 1) == "all")
        if passage.lower[max(0, figure.start - 2) : figure.start] == ["all", "but"] and total:
            left = (total.best or 0) - (figure.best or 0)
            if not total.best or not figure.best:
                continue
            figure, start = Figure(figure.start, figure.end, left, left, left), figure.start - 2
        elif passage.lower[max(0, figure.start - 3) : figure.start] == ["none", "of", "the"]:
            of = passage.text(figure.start, figure.end)
            figure, start = Figure(figure.start, figure.end, 0, 0, 0), figure.start - 3
        elif any(f.end <= figure.start and _is_total(passage, f, figure) for f in passage.figures):
            continue  # the total of 'one of 28 districts'
        end = unit.end
        if passage.word(end) == "and" and (also := passage.starting("counted", end + 1)):
            end = also.end  # 'districts and district centres'
        end, parent = _within(passage, names, end)
        owner = next(
            (m for m in passage.of("parent") if figure.end <= m.start < at and passage.word(m.end) == "'s"), None
        )
        parent = parent or (owner.key if owner else None)
        yield PlacePhrase(
            start, end, "", "count", parent, core=start, figure=figure,
            unit=_unit(unit.key, is_share=figure.is_percent or figure.is_share),
            whole=passage.word(start) == "all" or passage.lower[start : start + 2] == ["all", "but"],
            of=f"of {of}" if of else None, before=hangs_on(passage, start).replace("of", ""),
        )  # fmt: skip


def _is_whose(passage: Passage, at: int) -> bool:
    """'six rebel posts', 'two enemy positions': whose they are, between the number and what is counted."""
    if passage.starting("counted", at) or not passage.starting("counted", at + 1):
        return False
    return passage.word(at) in _HOLDERS or any(m.start == at and m.end == at + 1 for m in passage.of("party"))


def _is_placed(passage: Passage, at: int) -> bool:
    """Whether a place is named later in the sentence, or 'there'."""
    return any(m.start >= at for m in passage.of("place")) or "there" in passage.lower[at:]


def _counted_before(passage: Passage, figure: Figure, at: int) -> Mark | None:
    """'Of 37 districts lost, the army won back three of them': what the sentence counted before."""
    earlier = [m for m in passage.of("counted") if any(f.end <= m.start < figure.start for f in passage.figures)]
    return replace(earlier[-1], start=at, end=at + 1) if earlier else None


def _over_links(passage: Passage, figure: Figure) -> int:
    """Over 'of the', "of the country's", 'more', to what is counted."""
    at = figure.end
    while passage.word(at) in _LINKS or (passage.word(at + 1) == "'s" and passage.word(figure.end) == "of"):
        if passage.word(at) == "country" and passage.word(at + 1) != "'s":
            break
        at += 1
    return at


def _own_country(passage: Passage, names: Names, figure: Figure, at: int) -> Mark | None:
    """'85% of A', where A is the country itself."""
    own = figure.is_percent and at < len(passage) and passage.words[at] in names.sides.own_words
    return Mark("counted", at, at + 1, "country") if own else None


def _within(passage: Passage, names: Names, at: int) -> tuple[int, str | None]:
    """The parent the counted lie in; None when they lie in two."""
    end, parent = parent_after(passage, names, at)
    while passage.word(end) == "and" and (second := passage.starting("parent", end + 1)):
        end, parent = second.end, None
    return end, parent


def _unit(counted: str, *, is_share: bool) -> str:
    """What is counted; a share of the land is one of the country, whatever word the source has for it."""
    if not is_share:
        return counted
    return "percent of the country" if counted in _LANDS else f"percent of {counted}"


def _is_total(passage: Passage, part: Figure, figure: Figure) -> bool:
    """Whether the words between two numbers make the second the total of the first."""
    between = passage.lower[part.end : figure.start]
    if part.is_share and not between:
        return True  # 'a third of 421 districts': 'of' belongs to the share
    return 0 < len(between) <= 5 and between[0] == "of" and between[-1] in ("of", "the", "'s", "roughly", "about")


def named_before(passage: Passage) -> Iterator[PlacePhrase]:
    """'the district', 'the city', 'it': a place named before."""
    for at, word in enumerate(passage.lower):
        if word in ("it", "them"):
            yield PlacePhrase(at, at + 1, word, "site", core=at, before=hangs_on(passage, at))
        elif word == "there" and passage.tree and passage.tree.relation(at) in ("advmod", "obl"):
            yield PlacePhrase(at, at + 1, word, "site", core=at)
        elif word in passage.site and passage.word(at + 1) != "of" and passage.word(at + 1) not in passage.areas:
            start = at
            while passage.word(start - 1) in passage.areas or passage.word(start - 1) in _KINDS:
                start -= 1
            if passage.word(start - 2) == "the" and (_describes(passage, start - 1) or _is_national(passage, at)):
                start -= 1  # 'the spa town', 'the Ostrian capital'
            sided = any(w in _SIDES for w in passage.lower[start:at]) and word.endswith("s")
            if passage.word(start - 1) in ("the", "that", "this") and not (passage.words[at][0].isupper()):
                yield PlacePhrase(
                    start - 1,
                    at + 1,
                    passage.text(start - 1, at + 1),
                    "site",
                    core=start - 1,
                    before=hangs_on(passage, start - 1),
                    partial=sided,
                )


def _is_national(passage: Passage, at: int) -> bool:
    """'the Ostrian capital': told by whose it is."""
    word = passage.words[at - 1]
    return passage.word(at) == "capital" and word[:1].isupper() and not passage.at("place", at - 1)


def _describes(passage: Passage, at: int) -> bool:
    """Whether a word before 'town' says only what kind it is, rather than which other one."""
    tree, word = passage.tree, passage.words[at]
    return tree is not None and word.islower() and tree.classes[at] in ("NOUN", "ADJ") and word not in _ELSE


def hangs_on(passage: Passage, at: int) -> str:
    """The preposition a phrase hangs on, if any."""
    return passage.word(at - 1) if passage.word(at - 1) in _PREPOSITIONS or passage.word(at - 1) == "of" else ""

"""Parts of a number of people: 'including five children', 'among them two journalists', '15 of them soldiers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.fates import fate_words
from holdsway.reading.harmed import Harm
from holdsway.reading.headcounts import figure_of, headcount, is_of, is_plain
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene

__all__ = ["parts", "shares"]

_LONGEST_REACH = 12
_NEAR = 6
_NAMING = frozenset(("NOUN", "PROPN"))


def parts(scene: Scene, whole: Sequence[Harm]) -> Iterator[Harm]:
    """The parts told of the numbers already found."""
    for at in range(len(scene.passage)):
        lead = _lead(scene, at)
        if not lead:
            continue
        told = [w for w in whole if w.count.figure.start < at and at - w.count.end <= _LONGEST_REACH]
        if not told or not told[-1].count.figure.low or told[-1].count.is_single:
            continue
        count = _part(scene, at, at + lead)
        if count is None or _is_more(count, told[-1].count):
            continue
        finding = told[-1].finding
        actors = tuple(a for a in finding.actors if a[1] == "by")
        if count.party and not any(a[0] == count.party.party for a in actors):
            actors = (*actors, (count.party.party, "against", count.party.text))
        yield Harm(
            replace(
                finding, start=count.start, end=count.end, figure=count.figure, category=count.category, actors=actors
            ),
            count,
        )


def _lead(scene: Scene, at: int) -> int:
    """How many words lead in a part at a place: 'including', 'among them', or a number before 'of them'."""
    passage = scene.passage
    if passage.word(at) in ("including", "include", "includes", "included"):
        return 1
    if passage.word(at) == "among" and passage.word(at + 1) in ("them", "whom", "those"):
        return 2
    figure = next((f for f in passage.figures if f.start == at), None)
    if figure is not None and passage.word(at - 1) in (",", "(", "—", "–", "-") and passage.word(figure.end) == "of":
        return 1 if passage.word(figure.end + 1) in ("them", "whom") else 0
    return 0


def _part(scene: Scene, at: int, first: int) -> Headcount | None:
    passage, tree = scene.passage, scene.tree
    figure = next((f for f in passage.figures if at <= f.start <= first + _NEAR and is_plain(scene, f)), None)
    if figure is None:
        return _single(scene, first)
    if any(passage.word(i) in (".", ";") for i in range(at, figure.start)):
        return None
    if figure.start == at and passage.word(figure.end) == "of":
        noun = next(
            (
                i
                for i in range(figure.end + 2, figure.end + 6)
                if i < len(tree) and tree.classes[i] in ("NOUN", "PROPN")
            ),
            None,
        )
        if noun is None:
            return None
        own = Headcount(noun, at, noun + 1, figure, noun=tree.lemmas[noun])
        kind = headcount(scene, noun)
        party = scene.party(noun)
        named = replace(own, category=kind.category if kind else None, party=party)
        return named if is_of(named, "people") else None
    last = min(len(tree), figure.end + 4)
    noun = next(
        (i for i in range(figure.end, last) if tree.classes[i] == "NOUN" and figure_of(scene, i) == figure), None
    )
    count = headcount(scene, noun)
    return count if count is not None and is_of(count, "people") and not count.is_bare else None


def _single(scene: Scene, first: int) -> Headcount | None:
    """'including a woman and her baby'."""
    tree = scene.tree
    if first + 1 >= len(tree) or scene.passage.word(first) not in ("a", "an"):
        return None
    noun = next((i for i in range(first + 1, min(first + 4, len(tree))) if tree.classes[i] == "NOUN"), None)
    if noun is not None and tree.relation(noun) == "compound":
        noun = tree.heads[noun]
    count = headcount(scene, noun)
    return count if count is not None and is_of(count, "people") and count.start >= first else None


def _is_more(part: Headcount, whole: Headcount) -> bool:
    high = whole.figure.high
    return high is not None and part.figure.low is not None and part.figure.low > high


def shares(scene: Scene, whole: Sequence[Harm]) -> Iterator[Harm]:
    """'Of the 23 dead, fifteen were rebels and two were villagers', '32 dead, of whom 24 were rebels'."""
    passage, tree = scene.passage, scene.tree
    for figure in passage.figures:
        near = range(figure.end + 1, min(figure.end + 4, len(tree)))
        noun = next((i for i in near if tree.classes[i] in _NAMING), None)
        if passage.word(figure.end) not in ("was", "were") or noun is None or not is_plain(scene, figure):
            continue
        told = [w for w in whole if w.count.figure.end <= figure.start and not w.count.is_single]
        first = min(told[-1].count.start, told[-1].count.figure.start) if told else 0
        led = "of" in passage.lower[max(0, first - 2) : first + 1]
        of_whom = passage.lower[max(0, figure.start - 2) : figure.start] == ["of", "whom"]
        lemma = tree.lemmas[noun]
        count = Headcount(noun, figure.start, noun + 1, figure, party=scene.party(noun), noun=lemma)
        if not told or not (led or of_whom) or not is_of(count, "people") or _is_more(count, told[-1].count):
            continue
        category = fate_words().category(count.noun)
        finding = told[-1].finding
        against = ((count.party.party, "against", count.party.text),) if count.party else ()
        yield Harm(
            replace(
                finding,
                start=figure.start - 2 * of_whom,
                end=noun + 1,
                figure=figure,
                category={"fighter": "military", "other": None}.get(category or "", category),
                actors=against,
            ),
            count,
        )

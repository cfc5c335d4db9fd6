"""What a figure counts: its noun, the class of the noun, and the word that stands for both in the clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdsway.reading.fates import fate_words
from holdsway.reading.headcounts import is_plain
from holdsway.reading.numbers import Figure
from holdsway.reading.people_phrases import lemma_of
from holdsway.reading.scene import Scene

__all__ = ["PEOPLE", "Counted", "counted_by", "kind_of", "ordinals", "tally_words"]

PEOPLE = frozenset(("people", "held", "armed", "bodies"))
_CLASSES = ("held", "happenings", "arms", "sites", "homes", "lands", "bodies")
_FAR, _SHORTEST = 6, 5
_LINKED = frozenset(("nummod", "amod", "compound", "det", "advmod", "nmod", "flat", "dep", "fixed", "case"))
_PARTS = frozenset(("last", "first", "case", "rest", "all", "most"))
_VAGUE = frozenset(("thousands", "hundreds", "dozens", "scores"))
_WHOLE, _MOST_IN = 100.0, 10


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the noun it counts, and the word that stands for both in the sentence (a group, else the noun).

    `kind` is the class of the noun: people, held, armed, bodies, arms, homes, sites, lands, happenings.
    """

    figure: Figure
    noun: int
    top: int
    kind: str
    lemma: str


@cache
def _content() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("holdsway.reading").joinpath("tallies.yaml").read_text("utf-8"))
    return loaded


@cache
def tally_words() -> Mapping[str, frozenset[str]]:
    """Every word list of tallies.yaml."""
    return {name: frozenset(value.split()) for name, value in _content().items() if isinstance(value, str)}


@cache
def ordinals() -> Mapping[str, int]:
    """'eighth': 8."""
    return dict(_content()["ordinals"])


def counted_by(scene: Scene, figure: Figure) -> Counted | None:
    """What a figure counts, where its noun is of a class that reports of a war count."""
    if (strong := _strong(scene, figure)) is not None:
        return strong
    numbering = scene.passage.word(figure.start - 1) == "number" and figure.end - figure.start > 1
    if not (is_plain(scene, figure) or numbering) or _is_name(scene, figure):
        return None
    noun = _noun(scene, figure)
    if noun is None or not kind_of(scene, noun)[1]:
        alone = _alone(scene, figure) or _size_of(scene, figure)
        if alone is not None or noun is None:
            return alone
    if scene.passage.word(noun - 1) == "square" and scene.passage.word(noun)[:4] in ("kilo", "mile"):
        lemma, kind = "square kilometre", "lands"
    elif figure.is_percent and any(scene.passage.at(name, noun) for name in ("place", "parent")):
        lemma, kind = scene.tree.lemmas[noun], "lands"
    elif figure.is_percent and scene.passage.word(noun) in tally_words()["folk"]:
        lemma, kind = scene.tree.lemmas[noun], "people"
    elif (weighed := _weighed(scene, noun)) is not None:
        lemma, kind = weighed, "arms"
    else:
        lemma, kind = kind_of(scene, noun)
    if _is_one_of_many(scene, figure, noun) or scene.passage.word(figure.start + 1) == "couple":
        return None
    whole = _all_but(scene, _none_of(scene, _of_total(scene, figure, noun)), noun)
    top = _top(scene, figure, noun)
    if scene.passage.word(top) == "most" and whole.best:
        whole = Figure(whole.start, whole.end, whole.best // 2 + 1, None, None)
    return Counted(whole, noun, top, kind, lemma) if kind else None


def _is_one_of_many(scene: Scene, figure: Figure, noun: int) -> bool:
    """'the 57 Division', 'the 4 May attack': a number of one thing, not of many."""
    if figure.is_percent or (figure.best is not None and figure.best <= 1) or scene.tree.classes[noun] == "PRON":
        return False
    written = scene.passage.word(noun)
    many = written != scene.tree.lemmas[noun].casefold() or written.endswith(("s", "men", "people"))
    return not many and scene.tree.lemmas[noun] not in tally_words()["uncountable"]


def _alone(scene: Scene, figure: Figure) -> Counted | None:
    """'Thousands demonstrated', 'hundreds more are hiding': people, where nothing else is named."""
    tree, passage = scene.tree, scene.passage
    last = figure.end - 1
    vague = passage.word(last) in _VAGUE and figure.high is None
    after = figure.end + (passage.word(figure.end) in ("more", "others"))
    if not vague or after >= len(tree) or tree.classes[after] not in ("VERB", "AUX", "ADV"):
        return None
    return Counted(figure, last, last, "people", "people")


def _size_of(scene: Scene, figure: Figure) -> Counted | None:
    """'an army of 12,000', 'a garrison of about 300': the group itself."""
    tree, at = scene.tree, figure.start - 2
    if scene.passage.word(figure.start - 1) != "of" or at < 0:
        return None
    lemma, kind = kind_of(scene, at)
    after = figure.end
    bare = after >= len(tree) or tree.classes[after] not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")
    known = kind == "bodies" or lemma in ("army", "garrison", "crew", "crowd", "column", "delegation", "mob")
    return Counted(figure, at, at, "bodies", lemma) if bare and known and tree.classes[at] == "NOUN" else None


def _weighed(scene: Scene, noun: int) -> str | None:
    """'300 kilograms of explosives', 'two crates of ammunition'."""
    tree, lists = scene.tree, tally_words()
    if tree.lemmas[noun] not in lists["measures"] and scene.passage.word(noun) not in lists["measures"]:
        return None
    inside = (c for c in tree.those(noun, "nmod") if tree.case(c) == "of")
    return next((tree.lemmas[c] for c in inside if tree.lemmas[c] in lists["weighed"]), None)


def _strong(scene: Scene, figure: Figure) -> Counted | None:
    """'the 200-strong garrison', 'a 30-vehicle convoy', 'a 12-man patrol'."""
    passage, tree, lists = scene.passage, scene.tree, tally_words()
    unit = figure.end + 1
    if passage.word(figure.end) not in ("-", "–") or passage.word(unit) not in lists["strong"]:
        return None
    noun = _right_after(scene, Figure(unit, unit + 1, None, None, None))
    if noun is None:
        return None
    lemma, kind = kind_of(scene, noun)
    named = kind in ("bodies", "armed") or tree.lemmas[noun] in lists["groups"] or scene.party(noun) is not None
    thing = kind_of(scene, unit)[1] in ("arms", "homes")
    return Counted(figure, noun, noun, "arms" if thing else "bodies", lemma) if named else None


def _none_of(scene: Scene, figure: Figure) -> Figure:
    """'not one of the posts', 'not a single village': none of them."""
    before = scene.passage.lower[max(0, figure.start - 2) : figure.start]
    single = figure.low == figure.high == 1
    return replace(figure, low=0, best=0, high=0) if single and before[-1:] == ["not"] else figure


def _all_but(scene: Scene, figure: Figure, noun: int) -> Figure:
    """'all but two of the 17 posts' are fifteen of them."""
    if scene.passage.lower[max(0, figure.start - 2) : figure.start] != ["all", "but"]:
        return figure
    total = _total(scene, figure, noun)
    left = (total.best or 0) - (figure.best or 0) if total is not None else 0
    return Figure(figure.start, figure.end, left, left, left) if left > 0 else figure


def _in_many(scene: Scene, figure: Figure, noun: int) -> Figure | None:
    """'one in five homes', 'nine out of ten families': a part of a hundred."""
    passage = scene.passage
    led = "in" if passage.word(figure.end) == "in" else "out of" if passage.word(figure.end) == "out" else ""
    at = figure.end + len(led.split())
    of = next((f for f in passage.figures if f.start == at and led and f.end <= noun <= f.end + _FAR), None)
    if of is None or not of.best or not figure.best or figure.best >= of.best or of.best > _MOST_IN:
        return None
    part = round(_WHOLE * figure.best / of.best, 1)
    return Figure(figure.start, of.end, part, part, part, is_percent=True, is_share=True)


def _total(scene: Scene, figure: Figure, noun: int) -> Figure | None:
    """The second number of 'nine of the 30 villages'."""
    later = (f for f in scene.passage.figures if figure.end <= f.start and f.end <= noun and not f.is_percent)
    return next(later, None)


def kind_of(scene: Scene, noun: int) -> tuple[str, str]:
    """The base form of a noun and its class; '' for all that a war does not count."""
    lists, words = tally_words(), fate_words()
    lemma, written, tree_class = lemma_of(scene, noun), scene.passage.word(noun), scene.tree.classes[noun]
    for name in _CLASSES:
        for form in (lemma, written, written.removesuffix("s")):
            if form in lists[name]:
                return form, name
    if tree_class == "PROPN" and written.endswith("s") and _is_nation(scene, noun):
        return lemma, "people"
    category = words.category(lemma)
    if category in ("military", "fighter", "police") or (category and scene.party(noun) is not None):
        return lemma, "armed"
    return lemma, "people" if category else ""


def _is_nation(scene: Scene, noun: int) -> bool:
    """'48,000 Ostrians': people told by where they come from."""
    named = scene.passage.at("place", noun) or scene.passage.at("party", noun)
    return not named and len(scene.passage.words[noun]) > _SHORTEST and scene.passage.words[noun][:1].isupper()


def _is_name(scene: Scene, figure: Figure) -> bool:
    """'Hill 402', 'Brigade 12': a number within a name."""
    passage, tree = scene.passage, scene.tree
    if passage.at("place", figure.start) or passage.at("party", figure.start):
        return True
    before = figure.start - 1
    if passage.word(figure.start - 1) in ("-", "–") and passage.starts[figure.start] == passage.ends[figure.start - 1]:
        return True  # 'an Mi-24'
    numbered = figure.end - figure.start == 1 and passage.words[figure.start][:1].isdigit()
    return (
        numbered and before > 0 and passage.words[before][:1].isupper() and tree.classes[before] == "PROPN"
        and tree.relation(figure.start) not in ("nummod", "obj", "nsubj")
    )  # fmt: skip


def _noun(scene: Scene, figure: Figure) -> int | None:
    """The noun of a figure: over it, or after 'of', also after the total of 'nineteen of the 45 hostages'."""
    tree = scene.tree
    at = figure.end - 1
    while tree.heads[at] != at and figure.start <= tree.heads[at] < figure.end:
        at = tree.heads[at]
    over = tree.heads[at]
    if over >= figure.end and tree.relation(at) in _LINKED and tree.classes[over] in ("NOUN", "PROPN", "ADJ", "VERB"):
        while tree.relation(over) == "compound" and over < tree.heads[over] <= over + _FAR and not _ends(scene, over):
            over = tree.heads[over]
        return over if over - figure.end < _FAR else None
    led = {"in": 1, "out": 2}.get(scene.passage.word(figure.end), 0)
    many = next((f for f in scene.passage.figures if led and f.start == figure.end + led), None)
    if many is not None and (figure.high or _MOST_IN) < (many.high or 0) <= _MOST_IN:
        return _right_after(scene, many)  # 'one in five homes'
    if "of" in (scene.passage.word(figure.end), scene.passage.word(figure.end - 1)):
        over_it = (*range(figure.start, figure.end), over)
        inner = (c for w in over_it for c in tree.those(w, "nmod", "obl") if tree.case(c) == "of")
        found = next((c for c in inner if figure.end <= c <= figure.end + _FAR), None)
        if found is not None:
            return found
    return _right_after(scene, figure)


def _ends(scene: Scene, noun: int) -> bool:
    """'nine lorries bound for A': a plural before an adjective is no part of a longer name."""
    over = scene.tree.heads[noun]
    led = scene.tree.classes[over] == "ADJ" or scene.passage.word(over) in ("bound", "due", "left")
    return led and scene.passage.word(noun).endswith("s")


def _right_after(scene: Scene, figure: Figure) -> int | None:
    """The noun that follows a figure with its adjectives, where the parse does not join the two."""
    tree, last = scene.tree, None
    for at in range(figure.end, min(figure.end + _FAR, len(tree))):
        if tree.classes[at] in ("NOUN", "PROPN"):
            last = at
        elif tree.classes[at] != "ADJ" or last is not None:
            break
    return last


def _top(scene: Scene, figure: Figure, noun: int) -> int:
    """The word that stands in the clause for those counted: 'a group of 44 pilgrims', 'six of the ten wells'."""
    tree, top = scene.tree, noun
    for _ in range(3):
        over = tree.heads[top]
        inside = figure.start <= over < figure.end
        grouped = tree.case(top) == "of" and (
            tree.lemmas[over] in tally_words()["groups"] | _PARTS or scene.passage.word(over) in _PARTS
        )
        if over == top or tree.relation(top) not in ("nmod", "nummod", "obl", "compound") or not (inside or grouped):
            break
        top = over
    return top


def _of_total(scene: Scene, figure: Figure, noun: int) -> Figure:
    """'a third of the 9,000', "more than half of the town's 14,000 people", 'one in five homes': in plain numbers."""
    if (of_many := _in_many(scene, figure, noun)) is not None:
        return of_many
    if not (figure.is_percent or figure.is_share):
        return figure
    total = _total(scene, figure, noun)
    if total is None or total.best is None:
        return figure
    more = scene.passage.word(figure.start) in ("more", "over")

    def part(percent: float | None) -> float | None:
        return None if percent is None else round((total.best or 0) * percent / _WHOLE) + (1 if more else 0)

    return Figure(figure.start, figure.end, part(figure.low), part(figure.best), part(figure.high))

"""The events that sentences tell of, each as a line a test can name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from holdsway.frame import Frame
from holdsway.reading.answered import answered
from holdsway.reading.control import held
from holdsway.reading.dealt import dealt
from holdsway.reading.finding import Finding
from holdsway.reading.happened import happened
from holdsway.reading.lexicon import lexicon
from holdsway.reading.numbers import figures
from holdsway.reading.parsing import Parser
from holdsway.reading.passages import Tokens
from holdsway.reading.placing import groups, phrases
from holdsway.reading.predicates import base_of
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory
from holdsway.reading.speech import speeches
from holdsway.reading.times import times
from holdsway.reading.tree import Tree

__all__ = ["actors", "place", "quoted", "scenes", "told"]


@cache
def parser() -> Parser:
    return Parser()


@cache
def tokens() -> Tokens:
    return Tokens(lexicon(), parser().nlp)


def scenes(text: str, frame: Frame) -> list[Scene]:
    """The sentences of a paragraph as scenes, each knowing the only place the one before it named."""
    names, found = Names(frame, tokens()), []
    hows = {base: how for how, bases in tokens().lexicon.groups["speech"].items() for base in bases}
    memory, focus = Memory(people={}), None
    parts = parser().split([(text, 0)])
    for part, parsed in zip(parts, parser().parse(parts), strict=True):
        passage = tokens().of(part, 0)
        assert passage is not None
        names.mark(passage)
        passage.figures, passage.times = figures(passage.lower), times(passage.words, None)
        tree = passage.tree = Tree.of(parsed.span)
        verbs = [word for word in range(len(tree)) if tree.classes[word] == "VERB"]
        saying = {word: hows[base] for word in verbs if (base := base_of(passage, tree, word)) in hows}
        spoken = speeches(passage, tree, names, saying, memory)
        places = phrases(passage, names)
        mentioned = frozenset(mark.key for mark in passage.of("party"))
        scene = Scene(
            passage=passage, tree=tree, names=names, words=tokens().lexicon, memory=memory, mentioned=mentioned,
            speeches=spoken, phrases=places, groups=groups(passage, places), focus=focus,
        )  # fmt: skip
        found.append(scene)
        focus = _only(places) or focus
    return found


def told(text: str, frame: Frame) -> list[Finding]:
    """The events of a paragraph, in the order in which the reader draws them."""
    found: list[Finding] = []
    matter: Finding | None = None
    for scene in scenes(text, frame):
        scene = replace(scene, matter=matter, participants=[])
        scene.told = list(held(scene))
        events = list(dealt(scene))
        events += [event for event in happened(scene) if event.anchor not in {other.anchor for other in events}]
        before = [*([matter] if matter else []), *scene.told, *events]
        events += answered(scene, before)
        last = sorted([*scene.told, *events], key=lambda one: one.start)
        matter = last[-1] if last else matter
        found += events
        _quotes.update({id(event): scene.passage.text(event.start, event.end) for event in events})
    return found


_quotes: dict[int, str] = {}


def quoted(event: Finding) -> str:
    """The words that an event of the last text is quoted with."""
    return _quotes[id(event)]


def actors(event: Finding) -> dict[str, str]:
    """The actors of an event with the part of each."""
    return {id: role for id, role, _ in event.actors}


def place(event: Finding) -> str | None:
    """The name of the place of an event."""
    return event.phrase.name if event.phrase else None


def _only(places: list[PlacePhrase]) -> PlacePhrase | None:
    named = [one for one in places if one.kind == "place"]
    return named[0] if len({one.name for one in named}) == 1 else None

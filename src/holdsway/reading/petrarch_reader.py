"""The reader for those who have PETRARCH dictionaries: events between the actors they name, by the verbs they list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.reading.cameo import read_verbs
from holdsway.reading.checks import source_without_speaker
from holdsway.reading.coded import CodedEvent, Coder
from holdsway.reading.lexicon import lexicon
from holdsway.reading.moods import Stance, mood_of
from holdsway.reading.parsing import Parser
from holdsway.reading.passages import Passage, Tokens
from holdsway.reading.petrarch import read_petrarch
from holdsway.reading.spans import Names
from holdsway.reading.times import times
from holdsway.reading.tree import Tree
from holdsway.records import ActorRole, Document, Kind, Reject, Statement, identified
from holdsway.words import quote_of, sha256

__all__ = ["PetrarchReader"]

_ACTORS, _AGENTS, _VERBS = "*[Aa]ctors*.txt", "*[Aa]gents*.txt", ("*[Vv]erbs*.txt", "*CAMEO*.txt")
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_NO_CLASS = "statement"
"""The event type of CAMEO's statements and appeals, which have no class in PLOVER."""


class PetrarchReader:
    """Draws one event statement for each verb of a user's dictionaries with an actor of theirs on both sides.

    It is given the folder of the dictionaries (`--reader petrarch:FOLDER`): .txt files with `actors`, `agents`, and
    `verbs` or `CAMEO` in their names. `label` is the CAMEO code, `event_type` the class of PLOVER. It gives no place,
    and a day only where the sentence names one alone. Lines that could not be taken are in `rejects`.
    """

    name = "petrarch"
    version = "1"

    def __init__(self, folder: str | None = None) -> None:
        if not folder:
            raise InputError("the reader `petrarch` needs the folder of your dictionaries: --reader petrarch:FOLDER")
        files = _files(Path(folder))
        dictionary = read_petrarch(files.actors, files.agents)
        verbs = read_verbs(files.verbs)
        self.rejects: tuple[Reject, ...] = (*dictionary.rejects, *verbs.rejects)
        self.lexicon_digest = sha256("".join(sha256(file.read_bytes()) for file in files.all).encode())
        self._coder = Coder(dictionary, verbs)
        self._parser = Parser()
        self._tokens: Tokens | None = None
        self._names: Names | None = None

    def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
        """The statements of a text, in the order of their verbs."""
        if self._tokens is None:
            self._tokens = Tokens(lexicon(), self._parser.nlp)
        if self._names is None or self._names.frame is not frame:
            self._names = Names(frame, self._tokens)
        sentences = self._parser.split((found[0], found.start()) for found in _PARAGRAPH.finditer(text))
        drawn: list[Statement] = []
        for sentence in self._parser.parse(sentences):
            if (passage := self._tokens.of(sentence, sentence.paragraph)) is not None:
                self._names.mark(passage)
                drawn += self._told(text, passage, Tree.of(sentence.span), document, frame)
        return drawn

    def _told(self, text: str, passage: Passage, tree: Tree, document: Document, frame: Frame) -> Iterator[Statement]:
        day = document.published.first.date() if document.published else None
        events = self._coder.events(passage.words, tree, day)
        for (verb, code, _), same in groupby(events, key=lambda event: (event.verb, event.code, event.source.start)):
            mood = mood_of(passage, tree, verb, (), self._tokens.lexicon) if self._tokens else None
            if mood is not None:
                yield self._statement(text, passage, list(same), code, mood, day, document, frame)

    def _statement(
        self,
        text: str,
        passage: Passage,
        events: list[CodedEvent],
        code: str,
        mood: Stance,
        day: date | None,
        document: Document,
        frame: Frame,
    ) -> Statement:
        sides = [side for event in events for side in (event.source, event.target)]
        first = min(events[0].verb, *(side.start for side in sides))
        last = max(events[0].verb + 1, *(side.end for side in sides))
        named = times(passage.words, day)
        return identified(
            Statement(
                kind=Kind.EVENT,
                source=source_without_speaker(document),
                document=document.sha256,
                quote=quote_of(text, passage.starts[first], passage.ends[last - 1]),
                publisher=document.speaks_for,
                actors=tuple(_actors(passage, events)),
                label=code,
                event_type=(events[0].plover or _NO_CLASS).casefold(),
                valid=named[0].days if len(named) == 1 and named[0].relative is None else None,
                published=document.published,
                polarity=mood.polarity,
                modality=mood.modality,
                trap_reason=None if mood.modality.is_evidence else mood.trap_reason or "is not said as a report",
                licence=document.licence or frame.licence,
                method="read",
                reader=f"{self.name} {self.version}",
                url=document.url,
                seq=passage.starts[first],
            ),
            text_sha256=document.text_sha256,
        )


@dataclass(frozen=True, slots=True)
class _Files:
    """The dictionaries of a folder."""

    actors: list[Path]
    agents: Path | None
    verbs: Path

    @property
    def all(self) -> Iterable[Path]:
        return (*self.actors, *([self.agents] if self.agents else []), self.verbs)


def _files(folder: Path) -> _Files:
    """The dictionaries of a folder. Errors: InputError where it has no actors or not one file of verbs."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; write --reader petrarch:FOLDER with that of the dictionaries")
    actors, agents = sorted(folder.glob(_ACTORS)), sorted(folder.glob(_AGENTS))
    verbs = sorted({file for pattern in _VERBS for file in folder.glob(pattern)} - {*actors, *agents})
    if not actors:
        raise InputError(f"{folder}: no actors file; put one there with 'actors' in its name, ending in .txt")
    if len(verbs) != 1 or len(agents) > 1:
        several = verbs if len(verbs) != 1 else agents
        what = "verbs" if len(verbs) != 1 else "agents"
        names = ", ".join(file.name for file in several) or "none"
        raise InputError(f"{folder}: one file of {what} is needed, and there is {names}; leave one there")
    return _Files(actors, agents[0] if agents else None, verbs[0])


def _actors(passage: Passage, events: list[CodedEvent]) -> Iterator[ActorRole]:
    """Those on either side, each once; both are `party` where the same words name them ('A and B renewed ties')."""
    sources = dict.fromkeys((event.source.start, event.source.end) for event in events)
    targets = dict.fromkeys((event.target.start, event.target.end) for event in events)
    if sources.keys() & targets.keys():
        yield from dict.fromkeys(role for span in (*sources, *targets) for role in _roles(passage, span, "party"))
        return
    yield from dict.fromkeys(role for span in sources for role in _roles(passage, span, "by"))
    yield from dict.fromkeys(role for span in targets for role in _roles(passage, span, "against"))


def _roles(passage: Passage, span: tuple[int, int], role: str) -> Iterator[ActorRole]:
    """The parties of the frame that some words name; without one, the words themselves."""
    words = passage.text(*span)
    marks = [mark for mark in passage.of("party") if span[0] <= mark.start and mark.end <= span[1]]
    yield from (ActorRole(mark.key, role, words) for mark in marks)
    if not marks:
        yield ActorRole(words, role, words)

"""Actor and agent dictionaries in the format of PETRARCH: which code a name has on a day, and a frame of its parties.

An actors file has a name, its synonyms after `+`, and codes in brackets, some of them for a stretch of time:

    FREE_OSTRIAN_ARMY_ # comment
    +OSTRIAN_REBELS
        [OSTREB <20130601]
        [OSTGOV 20130601-20150101]

An agents file gives codes to roles, before or after an actor's: `SOLDIER [~MIL]`, `MSF {} [NGO~]`; the plural stands in
braces, none is `{}`, and without braces it is made by rule. `!PERSON! = MAN, WOMAN` names a set for use in a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from holdsway.actors import CONTESTED, Parties, Party
from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.records import Reject
from holdsway.words import fold

__all__ = ["Actor", "Agent", "DatedCode", "PetrarchDictionary", "dictionary_lines", "plain_name", "read_petrarch"]

NO_CODES = frozenset(("---", "###", "+++"))
"""Codes that mean: this name is known, and is nobody that acts."""
_LONGEST = 10  # words of a name
_PIECE = 3  # letters of one part of a code: USA, GOV, MIL
_SMALL = frozenset(("of", "the", "and", "in", "for", "on", "at", "de", "del", "la", "el", "du", "des", "a", "to"))
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_COMMENT = re.compile(r"#(?![^\[]*\])")  # a '#' that stands in no code
_ASIDE = re.compile(r"<!\s*--.*?(?:-->|\Z)", re.S)
_ABBREVIATION = re.compile(r"\(([A-Z][A-Z0-9'-]+)\)")
_DATED = re.compile(
    r"(?P<code>[^\s<>\d][^\s<>]*?)?\s*(?:(?P<mark>[<>])\s*(?P<one>\d+)|(?P<first>\d+)\s*-\s*(?P<last>\d+))"
)
_HAS_DATE = re.compile(r"[<>]|\d{6}")
_AGENT = re.compile(r"(?P<name>[^\[{]+?)\s*(?P<plural>\{[^}]*\})?\s*\[\s*(?P<code>[^\]]*?)\s*\]")
_SET = re.compile(r"!(\w+)!\s*=\s*(.+)")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")
_JOINT = re.compile(r",|;|\band\b|&")
_APART = str.maketrans("_+", "  ")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the days on which it holds, first and last included; None: without end on that side."""

    code: str
    first: date | None = None
    last: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a day; where no day is given only a code without dates does."""
        if on is None:
            return self.first is self.last is None
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    @property
    def is_dated(self) -> bool:
        """Whether it is only for a stretch of time."""
        return not (self.first is self.last is None)


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of an actors file: its names as they are written in a text, and its codes in the order of the file."""

    names: tuple[str, ...]
    codes: tuple[DatedCode, ...]
    line: int

    def codes_on(self, on: date | None) -> tuple[str, ...]:
        """The codes on a day: of the first stretch of time it falls in, else the one without dates; `A/B` is two."""
        dated = [code for code in self.codes if code.is_dated and code.holds(on)]
        chosen = dated or [code for code in self.codes if not code.is_dated]
        written = chosen[0].code.split("/") if chosen else []
        return tuple(code for code in written if code not in NO_CODES)


@dataclass(frozen=True, slots=True)
class Agent:
    """A role ('soldier', 'ministry') with its code, which goes before an actor's (`is_prefix`) or after it."""

    names: tuple[str, ...]
    code: str
    is_prefix: bool
    line: int


@dataclass(frozen=True, slots=True)
class PetrarchDictionary:
    """Actors and agents by their names, and the lines that could not be taken, each with its reason."""

    actors: tuple[Actor, ...]
    agents: tuple[Agent, ...] = ()
    rejects: tuple[Reject, ...] = ()
    _actors: dict[str, Actor] = field(init=False, repr=False, default_factory=dict)
    _agents: dict[str, Agent] = field(init=False, repr=False, default_factory=dict)
    _abbreviations: set[str] = field(init=False, repr=False, default_factory=set)

    def __post_init__(self) -> None:
        for actor in self.actors:
            for name in actor.names:
                self._actors.setdefault(fold(name), actor)
                if name.isupper():
                    self._abbreviations.add(fold(name))
        for agent in self.agents:
            for name in agent.names:
                self._agents.setdefault(fold(name), agent)

    def frame(self, on: date | None = None) -> Frame:
        """A frame whose parties are the codes in force on a day, each under all the names that have it then.

        A name that would stand for two of them stays with the one the files name first.
        """
        coded = [("/".join(codes), actor) for actor in self.actors if (codes := actor.codes_on(on))]
        taken = {fold(code): code for code in (*(code for code, _ in coded), CONTESTED)}
        names: dict[str, list[str]] = {code: [] for code, _ in coded}
        for code, actor in coded:
            names[code] += [n for n in actor.names if fold(n) and taken.setdefault(fold(n), code) == code]
        parties = [
            Party(code, (called or [code])[0], tuple(dict.fromkeys(called[1:]))) for code, called in names.items()
        ]
        return Frame(name="petrarch", parties=Parties(parties), declared=True)

    def codes(self, words: str, on: date | None = None) -> tuple[str, ...]:
        """The codes of those a noun phrase names ('lawmakers in Ostria and Tarn'), with the codes of their roles.

        A part without an actor takes that of the part before ('Ostrian media and government'); roles that stand before
        the first actor go with each that follows ('lawmakers in Ostria and Tarn').
        """
        found: list[str] = []
        waiting: list[list[Agent]] = []
        actor: Actor | None = None
        for part in _JOINT.split(_POSSESSIVE.sub("", words)):
            named = list(self._named(part))
            actors = [one for one in named if isinstance(one, Actor)]
            agents = [one for one in named if isinstance(one, Agent)]
            if actors:
                leads = isinstance(named[0], Agent)
                groups = [*waiting, agents] if agents or not waiting else waiting
                found += [code for group in groups for code in _coded(actors[0], group, on)]
                waiting = groups if leads or (waiting and not agents) else []
                actor = actors[0]
            elif agents and actor:
                found += _coded(actor, agents, on)
            elif agents:
                waiting.append(agents)
        return tuple(dict.fromkeys(found))

    def _named(self, words: str) -> Iterator[Actor | Agent]:
        """The actors and agents in some words, longest names first, in the order of the words.

        What the dictionary gives as an abbreviation counts only where it is written in capitals: 'AN' is not 'an'.
        """
        written = [(piece, word) for word in words.split() for piece in fold(word).split()]
        at = 0
        while at < len(written):
            for end in range(min(len(written), at + _LONGEST), at, -1):
                name = " ".join(piece for piece, _ in written[at:end])
                is_plain = name not in self._abbreviations or written[at][1].isupper()
                if is_plain and (known := self._actors.get(name) or self._agents.get(name)):
                    yield known
                    at = end - 1
                    break
            at += 1


def read_petrarch(actors: Iterable[Path], agents: Path | None = None) -> PetrarchDictionary:
    """The dictionary that some actors files and an agents file make together.

    A line that cannot be taken is among the `rejects`, with its file, number, reason and remedy.
    Errors: InputError when a file cannot be read.
    """
    rejects: list[Reject] = []
    known = [actor for path in actors for actor in _actors_of(path, rejects)]
    roles = list(_agents_of(agents, rejects)) if agents else []
    return PetrarchDictionary(tuple(known), tuple(roles), tuple(rejects))


def dictionary_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a dictionary that say something, numbered from 1: without comments, `<!-- -->` or `# to the end`."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the path") from None
    text = _ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), text)
    for number, line in enumerate(text.splitlines(), 1):
        said = _COMMENT.split(line, maxsplit=1)[0].rstrip()
        if said.strip():
            yield number, said


def plain_name(written: str) -> str:
    """A dictionary's spelling of a name as a text would have it: `THE_GAZA_STRIP_` is 'The Gaza Strip'."""
    words = _ABBREVIATION.sub(" ", written).translate(_APART).split()
    return " ".join(
        word.casefold() if n and word.casefold() in _SMALL else _capital(word) for n, word in enumerate(words)
    )


def _capital(word: str) -> str:
    if "." in word.rstrip("."):
        return word.upper()  # U.N.
    return "-".join(piece[:1].upper() + piece[1:].casefold() for piece in word.split("-"))


def _names(written: str) -> Iterator[str]:
    """The name, and the abbreviation that stands in brackets with it."""
    if name := plain_name(written):
        yield name
    yield from _ABBREVIATION.findall(written)


def _actors_of(path: Path, rejects: list[Reject]) -> Iterator[Actor]:
    names: list[str] = []
    codes: list[DatedCode] = []
    begun = 0

    def refuse(number: int, reason: str) -> None:
        rejects.append(Reject(file=str(path), row=number, reason=reason))

    def finished() -> Iterator[Actor]:
        if names and codes:
            yield Actor(tuple(dict.fromkeys(names)), tuple(codes), begun)
        elif names:
            refuse(begun, f"{names[0]!r} has no code; write one in brackets after it, as in [USAGOV]")

    for number, line in dictionary_lines(path):
        words = _BRACKETS.sub(" ", line).strip()
        if "[" in words or "]" in words:
            refuse(number, f"a bracket is not closed in {line.strip()!r}; write each code as [CODE]")
            continue
        is_synonym = line.startswith("+")
        if words and not is_synonym and not line[0].isspace():
            yield from finished()
            names, codes, begun = [], [], number
        elif not names:
            refuse(number, f"{line.strip()!r} stands under no actor; write the actor's name on a line before it")
            continue
        names += _names(words.lstrip("+"))
        for written in _BRACKETS.findall(line):
            try:
                codes.append(_dated(written))
            except ValueError as error:
                refuse(number, str(error))
    yield from finished()


def _dated(written: str) -> DatedCode:
    """`CODE`, `CODE <DATE`, `CODE >DATE`, `CODE DATE-DATE`."""
    text = written.strip()
    if not _HAS_DATE.search(text):
        if not text or " " in text:
            raise ValueError(f"[{written}] is no code; write [CODE], [CODE <YYYYMMDD] or [CODE YYYYMMDD-YYYYMMDD]")
        return DatedCode(text.upper())
    found = _DATED.fullmatch(text)
    if not found or not found["code"]:
        raise ValueError(f"[{written}] is no code with dates; write [CODE <YYYYMMDD] or [CODE YYYYMMDD-YYYYMMDD]")
    code = found["code"].upper()
    if found["mark"] == "<":
        return DatedCode(code, None, _day(found["one"]) - _DAY)
    if found["mark"] == ">":
        return DatedCode(code, _day(found["one"]) + _DAY)
    first, last = _day(found["first"]), _day(found["last"])
    if last < first:
        raise ValueError(f"[{written}] ends before it begins; write the earlier date first")
    return DatedCode(code, first, last)


def _day(digits: str) -> date:
    """YYYYMMDD, or YYMMDD of the last century; from 30 on, and of this one below."""
    full = digits if len(digits) == 8 else f"{'19' if digits[:2] >= '30' else '20'}{digits}"
    try:
        return date(int(full[:4]), int(full[4:6]), int(full[6:]))
    except ValueError:
        raise ValueError(f"{digits!r} is not a date; write YYYYMMDD") from None


def _agents_of(path: Path, rejects: list[Reject]) -> Iterator[Agent]:
    sets: dict[str, list[str]] = {}
    for number, line in dictionary_lines(path):
        if defined := _SET.fullmatch(line.strip()):
            sets[defined[1]] = [word.strip() for word in defined[2].split(",") if word.strip()]
            continue
        found = _AGENT.fullmatch(line.strip())
        if not found or not re.fullmatch(r"~\w+|\w+~", found["code"]):
            reason = f"{line.strip()!r} is no agent; write NAME [~CODE], NAME {{PLURAL}} [~CODE] or NAME {{}} [CODE~]"
            rejects.append(Reject(file=str(path), row=number, reason=reason))
            continue
        unknown = [name for name in re.findall(r"!(\w+)!", found["name"]) if name not in sets]
        if unknown:
            reason = f"the set !{unknown[0]}! is not known; write !{unknown[0]}! = WORD, WORD on a line before it"
            rejects.append(Reject(file=str(path), row=number, reason=reason))
            continue
        code = found["code"].strip("~").upper()
        names = tuple(_agent_names(found["name"], found["plural"], sets))
        yield Agent(names, code, found["code"].endswith("~"), number)


def _agent_names(name: str, plural: str | None, sets: dict[str, list[str]]) -> Iterator[str]:
    if marked := re.search(r"!(\w+)!", name):
        for word in sets[marked[1]]:
            yield plain_name(name.replace(marked[0], word))
        return
    yield plain_name(name)
    if plural is None:
        yield plain_name(_plural(name.strip()))
    elif plural.strip("{} "):
        yield plain_name(plural.strip("{} "))


def _plural(name: str) -> str:
    if name.endswith("Y") and name[-2:-1] not in "AEIOU":
        return f"{name[:-1]}IES"
    return f"{name}ES" if name.endswith(("S", "SH", "CH", "X", "Z")) else f"{name}S"


def _coded(actor: Actor, agents: Iterable[Agent], on: date | None) -> Iterator[str]:
    """The codes of an actor, each with those of its roles; a part that a code has already is not added again."""
    for code in actor.codes_on(on):
        before = "".join(dict.fromkeys(agent.code for agent in agents if agent.is_prefix))
        whole = before + code
        for agent in agents:
            if not agent.is_prefix:
                known = {whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE)}
                pieces = (agent.code[at : at + _PIECE] for at in range(0, len(agent.code), _PIECE))
                whole += "".join(piece for piece in pieces if piece not in known)
        yield whole

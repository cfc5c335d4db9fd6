"""Verb dictionaries in the format of PETRARCH (CAMEO): verbs, the patterns around them, and the code of each.

    &WEAPON                                 a set of words, one after `+` on each line
    +ROCKET

    ---  ATTACK   [190]  ---                a block of verbs with the code of the verb alone
    ATTACK
    STRIKE {STRIKES STRIKING STRUCK }       the forms of a verb that rules do not make
    +OPEN_FIRE {+OPENED_FIRE }              several words; `+` marks the verb among them
    - * (WITH &WEAPON)          [194]       a pattern: `*` is the verb, `$` the source, `+` the target, `%` either
    - $ * + {PEACE TALKS}       [036:036]   two codes: of source on target, and of target on source

`(TO BORDER)` is a preposition with what hangs on it, `{PEACE TALKS}` one noun phrase. Codes are those of CAMEO; each
belongs to an event class of PLOVER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from holdsway.reading.lexicon import forms_of
from holdsway.reading.petrarch import dictionary_lines
from holdsway.records import Reject

__all__ = ["PLOVER", "Part", "PatternPart", "VerbDictionary", "VerbPattern", "plover_class", "read_verbs"]

PLOVER: Mapping[str, str] = {
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "CONCEDE",
    **dict.fromkeys(("0813", "0814", "084", "085", "086", "087"), "RETREAT"),
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "163": "COERCE",
    "17": "COERCE",
    **dict.fromkeys(("1712", "175"), "ASSAULT"),
    **dict.fromkeys(("18", "19", "20"), "ASSAULT"),
    **dict.fromkeys(("191", "192"), "COERCE"),
}
"""The event class of PLOVER by the beginning of a CAMEO code, the longest that fits.

After the conversion table of the PLOVER manual, draft 0.8 of 2021, with its DEMAND under the later name REQUEST. Roots
01 and 02, statements and appeals, have no class there.
"""

NO_CODE = "---"
_BLOCK = re.compile(r"---\s+(?P<name>\S+)\s*\[(?P<code>[^\]]*)\]\s*---(?:\s*---)?")
_VERB = re.compile(r"(?P<name>[^\s{\[]+)\s*(?:\{(?P<forms>[^}]*)\})?\s*(?:\[(?P<code>[^\]]*)\])?")
_PATTERN = re.compile(r"-\s+(?P<words>.+?)\s*\[(?P<code>[^\]]*)\]")
_CODES = re.compile(r"(?P<first>---|\d{2,4})?(?::(?P<second>---|\d{2,4}))?")
_PIECE = re.compile(r"\([^()]*\)|\{[^{}]*\}|[^\s(){}]+")


class Part(StrEnum):
    """What one part of a pattern stands for."""

    VERB = "*"
    SOURCE = "$"
    TARGET = "+"
    EITHER = "%"
    WORD = "word"
    SET = "set"
    PHRASE = "phrase"
    PREPOSITION = "preposition"


_SIGNS = {part.value: part for part in (Part.VERB, Part.SOURCE, Part.TARGET, Part.EITHER)}


@dataclass(frozen=True, slots=True)
class PatternPart:
    """One part of a pattern: a sign, or words, among which `&NAME` is a set.

    The first word of a PREPOSITION is the preposition.
    """

    kind: Part
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """A verb, alone or with what stands about it, and its codes.

    `base` is the verb as the dictionary names it ('open fire'), `forms` are all its written forms. `parts` stand in the
    order of the sentence and hold one VERB. `code` is what the source does to the target, `reverse` what the target
    does to the source; None is no event.
    """

    base: str
    forms: frozenset[str]
    parts: tuple[PatternPart, ...]
    code: str | None
    reverse: str | None
    line: int

    @property
    def is_bare(self) -> bool:
        """Whether it is the verb without anything about it."""
        return len(self.parts) == 1

    @property
    def plover(self) -> str | None:
        """The class of PLOVER it belongs to."""
        return plover_class(self.code or self.reverse)


@dataclass(frozen=True, slots=True)
class VerbDictionary:
    """The patterns of a verb dictionary, its sets of words, and the lines that could not be taken.

    `derived` are the lines that begin with `~`, which say how the event of one verb inside another's clause is coded;
    they are kept as they are written.
    """

    patterns: tuple[VerbPattern, ...]
    sets: Mapping[str, frozenset[str]]
    derived: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()


def plover_class(code: str | None) -> str | None:
    """The class of PLOVER that a CAMEO code belongs to; None where it is no code, or a statement or appeal."""
    return next((PLOVER[code[:size]] for size in (4, 3, 2) if code and code[:size] in PLOVER), None)


def read_verbs(path: Path) -> VerbDictionary:
    """A verb dictionary. A line that cannot be taken is among the `rejects`, with its number, reason and remedy.

    Errors: InputError when the file cannot be read.
    """
    reading = _Reading(path)
    for number, line in dictionary_lines(path):
        reading.take(number, line.strip())
    reading.close_block()
    sets = {name: frozenset(words) for name, words in reading.sets.items()}
    return VerbDictionary(tuple(reading.patterns), sets, tuple(reading.derived), tuple(reading.unread()))


@dataclass(slots=True)
class _Verb:
    base: str
    forms: frozenset[str]
    code: str | None
    reverse: str | None
    line: int


class _Reading:
    """A verb dictionary being read line by line: the set or the block of verbs that is open, and what came of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sets: dict[str, list[str]] = {}
        self.patterns: list[VerbPattern] = []
        self.derived: list[str] = []
        self._rejects: list[Reject] = []
        self._named_sets: list[tuple[int, str]] = []
        self._set: str | None = None
        self._default: tuple[str | None, str | None] | None = None
        self._verbs: list[_Verb] = []
        self._drawn: list[tuple[int, tuple[PatternPart, ...], tuple[str | None, str | None]]] = []

    def take(self, number: int, line: str) -> None:
        """One line, of whichever kind its first sign says."""
        if line.startswith("---"):
            self._open_block(number, line)
        elif line.startswith("&"):
            self.close_block()
            self._set = line[1:].strip("_ ").upper()
            self.sets[self._set] = []
        elif line.startswith("~"):
            self.derived.append(line)
        elif line.startswith("-"):
            self._pattern(number, line)
        elif self._set is not None and line.startswith("+"):
            self.sets[self._set].append(line[1:].strip("_ ").replace("_", " ").casefold())
        else:
            self._verb(number, line)

    def close_block(self) -> None:
        """Make the patterns of the block or set that is open: each verb alone, and each with every pattern."""
        for verb in self._verbs:
            alone = (PatternPart(Part.VERB),)
            self.patterns.append(VerbPattern(verb.base, verb.forms, alone, verb.code, verb.reverse, verb.line))
            for number, parts, (code, reverse) in self._drawn:
                self.patterns.append(VerbPattern(verb.base, verb.forms, parts, code, reverse, number))
        self._verbs, self._drawn, self._default, self._set = [], [], None, None

    def unread(self) -> Iterator[Reject]:
        """The lines that could not be taken, in the order of the file."""
        for number, name in self._named_sets:
            if name not in self.sets:
                self._refuse(number, f"the set &{name} is not known; write &{name}, and its words after `+` under it")
        yield from sorted(self._rejects, key=lambda reject: reject.row or 0)

    def _refuse(self, number: int, reason: str) -> None:
        self._rejects.append(Reject(file=str(self.path), row=number, reason=reason))

    def _open_block(self, number: int, line: str) -> None:
        self.close_block()
        found = _BLOCK.fullmatch(line)
        codes = _codes(found["code"]) if found else None
        if codes is None:
            self._refuse(number, f"{line!r} opens no block of verbs; write ---  NAME  [CODE]  ---")
        self._default = codes

    def _verb(self, number: int, line: str) -> None:
        found = _VERB.fullmatch(line)
        codes = _codes(found["code"]) if found and found["code"] is not None else self._default
        if found is None or codes is None or self._default is None:
            remedy = "write VERB, VERB {FORMS} or VERB [CODE], in a block that begins with ---  NAME  [CODE]  ---"
            self._refuse(number, f"{line!r} is no verb of a block; {remedy}")
            return
        base = _written(found["name"])
        forms = {base, *(_written(form) for form in (found["forms"] or "").split())}
        if found["forms"] is None:
            forms |= set(forms_of(base, {}).values())
        self._verbs.append(_Verb(base, frozenset(forms), *codes, number))

    def _pattern(self, number: int, line: str) -> None:
        found = _PATTERN.fullmatch(line)
        codes = _codes(found["code"]) if found else None
        if found is None or codes is None:
            self._refuse(number, f"{line!r} is no pattern; write - WORDS * WORDS [CODE]")
            return
        parts = _parts(found["words"])
        if parts is None or sum(part.kind is Part.VERB for part in parts) != 1:
            self._refuse(number, f"{line!r}: a pattern has its verb once, as `*`, and closes each bracket it opens")
            return
        if self._default is None:
            self._refuse(number, f"{line!r} stands in no block; write ---  NAME  [CODE]  --- and its verbs before it")
            return
        self._named_sets += [(number, word[1:]) for part in parts for word in part.words if word.startswith("&")]
        self._drawn.append((number, parts, codes))


def _codes(written: str) -> tuple[str | None, str | None] | None:
    """`190`, `042:043`, `:173`, `---`; None for anything else."""
    found = _CODES.fullmatch(written.strip())
    if not found or not (found["first"] or found["second"]):
        return None
    first, second = (None if code in (NO_CODE, None) else code for code in (found["first"], found["second"]))
    return first, second


def _parts(words: str) -> tuple[PatternPart, ...] | None:
    """The parts of a pattern; None where a bracket is not closed. Phrases inside a preposition are given by words."""
    flat = re.sub(r"(\([^(){}]*)\{([^{}]*)\}", r"\1\2", words)
    while flat != (again := re.sub(r"(\([^(){}]*)\{([^{}]*)\}", r"\1\2", flat)):
        flat = again
    pieces = _PIECE.findall(flat)
    if re.sub(r"\s", "", "".join(pieces)) != re.sub(r"\s", "", flat):
        return None
    return tuple(_part(piece) for piece in pieces)


def _part(piece: str) -> PatternPart:
    if piece in _SIGNS:
        return PatternPart(_SIGNS[piece])
    words = tuple(_set_or_word(word) for word in piece.strip("(){}").split())
    if piece.startswith("("):
        return PatternPart(Part.PREPOSITION, words)
    if piece.startswith("{"):
        return PatternPart(Part.PHRASE, words)
    return PatternPart(Part.SET if piece.startswith("&") else Part.WORD, words)


def _set_or_word(word: str) -> str:
    return f"&{word[1:].strip('_').upper()}" if word.startswith("&") else _written(word)


def _written(word: str) -> str:
    """'+OPEN_FIRE' as 'open fire'."""
    return " ".join(word.replace("+", " ").replace("_", " ").split()).casefold()

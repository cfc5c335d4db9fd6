"""Checks: what every statement drawn from a text must satisfy, whoever drew it, and what was dropped and why."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from holdsway.actors import CONTESTED
from holdsway.clocks import Published
from holdsway.frame import Frame
from holdsway.reading.anchors import anchored
from holdsway.reading.lexicon import word_set
from holdsway.reading.numbers import PARTS, Figure, figures
from holdsway.reading.timeline import MONTHS
from holdsway.records import Document, Kind, Modality, Polarity, Statement, identified
from holdsway.words import fold

__all__ = ["Checked", "Dropped", "checked", "last_day", "reasons", "source_without_speaker", "unknown_word"]

ROLES = ("by", "against", "party", "side", "subject", "object", "alias", "original")
EAST = timedelta(hours=14)  # where a day begins first: the local day of an instant may be a day ahead of UTC
MOST_NAMED = 3
LONGEST_WORD = 120
"""Of what is counted, or of an event's type: such words are a few, and no place for a text."""

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[^\W\d_]+(?:['’]s\b)?|[^\w\s]")
_GENITIVE = re.compile(r"['’]s\b")
_BOUNDS = frozenset(("more", "fewer", "less", "than", "over", "above", "under", "below", "nearly", "almost"))
MOST_ADDED = 4
"""Figures of a quote that one number may be the sum of."""
_SINGLY = frozenset(("a", "an", "he", "she", "him", "her", "himself", "herself"))
_ONE = frozenset(("a", "an", "another", "his", "her", "its", "their"))
_ENDINGS = frozenset(("-", "st", "nd", "rd", "th"))
_SPANS = word_set("hours days weeks months years km miles kilometers kilometres bullets shots times")
_PASSIVE = word_set("was were been being be is are")
_AT = frozenset(("at", "between", "approximately", "around"))
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_WHOSE = frozenset(("the", "his", "its", "their", "our"))
_MOST = ("most", "majority")
_NONE = frozenset(("no", "none", "nobody", "zero", "without", "neither", "nil", "not", "nor", "never", "nothing"))
_UNHURT = frozenset(("unhurt", "unharmed", "unscathed", "uninjured", "unwounded", "alive"))


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something a reader drew that is not kept: its quote, the reason, and the statement where it came to be one."""

    quote: str
    reason: str
    statement: Statement | None = None

    def __str__(self) -> str:
        return f"{self.reason}: “{self.quote[:80]}{'…' if len(self.quote) > 80 else ''}”"


@dataclass(frozen=True, slots=True)
class Checked:
    """The statements of a text that hold, and those that were dropped, each with its reason: together all given."""

    kept: tuple[Statement, ...]
    dropped: tuple[Dropped, ...]


def checked(statements: Iterable[Statement], text: str, document: Document, frame: Frame) -> Checked:
    """Hold the statements drawn from a text against it, its document and the frame. Nothing is dropped silently.

    A quote without a span, or with a wrong one, is put where its words stand. Ids are computed anew: the same statement
    twice is one.
    """
    against = _Against(text, document, frame)
    kept: dict[str, Statement] = {}
    dropped: list[Dropped] = []
    for said in statements:
        quote = anchored(said.quote, text)
        reason = quote if isinstance(quote, str) else next(against.faults(said), None)
        if reason or isinstance(quote, str):
            dropped.append(Dropped(said.quote.exact, reason or "", said))
            continue
        whole = identified(replace(said, quote=quote), text_sha256=document.text_sha256)
        if kept.setdefault(whole.id, whole) is not whole:
            dropped.append(Dropped(said.quote.exact, "it is the same statement again", said))
    return Checked(tuple(kept.values()), tuple(dropped))


def unknown_word(word: str, words: type[StrEnum]) -> str | None:
    """The fault of a kind, polarity or modality that the record does not have."""
    known = [str(one) for one in words]
    return None if word in known else f"{words.__name__.lower()} {word!r} is none of {', '.join(known)}"


def _is_told(said: Statement) -> bool:
    """Whether a statement says that something was so: 'may leave on Friday' does not, and its Friday may be to come."""
    return said.is_evidence and said.modality not in (Modality.POSSIBLE, Modality.LIKELY)


def last_day(published: Published) -> date:
    """The last day of which a report published then can tell, in whatever zone it was written."""
    if published.first == published.last:
        return (published.last + EAST).date()
    return (published.last - timedelta(microseconds=1)).date()


def source_without_speaker(document: Document) -> str:
    """The source of what nobody named in the text says: the publisher, else the file."""
    return document.speaks_for or document.path.replace("\\", "/").rpartition("/")[2]


class _Against:
    """What statements are held against: one text, its document, and the frame."""

    def __init__(self, text: str, document: Document, frame: Frame) -> None:
        self.text, self.document, self.frame = text, document, frame
        self._has: dict[str, bool] = {}

    def faults(self, said: Statement) -> Iterator[str]:
        """What is wrong with a statement; its quote is looked at elsewhere."""
        checks: tuple[Callable[[Statement], Iterator[str]], ...] = (
            *(self._belonging, self._words, self._names, self._place, self._numbers, self._days, self._evidence),
        )
        for check in checks:
            yield from check(said)

    def _belonging(self, said: Statement) -> Iterator[str]:
        if said.document != self.document.sha256:
            yield "it belongs to another document"
        if said.published != self.document.published:
            yield f"it was published {said.published}, its document {self.document.published}"
        if said.retracts or said.revises or said.native_id:
            yield "it takes back or revises another statement, which no reader may"
        if said.method != "read":
            yield f"its method is {said.method!r}; what is drawn from a text is 'read'"

    def _words(self, said: Statement) -> Iterator[str]:
        words: tuple[tuple[str, type[StrEnum]], ...] = (
            *((said.kind, Kind), (said.polarity, Polarity), (said.modality, Modality)),
        )
        for word, known in words:
            if isinstance(word, known):
                continue
            yield unknown_word(word, known) or f"{word!r} is a plain string; give {known.__name__}({word!r})"
        for named in (said.label, said.number_of, said.category, said.event_type):
            if named and (len(named) > LONGEST_WORD or not named.isprintable()):
                yield f"{named[:20]!r}… is no word for what it tells of"

    def _names(self, said: Statement) -> Iterator[str]:
        if said.party not in (None, CONTESTED) and not self._is_actor(said.party):
            yield f"party {said.party!r} is neither in the frame nor named in the text"
        for actor in said.actors:
            if actor.role not in ROLES:
                yield f"role {actor.role!r} is none of {', '.join(ROLES)}"
            if not self._is_actor(actor.id):
                yield f"actor {actor.id!r} is neither in the frame nor named in the text"
            if actor.text and not self._stands(actor.text):
                yield f"actor {actor.id!r} is named by words that are not in the text: {actor.text!r}"
        for speaker in said.attribution:
            if speaker not in self.frame.parties and not self._stands(speaker):
                yield f"speaker {speaker!r} is not named in the text"
        if not self._is_source(said.source):
            yield f"source {said.source!r} is neither the publisher, nor declared, nor named in the text"

    def _place(self, said: Statement) -> Iterator[str]:
        if said.place_text and not self._is_place(said.place_text):
            yield f"place {said.place_text!r} is not named in the text"
        code, places = said.place_code, self.frame.places
        if said.admin1 and said.admin1 not in places.parents() and not self._is_place(said.admin1):
            yield f"{said.admin1!r}, within which it is, is neither in the gazetteer nor named in the text"
        if code and code not in places:
            by_name = code.startswith("name:") and self._stands(code.rpartition("/")[2])
            if not by_name or (self.frame.declared and len(places)):
                yield f"no place has the code {code!r}"
        elif code and said.place_version != places[code].version:
            yield f"place {code!r} is not of version {said.place_version!r}"

    def _numbers(self, said: Statement) -> Iterator[str]:
        given = [n for n in (said.low, said.best, said.high) if n is not None]
        if any(not math.isfinite(n) or n < 0 for n in given):
            yield f"{given} are not counts"
        elif given != sorted(given):
            yield f"its range is out of order: low {said.low}, best {said.best}, high {said.high}"
        elif given and (missing := set(given) - _numbers_in(said.quote.exact) - _unwritten(said) - _at_least(said)):
            yield f"{', '.join(f'{n:g}' for n in sorted(missing))} does not stand in its quote"

    def _days(self, said: Statement) -> Iterator[str]:
        if said.valid_text and not self._stands(said.valid_text):
            yield f"its days are told by words that are not in the text: {said.valid_text!r}"
        if said.valid and said.published and _is_told(said) and said.valid.last > last_day(said.published):
            yield f"it tells of {said.valid}, after its publication on {said.published}"

    def _evidence(self, said: Statement) -> Iterator[str]:
        if said.is_evidence and said.trap_reason is not None:
            yield f"it is {said.modality}, which is evidence, and says why it is none"
        if not said.is_evidence and not said.trap_reason:
            yield f"it is {said.modality} and does not say why that is no evidence"
        if said.open and (said.kind is not Kind.CONTROL or not said.is_evidence):
            yield "only control that is evidence goes on until the source speaks of the place again"

    def _is_actor(self, id: str | None) -> bool:
        return bool(id) and (id in self.frame.parties or self._stands(id or ""))

    def _is_source(self, source: str) -> bool:
        parties, scales = self.frame.parties, self.frame.scales
        own = (source_without_speaker(self.document), self.document.publisher)
        spokesmen = (f"{party.name} statements" for party in parties)
        return bool(source) and (
            source in own or source in spokesmen or scales.of(source) is not None or self._stands(source)
        )

    def _stands(self, name: str) -> bool:
        """Whether a name stands in the text as a whole, without case, accents and the genitive's s."""
        if name not in self._has:
            words = _folded(name)
            is_there = bool(words) and self._vocabulary.issuperset(words.split())
            self._has[name] = is_there and f" {words} " in self._folded
        return self._has[name]

    def _is_place(self, name: str) -> bool:
        """Whether a place is named in the text; its words may stand apart ('the eastern half of X' is X East)."""
        words = [word for word in _folded(name).split() if word != "of"]  # 'the airfield of X' for 'X airfield'
        return bool(words) and all(word in self._vocabulary or f"{word}ern" in self._vocabulary for word in words)

    @cached_property
    def _folded(self) -> str:
        return f" {_folded(self.document.title or '')} . {_folded(self.text)} "

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._folded.split())


def _folded(words: str) -> str:
    """Words as names are compared: word by word, since a whole text would crowd what is remembered of names."""
    parts = (_GENITIVE.sub("", part) for part in words.split())
    return " ".join(" ".join(fold(part) for part in parts).split())


def _numbers_in(quote: str) -> set[float]:
    """The numbers that the words of a quote bear out, as they stand and as their cues bound them.

    'No' and 'none' say 0; 'all but one of 28' says 27; where none is written, those joined by 'and' ('X and Y fell').
    """
    words = [token.lower() for token in _TOKEN.findall(quote)]
    found = figures(words)
    bare = figures([word for word in words if word not in _BOUNDS])
    numbers = {n for figure in (*found, *bare) for n in (figure.low, figure.best, figure.high) if n is not None}
    if (_NONE | _UNHURT) & set(words) or {"only", "damage"} <= set(words):
        numbers.add(0)
    if "both" in words:
        numbers.add(2)
    if "all but" in " ".join(words):
        numbers |= {abs(a - b) for a in numbers for b in numbers}
    numbers |= _parts_of(words, numbers)
    return numbers | _sums(words, found) or _named(words)


def _parts_of(words: Sequence[str], numbers: Iterable[float]) -> set[float]:
    """The numbers that a share of them comes to: 'half of the 400 districts' are 200, 'more than half' 201 or more."""
    shares = {"half" if word in _MOST else word.removesuffix("s") for word, after in pairwise(words) if after == "of"}
    parts = [PARTS[share] for share in shares if share in PARTS]
    reckoned = {number * part * times for number in numbers for part in parts for times in range(1, round(1 / part))}
    return {float(round(n)) for n in reckoned} | {math.floor(n) + 1.0 for n in reckoned}


def _named(words: Sequence[str]) -> set[float]:
    """How many those may be whom a quote names: one, or as many as 'and', commas and semicolons part."""
    parted = sum(words.count(mark) for mark in ("and", ",", ";")) if "and" in words else 0
    return {1.0 + n for n in range(parted + 1)}


def _unwritten(said: Statement) -> set[float]:
    """What a quote says that numbers none of those counted: one ('X, 45, was shot'), two at least ('guards')."""
    words = [token.lower() for token in _TOKEN.findall(said.quote.exact)]
    if any(not (_is_of_others(words, figure) or _is_of_doers(words, figure, said.label)) for figure in figures(words)):
        return set()
    named = _named(words)  # 'X, 34, and Y, 29, were shot'
    return named if said.high is not None else named | {2.0}


def _at_least(said: Statement) -> set[float]:
    """What a quote says of those counted and others in the plural: 'the priests and two women' are four at least."""
    if said.high is not None or " and " not in f" {' '.join(said.quote.exact.lower().split())} ":
        return set()
    return {2.0 + n for n in _numbers_in(said.quote.exact)}


def _is_of_others(words: Sequence[str], figure: Figure) -> bool:
    """Whether a number is of a day, an age, an hour, a span, or of those who did it ('by three men')."""
    before, after = " ".join(words[figure.start - 1 : figure.start]), " ".join(words[figure.end : figure.end + 1])
    is_hour = bool({before, words[figure.start]} & _AT) and _CLOCK.fullmatch(words[figure.end - 1]) is not None
    is_age = (before == "," and after in (",", "")) or before == "aged"
    return is_age or is_hour or before in MONTHS or after in MONTHS or after in _ENDINGS | _SPANS or before == "by"


def _is_of_doers(words: Sequence[str], figure: Figure, verb: str | None) -> bool:
    """'Three men kidnapped X': a number before an active verb is of those who did it."""
    at = words.index(verb) if verb in words else 0
    return figure.end <= at and not _PASSIVE & {*words[max(figure.end, at - 4) : at]}


def _sums(words: Sequence[str], found: Sequence[Figure]) -> set[float]:
    """What the figures of a quote make together: '12 staff and four technicians', 'he and five guards'."""
    least = [figure.low if figure.best is None else figure.best for figure in found]
    runs = [least[first:last] for first in range(len(least)) for last in range(first + 1, len(least) + 1)]
    sums = {sum(n for n in run if n is not None) for run in runs if len(run) <= MOST_ADDED}
    if words[:1] and words[0] in _ONE and words[2:3] == ["of"]:
        sums.add(1.0)  # 'a mother of four'
    if "and" not in words and "with" not in words:
        return sums
    joined = sum(word in _WHOSE and "and" in words[i + 2 : i + 5] for i, word in enumerate(words))  # 'the driver and'
    if "with" in words and not joined:  # 'their leader was killed with two guards', 'X was shot along with two men'
        joined = int(bool((_WHOSE | {"was"}) & set(words[: words.index("with")])))
    singly = max(joined, _listed(words, found)) + sum(word in _SINGLY for word in words)
    if singly and not found:
        singly += words.count("and") + words.count("with")  # 'his wife and daughter', 'was shot with her son'
    alone = range(1, singly + 1)
    return sums | {float(n) for n in alone} | {whole + n for whole in sums for n in alone}


def _listed(words: Sequence[str], found: Sequence[Figure]) -> int:
    """Those named one by one before 'and two guards': 'X, his wife and two guards', 'X and two other officials'."""
    counted = [figure for figure in found if not _is_of_others(words, figure)]
    last = counted[0].start if counted and words[counted[0].start - 1 : counted[0].start] == ["and"] else 0
    return 1 + words[:last].count(",") if last > 1 else 0


def reasons(dropped: Iterable[Dropped]) -> str:
    """What was dropped, in one line: how many, and the commonest reasons."""
    counted = Counter(one.reason for one in dropped)
    named = "; ".join(f"{reason} ({number})" for reason, number in counted.most_common(MOST_NAMED))
    more = len(counted) - MOST_NAMED
    return f"{counted.total():,} ({named}{f'; {more} more reasons' if more > 0 else ''})"

"""Who speaks: the speakers of a sentence, what part of it each one says, and the source that stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdsway.frame import Frame
from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, declared_source, party_of, who_speaks
from holdsway.records import Document

__all__ = ["Speech", "source_of", "speakers_at", "speeches"]

_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "their", "its"))
_STOPS = frozenset((",", ";", ":", ".", "that", '"', "“", "”", "''", "``", "(", ")", "—", "–"))
_AFTER_VERB = word_set("on in at late early by from earlier later also again separately")
_LATER = frozenset((",", ".", ";", ":", "", '"', "”", "!", "?", ")", "and", "citing"))


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker at words `start` to `stop`, how it speaks, and the words `first` to `last` that it says."""

    start: int
    stop: int
    verb: int
    verb_end: int
    how: str
    speaker: str
    party: str | None
    first: int
    last: int
    is_tail: bool
    shares: bool = False


def speeches(passage: Passage, names: Names, words: Lexicon, memory: Memory) -> list[Speech]:
    """The acts of speech in a sentence, left to right."""
    found: list[Speech] = []
    for verb in passage.of("verb"):
        if verb.key.startswith("speech:") and verb.forms & {"past", "third", "base"} and not _is_noun(passage, verb):
            speech = _speech(passage, verb, found, names, words, memory)
            if speech:
                found.append(speech)
                memory.speaker, memory.party = speech.speaker, speech.party
    found += _according(passage, names, memory)
    return sorted(found, key=lambda s: s.verb)


def speakers_at(found: list[Speech], passage: Passage, position: int) -> list[Speech]:
    """Whose words the word at a position is, outermost first."""
    tails = [s for s in found if s.is_tail and s.first <= position < s.last]
    heads: list[Speech] = []
    for speech in (s for s in found if not s.is_tail and s.first <= position < s.last):
        between = passage.lower[heads[-1].verb : speech.start] if heads else []
        if heads and (speech.shares or any(w in (";", "but", "while") for w in between)):
            heads.pop()
        heads.append(speech)
    return [*tails[-1:], *heads]


def source_of(chain: list[Speech], document: Document, frame: Frame) -> str:
    """The source of what is said: the innermost speaker if a party or a declared source, else the publisher."""
    for speech in reversed(chain[-1:]):
        if speech.party and speech.party in frame.parties:
            declared = frame.scales.spokesmen_of(speech.party)
            return declared.source if declared else f"{frame.parties[speech.party].name} statements"
        if listed := declared_source(speech.speaker, frame):
            return listed
    return document.speaks_for or document.path.replace("\\", "/").rpartition("/")[2]


def _speech(
    passage: Passage,
    verb: Mark,
    before: list[Speech],
    names: Names,
    words: Lexicon,
    memory: Memory,
) -> Speech | None:
    how = verb.key.partition(":")[2]
    if passage.word(verb.end) in ("responsibility", "credit", "victory", "both"):
        return None
    end = _after_verb(passage, verb.end)
    at = verb.start - 1
    while passage.word(at) in words.lists["aux"] or passage.word(at) in words.lists["adverbs"]:
        at -= 1
    if passage.word(at) in ("to", "not", "be") or passage.word(verb.start - 1) in ("was", "is", "are", "were", "been"):
        return None
    if passage.word(at) in ("and", "but") and before and not passage.is_name(at - 1):
        same = before[-1]
        return Speech(
            same.start,
            same.stop,
            verb.start,
            verb.end,
            how,
            same.speaker,
            same.party,
            end,
            _content_end(passage, end),
            False,
            True,
        )
    inverted = _inverted(passage, verb, words) if passage.word(at) in (",", '"', "”", "''") else None
    if inverted:
        start, stop = inverted
        party = party_of(passage, start, stop, names, memory)
        return Speech(
            start,
            stop,
            verb.start,
            verb.end,
            how,
            passage.text(start, stop),
            party,
            _content_start(passage, verb.start, before),
            verb.start,
            True,
        )
    start, stop = _trimmed(passage, *_speaker_before(passage, at, words))
    if stop <= start or not _can_speak(passage, start, stop, words):
        return None
    speaker, party = who_speaks(passage, start, stop, names, memory)
    follows = passage.word(end)
    quoted = passage.word(start - 1) in ('"', "”", "''")
    if (
        start > 2
        and (quoted or passage.word(start - 1) == ",")
        and (
            (follows in _LATER and not (follows == "and" and how == "denies"))
            or (quoted and follows in words.lists["breaks"])
        )
    ):
        first = _content_start(passage, start, before)
        return Speech(start, stop, verb.start, verb.end, how, speaker, party, first, start - 1, True)
    last = _content_end(passage, end)
    if how in ("awaits", "asks"):
        last = next((i for i in range(end, last) if passage.word(i) == ","), last)
    return Speech(start, stop, verb.start, verb.end, how, speaker, party, end, last, False)


def _after_verb(passage: Passage, at: int) -> int:
    """Over 'on Tuesday', 'late on Friday', 'in a statement', 'on condition of anonymity', and 'that'."""
    while True:
        when = next((w for w in passage.times if w.start == at), None)
        if when:
            at = when.end
        elif passage.word(at) in _AFTER_VERB and any(w.start in (at + 1, at + 2) for w in passage.times):
            at += 1
        elif passage.lower[at : at + 4] == ["on", "condition", "of", "anonymity"]:
            at += 4
        elif passage.word(at) == "in" and passage.word(at + 1) == "a" and "statement" in passage.lower[at : at + 5]:
            at = passage.lower.index("statement", at) + 1
        elif (
            passage.word(at - 1) in ("told", "tells")
            and passage.word(at) in ("the", "a", "local")
            and passage.word(at + 2) in ("on", "in", ",", ".", "that", ";")
        ):
            at += 2
        elif (
            passage.word(at - 1) in ("told", "tells")
            and passage.is_name(at)
            and passage.word(at + 1) in (",", ".", "that", "on")
        ) or (
            passage.word(at) in ("local", "the", "reporters", "media", "agency", "journalists")
            and passage.word(at - 1) in ("told", "tells", "local", "the")
        ):
            at += 1
        else:
            return at + (passage.word(at) == "that")


def _speaker_before(passage: Passage, at: int, words: Lexicon) -> tuple[int, int]:
    stop = at + 1
    if passage.word(at) == "named" and "who" in passage.lower[max(0, at - 7) : at]:  # 'who asked not to be named'
        at = at - 1 - passage.lower[max(0, at - 7) : at][::-1].index("who") - 1
        at -= passage.word(at) == ","
        stop = at + 1
    if passage.word(at) == ",":  # 'the governor, Abdul X, said'
        stop = at
        inner = _segment(passage, at - 1, words)
        if passage.word(inner - 1) in ("who", "which") and passage.word(inner - 2) == ",":
            return _segment(passage, inner - 3, words), stop
        if passage.word(inner - 1) == "," and at - inner <= 9:
            outer = _segment(passage, inner - 2, words)
            return outer, stop
        return inner, stop
    return _segment(passage, at, words), stop


def _segment(passage: Passage, at: int, words: Lexicon) -> int:
    start = at + 1
    while start > 0 and start > at - 14:
        word = passage.word(start - 1)
        if word in _STOPS or word in words.lists["breaks"]:
            break
        verb = passage.at("verb", start - 1)
        if (
            verb
            and verb.start < start
            and not verb.forms <= {"participle", "ing"}
            and not passage.is_name(start - 1)
            and verb.base not in ("state", "head", "report", "count", "fear", "free", "control", "clear", "attack")
        ):
            break
        if (
            word == "and"
            and not passage.at("side", start - 1)
            and (set(passage.lower[start : at + 1]) & words.lists["speakers"])
            and not (set(passage.lower[max(0, start - 3) : start - 1]) & words.lists["speakers"])
        ):
            break
        start -= 1
    return start


def _can_speak(passage: Passage, start: int, stop: int, words: Lexicon) -> bool:
    span = passage.lower[start:stop]
    if any(w in words.lists["speakers"] or w in _PRONOUNS for w in span):
        return True
    return any(
        passage.is_name(i) and (i > 0 or passage.at("party", i) or stop - start <= 4) for i in range(start, stop)
    )


def _inverted(passage: Passage, verb: Mark, words: Lexicon) -> tuple[int, int] | None:
    start = verb.end
    if passage.word(start) not in ("a", "an", "the") and not passage.is_name(start):
        return None
    stop = start
    while stop < len(passage) and passage.word(stop) not in (",", ".", ";", "who", "that", "on", "after"):
        stop += 1
    office = bool(set(passage.lower[start:stop]) & words.lists["speakers"])
    name = passage.is_name(start) and stop - start <= 4 and all(passage.is_name(i) for i in range(start, stop))
    return (start, stop) if stop - start <= 12 and (office or name) and passage.word(stop) != "that" else None


def _content_start(passage: Passage, before: int, found: list[Speech]) -> int:
    first = max((s.verb_end for s in found if s.is_tail and s.verb < before), default=0)
    semicolon = max((i for i in range(first, before) if passage.word(i) == ";"), default=-1)
    return max(first, semicolon + 1)


def _content_end(passage: Passage, start: int) -> int:
    """Up to a semicolon, or to ', but' where that does not go on with 'but that' or another verb of saying."""
    for i in range(start, len(passage)):
        if passage.word(i) == ";":
            return i
        if (
            passage.word(i) == ","
            and passage.word(i + 1) in ("but", "though", "although")
            and passage.word(i + 2) != "that"
        ):
            return i
    return len(passage)


def _is_noun(passage: Passage, verb: Mark) -> bool:
    """'the claim', 'Taliban reports': the word is no verb here."""
    before = passage.word(verb.start - 1)
    if passage.at("party", verb.start) or before in (
        "the",
        "a",
        "an",
        "of",
        "'s",
        "its",
        "their",
        "any",
        "no",
        "this",
        "one",
        "joint",
    ):
        return True
    return passage.word(verb.start) in ("reports", "report", "claims", "shows", "records", "counts", "plans") and (
        passage.word(verb.end) in ("of", "by", "from", "about", "and", ",", ".") or verb.start == 0
    )


def _trimmed(passage: Passage, start: int, stop: int) -> tuple[int, int]:
    """The speaker without 'In Kunduz' before it, and without 'called it fake and' after it."""
    while start < stop and passage.word(start) in (
        "but",
        "and",
        "so",
        "also",
        "later",
        "earlier",
        "meanwhile",
        "however",
        "then",
        ",",
        "separately",
    ):
        start += 1
    if passage.word(start) in ("in", "on"):
        when = next((t.end for t in passage.times if t.start == start + 1), None)
        where = next((m.end for kind in ("parent", "place") for m in passage.of(kind) if m.start == start + 1), None)
        start = when or where or start
    if passage.word(stop - 1) in ("and", "but", "then"):
        named = [m for m in (*passage.of("party"), *passage.of("side")) if start <= m.start <= start + 2]
        stop = max((m.end for m in named), default=stop - 1)
    return start, stop


def _according(passage: Passage, names: Names, memory: Memory) -> Iterator[Speech]:
    for at in range(len(passage) - 2):
        if passage.lower[at : at + 2] != ["according", "to"]:
            continue
        stop = at + 2
        while stop < len(passage) and passage.word(stop) not in (",", ".", ";", "who", "which", ":"):
            stop += 1
        speaker, party = who_speaks(passage, at + 2, stop, names, memory)
        if "account" in speaker or not speaker:
            continue
        is_tail = (
            at > 3
            and passage.word(at - 1) != "that"
            and not (passage.word(at - 1) == "," and passage.word(at - 2) == "that")
        )
        first, last = (_content_start(passage, at, []), at) if is_tail else (stop, _content_end(passage, stop))
        yield Speech(at + 2, stop, at, at + 2, "says", speaker, party, first, last, is_tail)

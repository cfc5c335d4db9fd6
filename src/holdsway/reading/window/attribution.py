"""Who speaks: the speakers of a sentence, what part of it each one says, and the source that stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from holdsway.frame import Frame
from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, declared_source, party_of, who_speaks
from holdsway.reading.window.contents import content_end, content_start, verb_end
from holdsway.reading.window.voices import can_speak, speaker_after, speaker_before, trimmed
from holdsway.records import Document

__all__ = ["Speech", "source_of", "speakers_at", "speeches"]

_LATER = frozenset((",", ".", ";", ":", "", '"', "”", "!", "?", ")", "and", "citing"))
_QUOTES = ('"', "”", "''")
_NOT_SPEECH = word_set("responsibility credit victory both")
_BEFORE_NOUN = word_set("the a an of 's its their any no this one joint")
_NOUNS = word_set("reports report claims shows records counts plans")
_AFTER_NOUN = frozenset(("of", "by", "from", "about", "and", ",", "."))
_LONGEST_VENUE = 9
_LEADS_TIME = word_set("on in since late early from by at during")
_MADE = word_set("shared published issued released posted circulating dated broadcast made sent written")


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
    passage: Passage, verb: Mark, before: list[Speech], names: Names, words: Lexicon, memory: Memory
) -> Speech | None:
    how = verb.key.partition(":")[2]
    if passage.word(verb.end) in _NOT_SPEECH:
        return None
    end = verb_end(passage, verb.end)
    at = _subject_end(passage, verb, words)
    if passage.word(at) in ("to", "not", "be") or passage.word(verb.start - 1) in ("was", "is", "are", "were", "been"):
        return None
    if passage.word(at) in ("and", "but") and before and not passage.is_name(at - 1):
        last = content_end(passage, end)
        return replace(
            before[-1], verb=verb.start, verb_end=verb.end, how=how, first=end, last=last, is_tail=False, shares=True
        )
    inverted = speaker_after(passage, verb, words) if passage.word(at) in (",", *_QUOTES) else None
    if inverted:
        start, stop = inverted
        party, first = party_of(passage, start, stop, names, memory), content_start(passage, verb.start, _tails(before))
        return Speech(
            start, stop, verb.start, verb.end, how, passage.text(start, stop), party, first, verb.start, is_tail=True
        )
    start, stop = trimmed(passage, *speaker_before(passage, at, words))
    if stop <= start or not can_speak(passage, start, stop, words):
        return None
    speaker, party = who_speaks(passage, start, stop, names, memory)
    if _is_told_before(passage, start, end, how, words):
        first = content_start(passage, start, _tails(before))
        return Speech(start, stop, verb.start, verb.end, how, speaker, party, first, start - 1, is_tail=True)
    last = content_end(passage, end)
    if how in ("awaits", "asks"):
        last = next((i for i in range(end, last) if passage.word(i) == ","), last)
    return Speech(start, stop, verb.start, verb.end, how, speaker, party, end, last, is_tail=False)


def _subject_end(passage: Passage, verb: Mark, words: Lexicon) -> int:
    """The last word before a verb that is no auxiliary, adverb or time ('posts shared since Monday claim')."""
    at = verb.start - 1
    while passage.word(at) in words.lists["aux"] or passage.word(at) in words.lists["adverbs"]:
        at -= 1
    when = next((t for t in passage.times if t.end == at + 1), None)
    if when is None or passage.word(when.start - 1) not in _LEADS_TIME or passage.word(when.start - 2) not in _MADE:
        return at
    return when.start - 3


def _is_told_before(passage: Passage, start: int, end: int, how: str, words: Lexicon) -> bool:
    """Whether what is said stands before the speaker: 'A fell, the governor said'."""
    follows, quoted = passage.word(end), passage.word(start - 1) in _QUOTES
    if start <= 2 or not (quoted or passage.word(start - 1) == ","):
        return False
    if quoted and follows in words.lists["breaks"]:
        return True
    if passage.word(start - 1) == "," and _ends_sentence(passage, start, end):
        return True
    return follows in _LATER and not (follows == "and" and how == "denies")


def _ends_sentence(passage: Passage, start: int, end: int) -> bool:
    """'A fell, the governor said in his evening address': where it was said, and nothing more, follows the verb."""
    rest = passage.lower[end:]
    if not rest or rest[0] not in ("in", "at", "during", "via", "to") or len(rest) > _LONGEST_VENUE or "," in rest:
        return False
    tells = ("verb", "outcomes", "harming", "event_nouns", "made_of")
    told = any(m.start >= end for kind in tells for m in passage.of(kind))
    return not told and "that" not in rest and any(m.end < start for m in passage.of("verb"))


def _tails(found: list[Speech]) -> list[tuple[int, int]]:
    return [(s.verb, s.verb_end) for s in found if s.is_tail]


def _is_noun(passage: Passage, verb: Mark) -> bool:
    """'the claim', 'Taliban reports': the word is no verb here."""
    if passage.at("party", verb.start) or passage.word(verb.start - 1) in _BEFORE_NOUN:
        return True
    return passage.word(verb.start) in _NOUNS and (passage.word(verb.end) in _AFTER_NOUN or verb.start == 0)


def _according(passage: Passage, names: Names, memory: Memory) -> Iterator[Speech]:
    """'according to X': also who spoke last, for 'its spokesman' in the next sentence."""
    for at in range(len(passage) - 2):
        if passage.lower[at : at + 2] != ["according", "to"]:
            continue
        stop = _according_end(passage, at + 2)
        speaker, party = who_speaks(passage, at + 2, stop, names, memory)
        if "account" in speaker or not speaker:
            continue
        before = passage.word(at - 1)
        is_tail = at > 3 and before != "that" and not (before == "," and passage.word(at - 2) == "that")
        first, last = (content_start(passage, at, []), at) if is_tail else (stop, content_end(passage, stop))
        memory.speaker, memory.party = speaker, party
        yield Speech(at + 2, stop, at, at + 2, "says", speaker, party, first, last, is_tail)


def _according_end(passage: Passage, start: int) -> int:
    """Where the name of a speaker ends: at a comma, or before the day on which it spoke."""
    stop = start
    while stop < len(passage) and passage.word(stop) not in (",", ".", ";", "who", "which", ":"):
        if (
            stop > start
            and any(t.start in (stop, stop + 1) for t in passage.times)
            and passage.word(stop) in _LEADS_TIME
        ):
            break
        stop += 1
    return stop

"""The words that name a speaker: before its verb, after it, without what else stands there."""

from __future__ import annotations

from holdsway.reading.lexicon import Lexicon
from holdsway.reading.passages import Mark, Passage

__all__ = ["can_speak", "speaker_after", "speaker_before", "trimmed"]

_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "their", "its"))
_STOPS = frozenset((",", ";", ":", ".", "that", '"', "“", "”", "''", "``", "(", ")", "—", "–"))


def speaker_before(passage: Passage, at: int, words: Lexicon) -> tuple[int, int]:
    """The words that name the speaker whose last word, or the comma after it, stands at `at`."""
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


def can_speak(passage: Passage, start: int, stop: int, words: Lexicon) -> bool:
    """Whether these words can name a speaker: an office, a pronoun or a name."""
    span = passage.lower[start:stop]
    if any(w in words.lists["speakers"] or w in _PRONOUNS for w in span):
        return True
    return any(
        passage.is_name(i) and (i > 0 or passage.at("party", i) or stop - start <= 4) for i in range(start, stop)
    )


def speaker_after(passage: Passage, verb: Mark, words: Lexicon) -> tuple[int, int] | None:
    """The speaker in 'said a city official', if the words after the verb name one."""
    start = verb.end
    if passage.word(start) not in ("a", "an", "the") and not passage.is_name(start):
        return None
    stop = start
    while stop < len(passage) and passage.word(stop) not in (",", ".", ";", "who", "that", "on", "after"):
        stop += 1
    office = bool(set(passage.lower[start:stop]) & words.lists["speakers"])
    name = passage.is_name(start) and stop - start <= 4 and all(passage.is_name(i) for i in range(start, stop))
    return (start, stop) if stop - start <= 12 and (office or name) and passage.word(stop) != "that" else None


def trimmed(passage: Passage, start: int, stop: int) -> tuple[int, int]:
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

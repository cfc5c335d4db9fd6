"""What is said: the words that belong to an act of speech, from the verb of saying to where they end."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage

__all__ = ["content_end", "content_start", "verb_end"]

_AFTER_VERB = word_set("on in at late early by from earlier later also again separately")


def verb_end(passage: Passage, at: int) -> int:
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


def content_start(passage: Passage, before: int, tails: Sequence[tuple[int, int]]) -> int:
    """Where what is said before word `before` begins: after an earlier speaker (its verb), or a semicolon."""
    first = max((end for verb, end in tails if verb < before), default=0)
    semicolon = max((i for i in range(first, before) if passage.word(i) == ";"), default=-1)
    return max(first, semicolon + 1)


def content_end(passage: Passage, start: int) -> int:
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

"""What only looks like a report: what nobody would say, what somebody thinks, what may yet come."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.passages import Mark, Passage

__all__ = ["is_unsaid", "may_yet_come", "opined"]

_FARTHEST = 12
_CLAUSE_ENDS = frozenset((",", ";", ":", "but", '"', "“", "”"))
_NOT = word_set("not n't never cannot neither nor")
_UNWILLING = word_set("declined declines refused refuses unable failed fails reluctant")
_NO = word_set("no little scant")
_GROUNDS = word_set("evidence proof sign signs indication indications confirmation suggestion word")
_ACCUSES = word_set("accused accuses accusing accuse suspected suspects")
_VIEWS = word_set("opinion view eyes judgment judgement")
_DEEDS = word_set("takes retakes falls loses leaves enters yields")


def is_unsaid(passage: Passage, at: int, words: Lexicon) -> bool:
    """'did not admit that A was lost', 'no evidence that it fell', 'accused X of taking A': nobody vouches for it."""
    for i in range(at - 1, max(-1, at - _FARTHEST), -1):
        word = passage.word(i)
        if word in _CLAUSE_ENDS:
            return False
        if word in _ACCUSES and "of" in passage.lower[i + 1 : at]:
            return True
        if word in _GROUNDS and passage.word(i - 1) in _NO and passage.word(i + 1) in ("that", "of"):
            return True
        verb = passage.starting("verb", i)
        if verb and verb.key in ("speech:says", "speech:denies") and _is_withheld(passage, i, words):
            return True
    return False


def _is_withheld(passage: Passage, verb: int, words: Lexicon) -> bool:
    """'did not say', 'would neither confirm', 'declined to confirm'."""
    i = verb - 1
    while (passage.word(i) in words.lists["aux"] or passage.word(i) in words.lists["adverbs"]) and i > verb - 4:
        i -= 1
    if passage.word(i) == "to":
        return passage.word(i - 1) in _UNWILLING
    return passage.word(i) in _NOT


def opined(passage: Passage, at: int) -> str | None:
    """'in the opinion of many', 'in his view': why what follows is no report; None when it is not so said."""
    for i in range(at - 1, 0, -1):
        if passage.word(i) == ";":
            return None
        if passage.word(i) in _VIEWS and "in" in passage.lower[max(0, i - 5) : i]:
            following = passage.word(i + 1)
            if following in (",", "of"):
                return f"'{passage.word(i)}' makes it what somebody thinks"
    return None


def may_yet_come(verb: Mark, seen: Sequence[str]) -> bool:
    """Whether 'may' or 'could' speaks of a change of hands still ahead ('could enter A'), not of what was."""
    group, _, how = verb.key.partition(":")
    return group == "holding" and how in _DEEDS and "have" not in seen

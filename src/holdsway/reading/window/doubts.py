"""What only looks like a report: what nobody would say, what somebody thinks, what may yet come."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.passages import Mark, Passage

__all__ = ["is_unsaid", "may_yet_come", "opined", "supposed"]

_FARTHEST = 12
_CLAUSE_ENDS = frozenset((",", ";", ":", "but", '"', "“", "”"))
_NOT = word_set("not n't never cannot neither nor")
_UNWILLING = word_set("declined declines refused refuses unable failed fails reluctant")
_NO = word_set("no little scant")
_GROUNDS = word_set("evidence proof sign signs indication indications confirmation suggestion word")
_ACCUSES = word_set("accused accuses accusing accuse suspected suspects")
_VIEWS = word_set("opinion view eyes judgment judgement")
_FEARS = word_set(
    "fear fears hope hopes concern concerns worry worries speculation suspicion suspicions allegation allegations "
    "accusation accusations possibility chance danger risk prospect idea notion theory"
)
_FALSE = word_set("false fake bogus fabricated doctored baseless untrue unfounded")
_TOLD = word_set("report reports claim claims video videos rumour rumours rumor rumors it news post posts")
_THINKS = word_set("argue argues argued think thinks thought feel feels felt")
_ASKS = word_set("has have had did does do is are was were can could will would should")
_INVERTED = word_set("had were should")
_ONCE_TOLD = word_set("once until till when before after soon whenever")
_SUPPOSES = word_set("suppose supposing imagine assuming assume pretend")
_NEARLY = word_set("nearly almost")
_DEEDS = word_set("takes retakes falls loses leaves enters yields")


def is_unsaid(passage: Passage, at: int, words: Lexicon) -> bool:
    """'did not admit that A was lost', 'no evidence that it fell', 'accused X of taking A': nobody vouches for it."""
    if _is_asked(passage) or _is_false(passage, at):
        return True
    for i in range(at - 1, max(-1, at - _FARTHEST), -1):
        word = passage.word(i)
        if word in _CLAUSE_ENDS:
            return False
        if word in _FEARS and passage.word(i + 1) == "that":
            return True
        if word in _ACCUSES and "of" in passage.lower[i + 1 : at]:
            return True
        if word in _GROUNDS and passage.word(i - 1) in _NO and passage.word(i + 1) in ("that", "of"):
            return True
        verb = passage.starting("verb", i)
        if verb and verb.key in ("speech:says", "speech:denies") and _is_withheld(passage, i, words):
            return True
    return False


def _is_asked(passage: Passage) -> bool:
    """Whether the sentence asks: 'Has A fallen?'."""
    return passage.word(len(passage) - 1) == "?" and (
        passage.word(0) in _ASKS or passage.word(0) in ("who", "why", "how", "what", "where")
    )


def _is_false(passage: Passage, at: int) -> bool:
    """'False reports that A fell', 'the claim that A fell is untrue', 'it is not true that A fell'."""
    before = passage.lower[max(0, at - _FARTHEST) : at]
    if {"not", "true", "that"} <= set(before) or ("false" in before and _TOLD & set(before)):
        return True
    start = next((i for i in range(at - 1, -1, -1) if passage.word(i) in _CLAUSE_ENDS), -1) + 1
    rest = passage.lower[at:]
    if any(w in _FALSE and passage.word(at + n - 1) in ("is", "was", "are", "were") for n, w in enumerate(rest)):
        return passage.word(start) in ("the", *_TOLD) and bool(_TOLD & set(passage.lower[start : start + 3]))
    return bool(_FALSE & set(passage.lower[start:at])) and bool(_TOLD & set(passage.lower[start:at]))


def supposed(passage: Passage, verb: Mark, at: int, seen: Sequence[str]) -> str | None:
    """'Had A fallen,', 'once A is taken', 'nearly captured A': why it is no report; None when it may be one."""
    near = next((w for w in seen if w in _NEARLY), None)
    if near and verb.key.startswith("holding") and passage.word(verb.start - 1) == near:
        return f"'{near}' says that it did not happen"
    start = next((i for i in range(at - 1, -1, -1) if passage.word(i) in _CLAUSE_ENDS), -1) + 1
    if start < at and passage.word(start) in _SUPPOSES:
        return f"'{passage.word(start)}' makes it a supposition"
    heads = start == 0 or passage.words[start][:1].isupper()
    if heads and passage.word(start) in _INVERTED and start < at - len(seen) + 1 and at - start > 1:
        return f"'{passage.word(start)}' at the head makes it a condition, not a report"
    written = verb.forms <= {"third", "base"} or bool({"is", "are"} & set(seen))
    lead = next((i for i in range(at - 1, start - 1, -1) if passage.word(i) in _ONCE_TOLD), None)
    if written and lead is not None and at - lead <= _FARTHEST // 2 and "since" not in seen:
        return f"'{passage.word(lead)}' puts it in what is still to come"
    phrase = passage.lower[max(0, at - _FARTHEST) : at]
    return "'in the event' makes it a condition" if _runs(phrase, ["in", "the", "event"]) else None


def _runs(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(list(words[i : i + len(run)]) == list(run) for i in range(len(words)))


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
        if passage.word(i) in _THINKS and passage.word(i + 1) != "to" and at - i <= _FARTHEST:
            return f"'{passage.word(i)}' makes it what somebody thinks"
        if passage.word(i) in _VIEWS and "in" in passage.lower[max(0, i - 5) : i]:
            following = passage.word(i + 1)
            if following in (",", "of"):
                return f"'{passage.word(i)}' makes it what somebody thinks"
    return None


def may_yet_come(verb: Mark, seen: Sequence[str]) -> bool:
    """Whether 'may' or 'could' speaks of a change of hands still ahead ('could enter A'), not of what was."""
    group, _, how = verb.key.partition(":")
    return group == "holding" and how in _DEEDS and "have" not in seen

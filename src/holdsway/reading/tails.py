"""Speakers named after their words: 'A fell, the governor said': where what is said ends and the speaker begins.

A parser trained on the web takes such a tail for part of the clause before it; cut off, both parse well.
"""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.passages import Mark, Passage

__all__ = ["tail_of"]

_LONGEST = 16
_CLOSES = frozenset((".", ",", ";", ":", "", '"', "”", "!", ")", "—", "–"))
_GOES_ON = word_set(
    "on in at from late early when via through after before by during last yesterday today earlier "
    "later while as adding"
    "citing without under with over to and but this monday tuesday wednesday thursday friday "
    "saturday sunday"
)
_TOLD = word_set("tell told tells inform informed informs")
_STARTS = word_set(
    "the a an his her its their our some many several most both three two four five six one no another sources "
    "officials residents witnesses police locals villagers rescuers doctors medics activists analysts he she it they "
    "according local state rebel military government army medical hospital security diplomats monitors"
)
_DETERMINERS = word_set("the a an his her its their our some several two three four five six one another")
_SAYS_NOW = word_set(
    "say tell report claim insist believe estimate warn add maintain acknowledge admit allege think deny"
)
_NOT_VERBS = word_set("state head report count fear free control clear attack command")
_NOT_SUBJECTS = word_set(
    "that which who whom whose where what and but or nor so because although though while as if when after before "
    "than contrary he/she"
)
_BEFORE = word_set(
    "was were is are be been being has have had to not will would could may might did does do never also"
)


def tail_of(passage: Passage, words: Lexicon) -> tuple[int, int] | None:
    """The first word of a speaker that stands after what it says, and its verb; None where there is none."""
    for verb in passage.of("verb"):
        if not verb.key.startswith(("speech:says", "speech:denies")) or not verb.forms & {"past", "third", "base"}:
            continue
        if passage.is_name(verb.start) or passage.at("party", verb.start):
            continue  # 'Islamic State'
        if not verb.forms & {"past"} and verb.base not in _SAYS_NOW:
            continue  # 'on its sanctions list,', 'two border posts in the hills,'
        if not _ends(passage, verb) or passage.word(verb.start - 1) in _BEFORE:
            continue
        start = _speaker_start(passage, verb.start, words)
        if (start is not None and any(v.end < start for v in passage.of("verb"))) or (start is not None and start > 4):
            return start, verb.start
    return None


def _ends(passage: Passage, verb: Mark) -> bool:
    """Whether nothing that is said follows the verb: a stop, a time or a place, or whom it was told."""
    after = passage.word(verb.end)
    if after in _CLOSES or any(t.start == verb.end for t in passage.times):
        return True
    if passage.word(verb.start) in _TOLD:
        rest = passage.lower[verb.end :]
        return "that" not in rest[:8] and len(rest) <= 14
    if after in ("and", "but"):
        return False
    return after in _GOES_ON and "that" not in passage.lower[verb.end : verb.end + 7]


def _speaker_start(passage: Passage, verb: int, words: Lexicon) -> int | None:
    """Where the noun phrase before a verb of saying begins: right after the comma that closes what is said."""
    last: int | None = None
    for comma in _commas_before(passage, verb):
        if verb - comma > _LONGEST + 1:
            break
        segment = range(comma + 1, verb)
        if not segment:
            continue
        if (
            _can_begin(passage, comma + 1)
            and _names_speaker(passage, comma + 1, verb, words)
            and not _has_verb(passage, comma + 1, verb)
        ):
            last = comma + 1
            if passage.word(verb - 1) != ",":
                return last  # no aside before the verb: the nearest comma is the one
            continue
        if last is not None:
            break
    return last


def _commas_before(passage: Passage, verb: int) -> Iterator[int]:
    return (i for i in range(verb - 1, 0, -1) if passage.word(i) in (",", '"', "”", "''"))


def _can_begin(passage: Passage, word: int) -> bool:
    first = passage.word(word)
    if first in _NOT_SUBJECTS:
        return False
    return first in _STARTS or passage.is_name(word) or first.isalpha()


def _names_speaker(passage: Passage, start: int, verb: int, words: Lexicon) -> bool:
    span = passage.lower[start:verb]
    if any(w in words.lists["speakers"] or w in ("he", "she", "it", "they") for w in span):
        return True
    if any(passage.at("party", i) or passage.at("side", i) for i in range(start, verb)):
        return True
    if span and span[0] in _DETERMINERS and len(span) <= 8 and "," not in span:
        return True
    names = [i for i in range(start, verb) if passage.is_name(i)]
    return bool(names) and not any(passage.at("place", i) for i in names[:1]) and len(span) <= 10


def _has_verb(passage: Passage, start: int, verb: int) -> bool:
    """Whether another clause stands between: 'A fell, B was lost, he said' has its speaker after the last comma."""
    verb = next((i for i in range(start + 1, verb) if passage.word(i) in ("who", "whose")), verb)
    for mark in passage.of("verb"):
        if passage.word(mark.end) == "by":
            continue  # 'residents reached by telephone'
        finite = start <= mark.start < verb and not mark.forms <= {"participle", "ing", "base"}
        if finite and not passage.is_name(mark.start) and mark.base not in _NOT_VERBS:
            return True
    return any(
        passage.word(i) in ("was", "were", "is", "are", "had", "has", "have", "will", "would")
        for i in range(start, verb)
    )

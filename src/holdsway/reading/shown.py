"""What the parser is shown of a sentence where it would stumble: names and verbs that it knows, and commas.

The small parser has hardly met the names of a war, takes rare verbs for nouns ('the army retook Loder') and a day and
the name after it for one ('On 28 June Loder fell'). It is shown a word it has met often, and a comma; the record has
what was written.
"""

from __future__ import annotations

from holdsway.reading.deeds import is_past_form
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.predicates import written_forms

__all__ = ["commas", "hides", "stand_ins"]

_PLACE = "London"
"""The name shown for a place: one that any parser has met often, in every part of a sentence."""
_PARTY = "Taliban"
"""The name shown for a party that bears one of its own: with and without 'the', it does and suffers things."""
_VERBS = {
    "retake": ("take", "retake"),
    "retakes": ("takes", "retake"),
    "retook": ("took", "retake"),
    "administers": ("holds", "administer"),
    "governs": ("holds", "govern"),
    "overran": ("took", "overrun"),
    "quits": ("leaves", "quit"),
}
"""Verbs of control that the parser has hardly met: what is shown for them, and their base form."""
_NOUN_LIKE = {
    "controls": ("holds", "control"),
    "control": ("hold", "control"),
    "holds": ("holds", "hold"),
    "quit": ("left", "quit"),
    "recaptures": ("takes", "recapture"),
}
"""Verbs that the parser takes for nouns: only before a place, and after whoever does it."""
_WHOLLY = word_set("wholly entirely completely fully firmly totally securely")
_LEADS = word_set("on in by since at during late early until from across throughout")
_CLAUSE_STARTS = word_set(", ; : and but that")
_GOES_ON = word_set(
    ", . ; : - – — and or to of at in on by when after before that which who whose with for from until as night "
    "morning evening afternoon dawn noon local time alone 's is was were are has had have will ) ( ? !"
)
_OPENERS = word_set("after in at during following amid near throughout across")
_NO_NOUN = word_set(
    "the a an of in at on to from by with for and or near between against over into around under than that which who "
    "its their his her new old no all some many most both former next last first other this these those north-western"
)
_AUXILIARIES = word_set("was were had has have is are will would came fell took left held remained began")
_SHORTEST = 2
_PARTS = word_set("the most much all both parts part half large")


def stand_ins(passage: Passage) -> dict[int, tuple[str, str]]:
    """The words for which another is shown, by number: what is shown, and the base form that the word has here.

    Of a name of several words it is the last.
    """
    places = [m for kind in ("place", "parent") for m in passage.of(kind) if passage.at("party", m.start) is None]
    named = [(m, _PLACE) for m in places] + [(m, _PARTY) for m in passage.of("party")]
    found = {
        m.end - 1: (shown, passage.word(m.end - 1))
        for m, shown in named
        if passage.is_name(m.end - 1) and passage.is_name(m.start)
    }
    for at, word in enumerate(passage.lower):
        if word in _VERBS and passage.words[at].islower():
            found.setdefault(at, _VERBS[word])
        elif word in _NOUN_LIKE and passage.words[at].islower() and _takes_place(passage, at):
            found.setdefault(at, _NOUN_LIKE[word])
    return found


def hides(passage: Passage, at: int) -> bool:
    """'A is wholly under the Front': an adverb that the parser takes for what is said of A, and is not shown."""
    said = passage.word(at) in _WHOLLY and passage.word(at + 1) in ("under", "in")
    return said and passage.word(at - 1) in ("is", "was", "are", "were", "now", "again", "be", "been")


def _takes_place(passage: Passage, at: int) -> bool:
    """Whether a place comes right after a word, or most of one, and before it who takes or holds it."""
    after = at + 1
    while after < len(passage) and after < at + 5 and (passage.word(after) in _PARTS or passage.word(after) == "of"):
        after += 1
    is_place = any(passage.starting(kind, after) is not None for kind in ("place", "parent"))
    before = at - 1 - (passage.word(at - 1) in ("now", "still", "also", "already", "today"))
    is_doer = any(passage.at(kind, before) is not None for kind in ("party", "side"))
    return is_place and (is_doer or passage.word(before).endswith(("s", "men", "army", "militia", "group", "front")))


def commas(passage: Passage) -> set[int]:
    """Before which words a comma is shown: after a day or place that opens a clause, where none is written."""
    found = {t.end for t in passage.times if _opens(passage, t.start)}
    found = {at for at in found if not _is_aside(passage, at) or _known_after(passage, at)}
    found |= {m.end for m in _places_first(passage) if _known_after(passage, m.end)}
    if passage.lower[:2] == ["for", "the"] and passage.word(3) == "time":
        found.add(4)  # 'For the first time the Front holds A'
    if passage.word(0) in _OPENERS and (at := _subject_at(passage)) is not None:
        found.add(at)
    return {at for at in found if at < len(passage) and passage.word(at) not in _GOES_ON}


def _subject_at(passage: Passage) -> int | None:
    """Where the subject begins after a phrase that opens the sentence: 'After a week of fighting | the Front took'."""
    marks = sorted((m for kind in ("party", "side", "place") for m in passage.of(kind)), key=lambda m: m.start)
    for mark in marks:
        at = mark.start - (passage.word(mark.start - 1) == "the")
        at = next((f.start for f in passage.figures if f.end == at), at)  # '52 Front fighters'
        before = passage.word(at - 1)
        of_others = any(passage.at(kind, at - 1) is not None for kind in ("party", "side"))
        if at < _SHORTEST or before in _NO_NOUN or not before.isalpha() or of_others:
            continue
        if any(not passage.word(w)[:1].isalnum() for w in range(1, at)):
            return None  # a pause is written
        ahead = [passage.word(w) for w in range(mark.end, min(mark.end + 3, len(passage)))]
        verb = next(
            (n for n, w in enumerate(ahead) if w in _AUXILIARIES or is_past_form(w) or w in written_forms()), None
        )
        if verb is not None and all(word.isalpha() for word in ahead[:verb]):
            return at
    return None


def _places_first(passage: Passage) -> list[Mark]:
    return [m for kind in ("place", "parent") for m in passage.of(kind) if m.start == 1 and _opens(passage, m.start)]


def _known_after(passage: Passage, at: int) -> bool:
    return any(passage.starting(kind, at) is not None for kind in ("place", "parent", "party", "side"))


def _is_aside(passage: Passage, at: int) -> bool:
    """Whether what ends before a word may stand between two commas of one clause: 'A bomb in B, on 17 March killed'."""
    before = next((w for w in range(at - 1, -1, -1) if passage.word(w) in _CLAUSE_STARTS), None)
    return before is not None and passage.word(before) == ","


def _opens(passage: Passage, start: int) -> bool:
    lead = start
    while passage.word(lead - 1) in _LEADS:
        lead -= 1
    return lead == 0 or passage.word(lead - 1) in _CLAUSE_STARTS

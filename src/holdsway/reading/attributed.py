"""Whose words something is, told without a verb that governs it: 'by its own count', 'in X's words', 'X: “...”'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from holdsway.reading.lexicon import lexicon, word_set
from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree

__all__ = ["Attributed", "announced", "attributions", "is_speaker", "is_told_by_nobody", "who_told"]

_OWN = frozenset(("its", "their", "his", "her", "our"))
_POSSESSED = frozenset(("'s", "’s", "'", "’"))
_ACCOUNTS = word_set("account count reckoning estimate admission tally estimation calculation telling")
_WORDS = word_set("words telling account accounts phrase formulation")
_TOLLS = word_set("toll count tally figure figures estimate estimates tolls counts records log database tallies")
_REPLIES = word_set(
    "shot fired hit retorted countered replied responded answered snapped quipped doubts doubted disagrees disagreed "
    "differs differed says said was were is are wrote warned stressed insisted boasted read reads ran"
)
_IS = frozenset(("was", "were", "is", "are"))
_ASIDES = word_set("said says added adds continued insisted reported claimed noted explained recalled stressed")
_ENDS = frozenset((".", ";", ":", "!", "—", "–"))
_CLOSES = frozenset(('"', "”", "''"))
_QUOTES = frozenset(('"', "“", "''", "``"))
_PER = word_set("cent day week month year hour person head capita annum kilo kilogram litre barrel tonne")
_WHERE = word_set("at in of from on near to with inside outside who")
_TOLD = word_set("claimed reported said announced alleged understood revealed disclosed confirmed learned stated")
_LONGEST = 12
_FAR = 6


@dataclass(frozen=True, slots=True)
class Attributed:
    """A speaker at words `start` to `stop`, the word at `at` that says so, and the words that are theirs."""

    start: int
    stop: int
    at: int
    content: frozenset[int]


def attributions(passage: Passage, tree: Tree, said: Sequence[frozenset[int]]) -> Iterator[Attributed]:
    """The attributions of a sentence that no verb of saying makes; `said` are the words that already are somebody's."""
    for at, word in enumerate(passage.lower):
        if word == "by" or word == "in":
            yield from _by_account(passage, tree, at)
        elif word == "per" and passage.word(at + 1) not in _PER and passage.word(at - 1) == ",":
            yield from _per(passage, tree, at)
        elif word in ("has", "had") and passage.lower[at + 1 : at + 3] == ["it", "that"]:
            if (first := next((i + 1 for i in range(at - 1, -1, -1) if passage.words[i] in (",", ";")), 0)) < at:
                yield Attributed(first, at, at, frozenset(range(at + 3, len(passage))))  # 'a rumour has it that'
        elif word in _TOLLS:
            yield from _toll(passage, tree, at)
        elif word == ":":
            yield from _colon(passage, tree, at, said)
        elif word in _ASIDES or (word == "went" and passage.word(at + 1) == "on"):
            yield from _aside(passage, at, said)


def _by_account(passage: Passage, tree: Tree, at: int) -> Iterator[Attributed]:
    """'by its own account', "by the mayor's reckoning", "in a statement's words", 'by the account of X'."""
    nouns = _ACCOUNTS if passage.word(at) == "by" else _WORDS
    noun = next((i for i in range(at + 1, min(at + _FAR + 1, len(passage))) if passage.word(i) in nouns), None)
    if noun is None:
        return
    owner = next((i for i in range(at + 1, noun) if passage.word(i) in _POSSESSED), None)
    if owner is not None:
        start, stop = at + 1, owner
    elif any(passage.word(i) in _OWN for i in range(at + 1, noun)):
        start, stop = _whose(tree, noun) or (at + 1, noun)
    elif passage.word(noun + 1) == "of" and noun + 2 < len(passage):
        start, stop = noun + 2, _end_of_phrase(passage, tree, noun + 2)
        stop = stop if is_speaker(passage, start, stop) or passage.is_name(stop - 1) else start
    else:
        return
    if stop > start:
        yield Attributed(start, stop, at, _clause_words(passage, tree, noun, range(at, noun + 1)))


def _whose(tree: Tree, noun: int) -> tuple[int, int] | None:
    """Who does what is told 'by its own account'."""
    verb = next((w for w in tree.above(noun) if tree.classes[w] in ("VERB", "AUX", "ADJ")), None)
    while verb is not None and tree.child(verb, "nsubj") is None and tree.relation(verb) == "conj":
        verb = tree.heads[verb] if tree.heads[verb] != verb else None
    subject = tree.child(verb, "nsubj") if verb is not None else None
    if subject is None or tree.classes[subject] == "PRON":
        return None
    inside = tree.under(subject, stop=frozenset(("acl", "appos", "punct", "parataxis")))
    return min(inside), max(inside) + 1


def _per(passage: Passage, tree: Tree, at: int) -> Iterator[Attributed]:
    """'20 were killed, per a hospital official'."""
    stop = _end_of_phrase(passage, tree, at + 1)
    if stop > at + 1 and is_speaker(passage, at + 1, stop):
        yield Attributed(at + 1, stop, at, frozenset(range(at)))


def _toll(passage: Passage, tree: Tree, at: int) -> Iterator[Attributed]:
    """ "The ministry's toll rose to 32": the number is the ministry's."""
    owner = next((c for c in tree.those(at, "nmod:poss") if tree.classes[c] != "PRON"), None)
    if owner is None or any(t.start <= owner < t.end for t in passage.times):
        return
    start = min(i for i in tree.under(owner))
    stop = owner + 1
    if is_speaker(passage, start, stop) and tree.relation(at) in ("nsubj", "obl", "nmod"):
        yield Attributed(start, stop, at, _clause_words(passage, tree, at, range(start, at)))


def _colon(passage: Passage, tree: Tree, at: int, said: Sequence[frozenset[int]]) -> Iterator[Attributed]:
    """'X: “We hold A”', 'X was more careful: “...”', 'X shot back: A is ours'."""
    after = passage.word(at + 1)
    if at + 3 >= len(passage) or at == 0 or any(at + 2 in words for words in said):
        return
    is_quote = passage.words[at + 1] in _QUOTES
    first = next((i + 1 for i in range(at - 1, -1, -1) if passage.words[i] in (";", '"', "”")), 0)
    verbs = [i for i in range(first, at) if tree.classes[i] in ("VERB", "AUX")]
    if verbs:
        told = any(passage.word(i) in _REPLIES | _IS for i in verbs) if is_quote else passage.word(verbs[0]) in _REPLIES
        head = verbs[0]
        subject = next((c for v in verbs for w in (v, tree.heads[v]) for c in tree.those(w, "nsubj")), None)
        subject = subject if subject is not None else _before_verb(tree, first, head)
        if subject is None or not told or subject > at:
            return
        inside = tree.under(subject, stop=frozenset(("acl", "punct", "parataxis")))
        start, stop = min(inside), min(max(inside) + 1, max(head, subject + 1))
    else:
        if not is_quote and after not in ("we", "our"):
            return
        start, stop = first, at
    is_short = stop - start <= _LONGEST and start < stop
    if is_short and (is_speaker(passage, start, stop) or _names_somebody(passage, tree, start, stop)):
        closes = (i for i in range(at + 3, len(passage)) if passage.words[i] in _CLOSES)
        last = next(closes, len(passage)) if is_quote else len(passage)
        yield Attributed(start, stop, at, frozenset(range(at + 1, last)))


def announced(passage: Passage, tree: Tree) -> tuple[int, int] | None:
    """Who speaks next: a sentence that ends with a colon and names somebody before it."""
    last = len(passage) - 1
    if passage.word(last) != ":" or last == 0:
        return None
    subject = next((w for w in range(last) if tree.relations[w].startswith("nsubj")), None)
    first, stop = 0, last
    if subject is not None:
        inside = tree.under(subject, stop=frozenset(("acl", "punct", "parataxis")))
        first, stop = min(inside), max(inside) + 1
    is_known = is_speaker(passage, first, stop) or _names_somebody(passage, tree, first, stop)
    return (first, stop) if stop - first <= _LONGEST and is_known else None


def _before_verb(tree: Tree, first: int, verb: int) -> int | None:
    """The noun nearest before a verb whose subject the parse has lost."""
    return next((i for i in range(verb - 1, first - 1, -1) if tree.classes[i] in ("NOUN", "PROPN")), None)


def _aside(passage: Passage, at: int, said: Sequence[frozenset[int]]) -> Iterator[Attributed]:
    """'A, the mayor added, was taken', 'B is encircled, the source went on, and could be stormed'."""
    after = at + 1 + (passage.word(at) == "went")
    if passage.word(after) != "," and not (passage.word(at) == "went" and passage.words[after] in _ENDS):
        return
    start = next((i + 1 for i in range(at - 1, max(-1, at - _LONGEST), -1) if passage.word(i) == ","), None)
    if start is None or not is_speaker(passage, start, at):
        return
    first = next((i + 1 for i in range(start - 2, -1, -1) if passage.words[i] == ";"), 0)
    last = next((i for i in range(after, len(passage)) if passage.words[i] == ";"), len(passage))
    content = frozenset((*range(first, start - 1), *range(after + 1, last)))
    missing = [w for w in content if not any(w in words for words in said)]
    if len(missing) > 2 and start > first + 1:
        yield Attributed(start, at, at, content)


def _clause_words(passage: Passage, tree: Tree, word: int, own: range) -> frozenset[int]:
    """The words of the clause that a word stands in, without what is only joined to it before."""
    verb = next((w for w in tree.above(word) if tree.classes[w] in ("VERB", "AUX", "ADJ")), None)
    if verb is None:
        return frozenset(i for i in range(len(passage)) if i not in own)
    return frozenset(i for i in tree.under(verb) if i not in own)


def _end_of_phrase(passage: Passage, tree: Tree, start: int) -> int:
    """Where a noun phrase that begins at a word ends: before a verb or a sign."""
    end = start
    while end < len(passage) and end - start < _LONGEST:
        if passage.words[end] in (",", *_ENDS) or tree.classes[end] in ("VERB", "AUX", "SCONJ"):
            break
        end += 1
    return end


def is_speaker(passage: Passage, start: int, stop: int) -> bool:
    """Whether words name somebody who may speak: an office, a witness, a party, a ministry."""
    speakers = _speakers()
    words = passage.lower[start:stop]
    if not words or any(word in ("who", "which", "that") for word in words[:1]):
        return False
    named = any(passage.at("party", i) or passage.at("side", i) for i in range(start, stop))
    return named or any(word in speakers for word in words) or words in (["he"], ["she"], ["they"])


@cache
def _speakers() -> frozenset[str]:
    return lexicon().lists["speakers"]


def _names_somebody(passage: Passage, tree: Tree, start: int, stop: int) -> bool:
    """Whether words hold the name of a person or of a government by its capital: 'Ana Solt', 'Norhaven'."""
    return any(label == "PERSON" and start <= a < stop for a, _, label in tree.names) or (
        stop - start <= 2 and passage.is_name(stop - 1)
    )


def who_told(speaker: str) -> list[str]:
    """The words for a speaker without where it is: 'a nurse at the health post' is no post."""
    said = speaker.casefold().split()
    return said[: next((i for i, word in enumerate(said) if i and word in _WHERE), len(said))]


def is_told_by_nobody(passage: Passage, head: int) -> bool:
    """'A was taken, it was claimed': said by somebody who is not named."""
    after = passage.lower[head:]
    spots = [i for i in range(len(after) - 3) if after[i] in (",", "—", "–") and after[i + 1] == "it"]
    return any(after[i + 2] in ("was", "is", "has") and set(after[i + 3 : i + 5]) & _TOLD for i in spots)

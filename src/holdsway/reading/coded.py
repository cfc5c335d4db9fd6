"""Who does what to whom in a parsed sentence, coded by a user's PETRARCH dictionaries of actors, agents and verbs.

The source is whoever the verb's subject names (of a passive: whom it names after 'by'), the target the first argument
behind the verb that names another actor. The verb's code is that of its longest pattern whose words stand before and
behind it in their order. What is denied, planned or supposed is coded like the rest: the dictionaries have their own
codes for that, so whoever makes statements of the events must look at the mood of each verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from holdsway.reading.cameo import Part, VerbDictionary, VerbPattern, plover_class
from holdsway.reading.clauses import subject_of
from holdsway.reading.petrarch import PetrarchDictionary
from holdsway.reading.tree import Tree

__all__ = ["Coded", "CodedEvent", "Coder"]

_CLAUSES = frozenset(("acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "nsubj", "appos"))
_ARGUMENTS = ("obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "advmod", "compound")
_NOUNS = frozenset(("NOUN", "PROPN"))
_IN_PHRASE = frozenset(("compound", "amod", "flat", "nmod", "nummod"))
_LEADING = frozenset(("ADP", "DET", "PUNCT", "SCONJ", "CCONJ", "PART"))


@dataclass(frozen=True, slots=True)
class Coded:
    """A side of an event: its code, and the words `start` to `end` (exclusive) that name it."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event: who does it, to whom, its CAMEO code, and the word that is its verb."""

    source: Coded
    target: Coded
    code: str
    verb: int

    @property
    def plover(self) -> str | None:
        """The class of PLOVER it belongs to."""
        return plover_class(self.code)


class Coder:
    """Codes parsed sentences by a dictionary of actors and one of verbs."""

    def __init__(self, actors: PetrarchDictionary, verbs: VerbDictionary) -> None:
        self._actors, self._sets = actors, verbs.sets
        self._by_word: dict[str, list[tuple[tuple[str, ...], VerbPattern]]] = {}
        for pattern in verbs.patterns:
            for form in sorted(pattern.forms):
                words = tuple(form.split())
                self._by_word.setdefault(words[0], []).append((words, pattern))
        for known in self._by_word.values():
            known.sort(
                key=lambda entry: -len(entry[1].parts)
            )  # of equally long ones the dictionary's first stays first

    def events(self, words: Sequence[str], tree: Tree, on: date | None = None) -> Iterator[CodedEvent]:
        """The events of a sentence, given as its words and its tree, with the codes in force on a day."""
        lower = [word.casefold() for word in words]
        there = {*lower, *(word.removesuffix("s") for word in lower)}
        seen: set[tuple[str, str, str]] = set()
        for verb in range(len(tree)):
            if tree.classes[verb] not in ("VERB", "AUX") or (pattern := self._pattern(lower, there, verb)) is None:
                continue
            for source, target, code in self._pairs(words, tree, verb, pattern, on):
                if source.code != target.code and (source.code, target.code, code) not in seen:
                    seen.add((source.code, target.code, code))
                    yield CodedEvent(source, target, code, verb)

    def _pairs(
        self, words: Sequence[str], tree: Tree, verb: int, pattern: VerbPattern, on: date | None
    ) -> Iterator[tuple[Coded, Coded, str]]:
        sources, targets = self._sides(words, tree, verb, on)
        if not targets and len(sources) > 1:  # 'A and B renewed ties'
            yield from ((one, other, pattern.code or pattern.reverse or "") for one, other in permutations(sources, 2))
        for source in sources:
            for target in targets:
                if pattern.code:
                    yield source, target, pattern.code
                if pattern.reverse:
                    yield target, source, pattern.reverse

    def _sides(self, words: Sequence[str], tree: Tree, verb: int, on: date | None) -> tuple[list[Coded], list[Coded]]:
        """Those who do it, and those it is done to."""
        subject = subject_of(tree, verb)
        agent = tree.child(verb, "obl:agent")
        is_passive = agent is not None or tree.child(verb, "nsubj:pass", "aux:pass") is not None
        if is_passive and agent is None:
            agent = next((child for child in tree.those(verb, "obl") if tree.case(child) == "by"), None)
        doer, done = (agent, subject) if is_passive else (subject, None)
        sources = self._named(words, tree, doer, on, stop=_CLAUSES if is_passive else frozenset())
        targets = self._named(words, tree, done, on) or self._behind(words, tree, verb, on, apart_from=(doer, subject))
        known = {source.code for source in sources}
        return sources, [target for target in targets if target.code not in known]

    def _behind(
        self, words: Sequence[str], tree: Tree, verb: int, on: date | None, apart_from: tuple[int | None, ...]
    ) -> list[Coded]:
        """Whom the first argument behind the verb names that names anybody."""
        arguments = (c for c in tree.children[verb] if c > verb and tree.relation(c) in _ARGUMENTS)
        named = (self._named(words, tree, child, on) for child in arguments if child not in apart_from)
        return next((found for found in named if found), [])

    def _named(
        self, words: Sequence[str], tree: Tree, head: int | None, on: date | None, stop: frozenset[str] = frozenset()
    ) -> list[Coded]:
        """Whom the words on a head name: first without the clauses that hang on it, then with them, but for `stop`."""
        if head is None:
            return []
        for without in dict.fromkeys((_CLAUSES, stop)):
            part = tree.under(head, stop=without)
            if codes := self._actors.codes(_joined(words, part), on):
                start, end = self._narrowed(words, tree, part, codes, on)
                return [Coded(code, start, end) for code in codes]
        return []

    def _narrowed(
        self, words: Sequence[str], tree: Tree, part: list[int], codes: tuple[str, ...], on: date | None
    ) -> tuple[int, int]:
        """The shortest noun phrase among some words that has their codes, without what leads it ('with', 'the')."""
        inside = set(part)
        for noun in sorted(part, key=lambda word: len(tree.under(word, stop=_CLAUSES))):
            while tree.relation(noun) in _IN_PHRASE and tree.heads[noun] in inside:
                noun = tree.heads[noun]
            phrase = [word for word in tree.under(noun, stop=_CLAUSES) if word in inside]
            if tree.classes[noun] in _NOUNS and self._actors.codes(_joined(words, phrase), on) == codes:
                part = phrase
                break
        while len(part) > 1 and tree.classes[part[-1]] == "PUNCT":
            part = part[:-1]
        while len(part) > 1 and tree.classes[part[0]] in _LEADING:
            if self._actors.codes(_joined(words, part[1:]), on) != codes:
                break  # 'the' is part of some names
            part = part[1:]
        return part[0], part[-1] + 1

    def _pattern(self, lower: Sequence[str], there: set[str], verb: int) -> VerbPattern | None:
        """The longest pattern of the verb that fits the words about it; None where that is no event."""
        for form, pattern in self._by_word.get(lower[verb], ()):
            if not all(word in there or word[0] == "&" or " " in word for part in pattern.parts for word in part.words):
                continue  # a word of it stands nowhere in the sentence
            if tuple(lower[verb : verb + len(form)]) == form and self._fits(pattern, lower, verb):
                return pattern if pattern.code or pattern.reverse else None
        return None

    def _fits(self, pattern: VerbPattern, lower: Sequence[str], verb: int) -> bool:
        """Whether the words of a pattern stand on their side of the verb, in their order."""
        at = next(n for n, part in enumerate(pattern.parts) if part.kind is Part.VERB)
        before = [word for part in pattern.parts[:at] for word in part.words]
        behind = [word for part in pattern.parts[at + 1 :] for word in part.words]
        return self._in_order(behind, lower[verb + 1 :]) and self._in_order(before[::-1], lower[:verb][::-1])

    def _in_order(self, wanted: Sequence[str], lower: Sequence[str]) -> bool:
        at = 0
        for word in wanted:
            found = next((n for n in range(at, len(lower)) if self._is(word, lower, n)), None)
            if found is None:
                return False
            at = found + 1
        return True

    def _is(self, wanted: str, lower: Sequence[str], at: int) -> bool:
        """Whether a word, or one of a set, stands here, in the singular or with a plural -s."""
        names = self._sets.get(wanted[1:], frozenset()) if wanted.startswith("&") else (wanted,)
        for size in (1, 2):
            words = " ".join(lower[at : at + size])
            if words in names or words.removesuffix("s") in names:
                return True
        return False


def _joined(words: Sequence[str], part: Sequence[int]) -> str:
    return " ".join(words[word] for word in part)

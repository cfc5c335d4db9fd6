"""Names nobody bears, written over the treebanks' own: a parser must know new names by where they stand."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from treebanks import Sentence

KNOWN_FROM = 12
"""A proper noun met this often (`Monday`, `Iraq`) is a word to be learnt and keeps its form.

So does one that is a common noun elsewhere (`Ministry`)."""

_ORDER = 2
_LONGEST = 11


class Names:
    """Makes up names, letter by letter, each as likely as it is after the two before it in the treebanks' names."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        counts: Counter[str] = Counter()
        common: set[str] = set()
        for word in (word for sentence in sentences for word in sentence.words):
            if word.upos == "PROPN":
                counts[word.form] += 1
            else:
                common.add(word.form.lower())
        self._kept = frozenset(form for form, n in counts.items() if n >= KNOWN_FROM or form.lower() in common)
        self._next: dict[str, list[str]] = defaultdict(list)
        for form in counts:
            if _is_plain(form):
                padded = " " * _ORDER + form.lower() + " "
                for at in range(len(padded) - _ORDER):
                    self._next[padded[at : at + _ORDER]].append(padded[at + _ORDER])

    def made_up(self, chance: random.Random) -> str:
        """A name of three to eleven letters."""
        while True:
            name = " " * _ORDER
            while len(name) <= _LONGEST + _ORDER:
                letter = chance.choice(self._next[name[-_ORDER:]])
                if letter == " ":
                    break
                name += letter
            if 3 <= len(name.strip()) <= _LONGEST:
                return name.strip().title()

    def renamed(self, sentences: Iterable[Sentence], chance: random.Random) -> list[Sentence]:
        """The sentences with names made up for the rare ones, each name the same throughout."""
        given: dict[str, str] = {}
        found = []
        for sentence in sentences:
            words = []
            for word in sentence.words:
                if word.upos == "PROPN" and word.form not in self._kept and _is_plain(word.form):
                    name = given.setdefault(word.form, self.made_up(chance))
                    words.append(replace(word, form=name, lemma=name))
                else:
                    words.append(word)
            found.append(Sentence(words, "", sentence.opens_paragraph))
        return found


def _is_plain(form: str) -> bool:
    return len(form) > 2 and form.isalpha() and form.isascii() and form.istitle()

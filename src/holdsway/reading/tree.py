"""How the words of a sentence hang together: heads, relations and word classes, as the parser drew them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Tree"]

_FORMS = {"Fin": "finite", "Inf": "base", "Part": "participle", "Ger": "ing"}
_IN_NAME = frozenset(("flat", "compound", "flat:name", "flat:foreign", "goeswith", "fixed"))


class _Bare(dict[str, str]):
    """Relations without their subtype, each cut once."""

    def __missing__(self, relation: str) -> str:
        self[relation] = bare = relation.partition(":")[0]
        return bare


_BARE = _Bare()


@dataclass(slots=True)
class Tree:
    """A parsed sentence: for each word its head (itself at the root), relation, class, form and base form.

    Relations and classes are those of Universal Dependencies; `forms` are `finite`, `base`, `participle`, `ing` or ''.
    """

    heads: list[int]
    relations: list[str]
    classes: list[str]
    forms: list[str]
    lemmas: list[str]
    past: list[bool]
    names: list[tuple[int, int, str]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rebuild()

    def rebuild(self) -> None:
        """Draw up anew what hangs on each word, after a head was changed."""
        self.children = [[] for _ in self.heads]
        for word, head in enumerate(self.heads):
            if head != word:
                self.children[head].append(word)

    @classmethod
    def of(cls, doc: Any) -> Tree:
        """The tree of a parsed spaCy document or span of one sentence."""
        first = doc[0].i if len(doc) else 0
        forms, past = [], []
        for token in doc:
            morph = token.morph
            form = morph.get("VerbForm")
            tense = morph.get("Tense")
            named = _FORMS.get(form[0], "") if form else ""
            if named == "participle" and tense == ["Pres"]:
                named = "ing"
            forms.append(named)
            past.append(tense == ["Past"])
        return cls(
            heads=[token.head.i - first if 0 <= token.head.i - first < len(doc) else token.i - first for token in doc],
            relations=[token.dep_ for token in doc],
            classes=[token.pos_ for token in doc],
            forms=forms,
            lemmas=[token.lemma_.casefold() for token in doc],
            past=past,
            names=[(span.start - first, span.end - first, span.label_) for span in doc.ents],
        )

    def __len__(self) -> int:
        return len(self.heads)

    def relation(self, word: int) -> str:
        """The relation of a word to its head without its subtype: `nsubj` for `nsubj:pass`."""
        return _BARE[self.relations[word]]

    def child(self, word: int, *relations: str) -> int | None:
        """The first child in one of these relations, given in full or without subtype."""
        for child in self.children[word]:
            relation = self.relations[child]
            if relation in relations or _BARE[relation] in relations:
                return child
        return None

    def those(self, word: int, *relations: str) -> Iterator[int]:
        """The children in one of these relations, left to right."""
        for child in self.children[word]:
            relation = self.relations[child]
            if relation in relations or _BARE[relation] in relations:
                yield child

    def above(self, word: int) -> Iterator[int]:
        """The words a word hangs on, nearest first."""
        seen = {word}
        while (head := self.heads[word]) not in seen:
            yield head
            seen.add(head)
            word = head

    def under(self, word: int, *, stop: frozenset[str] = frozenset()) -> list[int]:
        """A word and all that hangs on it, in order, without what hangs on it in a relation of `stop`."""
        found, waiting = {word}, [word]
        while waiting:
            here = waiting.pop()
            inside = [c for c in self.children[here] if c not in found and self.relation(c) not in stop]
            found.update(inside)
            waiting += inside
        return sorted(found)

    def conjuncts(self, word: int) -> list[int]:
        """A word and those joined to it by 'and' or 'or', left to right."""
        found, waiting = [], [word]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.append(here)
                waiting += reversed(list(self.those(here, "conj")))
        return found

    def case(self, word: int) -> str:
        """The preposition of a word, its parts joined ('because of'); '' without one."""
        marks = [m for m in self.those(word, "case") if m < word]
        if not marks:
            return ""
        parts = sorted({part for mark in marks[:2] for part in (mark, *self.those(mark, "fixed"))})
        return " ".join(self.lemmas[part] for part in parts)

    def name_head(self, word: int) -> int:
        """The word that stands for a name of several words."""
        while self.relations[word] in _IN_NAME and self.heads[word] != word:
            word = self.heads[word]
        return word

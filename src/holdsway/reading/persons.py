"""Persons by name, as a sentence names them, and whom a short name or a pronoun stands for later in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from holdsway.reading.bond_words import offices_after, one_of
from holdsway.reading.passages import Passage

__all__ = ["People", "Person", "name_runs", "persons"]

_NOT_NAMED = frozenset(("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX", "PUNCT", "PART"))
_SINGULAR = frozenset(("he", "his", "him", "she", "her", "whose", "who"))
_PEOPLES = ("ans", "ese", "ists", "men", "rs", "is")
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name at words `start` to `end`; `first` is where title and name begin together."""

    first: int
    start: int
    end: int
    name: str


def persons(
    passage: Passage, first: int = 0, last: int | None = None, people: People | None = None
) -> Iterator[Person]:
    """The persons named among the words `first` to `last`; with `people`, also by a short name known from before."""
    stop = len(passage) if last is None else last
    for start, end in name_runs(passage):
        if start < stop and first < end and (person := _person(passage, max(start, first), min(end, stop), people)):
            yield person


def name_runs(passage: Passage) -> list[tuple[int, int]]:
    """The stretches of words written as a name, left to right: 'van' and 'bin' between them included."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(passage):
        if not _is_named(passage, at):
            at += 1
            continue
        end = _run_end(passage, at)
        while (
            at > 0
            and passage.word(at - 1) in ("-",)
            and passage.word(at - 2) in one_of("particles")
            and _touch(passage, at - 1)
        ):
            at -= 2  # 'al-Bab'
        found.append((at, end))
        at = end
    return found


@dataclass(slots=True)
class People:
    """The persons a text has named so far, in order, each by the fullest name, and the party of those it told."""

    full: list[str] = field(default_factory=list)
    sides: dict[str, str] = field(default_factory=dict)
    paragraph: int = -1
    subject: str | None = None

    def named(self, name: str) -> str | None:
        """The full name of the one person whom this name can mean; None when it is short and two bear it."""
        if name in self.full:
            return name
        words = _folded(name)
        bearers = [one for one in self.full if _is_short_for(words, _folded(one))]
        if len(bearers) == 1:
            return bearers[0]
        return None if bearers else name

    def meant(self, passage: Passage, at: int, here: list[Person]) -> str | None:
        """Whom 'he' or 'his' at a word stands for: the person named before it in the sentence, else spoken of last."""
        if passage.word(at) not in _SINGULAR:
            return None
        before = [person for person in here if person.end <= at]
        if before:
            subject = self._subject(passage, before)
            names = {person.name for person in before}
            if len(names) > 1 and (subject is None or subject.name != before[-1].name):
                return None
            return self.named(before[-1].name)
        return self.subject if self.paragraph == passage.paragraph else None

    def remember(self, passage: Passage) -> None:
        """Take note of whom a sentence names, and of whom it speaks first."""
        here = list(persons(passage, people=self))
        for person in here:
            if person.name not in self.full and self.named(person.name) == person.name:
                self.full.append(person.name)
        if passage.paragraph != self.paragraph:
            self.paragraph, self.subject = passage.paragraph, None
        if here:
            subject = self._subject(passage, here)
            single = here[0] if len({person.name for person in here}) == 1 else None
            spoken = subject or single
            self.subject = self.named(spoken.name) if spoken else None

    def _subject(self, passage: Passage, here: list[Person]) -> Person | None:
        """The person a sentence says something of, where the parse has one as the subject of its main verb."""
        tree = passage.tree
        if tree is None or not len(tree):
            return None
        for person in here:
            for word in range(person.first, person.end):
                over = tree.heads[word]
                if tree.relation(word) == "nsubj" and tree.relations[over] in ("ROOT", "root", "ccomp"):
                    joined = tree.conjuncts(word)[1:]
                    return None if any(p.first <= w < p.end for w in joined for p in here) else person
        return None


def _is_named(passage: Passage, at: int) -> bool:
    if not passage.is_name(at) or passage.word(at) in one_of("no_names"):
        return False
    tree = passage.tree
    if tree is None or not len(tree):
        return True
    if any(m.start <= at < m.end for kind in ("party", "place", "parent") for m in passage.of(kind)):
        return True
    if tree.classes[at] in _NOT_NAMED:
        return at > 0 and passage.is_name(at + 1) and tree.classes[at] not in ("DET", "PRON", "PUNCT")
    starts = at == 0 or passage.words[at - 1] in ('"', "“", ":", "‘")
    return not starts or tree.classes[at] == "PROPN" or passage.is_name(at + 1) or passage.words[at].isupper()


def _run_end(passage: Passage, at: int) -> int:
    """Where a run of names ends, 'van' and 'bin' between them included."""
    end = at + 1
    while end < len(passage):
        ahead = end
        while passage.word(ahead) in one_of("particles") and ahead < end + 4:
            ahead += 1
        linked = passage.word(ahead - 1) == "-" and _touch(passage, ahead - 1)
        if passage.word(ahead) == "." and ahead == end and len(passage.words[end - 1]) == 1:
            ahead += 1  # an initial
        if not (passage.is_name(ahead) or (linked and passage.words[ahead][:1].isalpha())):
            break
        if passage.word(ahead) in one_of("no_names") or (
            ahead > end and passage.word(end) == "-" and not _touch(passage, end)
        ):
            break
        end = ahead + 1
    return end


def _touch(passage: Passage, hyphen: int) -> bool:
    return hyphen + 1 < len(passage) and passage.starts[hyphen + 1] == passage.ends[hyphen]


def _person(passage: Passage, start: int, end: int, people: People | None) -> Person | None:
    """The person whose title and name end a run, if it is one."""
    start = next((m.end for m in passage.of("party") if m.start <= start < m.end), start)
    titles = one_of("honours") | one_of("ranks") | one_of("offices")
    titled = [i for i in range(start, end) if passage.word(i).rstrip(".") in titles]
    first = start
    if (taken := _rest_of_office(passage, start)) and not titled:
        start, titled = taken, [taken - 1]  # 'Secretary of State X'
    elif titled:
        start = titled[-1] + 1
        if end - start == 1 and len(titled) > 1 and passage.word(titled[-1]) in one_of("names_too"):
            start, titled = titled[-1], titled[:-1]  # 'General Sultan X'
        first = titled[-1]
        while first - 1 >= 0 and passage.word(first - 1).rstrip(".") in titles and first - 1 in titled:
            first -= 1
    elif start and passage.word(start - 1) in titles:
        titled = [start - 1]
    if not titled and passage.word(start - 1) == "the":
        return None  # 'the Hill Lions'
    if not (start < end <= start + _MOST_WORDS) or not _may_be_person(passage, start, end):
        return None
    name = passage.text(start, end)
    parts = [i for i in range(start, end) if passage.is_name(i) and len(passage.words[i]) > 1]
    if len(parts) >= 2 or titled or _is_entity(passage, start, end):
        return Person(first, start, end, name)
    known = people is not None and any(_is_short_for(_folded(name), _folded(one)) for one in people.full)
    return Person(first, start, end, name) if known else None


def _rest_of_office(passage: Passage, start: int) -> int | None:
    """Where a name begins whose run starts with the end of an office: 'of State X'."""
    for back in (1, 2):
        said = tuple(passage.lower[max(0, start - back) : start + 1])
        if said in offices_after().get(passage.word(start - back - 1), ()):
            return start + 1
    return None


def _may_be_person(passage: Passage, start: int, end: int) -> bool:
    parts = [i for i in range(start, end) if passage.words[i][:1].isalpha()]
    if not parts or not any(passage.is_name(i) for i in parts):
        return False
    if any(passage.word(i) in one_of("bodies") for i in parts if passage.is_name(i)):
        return False
    if any(len(passage.words[i]) > 2 and passage.words[i].isupper() for i in parts):
        return False
    if any(m.start < end and start < m.end for kind in ("party", "place", "parent") for m in passage.of(kind)):
        inside = [
            m for kind in ("party", "place", "parent") for m in passage.of(kind) if m.start < end and start < m.end
        ]
        if any(m.kind == "party" or m.end == end or m.end - m.start == end - start for m in inside):
            return False
    if any(t.start < end and start < t.end for t in passage.times):
        return False
    tree = passage.tree
    if tree is not None and any(
        label in ("ORGANISATION", "PLACE") and a <= start and end <= b for a, b, label in tree.names
    ):
        return (
            bool(start)
            and passage.word(start - 1).rstrip(".") in one_of("honours") | one_of("ranks") | one_of("offices")
        ) or end - start > 1
    return True


def _is_entity(passage: Passage, start: int, end: int) -> bool:
    tree = passage.tree
    if passage.words[end - 1].endswith(_PEOPLES):
        return False
    return tree is not None and any(label == "PERSON" and (a, b) == (start, end) for a, b, label in tree.names)


def _folded(name: str) -> list[str]:
    return name.casefold().replace("’", "'").split()


def _is_short_for(short: list[str], full: list[str]) -> bool:
    """'Noor', 'Atta Noor' for 'Atta Mohammad Noor'; a first name alone too, as many peoples use it."""
    return len(short) < len(full) and all(word in full for word in short)

"""Who speaks: each act of speech in a sentence, who speaks in it, and which words are what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdsway.frame import Frame
from holdsway.reading.clauses import clause_at
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, declared_source, who_speaks
from holdsway.reading.tree import Tree
from holdsway.records import Document

__all__ = ["Speech", "noun_phrase", "source_of", "speakers_at", "speeches"]

_ASIDES = frozenset(("acl", "advcl", "parataxis", "conj", "cc", "punct", "list", "discourse"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))
_RELATIVE = frozenset(("who", "which", "that"))
_NO_CONTENT = word_set("responsibility credit victory")
_MARKS = frozenset(('"', "“", "”", "''", "``"))
_NOT_SPEAKERS = word_set("there what this these those")


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker at words `start` to `stop`, the verb of saying, and the words that are said (`content`)."""

    start: int
    stop: int
    verb: int
    verb_end: int
    how: str
    speaker: str
    party: str | None
    content: frozenset[int]
    is_tail: bool = False

    @property
    def first(self) -> int:
        """The first word said; where nothing is, the word after the verb."""
        return min(self.content, default=self.verb_end)

    @property
    def last(self) -> int:
        """Past the last word said."""
        return max(self.content, default=self.verb_end - 1) + 1


def speeches(passage: Passage, tree: Tree, names: Names, hows: dict[int, str], memory: Memory) -> list[Speech]:
    """The acts of speech in a sentence, left to right; `hows` gives the verbs of saying and how each says."""
    found: list[Speech] = []
    for verb, how in sorted(hows.items()):
        speech = _speech(passage, tree, verb, how, names, memory)
        if speech:
            found.append(speech)
            memory.speaker, memory.party = speech.speaker, speech.party
    found += _according(passage, tree, names, memory)
    return sorted(found, key=lambda s: s.verb)


def speakers_at(found: Sequence[Speech], word: int) -> list[Speech]:
    """Whose words a word is, outermost first."""
    return sorted((s for s in found if word in s.content), key=lambda s: -len(s.content))


def source_of(chain: Sequence[Speech], document: Document, frame: Frame) -> str:
    """The source of what is said: the innermost speaker if a party or a declared source, else the publisher."""
    for speech in reversed(chain[-1:]):
        if speech.party and speech.party in frame.parties:
            declared = frame.scales.spokesmen_of(speech.party)
            return declared.source if declared else f"{frame.parties[speech.party].name} statements"
        if listed := declared_source(speech.speaker, frame):
            return listed
    return document.speaks_for or document.path.replace("\\", "/").rpartition("/")[2]


def noun_phrase(tree: Tree, word: int, *, stop: frozenset[str] = _ASIDES) -> tuple[int, int]:
    """The words of a noun phrase around its head, without clauses and asides: `start` to `end` (exclusive)."""
    words = set(tree.under(word, stop=stop))
    start = end = word
    while start - 1 in words:
        start -= 1
    while end + 1 in words:
        end += 1
    while start < word and tree.relation(start) in ("case", "mark", "punct", "cc"):
        start += 1
    return start, end + 1


def _speech(passage: Passage, tree: Tree, verb: int, how: str, names: Names, memory: Memory) -> Speech | None:
    content, is_tail = _content(passage, tree, verb, how)
    if quoted := _quoted(passage, verb):
        content = content | quoted
    clause = clause_at(tree, verb)
    who = clause.actor
    if clause.passive and clause.agent is None:
        who = None
    if tree.relation(verb) == "advcl" and tree.child(verb, "nsubj") is None and clause.subject is not None:
        who = clause.subject
    if who is None and content and min(content) < verb and (patient := clause.patient) is not None and patient > verb:
        who = patient  # 'A fell, said a city official'
        content, is_tail = frozenset(i for i in content if i < verb), True
    if who is None:
        return None
    if passage.word(who) in _RELATIVE and tree.relations[verb].startswith("acl"):
        who = tree.heads[verb]
    if passage.word(who) in _NOT_SPEAKERS:
        return None
    start, stop = noun_phrase(tree, who)
    if passage.word(who) in _PRONOUNS:
        start, stop = who, who + 1
    for aside in tree.those(who, "appos"):
        first, last = noun_phrase(tree, aside)
        if first <= stop + 1 and stop < last:
            stop = last
    content = frozenset(i for i in content if not start <= i < stop)
    if not content and how not in ("denies",):
        return None
    speaker, party = who_speaks(passage, start, stop, names, memory)
    if party is None and any(start <= m.start < stop and m.key == "rebels" for m in passage.of("side")):
        party = names.sides.rebel(memory.mentioned, memory.rebel)  # 'a rebel spokesman'
    return Speech(start, stop, verb, verb + 1, how, speaker, party, content, is_tail)


def _content(passage: Passage, tree: Tree, verb: int, how: str) -> tuple[frozenset[int], bool]:
    """The words said, and whether they stand before their speaker."""
    said: set[int] = set()
    own = set(tree.under(verb))
    for child in tree.children[verb]:
        relation = tree.relation(child)
        if (
            relation in ("ccomp", "xcomp", "csubj")
            or (relation == "parataxis" and not _speaks(tree, child))
            or (relation == "obj" and passage.word(child) not in _NO_CONTENT)
            or (
                relation == "obl" and tree.case(child) in ("for", "of", "about") and how in ("asks", "thinks", "denies")
            )
            or (relation == "advcl" and how == "says" and _is_quote(passage, child, verb))
        ):
            said |= set(tree.under(child))
    over = tree.heads[verb]
    if over != verb and tree.relation(verb) in ("parataxis", "advcl", "conj") and not any(c < verb for c in said):
        unmarked = tree.child(verb, "mark") is None and tree.child(verb, "nsubj") is not None and over < verb
        tail = tree.relation(verb) == "parataxis" or (tree.relation(verb) == "advcl" and unmarked)
        if tail or _is_as(passage, tree, verb):
            return frozenset(said | (set(tree.under(over)) - own)), True
    if said and max(said) < verb:
        for child in tree.those(verb, "conj"):  # 'A fell, he said, and B held out'
            if tree.child(child, "nsubj") is not None and not _speaks(tree, child):
                said |= set(tree.under(child))
        said |= _rest_of_quote(passage, verb)
    if not said:
        said = _after_that(passage, tree, verb)
    return frozenset(said - {verb}), bool(said) and max(said) < verb


def _after_that(passage: Passage, tree: Tree, verb: int) -> set[int]:
    """'said on Monday that ...': all that follows, where the parse lost what 'that' leads."""
    that = next((i for i in range(verb + 1, min(verb + 9, len(passage))) if passage.word(i) == "that"), None)
    return set(range(that + 1, len(passage))) if that is not None and tree.classes[that] == "SCONJ" else set()


def _quoted(passage: Passage, verb: int) -> frozenset[int]:
    """The words between quotation marks in a sentence whose verb of saying stands outside of them."""
    found: set[int] = set()
    opened: int | None = None
    marks = [i for i, word in enumerate(passage.words) if word in _MARKS]
    if marks and passage.words[marks[0]] in ('"', "''") and len(marks) % 2 == 1 and verb > marks[0]:
        found.update(range(marks[0]))  # the quotation began in a sentence before
        marks = marks[1:]
    for mark in marks:
        if opened is None:
            opened = mark
        else:
            found.update(range(opened, mark))
            opened = None
    if opened is not None:
        found.update(range(opened, len(passage)))
    return frozenset(found) if len(found) > 3 and verb not in found else frozenset()


def _speaks(tree: Tree, word: int) -> bool:
    return tree.lemmas[word] in ("say", "add", "report", "tell")


def _is_as(passage: Passage, tree: Tree, verb: int) -> bool:
    return any(passage.word(c) == "as" for c in tree.those(verb, "mark", "advmod"))


def _is_quote(passage: Passage, child: int, verb: int) -> bool:
    """Whether quotation marks stand between a verb of saying and a clause read as beside it."""
    low, high = sorted((child, verb))
    return any(passage.word(i) in ('"', "“", "”", "''", "``") for i in range(low, high))


def _rest_of_quote(passage: Passage, verb: int) -> set[int]:
    """'“A fell,” he said, “and B too.”': what goes on after the speaker between quotation marks."""
    opens = next((i for i in range(verb, len(passage)) if passage.words[i] == "“"), None)
    return set(range(opens, len(passage))) if opens is not None else set()


def _according(passage: Passage, tree: Tree, names: Names, memory: Memory) -> Iterator[Speech]:
    """'according to X', 'citing X': also who spoke last, for 'its spokesman' in the next sentence."""
    for at, word in enumerate(passage.lower):
        if word == "according" and passage.word(at + 1) == "to":
            who = next((c for c in range(at + 2, len(passage)) if at in tree.children[c]), None)
            if who is None:
                who = tree.heads[at] if tree.heads[at] > at else None
            if who is None:
                who = tree.child(at, "obl", "obj", "nmod")
        elif word == "citing":
            who = tree.child(at, "obj")
        else:
            continue
        if who is None or passage.word(who) in ("account", "accounts", "plan", "schedule"):
            continue
        start, stop = noun_phrase(tree, who)
        start = max(start, at + 1 + (word == "according"))
        over = tree.heads[who] if word == "according" and tree.heads[who] != at else tree.heads[at]
        if over in (who, at):
            over = next((i for i in range(len(tree)) if tree.heads[i] == i), who)
        own = set(tree.under(who)) | set(tree.under(at))
        content = set(tree.under(over)) - own
        while over != tree.heads[over] and tree.classes[over] not in ("VERB", "AUX", "ADJ"):
            over = tree.heads[over]
            content = set(tree.under(over)) - own
        speaker, party = who_speaks(passage, start, stop, names, memory)
        if not speaker or not content:
            continue
        memory.speaker, memory.party = speaker, party
        yield Speech(
            start, stop, at, at + 1 + (word == "according"), "says", speaker, party, frozenset(content), at > 3
        )

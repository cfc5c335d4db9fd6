"""What the rules see of one sentence: its words and parse, names, places, speakers, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from holdsway.reading.clauses import Clause, clause_at
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.moods import Stance, mood_of
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, is_own
from holdsway.reading.speech import Speech, noun_phrase, speakers_at
from holdsway.reading.tree import Tree

__all__ = ["Scene"]

_OTHERS = word_set("local tribal allied pro-government other foreign international coalition nato western rival")
_LEADS = frozenset(("of", "from", "by", "with", "in"))
_BOUND = frozenset(("loyal", "lead", "ally", "belong", "affiliate", "link", "fight", "back", "align", "control"))
_LOOSE = frozenset(
    (
        "after",
        "before",
        "with",
        "amid",
        "despite",
        "because",
        "following",
        "without",
        "as",
        "unlike",
        "including",
        "for",
        "against",
    )
)
_PRONOUNS = frozenset(("they", "it", "he", "we", "them", "us", "themselves"))
_CLAUSES = frozenset(("acl", "advcl", "parataxis", "ccomp", "csubj", "xcomp", "list", "discourse", "vocative"))


@dataclass(slots=True)
class Scene:
    """One sentence with all that bears on how its words are read."""

    passage: Passage
    tree: Tree
    names: Names
    words: Lexicon
    memory: Memory
    mentioned: frozenset[str]
    speeches: list[Speech]
    phrases: list[PlacePhrase]
    groups: list[list[PlacePhrase]]
    focus: PlacePhrase | None = None
    parent: str | None = None
    matter: Finding | None = None
    participants: list[Participant] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    _clauses: dict[int, Clause] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not len(self.tree):
            return  # a heading: it names places, and nobody does anything in it
        self.participants = sorted(self._participants(), key=lambda p: (p.start, -p.end))

    def chain(self, word: int) -> tuple[Speech, ...]:
        """Whose words a word is, innermost last."""
        return tuple(speakers_at(self.speeches, word))

    def mood(self, head: int, *, deed: bool = False) -> Stance | None:
        """How the clause at a word is said; None when nobody vouches for it either way."""
        return mood_of(self.passage, self.tree, head, self.chain(head), self.words, deed=deed)

    def clause(self, head: int) -> Clause:
        """The clause of a predicate."""
        if head not in self._clauses:
            self._clauses[head] = clause_at(self.tree, head)
        return self._clauses[head]

    def other(self, party: str | None) -> str | None:
        """Who stands against a party in this text; None where that cannot be told."""
        return self.names.sides.other(party, self.mentioned)

    @property
    def state(self) -> str | None:
        """The party that is the state."""
        return self.names.sides.state.id if self.names.sides.state else None

    @property
    def is_two_sided(self) -> bool:
        """Whether only one party besides the state can be meant here."""
        others = self.mentioned - {self.state}
        return self.state is not None and (len(self.names.frame.parties) == 2 or len(others) == 1)

    @property
    def rebel(self) -> str | None:
        """The armed group that 'militants' means in this text."""
        return self.names.sides.rebel(self.mentioned, self.memory.rebel)

    def who(self, word: int | None) -> Participant | None:
        """The actor that a noun phrase names: a party of the frame, or the words themselves for any other actor."""
        party = self.party(word)
        if party is not None or word is None:
            return party
        start, end = noun_phrase(self.tree, word)
        if self.tree.classes[word] == "PRON" or not self.passage.words[word][:1].isalpha():
            return None
        while start < word and self.passage.word(start) in ("the", "a", "an", "some", "several", "its", "their"):
            start += 1
        return Participant(start, end, self.passage.text(start, end), self.passage.text(start, end), is_party=False)

    def party(self, word: int | None, depth: int = 0) -> Participant | None:
        """The party that a noun phrase with head `word` stands for."""
        if word is None or depth > 3:
            return None
        tree = self.tree
        own = self._covering(word)
        if own:
            return own
        for child in tree.those(word, "compound", "flat", "amod", "nmod:poss", "nmod:desc"):
            if tree.classes[child] != "PRON" and (found := self._covering(child)):
                return self._spanning(found, word)
        for child in tree.those(word, "nmod"):
            if tree.case(child) in _LEADS and (found := self._covering(child) or self.party(child, depth + 1)):
                return self._spanning(found, word)
        for child in tree.those(word, "acl", "amod", "advcl"):
            if tree.lemmas[child] in _BOUND or self.passage.word(child) in ("led", "allied", "backed", "loyal"):
                for inner in tree.those(child, "obl", "obj", "nmod", "obl:agent"):
                    bound = tree.case(inner) in ("to", "by", "with", "for") and self.passage.word(child) != "backed"
                    if bound and (found := self.party(inner, depth + 1)):
                        return self._spanning(found, word)
        for child in tree.those(word, "appos"):
            if found := self.party(child, depth + 1):
                return self._spanning(found, word)
        return None

    def parties(self, word: int | None) -> list[Participant]:
        """The parties of a phrase and of those joined to it by 'and', each once."""
        if word is None:
            return []
        found: dict[str, Participant] = {}
        for part in self.tree.conjuncts(word):
            if named := self.party(part):
                found.setdefault(named.party, named)
        return list(found.values())

    def actors(self, word: int | None) -> list[Participant]:
        """The actors of a phrase and of those joined to it by 'and', whether parties of the frame or not."""
        if word is None:
            return []
        found: dict[str, Participant] = {}
        for part in self.tree.conjuncts(word):
            if named := self.who(part):
                found.setdefault(named.party, named)
        return list(found.values())

    def places(self, word: int | None) -> list[PlacePhrase]:
        """The places that a noun phrase with head `word` names, with those joined to it by 'and'."""
        if word is None:
            return []
        found: list[PlacePhrase] = []
        passage = self.passage
        for part in self.tree.conjuncts(word):
            for phrase in self.phrases:
                if phrase.start <= part < phrase.end and phrase not in found:
                    found.append(phrase)
        if not found and (owned := self._owned(word)):
            return [owned]
        if not found and (passage.word(word) in passage.areas or passage.word(word) in passage.partly):
            for child in self.tree.those(word, "nmod"):
                if self.tree.case(child) == "of" and child != word:
                    part_of = passage.word(word) in passage.partly
                    return [replace(p, partial=p.partial or part_of) for p in self.places(child)]
        if found:
            inside = set(self.tree.under(word, stop=_CLAUSES))
            for group in self.groups:
                if found[0] in group:
                    found += [p for p in group if p not in found and p.core in inside]
        return sorted(found, key=lambda p: p.start)

    def _owned(self, word: int) -> PlacePhrase | None:
        """'A's airport', "the city's bridges": a phrase of the place that owns what is named."""
        for child in self.tree.those(word, "nmod:poss", "compound"):
            for phrase in self.phrases:
                if phrase.start <= child < phrase.end and (phrase.kind == "place" or phrase.kind == "site"):
                    return replace(phrase, start=min(phrase.start, child), end=max(phrase.end, word + 1))
        return None

    def span(self, clause: Clause, *extra: int | None, subject: bool = True) -> tuple[int, int]:
        """The words of a clause with its arguments, without asides and clauses on it: `start` to `end` (exclusive).

        An adjunct after an aside ('took A, home to many, on Sunday') is left out.
        """
        tree, head = self.tree, clause.head
        core = {head, *(c for c in tree.those(head, "aux", "compound:prt"))}
        for word in (
            clause.object,
            clause.agent,
            *extra,
            clause.subject if subject and self._is_near(clause) else None,
        ):
            if word is not None:
                first, last = noun_phrase(tree, word)
                core.update((word, first, last - 1))
        start, end = min(core), max(core) + 1
        inside: set[int] = set()
        for child in tree.children[head]:
            relation = tree.relation(child)
            if self._is_loose(child):
                continue
            if relation in ("obl", "advmod", "obj", "cop", "aux", "xcomp", "nmod") and not (
                child < head and self._leads(child, head)
            ):
                inside.update(
                    tree.under(child, stop=frozenset({"acl", "advcl", "parataxis", "appos", "conj", "ccomp"}))
                )
        inside.update(tree.under(clause.object, stop=_CLAUSES | {"appos"}) if clause.object is not None else ())
        while start - 1 in inside or (start - 2 in inside and tree.classes[start - 1] == "PUNCT" and False):
            start -= 1
        while end in inside or (end + 1 in inside and self.passage.word(end) in ("-", "'s", "%")):
            end += 1
        start, end = self._trimmed(start, end)
        return self._with_speaker(start), end

    def _is_loose(self, child: int) -> bool:
        """Whether an adjunct tells of something else: 'after the collapse', 'with the loss of', or has a verb in it."""
        if self.tree.relation(child) != "obl":
            return False
        if self.tree.case(child).split(" ")[0] in _LOOSE:
            return True
        return any(self.tree.classes[w] == "VERB" for w in self.tree.under(child, stop=frozenset({"acl"})))

    def _is_near(self, clause: Clause) -> bool:
        """Whether the subject of a clause is its own and close enough to be quoted with it."""
        return clause.subject is not None and not clause.shared_subject and abs(clause.head - clause.subject) <= 14

    def with_denial(self, start: int, head: int) -> int:
        """Where a quote begins so that the denial stands in it: 'The army denies that A is lost'."""
        chain = self.chain(head)
        if not chain or chain[-1].how != "denies" or chain[-1].is_tail or not chain[-1].start < start:
            return start
        return chain[-1].start if start - chain[-1].start <= 16 else chain[-1].verb

    def _with_speaker(self, start: int) -> int:
        """'X insisted it still held A': a clause that begins with a pronoun is quoted with its speaker."""
        if self.passage.word(start) not in ("it", "they", "he", "she", "we"):
            return start
        speech = next((s for s in self.speeches if s.verb < start <= s.verb + 2 and start in s.content), None)
        return speech.start if speech is not None and speech.start < start and start - speech.start <= 8 else start

    def _leads(self, child: int, head: int) -> bool:
        """Whether an adjunct stands before the subject, as in 'On Tuesday, the army took A'."""
        subject = self.tree.child(head, "nsubj", "csubj")
        return subject is not None and child < subject

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        passage = self.passage
        while start < end - 1 and passage.word(start) in (
            ",",
            ".",
            ";",
            ":",
            "-",
            "—",
            "–",
            "and",
            "but",
            "that",
            '"',
            "“",
            "(",
        ):
            start += 1
        while end - 1 > start and passage.word(end - 1) in (",", ".", ";", ":", "-", "—", "–", '"', "”", ")", "!", "?"):
            end -= 1
        return start, end

    def _covering(self, word: int) -> Participant | None:
        return next((p for p in self.participants if p.start <= word < p.end), None)

    def _spanning(self, found: Participant, word: int) -> Participant:
        start, end = min(found.start, word), max(found.end, word + 1)
        return Participant(start, end, found.party, self.passage.text(start, end))

    def _participants(self) -> list[Participant]:
        passage, found = self.passage, []
        forces = self.words.lists["forces"]
        for mark in passage.of("party"):
            end = mark.end
            while passage.word(end) in forces and end - mark.end < 2:
                end += 1
            found.append(Participant(mark.start, end, mark.key, passage.text(mark.start, end)))
        for mark in passage.of("side"):
            if any(p.start < mark.end and mark.start < p.end for p in found):
                continue
            if side := self._side(mark):
                found.append(Participant(mark.start, mark.end, side, passage.text(mark.start, mark.end)))
        return found + self._standing_in(found)

    def _side(self, mark: Mark) -> str | None:
        """The party meant by 'troops' or 'militants', where nothing else is named with them."""
        passage = self.passage
        before = passage.word(mark.start - 1)
        named = mark.key == "rebels" and mark.start > 1 and passage.is_name(mark.start - 1)
        if named or before in self.words.lists["own"] or before in _OTHERS:
            return None  # 'Haqqani fighters', 'his men', 'local fighters' are not the rebels as such
        head = self.tree.name_head(mark.end - 1)
        for child in self.tree.those(head, "nmod", "acl", "amod"):
            inside = self.tree.under(child)
            led = next((m.key for m in passage.of("party") if m.start in inside), None)
            if led is not None:
                return None  # told by what hangs on it: 'insurgents led by the Front'
        party = self.state if mark.key == "state" else self.rebel
        return party if party and (mark.key == "rebels" or is_own(passage, mark.start, self.names)) else None

    def _standing_in(self, found: list[Participant]) -> list[Participant]:
        """'its forces', 'his men', 'they', 'the group': the party that speaks, else the one last spoken of."""
        passage, more = self.passage, []
        own, forces = self.words.lists["own"], self.words.lists["forces"]
        for at, word in enumerate(passage.lower):
            if word not in own and word not in ("group", "we", "our"):
                continue
            if any(p.start <= at < p.end for p in found):
                continue
            chain = self.chain(at)
            party = self._meant_by(word, at, chain, found)
            if (word in own or word == "our") and passage.word(at + 1) in forces and party:
                more.append(Participant(at, at + 2, party, passage.text(at, at + 2)))
            elif word in ("they", "it", "we") and party:
                more.append(Participant(at, at + 1, party, passage.words[at]))
            elif (
                word == "group"
                and passage.word(at - 1) == "the"
                and (party or self.memory.party or self.memory.subject)
            ):
                whose = party or self.memory.party or self.memory.subject or ""
                more.append(Participant(at - 1, at + 1, whose, passage.text(at - 1, at + 1)))
        return more

    def voice_at(self, pronoun: str, at: int) -> str | None:
        """The party that a pronoun at word `at` would stand for."""
        return self._meant_by(pronoun, at, self.chain(at), [p for p in self.participants if p.end <= at])

    def _meant_by(self, word: str, at: int, chain: tuple[Speech, ...], found: list[Participant]) -> str | None:
        """The party that a pronoun stands for: who speaks, who was named before it, who was spoken of last."""
        speaker = chain[-1].party if chain else None
        if word in ("we", "our"):
            return speaker or (self.memory.party if self._in_quotes(at) else self.memory.voice)
        if speaker:
            return speaker
        earlier = [p for p in found if p.end <= at]
        if chain:
            inside = [p for p in earlier if p.start in chain[-1].content]
            return inside[-1].party if inside else None
        return earlier[-1].party if earlier else self.memory.subject

    def _in_quotes(self, at: int) -> bool:
        return any(word in ('"', "“") for word in self.passage.words[:at])

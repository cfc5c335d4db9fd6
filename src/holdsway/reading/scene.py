"""What the rules see of one sentence: its words and parse, names, places, speakers, and what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from holdsway.reading.clauses import Clause, clause_at
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.lexicon import Lexicon, word_set
from holdsway.reading.moods import Stance, mood_of
from holdsway.reading.near_names import with_near
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.patterns import control_patterns
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names
from holdsway.reading.speakers import Memory, is_own
from holdsway.reading.speech import Speech, noun_phrase, speakers_at
from holdsway.reading.standing_in import spoken_of, standing_in
from holdsway.reading.tree import Tree
from holdsway.records import Kind, Polarity

__all__ = ["Scene"]

_OTHERS = word_set("local tribal allied pro-government other foreign international coalition nato western rival")
_LEADS = frozenset(("of", "from", "by", "with", "in"))
_BOUND = frozenset(("loyal", "lead", "ally", "belong", "affiliate", "link", "fight", "back", "align", "control"))
_LOOSE = word_set("after before with amid despite because following without as unlike including for against")
_HOURS = word_set(
    "dawn dusk morning noon midday afternoon evening night nightfall midnight sunset sunrise then now weekend"
)
_FIGHTERS = frozenset(("fighters", "gunmen"))
_ATTACKERS = frozenset(("attackers", "assailants", "raiders"))
_SPELLS = frozenset(("minute", "hour", "day", "night", "week", "month", "year"))
_STANDS = ("in", "at", "of", "inside", "on", "above", "around", "across", "throughout")
_BRINKS = word_set("verge brink edge cusp point threshold chance prospect danger risk way")
_COMPANIONS = ("with", "together with", "alongside", "along with", "jointly with")
_BESIDES = ("along with", "together with", "as well")
_MEANS = word_set("support help backing aid assistance cover")
_NO_PLACES = word_set("management administration authority population resident inhabitant people")
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
    spoken: Sequence[PlacePhrase] = ()
    matter: Finding | None = None
    participants: list[Participant] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    before: Sequence[Finding] = ()
    counted: Finding | None = None
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
        if self.passage.word(head - 1) == "of" and self.passage.word(head - 2) in _BRINKS:
            return None  # 'on the verge of falling'
        said = mood_of(self.passage, self.tree, head, self.chain(head), self.words, deed=deed)
        if said is not None and self._has_no_truth(head):
            return replace(said, polarity=Polarity.NEGATED)
        return said

    def _has_no_truth(self, head: int) -> bool:
        """'There is no truth in the claim that A fell'."""
        tree, claim = self.tree, self.tree.heads[head]
        if tree.relation(head) not in ("acl", "ccomp") or tree.classes[claim] != "NOUN" or claim == head:
            return False
        truth = claim if tree.lemmas[claim] == "truth" else tree.heads[claim]
        said = tree.lemmas[truth] == "truth" or any(tree.lemmas[c] == "truth" for c in tree.children[truth])
        return said and "no" in self.passage.lower[max(0, min(claim, truth) - 7) : max(claim, truth)]

    def clause(self, head: int) -> Clause:
        """The clause of a predicate."""
        if head not in self._clauses:
            clause = with_near(clause_at(self.tree, head), self.tree, self.passage)
            by_time = clause.agent is not None and self._is_time(clause.agent)
            self._clauses[head] = replace(clause, agent=None) if by_time else clause
        return self._clauses[head]

    def _is_time(self, word: int) -> bool:
        """'was retaken by nightfall': when, not by whom."""
        return self.passage.word(word) in _HOURS or any(t.start <= word < t.end for t in self.passage.times)

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

    def rebels_by(self, *words: str) -> str | None:
        """The armed group that words for such mean in this text."""
        return self.names.sides.rebels_by(words, self.mentioned, self.memory.rebel)

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
        before = next((p for p in self.participants if p.end == word), None)
        if before is not None and self.passage.word(word) in self.words.lists["forces"]:
            return self._spanning(before, word)  # 'Army units', where the parser has the two apart
        if self._serves(word):
            for child in tree.those(word, "compound", "amod", "nmod:poss"):
                if side := self.names.sides.nations.get(self.passage.words[child]):  # "an Ostrian battalion"
                    return Participant(child, word + 1, side, self.passage.text(child, word + 1))
        for child in tree.those(word, "nmod"):
            if tree.case(child) in _LEADS and (found := self._covering(child) or self.party(child, depth + 1)):
                return self._spanning(found, word)
        for child in tree.those(word, "acl", "amod", "advcl"):
            if tree.lemmas[child] in _BOUND or self.passage.word(child) in ("led", "allied", "backed", "loyal"):
                for inner in tree.those(child, "obl", "obj", "nmod", "obl:agent"):
                    bound = tree.case(inner) in ("to", "by", "with", "for") and self.passage.word(child) != "backed"
                    if bound and (found := self.party(inner, depth + 1)):
                        return self._spanning(found, word)
        if (told := self._believed_of(word)) is not None:
            return self.party(told, depth + 1)
        for child in [c for w in (word, *tree.those(word, "flat")) for c in tree.those(w, "appos")]:
            if found := self.party(child, depth + 1):
                return self._spanning(found, word)
        return None

    def _believed_of(self, word: int) -> int | None:
        """'Gunmen believed to belong to X', 'militants suspected to be from X': to whom they are said to belong."""
        tree = self.tree
        for child in tree.those(word, "acl"):
            inner = tree.child(child, "xcomp") if self.passage.word(child + 1) == "to" else None
            if inner is not None and tree.lemmas[inner] in ("belong", "be"):
                return next((c for c in tree.those(inner, "obl") if tree.case(c) in ("to", "with", "from")), None)
            if inner is not None and tree.child(inner, "cop") is not None:
                return inner
        return None

    def parties(self, word: int | None) -> list[Participant]:
        """The parties of a phrase and of those joined to it by 'and', each once."""
        if word is None:
            return []
        found: dict[str, Participant] = {}
        for part in self.tree.conjuncts(word):
            joined = [c for a in self.tree.those(part, "amod", "compound") for c in self.tree.conjuncts(a)]
            with_ = [c for c in self.tree.those(part, "nmod") if self.tree.case(c) in _COMPANIONS]
            own = self.party(part) or self._bare(part, word)
            for named in (own, *(self._told_by(c, part) for c in joined), *map(self.party, with_)):
                if named is not None:
                    found.setdefault(named.party, named)
        return list(found.values())

    def _bare(self, part: int, word: int) -> Participant | None:
        """The first of 'Ostrian and Norlander troops', where the parse has it for a noun."""
        joined = any(self._serves(other) for other in self.tree.conjuncts(word) if other > part)
        side = self.names.sides.nations.get(self.passage.words[part]) if joined else None
        return Participant(part, part + 1, side, self.passage.words[part]) if side else None

    def _serves(self, word: int) -> bool:
        return any(self.passage.word(word) in self.words.lists[name] for name in ("forces", "serving"))

    def _told_by(self, word: int, noun: int) -> Participant | None:
        """The party of one of two adjectives: 'Ostrian and Norlander soldiers'."""
        side = self.names.sides.nations.get(self.passage.words[word])
        is_force = self._serves(noun)
        told = Participant(word, word + 1, side, self.passage.words[word]) if side and is_force else None
        return self._covering(word) or told

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
            if any(passage.word(c) in ("not", "except") for c in self.tree.children[part]):
                continue  # 'holds A but not B'
            for phrase in self.phrases:
                if phrase.start <= part < phrase.end and phrase not in found:
                    found.append(phrase)
            beside = [c for c in self.tree.those(part, "appos") if part != word]  # 'A and its port, B'
            found += [p for c in beside for p in self.phrases if p.start <= c < p.end and p not in found]
        if not found and (owned := self._owned(word)):
            return [owned]
        share = any((f.is_share or f.is_percent) and f.start <= word <= f.end for f in passage.figures)
        if not found and (share or passage.word(word) in passage.areas or passage.word(word) in passage.partly):
            for child in self.tree.those(word, "nmod", "obl"):
                if self.tree.case(child) in ("of", "over") and child != word:
                    part_of = share or passage.word(word) in passage.partly
                    return [replace(p, partial=p.partial or part_of) for p in self.places(child)]
        poss = next((c for c in self.tree.those(word, "nmod:poss") if passage.word(c) == "its"), None)
        if not found and poss is not None and passage.word(word) in passage.site:
            found = [PlacePhrase(poss, word + 1, "it", "site", core=word)]  # 'its airport'
        if not found and passage.word(word) == "all" and passage.word(word + 1) == "but":
            rest = [c for c in self.tree.those(word, "nmod", "conj") if c > word] or self._joined_after(word)
            return [q for c in rest[:1] for q in self._within(c, ("of", "in", "at", "around"))]
        if all(p.kind in ("count", "site") for p in found) and passage.word(word) in control_patterns().works:
            if standing := self._within(word, _STANDS):
                return standing
            if all(p.kind == "count" for p in found):
                return self._beside(word) or self._here(word) or found
        if not found and passage.word(word) == "one":
            named = [c for c in self.tree.those(word, "nmod") if self.tree.case(c) in ("at", "in", "of")]
            return self.places(named[0]) if named else []  # 'only the crossing at A', 'the one at A'
        if found:
            inside = set(self.tree.under(word, stop=_CLAUSES))
            for group in self.groups:
                if found[0] in group:
                    alike = [p for p in group if p not in found and p.kind == found[0].kind]
                    found += [p for p in alike if p.core in inside or self._is_listed(p, word)]
        for child in self.tree.those(word, "nmod"):
            if found and self.tree.case(child) in _BESIDES:
                found += [p for p in self.places(child) if p not in found]  # 'A, along with B and C'
        return sorted(found, key=lambda p: p.start)

    def _is_listed(self, phrase: PlacePhrase, word: int) -> bool:
        """Whether a place right after others is one of their list that the parser hung elsewhere."""
        tree, head = self.tree, self.tree.name_head(phrase.core)
        return (
            phrase.start > word
            and tree.relation(head) in ("dep", "appos", "conj", "list", "parataxis", "nmod", "obl")
            and tree.child(head, "cop", "nsubj", "acl", "aux") is None
            and tree.classes[head] == "PROPN"
        )

    def _joined_after(self, word: int) -> list[int]:
        """What a verb takes after 'but': 'controls all but the south of A'."""
        return [c for c in self.tree.those(self.tree.heads[word], "conj", "obj", "obl") if word < c <= word + 6]

    def _within(self, word: int, cases: tuple[str, ...]) -> list[PlacePhrase]:
        """The places that what hangs on a noun names: 'two posts in A'."""
        inside = (c for c in self.tree.those(word, "nmod", "obl") if c > word and self.tree.case(c) in cases)
        return next((named for c in inside if (named := self.places(c))), [])

    def _beside(self, word: int) -> list[PlacePhrase]:
        """'took over two positions in A', where the parser hung the place on the verb."""
        verb = self.tree.heads[word]
        if self.tree.relation(word) != "obj" or self.tree.classes[verb] != "VERB":
            return []
        return next((named for c in self.tree.those(verb, "obl") if c > word and self.tree.case(c) in _STANDS
                     and (named := self.places(c))), [])  # fmt: skip

    def _here(self, word: int) -> list[PlacePhrase]:
        """'two posts there', 'the hangars': what stands in the place last spoken of."""
        if any(self.passage.word(c) == "its" for c in self.tree.those(word, "nmod:poss")):
            return [PlacePhrase(word, word + 1, "it", "site", core=word)]
        adverbs = self.tree.those(self.tree.heads[word], "advmod")
        there = next((c for c in adverbs if self.passage.word(c) in ("there", "here")), None)
        is_part = self.passage.word(word) in control_patterns().airfield and self.focus is not None
        airfield = is_part and "air" in (self.focus.name.casefold() if self.focus else "")
        definite = any(self.passage.word(c) == "the" for c in self.tree.those(word, "det"))
        told = any(f.kind is Kind.CONTROL and f.stance.modality.is_evidence for f in self.told)
        if there is None and not (airfield or (definite and (told or self.focus is not None))):
            return []
        return [PlacePhrase(word, word + 1, "there", "site", core=word)]

    def _owned(self, word: int) -> PlacePhrase | None:
        """'A's airport', "the city's bridges": a phrase of the place that owns what is named, where that is a place."""
        if self.tree.lemmas[word] in _NO_PLACES:
            return None
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
            if relation == "conj" and tree.classes[child] in ("NOUN", "PROPN") and child == end + 2:
                inside.update((end, *tree.under(child, stop=_CLAUSES)))  # 'took A and its barracks'
            if relation in ("obl", "advmod", "obj", "cop", "aux", "xcomp", "nmod") and not (
                child < head and self._leads(child, head)
            ):
                inside.update(
                    tree.under(child, stop=frozenset({"acl", "advcl", "parataxis", "appos", "conj", "ccomp"}))
                )
        inside.update(tree.under(clause.object, stop=_CLAUSES | {"appos"}) if clause.object is not None else ())
        while start - 1 in inside:
            start -= 1
        while (end in inside and self.passage.word(end) != ",") or (
            end + 1 in inside and self.passage.word(end) in ("-", "'s", "%")
        ):
            end += 1
        start, end = self.trimmed(start, end)
        start -= any(
            p.start == start and p.before in ("in", "at") for p in self.phrases
        )  # 'In A the rebels were driven out'
        return self._with_speaker(start), end

    def _is_loose(self, child: int) -> bool:
        """Whether an adjunct tells of something else: 'after the collapse', 'with the loss of', or has a verb in it."""
        if self.tree.relation(child) != "obl":
            return False
        case = self.tree.case(child).split(" ")[0]
        if case in _LOOSE and not (case == "for" and self.tree.lemmas[child] in _SPELLS):
            return self.tree.lemmas[child] not in _MEANS
        return any(self.tree.classes[w] == "VERB" for w in self.tree.under(child, stop=frozenset({"acl"})))

    def _is_near(self, clause: Clause) -> bool:
        """Whether the subject of a clause is its own and close enough to be quoted with it."""
        if clause.subject is None or clause.shared_subject or abs(clause.head - clause.subject) > 14:
            return False
        inside = self.tree.under(clause.subject)
        is_long = any(self._tells(w) for w in inside if w < clause.head)
        named = any(p.start in inside for p in self.participants) or any(p.core in inside for p in self.phrases)
        return named or not is_long  # 'The unit flown in on Tuesday retook A' is quoted from 'retook'

    def _tells(self, word: int) -> bool:
        """Whether a word tells a clause of its own; 'suspected' in 'the suspected bombers' does not."""
        return self.tree.classes[word] == "VERB" and self.tree.relation(word) not in ("amod", "compound")

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

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of words without what stands at its ends only to join or to stop."""
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
        return found + standing_in(self, found)

    def _side(self, mark: Mark) -> str | None:
        """The party meant by 'troops' or 'militants', where nothing else is named with them."""
        passage = self.passage
        before = passage.word(mark.start - 1)
        first = mark.start == 1 and len(passage.words[0]) > 1 and passage.words[0].isupper()  # 'ELN guerrillas'
        named = mark.key == "rebels" and (first or (mark.start > 1 and passage.is_name(mark.start - 1)))
        if named or before in self.words.lists["own"] or before in _OTHERS:
            return None  # 'Haqqani fighters', 'his men', 'local fighters' are not the rebels as such
        head = self.tree.name_head(mark.end - 1)
        for child in self.tree.those(head, "nmod", "acl", "amod"):
            inside = self.tree.under(child, stop=_CLAUSES | {"appos"})
            led = any(m.start in inside for m in passage.of("party"))
            led = led or (self.tree.lemmas[child] in _BOUND and any(m.start in inside for m in passage.of("side")))
            if led:
                return None  # told by what hangs on it: 'insurgents led by the Front'
        words = passage.lower[mark.start : mark.end]
        if self._believed_of(head) is not None:
            return None
        if words[-1] in _FIGHTERS and any(self.tree.case(c) == "from" for c in self.tree.those(head, "nmod")):
            return None  # 'fighters from Norhaven'
        if words[-1] in _ATTACKERS and (told := self._by_told()):
            return told
        party = self.state if mark.key == "state" else self.rebels_by(*words)
        return party if party and (mark.key == "rebels" or is_own(passage, mark.start, self.names)) else None

    def _by_told(self) -> str | None:
        """Who attacked, by what was told last in this paragraph."""
        told = self.matter
        role = "against" if told is not None and told.because.startswith("repels") else "by"
        did = [id for id, r, _ in (told.actors if told else ()) if r == role and id in self.names.frame.parties]
        return did[0] if len(did) == 1 else None

    def voice_at(self, pronoun: str, at: int) -> str | None:
        """The party that a pronoun at word `at` would stand for."""
        return spoken_of(self, pronoun, at, self.chain(at), [p for p in self.participants if p.end <= at])

"""Who is named in one sentence: its persons, with those that short names and pronouns mean, and its bodies."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from holdsway.reading.bond_words import one_of
from holdsway.reading.finding import Participant
from holdsway.reading.moods import Stance
from holdsway.reading.persons import People, Person, name_runs, persons
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.speech import noun_phrase
from holdsway.records import Modality, Polarity

__all__ = ["POSSESSED", "Company"]

POSSESSED = frozenset(("'s", "'", "’s", "’"))
_ARTICLES = frozenset(("the", "a", "an"))
_OWN = frozenset(("his", "her", "its", "their", "whose"))
_PARTS = frozenset(("faction", "branch", "wing", "cell", "splinter", "offshoot", "unit", "affiliate", "group"))
_SELF = frozenset(("self", "so", "proclaimed", "styled", "declared", "called"))
_SAME = frozenset(("group", "movement", "militia", "alliance", "front", "faction", "coalition"))
_PERSONAL = frozenset(("he", "she", "him", "his", "her", "who", "whose"))
_NESTED = frozenset(("of", "for"))
_MOST_WORDS = 12
_MOST_BETWEEN = 7
_BETWEEN = frozenset(("DET", "NOUN", "ADJ", "PART", "PROPN"))


@dataclass(slots=True)
class Company:
    """The persons and bodies of a sentence, by where they stand."""

    scene: Scene
    people: People
    persons: list[Person] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.persons = list(persons(self.scene.passage, people=self.people))
        self.runs = name_runs(self.scene.passage)

    def known(self, person: Person | None) -> Participant | None:
        """A person as an actor, by the full name; None when the name could be that of two."""
        if person is None:
            return None
        full = self.people.named(person.name)
        text = self.scene.passage.text(person.start, person.end)
        return Participant(person.first, person.end, full, text, is_party=False) if full else None

    def person_from(self, at: int) -> Person | None:
        """The person whose title or name begins at a word."""
        return next((p for p in self.persons if at in (p.first, p.start)), None)

    def person_to(self, end: int) -> Person | None:
        """The person whose name ends before a word."""
        return next((p for p in self.persons if p.end == end), None)

    def person_on(self, word: int | None) -> Participant | None:
        """The person that a word of the parse stands for, a pronoun included."""
        if word is None:
            return None
        passage, tree = self.scene.passage, self.scene.tree
        if found := next((p for p in self.persons if p.first <= word < p.end), None):
            return self.known(found)
        if full := self.people.meant(passage, word, self.persons):
            return Participant(word, word + 1, full, full, is_party=False)
        for child in tree.those(word, "appos", "flat", "compound"):
            if found := next((p for p in self.persons if p.first <= child < p.end and abs(p.first - word) <= 4), None):
                return self.known(found)
        return None

    def owner_before(self, at: int) -> Participant | None:
        """Whose something is by what stands before it: 'X's', 'the Front's', 'his', 'its'."""
        passage = self.scene.passage
        word = passage.word(at - 1)
        if word == "whose":
            before = [p for p in self.persons if p.end <= at - 1]
            owner = self.known(before[-1]) if before and at - 1 - before[-1].end <= 8 else None
            return Participant(at - 1, at, owner.party, owner.text, is_party=False) if owner else None
        if word in _OWN:
            if word in ("its", "their"):
                party = self.scene.voice_at("it", at - 1)
                return Participant(at - 1, at, party, self.scene.passage.words[at - 1]) if party else None
            full = self.people.meant(passage, at - 1, [p for p in self.persons if p.end < at])
            return Participant(at - 1, at, full, full, is_party=False) if full else None
        if word in POSSESSED:
            return self.known(self.person_to(at - 1)) or self.body_to(at - 1)
        return None

    def body_to(self, end: int, *, before_office: bool = False) -> Participant | None:
        """The body or place whose name ends before a word; before an office ('Hill Lions leader') any name is one."""
        passage = self.scene.passage
        for party in self.scene.participants:
            if party.end == end and not any(a < party.start < b for a, b in self.runs):
                return party  # and not 'the Other Front' for the Front
        if before_office and passage.word(end - 1) in one_of("kinds") and not passage.is_name(end - 1):
            run = next((a for a, b in self.runs if b == end - 1), None)
            return self._body(run, end) if run is not None else None  # 'Haqqani network leader'
        start = next((a for a, b in self.runs if a < end <= b), None)
        if start is None or (
            not before_office and any(p.start < end and start < p.end for p in self.persons if p.end <= end)
        ):
            return None
        if before_office and any(p.first < p.start and p.start < end and start < p.end for p in self.persons):
            return None
        return self._body(start, end) if not passage.words[start].isdigit() else None

    def body_from(self, at: int) -> Participant | None:
        """The body or place whose name begins at a word, an article left out: 'the provincial council of Vesk'."""
        passage = self.scene.passage
        start = at + (passage.word(at) in _ARTICLES)
        person = self.person_from(start)
        if person and not self._place(start) and (person.end - person.start > 1 or person.first < person.start):
            return None
        end, named = start, False
        while end < len(passage) and end - start < _MOST_WORDS and (after := self._further(start, end, named)) > end:
            named = named or any(a <= end < b for a, b in self.runs)
            end = after
        while end > start and passage.word(end - 1) in ("-", *_NESTED, *_ARTICLES):
            end -= 1
        party = next((p for p in self.scene.participants if p.start in (at, start) and p.end >= end), None)
        if party:
            return party
        return self._body(start, end) if named and end > start else None

    def widened(self, body: Participant) -> Participant:
        """A body with what tells of which one: 'Islamic State in the Greater Sahara'; a party or a place as it is."""
        passage = self.scene.passage
        at = body.end
        if body.is_party or self.is_place(body) or not (passage.word(at) == "in" and self._named_after(at)):
            return body
        after = at + 1 + (passage.word(at + 1) in _ARTICLES)
        end = next(b for a, b in self.runs if a == after)
        return self._body(body.start, end) or body

    def _further(self, start: int, end: int, named: bool) -> int:
        """How far the name of a body that has reached `end` goes on with what follows; `end` where it does not."""
        passage, tree = self.scene.passage, self.scene.tree
        word = passage.word(end)
        is_other = (named and any(p.start == end > start for p in self.persons)) or any(
            t.start <= end < t.end for t in passage.times
        )
        if is_other:
            return end
        if run := next((b for a, b in self.runs if a <= end < b), None):
            return run
        hangs_here = not named or any(tree.heads[i] == end for i in range(start, end))
        if (word in one_of("kinds") and end > start) or (
            tree.classes[end] in ("NOUN", "ADJ", "NUM", "PROPN") and hangs_here
        ):
            return end + 1
        if not named and word in _SELF:
            return end + 1
        if word == "-" and end > start and passage.starts[end] == passage.ends[end - 1]:
            return end + 1
        nests = word in _NESTED or (word == "in" and not named)
        if nests and end > start and self._named_after(end):
            return end + 1 + (passage.word(end + 1) in _ARTICLES)
        if word in POSSESSED and named and end + 1 < len(tree) and tree.classes[end + 1] in ("NOUN", "ADJ", "PROPN"):
            return end + 2  # "the region's security council"
        return self._kind_after(end) or end

    def body_on(self, word: int | None) -> Participant | None:
        """The body that a word of the parse stands for."""
        if word is None or any(p.first <= word < p.end for p in self.persons):
            return None
        party = self.scene.party(word)
        start, _ = noun_phrase(self.scene.tree, word)
        named = any(p.start <= word < p.end for p in self.scene.participants)
        if party and self.scene.tree.lemmas[word] in _PARTS and not named:
            start += self.scene.passage.word(start) in _ARTICLES
            text = self.scene.passage.text(start, word + 1)  # 'a splinter faction of the Front' is not the Front
            return Participant(start, word + 1, text, text, is_party=False)
        if party:
            return party
        body = self.body_from(start)
        return body if body and body.start <= word < body.end else None

    def actor_on(self, word: int | None) -> Participant | None:
        """The person or body that a word of the parse stands for."""
        return self.person_on(word) or self.body_on(word)

    def person_before_group(self, head: int) -> Participant | None:
        """The person named right before a verb with its auxiliaries: 'His uncle, General X, was dismissed'."""
        tree, passage = self.scene.tree, self.scene.passage
        end = head
        while end and tree.classes[end - 1] in ("AUX", "ADV"):
            end -= 1
        return self.known(self.person_to(end - (passage.word(end - 1) == ",")))

    def person_within(self, at: int) -> Participant | None:
        """The person whose name ends the phrase that begins at a word: 'the group's founder X'."""
        passage, tree = self.scene.passage, self.scene.tree
        for here in range(at, min(at + _MOST_BETWEEN, len(passage))):
            if (person := self.person_from(here)) and not self.describes(person.end):
                if passage.word(person.end) in POSSESSED and self.person_from(person.end + 1) is None:
                    return None  # 'the son of X's sister'
                return self.known(person)
            if tree.classes[here] not in _BETWEEN or passage.word(here) == ",":
                return None
        return None

    def mood(self, head: int, *, deed: bool = False) -> Stance | None:
        """How the clause at a word is said; 'denied joining' says that it is not so."""
        stance, tree = self.scene.mood(head, deed=deed), self.scene.tree
        over = tree.heads[head]
        if stance is not None and over != head and tree.lemmas[over] == "deny" and tree.forms[head] == "ing":
            modality = Modality.REPORTED if stance.modality.is_evidence else stance.modality
            return replace(stance, polarity=Polarity.NEGATED, modality=modality)
        return stance

    def describes(self, end: int) -> bool:
        """Whether the name that ends here only says of what somebody named later is the leader: 'Punjab governor X'."""
        passage = self.scene.passage
        while passage.word(end) in one_of("office_before") | one_of("kinds") and passage.word(end) not in one_of(
            "offices"
        ):
            end += 1
        return passage.word(end) in one_of("offices")

    def is_named(self, actor: Participant) -> bool:
        """Whether an actor is named, and not told as 'the soldiers' or 'they'."""
        words = actor.text.split()
        words = words[1:] if words and words[0].casefold() in _ARTICLES else words
        if self.is_person(actor) or " ".join(words).casefold() in _SAME:
            return True
        is_side = len(words) == 1 and self.scene.passage.at("side", actor.end - 1) is not None
        return bool(words) and (words[0][:1].isupper() or words[-1][:1].isupper()) and not is_side

    def is_body(self, actor: Participant | None) -> bool:
        """Whether an actor is a body for sure: a party, a name with 'Front' or 'Party' in it, an abbreviation."""
        if actor is None:
            return False
        if actor.is_party or actor.party in self.scene.names.frame.parties:
            return True
        words = actor.text.split()
        if {word.casefold() for word in words} & (one_of("bodies") | one_of("kinds")):
            return True
        if any(word.isupper() and len(word) > 1 for word in words):
            return True
        entity = any(
            label == "ORGANISATION" and a <= actor.start and actor.end <= b for a, b, label in self.scene.tree.names
        )
        return entity or (len(words) > 1 and self.scene.passage.word(actor.start - 1) == "the")

    def is_person(self, actor: Participant | None) -> bool:
        """Whether an actor is a person named here, or one whom a pronoun means."""
        if actor is None or actor.is_party:
            return False
        return self.scene.passage.word(actor.start) in _PERSONAL or any(
            p.first <= actor.start < p.end for p in self.persons
        )

    def is_place(self, actor: Participant) -> bool:
        """Whether an actor is only the name of a place."""
        phrase = self.place_of(actor)
        return phrase is not None and phrase.start <= actor.start and actor.end <= phrase.end + 1

    def place_of(self, actor: Participant | None) -> PlacePhrase | None:
        """The place named in the name of an actor: 'Norhaven police', 'Vesk'."""
        if actor is None:
            return None
        return next((p for p in self.scene.phrases if p.start < actor.end and actor.start < p.end), None)

    def party_within(self, body: Participant) -> Participant | None:
        """The party that a body is told to be of: 'a wing of the Front', "the Front's 9th Brigade"."""
        inside = (p for p in self.scene.participants if body.start <= p.start and p.end <= body.end and p.is_party)
        return next(inside, None)

    def _body(self, start: int, end: int) -> Participant | None:
        passage = self.scene.passage
        if not any(passage.is_name(i) for i in range(start, end)):
            return None
        text = passage.text(start, end)
        id = self.scene.names.frame.actor(text)
        return Participant(start, end, id, text, is_party=id in self.scene.names.frame.parties)

    def _place(self, at: int) -> bool:
        return any(p.start <= at < p.end for p in self.scene.phrases)

    def _named_after(self, at: int) -> bool:
        after = at + 1 + (self.scene.passage.word(at + 1) in _ARTICLES)
        return any(a == after for a, _ in self.runs) and not any(p.first == after for p in self.persons)

    def _kind_after(self, at: int) -> int:
        """Where 'central command', 'security forces' ends that follows a name; 0 where no such words do."""
        passage, tree = self.scene.passage, self.scene.tree
        for end in range(at + 1, min(at + 3, len(tree))):
            if passage.word(end) in one_of("kinds") and all(
                tree.classes[i] in ("NOUN", "ADJ", "PROPN") for i in range(at, end)
            ):
                return end + 1
        return 0

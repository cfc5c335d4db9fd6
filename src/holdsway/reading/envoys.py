"""Who sits at the table and where it stands: those who lead a delegation, a person's side, a place of talks."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.deeds import event_words
from holdsway.reading.finding import Participant
from holdsway.reading.lexicon import word_set
from holdsway.reading.persons import Person, persons
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["as_side", "joined_after", "joined_before", "led_before", "remember_sides", "venue"]

_HEADED = word_set("led headed chaired")
_BETWEEN = frozenset((",", "and", "&"))
_AT = frozenset(("in", "at", "near", "outside"))
_BOUND_FOR = frozenset(("to", "for"))
_ARTICLES = frozenset(("the", "a", "an"))
_MOST_WORDS = 14
_TITLE = 3


def led_before(scene: Scene, verb: int) -> tuple[int, list[Participant]]:
    """'Delegations led by A and B held': where that begins, and A and B; ends with nobody where it is not so told.

    Read from the words alone, as a long name in such a phrase is seldom parsed as one.
    """
    passage = scene.passage
    for at in range(verb - 1, max(0, verb - _MOST_WORDS), -1):
        led = passage.word(at) == "by" and passage.word(at - 1) in _HEADED
        if not led and passage.word(at) != "under":
            continue
        people = list(_people(scene, at + 1, verb))
        if not people or not _reaches(scene, people[-1].end, verb):
            return verb, []
        noun = at - 1 - led
        if noun < 0 or scene.tree.classes[noun] not in ("NOUN", "PROPN"):
            return verb, []
        return _phrase_start(scene, noun), [_as_person(scene, person) for person in people]
    return verb, []


def _people(scene: Scene, start: int, stop: int) -> Iterator[Person]:
    """The persons that a list begins with: 'A, B and C'."""
    at = start
    for person in persons(scene.passage, start, stop):
        between = scene.passage.lower[at : person.first]
        if not all(word in _BETWEEN or word in _ARTICLES for word in between):
            return
        at = person.end
        yield person


def _reaches(scene: Scene, end: int, verb: int) -> bool:
    """Whether only helping verbs stand between a list and the verb."""
    return all(scene.tree.classes[i] in ("AUX", "ADV", "PUNCT", "PART") for i in range(end, verb))


def _phrase_start(scene: Scene, noun: int) -> int:
    start = noun
    while start > 0 and scene.tree.classes[start - 1] in ("DET", "ADJ", "NUM", "NOUN", "PROPN"):
        start -= 1
        if scene.passage.word(start - 1) == "-" and start > 1:
            start -= 2  # 'an 11-member team'
    return start + (scene.passage.word(start) in _ARTICLES)


def _as_person(scene: Scene, person: Person) -> Participant:
    party = scene.memory.people.get(person.name)
    return Participant(person.start, person.end, party or person.name, person.name, is_party=party is not None)


def as_side(scene: Scene, actor: Participant) -> Participant:
    """A person by name alone, without title; where the text has told whose person it is, that party."""
    if actor.is_party:
        return actor
    if party := scene.memory.people.get(actor.text):
        return Participant(actor.start, actor.end, party, actor.text)
    person = next(iter(persons(scene.passage, actor.start, actor.end)), None)
    if person is None or (person.end < actor.end and scene.passage.word(person.end) not in _AT):
        return actor
    of = next((p for p in scene.participants if actor.start <= p.start < person.start), None)
    if of is not None:
        return Participant(actor.start, person.end, of.party, person.name)  # 'government negotiator A'
    return _as_person(scene, person)


def remember_sides(scene: Scene) -> None:
    """Keep whose person somebody is for later sentences: 'government negotiator A'; by the last name too."""
    passage, people = scene.passage, scene.memory.people
    if not scene.participants:
        return
    for person in persons(passage):
        before = next((p for p in scene.participants if 0 < person.start - p.end <= _TITLE and p.is_party), None)
        if before is None or not all(_is_title(scene, i) for i in range(before.end, person.start)):
            continue
        for name in (person.name, person.name.rpartition(" ")[2]):
            people.setdefault(name, before.party)


def _is_title(scene: Scene, word: int) -> bool:
    return scene.passage.words[word].isalpha() and scene.tree.classes[word] in ("NOUN", "ADJ", "PROPN")


def joined_before(scene: Scene, actor: Participant) -> list[Participant]:
    """'A and the B met', of which the parser saw only B: A."""
    passage, at = scene.passage, actor.start
    while at > 0 and passage.word(at - 1) in _ARTICLES:
        at -= 1
    if at < 2 or passage.word(at - 1) != "and":
        return []
    return [p for p in scene.participants if p.end == at - 1]


def joined_after(scene: Scene, actor: Participant) -> list[Participant]:
    """'between A and the B took', of which the parser saw only A: B."""
    passage, at = scene.passage, actor.end
    if passage.word(at) != "and" or "between" not in passage.lower[max(0, actor.start - 3) : actor.start]:
        return []
    at += 1
    return [p for p in scene.participants if p.start <= at + (passage.word(at) in _ARTICLES) < p.end]


def venue(scene: Scene, head: int, *, bound_for: bool = False) -> PlacePhrase | None:
    """A place that the frame may not have: 'talks in A'; with `bound_for` also 'leave for A'."""
    passage, tree = scene.passage, scene.tree
    inside = set(tree.under(head, stop=frozenset(("parataxis", "ccomp")))) if head < len(tree) else set()
    if passage.word(0) in _AT and passage.is_name(1):
        inside |= {0, 1}
    leads = _AT | _BOUND_FOR if bound_for else _AT
    found = [w for w in sorted(inside) if w and _leads_here(scene, w, leads)]
    for word in sorted(found, key=lambda w: (w < head, abs(w - head))):
        if place := _place_at(scene, word):
            return place
    return None


def _leads_here(scene: Scene, word: int, leads: frozenset[str]) -> bool:
    """Whether a name begins here, after one of some prepositions."""
    passage = scene.passage
    before = word - 1 - (passage.word(word - 1) == "the")
    return before >= 0 and passage.word(before) in leads and passage.is_name(word) and passage.word(word).isalpha()


def _place_at(scene: Scene, word: int) -> PlacePhrase | None:
    passage, tree = scene.passage, scene.tree
    known = next((p for p in scene.phrases if p.start <= word < p.end and p.kind in ("place", "province")), None)
    if known is not None:
        return known
    if any(p.start <= word < p.end for p in scene.participants) or any(t.start <= word < t.end for t in passage.times):
        return None
    label = next((label for start, end, label in tree.names if start <= word < end), "PLACE")
    bound = passage.word(word - 1) in _BOUND_FOR and not passage.is_name(word + 1)
    if (label != "PLACE" and not bound) or passage.word(word) in event_words().lists["months"]:
        return None
    end = word + 1
    while end < len(passage) and passage.is_name(end) and tree.classes[end] == "PROPN" and tree.name_head(end) in (
        word, tree.name_head(word),
    ):  # fmt: skip
        end += 1
    return PlacePhrase(word, end, passage.text(word, end), before=passage.word(word - 1), core=word)

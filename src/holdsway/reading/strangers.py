"""Strangers: names of places and actors in a text that no list of the frame has, and how often they are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from holdsway.frame import Frame
from holdsway.places.countries import country_named
from holdsway.reading.deeds import event_base, event_words
from holdsway.reading.explaining import Unmatched
from holdsway.reading.finding import Finding
from holdsway.reading.incidents import VIOLENT
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase, site_of
from holdsway.records import Kind
from holdsway.words import fold, likeness

__all__ = ["Strangers"]

_WHERE = frozenset(("in", "at", "near", "outside"))
_LINKS = frozenset("-–’'")
_KINDS = ("province", "district", "city", "town", "region", "governorate", "state", "county", "oblast", "valley")
_CLOSE = 80.0
_ACTED = (Kind.CONTROL, Kind.EVENT, Kind.CASUALTY, Kind.COUNT, Kind.LISTING)
_LONGEST = 6


@dataclass(slots=True)
class Strangers:
    """Counts the names that nobody knows, each once in a sentence, whatever its case and article."""

    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _spelled: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    _nearest: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def meet(self, scene: Scene, findings: Iterable[Finding]) -> None:
        """Count the names of one sentence."""
        here: dict[tuple[str, str], str] = {}
        findings = list(findings)
        places = {fold(_bare(p.name)): p for p in _places(scene, findings)}
        for key, phrase in places.items():
            if not key or self._is_known(scene, phrase):
                continue
            here["place", key] = _bare(phrase.name)
            if ("place", key) not in self._nearest:
                self._nearest["place", key] = _nearest(scene.names.frame, phrase.name)
        for name in _actors(scene, findings):
            if fold(name) not in places:
                here.setdefault(("actor", fold(name)), name)
        for one, name in here.items():
            self._counts[one] += 1
            self._spelled.setdefault(one, Counter())[name] += 1

    def _is_known(self, scene: Scene, phrase: PlacePhrase) -> bool:
        """Whether a name is one of the frame, of several places or of what contains them, or a country, or no name."""
        places, bare = scene.names.frame.places, _bare(phrase.name)
        first, _, last = bare.rpartition(" ")
        for name in (phrase.name, bare, first if last.casefold() in _KINDS else ""):
            if name and (places.named(name) or scene.names.parent(name) or country_named(name)):
                return True
        if places.get(site_of(phrase, scene.names.frame).code) is not None:
            return True
        return any(part.casefold() in event_words().lists["months"] for part in phrase.name.replace("-", " ").split())

    def counted(self) -> tuple[Unmatched, ...]:
        """The names, most frequent first, each as it is mostly spelled."""
        return tuple(
            Unmatched(kind, self._spelled[kind, key].most_common(1)[0][0], count, self._nearest.get((kind, key)))
            for (kind, key), count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        )


def _places(scene: Scene, findings: Iterable[Finding]) -> Iterator[PlacePhrase]:
    """The places that a sentence names: those of its statements, those found in it, and names after 'in' or 'near'."""
    tree = scene.tree
    yield from (f.phrase for f in findings if f.phrase is not None and f.phrase.kind == "place")
    yield from (p for p in scene.phrases if p.kind == "place")
    taken = [(p.start, p.end) for p in scene.phrases] + [(p.start, p.end) for p in scene.participants]
    found = {word for start, end in taken for word in range(start, end)}
    labels = {word: label for start, end, label in tree.names for word in range(start, end)}
    for word in range(len(tree)):
        is_led = tree.case(word) in _WHERE and labels.get(word, "PLACE") == "PLACE"
        if is_led and word not in found and scene.passage.is_name(word):
            start, end = _name_at(scene, word)
            found.update(range(start, end))
            if end - start <= _LONGEST and _is_timeless(scene, word):
                yield PlacePhrase(start, end, scene.passage.text(start, end), core=word)


def _name_at(scene: Scene, word: int) -> tuple[int, int]:
    """The stretch of words with a capital around a word, its hyphens included."""
    passage, start, end = scene.passage, word, word + 1
    while passage.word(start - 1) not in _WHERE and (
        passage.is_name(start - 1) or (passage.word(start - 1) in _LINKS and passage.is_name(start - 2))
    ):
        start -= 1
    while passage.is_name(end) or (passage.word(end) in _LINKS and passage.is_name(end + 1)):
        end += 1
    return start, end


def _actors(scene: Scene, findings: Iterable[Finding]) -> Iterator[str]:
    """The names of actors that are no party: of statements, and of those who act or are acted on in violence."""
    parties, tree = scene.names.frame.parties, scene.tree
    told = [(id, text or id) for f in findings if f.kind in _ACTED for id, _, text in f.actors]
    yield from (_bare(text) for id, text in told if id not in parties and _is_name(scene, text))
    for word in range(len(tree)):
        if tree.classes[word] != "VERB":
            continue
        patterns = event_words().verbs.get(event_base(scene.passage, tree, word), ())
        if not any(pattern.event in VIOLENT for pattern in patterns):
            continue
        clause = scene.clause(word)
        for argument in (clause.actor, clause.patient):
            if argument is None or tree.classes[argument] != "PROPN" or scene.places(argument):
                continue
            who = scene.who(argument)
            if who is not None and not who.is_party and _is_name(scene, who.text):
                yield _bare(who.text)


def _bare(name: str) -> str:
    """A name without the small words before it: 'southern A', 'the B'."""
    words = name.split()
    while len(words) > 1 and not any(letter.isupper() or letter.isdigit() for letter in words[0]):
        words = words[1:]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "The" else words)


def _nearest(frame: Frame, name: str) -> str | None:
    """The place of the frame whose name comes closest, where one is close at all."""
    if not len(frame.places):
        return None
    near = frame.places.resolve(name).suggestions
    close = [place for place in near if max(likeness(name, known) for known in place.names) >= _CLOSE]
    return f"{close[0].title} {close[0].code}" if close else None


def _is_name(scene: Scene, words: str) -> bool:
    """Whether words are a name rather than 'gunmen' or 'two men': one of the last has a capital, and is parsed so."""
    parts = _bare(words).split()
    passage, classes = scene.passage, scene.tree.classes
    named = {passage.words[i] for i in range(len(scene.tree)) if classes[i] == "PROPN" and _is_timeless(scene, i)}
    return len(parts) <= _LONGEST and any(part[:1].isupper() and part in named for part in parts[-2:])


def _is_timeless(scene: Scene, word: int) -> bool:
    return not any(time.start <= word < time.end for time in scene.passage.times)

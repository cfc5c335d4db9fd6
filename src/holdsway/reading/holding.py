"""A statement on who holds a place: the parts that the rules of control share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_words
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.moods import Stance
from holdsway.reading.patterns import argument, control_patterns
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase
from holdsway.records import Kind

_APART = frozenset(("acl", "appos", "conj", "punct", "vocative", "dep", "parataxis", "nsubj"))
_FURTHEST = 24
"""A clause with more words is quoted without what is said of it."""

__all__ = ["Cast", "acting", "control_finding", "is_neither", "is_of_force", "places_of", "with_holder", "word_for"]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who holds the place after a clause, and the actors that it names, each with its part."""

    holder: str | None
    actors: tuple[tuple[str, str, str], ...] = ()


def acting(who: Participant) -> tuple[str, str, str]:
    """An actor that does it, as the actor of a finding."""
    return (who.party, "by", who.text)


def with_holder(holder: str | None, acts: tuple[tuple[str, str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    """The actors named; where none is, whoever can only have taken the place, as who did it.

    Who has a place only because another left it took nothing: that is the holder, and no actor.
    """
    return acts if acts or holder is None or holder == CONTESTED else ((holder, "by", ""),)


def control_finding(
    scene: Scene,
    head: int,
    phrase: PlacePhrase,
    holder: str | None,
    said: Stance,
    start: int,
    end: int,
    cast: Cast,
    *,
    label: str | None = None,
    because: str = "",
) -> Finding:
    """The finding of a predicate on who holds a place, or how many places."""
    words = scene.passage.words[head]
    start, end = _with_verdict(scene, scene.with_denial(start, head), end, head)
    return Finding(
        kind=Kind.COUNT if phrase.kind == "count" and not _is_whole(phrase) else Kind.CONTROL,
        start=start,
        end=end,
        anchor=head,
        stance=said,
        chain=scene.chain(head),
        phrase=phrase,
        party=holder,
        actors=tuple((id, role, text or words) for id, role, text in cast.actors),
        label=(label or words).casefold(),
        figure=phrase.figure,
        number_of=phrase.unit,
        category=phrase.of,
        because=because,
    )


def _is_whole(phrase: PlacePhrase) -> bool:
    """'All six districts of A', 'all but one of the 28 districts of A': said of A itself, not a count of places."""
    return phrase.parent is not None and phrase.whole


def word_for(clause: Clause, roles: Sequence[str]) -> int | None:
    """The word of a clause in the first of some roles that it has."""
    return next((word for role in roles if (word := argument(clause, role)) is not None), None)


def _with_verdict(scene: Scene, start: int, end: int, head: int) -> tuple[int, int]:
    """'Claims that A had fallen were false': a clause is quoted with what is said of the claim that it is."""
    tree, lists = scene.tree, event_words().lists
    claim = tree.heads[head]
    over = tree.heads[claim]
    told = tree.relation(head) in ("acl", "ccomp") and tree.lemmas[claim].rstrip("s") in lists["reports"]
    if not told or tree.relation(claim) != "nsubj" or tree.lemmas[over] not in lists["disproved"]:
        return start, end
    first, last = min(start, *tree.under(claim)), max(end, over + 1)
    return (first, last) if last - first <= _FURTHEST else (start, end)


def is_neither(scene: Scene, word: int | None) -> bool:
    """'nobody', 'no one', 'neither side': whoever stands there is nobody."""
    if word is None:
        return False
    if scene.passage.word(word) in ("nobody", "none", "no-one"):
        return True
    before, said = scene.passage.word(word - 1), scene.passage.word(word)
    return (before, said) in (("no", "one"), ("neither", "side"), ("no", "side"), ("neither", "army"))


def is_of_force(scene: Scene, word: int) -> bool:
    """Whether a noun is of armed people or is a party's own name: 'its units', 'the Front', unlike 'the army chief'."""
    if not {scene.passage.word(word), scene.tree.lemmas[word]}.isdisjoint(scene.words.lists["forces"]):
        return True
    is_armed = scene.tree.lemmas[word] in control_patterns().armed
    if is_armed or scene.passage.word(word) in ("they", "we", "them", "it"):
        return True
    sides = scene.names.sides
    fighting = {p.id for p in sides.rebels} | ({sides.state.id} if sides.state else set())
    named = [m for kind in ("party", "side") for m in scene.passage.of(kind) if m.start <= word < m.end]
    return any(m.kind == "side" or m.key in fighting for m in named)


def places_of(scene: Scene, word: int | None) -> list[PlacePhrase]:
    """The places of a noun phrase; the name beside it ('the last base, A'), or the two just named ('took both')."""
    found = scene.places(word)
    if word is None or any(p.kind == "place" or p.figure is not None for p in found):
        return found
    tree = scene.tree
    if scene.passage.word(word) in ("both", "all") and tree.child(word, "nmod") is None:
        pairs = [g for g in scene.groups if len(g) > 1 and g[-1].end <= word and g[0].kind == "place"]
        if pairs:
            return list(pairs[-1]) if len(pairs[-1]) == 2 or scene.passage.word(word) == "all" else found
        earlier = {f.phrase.name: f.phrase for f in scene.before if f.phrase is not None and f.phrase.kind == "place"}
        both = [replace(p, start=word, end=word + 1, core=word) for p in earlier.values()]
        return both if len(both) == 2 and not found else found
    beside = (c for c in tree.those(word, "appos") if c > word and scene.passage.word(word + 1) == ",")
    of = (c for c in tree.those(word, "nmod") if tree.lemmas[word] in control_patterns().settlements)
    of = (c for c in of if tree.case(c) == "of")  # 'the isthmus of A'
    named = next((there for c in (*beside, *of) if (there := scene.places(c))), [])
    return [p for p in named if p.kind == "place"] or found or _named_before(scene, word)


def _named_before(scene: Scene, word: int) -> list[PlacePhrase]:
    """'A, the gateway to the north, fell': the place of which the noun phrase is said in passing."""
    first = min(scene.tree.under(word, stop=_APART), default=word)
    if scene.tree.classes[word] not in ("NOUN", "PROPN") or scene.passage.word(first - 1) != ",":
        return []
    return [p for p in scene.phrases if p.end == first - 1 and p.kind == "place" and p.start <= 3]

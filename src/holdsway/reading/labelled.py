"""Who holds places by a list with a label: 'Towns under rebel control: A, B', 'Contested: C', 'D – army; E – Front'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.clauses import subject_of
from holdsway.reading.control_states import party_of_noun
from holdsway.reading.finding import Finding, Participant
from holdsway.reading.holding import Cast, acting, control_finding
from holdsway.reading.lexicon import word_set
from holdsway.reading.meant import meant_by
from holdsway.reading.patterns import control_patterns
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["labelled"]

_BETWEEN = word_set(", and ; & as well both the also now")
_DASHES = frozenset(("–", "—", "-", ":", "="))
_SPLITS = frozenset((";", ",", ".", ""))
_HELD = word_set("held controlled run ruled administered occupied governed")
_GAINED = word_set("captured taken seized gained retaken recaptured liberated won freed recovered secured")
_LOST = word_set("lost abandoned evacuated vacated surrendered ceded")
_OPEN = word_set("contested disputed divided split mixed unclear unknown fighting")
_COMPRISES = word_set("comprise include encompass cover span take stretch consist")
_LONGEST = 9
_KINDS = word_set(
    "the town city village district province region of area suburb port northern southern eastern western enclave "
    "central coastal border neighbourhood part parts capital"
)
_SEATS = word_set("stronghold bastion fief fiefdom redoubt heartland seat holdout")
_PAST = word_set(
    "former formerly once previously ex traditional erstwhile last longtime captured fallen recaptured retaken "
    "was were had been"
)
_BEFORE_ROW = word_set("; , : and")


def labelled(scene: Scene, found: Sequence[Finding]) -> Iterator[Finding]:
    """A statement for each place of a list that is given under whose it is, where nothing else tells of it."""
    told = {f.phrase.core for f in found if f.phrase is not None}
    ways = (_under_label, _comprised, _in_table, _so_called, _strongholds)
    for head, start, end, places, cast in (row for way in ways for row in way(scene)):
        said = scene.mood(head)
        for place in places:
            meant = meant_by(scene, place) if place.core not in told else None
            if meant is None or said is None or not said.modality.is_evidence:
                continue
            told.add(place.core)
            holder = CONTESTED if meant.partial else cast.holder
            yield control_finding(scene, head, meant, holder, said, start, end, cast, because="holds: in a list")


_Told = tuple[int, int, int, list[PlacePhrase], Cast]


def _under_label(scene: Scene) -> Iterator[_Told]:
    """'Towns under rebel control as of 16 July: A, B', 'Lost since Thursday: C', 'Contested: D'."""
    passage = scene.passage
    colon = next((i for i in range(1, min(len(passage), _LONGEST + 4)) if passage.word(i) == ":"), None)
    if colon is None or any(p.start < colon and p.kind == "place" for p in scene.phrases):
        return
    if any(scene.tree.classes[w] == "VERB" and scene.tree.forms[w] == "finite" and scene.tree.child(w, "nsubj")
           for w in range(colon)):  # fmt: skip
        return
    places = _run(scene, colon + 1)
    cast = _of_label(scene, 0, colon) if places else None
    if cast is not None and _ends(scene, places[-1].end):
        yield 0, 0, places[-1].end, places, cast


def _of_label(scene: Scene, start: int, stop: int) -> Cast | None:
    """Whose the places under a label are: 'Held by the army', 'Front', 'Under rebel control', 'Contested'."""
    lower = scene.passage.lower[start:stop]
    words = set(lower)
    if words & _OPEN:
        return Cast(CONTESTED)
    who = _whose(scene, start, stop)
    if words & _LOST:
        loser = who.party if who else scene.state if scene.is_two_sided else None
        other = scene.other(loser)
        if loser is None:
            return Cast(scene.rebel)
        return Cast(other, ((loser, "against", who.text if who else ""),))
    if who is None:
        return None
    states = control_patterns().state_nouns | control_patterns().grounds
    is_state = bool(words & (_HELD | _GAINED)) or any(lower[i] in states for i in range(len(lower)))
    alone = stop - start <= who.end - who.start + 2
    return Cast(who.party, (acting(who),)) if is_state or alone else None


def _whose(scene: Scene, start: int, stop: int) -> Participant | None:
    """The one party named within a label."""
    named = {p.party: p for p in scene.participants if start <= p.start < stop}
    if len(named) == 1:
        return next(iter(named.values()))
    if named:
        return None
    for word in range(start, stop):
        if found := party_of_noun(scene, word):
            return found
        if side := scene.names.sides.by_word.get(scene.passage.words[word]):
            return Participant(word, word + 1, side, scene.passage.words[word])
        for kind, words in control_patterns().adjectives.items():
            if scene.passage.word(word) in words:
                party = scene.state if kind == "state" else scene.rebels_by(scene.passage.word(word))
                return Participant(word, word + 1, party, scene.passage.words[word]) if party else None
    return None


def _comprised(scene: Scene) -> Iterator[_Told]:
    """'Front-held territory now comprises A, B and C'."""
    tree, passage = scene.tree, scene.passage
    grounds = control_patterns().grounds | {"area", "pocket", "enclave"}
    for verb in range(2, len(tree)):
        if tree.lemmas[verb] not in _COMPRISES or tree.classes[verb] not in ("VERB", "NOUN"):
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None or subject > verb or tree.lemmas[subject] not in grounds:
            continue
        first = tree.under(subject)[0]
        who = _whose(scene, first, subject + 1)
        led = verb + 1 + (passage.word(verb + 1) in ("in", "of"))
        places = _run(scene, led)
        if who is not None and places:
            yield verb, first, places[-1].end, places, Cast(who.party, (acting(who),))


def _in_table(scene: Scene) -> Iterator[_Told]:
    """'A – government; B – Front; C – contested'."""
    passage = scene.passage
    rows: list[_Told] = []
    for place in (p for p in scene.phrases if p.kind == "place"):
        at = place.end
        opens = place.start == 0 or passage.word(place.start - 1) in _BEFORE_ROW
        if passage.word(at) not in _DASHES or not opens:
            continue
        stop = next((i for i in range(at + 1, min(len(passage), at + 6)) if passage.word(i) in _SPLITS), None)
        stop = len(passage) if stop is None and len(passage) - at <= 6 else stop
        cast = _of_label(scene, at + 1, stop) if stop is not None else None
        if cast is not None and stop is not None:
            rows.append((at + 1, place.start, stop, [place], cast))
    yield from rows if len(rows) > 1 or (rows and rows[0][1] == 0 and rows[0][2] >= len(passage) - 1) else ()


def _so_called(scene: Scene) -> Iterator[_Told]:
    """'the rebel-held town of A', 'in Front-controlled B': whose a place is, told in passing."""
    passage = scene.passage
    for at in range(2, len(passage)):
        if passage.word(at) not in _HELD or passage.word(at - 1) != "-":
            continue
        place = next((p for p in scene.phrases if p.end > at + 1 and p.kind == "place"), None)
        first = max(place.start, at + 1) if place is not None else 0
        if place is None or first - at > 4 or not set(passage.lower[at + 1 : first]) <= _KINDS:
            continue
        lead = at - 2
        who = _whose(scene, lead, lead + 1)
        if who is not None:
            yield place.core, lead, place.end, [replace(place, start=first)], Cast(who.party, (acting(who),))


def _strongholds(scene: Scene) -> Iterator[_Told]:
    """'A, a rebel stronghold, was calm', 'B, now the seat of the Front's command', 'C is a bastion of the Front'."""
    tree, passage = scene.tree, scene.passage
    for noun in range(2, len(tree)):
        if tree.lemmas[noun] not in _SEATS:
            continue
        inside = tree.under(noun, stop=frozenset(("acl", "acl:relcl", "punct", "cop", "nsubj", "conj", "appos")))
        first = min(w for w in inside if w <= noun)
        if _PAST & set(passage.lower[max(0, first - 2) : noun + 1]):
            continue
        who = party_of_noun(scene, noun) or next((p for p in scene.participants if noun < p.start <= noun + 4), None)
        first -= passage.word(first - 1) in ("now", "still", "long", "itself")
        place = next((p for p in scene.phrases if p.end == first - 1 and p.kind == "place"), None)
        beside = place is not None and passage.word(first - 1) == ","
        if not beside and tree.child(noun, "cop") is not None:
            place = next((p for p in scene.places(subject_of(tree, noun)) if p.kind == "place"), None)
        if place is not None and who is not None and who.start > place.end:
            yield noun, place.start, max(noun + 1, who.end), [place], Cast(who.party, (acting(who),))


def _run(scene: Scene, first: int) -> list[PlacePhrase]:
    """The places that follow one another from a word on with nothing between them but commas and 'and'."""
    found: list[PlacePhrase] = []
    at = first
    for phrase in (p for p in scene.phrases if p.start >= first and p.kind in ("place", "province")):
        if not set(scene.passage.lower[at : phrase.start]) <= _BETWEEN:
            break
        found.append(phrase)
        at = phrase.end
    return found


def _ends(scene: Scene, at: int) -> bool:
    return scene.passage.word(at) in (".", "", ";", ",") or at >= len(scene.passage)

"""The ground a text stands on: which of the places it names something may have been at, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Passage
from holdsway.reading.scene import Scene
from holdsway.reading.sites import PlacePhrase

__all__ = ["headed", "is_local", "is_metonym", "is_origin", "located", "names_another"]

_FAR = word_set("km kilometres kilometers miles metres meters kms kilometre kilometer mile hours")
_BODIES = word_set(
    "government governments ministry ministries minister side men forces troops army soldiers fighters spokesman "
    "spokeswoman spokesperson officials official authorities premier president generals diplomats envoy leaders "
    "leadership regime administration media embassy consul ambassador militia militias police command commander "
    "commanders rulers negotiators allies backers claim claims denial version offer demand demands"
)
_SMALL = word_set("village hamlet settlement suburb camp town mine hill outpost crossing quarter neighbourhood")
_SENDS = word_set("launch fire lob shoot arrive come return send dispatch rush travel march")
_COURSE = word_set("leave come arrive depart travel set head drive return flee escape move retreat sail fly")
_ROADS = word_set("road highway way route track railway line motorway border frontier")
_DASHES = frozenset(("-", "–", "—", "--", ":"))
_LONGEST_HEADING = 6


def headed(passage: Passage, phrases: Sequence[PlacePhrase]) -> PlacePhrase | None:
    """'GULAK - The army ...', 'Kobo: posts claim ...': the place that heads an item."""
    first = next((p for p in phrases if p.kind == "place"), None)
    if first is None or first.core > 1 or "(" in passage.lower[:_LONGEST_HEADING]:
        return None
    ends = next((i for i in range(first.core, min(len(passage), _LONGEST_HEADING)) if passage.word(i) in _DASHES), None)
    if ends is None or ends < first.core + 1:
        return None
    named = passage.words[first.core : ends]
    is_tight = passage.starts[ends] == passage.ends[ends - 1] and passage.word(ends) != ":"
    return first if not is_tight and all(w[:1].isupper() or not w[:1].isalpha() for w in named) else None


def located(scene: Scene, phrases: Sequence[PlacePhrase]) -> list[PlacePhrase]:
    """Those of some places where something may have been: no seat of who speaks, no mark of distance, no origin."""
    return [
        p
        for p in phrases
        if not is_metonym(scene, p)
        and not _is_far_off(scene.passage, p)
        and not is_origin(scene, p)
        and not _is_past_course(scene, p)
    ]


def is_local(passage: Passage, phrase: PlacePhrase) -> bool:
    """'a base at A', 'the village of A', 'near A': a place too small to be a country or a province."""
    led = passage.word(phrase.core - 1)
    return led in ("at", "near", "outside") or (led == "of" and passage.word(phrase.core - 2) in _SMALL)


def is_metonym(scene: Scene, phrase: PlacePhrase) -> bool:
    """ "Ostria's generals", 'the Norhaven side', 'Norhaven denied it': who sits there, not where it was."""
    tree, passage = scene.tree, scene.passage
    if phrase.core >= len(tree) or phrase.kind not in ("place", "province"):
        return False
    head = phrase.core
    while tree.relation(head) in ("flat", "compound") and tree.classes[tree.heads[head]] == "PROPN":
        head = tree.heads[head]
    over, relation = tree.heads[head], tree.relation(head)
    if relation in ("nmod:poss", "compound", "amod") and passage.word(over) in _BODIES:
        return True
    return relation == "nsubj" and any(s.verb == over for s in scene.speeches)


def _is_far_off(passage: Passage, phrase: PlacePhrase) -> bool:
    """'A, 30 km from B', 'the road to B', '27 km west of B': B only says where something else lies."""
    before = passage.lower[max(0, phrase.start - 6) : phrase.start]
    if not before:
        return False
    measured = any(w in _FAR for w in before) and before[-1] in ("from", "of", "to", "outside", "inside", "off")
    led = before[-1] in ("to", "from", "towards", "toward", "with") and any(w in _ROADS for w in before)
    return measured or led


def is_origin(scene: Scene, phrase: PlacePhrase) -> bool:
    """'gunmen from A', 'a column from A': where somebody came from."""
    tree = scene.tree
    if phrase.before != "from" or phrase.core >= len(tree):
        return False
    over = tree.heads[tree.name_head(phrase.core)]
    if any(s.verb == over for s in scene.speeches):
        return True  # 'said from A'
    if tree.lemmas[over] in _SENDS:
        return True
    return tree.relation(tree.name_head(phrase.core)) == "nmod" and tree.classes[over] == "NOUN"


def _is_past_course(scene: Scene, phrase: PlacePhrase) -> bool:
    """'a patrol that had left A', 'troops who had come from A': where somebody had been before."""
    tree = scene.tree
    if phrase.core >= len(tree):
        return False
    verbs = [w for w in tree.above(phrase.core) if tree.classes[w] == "VERB"][:1]
    return any(
        tree.relations[v] == "acl:relcl"
        and tree.lemmas[v] in _COURSE
        and any(scene.passage.word(a) == "had" for a in tree.those(v, "aux"))
        for v in verbs
    )


def names_another(scene: Scene) -> bool:
    """Whether a sentence names a place of its own that the frame does not know."""
    taken = [(p.start, p.end) for p in scene.participants] + [(t.start, t.end) for t in scene.passage.times]
    taken += [(p.start, p.end) for p in scene.phrases]
    places = [(start, end) for start, end, label in scene.tree.names if label == "PLACE"]
    spoken = [(s.start, s.stop) for s in scene.speeches]
    return any(not any(a < end and start < b for a, b in (*taken, *spoken)) for start, end in places)

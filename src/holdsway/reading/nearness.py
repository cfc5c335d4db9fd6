"""How near those under arms came: 'no more than four kilometres from A', 'within sight of A', 'at the gates of A'."""

from __future__ import annotations

from holdsway.reading.acts import is_armed
from holdsway.reading.cast import actors_of
from holdsway.reading.deeds import event_words
from holdsway.reading.incidents import Incident
from holdsway.reading.scene import Scene
from holdsway.reading.whereabouts import whereabouts

__all__ = ["came_near"]

_STANDS = frozenset(("be", "stand", "remain", "stay", "lie"))
_FROM = frozenset(("from", "of", "outside", "short", "south", "north", "east", "west", "off", "away"))
_OFF = frozenset(("away", "off"))
_AT = frozenset(("at", "on", "in", "near", "outside", "before"))


def came_near(scene: Scene, word: int) -> Incident | None:
    """That armed men stand so far from a place or on its edge, at the noun that says how far or where."""
    tree, lists = scene.tree, event_words().lists
    lemma = tree.lemmas[word]
    case = tree.case(word)
    is_length = lemma in lists["lengths"]
    if not is_length and not (lemma in lists["edges"] and case in _AT):
        return None
    over = tree.heads[word]
    if tree.child(word, "cop") is not None:
        head, subject = word, tree.child(word, "nsubj")
    elif tree.relation(word) in ("obl", "nmod", "obj") and (tree.lemmas[over] in _STANDS or tree.child(over, "cop")):
        head, subject = over, scene.clause(over).subject or tree.child(over, "nsubj")
    else:
        return None
    if subject is None or (is_length and not _ends(scene, word, head)):
        return None
    by = actors_of(scene, subject)
    if not any(a.is_party for a in by) and not is_armed(scene, subject):
        return None
    clause = scene.clause(head)
    off = _ends(scene, word, head)
    place = next((p for c in (*off, word) for p in scene.places(c)), None) or whereabouts(scene, clause, far=True)
    if place is None:
        return None
    return Incident(clause, "advance", by, [], place, label=scene.passage.word(word), span=(subject, word))


def _ends(scene: Scene, word: int, head: int) -> list[int]:
    """What a length is told from: '10 km from A', 'within a mile of A', '5 km north of A', '30 km away'."""
    tree = scene.tree
    near = (*tree.those(word, "nmod", "obl", "advmod"), *(tree.those(head, "obl", "advmod") if head != word else ()))
    told = [c for c in near if c > word and (set(tree.case(c).split()) & _FROM or scene.passage.word(c) in _OFF)]
    return told or ([head] if head > word and scene.passage.word(head) in _OFF else [])

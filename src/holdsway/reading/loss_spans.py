"""The words that say a loss: the verb group with those counted, a short subject and the adjuncts that follow."""

from __future__ import annotations

from holdsway.reading.lexicon import word_set
from holdsway.reading.moods import Stance
from holdsway.reading.people_phrases import Headcount
from holdsway.reading.scene import Scene

__all__ = ["span_of_loss", "with_trailing"]

_LOOSE = frozenset(("acl", "advcl", "appos", "conj", "cc", "punct", "parataxis", "ccomp"))
_ADJUNCTS = word_set(
    "in at near on outside inside across around over within since during from to into by for of between alone there "
    "overnight"
)
_FAR = 6
_LONGEST_QUOTE = 30
_LONGEST_ASIDE = 12
_SHORT_SUBJECT, _LONGEST_SUBJECT = 4, 9
_MOST_TRAILING = 5
_MOST_AFTER_VERB = 8
_MOST_LISTED = 9


def span_of_loss(scene: Scene, head: int, count: Headcount, said: Stance) -> tuple[int, int]:
    """The verb group with those counted, a short subject right before it and the adjuncts right after it."""
    tree = scene.tree
    group = min(said.start, head)
    start, end = min(count.start, group), max(count.end, head + 1)
    if count.start > head:
        end = max(end, count.figure.end)  # 'injuring more than 30', whose noun is 'more'
    over = tree.heads[head]
    if tree.relation(head) in ("xcomp", "acl") and over < group <= over + 2 and count.start > head:
        # 'claims to have executed 1,700' is quoted with the claim and its short subject
        subject, start = tree.child(over, "nsubj"), min(start, over)
        inside = tree.under(subject) if subject is not None else []
        if inside and inside == list(range(inside[0], over)) and len(inside) <= _LONGEST_SUBJECT:
            start = inside[0]
    own = set(tree.under(count.word, stop=frozenset({"appos", "parataxis"}))) | {
        w for w in range(count.end, group) if tree.classes[w] == "PUNCT"
    }
    gap = [w for w in range(count.end, group) if w not in own]
    if count.start < head and (len(gap) > _FAR or group - count.end > _LONGEST_ASIDE):
        if not count.is_single:  # a quote has its number in it
            return (count.start, end) if end - count.start <= _LONGEST_QUOTE else (count.start, count.end)
        start = group
    elif count.start > head:
        subject = tree.child(head, "nsubj")
        if subject is not None and subject < group:
            inside = [w for w in tree.under(subject, stop=frozenset({"acl", "appos", "punct"})) if w < group]
            adjacent = inside and inside[-1] == group - 1 and inside == list(range(inside[0], group))
            if adjacent and len(inside) <= _LONGEST_SUBJECT:
                start = inside[0]
    needs = [
        c for c in tree.those(head, "obl") if tree.case(c) in ("out of", "to") and tree.lemmas[c] in ("action", "death")
    ]
    for needed in (*tree.those(head, "obj", "xcomp", "compound:prt"), *needs):
        if end <= needed <= end + 4 and tree.classes[needed] not in ("VERB",):
            end = max(end, max(tree.under(needed, stop=_LOOSE)) + 1)
    room = _MOST_AFTER_VERB if end - start <= _FAR and count.start < head else _MOST_TRAILING
    end = with_trailing(scene, start, end, room=room)
    if count.start > head and group - start > _SHORT_SUBJECT and group - start > end - group:
        start = group  # a subject longer than all that is told of it
    return start, end


def with_trailing(scene: Scene, start: int, end: int, *, room: int = _MOST_TRAILING) -> int:
    """Past the adjuncts of place and time that follow at once, of no more than `room` words."""
    tree = scene.tree
    while end < len(tree):
        part = next(
            (c for w in range(start, end) for c in tree.those(w, "obl", "nmod", "advmod", "xcomp")
             if c >= end and min(tree.under(c)) == end),
            None,
        )  # fmt: skip
        if part is None:
            return end
        inside = tree.under(part, stop=_LOOSE)
        whole = tree.under(part, stop=frozenset({"appos", "parataxis", "punct"}))
        size = len(inside)
        cut = any(
            tree.relation(c) in ("acl", "ccomp", "advcl", "conj") and c < end + size + 3
            for w in inside
            for c in tree.children[w]
        )
        if cut and inside != whole:
            inside, size = whole, len(whole)
        listed = _of_list(scene, part)
        if listed and listed == list(range(end, end + len(listed))) and len(listed) <= _MOST_LISTED:
            inside, size, room = listed, len(listed), max(room, len(listed))
        led = scene.passage.word(end)
        if inside != list(range(end, end + size)) or size > room or (led not in _ADJUNCTS and tree.case(part)):
            return end
        if any(tree.forms[w] == "finite" for w in inside) or all(tree.classes[w] in ("ADP", "PRON") for w in inside):
            return end
        end, room = end + size, room - size
    return end


def _of_list(scene: Scene, part: int) -> list[int]:
    """'into A, B and C': the words of an adjunct that names several places."""
    tree = scene.tree
    named = tree.conjuncts(part)
    if len(named) == 1 or any(tree.classes[w] != "PROPN" for w in named):
        return []
    return tree.under(part, stop=frozenset({"acl", "advcl", "appos", "parataxis", "ccomp", "obl", "nmod"}))

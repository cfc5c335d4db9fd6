"""Clauses that the parser took for something else: a verb read as an adjective or a noun, a subject hung elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.deeds import event_base, event_words, is_past_form, is_present_form
from holdsway.reading.scene import Scene

__all__ = ["is_unread_verb", "mended_clause", "subjects"]


_TAKEN = frozenset(("hostage", "captive", "prisoner"))


def mended_clause(scene: Scene, word: int) -> Clause:
    """The clause of a verb, also where it was parsed as standing before a noun or as a noun itself."""
    tree, clause = scene.tree, scene.clause(word)
    if is_unread_verb(scene, word):
        return _as_verb(scene, clause)
    if _is_reduced(scene, word) or _is_aside(scene, word):
        return replace(clause, passive=True, object=None, agent=clause.led_by("by"))
    if (
        tree.relation(word) not in ("amod", "compound")
        or not _may_be_verb(scene, word)
        or word == 0
        or tree.heads[word] < word
    ):
        return clause
    before = word - 1 - (tree.classes[word - 1] == "ADV")
    if before < 0 or tree.classes[before] not in ("NOUN", "PROPN"):
        return clause
    if tree.relation(word) == "compound" and not any(p.start <= before < p.end for p in scene.participants):
        return clause
    above, subject = tree.heads[word], tree.name_head(before)
    subject = before if subject > before else subject
    while (
        tree.heads[subject] < word
        and tree.heads[subject] != subject
        and tree.relation(subject) in ("nmod", "obl", "amod")
    ):
        subject = tree.heads[subject]
    own = tree.child(word, "nsubj")
    led = [(case, c) for c in tree.those(above, "nmod", "obl") if (case := tree.case(c))]
    both = tuple((f"object {case}", c) for case, c in led)
    return replace(
        clause,
        passive=False,
        subject=own if own is not None else subject,
        object=above,
        agent=None,
        obliques=(*led, *both),
    )


def is_unread_verb(scene: Scene, word: int) -> bool:
    """A word parsed as a noun in the place of a verb: 'A BOMB EXPLODED AT', 'Militants shot dead the mayor'."""
    tree, passage = scene.tree, scene.passage
    if tree.classes[word] not in ("NOUN", "PROPN") or word == 0:
        return False
    if is_present_form(passage.word(word)):
        return _has_object_next(scene, word) and tree.classes[word - 1] in ("NOUN", "PROPN", "ADJ")
    if not is_past_form(passage.word(word)):
        return False
    if tree.heads[word - 1] != word or tree.relation(word - 1) not in ("compound", "nsubj"):
        return False
    if passage.word(word) == "shot" and passage.word(word + 1) in ("down", "dead", "at"):
        return True
    has_object = any(tree.child(c, "obj") is not None for c in (word, *tree.those(word, "xcomp")))
    return has_object or passage.word(word).endswith("ed")


def _has_object_next(scene: Scene, word: int) -> bool:
    """Whether an object begins after a word: 'kills at least 13', 'strikes a school'; or none is needed: 'explodes'."""
    passage, tree = scene.passage, scene.tree
    following = passage.lower[word + 1 : word + 3]
    if passage.word(word) in ("explodes", "detonates"):
        return True
    starts = word + 1 < len(tree) and tree.classes[word + 1] in ("DET", "NUM")
    return starts or following in (["at", "least"], ["more", "than"], ["up", "to"]) or following[:1] == ["several"]


def _as_verb(scene: Scene, clause: Clause) -> Clause:
    """The clause of a verb that was parsed as a noun."""
    tree, word = scene.tree, clause.head
    obliques = [
        (tree.case(c), c) for c in tree.those(word, "nmod", "obl") if tree.case(c) and tree.case(c) != "at least"
    ]
    own = [c for c in tree.those(word, "nsubj", "compound", "amod") if c < word]
    above = tree.heads[word]
    done_to = next((o for c in (word, *tree.those(word, "xcomp")) if (o := tree.child(c, "obj")) is not None), None)
    if done_to is None and above > word and tree.classes[above] in ("NOUN", "PROPN"):
        done_to = above
        obliques += [(tree.case(c), c) for c in tree.those(above, "nmod") if tree.case(c) and c > word]
    if done_to is None and scene.passage.word(word + 1) == "at":
        done_to = next((c for c in tree.those(word, "nmod") if c > word), None)
    down = next((c for case, c in obliques if case == "down"), None)
    if down is not None and done_to is None:
        return replace(clause, particle="down", subject=own[-1] if own else None, object=down, passive=False)
    subject = above if not own and above < word and tree.classes[above] in ("NOUN", "PROPN") else None
    return replace(
        clause, subject=own[-1] if own else subject, object=done_to, agent=None, passive=False, obliques=tuple(obliques)
    )


def _is_reduced(scene: Scene, word: int) -> bool:
    """'freed a couple kidnapped in May', 'ten men taken hostage': done to those before it."""
    tree = scene.tree
    if tree.relations[word] != "acl" or scene.passage.word(word).endswith("ing") or tree.heads[word] > word:
        return False
    base = event_base(scene.passage, tree, word)
    taken = base == "take" and any(tree.lemmas[c] in _TAKEN for c in tree.those(word, "obj", "xcomp"))
    bare = base in event_words().lists["suffers"] and tree.child(word, "obj") is None
    return (taken or bare) and tree.child(word, "nsubj", "aux") is None


def _is_aside(scene: Scene, word: int) -> bool:
    """'two drivers, kidnapped near A on Monday,': done to those before the comma, though parsed as done by them."""
    tree = scene.tree
    if word == 0 or scene.passage.word(word - 1) != "," or tree.child(word, "obj", "aux") is not None:
        return False
    is_aside = tree.relation(word) in ("parataxis", "acl", "advcl", "appos", "dep")
    return (
        is_aside
        and tree.classes[word] == "VERB"
        and is_past_form(scene.passage.word(word))
        and (tree.forms[word] != "finite" or tree.heads[word] > word)
    )


def _may_be_verb(scene: Scene, word: int) -> bool:
    return scene.tree.classes[word] == "VERB" or (
        scene.tree.classes[word] == "ADJ" and is_past_form(scene.passage.word(word))
    )


def subjects(scene: Scene, clause: Clause) -> Iterator[int]:
    """What may be the subject of a clause: as parsed, another one beside it, or the noun the clause was hung on."""
    tree, head = scene.tree, clause.head
    if clause.subject is not None:
        yield clause.subject
    yield from (c for c in tree.those(head, "nsubj") if c != clause.subject)
    start = min([head, *(c for c in tree.those(head, "aux", "cop") if c < head)])
    if start and clause.subject is None and tree.classes[start - 1] == "NOUN":
        yield start - 1
    over = tree.heads[head]
    if (
        tree.relation(head) in ("acl", "conj")
        and tree.classes[over] in ("NOUN", "AUX", "PROPN", "VERB")
        and tree.forms[head] != "base"
        and clause.subject != over < head
    ):
        yield over

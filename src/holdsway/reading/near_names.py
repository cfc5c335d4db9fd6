"""Arguments by nearness: names right beside a verb that the parser hung elsewhere are taken for what they are there.

A small parser attaches a preposition wrongly every few sentences. Where nothing but small words stands between a verb
and the name of a place or a party, the word order of English says what the name is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.clauses import Clause
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.tree import Tree

__all__ = ["with_near"]

_KINDS = ("place", "parent", "party")
_REACH = 7
_DESCRIBES = ("DET", "ADJ", "NUM", "PROPN", "NOUN")
_ASIDE = ("ADV", "PART")
_STOPS = ("VERB", "AUX", "SCONJ", "CCONJ", "PUNCT", "PRON")


def with_near(clause: Clause, tree: Tree, passage: Passage) -> Clause:
    """The clause with the names right after its verb as object and obliques, where the parse gave it none there."""
    if tree.classes[clause.head] != "VERB":
        return clause
    marks = sorted((m for kind in _KINDS for m in passage.of(kind) if m.start > clause.head), key=lambda m: m.start)
    if not marks:
        return clause
    if clause.object is None and not clause.passive and (named := _object(clause, tree, passage, marks)) is not None:
        clause = replace(clause, object=named)
    known = {word for _, word in clause.obliques}
    more = [(case, word) for case, word in _obliques(clause, tree, passage, marks) if word not in known]
    return replace(clause, obliques=(*clause.obliques, *more)) if more else clause


def _object(clause: Clause, tree: Tree, passage: Passage, marks: list[Mark]) -> int | None:
    """'took A': the name that follows the verb at once."""
    mark = marks[0]
    between = range(clause.head + 1, mark.start)
    if len(between) > 2 or any(tree.classes[w] not in ("DET", "ADJ") for w in between):
        return None
    head = mark.end - 1
    is_whole = tree.heads[head] != head + 1 or tree.relation(head) not in ("compound", "nmod", "amod")
    return head if is_whole and passage.word(mark.end) not in ("'s", "’s", "'") else None


def _obliques(clause: Clause, tree: Tree, passage: Passage, marks: list[Mark]) -> Iterator[tuple[str, int]]:
    """'fell back from A', 'gained control of A': names led by a preposition with no other verb between."""
    for mark in marks:
        if mark.start - clause.head > _REACH:
            return
        led = mark.start - 1
        while led > clause.head and tree.classes[led] in ("DET", "ADJ"):
            led -= 1
        if led <= clause.head or tree.classes[led] != "ADP":
            continue
        between = range(clause.head + 1, led)
        if any(tree.classes[w] in _STOPS for w in between):
            return
        core, case = mark.end - 1, passage.word(led)
        if passage.word(mark.end) in ("'s", "’s", "'") or tree.relation(core) == "compound":
            continue
        noun = next((w for w in reversed(between) if tree.classes[w] in ("NOUN", "PROPN")), None)
        if noun is None:
            yield case, core
        elif noun == clause.object and noun == led - 1:
            yield f"object {case}", core

"""The words of moods.yaml, and what they make of a deed: a tale, a demand with a deadline, a thing only meant."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree

__all__ = ["is_only_meant", "is_tale", "is_ultimatum", "mood_words"]

_GIVES = frozenset(("give", "grant", "allow", "set"))
_SPANS = frozenset(("hour", "hours", "day", "days", "week", "weeks", "minutes", "deadline", "ultimatum"))
_NEAR = 14


@cache
def mood_words() -> dict[str, Any]:
    """The word lists of moods.yaml by name."""
    return dict(yaml.safe_load(files("holdsway.reading").joinpath("moods.yaml").read_text("utf-8")))


def is_tale(tree: Tree, over: int, head: int) -> bool:
    """'the anniversary of the fall of A', 'a book about the battle of A': long ago, and not told here."""
    moods = mood_words()
    if tree.relation(head) != "nmod":
        return False
    about = tree.lemmas[over] in moods["tales"] and tree.case(head) in ("about", "of", "on", "depicting")
    return over != head and (tree.lemmas[over] in moods["remembers"] or about)


def is_ultimatum(passage: Passage, tree: Tree, head: int) -> bool:
    """'gave the garrison of A 48 hours to surrender': asked of it, not done."""
    if tree.lemmas[head] not in _GIVES:
        return False
    ahead = range(head + 1, min(head + _NEAR, len(tree)))
    return any(passage.word(i) in _SPANS and passage.word(i + 1) == "to" for i in ahead)


def is_only_meant(passage: Passage, tree: Tree, here: int, over: int) -> bool:
    """'suspicion of planting bombs', 'a threat of shelling A', 'prevented a convoy from reaching A'."""
    led = {passage.word(c) for c in tree.those(here, "mark", "case")}
    if tree.forms[here] != "ing" and not passage.word(here).endswith("ing"):
        return False
    if tree.lemmas[over] in ("capable", "incapable"):
        return True
    if tree.classes[over] == "NOUN" and led & {"of", "for", "about", "on"}:
        return tree.lemmas[over] in (*mood_words()["nouns"]["hypothetical"], *mood_words()["charges"])
    return "from" in led and tree.lemmas[over] in mood_words()["bars"]

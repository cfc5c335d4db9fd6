"""What stands beside a clause and above it, and says of it all how it is meant: a report taken back, a film, a plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from holdsway.reading.mood_words import is_tale, is_ultimatum, mood_words
from holdsway.reading.negations import is_negated, is_supposed
from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree
from holdsway.records import Modality

__all__ = ["Mood", "beside", "withdrawn"]

_OWN = frozenset(("its", "their", "his", "her", "our"))
_WRONGLY = frozenset(("wrongly", "falsely", "mistakenly", "erroneously", "incorrectly", "inaccurately", "prematurely"))


@dataclass(slots=True)
class Mood:
    """What has been found on the way from a predicate up to the root of its sentence."""

    negated: bool = False
    modality: Modality | None = None
    reason: str | None = None
    is_unsaid: bool = False
    is_reported: bool = False
    steps: tuple[str, ...] = ()
    denied: set[int] = field(default_factory=set)
    untrue: set[int] = field(default_factory=set)

    def become(self, modality: Modality, reason: str | None = None) -> None:
        """Take on a modality, unless a stronger doubt was found nearer to the predicate."""
        if self.modality is None or (self.modality.is_evidence and not modality.is_evidence):
            self.modality, self.reason = modality, reason

    def note(self, step: str) -> None:
        """Remember what led here, to explain it."""
        self.steps = (*self.steps, step)


def withdrawn(passage: Passage, tree: Tree, head: int, mood: Mood, *, is_said: bool) -> None:
    """'said its figure of 40 dead was unverified', 'the report of 40 dead was wrong': what becomes of a figure told."""
    for noun in (head, *tree.above(head)):
        over, moods = tree.heads[noun], mood_words()
        if tree.lemmas[noun] not in moods["figures"] or tree.relation(noun) not in ("nsubj", "obj") or over == noun:
            continue
        own = any(passage.word(c) in _OWN for c in tree.those(noun, "nmod:poss"))
        is_wrong = tree.relation(noun) == "nsubj" and tree.lemmas[over] in moods["untrue"]
        is_wrong = is_wrong and over not in mood.untrue  # 'the report that A fell is wrong': seen on the way up
        is_taken_back = tree.relation(noun) == "obj" and tree.lemmas[over] in moods["withdraws"]
        unchecked = tree.relation(noun) == "nsubj" and passage.word(over) in moods["unchecked"]
        if is_negated(passage, tree, over):
            continue
        if is_wrong or is_taken_back or (unchecked and own and is_said):
            mood.negated, mood.is_reported = not mood.negated, True
            mood.note(f"'{passage.word(over)}' takes it back")
        elif unchecked:
            mood.become(Modality.POSSIBLE)
            mood.note(f"'{passage.word(over)}'")


def _wrongly(passage: Passage, tree: Tree, head: int) -> int | None:
    """'The map wrongly shows A as held by X', 'it was wrongly said that A fell': the verb that is said to be wrong."""
    here = head
    for over in tree.above(head):  # what is itself done 'mistakenly' is done
        if tree.relation(here) not in ("xcomp", "ccomp", "obj", "csubj", "acl", "advcl", "nsubj"):
            return None
        if any(passage.word(child) in _WRONGLY for child in tree.those(over, "advmod")):
            return over
        here = over
    return None


def beside(passage: Passage, tree: Tree, head: int, mood: Mood) -> None:
    """What an adjunct of a clause above says of it all: 'in the opinion of many', 'in a dream'."""
    if (wrong := _wrongly(passage, tree, head)) is not None:
        mood.negated = not mood.negated
        mood.note(f"'{passage.word(wrong)}' is said to be wrong")
    for over in (head, *tree.above(head)):
        if is_tale(tree, over, head) or (over == head and is_ultimatum(passage, tree, head)):
            mood.is_unsaid = True  # 'the anniversary of the fall of A': long ago, and not told here
        for child in tree.those(over, "obl"):
            if tree.case(child) == "in" and tree.lemmas[child] in mood_words()["fictions"]:
                mood.become(Modality.HYPOTHETICAL, f"'in {passage.word(child)}' is imagined")
            if is_supposed(tree, child, over):
                mood.become(Modality.HYPOTHETICAL, f"'{passage.word(child)}' says what would be, not what is")
            if tree.case(child) == "in" and tree.lemmas[child] in mood_words()["outlooks"]:
                mood.become(Modality.OPINION, f"'in {passage.word(child)}' makes it what somebody thinks")

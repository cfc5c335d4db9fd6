"""Holders: which party a label names itself, where it can be told; anything else is left to the user."""

from __future__ import annotations

from holdsway.actors import CONTESTED, Parties, Party
from holdsway.drafting.fields import vocabulary
from holdsway.scales import UNKNOWN
from holdsway.words import fold

__all__ = ["holder_of"]


def holder_of(label: str, parties: Parties) -> tuple[str, str] | None:
    """The holder that a label names, and why in a few words; None where only the user can tell.

    That is a party whose name the label is, or the one party whose whole name stands in it among words like "held by";
    with any other word beside the name ("lost to", "attacked by") the label may say the opposite.
    """
    folded = fold(label)
    for holder, listed in ((CONTESTED, "says_contested"), (UNKNOWN, "says_nothing")):
        if folded == holder:
            return holder, ""
        if folded in {fold(words) for words in vocabulary()[listed]}:
            return holder, "it says nothing of who holds it" if holder == UNKNOWN else "another word for it"
    if party := parties.match(label):
        return party.id, "" if folded == fold(party.id) else f"a name of {party.title}"
    inside = [(party, name) for party in parties if (name := _name_in(folded, party))]
    if len(inside) != 1:
        return None
    party, name = inside[0]
    beside = f" {folded} ".replace(f" {name} ", " ", 1).split()
    if not set(beside) <= {fold(word) for word in vocabulary()["holds"]}:
        return None
    return party.id, f"the one party whose name stands in it, {party.title}"


def _name_in(folded: str, party: Party) -> str | None:
    """The longest name of a party that stands in the words, whole."""
    names = sorted({fold(name) for name in party.names}, key=len, reverse=True)
    return next((name for name in names if name and f" {name} " in f" {folded} "), None)

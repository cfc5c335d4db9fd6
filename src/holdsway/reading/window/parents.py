"""What a place lies in, by the words around its name: ', in the northern province of X', "X's"."""

from __future__ import annotations

from holdsway.reading.window.lexicon import word_set
from holdsway.reading.window.passages import Passage
from holdsway.reading.window.spans import Names

__all__ = ["name_end", "parent_after", "parent_before", "side_of"]

_WITHIN = ("in", "of")
_AFTER = word_set(
    "district districts city town province provinces area region village crossing airport airfield dam base "
    "refinery valley"
)
_PARENT_LEADS = word_set(
    "the all both in northern southern eastern western central north south province provinces of neighbouring"
)


def name_end(passage: Passage, at: int) -> int:
    """Where a capitalised name ends that begins at a word."""
    end = at + 1
    while end < len(passage):
        ahead = end
        while passage.word(ahead) in ("-", "e", "i", "al", "wa", "ul") and ahead < end + 3:
            ahead += 1
        if not passage.is_name(ahead) or (passage.starts[ahead] > passage.ends[ahead - 1] + 1):
            break
        end = ahead + 1
    return end


def side_of(passage: Passage, names: Names, start: int, name: str) -> str | None:
    """The place that is the side of another: 'west Mosul', 'the eastern half of Mosul', where the frame has one."""
    at = start - 1
    if passage.word(at) == "of" and passage.word(at - 1) in ("half", "part", "side", "bank"):
        at -= 2
    side = passage.word(at).removesuffix("ern")
    if side not in ("east", "west", "north", "south"):
        return None
    ways = (f"{side} {name}", f"{name} {side}", f"{side}ern {name}", f"{name} {side}ern")
    return next((p.name for way in ways for p in names.frame.places.named(way)), None)


def parent_after(passage: Passage, names: Names, end: int) -> tuple[int, str | None]:
    """', in the northern province of Baghlan', ', Faryab', 'in Zabul': where the phrase ends, and the parent."""
    at = end
    comma = passage.word(at) == ","
    at += comma
    linked = passage.word(at) in _WITHIN
    at += linked
    if not (comma or linked):
        return end, None
    compass = ("north", "south", "east", "west", "central")
    while (linked and passage.word(at) in _PARENT_LEADS) or passage.word(at) in ("all", "both", "in", *compass):
        linked = linked or passage.word(at) == "in"
        at += 1
    mark = passage.starting("parent", at)
    last = mark.end if mark else name_end(passage, at) if passage.is_name(at) else at
    parent = mark.key if mark else names.parent(passage.text(at, last)) if last > at else None
    if parent is None:
        return end, None
    if (
        comma
        and not linked
        and passage.word(last) not in (",", ".", "", "province", ";", ")")
        and passage.starting("place", at)
    ):
        return end, None  # the next member of a list, not a parent
    if passage.word(last) in ("province", "provinces"):
        last += 1
    return last, parent


def parent_before(passage: Passage, start: int) -> str | None:
    """The parent in "Kunduz's Khanabad" or 'Kunduz province's Khanabad'."""
    at = start - 1
    while passage.word(at) in ("the", "of", "and") or passage.word(at) in _AFTER:
        at -= 1
    if passage.word(at) != "'s":
        return None
    at -= 1 + (passage.word(at - 1) == "province")
    mark = passage.at("parent", at)
    return mark.key if mark else None

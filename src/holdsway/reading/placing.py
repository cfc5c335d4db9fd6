"""Where: the places a sentence names, with the parent each is said to lie in, and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.counted import counted, hangs_on, named_before
from holdsway.reading.lexicon import word_set
from holdsway.reading.parents import name_end, parent_after, parent_before, side_of
from holdsway.reading.passages import Passage
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.spans import Names
from holdsway.words import fold

__all__ = ["groups", "phrases"]

_SIZES = word_set(
    "the a an some several large vast small whole entire all strategic northern southern eastern western "
    "central main key important border military district provincial police government governor 's and of "
    "mainly mostly largely whole neighbouring neighboring nearby capital remote second "
    "largest major several other"
)
_COMPASS = word_set(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west km miles"
)
_PLAIN_LINKS = frozenset((",", "and", "both", "all", "of", "as", "well", "plus", "in", "the"))
_AFTER = word_set(
    "district districts city town province provinces area region village crossing airport airfield dam base "
    "refinery valley"
)
_TITLES = word_set(
    "mr mrs president governor general colonel minister mullah mawlawi sheikh abdul mohammad muhammad ahmad "
    "ali captain commander prince king islamic us"
)
_NO_NAMES = word_set(
    "the a an this that these those it its he she his her their they in on at of and but for after before when "
    "if no one two three some all most many much there"
)
_MAY_FOLLOW = word_set(
    "and or but on in at after before from with was were had has have is are fell again early late since as while when "
    "by to for last over overnight during until yesterday today itself too also collapsed"
)
_CLAUSE_STARTS = word_set("said that when after before while as but and both , :")


def phrases(passage: Passage, names: Names) -> list[PlacePhrase]:
    """The places a sentence names, left to right; a parent shared by a list is given to each of its members."""
    found = [*counted(passage, names), *_named(passage, names), *named_before(passage)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[PlacePhrase] = []
    for phrase in found:
        if phrase.kind != "count" and "capital" in passage.lower[phrase.start : phrase.core]:
            continue  # 'the capital of X' is not X
        if passage.word(phrase.core - 1) == "of" and passage.word(phrase.core - 2) in _COMPASS:
            if phrase.kind == "place" and (not kept or phrase.core >= kept[-1].end):  # 'south of X' is not X
                kept.append(replace(phrase, kind="near", before=hangs_on(passage, phrase.core - 2) or "near"))
            continue
        if not kept or phrase.core >= kept[-1].end:
            kept.append(phrase)
    return _shared(passage, kept, names)


def groups(passage: Passage, found: Sequence[PlacePhrase]) -> list[list[PlacePhrase]]:
    """The same phrases as lists: 'A and B in C, D and E' is one group."""
    grouped: list[list[PlacePhrase]] = []
    for phrase in found:
        between = passage.lower[grouped[-1][-1].end : phrase.start] if grouped else ["."]
        joined = grouped and between and all(w in _PLAIN_LINKS for w in between) and len(between) <= 3
        lead = len(grouped) == 1 and grouped[0][-1].before == "in" and grouped[0][-1].core <= 2
        if lead or (grouped and (phrase.kind == "count") != (grouped[-1][-1].kind == "count")):
            joined = False
        if phrase.kind == "site" or (grouped and grouped[-1][-1].kind == "site"):
            joined = joined and between == ["and"]
        joined = joined and "near" not in (phrase.kind, grouped[-1][-1].kind)
        if (
            joined
            and any(w in (",", "and") for w in between)
            and not (between[0] == "in" or phrase.before not in ("", "of", "in"))
        ):
            grouped[-1].append(phrase)
        else:
            grouped.append([phrase])
    return grouped


def _named(passage: Passage, names: Names) -> Iterator[PlacePhrase]:
    at, last = 0, -9
    while at < len(passage):
        phrase = _known(passage, names, at) or _spelled(passage, names, at, after=0 <= at - last <= 2)
        if phrase:
            yield phrase
            at = last = phrase.end
        else:
            at += 1


def _known(passage: Passage, names: Names, at: int) -> PlacePhrase | None:
    place, parent = passage.starting("place", at), passage.starting("parent", at)
    mark = max((m for m in (place, parent) if m), key=lambda m: m.end, default=None)
    if mark is None or (mark.kind == "place" and passage.at("party", at)):
        return None
    name = passage.text(mark.start, mark.end)
    is_parent = mark.kind == "parent" or (parent is not None and parent.end == mark.end)
    is_place = mark.kind == "place" or (place is not None and place.end == mark.end)
    return _phrase(
        passage,
        names,
        mark.start,
        mark.end,
        name,
        is_place=is_place,
        parent=parent.key if parent and is_parent else None,
    )


def _spelled(passage: Passage, names: Names, at: int, *, after: bool) -> PlacePhrase | None:
    """A capitalised name where a place must stand ('in X', 'X district') that is a place of the frame by spelling."""
    if (
        not passage.is_name(at)
        or passage.at("party", at)
        or not passage.words[at][0].isalpha()
        or passage.word(at) in _NO_NAMES
    ):
        return None
    end = name_end(passage, at)
    if passage.words[at] in names.sides.own_words and end == at + 1:
        return None
    slot = passage.word(at - 1) in ("in", "of", "at", "near", "from", "on") or passage.word(end) in _AFTER
    member = after and passage.word(at - 1) in ("and", ",")
    if (
        not (slot or member or _in_holding(passage, at, end))
        or end - at > 7
        or any(t.start <= at < t.end for t in passage.times)
    ):
        return None
    name = passage.text(at, end)
    if passage.word(at - 1) != "of" and (parent := names.parent(name)):
        return _phrase(passage, names, at, end, name, is_place=names.is_place(name), parent=parent)
    stop, within = parent_after(passage, names, end + (passage.word(end) in _AFTER))
    if within is None and not names.is_place(name):
        within = next((m.key for m in passage.of("parent") if names.is_place(name, m.key)), None)
        if within:
            return replace(_phrase(passage, names, at, end, name, is_place=True, parent=None), parent=within)
    if names.is_place(name, within):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    if not len(names.frame.places) and (passage.word(at - 1) in ("in", "at", "near") or _in_holding(passage, at, end)):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    if _is_unplaced(passage, names, at, end, name, within):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    followed = passage.word(end) in ("district", "city", "town") and not (
        passage.word(end + 1) == "of" and passage.is_name(end + 2) and not names.parent(passage.words[end + 2])
    )
    if (followed and slot and passage.word(at - 1) != "of") or (within and stop > end and followed):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    return None


def _in_holding(passage: Passage, at: int, end: int) -> bool:
    """Whether a name stands as object right after a verb of holding, or as subject in a clause with one."""
    verbs = [v for v in passage.of("verb") if v.key.startswith("holding")]
    if any(v.end == at for v in verbs):
        return True
    begins = at == 0 or passage.word(at - 1) in _CLAUSE_STARTS
    parts = passage.areas | passage.partly
    begins = begins or (passage.word(at - 1) == "of" and passage.word(at - 2) in parts)
    goes_on = passage.word(end) in ("and", ",", "was", "were", "had", "has", "have", "is") or any(
        v.start == end for v in verbs
    )
    return bool(verbs) and begins and goes_on and verbs[-1].start >= end


def _is_unplaced(passage: Passage, names: Names, at: int, end: int, name: str, within: str | None) -> bool:
    """Whether a name that resolves to no place must be one: what was taken or fell, and like a name the frame has."""
    if not _in_holding(passage, at, end) and passage.word(at - 1) != "on":
        return False
    following = passage.word(end)
    if following[:1].isalpha() and following not in _AFTER and following not in _MAY_FOLLOW:
        return False
    if passage.at("side", at) or passage.word(at) in _TITLES or (at == 0 and end - at == 1 and within is None):
        return False
    return within is not None or names.is_near(name)


def _phrase(
    passage: Passage, names: Names, start: int, end: int, name: str, *, is_place: bool, parent: str | None
) -> PlacePhrase:
    core = start
    kind = "place" if is_place else "province"
    of_province = passage.word(start - 1) == "of" and passage.word(start - 2) == "province"
    if passage.word(end) == "province" or (of_province and parent):
        kind = "province"
    after = end
    while passage.word(after) in _AFTER:
        after += 1
    within: str | None = None
    if kind == "place":
        after, within = parent_after(passage, names, after)
        within = within or parent_before(passage, start)
    first, partial = _start_of(passage, start)
    if sided := side_of(passage, names, start, name):
        name, partial = (
            sided,
            partial and "half" not in passage.lower[first:start] and "part" not in passage.lower[first:start],
        )
    if passage.lower[max(0, first - 3) : first] == ["the", "crossing", "at"]:
        first -= 3
    return PlacePhrase(
        first, after, name, kind, parent if kind == "province" else within,
        before=hangs_on(passage, first),
        partial=partial, core=core,
    )  # fmt: skip


def _start_of(passage: Passage, start: int) -> tuple[int, bool]:
    """Back over 'the northern part of the city of': where the phrase begins, and whether it is only a part."""
    areas, partly = passage.areas, passage.partly
    at = start
    while at > 0:
        word = passage.word(at - 1)
        if word == "of" and (passage.word(at - 2) in areas or passage.word(at - 2) == "%"):
            at -= 2
        elif word in (
            "eastern",
            "western",
            "northern",
            "southern",
            "east",
            "west",
            "north",
            "south",
            "central",
            "the",
            "neighbouring",
            "both",
            "all",
        ) or (
            at < start and (word in _SIZES or word in areas or passage.word(at - 2) in ("mainly", "mostly", "largely"))
        ):
            at -= 1
        else:
            break
    while at < start and passage.word(at) in ("and", "of", ",", "'s"):
        at += 1
    before = passage.lower[at:start]
    whole = any(w in ("all", "whole", "entire") for w in before)
    return at, not whole and any(w in partly for w in before)


def _shared(passage: Passage, found: list[PlacePhrase], names: Names) -> list[PlacePhrase]:
    """Give the parent at the end of a list to its members, and a leading 'In Kunduz,' to the whole sentence."""
    lead = None
    if found and found[0].before == "in" and found[0].core <= 2 and passage.word(found[0].end) == ",":
        lead = names.parent(found[0].name)
    given: dict[PlacePhrase, PlacePhrase] = {}
    for group in groups(passage, found):
        parent = None
        for phrase in reversed(group):
            parent = phrase.parent or parent
            if phrase.kind == "place" and phrase.parent is None and phrase is not found[0]:
                within = parent or lead
                if within and _can_be(phrase, within, names):
                    given[phrase] = replace(phrase, parent=within)
            elif phrase.kind == "place" and phrase.parent is None and parent and _can_be(phrase, parent, names):
                given[phrase] = replace(phrase, parent=parent)
    return [given.get(phrase, phrase) for phrase in found]


def _can_be(phrase: PlacePhrase, parent: str, names: Names) -> bool:
    known = names.frame.places.named(phrase.name)
    if known:
        return any(p.admin1 and fold(p.admin1) == fold(parent) for p in known)
    return names.is_place(phrase.name, parent)

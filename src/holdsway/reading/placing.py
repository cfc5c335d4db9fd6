"""Where: the places a sentence names, with the parent each is said to lie in, and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from holdsway.frame import Frame
from holdsway.reading.numbers import Figure
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.spans import Names
from holdsway.words import fold

__all__ = ["PlacePhrase", "Site", "groups", "phrases", "site_of"]

_WITHIN = ("in", "of")
_PREPOSITIONS = frozenset("in at near around from outside inside towards toward to into over on across through by for with against about between under".split())
_SIZES = frozenset(
    "the a an some several large vast small whole entire all strategic northern southern eastern western central main key "
    "important border military district provincial police government governor 's and of mainly mostly sunni shiite "
    "turkmen kurdish whole neighbouring neighboring nearby capital remote second largest major several other".split()
)
_COMPASS = frozenset("north south east west northeast northwest southeast southwest north-east north-west south-east south-west km miles".split())
_PLAIN_LINKS = frozenset((",", "and", "both", "all", "of", "as", "well", "plus", "in", "the"))
_AFTER = frozenset("district districts city town province provinces area region village crossing airport airfield dam base refinery valley".split())
_PARENT_LEADS = frozenset("the all both in northern southern eastern western central north south province provinces of neighbouring".split())
_TITLES = frozenset("mr mrs president governor general colonel minister mullah mawlawi sheikh abdul mohammad muhammad ahmad ali captain commander prince king islamic us".split())
_NO_NAMES = frozenset("the a an this that these those it its he she his her their they in on at of and but for after before when if no one two three some all most many much there".split())
_CLAUSE_STARTS = frozenset("said that when after before while as but and both , :".split())


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place as a sentence names it, at words `start` to `end` (exclusive).

    `kind`: `place`, `province`, `count` (so many districts) or `site` ('the city', 'it': a place named before).
    `before` is the preposition it hangs on; `partial` says that only a part is meant.
    """

    start: int
    end: int
    name: str
    kind: str = "place"
    parent: str | None = None
    before: str = ""
    partial: bool = False
    core: int = 0
    figure: Figure | None = None
    of: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place as the record keeps it."""

    text: str
    admin1: str | None
    code: str | None
    version: str | None
    note: str | None
    precision: str | None = None


def phrases(passage: Passage, names: Names) -> list[PlacePhrase]:
    """The places a sentence names, left to right; a parent shared by a list is given to each of its members."""
    found = [*_counted(passage, names), *_named(passage, names), *_sites(passage)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[PlacePhrase] = []
    for phrase in found:
        if phrase.kind != "count" and "capital" in passage.lower[phrase.start : phrase.core]:
            continue  # 'the capital of X' is not X
        if passage.word(phrase.core - 1) == "of" and passage.word(phrase.core - 2) in _COMPASS:
            continue  # 'south of X' is not X
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
        if joined and any(w in (",", "and") for w in between) and not (between[0] == "in" or phrase.before not in ("", "of", "in")):
            grouped[-1].append(phrase)
        else:
            grouped.append([phrase])
    return grouped


def site_of(phrase: PlacePhrase, frame: Frame, *, hint: str | None = None) -> Site:
    """What a phrase resolves to in the frame; `hint` is a parent named nearby, used only to tell homonyms apart."""
    if phrase.kind == "province":
        same = frame.places.named(phrase.name)
        whole = next((p for p in same if p.code and frame.places.leaves_of(p.code) != (p,)), None)
        note = None if whole else "a whole province: on no single place"
        return Site(phrase.name, phrase.parent or phrase.name, whole.code if whole else None, whole.version if whole else None, note, "province")
    parent = phrase.parent
    if parent is None and hint and len(frame.places.named(phrase.name)) > 1:
        parent = hint
    code = None
    if not frame.declared and len(frame.places):
        place = frame.places.resolve(phrase.name, parent=parent).place
        code, parent = (place.code, parent or place.admin1) if place else (None, parent)
    placed = frame.place(phrase.name, admin1=parent, code=code)
    known = frame.places.get(placed.code)
    return Site(phrase.name, known.admin1 if known else parent, placed.code, placed.version, placed.note)


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
    if mark is None or mark.kind == "place" and passage.at("party", at):
        return None
    name = passage.text(mark.start, mark.end)
    is_parent = mark.kind == "parent" or (parent is not None and parent.end == mark.end)
    is_place = mark.kind == "place" or (place is not None and place.end == mark.end)
    return _phrase(passage, names, mark.start, mark.end, name, is_place=is_place, parent=parent.key if parent and is_parent else None)


def _spelled(passage: Passage, names: Names, at: int, *, after: bool) -> PlacePhrase | None:
    """A capitalised name where a place must stand ('in X', 'X district') that is a place of the frame by spelling."""
    if not passage.is_name(at) or passage.at("party", at) or not passage.words[at][0].isalpha() or passage.word(at) in _NO_NAMES:
        return None
    end = _name_end(passage, at)
    if passage.words[at] in names.sides.own_words and end == at + 1:
        return None
    slot = passage.word(at - 1) in ("in", "of", "at", "near", "from", "on") or passage.word(end) in _AFTER
    member = after and passage.word(at - 1) in ("and", ",")
    if not (slot or member or _in_holding(passage, at, end)) or end - at > 4 or any(t.start <= at < t.end for t in passage.times):
        return None
    name = passage.text(at, end)
    if passage.word(at - 1) != "of" and (parent := names.parent(name)):
        return _phrase(passage, names, at, end, name, is_place=names.is_place(name), parent=parent)
    stop, within = _parent_after(passage, names, end + (passage.word(end) in _AFTER))
    if within is None and not names.is_place(name):
        within = next((m.key for m in passage.of("parent") if names.is_place(name, m.key)), None)
        if within:
            return replace(_phrase(passage, names, at, end, name, is_place=True, parent=None), parent=within)
    if names.is_place(name, within):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    if _is_unplaced(passage, names, at, end, name, within):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    followed = passage.word(end) in ("district", "city", "town")
    if (followed and slot and passage.word(at - 1) != "of") or (within and stop > end and followed):
        return _phrase(passage, names, at, end, name, is_place=True, parent=None)
    return None


def _in_holding(passage: Passage, at: int, end: int) -> bool:
    """Whether a name stands as object right after a verb of holding, or as subject in a clause with one."""
    verbs = [v for v in passage.of("verb") if v.key.startswith("holding")]
    if any(v.end == at for v in verbs):
        return True
    begins = at == 0 or passage.word(at - 1) in _CLAUSE_STARTS
    goes_on = passage.word(end) in ("and", ",", "was", "were", "had", "has", "have", "is") or any(v.start == end for v in verbs)
    return bool(verbs) and begins and goes_on and verbs[-1].start >= end


def _is_unplaced(passage: Passage, names: Names, at: int, end: int, name: str, within: str | None) -> bool:
    """Whether a name that resolves to no place must be one: what was taken or fell, and like a name the frame has."""
    if not _in_holding(passage, at, end) and passage.word(at - 1) != "on":
        return False
    if passage.at("side", at) or passage.word(at) in _TITLES or (at == 0 and end - at == 1 and within is None):
        return False
    return within is not None or names.is_near(name)


def _name_end(passage: Passage, at: int) -> int:
    end = at + 1
    while end < len(passage):
        ahead = end
        while passage.word(ahead) in ("-", "e", "i", "al", "wa", "ul") and ahead < end + 3:
            ahead += 1
        if not passage.is_name(ahead) or (passage.starts[ahead] > passage.ends[ahead - 1] + 1):
            break
        end = ahead + 1
    return end


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
        after, within = _parent_after(passage, names, after)
        within = within or _parent_before(passage, names, start)
    first, partial = _start_of(passage, start)
    if sided := _sided(passage, names, start, name):
        name, partial = sided, partial and "half" not in passage.lower[first:start] and "part" not in passage.lower[first:start]
    return PlacePhrase(
        first, after, name, kind, parent if kind == "province" else within,
        before=passage.word(first - 1) if passage.word(first - 1) in _PREPOSITIONS or passage.word(first - 1) == "of" else "",
        partial=partial, core=core,
    )  # fmt: skip


def _sided(passage: Passage, names: Names, start: int, name: str) -> str | None:
    """The place that is the side of another: 'west Mosul', 'the eastern half of Mosul', where the frame has one."""
    at = start - 1
    if passage.word(at) == "of" and passage.word(at - 1) in ("half", "part", "side", "bank"):
        at -= 2
    side = passage.word(at).removesuffix("ern")
    if side not in ("east", "west", "north", "south"):
        return None
    ways = (f"{side} {name}", f"{name} {side}", f"{side}ern {name}", f"{name} {side}ern")
    return next((p.name for way in ways for p in names.frame.places.named(way)), None)


def _parent_after(passage: Passage, names: Names, end: int) -> tuple[int, str | None]:
    """', in the northern province of Baghlan', ', Faryab', 'in Zabul', 'of Herat': where the phrase ends, and the parent."""
    at = end
    comma = passage.word(at) == ","
    at += comma
    linked = passage.word(at) in _WITHIN
    at += linked
    if not (comma or linked):
        return end, None
    while linked and passage.word(at) in _PARENT_LEADS or passage.word(at) in ("all", "both", "in"):
        linked = linked or passage.word(at) == "in"
        at += 1
    mark = passage.starting("parent", at)
    last = mark.end if mark else _name_end(passage, at) if passage.is_name(at) else at
    parent = mark.key if mark else names.parent(passage.text(at, last)) if last > at else None
    if parent is None:
        return end, None
    if comma and not linked and passage.word(last) not in (",", ".", "", "province", ";", ")") and passage.starting("place", at):
        return end, None  # the next member of a list, not a parent
    if passage.word(last) in ("province", "provinces"):
        last += 1
    return last, parent


def _parent_before(passage: Passage, names: Names, start: int) -> str | None:
    """The parent in "Kunduz's Khanabad" or 'Kunduz province's Khanabad'."""
    at = start - 1
    while passage.word(at) in ("the", "of", "and") or passage.word(at) in _AFTER:
        at -= 1
    if passage.word(at) != "'s":
        return None
    at -= 1 + (passage.word(at - 1) == "province")
    mark = passage.at("parent", at)
    return mark.key if mark else None


def _start_of(passage: Passage, start: int) -> tuple[int, bool]:
    """Back over 'the northern part of the city of': where the phrase begins, and whether it is only a part."""
    areas, partly = passage.areas, passage.partly
    at = start
    while at > 0:
        word = passage.word(at - 1)
        if word == "of" and (passage.word(at - 2) in areas or passage.word(at - 2) == "%"):
            at -= 2
        elif word in ("eastern", "western", "northern", "southern", "east", "west", "north", "south", "central", "the", "neighbouring", "both", "all") or (
            at < start and (word in _SIZES or word in areas)
        ):
            at -= 1
        else:
            break
    while at < start and passage.word(at) in ("and", "of", ",", "'s"):
        at += 1
    before = passage.lower[at:start]
    whole = any(w in ("all", "whole", "entire") for w in before)
    return at, not whole and any(w in partly for w in before)


def _counted(passage: Passage, names: Names) -> Iterator[PlacePhrase]:
    """'At least 23 districts', '204 of 407 districts', '85% of the country', "all but one of Badakhshan's 28 districts"."""
    for figure in passage.figures:
        at, of = figure.end, None
        while (passage.word(at) in ("of", "the", "more", "country", "'s", "other", "its", "all", "roughly", "about") or passage.word(at + 1) == "'s" and passage.word(figure.end) == "of") and passage.word(at) + passage.word(at + 1) not in ("countryand", "country.", "country,", "country"):
            if passage.word(at) == "country" and passage.word(at + 1) != "'s":
                break
            at += 1
        total = next((f for f in passage.figures if f.start == at and at > figure.end), None)
        if total:
            of, at = passage.text(total.start, total.end), total.end
        unit = passage.starting("counted", at)
        if unit is None and figure.is_percent and passage.words[at : at + 1] and passage.words[at] in names.sides.own_words:
            unit = Mark("counted", at, at + 1, "country")
        if unit is None or (unit.key in ("country", "territory", "land") and not figure.is_percent):
            continue
        start = figure.start - (passage.word(figure.start - 1) == "all")
        if passage.lower[max(0, figure.start - 2) : figure.start] == ["all", "but"] and total and total.best and figure.best:
            left = total.best - figure.best
            figure, start = Figure(figure.start, figure.end, left, left, left), figure.start - 2
        elif passage.lower[max(0, figure.start - 3) : figure.start] == ["none", "of", "the"]:
            of, figure, start = passage.text(figure.start, figure.end), Figure(figure.start, figure.end, 0, 0, 0), figure.start - 3
        elif any(f.end <= figure.start and total_of(passage, f.end, figure.start) for f in passage.figures):
            continue  # the total of 'one of 28 districts'
        end, parent = _parent_after(passage, names, unit.end)
        while passage.word(end) == "and" and (second := passage.starting("parent", end + 1)):
            end, parent = second.end, None
        share = figure.is_percent or figure.is_share
        yield PlacePhrase(
            start, end, "", "count", parent, core=start, figure=figure, unit=("percent of " if share else "") + unit.key,
            of=f"of {of}" if of else None, before=passage.word(start - 1) if passage.word(start - 1) in _PREPOSITIONS else "",
        )  # fmt: skip


def total_of(passage: Passage, end: int, start: int) -> bool:
    """Whether the words between two numbers make the second the total of the first."""
    between = passage.lower[end:start]
    return bool(between) and len(between) <= 5 and between[0] == "of" and between[-1] in ("of", "the", "'s", "roughly", "about")


def _sites(passage: Passage) -> Iterator[PlacePhrase]:
    """'the district', 'the city', 'it': a place named before."""
    for at, word in enumerate(passage.lower):
        if word in ("it", "them"):
            yield PlacePhrase(at, at + 1, word, "site", core=at, before=_hangs_on(passage, at))
        elif word in passage.site and passage.word(at + 1) not in ("of", "'s") and passage.word(at + 1) not in passage.areas:
            start = at
            while passage.word(start - 1) in passage.areas or passage.word(start - 1) in ("whole", "entire"):
                start -= 1
            if passage.word(start - 1) in ("the", "that", "this") and not (passage.words[at][0].isupper()):
                yield PlacePhrase(start - 1, at + 1, passage.text(start - 1, at + 1), "site", core=start - 1, before=_hangs_on(passage, start - 1))


def _hangs_on(passage: Passage, at: int) -> str:
    return passage.word(at - 1) if passage.word(at - 1) in _PREPOSITIONS or passage.word(at - 1) == "of" else ""


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

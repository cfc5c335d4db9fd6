"""Truces: a ceasefire agreed, arranged or declared, not agreed, or denied by one of its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.affected import with_time
from holdsway.reading.window.attribution import Speech
from holdsway.reading.window.dealings import DENIES, clause_around, place_of, sides, start_of
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["truces"]

_BREAKS_LINK = word_set("for of after with by in that plans proposal talks offer draft about , ;")
_BOTH = word_set("they both sides parties delegations two")
_DEALS = word_set("agreement deal accord arrangement pact ceasefire truce armistice")
_FORCES = (("took", "effect"), ("came", "into"), ("takes", "effect"), ("went", "into"))
_RELATIVES = word_set("it they he she that which")
_FARTHEST = 8


def truces(setting: Setting) -> Iterator[Finding]:
    """Every ceasefire that the sentence says was made or was not made."""
    found = list(_made(setting))
    yield from found
    if not found:
        yield from _denied(setting)


def _made(setting: Setting) -> Iterator[Finding]:
    """'Elders arranged a ceasefire in A', 'a truce was agreed', 'they did not agree on a ceasefire'."""
    for noun in setting.passage.of("event_nouns"):
        verb = _verb_of(setting, noun) if noun.key == "ceasefire" else None
        said = setting.stance(verb) if verb else None
        if verb is None or said is None:
            continue
        chain = setting.chain(noun.start)
        if setting.passage.word(noun.start - 1) == "no":
            said = replace(said, polarity=Polarity.NEGATED)
        if _is_spoken(chain, verb) and said.modality is Modality.ASSERTED:
            said = replace(said, modality=Modality.REPORTED)
        first, last = clause_around(setting, verb.start)
        start, after = min(said.start, noun.start), max(noun.end, verb.end)
        named = place_of(setting, first, start, noun.end, len(setting.passage))
        spoken = _is_spoken(chain, verb) or setting.passage.word(noun.end) in _RELATIVES
        where = named or (None if spoken else _where(setting))
        actors = _actors(setting, chain, verb, range(first, max(last, after)), range(start, after))
        if where is None and not actors:
            continue
        begin = start_of(setting, max(first, start - 10), start)
        end = max(after, named.end if named and noun.end <= named.start <= noun.end + 9 else 0)
        yield _finding(setting, noun, said, chain, begin, with_time(setting, end), where, actors)


def _actors(
    setting: Setting, chain: tuple[Speech, ...], verb: Mark, clause: range, group: range
) -> list[tuple[str, str, str]]:
    """The parties of a truce: those named with it, the one that declares it, or those who were just said to talk."""
    dealing = sides(setting, clause.start, clause.stop, group.start, group.stop)
    actors = [(s.id, "by", s.text) for s in dealing if not s.is_person]
    if _is_spoken(chain, verb) and chain[-1].party:
        actors.append((chain[-1].party, "by", chain[-1].speaker))
    matter = setting.matter
    if matter and matter.event_type == "talks" and _BOTH & set(setting.passage.lower[clause.start : group.start]):
        actors += matter.actors
    return actors


def _is_spoken(chain: tuple[Speech, ...], verb: Mark) -> bool:
    """Whether the verb that makes a truce is its speaker's own: 'the group announced a ceasefire'."""
    return bool(chain) and chain[-1].verb <= verb.start < chain[-1].verb_end


def _verb_of(setting: Setting, noun: Mark) -> Mark | None:
    """The verb that makes a truce of the noun: 'agreed on a ceasefire', 'a truce was signed'."""
    passage, made = setting.passage, setting.words.lists["truce_made"]
    for at in range(noun.start - 1, max(-1, noun.start - _FARTHEST), -1):
        if passage.word(at) in made:
            goes_on = passage.word(at - 1) in ("and", "or") and not passage.word(at).endswith(("ed", "k"))
            return None if goes_on else Mark("verb", at, at + 1, "", frozenset({"past", "base"}), passage.word(at))
        if passage.word(at) in _BREAKS_LINK:
            break
    _, last = clause_around(setting, noun.start)
    for at in range(noun.end, min(last, noun.end + _FARTHEST + 4)):
        passive = passage.word(at) in made and passage.word(at - 1) in setting.words.lists["aux"]
        if passive or tuple(passage.lower[at : at + 2]) in _FORCES:
            return Mark("verb", at, at + 1, "", frozenset({"past", "participle"}), passage.word(at))
    return None


def _where(setting: Setting) -> PlacePhrase | None:
    """The only place of the sentence, else where the talks were."""
    places = {p.name: p for p in setting.phrases if p.kind in ("place", "province")}
    if len(places) == 1:
        return next(iter(places.values()))
    dealt = setting.matter is not None and setting.matter.event_type in ("talks", "ceasefire")
    return setting.matter.phrase if setting.matter is not None and dealt and not places else None


def _denied(setting: Setting) -> Iterator[Finding]:
    """'A spokesman of the group denied that any agreement existed', after a ceasefire was told of."""
    passage, matter = setting.passage, setting.matter
    last = matter if matter is not None and matter.event_type == "ceasefire" else None
    for speech in (s for s in setting.speeches if passage.word(s.verb) in DENIES):
        at = _deal_after(setting, speech.verb_end)
        named = passage.at("event_nouns", at) if at else None
        if at is None or (last is None and (named is None or named.key != "ceasefire")):
            continue
        end = at + 1 + (passage.word(at + 1) in ("existed", "exists"))
        said = Stance(Polarity.NEGATED, Modality.REPORTED, None, at, False)
        where = place_of(setting, at, at, at + 1, len(passage)) or (last.phrase if last else _where(setting))
        actors = [(speech.party, "by", speech.speaker)] if speech.party else []
        if where or actors:
            mark = Mark("verb", speech.verb, speech.verb_end, "")
            yield _finding(setting, mark, said, (speech,), speech.start, end, where, actors)


def _deal_after(setting: Setting, verb: int) -> int | None:
    """The word for an agreement close after a denial."""
    passage = setting.passage
    for at in range(verb, min(verb + 9, len(passage))):
        if passage.word(at) in (",", ".", ";", "but", "and"):
            return None
        if passage.word(at) in _DEALS:
            return at
    return None


def _finding(
    setting: Setting,
    mark: Mark,
    said: Stance,
    chain: tuple[Speech, ...],
    start: int,
    end: int,
    where: PlacePhrase | None,
    actors: list[tuple[str, str, str]],
) -> Finding:
    return Finding(
        kind=Kind.EVENT,
        start=start,
        end=end,
        anchor=mark.start,
        stance=said,
        chain=chain,
        phrase=where,
        actors=tuple({a[0]: a for a in actors}.values()),
        label=setting.passage.text(mark.start, mark.end).casefold(),
        event_type="ceasefire",
    )

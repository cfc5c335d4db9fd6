"""The places that a verb bears on, and the finding made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.attribution import Speech
from holdsway.reading.window.setting import Finding, Participant, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind

__all__ = ["each_place", "finding_of", "meant_by", "object_of", "patient_of", "unnamed_holder", "with_time"]

_LONGEST_ASIDE = 14
_BETWEEN = word_set("both all of the up back out again most also in from into to over a")
_TIME_LEADS = word_set("on in at late early since again for about during last this earlier overnight by midnight")
_LONGEST_TITLE = 5
_FOR_SOMEBODY = word_set("spokesman spokeswoman spokesperson spokesmen commander commanders militia")
_PEOPLE_AFTER = word_set("hostage prisoner prisoners police governor mayor chief commander officials residents")


def object_of(setting: Setting, verb: Mark) -> list[PlacePhrase]:
    """The list of places right after a verb."""
    for group in setting.groups:
        first = group[0]
        if first.start < verb.end and first.core < verb.end:
            continue
        between = setting.passage.lower[verb.end : first.start]
        skipped = [w for w in between if w not in _BETWEEN and w not in setting.words.lists["adverbs"]]
        if (
            skipped
            or len(between) > 5
            or (
                first.before in ("in", "from", "to", "at", "near", "of")
                and not verb.base.endswith(("of", "from", "in", "into", "over"))
            )
        ):
            return []
        if setting.passage.word(group[-1].end) in _PEOPLE_AFTER or setting.passage.word(group[-1].end) == "'s":
            return []
        return group
    return []


def patient_of(setting: Setting, said: Stance) -> list[PlacePhrase]:
    """The list of places that a passive or intransitive verb speaks of."""
    for group in reversed(setting.groups):
        last = group[-1]
        if last.end > said.start:
            continue
        between = setting.passage.lower[last.end : said.start]
        loose = [
            w
            for w in between
            if w not in setting.words.lists["adverbs"]
            and w not in (",", "which", "that", "both", "too", "all", "themselves", "itself")
        ]
        aside = len(between) >= 3 and between[0] == "," and between[-1] == "," and len(between) <= _LONGEST_ASIDE
        if last.kind == "count" and _is_aside(setting, group):
            continue
        if last.kind == "site" and _describes(setting, last, said.start):
            continue
        if (loose and not aside) or group[0].before:
            return []
        return group
    return []


def _is_aside(setting: Setting, group: Sequence[PlacePhrase]) -> bool:
    """'A and B, two districts of C, were': the number only says again what was named."""
    passage = setting.passage
    named = any(p.kind == "place" and p.end == group[0].start - 1 for p in setting.phrases)
    return named and passage.word(group[0].start - 1) == "," and passage.word(group[-1].end) == ","


def _describes(setting: Setting, site: PlacePhrase, verb: int) -> bool:
    """'A, the district around it, fell': the words between the commas only say what A is."""
    passage = setting.passage
    named = next((p for p in reversed(setting.phrases) if p.kind == "place" and p.end <= site.start), None)
    return (
        named is not None
        and verb - named.end <= _LONGEST_ASIDE
        and passage.word(named.end) == ","
        and passage.word(named.end + 1) in ("the", "a", "an")
        and passage.word(verb - 1) == ","
        and "," not in passage.lower[named.end + 1 : verb - 1]
    )


def each_place(
    setting: Setting,
    group: Sequence[PlacePhrase],
    verb: Mark,
    said: Stance,
    chain: tuple[Speech, ...],
    party: str,
    how: str,
    start: int,
    end: int,
    who: Participant | None,
) -> Iterator[Finding]:
    """One finding for each place of a list."""
    for phrase in group:
        meant = meant_by(setting, phrase)
        if meant is None or (meant.kind == "province" and how == "leaves"):
            continue
        holder = CONTESTED if how == "enters" or phrase.partial else party
        yield finding_of(
            setting, meant, verb, said, chain, holder, start, end, who, by=party if holder == CONTESTED else None
        )


def meant_by(setting: Setting, phrase: PlacePhrase) -> PlacePhrase | None:
    """The phrase itself, or the place that 'it' or 'the district' stands for."""
    if phrase.kind != "site":
        return phrase
    earlier = [p for p in setting.phrases if p.kind == "place" and p.end <= phrase.start]
    names = {p.name for p in earlier}
    if len(names) == 1 and setting.focus is None:
        return replace(earlier[-1], partial=phrase.partial)
    if setting.focus is not None and (not names or setting.focus.name in names):
        return replace(setting.focus, partial=phrase.partial)
    if earlier and (setting.focus is None or phrase.name in ("it",) or len(names) == 1):
        return replace(earlier[0] if len(names) == 1 else earlier[-1], partial=phrase.partial)
    return None


def finding_of(
    setting: Setting,
    phrase: PlacePhrase,
    verb: Mark,
    said: Stance,
    chain: tuple[Speech, ...],
    party: str,
    start: int,
    end: int,
    who: Participant | None,
    by: str | None = None,
) -> Finding:
    """A finding on one place, with who holds it and who made it so."""
    actor = (
        (((by or party), "by", who.text if who else setting.passage.text(verb.start, verb.end)),)
        if by or party != CONTESTED
        else ()
    )
    return Finding(
        kind=Kind.COUNT if phrase.kind == "count" else Kind.CONTROL,
        start=start,
        end=end,
        anchor=verb.start,
        stance=said,
        chain=chain,
        phrase=phrase,
        party=party,
        actors=actor,
        label=setting.passage.text(verb.start, verb.end).casefold(),
        figure=phrase.figure,
        number_of=phrase.unit,
        category=phrase.of,
    )


def unnamed_holder(setting: Setting, chain: tuple[Speech, ...], how: str) -> str | None:
    """Who took it when nobody is named: the speaking party of itself, else the side whose return or advance it is."""
    if how == "holds":
        return None
    if chain and chain[-1].party and chain[-1].how != "denies":
        return chain[-1].party
    spoken = setting.passage.lower[chain[-1].start : chain[-1].stop + _LONGEST_TITLE] if chain else []
    if chain and chain[-1].party is None and _FOR_SOMEBODY & set(spoken):
        return None  # whoever a spokesman of nobody known means by 'was liberated'
    return setting.state if how == "retakes" else setting.rebel


def with_time(setting: Setting, end: int) -> int:
    """The end of a quote, drawn on over a time that follows at once."""
    passage = setting.passage
    at = end
    while (passage.word(at) in _TIME_LEADS or passage.word(at) in setting.words.lists["adverbs"]) and at < end + 3:
        at += 1
    when = next((t for t in passage.times if end <= t.start <= at), None)
    return when.end if when else end

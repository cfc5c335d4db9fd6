"""Who holds what: capture, fall, recapture, withdrawal and hold, read from verbs and from 'under X control'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.actors import CONTESTED
from holdsway.reading.attribution import Speech
from holdsway.reading.passages import Mark
from holdsway.reading.placing import PlacePhrase
from holdsway.reading.setting import Finding, Participant, Setting
from holdsway.reading.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["held"]

_BETWEEN = frozenset("both all of the up back out again most also in from into to over a".split())
_TIME_LEADS = frozenset("on in at late early since again for about during last this earlier overnight by midnight".split())
_PEOPLE_AFTER = frozenset("hostage prisoner prisoners police governor mayor chief commander officials residents".split())
_ECHOES = frozenset("it that this these them loss fall capture claim claims report reports seizure recapture".split())
_ECHO_ENDS = frozenset((".", ",", ";", "and", "but", "on", "", '"', "as"))
_ATTACKS = frozenset("attack attacks assault assaults offensive raid advance push".split())


def held(setting: Setting) -> Iterator[Finding]:
    """Every statement of the sentence on who holds a place, or so many places."""
    used: set[int] = set()
    for verb in setting.passage.of("verb"):
        if not verb.key.startswith("holding:"):
            continue
        for finding in _of_verb(setting, verb):
            used.add(finding.anchor)
            yield finding
    yield from _under_control(setting)
    yield from _theirs(setting)
    yield from _victory(setting)
    yield from _made_of(setting)


def _of_verb(setting: Setting, verb: Mark) -> Iterator[Finding]:
    how = verb.key.partition(":")[2]
    chain = setting.chain(verb.start)
    said = setting.stance(verb)
    if said is None or _is_noun(setting, verb, said) or "contrary" in setting.passage.lower[: verb.start]:
        return
    if how in ("takes", "separable") and _back(setting, verb):
        how = "retakes"
    if how == "separable":
        return
    if how == "repels":
        yield from _repelled(setting, verb, said, chain)
    elif how == "falls":
        yield from _fell(setting, verb, said, chain)
    elif said.passive or _is_reduced(setting, verb, said):
        yield from _was(setting, verb, said, chain, how)
    elif verb.forms & {"past", "third", "base"} or _is_perfect(setting, verb, said) or verb.forms & {"ing"}:
        yield from _did(setting, verb, said, chain, how)


def _did(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], how: str) -> Iterator[Finding]:
    """'The Taliban captured A and B in C'."""
    if verb.forms <= {"ing"} and setting.passage.word(said.start - 1) not in (",", "after"):
        return
    group = _object(setting, verb)
    subject = setting.subject(said.start, chain)
    if subject is None and "to" in setting.passage.lower[said.start : verb.start] and chain and chain[-1].party:
        speech = chain[-1]
        subject = Participant(speech.start, speech.verb_end, chain[-1].party or "", speech.speaker)
    if subject is None and _shares_speaker(setting, said, chain):
        speech = chain[-1]
        subject = Participant(speech.start, speech.verb_end, speech.party or "", speech.speaker)
    if not group or subject is None:
        return
    party: str | None = subject.party
    if how in ("loses", "leaves"):
        party = setting.other(party)
    if how == "yields":
        to = setting.agent(group[-1].end, "to")
        party = to.party if to else None
    if party is None:
        return
    end = _with_time(setting, group[-1].end)
    yield from _each(setting, group, verb, said, chain, party, how, subject.start if subject.start < said.start else said.start, end, subject)


def _was(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], how: str) -> Iterator[Finding]:
    """'A and B were captured by the Taliban', 'A, lost in May, ...'."""
    group = _patient(setting, said)
    if not group:
        return
    agent = setting.agent(verb.end)
    loser = setting.agent(verb.end, "from") or setting.agent(verb.end, "of") or setting.agent(verb.end, "to" if how == "loses" else "from")
    party: str | None
    if how in ("takes", "retakes", "holds", "repels"):
        party = agent.party if agent else setting.other(loser.party) if loser and loser.party else _unnamed(setting, chain, how)
    elif how == "loses":
        to = setting.agent(verb.end, "to")
        party = to.party if to else setting.other(agent.party) if agent else setting.rebel
    elif how == "yields":
        to = setting.agent(verb.end, "to")
        party = to.party if to else None
    else:
        return
    if party is None:
        return
    end = max(verb.end, agent.end if agent else 0)
    yield from _each(setting, group, verb, said, chain, party, how, group[0].start, _with_time(setting, end), agent)


def _fell(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...]) -> Iterator[Finding]:
    """'A fell (to the Taliban)', and the list after 'Six districts fell: A in B, C in D'."""
    group = _patient(setting, said)
    if not group or verb.forms <= {"ing", "base"} and not said.start < verb.start:
        return
    to = None
    if verb.base == "fall to" or setting.passage.word(verb.end) == "to":
        to = next((p for p in setting.participants if verb.end <= p.start <= verb.end + 2), None)
        if to is None:
            return
    elif setting.passage.word(verb.end) in ("on", "by", "short", "from", "below", "apart", "ill", "victim", "under", "silent", "into", "behind"):
        if not any(t.start == verb.end + 1 for t in setting.passage.times):
            return
    party = to.party if to else setting.rebel
    if party is None:
        return
    end = _with_time(setting, to.end if to else verb.end)
    yield from _each(setting, group, verb, said, chain, party, "falls", group[0].start, end, to)
    yield from _gapped(setting, verb, said, chain, party, end)


def _gapped(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], party: str, end: int) -> Iterator[Finding]:
    """'A collapsed on Monday night and B on Tuesday'; 'Six districts fell ...: A in B, C in D'."""
    passage = setting.passage
    colon = next((i for i in range(verb.end, len(passage)) if passage.word(i) == ":"), None)
    for phrase in setting.phrases:
        if phrase.kind != "place" or phrase.start < end:
            continue
        after_time = any(t.start in (phrase.end, phrase.end + 1) for t in passage.times)
        if passage.word(phrase.start - 1) == "and" and phrase.start <= end + 2 and after_time:
            yield from _each(setting, [phrase], verb, said, chain, party, "falls", phrase.start, _with_time(setting, phrase.end), None)
        elif colon is not None and phrase.start > colon and not any(passage.word(i) in ("but", ";") for i in range(colon, phrase.start)):
            yield from _each(setting, [phrase], verb, said, chain, party, "falls", phrase.start, phrase.end, None)


def _repelled(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...]) -> Iterator[Finding]:
    passage = setting.passage
    window = range(verb.end, min(verb.end + 6, len(passage))) if not said.passive else range(max(0, said.start - 14), said.start)
    attack = next((i for i in window if passage.word(i) in _ATTACKS), None)
    if attack is None:
        return
    subject = setting.agent(verb.end) if said.passive else setting.subject(said.start, chain)
    party = subject.party if subject else _unnamed(setting, chain, "retakes")
    on = next((p for p in setting.phrases if attack < p.start <= attack + 8 and p.before in ("on", "at", "in") and p.kind == "place"), None)
    phrase = on or (setting.focus if setting.focus else None)
    if party is None or phrase is None:
        return
    start = min(attack - (passage.word(attack - 1) in ("the", "an")), subject.start if subject else attack) if said.passive else (subject.start if subject else said.start)
    end = max(verb.end, attack + 1, on.end if on and not said.passive else 0)
    yield _finding(setting, phrase, verb, said, chain, party, start, _with_time(setting, end), subject)


def _under_control(setting: Setting) -> Iterator[Finding]:
    """'A is under Taliban control', 'B was back in government hands', 'C remained in the hands of X'."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        if word not in setting.words.lists["held_as"]:
            continue
        lead = next((i for i in range(at - 1, max(-1, at - 7), -1) if passage.word(i) in ("under", "in")), None)
        if lead is None or any(passage.word(i) in (",", ";", "that") for i in range(lead, at)):
            continue
        holder = next((p for p in setting.participants if lead < p.start < at), None)
        end = at + 1
        if holder is None and passage.word(at + 1) == "of":
            holder = next((p for p in setting.participants if at + 1 < p.start <= at + 3), None)
            end = holder.end if holder else end
        party = holder.party if holder else _own(setting, lead, at)
        if party is None:
            continue
        verb = Mark("verb", lead, at + 1, "holding:holds", frozenset({"participle"}), passage.text(lead, at + 1))
        said = setting.stance(verb)
        group = _patient(setting, said) if said else None
        if said is None or not group:
            continue
        yield from _each(setting, group, verb, said, setting.chain(lead), party, "holds", group[0].start, _with_time(setting, end), holder)


def _theirs(setting: Setting) -> Iterator[Finding]:
    """'X said that A was theirs'."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        chain = setting.chain(at)
        if word != "theirs" or not chain or chain[-1].party is None:
            continue
        verb = Mark("verb", at, at + 1, "holding:holds", frozenset({"participle"}), "theirs")
        said = setting.stance(verb)
        group = _patient(setting, said) if said else None
        if said and group:
            yield from _each(setting, group, verb, said, chain, chain[-1].party, "holds", group[0].start, at + 1, None)


def _own(setting: Setting, lead: int, at: int) -> str | None:
    if not {"its", "their", "our"} & set(setting.passage.lower[lead:at]):
        return None
    chain = setting.chain(lead)
    floor = chain[-1].first if chain and not chain[-1].is_tail else 0
    if "their" in setting.passage.lower[lead:at]:
        named = [p for p in setting.participants if floor <= p.start and p.end <= lead]
        if named:
            return named[-1].party
    return chain[-1].party if chain else None


def _victory(setting: Setting) -> Iterator[Finding]:
    """'declared victory over X in A'."""
    for verb in setting.passage.of("verb"):
        if verb.key != "victory":
            continue
        over = setting.agent(verb.end, "over")
        phrase = next((p for p in setting.phrases if verb.end <= p.start <= verb.end + 8 and p.before == "in" and p.kind == "place"), None)
        said, party = setting.stance(verb), setting.other(over.party) if over else None
        if phrase and said and party:
            chain = setting.chain(verb.start)
            said = replace(said, modality=Modality.REPORTED) if said.modality.is_evidence else said
            yield _finding(setting, phrase, verb, said, chain, party, said.start, _with_time(setting, phrase.end), None)


def _made_of(setting: Setting) -> Iterator[Finding]:
    """'announced the liberation of A', 'confirmed the fall of B'."""
    passage = setting.passage
    for noun in passage.of("made_of"):
        at = noun.start - 1
        while passage.word(at) in ("the", "full", "complete", "its", "their") or passage.word(at) in setting.words.lists["adverbs"]:
            at -= 1
        phrase = next((p for p in setting.phrases if p.start <= noun.end + 1 and p.core > noun.end and p.kind == "place"), None)
        if passage.word(noun.end) != "of" or phrase is None or phrase.core > noun.end + 6 or passage.word(at) not in setting.words.lists["announced"]:
            continue
        verb = next((v for v in passage.of("verb") if v.start <= at < v.end), None)
        chain = setting.chain(noun.start)
        party = (chain[-1].party if chain else None) or (setting.state if noun.key == "retakes" else None)
        party = setting.rebel if noun.key == "falls" else party
        said = setting.stance(verb) if verb else None
        if said and party:
            said = replace(said, modality=Modality.REPORTED) if said.modality.is_evidence else said
            label = Mark("verb", noun.start, noun.end, "", base=passage.text(noun.start, noun.end))
            yield _finding(setting, phrase, label, said, chain, party, at, _with_time(setting, phrase.end), None)


def echoed(setting: Setting, before: Sequence[Finding]) -> Iterator[Finding]:
    """'The ministry denied it', 'a spokesman confirmed the loss': what was just said of a place, from another mouth."""
    passage = setting.passage
    for speech in setting.speeches:
        here = [f for f in before if f not in setting.told or f.anchor < speech.verb]
        denies, confirms = speech.how == "denies", passage.word(speech.verb) in ("confirmed", "confirms")
        at = speech.verb_end
        end = at + 1
        if passage.word(at) in ("the", "any"):
            end = at + 2
        if not (denies or confirms) or passage.word(end - 1) not in _ECHOES or passage.word(end) not in _ECHO_ENDS:
            continue
        last = [f for f in here if f.kind is Kind.CONTROL and f.stance.modality.is_evidence and f.stance.polarity is Polarity.AFFIRMED]
        if not last or (last[-1].chain and last[-1].chain[-1].speaker == speech.speaker):
            continue
        told = last[-1]
        same = [f for f in last if f.anchor == told.anchor and f.label == told.label]
        for finding in same:
            said = Stance(Polarity.NEGATED if denies else Polarity.AFFIRMED, Modality.REPORTED, None, at, False)
            yield replace(finding, start=speech.start, end=end, anchor=speech.verb, stance=said, chain=(speech,))


def listed(setting: Setting, before: Sequence[Finding]) -> Iterator[Finding]:
    """'They captured six districts. They are A in B, C and D in E': the names after the number."""
    passage = setting.passage
    if not before or before[-1].kind is not Kind.COUNT or before[-1].party is None:
        return
    if passage.lower[:2] not in (["they", "are"], ["they", "were"], ["these", "are"], ["these", "were"]):
        return
    for phrase in setting.phrases:
        if phrase.kind == "place" and phrase.start >= 2:
            yield replace(
                before[-1], kind=Kind.CONTROL, start=phrase.start, end=phrase.end, anchor=2, phrase=phrase, figure=None, number_of=None, category=None
            )  # fmt: skip


def _object(setting: Setting, verb: Mark) -> list[PlacePhrase]:
    """The list of places right after a verb."""
    for group in setting.groups:
        first = group[0]
        if first.start < verb.end and first.core < verb.end:
            continue
        between = setting.passage.lower[verb.end : first.start]
        skipped = [w for w in between if w not in _BETWEEN and w not in setting.words.lists["adverbs"]]
        if skipped or len(between) > 5 or (first.before in ("in", "from", "to", "at", "near", "of") and not verb.base.endswith(("of", "from", "in", "into", "over"))):
            return []
        if setting.passage.word(group[-1].end) in _PEOPLE_AFTER or setting.passage.word(group[-1].end) == "'s":
            return []
        return group
    return []


def _patient(setting: Setting, said: Stance) -> list[PlacePhrase]:
    """The list of places that a passive or intransitive verb speaks of."""
    for group in reversed(setting.groups):
        last = group[-1]
        if last.end > said.start:
            continue
        between = setting.passage.lower[last.end : said.start]
        loose = [w for w in between if w not in setting.words.lists["adverbs"] and w not in (",", "which", "that", "both", "too", "all", "themselves", "itself")]
        aside = len(between) >= 3 and between[0] == "," and between[-1] == "," and len(between) <= 14
        if last.kind == "count" and passage_aside(setting, group):
            continue
        if (loose and not aside) or (group[0].before and not (group[0].before == "of" and group[0].start == group[0].core and False)):
            return []
        return group
    return []


def passage_aside(setting: Setting, group: Sequence[PlacePhrase]) -> bool:
    """'A and B, two districts of C, were': the number only says again what was named."""
    passage = setting.passage
    named = any(p.kind == "place" and p.end == group[0].start - 1 for p in setting.phrases)
    return named and passage.word(group[0].start - 1) == "," and passage.word(group[-1].end) == ","


def _each(
    setting: Setting, group: Sequence[PlacePhrase], verb: Mark, said: Stance, chain: tuple[Speech, ...], party: str, how: str, start: int, end: int, who: Participant | None
) -> Iterator[Finding]:
    for phrase in group:
        meant = _meant(setting, phrase)
        if meant is None or (meant.kind == "province" and how == "leaves"):
            continue
        holder = CONTESTED if how == "enters" or phrase.partial else party
        yield _finding(setting, meant, verb, said, chain, holder, start, end, who, by=party if holder == CONTESTED else None)


def _meant(setting: Setting, phrase: PlacePhrase) -> PlacePhrase | None:
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


def _finding(
    setting: Setting, phrase: PlacePhrase, verb: Mark, said: Stance, chain: tuple[Speech, ...], party: str, start: int, end: int, who: Participant | None, by: str | None = None
) -> Finding:
    actor = (((by or party), "by", who.text if who else setting.passage.text(verb.start, verb.end)),) if by or party != CONTESTED else ()
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


def _unnamed(setting: Setting, chain: tuple[Speech, ...], how: str) -> str | None:
    """Who took it when nobody is named: the speaking party of itself, else the side whose return or advance it is."""
    if how == "holds":
        return None
    if chain and chain[-1].party and chain[-1].how != "denies":
        return chain[-1].party
    return setting.state if how == "retakes" else setting.rebel


def _shares_speaker(setting: Setting, said: Stance, chain: tuple[Speech, ...]) -> bool:
    """'X said it held A': nothing but the speaker can be meant."""
    return bool(chain) and chain[-1].party is not None and said.start == chain[-1].first


def _back(setting: Setting, verb: Mark) -> bool:
    """'took A, in B, back', 'win the district back': to take is then to take again."""
    if verb.base not in setting.words.lists["back"]:
        return False
    group = _object(setting, verb)
    return bool(group) and "back" in setting.passage.lower[group[-1].end : group[-1].end + 2]


def _is_noun(setting: Setting, verb: Mark, said: Stance) -> bool:
    """'the fall', 'a hold', 'under control', 'troops reach': the word is no verb here."""
    before = setting.passage.word(said.start - 1)
    if verb.forms & {"base"} and said.start == verb.start and before in ("the", "a", "an", "of", "its", "their", "under", "in", "full", "this", "border"):
        return True
    return setting.passage.word(verb.end) in ("part", "place", "-") or setting.passage.word(verb.start - 1) == "-"


def _is_reduced(setting: Setting, verb: Mark, said: Stance) -> bool:
    """'districts taken by the Taliban', 'A, stormed by X': a participle without 'was'."""
    if "participle" not in verb.forms or said.start != verb.start:
        return False
    before = setting.passage.word(verb.start - 1)
    after = setting.passage.word(verb.end)
    follows = any(p.end == verb.start or (before == "," and p.end == verb.start - 1) for p in setting.phrases)
    return follows and (after == "by" or "past" not in verb.forms or (before == "," and after in ("in", "on", "earlier", "last", "by", "to")))


def _is_perfect(setting: Setting, verb: Mark, said: Stance) -> bool:
    return "participle" in verb.forms and bool({"has", "have", "had", "having", "'ve"} & set(setting.passage.lower[said.start : verb.start]))


def _with_time(setting: Setting, end: int) -> int:
    """The end of a quote, drawn on over a time that follows at once."""
    passage = setting.passage
    at = end
    while (passage.word(at) in _TIME_LEADS or passage.word(at) in setting.words.lists["adverbs"]) and at < end + 3:
        at += 1
    when = next((t for t in passage.times if end <= t.start <= at), None)
    return when.end if when else end

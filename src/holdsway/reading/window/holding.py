"""Who holds what: capture, fall, recapture, withdrawal and hold, read from verbs and from 'under X control'."""

from __future__ import annotations

from collections.abc import Iterator

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.sites import PlacePhrase
from holdsway.reading.window.affected import each_place, finding_of, object_of, patient_of, unnamed_holder, with_time
from holdsway.reading.window.attribution import Speech
from holdsway.reading.window.setting import Finding, Participant, Setting
from holdsway.reading.window.stance import Stance
from holdsway.reading.window.standing import claimed, made_of, theirs, under_control, victory, with_party
from holdsway.records import Polarity

__all__ = ["held"]

_NO_FALL = word_set("on by short from below apart ill victim under silent into behind")
_SOME = word_set("some many several most few wounded more other captured dozens hundreds thousands")
_BEGUN = word_set("began begun begins begin starting started start")
_ATTACKS = word_set("attack attacks assault assaults offensive raid advance push")


def held(setting: Setting) -> Iterator[Finding]:
    """Every statement of the sentence on who holds a place, or so many places."""
    used: set[int] = set()
    for verb in setting.passage.of("verb"):
        if not verb.key.startswith("holding:"):
            continue
        for finding in _of_verb(setting, verb):
            used.add(finding.anchor)
            yield finding
    yield from under_control(setting)
    yield from theirs(setting)
    yield from with_party(setting)
    yield from claimed(setting)
    yield from victory(setting)
    yield from made_of(setting)


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
    group = object_of(setting, verb)
    subject = setting.subject(said.start, chain)
    if subject is None and "to" in setting.passage.lower[said.start : verb.start] and chain and chain[-1].party:
        subject = Participant(said.start, said.start, chain[-1].party or "", chain[-1].speaker)
    if subject is None and _shares_speaker(said, chain):
        speech = chain[-1]
        subject = Participant(speech.start, speech.verb_end, speech.party or "", speech.speaker)
    if not group or subject is None or _is_past_or_begun(setting, verb, said, chain, how):
        return
    party: str | None = subject.party
    if how == "leaves" and _leaves_others(setting, subject):
        return
    if how in ("loses", "leaves"):
        party = setting.other(party)
    if how == "yields":
        to = setting.agent(group[-1].end, "to")
        party = to.party if to else None
    if party is None:
        return
    end = with_time(setting, group[-1].end)
    yield from each_place(
        setting,
        group,
        verb,
        said,
        chain,
        party,
        how,
        subject.start if subject.start < said.start else said.start,
        end,
        subject,
    )


def _was(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], how: str) -> Iterator[Finding]:
    """'A and B were captured by the Taliban', 'A, lost in May, ...'."""
    group = patient_of(setting, said)
    if not group:
        return
    agent = setting.agent(verb.end)
    party = _holder_after(setting, verb, chain, how, agent)
    if party is None or (said.polarity is Polarity.NEGATED and agent is None and chain and party == chain[-1].party):
        return
    end = max(verb.end, agent.end if agent else 0)
    yield from each_place(setting, group, verb, said, chain, party, how, group[0].start, with_time(setting, end), agent)
    if group[0].kind == "count" and how in ("takes", "retakes", "loses"):
        yield from _gapped(setting, verb, said, chain, party, end, how)


def _holder_after(
    setting: Setting, verb: Mark, chain: tuple[Speech, ...], how: str, agent: Participant | None
) -> str | None:
    """Who holds what 'was captured', 'was lost' or 'was handed over': named with it, else the side it must be."""
    to = setting.agent(verb.end, "to")
    if how in ("takes", "retakes", "holds", "repels"):
        loser = setting.agent(verb.end, "from") or setting.agent(verb.end, "of")
        if agent:
            return agent.party
        return setting.other(loser.party) if loser and loser.party else unnamed_holder(setting, chain, how)
    if how == "loses":
        return to.party if to else setting.other(agent.party) if agent else setting.rebel
    return to.party if to and how == "yields" else None


def _fell(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...]) -> Iterator[Finding]:
    """'A fell (to the Taliban)', and the list after 'Six districts fell: A in B, C in D'."""
    group = patient_of(setting, said)
    if not group or (verb.forms <= {"ing", "base"} and not said.start < verb.start):
        return
    to = None
    if verb.base == "fall to" or setting.passage.word(verb.end) == "to":
        to = next((p for p in setting.participants if verb.end <= p.start <= verb.end + 2), None)
        if to is None:
            return
    elif setting.passage.word(verb.end) in _NO_FALL and not any(t.start == verb.end + 1 for t in setting.passage.times):
        return
    party = to.party if to else setting.rebel
    if party is None or (to is None and said.polarity is Polarity.NEGATED and not _says_its_holder(setting, chain)):
        return
    end = with_time(setting, to.end if to else verb.end)
    yield from each_place(setting, group, verb, said, chain, party, "falls", group[0].start, end, to)
    yield from _gapped(setting, verb, said, chain, party, end, "falls")


def _says_its_holder(setting: Setting, chain: tuple[Speech, ...]) -> bool:
    """Whether the state itself says that a place of its own has not fallen; from others it may be anybody's place."""
    return any(speech.party is not None and speech.party == setting.state for speech in chain)


def _gapped(
    setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], party: str, end: int, how: str
) -> Iterator[Finding]:
    """'A collapsed on Monday night and B on Tuesday'; 'Six districts fell ...: A in B, C in D'."""
    passage = setting.passage
    colon = next((i for i in range(verb.end, len(passage)) if passage.word(i) == ":"), None)
    for phrase in setting.phrases:
        if phrase.kind != "place" or phrase.start < end:
            continue
        last = phrase.end
        if (
            passage.word(phrase.start - 1) == "and"
            and phrase.start <= end + 2
            and any(t.start in (phrase.end, phrase.end + 1) for t in passage.times)
        ):
            last = with_time(setting, phrase.end)
        elif not _is_listed(setting, phrase, colon):
            continue
        yield from each_place(setting, [phrase], verb, said, chain, party, how, phrase.start, last, None)


def _is_listed(setting: Setting, phrase: PlacePhrase, colon: int | None) -> bool:
    """Whether a place is one of those just counted: it stands after a colon, or in 'A and B among them'."""
    passage = setting.passage
    if colon is not None and phrase.start > colon:
        return not any(passage.word(i) in ("but", ";") for i in range(colon, phrase.start))
    group = next((g for g in setting.groups if phrase in g), [phrase])
    return passage.lower[group[-1].end : group[-1].end + 2] == ["among", "them"]


def _repelled(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...]) -> Iterator[Finding]:
    passage = setting.passage
    window = (
        range(verb.end, min(verb.end + 6, len(passage)))
        if not said.passive
        else range(max(0, said.start - 14), said.start)
    )
    attack = next((i for i in window if passage.word(i) in _ATTACKS and passage.word(i - 1) != "to"), None)
    if attack is None:
        return
    subject = setting.agent(verb.end) if said.passive else setting.subject(said.start, chain)
    party = subject.party if subject else unnamed_holder(setting, chain, "retakes") if said.passive else None
    on = next(
        (
            p
            for p in setting.phrases
            if attack < p.start <= attack + 8 and p.before in ("on", "at", "in") and p.kind == "place"
        ),
        None,
    )
    phrase = on or (setting.focus if setting.focus else None)
    if party is None or phrase is None:
        return
    start = (
        min(attack - (passage.word(attack - 1) in ("the", "an")), subject.start if subject else attack)
        if said.passive
        else (subject.start if subject else said.start)
    )
    end = max(verb.end, attack + 1, on.end if on and not said.passive else 0)
    yield finding_of(setting, phrase, verb, said, chain, party, start, with_time(setting, end), subject)


def _leaves_others(setting: Setting, subject: Participant) -> bool:
    """Whether those who leave are only some ('300 soldiers', 'some of the troops'): then others may stay behind."""
    passage = setting.passage
    first = subject.start - (passage.word(subject.start - 1) in ("the", "its", "their", "his"))
    first -= passage.word(first - 1) == "of"
    counted = any(f.end == first and not f.is_percent for f in passage.figures)
    return counted or passage.word(first - 1) in _SOME


def _is_past_or_begun(setting: Setting, verb: Mark, said: Stance, chain: tuple[Speech, ...], how: str) -> bool:
    """'X had held A since May' says who held it before; those who 'began to leave' are still there."""
    group = setting.passage.lower[max(0, said.start - 1) : verb.start]
    if how == "leaves":
        return "to" in group and bool(_BEGUN & set(group))
    return how == "holds" and "had" in group and not chain


def _shares_speaker(said: Stance, chain: tuple[Speech, ...]) -> bool:
    """'X said it held A': nothing but the speaker can be meant."""
    return bool(chain) and chain[-1].party is not None and said.start == chain[-1].first


def _back(setting: Setting, verb: Mark) -> bool:
    """'took A, in B, back', 'win the district back': to take is then to take again."""
    if verb.base not in setting.words.lists["back"]:
        return False
    group = object_of(setting, verb)
    return bool(group) and "back" in setting.passage.lower[group[-1].end : group[-1].end + 2]


def _is_noun(setting: Setting, verb: Mark, said: Stance) -> bool:
    """'the fall', 'a hold', 'under control', 'troops reach': the word is no verb here."""
    before = setting.passage.word(said.start - 1)
    if "participle" in verb.forms and any(f.end == verb.start for f in setting.passage.figures):
        return True  # '23 captured men'
    if verb.forms & {"base"} and setting.passage.word(verb.start - 1) == "'s":
        return True  # 'the town's fall'
    if (
        verb.forms & {"base"}
        and said.start == verb.start
        and before in ("the", "a", "an", "of", "its", "their", "under", "in", "full", "this", "border")
    ):
        return True
    return setting.passage.word(verb.end) in ("part", "place", "-") or setting.passage.word(verb.start - 1) == "-"


def _is_reduced(setting: Setting, verb: Mark, said: Stance) -> bool:
    """'districts taken by the Taliban', 'A, stormed by X': a participle without 'was'."""
    if "participle" not in verb.forms or said.start != verb.start:
        return False
    before = setting.passage.word(verb.start - 1)
    after = setting.passage.word(verb.end)
    follows = any(p.end == verb.start or (before == "," and p.end == verb.start - 1) for p in setting.phrases)
    return follows and (
        after == "by"
        or "past" not in verb.forms
        or (before == "," and after in ("in", "on", "earlier", "last", "by", "to"))
    )


def _is_perfect(setting: Setting, verb: Mark, said: Stance) -> bool:
    return "participle" in verb.forms and bool(
        {"has", "have", "had", "having", "'ve"} & set(setting.passage.lower[said.start : verb.start])
    )

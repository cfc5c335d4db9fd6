"""Who holds what, told as a state and not as a deed: 'under X control', 'theirs', 'the liberation of A'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdsway.reading.lexicon import word_set
from holdsway.reading.passages import Mark
from holdsway.reading.window.affected import each_place, finding_of, patient_of, with_time
from holdsway.reading.window.setting import Finding, Setting
from holdsway.records import Modality

__all__ = ["claimed", "made_of", "theirs", "under_control", "victory", "with_party"]


_STAYS = word_set("is are was were remain remains remained stay stays stayed still now")
_CLOSES = frozenset((".", ",", ";", "", "and", "but", "at", "now", "today", "still", "since", "on", "in"))
_CLAIMS = word_set("claim claims claimed")


def under_control(setting: Setting) -> Iterator[Finding]:
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
        group = patient_of(setting, said) if said else None
        if said is None or not group:
            continue
        yield from each_place(
            setting,
            group,
            verb,
            said,
            setting.chain(lead),
            party,
            "holds",
            group[0].start,
            with_time(setting, end),
            holder,
        )


def theirs(setting: Setting) -> Iterator[Finding]:
    """'X said that A was theirs'."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        chain = setting.chain(at)
        if word != "theirs" or not chain or chain[-1].party is None:
            continue
        verb = Mark("verb", at, at + 1, "holding:holds", frozenset({"participle"}), "theirs")
        said = setting.stance(verb)
        group = patient_of(setting, said) if said else None
        if said and group:
            yield from each_place(
                setting, group, verb, said, chain, chain[-1].party, "holds", group[0].start, at + 1, None
            )


def with_party(setting: Setting) -> Iterator[Finding]:
    """'A is with the Front', 'most districts remain with the Taliban'."""
    passage = setting.passage
    for at, word in enumerate(passage.lower):
        holder = next((p for p in setting.participants if at < p.start <= at + 2), None) if word == "with" else None
        if holder is None or passage.word(at - 1) not in _STAYS or passage.word(holder.end) not in _CLOSES:
            continue
        verb = Mark("verb", at - 1, at + 1, "holding:holds", frozenset({"base"}), passage.text(at - 1, at + 1))
        said = setting.stance(verb)
        group = patient_of(setting, said) if said else None
        if said and group:
            chain = setting.chain(at)
            yield from each_place(
                setting, group, verb, said, chain, holder.party, "holds", group[0].start, holder.end, holder
            )


def claimed(setting: Setting) -> Iterator[Finding]:
    """'The delegation of the Taliban claimed about 250 districts': what a party says it holds."""
    for speech in setting.speeches:
        phrase = next((p for p in setting.phrases if p.kind == "count" and p.start == speech.verb_end), None)
        if phrase is None or speech.party is None or setting.passage.word(speech.verb) not in _CLAIMS:
            continue
        verb = Mark("verb", speech.verb, speech.verb_end, "holding:holds", frozenset({"past"}), "claim")
        if said := setting.stance(verb):
            said = replace(said, modality=Modality.REPORTED) if said.modality.is_evidence else said
            yield finding_of(setting, phrase, verb, said, (speech,), speech.party, speech.start, phrase.end, None)


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


def victory(setting: Setting) -> Iterator[Finding]:
    """'declared victory over X in A'."""
    for verb in setting.passage.of("verb"):
        if verb.key != "victory":
            continue
        over = setting.agent(verb.end, "over")
        phrase = next(
            (
                p
                for p in setting.phrases
                if verb.end <= p.start <= verb.end + 8 and p.before == "in" and p.kind == "place"
            ),
            None,
        )
        said, party = setting.stance(verb), setting.other(over.party) if over else None
        if phrase and said and party:
            chain = setting.chain(verb.start)
            said = replace(said, modality=Modality.REPORTED) if said.modality.is_evidence else said
            yield finding_of(
                setting, phrase, verb, said, chain, party, said.start, with_time(setting, phrase.end), None
            )


def made_of(setting: Setting) -> Iterator[Finding]:
    """'announced the liberation of A', 'confirmed the fall of B'."""
    passage = setting.passage
    for noun in passage.of("made_of"):
        at = noun.start - 1
        while (
            passage.word(at) in ("the", "full", "complete", "its", "their")
            or passage.word(at) in setting.words.lists["adverbs"]
        ):
            at -= 1
        phrase = next(
            (p for p in setting.phrases if p.start <= noun.end + 1 and p.core > noun.end and p.kind == "place"), None
        )
        if (
            passage.word(noun.end) != "of"
            or phrase is None
            or phrase.core > noun.end + 6
            or passage.word(at) not in setting.words.lists["announced"]
        ):
            continue
        verb = next((v for v in passage.of("verb") if v.start <= at < v.end), None)
        chain = setting.chain(noun.start)
        party = (chain[-1].party if chain else None) or (setting.state if noun.key == "retakes" else None)
        party = setting.rebel if noun.key == "falls" else party
        said = setting.stance(verb) if verb else None
        if said and party:
            said = replace(said, modality=Modality.REPORTED) if said.modality.is_evidence else said
            label = Mark("verb", noun.start, noun.end, "", base=passage.text(noun.start, noun.end))
            yield finding_of(setting, phrase, label, said, chain, party, at, with_time(setting, phrase.end), None)

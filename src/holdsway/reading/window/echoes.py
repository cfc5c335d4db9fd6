"""What was just said, taken up again: denied or confirmed by another, or spelled out as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdsway.reading.lexicon import word_set
from holdsway.reading.window.setting import Finding, Setting
from holdsway.reading.window.stance import Stance
from holdsway.records import Kind, Modality, Polarity

__all__ = ["echoed", "listed"]

_ECHOES = word_set("it that this these them loss fall capture claim claims report reports seizure recapture")
_DEALT = ("talks", "ceasefire")
_ECHO_ENDS = frozenset((".", ",", ";", "and", "but", "on", "", '"', "as"))


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
        last = [
            f
            for f in here
            if (f.kind is Kind.CONTROL or f.event_type in _DEALT)
            and f.stance.modality.is_evidence
            and f.stance.polarity is Polarity.AFFIRMED
        ]
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
            bare = replace(before[-1], figure=None, number_of=None, category=None)
            yield replace(bare, kind=Kind.CONTROL, start=phrase.start, end=phrase.end, anchor=2, phrase=phrase)

"""How a thing is said: affirmed or negated, reported or possible, or no report at all (planned, feared, supposed)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdsway.reading.lexicon import Lexicon
from holdsway.reading.passages import Mark, Passage
from holdsway.reading.window.attribution import Speech
from holdsway.reading.window.doubts import is_unsaid, may_yet_come, opined, supposed
from holdsway.records import Modality, Polarity

__all__ = ["Stance", "is_hearsay", "stance", "told"]

_SAID_TO = frozenset(("said", "believed", "thought", "alleged", "rumoured", "rumored", "supposed"))
_IS = frozenset(("is", "are", "was", "were", "be", "been", "being"))


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality, with the reason when it is no evidence; `start` is where the verb group begins."""

    polarity: Polarity
    modality: Modality
    trap_reason: str | None
    start: int
    passive: bool


def stance(passage: Passage, verb: Mark, chain: list[Speech], words: Lexicon) -> Stance | None:
    """The stance of a verb in its clause; None when the words do not say that it happened or did not ('to capture')."""
    at, seen = _auxiliaries(passage, verb.start, words)
    if is_unsaid(passage, at, words):
        return None
    passive = _is_passive(seen, verb)
    negated = bool(set(seen) & words.lists["negation"]) or passage.word(at - 1) in ("no", "none", "neither", "without")
    negated = negated or ("none" in passage.lower[max(0, at - 6) : at] and passage.word(0) == "none")
    negated = negated or "longer" in seen  # 'no longer holds'
    negated ^= any(s.how == "denies" for s in chain[-1:])
    polarity = Polarity.NEGATED if negated else Polarity.AFFIRMED

    def held(modality: Modality, reason: str | None = None) -> Stance:
        return Stance(polarity, modality, reason, at, passive)

    if reason := _supposed(passage, at, words) or supposed(passage, verb, at, seen):
        return held(Modality.HYPOTHETICAL, reason)
    if reason := opined(passage, at):
        return held(Modality.OPINION, reason)
    group = words.groups["modal"]
    for name in ("future", "normative"):
        if cue := next((w for w in seen if w in group[name]), None):
            if "have" in seen and name == "future":
                return held(Modality.COUNTERFACTUAL, f"'{cue} have' says what did not come to be")
            if cue in ("should", "must", "ought") or name == "normative":
                return held(Modality.NORMATIVE, f"'{cue}' says what ought to be")
            return held(Modality.FUTURE, f"'{cue}' speaks of what is to come")
    if "to" in seen and (found := _infinitive(passage, at, seen, words)):
        if found == "no":
            return Stance(Polarity.NEGATED, told(passage, at, chain, words), None, at, passive)
        if found == "said":
            return held(Modality.POSSIBLE)
        if found != "yes":
            return held(Modality.FUTURE, found)
    if chain and chain[-1].how in ("awaits", "asks"):
        verb_said = passage.text(chain[-1].verb, chain[-1].verb_end)
        kind = Modality.NORMATIVE if chain[-1].how == "asks" else Modality.FUTURE
        return held(kind, f"'{verb_said}' speaks of what is wished or expected")
    if cue := next((w for w in seen if w in group["possible"]), None):
        if may_yet_come(verb, seen) and not negated:
            return held(Modality.FUTURE, f"'{cue}' speaks of what may yet come")
        return held(Modality.POSSIBLE)
    return held(_softened(passage, at, seen, words) or told(passage, at, chain, words))


def told(passage: Passage, at: int, chain: Sequence[Speech], words: Lexicon) -> Modality:
    """How what stands at word `at` is held when nothing softens it: asserted, reported, or only hearsay."""
    if is_hearsay(passage, at, chain, words):
        return Modality.POSSIBLE
    return Modality.REPORTED if chain else Modality.ASSERTED


def is_hearsay(passage: Passage, at: int, chain: Sequence[Speech], words: Lexicon) -> bool:
    """'unconfirmed reports', 'posts claim': nobody who could know is named for it."""
    spoken = {word for speech in chain for word in speech.speaker.casefold().split()}
    return bool(spoken & words.lists["hearsay"]) or any(m.start < at for m in passage.of("rumour"))


def _auxiliaries(passage: Passage, start: int, words: Lexicon) -> tuple[int, list[str]]:
    """The auxiliaries and adverbs right before a verb, and where they begin."""
    aux, adverbs = words.lists["aux"], words.lists["adverbs"]
    modals = {w for group in words.groups["modal"].values() for w in group}
    at, seen = start, []
    while at > 0 and start - at < 8:
        word = passage.word(at - 1)
        if passage.lower[max(0, at - 2) : at] == ["no", "longer"]:
            seen += ["longer", "no"]
            at -= 2
            continue
        if (
            word not in aux
            and word not in adverbs
            and word not in modals
            and word not in words.lists["negation"]
            and word != "to"
        ):
            break
        seen.append(word)
        at -= 1
    return at, seen


def _is_passive(seen: list[str], verb: Mark) -> bool:
    return "participle" in verb.forms and bool(set(seen) & {"was", "were", "is", "are", "been", "being", "be", "got"})


def _supposed(passage: Passage, at: int, words: Lexicon) -> str | None:
    for i in range(at - 1, -1, -1):
        word = passage.word(i)
        if word == ";":
            return None
        if word in words.lists["hypothetical"] and passage.word(i - 1) not in ("as", "even"):
            return f"'{word}' makes it a condition, not a report"
    return None


def _infinitive(passage: Passage, at: int, seen: list[str], words: Lexicon) -> str:
    """What 'to capture' hangs on: `yes` it happened, `no` it did not, `said` others say so; else why it is an aim."""
    before = passage.word(at - 1)
    if before in _SAID_TO and _IS & set(passage.lower[max(0, at - 4) : at - 1]):
        return "said"
    if "have" in seen or before in words.lists["achieved"]:
        return "yes"
    if before in words.lists["unachieved"]:
        return "no"
    return f"'{before} to' names an aim, not what happened".replace("' to'", "'to'")


def _softened(passage: Passage, at: int, seen: list[str], words: Lexicon) -> Modality | None:
    group = words.groups["softly"]
    near = {*seen, *passage.lower[max(0, at - 3) : at]}
    if near & set(group["likely"]):
        return Modality.LIKELY
    if near & set(group["possible"]):
        return Modality.POSSIBLE
    return Modality.REPORTED if near & set(group["reported"]) else None

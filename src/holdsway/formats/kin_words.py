"""Kin words: the words in which lists tell who is whose (`kin.yaml`), and what counts as a name and as an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["DATE", "REFERENCE", "cues", "is_honorific", "kin_of", "meant", "name_in", "offices", "one_of", "words"]

REFERENCE = r"[A-Z]{2,3}[ie]\.\d{3}"
"""How a text gives the reference number of another: `TAi.001` of a person, `TAe.001` of a body."""
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b[.,]?"
)
DATE = rf"(?:(?:{_MONTH}|\d{{1,2}}|\d{{4}}|approximately|around|about|ca\.|early|late|mid|–|-|the|of)[\s-]?)+"
"""A day, month or year as texts write it, however vaguely."""
_STOPS = frozenset(
    (
        *("who", "that", "which", "not", "no", "by", "is", "was", "are", "were", "has", "had", "be", "being", "may"),
        *("might", "denies", "denied", "listed", "against", "rival", "enemy", "opposed", "alleged", "suspected"),
        "sought",
    )
)
_TITLED = re.compile(
    r"^(?:[A-Z][\w'’-]*\s+)*(?:senior |overall |former )*(?:[Ll]eader|founder|commander|chief|emir|head)\s+(?=[A-Z])"
)
_PERSON_OF = re.compile(r"^(?:the )?(?:former )?(?:[A-Z][\w-]*|of|the)(?: (?:[A-Z][\w-]*|of|the))*, (?=[A-Z])")
_LOWER_NAME = re.compile(r"(?:a[dlnrsthz]h?|el|ul|ur|d|l|e|i)[-'’]")
_NO_NAME = re.compile(r"^(?:then|ex|non)-|-(?:based|led|linked|affiliated)$", re.IGNORECASE)
_KNOWN_AS = re.compile(r", (?:(?:listed|also known) as )?")


@cache
def words() -> Mapping[str, Any]:
    """The words of `kin.yaml` by what they are."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kin.yaml").read_text("utf-8"))
    return content


def one_of(phrases: Iterable[str]) -> str:
    """A pattern of any of these phrases, the longest first."""
    return "|".join(sorted((re.escape(phrase).replace(r"\ ", " ") for phrase in phrases), key=len, reverse=True))


def _any_of(patterns: Mapping[str, str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in sorted(patterns.values(), key=len, reverse=True))


@cache
def cues() -> Mapping[str, re.Pattern[str]]:
    """The patterns that the words make, to be tried in this order where a relation may begin."""
    known = words()
    kin, office, turned = one_of(known["kin"]), one_of(known["offices"]), _any_of(known["turned"])
    lower, to = r"(?-i:[a-z-]+)", "to|for|in support of"
    patterns = {
        "kin": rf"(?:(?:elder|younger|eldest|twin) )?(?P<label>{kin})(?: of| to)\s+(?:the )?",
        "name": rf"(?:(?:his|her) )?(?:(?P<label>{kin})['’]s name|name of (?P<other>{kin}))(?: is|:)+\s+",
        "turned": rf"(?P<label>(?:{turned})(?: and (?:currently )?(?:{turned}))*)(?: (?:in|on) {DATE})?\s?by\s+",
        "is": rf"(?:its |current |overall )*(?P<past>former )?(?P<label>{office})(?: of (?P<whose>[^()]{{2,60}}?))? "
        r"(?P<was>is|was)\s+",
        "many": rf"(?:other |its )?(?:listed |current |former )*(?P<label>{office}|leadership)s? "
        r"(?P<was>include|included)\s+",
        "owned": rf"(?P<label>{known['owned']}) by\s+",
        "part": rf"(?P<label>{_any_of(known['participles'])})\s+",
        "verb": rf"(?P<label>{_any_of(known['verbs'])})\s+",
        "support": rf"(?P<label>(?:has |have )?(?:provide[sd]?|providing) (?:{lower},? ){{1,12}}?(?:{to}))"
        rf"(?:,? (?:and|or) (?:{lower} )*?(?:{to}))*,?\s+(?:the )?",
        "charge": rf"(?P<label>(?:responsible for|in charge of)(?: {lower}){{1,6}} (?:of|for))\s+(?:the )?",
        "under": r"(?P<label>under)(?: the (?:direction|command|leadership) of)?\s+",
    }
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in patterns.items()}


def meant(said: str, patterns: Mapping[str, str]) -> tuple[str, bool]:
    """What a verb says, in plain words, and whether it says so of the past."""
    for label, pattern in patterns.items():
        if re.fullmatch(pattern, said, re.IGNORECASE):
            return label.removesuffix(" [former]"), label.endswith("[former]")
    return said.casefold(), False


def is_honorific(title: str) -> bool:
    """Whether a title is nothing but forms of address (Haji, Dr.), which say of no office."""
    return all(word.strip(".\"'“”").casefold() in words()["honorifics"] for word in title.split())


def kin_of(phrase: str) -> tuple[str, str] | None:
    """The kinship and the name in words that are nothing else: `son of NAME`; None when they are."""
    found = re.fullmatch(rf"({one_of(words()['kin'])}) of ([^;()]+)", phrase.strip(), re.IGNORECASE)
    if found is None or not _is_name(found[2]):
        return None
    return f"{found[1].casefold()} of", found[2]


def offices(phrase: str, *, many: bool = False) -> list[str]:
    """The offices in a phrase (`founder and overall leader`), each with what qualifies it; none when it ends in another
    word. The phrase is left whole when only its last noun is known. `many`: they are in the plural, after `one of the`.
    """
    known = {*words()["offices"], *words()["bodies"]}
    phrase = re.sub(r"(?i)\b(?:an?|the) ", "", phrase).strip(" ,")
    parts = [part for part in re.split(r", and | and |, ", phrase) if part]

    def is_known(part: str) -> bool:
        last = re.sub(r"[^\w -]", "", part).casefold()
        last = re.sub(r"deputies$", "deputy", last).removesuffix("s") if many else last
        return any(last == noun or last.endswith(f" {noun}") for noun in known)

    if not parts or not is_known(parts[-1]) or _STOPS.intersection(phrase.casefold().split()):
        return []
    apart = parts if all(map(is_known, parts)) else [phrase]
    return [f"{'one of the ' if many else ''}{_within(part)}" for part in apart]


def _within(phrase: str) -> str:
    """A phrase that began a sentence, as it stands within one; a word that may be a name keeps its capital."""
    first, _, rest = phrase.partition(" ")
    known = {*words()["offices"], *words()["modifiers"], *words()["bodies"]}
    return f"{first.casefold()} {rest}".strip() if first.casefold() in known else phrase


def name_in(phrase: str, *, kin: bool = False) -> str | None:
    """The name in these words, as the text gives it; None when they are more or other than a name.

    What the bearer is may stand before it (`its leader NAME`); beside a kinship (`kin`) it may not, for there it would
    tell of somebody else's kin, but a title may (`the former President of the Republic, NAME`).
    """
    phrase = phrase.strip()
    if phrase.endswith(("'s", "’s")):
        return None
    if not kin:
        whose = one_of((*words()["kin"], *words()["offices"]))
        phrase = re.sub(rf"^(?:his|her|its|their) (?:{whose}),? ", "", phrase)
    phrase = _TITLED.sub("", re.sub(r"^[Tt]he ", "", phrase))
    if kin:
        phrase = _PERSON_OF.sub("", phrase)
    phrase = phrase.replace(", also known as the ", ", also known as ")
    named_too = max(phrase.rfind(", listed as "), phrase.rfind(", also known as "))
    comma = phrase.rfind(", ", 0, named_too if named_too > 0 else len(phrase))
    pieces = [phrase[:comma], phrase[comma + 2 :]] if comma > 0 else [phrase]
    if not all(_is_name(piece) for one in pieces for piece in _KNOWN_AS.split(one)):
        return None
    return re.sub(r"^[Tt]he ", "", pieces[-1])


def _is_name(phrase: str) -> bool:
    """Whether every word may stand in a name and one of them makes it one: a capital, another script, a figure."""
    tokens = [token for word in phrase.split() if (token := word.strip('“”"()[],:'))]
    particles = words()["particles"]
    return all(token.casefold() in particles or _may_be_name(token) for token in tokens) and any(
        not token[0].islower() and token.casefold() not in particles for token in tokens
    )


def _may_be_name(token: str) -> bool:
    if not re.match(r"['‘’`]?\w", token) or _NO_NAME.search(token):
        return False
    return not token[0].islower() or _LOWER_NAME.match(token) is not None

"""Kin: relations told in the running text of a list, each to somebody whom the text gives a reference number.

A sentence is read from its start: what stands before a relation must be words known to change nothing, to put it in
the past, or to put it in doubt; what follows must be names, each with its reference. Anything else, and no tie is
drawn. The words are in `kin.yaml`, the rules are here, and neither knows any one entry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from holdsway.formats.kin_words import DATE, REFERENCE, cues, meant, name_in, offices, one_of, words
from holdsway.words import fold

__all__ = ["Relation", "relations"]

UNLISTED = "–"
"""Stands for (deceased) and (not listed): a name in a row of names that has no reference."""
_WHEN = re.compile(
    rf",?\s*\b((?:as of|as at|since(?: at least)?|from|in|until|between|by) (?:early |late |mid-? ?)?"
    rf"{DATE}(?:(?:and|to|-) {DATE})?)",
    re.IGNORECASE,
)
_DATED = re.compile(rf"((?:As|Since|In|From|By|Until|On)(?: of| at)? {DATE})[,]?\s*", re.IGNORECASE)
_FOUNDED = re.compile(rf"(?:Founded|Formed|Established)(?: (?:in|on) {DATE})?\s?(?:, |as )", re.IGNORECASE)
_ITEM = re.compile(
    rf"(?P<name>[^()]*?(?:\((?!{REFERENCE}\)|{UNLISTED}\))[^()]*\)[^()]*?)*)\((?P<reference>{REFERENCE}|{UNLISTED})\)"
)
_ASIDE = re.compile(rf"(?:\s*\((?!{REFERENCE})[^()]*\))*")
_NEXT = re.compile(r"\s*(?:,\s*(?:and|as well as)|,|and|as well as|&)\s+")
_AND = re.compile(r"\s*,?\s*(?:and|as well as|but|;)\s+")
_LATER = re.compile(r"(?:\band|;)\s+|,\s+(?=(?:acted|acts|served|serves) as )")
_TURNS = re.compile(
    r"\b(?:who|which|that|whose|whom|where|not|never|no longer|nor|denies|denied|without)\b", re.IGNORECASE
)
_RUN = re.compile(r"((?:(?:[A-Z][\w'’.-]*|al-[\w'’-]+|ag|ben|bin|ould|al|(?:ul|ur|el)-[\w'’-]+)\s+)+)(?=[a-z]+\b)")
_TOKEN = re.compile(r"\S+")
_END = re.compile(r"(?<=[.;])\s+(?=[\"“‘'(]?[A-Z0-9])")
_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos Dr Mr Mrs St Sr Jr ca Ltd Inc Co Corp Brig Gen Col Lt"
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(_SHORT.split())}|[A-Z]|a\.k\.a)\.$")
_ADJECTIVES = ("former", "formerly", "previously")
_OF_PERSONS = ("kin", "name", "turned", "is", "many")
_LASTING = ("founder of", "appointed by")
Found = tuple[list["Relation"], int]
"""The relations that stand at one place, and where they end; none, and 0."""


@dataclass(frozen=True, slots=True)
class Relation:
    """That the one the text is about stands in a relation to somebody; `turned`: the other stands in it to this one.

    `name` is as the text gives it, `words` the sentence. `former`: told as past; `doubtful`: told with a hedge.
    """

    label: str
    reference: str
    name: str
    words: str
    turned: bool = False
    former: bool = False
    doubtful: bool = False
    when: str | None = None

    @property
    def to_body(self) -> bool:
        """Whether the other is a body and no person, by its reference."""
        return self.reference[-5] == "e"


def relations(text: str, *, names: Collection[str], is_person: bool) -> list[Relation]:
    """Every relation that a list's text tells outright of the one who bears these names."""
    own = frozenset(word for name in names for word in fold(name).split() if len(word) > 2)
    found: dict[tuple[str, str, bool], Relation] = {}
    for sentence in _sentences(text):
        for told in _Sentence(sentence, own, is_person).read():
            found.setdefault((told.label, told.reference, told.turned), told)
    return list(found.values())


def _sentences(text: str) -> Iterator[str]:
    """The sentences, with references written in one way and full stops that were forgotten after one put back."""
    text = " ".join(text.split())
    text = re.sub(rf"\(listed under permanent reference number ({REFERENCE})\)", r"(\1)", text)
    text = re.sub(rf"\(listed as ([^()]*(?:\([^()]*\)[^()]*)*) \(({REFERENCE})\)\)", r", listed as \1 (\2)", text)
    text = re.sub(rf"\(({REFERENCE})[.,;]\)", r"(\1)", text).replace(" ,", ",")
    text = re.sub(r"\((?:deceased|not listed|unlisted)\)", f"({UNLISTED})", text, flags=re.IGNORECASE)
    text = re.sub(r"\)(?=\w)", ") ", text)
    text = re.sub(rf"(\({REFERENCE}\)) (?=[A-Z][a-z]+ |[A-Z]{{4,}})", r"\1. ", text)
    text = re.sub(r"(?<=[a-z]) (?=(?:Associated with|Member of|Brother of|Owned by|Linked to) )", ". ", text)
    held = ""
    for piece in _END.split(text):
        held = f"{held} {piece}".strip()
        if not _ABBREVIATED.search(held):
            yield held
            held = ""
    if held:
        yield held


@dataclass(slots=True)
class _Lead:
    """What stands before a relation: where it ends, and what it makes of it; `carries` over to what an `and` adds."""

    end: int = 0
    former: bool = False
    doubtful: bool = False
    when: str | None = None
    carries: bool = False


class _Sentence:
    """One sentence, read from its start; `own` are the words of the names of the one it is about."""

    def __init__(self, text: str, own: frozenset[str], is_person: bool) -> None:
        self._text = text.replace("second in command", "second-in-command")
        self._own = own
        self._is_person = is_person

    def read(self) -> Iterator[Relation]:
        """Its relations, in order."""
        at, first, before = 0, True, _Lead()
        while True:
            lead = self._lead(at)
            told, end = self._clause(lead, before, first)
            yield from told
            end, first = end or max(lead.end, at + 1), False
            joint = self._joint(told, end) if end < len(self._text) else None
            if joint is None:
                return
            if told and lead.carries:
                before = _Lead(former=told[-1].former, doubtful=told[-1].doubtful)
            at = joint

    def _joint(self, told: list[Relation], end: int) -> int | None:
        """Where the next relation may begin: after an `and`, after a comma that leads on, or later."""
        if found := _AND.match(self._text, end):
            return found.end()
        if told and (found := re.compile(r"\s+(?=(?:under|also) )").match(self._text, end)):
            return found.end()
        comma = re.compile(r",\s+").match(self._text, end) if told else None
        if comma and (told[-1].to_body or self._named(comma.end())):
            return comma.end()
        later = _LATER.search(self._text, end)
        between = self._text[end : later.start()] if later else ""
        if later is None or _TURNS.search(between) or (told and re.search(r", an? ", between)):
            return None
        return later.end()

    def _clause(self, lead: _Lead, before: _Lead, first: bool) -> Found:
        """The relations that begin after a lead, put in the past or in doubt as it says."""
        told, end = self._cue(lead.end, first)
        if not told and first:
            told, end = self._after_noun(lead.end)
        if not told:
            return [], 0
        when = lead.when
        while (found := _WHEN.match(self._text, end)) and re.search(r"\d", found[1]):
            when, end = " ".join(filter(None, (when, found[1].strip(" ,.")))), self._past_asides(found.end())
        over = bool(when and re.match(r"until|from .* (?:to|until)|between", when, re.IGNORECASE))
        goes_on = told[0].label in _LASTING or bool(when and when.casefold().startswith("since"))
        return [
            replace(
                one,
                former=(one.former or lead.former or before.former or over) and not goes_on,
                doubtful=one.doubtful or lead.doubtful or before.doubtful,
                when=when,
            )
            for one in told
        ], end

    def _lead(self, at: int) -> _Lead:
        known, lead = words(), _Lead(at)
        lead.end = self._named(at) or at
        while True:
            if dated := _DATED.match(self._text, lead.end):
                lead.when, lead.end = dated[1].strip(" ,."), dated.end()
                lead.former |= lead.when.casefold().startswith("until")
            elif doubt := _starting(tuple(known["doubt"])).match(self._text, lead.end):
                lead.doubtful, lead.end = True, doubt.end()
            elif former := _starting(tuple(known["former"])).match(self._text, lead.end):
                lead.former, lead.end = True, former.end()
                lead.carries |= former[1].casefold() not in _ADJECTIVES
            elif plain := _FOUNDED.match(self._text, lead.end) or _starting(tuple(known["plain"])).match(
                self._text, lead.end
            ):
                lead.end = plain.end()
            else:
                return lead

    def _named(self, at: int) -> int | None:
        """Where the name of the one the text is about ends, when it stands here as the subject of a verb."""
        found = _RUN.match(self._text, at)
        return found.end() if found and self._own.intersection(fold(found[1]).split()) else None

    def _cue(self, at: int, first: bool) -> Found:
        for kind, pattern in cues().items():
            if found := pattern.match(self._text, at):
                told, end = self._told(kind, found)
                if told:
                    return told, end
        told, end = self._noun(at)
        return (told, end) if told or not first else self._before_noun(at)

    def _told(self, kind: str, found: re.Match[str]) -> Found:
        """What one cue tells, if it fits who is told of."""
        about = found.groupdict()
        whose = about.get("whose")
        if kind in _OF_PERSONS and self._is_person != (kind in ("kin", "name")):
            return [], 0
        if whose and not self._own.intersection(fold(whose).split()):
            return [], 0
        labels, former = self._labels(kind, about)
        names, end = self._items(found.end(), kin=kind in ("kin", "name"))
        turned = kind in ("name", "turned", "is", "many")
        told = [
            Relation(label, reference, name, self._text, turned=turned, former=former)
            for label in labels
            for reference, name in names
        ]
        return [one for one in told if kind not in _OF_PERSONS or not one.to_body], end

    @staticmethod
    def _labels(kind: str, about: dict[str, str | None]) -> tuple[list[str], bool]:
        """The relation in plain words, and whether the cue itself puts it in the past."""
        label = " ".join((about["label"] or about.get("other") or "").casefold().split())
        if kind == "turned":
            return [meant(word, words()["turned"])[0] for word in re.split(r" and (?:currently )?", label)], False
        if kind in ("part", "verb"):
            plain, former = meant(label, words()["participles" if kind == "part" else "verbs"])
            return [plain], former
        if kind in _OF_PERSONS:
            former = bool(about.get("past")) or about.get("was") in ("was", "included")
            return ["in the leadership of" if label == "leadership" else f"{label} of"], former
        return [f"{label} by" if kind == "owned" else label], False

    def _noun(self, at: int) -> Found:
        """`Founder and leader of NAME`, `head of the press office of NAME`, `broker who provides funds to NAME`."""
        many = re.compile(r"one of the ", re.IGNORECASE).match(self._text, at)
        tokens = list(_TOKEN.finditer(self._text, many.end() if many else at))[:22]
        to = next((n for n, token in enumerate(tokens[:10]) if token[0] in ("of", "for", "in", "to", "with", "who")), 0)
        labels = offices(self._text[tokens[0].start() : tokens[to].start()], many=bool(many)) if to else []
        if not labels:
            return [], 0
        if tokens[to][0] == "who":
            found = cues()["support"].match(self._text, tokens[to].end() + 1)
            return self._told("support", found) if found else ([], 0)
        for n, token in enumerate(tokens[to:]):
            other = set(token[0].strip(",").split("-")) & set(words()["between_not"])
            if n and (other or not re.match(r"[a-z“”‘’\"']|[A-Z]\w+-", token[0])):
                break
            names, end = self._items(token.end() + 1) if token[0] in words()["prepositions"] else ([], 0)
            if names:
                mid = " ".join(self._text[tokens[to].start() : token.end()].split())
                told = [Relation(f"{label} {mid}", *pair, self._text) for label in labels for pair in names]
                return [_of_former(_of_the_whole(one)) for one in told], end
        return [], 0

    def _before_noun(self, at: int) -> Found:
        """`Senior NAME member`, `NAME broker, courier and operative`, where NAME is a body."""
        start, modifiers = at, []
        while (found := re.compile(r"(\S+)\s+").match(self._text, start)) and (
            found[1].casefold() in words()["modifiers"] or found[1].endswith("-based")
        ):
            modifiers += [found[1].casefold()] if not found[1].endswith("-based") else []
            start = found.end()
        item = _ITEM.match(self._text, start)
        name = name_in(item["name"]) if item else None
        after = _nouns_after().match(self._text, item.end()) if item else None
        if item is None or name is None or after is None or item["reference"][-5:-4] != "e":
            return [], 0
        labels = [" ".join((*modifiers, label, "of")) for label in offices(after[1])]
        return [Relation(label, item["reference"], name, self._text) for label in labels], after.end()

    def _after_noun(self, at: int) -> Found:
        """`Armed group linked to NAME`, `foreign fighter affiliated with NAME`: the noun is what the text is about."""
        nouns = words()["offices"] if self._is_person else words()["groups"]
        before = ""
        for token in list(_TOKEN.finditer(self._text, at))[:10]:
            if token[0] in ("that", "who", "which", "by", "of", "for", "in", "to", "within", "under"):
                break
            for kind in ("part", "turned", "owned") if before in nouns else ():
                if found := cues()[kind].match(self._text, token.start()):
                    told, end = self._told(kind, found)
                    if told:
                        return told, end
            before = token[0] if token[0] not in ("and", "also") else before
        return [], 0

    def _items(self, at: int, *, kin: bool = False) -> tuple[list[tuple[str, str]], int]:
        """The names with a reference that stand here one after the other, and where they end."""
        found: list[tuple[str, str]] = []
        start = end = at
        while item := _ITEM.match(self._text, start):
            name = name_in(item["name"], kin=kin)
            if name is None or not self._ends_here(item.end()):
                break
            if item["reference"] != UNLISTED:
                found.append((item["reference"], name))
            end = self._past_asides(item.end())
            following = _NEXT.match(self._text, end)
            if following is None:
                break
            start = following.end()
        return found, end

    def _past_asides(self, at: int) -> int:
        """Where the brackets that stand here end: a short name, an office."""
        aside = _ASIDE.match(self._text, at)
        return aside.end() if aside else at

    def _ends_here(self, at: int) -> bool:
        """Whether the name ends with its reference, and is not the first part of a longer one (`NAME supporters`)."""
        following = re.compile(r"(?:\s*\([^()]*\))*\s+([a-z][\w-]*)").match(self._text, at)
        if following is None or following[1].endswith(("ed", "ly", "ing")):
            return True
        return following[1] in words()["continuing"] or following[1] in words()["groups"]


def _of_the_whole(told: Relation) -> Relation:
    """`Member of the Council of NAME`: the council goes to the relation, for the reference does not stand for it."""
    part = rf"((?:\w+ )*?(?:{one_of(words()['part_of'])})\b(?: (?!of )\S+)*) of (?:[Tt]he )?(\S.*)"
    found = re.fullmatch(part, told.name)
    return replace(told, label=f"{told.label} the {found[1]} of", name=found[2]) if found else told


def _of_former(told: Relation) -> Relation:
    """`Former commander of NAME`, where it is one of several offices."""
    label = re.sub(r"^(?:former |ex-)", "", told.label)
    return replace(told, label=label, former=told.former or label != told.label)


@cache
def _starting(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({one_of(phrases)})\b\s+", re.IGNORECASE)


@cache
def _nouns_after() -> re.Pattern[str]:
    ends = rf"[,.;]|$| (?!and)(?:{one_of(words()['continuing'])})\b"
    return re.compile(rf",?\s+((?:[a-z-]+(?:, | and | ))*?[a-z-]+)(?={ends})")

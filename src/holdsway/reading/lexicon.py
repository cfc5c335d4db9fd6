"""The words every part of the reading knows, read from lexicon.yaml: verbs with their forms, and word lists by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Lexicon", "VerbForm", "forms_of", "in_order", "lexicon", "word_set"]

_FORMS = ("third", "past", "participle", "ing")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One written form of a verb: the group it belongs to, its base, and which forms these words can be."""

    group: str
    base: str
    words: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Verb forms to look for, and the other word lists by name (`lists['areas']`, `groups['speech']['denies']`)."""

    verbs: tuple[VerbForm, ...]
    lists: Mapping[str, frozenset[str]]
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set to look things up in."""
    return frozenset(words.split())


def in_order(words: str) -> list[str]:
    """The words of a line, in order."""
    return words.split()


def lexicon() -> Lexicon:
    """The lexicon as shipped."""
    content = yaml.safe_load(files("holdsway.reading").joinpath("lexicon.yaml").read_text("utf-8"))
    irregular = content.pop("irregular")
    groups = {
        name: {k: tuple(v) for k, v in entry.items()} for name, entry in content.items() if isinstance(entry, dict)
    }
    lists = {name: frozenset(entry) for name, entry in content.items() if isinstance(entry, list)}
    return Lexicon(tuple(_verbs(groups, lists, irregular)), lists, groups)


def _verbs(
    groups: Mapping[str, Any], lists: Mapping[str, Any], irregular: Mapping[str, list[str]]
) -> Iterator[VerbForm]:
    named = [
        *((f"holding:{name}", bases) for name, bases in groups["holding"].items()),
        *((f"events:{name}", bases) for name, bases in groups["events"].items()),
        *((f"speech:{name}", bases) for name, bases in groups["speech"].items()),
        ("victory", sorted(lists["victory"])),
    ]
    for group, bases in named:
        for base in bases:
            written: dict[str, set[str]] = {}
            for form, words in forms_of(base, irregular).items():
                written.setdefault(words, set()).add(form)
            for words, forms in written.items():
                yield VerbForm(group, base, words, frozenset(forms))


def forms_of(phrase: str, irregular: Mapping[str, list[str]]) -> dict[str, str]:
    """The written forms of a verb by name: `base`, `third`, `past`, `participle`, `ing`."""
    base, _, rest = phrase.partition(" ")
    written = dict(zip(_FORMS, irregular.get(base) or _regular(base), strict=True))
    return {form: f"{word} {rest}".rstrip() for form, word in {"base": base, **written}.items()}


def _regular(base: str) -> list[str]:
    if base.endswith("e"):
        return [base + "s", base + "d", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ies", base[:-1] + "ied", base[:-1] + "ied", base + "ing"]
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return [base + "es", base + "ed", base + "ed", base + "ing"]
    return [base + "s", base + "ed", base + "ed", base + "ing"]

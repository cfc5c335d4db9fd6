"""The base form of a predicate: from the lexicon's own table of forms, else as the parser has it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from holdsway.reading.lexicon import forms_of
from holdsway.reading.passages import Passage
from holdsway.reading.tree import Tree

__all__ = ["base_of", "is_past", "written_forms"]


@cache
def written_forms() -> dict[str, str]:
    """Every written form of a verb that a lexicon file names, with its base: 'overran' → 'overrun'."""
    content = yaml.safe_load(files("holdsway.reading").joinpath("lexicon.yaml").read_text("utf-8"))
    control = yaml.safe_load(files("holdsway.reading").joinpath("control.yaml").read_text("utf-8"))
    bases = {word for entry in control["verbs"] for word in entry["verbs"].split()}
    bases |= set(control["victory"].split()) | set(content["irregular"])
    bases |= {phrase.split(" ")[0] for group in content["speech"].values() for phrase in group}
    written: dict[str, str] = {}
    for base in sorted(bases):
        for form in forms_of(base, content["irregular"]).values():
            written.setdefault(form, base)
    return written


def base_of(passage: Passage, tree: Tree, word: int) -> str:
    """The base form of a verb at a word."""
    return written_forms().get(passage.word(word), tree.lemmas[word])


def is_past(passage: Passage, word: int) -> bool:
    """Whether a word has the form of a past or of a past participle: 'seized', 'taken'."""
    written = passage.word(word)
    return written_forms().get(written, written) != written and not written.endswith(("ing", "s"))

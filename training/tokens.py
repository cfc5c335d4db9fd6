"""spaCy's English tokenizer, taught to cut words where the treebanks cut them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import spacy
from spacy.attrs import NORM, ORTH
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

BOUND = (
    "anti co counter cross e ex inter intra mid mini multi neo non over post pre pro pseudo psycho re semi socio sub "
    "ultra un"
)
"""First parts that the treebanks leave joined to what follows the hyphen: `anti-tank`, `mid-August`, `e-mail`."""

ABBREVIATIONS = (
    "Brig. Brigs. Capt. Cmdr. Cmdt. Col. Cols. Cpl. Ft. Gens. Hon. Insp. Lt. Maj. Mt. No. Nos. Pres. Pvt. Reps. Sens. "
    "Sgt. Spec. Sr. Supt. Vol. al. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sept. approx. est. Mlle. Mme. Esp. "
    "esp. Op. Ed. Fig. pp."
)
"""Words that keep their full stop. Those that also end sentences often (`etc.`) are not among them."""

UNTIED = ("id", "Id", "ID", "and/or")
"""Words that spaCy ties or cuts as the treebanks do not."""

_TELEPHONE = re.compile(r"^(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}$")
_CONTRACTED = re.compile(r"[a-z]+['’][a-z]+(?:['’][a-z]+)?").fullmatch
_RUNS = r"[!?]{2,}|\.\?+|\.!+|\*{2,}|={2,}|_{2,}|~{2,}|#{2,}|<{2,}|>{2,}|-{2,}|\+{2,}|‘’|``"
"""Signs in a row are one token."""


@spacy.registry.callbacks("holdsway.tokens.v1")
def tokens() -> Callable[[Language], Language]:
    """What `second.cfg` calls before training: sets the pipeline's tokenizer."""
    return cut_as_treebanks


def cut_as_treebanks(nlp: Language) -> Language:
    """The pipeline with its tokenizer set."""
    tokenizer: Any = nlp.tokenizer
    bare = [sign for sign in nlp.Defaults.prefixes or () if sign != "#"]
    tokenizer.prefix_search = compile_prefix_regex([_RUNS, *bare, r"#(?![A-Za-z])", "@(?=[0-9])"]).search
    tokenizer.suffix_search = compile_suffix_regex(
        [f"(?:{_RUNS})", *(nlp.Defaults.suffixes or ()), r"(?<=[A-Z])\+", r"(?<=[0-9])[ap]m", r"(?<=[0-9])[AP]M"]
    ).search
    tokenizer.infix_finditer = compile_infix_regex(_infixes()).finditer
    tokenizer.token_match = _TELEPHONE.match
    rules = {form: cut for form, cut in tokenizer.rules.items() if form not in UNTIED}
    tokenizer.rules = {**{form.upper(): _upper(cut) for form, cut in rules.items() if _CONTRACTED(form)}, **rules}
    for word in ABBREVIATIONS.split():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def _upper(cut: list[dict[int, str]]) -> list[dict[int, str]]:
    """How a contraction is cut where all is in capitals."""
    return [{ORTH: part[ORTH].upper(), NORM: part.get(NORM, part[ORTH]).lower()} for part in cut]


def _infixes() -> list[str]:
    """Where a word is cut inside: as spaCy does, but for hyphens and strokes, where the treebanks differ."""
    unbound = "".join(f"(?<!^{part}-)(?<!^{part.title()}-)(?<!^{part.upper()}-)" for part in BOUND.split())
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        rf"(?<=[0-9])(?:[+\*^]|{HYPHENS})(?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}]){unbound}",
        rf"(?<=[{ALPHA}])(?:{HYPHENS})(?=[0-9]){unbound}",
        rf"(?<=[{ALPHA}0-9])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])/(?=[{ALPHA}0-9])|(?<=[0-9])/(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])[\(\[](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])&(?=[{ALPHA}])(?![A-Z]\b)",
        r"(?<=[a-z])\.\.+(?=[A-Za-z])",
        _RUNS,
    ]

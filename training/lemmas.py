"""Base forms learnt from the treebanks, as the tables of spaCy's rule lemmatizer: endings, known words, exceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from irregular import irregular
from spacy.lookups import Lookups
from treebanks import Sentence
from vocabulary import ALONE, ON_SOMETHING, PEOPLE, THINGS

INFLECTED = ("noun", "verb", "aux", "adj", "adv", "pron", "det", "num", "adp", "part", "sconj", "cconj", "intj")
"""Parts of speech whose base form is looked for; a proper noun keeps its form, and the rest lose their capitals."""

LONGEST_ENDING = 5
WORDS = 3
"""A change of an ending is a rule where this many words show it ..."""
SHARE = 0.6
"""... and it goes before the rules for shorter endings where this share of the words with the ending change so."""
SEEN = 2
"""A base form is known where the treebanks have it this often: once may be a slip."""

Rule = tuple[str, str]


def tables(sentences: Iterable[Sentence]) -> Lookups:
    """The tables `lemma_rules`, `lemma_index` and `lemma_exc`, each by part of speech."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word in sentence.words:
            if (kind := word.upos.lower()) in INFLECTED and word.lemma != "_":
                seen[kind][word.form.lower()][word.lemma] += 1
    found = Lookups()
    for name in ("lemma_rules", "lemma_index", "lemma_exc"):
        found.add_table(name, {})
    nouns = _known(seen["noun"]) | {*PEOPLE, *THINGS}
    for kind, forms in sorted(seen.items()):
        usual = {form: max(sorted(lemmas), key=lemmas.__getitem__) for form, lemmas in forms.items()}
        rules = _rules(usual)
        if kind == "verb":
            usual = {**dict(irregular()), **usual}
        known = _known(forms)
        if kind == "verb":
            # Many verbs are nouns as well (to mine), but one in -ing (a shelling) would stand for the verb's own form.
            known |= {*ON_SOMETHING, *ALONE} | {noun for noun in nouns if not noun.endswith("ing")}
        known |= nouns if kind == "noun" else set()
        wrong = {form: lemma for form, lemma in sorted(usual.items()) if applied(rules, known, form) != lemma}
        # A right base form among those found is not moved to the front: what was preferred to it must not be known.
        known -= {applied(rules, known, form) for form, lemma in wrong.items() if lemma in _met(rules, known, form)}
        found.get_table("lemma_rules")[kind] = rules
        found.get_table("lemma_index")[kind] = dict.fromkeys(sorted(known), 1)
        found.get_table("lemma_exc")[kind] = {
            form: [lemma] for form, lemma in sorted(usual.items()) if applied(rules, known, form) != lemma
        }
    return found


def _known(forms: Mapping[str, Counter[str]]) -> set[str]:
    """The base forms seen often enough to be looked out for."""
    counts: Counter[str] = Counter()
    for lemmas in forms.values():
        counts.update(lemmas)
    return {lemma for lemma, count in counts.items() if count >= SEEN and lemma.isalpha() and lemma.islower()}


def _rules(usual: Mapping[str, str]) -> list[Rule]:
    """What becomes of endings: first what usually does, the longest endings first; then what may; last, no change.

    An ending has a usual change where the next shorter one has another. A change that is not usual (`gged` to `g`) is
    there for the sake of known words.
    """
    changes: dict[str, Counter[Rule]] = defaultdict(Counter)
    for form, lemma in usual.items():
        same = 0
        while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
            same += 1
        for length in range(len(form) - same, min(LONGEST_ENDING, len(form) - 1) + 1):
            changes[form[len(form) - length :]][form[same:], lemma[same:]] += 1
    usual_rules: list[Rule] = []
    possible: set[Rule] = set()
    usually: dict[str, Rule] = {"": ("", "")}
    for ending in sorted(changes, key=lambda ending: (len(ending), ending)):
        change, count = max(sorted(changes[ending].items()), key=lambda item: item[1])
        before = usually.get(ending[1:], ("", ""))
        is_usual = count >= WORDS and count >= SHARE * sum(changes[ending].values())
        usually[ending] = change if is_usual else before
        if usually[ending] != before:
            usual_rules.append((ending, ending.removesuffix(change[0]) + change[1]))
        possible |= {
            (old, new)
            for (old, new), times in changes[ending].items()
            if old == ending != "" and times >= WORDS and (old + new).isalpha()
        }
    return [*reversed(usual_rules), *sorted(possible, key=lambda rule: (-len(rule[0]), rule)), ("", "")]


def _met(rules: Iterable[Rule], known: set[str], form: str) -> list[str]:
    found = (form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old))
    return [one for one in found if one in known]


def applied(rules: Iterable[Rule], known: set[str], form: str) -> str:
    """The base form spaCy's lemmatizer finds by the rules: of the known words the last it comes on, else the first."""
    if met := _met(rules, known, form):
        return met[-1]
    found = (form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old))
    return next((one for one in found if one), form)

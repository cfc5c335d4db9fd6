"""The model card, the licence and the description that ship with the pipeline, with the scores measured on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from scoring import Score

NAME = "holdsway_english"
VERSION = "1.0.0"
LICENCE = "CC BY-SA 4.0"

Scores = Mapping[str, Mapping[str, Score]]

_ROWS = ("tokens", "sentences", "UPOS", "XPOS", "UAS", "LAS", "lemma", "morph")

_LICENCE = """\
The pipeline in this folder (everything beside this file) is licensed under the
Creative Commons Attribution-ShareAlike 4.0 International licence (CC BY-SA 4.0):
https://creativecommons.org/licenses/by-sa/4.0/legalcode

It was derived from two works by training on them; some of their words were replaced
and some of their text was put in capitals for it:

- Universal Dependencies English Web Treebank (UD_English-EWT), training part,
  by Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster,
  Ethan Chi, John Bauer, Miriam Connor, Marie-Catherine de Marneffe,
  Nathan Schneider, Sam Bowman, Hanzhi Zhu, Daniel Galbraith and others,
  CC BY-SA 4.0. https://github.com/UniversalDependencies/UD_English-EWT
- The Georgetown University Multilayer corpus (UD_English-GUM), by Amir Zeldes and
  its annotators; only the genres news (Wikinews), interview (Wikimedia), bio
  (Wikipedia), voyage (Wikivoyage) and speech (public domain). The annotations and
  these texts are CC BY. https://github.com/UniversalDependencies/UD_English-GUM
  Zeldes, Amir (2017). The GUM Corpus: Creating Multilayer Resources in the
  Classroom. Language Resources and Evaluation 51(3), 581-612.

The program that reads with it is licensed apart, under the Apache License 2.0.
"""

_CARD = """\
# {name} {version}

The English reading pipeline of holdsway: it cuts a report into words and sentences, and says of each word its part of
speech, its form, its base form and the word it hangs on, and marks names of people, places and organisations. It loads
with `spacy.load` on this folder; `holdsway.reading.parsing.Parser` does so when it is first needed. Nothing is fetched.

| | |
|---|---|
| made | {made}, by `python training/train.py`, seed {seed}, {steps} steps |
| size | {size:.1f} MB |
| licence | CC BY-SA 4.0, because UD English EWT is; see `LICENSE` for whom to name |
| components | {components} |
| learnt from | UD English EWT, training part; GUM, the CC BY genres news, interview, bio, voyage, speech, \
but for {held} news documents held back |
| not learnt from | anything else: no word vectors, no other corpus, no language model |

In training, some paragraphs are shown in capitals; in its second part some have names made up letter by letter in place
of rare ones, and some have words of armed conflict and relief in place of rare nouns and verbs, so that such words are
met at all.
Base forms come from a table learnt from the same treebanks and from a list of English irregular verbs.

## Scores

Counted as the CoNLL 2018 shared task counts, F1, but with the relation's subtype; `python evals/parser.py` prints them
anew. "Given" means that the treebank's words and sentences were given; "raw" that the pipeline cut the text itself.

{table}

Names of GUM news held back, raw text, exact spans:

| | precision | recall | F1 | there |
|---|---|---|---|---|
{names}

The best state was picked on the development part of EWT; EWT's test part and the news held back were never trained on.
That names are made up in training was thought of on seeing the mistakes in the news held back, so those scores may
flatter it a little.

## For what, and for what not

It is for finding who did what to whom and where in English news, situation reports and web text, a sentence at a time,
by rules a reader can check. It is small: about one word in six hangs on the wrong word or with the wrong relation,
more in long sentences, and a chain of words goes wrong more easily than one. So whatever is drawn from it must
quote its sentence. Names are its weak side: GUM is a small corpus, and mostly of other places; where a dictionary of
places and parties is at hand, ask that. It knows no language but English, and it has no view on any conflict.
"""


def licence() -> str:
    """The text of `LICENSE`."""
    return _LICENCE


def card(scores: Scores, *, components: str, size: int, made: date, seed: int, steps: Sequence[int], held: int) -> str:
    """The text of `README.md`."""
    lines = ["| | " + " | ".join(_ROWS) + " |", "|---" * (len(_ROWS) + 1) + "|"]
    for title, found in scores.items():
        lines.append(f"| {title} | " + " | ".join(f"{found[row].f1:.3f}" for row in _ROWS) + " |")
    last = list(scores.values())[-1]
    names = [
        f"| {kind.removeprefix('names ').lower()} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} "
        f"| {one.there} |"
        for kind, one in last.items()
        if kind.startswith("names")
    ]
    return _CARD.format(
        name=NAME,
        version=VERSION,
        made=made.isoformat(),
        seed=seed,
        steps=" and ".join(f"{count:,}" for count in steps),
        size=size / 1e6,
        components=components,
        held=held,
        table="\n".join(lines),
        names="\n".join(names),
    )


def meta(scores: Scores) -> dict[str, object]:
    """What `meta.json` says besides what spaCy writes."""
    return {
        "name": NAME,
        "version": VERSION,
        "description": "English pipeline that ships with holdsway: sentences, tags, parse, base forms, names.",
        "author": "holdsway",
        "license": LICENCE,
        "sources": [
            {"name": "UD English EWT", "license": "CC BY-SA 4.0", "author": "Silveira et al."},
            {"name": "GUM: news, interview, bio, voyage, speech", "license": "CC BY", "author": "Zeldes et al."},
        ],
        "performance": {
            title: {kind: round(score.f1, 4) for kind, score in found.items()} for title, found in scores.items()
        },
    }

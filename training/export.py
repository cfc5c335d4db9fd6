"""Turns what spaCy trained into the folder that ships: base forms are added, what reading does not need goes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import spacy
from lemmas import tables
from spacy.language import Language
from spacy.vocab import Vocab
from tokens import cut_as_treebanks
from treebanks import Sentence

LARGEST = 12_000_000
"""The folder holds at most this many bytes."""

_SECTIONS = ("paths", "system", "corpora", "training", "pretraining", "initialize")
_FILES = ("README.md", "LICENSE", "meta.json")


def reading_pipeline(best: Path, sentences: Iterable[Sentence]) -> Language:
    """The trained pipeline with our tokenizer, and base forms learnt from the sentences it was trained on."""
    nlp = spacy.load(best, exclude=["trainable_lemmatizer"])
    cut_as_treebanks(nlp)
    lemmatizer: Any = nlp.add_pipe("lemmatizer", after="parser", config={"mode": "rule"})
    lemmatizer.lookups = tables(sentences)
    return nlp


def ship(nlp: Language, folder: Path, *, meta: Mapping[str, object], card: str, licence: str) -> int:
    """Writes the pipeline in place of what is in the folder, and says how many bytes it takes.

    Raises `ValueError` where it would be too large; what is in the folder then stays.
    """
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    plain = spacy.blank("en").config
    for section in _SECTIONS:
        nlp.config[section] = plain[section]
    _forget(nlp.vocab, kept=_needed(nlp))
    nlp.to_disk(fresh)
    written = json.loads((fresh / "meta.json").read_text("utf-8"))
    (fresh / "meta.json").write_text(json.dumps({**written, **meta}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (fresh / "README.md").write_text(card, "utf-8")
    (fresh / "LICENSE").write_text(licence, "utf-8")
    size = size_of(fresh)
    if size > LARGEST:
        raise ValueError(
            f"{fresh} takes {size:,} bytes, more than {LARGEST:,}: train with a smaller width or fewer rows"
        )
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return size


def size_of(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _needed(nlp: Language) -> set[str]:
    """The strings that reading looks up by their number: what every English vocabulary has, and the labels."""
    kept = set(cut_as_treebanks(spacy.blank("en")).vocab.strings)
    for name in nlp.pipe_names:
        component: Any = nlp.get_pipe(name)
        if name == "morphologizer":
            kept |= {part for label in component.labels for part in _parts(label)}
        elif hasattr(component, "moves"):
            kept |= {label for labels in component.moves.labels.values() for label in labels}
        kept |= set(getattr(component, "labels", ()))
    return kept


def _parts(label: str) -> set[str]:
    """Every string the features of a label may be looked up by: `Number=Sing|POS=NOUN`, `Number=Sing`, `Number`, ..."""
    features = [feature for feature in label.split("|") if not feature.startswith("POS=")]
    return {"|".join(features), *features, *(side for feature in features for side in feature.split("="))}


def _forget(vocab: Vocab, *, kept: set[str]) -> None:
    """Drops the words met in training: a vocabulary learns words again as it reads."""
    vocab.strings._reset_and_load(sorted(kept))

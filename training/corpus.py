"""What spaCy trains on: paragraphs of the treebanks, some in capitals as old wires are, some with names made up."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from names import Names
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from treebanks import Article, Sentence, document, training_articles, tuning_articles
from vocabulary import Vocabulary

CAPITALS = 0.06
"""Share of paragraphs shown in capitals: wires and headings are written so."""

LONGEST = 12
"""Sentences of a paragraph shown at once."""

OWN_WORDS = 0.6
"""Share of paragraphs shown in the treebank's words; the others are cut by our tokenizer, mistakes and all."""


@spacy.registry.readers("holdsway.Treebanks.v1")
def treebanks(
    data: str, part: str, seed: int, renamed: float, rewritten: float
) -> Callable[[Language], Iterable[Example]]:
    """The reader of the two configurations: `part` is `train` or `tune`; `renamed` is the share with names made up,
    and `rewritten` the share with some rare words made words of conflict.

    Every epoch draws anew which paragraphs are shown in capitals, with other names, or in our own words.
    """
    training = part == "train"
    whole: list[tuple[Article, bool]] = list((training_articles if training else tuning_articles)(Path(data)))
    names = Names(sentence for article, _ in whole for sentence in article.sentences)
    vocabulary = Vocabulary(sentence for article, _ in whole for sentence in article.sentences)
    chance = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        for article, named in whole:
            for paragraph in article.paragraphs():
                for first in range(0, len(paragraph), LONGEST):
                    piece = paragraph[first : first + LONGEST]
                    if training and renamed and chance.random() < renamed:
                        piece = names.renamed(piece, chance)
                    if training and rewritten and chance.random() < rewritten:
                        piece = vocabulary.rewritten(piece, chance)
                    if training and chance.random() < CAPITALS:
                        piece = capitals(piece)
                    gold = document(nlp.vocab, piece, named=named)
                    yield Example(_seen(nlp, gold, own_words=not training or chance.random() < OWN_WORDS), gold)

    return read


def _seen(nlp: Language, gold: Doc, *, own_words: bool) -> Doc:
    """The text as the pipeline meets it: in the treebank's words, or cut into words by our tokenizer."""
    if own_words:
        return Doc(nlp.vocab, words=[token.text for token in gold], spaces=[bool(token.whitespace_) for token in gold])
    return nlp.make_doc(gold.text)


def capitals(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences written all in capitals; what their words are stays the same."""
    return [
        Sentence([replace(word, form=word.form.upper()) for word in one.words], one.text.upper(), one.opens_paragraph)
        for one in sentences
    ]

"""How well a pipeline reads a treebank, counted as the CoNLL 2018 shared task counts: words are matched by their place.

Zeman et al. (2018), CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies. One thing is
stricter here: a relation counts as right only with its subtype (`nsubj:pass`, not just `nsubj`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import capitals
from spacy.tokens import Doc, Token
from treebanks import EWT, GUM, Article, Sentence, articles, document, held_back

from holdsway.reading.parsing import Parser, Positions
from holdsway.reading.parsing import Sentence as Parsed

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, how many were there to find, and how many of the found are right."""

    found: int
    there: int
    right: int

    @property
    def precision(self) -> float:
        """The right among the found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The right among those there."""
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Twice the right by the found and the there."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is said of a paragraph, each thing by the places of its signs: words, sentences, names."""

    words: dict[tuple[int, int], dict[str, object]]
    sentences: set[tuple[int, int]]
    names: set[tuple[int, int, str]]


def scores(
    parser: Parser, paragraphs: Sequence[list[Sentence]], *, given: bool, named: bool = False
) -> dict[str, Score]:
    """The scores of a parser on paragraphs of a treebank; with `given`, their words and sentences are given to it."""
    vocab = parser.nlp.vocab
    golds = [document(vocab, paragraph, named=named) for paragraph in paragraphs]
    cut = _given(parser, golds, paragraphs) if given else parser.split((gold.text, 0) for gold in golds)
    by_paragraph: dict[int, list[Parsed]] = {}
    for sentence in parser.parse(cut):
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    total: Counter[tuple[str, str]] = Counter()
    for number, gold in enumerate(golds):
        _count(total, _gold(gold), _parsed(by_paragraph.get(number, [])))
    kinds = dict.fromkeys(kind for kind, _ in total)
    return {kind: Score(total[kind, "found"], total[kind, "there"], total[kind, "right"]) for kind in kinds}


def _given(parser: Parser, golds: Sequence[Doc], paragraphs: Sequence[list[Sentence]]) -> list[Parsed]:
    """The treebank's own words and sentences, with the vectors our pipeline gives them in their paragraph."""
    docs: Iterable[Doc] = [
        Doc(parser.nlp.vocab, words=[word.text for word in gold], spaces=[bool(word.whitespace_) for word in gold])
        for gold in golds
    ]
    if parser.nlp.has_pipe("tok2vec"):
        vectors: Any = parser.nlp.get_pipe("tok2vec")
        docs = vectors.pipe(docs, batch_size=_BATCH)
    found = []
    for number, (doc, paragraph) in enumerate(zip(docs, paragraphs, strict=True)):
        first = 0
        for sentence in paragraph:
            found.append(Parsed(doc[first : first + len(sentence.words)], number, False, Positions(0)))
            first += len(sentence.words)
    return found


def _gold(doc: Doc) -> Analysis:
    words = {_place(word): _said(word, _place(word.head)) for word in doc}
    sentences = {(sent.start_char, sent.end_char) for sent in doc.sents}
    return Analysis(words, sentences, {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents})


def _place(word: Token) -> tuple[int, int]:
    return word.idx, word.idx + len(word.text)


def _parsed(sentences: Iterable[Parsed]) -> Analysis:
    words, places, names = {}, set(), set()
    for one in sentences:
        for word in one.span:
            if not word.is_space:
                words[one.place(word)] = _said(word, one.place(word.head))
        places.add((one.start, one.end))
        names |= {(*one.place(ent), ent.label_) for ent in one.span.doc.ents}
    return Analysis(words, places, names)


def _said(word: Token, head: tuple[int, int]) -> dict[str, object]:
    """What is said of one word; its head is the head's place, its own place for a root."""
    return {
        "tokens": True,
        "UPOS": word.pos_,
        "XPOS": word.tag_,
        "UAS": head,
        "LAS": (head, word.dep_),
        "lemma": word.lemma_,
        "morph": str(word.morph),
    }


def _count(total: Counter[tuple[str, str]], gold: Analysis, parsed: Analysis) -> None:
    for place, said in parsed.words.items():
        true = gold.words.get(place)
        for kind, value in said.items():
            total[kind, "found"] += 1
            total[kind, "right"] += true is not None and true[kind] == value
    for said in gold.words.values():
        for kind in said:
            total[kind, "there"] += 1
    pairs: list[tuple[str, set[tuple[int, ...]], set[tuple[int, ...]]]] = [
        ("sentences", {*parsed.sentences}, {*gold.sentences}),
        *(("names " + label, _of(parsed, label), _of(gold, label)) for label in ("PERSON", "PLACE", "ORGANISATION")),
    ]
    for kind, found, there in pairs:
        total[kind, "found"] += len(found)
        total[kind, "there"] += len(there)
        total[kind, "right"] += len(found & there)


def _of(analysis: Analysis, label: str) -> set[tuple[int, ...]]:
    return {(start, end) for start, end, kind in analysis.names if kind == label}


def all_scores(parser: Parser, data: Path) -> dict[str, dict[str, Score]]:
    """What the model card says, by title; the last is GUM news from raw text, with its names."""
    ewt = list(_paragraphs(articles(data / EWT.format("test"))))
    gum = held_back_news(data)
    loud = [capitals(paragraph) for paragraph in ewt]
    return {
        "EWT test, given": scores(parser, ewt, given=True),
        "EWT test, raw": scores(parser, ewt, given=False),
        "EWT test in capitals, given": scores(parser, loud, given=True),
        "EWT test in capitals, raw": scores(parser, loud, given=False),
        "GUM news held back, given": scores(parser, gum, given=True, named=True),
        "GUM news held back, raw": scores(parser, gum, given=False, named=True),
    }


def held_back_news(data: Path) -> list[list[Sentence]]:
    """The paragraphs of the GUM news kept from training."""
    return list(_paragraphs(article for article in articles(data / GUM) if held_back(article.name)))


def _paragraphs(chosen: Iterable[Article]) -> Iterator[list[Sentence]]:
    for article in chosen:
        yield from article.paragraphs()

"""Universal Dependencies treebanks as spaCy documents: words, heads, forms, sentences, and the names GUM marks."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

EWT = "ud_ewt/en_ewt-ud-{}.conllu.gz"
GUM = "ud_gum_cc_by/gum_news_interview_bio_voyage_speech.conllu.gz"
NAMED = {"person": "PERSON", "place": "PLACE", "organization": "ORGANISATION"}
LINKING = {"of", "the", "for", "and", "'s", "’s", "-", "al", "de", "on", "in", "&"}
OPENING = re.compile(r"\((?P<key>[\d,\[\]/]+)-(?P<kind>[a-z]+)-(?P<rest>[^()]*)")
CLOSING = re.compile(r"(?P<key>[\d,\[\]/]+)\)")


@dataclass(slots=True)
class Word:
    """One syntactic word of a treebank, with what its annotators said of it."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    space: bool
    mentions: str = ""


@dataclass(slots=True)
class Sentence:
    """One sentence: its words, the exact text, and whether a paragraph begins with it."""

    words: list[Word]
    text: str
    opens_paragraph: bool


@dataclass(slots=True)
class Article:
    """One document of a treebank, in order."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)

    def paragraphs(self) -> Iterator[list[Sentence]]:
        """The sentences by paragraph, as the annotators cut them."""
        paragraph: list[Sentence] = []
        for sentence in self.sentences:
            if sentence.opens_paragraph and paragraph:
                yield paragraph
                paragraph = []
            paragraph.append(sentence)
        if paragraph:
            yield paragraph


def articles(path: Path) -> Iterator[Article]:
    """The documents of a CoNLL-U file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    article, opens, text, lines = Article(path.stem), True, "", []
    with opener(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                if article.sentences:
                    yield article
                article, opens = Article(line.split("=", 1)[1].strip()), True
            elif line.startswith("# newpar"):
                opens = True
            elif line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif line.startswith("#"):
                continue
            elif line:
                lines.append(line.split("\t"))
            elif lines:
                article.sentences.append(Sentence(_words(lines), text, opens))
                opens, lines = False, []
    if article.sentences:
        yield article


def _words(lines: list[list[str]]) -> list[Word]:
    """The words of a sentence; a multiword token lends its space to its last word, and empty nodes are left out."""
    words: list[Word] = []
    ends: dict[int, bool] = {}
    inside: set[int] = set()
    for columns in lines:
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            ends[last] = "SpaceAfter=No" not in columns[9]
            inside.update(range(first, last))
        elif columns[0].isdigit():
            number = int(columns[0])
            space = number not in inside and ends.get(number, "SpaceAfter=No" not in columns[9])
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            words.append(
                Word(
                    form=columns[1],
                    lemma=columns[2],
                    upos=columns[3],
                    xpos=columns[4],
                    feats=columns[5] if columns[5] != "_" else "",
                    head=int(columns[6]),
                    relation=columns[7],
                    space=space,
                    mentions=entity[1] if entity else "",
                )
            )
    return words


def document(vocab: Vocab, sentences: list[Sentence], *, named: bool) -> Doc:
    """The gold document of some sentences; names are marked only where the treebank marks them (`named`)."""
    words = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    for sentence in sentences:
        first = len(heads)
        heads += [first + word.head - 1 if word.head else first + at for at, word in enumerate(sentence.words)]
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma if word.lemma != "_" else word.form for word in words],
        heads=heads,
        deps=[word.relation if word.head else "ROOT" for word in words],
    )
    if named:
        spans = [span for sentence, first in _offsets(sentences) for span in _names(doc, sentence.words, first)]
        doc.set_ents(spans, default="outside")
    else:
        doc.set_ents([], default="missing")
    return doc


def _offsets(sentences: list[Sentence]) -> Iterator[tuple[Sentence, int]]:
    first = 0
    for sentence in sentences:
        yield sentence, first
        first += len(sentence.words)


def _names(doc: Doc, words: list[Word], first: int) -> list[Span]:
    """The proper names among the mentions of a sentence, the longest where they nest."""
    found: list[tuple[int, int, str]] = []
    open_: list[tuple[str, int, str, str]] = []
    for index, word in enumerate(words):
        rest = word.mentions
        while rest:
            if (opening := OPENING.match(rest)) is not None:
                open_.append((opening["key"], index, opening["kind"], opening["rest"]))
                rest = rest[opening.end() :]
                if rest.startswith(")"):
                    rest = rest[1:]
                    found.extend(_name(words, index, open_.pop()))
            elif (closing := CLOSING.match(rest)) is not None:
                rest = rest[closing.end() :]
                for place in range(len(open_) - 1, -1, -1):
                    if open_[place][0] == closing["key"]:
                        found.extend(_name(words, index, open_.pop(place)))
                        break
            else:
                break
    spans: list[tuple[int, int, str]] = []
    for start, end, label in sorted(set(found), key=lambda span: (span[0] - span[1], span)):
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in spans):
            spans.append((start, end, label))
    return [Span(doc, first + start, first + end, label=label) for start, end, label in sorted(spans)]


def _name(words: list[Word], last: int, mention: tuple[str, int, str, str]) -> list[tuple[int, int, str]]:
    """The proper name at the head of one mention, if it is a name: the run of proper nouns around the head."""
    _, start, kind, rest = mention
    if kind not in NAMED:
        return []
    spans = re.search(r"-(\d+)(?:,\d+)*\*?-(?:coref|sgl|appos|ana|cata|disc|pred)", f"-{rest}")
    head = start + (int(spans[1]) - 1 if spans else 0)
    if head > last or words[head].upos != "PROPN":
        return []
    low = high = head
    while low > start and _belongs(words, low - 1):
        low -= 1
    while high < last and _belongs(words, high + 1):
        high += 1
    while words[low].upos != "PROPN":
        low += 1
    while words[high].upos != "PROPN":
        high -= 1
    return [(low, high + 1, NAMED[kind])]


def _belongs(words: list[Word], index: int) -> bool:
    return words[index].upos == "PROPN" or words[index].form in LINKING or words[index].form[:1].isupper()


def held_back(name: str) -> bool:
    """Whether a GUM news document is kept from training, by the hash of its name: about one in five."""
    return "_news_" in name and int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 1


def training_articles(data: Path) -> Iterator[tuple[Article, bool]]:
    """What the pipeline learns from, each with whether its names are marked."""
    for article in articles(data / EWT.format("train")):
        yield article, False
    for article in articles(data / GUM):
        if not held_back(article.name):
            yield article, True


def tuning_articles(data: Path) -> Iterator[tuple[Article, bool]]:
    """What picks the best state during training: EWT's development part, and interviews, for names."""
    for article in articles(data / EWT.format("dev")):
        yield article, False

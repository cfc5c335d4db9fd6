"""The trees of sentences, each name that a dictionary knows parsed as one word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from holdsway.reading.corrected import correct
from holdsway.reading.lexicon import Lexicon
from holdsway.reading.parsing import Parser, Sentence
from holdsway.reading.passages import Passage
from holdsway.reading.shown import commas, hides, stand_ins
from holdsway.reading.tails import tail_of
from holdsway.reading.tree import Tree

__all__ = ["trees"]

_SIGNS = frozenset("-–—'’.")


def trees(parser: Parser, sentences: Sequence[Sentence], passages: Sequence[Passage], words: Lexicon) -> list[Tree]:
    """The tree of each sentence. A parser has never met most names of a war ('Qala-e-Naw'): of one that the frame knows
    only its last word is shown to it, and the others hang on that; see `shown` for what stands in for words. A speaker
    named after what it says is parsed apart.
    """
    names = [_names(passage) for passage in passages]
    stood = [stand_ins(passage) for passage in passages]
    tails = [tail_of(passage, words) for passage in passages]
    cased = [p.words != [t.text for t in s.span] for s, p in zip(sentences, passages, strict=True)]
    paused = [commas(passage) for passage in passages]
    alone = [not any(of) for of in zip(names, tails, cased, stood, paused, strict=True)]
    plain = [s for s, is_plain in zip(sentences, alone, strict=True) if is_plain]
    whole = iter(parser.parse(plain))
    pieces: list[tuple[list[str], list[bool]]] = []
    orders = [
        [_order(part, name, pauses) for part in _parts(len(passage), tail)]
        for passage, name, tail, pauses in zip(passages, names, tails, paused, strict=True)
    ]
    for sentence, passage, shown, places, is_plain in zip(sentences, passages, orders, stood, alone, strict=True):
        if not is_plain:
            pieces += [_shown(sentence, passage, order, places) for order in shown]
    parsed = iter(parser.parse_words(pieces))
    found = []
    for passage, name, tail, shown, is_plain in zip(passages, names, tails, orders, alone, strict=True):
        if is_plain:
            found.append(Tree.of(next(whole).span))
            continue
        parts = zip(_parts(len(passage), tail), shown, strict=True)
        trees = [_widened(Tree.of(next(parsed)), order, name, part) for part, order in parts]
        found.append(_joined(trees, tail) if tail else trees[0])
    for tree, passage, places in zip(found, passages, stood, strict=True):
        for word, (_, base) in places.items():
            tree.lemmas[word] = base
        correct(tree, passage)
    return found


def _parts(size: int, tail: tuple[int, int] | None) -> list[range]:
    return [range(tail[0]), range(tail[0], size)] if tail else [range(size)]


def _joined(parts: Sequence[Tree], tail: tuple[int, int]) -> Tree:
    """What is said and the speaker after it as one tree: the first hangs on the verb of saying."""
    said, speaker = parts
    start, verb = tail
    heads = [*said.heads, *(start + head for head in speaker.heads)]
    relations = [*said.relations, *speaker.relations]
    for word, head in enumerate(said.heads):
        if head == word:
            heads[word], relations[word] = verb, "ccomp"
    root = next((start + w for w, head in enumerate(speaker.heads) if head == w), verb)
    if root != verb:  # the parser took another word for the chief one
        heads[verb], relations[verb] = verb, "ROOT"
        heads[root], relations[root] = verb, "nsubj" if root < verb else "obl"
    classes = [*said.classes, *speaker.classes]
    classes[verb] = "VERB"
    named = [w for w in range(start, verb) if heads[w] == verb and classes[w] in ("NOUN", "PROPN", "PRON")]
    if named and not any(relations[w].startswith("nsubj") and classes[w] in ("NOUN", "PROPN") for w in named):
        relations[named[0]] = "nsubj"  # whoever stands there is who speaks: 'a nurse there told the agency'
    return Tree(
        heads=heads,
        relations=relations,
        classes=classes,
        forms=[*said.forms, *speaker.forms],
        lemmas=[*said.lemmas, *speaker.lemmas],
        past=[*said.past, *speaker.past],
        names=[*said.names, *((start + first, start + last, label) for first, last, label in speaker.names)],
    )


def _names(passage: Passage) -> list[tuple[int, int]]:
    """The names of several words in a sentence, each word of them written with a capital or a short link."""
    found: list[tuple[int, int]] = []
    marks = [m for kind in ("place", "parent", "party") for m in passage.of(kind) if m.end - m.start > 1]
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        words = passage.words[mark.start : mark.end]
        if (found and mark.start < found[-1][1]) or not words[-1][:1].isupper() or not words[0][:1].isupper():
            continue
        found.append((mark.start, mark.end))
    found += [(at, at + 2) for at in range(len(passage) - 1) if hides(passage, at)]
    return sorted([*found, *_hyphened(passage, found)])


def _hyphened(passage: Passage, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names written with hyphens that no dictionary has: 'Tal-e-Maidan', 'al-Bab'."""
    spans, at = [], 0
    while at < len(passage) - 2:
        end = at + 1
        while (
            end + 1 < len(passage)
            and passage.words[end] in "-–"
            and _touch(passage, end)
            and passage.words[end + 1][:1].isalpha()
        ):
            end += 2
        if end > at + 1 and passage.is_name(end - 1) and not any(a < end and at < b for a, b in found):
            spans.append((at, end))
        at = end
    return spans


def _touch(passage: Passage, hyphen: int) -> bool:
    return passage.starts[hyphen] == passage.ends[hyphen - 1] and passage.starts[hyphen + 1] == passage.ends[hyphen]


def _shown(
    sentence: Sentence, passage: Passage, order: Sequence[int | None], stood: Mapping[int, tuple[str, str]]
) -> tuple[list[str], list[bool]]:
    """What the parser is shown of a part: the words without those hidden, and whether a blank follows each."""
    words = ["," if i is None else stood[i][0] if i in stood else passage.words[i] for i in order]
    return words, [i is None or bool(sentence.span[i].whitespace_) for i in order]


def _order(part: range, names: Sequence[tuple[int, int]], paused: Set[int]) -> list[int | None]:
    """The words of a part that are shown, by number; None where a comma is put in, before a word of `paused`."""
    hidden = {i for start, end in names for i in range(start, end - 1)}
    shown: list[int | None] = []
    for i in part:
        shown += [None] if i in paused and i > part.start else []
        shown += [i] if i not in hidden else []
    return shown


def _widened(tree: Tree, order: Sequence[int | None], names: Sequence[tuple[int, int]], part: range) -> Tree:
    """The tree over all the words of a part: those that were hidden hang on the last word of their name."""
    first = part.start
    last = {i: end - 1 for start, end in names for i in range(start, end - 1) if i in part}
    at = {word: number for number, word in enumerate(order) if word is not None}
    before = [max((w for w in order[: n + 1] if w is not None), default=first) for n in range(len(order))]
    shown = [before[number] if word is None else word for number, word in enumerate(order)]

    def each(values: Sequence[Any], hidden: Any) -> list[Any]:
        return [hidden if i in last else values[at[i]] for i in part]

    return Tree(
        heads=[(last[i] if i in last else shown[tree.heads[at[i]]]) - first for i in part],
        relations=each(tree.relations, "flat"),
        classes=each(tree.classes, "PROPN"),
        forms=each(tree.forms, ""),
        lemmas=each(tree.lemmas, ""),
        past=each(tree.past, False),
        names=[(shown[start] - first, shown[end - 1] + 1 - first, label) for start, end, label in tree.names],
    )

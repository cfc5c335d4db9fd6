"""How long the reader takes on news items, as a ratio to a named peer in the same run, on the same texts and thread.

python bench/reading.py [--reader NAME] [--items 400] [--runs 5]

The peer is spaCy used as its manual teaches for drawing who did what: the pipeline that ships with us loaded whole,
`nlp.pipe` over the texts, and a `DependencyMatcher` with one pattern, a verb with its subject and object. It finds
triples of words; the reader finds dated, placed, attributed statements, so the ratio says what that costs on top of
parsing. Each runs once to load and warm up, then the two take turns; medians of CPU time are printed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))

from measures import SHARED, reader_of
from news import FOLDER, items

from holdsway.frame import Frame
from holdsway.reading.reader import DEFAULT_READER, read_with

TRIPLE: list[dict[str, Any]] = [
    {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"POS": "VERB"}},
    {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": {"IN": ["nsubj", "nsubj:pass"]}}},
    {
        "LEFT_ID": "verb",
        "REL_OP": ">",
        "RIGHT_ID": "object",
        "RIGHT_ATTRS": {"DEP": {"IN": ["obj", "obl:agent", "obl"]}},
    },
]


def peer() -> Callable[[list[str]], int]:
    """SpaCy's pipeline and DependencyMatcher: counts the triples in some texts."""
    import spacy
    from spacy.matcher import DependencyMatcher

    with resources.as_file(resources.files("holdsway.reading") / "english") as folder:
        nlp = spacy.load(folder)
    matcher = DependencyMatcher(nlp.vocab)
    matcher.add("triple", [TRIPLE])
    return lambda texts: sum(len(matcher(doc)) for doc in nlp.pipe(texts))


def reading(name: str, documents: list[Any]) -> Callable[[list[str]], int]:
    """The reader: counts the statements in some texts."""
    reader, frame = reader_of(name), Frame()
    return lambda texts: sum(
        len(read_with(reader, text, document, frame).statements)
        for text, document in zip(texts, documents, strict=True)
    )


def timed(work: Callable[[list[str]], int], texts: list[str]) -> tuple[float, int]:
    start = time.process_time()
    found = work(texts)
    return time.process_time() - start, found


def turns(works: list[Callable[[list[str]], int]], texts: list[str], runs: int) -> Iterator[tuple[float, int]]:
    """The median CPU time of each and how much it found; the first turn of each is not counted."""
    taken: list[list[tuple[float, int]]] = [[timed(work, texts)] for work in works]
    for _ in range(runs):
        for number, work in enumerate(works):
            taken[number].append(timed(work, texts))
    for times in taken:
        yield statistics.median(seconds for seconds, _ in times[1:]), times[-1][1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=SHARED / FOLDER)
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--items", type=int, default=400)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if not given.folder.is_dir():
        raise SystemExit(f"{given.folder} is not here; give a folder of .jsonl items with --folder")
    texts, documents = map(list, zip(*items(given.folder, given.items), strict=True))
    own, other = turns([reading(given.reader, documents), peer()], texts, given.runs)
    print(f"{'holdsway, reader ' + given.reader:<44}{own[0]:8.3f} s {own[1]:7,} statements")
    print(f"{'spaCy pipeline and DependencyMatcher':<44}{other[0]:8.3f} s {other[1]:7,} triples")
    print(f"{'ratio (below 1: the reader is faster)':<44}{own[0] / other[0]:8.2f} x")


if __name__ == "__main__":
    main()

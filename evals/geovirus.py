"""Place names found in the news texts of GeoVirus, 2,170 of them annotated in 229 articles.

python evals/geovirus.py [--part tune|held] [--gazetteer all|tune] [--show]

Held back: articles whose source address has an odd SHA-256 (first 8 hex, modulo 2); the even ones are `tune`.
The gazetteer is made of the file's own places: one for each page an annotation links to, with its point, and for names
all that the annotations call it (and their `altName`). By default of all articles, as a user's gazetteer of the region
would hold the names of reports it has not seen; with `--gazetteer tune` of the tuned half alone.

Found are the marks `place` and `parent` that the dictionary of a frame (`Names.mark`) sets in the sentences of the
parser that ships. A gold name is found when a mark overlaps it, and "exactly" when it has its very ends.
- recall: of the gold names the gazetteer holds as they are written (case and accents aside);
- precision: marks that overlap a gold name, of all marks. GeoVirus leaves some mentions out: demonyms, countries inside
  names of bodies ('the US Army', 'University of Texas'), and at times a repetition. A mark on any of them is counted
  wrong here; "without repetitions left out" leaves aside the marks whose words are annotated elsewhere in the article;
- "by the pipeline alone", no gazetteer given: gold names that overlap an entity span of the pipeline labelled as a
  place (PLACE, GPE or LOC), and the share of those spans that overlap a gold name.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from measures import SHARED, bucket, share, table

from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.lexicon import lexicon
from holdsway.reading.parsing import Parser, Sentence
from holdsway.reading.passages import Tokens
from holdsway.reading.spans import Names
from holdsway.words import fold

FILE = "data/geoparsing/GeoVirus.xml"
PARTS = ("tune", "held")
PLACES = frozenset(("GPE", "LOC", "PLACE"))
Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold name in an article: its ends, other name, and the page and point of the place."""

    name: str
    ends: Ends
    other: str | None
    page: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Article:
    source: str
    text: str
    gold: tuple[Mention, ...]

    @property
    def part(self) -> str:
        return PARTS[bucket(self.source)]


def articles(file: Path) -> list[Article]:
    """Every article; offsets in the file count from 1. Errors: ValueError where a name does not stand where it says."""
    found = []
    for entry in etree.parse(str(file)).iterfind(".//article"):
        text = entry.findtext("text") or ""
        gold = []
        for place in entry.iterfind(".//location"):
            first, last = (int(place.findtext(end)) - 1 for end in ("start", "end"))
            name = place.findtext("name")
            if text[first:last] != name:
                raise ValueError(f"{file} line {place.sourceline}: {name!r} does not stand at {first + 1}")
            point = float(place.findtext("lat")), float(place.findtext("lon"))
            gold.append(Mention(name, (first, last), place.findtext("altName"), place.findtext("page"), *point))
        found.append(Article(entry.findtext("source"), text, tuple(gold)))
    return found


def gazetteer(known: Iterable[Article]) -> Gazetteer:
    """A place for each page the annotations link to, under every name they call it by."""
    by_page: dict[str, list[Mention]] = defaultdict(list)
    for article in known:
        for mention in article.gold:
            by_page[mention.page].append(mention)
    return Gazetteer(
        Place(
            page,
            mentions[0].name,
            latitude=mentions[0].latitude,
            longitude=mentions[0].longitude,
            aliases=tuple(dict.fromkeys(n for m in mentions for n in (m.name, m.other) if n and n != mentions[0].name)),
        )
        for page, mentions in sorted(by_page.items())
    )


class Finder:
    """Finds place names: those of a frame by its dictionary, others by the entity spans of the pipeline."""

    def __init__(self, frame: Frame) -> None:
        self.parser = Parser()
        self._tokens = Tokens(lexicon(), self.parser.nlp)
        self._names = Names(frame, self._tokens)

    def marks(self, sentences: Iterable[Sentence]) -> Iterator[Ends]:
        """Where the dictionary of the frame finds a place or the parent of one."""
        for sentence in sentences:
            if (passage := self._tokens.of(sentence, sentence.paragraph)) is not None:
                self._names.mark(passage)
                for mark in (*passage.of("place"), *passage.of("parent")):
                    yield passage.starts[mark.start], passage.ends[mark.end - 1]

    def entities(self, sentences: list[Sentence]) -> Iterator[Ends]:
        """Where the pipeline finds a place by itself."""
        for sentence in self.parser.parse(sentences):
            for span in sentence.span.ents:
                if span.label_.upper() in PLACES:
                    yield sentence.place(span)


@dataclass(slots=True)
class Counts:
    """Gold names and marks over articles, and how many of each meet one of the other."""

    gold: int = 0
    held: int = 0
    held_found: int = 0
    held_exact: int = 0
    marks: int = 0
    marks_right: int = 0
    repetitions: int = 0
    gold_alone: int = 0
    spans: int = 0
    spans_right: int = 0

    def add(self, article: Article, wanted: list[Ends], found: list[Ends], own: list[Ends]) -> None:
        gold = [mention.ends for mention in article.gold]
        named = {fold(mention.name) for mention in article.gold}
        wrong = [ends for ends in found if not _touches(ends, gold)]
        self.gold += len(gold)
        self.held += len(wanted)
        self.held_found += sum(_touches(ends, found) for ends in wanted)
        self.held_exact += sum(ends in found for ends in wanted)
        self.marks += len(found)
        self.marks_right += len(found) - len(wrong)
        self.repetitions += sum(fold(article.text[slice(*ends)]) in named for ends in wrong)
        self.gold_alone += sum(_touches(ends, own) for ends in gold)
        self.spans += len(own)
        self.spans_right += sum(_touches(ends, gold) for ends in own)

    def table(self) -> dict[str, float]:
        apart = self.marks - self.repetitions
        return {
            "recall of names the gazetteer holds": share(self.held_found, self.held),
            "(recall of names the gazetteer holds)": float(self.held),
            "recall, exact ends": share(self.held_exact, self.held),
            "precision": share(self.marks_right, self.marks),
            "(precision)": float(self.marks),
            "precision, without repetitions left out": share(self.marks_right, apart),
            "(precision, without repetitions left out)": float(apart),
            "recall by the pipeline alone": share(self.gold_alone, self.gold),
            "(recall by the pipeline alone)": float(self.gold),
            "precision by the pipeline alone": share(self.spans_right, self.spans),
            "(precision by the pipeline alone)": float(self.spans),
        }


def scores(
    file: Path = SHARED / FILE, *, part: str = "held", known: str = "all", show: bool = False
) -> dict[str, float]:
    """Recall and precision of place names over one part of the articles."""
    everything = articles(file)
    places = gazetteer(a for a in everything if known == "all" or a.part == "tune")
    held = {fold(name) for place in places for name in place.names}
    finder = Finder(Frame(name="geovirus", places=places, declared=True))
    counts = Counts()
    for article in everything:
        if article.part != part:
            continue
        sentences = finder.parser.split([(article.text, 0)])
        wanted = [mention.ends for mention in article.gold if fold(mention.name) in held]
        found = sorted(set(finder.marks(sentences)))
        counts.add(article, wanted, found, sorted(set(finder.entities(sentences))))
        if show:
            _show(article, wanted, found)
    return counts.table()


def _touches(ends: Ends, others: Iterable[Ends]) -> bool:
    return any(first < ends[1] and ends[0] < last for first, last in others)


def _show(article: Article, wanted: list[Ends], found: list[Ends]) -> None:
    """Print what was missed and what was found wrongly, in its words."""
    gold = [mention.ends for mention in article.gold]
    for kind, ends in (
        *(("MISSED", ends) for ends in wanted if not _touches(ends, found)),
        *(("WRONG", ends) for ends in found if not _touches(ends, gold)),
    ):
        before, after = article.text[max(0, ends[0] - 40) : ends[0]], article.text[ends[1] : ends[1] + 40]
        print(f"{kind:<7} {before}[{article.text[slice(*ends)]}]{after}".replace("\n", " "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--file", type=Path, default=SHARED / FILE)
    parser.add_argument("--part", choices=PARTS, default="tune")
    parser.add_argument("--gazetteer", choices=("all", "tune"), default="all")
    parser.add_argument("--show", action="store_true", help="list what was missed and found wrongly; tune only")
    given = parser.parse_args()
    if not given.file.is_file():
        raise SystemExit(f"{given.file} is not here; give GeoVirus.xml with --file")
    if given.show and given.part == "held":
        raise SystemExit("the held articles are for measuring only; --show goes with --part tune")
    result = scores(given.file, part=given.part, known=given.gazetteer, show=given.show)
    print(table(f"GeoVirus, part {given.part}, gazetteer of {given.gazetteer} articles", result))


if __name__ == "__main__":
    main()

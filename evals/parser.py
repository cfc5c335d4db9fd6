"""Score the shipped parser on EWT's test part and on GUM news it never saw, with words given and from raw text.

python evals/parser.py [--data ../shared/data] [--pipeline NAME]     print the scores, and how fast it loads and reads
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from scoring import Score, all_scores  # noqa: E402

from holdsway.reading.parsing import Parser  # noqa: E402

WORDS = ("tokens", "sentences", "UPOS", "XPOS", "UAS", "LAS", "lemma", "morph")
NEWS = "news/current_events_afghanistan_2002_2021-07.jsonl"


def show(title: str, found: dict[str, Score]) -> None:
    print(f"{title:<30} " + "  ".join(f"{kind} {found[kind].f1:.3f}" for kind in WORDS))
    for kind, score in found.items():
        if kind.startswith("names") and score.there and "raw" in title:
            print(
                f"  {kind:<20} P {score.precision:.3f}  R {score.recall:.3f}  F {score.f1:.3f}  ({score.there} there)"
            )


def show_speed(parser: Parser, news: Path) -> None:
    paragraphs = [(json.loads(line)["text"], 0) for line in news.read_text("utf-8").splitlines()]
    begun = time.process_time()
    sentences = parser.split(paragraphs)
    split = time.process_time()
    parser.parse(sentences)
    parsed = time.process_time()
    tokens = sum(len(sentence.span) for sentence in sentences)
    print(f"{news.name}: {len(sentences):,} sentences of {tokens / len(sentences):.1f} tokens, by CPU time")
    for title, took in (("split", split - begun), ("parse", parsed - split), ("both", parsed - begun)):
        print(f"  {title:<6} {len(sentences) / took:6.0f} sentences/s {tokens / took:8.0f} tokens/s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--pipeline", default=None, help="another spaCy pipeline, by name or folder")
    chosen = options.parse_args()
    if not chosen.data.exists():
        sys.exit(f"{chosen.data} is not here; the treebanks are needed to score the parser")
    parser = Parser(chosen.pipeline)
    begun = time.perf_counter()
    assert parser.nlp
    print(f"loads in {time.perf_counter() - begun:.2f} s, after spaCy is imported")
    for title, found in all_scores(parser, chosen.data).items():
        show(title, found)
    if (chosen.data / NEWS).exists():
        show_speed(Parser(chosen.pipeline), chosen.data / NEWS)


if __name__ == "__main__":
    main()

"""Trains the English pipeline that ships, scores it and puts it in its place.

python training/train.py --data ../shared/data                     train, score, replace what ships
python training/train.py --data ../shared/data --trained FOLDER    score and ship what was trained before
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "src")]

import corpus  # noqa: E402, F401  registers what the configurations name
from card import card, licence, meta  # noqa: E402
from export import reading_pipeline, ship  # noqa: E402
from scoring import all_scores  # noqa: E402
from spacy.cli.train import train  # noqa: E402
from treebanks import GUM, articles, held_back, training_articles  # noqa: E402

from holdsway.reading.parsing import Parser  # noqa: E402

SHIPPED = ROOT / "src" / "holdsway" / "reading" / "english"
FIRST = ROOT / "training" / "first.cfg"
SECOND = ROOT / "training" / "second.cfg"
SEED = 7
STEPS = (10_000, 2_400)
"""How long each configuration is followed."""


def main() -> None:
    """Reads the command line and does what it says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder with ud_ewt and ud_gum_cc_by")
    options.add_argument(
        "--output", type=Path, default=SHIPPED, help="where the pipeline goes, replacing what is there"
    )
    options.add_argument("--work", type=Path, default=ROOT / "build" / "training", help="where spaCy keeps its states")
    options.add_argument("--steps", type=int, nargs=2, default=STEPS, help="steps of the first and second training")
    options.add_argument("--trained", type=Path, default=None, help="ship this pipeline; train nothing")
    options.add_argument(
        "--date", type=date.fromisoformat, default=None, help="the day the model card says; else today"
    )
    chosen = options.parse_args()
    best = chosen.trained or _trained(chosen.data, chosen.work, chosen.steps)
    sentences = (sentence for article, _ in training_articles(chosen.data) for sentence in article.sentences)
    nlp = reading_pipeline(best, sentences)
    made = chosen.date or date.today()
    chosen.work.mkdir(parents=True, exist_ok=True)
    size = ship(nlp, chosen.work / "scored", meta={}, card="", licence=licence())
    scores = all_scores(Parser(str(chosen.work / "scored")), chosen.data)
    text = card(
        scores,
        components=", ".join(nlp.pipe_names),
        size=size,
        made=made,
        seed=SEED,
        steps=chosen.steps,
        held=sum(held_back(article.name) for article in articles(chosen.data / GUM)),
    )
    size = ship(nlp, chosen.output, meta=meta(scores), card=text, licence=licence())
    print(f"{chosen.output}: {size:,} bytes")
    print(text)


def _trained(data: Path, work: Path, steps: Sequence[int]) -> Path:
    """Trains on the treebanks as they are, then goes on with what they lack; the state that did best at tuning."""
    train(FIRST, work / "first", overrides={"paths.data": str(data), "training.max_steps": steps[0]})
    best = work / "first" / "model-best"
    train(
        SECOND,
        work / "second",
        overrides={"paths.data": str(data), "paths.first": str(best), "training.max_steps": steps[1]},
    )
    return work / "second" / "model-best"


if __name__ == "__main__":
    main()

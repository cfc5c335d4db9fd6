"""How many sentences a second the grammar of time expressions takes, beside cutting them into words and dateparser.

Sentences with a time are those of evals/times.yaml; those without one are written here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path

import spacy
import yaml

from holdsway.reading.times import times

RUNS = 5
LEAST_SECONDS = 0.2
DAY = date(2021, 7, 15)
TABLE = Path(__file__).parents[1] / "evals" / "times.yaml"
WITHOUT = [
    "Government forces retook the centre of the town after heavy fighting, a spokesman said.",
    "At least 23 people were killed and 40 wounded when a bomb went off near the central market.",
    "Residents said that the road to the border was blocked and that food was running short.",
    "The ministry did not comment on the claim, which could not be checked independently.",
    "Fighters captured 12 soldiers, 3 vehicles and a large quantity of ammunition.",
    "The governor, who has survived several attempts on his life, blamed the rebels.",
    "Two helicopters were damaged on the ground, according to a security official.",
    "Aid workers may have to leave the province if the shelling goes on.",
]


def seconds(work: Callable[[], object]) -> float:
    """The best time of one call, so that another program on the machine counts least."""
    best = float("inf")
    for _ in range(RUNS):
        start, calls = time.perf_counter(), 0
        while (taken := time.perf_counter() - start) < LEAST_SECONDS:
            work()
            calls += 1
        best = min(best, taken / calls)
    return best


def main() -> None:
    nlp = spacy.blank("en")
    table = yaml.safe_load(TABLE.read_text("utf-8"))
    told = [entry[1].replace("[", "").replace("]", "") for rows in table.values() for entry in rows]
    print(f"{'':<28} {'sentences':>9} {'words/s':>12} {'grammar/s':>12} {'dateparser/s':>13} {'grammar is':>12}")
    for name, texts in (("without a time", WITHOUT), ("with a time", told)):
        cut = [[t.text for t in nlp.make_doc(text)] for text in texts]
        words = len(texts) / seconds(lambda texts=texts: [nlp.make_doc(text) for text in texts])  # type: ignore[misc]
        ours = len(texts) / seconds(lambda cut=cut: [times(sentence, DAY) for sentence in cut])  # type: ignore[misc]
        peer = _peer(texts[:: max(1, len(texts) // 40)])
        print(f"{name:<28} {len(texts):>9} {words:>12,.0f} {ours:>12,.0f} {peer:>13,.0f} {ours / peer:>10,.0f} x")


def _peer(texts: list[str]) -> float:
    try:
        from dateparser.search import search_dates
    except ImportError:
        sys.exit("dateparser is not here to compare with; pip install dateparser")
    settings = {"RELATIVE_BASE": datetime.combine(DAY, clock(12)), "PREFER_DATES_FROM": "past"}
    search_dates(texts[0], languages=["en"], settings=settings)  # the first call loads its language
    start, calls = time.perf_counter(), 0
    while (taken := time.perf_counter() - start) < LEAST_SECONDS:
        for text in texts:
            search_dates(text, languages=["en"], settings=settings)
        calls += len(texts)
    return calls / taken


if __name__ == "__main__":
    main()

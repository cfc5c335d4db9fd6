"""Control estimates against a truth key, each day answered as it was known that day, certain rows only."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from holdsway.clocks import known_by_instant, parse_day
from holdsway.control import Estimator, latest
from holdsway.desk import open_desk

MOST_DAYS = 120  # evaluation days for a case, evenly spread, so that years take no longer than months


def control_scores(case: Path, folder: Path) -> dict[str, float]:
    """Accuracy and likelihood (exp of minus the mean log loss) on place-days with a report; a baseline beside it."""
    desk = open_desk(folder / "ledger")
    desk.add(case / "inbox")
    frame, statements = desk.frame(), desk.statements()
    truth = [row for row in csv.DictReader((case / "truth.csv").open(encoding="utf-8")) if row["certainty"] == "sure"]
    right = newest_right = scored = 0
    loss = 0.0
    for day in _days(truth):
        instant = known_by_instant(str(day))
        estimator = Estimator(frame, [s for s in statements if s.published and s.published.last <= instant])
        for row in truth:
            if not parse_day(row["from"]) <= day <= parse_day(row["to"]):
                continue
            place = frame.places.get(row["pcode"]) or frame.places.find(f"{row['place']}, {row['admin1']}")
            words = latest(estimator.evidence(place.code), frame, day)
            if not words:
                continue
            estimate = estimator.estimate(place, day)
            newest = max(words, key=lambda word: word.order)
            scored += 1
            right += estimate.holder == row["holder"]
            newest_right += newest.holder == row["holder"]
            loss -= math.log(max(estimate.probabilities.get(row["holder"], 0.0), 1e-3))
    return {
        "control accuracy": right / scored,
        "control likelihood": math.exp(-loss / scored),
        "(newest report carried forward, accuracy)": newest_right / scored,
        "(place-days scored)": float(scored),
    }


def _days(truth: list[dict[str, str]]) -> Iterator[date]:
    first = min(parse_day(row["from"]) for row in truth)
    last = max(parse_day(row["to"]) for row in truth)
    step = max(1, (last - first).days // MOST_DAYS)
    for number in range(0, (last - first).days + 1, step):
        yield first + timedelta(days=number)

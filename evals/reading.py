"""What the reader draws from the reports against a gold key: a pair is of one kind and overlaps by half (IoU)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from holdsway.reading import framed, read
from holdsway.records import Statement

OVERLAP = 0.5


def reading_scores(case: Path) -> dict[str, float]:
    """Recall of gold statements; of the matched: place, polarity, modality; and the share of traps kept out."""
    frame = framed(case / "inbox" / "case.yaml")
    drawn: dict[str, list[Statement]] = {}
    for path in sorted((case / "inbox").iterdir()):
        if path.suffix not in (".md", ".html", ".jsonl", ".txt"):
            continue
        for one in read(path, frame=frame):
            name = one.document.path.removeprefix(f"{path.parent}/")
            drawn[name] = drawn[name.replace("#", "/")] = list(one.statements)
    gold = yaml.safe_load((case / "statements.gold.yaml").read_text("utf-8"))["statements"]
    wanted = [key for key in gold if not key["trap"]]
    traps = [key for key in gold if key["trap"]]
    pairs = [(key, found) for key in wanted if (found := _match(key, _of(key, drawn)))]
    let_in = sum(any(s.is_evidence and _is_same(key, s) for s in _of(key, drawn)) for key in traps)
    return {
        "reading recall": len(pairs) / len(wanted),
        "reading place": _share(pairs, _same_place),
        "reading polarity": _share(pairs, lambda key, said: key["polarity"] == said.polarity),
        "reading modality": _share(pairs, lambda key, said: key["modality"] == said.modality),
        "traps kept out": 1 - let_in / len(traps),
        "(gold statements)": float(len(wanted)),
    }


def _of(key: Mapping[str, Any], read: Mapping[str, list[Statement]]) -> list[Statement]:
    return read.get(key["report"], [])


def _is_same(key: Mapping[str, Any], said: Statement) -> bool:
    start, end = said.quote.start or 0, said.quote.end or 0
    shared = min(end, key["end"]) - max(start, key["start"])
    together = max(end, key["end"]) - min(start, key["start"])
    return said.kind == key["kind"] and shared > 0 and shared / together >= OVERLAP


def _match(key: Mapping[str, Any], said: list[Statement]) -> Statement | None:
    same = [one for one in said if _is_same(key, one)]
    return max(same, key=lambda one: (_same_place(key, one), one.is_evidence), default=None)


def _same_place(key: Mapping[str, Any], said: Statement) -> bool:
    place = key.get("place") or {}
    return not place.get("pcode") or place["pcode"] == said.place_code


def _share(pairs: list[tuple[Mapping[str, Any], Statement]], holds: Any) -> float:
    return sum(bool(holds(key, said)) for key, said in pairs) / len(pairs) if pairs else 0.0

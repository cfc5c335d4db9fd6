"""Score what is shipped on every evaluation set and hold it to its floors.

python evals/run.py [SET...]    print the scores, fail when one is under its floor or a set is not the one it was set on
python evals/run.py --raise     lift each floor to the score just reached; a floor is never lowered here

A set is pinned by the digest of its files. Which scores are held is named here; the others of a set are printed by its
own script (gold.py, muc.py, petrarch.py, geovirus.py, times.py, turned.py, parser.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geovirus
import gold
import muc
import petrarch
import sentences
import times
import turned
from control import control_scores
from reading import reading_scores

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.json"
KEPT = (
    *("recall", "place", "actors", "date holds the gold date", "modality", "polarity", "numbers", "traps kept out"),
    "precision, where the key is exhaustive",
)
SENTENCES = (
    *("recall", *(f"recall, {kind}" for kind in ("control", "event", "casualty", "count", "role", "tie", "listing"))),
    *("place", "actors", "date holds the gold date", "modality", "polarity", "numbers", "traps kept out"),
)
MUC = ("incident F1", "date within 3 days", "people overlap", "place", "stage")
GEOVIRUS = ("recall of names the gazetteer holds", "precision")
HELD_BACK = ("sudan-gezira-2023", "syria-aleppo-2016", "ukraine-donbas-2014")
WIRE = ("somalia-mogadishu-2011", "srilanka-vanni-2008")
WIRE_HELD_BACK = ("karabakh-2020", "southsudan-nile-2014")
"""Written later and by other hands than the rest: short reports in the manner of the wires."""


@dataclass(frozen=True, slots=True)
class Set:
    """An evaluation set: its files, and what scores the shipped code on it."""

    name: str
    files: tuple[Path, ...]
    scores: Callable[[], Mapping[str, float]]

    @property
    def digest(self) -> str:
        running = hashlib.sha256()
        for top in self.files:
            for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
                if file.is_file():
                    name = file.relative_to(top).as_posix() if top.is_dir() else file.name
                    running.update(name.encode() + b"\0" + file.read_bytes())
        return running.hexdigest()[:16]


def sets() -> Iterator[Set]:
    """Every evaluation set; those of a folder that is not there are named and left out."""
    cases = SHARED / "cases"
    for case in sorted(p for p in cases.iterdir() if (p / "inbox").is_dir()) if cases.is_dir() else ():
        yield Set(case.name, (case,), partial(_of_case, case))
    invented = sorted(p for p in (HERE / "cases").iterdir() if (p / "inbox").is_dir())
    apart = {*HELD_BACK, *WIRE, *WIRE_HELD_BACK}
    for name, part in (
        ("invented wars", [p for p in invented if p.name not in apart]),
        ("invented wars held back", [p for p in invented if p.name in HELD_BACK]),
        ("invented wires", [p for p in invented if p.name in WIRE]),
        ("invented wires held back", [p for p in invented if p.name in WIRE_HELD_BACK]),
    ):
        yield Set(name, tuple(part), partial(_picked, partial(gold.scores, part), KEPT))
    for name, half in (("sentences", "tuned"), ("sentences held back", "held")):
        yield Set(name, (sentences.FOLDER,), partial(_picked, partial(sentences.scores, half), SENTENCES))
    kept = ("read alike", "meant right")
    yield Set("turned sentences", (turned.FILE, sentences.FOLDER), partial(_picked, turned.scores, kept))
    yield Set("times", (HERE / "times.yaml",), _of_times)
    for name, file, score, kept in (
        ("muc held back", muc.ARCHIVE, muc.scores, MUC),
        ("petrarch", petrarch.FOLDER, petrarch.scores, ("dyad F1",)),
        ("geovirus held back", geovirus.FILE, geovirus.scores, GEOVIRUS),
    ):
        if (SHARED / file).exists():
            yield Set(name, (SHARED / file,), partial(_picked, score, kept))
        else:
            print(f"{name}: {SHARED / file} is not here; left out", file=sys.stderr)


def _of_case(case: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        control = control_scores(case, Path(folder))
    pairs = _picked(partial(gold.scores, [case]), KEPT)
    return {**control, **reading_scores(case), **{f"gold {name}": score for name, score in pairs.items()}}


def _of_times() -> dict[str, float]:
    table = list(times.rows())
    held = [row for row in table if row.is_held_back]
    return {
        "right": times.share(table, times.grammar, times.is_right),
        "right, held back": times.share(held, times.grammar, times.is_right),
    }


def _picked(scores: Callable[[], Mapping[str, float]], names: tuple[str, ...]) -> dict[str, float]:
    return {name: score for name, score in scores().items() if name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("set", nargs="*", help="only these sets, by name")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift each floor to the score just reached")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not here; the floors can only be held against it")
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failures = []
    for one in sets():
        if given.set and one.name not in given.set:
            continue
        held = floors.setdefault(one.name, {"digest": one.digest, "floors": {}})
        if held["digest"] != one.digest:
            failures.append(f"{one.name}: the evaluation set is not the one the floors were set on")
        print(one.name)
        for name, score in one.scores().items():
            floor = held["floors"].get(name)
            print(f"  {name:<42} {score:8.3f}" + (f"   floor {floor:.3f}" if floor is not None else ""))
            if floor is not None and score < floor:
                failures.append(f"{one.name}: {name} is {score:.3f}, under its floor {floor:.3f}")
            if given.lift and not name.startswith("("):
                held["floors"][name] = max(floor or 0.0, int(score * 1000) / 1000)
    if given.lift:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()

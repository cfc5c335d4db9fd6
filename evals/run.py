"""Score what is shipped against the gold keys and hold it to its floors.

python evals/run.py            print the scores, fail when one is under its floor
python evals/run.py --raise    lift each floor to the score just reached; a floor is never lowered here
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from control import control_scores
from reading import reading_scores

CASES = Path(__file__).resolve().parents[1].parent / "shared" / "cases"
FLOORS = Path(__file__).with_name("floors.json")


def digest_of(case: Path) -> str:
    running = hashlib.sha256()
    for file in sorted(case.rglob("*")):
        if file.is_file():
            running.update(file.relative_to(case).as_posix().encode() + b"\0" + file.read_bytes())
    return running.hexdigest()[:16]


def main() -> None:
    if not CASES.exists():
        sys.exit(f"{CASES} is not here; the floors can only be held against the cases")
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failures = []
    for case in sorted(p for p in CASES.iterdir() if (p / "inbox").is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            scores = {**control_scores(case, Path(folder)), **reading_scores(case)}
        held = floors.setdefault(case.name, {"digest": digest_of(case), "floors": {}})
        if held["digest"] != digest_of(case):
            failures.append(f"{case.name}: the evaluation set is not the one the floors were set on")
        print(case.name)
        for name, score in scores.items():
            floor = held["floors"].get(name)
            print(f"  {name:<42} {score:8.3f}" + (f"   floor {floor:.3f}" if floor is not None else ""))
            if floor is not None and score < floor:
                failures.append(f"{case.name}: {name} is {score:.3f}, under its floor {floor:.3f}")
            if "--raise" in sys.argv and not name.startswith("("):
                held["floors"][name] = max(floor or 0.0, int(score * 1000) / 1000)
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()

"""How long `holdsway --help` and `holdsway demo` take: medians, and ratios to `python -c pass` in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def median_seconds(command: list[str], folder: str) -> float:
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])  # the first run warms the caches


def main() -> None:
    holdsway = str(Path(sys.executable).with_name("holdsway"))
    with tempfile.TemporaryDirectory() as folder:
        bare = median_seconds([sys.executable, "-c", "pass"], folder)
        print(f"python -c pass      {bare:6.3f} s")
        for arguments in (["--help"], ["why", "--help"], ["demo"]):
            taken = median_seconds([holdsway, *arguments], folder)
            print(f"holdsway {' '.join(arguments):<10} {taken:6.3f} s   {taken / bare:5.1f} x")


if __name__ == "__main__":
    main()

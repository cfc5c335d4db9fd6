"""Every item of the news archives read twice: no crash, every quote in its place, the same bytes, and how fast.

python evals/news.py [--reader NAME] [--limit N]

Each item is read in an empty frame on the day it came out. Counted are
- crashes: items the reader could not read, with the reason of each;
- quotes off: statements whose quote does not stand in the text where it says, or whose id comes twice in an item;
- items that read alike twice: the digest of their statements, written out field by field, is the same in a second run,
  in a process of its own started with another hash seed;
- sentences (of the parser that ships) a second of CPU time, reading them whole, after a first item has loaded the
  reader; one process, one thread;
- peak memory of the process, in MB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path

from measures import SHARED, document_of, reader_of, table

from holdsway.frame import Frame
from holdsway.reading.parsing import Parser
from holdsway.reading.reader import DEFAULT_READER, read_with
from holdsway.records import Document, Statement

FOLDER = "data/news"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of reading all items once."""

    digests: tuple[str, ...]
    items: int
    statements: int
    off: int
    seconds: float
    crashes: tuple[str, ...]
    kinds: dict[str, int]


def items(folder: Path, limit: int | None = None) -> Iterator[tuple[str, Document]]:
    """The text of each item, and the document it is."""
    lines = (
        (file.stem, line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    )
    for number, (name, line) in enumerate(lines):
        if limit is not None and number >= limit:
            return
        item = json.loads(line)
        published = date.fromisoformat(item["date"])
        path = f"{name}.jsonl#{item['date']}-{item['seq']}"
        yield item["text"], document_of(item["text"], path=path, published=published)


def run(folder: Path, reader: str, limit: int | None = None) -> Run:
    """Read every item once."""
    using, frame = reader_of(reader), Frame()
    read_with(
        using, "Twelve people were killed in Norhaven on Tuesday.", document_of("", path="", published=None), frame
    )
    statements, off = 0, 0
    digests: list[str] = []
    crashes: list[str] = []
    kinds: Counter[str] = Counter()
    begun = time.process_time()
    for text, document in items(folder, limit):
        digest = hashlib.sha256()
        reading = read_with(using, text, document, frame)
        if reading.not_read:
            crashes.append(f"{document.path}: {reading.not_read}")
        ids = {said.id for said in reading.statements}
        off += len(reading.statements) - len(ids)
        for said in reading.statements:
            statements += 1
            kinds[f"{said.kind}/{said.event_type}" if said.event_type else said.kind] += 1
            off += text[said.quote.start : said.quote.end] != said.quote.exact or not said.quote.exact
            digest.update(written(said).encode() + b"\n")
        digests.append(f"{document.path} {digest.hexdigest()[:16]}")
    seconds = time.process_time() - begun
    return Run(tuple(digests), len(digests), statements, off, seconds, tuple(crashes), dict(kinds.most_common()))


def written(said: Statement) -> str:
    """A statement written out, every field by name, for two runs to be held side by side."""
    return json.dumps(_plain(said), ensure_ascii=False, sort_keys=True, default=str)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def again(folder: Path, reader: str, limit: int | None = None) -> tuple[str, ...]:
    """The digests of a second run, in a process of its own with another hash seed."""
    command = [sys.executable, __file__, "--digests", "--folder", str(folder), "--reader", reader]
    command += ["--limit", str(limit)] if limit is not None else []
    seeded = {**os.environ, "PYTHONHASHSEED": "20210731"}
    return tuple(subprocess.run(command, check=True, capture_output=True, text=True, env=seeded).stdout.splitlines())


def scores(
    folder: Path = SHARED / FOLDER,
    *,
    reader: str = DEFAULT_READER,
    limit: int | None = None,
    trouble: list[str] | None = None,
) -> dict[str, float]:
    """Crashes, quotes off their place, items read alike twice, speed and memory; `trouble` gets a line for each."""
    first = run(folder, reader, limit)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sentences = len(Parser().split((text, 0) for text, _ in items(folder, limit)))
    differing = [one for one, other in zip(first.digests, again(folder, reader, limit), strict=True) if one != other]
    if trouble is not None:
        trouble += first.crashes
        trouble += [f"{one.rpartition(' ')[0]}: read otherwise the second time" for one in differing]
    return {
        "items read without a crash": 1 - len(first.crashes) / max(1, first.items),
        "(items read without a crash)": float(first.items),
        "quotes in their place": 1 - first.off / max(1, first.statements),
        "(quotes in their place)": float(first.statements),
        "items read alike twice": 1 - len(differing) / max(1, first.items),
        "(items read alike twice)": float(first.items),
        "(sentences)": float(sentences),
        "(sentences a second of CPU time)": sentences / first.seconds,
        "(peak memory, MB)": peak,
        **{f"(statements, {kind})": float(number) for kind, number in first.kinds.items()},
    }


def _first_of_each(trouble: Iterable[str]) -> list[str]:
    """The first item of each trouble, with how many there were."""
    reasons = Counter(one.partition(": ")[2] for one in trouble)
    first = {one.partition(": ")[2]: one for one in reversed(list(trouble))}
    return [f"{number} x {first[reason]}" for reason, number in reasons.most_common()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=SHARED / FOLDER, help="a folder of .jsonl with date and text")
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--limit", type=int, help="read only so many items")
    parser.add_argument("--digests", action="store_true", help="print the digest of each item and nothing else")
    given = parser.parse_args()
    if not given.folder.is_dir():
        raise SystemExit(f"{given.folder} is not here; give a folder of .jsonl items with --folder")
    if given.digests:
        print("\n".join(run(given.folder, given.reader, given.limit).digests))
        return
    trouble: list[str] = []
    found = scores(given.folder, reader=given.reader, limit=given.limit, trouble=trouble)
    print(table(f"news archives, reader {given.reader}", found, _first_of_each(trouble)))
    if trouble:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

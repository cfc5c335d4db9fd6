"""What a reader draws from single sentences in the manner of the wires, each labelled with all it says (sentences/).

python evals/sentences.py [FILE.jsonl...] [--part tuned|held] [--reader NAME] [--misses] [--wrong]

The war is invented, and so is every sentence. They were written without sight of the reader or its words, to cover the
ways in which plain news prose says a thing. Halves: by SHA-256 of the text; entries of the half held back are never
shown, only their totals.

A wanted statement is found when one is read of its kind (or, of an attack beaten off, as control for an event and the
other way round) whose quote overlaps by a quarter (intersection over union). Slots over those found: place by name,
actors with roles, the holder, polarity, modality, figures, days. A trap is let in when it gives evidence.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from measures import document_of, drawn, reader_of, share, table

from holdsway.frame import Frame, read_frame
from holdsway.reading.reader import DEFAULT_READER, Reader
from holdsway.records import Kind, Statement

FOLDER = Path(__file__).resolve().parent / "sentences"
OVERLAP = 0.25
PUBLISHED = date(2031, 7, 17)
PUBLISHER = "Marland Wire"
PARTS = ("tuned", "held")
ROLES = ("by", "against", "party")
BONDS = (Kind.ROLE, Kind.TIE, Kind.LISTING)
BEATEN_OFF = re.compile(r"repel|beat|repuls|thwart|foil|fend|push|fail|rebuff|fought off|drove off|turned back")
Wanted = Mapping[str, Any]


def part_of(text: str) -> str:
    """The half that an entry belongs to."""
    return PARTS[hashlib.sha256(text.encode()).digest()[0] % 2]


def entries(files: Iterable[Path], part: str) -> Iterator[Mapping[str, Any]]:
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            entry = json.loads(line)
            if part_of(entry["text"]) == part:
                yield entry


class Tallied:
    """The counts over some entries, and what was missed or wrong in words."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.found: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.lines: list[tuple[str, str]] = []

    def add(self, entry: Mapping[str, Any], said: list[Statement]) -> None:
        """One entry with what was read of it."""
        text = entry["text"]
        if not entry["wanted"]:
            let_in = [s for s in said if s.is_evidence and s.kind not in BONDS]
            self._count("traps kept out", not let_in, f"TRAP {text}", let_in)
            return
        left = list(said)
        for wanted in entry["wanted"]:
            found = self._best(wanted, text, left)
            self._count("recall", found is not None, f"MISS {wanted['kind']} «{wanted['quote']}»\n  in: {text}", said)
            self._count(f"recall, {wanted['kind']}", found is not None)
            if found is not None:
                left.remove(found)
                self._slots(wanted, found, text)
        self.found["read"] += len(said)
        self.found["paired"] += len(said) - len(left)

    def _best(self, wanted: Wanted, text: str, said: list[Statement]) -> Statement | None:
        start = text.find(wanted["quote"])
        near = [s for s in said if _is_kind(wanted, s) and _overlap(s, start, start + len(wanted["quote"])) >= OVERLAP]
        return max(near, key=lambda s: sum(right for _, right in self._judged(wanted, s)), default=None)

    def _judged(self, wanted: Wanted, said: Statement) -> Iterator[tuple[str, bool]]:
        """Each slot that the key fills, and whether a statement agrees in it."""
        if wanted.get("place"):
            known = self.frame.places.get(said.place_code)
            yield "place", wanted["place"] in (known.name if known else None, said.place_text, said.admin1)
        if said.kind == wanted["kind"]:
            yield "actors", self._has_actors(wanted, said)
        if wanted["kind"] == Kind.CONTROL and wanted["polarity"] == "affirmed" and wanted.get("by"):
            yield "holder", said.party in wanted["by"] or (said.party == "contested" and len(wanted["by"]) > 1)
        yield "polarity", said.polarity == wanted["polarity"]
        yield "modality", said.modality == wanted["modality"]
        if wanted.get("low") is not None or wanted.get("high") is not None:
            yield "numbers", (said.low, said.high) == (wanted.get("low"), wanted.get("high"))
        if wanted.get("from") and wanted.get("to"):
            first, last = date.fromisoformat(wanted["from"]), date.fromisoformat(wanted["to"])
            yield "date holds the gold date", said.valid is not None and first in said.valid and last in said.valid

    def _has_actors(self, wanted: Wanted, said: Statement) -> bool:
        read = {(a.id, a.role) for a in said.actors if a.id in self.frame.parties.ids}
        gold = {(id, role) for role in ROLES for id in wanted.get(role) or ()}
        ids = [id for id, _ in gold]
        if said.kind in BONDS or len(set(ids)) < len(ids):  # of a clash each may stand on both sides
            return {id for id, _ in read} == set(ids)
        return read == gold

    def _slots(self, wanted: Wanted, said: Statement, text: str) -> None:
        off = []
        for name, right in self._judged(wanted, said):
            self._count(name, right)
            off += [] if right else [name]
        if off:
            gold = {name: value for name, value in wanted.items() if value not in (None, [])}
            self.lines.append(
                ("wrong", f"WRONG {', '.join(off)}\n  in: {text}\n  gold: {gold}\n  read: {_shown(said)}")
            )

    def _count(self, name: str, right: bool, line: str = "", said: Iterable[Statement] = ()) -> None:
        self.found[name] += right
        self.of[name] += 1
        if line and not right:
            kind = "wrong" if line.startswith("TRAP") else "misses"
            self.lines.append((kind, "\n".join([line, *(f"  read: {_shown(s)}" for s in said)])))

    def scores(self) -> dict[str, float]:
        """Each share by name, with the number it is of in brackets."""
        result: dict[str, float] = {}
        for name in sorted(self.of, key=lambda name: (not name.startswith("recall"), name)):
            result |= {name: share(self.found[name], self.of[name]), f"({name})": float(self.of[name])}
        paired, read = self.found["paired"], self.found["read"]
        return result | {"read and wanted": share(paired, read), "(read and wanted)": float(read)}


def _is_kind(wanted: Wanted, said: Statement) -> bool:
    either = {said.kind, wanted["kind"]} == {Kind.CONTROL, Kind.EVENT} and BEATEN_OFF.search(wanted["quote"])
    return said.kind == wanted["kind"] or bool(either)


def _overlap(said: Statement, start: int, end: int) -> float:
    first, last = said.quote.start or 0, said.quote.end or 0
    return (min(last, end) - max(first, start)) / (max(last, end) - min(first, start))


def _shown(said: Statement) -> str:
    actors = ", ".join(f"{a.id}:{a.role}" for a in said.actors)
    figures = "" if said.low is said.high is None else f" {said.low}..{said.high} {said.number_of}"
    where = said.place_text or said.admin1
    return (
        f"{said.kind}/{said.event_type or said.label or ''} holder={said.party} [{actors}] @{where} {said.valid} "
        f"{said.modality} {said.polarity}{figures} «{said.quote.exact}»"
    )


def tallied(files: Iterable[Path], part: str, reader: Reader) -> Tallied:
    """The counts over the entries of one half of some files."""
    frame = read_frame(FOLDER / "case.yaml")
    tally = Tallied(frame)
    for entry in entries(files, part):
        document = replace(document_of(entry["text"], path="sentence", published=PUBLISHED), publisher=PUBLISHER)
        tally.add(entry, drawn(reader, entry["text"], document, frame))
    return tally


def scores(part: str, reader: str = DEFAULT_READER) -> dict[str, float]:
    """The scores over all files, for one half."""
    return tallied(sorted(FOLDER.glob("*.jsonl")), part, reader_of(reader)).scores()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="files of sentences; all that ship where none is named")
    parser.add_argument("--part", choices=PARTS, default=PARTS[0])
    parser.add_argument("--reader", default=DEFAULT_READER)
    parser.add_argument("--misses", action="store_true", help="show what was not found")
    parser.add_argument("--wrong", action="store_true", help="show what was found and disagrees, and traps let in")
    given = parser.parse_args()
    if given.part == "held" and (given.misses or given.wrong):
        parser.error("entries of the half held back are not shown")
    chosen = reader_of(given.reader)
    for file in given.files or sorted(FOLDER.glob("*.jsonl")):
        tally = tallied([file], given.part, chosen)
        for kind, line in tally.lines:
            if getattr(given, kind):
                print(line)
        print(table(f"{file.stem}, part {given.part}, reader {given.reader}", tally.scores(), ()))


if __name__ == "__main__":
    main()

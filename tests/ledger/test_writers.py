"""Writers: several at once, and some that are killed; nothing acknowledged is lost."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.ledger import Ledger, verify
from holdsway.ledger.catalogue import frame_files, transaction

WRITER = """
import sys, time
from pathlib import Path
from holdsway.clocks import parse_published
from holdsway.frame import read_frame
from holdsway.ledger import open_ledger
from holdsway.records import Document, Kind, Statement, identified
from holdsway.words import Quote, sha256

folder, name, times, start, case = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5:]

def said(place):
    return identified(Statement(kind=Kind.CONTROL, source=name.rstrip("0123456789"), document="d" * 64,
                                quote=Quote(place, row=2), place_text=place, published=parse_published("2021-07-20")))

frame = read_frame(Path(case[0])) if case else None
print("ready", flush=True)
while not start.exists():
    time.sleep(0.001)
ledger = open_ledger(folder, make=True)
for number in range(times):
    raw = f"{name} {number}".encode()
    paper = Document(sha256=sha256(raw), text_sha256=sha256(raw), path=f"{name}-{number}.md", format="text",
                     bytes=len(raw))
    rows = [said(f"{name} {number}"), said(f"shared {number}")]
    ledger.commit(rows, [(paper, {paper.sha256: raw})], frame=frame)
    print(rows[0].id, paper.sha256, flush=True)
"""


def writer(folder: Path, name: str, times: int, start: Path, *case: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(folder), name, str(times), str(start), *map(str, case)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def together(writers: list["subprocess.Popen[str]"], start: Path) -> list[tuple[int, str, str]]:
    """Let all of them begin at the same moment: how each ended, what it said, and what it complained of."""
    for process in writers:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    start.touch()
    ended = [process.communicate(timeout=60) for process in writers]
    return [(process.returncode, *said) for process, said in zip(writers, ended, strict=True)]


def test_two_writers_at_once_both_succeed(tmp_path: Path, opened: Callable[[Path], Ledger]) -> None:
    folder, start = tmp_path / "ledger", tmp_path / "start"
    ended = together([writer(folder, name, 8, start) for name in ("one", "two")], start)
    assert [(code, complaint) for code, _, complaint in ended] == [(0, ""), (0, "")]
    ledger = opened(folder)
    verdict = verify(ledger)
    assert (verdict.faults, verdict.batches, verdict.documents) == ((), 16, 16)
    places = [s.place_text for s in ledger.statements()]
    assert sorted(places) == sorted(
        [f"{name} {n}" for name in ("one", "two") for n in range(8)] + [f"shared {n}" for n in range(8)] * 2
    )
    acknowledged = {line.split()[0] for _, said, _ in ended for line in said.splitlines()}
    assert acknowledged <= {s.id for s in ledger.statements()}
    assert len(acknowledged) == 16


def test_of_two_first_writers_with_different_frames_one_is_told(
    tmp_path: Path, opened: Callable[[Path], Ledger], framed: Callable
) -> None:
    start = tmp_path / "start"
    cases = [framed(tmp_path / name, name=name).files["case.yaml"] for name in ("afghanistan", "iraq")]
    ended = together([writer(tmp_path / "ledger", "same", 1, start, case) for case in cases], start)
    assert sorted(code for code, _, _ in ended) == [0, 1]
    [complaint] = [complaint for code, _, complaint in ended if code]
    assert "FrameError" in complaint
    ledger = opened(tmp_path / "ledger")
    assert verify(ledger).faults == ()
    assert (
        len({(tmp_path / "ledger" / "documents").joinpath(n[:2], n) for n in frame_files(ledger.catalogue).values()})
        == 3
    )


def test_while_one_writer_commits_another_waits(
    ledger: Ledger, opened: Callable[[Path], Ledger], said: Callable
) -> None:
    ledger.commit([said("Burka")])
    other = opened(ledger.folder)
    other.catalogue.execute("PRAGMA busy_timeout = 0")
    with transaction(ledger.catalogue):
        ledger.batches()
        with pytest.raises(sqlite3.OperationalError, match="locked"), transaction(other.catalogue):
            pass
        assert len(other.statements()) == 1
    assert other.commit([said("Nahrin")]).batch == 2


def test_a_reader_sees_whole_batches_while_a_writer_writes(tmp_path: Path, opened: Callable[[Path], Ledger]) -> None:
    folder, start = tmp_path / "ledger", tmp_path / "start"
    opened(folder)
    process = writer(folder, "one", 12, start)
    assert process.stdout is not None
    process.stdout.readline()
    start.touch()
    process.stdout.readline()
    ledger, seen = opened(folder), []
    while process.poll() is None:
        statements = ledger.statements()
        seen.append(len(statements))
        assert len(statements) % 2 == 0
        assert len({s.batch for s in statements}) * 2 == len(statements)
    process.communicate()
    assert seen == sorted(seen)
    assert len(ledger.statements()) == 24


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(
    tmp_path: Path, opened: Callable[[Path], Ledger]
) -> None:
    folder, start = tmp_path / "ledger", tmp_path / "start"
    start.touch()
    moments = random.Random(20210720)
    acknowledged: list[list[str]] = []
    for life in range(8):
        process = writer(folder, f"life{life}", 10_000, start)
        assert process.stdout is not None
        process.stdout.readline()
        if life % 2:
            acknowledged.append(process.stdout.readline().split())
        time.sleep(moments.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        acknowledged += [line.split() for line in rest.splitlines() if line.count(" ") == 1 and len(line) == 129]
    ledger = opened(folder)
    verdict = verify(ledger)
    assert verdict.faults == ()
    assert len(acknowledged) >= 4
    assert verdict.batches >= len(acknowledged)
    assert {statement for statement, _ in acknowledged} <= {s.id for s in ledger.statements()}
    assert {paper for _, paper in acknowledged} <= {d.sha256 for d in ledger.documents()}
    assert all(len(ledger.text(d)) == d.bytes for d in ledger.documents())


@pytest.mark.parametrize("leftover", ["segments/.new-abc", "documents/aa/.new-abc", "catalogue.sqlite-journal.tmp"])
def test_what_a_killed_writer_left_half_written_is_no_part_of_the_record(
    leftover: str, ledger: Ledger, said: Callable, paper: Callable
) -> None:
    ledger.commit([said("Burka")], [paper()])
    (ledger.folder / leftover).parent.mkdir(exist_ok=True)
    (ledger.folder / leftover).write_bytes(b"PAR1 half a seg")
    assert verify(ledger).faults == ()
    ledger.commit([said("Nahrin")])
    assert len(ledger.statements()) == 2

"""Forgetting: no byte of it remains, everything else does, and the chain says that something is gone."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from ledger.united import bytes_in, told

from holdsway.errors import LedgerError
from holdsway.ledger import Ledger, open_ledger, verify
from holdsway.ledger.keeping import left_behind
from holdsway.ledger.store import Store
from holdsway.records import Document, Kind, Reject, Statement, identified
from holdsway.rulings import Act, Ruling, ruling_of
from holdsway.words import Quote, quote_of, sha256

Opened = Callable[[Path], Ledger]
NOON = datetime(2021, 8, 1, 12, tzinfo=UTC)
TEXT = "🏴 Burka fell on Tuesday. A witness, Zmaray Gulab, saw it. Nahrin was retaken. Herat held.\n"
SECRET = "A witness, Zmaray Gulab, saw it."
AGAIN = "asked to by the person named"


def paper(text: str, path: str, **fields: Any) -> tuple[Document, dict[str, bytes]]:
    raw = text.encode()
    document = Document(sha256=sha256(raw), text_sha256=sha256(raw), path=path, format="text", bytes=len(raw), **fields)
    return document, {sha256(raw): raw}


def read(document: Document, text: str, words: str, **fields: Any) -> Statement:
    at = text.index(words)
    plain = {"source": "AP", "document": document.sha256, "quote": quote_of(text, at, at + len(words))}
    said = Statement(kind=Kind.CONTROL, method="read", place_text=words.split()[0], **plain | fields)
    return identified(said, text_sha256=document.text_sha256)


REPORT = paper(
    TEXT,
    "Zmaray/report.md",
    title="Zmaray speaks",
    publisher="Zmaray Press",
    url="http://zmaray.example",
    author="Zmaray Gulab",
)
SAID = {words: read(REPORT[0], TEXT, words) for words in ("Burka fell", SECRET, "Gulab, saw", "Nahrin was retaken")}
ROW = identified(
    Statement(
        kind=Kind.EVENT,
        source="UN",
        document=sha256(b"table"),
        quote=Quote("Zmaray Gulab; 3 killed", row=3),
        place_text="Zmaray",
        best=3,
    )
)
OTHER_ROW = identified(replace(ROW, quote=Quote("Herat; 4 killed", row=4), place_text="Herat", best=4))
TABLE = replace(
    paper("Zmaray Gulab; 3 killed\nHerat; 4 killed\n", "rows.csv")[0], sha256=sha256(b"table"), text_sha256=None
)


def ruling(said: Statement, **fields: Any) -> Ruling:
    return ruling_of(Ruling(act=Act.CORRECT, target=said.id, author="Ana", made=NOON, said=said, **fields))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three batches with a report, a table, rejects and rulings: copy it before you touch it."""
    folder = tmp_path_factory.mktemp("kept") / "ledger"
    with closing(open_ledger(folder, make=True)) as ledger:
        rejects = [Reject(file=REPORT[0].path, row=2, value="Zmaray 31", reason="'Zmaray 31' is no day")]
        ledger.commit(SAID.values(), [REPORT, paper("Herat held.\n", "b.md")], rejects, note="Zmaray/report.md, b.md")
        rows = [(TABLE, {sha256(b"table"): b"table"})]
        ledger.commit(
            [ROW, OTHER_ROW], rows, [Reject(file="rows.csv", row=9, value="x", reason="is odd")], note="rows.csv"
        )
        secret = ruling(SAID[SECRET], slots={"place_text": "Zmaray"}, reason="Zmaray said so")
        ledger.commit(
            [], rulings=[secret, ruling(SAID["Burka fell"], reason="so it was"), ruling(ROW, reason="Zmaray")]
        )
    (folder / "cache").mkdir()
    (folder / "cache" / "page.html").write_text("Zmaray")
    return folder


@pytest.fixture
def copy(kept: Path, tmp_path: Path, opened: Opened) -> Ledger:
    return opened(Path(shutil.copytree(kept, tmp_path / "copy")))


def forgotten(ledger: Ledger, id: str) -> Any:
    return ledger.forget(id, reason=AGAIN, author="Ben", made=NOON)


def test_the_search_finds_what_is_there(copy: Ledger) -> None:
    assert bytes_in(copy.folder).count(b"Zmaray") > 10


def test_no_byte_of_a_forgotten_document_remains(copy: Ledger) -> None:
    heads = [batch.head for batch in copy.batches()]
    done = forgotten(copy, REPORT[0].sha256[:8])
    forgotten(copy, TABLE.sha256)
    assert (done.batch, done.statements, done.sharing, done.in_frame) == (4, 4, (), False)
    assert b"Zmaray" not in bytes_in(copy.folder)
    assert not (copy.folder / "cache").exists()
    assert [batch.head for batch in copy.batches()][:3] == heads
    verdict = verify(copy)
    assert (verdict.faults, verdict.forgotten) == ((), 2)
    copy.close()
    assert b"Zmaray" not in bytes_in(copy.folder)


def test_what_else_there_is_stays(copy: Ledger) -> None:
    forgotten(copy, REPORT[0].sha256)
    assert {s.id for s in copy.statements()} == {ROW.id, OTHER_ROW.id}
    assert [d.path for d in copy.documents()] == ["b.md", "rows.csv"]
    assert copy.text(copy.documents()[0]) == "Herat held.\n"
    gone, other = sorted(copy.rejects(), key=lambda r: r.row or 0)
    assert (gone.file, gone.row, gone.value) == ("a forgotten file", 2, None)
    assert (other.file, other.row, other.value) == ("rows.csv", 9, "x")


def test_no_answer_of_an_earlier_state_holds_it_either(copy: Ledger) -> None:
    head = copy.batches()[0].head
    forgotten(copy, REPORT[0].sha256)
    before = told(copy, head)
    assert before["statements"] == before["retractions"] == []
    assert [d.path for d, _ in before["documents"]] == ["b.md"]
    assert "Zmaray" not in str(before)


def test_a_tombstone_says_what_went_when_by_whom_and_why(copy: Ledger) -> None:
    forgotten(copy, REPORT[0].sha256)
    [stone] = copy.forgotten()
    assert (stone.what, stone.id, stone.author, stone.made, stone.reason) == (
        *("document", REPORT[0].sha256, "Ben", NOON, AGAIN),
    )
    assert str(stone) == f"forgotten on 2021-08-01 by Ben: {AGAIN}"
    assert copy.head().note == f"forgot document {REPORT[0].sha256[:8]}"
    assert copy.forgotten(at=3) == []


def test_of_a_ruling_on_it_stays_that_it_was_made(copy: Ledger) -> None:
    before = {r.id: r for r in copy.rulings()}
    forgotten(copy, REPORT[0].sha256)
    after = {r.id: r for r in copy.rulings()}
    assert after.keys() == before.keys()
    for id, was in before.items():
        on_it = was.said.document == REPORT[0].sha256
        now = replace(was, said=None, slots={}, reason=None) if on_it else was
        assert after[id] == now


def test_what_a_forgotten_statement_overlaps_goes_with_it_and_the_rest_keep_their_quotes(copy: Ledger) -> None:
    done = forgotten(copy, SAID[SECRET].id)
    assert done.statements == 2
    left = {s.quote.exact: s for s in copy.statements() if s.document == REPORT[0].sha256}
    assert set(left) == {"Burka fell", "Nahrin was retaken"}
    assert (left["Burka fell"].quote.prefix, left["Burka fell"].quote.suffix) == ("🏴 ", "")
    assert (left["Nahrin was retaken"].quote.prefix, left["Nahrin was retaken"].quote.suffix) == ("", ". Herat held.\n")
    content = bytes_in(copy.folder)
    for words in ("saw it", "witness", "Zmaray speaks", "Zmaray said so"):
        assert words.encode() not in content, words
    assert not copy.originals.path(REPORT[0].sha256).exists()
    assert (verify(copy).faults, verify(copy).unchecked) == ((), 2)
    [burka] = [r for r in copy.rulings() if r.target == SAID["Burka fell"].id]
    assert (burka.reason, burka.said.quote.exact, burka.said.quote.suffix) == ("so it was", "Burka fell", "")


def test_the_text_of_a_document_that_is_partly_forgotten_is_not_there_any_more(copy: Ledger) -> None:
    forgotten(copy, SAID[SECRET].id)
    document = next(d for d in copy.documents() if d.sha256 == REPORT[0].sha256)
    assert (document.title, document.publisher) == (None, "Zmaray Press")
    with pytest.raises(LedgerError, match="its text is not kept: forgotten on 2021-08-01 by Ben: asked to"):
        copy.text(document)


def test_a_row_of_a_table_goes_with_the_table_and_the_other_rows_stay(copy: Ledger) -> None:
    forgotten(copy, ROW.id)
    assert [s.quote.exact for s in copy.statements() if s.kind is Kind.EVENT] == ["Herat; 4 killed"]
    assert b"Zmaray Gulab; 3" not in bytes_in(copy.folder)
    assert not copy.originals.path(TABLE.sha256).exists()
    assert verify(copy).faults == ()


def test_a_document_that_was_partly_forgotten_can_be_forgotten_whole(copy: Ledger) -> None:
    forgotten(copy, SAID[SECRET].id)
    forgotten(copy, REPORT[0].sha256)
    forgotten(copy, ROW.id)
    assert b"Zmaray" not in bytes_in(copy.folder)
    assert (verify(copy).faults, len(copy.forgotten())) == ((), 3)


def test_a_text_that_another_document_holds_too_stays_and_is_named(copy: Ledger) -> None:
    raw = f"---\ntitle: x\n---\n{TEXT}".encode()
    twin = replace(REPORT[0], sha256=sha256(raw), path="twin.md")
    copy.commit([], [(twin, {sha256(raw): raw, sha256(TEXT.encode()): TEXT.encode()})])
    assert forgotten(copy, REPORT[0].sha256).sharing == (twin.sha256,)
    assert copy.text(copy.documents()[-1]) == TEXT
    assert forgotten(copy, twin.sha256).sharing == ()
    forgotten(copy, ROW.id)
    assert (verify(copy).faults, b"Zmaray" in bytes_in(copy.folder)) == ((), False)


def test_a_statement_is_forgotten_in_every_document_with_the_same_text(copy: Ledger) -> None:
    raw = f"---\ntitle: x\n---\n{TEXT}".encode()
    twin = replace(REPORT[0], sha256=sha256(raw), path="twin.md", title=None)
    copy.commit([], [(twin, {sha256(raw): raw, sha256(TEXT.encode()): TEXT.encode()})])
    forgotten(copy, SAID[SECRET].id)
    assert {stone.document for stone in copy.forgotten()} == {REPORT[0].sha256, twin.sha256}
    assert b"saw it" not in bytes_in(copy.folder)
    assert verify(copy).faults == ()


def test_a_file_of_the_frame_stays_and_that_is_said(ledger: Ledger, framed: Callable, tmp_path: Path) -> None:
    frame = framed(tmp_path / "inbox")
    raw = (tmp_path / "inbox" / "places.csv").read_bytes()
    ledger.commit([], [paper(raw.decode(), "places.csv")], frame=frame)
    assert forgotten(ledger, sha256(raw)).in_frame
    assert ledger.declared_frame().name == "afghanistan"
    assert verify(ledger).faults == ()


@pytest.mark.parametrize("what", ["document", "statement"])
def test_what_takes_a_forgotten_statement_back_keeps_none_of_its_words(what: str, copy: Ledger) -> None:
    said = SAID[SECRET]
    newer = paper("Nothing of that.\n", REPORT[0].path, publisher="AP")
    back = identified(replace(said, retracts=said.id, document=newer[0].sha256, note="replaced"))
    again = identified(replace(back, retracts=back.id, note="said again"))
    copy.commit([back, again, identified(replace(again, retracts=again.id))], [newer])
    before = {(s.id, s.retracts, s.published) for s in copy.everything() if s.retracts}
    done = forgotten(copy, REPORT[0].sha256 if what == "document" else said.id)
    assert done.versions == (newer[0].sha256,)
    after = [s for s in copy.everything() if s.retracts]
    assert {(s.id, s.retracts, s.published) for s in after} == before
    assert {(s.source, s.quote.exact, s.place_text, s.document) for s in after} == {
        ("forgotten", "", None, newer[0].sha256)
    }
    assert b"saw it" not in bytes_in(copy.folder)
    assert verify(copy).faults == ()


def test_what_a_killed_writer_left_long_ago_goes_too_and_what_one_is_writing_now_stays(copy: Ledger) -> None:
    old, new = copy.folder / "segments" / ".new-old", copy.folder / "segments" / f"{'0' * 64}.parquet"
    for path in (old, new):
        path.write_bytes(b"Zmaray")
    os.utime(old, (0, 0))
    forgotten(copy, REPORT[0].sha256)
    assert (old.exists(), new.exists()) == (False, True)
    assert verify(copy).faults == ()


def test_forgetting_again_changes_nothing(copy: Ledger) -> None:
    forgotten(copy, REPORT[0].sha256)
    before = copy.batches()
    assert forgotten(copy, REPORT[0].sha256).batch is None
    assert copy.batches() == before


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("0" * 8, "no document and no statement of .* begins with '00000000'"),
        ("abc", "'abc' is no hash; give 8 hex digits or more"),
        ("zzzzzzzzz", "is no hash"),
        ("%_______", "is no hash"),
    ],
)
def test_what_is_not_there_cannot_be_forgotten(id: str, words: str, copy: Ledger) -> None:
    with pytest.raises(LedgerError, match=words):
        forgotten(copy, id)


def test_of_several_things_that_begin_alike_none_is_forgotten(ledger: Ledger, said: Callable) -> None:
    one, other = (replace(said(), id="abcdef01" + digit * 56) for digit in "12")
    ledger.commit([one, other])
    with pytest.raises(LedgerError, match=f"is the beginning of 2 ids: statement {one.id}; statement {other.id}"):
        forgotten(ledger, "abcdef01")


def test_a_ledger_that_was_open_meanwhile_answers_without_it_too(copy: Ledger, opened: Opened) -> None:
    other = opened(copy.folder)
    assert len(other.statements(at=1)) == 4
    forgotten(copy, REPORT[0].sha256)
    assert (other.statements(at=1), len(other.statements()), len(other.rejects(at=1))) == ([], 2, 1)


def test_while_another_process_reads_it_is_said_that_a_trace_may_be_left(copy: Ledger, opened: Opened) -> None:
    other = opened(copy.folder)
    other.catalogue.execute("BEGIN")
    other.catalogue.execute("SELECT * FROM documents").fetchall()
    copy.catalogue.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(LedgerError, match="gone from every answer, and another process still holds the catalogue; run"):
        forgotten(copy, REPORT[0].sha256)
    other.close()
    assert len(copy.statements()) == 2
    forgotten(copy, REPORT[0].sha256)
    forgotten(copy, TABLE.sha256)
    assert b"Zmaray" not in bytes_in(copy.folder)


def test_a_reason_is_needed(copy: Ledger) -> None:
    with pytest.raises(LedgerError, match="a thing is forgotten for a reason"):
        copy.forget(REPORT[0].sha256, reason=" ", author="Ben", made=NOON)


def test_what_was_forgotten_is_not_kept_again(copy: Ledger) -> None:
    forgotten(copy, REPORT[0].sha256)
    with pytest.raises(LedgerError, match=r"report\.md: forgotten on 2021-08-01 by Ben.*not taken in again"):
        copy.commit([], [REPORT])


def test_another_file_with_the_name_and_the_rejects_of_a_forgotten_one_is_told_of(copy: Ledger) -> None:
    before = [r for r in copy.rejects() if r.row == 2]
    forgotten(copy, REPORT[0].sha256)
    copy.commit([], [paper("Another report.\n", REPORT[0].path)], [replace(r, batch=None) for r in before])
    assert [(r.value, r.batch) for r in copy.rejects() if r.file == REPORT[0].path] == [("Zmaray 31", 5)]
    assert verify(copy).faults == ()


def test_of_two_batches_with_one_note_only_that_of_the_forgotten_file_is_blank(
    copy: Ledger, kept: Path, tmp_path: Path, opened: Opened
) -> None:
    note = copy.batches()[0].note
    old = opened(Path(shutil.copytree(kept, tmp_path / "old")))
    forgotten(copy, REPORT[0].sha256)
    copy.commit([], [paper("Another report.\n", REPORT[0].path)], note=note)
    old.merge(copy)
    for one in (copy, old):
        assert [b.note for b in one.batches()][::4] == ["files, of which some are forgotten", note]
        assert verify(one).faults == ()


def test_a_ledger_stays_provable_after_something_is_forgotten(copy: Ledger) -> None:
    forgotten(copy, SAID[SECRET].id)
    forgotten(copy, TABLE.sha256)
    copy.commit([read(REPORT[0], TEXT, "Herat held")])
    chance = random.Random(7)
    files = sorted(f for name in ("segments", "documents") for f in (copy.folder / name).rglob("*") if f.is_file())
    assert verify(copy).faults == ()
    for file in files:
        sound = file.read_bytes()
        at = chance.randrange(len(sound))
        file.chmod(0o644)
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << chance.randrange(8)]) + sound[at + 1 :])
        assert verify(copy).faults == (f"{file} is not what was written; restore the ledger from a copy",)
        file.write_bytes(sound)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE forgotten SET reason = 'none'",
        "UPDATE forgotten SET made = NULL",
        "UPDATE forgotten SET id = upper(id)",
        "DELETE FROM forgotten",
        "DELETE FROM replaced WHERE \"table\" = 'statements'",
        "DELETE FROM replaced WHERE \"table\" = 'documents'",
        "UPDATE replaced SET now = was",
        "UPDATE replaced SET now = (SELECT sha256 FROM segments WHERE batch = 2) WHERE \"table\" = 'statements'",
        "UPDATE documents SET title = 'x' WHERE path = ''",
        "UPDATE documents SET path = 'x.md' WHERE path = ''",
        "UPDATE batches SET note = 'x' WHERE number = 1",
        "INSERT INTO replaced SELECT 2, 'statements', sha256, NULL, NULL, NULL FROM segments WHERE batch = 2",
    ],
)
def test_nobody_can_swap_a_segment_or_a_row_without_a_tombstone(change: str, copy: Ledger) -> None:
    forgotten(copy, REPORT[0].sha256)
    assert copy.catalogue.execute(change).rowcount > 0
    assert verify(copy).faults


class StopError(Exception):
    """The power went."""


STEPS = [(Store, "put"), (Path, "unlink"), (shutil, "rmtree")]


@pytest.mark.parametrize(("where", "what"), STEPS, ids=[what for _, what in STEPS])
@pytest.mark.parametrize("after", [0, 1, 2])
def test_forgetting_that_stopped_half_way_is_finished_by_forgetting_again(
    where: Any, what: str, after: int, copy: Ledger, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, real = [0], getattr(where, what)

    def failing(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] > after:
            raise StopError
        return real(*arguments, **named)

    whole = told(copy)
    with monkeypatch.context() as patched:
        patched.setattr(where, what, failing)
        with suppress(StopError):
            forgotten(copy, REPORT[0].sha256)
    copy.catalogue.close()
    again = opened(copy.folder)
    if not again.forgotten():
        assert (told(again), verify(again).faults) == (whole, ())
    else:
        assert "Zmaray fell" not in str(told(again))
        for fault in verify(again).faults:
            assert fault.endswith(f"run `holdsway forget {REPORT[0].sha256[:8]}` again, which finishes it")
    forgotten(again, REPORT[0].sha256)
    forgotten(again, TABLE.sha256)
    assert verify(again).faults == ()
    assert len(again.forgotten()) == 2
    assert b"Zmaray" not in bytes_in(again.folder)


FORGETTER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from holdsway.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
print("ready", flush=True)
ledger.forget(sys.argv[2], reason="asked to", author="Ben", made=datetime(2021, 8, 1, tzinfo=UTC))
print("done", flush=True)
"""


def test_forgetting_that_is_killed_at_any_moment_is_finished_by_forgetting_again(kept: Path, tmp_path: Path) -> None:
    chance, halfway = random.Random(4), 0
    for life in range(5):
        folder = Path(shutil.copytree(kept, tmp_path / str(life)))
        command = [sys.executable, "-c", FORGETTER, str(folder), REPORT[0].sha256]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with closing(open_ledger(folder)) as ledger:
            faults = verify(ledger).faults
            halfway += bool(list(left_behind(ledger)))
            assert all("run `holdsway forget" in fault for fault in faults)
            assert len(ledger.statements()) == (2 if ledger.forgotten() else 6)
            forgotten(ledger, REPORT[0].sha256)
            forgotten(ledger, TABLE.sha256)
            assert (verify(ledger).faults, len(ledger.forgotten())) == ((), 2)
        assert b"Zmaray" not in bytes_in(folder)


def test_two_ways_to_write_the_same_segment_are_one_after_a_merge(
    copy: Ledger, kept: Path, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened(Path(shutil.copytree(kept, tmp_path / "other")))
    forgotten(copy, REPORT[0].sha256)
    real = duckdb.DuckDBPyRelation.write_parquet
    with monkeypatch.context() as patched:  # as another version of DuckDB would
        patched.setattr(duckdb.DuckDBPyRelation, "write_parquet", lambda rows, path, **_: real(rows, path))
        forgotten(other, REPORT[0].sha256)
    mine = opened(Path(shutil.copytree(copy.folder, tmp_path / "mine")))
    copy.merge(other)
    other.merge(mine)
    assert (copy.head().head, told(copy)) == (other.head().head, told(other))
    assert (verify(copy).faults, verify(other).faults) == ((), ())
    assert len(list((copy.folder / "segments").iterdir())) == 4


def test_a_row_that_one_side_forgot_is_forgotten_in_a_table_that_only_the_other_side_has(
    copy: Ledger, kept: Path, tmp_path: Path, opened: Opened
) -> None:
    other = opened(Path(shutil.copytree(kept, tmp_path / "other")))
    late = replace(ROW, document=sha256(b"another table"))
    third = opened(tmp_path / "third")
    third.commit([late], [(replace(TABLE, sha256=late.document, path="late.csv"), {late.document: b"another table"})])
    copy.forget(ROW.id, reason="asked to", author="Ben", made=NOON)
    other.forget(ROW.id, reason="asked to, twice", author="Ana", made=NOON)
    copy.merge(other)
    mine = opened(Path(shutil.copytree(copy.folder, tmp_path / "mine")))
    taken = opened(Path(shutil.copytree(third.folder, tmp_path / "taken")))
    copy.merge(third)
    taken.merge(mine)
    assert (copy.head().head, told(copy)) == (taken.head().head, told(taken))
    for one in (copy, taken):
        assert {stone.document for stone in one.forgotten()} == {TABLE.sha256, late.document}
        assert not one.originals.path(late.document).exists()
        assert ROW.id not in {s.id for s in one.statements()}
        assert verify(one).faults == ()


def test_a_merge_that_is_stopped_leaves_the_ledger_as_it_was(
    copy: Ledger, kept: Path, tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened(Path(shutil.copytree(kept, tmp_path / "other")))
    forgotten(copy, REPORT[0].sha256)
    other.commit([], [paper("Another report.\n", "c.md")])
    before, real = told(copy), Store.put
    for after in range(3):
        with monkeypatch.context() as patched, suppress(StopError):
            left = iter(range(after))

            def failing(store: Store, content: bytes, left: Any = left) -> str:
                if next(left, None) is None:
                    raise StopError
                return real(store, content)

            patched.setattr(Store, "put", failing)
            copy.merge(other)
        assert (told(copy), verify(copy).faults) == (before, ()) or copy.head().other
    copy.merge(other)
    assert verify(copy).faults == ()
    assert copy.head().other


def test_a_merge_takes_out_what_either_side_has_forgotten(
    copy: Ledger, kept: Path, tmp_path: Path, opened: Opened
) -> None:
    other = opened(Path(shutil.copytree(kept, tmp_path / "other")))
    third = opened(Path(shutil.copytree(kept, tmp_path / "third")))
    forgotten(copy, REPORT[0].sha256)
    forgotten(other, ROW.id)
    third.commit([read(REPORT[0], TEXT, "Herat held", note="Zmaray")], note="more")
    mine = opened(Path(shutil.copytree(copy.folder, tmp_path / "mine")))
    merged = copy.merge(other)
    assert (merged.forgotten, merged.taken_out, merged.statements) == (1, 1, 0)
    other.merge(mine)
    assert (copy.head().head, told(copy)) == (other.head().head, told(other))
    brought = copy.merge(third)
    assert (brought.batches, brought.statements) == (1, 0)
    for one in (copy, other):
        assert verify(one).faults == ()
        assert b"Zmaray" not in bytes_in(one.folder)
    third.merge(copy)
    assert verify(third).faults == ()
    assert b"Zmaray" not in bytes_in(third.folder)

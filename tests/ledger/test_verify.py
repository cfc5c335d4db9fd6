"""Verify: a sound ledger has no fault, and nothing in it can change without one."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from holdsway.errors import DamageError, HoldswayError, LedgerError
from holdsway.ledger import Ledger, open_ledger, verify
from holdsway.ledger.catalogue import frame_files
from holdsway.words import Quote, sha256

FOLDERS = ("segments", "documents")


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound ledger, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "copy"))


def files_of(ledger: Path) -> list[Path]:
    """Every file the ledger keeps but its catalogue."""
    return sorted(file for name in FOLDERS for file in (ledger / name).rglob("*") if file.is_file())


def overwrite(file: Path, content: bytes) -> None:
    file.chmod(0o644)
    file.write_bytes(content)


def faults_in(folder: Path) -> tuple[str, ...]:
    ledger = open_ledger(folder)
    with closing(ledger.catalogue):
        return verify(ledger).faults


def edit(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "catalogue.sqlite")) as catalogue, catalogue:
        for statement in statements:
            assert catalogue.execute(statement).rowcount > 0, statement


def test_a_sound_ledger_has_no_fault(copy: Path, opened: Callable[[Path], Ledger]) -> None:
    ledger = opened(copy)
    verdict = verify(ledger)
    assert verdict.faults == ()
    assert (verdict.batches, verdict.segments, verdict.quotes) == (2, 2, 1)
    assert verdict.documents == 5  # two reports and three files of the frame
    assert verdict.head == ledger.batches()[-1].head


def test_an_empty_ledger_has_no_fault_and_no_head(ledger: Ledger) -> None:
    verdict = verify(ledger)
    assert (verdict.faults, verdict.batches, verdict.head) == ((), 0, None)


def test_any_flipped_bit_in_a_segment_or_document_is_found(copy: Path, opened: Callable[[Path], Ledger]) -> None:
    ledger, chance = opened(copy), random.Random(40)
    files = files_of(copy)
    assert len(files) == 7
    for turn in range(40):
        file = files[turn % len(files)]
        sound = file.read_bytes()
        at = chance.randrange(len(sound))
        flipped = sound[:at] + bytes([sound[at] ^ 1 << chance.randrange(8)]) + sound[at + 1 :]
        overwrite(file, flipped)
        [fault] = verify(ledger).faults
        assert fault == f"{file} is not what was written; restore the ledger from a copy"
        overwrite(file, sound)
    assert verify(ledger).faults == ()


@pytest.mark.parametrize("damage", [b"", b"PAR1", None], ids=["emptied", "replaced", "deleted"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_that_is_gone_or_another_is_found_and_named(folder: str, damage: bytes | None, copy: Path) -> None:
    file = next(file for file in files_of(copy) if file.is_relative_to(copy / folder))
    if damage is None:
        file.unlink()
    else:
        overwrite(file, damage)
    [fault] = faults_in(copy)
    assert str(file) in fault
    assert "restore the ledger from a copy" in fault


def test_two_files_changed_for_each_other_are_both_found(copy: Path) -> None:
    one, other = (file for file in files_of(copy) if file.is_relative_to(copy / "segments"))
    first, second = one.read_bytes(), other.read_bytes()
    overwrite(one, second)
    overwrite(other, first)
    assert len(faults_in(copy)) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE batches SET note = 'another' WHERE number = 1",
        "UPDATE batches SET note = note || ' ' WHERE number = 2",
        "UPDATE batches SET head = upper(head) WHERE number = 1",
        "UPDATE batches SET previous = head WHERE number = 2",
        "UPDATE batches SET number = 3 WHERE number = 2",
        "UPDATE batches SET number = 0 WHERE number = 1",
        "DELETE FROM batches WHERE number = 1",
        "DELETE FROM batches WHERE number = 2",
        "UPDATE segments SET rows = rows + 1 WHERE batch = 1",
        "UPDATE segments SET bytes = bytes - 1 WHERE batch = 2",
        "UPDATE segments SET \"table\" = 'rejects' WHERE batch = 1",
        "UPDATE segments SET batch = 2 WHERE batch = 1",
        "UPDATE segments SET batch = 0 WHERE batch = 1",
        "UPDATE segments SET sha256 = (SELECT sha256 FROM segments WHERE batch = 1) WHERE batch = 2",
        "DELETE FROM segments WHERE batch = 2",
        "DELETE FROM documents WHERE batch = 2",
        "DELETE FROM frame WHERE path = 'scales.yaml'",
        "UPDATE frame SET path = 'watchlists/0-un.xml' WHERE path = 'scales.yaml'",
        "UPDATE frame SET sha256 = (SELECT sha256 FROM documents LIMIT 1) WHERE path = 'scales.yaml'",
        "UPDATE frame SET batch = 2",
        "UPDATE documents SET sha256 = (SELECT sha256 FROM documents WHERE batch = 1) WHERE batch = 2",
        *(
            f"UPDATE documents SET {column} = 'x' WHERE batch = 1"
            for column in (
                *("path", "format", "title", "publisher", "url", "lang", "author", "reporting_source"),
                *("reporting_published", "corrects", "licence", "text_sha256"),
            )
        ),
        *(
            f"UPDATE documents SET {column} = NULL WHERE batch = 1"
            for column in ("text_sha256", "title", "publisher", "published_from", "published_to")
        ),
        "UPDATE documents SET title = '' WHERE batch = 2",
        "UPDATE documents SET bytes = bytes + 1",
        "UPDATE documents SET batch = 1 WHERE batch = 2",
        "UPDATE documents SET paraphrase = 1 - paraphrase",
        "UPDATE documents SET read = 1 - read",
        "UPDATE documents SET published_from = '2021-07-19T00:00:00+00:00' WHERE batch = 1",
        "UPDATE documents SET published_to = '2021-07-20T00:00:00+00:00' WHERE batch = 1",
        "UPDATE documents SET published_to = 'yesterday' WHERE batch = 1",
        'INSERT INTO segments SELECT 2, "table", sha256, rows, bytes FROM segments WHERE batch = 1',
        'INSERT INTO segments SELECT 0, "table", sha256, rows, bytes FROM segments WHERE batch = 1',
        "INSERT INTO frame SELECT 9, path, sha256 FROM frame",
        "INSERT INTO batches SELECT 3, head, head, note, 3, NULL, noted FROM batches WHERE number = 2",
        "UPDATE batches SET depth = depth + 1 WHERE number = 2",
        "UPDATE batches SET depth = depth + 1",
        "UPDATE batches SET noted = upper(noted) WHERE number = 2",
        "UPDATE batches SET other = head WHERE number = 2",
        "UPDATE batches SET other = (SELECT head FROM batches WHERE number = 1) WHERE number = 2",
        "UPDATE documents SET digest = upper(digest) WHERE batch = 2",
        "UPDATE documents SET retention = 'quotes' WHERE batch = 2",
        "INSERT INTO forgotten SELECT 2, 'document', sha256, sha256, NULL, NULL, NULL, NULL, NULL, 'x', NULL, '' "
        "FROM documents WHERE batch = 1",
        "INSERT INTO replaced SELECT 2, 'statements', sha256, NULL, NULL, NULL FROM segments WHERE batch = 1",
        "DROP TABLE frame",
    ],
)
def test_any_edit_of_the_catalogue_is_found(change: str, copy: Path) -> None:
    if change.startswith("DROP"):
        with closing(sqlite3.connect(copy / "catalogue.sqlite")) as catalogue:
            catalogue.execute(change)
    else:
        edit(copy, change)
    assert faults_in(copy)


def test_a_document_slipped_in_beside_the_batches_is_found(copy: Path) -> None:
    with closing(sqlite3.connect(copy / "catalogue.sqlite")) as catalogue, catalogue:
        names = [row[1] for row in catalogue.execute("PRAGMA table_info(documents)")]
        rest = ", ".join(name for name in names if name not in ("batch", "path"))
        catalogue.execute(f"INSERT INTO documents (batch, path, {rest}) SELECT 0, 'slipped.md', {rest} FROM documents")
    assert [fault for fault in faults_in(copy) if fault.startswith("batch 0: there is none")]


def test_a_ledger_cut_back_is_sound_again_but_has_another_head(copy: Path) -> None:
    ledger = open_ledger(copy)
    with closing(ledger.catalogue):
        first, second = (batch.head for batch in ledger.batches())
    tables = ("segments", "documents")
    edit(copy, *(f"DELETE FROM {t} WHERE batch = 2" for t in tables), "DELETE FROM batches WHERE number = 2")
    ledger = open_ledger(copy)
    with closing(ledger.catalogue):
        verdict = verify(ledger)
    assert (verdict.faults, verdict.head) == ((), first)
    assert verdict.head != second


def test_a_damaged_catalogue_is_found_or_changes_no_answer(copy: Path) -> None:
    def answers() -> list[object]:
        ledger = open_ledger(copy)
        with closing(ledger.catalogue):
            if verify(ledger).faults:
                return ["found"]
            return [*ledger.statements(), *ledger.documents(), *ledger.batches(), frame_files(ledger.catalogue)]

    file, chance = copy / "catalogue.sqlite", random.Random(7)
    sound, whole, found = file.read_bytes(), answers(), 0
    used = [at for at, byte in enumerate(sound) if byte]
    for _ in range(80):
        at = chance.choice(used)
        file.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << chance.randrange(8)]) + sound[at + 1 :])
        for left in ("-wal", "-shm"):
            file.with_name(file.name + left).unlink(missing_ok=True)
        try:
            now = answers()
        except HoldswayError:
            now = ["found"]
        found += now == ["found"]
        assert now in (["found"], whole), at
    assert found > 10


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to look for a header in it" * 20])
def test_a_catalogue_that_is_none_is_damage_or_an_empty_ledger(content: bytes, copy: Path) -> None:
    (copy / "catalogue.sqlite").write_bytes(content)
    if content:
        with pytest.raises(DamageError, match=r"catalogue\.sqlite: file is not a database; restore the ledger"):
            open_ledger(copy)
    else:
        assert faults_in(copy) == ()


def test_a_quote_that_is_not_in_its_document_is_found(ledger: Ledger, said: Callable, paper: Callable) -> None:
    document, contents = paper("Burka fell on Tuesday.\n")
    true = said("Burka", document=document.sha256, quote=Quote("Burka fell", start=0, end=10))
    false = said("Nahrin", document=document.sha256, quote=Quote("Nahrin fell", start=0, end=10))
    ledger.commit([true, false], [(document, contents)])
    verdict = verify(ledger)
    assert verdict.quotes == 2
    assert verdict.faults == (f"statement {false.id[:8]}: its quote is not in {document.sha256[:8]} where it says",)


def test_a_quote_is_looked_for_in_the_text_that_was_read_from_a_document(
    ledger: Ledger, said: Callable, paper: Callable
) -> None:
    document, contents = paper("<p>Burka fell</p>", path="a.html")
    text = "در 🏴 Burka fell".encode()
    read = replace(document, text_sha256=sha256(text))
    quote = Quote("Burka fell", start=5, end=15)
    ledger.commit([said("Burka", document=read.sha256, quote=quote)], [(read, {**contents, sha256(text): text})])
    assert (verify(ledger).quotes, verify(ledger).faults) == (1, ())
    assert ledger.text(ledger.documents()[0]) == text.decode()


QUESTIONS: tuple[Callable[[Ledger], object], ...] = (
    lambda ledger: ledger.statements(),
    lambda ledger: ledger.ask("SELECT count(*) FROM statements"),
    lambda ledger: ledger.rejects(),
    lambda ledger: ledger.undated(),
    lambda ledger: ledger.known(["x"]),
)


def test_a_damaged_segment_is_never_read(copy: Path, opened: Callable) -> None:
    file = next((copy / "segments").iterdir())
    sound = file.read_bytes()
    for damaged in (sound[:-1] + bytes([sound[-1] ^ 1]), sound[:60] + b"\x00" * 8 + sound[68:]):
        overwrite(file, damaged)
        for ask in QUESTIONS:
            with pytest.raises(DamageError, match=f"{file.name} is not what was written; restore the ledger"):
                ask(opened(copy))
    overwrite(file, sound)
    for ask in QUESTIONS:
        ask(opened(copy))


def test_a_damaged_segment_of_a_later_batch_leaves_the_earlier_state_readable(copy: Path, opened: Callable) -> None:
    ledger = opened(copy)
    [(name,)] = ledger.catalogue.execute("SELECT sha256 FROM segments WHERE batch = 2").fetchall()
    ledger.segments.path(name).unlink()
    assert len(ledger.statements(at=1)) == 2
    with pytest.raises(DamageError, match="is missing; restore the ledger from a copy"):
        ledger.statements()


def test_a_damaged_document_or_frame_is_never_read(copy: Path, opened: Callable) -> None:
    ledger = opened(copy)
    first = ledger.documents()[0]
    case = frame_files(ledger.catalogue)["case.yaml"]
    overwrite(ledger.originals.path(first.sha256), b"Burka held on Tuesday.\n")
    with pytest.raises(DamageError, match="is not what was written"):
        ledger.text(first)
    overwrite(ledger.originals.path(case), b"name: another\nparties: [{id: goa}]\n")
    with pytest.raises(DamageError, match="is not what was written"):
        ledger.declared_frame()


def test_nothing_is_added_to_a_damaged_ledger(copy: Path, opened: Callable, said: Callable) -> None:
    next((copy / "segments").iterdir()).unlink()
    with pytest.raises(LedgerError, match="is missing"):
        opened(copy).commit([said("Kunduz")])
    assert len(opened(copy).batches()) == 2

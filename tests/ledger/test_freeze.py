"""Freezing: one archive, the same bytes each time, that every question can be asked of and nothing written to."""

from __future__ import annotations

import gc
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ledger.united import told

from holdsway.errors import DamageError, LedgerError
from holdsway.ledger import Forgotten, Ledger, open_ledger, verify
from holdsway.ledger.freeze import freeze

NOON = datetime(2021, 8, 1, 12, tzinfo=UTC)


def beside(ledger: Ledger) -> Mapping[str, str]:
    head = ledger.head()
    assert head is not None
    return {"README.txt": f"head {head.head}\n"}


def frozen(ledger: Ledger, out: Path, **how: object) -> Path:
    freeze(ledger, out, described=beside, **how)  # type: ignore[arg-type]
    return out


@pytest.fixture
def copy(sound: Path, tmp_path: Path, opened: Callable[[Path], Ledger]) -> Ledger:
    return opened(Path(shutil.copytree(sound, tmp_path / "copy")))


def test_an_archive_answers_as_the_ledger_does(copy: Ledger, tmp_path: Path) -> None:
    with closing(open_ledger(frozen(copy, tmp_path / "x.zip"))) as archive:
        assert told(archive) == told(copy)
        assert verify(archive) == verify(copy)
        assert archive.declared_frame().name == "afghanistan"


def test_made_twice_it_is_the_same_byte_for_byte(copy: Ledger, tmp_path: Path) -> None:
    one, other = (frozen(copy, tmp_path / name) for name in ("one.zip", "other.zip"))
    assert one.read_bytes() == other.read_bytes()
    again = frozen(copy, tmp_path / "again.zip", at=1)
    assert again.read_bytes() == frozen(copy, tmp_path / "more.zip", at=1).read_bytes()


def test_an_archive_holds_nothing_of_the_cache_and_no_other_file(copy: Ledger, tmp_path: Path) -> None:
    (copy.folder / "cache").mkdir()
    (copy.folder / "cache" / "page.html").write_text("x")
    (copy.folder / "segments" / ".new-abc").write_text("x")
    (copy.folder / "notes.txt").write_text("x")
    with zipfile.ZipFile(frozen(copy, tmp_path / "x.zip")) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} == {"README.txt", "ledger"}
    assert {name.split("/")[1] for name in names if "/" in name} == {"catalogue.sqlite", "segments", "documents"}
    assert len(names) == 2 + 2 + 5


def test_an_archive_of_an_earlier_state_holds_that_and_no_more(copy: Ledger, tmp_path: Path) -> None:
    with closing(open_ledger(frozen(copy, tmp_path / "x.zip", at=1))) as archive:
        assert archive.head() == copy.head(1)
        assert told(archive) == told(copy, copy.head(1).head)
        assert verify(archive).faults == ()


def test_what_was_forgotten_since_is_not_in_an_archive_of_an_earlier_state(copy: Ledger, tmp_path: Path) -> None:
    document = copy.documents()[0]
    copy.forget(document.sha256, reason="asked to", author="Ben", made=NOON)
    out = frozen(copy, tmp_path / "x.zip", at=1)
    with closing(open_ledger(out)) as archive:
        assert verify(archive).faults == ()
        assert [(s.id, s.reason) for s in archive.forgotten()] == [(document.sha256, "asked to")]
        assert [s.place_text for s in archive.statements()] == ["Nahrin"]
        assert [b.note for b in archive.batches()] == [
            "files, of which some are forgotten",
            "without what was forgotten since",
        ]


def test_what_may_not_leave_is_not_in_the_archive_and_still_in_the_ledger(copy: Ledger, tmp_path: Path) -> None:
    document, before = copy.documents()[0], told(copy)
    stone = Forgotten(what="withheld document", id=document.sha256, document=document.sha256, reason="confidential")
    out = frozen(copy, tmp_path / "x.zip", without=[stone])
    with closing(open_ledger(out)) as archive:
        assert verify(archive).faults == ()
        assert [s.place_text for s in archive.statements()] == ["Nahrin", "Herat"]
        assert str(archive.forgotten()[0]).startswith("withheld from this archive: conf")
        with pytest.raises(
            LedgerError, match=r"x\.zip was made without what may not leave \(1 left out\); united, that"
        ):
            copy.merge(archive)
    with zipfile.ZipFile(out) as archive_file:
        assert not any(document.sha256 in name for name in archive_file.namelist())
    assert (told(copy), verify(copy).faults) == (before, ())


def test_nothing_is_written_to_an_archive(copy: Ledger, tmp_path: Path, said: Callable) -> None:
    out = frozen(copy, tmp_path / "x.zip")
    content = out.read_bytes()
    with closing(open_ledger(out)) as archive:
        for write in (
            lambda: archive.commit([said("Kunduz")]),
            lambda: archive.forget(archive.documents()[0].sha256, reason="x", author="x", made=NOON),
            lambda: archive.merge(copy),
        ):
            with pytest.raises(LedgerError, match=r"x\.zip is frozen: nothing is written to it; `unzip .* -d FOLDER`"):
                write()
    assert out.read_bytes() == content


def test_an_archive_that_is_thawed_is_a_ledger_like_any_other(
    copy: Ledger, tmp_path: Path, said: Callable, opened: Callable
) -> None:
    with zipfile.ZipFile(frozen(copy, tmp_path / "x.zip")) as archive:
        archive.extractall(tmp_path / "thawed")
    thawed = opened(tmp_path / "thawed" / "ledger")
    thawed.commit([said("Kunduz")])
    assert copy.merge(thawed).statements == 1
    assert (verify(thawed).faults, told(thawed)) == ((), told(copy))


def test_the_folder_an_archive_was_unpacked_to_is_gone_afterwards(copy: Ledger, tmp_path: Path) -> None:
    archive = open_ledger(frozen(copy, tmp_path / "x.zip"))
    folder = archive.folder
    assert folder.is_relative_to(tempfile.gettempdir())
    archive.close()
    del archive
    gc.collect()
    assert not folder.parent.exists()


def test_a_file_that_is_there_is_not_written_over(copy: Ledger, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("mine")
    with pytest.raises(LedgerError, match=r"x\.zip is there already; name another file"):
        frozen(copy, tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_text() == "mine"


def test_an_empty_ledger_is_not_frozen(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is nothing in .* to freeze"):
        frozen(ledger, tmp_path / "x.zip")


def test_a_damaged_ledger_is_not_frozen_and_leaves_nothing_behind(copy: Ledger, tmp_path: Path) -> None:
    file = next((copy.folder / "segments").iterdir())
    file.chmod(0o644)
    file.write_bytes(b"x")
    with pytest.raises(DamageError, match="is not what was written"):
        frozen(copy, tmp_path / "out" / "x.zip")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_freeze_that_is_stopped_leaves_no_half_archive(
    copy: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "writestr", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        frozen(copy, tmp_path / "out" / "x.zip")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("names", [("notes.txt",), ("../catalogue.sqlite", "ledger/x.sh")])
def test_another_archive_is_no_ledger(names: tuple[str, ...], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(LedgerError, match=r"x\.zip holds no ledger; name one made with `holdsway freeze`"):
        open_ledger(tmp_path / "x.zip")


def test_only_files_of_a_ledger_are_taken_out_of_an_archive(copy: Ledger, tmp_path: Path) -> None:
    out = frozen(copy, tmp_path / "x.zip")
    with zipfile.ZipFile(out, "a") as archive:
        for name in ("ledger/../../evil.txt", "/evil.txt", "ledger/evil.txt", "ledger/segments/x.parquet"):
            archive.writestr(name, "x")
    with closing(open_ledger(out)) as opened:
        found = {path.name for path in opened.folder.parent.rglob("*") if path.is_file()}
        assert not found & {"evil.txt", "x.parquet"}


def test_a_bit_flipped_in_an_archive_is_found(copy: Ledger, tmp_path: Path) -> None:
    out = frozen(copy, tmp_path / "x.zip")
    content = out.read_bytes()
    name = next((copy.folder / "segments").iterdir()).name.encode()
    at = content.index(name) + len(name) + 200
    out.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    with pytest.raises(DamageError, match="take another copy of it"):
        open_ledger(out)


def test_one_side_of_a_merge_is_frozen_as_it_stood(
    copy: Ledger, sound: Path, tmp_path: Path, opened: Callable, said: Callable
) -> None:
    other = opened(Path(shutil.copytree(sound, tmp_path / "other")))
    copy.commit([said("Kunduz")])
    other.commit([said("Taloqan")])
    other.commit([said("Faizabad")])
    head, own = other.head().head, told(other)
    copy.merge(other)
    with closing(open_ledger(frozen(copy, tmp_path / "x.zip", at=copy.batch_at(head)))) as archive:
        assert (archive.head().head, told(archive), verify(archive).faults) == (head, own, ())
        assert [batch.number for batch in archive.batches()] == [1, 2, 3, 4]

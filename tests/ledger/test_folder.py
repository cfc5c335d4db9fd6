"""The folder: any name, any place, copied or moved, it is the same ledger."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.errors import LedgerError, NoLedgerError
from holdsway.ledger import Ledger, open_ledger, verify

NAMES = [
    *('it\'s a "quoted" one', "کابل ünï 🏴  spaces ", "semi;colon\\back", "100%20 $HOME #1 a&b", "-dash", "~"),
    *("[2021] a*b what? {a,b}", "source=UN", "batch=7", "new\nline"),
]


def test_where_there_is_no_ledger_the_way_to_make_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError) as refused:
        open_ledger(tmp_path / "nothere")
    assert str(refused.value) == (
        f"there is no ledger in {tmp_path}/nothere; `holdsway add PATH -l {tmp_path}/nothere` makes one"
    )
    assert not (tmp_path / "nothere").exists()


def test_a_folder_of_other_things_is_no_ledger_and_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NoLedgerError, match="there is no ledger in"):
        open_ledger(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_where_a_ledger_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("mine")
    with pytest.raises(LedgerError, match=r"ledger is a file; name a folder with -l"):
        open_ledger(tmp_path / "ledger", make=True)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_ledger_works_in_a_folder_of_any_name(
    name: str, tmp_path: Path, opened: Callable[[Path], Ledger], said: Callable, paper: Callable, framed: Callable
) -> None:
    ledger = opened(tmp_path / name / name)
    ledger.commit([said("Burka")], [paper()], frame=framed(tmp_path / name))
    ledger.commit([said("Nahrin")])
    again = opened(tmp_path / name / name)
    assert {(s.place_text, s.source, s.batch) for s in again.statements()} == {
        ("Burka", "Officials", 1),
        ("Nahrin", "Officials", 2),
    }
    assert again.ask("SELECT count(*) FROM statements")[1] == [(2,)]
    assert verify(again).faults == ()


def test_a_ledger_copied_elsewhere_is_the_same_ledger(sound: Path, tmp_path: Path, opened: Callable) -> None:
    here = opened(Path(shutil.copytree(sound, tmp_path / "here")))
    kept = (here.statements(), here.documents(), here.batches(), verify(here))
    here.catalogue.close()
    shutil.copytree(here.folder, tmp_path / "far" / "away")
    shutil.rmtree(here.folder)
    there = opened(tmp_path / "far" / "away")
    assert (there.statements(), there.documents(), there.batches(), verify(there)) == kept
    assert verify(there).faults == ()
    assert there.declared_frame().name == "afghanistan"


def test_a_copied_ledger_and_its_original_go_their_own_ways(
    sound: Path, tmp_path: Path, opened: Callable, said: Callable
) -> None:
    one, other = (opened(Path(shutil.copytree(sound, tmp_path / name))) for name in ("one", "other"))
    one.commit([said("Kunduz")])
    assert (len(one.statements()), len(other.statements())) == (4, 3)
    assert one.head().head != other.head().head


def test_a_ledger_is_found_by_a_relative_path(
    tmp_path: Path, opened: Callable, said: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened(Path("ledger")).commit([said("Burka")])
    assert [s.place_text for s in opened(Path("ledger")).statements()] == ["Burka"]
    roundabout = opened(Path("..") / tmp_path.name / "ledger")
    assert [s.place_text for s in roundabout.statements()] == ["Burka"]
    assert verify(roundabout).faults == ()


def test_a_ledger_behind_a_link_works(tmp_path: Path, opened: Callable, said: Callable) -> None:
    opened(tmp_path / "ledger").commit([said("Burka")])
    (tmp_path / "link").symlink_to(tmp_path / "ledger", target_is_directory=True)
    assert len(opened(tmp_path / "link").statements()) == 1


def test_a_ledger_holds_nothing_but_its_catalogue_segments_and_documents(sound: Path) -> None:
    assert sorted(file.name for file in sound.iterdir()) == ["catalogue.sqlite", "documents", "segments"]
    assert all(file.suffix == ".parquet" for file in (sound / "segments").iterdir())

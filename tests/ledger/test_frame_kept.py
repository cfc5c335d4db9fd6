"""A ledger holds one frame, as it was given and as it was at every batch."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from holdsway.errors import FrameError
from holdsway.frame import Frame, read_frame
from holdsway.ledger import Kept, Ledger, verify


def told(frame: Frame | None) -> tuple[object, ...]:
    assert frame is not None
    return (frame.name, frame.places_version, list(frame.parties), list(frame.places), list(frame.scales))


def test_the_frame_a_ledger_keeps_is_the_one_it_was_given(ledger: Ledger, framed: Callable, tmp_path: Path) -> None:
    frame = framed(tmp_path / "inbox")
    assert ledger.declared_frame() is None
    assert ledger.commit([], frame=frame).batch == 1
    assert told(ledger.declared_frame()) == told(frame)
    assert ledger.ask("SELECT code FROM places ORDER BY code")[1] == [("B1",), ("N1",)]
    assert verify(ledger).faults == ()


def test_the_kept_frame_does_not_need_the_inbox(
    ledger: Ledger, opened: Callable, framed: Callable, tmp_path: Path
) -> None:
    frame = framed(tmp_path / "inbox")
    ledger.commit([], frame=frame)
    for file in (tmp_path / "inbox").iterdir():
        file.unlink()
    assert told(opened(ledger.folder).declared_frame()) == told(frame)


def test_the_same_frame_again_adds_nothing(ledger: Ledger, framed: Callable, tmp_path: Path) -> None:
    ledger.commit([], frame=framed(tmp_path / "inbox"))
    assert ledger.commit([], frame=framed(tmp_path / "inbox")) == Kept(None)
    assert ledger.commit([], frame=framed(tmp_path / "copied")) == Kept(None)


def test_a_frame_without_a_name_is_the_same_one_when_it_comes_again(
    ledger: Ledger, said: Callable, tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("parties: [{id: goa}]", "utf-8")
    assert ledger.commit([said("Burka")], frame=read_frame(case)).batch == 1
    assert ledger.commit([said("Burka")], frame=read_frame(case)) == Kept(None)


def test_a_changed_scale_is_a_new_batch_and_the_old_one_stands_at_its_own(
    ledger: Ledger, framed: Callable, tmp_path: Path
) -> None:
    first = framed(tmp_path / "inbox")
    was = told(first)
    ledger.commit([], frame=first)
    changed = framed(tmp_path / "inbox", holder="contested")
    assert ledger.commit([], frame=changed).batch == 2
    assert told(ledger.declared_frame()) == told(changed) != was
    assert told(ledger.declared_frame(at=1)) == was


def test_a_frame_of_another_name_is_refused_with_both_names(
    ledger: Ledger, said: Callable, framed: Callable, tmp_path: Path
) -> None:
    ledger.commit([], frame=framed(tmp_path / "inbox"))
    with pytest.raises(FrameError) as refused:
        ledger.commit([said("Burka")], frame=framed(tmp_path / "other", name="iraq"))
    assert str(refused.value) == (
        f"{ledger.folder} holds the frame 'afghanistan', not 'iraq'; a ledger has one frame: "
        "use another folder with -l NEWFOLDER"
    )
    assert ledger.statements() == []


def test_a_frame_is_refused_by_a_ledger_that_was_filled_without_one(
    ledger: Ledger, said: Callable, framed: Callable, tmp_path: Path
) -> None:
    ledger.commit([said("Burka")])
    with pytest.raises(FrameError, match=r"was filled without a case\.yaml, .*start a new ledger with -l NEWFOLDER"):
        ledger.commit([said("Nahrin")], frame=framed(tmp_path / "inbox"))
    assert [s.place_text for s in ledger.statements()] == ["Burka"]


def test_a_frame_taken_from_the_data_is_never_kept(
    ledger: Ledger, said: Callable, framed: Callable, tmp_path: Path
) -> None:
    taken = replace(framed(tmp_path / "inbox"), declared=False)
    ledger.commit([said("Burka")], frame=taken)
    assert ledger.declared_frame() is None


def test_a_ledger_with_a_frame_takes_statements_without_one(
    ledger: Ledger, said: Callable, framed: Callable, tmp_path: Path
) -> None:
    ledger.commit([], frame=framed(tmp_path / "inbox"))
    assert ledger.commit([said("Burka")]).batch == 2
    assert ledger.declared_frame().name == "afghanistan"


def test_a_scale_taken_out_of_the_inbox_is_out_of_the_ledger_too(
    ledger: Ledger, framed: Callable, tmp_path: Path
) -> None:
    ledger.commit([], frame=framed(tmp_path / "inbox"))
    (tmp_path / "inbox" / "scales.yaml").unlink()
    ledger.commit([], frame=read_frame(tmp_path / "inbox" / "case.yaml"))
    assert len(ledger.declared_frame().scales) == 0

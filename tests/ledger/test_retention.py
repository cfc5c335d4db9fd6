"""Retention: a ledger that keeps only quotes holds no original and no text, and says what it cannot check."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ledger.united import bytes_in

from holdsway.errors import FrameError, LedgerError
from holdsway.frame import read_frame
from holdsway.ledger import Ledger, open_ledger, verify
from holdsway.words import Quote

CASE = "name: case\nparties: [{{id: goa}}]\nretention: {}\n"


def framed(folder: Path, retention: str) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(CASE.format(retention), "utf-8")
    return read_frame(folder / "case.yaml")


@pytest.fixture
def quoting(ledger: Ledger, said: Callable, paper: Callable, tmp_path: Path) -> Ledger:
    """A ledger that keeps only quotes, with one report of which half is quoted, and a table."""
    document = paper("Burka fell on Tuesday. The rest is nobody's business.\n")
    quoted = said("Burka", document=document[0].sha256, quote=Quote("Burka fell", start=0, end=10))
    ledger.commit([quoted, said("Nahrin")], [document], frame=framed(tmp_path / "in", "quotes"))
    ledger.commit([], [paper("A later report, without a frame beside it.\n", path="b.md")])
    return ledger


def test_only_hashes_and_quotes_are_kept(quoting: Ledger) -> None:
    content = bytes_in(quoting.folder)
    assert b"nobody's business" not in content
    assert b"later report" not in content
    assert [s.quote.exact for s in quoting.statements()] == ["Burka fell", "Nahrin"]
    assert [(d.path, len(d.sha256), len(d.text_sha256)) for d in quoting.documents()] == [
        ("a.md", 64, 64),
        ("b.md", 64, 64),
    ]


def test_what_cannot_be_checked_is_counted(quoting: Ledger) -> None:
    verdict = verify(quoting)
    assert (verdict.faults, verdict.quotes, verdict.unchecked) == ((), 0, 1)


def test_why_a_text_is_not_there_is_said(quoting: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"a\.md: its text is not kept: the frame keeps only quotes"):
        quoting.text(quoting.documents()[0])


def test_what_was_kept_whole_before_stays_whole(ledger: Ledger, paper: Callable, tmp_path: Path) -> None:
    ledger.commit([], [paper("one")], frame=framed(tmp_path / "in", "full"))
    ledger.commit([], [paper("two", path="b.md")], frame=framed(tmp_path / "in", "quotes"))
    assert ledger.text(ledger.documents()[0]) == "one"
    ledger.commit([], [paper("two", path="b.md")], frame=framed(tmp_path / "in", "full"))
    assert ledger.text(ledger.documents()[1]) == "two"
    assert verify(ledger).faults == ()


def test_a_text_that_only_the_other_side_kept_comes_with_a_merge(
    ledger: Ledger, opened: Callable, paper: Callable, tmp_path: Path
) -> None:
    ledger.commit([], frame=framed(tmp_path / "in", "full"))
    ledger.catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other = opened(Path(shutil.copytree(ledger.folder, tmp_path / "other")))
    other.commit([], [paper("one")])
    ledger.commit([], [paper("one")], frame=framed(tmp_path / "in", "quotes"))
    ledger.merge(other)
    assert ledger.text(ledger.documents()[0]) == "one"
    assert verify(ledger).faults == ()


def test_a_lost_file_is_still_found_beside_one_that_is_not_kept(
    ledger: Ledger, paper: Callable, tmp_path: Path
) -> None:
    ledger.commit([], [paper("one")], frame=framed(tmp_path / "in", "full"))
    ledger.commit([], [paper("two", path="b.md")], frame=framed(tmp_path / "in", "quotes"))
    ledger.originals.path(ledger.documents()[0].sha256).unlink()
    [fault] = verify(open_ledger(ledger.folder)).faults
    assert "is missing" in fault


def test_a_word_that_is_no_retention_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"case\.yaml: retention: 'some' is none of full, quotes; write one of them"):
        framed(tmp_path, "some")

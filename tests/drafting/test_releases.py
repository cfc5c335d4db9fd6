"""Releases of one dataset in one folder, one of them a sample with few columns: an event met in several is one."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from holdsway.desk import open_desk
from holdsway.drafting import draft
from holdsway.records import Kind

UCDP = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ucdp"
FILES = ("ged191_syria.csv.gz", "ged231_sample1000.csv", "ged251_stratified_sample_11col.csv")


def rows_of(name: str) -> Mapping[str, float]:
    """The best estimate of each event of a file."""
    opened = gzip.open if name.endswith(".gz") else open
    with opened(UCDP / name, "rt", encoding="utf-8-sig") as lines:  # type: ignore[operator]
        return {row["id"]: float(row["best"]) for row in csv.DictReader(lines)}


def test_an_event_of_three_releases_is_one_with_its_changed_figure_as_a_revision(tmp_path: Path) -> None:
    if not UCDP.is_dir():
        pytest.skip(f"{UCDP} is not at hand")
    for name in FILES:
        shutil.copy(UCDP / name, tmp_path)
    draft(tmp_path)
    desk = open_desk(tmp_path / "ledger")
    desk.add(*(tmp_path / name for name in FILES))
    kept = {row[0] for row in desk.sql("SELECT DISTINCT native_id FROM statements WHERE kind = 'event'")[1]}
    releases = [rows_of(name) for name in FILES]
    shared = {id for id, n in Counter(id for release in releases for id in release).items() if n > 1} & kept
    assert len(shared) > 380
    now = [said for said in desk.statements() if said.kind is Kind.EVENT and said.native_id in shared]
    assert Counter(said.native_id for said in now) == Counter(shared)
    first_known = {said.native_id: said for said in desk.statements(known_by="2021-01-01") if said.kind is Kind.EVENT}
    changed = 0
    for said in now:
        figures = [release[said.native_id] for release in releases if said.native_id in release]
        assert said.best == figures[-1]
        assert "release" in (said.note or "")
        if said.native_id in releases[0] and said.native_id in first_known:
            assert first_known[said.native_id].best == figures[0]
        if len(set(figures)) > 1:
            changed += 1
            assert said.revises is not None
    assert changed == 20

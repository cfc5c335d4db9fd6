"""Releases of one dataset in one ledger: one event an id, the later figure standing, the earlier known before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from holdsway.clocks import known_by_instant
from holdsway.desk import Desk, open_desk
from holdsway.records import Kind, Statement

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "data" / "ucdp"
RELEASES = (SHARED / "ged191_syria.csv.gz", SHARED / "ged231_sample1000.csv")
CHANGED = {"313638": (6, 12), "218691": (1, 2)}
Filled = Callable[[tuple[Path, ...]], Desk]

ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,admin1,"
    "location,latitude,longitude,geo_precision,source,fatalities,timestamp\n"
    "AFG900001,16 May 2021,2021,1,Battles,Armed clash,Example Front,2,Example Army,1,Afghanistan,Baghlan,Burka,36.15,"
    "69.15,1,Example Agency,{fatalities},{timestamp}\n"
)


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    """Makes a ledger of files, added one after the other, each in a batch of its own."""

    def fill(files: tuple[Path, ...]) -> Desk:
        desk = open_desk(tmp_path / "ledger")
        for file in files:
            desk.add(file)
        return desk

    return fill


def events(desk: Desk, known_by: datetime | None = None) -> dict[str, Statement]:
    said = [s for s in desk.ledger.statements(known_by=known_by) if s.kind is Kind.EVENT]
    counted = Counter(s.native_id for s in said)
    assert not [native_id for native_id, times in counted.items() if times > 1]
    return {s.native_id or "": s for s in said}


@pytest.mark.parametrize("files", [RELEASES, RELEASES[::-1]], ids=["older first", "newer first"])
def test_two_releases_of_ucdp_are_one_event_an_id_in_either_order(filled, files):
    if missing := [file for file in files if not file.exists()]:
        pytest.skip(f"{missing[0]} is not at hand")
    desk = filled(files)
    now = events(desk)
    assert len(now) == 16_465 + 987 - 42
    assert {native_id for native_id, said in now.items() if said.revises} >= CHANGED.keys()
    earlier = events(desk, known_by_instant("2021-01-01"))
    assert (
        len(earlier) == 16_465 - 950
    )  # rows of days after the release that the file's name claims are not dated by it
    for native_id, (was, best) in CHANGED.items():
        said = now[native_id]
        assert said.best == best
        assert "release 23.1" in (said.note or "")
        assert said.revises == earlier[native_id].id
        assert earlier[native_id].best == was
        assert "release 19.1" in (earlier[native_id].note or "")


def test_a_yearly_release_revises_the_candidate_events_of_its_ids(filled, tmp_path):
    formats = HERE.parents[1] / "src" / "holdsway" / "formats"
    content = (formats / "ucdp_candidate.sample.csv").read_text()
    monthly, yearly = tmp_path / "GEDEvent_v26_0_5.csv", tmp_path / "GEDEvent_v27_1.csv"
    monthly.write_text(content)
    yearly.write_text(content.replace(",1,2,0,0,3,4,2,", ",1,4,0,0,5,6,4,"))
    desk = filled((monthly, yearly))
    said, before = events(desk)["910001"], events(desk, known_by_instant("2026-12-31"))["910001"]
    assert (before.best, said.best, said.revises) == (3, 5, before.id)
    assert (before.reader, said.reader) == ("ucdp_candidate", "ucdp_ged")
    assert before.note is not None
    assert before.note.startswith("candidate event, not vetted yet")
    assert before.note.endswith("release v26_0_5")


def test_a_later_timestamp_revises_an_acled_event_and_a_deletion_ends_it(filled, tmp_path):
    first, later, deleted = (tmp_path / name for name in ("may.csv", "july.csv", "deleted.csv"))
    first.write_text(ACLED.format(fatalities=3, timestamp=1_621_900_800))  # 2021-05-25
    later.write_text(ACLED.format(fatalities=7, timestamp=1_625_097_600))  # 2021-07-01
    deleted.write_text("event_id_cnty,deleted_timestamp\nAFG900001,1630454400\n")  # 2021-09-01
    desk = filled((deleted, later, first))
    known = [events(desk, datetime(2021, month, 2, tzinfo=UTC)) for month in (5, 6, 7, 9)]
    assert [{id: said.best for id, said in then.items()} for then in known] == [
        {},
        {"AFG900001": 3},
        {"AFG900001": 7},
        {},
    ]
    assert known[2]["AFG900001"].revises == known[1]["AFG900001"].id
    assert events(desk) == {}


def test_deletions_csv_withdraws_what_any_source_said_under_an_id(filled, tmp_path):
    gtd, deletions = tmp_path / "gtd.csv", tmp_path / "deletions.csv"
    gtd.write_bytes((HERE.parents[1] / "src" / "holdsway" / "formats" / "gtd.sample.csv").read_bytes())
    (tmp_path / "gtd.csv.meta.yaml").write_text("published: 2020-01-31\n")
    deletions.write_text("source,source_event_id,withdrawn\nGTD,201905140001,2021-03-01\n")
    desk = filled((gtd, deletions))
    assert "201905140001" in events(desk, known_by_instant("2021-02-28"))
    assert events(desk).keys() == {"201906000002", "201907020003"}

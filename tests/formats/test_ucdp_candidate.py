from __future__ import annotations

from pathlib import Path

import pytest

import holdsway.formats

SAMPLE = (Path(holdsway.formats.__file__).parent / "ucdp_candidate.sample.csv").read_text()


@pytest.mark.parametrize(
    ("name", "release", "published"),
    [
        ("GEDEvent_v21_0_5.csv", "v21_0_5", "2021-06-01/2021-06-30"),
        ("UCDP_GEDEvent_v23_0_11.csv", "v23_0_11", "2023-12-01/2023-12-31"),
        ("GEDEvent_v23_0_12.csv", "v23_0_12", "2024-01-01/2024-01-31"),
        ("GEDEvent_v23_01_23_12.csv", "v23_01_23_12", "2024-01-01/2024-01-31"),
        ("GEDEvent_v26_01_26_06.csv", "v26_01_26_06", "2026-07-01/2026-07-31"),
    ],
)
def test_the_name_of_a_file_tells_the_months_and_when_they_came_out(reads, name, release, published):
    reading = reads(SAMPLE, name=name)
    assert (reading.format, reading.release) == ("ucdp_candidate", release)
    assert str(reading.document.published) == published


@pytest.mark.parametrize("name", ["GEDEvent_v23_1.csv", "ged231.csv", "events.csv"])
def test_a_yearly_release_or_any_other_name_is_the_ged(reads, name):
    assert reads(SAMPLE, name=name).format == "ucdp_ged"


def test_a_candidate_has_the_source_and_the_id_of_the_ged_and_says_that_it_is_one(reads):
    said = reads(SAMPLE, name="GEDEvent_v26_0_5.csv").statements[0]
    assert (said.source, said.native_id) == ("UCDP GED", "910001")
    assert (said.note or "").startswith("candidate event, not vetted yet; original source: governor")
    assert said.flags == ()


def test_a_row_that_ucdp_still_checks_is_a_doubt(reads):
    said = reads(SAMPLE.replace("Clear", "Check dyad", 1), name="GEDEvent_v26_0_5.csv").statements[0]
    assert said.flags == ("UCDP marks the row 'Check dyad': not settled, it may yet change or be dropped",)

from __future__ import annotations

import pytest

HEADER = "source,source_event_id,withdrawn,note,url\n"


def test_a_row_withdraws_an_event_of_any_source_from_a_day_or_a_time_on(reads):
    rows = "Coders,EX-1,2021-06-01,entered twice,\nCoders,EX-2,2021-06-02T10:00+00:00,,https://example.org/2\n"
    reading = reads(HEADER + rows)
    day, time = reading.statements
    assert reading.format == "deletions"
    assert (day.source, day.native_id, day.retracts, day.note) == ("Coders", "EX-1", "withdrawn:EX-1", "entered twice")
    assert (str(day.published), str(time.published)) == ("2021-06-01", "2021-06-02T10:00Z")
    assert time.url == "https://example.org/2"


def test_one_id_of_two_sources_is_two_events(reads):
    reading = reads(HEADER + "Coders,EX-1,2021-06-01,,\nOthers,EX-1,2021-06-02,,\n")
    assert not reading.rejects
    assert len({said.id for said in reading.statements}) == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",EX-1,2021-06-01,,", "source"),
        ("Coders,,2021-06-01,,", "source_event_id"),
        ("Coders,EX-1,,,", "withdrawn"),
        ("Coders,EX-1,01/06/2021,,", "withdrawn"),
        ("Coders,EX-1,2021-02-30,,", "withdrawn"),
    ],
)
def test_a_withdrawal_without_its_source_id_or_time_is_rejected(reads, row, column):
    (reject,) = reads(HEADER + row + "\n").rejects
    assert reject.column == column


def test_an_event_that_is_withdrawn_twice_at_other_times_is_rejected_the_second_time(reads):
    reading = reads(HEADER + "Coders,EX-1,2021-06-01,,\nCoders,EX-1,2021-06-02,,\n")
    assert len(reading.statements) == 1
    assert "source Coders, source_event_id EX-1 stand in row 2 already" in reading.rejects[0].reason

from __future__ import annotations

from datetime import UTC, datetime

import pytest

HEADER = "event_id_cnty,deleted_timestamp\n"


def test_a_deleted_id_withdraws_all_that_acled_said_under_it(reads):
    reading = reads(HEADER + "AFG900001,1630454400\n")
    (said,) = reading.statements
    assert (reading.format, said.source, said.native_id) == ("acled_deleted", "ACLED", "AFG900001")
    assert said.retracts == "withdrawn:AFG900001"
    assert said.published is not None
    assert said.published.last == datetime(2021, 9, 1, tzinfo=UTC)
    assert (said.sensitivity, said.valid, said.flags) == ("rows-withheld", None, ())


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("AFG900001,", "deleted_timestamp", "is blank"),
        (",1630454400", "event_id_cnty", "is blank"),
        ("AFG900001,2021-09-01", "deleted_timestamp", "is not a number"),
        ("AFG900001,99999999999999999", "deleted_timestamp", "write seconds since 1970"),
    ],
)
def test_a_deletion_without_an_id_or_a_time_is_rejected(reads, row, column, reason):
    (reject,) = reads(HEADER + row + "\n").rejects
    assert reject.column == column
    assert reason in reject.reason

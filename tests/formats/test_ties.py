from __future__ import annotations

from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.records import ActorRole, Kind

HEADER = "source,actor1,tie,actor2,from,to,published,url,note\n"


def test_a_tie_joins_a_subject_and_an_object_for_as_long_as_it_lasts(reads):
    (said,) = reads(HEADER + "Desk,Rasool faction,faction of,Taleban,2015-11,2021-05-12,2021-06-01,,\n").statements
    assert (said.kind, said.label, said.open) == (Kind.TIE, "faction of", False)
    assert said.actors == (
        ActorRole("Rasool faction", "subject", "Rasool faction"),
        ActorRole("taliban", "object", "Taleban"),
    )
    assert said.valid == Days(date(2015, 11, 1), date(2021, 5, 12))


@pytest.mark.parametrize(
    ("began", "ended", "valid", "lasts", "note"),
    [
        ("2015-11-03", "", Days(date(2015, 11, 3), date(2015, 11, 3)), True, None),
        ("", "", None, False, None),
        ("", "2021", Days(date(2021, 1, 1), date(2021, 12, 31)), False, "began before 2021, day not said"),
    ],
)
def test_either_end_of_a_tie_may_be_unknown(reads, began, ended, valid, lasts, note):
    (said,) = reads(HEADER + f"Desk,A. Noor,kin of,B. Noor,{began},{ended},2021-06-01,,\n").statements
    assert (said.valid, said.open, said.note) == (valid, lasts, note)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("Desk,A,,B,,,2021-06-01,,", "tie", "tie is blank; fill it in"),
        ("Desk,A,leads,,,,2021-06-01,,", "actor2", "actor2 is blank; fill it in"),
        ("Desk,ANA,part of,Government of Afghanistan,,,,,", "actor2", "is the same as actor1; name two actors"),
        ("Desk,A,leads,B,2021-06-01,2020-06-01,,,", "to", "to 2020-06-01 is before 2021-06-01, when it began"),
        ("Desk,A,leads,B,soon,,,,", "from", "from 'soon' is not a date; write YYYY-MM-DD"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(HEADER + row + "\n").rejects
    assert reject.column == column
    assert reason in reject.reason

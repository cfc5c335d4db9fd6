from __future__ import annotations

from datetime import date

import pytest

from holdsway.clocks import Days
from holdsway.records import ActorRole, Kind

HEADER = "source,actor,list,programme,since,reward,published,url,note\n"


def test_a_listing_says_who_is_on_which_list_since_when(reads):
    row = "US Treasury,Taleban,OFAC SDN,SDGT,2002-07-03,5000000,2021-05-01,,renewed\n"
    (said,) = reads(HEADER + row).statements
    assert (said.kind, said.label, said.open) == (Kind.LISTING, "SDGT", True)
    assert said.actors == (ActorRole("taliban", "subject", "Taleban"), ActorRole("OFAC SDN", "object", "OFAC SDN"))
    assert said.valid == Days(date(2002, 7, 3), date(2002, 7, 3))
    assert (said.best, said.number_of, said.note) == (5_000_000, "reward USD", "renewed; reward: 5000000")


def test_a_reward_in_words_is_kept_as_words(reads):
    (said,) = reads(HEADER + "State,X,RFJ,,,up to 10 million,2021-05-01,,\n").statements
    assert (said.best, said.number_of, said.note) == (None, None, "reward: up to 10 million")
    assert (said.valid, said.open) == (None, False)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("State,,RFJ,,,,2021-05-01,,", "actor", "actor is blank; fill it in"),
        ("State,X,,,,,2021-05-01,,", "list", "list is blank; fill it in"),
        ("State,X,RFJ,,,-5,2021-05-01,,", "reward", "reward '-5' is negative; write 0 or more"),
        ("State,X,RFJ,,7.3.2002,,2021-05-01,,", "since", "since '7.3.2002' is not a date; write YYYY-MM-DD"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column_and_a_remedy(reads, row, column, reason):
    (reject,) = reads(HEADER + row + "\n").rejects
    assert reject.column == column
    assert reason in reject.reason

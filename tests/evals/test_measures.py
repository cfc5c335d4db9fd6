from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from measures import Tally, best_pairs, bucket, table

WORTHS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9).map(float), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def best_by_trying(worth: list[list[float]]) -> float:
    rows, columns = len(worth), len(worth[0])
    if rows > columns:
        worth, rows, columns = [list(column) for column in zip(*worth, strict=True)], columns, rows
    return max(sum(worth[r][c] for r, c in enumerate(order)) for order in permutations(range(columns), rows))


@given(WORTHS)
def test_the_pairs_chosen_are_worth_as_much_as_any_can_be(worth: list[list[float]]) -> None:
    pairs = best_pairs(worth)
    assert sum(worth[r][c] for r, c in pairs) == best_by_trying(worth)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def test_what_is_worth_nothing_makes_no_pair() -> None:
    assert best_pairs([[0.0, 2.0], [0.0, 0.0]]) == [(0, 1)]
    assert best_pairs([]) == best_pairs([[]]) == []


def test_precision_recall_and_f1_of_tallies_that_were_added() -> None:
    both = Tally(1, 2, 4) + Tally(2, 2, 2)
    assert (both.precision, both.recall, both.f1) == (3 / 4, 3 / 6, 6 / 10)
    assert Tally(0, 0, 0).f1 == 0.0


def test_a_name_falls_into_the_same_half_in_every_run() -> None:
    assert [bucket(name) for name in ("a.md", "b.md", "c.md", "d.md")] == [1, 0, 0, 1]


def test_a_table_is_no_wider_than_80_columns_and_says_of_how_many_a_share_is() -> None:
    shown = table("scores", {"recall " + "x" * 90: 0.5, "recall": 0.25, "(recall)": 1200.0, "(items)": 7.0}, ["n" * 99])
    assert max(map(len, shown.splitlines())) <= 80
    assert "0.250  of 1,200" in shown
    assert [line.split() for line in shown.splitlines() if line.startswith("items")] == [["items", "7"]]

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.brief.wording import count, listing, marks, moment, pieces, plain, probability, span
from holdsway.clocks import parse_days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("2021-07-15", "15 July 2021"),
        ("2021-07-12/2021-07-18", "12–18 July 2021"),
        ("2021-06-28/2021-07-04", "28 June – 4 July 2021"),
        ("2020-12-28/2021-01-03", "28 December 2020 – 3 January 2021"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("2021-07-01/9998-12-31", "1 July 2021 – 31 December 9998"),
    ],
)
def test_days_are_worded_with_month_and_year_said_once(days: str, words: str) -> None:
    assert span(parse_days(days)) == words


def test_a_moment_is_worded_with_its_zone_and_anything_else_stands_as_it_is() -> None:
    assert moment("2021-07-15T10:30Z") == "15 July 2021, 10:30 UTC"
    assert moment("2021-07-15T10:30+04:30") == "15 July 2021, 10:30 UTC+04:30"
    assert moment("2021-07-15") == "15 July 2021"
    assert moment("late last week") == "late last week"


@given(st.floats(0, 1))
def test_a_probability_is_never_shown_as_a_certainty(p: float) -> None:
    assert probability(p) not in ("0.00", "1.00")


def test_small_words() -> None:
    assert marks((3, 5)) == "[3,5]"
    assert marks(()) == ""
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [count(1, "report"), count(1037, "soldier"), count(2, "city", "cities")] == [
        "1 report",
        "1,037 soldiers",
        "2 cities",
    ]


def test_marks_within_a_finding_stay_where_they_are_and_the_rest_come_last() -> None:
    said = pieces("Taliban by AFP [3]; government by Tolo [4,5]", (3, 4, 5, 6), {3, 4, 5, 6})
    assert said == ["Taliban by AFP", (3,), "; government by Tolo", (4, 5), (6,)]


def test_a_number_in_brackets_that_is_no_footnote_stays_words() -> None:
    assert pieces("the list [2021] of names [1]", (1,), {1}) == ["the list [2021] of names", (1,)]


@given(st.text())
def test_plain_text_holds_nothing_that_can_act(text: str) -> None:
    left = plain(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in left)
    assert not set(left) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    assert plain(left) == left


def test_plain_text_keeps_letters_and_joiners_of_every_script() -> None:
    assert plain("می‌خواهند  سپین بولدک\n") == "می‌خواهند سپین بولدک"
    assert plain("\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07") == "red link"


def test_every_month_is_named() -> None:
    said = [span(parse_days(str(date(2021, month, 15)))).split()[1] for month in range(1, 13)]
    assert len(set(said)) == 12

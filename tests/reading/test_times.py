from __future__ import annotations

import importlib.util
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.clocks import Days, parse_days
from holdsway.reading.almanac import latest, part, season, shifted, whole
from holdsway.reading.lexicon import in_order
from holdsway.reading.times import When, inferred, is_weekday, times

THURSDAY = date(2021, 7, 15)
EVALS = Path(__file__).parents[2] / "evals" / "times.py"
WORDS = in_order(
    "the a of in on by until since from to and or , . - ( ) 's last next this past coming recent early mid late "
    "earlier later ago before after first fifth twenty one two few couple dozen half days week weeks months year "
    "decades hours night weekend century quarter January May may AUG Sept. Monday Tues Sun spring fall winter 1 5th "
    "31 29 89 2021 1500 0000 9999 9999-12-31 0001-01-01 3–9 9/11 22:15 10 p.m. 0330 GMT 1990s 99.99.9999 today "
    "tomorrow overnight dawn eve Christmas New Year Eve beginning end that same following Q4 fiscal said will"
)
EDGES = [date.min, date(1, 1, 8), date(8, 2, 2), date(2020, 2, 29), date(9990, 5, 5), date(9999, 12, 30), date.max]


def found(text: str, on: date | None = THURSDAY, *, told: str | None = None, ahead: bool | None = None) -> list[When]:
    return times(text.split(), on, told=parse_days(told) if told else None, ahead=ahead)


def days(text: str, on: date | None = THURSDAY, *, told: str | None = None, ahead: bool | None = None) -> list[str]:
    return [str(when.days) for when in found(text, on, told=told, ahead=ahead)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("on 5 May", "2021-05-05"),
        ("on May 5th , 2019", "2019-05-05"),
        ("the third of March", "2021-03-03"),
        ("on the 28th .", "2021-06-28"),
        ("23.05.2021", "2021-05-23"),
        ("2021 - 05 - 23", "2021-05-23"),
        ("2021-05-23", "2021-05-23"),
        ("( 2021-05-23T10:30Z )", "2021-05-23"),
        ("5 May last year", "2020-05-05"),
        ("Wednesday , 14 July", "2021-07-14"),
        ("the early 1990s", "1990-01-01/1993-12-31"),
        ("in the 19th century", "1801-01-01/1900-12-31"),
        ("the second half of May", "2021-05-16/2021-05-31"),
        ("the last week of June", "2021-06-24/2021-06-30"),
        ("the first quarter of 2020", "2020-01-01/2020-03-31"),
        ("last winter", "2020-12-01/2021-02-28"),
        ("the fall of 2019", "2019-09-01/2019-11-30"),
        ("late last week", "2021-07-08/2021-07-11"),
        ("this month", "2021-07-01/2021-07-15"),
        ("the weekend", "2021-07-10/2021-07-11"),
        ("twenty - two days ago", "2021-06-20/2021-06-26"),
        ("two or three days ago", "2021-07-12/2021-07-13"),
        ("nine years ago today", "2012-07-15"),
        ("30 minutes ago", "2021-07-14/2021-07-15"),
        ("over the last two months", "2021-05-15/2021-07-15"),
        ("the day before yesterday", "2021-07-13"),
        ("last night", "2021-07-14/2021-07-15"),
        ("on New Year 's Eve", "2020-12-31"),
    ],
)
def test_an_expression_means_whole_days_by_the_day_of_publication(text: str, meant: str) -> None:
    assert days(text) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "the troops may march",
        "May it be so",
        "Mrs May spoke",
        "April Weston spoke",
        "the March on the capital",
        "Mar del Norte in Mar province",
        "they sat in the sun",
        "a second blast",
        "the fall of the town",
        "the spring offensive",
        "fiscal year 2019",
        "the 5th Brigade",
        "26 September Street",
        "2000 fighters",
        "a 19 - year - old",
        "for five years",
        "every Friday",
        "Bloody Sunday",
        "the Sunday Times",
        "USA Today printed it",
        "a dawn raid",
        "31 June",
        "03/06/2021",
        "two days before the vote was held",
        "the eve of the vote",
        "a week after the invasion",
        "they MAY or MAY not",
        "noting that 2010 people left",
    ],
)
def test_words_that_look_like_a_time_are_none(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("from 28 December to 3 January", "2020-12-28/2021-01-03"),
        ("from May 30 to June 2 , 2020", "2020-05-30/2020-06-02"),
        ("from December to February", "2020-12-01/2021-02-28"),
        ("between March and June 2020", "2020-03-01/2020-06-30"),
        ("from November 2019 to March 2020", "2019-11-01/2020-03-31"),
        ("between 1996 and 2001", "1996-01-01/2001-12-31"),
        ("3–9 May", "2021-05-03/2021-05-09"),
        ("on 3 , 4 and 5 May", "2021-05-03/2021-05-05"),
        ("from Friday to Monday", "2021-07-09/2021-07-12"),
        ("from Thursday to Saturday", "2021-07-08/2021-07-10"),
        ("on Monday , Tuesday and Wednesday", "2021-07-12/2021-07-14"),
        ("between the night of 15 June and early on 16 June", "2021-06-15/2021-06-16"),
        ("in April or May", "2021-04-01/2021-05-31"),
    ],
)
def test_a_stretch_runs_from_its_first_day_to_its_last_and_never_backwards(text: str, meant: str) -> None:
    assert days(text) == [meant]


def test_days_that_do_not_follow_each_other_are_two_expressions() -> None:
    assert days("on Monday and Wednesday") == ["2021-07-12", "2021-07-14"]


def test_a_number_of_people_after_a_day_is_no_other_day() -> None:
    assert days("On May 3 , 12 soldiers died") == ["2021-05-03"]
    assert days("On May 3 and 4 soldiers died") == ["2021-05-03"]
    assert days("wounding 23 , 5 May") == ["2021-05-05"]


@pytest.mark.parametrize(
    ("text", "on", "meant"),
    [
        ("on 28 December", date(2016, 1, 8), "2015-12-28"),
        ("in December", date(2016, 1, 8), "2015-12-01/2015-12-31"),
        ("on 5 June", date(2021, 5, 12), "2021-06-05"),
        ("on 5 August", date(2021, 5, 12), "2020-08-05"),
        ("on 5 January", date(2021, 12, 28), "2022-01-05"),
        ("on 29 February", date(2021, 5, 12), "2020-02-29"),
        ("last May", date(2021, 5, 12), "2020-05-01/2020-05-31"),
    ],
)
def test_a_day_without_a_year_is_the_latest_or_a_plan_of_the_next_six_weeks(text: str, on: date, meant: str) -> None:
    assert days(text, on) == [meant]


@pytest.mark.parametrize(
    ("text", "past", "to_come"),
    [
        ("on Friday", "2021-07-09", "2021-07-16"),
        ("on Thursday", "2021-07-15", "2021-07-15"),
        ("on 5 August", "2020-08-05", "2021-08-05"),
        ("in September", "2020-09-01/2020-09-30", "2021-09-01/2021-09-30"),
        ("this week", "2021-07-12/2021-07-15", "2021-07-15/2021-07-18"),
        ("over the weekend", "2021-07-10/2021-07-11", "2021-07-17/2021-07-18"),
    ],
)
def test_what_is_known_to_come_looks_on_and_what_is_known_to_be_past_looks_back(
    text: str, past: str, to_come: str
) -> None:
    assert days(text, ahead=False) == [past]
    assert days(text, ahead=True) == [to_come]


def test_so_long_from_now_is_a_time_only_of_what_is_to_come() -> None:
    assert days("in two days", ahead=True) == ["2021-07-17"]
    assert days("the town fell in two days") == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("since 1 May", "2021-05-01/2021-07-15"),
        ("since Monday", "2021-07-12/2021-07-15"),
        ("since last week", "2021-07-05/2021-07-15"),
        ("from 3 May onwards", "2021-05-03/2021-07-15"),
        ("held until 5 June", "2021-06-05"),
        ("must leave by Friday", "2021-07-15/2021-07-16"),
        ("had left by Friday", "2021-07-09"),
        ("by 11 September", "2021-07-15/2021-09-11"),
        ("until the end of the month", "2021-07-15/2021-07-31"),
        ("until 2023", "2021-07-15/2023-12-31"),
    ],
)
def test_since_runs_to_publication_and_until_runs_on_to_what_is_still_to_come(text: str, meant: str) -> None:
    assert days(text) == [meant]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("It fell on 3 May and was retaken the next day", "2021-05-04"),
        ("It fell on 3 May , having been lost a week earlier", "2021-04-26"),
        ("It fell on 3 May and was retaken later that day", "2021-05-03"),
        ("It fell on 3 May . At 10 p.m. they left", "2021-05-03"),
        ("It fell on 3 May and was retaken two months later", "2021-07-03"),
        ("It fell on 3 May and was retaken the following week", "2021-05-10/2021-05-16"),
    ],
)
def test_a_step_goes_from_the_day_told_before_it_in_the_sentence(text: str, meant: str) -> None:
    assert days(text)[1:] == [meant]


def test_a_step_from_a_day_named_after_it_is_one_expression() -> None:
    (one,) = found("retaken two days after 3 May by troops")
    assert (one.start, one.end, str(one.days), one.relative) == (1, 6, "2021-05-05", None)


@pytest.mark.parametrize(
    ("text", "alone", "back", "meant"),
    [
        ("a day later", "2021-07-15", -1, "2021-06-02"),
        ("the day before", "2021-07-14", 1, "2021-05-31"),
        ("two weeks earlier", "2021-06-29/2021-07-03", 14, "2021-05-18"),
        ("the same day", "2021-07-15", 0, "2021-06-01"),
        ("at about 10 p.m.", "2021-07-14/2021-07-15", 0, "2021-06-01"),
        ("the previous month", "2021-06-01/2021-06-30", 30, "2021-05-01/2021-05-31"),
    ],
)
def test_a_step_from_a_day_not_known_has_a_stand_in_until_that_day_is_told(
    text: str, alone: str, back: int, meant: str
) -> None:
    (one,) = found(text)
    assert (str(one.days), one.relative) == (alone, back)
    assert str(one.told_by(parse_days("2021-06-01"))) == meant
    assert one.told_by(None) == one.days
    (known,) = found(text, told="2021-06-01")
    assert (str(known.days), known.relative) == (meant, None)


def test_an_hour_and_its_day_are_one_expression_in_either_order() -> None:
    for text in ("10 p.m. on Tuesday", "Tuesday at 10 p.m.", "noon on Tuesday", "Tuesday night", "dawn Tuesday"):
        (one,) = found(f"struck at {text} near the ford")
        assert (str(one.days), one.start, one.end) == ("2021-07-13", 2, 2 + len(text.split())), text


def test_the_day_on_which_somebody_spoke_does_not_date_the_hour_before_or_after() -> None:
    assert days("They came at 10 p.m. , he said on Wednesday")[0] == "2021-07-14/2021-07-15"
    assert days("He said on Monday that they came at 10 p.m.")[1] == "2021-07-14/2021-07-15"


def test_the_day_of_a_dateline_dates_nothing_else() -> None:
    assert days("NORHAVEN , 15 JUL 21 ( RADIO ) - They came at dawn") == ["2021-07-15", "2021-07-14/2021-07-15"]


def test_two_digits_are_a_year_only_in_the_style_of_cables() -> None:
    assert days("QUILLE , 14 AUG 89 ( RADIO )", date(1989, 9, 4)) == ["1989-08-14"]
    assert days("On 14 August 89 people died", date(1989, 9, 4)) == ["1989-08-14"]
    assert found("On 14 August 89 people died", date(1989, 9, 4))[0].end == 3


def test_text_in_capitals_is_read_like_any_other() -> None:
    assert days("THE POST WAS LOST ON TUESDAY AND MAY BE RETAKEN") == ["2021-07-13"]


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    text = "on Tuesday , in May , on 5 May 2019 , on 3 June , in 2014 , two days ago , since 1 May 2020"
    assert days(text, None) == ["2019-05-05", "2014-01-01/2014-12-31", "2020-05-01"]


def test_a_sentence_without_a_time_gives_nothing() -> None:
    assert times([], THURSDAY) == []
    assert found("At least 23 people were killed and 1,200 fled the city .") == []


def test_what_is_not_dated_is_of_the_day_of_publication_or_the_one_before() -> None:
    assert inferred(THURSDAY) == Days(date(2021, 7, 14), THURSDAY)
    assert inferred(date.min) == Days(date.min, date.min)
    assert is_weekday("tuesday")
    assert not is_weekday("tues")


def test_a_part_of_a_stretch_lies_in_it() -> None:
    for unit, names in (
        ("week", ("early", "mid", "late")),
        ("month", ("early", "mid", "late", "first", "second")),
        ("year", ("early", "mid", "late", "first", "second")),
        ("decade", ("early", "mid", "late", "first", "second")),
    ):
        stretch = whole(unit, date(2021, 2, 17))
        for name in names:
            inner = part(stretch, unit, name)
            assert stretch.first <= inner.first <= inner.last <= stretch.last, (unit, name)


def test_a_winter_is_of_the_year_in_which_it_begins() -> None:
    assert season("winter", 2019) == Days(date(2019, 12, 1), date(2020, 2, 29))


def test_a_month_on_from_its_last_day_is_the_last_day_of_the_next() -> None:
    assert shifted(date(2021, 1, 31), months=1) == date(2021, 2, 28)
    assert shifted(date.min, days=-1) == date.min
    assert shifted(date(9999, 12, 1), months=5).year == 9999


def test_there_is_no_year_for_a_day_that_no_year_has() -> None:
    assert latest(2, 30, THURSDAY, ahead=None) is None


@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.one_of(st.none(), st.sampled_from(EDGES), st.dates()),
    st.one_of(st.none(), st.sampled_from(EDGES[:-1]).map(lambda day: Days(day, day))),
    st.sampled_from([None, True, False]),
)
def test_no_words_and_no_day_make_it_fail_and_what_it_finds_stands_in_order(
    words: list[str], on: date | None, told: Days | None, ahead: bool | None
) -> None:
    last = 0
    for when in times(words, on, told=told, ahead=ahead):
        assert last <= when.start < when.end <= len(words)
        last = when.end


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_text_can_be_read(words: list[str]) -> None:
    assert all(when.end <= len(words) for when in times(words, THURSDAY))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-500, 500))
def test_what_hangs_on_the_day_moves_with_it_by_whole_weeks(on: date, weeks: int) -> None:
    away = timedelta(weeks=weeks)
    for text in ("on Tuesday", "two days ago", "last week", "late last week", "the past ten days", "next Friday"):
        (one,), (other,) = found(text, on), found(text, on + away)
        assert other.days == Days(one.days.first + away, one.days.last + away)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_what_is_past_never_ends_after_publication(on: date) -> None:
    for text in ("on 5 August", "on Sunday", "this year", "earlier this month", "recent weeks"):
        (one,) = found(text, on, ahead=False)
        assert one.days.last <= max(on, one.days.first)
        assert one.days.first <= on


def table() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evals_times", EVALS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["evals_times"] = module
    spec.loader.exec_module(module)
    return module


def test_nineteen_of_twenty_rows_of_the_table_are_right_and_of_those_held_back_too() -> None:
    scored = table()
    rows = list(scored.rows())
    held_back = [row for row in rows if row.is_held_back]
    assert len(rows) >= 400
    assert len(held_back) >= 120
    assert sum(row.days is None for row in rows) >= 40
    assert scored.share(rows, scored.grammar, scored.is_right) >= 0.95
    assert scored.share(held_back, scored.grammar, scored.is_right) >= 0.95


def test_a_wrong_or_missing_answer_is_not_right() -> None:
    scored = table()
    row = next(r for r in scored.rows() if r.days is not None)
    good = scored.Found(row.start, row.end, row.days)
    bad = scored.Found(row.start, row.end, Days(date(1900, 1, 1), date(1900, 1, 1)))
    assert [scored.is_right(row, answer) for answer in ([good], [], [bad], [good, bad])] == [True, False, False, False]
    assert re.search(r"\[|\]", row.text) is None


def test_a_month_within_one_capital_word_is_read_without_a_crash() -> None:
    (found,) = times(["BY", "MID-SEPTEMBER", "AND", "LATER"], date(1989, 10, 1))
    assert str(found.days) == "1989-09-11/1989-09-20"

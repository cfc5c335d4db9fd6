"""The three clocks: what a written date means, and when a publication counts as known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.clocks import Days, Published, known_by_instant, parse_day, parse_days, parse_published, week
from holdsway.errors import DateError

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2021-07-20", date(2021, 7, 20), date(2021, 7, 20)),
        (" 2021-07-20 ", date(2021, 7, 20), date(2021, 7, 20)),
        ("2021-07", date(2021, 7, 1), date(2021, 7, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-W30", date(2021, 7, 26), date(2021, 8, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2021-08-01/2021-08-10", date(2021, 8, 1), date(2021, 8, 10)),
        ("2021-07/2021-08", date(2021, 7, 1), date(2021, 8, 31)),
        ("2021-07-30/2021-W31", date(2021, 7, 30), date(2021, 8, 8)),
    ],
)
def test_a_date_stands_for_every_day_its_precision_allows(words: str, first: date, last: date) -> None:
    assert parse_days(words) == Days(first, last)


@pytest.mark.parametrize(
    "words",
    [
        "31-02-2021",
        "03/04/2021",
        "2021-02-31",
        "2021-13",
        "2021-00",
        "0000",
        "2021-W54",
        "20 July 2021",
        "",
        "2021-7-2",
        "2021-08-10/2021-08-01",
        "2021-08-01/",
        "/2021-08-01",
        "2021-08-01/nonsense",
        "yesterday",
        "2021-07-20x",
    ],
)
def test_words_that_are_not_a_date_are_refused_with_the_way_to_write_one(words: str) -> None:
    with pytest.raises(DateError, match=r"write YYYY-|give the earlier day first") as refused:
        parse_days(words)
    assert words.split("/")[0] in str(refused.value)


@pytest.mark.parametrize("words", ["31-02-2021", "03/04/2021", "2021-07", "2021", "", "٢٠"])
def test_where_one_day_is_asked_for_nothing_less_exact_is_taken(words: str) -> None:
    with pytest.raises(DateError, match="write YYYY-MM-DD"):
        parse_day(words)


@pytest.mark.parametrize("words", ["2021", "2021-W", "2021-W00", "2021-W53", "W30", "2021-W3"])
def test_a_week_that_is_not_one_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(DateError, match="as in 2021-W30"):
        week(words)


@given(DAYS)
def test_every_day_lies_in_its_own_week_month_and_year(day: date) -> None:
    year, number, _ = day.isocalendar()
    for words in (str(day), f"{year:04}-W{number:02}", f"{day:%Y-%m}", f"{day:%Y}"):
        assert day in parse_days(words)


@given(DAYS, st.integers(0, 400))
def test_the_end_is_the_first_day_after_and_not_within(first: date, length: int) -> None:
    days = Days(first, first + timedelta(days=length))
    assert days.end - first == timedelta(days=length + 1)
    assert days.last in days
    assert days.end not in days
    assert first - timedelta(days=1) not in days


@given(DAYS, DAYS)
def test_days_that_end_before_they_begin_are_refused(one: date, other: date) -> None:
    if one <= other:
        assert parse_days(f"{one}/{other}") == Days(one, other)
    else:
        with pytest.raises(DateError, match="ends before it begins"):
            Days(one, other)


@given(DAYS, st.integers(0, 30), DAYS, st.integers(0, 30))
def test_two_stretches_overlap_when_some_day_lies_in_both(one: date, long: int, other: date, short: int) -> None:
    left, right = Days(one, one + timedelta(days=long)), Days(other, other + timedelta(days=short))
    shared = any(one + timedelta(days=n) in right for n in range(long + 1))
    assert left.overlaps(right) is right.overlaps(left) is shared


@given(DAYS, st.integers(0, 400))
def test_days_are_read_back_as_they_are_printed(first: date, length: int) -> None:
    days = Days(first, first + timedelta(days=length))
    assert parse_days(str(days)) == days


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("2021-07-20", datetime(2021, 7, 21, tzinfo=UTC)),
        ("2021-07", datetime(2021, 8, 1, tzinfo=UTC)),
        ("2021", datetime(2022, 1, 1, tzinfo=UTC)),
        ("2021-W30", datetime(2021, 8, 2, tzinfo=UTC)),
        ("2021-07-20/2021-07-24", datetime(2021, 7, 25, tzinfo=UTC)),
        ("2021-07-20T10:30", datetime(2021, 7, 20, 10, 30, tzinfo=UTC)),
        ("2021-07-20 10:30", datetime(2021, 7, 20, 10, 30, tzinfo=UTC)),
        ("2021-07-20T10:30Z", datetime(2021, 7, 20, 10, 30, tzinfo=UTC)),
        ("2021-07-20T10:30+04:30", datetime(2021, 7, 20, 6, 0, tzinfo=UTC)),
        ("2021-07-20T01:00+04:30", datetime(2021, 7, 19, 20, 30, tzinfo=UTC)),
        ("2021-07-20T23:00-05:00", datetime(2021, 7, 21, 4, 0, tzinfo=UTC)),
    ],
)
def test_a_publication_is_out_at_the_end_of_what_was_said_of_it(words: str, instant: datetime) -> None:
    assert parse_published(words).last == instant
    assert known_by_instant(words) == instant


@pytest.mark.parametrize("words", ["2021-07-20T25:00", "2021-07-20T10:30+99:00", "Tuesday", "2021-07-20 morning"])
def test_words_that_are_not_a_time_are_refused_with_the_way_to_write_one(words: str) -> None:
    with pytest.raises(DateError, match="write YYYY-MM-DD"):
        parse_published(words)


@pytest.mark.parametrize("words", ["9999-12-31", "9999", "0001-01-01T00:00+10:00", "9999-12-31T23:00-10:00"])
def test_a_time_beyond_the_calendar_is_refused_and_not_a_crash(words: str) -> None:
    with pytest.raises(DateError, match=words[:10]):
        parse_published(words)


@given(DAYS, st.times())
def test_a_day_is_known_only_after_every_time_in_it(day: date, time: object) -> None:
    assert known_by_instant(f"{day}T{time}") < known_by_instant(str(day))
    assert known_by_instant(str(day)) <= known_by_instant(f"{day + timedelta(days=1)}T{time}")


@given(DAYS, st.integers(0, 60))
def test_a_publication_is_printed_as_the_days_it_may_have_come_out(first: date, length: int) -> None:
    days = Days(first, first + timedelta(days=length))
    assert str(parse_published(str(days))) == str(days)


def test_a_publication_at_an_instant_is_printed_in_utc() -> None:
    assert str(parse_published("2021-07-20T10:30+04:30")) == "2021-07-20T06:00Z"


def test_a_publication_may_have_come_out_from_the_start_of_its_first_day() -> None:
    published = parse_published("2021-07-20/2021-07-22")
    assert published == Published(datetime(2021, 7, 20, tzinfo=UTC), datetime(2021, 7, 23, tzinfo=UTC))

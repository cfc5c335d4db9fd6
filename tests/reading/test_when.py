"""When it was: the day of the clause beside, a stretch told by its length, the days since what was told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from holdsway.records import Kind, Statement

Read = Callable[..., list[Statement]]


def days(statements: list[Statement], kind: Kind = Kind.CONTROL) -> list[str]:
    return [str(s.valid) for s in statements if s.kind is kind and s.modality.is_evidence]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Twelve people were killed when a shell hit a market in Norhaven on Tuesday.", "2021-07-13"),
        ("Twenty people died after a bomb went off in Norhaven on Sunday.", "2021-07-11"),
        ("Since the truce collapsed on Saturday, 14 people have died in Norhaven.", "2021-07-10/2021-07-15"),
        ("Three days of fighting in Norhaven have left at least 60 dead.", "2021-07-12/2021-07-15"),
        ("Fighting in Norhaven has killed 60 people since Friday, a doctor said on Tuesday.", "2021-07-09/2021-07-15"),
        ("The toll of Monday's attack on Norhaven has risen to 31 dead.", "2021-07-12/2021-07-15"),
    ],
)
def test_the_dead_are_of_the_day_of_what_killed_them(read: Read, text: str, meant: str) -> None:
    assert meant in days(read(text), Kind.CASUALTY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ostrian forces recaptured Norhaven on Sunday, a day after losing it to the Front.", "2021-07-10"),
        (
            "Norhaven fell to the Front on 17 May, three weeks after the rebels captured Sobrade.",
            "2021-04-23/2021-04-29",
        ),
        ("A week after the fall of Norhaven, troops are massing near Sobrade.", "2021-07-06/2021-07-09"),
        ("The Front left Norhaven on Monday, four days after it took the town.", "2021-07-08"),
    ],
)
def test_so_long_after_a_deed_the_deed_was_so_long_before(read: Read, text: str, meant: str) -> None:
    assert meant in days(read(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Front has been in control of Norhaven for two weeks.", "2021-06-29/2021-07-15"),
        ("The Front has controlled Norhaven since mid-May.", "2021-05-11/2021-07-15"),
        ("The Front has held Norhaven all year.", "2021-01-01/2021-07-15"),
        ("The army said on Monday that it had retaken Norhaven.", "2021-07-11/2021-07-12"),
        ("Ostrian forces retook Norhaven after the rebels withdrew on Tuesday.", "2021-07-13/2021-07-15"),
    ],
)
def test_a_hold_is_as_long_as_it_is_said_to_be(read: Read, text: str, meant: str) -> None:
    assert meant in days(read(text))


def test_what_is_told_without_a_day_was_since_the_day_told_before_it(read: Read) -> None:
    told = read("Shells fell on Norhaven on Monday. The Front seized Sobrade. Nine people were wounded.")
    assert days(told) == ["2021-07-12/2021-07-15"]
    assert days(told, Kind.CASUALTY) == ["2021-07-12/2021-07-15"]


def test_what_had_been_so_long_before_is_no_day_of_what_comes_after(read: Read) -> None:
    told = read("Norhaven, lost to the Front in April, was retaken on Wednesday. Seven soldiers were killed.")
    assert "2021-07-14/2021-07-15" in days(told, Kind.CASUALTY)


def test_a_figure_compared_with_does_not_give_its_day(read: Read) -> None:
    told = read("Norhaven was shelled on Monday. The toll rose to 32 dead, up from 25 on Tuesday.")
    assert days(told, Kind.CASUALTY)[0].startswith("2021-07-12/")


def test_thousands_of_dead_without_a_day_are_not_of_yesterday(read: Read) -> None:
    (said,) = [s for s in read("More than 40,000 civilians died in Norhaven.") if s.kind is Kind.CASUALTY]
    assert said.valid is not None  # this frame has no first day, so nothing better is known


def test_two_deeds_of_one_doer_share_the_day_said_after_them(read: Read) -> None:
    told = read("The Front burned 30 houses and abducted 12 villagers at Norhaven on 11 July.")
    assert {str(s.valid) for s in told if s.kind in (Kind.EVENT, Kind.COUNT)} == {"2021-07-11"}

"""What opens a sentence, and verbs that parsers stumble on, change nothing in what it says."""

from __future__ import annotations

import pytest
from control_told import Read, control

from holdsway.records import Kind, Polarity

OPENINGS = (
    "", "On Monday ", "On 12 July ", "On 12 July 2021 ", "Early on Monday ", "In Vesk ", "Meanwhile ", "Then ", "But ",
    "The next day ", "Hours later ", "After a week of fighting ", "In the north ", "Officials said ", "By nightfall ",
    "There is no doubt that ", "News came that ",
)  # fmt: skip
DEEDS = (
    ("Norhaven fell to the Front", "front"),
    ("the army retook Norhaven", "gov"),
    ("the army controls Norhaven", "gov"),
    ("the Front took Norhaven", "front"),
    ("Norhaven was captured by the Front", "front"),
)


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(("deed", "holder"), DEEDS)
def test_however_a_sentence_opens_the_holder_is_the_same(read: Read, opening: str, deed: str, holder: str) -> None:
    text = f"{opening}{deed}."
    found = control(read(text[0].upper() + text[1:]))
    assert [(s.place_code, s.party, s.polarity) for s in found] == [("V1", holder, Polarity.AFFIRMED)]


def test_the_day_that_opens_a_sentence_is_its_day(read: Read) -> None:
    for text in ("On 12 July 2021 Norhaven fell.", "On 12 July Norhaven, in Vesk, fell.", "On Monday Norhaven fell."):
        (one,) = control(read(text))
        assert (one.place_code, str(one.valid)) == ("V1", "2021-07-12")


@pytest.mark.parametrize("text", ["In Tarn Quille fell.", "In Tarn, Quille fell.", "Quille in Tarn fell."])
def test_a_province_before_a_name_tells_which_place_it_is(read: Read, text: str) -> None:
    assert [s.place_code for s in control(read(text))] == ["T1"]


@pytest.mark.parametrize("name", ["Norhaven Today", "Mount Norhaven", "New Norhaven"])
def test_a_name_within_a_longer_name_is_still_no_place(read: Read, name: str) -> None:
    assert control(read(f"On Monday {name} fell.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Norhaven had fallen were false.",
        "Claims that Norhaven had fallen were denied.",
        "Reports that Norhaven had fallen proved false.",
        "The report that Norhaven had fallen proved to be wrong.",
        "The claim that Norhaven had fallen was a lie.",
        "The report that Norhaven had fallen was withdrawn.",
    ],
)
def test_a_report_that_is_called_untrue_is_no_evidence_for_it(read: Read, text: str) -> None:
    assert [(s.place_code, s.polarity) for s in control(read(text))] == [("V1", Polarity.NEGATED)]


def test_a_report_that_was_not_denied_is_one(read: Read) -> None:
    found = control(read("Reports that Norhaven had fallen were not denied."))
    assert [s.polarity for s in found] == [Polarity.AFFIRMED]
    events = [s for s in read("Reports of an attack on Norhaven were denied.") if s.kind is Kind.EVENT]
    assert [s.polarity for s in events] == [Polarity.NEGATED]


def test_of_two_subjects_each_has_its_own_verb(read: Read) -> None:
    found = read("Residents fled and Norhaven fell to the Front.")
    assert {(s.kind, s.place_code) for s in found} >= {(Kind.CONTROL, "V1")}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The fall of Norhaven was denied.", Polarity.NEGATED),
        ("The map wrongly shows Norhaven as held by the Front.", Polarity.NEGATED),
        ("We wrongly showed the road open: Norhaven is still held by the Front.", Polarity.AFFIRMED),
        ("Norhaven did not fall until Tuesday.", Polarity.AFFIRMED),
        ("The fall of Norhaven could not be confirmed.", Polarity.AFFIRMED),
    ],
)
def test_what_is_said_beside_it_decides_whether_it_was_so(read: Read, text: str, polarity: Polarity) -> None:
    assert {(s.place_code, s.polarity) for s in control(read(text))} == {("V1", polarity)}


@pytest.mark.parametrize(
    "text",
    [
        "The fall of Norhaven is only a matter of time.",
        "The fall of Norhaven is imminent.",
        "In the worst case Norhaven falls.",
        "He joked that Norhaven had fallen.",
        "He dreamed that Norhaven had fallen.",
    ],
)
def test_what_is_to_come_or_made_up_is_no_evidence(read: Read, text: str) -> None:
    assert control(read(text)) == []


def test_a_list_is_of_the_number_nearest_to_it(read: Read) -> None:
    text = "In all 37 towns were overrun, but the army says it won back two of them, among them Norhaven and Sobrade."
    assert [(s.place_code, s.party) for s in control(read(text))] == [("V1", "gov"), ("T2", "gov")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Norhaven fell together with Sobrade and Mirrow-e-Kal.", ["T2", "T3", "V1"]),
        ("The Front took Norhaven along with Sobrade.", ["T2", "V1"]),
        (
            "Norhaven fell on 10 July. Sobrade followed the next day, and on 12 July the army took it back.",
            ["T2", "T2", "V1"],
        ),
        ("Norhaven is now wholly under the Front, its bazaar included.", ["V1"]),
        ("Norhaven fell on 12 July, and it was still in Front hands two days later.", ["V1", "V1"]),
    ],
)
def test_places_told_along_with_others_or_after_them_are_read(read: Read, text: str, codes: list[str]) -> None:
    assert sorted(s.place_code or "" for s in control(read(text))) == codes

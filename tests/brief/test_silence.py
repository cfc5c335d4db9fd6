"""Silence: which places nobody reported on, which is not peace."""

from __future__ import annotations

from three_towns import Briefed, says, section_of

from holdsway.records import Modality


def test_silent_places_are_counted_and_those_never_reported_on_among_them(briefed: Briefed) -> None:
    before, now = says(day="2021-07-01", party="gov", place_code="B1"), says(party="reb")
    brief = briefed(before, now)
    whole, last = section_of(brief, "silence").findings
    assert {key: whole.facts[key] for key in ("silent", "never", "places")} == {"silent": 2, "never": 1, "places": 3}
    assert "2 of 3 places" in whole.text
    assert (last.facts["code"], last.facts["last_report"]) == ("B1", "2021-07-01")
    assert last.text.startswith("Beta (North): last report 1 July 2021")
    assert [brief.footnotes[n - 1].statement for n in last.footnotes] == [before.id]


def test_the_count_of_silent_places_is_footnoted_by_the_frame(briefed: Briefed) -> None:
    brief = briefed()
    (whole,) = section_of(brief, "silence").findings
    (number,) = whole.footnotes
    note = brief.footnotes[number - 1]
    assert (note.statement, note.source, note.licence) == (None, "places.csv", "open")
    assert "3 places" in note.words


def test_a_trap_breaks_no_silence(briefed: Briefed) -> None:
    whole, *_ = section_of(briefed(says(party="reb", modality=Modality.FUTURE)), "silence").findings
    assert (whole.facts["silent"], whole.facts["never"]) == (3, 3)


def test_where_every_place_is_reported_on_there_is_no_silence(briefed: Briefed) -> None:
    section = section_of(briefed(*(says(party="reb", place_code=code) for code in ("A1", "B1", "C1"))), "silence")
    assert section.findings == ()
    assert section.empty == "Every place has a report."


def test_the_longest_silent_place_comes_first(briefed: Briefed) -> None:
    brief = briefed(
        *(says(day=day, party="gov", place_code=code) for day, code in (("2021-07-05", "A1"), ("2021-07-01", "C1")))
    )
    assert [f.facts["code"] for f in section_of(brief, "silence").findings[1:]] == ["C1", "A1"]

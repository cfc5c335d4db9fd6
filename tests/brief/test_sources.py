"""What the page rests on: sources, licences, documents left unread."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from three_towns import CASE, PLACES, Briefed, says, section_of

from holdsway.clocks import Days
from holdsway.desk import open_desk
from holdsway.records import Modality


def test_each_licence_is_told_with_the_number_of_statements_under_it(briefed: Briefed) -> None:
    said = [
        says(party="reb", licence=licence, seq=n, source=f"S{n}") for n, licence in enumerate(("CC BY", "CC BY", None))
    ]
    brief = briefed(*said)
    found = {f.facts["licence"]: f for f in section_of(brief, "licences").findings}
    assert {licence: f.text for licence, f in found.items()} == {
        "CC BY": "CC BY: 2 statements",
        "no licence stated": "no licence stated: 1 statement",
    }
    assert [brief.footnotes[n - 1].statement for n in found["no licence stated"].footnotes] == [said[2].id]


def test_the_basis_counts_statements_sources_and_what_a_machine_read(briefed: Briefed) -> None:
    brief = briefed(says(party="reb"), says(party="gov", source="Agency", method="table"))
    assert "2 statements from 2 sources" in brief.basis[0]
    assert "1 read by machine, none of them ruled on by a person" in brief.basis[0]


def test_a_document_in_another_language_is_kept_and_said_to_be_unread(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "case.yaml").write_text(CASE, "utf-8")
    (tmp_path / "inbox" / "places.csv").write_text(PLACES, "utf-8")
    text = "---\nlang: de\npublisher: Wire\npublished: '2021-07-14'\n---\nAlpha ist gefallen.\n"
    (tmp_path / "inbox" / "alpha.md").write_text(text, "utf-8")
    desk = open_desk(tmp_path / "ledger")
    desk.add(tmp_path / "inbox")
    brief = desk.brief(Days(date(2021, 7, 12), date(2021, 7, 18)))
    assert desk.statements() == []
    assert "1 document kept but NOT READ (de)" in (section_of(brief, "licences").note or "")


def test_traps_are_counted_in_the_basis_and_in_nothing_else(briefed: Briefed) -> None:
    traps = [says(party="reb", modality=m, source=str(m)) for m in Modality if not m.is_evidence]
    brief = briefed(*traps)
    assert any(line.startswith("5 forecasts, hypotheses and opinions kept out") for line in brief.basis)
    told = {
        note.statement
        for s in brief.sections
        if s.id != "licences"
        for f in s.findings
        for note in brief.footnotes
        if note.number in f.footnotes
    }
    assert told == {None}

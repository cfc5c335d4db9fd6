"""A report that corrects another: the day, place and doer that it leaves to the report it corrects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdsway.clocks import parse_days
from holdsway.reading import DocumentReading, framed, read
from holdsway.records import Kind, Statement


def report(text: str, published: str, *, corrects: str | None = None) -> str:
    more = f"corrects: {corrects}\n" if corrects else ""
    return f"---\ntitle: Report\npublisher: Wire\npublished: '{published}'\n{more}---\n{text}\n"


@pytest.fixture
def folder(case_folder: Path) -> Path:
    (case_folder / "first.md").write_text(
        report("The Front attacked a camp in Norhaven on Saturday and killed 20 people, officials said.", "2021-07-11")
    )
    return case_folder


def losses(folder: Path, text: str, *, name: str = "second.md", corrects: str = "first.md") -> list[Statement]:
    (folder / name).write_text(report(text, "2021-07-14", corrects=corrects))
    (reading,) = read(folder / name, frame=folder / "case.yaml")
    return [s for s in reading.statements if s.kind is Kind.CASUALTY]


SATURDAY = parse_days("2021-07-10")


def test_a_new_toll_is_of_the_day_of_the_attack_that_the_report_it_corrects_tells(folder: Path) -> None:
    (loss,) = losses(folder, "The toll of the attack has risen to 31 dead, officials said.")
    assert loss.best == 31
    assert loss.valid == SATURDAY
    assert loss.valid_text is None
    assert "told in the report it corrects" in (loss.note or "")
    assert "inferred" not in (loss.note or "")


def test_it_takes_the_place_and_the_doer_too(folder: Path) -> None:
    (loss,) = losses(folder, "The toll of the attack has risen to 31 dead, officials said.")
    assert loss.place_code == "V1"
    assert ("front", "by") in {(a.id, a.role) for a in loss.actors}


def test_a_report_that_names_a_day_of_its_own_keeps_it(folder: Path) -> None:
    (loss,) = losses(folder, "On Tuesday 12 people were killed in Norhaven, officials said.")
    assert loss.valid == parse_days("2021-07-13")
    assert "told in the report" not in (loss.note or "")


def test_harm_at_another_place_is_another_matter(folder: Path) -> None:
    (loss,) = losses(folder, "Officials said 12 people were killed in Quille.")
    assert loss.place_code == "V2"
    assert loss.valid != SATURDAY


def test_those_killed_of_the_attacker_were_not_killed_by_it(folder: Path) -> None:
    (loss,) = losses(folder, "Officials said 12 fighters of the Front had been killed in Norhaven.")
    assert {(a.id, a.role) for a in loss.actors} == {("front", "against")}


def test_a_chain_of_corrections_leads_back_to_the_attack(folder: Path) -> None:
    losses(folder, "The toll of the attack has risen to 31 dead, officials said.")
    (loss,) = losses(
        folder, "The toll of the attack is now put at 33 dead, officials said.", name="third.md", corrects="second.md"
    )
    assert loss.valid == SATURDAY


def test_two_reports_that_correct_each_other_end(folder: Path) -> None:
    (folder / "first.md").write_text(report("The toll has risen to 20 dead.", "2021-07-11", corrects="second.md"))
    assert losses(folder, "The toll has risen to 31 dead, officials said.")[0].best == 31


def test_what_is_not_there_to_be_corrected_changes_nothing(folder: Path) -> None:
    alone = losses(folder, "Officials said 12 people were killed in Norhaven.", corrects="nowhere.md")
    assert [s.note for s in alone] == ["date inferred from publication; corrects nowhere.md"]


def test_a_line_of_jsonl_follows_another_line_of_its_file(folder: Path) -> None:
    texts = {
        "one": ("2021-07-11", "A bomb killed 20 people in Norhaven on Saturday, officials said."),
        "two": ("2021-07-14", "Officials said 31 people were killed in the attack in Norhaven."),
    }
    entries = [
        {"id": id, "published": day, "publisher": "Wire", "title": id, "text": text}
        for id, (day, text) in texts.items()
    ]
    entries[1]["corrects"] = "one"
    lines = [json.dumps(entry) for entry in entries]
    (folder / "wire.jsonl").write_text("\n".join(lines) + "\n")
    readings: list[DocumentReading] = read(folder / "wire.jsonl", frame=framed(folder / "case.yaml"))
    losses = [s for s in readings[1].statements if s.kind is Kind.CASUALTY]
    assert [s.valid for s in losses] == [SATURDAY]

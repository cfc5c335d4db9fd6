"""From an aid worker's folder to a brief: what `new` drafts, the few edits it asks for, and what comes of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from aid_folder import NOTE, fill
from pdf_pages import pdf

from holdsway.desk import Desk, open_desk
from holdsway.drafting import Draft, draft
from holdsway.places.countries import country_named

INCIDENTS = "Incidents Cabo Delgado.xlsx.mapping.yaml"
TRACKER = "access tracker.xlsx.mapping.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "aid", pdf(NOTE))


def change(file: Path, was: str, now: str) -> None:
    """One edit as a person makes it: the words must stand there once."""
    text = file.read_text("utf-8")
    assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times in\n{text}"
    file.write_text(text.replace(was, now), "utf-8")


def as_the_user_does(folder: Path) -> None:
    """The edits that `new` names, made as somebody would who knows that FDS are the government's and IS is ASG."""
    change(folder / INCIDENTS, "dates: CHOOSE", "dates: '%d/%m/%y'")
    change(folder / "case.yaml", "to: 2021-07-14", "to: 2021-04-11")
    change(folder / "case.yaml", "name: FDS, aliases: []", "name: FDS, aliases: [Government of Mozambique]")
    change(folder / "case.yaml", "aliases: [ASG]", "aliases: [ASG, IS]")
    case = folder / "case.yaml"
    lines = case.read_text("utf-8").splitlines()
    parted = [one for one in lines if not one.startswith(("- {id: government-of-mozambique", "- {id: is,"))]
    assert len(lines) - len(parted) == 2
    case.write_text("\n".join(parted), "utf-8")
    change(folder / "scales.yaml", "holder: CHOOSE", "holder: fds")


def drafted(folder: Path) -> Draft:
    return draft(folder, country=country_named("MZ"))


def desk_of(folder: Path) -> Desk:
    return open_desk(folder.parent / "ledger")


def test_new_names_every_edit_that_the_folder_needs_and_no_other(folder: Path) -> None:
    made = drafted(folder)
    assert [file.file for file in made.written] == [INCIDENTS, TRACKER, "places.csv", "case.yaml", "scales.yaml"]
    assert [(file, edit.partition(":")[0]) for file, edit in made.edits] == [
        (INCIDENTS, "dates"),
        (INCIDENTS, "place"),
        ("case.yaml", "access note 14.pdf alone says 2021-07-14, 93 days from every other; the next is 2021-04-12 "
         "(2021-04-12 weekly note.txt); write `to"),
        ("case.yaml", "parties"),
        ("scales.yaml", "access tracker"),
        (TRACKER, "published"),
    ]  # fmt: skip
    drafts = "".join((folder / file.file).read_text("utf-8") for file in made.written if file.file.endswith(".yaml"))
    assert drafts.count(": CHOOSE") == 2


def test_after_these_edits_only_the_total_and_the_sheet_of_notes_are_rejected(folder: Path) -> None:
    drafted(folder)
    as_the_user_does(folder)
    done = desk_of(folder).add(folder)
    assert [(one.file, one.row, one.reason.partition(":")[0]) for one in done.rejects] == [
        ("Incidents Cabo Delgado.xlsx", 10, "sheet 'Incidents'"),
        ("Incidents Cabo Delgado.xlsx", None, "sheet 'Read me'"),
    ]
    assert {file.path: file.format for file in done.files}["places.csv"] == "frame of aid"


def test_palma_is_one_place_for_the_tracker_the_incidents_ucdp_and_the_texts(folder: Path) -> None:
    drafted(folder)
    as_the_user_does(folder)
    desk = desk_of(folder)
    desk.add(folder)
    said = desk.statements()
    assert not [one for one in said if one.place_code and one.place_code.startswith("name:")]
    palma = [one for one in said if one.place_code == "p-palma"]
    assert {"Palma", "Palma town"} <= {one.place_text for one in palma}
    assert {"access tracker", "Partner A", "FDS", "UCDP GED", "Coast Radio"} <= {one.source for one in palma}
    assert {one.method for one in palma} == {"table", "read"}
    province = [one for one in said if one.place_text == "Cabo Delgado province"]
    assert {one.place_code for one in province} == {None}


def test_the_brief_tells_that_palma_changed_hands_and_every_finding_has_footnotes(folder: Path) -> None:
    drafted(folder)
    as_the_user_does(folder)
    desk = desk_of(folder)
    desk.add(folder)
    brief = desk.brief()
    changed = next(section for section in brief.sections if section.title == "Changed hands")
    assert [found.text.partition(":")[0] for found in changed.findings] == ["Palma (Cabo Delgado)"]
    findings = [found for section in brief.sections for found in section.findings]
    assert len(findings) > 5
    assert all(found.footnotes for found in findings)


def test_the_drafted_places_say_where_each_thing_is_from(folder: Path) -> None:
    drafted(folder)
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["Macomia", "Mocimboa da Praia", "Mueda", "Nangade", "Palma"]
    palma = rows["Palma"]
    assert [palma[key] for key in ("code", "parent", "latitude", "longitude", "aliases")] == [
        *("p-palma", "Cabo Delgado", "-10.77", "40.47", "Palma district"),
    ]
    assert palma["why"] == (
        "named 8 times: GEDEvent_v22_1.csv (1), Incidents Cabo Delgado.xlsx (3), access tracker.xlsx (4); "
        "coordinates of GEDEvent_v22_1.csv row 2 (exact)"
    )
    assert rows["Mueda"]["latitude"] == ""


def test_drafting_again_leaves_everything_and_asks_for_nothing(folder: Path) -> None:
    drafted(folder)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = drafted(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert again.edits == []
    assert all(file.kept for file in again.written)


def test_who_renames_the_source_in_the_mapping_alone_is_told_what_to_rename_besides(folder: Path) -> None:
    drafted(folder)
    as_the_user_does(folder)
    change(folder / TRACKER, "source: access tracker", "source: Access cell")
    assert drafted(folder).edits == [
        (
            "scales.yaml",
            "Access cell: has no scale here; add it, as by renaming 'access tracker', which no table names, or its "
            "rows are rejected",
        )
    ]
    assert any(
        "source 'Access cell' has no scale; declare it" in one.reason for one in desk_of(folder).add(folder).rejects
    )


def test_each_row_of_the_tracker_can_be_published_on_its_day(folder: Path) -> None:
    drafted(folder)
    as_the_user_does(folder)
    change(folder / TRACKER, "  note: Remarks", "  published: Week ending\n  note: Remarks")
    desk = desk_of(folder)
    desk.add(folder)
    assert all(
        str(one.published) == str(one.valid.first)
        for one in desk.statements()
        if one.label and one.valid and one.method == "table"
    )

"""Drafted frames and scales: parties, places and days from what lies in a folder, and a holder for no label."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from holdsway.clocks import parse_day
from holdsway.desk import open_desk
from holdsway.drafting import draft
from holdsway.drafting.parties import candidates
from holdsway.errors import FrameError, InputError
from holdsway.frame import read_frame
from holdsway.places.countries import country_named

Fill = Callable[..., Path]
CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"

EVENTS = """\
source,source_event_id,date_start,date_end,place,event_type,actor1,actor2,published
Desk,1,2021-07-05,,Alder,clash,Army of Northland,Valley Front,2021-07-06
Desk,2,2021-07-08,,Alder,clash,army of northland,Civilians,2021-07-09
Desk,3,2021-07-10,,Birch,attack,Unidentified armed group,Valley Front,2021-07-11
"""
CONTROL = "source,published,as_of,place,label\n" + "".join(
    f"Weekly map,2021-07-{day + 1:02},2021-07-{day:02},{place},{label}\n"
    for day in (5, 12, 19)
    for place, label in (("Alder", "Held"), ("Birch", "CONTESTED"), ("Cedar", "Unknown"))
)
CONTROL += "Governor,2021-07-07,2021-07-07,Alder,fallen\n"
REPORT = "---\ntitle: {0}\npublisher: Wire\npublished: {0}\n---\nNothing new.\n"


def square(x: int) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[[x, 1], [x + 1, 1], [x + 1, 2], [x, 2], [x, 1]]]}


BOUNDARIES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "OBJECTID": n,
                "PCODE": f"NL0{n}",
                "ADM2_EN": name,
                "ADM1_EN": "North",
                "ADM0_EN": "Northland",
            }
            | ({"ADM1_EN": "South"} if n > 2 else {}),
            "geometry": square(n),
        }
        for n, name in enumerate(("Alder", "Birch", "Cedar", "Dogwood"), 1)
    ],
}


def test_the_days_are_the_first_and_last_that_tables_and_reports_speak_of(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "a.md": REPORT.format("2021-06-30"), "b.md": REPORT.format("2021-07-20")})
    draft(folder)
    frame = read_frame(folder / "case.yaml")
    assert frame.days is not None
    assert (frame.days.first, frame.days.last) == (parse_day("2021-06-30"), parse_day("2021-07-20"))
    assert "# the first day that a file speaks of (a.md)" in (folder / "case.yaml").read_text("utf-8")


def test_parties_are_the_actors_by_count_with_spellings_of_one_name_as_aliases(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS})
    draft(folder)
    parties = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))["parties"]
    assert parties == [
        {"id": "army-of-northland", "name": "Army of Northland", "aliases": ["army of northland"]},
        {"id": "valley-front", "name": "Valley Front", "aliases": []},
    ]
    assert "# No parties: Civilians, Unidentified armed group." in (folder / "case.yaml").read_text("utf-8")


def test_who_has_no_name_in_latin_letters_still_gets_an_id() -> None:
    found, _ = candidates({"طالبان": 2, "جيش": 1})
    assert [one.id for one in found] == ["party", "party-2"]


def test_the_country_is_written_with_its_name(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS})
    draft(folder, country=country_named("ML"))
    text = (folder / "case.yaml").read_text("utf-8")
    assert read_frame(folder / "case.yaml").country == "ML"
    assert "# Mali" in text


def test_boundaries_are_drafted_with_a_reason_for_each_property(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "geo/districts.geojson": json.dumps(BOUNDARIES)})
    draft(folder)
    entry = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))["boundaries"]
    assert entry == {
        **{"file": "geo/districts.geojson", "code": "PCODE", "name": "ADM2_EN", "parent": "ADM1_EN"},
        **{"version": "own"},
    }
    assert "could also be OBJECTID" in (folder / "case.yaml").read_text("utf-8")
    assert read_frame(folder / "case.yaml").places["NL01"].name == "Alder"


def test_a_property_that_cannot_be_told_is_left_to_choose_and_reading_says_so(inbox: Fill) -> None:
    features = [
        {**one, "properties": {"label": "x", "title": one["properties"]["ADM2_EN"]}} for one in BOUNDARIES["features"]
    ]
    folder = inbox({"events.csv": EVENTS, "a.geojson": json.dumps({**BOUNDARIES, "features": features})})
    made = draft(folder)
    assert ("case.yaml", "boundaries: code: one of its properties") in made.edits
    with pytest.raises(
        FrameError, match=r"no property 'CHOOSE' for the code; set `boundaries: code` in case.yaml to one"
    ):
        read_frame(folder / "case.yaml")


def test_a_table_of_codes_and_names_is_the_gazetteer(inbox: Fill) -> None:
    places = "code,name,parent,latitude,longitude,aliases\nA,Alder,North,1,1,\nB,Birch,North,1,2,\n"
    folder = inbox({"events.csv": EVENTS, "towns.csv": places})
    draft(folder)
    assert len(read_frame(folder / "case.yaml").places) == 2
    assert not list(folder.glob("towns*.mapping.yaml"))


def test_without_boundaries_and_with_one_name_places_are_those_the_data_name(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS.replace("Birch", "Alder")})
    draft(folder)
    assert "that the data name: Alder." in (folder / "case.yaml").read_text("utf-8").replace("\n# ", " ")
    assert not (folder / "places.csv").exists()


def test_a_scale_has_every_label_with_its_count_and_a_holder_only_where_the_label_is_the_word(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "control.csv": CONTROL})
    made = draft(folder)
    text = (folder / "scales.yaml").read_text("utf-8")
    sources = yaml.safe_load(text)["sources"]
    assert {label: said["holder"] for label, said in sources["Weekly map"]["labels"].items()} == {
        **{"Held": "CHOOSE", "CONTESTED": "contested", "Unknown": "unknown"},
    }
    assert (sources["Weekly map"]["kind"], sources["Governor"]["kind"]) == ("map", "statements")
    assert "# the same places on 3 days, 7 to 7 days apart" in text
    assert 'Held: {means: "", holder: CHOOSE}  # 3 rows' in text
    told = "Governor: who holds a place labelled 'fallen': one of army-of-northland, valley-front, contested, unknown"
    assert ("scales.yaml", told) in made.edits


def test_reading_before_choosing_names_the_source_the_label_and_the_choices(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "control.csv": CONTROL})
    draft(folder)
    with pytest.raises(FrameError) as error:
        open_desk(folder.parent / "ledger").add(folder)
    assert str(error.value) == (
        "scales.yaml: Weekly map: label 'Held' has holder 'CHOOSE'; write one of army-of-northland, valley-front, "
        "contested, unknown"
    )


@pytest.mark.parametrize(("files", "told"), [({"a.md": REPORT.format("2021-07-01")}, "parties: write a list of")])
def test_without_actors_the_parties_are_left_to_write(inbox: Fill, files: dict[str, str], told: str) -> None:
    folder = inbox(files)
    draft(folder)
    with pytest.raises(FrameError, match=told):
        read_frame(folder / "case.yaml")


def test_without_any_day_the_days_are_left_to_choose(inbox: Fill) -> None:
    folder = inbox({"a.txt": "Nothing new.\n"})
    made = draft(folder)
    assert ("case.yaml", "from, to: the first and last day in question; no file says") in made.edits


def test_no_file_that_is_there_is_overwritten_and_force_keeps_the_old(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "case.yaml": "name: mine\n"})
    made = draft(folder)
    assert [(file.file, file.kept) for file in made.written] == [("case.yaml", True)]
    assert (folder / "case.yaml").read_text() == "name: mine\n"
    draft(folder, force=True)
    draft(folder, force=True)
    assert (folder / "case.yaml.bak").read_text() == "name: mine\n"
    assert (folder / "case.2.yaml.bak").exists()
    assert "events" in open_desk(folder.parent / "ledger").add(folder).files[1].format


def test_a_wrong_or_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        draft(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nothing that is read here lies in it"):
        draft(tmp_path / "empty")


@pytest.mark.parametrize("name", ["afghanistan-2021-07", "iraq-mosul-2014-2017"])
def test_a_case_without_its_frame_is_drafted_and_briefed_once_the_holders_are_chosen(name: str, tmp_path: Path) -> None:
    if not (CASES / name / "inbox").is_dir():
        pytest.skip(f"{name} is not at hand")
    folder = tmp_path / "inbox"
    shutil.copytree(CASES / name / "inbox", folder)
    folder.chmod(0o755)
    for file in ("case.yaml", "scales.yaml"):
        (folder / file).unlink()
    draft(folder)
    frame = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))
    scales = folder / "scales.yaml"
    scales.write_text(
        scales.read_text("utf-8").replace("holder: CHOOSE", f"holder: {frame['parties'][0]['id']}"), "utf-8"
    )
    desk = open_desk(tmp_path / "ledger")
    added = desk.add(folder)
    assert not added.rejects
    assert desk.brief().sections


def test_a_table_of_who_controls_what_gets_a_mapping_and_a_scale(inbox: Fill) -> None:
    rows = "Week of,Province,District,Controlled by,Remarks\n" + "".join(
        f"{day}/07/2021,North,{place},{label},\n"
        for day in (13, 20, 27)
        for place, label in (("Alder", "GOV"), ("Birch", "Front"), ("Cedar", "Contested"))
    )
    folder = inbox({"weekly.csv": rows.replace("Week of", "Date"), "weekly.meta.yaml": "publisher: Map desk\n"})
    draft(folder)
    mapping = yaml.safe_load((folder / "weekly.csv.mapping.yaml").read_text("utf-8"))
    assert (mapping["table"], mapping["constants"], mapping["dates"]) == ("control", {"source": "Map desk"}, "%d/%m/%Y")
    assert mapping["columns"] == {
        **{"label": "Controlled by", "as_of": "Date", "place": "District", "admin1": "Province"},
    }
    scale = yaml.safe_load((folder / "scales.yaml").read_text("utf-8"))["sources"]["Map desk"]
    assert (scale["kind"], scale["labels"]["Contested"]["holder"]) == ("map", "contested")
    case = folder / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("parties: CHOOSE", "parties: [{id: gov}, {id: front}]"))
    scales = folder / "scales.yaml"
    scales.write_text(scales.read_text("utf-8").replace("holder: CHOOSE", "holder: gov"))
    desk = open_desk(folder.parent / "ledger")
    assert not desk.add(folder).rejects
    assert desk.holders("Birch", on="2021-07-27")[0].holder == "gov"


def test_an_acronym_in_brackets_is_a_name_of_the_same_party() -> None:
    found, _ = candidates({"Al-Shabaab (ASG)": 2, "ASG": 3, "al-shabaab": 1, "FDS": 2, "Military (2015-)": 1})
    assert [(one.id, one.name, set(one.aliases), one.rows) for one in found] == [
        ("al-shabaab", "Al-Shabaab (ASG)", {"ASG", "al-shabaab"}, 6),
        ("fds", "FDS", set(), 2),
        ("military", "Military (2015-)", set(), 1),
    ]


def test_an_acronym_that_two_names_hold_in_brackets_joins_nothing() -> None:
    found, _ = candidates({"Front of North (FN)": 2, "Force Nationale (FN)": 2, "FN": 1})
    assert [one.aliases for one in found] == [(), (), ()]


def test_who_bears_the_id_of_another_keeps_its_name_alone(inbox: Fill) -> None:
    folder = inbox(
        {"events.csv": EVENTS.replace("Army of Northland", "Front (Valley)").replace("Valley Front", "Front")}
    )
    draft(folder)
    assert len(read_frame(folder / "case.yaml").parties) == 3


def test_a_label_that_is_a_name_of_a_party_gets_it_as_its_holder_with_the_reason(inbox: Fill) -> None:
    control = CONTROL.replace(",Held", ",Held by Valley Front").replace(",fallen", ",VALLEY FRONT")
    folder = inbox({"events.csv": EVENTS, "control.csv": control})
    draft(folder)
    text = (folder / "scales.yaml").read_text("utf-8")
    assert 'VALLEY FRONT: {means: "", holder: valley-front}  # 1 row' in text
    sources = yaml.safe_load(text)["sources"]
    assert sources["Weekly map"]["labels"]["Held by Valley Front"]["holder"] == "valley-front"
    assert "the one party whose name stands in it" in " ".join(text.replace("#", "").split())
    assert not open_desk(folder.parent / "ledger").add(folder).rejects


def test_a_day_far_from_every_other_is_named_with_its_file(inbox: Fill) -> None:
    folder = inbox({"events.csv": EVENTS, "a.md": REPORT.format("2019-03-01"), "b.md": REPORT.format("2021-10-20")})
    made = draft(folder)
    told = [edit for name, edit in made.edits if name == "case.yaml"]
    assert told[:2] == [
        "a.md alone says 2019-03-01, 857 days from every other; the next is 2021-07-05 (events.csv); write "
        "`from: 2021-07-05` if that day is only when the file was made, or wrong",
        "b.md alone says 2021-10-20, 102 days from every other; the next is 2021-07-10 (events.csv); write "
        "`to: 2021-07-10` if that day is only when the file was made, or wrong",
    ]
    assert "# Careful: a.md alone says 2019-03-01" in (folder / "case.yaml").read_text("utf-8")


def test_a_row_known_only_to_a_month_does_not_set_the_last_day(inbox: Fill) -> None:
    month = "Desk,9,2021-07-01,2021-07-31,Alder,clash,Army of Northland,Valley Front,2021-08-01\n"
    folder = inbox({"events.csv": EVENTS + month})
    draft(folder)
    frame = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))
    assert (str(frame["from"]), str(frame["to"])) == ("2021-07-05", "2021-07-10")


def test_no_comment_of_a_draft_is_wider_than_a_screen_or_broken_within_a_sentence(inbox: Fill) -> None:
    log = "Date,District,Type,Perpetrator,Notes\n05/07/2021,Alder,clash,Valley Front,a\n"
    folder = inbox({"events.csv": EVENTS, "control.csv": CONTROL, "a somewhat longer name of a file.csv": log})
    made = draft(folder)
    for file in made.written:
        lines = (folder / file.file).read_text("utf-8").splitlines()
        assert not [one for one in lines if len(one) > 100 and not file.file.endswith(".csv")]
        comments = [one for one in lines if one.startswith("# ")]
        assert not [one for one in comments if len(one.split()) < 3 and one.endswith(" is")]

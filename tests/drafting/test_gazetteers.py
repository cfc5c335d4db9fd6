"""Drafted gazetteers: one row for a name within its parent, joined by what is written and never by what looks alike."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from holdsway.desk import open_desk
from holdsway.drafting import draft
from holdsway.drafting.gazetteers import drafted_places
from holdsway.drafting.mentions import Mention, bare
from holdsway.frame import read_frame

Fill = Callable[..., Path]
HEADER = (
    "source,source_event_id,date_start,date_end,admin1,place,latitude,longitude,place_precision,event_type,actor1,"
    "published\n"
)


def events(*rows: str) -> str:
    """A table of events: `admin1,place,latitude,longitude,place_precision`, and the rest alike."""
    told = (
        f"Desk,{n},2021-07-05,,{row},clash,{'Army' if n % 2 else 'Front'},2021-07-06\n" for n, row in enumerate(rows, 1)
    )
    return HEADER + "".join(told)


def places(folder: Path) -> list[dict[str, str]]:
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def case(folder: Path) -> str:
    """The case file with its wrapped comments on one line each."""
    return (folder / "case.yaml").read_text("utf-8").replace("\n# ", " ")


def test_spellings_of_one_name_and_its_unit_are_one_place(inbox: Fill) -> None:
    folder = inbox(
        {"events.csv": events("North,Alder,,,", "North,Alder district,,,", "North,ALDER,,,", "North,Birch,,,")}
    )
    draft(folder)
    rows = places(folder)
    assert [(row["code"], row["name"], row["parent"]) for row in rows] == [
        ("p-alder", "Alder", "North"),
        ("p-birch", "Birch", "North"),
    ]
    assert set(rows[0]["aliases"].split(";")) == {"Alder district", "ALDER"}
    assert not open_desk(folder.parent / "ledger").add(folder).rejects
    said = open_desk(folder.parent / "ledger").statements()
    assert {one.place_code for one in said} == {"p-alder", "p-birch"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("Palma district", "Palma"), ("Sub-district of Palma", "Palma"), ("Distrito de Palma", "Palma")),
        *(("Idlib governorate", "Idlib"), ("قضاء تلعفر", "تلعفر"), ("Province du Nord", "Nord")),
        *(("District 9", "District 9"), ("State Line", "State Line"), ("Province", "Province"), ("Gao", "Gao")),
    ],
)
def test_the_word_for_a_unit_is_taken_off_a_name_and_nothing_else(written: str, name: str) -> None:
    assert bare(written) == name


def test_a_name_within_two_parents_stays_two_places(inbox: Fill) -> None:
    folder = inbox({"events.csv": events("North,Alder,,,", "South,Alder,,,", ",Alder,,,")})
    draft(folder)
    assert [(row["code"], row["parent"]) for row in places(folder)] == [
        ("p-alder-north", "North"),
        ("p-alder-south", "South"),
    ]
    assert "do not tell which place or parent is meant: Alder." in case(folder)


def test_a_parent_that_one_row_gives_is_that_of_all(inbox: Fill) -> None:
    folder = inbox({"events.csv": events(",Alder,,,", "North,Alder,,,", ",Birch,,,")})
    draft(folder)
    assert [(row["name"], row["parent"]) for row in places(folder)] == [("Birch", ""), ("Alder", "North")]


def test_names_that_look_alike_are_named_and_never_joined(inbox: Fill) -> None:
    folder = inbox({"events.csv": events("North,Khakrez,,,", "North,Khakriz,,,", "South,Khakrezi,,,")})
    made = draft(folder)
    assert len(places(folder)) == 3
    assert ("places.csv", "perhaps one place: Khakrez and Khakriz; see case.yaml") in made.edits
    assert "Perhaps one place: Khakrez and Khakriz. If so, write one name" in case(folder)


def test_coordinates_are_of_the_row_that_knows_the_place_best_and_never_of_a_province(inbox: Fill) -> None:
    folder = inbox(
        {
            "events.csv": events(
                *("North,Alder,5,5,province", "North,Alder,2,2,near", "North,Alder,1,1,exact", "North,Alder,3,3,exact"),
                *("North,Birch,9,9,area", "North,Birch,,,", "North,Cedar,,,"),
            )
        }
    )
    draft(folder)
    rows = {row["name"]: row for row in places(folder)}
    assert (rows["Alder"]["latitude"], rows["Alder"]["longitude"]) == ("1.0", "1.0")
    assert rows["Alder"]["why"] == "named 3 times: events.csv (3); coordinates of events.csv row 4 (exact)"
    assert rows["Birch"]["latitude"] == ""


def test_provinces_are_left_out_and_listed(inbox: Fill) -> None:
    rows = events("North,Alder,,,", "North,Birch,,,", "North,North province,,,", "South,The valley,,,area")
    folder = inbox({"events.csv": rows})
    draft(folder)
    assert [row["name"] for row in places(folder)] == ["Alder", "Birch"]
    assert "rows on them are kept unplaced: North province, The valley." in case(folder)


def test_codes_of_the_source_are_kept(inbox: Fill) -> None:
    control = "source,published,as_of,place,pcode,label\nMap,2021-07-05,2021-07-05,Alder,NL01,held\n"
    control += "Map,2021-07-05,2021-07-05,Birch,NL02,held\nMap,2021-07-12,2021-07-12,Alder,,held\n"
    folder = inbox({"control.csv": control})
    draft(folder)
    assert [(row["code"], row["name"]) for row in places(folder)] == [("NL01", "Alder"), ("NL02", "Birch")]


def test_names_in_other_letters_get_a_code_that_stays_the_same() -> None:
    mentions = [Mention("a.csv", n, name) for n, name in enumerate(("تلعفر", "سنجار", "بلد"), 2)]
    drafted, again = (drafted_places(one, None) for one in (mentions, mentions[::-1]))
    assert drafted is not None
    assert again is not None
    codes = {place.name: place.code for place in drafted.places}
    assert len(set(codes.values())) == 3
    assert codes == {place.name: place.code for place in again.places}


def test_coordinates_outside_the_country_are_not_taken() -> None:
    mentions = [
        Mention("a.csv", 2, "Gao", level="exact", latitude=48.8, longitude=2.3),
        Mention("a.csv", 3, "Gao", level="near", latitude=16.3, longitude=0.0),
        Mention("a.csv", 4, "Mopti"),
    ]
    drafted = drafted_places(mentions, "ML")
    assert drafted is not None
    assert drafted.places[0].point("ML") == mentions[1]


def test_accents_survive_a_spreadsheet_and_the_file_stays_known_as_drafted(inbox: Fill) -> None:
    folder = inbox({"events.csv": events("North,Mocímboa,,,", "North,Ñeque,,,")})
    draft(folder)
    assert (folder / "places.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert {place.name for place in read_frame(folder / "case.yaml").places} == {"Mocímboa", "Ñeque"}
    draft(folder, force=True)
    assert "version: drafted" in (folder / "case.yaml").read_text("utf-8")
    assert not open_desk(folder.parent / "ledger").add(folder).rejects


def test_too_few_names_and_too_many_are_no_gazetteer() -> None:
    assert drafted_places([Mention("a.csv", 2, "Gao")], None) is None
    assert drafted_places([Mention("a.csv", n, f"Place {n} x") for n in range(6000)], None) is None


def test_an_own_places_file_is_never_written_over(inbox: Fill) -> None:
    own = "where,what\nAlder,a hill\n"
    folder = inbox({"events.csv": events("North,Alder,,,", "North,Birch,,,"), "places.csv": own})
    draft(folder)
    draft(folder, force=True)
    assert (folder / "places.csv").read_text() == own
    assert "gazetteer:" not in (folder / "case.yaml").read_text()


def test_a_name_that_came_later_is_asked_for_and_force_leaves_the_places(inbox: Fill) -> None:
    folder = inbox({"events.csv": events("North,Alder,,,", "North,Birch,,,")})
    draft(folder)
    before = (folder / "places.csv").read_text("utf-8")
    inbox({"events.csv": events("North,Alder,,,", "North,Birch,,,", "North,Cedar,,,")})
    told = ("places.csv", "the tables name what is not in it: Cedar (North); add rows or aliases")
    assert told in draft(folder).edits
    draft(folder, force=True)
    assert (folder / "places.csv").read_text("utf-8") == before
    entry = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))["gazetteer"]
    assert entry == {"file": "places.csv", "version": "drafted"}
    assert len(read_frame(folder / "case.yaml").places) == 2


def test_boundaries_and_a_gazetteer_of_ones_own_make_no_draft(inbox: Fill) -> None:
    own = "code,name,parent,latitude,longitude,aliases\nA,Alder,North,1,1,\nB,Birch,North,1,2,\n"
    folder = inbox({"events.csv": events("North,Alder,,,", "North,Birch,,,"), "towns.csv": own})
    draft(folder)
    assert not (folder / "places.csv").exists()


def test_provinces_with_and_without_their_word_are_one_parent_in_all_tables(inbox: Fill) -> None:
    log = "Ref,Date,Province,District,Type,Source\n1,13/07/2021,North Province,Alder,clash,Police\n"
    folder = inbox({"events.csv": events("North,Alder,,,", "North,Birch,,,"), "log.csv": log})
    draft(folder)
    mapping = yaml.safe_load((folder / "log.csv.mapping.yaml").read_text("utf-8"))
    assert mapping["values"] == {"admin1": {"North Province": "North"}}
    case_file = folder / "case.yaml"
    assert "which place or parent is meant" not in case_file.read_text("utf-8")
    desk = open_desk(folder.parent / "ledger")
    assert not desk.add(folder).rejects
    assert {one.place_code for one in desk.statements()} == {"p-alder", "p-birch"}

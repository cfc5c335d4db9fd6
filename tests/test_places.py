"""Places: how a name in a report finds the one place it means, or stays unplaced with what comes close."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.errors import AmbiguousPlaceError, FrameError, UnknownPlaceError
from holdsway.frame import read_frame
from holdsway.places import Gazetteer, Place, name_key, read_boundaries, read_gazetteer
from holdsway.words import likeness

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
CASES = sorted((SHARED / "cases").glob("*/inbox/case.yaml"))

Ring = tuple[tuple[float, float], ...]
NAMES = {"code": "PCODE", "name": "NAME", "parent": "ADM1", "aliases": ["ALT"], "version": "v1"}


def square(west: float, south: float, side: float = 1) -> Ring:
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


GHORYAN = Place("AF2102", "Ghoryan", "Herat", rings=(square(61, 34),))
KARUKH = Place("AF2103", "Karukh", "Herat", aliases=("Karokh Bazar",), rings=(square(62, 34),))
SHAHRAK = Place("AF2301", "Shahrak", "Ghor", rings=(square(64, 34),))
SHAHRAK_HERAT = Place("AF2110", "Shahrak", "Herat", rings=(square(63, 34),))
QALA = Place("AF2001", "Qala-e-Naw", "Badghis", rings=(square(63, 35),))
PLACES = Gazetteer([GHORYAN, KARUKH, SHAHRAK, SHAHRAK_HERAT, QALA])


def test_a_code_is_enough_whatever_the_name_beside_it() -> None:
    found = PLACES.resolve("Karukh", parent="Ghor", code="AF2102")
    assert (found.place, found.how, found.note) == (GHORYAN, "code", None)


def test_a_code_nobody_has_leaves_the_place_unplaced_and_never_falls_back_on_the_name() -> None:
    found = PLACES.resolve("Ghoryan", code="AF9999", latitude=34.5, longitude=61.5)
    assert found.place is None
    assert found.note == "unplaced: no place has the code AF9999; perhaps Ghoryan (Herat) AF2102"


@pytest.mark.parametrize("name", ["Karukh", "KARUKH", "karokh bazar", " Karukh "])
def test_a_name_or_alias_is_found_whole_and_case_folded(name: str) -> None:
    found = PLACES.resolve(name, parent="Herat")
    assert (found.place, found.how, found.note) == (KARUKH, "name", None)


def test_a_name_that_occurs_twice_needs_its_parent() -> None:
    found = PLACES.resolve("Shahrak")
    assert found.place is None
    assert set(found.suggestions) == {SHAHRAK, SHAHRAK_HERAT}
    assert "say which parent" in (found.note or "")
    assert PLACES.resolve("Shahrak", parent="Ghor").place == SHAHRAK
    assert PLACES.resolve("Shahrak", parent="herat").place == SHAHRAK_HERAT


def test_a_name_that_occurs_twice_is_told_by_its_coordinates() -> None:
    found = PLACES.resolve("Shahrak", latitude=34.5, longitude=63.5)
    assert (found.place, found.note) == (SHAHRAK_HERAT, "placed by its coordinates")


def test_a_misspelt_name_of_two_places_stays_unplaced() -> None:
    found = PLACES.resolve("Shahrek")
    assert found.place is None
    assert {SHAHRAK, SHAHRAK_HERAT} <= set(found.suggestions)
    assert PLACES.resolve("Shahrek", parent="Ghor").place == SHAHRAK


def test_a_name_is_not_looked_for_outside_its_stated_parent() -> None:
    found = PLACES.resolve("Ghoryan", parent="Badghis")
    assert found.place is None
    found = PLACES.resolve("Ghoryan", parent="Nangarhar")
    assert found.place is None
    assert found.note == "unplaced: no parent is called 'Nangarhar'; perhaps Ghoryan (Herat) AF2102"


def test_an_exact_name_goes_before_coordinates() -> None:
    found = PLACES.resolve("Karukh", latitude=34.5, longitude=61.5)
    assert (found.place, found.how) == (KARUKH, "name")


def test_coordinates_go_before_a_spelling() -> None:
    found = PLACES.resolve("Karokh", latitude=34.5, longitude=61.5)
    assert (found.place, found.how) == (GHORYAN, "its coordinates")


@pytest.mark.parametrize("spelling", ["Ghorian", "Ghourian", "Ghoriyan"])
def test_a_spelling_clearly_ahead_of_the_next_is_taken_and_noted(spelling: str) -> None:
    found = PLACES.resolve(spelling, parent="Herat")
    assert (found.place, found.how, found.note) == (GHORYAN, "spelling", "placed by spelling")


def test_a_spelling_with_a_rival_less_than_15_behind_stays_unplaced() -> None:
    rivals = Gazetteer([Place("1", "Kabul", "Kabul"), Place("2", "Zabul", "Zabul")])
    found = rivals.resolve("Xabul")
    assert found.place is None
    assert set(found.suggestions) == set(rivals)
    assert Gazetteer([Place("1", "Kabul", "Kabul")]).resolve("Xabul").how == "spelling"


@pytest.mark.parametrize(
    ("spelling", "meant", "rival", "ahead", "taken"),
    [
        ("Bagland", "Baghlan", "Baghran", 14.3, False),
        ("Nawar", "Nawa", "Nawzad", 16.2, True),
        ("Farza", "Farah", "Farsi", 20.0, True),  # exactly 80 of 100
    ],
)
def test_a_spelling_is_taken_from_80_of_100_and_15_ahead(
    spelling: str, meant: str, rival: str, ahead: float, taken: bool
) -> None:
    assert round(likeness(spelling, meant) - likeness(spelling, rival), 1) == ahead
    found = Gazetteer([Place("1", meant), Place("2", rival)]).resolve(spelling)
    assert (found.place is not None) is taken
    assert taken or [place.name for place in found.suggestions] == [meant, rival]


def test_a_part_of_a_name_is_not_a_spelling_of_it() -> None:
    places = Gazetteer([Place("1", "Spin Boldak", "Kandahar")])
    assert places.resolve("Spin").place is None
    assert places.resolve("Boldak").place is None
    assert places.resolve("Spin Boldak border crossing").place is None


def test_a_name_like_no_other_stays_unplaced_without_suggestions() -> None:
    found = PLACES.resolve("Tikrit")
    assert (found.place, found.suggestions, found.note) == (None, (), "unplaced: no place is called 'Tikrit'")


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_or_a_point_there_is_no_place(name: str | None) -> None:
    assert PLACES.resolve(name).note == "unplaced: no name was given"
    assert PLACES.resolve(name, latitude=34.5, longitude=62.5).place == KARUKH
    assert PLACES.resolve(name, latitude=0, longitude=0).place is None


def test_a_misspelt_parent_is_understood_when_only_one_is_meant() -> None:
    assert PLACES.resolve("Ghoryan", parent="Hirat").place == GHORYAN
    assert PLACES.parent_named("Badgis") == "Badghis"
    assert PLACES.parent_named("Nangarhar") is None


@given(st.sampled_from(sorted({name for place in PLACES for name in place.names})), st.data())
def test_resolving_never_answers_with_a_place_outside_the_stated_parent(name: str, data: st.DataObject) -> None:
    parent = data.draw(st.sampled_from(PLACES.parents()))
    typo = data.draw(st.integers(0, len(name) - 1))
    found = PLACES.resolve(name[:typo] + name[typo + 1 :], parent=parent)
    assert found.place is None or found.place.admin1 == parent


@given(st.text(max_size=12))
def test_a_place_taken_by_spelling_is_far_enough_ahead_of_every_other(name: str) -> None:
    found = PLACES.resolve(name)
    scores = sorted((max(likeness(name, n) for n in p.names) for p in PLACES), reverse=True)
    if found.how == "spelling":
        assert scores[0] >= 80
        assert scores[0] - scores[1] >= 15
    elif found.place is None and name:
        assert scores[0] < 80 or scores[0] - scores[1] < 15


def test_a_place_is_asked_for_by_code_name_or_name_and_parent() -> None:
    assert PLACES.find("AF2103") is KARUKH
    assert PLACES.find("karukh") is KARUKH
    assert PLACES.find("Shahrak, Ghor") is SHAHRAK
    assert PLACES.find("Shahrak,Herat") is SHAHRAK_HERAT
    assert PLACES.find("Ghorian") is GHORYAN


def test_asking_for_a_name_of_two_places_lists_them() -> None:
    with pytest.raises(AmbiguousPlaceError) as refused:
        PLACES.find("Shahrak")
    assert str(refused.value) == (
        "'Shahrak' is the name of 2 places: Shahrak, Ghor (AF2301); Shahrak, Herat (AF2110); "
        "add the parent or give the code"
    )


def test_asking_for_an_unknown_name_says_what_comes_close_or_where_to_look() -> None:
    with pytest.raises(UnknownPlaceError, match=r"no place is called 'Ghor Yan Bala'; perhaps Ghoryan, Herat"):
        PLACES.find("Ghor Yan Bala")
    with pytest.raises(UnknownPlaceError, match=r"no place is called 'Tikrit'; .*holdsway sql"):
        PLACES.find("Tikrit")


NINEWA = Place("IQ-NI", "Ninewa")
MOSUL = Place("IQ-MOS", "Mosul", "Ninewa", parent="IQ-NI")
EAST = Place("IQ-MOS-E", "East Mosul", "Ninewa", parent="IQ-MOS")
WEST = Place("IQ-MOS-W", "West Mosul", "Ninewa", parent="IQ-MOS")
OLD = Place("IQ-OLD", "Old City", "Ninewa", parent="IQ-MOS-W")
NESTED = Gazetteer([NINEWA, MOSUL, EAST, WEST, OLD, Place("IQ-TIK", "Tikrit", "Salah al-Din")])


def test_the_leaves_are_the_places_that_contain_no_other() -> None:
    assert {place.code for place in NESTED.leaves} == {"IQ-MOS-E", "IQ-OLD", "IQ-TIK"}


def test_a_statement_on_a_parent_bears_on_its_leaves() -> None:
    assert {place.code for place in NESTED.leaves_of("IQ-NI")} == {"IQ-MOS-E", "IQ-OLD"}
    assert NESTED.leaves_of("IQ-TIK") == (NESTED["IQ-TIK"],)
    assert NESTED.leaves_of("nowhere") == ()


def test_a_city_and_the_district_around_it_of_one_name_are_one_place_the_outer() -> None:
    district = Place("D", "Falluja", "Anbar")
    city = Place("C", "Falluja", "Anbar", parent="D")
    places = Gazetteer([city, district])
    assert places.resolve("Falluja").place == district
    assert places.find("falluja") is district


def test_a_place_is_printed_with_its_parent_unless_they_share_a_name() -> None:
    assert MOSUL.title == "Mosul (Ninewa)"
    assert Place("1", "Herat", "Herat").title == Place("2", "Herat").title == "Herat"


def test_the_key_of_a_place_known_only_by_name_holds_its_country_and_parent() -> None:
    assert name_key("Burka", "Baghlan", "AF") == "name:AF/Baghlan/Burka"
    assert name_key("Burka", None, None) == "name://Burka"


def test_a_hole_in_a_place_does_not_lie_in_it_and_an_island_does() -> None:
    lake = Place("L", "Lake", rings=(square(0, 0, 10), square(4, 4, 4), square(5, 5, 1), square(20, 20)))
    around = Gazetteer([lake]).around
    assert around(2, 2) == lake
    assert around(4.5, 4.5) is None
    assert around(5.5, 5.5) == lake
    assert around(20.5, 20.5) == lake
    assert around(15, 15) is None


def test_a_point_in_a_hole_lies_in_the_place_that_fills_it() -> None:
    ring, town = (
        Place("R", "Ring", rings=(square(0, 0, 9), square(3, 3, 3))),
        Place("T", "Town", rings=(square(3, 3, 3),)),
    )
    places = Gazetteer([ring, town])
    assert (places.around(1, 1), places.around(4, 4)) == (ring, town)


def test_latitude_comes_before_longitude() -> None:
    assert PLACES.around(34.5, 61.5) == GHORYAN
    assert PLACES.around(61.5, 34.5) is None


def geojson(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return path


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [square(61, 34)]} if geometry is None else geometry
    said = {"PCODE": "AF2102", "NAME": "Ghoryan", "ADM1": "Herat", "ALT": "Ghorian; Ghourian"} | properties
    return {"type": "Feature", "properties": said, "geometry": shape}


def test_boundaries_are_read_by_the_declared_properties(tmp_path: Path) -> None:
    [place] = read_boundaries(geojson(tmp_path / "a.geojson", feature()), NAMES)
    assert place == Place(
        "AF2102", "Ghoryan", "Herat", None, 34.5, 61.5, ("Ghorian", "Ghourian"), "v1", (square(61, 34),)
    )


def test_a_place_of_several_parts_keeps_every_ring(tmp_path: Path) -> None:
    parts = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 9), square(2, 2)], [square(20, 20)]]}
    [place] = read_boundaries(geojson(tmp_path / "a.geojson", feature(parts)), NAMES)
    assert len(place.rings) == 3
    places = Gazetteer([place])
    assert places.around(2.5, 2.5) is None
    assert places.around(20.5, 20.5) == place


def test_a_place_without_an_outline_is_kept_and_found_by_name(tmp_path: Path) -> None:
    bare = feature() | {"geometry": None}
    [place] = read_boundaries(geojson(tmp_path / "a.geojson", bare), NAMES)
    assert (place.rings, place.latitude) == ((), None)
    assert Gazetteer([place]).resolve("ghorian").place == place


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "[]",
        "{}",
        "5",
        '{"features": null}',
        '{"features": 5}',
        '{"features": [5]}',
        '{"features": "ab"}',
        '{"features": [{"properties": [1]}]}',
        "\ufeff{",
    ],
)
def test_a_file_that_is_no_feature_collection_is_refused_with_its_name(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(content, "utf-8")
    with pytest.raises(FrameError, match=r"a\.geojson.*(GeoJSON|no property).*case\.yaml"):
        read_boundaries(tmp_path / "a.geojson", NAMES)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [["a", "b", "c", "d"]]},
        {"type": "Polygon", "coordinates": [[[1], [2], [3], [1]]]},
        {"type": "Polygon", "coordinates": 5},
        {"type": "MultiPolygon", "coordinates": [[[1, 2, 3, 4]]]},
        {"type": "Polygon", "coordinates": [[["x", "y"]] * 4]},
        [1, 2],
    ],
)
def test_an_outline_that_cannot_be_read_is_refused_with_its_feature(geometry: Any, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(), feature(geometry, PCODE="AF2103"))
    with pytest.raises(FrameError, match=r"a\.geojson feature 2: .*outline"):
        read_boundaries(path, NAMES)


def test_a_file_that_is_not_utf8_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_bytes(b'{"features": ["\xff"]}')
    for name in ("a.geojson", "b.geojson"):
        with pytest.raises(FrameError, match=rf"{name[0]}\.geojson: not a GeoJSON feature collection"):
            read_boundaries(tmp_path / name, NAMES)


def test_a_property_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(), feature(PCODE=None))
    with pytest.raises(
        FrameError, match=r"a\.geojson feature 2: no property 'PCODE' for the code; set `boundaries: code`"
    ):
        read_boundaries(path, NAMES)
    with pytest.raises(
        FrameError, match=r"feature 1: no property 'ADM2' for the name; .*one of ADM1, ALT, NAME, PCODE"
    ):
        read_boundaries(path, {**NAMES, "name": "ADM2"})


def test_one_code_for_two_places_is_refused(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", feature(), feature(NAME="Karukh"))
    with pytest.raises(FrameError, match=r"a\.geojson: the code AF2102 stands for both Ghoryan and Karukh"):
        read_boundaries(path, NAMES)


def gazetteer(tmp_path: Path, *rows: str, header: str = "code,name,parent,latitude,longitude,aliases") -> Path:
    (tmp_path / "places.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return tmp_path / "places.csv"


def test_a_gazetteer_nests_by_code_and_takes_any_other_parent_for_a_first_level_name(tmp_path: Path) -> None:
    path = gazetteer(
        tmp_path, "MOS,Mosul,Ninewa,36.34,43.13,Mossul;Al-Mawsil", "MOS-E,East Mosul,MOS,,,", "OLD,Old City, MOS-E ,,,"
    )
    mosul, east, old = read_gazetteer(path, "v1")
    assert mosul == Place("MOS", "Mosul", "Ninewa", None, 36.34, 43.13, ("Mossul", "Al-Mawsil"), "v1")
    assert (east.parent, east.admin1) == ("MOS", "Ninewa")
    assert (old.parent, old.admin1) == ("MOS-E", "Ninewa")
    assert [leaf.code for leaf in Gazetteer([mosul, east, old]).leaves] == ["OLD"]


def test_a_code_is_the_same_with_spaces_around_it(tmp_path: Path) -> None:
    mosul, east = read_gazetteer(gazetteer(tmp_path, " MOS ,Mosul,Ninewa,,,", "E,East Mosul,MOS,,,"), None)
    assert (mosul.code, east.parent, east.admin1) == ("MOS", "MOS", "Ninewa")


def test_a_gazetteer_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = gazetteer(tmp_path, "MOS,Mosul,,,,")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [place.code for place in read_gazetteer(path, None)] == ["MOS"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["MOS,Mosul,,north,43,"], r"row 2: coordinates of Mosul are not numbers"),
        (["A,Aa,,,,", "MOS,Mosul,,43.1,361,"], r"row 3: 43\.1, 361\.0 is no place on earth; latitude comes first"),
        (["MOS,Mosul,,nan,43,"], r"row 2: .*no place on earth"),
        (["MOS,Mosul,,36,,"], r"row 2: .*both"),
        (["MOS,Mosul,,,43,"], r"row 2: .*both"),
        (["A,Aa,B,,,", "B,Bb,A,,,"], r"row 2: A lies within itself; mend its parent"),
        (["A,Aa,A,,,"], r"row 2: A lies within itself; mend its parent"),
        (["A,Aa,,,,", "A,Ab,,,,"], r"the code A stands for both Aa and Ab"),
        ([",Mosul,,,,"], r"row 2: code or name is blank; fill it in"),
        (["MOS, ,,,,"], r"row 2: code or name is blank; fill it in"),
        (["MOS"], r"row 2: has another number of cells than the header; mend that row"),
        (["MOS,Mosul,,36,43,,"], r"row 2: has another number of cells than the header; mend that row"),
    ],
)
def test_a_bad_row_of_a_gazetteer_is_refused_with_its_file_and_row(rows: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"places\.csv:? " + said):
        read_gazetteer(gazetteer(tmp_path, *rows), None)


@pytest.mark.parametrize("rows", [[], ["MOS,Mosul"]])
def test_a_gazetteer_of_other_columns_is_refused_with_those_it_needs(rows: list[str], tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"places\.csv: needs the columns code, name, parent"):
        read_gazetteer(gazetteer(tmp_path, *rows, header="id,place"), None)


def test_a_gazetteer_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes(b"code,name\nA,\xff\n")
    for name in ("places.csv", "nothere.csv"):
        with pytest.raises(FrameError, match=rf"{name}: cannot be read as UTF-8 CSV; check `gazetteer: file`"):
            read_gazetteer(tmp_path / name, None)


@pytest.mark.skipif(not CASES, reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.parent.name)
def test_every_coded_row_of_a_case_whose_name_is_found_is_its_own_place_or_lies_in_it(case: Path) -> None:
    places = read_frame(case).places
    with case.with_name("control.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["pcode"]]
    found = [(row, places.resolve(row["place"], parent=row["admin1"])) for row in rows]
    wrong = [
        (row["place"], row["pcode"], r.place.code)
        for row, r in found
        if r.place and r.place.code not in (row["pcode"], places[row["pcode"]].parent)
    ]
    exact = sum(1 for row, r in found if r.place and r.place.code == row["pcode"])
    assert wrong == []
    assert exact >= 0.9 * len(rows) > 10


@pytest.mark.skipif(not CASES, reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.parent.name)
def test_every_outlined_place_of_a_case_contains_a_point_of_its_own(case: Path) -> None:
    places = read_frame(case).places
    outlined = [place for place in places.leaves if place.rings]
    lost = []
    for place in outlined:
        inside = place.outline().representative_point()
        if places.around(inside.y, inside.x) != place:
            lost.append(place.title)
    assert lost == []
    assert len(places.leaves) > 10

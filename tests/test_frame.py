"""The frame: what case.yaml fixes, what it points to, and what its errors say."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from holdsway.actors import Party
from holdsway.clocks import Days, parse_published
from holdsway.errors import FrameError
from holdsway.frame import Frame, Placed, frame_of, read_frame
from holdsway.places import Gazetteer, Place
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import Quote, sha256

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
CASES = sorted((SHARED / "cases").glob("*/inbox/case.yaml"))

CASE = """
name: afghanistan
title: Afghanistan, July 2021
country: AF
from: 2021-05-01
to: '2021-07-31'
licence: CC BY
parties:
- {id: goa, name: Government, aliases: [ANA, ANDSF]}
- {id: taliban, name: Taliban}
boundaries: {file: ../maps/districts.geojson, code: PCODE, name: NAME, parent: ADM1, version: v1, licence: HDX}
gazetteer: {file: towns.csv, version: v2}
watchlists: [../lists/un.xml, ../other/un.xml]
"""
SCALES = "sources: {LWJ: {kind: map, labels: {held: {means: all of it, holder: taliban}}}}\n"
DISTRICTS = {
    "features": [
        {
            "properties": {"PCODE": "AF0910", "NAME": "Burka", "ADM1": "Baghlan"},
            "geometry": {"type": "Polygon", "coordinates": [[[69, 36], [70, 36], [70, 37], [69, 37], [69, 36]]]},
        }
    ]
}


def inbox(folder: Path, case: str = CASE, **files: str) -> Path:
    """A folder with everything that CASE points to; `files` replace the text of some."""
    texts = {
        "inbox/case.yaml": case,
        "inbox/scales.yaml": files.get("scales", SCALES),
        "inbox/towns.csv": "code,name,parent\nT1,Burka Bazar,Baghlan\n",
        "maps/districts.geojson": json.dumps(DISTRICTS),
        "lists/un.xml": "<list>first</list>",
        "other/un.xml": "<list>second</list>",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder / "inbox" / "case.yaml"


def without_files(frame: Frame) -> tuple[object, ...]:
    """Everything a frame says, to hold two beside each other."""
    plain = replace(frame, files={})
    return (
        *(getattr(plain, name) for name in Frame.__dataclass_fields__ if name not in ("parties", "places", "scales")),
        *(list(part) for part in (plain.parties, plain.places, plain.scales)),
    )


def test_a_frame_holds_what_its_case_declares(tmp_path: Path) -> None:
    frame = read_frame(inbox(tmp_path))
    assert (frame.name, frame.title, frame.country) == ("afghanistan", "Afghanistan, July 2021", "AF")
    assert frame.days == Days(date(2021, 5, 1), date(2021, 7, 31))
    assert list(frame.parties) == [Party("goa", "Government", ("ANA", "ANDSF")), Party("taliban", "Taliban")]
    assert [place.code for place in frame.places] == ["AF0910", "T1"]
    assert [scale.source for scale in frame.scales] == ["LWJ"]
    assert (frame.places_source, frame.places_version, frame.places_licence) == ("districts.geojson", "v1", "HDX")
    assert (frame.licence, frame.declared) == ("CC BY", True)


def test_a_frame_names_every_file_it_was_read_from(tmp_path: Path) -> None:
    frame = read_frame(inbox(tmp_path))
    texts = {name: path.read_text("utf-8") for name, path in frame.files.items()}
    assert set(texts) == {
        "case.yaml",
        "scales.yaml",
        "boundaries/districts.geojson",
        "gazetteer/towns.csv",
        "watchlists/0-un.xml",
        "watchlists/1-un.xml",
    }
    assert texts["watchlists/1-un.xml"] == "<list>second</list>"


def kept(frame: Frame, folder: Path) -> dict[str, Path]:
    """The frame's files as a ledger keeps them: under their hashes, with no names and no folders."""
    folder.mkdir(parents=True)
    stored = {}
    for name, path in frame.files.items():
        stored[name] = folder / sha256(path.read_bytes())
        stored[name].write_bytes(path.read_bytes())
    return stored


def test_a_frame_read_from_the_files_a_ledger_kept_is_the_same(tmp_path: Path) -> None:
    frame = read_frame(inbox(tmp_path))
    files = kept(frame, tmp_path / "kept")
    again = read_frame(files["case.yaml"], files)
    assert without_files(again) == without_files(frame)
    assert again.files == files


def test_files_beside_a_kept_case_are_not_taken_for_its_own(tmp_path: Path) -> None:
    case = inbox(tmp_path)
    case.with_name("scales.yaml").unlink()
    files = kept(read_frame(case), tmp_path / "kept")
    (tmp_path / "kept" / "scales.yaml").write_text(SCALES, "utf-8")
    assert len(read_frame(files["case.yaml"], files).scales) == 0


@pytest.mark.skipif(not CASES, reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.parent.name)
def test_the_frame_of_a_shared_case_survives_being_kept(case: Path, tmp_path: Path) -> None:
    frame = read_frame(case)
    files = kept(frame, tmp_path / "kept")
    assert without_files(read_frame(files["case.yaml"], files)) == without_files(frame)
    assert len(frame.parties) >= 3
    assert len(frame.places) > 10
    assert len(frame.scales) >= 3


def test_a_frame_may_hold_no_more_than_parties(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("parties: [{id: sdf}]", "utf-8")
    frame = read_frame(case)
    assert (frame.days, frame.country, len(frame.places), len(frame.scales)) == (None, None, 0, 0)
    assert list(frame.parties) == [Party("sdf", "sdf")]


def test_a_frame_without_a_name_has_the_same_one_in_every_folder(tmp_path: Path) -> None:
    names = []
    for folder in ("syria", "copy"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "case.yaml").write_text("parties: [{id: sdf}]", "utf-8")
        names.append(read_frame(tmp_path / folder / "case.yaml").name)
    assert names[0] == names[1] != ""


def test_one_alias_need_not_be_written_as_a_list(tmp_path: Path) -> None:
    case = inbox(tmp_path, CASE.replace("[ANA, ANDSF]", "ANDSF"))
    frame = read_frame(case)
    assert frame.parties["goa"].aliases == ("ANDSF",)
    assert frame.actor("N") == "N"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (CASE, "", r": empty; write `name:`, `from:`, `to:` and `parties:`"),
        (CASE, "- a\n- b", r": empty; write `name:`"),
        ("country: AF", "country: [AF", r" line \d+: not valid YAML; mend that line"),
        ("country: AF", "country: \tAF: b", r" line \d+: not valid YAML; mend that line"),
        ("parties:", "actors:", r": needs `parties:`, a list of \{id, name, aliases\}"),
        ("- {id: taliban, name: Taliban}", "- {name: Taliban}", r": party 2 has no id; write \{id, name, aliases\}"),
        ("- {id: taliban, name: Taliban}", "- Taliban", r": party 2 has no id; write \{id, name, aliases\}"),
        ("from: 2021-05-01", "from: May 2021", r": from and to must be dates; write YYYY-MM-DD"),
        ("from: 2021-05-01", "from: 2021-08-01", r": from .*ends before it begins; give the earlier day first"),
        ("from: 2021-05-01", "", r": from and to .*write YYYY-MM-DD"),
        (
            "../maps/districts",
            "maps/districts",
            r": boundaries: no file 'maps/districts\.geojson' beside it; mend the pa",
        ),
        ("file: towns.csv, ", "", r": gazetteer: write `gazetteer: \{file: FILE, version: VERSION\}`"),
        ("{file: towns.csv, version: v2}", "towns.csv", r": gazetteer: write `gazetteer: \{file: FILE"),
        ("{file: towns.csv, version: v2}", "[towns.csv]", r": gazetteer: write `gazetteer: \{file: FILE"),
        ("../lists/un.xml", "un.xml", r": watchlists: no file 'un\.xml'; mend the path or leave the entry out"),
        ("[../lists/un.xml, ../other/un.xml]", "../lists/un.xml", r": watchlists: .*list"),
    ],
)
def test_a_bad_case_is_refused_with_its_file_entry_and_remedy(was: str, now: str, said: str, tmp_path: Path) -> None:
    assert was in CASE
    case = inbox(tmp_path, CASE.replace(was, now))
    with pytest.raises(FrameError, match=r"inbox/case\.yaml" + said):
        read_frame(case)


def test_parties_that_are_no_list_are_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("parties: 5", "utf-8")
    with pytest.raises(FrameError, match=r"case\.yaml: parties: write a list of \{id, name, aliases\}"):
        read_frame(tmp_path / "case.yaml")


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_case_that_cannot_be_read_is_refused(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "case.yaml").write_bytes(content)
    with pytest.raises(FrameError, match=r"case\.yaml: cannot be read as UTF-8 text"):
        read_frame(tmp_path / "case.yaml")


def test_a_bad_scales_file_is_refused_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"^scales\.yaml: LWJ: label 'held' has holder 'un'"):
        read_frame(inbox(tmp_path, scales=SCALES.replace("taliban", "un")))
    with pytest.raises(FrameError, match=r"scales\.yaml line 1: not valid YAML; mend that line"):
        read_frame(inbox(tmp_path, scales="sources: {LWJ: [}"))


def test_a_code_of_both_boundaries_and_gazetteer_is_refused(tmp_path: Path) -> None:
    case = inbox(tmp_path)
    case.with_name("towns.csv").write_text("code,name,parent\nAF0910,Burka Bazar,Baghlan\n", "utf-8")
    with pytest.raises(FrameError, match=r"case\.yaml: .*AF0910 .*Burka and Burka Bazar"):
        read_frame(case)


def test_yaml_cannot_make_objects(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("name: !!python/object/apply:os.getcwd []\nparties: [{id: a}]", "utf-8")
    with pytest.raises(FrameError, match="not valid YAML"):
        read_frame(tmp_path / "case.yaml")
    assert yaml.unsafe_load("!!python/object/apply:os.getcwd []") == str(Path.cwd())


DECLARED = Frame(country="AF", places=Gazetteer([Place("AF0910", "Burka", "Baghlan", version="v1")]), declared=True)


def test_a_name_stands_where_the_frame_has_it() -> None:
    assert DECLARED.place("burka", admin1="Baghlan") == Placed("AF0910", "v1")
    assert DECLARED.place("Borka", admin1="Baghlan") == Placed("AF0910", "v1", "placed by spelling")


def test_a_name_the_frame_does_not_have_stays_unplaced_with_the_reason() -> None:
    assert DECLARED.place("Tikrit") == Placed(None, None, "unplaced: no place is called 'Tikrit'")


def test_without_declared_places_a_name_stands_under_its_own_key() -> None:
    bare = Frame(country="AF")
    assert bare.place("Burka", admin1="Baghlan") == Placed("name:AF/Baghlan/Burka")
    assert bare.place("Burka", country="IQ") == Placed("name:IQ//Burka")
    assert bare.place("Burka", code="X1") == Placed("X1")
    assert bare.place(None) == Placed(None, None, "unplaced: no name was given")


def test_an_actor_is_the_party_that_bears_the_name_or_stays_itself(tmp_path: Path) -> None:
    frame = read_frame(inbox(tmp_path))
    assert [frame.actor(name) for name in ("ana", "Taliban", "ISIS-K")] == ["goa", "taliban", "ISIS-K"]


def moved(place: str, *actors: str, party: str | None = None, method: str = "table") -> Statement:
    return Statement(
        kind=Kind.EVENT,
        source="UCDP",
        document="d" * 64,
        quote=Quote("x"),
        place_code=f"name:AF//{place}",
        place_text=place,
        actors=tuple(ActorRole(actor, "by") for actor in actors),
        party=party,
        method=method,
        published=parse_published("2021-07-20"),
    )


def test_without_a_case_the_parties_are_those_that_took_territory() -> None:
    frame = frame_of([moved("Burka", "Taliban", "ANA", party="Taliban"), moved("Herat", "Bandits", "Villagers")])
    assert frame.parties.ids == ("Taliban", "ANA")
    assert [place.name for place in frame.places] == ["Burka", "Herat"]
    assert frame.declared is False


def test_without_territory_the_parties_are_all_who_fought() -> None:
    frame = frame_of([moved("Burka", "Taliban", "ANA"), moved("Herat", "taliban", "contested")])
    assert frame.parties.ids == ("Taliban", "ANA")


def test_what_was_read_in_a_report_makes_no_party_and_no_place() -> None:
    frame = frame_of([moved("Burka", "Taliban", party="Taliban", method="read")])
    assert (len(frame.parties), len(frame.places)) == (0, 0)


def test_a_declared_frame_stands_whatever_the_data_names() -> None:
    assert frame_of([moved("Burka", "Taliban")], DECLARED) is DECLARED

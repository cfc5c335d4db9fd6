"""Crosswalks: another list's codes and spellings, tied to the places of the frame."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.desk import open_desk
from holdsway.errors import FrameError
from holdsway.frame import read_frame

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
CASE = """\
name: valley
parties: [{id: gov}]
gazetteer: {file: places.csv, version: v2}
crosswalks: [{file: keys.csv, version: election-2019, from: POLL, to: CODE, names: [POLL_NAME]}]
"""
PLACES = "code,name,parent,latitude,longitude\nN01,Alder,North,1,1\nN02,Birch,North,2,2\nN03,Cedar,North,3,3\n"
KEYS = "POLL,CODE,POLL_NAME\n101,N01,Aldar Centre\n102,N02,\n102,N03,\n103,,Gone\n"


def framed(folder: Path, case: str = CASE, keys: str = KEYS) -> Path:
    for name, text in (("case.yaml", case), ("places.csv", PLACES), ("keys.csv", keys)):
        (folder / name).write_text(text, "utf-8")
    return folder / "case.yaml"


def test_a_code_of_another_list_leads_to_the_place_and_says_how(tmp_path: Path) -> None:
    placed = read_frame(framed(tmp_path)).place(None, code="101")
    assert (placed.code, placed.version, placed.note) == ("N01", "v2", "code 101 of election-2019, by crosswalk")


def test_a_place_that_became_several_leads_to_none_of_them(tmp_path: Path) -> None:
    placed = read_frame(framed(tmp_path)).place(None, code="102")
    assert placed.code is None
    assert "no place has the code 102" in (placed.note or "")


def test_a_code_of_the_frame_itself_is_never_crossed(tmp_path: Path) -> None:
    frame = read_frame(framed(tmp_path, keys="POLL,CODE,POLL_NAME\nN02,N01,\n"))
    assert frame.place(None, code="N02").code == "N02"


def test_the_other_lists_spelling_is_one_more_name_of_the_place(tmp_path: Path) -> None:
    frame = read_frame(framed(tmp_path))
    assert frame.place("aldar centre").code == "N01"
    assert frame.places["N02"].aliases == ()


def test_a_column_that_is_not_there_is_one_plain_line_that_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"keys.csv: no column 'POLL'; set .* CODE, NUMBER, POLL_NAME"):
        read_frame(framed(tmp_path, keys="NUMBER,CODE,POLL_NAME\n"))


def test_a_file_that_is_not_there_is_one_plain_line(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"crosswalks: no file 'other\.csv'; mend the path"):
        read_frame(framed(tmp_path, CASE.replace("keys.csv", "other.csv")))


def test_a_ledger_keeps_the_crosswalk_with_its_frame(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    framed(inbox)
    desk = open_desk(tmp_path / "ledger")
    added = desk.add(inbox)
    assert added.rejects == ()
    (inbox / "keys.csv").unlink()
    assert desk.frame().place(None, code="101").code == "N01"


def test_the_codes_of_afghan_elections_lead_to_the_districts_of_ocha(tmp_path: Path) -> None:
    keys, boundaries = (
        SHARED / "gazetteer" / "district_code_keyfile_2019.csv",
        SHARED / "boundaries" / "afg_adm2_agcho_20180522_simplified.geojson",
    )
    if not keys.exists():
        pytest.skip(f"{keys} is not at hand")
    (tmp_path / "case.yaml").write_text(
        "name: afghanistan\nparties: [{id: goa}]\n"
        f"boundaries: {{file: {boundaries}, code: ADM2_PCODE, name: ADM2_EN, parent: ADM1_EN, aliases: [ADM2_DA]}}\n"
        f"crosswalks: [{{file: {keys}, version: iec-2019, from: 2019_IEC_district_code, "
        "to: 2018_UNOCHA_district_code, names: [2019_IEC_district_name_eng]}]\n",
        "utf-8",
    )
    frame = read_frame(tmp_path / "case.yaml")
    assert frame.place(None, code="0102").code == "AF0102"
    assert frame.place("آب بند").code == "AF1113"
    led = [frame.place(None, code=f"{province:02d}{number:02d}").code for province in range(1, 35) for number in (1, 2)]
    assert sum(code is not None for code in led) >= 60

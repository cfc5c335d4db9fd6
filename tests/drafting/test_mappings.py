"""Drafted mappings: columns told by their names, days by all their values, and what cannot be told left to choose."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from holdsway.desk import open_desk
from holdsway.drafting import Draft, draft
from holdsway.drafting.days import writing_of
from holdsway.formats.mapping import read_mapping
from holdsway.intake import Added

Fill = Callable[..., Path]
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

LOG = """\
Access log of the hub,,,,,,
,,,,,,
Ref no,Date of incident,Governorate,District,Type of incident,# killed,Perpetrator,Injured,Reported by
1,05/07/2021,North,Alder,VBIED,3,Valley Front,4,Police
2,13/07/2021,North,Birch,Clash,0,Army,-,Elders
3,20/07/2021,South,Cedar,Clash,n/a,Valley Front,1,Police
Total,,,,,3,,,
"""


def drafted(folder: Path, name: str = "log.csv") -> dict[str, object]:
    content = yaml.safe_load((folder / f"{name}.mapping.yaml").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def added(folder: Path, name: str) -> Added:
    """The file added with its mapping as drafted, without a frame."""
    alone = folder.parent / "alone"
    alone.mkdir()
    for file in (name, f"{name}.mapping.yaml"):
        if (folder / file).exists():
            shutil.copy(folder / file, alone / file)
    return open_desk(folder.parent / "ledger").add(alone)


def account(done: Added, name: str) -> tuple[int, int, int]:
    (file,) = (file for file in done.files if file.path == name)
    assert file.rows == file.kept + file.repeated + file.rejected
    return file.rows, file.kept, file.rejected


def edits(made: Draft) -> str:
    return "\n".join(edit for _, edit in made.edits)


def test_a_log_with_titles_is_mapped_and_added_without_an_edit(inbox: Fill) -> None:
    folder = inbox({"log.csv": LOG})
    made = draft(folder)
    assert drafted(folder) == {
        "table": "events",
        "header_row": 3,
        "dates": "%d/%m/%Y",
        "blank": ["-", "n/a"],
        "columns": {
            "source_event_id": "Ref no",
            "date_start": "Date of incident",
            "place": "District",
            "admin1": "Governorate",
            "event_type": "Type of incident",
            "actor1": "Perpetrator",
            "deaths_best": "# killed",
            "source": "Reported by",
        },
    }
    assert [edit for name, edit in made.edits if name.startswith("log.csv")] == [
        "published: when this came out, if you will ask what was known by a day"
    ]
    assert account(added(folder, "log.csv"), "log.csv") == (4, 3, 1)


def test_every_column_left_out_is_listed_with_three_of_its_values(inbox: Fill) -> None:
    folder = inbox({"log.csv": LOG})
    draft(folder)
    assert "#   Injured: 4, -, 1\n" in (folder / "log.csv.mapping.yaml").read_text("utf-8")


def test_days_that_two_orders_fit_are_left_to_choose(inbox: Fill) -> None:
    folder = inbox({"log.csv": LOG.replace("13/07", "03/07").replace("20/07", "09/07")})
    made = draft(folder)
    assert drafted(folder)["dates"] == "CHOOSE"
    text = (folder / "log.csv.mapping.yaml").read_text("utf-8")
    assert "dates: CHOOSE                       # '%d/%m/%Y' or '%m/%d/%Y'\n" in text
    assert "# both fit all 3; is '05/07/2021' 2021-07-05 or 2021-05-07?\n" in text
    assert "'%d/%m/%Y' or '%m/%d/%Y'; both fit all 3; is" in edits(made)
    (told,) = added(folder, "log.csv").rejects
    assert told.reason == ("log.csv.mapping.yaml line 5: dates still says CHOOSE; put there '%d/%m/%Y' or '%m/%d/%Y'")


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (["2021-07-05", "2021-07-13"], "%Y-%m-%d"),
        (["05/07/2021", "13/07/2021"], "%d/%m/%Y"),
        (["07/05/2021", "07/13/2021"], "%m/%d/%Y"),
        (["07/13/2021", "13/07/2021", "05/07/2021"], None),
        (["5.7.2021"], "%d.%m.%Y"),
        (["20220224", "20220301"], "%Y%m%d"),
        (["5 July 2021", "13 July 2021"], "%d %B %Y"),
        (["5 Jul 2021", "13 July 2021"], "%d %b %Y or %d %B %Y"),
        (["2021-07-05", "13/07/2021", "Total"], "%Y-%m-%d or %d/%m/%Y"),
        (["05/07/21", "13/07/21"], "%d/%m/%y"),
        (["in July", "soon"], None),
        (["July 2021"], None),
        (["2021-07-05 10:00:00", "2021-07-13 11:30:00"], "%Y-%m-%d %H:%M:%S"),
    ],
)
def test_the_way_days_are_written_must_fit_the_values(cells: list[str], dates: str | None) -> None:
    assert writing_of(cells).dates == dates


def test_true_dates_that_a_spreadsheet_may_have_swapped_are_pointed_out(inbox: Fill) -> None:
    header = ["Date", "District", "Type", "Source"]
    swapped = [[datetime(2021, month, 7), "Alder", "clash", "Police"] for month in (5, 6, 8)]
    text = [["13/07/2021", "Birch", "clash", "Police"], ["25/07/2021", "Birch", "clash", "Police"]]
    made = draft(inbox({"log.xlsx": {"Log": [header, *swapped, *text]}}))
    assert "the spreadsheet may have swapped day and month in those, as in 2021-05-07" in edits(made)


def test_arabic_spanish_and_french_headers_are_known(inbox: Fill) -> None:
    folder = inbox(
        {
            "ar.csv": "التاريخ,المحافظة,القضاء,نوع الحادث,القتلى,الفاعل,المصدر\n"
            "2021-07-05,نينوى,تلعفر,هجوم,2,مسلحون,شرطة\n",
            "es.csv": "Fecha del incidente,Departamento,Municipio,Tipo de incidente,Muertos,Grupo armado,Fuente\n"
            "2021-07-05,Cauca,Toribío,Ataque,2,Grupo A,Personería\n",
            "fr.csv": "Date de l'incident,Région,Localité,Type d'incident,Tués,Auteur présumé,Source\n"
            "2021-07-05,Gao,Ansongo,Attaque,2,Inconnu,Radio\n",
        }
    )
    draft(folder)
    for name in ("ar.csv", "es.csv", "fr.csv"):
        columns = drafted(folder, name)["columns"]
        assert isinstance(columns, dict)
        assert {"date_start", "admin1", "place", "event_type", "deaths_best", "actor1", "source"} <= columns.keys()


def test_a_count_of_some_is_not_taken_for_the_count_of_all(inbox: Fill) -> None:
    folder = inbox({"log.csv": "Date,District,Type,Women killed,Source\n2021-07-05,Alder,clash,1,Police\n"})
    draft(folder)
    assert "deaths_best" not in str(drafted(folder)["columns"])


def test_a_column_of_words_is_not_taken_for_a_count(inbox: Fill) -> None:
    folder = inbox({"log.csv": "Date,District,Type,Deaths,Source\n2021-07-05,Alder,clash,several,Police\n"})
    draft(folder)
    assert "Deaths" not in str(drafted(folder)["columns"])


def test_without_a_source_the_publisher_beside_it_is_taken_or_asked_for(inbox: Fill) -> None:
    rows = "Date,District,Type\n2021-07-05,Alder,clash\n"
    folder = inbox({"one.csv": rows, "two.csv": rows, "two.meta.yaml": "publisher: Hub\n"})
    draft(folder)
    assert drafted(folder, "one.csv")["constants"] == {"source": "CHOOSE"}
    assert drafted(folder, "two.csv")["constants"] == {"source": "Hub"}


def test_rows_without_an_id_get_the_fields_that_tell_them_apart(inbox: Fill) -> None:
    rows = "Date,District,Type,Actor\n2021-07-05,Alder,clash,A\n2021-07-05,Alder,clash,B\n2021-07-06,Alder,clash,B\n"
    folder = inbox({"log.csv": rows})
    draft(folder)
    assert drafted(folder)["row_id"] == ["date_start", "place", "event_type", "actor1"]


def test_sheets_are_mapped_one_by_one_and_ids_that_begin_again_get_the_day_besides(inbox: Fill) -> None:
    header = ["Ref", "Date", "District", "Type", "Source"]
    sheets = {
        "Notes": [["ask Amina"]],
        "June": [header, [1, datetime(2021, 6, 5), "Alder", "clash", "Police"]],
        "July": [header, [1, datetime(2021, 7, 25), "Alder", "clash", "Police"]],
    }
    folder = inbox({"log.xlsx": sheets})
    made = draft(folder)
    assert [one.sheet for one in read_mapping(folder / "log.xlsx.mapping.yaml")] == ["June", "July"]
    assert "no table in it" in {noticed.what for noticed in made.noticed}
    assert account(added(folder, "log.xlsx"), "log.xlsx") == (3, 2, 1)


def test_a_file_in_another_encoding_asks_which(inbox: Fill) -> None:
    content = "Date;District;Type;Source\n2021-07-05;Ñeque;choque;Policía\n".encode("cp1252")
    folder = inbox({"log.csv": content})
    made = draft(folder)
    assert (drafted(folder)["encoding"], drafted(folder)["delimiter"]) == ("CHOOSE", ";")
    assert "encoding: how the file was saved" in edits(made)


def test_a_table_that_no_mapping_fits_is_named_with_what_it_lacks(inbox: Fill) -> None:
    folder = inbox({"names.csv": "Name,Colour\nAlder,red\nBirch,blue\n"})
    made = draft(folder)
    assert made.noticed[0].what.startswith(
        "no mapping makes sense: no column says when it happened (date_start); where"
    )
    assert not made.written
    assert [path.name for path in folder.iterdir()] == ["names.csv"]


def test_a_table_that_a_format_declares_gets_no_mapping(inbox: Fill) -> None:
    header = "source,source_event_id,date_start,date_end,place,event_type,actor1,published\n"
    folder = inbox({"events.csv": header + "Desk,1,2021-07-05,,Alder,clash,Army,2021-07-06\n"})
    made = draft(folder)
    assert [file.file for file in made.written] == ["case.yaml"]


# Reduced samples of real datasets, where they are at hand.


@pytest.mark.parametrize(
    ("file", "rows", "columns"),
    [
        ("ucdp/ged251_stratified_sample_11col.csv", 9972, {"deaths_best": "best", "event_type": "type_of_violence"}),
        ("ucdp/ged191_afg_points_subset.csv", 310, {"place": "adm_2", "actor2": "side_b"}),
        ("ucdp/ucdp_aec_ids_train.csv", 10064, {"place": "location_adm2_name", "deaths_low": "deaths_low"}),
        ("viina/VIINA_2022_REBUILD.csv", 2060, {"source_event_id": "event_id_1pd", "place": "asciiname"}),
    ],
)
def test_a_reduced_sample_is_added_whole_with_its_drafted_mapping(
    inbox: Fill, file: str, rows: int, columns: dict[str, str]
) -> None:
    if not (DATA / file).exists():
        pytest.skip(f"{file} is not at hand")
    name = Path(file).name
    folder = inbox({name: (DATA / file).read_bytes()})
    draft(folder)
    mapped = drafted(folder, name)["columns"]
    assert isinstance(mapped, dict)
    assert columns.items() <= mapped.items()
    assert "CHOOSE" not in (folder / f"{name}.mapping.yaml").read_text("utf-8")
    assert account(added(folder, name), name) == (rows, rows, 0)


def test_a_sample_knows_its_release_and_its_codes(inbox: Fill) -> None:
    content = "id,date,type_of_violence,best,country,latitude,longitude\n5,2021-07-05,2,3,Mali,16.2,-0.1\n"
    folder = inbox({"ged231_few_columns.csv": content})
    draft(folder)
    mapping = drafted(folder, "ged231_few_columns.csv")
    assert (mapping["published"], mapping["constants"]) == (
        "2023-06",
        {"source": "UCDP GED", "note": "release 23.1"},
    )
    done = added(folder, "ged231_few_columns.csv")
    assert done.statements == 1
    (said,) = open_desk(folder.parent / "ledger").statements()
    assert (said.event_type, said.native_id, str(said.published)) == (
        "non-state violence",
        "5",
        "2023-06-01/2023-06-30",
    )


def test_utf_16_with_tabs_as_spreadsheets_export_it_is_read(inbox: Fill) -> None:
    rows = "Date\tDistrict\tType\tSource\n25/07/2021\tÑeque\tchoque\tPolicía\n"
    folder = inbox({"log.csv": rows.encode("utf-16")})
    draft(folder)
    assert (drafted(folder)["encoding"], drafted(folder)["delimiter"]) == ("utf-16", "tab")
    assert account(added(folder, "log.csv"), "log.csv") == (1, 1, 0)


def test_a_column_that_stands_there_twice_is_left_out(inbox: Fill) -> None:
    folder = inbox({"log.csv": "Date,District,Notes,Type,Source,Notes\n2021-07-25,Alder,a,clash,Police,b\n"})
    draft(folder)
    assert "Notes" not in str(drafted(folder)["columns"])
    assert account(added(folder, "log.csv"), "log.csv") == (1, 1, 0)


@pytest.mark.parametrize("content", [b"\x00\xff\x13" * 50, b"", b"just one line\n", b'Date,Place\n2021-07-05,"open\n'])
def test_a_file_that_is_no_table_is_named_and_ends_nothing(inbox: Fill, content: bytes) -> None:
    folder = inbox({"broken.csv": content, "broken.xlsx": content, "log.csv": LOG})
    made = draft(folder)
    assert {"broken.csv", "broken.xlsx"} <= {noticed.file for noticed in made.noticed}
    assert "log.csv.mapping.yaml" in {file.file for file in made.written}


def test_a_town_beside_its_district_is_named_among_the_things_to_look_at(inbox: Fill) -> None:
    content = "Date,Cercle,Localité,Type,Auteur,Source\n07/14/2023,Kidal,Anéfis,attaque,CSP,AFP\n"
    made = draft(inbox({"liste.csv": content}))
    (edit,) = [edit for _, edit in made.edits if edit.startswith("place")]
    assert edit.startswith("place: 'Cercle' is taken for the place and 'Localité' is left out")


def test_coordinates_with_a_decimal_comma_are_drafted_as_such(inbox: Fill) -> None:
    rows = "Fecha;Municipio;Latitud;Longitud;Tipo;Autor;Fuente\n25/01/2025;Tibú;8,64;-72,73;ataque;ELN;Defensoría\n"
    folder = inbox({"lista.csv": rows})
    draft(folder)
    assert drafted(folder, "lista.csv")["decimal"] == ","
    assert account(added(folder, "lista.csv"), "lista.csv") == (1, 1, 0)
    (said,) = open_desk(folder.parent / "ledger").statements()
    assert (said.latitude, said.longitude) == (8.64, -72.73)

"""Mapping files: a user's own columns become a table's, in the user's own words, and what is wrong is said plainly."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.clocks import Days
from holdsway.desk import Desk, open_desk
from holdsway.errors import InputError
from holdsway.formats import TableReading, read_tables
from holdsway.formats.mapping import read_mapping
from holdsway.frame import Frame
from holdsway.intake import Added
from holdsway.records import Document, Kind
from holdsway.words import sha256

ROWS = """\
Ref,Date of incident,District,What,Killed,By
1,05/07/2021,Burka,VBIED,3,Taliban
2,13/07/2021,Spin Boldak,clash,n/a,Taleban
"""
MAPPING: dict[str, Any] = {
    "table": "events",
    "dates": "%d/%m/%Y",
    "blank": ["n/a"],
    "columns": {
        "source_event_id": "Ref",
        "date_start": "Date of incident",
        "place": "District",
        "event_type": "What",
        "deaths_best": "Killed",
        "actor1": "By",
    },
    "constants": {"source": "Access team"},
    "values": {"event_type": {"VBIED": "attack"}},
    "published": "2021-07-31",
}

Mapped = Callable[..., list[TableReading]]


def changed(**entries: Any) -> dict[str, Any]:
    return {key: value for key, value in {**MAPPING, **entries}.items() if value is not None}


def without(*fields: str, **entries: Any) -> dict[str, Any]:
    columns = {name: column for name, column in MAPPING["columns"].items() if name not in fields}
    return changed(columns=columns, **entries)


@pytest.fixture
def mapped(tmp_path: Path, frame: Frame) -> Mapped:
    """Reads a table with a mapping beside it; the table may be text, bytes, or sheets of rows for a workbook."""

    def reading(
        mapping: dict[str, Any] | str,
        content: str | bytes | dict[str, list[list[Any]]] = ROWS,
        *,
        name: str = "incidents.csv",
        called: str = "incidents.mapping.yaml",
        within: Frame | None = None,
    ) -> list[TableReading]:
        path = tmp_path / name
        if isinstance(content, dict):
            save_workbook(path, content)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        text = mapping if isinstance(mapping, str) else yaml.safe_dump(mapping, allow_unicode=True)
        (tmp_path / called).write_text(text, "utf-8")
        raw = path.read_bytes()
        document = Document(sha256=sha256(raw), path=name, format="table", bytes=len(raw))
        return read_tables(path, document, frame if within is None else within)

    return reading


def save_workbook(path: Path, sheets: dict[str, list[list[Any]]], merged: str | None = None) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    book.save(path)


def reasons(readings: list[TableReading]) -> list[str]:
    return [reject.reason for reading in readings for reject in reading.rejects]


def test_a_mapped_row_becomes_an_event_with_its_original_row_as_quote(mapped: Mapped) -> None:
    (reading,) = mapped(MAPPING)
    first, second = reading.statements
    assert reading.format == "events by incidents.mapping.yaml"
    assert (first.kind, first.source, first.native_id, first.place_code) == (Kind.EVENT, "Access team", "1", "AF0910")
    assert first.valid == Days(datetime(2021, 7, 5).date(), datetime(2021, 7, 5).date())
    assert (first.event_type, first.best, str(first.published)) == ("attack", 3, "2021-07-31")
    assert (first.quote.exact, first.quote.row, first.quote.column) == ("1,05/07/2021,Burka,VBIED,3,Taliban", 2, "What")
    assert first.reader == "events by incidents.mapping.yaml"
    assert (second.best, second.event_type, second.actors[0].id) == (None, "clash", "taliban")


def test_numbers_with_a_decimal_comma_are_read_where_the_mapping_says_so(mapped: Mapped) -> None:
    rows = "Ref;Date of incident;Lat;Lon;What;Killed\n1;05/07/2021;36,5;69,5;clash;3,0\n2;05/07/2021;x;69,5;clash;3\n"
    columns = {
        name: MAPPING["columns"][name] for name in ("source_event_id", "date_start", "event_type", "deaths_best")
    }
    columns |= {"latitude": "Lat", "longitude": "Lon"}
    (reading,) = mapped(changed(columns=columns, delimiter=";", decimal=","), rows)
    (said,) = reading.statements
    assert (said.latitude, said.longitude, said.best, said.place_code) == (36.5, 69.5, 3, "AF0910")
    assert "Lat 'x' is not a number" in reasons([reading])[0]
    (strict,) = mapped(changed(columns=columns, delimiter=";"), rows)
    assert strict.statements == []


def test_the_same_id_told_again_later_is_an_edition_and_no_clash(mapped: Mapped) -> None:
    told = "Ref,Date of incident,District,What,Killed,By,Told\n"
    rows = (
        "1,05/07/2021,Burka,VBIED,3,Taliban,06/07/2021\n"
        "1,05/07/2021,Burka,VBIED,5,Taliban,09/07/2021\n"
        "1,05/07/2021,Burka,VBIED,7,Taliban,09/07/2021\n"
    )
    mapping = changed(columns={**MAPPING["columns"], "published": "Told"}, published=None)
    (reading,) = mapped(mapping, told + rows)
    assert [said.best for said in reading.statements] == [3, 5]
    (reject,) = reading.rejects
    assert (reject.row, "stands in row 3 too, with other content" in reject.reason) == (4, True)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("incidents.csv", "incidents.csv.mapping.yaml"),
        ("incidents.csv.gz", "incidents.mapping.yaml"),
        ("incidents.csv.gz", "incidents.csv.gz.mapping.yaml"),
        ("site.incidents.csv", "site.incidents.mapping.yaml"),
    ],
)
def test_a_mapping_is_found_by_the_name_of_its_table(mapped: Mapped, name: str, called: str) -> None:
    content = gzip.compress(ROWS.encode()) if name.endswith(".gz") else ROWS.encode()
    (reading,) = mapped(MAPPING, content, name=name, called=called)
    assert len(reading.statements) == 2


def test_titles_another_delimiter_and_another_encoding_are_told_by_the_mapping(mapped: Mapped) -> None:
    content = ("Registre\n\n" + ROWS.replace(",", ";").replace("Burka", "Bürka")).encode("cp1252")
    (reading,) = mapped(changed(header_row=3, delimiter=";", encoding="cp1252"), content)
    assert [said.place_text for said in reading.statements] == ["Bürka", "Spin Boldak"]
    assert [said.quote.row for said in reading.statements] == [4, 5]


def test_a_date_that_does_not_fit_is_a_reject_in_this_files_own_words(mapped: Mapped) -> None:
    (reading,) = mapped(MAPPING, ROWS.replace("05/07/2021", "2021-07-05").replace("13/07", "07/13"))
    assert not reading.statements
    assert reasons([reading]) == [
        "Date of incident '2021-07-05' is not a date; write it as DD/MM/YYYY",
        "Date of incident '07/13/2021' is not a date; write it as DD/MM/YYYY",
    ]
    assert {reject.column for reject in reading.rejects} == {"Date of incident"}
    assert reading.rejects[0].value == "2021-07-05"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            ",3,",
            ",three,",
            "Killed 'three' is not a number; write digits, and a point for decimals, as in 1200 or 8.64",
        ),
        (",3,", ",-3,", "Killed '-3' is no count of people; write a whole number, 0 or more"),
        ("1,05", ",05", "Ref is blank; fill it in"),
        ("VBIED", "", "What is blank; fill it in"),
        ("05/07/2021", "", "Date of incident is blank; fill it in"),
        ("05/07/2021", "Total", "Date of incident 'Total' is not a date; write it as DD/MM/YYYY"),
        ("2,13/07", "1,13/07", "Ref 1 stands in row 2 already, with other content; keep one of the two"),
        ("1,05/07/2021,Burka,VBIED,3,Taliban", ",,,,,", "the row is empty; take it out"),
    ],
)
def test_a_bad_cell_is_a_reject_that_names_the_column_of_the_file(
    mapped: Mapped, old: str, new: str, reason: str
) -> None:
    content = ROWS.replace(old, new)
    (reading,) = mapped(MAPPING, content)
    assert reasons([reading]) == [reason]
    assert reading.rows_in == len(reading.statements) + len(reading.rejects)


def test_a_time_of_day_may_stand_in_a_date_when_the_mapping_says_so(mapped: Mapped) -> None:
    (reading,) = mapped(changed(dates="%d/%m/%Y %H:%M"), ROWS.replace("/2021", "/2021 23:30"))
    assert [str(said.valid) for said in reading.statements] == ["2021-07-05", "2021-07-13"]


def test_rows_without_ids_are_told_apart_by_the_fields_named(mapped: Mapped) -> None:
    own = without("source_event_id", row_id=["date_start", "place"])
    (reading,) = mapped(own)
    assert [said.native_id for said in reading.statements] == ["2021-07-05 | Burka", "2021-07-13 | Spin Boldak"]
    (twice,) = mapped(own, ROWS + "3,05/07/2021,Burka,VBIED,9,Taliban\n")
    assert reasons([twice]) == [
        "Date of incident '05/07/2021': row_id (date_start, place) is that of row 2, with other content; "
        "add a field to row_id in incidents.mapping.yaml, or keep one of the two"
    ]


def test_rows_that_differ_only_in_a_column_left_out_are_still_two(mapped: Mapped) -> None:
    content = "Date,District,What,Injured\n2021-07-05,Burka,clash,1\n2021-07-05,Burka,clash,7\n"
    columns = {"date_start": "Date", "place": "District", "event_type": "What"}
    (reading,) = mapped(changed(dates=None, columns=columns, row_id=["date_start", "place"]), content)
    assert len(reading.statements) == 1
    assert "row_id (date_start, place) is that of row 2, with other content" in reasons([reading])[0]


def test_a_mapped_control_table_goes_by_the_frames_scales(mapped: Mapped) -> None:
    mapping = {
        "table": "control",
        "columns": {"place": "Where", "label": "State", "as_of": "On"},
        "constants": {"source": "Officials"},
    }
    (reading,) = mapped(
        mapping, "Where,State,On\nBurka,fallen,2021-07-03\nBurka,gone,2021-07-04\nBurka,fallen,2021-07\n"
    )
    assert [(said.kind, said.party, str(said.valid)) for said in reading.statements] == [
        (Kind.CONTROL, "taliban", "2021-07-03"),
        (Kind.CONTROL, "taliban", "2021-07-01/2021-07-31"),
    ]
    assert reasons([reading]) == ["State 'gone' is not on the scale of Officials; add it to scales.yaml"]


def test_columns_are_known_however_they_are_cased_and_spaced(mapped: Mapped) -> None:
    header, rest = ROWS.split("\n", 1)
    (reading,) = mapped(MAPPING, header.replace("Date of", "DATE\u00a0of ").replace("By", "By\u200b") + "\n" + rest)
    assert len(reading.statements) == 2


def test_a_workbook_reads_true_dates_text_dates_and_hidden_spaces_alike(mapped: Mapped) -> None:
    rows = [
        ["Access log, July"],
        list(MAPPING["columns"].values()),
        [1, datetime(2021, 7, 5), "Burka\u00a0", "VBIED", 3, "Taliban"],
        [],
        [2, "13/07/2021", "\u200bBurka", "clash", 0, "Taliban"],
        [None, None, None, "Total", 3, None],
    ]
    readings = mapped(
        changed(sheet="Log", header_row=2), {"Log": rows, "Notes": [["ask Amina"]]}, name="incidents.xlsx"
    )
    assert [str(said.valid) for said in readings[0].statements] == ["2021-07-05", "2021-07-13"]
    assert {said.place_code for said in readings[0].statements} == {"AF0910"}
    assert {said.quote.sheet for said in readings[0].statements} == {"Log"}
    assert reasons(readings) == [
        "sheet 'Log': the row is empty; take it out",
        "sheet 'Log': Date of incident is blank; fill it in",
        "sheet 'Notes': no entry of the mapping names it; add one if its rows matter",
    ]
    assert sum(reading.rows_in for reading in readings) == 5


def test_merged_cells_leave_the_rows_below_the_first_as_rejects(mapped: Mapped, tmp_path: Path) -> None:
    header = list(MAPPING["columns"].values())
    rows = [header, [1, "05/07/2021", "Burka", "clash", 1, "Taliban"], [2, None, "Burka", "clash", 2, "Taliban"]]
    save_workbook(tmp_path / "incidents.xlsx", {"Log": rows}, merged="B2:B3")
    readings = mapped(MAPPING, (tmp_path / "incidents.xlsx").read_bytes(), name="incidents.xlsx")
    assert reasons(readings) == ["sheet 'Log': Date of incident is blank; fill it in"]
    assert len(readings[0].statements) == 1


def test_several_sheets_are_mapped_and_an_id_begun_again_in_another_is_refused(mapped: Mapped) -> None:
    header = list(MAPPING["columns"].values())
    sheets = {
        "June": [header, [1, "05/06/2021", "Burka", "clash", 1, "Taliban"]],
        "July": [header, [1, "05/07/2021", "Burka", "clash", 2, "Taliban"]],
    }
    both = {**MAPPING, "sheets": [{"sheet": "June"}, {"sheet": "July"}]}
    readings = mapped(both, sheets, name="incidents.xlsx")
    assert [said.quote.sheet for reading in readings for said in reading.statements] == ["June"]
    assert "Ref '1': stands in row 2 of sheet 'June' too, with other content; write `row_id: [" in reasons(readings)[0]
    mended = mapped({**both, "row_id": ["source_event_id", "date_start"]}, sheets, name="incidents.xlsx")
    assert [said.native_id for reading in mended for said in reading.statements] == ["1 | 2021-06-05", "1 | 2021-07-05"]


def test_licence_and_sensitivity_of_the_mapping_hold_for_its_rows(mapped: Mapped) -> None:
    (reading,) = mapped(changed(licence="hub, internal", sensitivity="confidential"))
    assert {(said.licence, said.sensitivity) for said in reading.statements} == {("hub, internal", "confidential")}


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("table: [events", "incidents.mapping.yaml line 1: not valid YAML; mend that line"),
        ("- a", "incidents.mapping.yaml: empty; write `table:` and `columns:`"),
        (changed(colums={}), "colums: no such entry; the entries are table, sheet, header_row"),
        (changed(table="incidents"), "table: 'incidents' is no table; write one of events, control, ties, listings"),
        (changed(constants={"killed": "3"}), "constants: 'killed' is no field of events; its fields are source,"),
        (changed(values={"what": {"a": "b"}}), "values: 'what' is no field of events"),
        (
            without("event_type", constants={"source": "x", "event_type": "y"}),
            "values: event_type has no column; map it",
        ),
        (changed(published="2021-02-30"), "published: '2021-02-30' is not a date"),
        ("table: events\npublished: 2021-02-30\n", "not valid YAML (day is out of range for month)"),
        (without("date_start"), "columns: date_start is missing and events cannot do without it"),
        (changed(constants={}), "columns: source is missing and events cannot do without it"),
        (
            without("source_event_id"),
            "row_id: the table has no ids of its own; map source_event_id, or name the fields",
        ),
        (changed(row_id=["url"]), "row_id: 'url' is not under columns; map it, or take it out"),
        (changed(constants={"source": "x", "place": "y"}), "place: stands under columns and under constants"),
        (changed(dates="DD/MM/YYYY"), "dates: 'DD/MM/YYYY' does not tell a day; write it with %d, %m and %Y"),
        (changed(dates="%m/%Y"), "dates: '%m/%Y' does not tell a day"),
        (changed(header_row=0), "header_row: 0 is no row"),
        (changed(delimiter=";;"), "delimiter: ';;'; write one sign"),
        (changed(encoding="utf8x"), "encoding: 'utf8x' is not known"),
        (changed(encoding="rot13"), "encoding: 'rot13' is not known"),
        (changed(encoding="\0"), "encoding: '\\x00' is not known"),
        (changed(blank="-"), "blank: write a list, as in `blank: [-]`"),
        (changed(published="soon"), "published: 'soon' is not a date"),
        (changed(sensitivity="secret"), "sensitivity: 'secret'; write one of open, rows-withheld, confidential"),
        (changed(sheet="Log"), "sheet: no sheet is called 'Log'; only a workbook has sheets"),
        (changed(constants={"source": "CHOOSE"}), "constants: source still says CHOOSE"),
        (changed(header_row=9), "row 9 is empty; say with `header_row:`"),
        (
            changed(columns={**MAPPING["columns"], "note": "Remarks"}),
            "row 1 lacks the column Remarks, which the mapping names; there are Ref,",
        ),
    ],
)
def test_an_error_in_a_mapping_names_the_file_the_entry_and_the_remedy(
    mapped: Mapped, mapping: dict[str, Any] | str, told: str
) -> None:
    with pytest.raises(InputError) as error:
        mapped(mapping)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_left_to_choose_is_told_with_the_choices_written_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mapping.yaml"
    path.write_text('table: events\ndates: CHOOSE   # "%d/%m/%Y" or "%m/%d/%Y": both fit\ncolumns: {}\n')
    with pytest.raises(InputError) as error:
        read_mapping(path)
    assert str(error.value) == (
        'a.mapping.yaml line 2: dates still says CHOOSE; put there "%d/%m/%Y" or "%m/%d/%Y": both fit'
    )


def test_a_workbook_with_several_sheets_asks_which(mapped: Mapped) -> None:
    rows = [list(MAPPING["columns"].values()), [1, "05/07/2021", "Burka", "clash", 1, "Taliban"]]
    with pytest.raises(InputError, match="sheet: which one\\? write `sheet: NAME`, one of A, B"):
        mapped(MAPPING, {"A": rows, "B": rows}, name="incidents.xlsx")


# In the ledger.


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "ledger")


def put(folder: Path, mapping: dict[str, Any], rows: str = ROWS, name: str = "incidents.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(rows, "utf-8")
    (folder / (name + ".mapping.yaml")).write_text(yaml.safe_dump(mapping), "utf-8")
    return folder


def accounts(added: Added) -> dict[str, tuple[str, int, int, int, int]]:
    return {file.path: (file.format, file.rows, file.kept, file.repeated, file.rejected) for file in added.files}


def test_the_mapping_is_kept_as_a_document_without_rows(tmp_path: Path, desk: Desk) -> None:
    folder = put(tmp_path / "in", MAPPING)
    assert accounts(desk.add(folder / "incidents.csv")) == {
        "incidents.csv": ("events by incidents.csv.mapping.yaml", 2, 2, 0, 0),
        "incidents.csv.mapping.yaml": ("mapping", 0, 0, 0, 0),
    }
    kept = next(document for document in desk.ledger.documents() if document.format == "mapping")
    assert desk.ledger.originals.get(kept.sha256) == (folder / "incidents.csv.mapping.yaml").read_bytes()
    again = desk.add(folder)
    assert again.batch is None
    assert accounts(again)["incidents.csv"][2:] == (0, 2, 0)


def test_a_mapping_without_its_table_is_told(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "log.mapping.yaml").write_text("table: events\n")
    (told,) = desk.add(tmp_path / "in").rejects
    assert str(told) == "log.mapping.yaml: no log.csv or log.xlsx stands beside it; rename one of them"


def test_a_broken_mapping_is_told_once_and_keeps_nothing(tmp_path: Path, desk: Desk) -> None:
    added = desk.add(put(tmp_path / "in", changed(table="incidents")))
    assert [reject.reason for reject in added.rejects] == [
        "incidents.csv.mapping.yaml: table: 'incidents' is no table; write one of events, control, ties, listings"
    ]
    assert not desk.ledger.documents()


def test_a_changed_mapping_adds_and_with_replace_takes_back_what_the_old_one_said(tmp_path: Path, desk: Desk) -> None:
    desk.add(put(tmp_path / "in", MAPPING))
    swapped = changed(dates="%d/%m/%Y", values={"event_type": {"VBIED": "ambush", "clash": "battle"}})
    desk.add(put(tmp_path / "in", swapped), replace=True)
    assert sorted(said.event_type or "" for said in desk.statements()) == ["ambush", "battle"]
    assert len(desk.ledger.retractions()) == 2
    again = desk.add(put(tmp_path / "in", swapped), replace=True)
    assert again.batch is None


def test_an_event_of_a_mapped_sample_is_the_event_of_the_full_release(tmp_path: Path, desk: Desk) -> None:
    sample = {
        "table": "events",
        "columns": {"source_event_id": "id", "date_start": "date", "deaths_best": "best", "place": "adm_2"},
        "constants": {"source": "UCDP GED", "event_type": "organised violence"},
        "published": "2019-06",
    }
    desk.add(put(tmp_path / "in", sample, "id,date,best,adm_2\n77,2018-03-01,4,Burka district\n", "sample.csv"))
    full = (
        "id,type_of_violence,side_a,side_b,where_prec,country,adm_1,adm_2,date_start,date_end,low,best,high\n"
        "77,1,Government of Afghanistan,Taleban,3,Afghanistan,Baghlan,Burka district,2018-03-01,2018-03-01,4,6,9\n"
    )
    (tmp_path / "in" / "ged231.csv").write_text(full)
    desk.add(tmp_path / "in" / "ged231.csv")
    (stands,) = [said for said in desk.statements() if said.kind is Kind.EVENT]
    assert (stands.native_id, stands.best, stands.event_type) == ("77", 6, "state-based violence")
    (then,) = [said for said in desk.statements(known_by="2020-01-01") if said.kind is Kind.EVENT]
    assert then.best == 4


def test_the_mapping_of_a_confidential_table_is_confidential_too(tmp_path: Path, desk: Desk) -> None:
    desk.add(put(tmp_path / "in", changed(sensitivity="confidential")))
    levels = {document.format: document.sensitivity for document in desk.ledger.documents()}
    assert levels["mapping"] == "confidential"
    assert {said.sensitivity for said in desk.statements()} == {"confidential"}


WORDS = st.sampled_from(
    ["events", "control", "source", "date_start", "place", "event_type", "a", "CHOOSE", "%d/%m/%Y", ""]
)
SCALARS = st.one_of(WORDS, st.none(), st.booleans(), st.integers(-2, 3), st.floats(), st.text(max_size=5), st.dates())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(SCALARS, inner, max_size=3)),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["sheets", "published", "table", *MAPPING, "row_id", "sheet", "delimiter", "encoding", "header_row"]
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_a_mapping_it_is_read_or_refused_in_one_line(
    tmp_path: Path, content: dict[str, Any]
) -> None:
    path = tmp_path / "any.mapping.yaml"
    path.write_text(yaml.safe_dump({**MAPPING, **content}, allow_unicode=True), "utf-8")
    told = "any.mapping.yaml"
    try:
        read_mapping(path)
    except InputError as error:
        told = str(error)
    assert told.startswith("any.mapping.yaml")
    assert "\n" not in told

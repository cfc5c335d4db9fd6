from __future__ import annotations

import csv
import gzip
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats import Metadata, formats, read_table, read_tables
from holdsway.records import Document, Kind, Statement
from holdsway.words import Quote

HEADER = "source,published,as_of,admin1,place,pcode,label,url,note\n"
ROW = "Officials,2021-05-05,2021-05-04,Baghlan,Burka,AF0910,fallen,,\n"
COLUMNS = HEADER.strip().split(",")


class Odd:
    """A format whose parser slips on some rows and finds nothing in others."""

    metadata = Metadata(name="odd", title="Odd", required=("a", "b"), encoding="cp1252", delimiter=";")

    def statements(self, row, number, _intake):
        if row["a"] == "slip":
            raise KeyError("c")
        if row["a"] != "nothing":
            quote = Quote(exact=row["a"], row=number, column="a")
            yield Statement(kind=Kind.COUNT, source=row["b"], document="", quote=quote)


def test_the_quote_is_the_row_as_written_with_its_number_and_decisive_column(reads):
    row = 'Officials,2021-05-05,"2021-05-04",Baghlan,"Burka",AF0910,fallen,,"said ""lost"", then left"\n'
    (said,) = reads(HEADER + ROW.replace("AF0910", "") + row).statements[1:]
    assert said.quote == Quote(exact=row.rstrip("\n"), row=3, column="label")
    assert said.note == 'said "lost", then left'


def test_a_row_counts_once_however_many_lines_its_cells_run_over(reads):
    long = 'Officials,2021-05-05,2021-05-04,Baghlan,Burka,AF0910,fallen,,"first\nsecond\n\nfourth"\n'
    reading = reads(HEADER + long + ROW + "Officials,bad\n")
    assert [said.quote.row for said in reading.statements] == [2, 3]
    assert reading.statements[0].quote.exact == long.rstrip("\n")
    assert (reading.rows_in, reading.rejects[0].row) == (3, 4)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_a_byte_order_mark_change_nothing(reads, ending, mark):
    reading = reads(mark + (HEADER + ROW).replace("\n", ending).encode())
    assert reading.statements[0].id == reads(HEADER + ROW).statements[0].id
    assert reading.statements[0].quote == reads(HEADER + ROW).statements[0].quote


def test_tabs_part_the_cells_of_a_tsv_and_gzip_is_told_by_its_bytes(reads):
    tabbed = (HEADER + ROW).replace(",", "\t")
    plain = reads(HEADER + ROW).statements[0].id
    assert reads(tabbed, name="table.tsv").statements[0].id == plain
    assert reads(gzip.compress(tabbed.encode()), name="table.tsv.gz").statements[0].id == plain
    assert reads(gzip.compress((HEADER + ROW).encode()), name="no-suffix").statements[0].id == plain
    assert reads(HEADER + ROW, name="only-named.csv.gz").statements[0].id == plain


def test_the_same_row_in_another_file_is_the_same_statement(reads):
    one, other = reads(HEADER + ROW), reads(HEADER + "\n" + ROW, name="other.csv")
    assert one.statements[0].id == other.statements[0].id
    assert one.statements[0].document != other.statements[0].document


def test_empty_lines_at_the_end_are_no_rows_and_one_between_rows_is_a_reject(reads):
    assert reads(HEADER + ROW + "\n\r\n\n").rows_in == 1
    reading = reads(HEADER + ROW + "\n" + ROW + "\n")
    assert (reading.rows_in, len(reading.statements)) == (3, 2)
    assert str(reading.rejects[0]) == "table.csv row 3: the row is empty; take it out"


def test_a_table_with_a_header_only_has_no_rows(reads):
    reading = reads(HEADER)
    assert (reading.rows_in, reading.statements, reading.rejects) == (0, [], [])


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("Officials,2021-05-05\n", None, "has 2 cells where the header has 9"),
        (ROW.replace("Burka", "Burka,north"), None, "has 10 cells where the header has 9"),
        (
            ROW.replace("Burka", '"Burka" north'),
            None,
            'a quotation mark (") stands inside a quoted cell; write it twice',
        ),
        (ROW.replace("Burka", "Bur\0ka"), "place", "place holds a NUL byte"),
        (",,,,,,,,\n", None, "the row is empty"),
        (ROW.replace("Burka", "x" * 140_000), None, "a cell is longer than any cell should be"),
    ],
)
def test_a_row_that_does_not_hold_together_is_rejected_alone(reads, row, column, reason):
    reading = reads(HEADER + ROW + row + ROW)
    assert [said.quote.row for said in reading.statements] == [2, 4]
    (reject,) = reading.rejects
    assert (reject.row, reject.column) == (3, column)
    assert reason in reject.reason


def test_a_row_that_is_not_in_the_encoding_is_rejected_and_nothing_is_replaced(reads):
    reading = reads(HEADER.encode() + ROW.replace("Burka", "Būrka").encode("cp1257") + ROW.encode())
    (reject,) = reading.rejects
    assert (reject.row, reject.column, len(reading.statements)) == (2, "place", 1)
    assert reject.reason == "place is not UTF-8 text; save the file as UTF-8"
    assert reject.value == "B\\udcfbrka"


def test_a_quotation_mark_that_is_never_closed_names_the_lines_it_swallowed(reads):
    reading = reads(HEADER + ROW + ROW.replace("Burka", '"Burka') + ROW + ROW)
    assert (reading.rows_in, len(reading.statements)) == (2, 1)
    (reject,) = reading.rejects
    assert reject.row == 3
    assert reject.reason == (
        'a quotation mark (") opens a cell and is never closed; close it (lines 3 to 5 were read as this one row)'
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "table.csv: empty; a table needs a header in row 1"),
        (b"\xef\xbb\xbf", "table.csv: empty"),
        (b"\n" + HEADER.encode(), "table.csv row 1: no column has a name; the header must be the first row"),
        (b"source,place,source\n", "table.csv row 1: the column 'source' stands there twice; rename one of them"),
        (b'source,"pla\n', 'table.csv row 1: a quotation mark (") opens a cell and is never closed'),
        ((HEADER + ROW).encode("utf-16"), "table.csv row 1: the header is not UTF-8 text; save the file as UTF-8"),
        (b"PK\x03\x04rest", "table.csv: the zip archive is cut off or damaged; fetch it again"),
        (b"\x1f\x8bnot gzip at all", "the packed file is cut off or damaged; fetch it again"),
    ],
)
def test_a_file_without_a_sound_header_is_one_plain_line(reads, content, reason):
    with pytest.raises(InputError) as raised:
        reads(content)
    assert reason in str(raised.value)


def test_a_gzip_file_that_breaks_off_is_not_taken_in_part(reads):
    rows = "".join(ROW.replace("AF0910", str(number)) for number in range(5000))
    whole = gzip.compress((HEADER + rows).encode())
    with pytest.raises(
        InputError, match=r"table\.csv\.gz after row [1-9][0-9]*: the packed file is cut off or damaged"
    ):
        reads(whole[:-40], name="table.csv.gz")
    with pytest.raises(InputError, match="is cut off or damaged; fetch it again"):
        reads(whole[:-8] + b"\0" * 8, name="table.csv.gz")


def test_a_file_that_is_not_there_is_one_plain_line(tmp_path, frame):
    document = Document(sha256="", path="missing.csv", format="csv", bytes=0)
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(InputError, match=r"cannot be read .*; check the path"):
            read_table(path, document, frame)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "source,published,as_of,place,colour\n",
            "table.csv: no format declares this header; nearest is 'control', which also needs the column label; "
            "rename the columns",
        ),
        (
            "source,source_event_id,date_start,date_end,place,event_type\n",
            "nearest is 'events', which also needs the columns actor1, published; rename the columns",
        ),
        ("apples,pears\n", "and shares none of its columns: it needs the columns"),
        (
            "source;published;as_of;place;label\n",
            "row 1 is a single cell: save the table with its cells parted by commas",
        ),
    ],
)
def test_a_header_of_no_format_is_answered_with_the_nearest_and_what_it_lacks(reads, header, reason):
    with pytest.raises(UnknownFormatError) as raised:
        reads(header)
    assert reason in str(raised.value)


def test_a_format_named_by_the_user_must_exist_and_find_its_columns(reads):
    assert reads(HEADER + ROW, as_name="control").format == "control"
    with pytest.raises(UnknownFormatError, match=r"no format is called 'contrl'; the formats are .*control, .*events"):
        reads(HEADER + ROW, as_name="contrl")
    with pytest.raises(UnknownFormatError, match="cannot be read as 'ties', which also needs the columns actor1, tie"):
        reads(HEADER + ROW, as_name="ties")


def test_two_formats_that_fit_equally_are_told_apart_by_name(reads):
    twin = Odd()
    twin.metadata = replace(Odd.metadata, name="twin")
    known = {"odd": Odd(), "twin": twin}
    with pytest.raises(
        UnknownFormatError, match=r"table.csv: the header fits 'odd' and 'twin' equally well; say .* --as"
    ):
        reads("a;b\n1;2\n", known=known)
    assert reads("a;b\n1;2\n", known=known, as_name="twin").format == "twin"


def test_a_format_is_read_in_its_own_encoding_and_delimiter(reads):
    reading = reads("a;b\n1;Müller\n".encode("cp1252"), known={**formats(), "odd": Odd()})
    (said,) = reading.statements
    assert (reading.format, said.source, said.reader, said.quote.exact) == ("odd", "Müller", "odd", "1;Müller")


def test_a_file_that_leaves_its_encoding_beyond_repair_is_one_plain_line(reads):
    wide = Odd()
    wide.metadata = replace(Odd.metadata, encoding="utf-16-le")
    with pytest.raises(InputError, match=r"table\.csv: not utf-16-le text; save it as utf-16-le"):
        reads("a;b\n".encode("utf-16-le") + b"\x00\xd8\x41\x00", known={"odd": wide}, as_name="odd")


def test_a_slip_of_a_parser_costs_its_row_and_never_the_file(reads):
    reading = reads("a;b\nslip;x\nnothing;x\n1;x\n", known={"odd": Odd()})
    assert [str(reject) for reject in reading.rejects] == [
        "table.csv row 2: the format odd could not read this row: KeyError: 'c'",
        "table.csv row 3: the format odd found nothing to keep in this row",
    ]
    assert (reading.rows_in, len(reading.statements)) == (3, 1)


words = st.text(st.characters(codec="utf-8"), max_size=12)
sound = {
    "source": "Officials",
    "published": "2021-05-05",
    "as_of": "2021-05-04",
    "place": "Burka",
    "label": "fallen",
}
rows = st.lists(
    st.fixed_dictionaries({column: st.just(sound.get(column, "")) | words for column in COLUMNS}), max_size=6
)
FIXTURES_ARE_PLAIN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def written(table: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    return text.getvalue()


@FIXTURES_ARE_PLAIN
@given(table=rows)
def test_rows_in_are_rows_kept_and_rows_rejected_whatever_the_cells_hold(reads, table):
    reading = reads(written(table))
    kept = {said.quote.row for said in reading.statements}
    rejected = [reject.row for reject in reading.rejects]
    assert reading.rows_in == len(table) == len(kept) + len(rejected)
    assert sorted(kept | set(rejected)) == list(range(2, len(table) + 2))


@FIXTURES_ARE_PLAIN
@given(content=st.binary(max_size=80) | words.map(str.encode))
def test_any_bytes_after_a_header_are_counted_or_refused_in_one_line(reads, content):
    reading = reads(HEADER.encode() + content)
    assert reading.rows_in == len({s.quote.row for s in reading.statements}) + len(reading.rejects)
    for reject in reading.rejects:
        assert str(reject).encode()


@FIXTURES_ARE_PLAIN
@given(content=st.binary(max_size=60))
def test_any_bytes_as_a_file_are_read_or_refused_in_one_line(reads, content):
    with pytest.raises(InputError) as raised:
        reads(content)
    assert str(raised.value)


@FIXTURES_ARE_PLAIN
@given(table=rows, data=st.data())
def test_the_order_of_rows_does_not_change_what_is_said(reads, table, data):
    shuffled = data.draw(st.permutations(table))
    assert {s.id for s in reads(written(table)).statements} == {s.id for s in reads(written(shuffled)).statements}


def test_two_places_of_one_name_told_apart_by_their_codes_are_two_statements(reads):
    row = "Officials,2021-05-05,2021-05-04,,Burka,{code},fallen,,\n"
    one, other = reads(HEADER + row.format(code="AF0910") + row.format(code="AF2711")).statements
    assert one.id != other.id
    assert (one.place_code, other.place_code) == ("AF0910", "AF2711")


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#name?", "#DIV/0!"])
def test_an_error_of_a_spreadsheet_is_no_place_and_no_number(reads, error):
    (reject,) = reads(HEADER + ROW.replace("Burka", error)).rejects
    assert reject.column == "place"
    assert reject.reason == f"place holds the spreadsheet error {error}; mend the cell, or clear it"


def test_a_true_error_cell_of_a_workbook_is_told_and_not_taken_for_a_blank(tmp_path, frame):
    book = Workbook()
    book.active.append(COLUMNS)
    book.active.append(["Officials", "2021-05-05", "2021-05-04", "Baghlan", "#N/A", "AF0910", "fallen"])
    book.save(tmp_path / "control.xlsx")
    document = Document(sha256="d" * 64, path="control.xlsx", format="table", bytes=1)
    (reading,) = read_tables(tmp_path / "control.xlsx", document, frame)
    assert [(reject.row, reject.column) for reject in reading.rejects] == [(2, "place")]


def test_what_is_said_of_a_day_still_to_come_is_flagged(reads):
    (said,) = reads(HEADER + ROW.replace("2021-05-04", "2021-06-04")).statements
    assert said.flags == ("its day 2021-06-04 lies after it was published (2021-05-05)",)


def test_lost_letters_are_flagged(reads):
    (said,) = reads(HEADER + ROW.replace(",,\n", ",,Soci\ufffdt\ufffd\n")).statements
    assert said.flags[0].startswith("letters of it were lost")


def test_a_hidden_sheet_is_read_and_named(tmp_path, frame):
    book = Workbook()
    hidden = book.create_sheet("old")
    for sheet in (book.active, hidden):
        sheet.append(COLUMNS)
        sheet.append(["Officials", "2021-05-05", "2021-05-04", "Baghlan", "Burka", "AF0910", "fallen"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "control.xlsx")
    document = Document(sha256="d" * 64, path="control.xlsx", format="table", bytes=1)
    shown, old = read_tables(tmp_path / "control.xlsx", document, frame)
    assert (shown.remarks, old.remarks) == ((), ("sheet 'old' is hidden in the workbook, and was read",))

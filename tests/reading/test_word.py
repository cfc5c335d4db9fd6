"""Word: the words of a .docx in order, what it says of itself, and what gives no text is named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from documents_made import bytes_of, packed, word

from holdsway.reading.documents import Loaded, NotRead, load_documents


def opened(folder: Path, content: bytes, name: str = "note.docx") -> Loaded | NotRead:
    (folder / name).write_bytes(content)
    (one,) = load_documents(folder / name)
    return one


def loaded(folder: Path, content: bytes, name: str = "note.docx") -> Loaded:
    one = opened(folder, content, name)
    assert isinstance(one, Loaded)
    return one


def test_paragraphs_headings_and_the_cells_of_tables_stand_in_order(tmp_path: Path) -> None:
    document: Any = docx.Document()
    document.add_heading("Access note", 1)
    document.add_paragraph("The army holds Alder.")
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Town", "Holder"), ("Birch", "The Front took it.")), strict=True):
        for cell, word_in_it in zip(row.cells, words, strict=True):
            cell.text = word_in_it
    document.add_paragraph("Roads are open.")
    text = loaded(tmp_path, bytes_of(document)).text
    assert text.split("\n\n") == [
        "Access note",
        "The army holds Alder.",
        "Town",
        "Holder",
        "Birch",
        "The Front took it.",
        "Roads are open.",
    ]


def test_the_properties_of_a_word_file_are_title_author_and_an_inferred_time(tmp_path: Path) -> None:
    one = loaded(
        tmp_path, word("Words are here.", title="Note 12", author="Access team", saved=datetime(2021, 7, 16, 10))
    )
    document = one.document
    assert (document.title, document.author, document.format) == ("Note 12", "Access team", "docx")
    assert (str(document.published), document.dated_by) == ("2021-07-16", "the properties of its file")


def test_a_word_file_without_a_title_bears_its_first_heading_and_no_program_as_author(tmp_path: Path) -> None:
    document = loaded(tmp_path, word("# Alder in July", "Words.", author="python-docx")).document
    assert (document.title, document.author) == ("Alder in July", None)


def test_a_sidecar_says_more_than_the_properties_of_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "note.meta.yaml").write_text("title: Ours\npublished: 2021-07-20\n", "utf-8")
    document = loaded(tmp_path, word("Words.", title="draft v3")).document
    assert (document.title, str(document.published), document.dated_by) == ("Ours", "2021-07-20", None)


def test_inserted_words_are_read_and_struck_out_or_hidden_ones_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The army </w:t></w:r><w:del><w:r><w:delText>lost </w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t>holds </w:t></w:r></w:ins><w:r><w:t xml:space="preserve">Alder.</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not this.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a form.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert loaded(tmp_path, packed(body)).text == "The army holds Alder.\n\nIn a form."


def test_the_text_of_a_word_file_is_the_same_every_time(tmp_path: Path) -> None:
    content = word("One.", "Two.")
    first, second = loaded(tmp_path, content), loaded(tmp_path, content, "copy.docx")
    assert first.text == second.text == "One.\n\nTwo."
    assert first.document.text_sha256 == second.document.text_sha256 != first.document.sha256


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not a zip", "is a damaged .docx"),
        (b"PK\x03\x04 and no more", "is a damaged .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is locked with a password, or an old .doc"),
        (packed("<w:p/>"), "holds no text"),
        (packed("<w:p><w:r></w:p>"), "is a damaged .docx"),
    ],
)
def test_a_word_file_that_gives_no_text_is_named_with_what_to_do(tmp_path: Path, content: bytes, reason: str) -> None:
    one = opened(tmp_path, content)
    assert isinstance(one, NotRead)
    assert reason in one.reason
    assert "save it" in one.reason

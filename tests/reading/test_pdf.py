"""PDF: its words are read, a sidecar says more than the file, and what gives no text is named."""

from __future__ import annotations

from pathlib import Path

from pdf_pages import pdf

from holdsway.clocks import parse_published
from holdsway.reading.documents import Loaded, NotRead, load_documents


def opened(folder: Path, content: bytes, beside: str | None = None) -> Loaded | NotRead:
    (folder / "note.pdf").write_bytes(content)
    if beside:
        (folder / "note.meta.yaml").write_text(beside, "utf-8")
    (one,) = load_documents(folder / "note.pdf")
    return one


def test_the_words_of_a_pdf_are_its_text_and_its_making_its_publication(tmp_path: Path) -> None:
    one = opened(tmp_path, pdf("The army holds Alder.\nRoads are open.", title="Access note 12"))
    assert isinstance(one, Loaded)
    assert one.text == "The army holds Alder.\nRoads are open."
    assert (one.document.format, one.document.title) == ("pdf", "Access note 12")
    published = one.document.published
    assert published is not None  # not before it was made, and by the end of that day
    assert published.first == parse_published("2021-07-14T05:00Z").first
    assert published.last == parse_published("2021-07-14").last


def test_what_a_file_beside_it_says_comes_before_what_the_pdf_says_of_itself(tmp_path: Path) -> None:
    one = opened(tmp_path, pdf("Words.", title="draft v3 final"), "title: Access note\npublished: 2021-07-16\n")
    assert isinstance(one, Loaded)
    assert (one.document.title, one.document.published) == ("Access note", parse_published("2021-07-16"))


def test_a_title_that_a_program_gave_is_none(tmp_path: Path) -> None:
    one = opened(tmp_path, pdf("Words.", title="Microsoft Word - note.docx"))
    assert isinstance(one, Loaded)
    assert one.document.title is None


def test_a_scan_a_locked_and_a_damaged_pdf_are_named_with_what_to_do(tmp_path: Path) -> None:
    for content, reason in (
        (pdf(), "holds no text, as a scan does; run text recognition"),
        (pdf("Words.", password="secret"), "is locked with a password; save it without one"),
        (pdf("Words.")[:200], "is a damaged PDF"),
        (b"%PDF-1.7 \x00\xff", "is a damaged PDF"),
    ):
        one = opened(tmp_path, content)
        assert isinstance(one, NotRead)
        assert reason in one.reason

"""PDF: its words are read, a sidecar says more than the file, and what gives no text is named."""

from __future__ import annotations

from pathlib import Path

from pdf_pages import pdf, pdf_of_pages

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


def test_when_a_pdf_was_made_is_marked_as_inferred(tmp_path: Path) -> None:
    one = opened(tmp_path, pdf("Words."))
    assert isinstance(one, Loaded)
    assert one.document.dated_by == "the properties of its file"


def test_running_titles_and_page_numbers_are_left_out_and_a_sentence_runs_on_over_the_page(tmp_path: Path) -> None:
    pages = [
        "Access note 12\nThe army holds Alder and\nPage 1 of 3",
        "Access note 12\nthe road to it.\nPage 2 of 3",
        "Access note 12\nBirch is quiet.\nPage 3 of 3",
    ]
    one = opened(tmp_path, pdf_of_pages(pages))
    assert isinstance(one, Loaded)
    assert one.text == "The army holds Alder and\nthe road to it.\n\nBirch is quiet."


def test_figures_at_the_foot_of_two_pages_are_kept(tmp_path: Path) -> None:
    one = opened(tmp_path, pdf_of_pages(["Killed in Alder:\n12", "Killed in Birch:\n14"]))
    assert isinstance(one, Loaded)
    assert one.text == "Killed in Alder:\n12\n\nKilled in Birch:\n14"

"""Mail: its words, its sender and time, what it quotes of others, and what is attached and not read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from documents_made import mail

from holdsway.clocks import parse_published
from holdsway.frame import Frame
from holdsway.reading.documents import Loaded, NotRead, load_documents
from holdsway.reading.frames import FrameReader
from holdsway.reading.loaded import read_loaded
from holdsway.reading.mail import quoted_mail
from holdsway.reading.reader import read_with


def opened(folder: Path, content: bytes) -> Loaded | NotRead:
    (folder / "note.eml").write_bytes(content)
    (one,) = load_documents(folder / "note.eml")
    return one


def loaded(folder: Path, content: bytes) -> Loaded:
    one = opened(folder, content)
    assert isinstance(one, Loaded)
    return one


def test_a_mail_gives_title_publisher_author_and_its_time_with_the_zone(tmp_path: Path) -> None:
    document = loaded(tmp_path, bytes(mail("The army holds Alder."))).document
    assert (document.title, document.publisher, document.author) == ("Situation", "Field Office", "Field Office")
    assert document.published == parse_published("2021-07-15T05:00Z")
    assert (document.format, document.dated_by) == ("mail", None)


def test_a_sender_without_a_name_is_known_by_the_address(tmp_path: Path) -> None:
    assert loaded(tmp_path, bytes(mail(From="desk@example.org"))).document.publisher == "desk@example.org"


def test_headers_in_other_scripts_are_read_as_they_were_written(tmp_path: Path) -> None:
    document = loaded(tmp_path, bytes(mail(Subject="Norhaven : bulletin n° 4 — août"))).document
    assert document.title == "Norhaven : bulletin n° 4 — août"


def test_plain_words_are_taken_before_the_page_beside_them(tmp_path: Path) -> None:
    page = "<html><body><p>The page says so.</p></body></html>"
    assert loaded(tmp_path, bytes(mail("The words say so.", page=page))).text == "The words say so."


def test_a_mail_that_is_only_a_page_is_read_as_a_page(tmp_path: Path) -> None:
    page = "<html><body><script>var a = 1</script><p>The army holds Alder.</p><p>Roads are open.</p></body></html>"
    assert loaded(tmp_path, bytes(mail(None, page=page))).text == "The army holds Alder.\n\nRoads are open."


def test_attachments_and_mails_within_a_mail_are_named_as_not_read(tmp_path: Path) -> None:
    message = mail("See the map.")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="map.pdf")
    message.add_attachment(mail("Inner words.", Subject="Inner"))
    one = loaded(tmp_path, bytes(message))
    assert one.text == "See the map."
    assert one.remarks[0].startswith("attachments NOT READ: 2 (map.pdf, message 'Inner')")


def test_a_mail_of_attachments_alone_is_refused_with_their_names(tmp_path: Path) -> None:
    message = mail(None)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="map.pdf")
    one = opened(tmp_path, bytes(message))
    assert isinstance(one, NotRead)
    assert "only attachments (map.pdf); save them beside it" in one.reason


def test_what_is_no_mail_is_refused_with_the_remedy(tmp_path: Path) -> None:
    one = opened(tmp_path, b"hello\n\nworld")
    assert isinstance(one, NotRead)
    assert "is not a mail as it was sent; save it as .eml" in one.reason


def test_a_date_that_is_none_is_told_and_left_out(tmp_path: Path) -> None:
    one = loaded(tmp_path, b"From: a@example.org\nDate: the 32nd of July\n\nWords are here.\n")
    assert one.document.published is None
    assert "'the 32nd of July' is not a date" in one.remarks[0]


def test_an_unknown_charset_stops_nothing(tmp_path: Path) -> None:
    one = loaded(
        tmp_path, b'From: a@example.org\nContent-Type: text/plain; charset="x-none"\n\nThe army holds Alder.\n'
    )
    assert one.text == "The army holds Alder."


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        (
            "Yes.\n\nOn Wed, 14 Jul 2021 at 10:00, Ann Bell <a@example.org> wrote:\n> It fell.\n> It was quiet.\n",
            ["Ann Bell"],
        ),
        ("Yes.\n\n> It fell.\n\nNo.\n\n> It did not.\n", ["the writer of an earlier message"] * 2),
        ("Yes.\n\n-----Original Message-----\nFrom: Bo Carr <b@example.org>\nSent: Monday\n\nIt fell.\n", ["Bo Carr"]),
        ("5 > 4, and so on.", []),
    ],
)
def test_what_is_quoted_of_earlier_messages_is_known_by_its_writer(text: str, writers: list[str]) -> None:
    found = quoted_mail(text)
    assert [one.writer for one in found] == writers
    assert all("fell" in text[one.start : one.end] or "did not" in text[one.start : one.end] for one in found)


def test_what_a_mail_quotes_is_said_by_its_writer_and_not_by_the_sender(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    words = (
        "The Front captured Norhaven on Tuesday.\n\nAnn Bell wrote:\n> The Front captured Sobrade on Monday.\n"
        "> It was quiet.\n"
    )
    one = loaded(tmp_path, bytes(mail(words)))
    said = read_loaded(one, partial(read_with, reader), frame).statements
    assert {(s.place_text, s.source) for s in said if s.kind == "control"} == {
        ("Norhaven", "Field Office"),
        ("Sobrade", "Ann Bell"),
    }
    assert "lines quoted from earlier messages: 2, taken for the words of Ann Bell" in one.remarks[0]
    assert all(one.text[s.quote.start : s.quote.end] == s.quote.exact for s in said)

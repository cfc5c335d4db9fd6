"""Texts that nobody means well with: each is read or refused in bounded time, and what is stored is what came."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from documents_made import mail, packed

from holdsway.frame import Frame
from holdsway.reading.documents import Loaded, NotRead, load_documents
from holdsway.reading.frames import FrameReader
from holdsway.reading.loaded import read_loaded
from holdsway.reading.reader import read_with
from holdsway.words import sha256

FELL = "The Front captured Norhaven on Tuesday, officials said. "
LONGEST = 150.0
"""Seconds of CPU: what is bounded, not how fast it is; that is measured in `bench/`."""


@contextmanager
def in_time() -> Iterator[None]:
    before = time.process_time()
    yield
    assert time.process_time() - before < LONGEST


def opened(folder: Path, content: bytes | str, name: str = "a.txt") -> Loaded | NotRead:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (one,) = load_documents(folder / name)
    return one


def assert_sound(one: Loaded | NotRead, reader: FrameReader, frame: Frame) -> int:
    """Reads a document, and holds every quote against its text; the number of statements."""
    assert isinstance(one, Loaded)
    reading = read_loaded(one, partial(read_with, reader), frame)
    assert reading.not_read is None
    assert all(one.text[s.quote.start : s.quote.end] == s.quote.exact for s in reading.statements)
    assert one.document.text_sha256 == sha256(one.text.encode())
    return len(reading.statements)


def test_ten_megabytes_of_one_sentence_are_kept_whole_and_read_as_far_as_is_said(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    text = FELL * (10_000_000 // len(FELL))
    with in_time():
        one = opened(tmp_path, text)
        assert isinstance(one, Loaded)
        assert one.text == text
        assert one.remarks == ("too long to be read whole: the last 90% are kept and NOT READ; add it in parts",)
        said = assert_sound(one, reader, frame)
    assert said > 1_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the Front captured Norhaven and " * 10_000, id="one sentence without an end"),
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("(" * 50_000 + "a" + ")" * 50_000, id="nested brackets"),
        pytest.param("( " * 100_000, id="loose brackets"),
        pytest.param("“" * 100_000, id="quotation marks"),
        pytest.param("> " * 100_000, id="quoted quotes"),
        pytest.param("." * 1_000_000, id="dots"),
        pytest.param(". " * 200_000, id="dots with spaces"),
        pytest.param("a" * 1_000_000, id="one word"),
        pytest.param("a-\n" * 200_000, id="parted words"),
        pytest.param("\n" * 1_000_000, id="empty lines"),
        pytest.param("e" + "\u0301" * 500_000, id="accents on one letter"),
        pytest.param("1" * 200_000, id="one number"),
        pytest.param("1,000 " * 50_000, id="numbers"),
        pytest.param("between 1 and " * 20_000, id="ranges"),
        pytest.param("Norhaven, Quille and " * 20_000, id="names"),
    ],
)
def test_a_text_without_sense_is_read_in_bounded_time_and_kept_as_it_came(
    text: str, tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    with in_time():
        one = opened(tmp_path, text)
        assert_sound(one, reader, frame)
    assert isinstance(one, Loaded)
    assert one.text == text


@pytest.mark.parametrize(
    "text",
    [
        "The Front captured Nor\u200bhaven on Tuesday.",
        "\u202eThe Front captured Norhaven on Tuesday.\u202c",
        "قال المسؤول: The Front captured Norhaven on Tuesday, officials said. سقطت.",
        "The Front captured Norhaven on Tuesday. \u05d4\u05e2\u05d9\u05e8 \u05e0\u05e4\u05dc\u05d4.",
        "\ufeffThe Front cap\u00adtured Nor\u2060haven on Tuesday.",
        "😀👩\u200d👩\u200d👧 The Front captured Norhaven on Tuesday.",
        "The Front\u00a0captured\u2009Norhaven on\u3000Tuesday.",
    ],
)
def test_unseen_signs_and_mixed_scripts_hide_nothing_and_move_no_quote(
    text: str, tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    one = opened(tmp_path, f"---\npublished: 2021-07-15\nlang: en\n---\n{text}", "a.md")
    assert assert_sound(one, reader, frame) == 1
    assert isinstance(one, Loaded)
    assert one.text == text


def test_letters_that_only_look_alike_name_a_place_by_spelling_and_say_so(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    one = opened(tmp_path, "The Front captured N\u043erhaven on Tuesday.")
    assert isinstance(one, Loaded)
    (said,) = read_loaded(one, partial(read_with, reader), frame).statements
    assert (said.place_text, said.place_code) == ("N\u043erhaven", "V1")
    assert said.place_note is not None
    assert "spelling" in said.place_note


@pytest.mark.parametrize("content", [b"The army\0 left.", b"\xff\xfeT\0h\0e\0", b"caf\xe9", b"\xed\xa0\x80 half"])
def test_bytes_that_are_no_text_are_refused_with_the_remedy(content: bytes, tmp_path: Path) -> None:
    one = opened(tmp_path, content)
    assert isinstance(one, NotRead)
    assert "save it as UTF-8" in one.reason


def test_half_a_character_in_a_line_of_json_is_refused(tmp_path: Path) -> None:
    one = opened(tmp_path, '{"text": "The army \\ud800 left."}', "a.jsonl")
    assert isinstance(one, NotRead)
    assert "half of a character" in one.reason


def test_a_json_line_nested_without_end_is_refused(tmp_path: Path) -> None:
    with in_time():
        one = opened(tmp_path, '{"text": "a", "x": ' + "[" * 100_000, "a.jsonl")
    assert isinstance(one, NotRead)


@pytest.mark.parametrize("element", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_a_page_of_elements_nested_without_end_is_read_or_empty(element: str, tmp_path: Path) -> None:
    page = f"<html><body><article><p>{FELL}</p>{f'<{element}>' * 20_000}deep</article></body></html>"
    with in_time():
        assert isinstance(opened(tmp_path, page, "a.html"), Loaded | NotRead)


def test_a_page_whose_scripts_write_pages_gives_its_words_only(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{FELL}</p><script>document.write('<p>Front</p>')</script></article></body></html>"
    one = opened(tmp_path, page, "a.html")
    assert isinstance(one, Loaded)
    assert "document.write" not in one.text
    assert FELL.strip() in one.text


def test_a_packed_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 60_000_000)
    with in_time():
        one = opened(tmp_path, target.getvalue(), "a.docx")
    assert isinstance(one, NotRead)
    assert one.reason == "unpacks to 60 MB and is not opened; save it in parts, or as text (.txt)"


def test_a_package_that_belies_its_size_is_refused(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 60_000_000)
    belied = target.getvalue().replace((60_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    with in_time():
        one = opened(tmp_path, belied, "a.docx")
    assert isinstance(one, NotRead)
    assert "is a damaged .docx" in one.reason


def test_entities_that_grow_without_end_are_not_resolved(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>&lol;</w:t></w:r></w:p>"
    one = opened(tmp_path, packed(body), "a.docx")
    assert isinstance(one, NotRead)
    assert "is a damaged .docx" in one.reason


def test_a_word_file_of_boxes_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    depth = 5_000
    inside = (
        "<w:sdt><w:sdtContent>" * depth + "<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + "</w:sdtContent></w:sdt>" * depth
    )
    with in_time():
        one = opened(tmp_path, packed(inside), "a.docx")
    assert isinstance(one, NotRead)
    assert "save it as text" in one.reason


def test_a_mail_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    nested = b""
    for number in range(3_000):
        nested += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (number, number)
    with in_time():
        one = opened(tmp_path, b"From: a@example.org\n" + nested + b"\nThe army left.\n", "a.eml")
    assert isinstance(one, NotRead)
    assert "is nested too deeply" in one.reason


def test_mails_within_mails_are_named_and_not_unpacked(tmp_path: Path) -> None:
    inner = mail("Innermost.", Subject="0")
    for number in range(1, 30):
        outer = mail(f"Words {number}.", Subject=str(number))
        outer.add_attachment(inner)
        inner = outer
    with in_time():
        one = opened(tmp_path, bytes(inner), "a.eml")
    assert isinstance(one, Loaded)
    assert one.text == "Words 29."
    assert "message '28'" in one.remarks[0]


@pytest.mark.parametrize(
    "head",
    [
        b"From: =?utf-8?b?////?= <\nSubject: =?x?q?=00?=\nDate: \x00\n",
        b"From: " + b"a," * 50_000 + b"\n",
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n",
        b'From: a\nContent-Type: text/plain; charset="' + b"u" * 10_000 + b'"\n',
        b"From: a\nContent-Transfer-Encoding: base64\n",
        b"From: a\nContent-Type: multipart/mixed\n",
        b"From: a\nContent-Type: ;;;===\n",
    ],
)
def test_a_mail_with_broken_headers_is_read_or_refused(head: bytes, tmp_path: Path) -> None:
    with in_time():
        one = opened(tmp_path, head + b"\nThe army left the town on Tuesday.\n", "a.eml")
    assert isinstance(one, Loaded | NotRead)


def test_a_mail_with_nothing_in_it_but_zero_bytes_keeps_no_zero_byte(tmp_path: Path) -> None:
    one = opened(tmp_path, b"From: a@example.org\n\nThe army\0 left.\n", "a.eml")
    assert isinstance(one, Loaded)
    assert one.text == "The army\ufffd left."
    assert "characters that could not be read: 1" in one.remarks[0]

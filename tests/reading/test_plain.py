"""A text in plain letters: what a reader sees is plain, and every word of it is known by where it stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.frame import Frame
from holdsway.reading.documents import Loaded, load_documents
from holdsway.reading.frames import FrameReader
from holdsway.reading.loaded import read_loaded
from holdsway.reading.plain import plain
from holdsway.reading.reader import read_with
from holdsway.records import identified

ODD = st.text(st.sampled_from("ab ﬁﬀ\u00a0\u200b\u00ad-\n½³…é\u0301Ａ\0\ufeff.’"), max_size=60)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("The ﬁghters le\ufb00.", "The fighters leff."),
        ("The\u00a0army", "The army"),
        ("Nor\u200bhaven", "Norhaven"),
        ("Nor\u00adhaven", "Norhaven"),
        ("Nor\u00ad\nhaven", "Norhaven"),
        ("Sobrade\u0301", "Sobradé"),
        ("ＡＲＭＹ", "ARMY"),
        ("killed 12³ on 5 km² …", "killed 12³ on 5 km² …"),
        ("“It fell” – he’s sure", "“It fell” – he’s sure"),
        ("Norhaven fell. Nor-\nhaven held.", "Norhaven fell. Norhaven held."),
        ("a well-known town, a well-\nknown man", "a well-known town, a well-known man"),
        ("a half-\nfinished road", "a half-\nfinished road"),
    ],
)
def test_a_text_is_seen_in_plain_letters_where_that_is_sure(text: str, seen: str) -> None:
    assert plain(text).text == seen


def test_a_name_tells_that_a_parted_word_is_one() -> None:
    assert plain("in Nor-\nhaven").text == "in Nor-\nhaven"
    assert plain("in Nor-\nhaven", ["Norhaven"]).text == "in Norhaven"


@given(ODD)
def test_every_part_of_the_plain_text_lies_within_the_text_in_order(text: str) -> None:
    seen = plain(text)
    last = 0
    for at in range(len(seen.text)):
        start, end = seen.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or start == seen.span(at - 1, at)[0]
        last = start
    if seen.text:
        assert plain(text[slice(*seen.span(0, len(seen.text)))]).text == seen.text


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=80))
def test_plain_text_is_left_as_it_is(text: str) -> None:
    seen = plain(text)
    assert (seen.text, seen.is_same) == (text, True)


def test_what_is_read_in_plain_letters_is_quoted_as_it_stands(
    tmp_path: Path, reader: FrameReader, frame: Frame
) -> None:
    text = "Ofﬁcials said so.\u00a0The Front cap-\ntured Nor-\nhaven on Tuesday, and Norhaven is quiet."
    (tmp_path / "a.md").write_text(f"---\npublished: 2021-07-15\npublisher: P\n---\n{text}", "utf-8")
    (one,) = load_documents(tmp_path / "a.md")
    assert isinstance(one, Loaded)
    (said,) = (s for s in read_loaded(one, partial(read_with, reader), frame).statements if s.kind == "control")
    assert said.quote.exact.startswith("The Front cap-\ntured Nor-\nhaven")
    assert one.text[said.quote.start : said.quote.end] == said.quote.exact
    assert said.id == identified(said, text_sha256=one.document.text_sha256).id
    assert one.text == text

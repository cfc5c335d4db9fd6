from __future__ import annotations

from datetime import date

import pytest

from holdsway.clocks import Days, parse_published
from holdsway.frame import Frame
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Kind, Modality, Statement

READER = FrameReader()


def read(text: str, frame: Frame) -> list[Statement]:
    published = parse_published("2021-07-15")
    document = Document(
        sha256="d", path="a.md", format="markdown", bytes=1, text_sha256="t", publisher="Wire", published=published
    )
    return READER.read(text, document, frame)


def test_what_has_yet_to_be_done_is_no_evidence(frame: Frame) -> None:
    said = read("Officials said Norhaven still had to be cleared.", frame)
    assert not any(s.is_evidence for s in said if s.kind is Kind.CONTROL)


def test_a_day_earlier_counts_from_the_sentence_before_however_much_the_sentence_tells(frame: Frame) -> None:
    text = "Rebels shelled Norhaven on Tuesday. A day earlier, they attacked Quille and killed nine soldiers."
    days = {str(s.kind): s.valid for s in read(text, frame) if s.quote.start and s.quote.start > 40}
    monday = Days(date(2021, 7, 12), date(2021, 7, 12))
    assert days == {"event": monday, "casualty": monday}


@pytest.mark.parametrize(
    ("text", "party", "modality"),
    [
        ("The Front captured Norhaven on Tuesday.", "front", Modality.ASSERTED),
        ("Norhaven was captured by the Front on Tuesday, residents said.", "front", Modality.REPORTED),
        ("Norhaven fell to the Front on Tuesday, a nurse there told the agency.", "front", Modality.REPORTED),
    ],
)
def test_a_capture_is_told_in_whatever_order(text: str, party: str, modality: Modality, frame: Frame) -> None:
    (said,) = (s for s in read(text, frame) if s.kind is Kind.CONTROL)
    assert (said.party, said.place_code, said.modality) == (party, "V1", modality)


def test_every_quote_stands_where_it_says(frame: Frame) -> None:
    text = "The Front left Norhaven.\n\nNorhaven is quiet,  the mayor said. It fell in May.\n"
    assert all(text[s.quote.start : s.quote.end] == s.quote.exact for s in read(text, frame))


def test_a_heading_of_one_word_is_read_past(frame: Frame) -> None:
    assert [str(s.kind) for s in read("REBELS\n\nThe Front captured Norhaven.", frame)] == ["control"]

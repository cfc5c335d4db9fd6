"""Coverage: what was read, which sentences gave nothing, which names nobody knows, of one document and of many."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.reading import read
from holdsway.reading.coverage import Coverage, coverage_of, reasons_of, unmatched_in
from holdsway.reading.explaining import WHY, Reason
from holdsway.reading.frames import FrameReader
from holdsway.records import Statement

Covers = Callable[..., list[Coverage]]


@pytest.fixture
def cover(tmp_path: Path, reader: FrameReader) -> Covers:
    """The coverage of some texts, each a line of one file."""

    def covered(*texts: str, by: object = reader) -> list[Coverage]:
        file = tmp_path / "news.jsonl"
        lines = ({"published": "2021-07-15", "publisher": "The Gazette", "text": text} for text in texts)
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        return [coverage_of(one) for one in read(file, reader=by, explain=True)]  # type: ignore[arg-type]

    return covered


def test_every_sentence_gave_something_or_has_its_reason(cover: Covers) -> None:
    (one,) = cover("Rebels captured Norhaven on Monday. Shops stayed open. Did rebels take Sobrade?\n\nMarket news")
    assert (len(one.sentences), one.gave, len(one.silent)) == (4, 1, 3)
    assert one.reasons == {Reason.NOT_VOUCHED: 1, Reason.NO_PREDICATE: 1, Reason.HEADING: 1}
    assert sum(one.reasons.values()) == len(one.silent)
    assert [one.words(sentence) for sentence in one.silent] == [
        "Shops stayed open.",
        "Did rebels take Sobrade?",
        "Market news",
    ]


def test_reasons_come_in_one_order_however_many_documents_there_are(cover: Covers) -> None:
    covered = cover("Market news", "Shops stayed open.", "Did rebels take Sobrade?", "Villagers may be wounded.")
    reasons = list(reasons_of(covered))
    assert reasons == [reason for reason in WHY if reason in reasons]
    assert len(reasons) == 4


def test_a_document_in_another_language_is_not_read_and_says_so(cover: Covers) -> None:
    _, one = cover(
        "Shops stayed open.", "Die Stadt wurde am Montag von den Rebellen eingenommen, sagte ein Bewohner. " * 4
    )
    assert one.not_read == "language de, not English"
    assert one.sentences == ()


def test_names_of_all_documents_are_counted_together(cover: Covers) -> None:
    covered = cover("Two people were killed in Tolmere.", "Three people were killed in Tolmere. Two died in Arlen.")
    names = [(one.name, one.sentences) for one in unmatched_in(covered) if one.kind == "place"]
    assert names == [("Tolmere", 2), ("Arlen", 1)]


class Silent:
    """A reader that does not explain itself."""

    name, version = "silent", "1"

    def read(self, *_: object) -> list[Statement]:
        return []


def test_a_reader_that_says_nothing_of_itself_still_has_its_sentences_counted(cover: Covers) -> None:
    (one,) = cover("The rebels captured Norhaven on Monday. Shops stayed open.", by=Silent())
    assert not one.is_told
    assert len(one.sentences) == 2
    assert set(one.reasons) == {Reason.UNEXPLAINED}

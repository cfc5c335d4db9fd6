from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.reading.text import LONGEST_SENTENCE, LONGEST_WORD, sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Troops left at 10 p.m. on Monday.", "It was quiet."],
        ["They left at 10 p.m.", "Troops came."],
        ["The U.S. Army left.", "No. 3 gate is shut."],
        ["Gen. J. P. Hale said so.", "He left."],
        ['"It fell," he said.', '"We left."', "Then night came."],
        ["It cost 3.5 million.", "Nobody paid."],
        ["Did it fall?", "Yes!", "It did."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_paragraphs_are_numbered_and_wrapped_lines_are_not_cut() -> None:
    found = list(sentences("One line\nand the next.\n\nAnother paragraph."))
    assert [s.paragraph for s in found] == [0, 1]


@given(st.text(max_size=300))
def test_sentences_never_overlap_and_never_begin_or_end_in_space(text: str) -> None:
    last = 0
    for span in sentences(text):
        assert last <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        last = span.end


def test_a_sentence_too_long_to_be_one_is_cut_where_it_pauses_and_nothing_of_it_is_lost() -> None:
    text = "the Front took the town on the hill, and " * 400
    pieces = cut(text)
    assert len(pieces) > 1
    assert max(len(piece) for piece in pieces) <= LONGEST_SENTENCE
    assert all(piece.endswith(",") for piece in pieces[:-1])
    assert " ".join(pieces) == text.strip()


def test_what_is_no_word_is_passed_over_and_what_stands_around_it_is_read() -> None:
    noise = "x" * (LONGEST_WORD + 1)
    assert cut(f"The army left. See {noise} for the map. It was quiet.") == [
        "The army left.",
        "See",
        "for the map.",
        "It was quiet.",
    ]


def test_a_long_word_that_is_a_word_is_kept() -> None:
    assert cut(f"See {'x' * (LONGEST_WORD - 1)} here.") == [f"See {'x' * (LONGEST_WORD - 1)} here."]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.reading.text import sentences


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

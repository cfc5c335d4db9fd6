"""Footnotes: numbered as they are first cited, each with its words, source, dates and document."""

from __future__ import annotations

from dataclasses import replace

from three_towns import Briefed, says

from holdsway.brief.footnotes import Footnotes, footnote_of, shown_words
from holdsway.frame import Frame
from holdsway.records import Document
from holdsway.words import Quote


def test_footnotes_are_numbered_from_1_without_gaps_and_each_statement_has_one(briefed: Briefed) -> None:
    brief = briefed(
        says(party="reb"), says(party="gov", source="Agency"), says(day="2021-07-01", party="gov", place_code="B1")
    )
    assert [note.number for note in brief.footnotes] == list(range(1, len(brief.footnotes) + 1))
    statements = [note.statement for note in brief.footnotes if note.statement]
    assert len(set(statements)) == len(statements) == 3


def test_a_footnote_carries_what_the_statement_says_of_itself(briefed: Briefed) -> None:
    said = says(party="reb", url="https://example.org/1", licence="CC BY", publisher="Paper", attribution=("a trader",))
    note = next(note for note in briefed(said).footnotes if note.statement == said.id)
    assert (note.words, note.source, note.publisher, note.published) == ("words", "Wire", "Paper", "2021-07-14")
    assert (note.url, note.licence, note.modality) == ("https://example.org/1", "CC BY", "reported")
    assert (note.document, note.attribution, note.paraphrase) == ("d" * 64, ("a trader",), False)


def test_own_words_are_shown_in_quotation_marks_and_a_paraphrase_is_marked_and_not_quoted() -> None:
    assert shown_words("they took it", paraphrase=False) == "“they took it”"
    assert shown_words("they took it", paraphrase=True) == "PARAPHRASE: they took it"


def test_a_statement_cited_twice_keeps_its_number() -> None:
    notes = Footnotes((), Frame())
    one, other = says(party="reb"), says(party="gov")
    assert notes.cite(one) == (1,)
    assert notes.cite(other, one) == (1, 2)
    assert [note.number for note in notes] == [note.number for note in notes.all()] == [1, 2]
    assert len(notes) == 2


def test_the_frame_is_cited_once_and_is_nobodys_statement() -> None:
    notes = Footnotes((), Frame())
    assert notes.cite_frame() == notes.cite_frame() == (1,)
    (note,) = notes
    assert note.statement is None
    assert "“" not in note.shown


def test_a_footnote_on_a_paraphrased_document_is_marked() -> None:
    said = says(party="reb")
    document = Document(sha256="d" * 64, path="digest.md", format="markdown", bytes=1, paraphrase=True)
    note = footnote_of(said, document, 1)
    assert (note.paraphrase, note.path, note.shown) == (True, "digest.md", "PARAPHRASE: words")


def test_a_row_that_a_licence_keeps_in_leaves_without_its_columns_and_its_words() -> None:
    row = replace(says(method="table"), quote=Quote("ACL1,16 May 2025,Battles", row=2), licence="terms of the data")
    note = footnote_of(replace(row, label="held", sensitivity="rows-withheld"), None, 1).leaving()
    assert note.as_written == note.shown == "[withheld: rows-withheld, terms of the data]"


def test_what_is_confidential_leaves_without_a_word_of_it() -> None:
    note = footnote_of(replace(says(), sensitivity="confidential"), None, 1).leaving()
    assert note.shown == "[withheld: confidential]"

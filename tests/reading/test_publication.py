"""When a document was published: what it states is read or told, and what is inferred is marked and never too early."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdsway.clocks import parse_published
from holdsway.reading.documents import Loaded, load_documents
from holdsway.reading.publication import inferred_publication, stated_publication


def loaded(folder: Path, words: str, name: str = "a.md") -> Loaded:
    (folder / name).write_text(words, "utf-8")
    (one,) = load_documents(folder / name)
    assert isinstance(one, Loaded)
    return one


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2021-07-14", "2021-07-14"),
        ("2021-07", "2021-07"),
        ("2021-07-14T09:30+04:30", "2021-07-14T05:00Z"),
        ("2021-07-14 09:30:00 +0430", "2021-07-14T05:00Z"),
        ("14 July 2021", "2021-07-14"),
        ("July 14, 2021", "2021-07-14"),
        ("Wednesday, 14 July 2021, 09:30 GMT+04:30", "2021-07-14T05:00Z"),
        ("July 14, 2021 9:30 pm UTC", "2021-07-14T21:30Z"),
        ("Wed, 14 Jul 2021 09:30:00 +0430", "2021-07-14T05:00Z"),
        ("2021/07/14", "2021-07-14"),
    ],
)
def test_a_stated_time_is_read_in_the_ways_it_is_written(words: str, read: str) -> None:
    stated = stated_publication(words)
    assert (stated.published, stated.doubt) == (parse_published(read), None)


@pytest.mark.parametrize("words", ["22/01/2025", "22.01.2025", "01-22-2025"])
def test_a_day_that_can_be_no_month_is_read_with_a_remark(words: str) -> None:
    stated = stated_publication(words)
    assert stated.published == parse_published("2025-01-22")
    assert stated.doubt is not None
    assert "is read as 2025-01-22" in stated.doubt


@pytest.mark.parametrize(
    "words", ["31 Febtober", "31 February 2021", "14/07/21", "14 July 2021 09:30 EST", "yesterday", "0", "٣"]
)
def test_what_is_no_date_is_left_out_and_told(words: str) -> None:
    stated = stated_publication(words)
    assert stated.published is None
    assert stated.doubt is not None
    assert words in stated.doubt


def test_a_day_that_could_be_a_month_is_left_out_with_both_readings() -> None:
    stated = stated_publication("03/04/2021")
    assert stated.published is None
    assert stated.doubt == (
        "published '03/04/2021' could be 2021-03-04 or 2021-04-03 and is left out; write `published: YYYY-MM-DD`"
    )


@pytest.mark.parametrize(
    ("name", "url", "text", "days", "by"),
    [
        (None, "https://example.org/2021/07/14/alder-falls", "", "2021-07-14", "its address"),
        (None, "https://example.org/2021/07/alder-falls", "", "2021-07", "its address"),
        ("access-note-2021-07-14", None, "", "2021-07-14", "its file name"),
        ("sitrep_20210714", None, "", "2021-07-14", "its file name"),
        ("note 14 July 2021", None, "", "2021-07-14", "its file name"),
        ("note-22-01-2025", None, "", "2025-01-22", "its file name"),
        (None, None, "ALDER, 14 July 2021 — The army left.", "2021-07-14", "its dateline"),
        (None, None, "Alder falls\n\nAlder, Vesk, July 14, 2021 (AP) - The army left.", "2021-07-14", "its dateline"),
        (None, None, "Alder falls\nWednesday, 14 July 2021\n\nThe army left.", "2021-07-14", "its dateline"),
        (None, None, "Published on July 14, 2021 by the desk", "2021-07-14", "its dateline"),
        (None, None, "The army left.\n\nLast updated: 14 July 2021, 10:00", "2021-07-14", "its line of update"),
    ],
)
def test_a_time_that_is_not_stated_is_inferred_and_says_from_what(
    name: str | None, url: str | None, text: str, days: str, by: str
) -> None:
    inferred = inferred_publication(name, url, text)
    assert inferred is not None
    assert (inferred.published, inferred.by) == (parse_published(days), by)


@pytest.mark.parametrize(
    ("name", "url", "text"),
    [
        ("note-03-04-2021", None, ""),
        ("12345678", None, ""),
        ("20219999", None, ""),
        (None, "https://example.org/world-57830000", ""),
        (None, None, "On 14 July 2021 the army left."),
        (None, None, "The army said on 14 July 2021: we left."),
        (None, None, "The Front took Alder in an attack of 14 July 2021."),
        (None, None, "Words. " * 40 + "\nALDER, 14 July 2021"[:8]),
    ],
)
def test_a_date_in_the_story_or_in_doubt_dates_no_document(name: str | None, url: str | None, text: str) -> None:
    assert inferred_publication(name, url, text) is None


def test_hints_that_differ_make_an_interval_and_known_by_counts_from_its_end() -> None:
    inferred = inferred_publication(None, "https://example.org/2021/07/14/a", "Alder\nUpdated: 16 July 2021\nWords.")
    assert inferred is not None
    assert inferred.published == parse_published("2021-07-14/2021-07-16")
    assert inferred.by == "its address and its line of update"


def test_when_the_file_was_made_counts_only_where_nothing_else_tells() -> None:
    made = parse_published("2023-01-05")
    by_name = inferred_publication("note-2021-07-14", None, "", made)
    by_file = inferred_publication("note", None, "", made)
    assert by_name is not None
    assert by_name.published == parse_published("2021-07-14")
    assert by_file is not None
    assert (by_file.published, by_file.by) == (made, "the properties of its file")


def test_what_a_document_states_is_never_called_inferred(tmp_path: Path) -> None:
    one = loaded(tmp_path, "---\npublished: 2021-07-20\n---\nALDER, 14 July 2021 — Words.", "n-2021-07-01.md")
    assert (str(one.document.published), one.document.dated_by) == ("2021-07-20", None)


def test_where_a_stated_date_cannot_be_read_nothing_is_inferred_in_its_place(tmp_path: Path) -> None:
    one = loaded(tmp_path, "---\npublished: 03/04/2021\n---\nALDER, 14 July 2021 — Words.")
    assert (one.document.published, one.document.dated_by) == (None, None)
    assert "'03/04/2021' could be" in one.remarks[0]

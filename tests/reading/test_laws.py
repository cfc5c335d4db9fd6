from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.frame import Frame, read_frame
from holdsway.reading.documents import SUFFIXES, Loaded, load_documents
from holdsway.reading.frames import FrameReader
from holdsway.records import Document, Statement

CASES = ("afghanistan-2021-07", "iraq-mosul-2014-2017")

LINE = (
    "The the Liberation Front Ostrian forces government Norhaven Quille Sobrade Mirrow-e-Kal Vesk Tarn district "
    "captured fell retook was were killed wounded 23 at least two dozen people soldiers said denied that it on "
    "Tuesday 12 May in of and , . ; : ' \" but if will not never under control attack on according to spokesman "
    "Ab Cole his son 85% of the country districts have fallen since talks ceasefire 2021-05-12 between"
)
WORDS = st.sampled_from(LINE.split())
JUNK = st.text(max_size=6)
TEXTS = st.lists(st.one_of(WORDS, WORDS, WORDS, JUNK), max_size=60).map(" ".join)


def check(statements: list[Statement], text: str) -> None:
    for one in statements:
        assert one.quote.exact
        assert text[one.quote.start : one.quote.end] == one.quote.exact
        assert (one.trap_reason is not None) == (not one.is_evidence)
        assert one.id
    assert len({one.id for one in statements}) == len(statements)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_statement_stands_in_its_text_and_says_why_it_is_no_evidence(
    reader: FrameReader, frame: Frame, documented: Callable[..., Document], text: str
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    check(reader.read(text, documented(text), frame), text)


@pytest.mark.parametrize(
    "text",
    [
        "The Front captured Norhaven and " * 300_000,
        "(" * 100_000,
        "[(" * 50_000 + "Norhaven fell." + ")]" * 50_000,
        "The Fro\u200bnt cap\u200btured Nor\u200bhaven. " * 2_000,
        "\u202eThe Front captured Norhaven on Tuesday.\u202c سقطت المدينة " * 1_000,
        "Norhaven fell. " * 5_000,
        "A" * 1_000_000,
        "\n" * 100_000 + "Norhaven fell.",
        "1,000,000,000,000,000 " * 3_000,
        "",
        "\x00\x01\ufffd",
    ],
    ids=[
        "ten megabytes",
        "brackets",
        "nested",
        "zero width",
        "right to left",
        "long",
        "one word",
        "lines",
        "numbers",
        "empty",
        "signs",
    ],
)
def test_hostile_text_is_read_in_bounded_time(
    reader: FrameReader, frame: Frame, documented: Callable[..., Document], text: str
) -> None:
    begun = time.perf_counter()
    check(reader.read(text, documented(text), frame), text)
    assert time.perf_counter() - begun < 60


@pytest.mark.parametrize("published", ["0001-01-01", "9998-12-31", None])
def test_a_day_of_publication_at_the_edge_of_the_calendar_is_no_error(
    reader: FrameReader, frame: Frame, documented: Callable[..., Document], published: str | None
) -> None:
    text = "The Front captured Norhaven last week. Sobrade fell two weeks ago. Quille fell."
    check(reader.read(text, documented(text, published=published), frame), text)


def test_reading_twice_gives_the_same_statements(frame: Frame, documented: Callable[..., Document]) -> None:
    text = "The Front captured Norhaven, Sobrade and Quille in Tarn on Monday, killing 12 people, officials said."
    assert FrameReader().read(text, documented(text), frame) == FrameReader().read(text, documented(text), frame)


def test_a_frame_without_parties_and_places_is_no_error(
    reader: FrameReader, documented: Callable[..., Document]
) -> None:
    text = "Twelve people were killed in Norhaven on Tuesday, police said."
    (one,) = reader.read(text, documented(text), Frame())
    assert (one.low, one.place_text, one.place_code) == (12, "Norhaven", "name://Norhaven")


@pytest.mark.parametrize("case", CASES)
def test_the_quotes_of_a_shared_case_stand_where_they_say(reader: FrameReader, shared: Path, case: str) -> None:
    inbox = shared / "cases" / case / "inbox"
    frame = read_frame(inbox / "case.yaml")
    count = 0
    for path in sorted(p for p in inbox.iterdir() if p.suffix in SUFFIXES):
        for one in load_documents(path):
            assert isinstance(one, Loaded)
            found = reader.read(one.text, one.document, frame)
            check(found, one.text)
            count += len(found)
    assert count > 20


@pytest.mark.parametrize("case", CASES)
def test_no_trap_of_a_shared_case_becomes_evidence(reader: FrameReader, shared: Path, case: str) -> None:
    folder = shared / "cases" / case
    frame = read_frame(folder / "inbox" / "case.yaml")
    read: dict[str, list[Statement]] = {}
    for path in sorted(p for p in (folder / "inbox").iterdir() if p.suffix in SUFFIXES):
        for one in load_documents(path):
            assert isinstance(one, Loaded)
            read[one.document.path.rpartition("/")[2]] = reader.read(one.text, one.document, frame)
    gold = yaml.safe_load((folder / "statements.gold.yaml").read_text("utf-8"))["statements"]
    for trap in (g for g in gold if g["trap"]):
        place = (trap["place"] or {}).get("pcode")
        bad = [
            s.quote.exact
            for s in read[trap["report"]]
            if s.is_evidence
            and s.kind.value == trap["kind"]
            and s.place_code == place
            and (s.quote.start or 0) < trap["end"]
            and trap["start"] < (s.quote.end or 0)
        ]
        assert not bad, trap["id"]


def test_a_body_of_dated_news_is_read_quickly_and_exactly(reader: FrameReader, shared: Path) -> None:
    path = shared / "data" / "news" / "current_events_afghanistan_2002_2021-07.jsonl"
    if not path.exists():
        pytest.skip("the dated news items are not beside this checkout")
    frame = read_frame(shared / "cases" / CASES[0] / "inbox" / "case.yaml")
    begun = time.perf_counter()
    for one in load_documents(path):
        assert isinstance(one, Loaded)
        check(reader.read(one.text, one.document, frame), one.text)
    assert time.perf_counter() - begun < 60

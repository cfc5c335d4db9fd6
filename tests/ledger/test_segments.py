"""Segments and catalogue: what goes in comes out, field by field."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.clocks import Days, Published
from holdsway.ledger import Ledger, open_ledger
from holdsway.ledger.segments import REJECTS, STATEMENTS, parquet, reject_row, statement_of, statement_row
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Reject, Statement
from holdsway.rulings import Act, Ruling, ruling_of
from holdsway.words import Quote, sha256

FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
COUNT = st.none() | st.integers(0, 2**62)
DAYS = st.builds(lambda one, other: Days(min(one, other), max(one, other)), st.dates(), st.dates())
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))
PUBLISHED = st.builds(lambda one, other: Published(min(one, other), max(one, other)), TIMES, TIMES)
QUOTES = st.builds(Quote, WORDS, WORDS, WORDS, COUNT, COUNT, COUNT, MAYBE)
ROLES = st.builds(ActorRole, WORDS, WORDS, MAYBE)

EVERY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    **{name: MAYBE for name, kind in STATEMENTS.items() if kind == "VARCHAR" and not name.startswith("quote")},
    **dict.fromkeys(("latitude", "longitude", "low", "best", "high"), NUMBER),
    "kind": st.sampled_from(Kind),
    "polarity": st.sampled_from(Polarity),
    "modality": st.sampled_from(Modality),
    "quote": QUOTES,
    "valid": st.none() | DAYS,
    "published": st.none() | PUBLISHED,
    "actors": st.lists(ROLES, max_size=3).map(tuple),
    "attribution": st.lists(WORDS, max_size=3).map(tuple),
    "flags": st.lists(WORDS, max_size=3).map(tuple),
    "open": st.booleans(),
    "seq": st.integers(0, 2**62),
    "batch": st.just(1),
    **dict.fromkeys(("source", "document", "method"), WORDS),
}
STATEMENT = st.builds(Statement, **EVERY_FIELD)


def test_every_field_of_a_statement_is_tried() -> None:
    decided = {"ruled", "ruled_by", "rulings"}  # by rulings, which are kept beside the statements
    assert set(EVERY_FIELD) | decided == {field.name for field in fields(Statement)}


@FEW
@given(st.lists(STATEMENT, min_size=1, max_size=6))
def test_a_statement_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, statements: list[Statement]
) -> None:
    statements = [replace(said, id=str(number)) for number, said in enumerate(statements)]
    ledger = open_ledger(tmp_path_factory.mktemp("round") / "ledger", make=True)
    ledger.commit(statements)
    with closing(ledger.catalogue):
        names, rows = ledger.ask("FROM statements ORDER BY id::INTEGER")
    assert [statement_of(dict(zip(names, row, strict=True))) for row in rows] == statements


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "NULL", "null", "None", "\x00", "a\x00b", "\u2028", "کابل‌", "🏴\u200d☠️", '"', "'", "\\", "\\u0000"),
        *("NaN", "{}", "[]", "true", "1e3", "007", "a\r\nb\tc", "\ufeff", "e\u0301", "x" * 100_000),
    ],
    ids=lambda words: ascii(words[:9]),
)
def test_words_come_out_to_the_letter(words: str, ledger: Ledger, said: Callable[..., Statement]) -> None:
    spoken = said(words, note=words, attribution=(words,), actors=(ActorRole(words, "by", words),))
    ledger.commit([spoken])
    [kept] = ledger.statements()
    assert replace(kept, batch=None) == spoken


@pytest.mark.parametrize(
    "number", [0.1, 1 / 3, -0.0, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, 34.123456789012345, float("inf")]
)
def test_a_figure_comes_out_to_the_last_bit(number: float, ledger: Ledger, said: Callable[..., Statement]) -> None:
    ledger.commit([said("Burka", best=number, latitude=-number)])
    [kept] = ledger.statements()
    assert (repr(kept.best), repr(kept.latitude)) == (repr(number), repr(-number))


def test_the_same_rows_make_the_same_bytes(said: Callable[..., Statement]) -> None:
    rows = [statement_row(said(place)) for place in ("Burka", "کابل")]
    assert parquet(rows, STATEMENTS) == parquet(rows, STATEMENTS)
    assert parquet(rows, STATEMENTS) != parquet(rows[:1], STATEMENTS)


REJECT = st.builds(Reject, file=WORDS, reason=WORDS, row=COUNT, column=MAYBE, value=MAYBE, batch=st.none())


def test_every_field_of_a_reject_has_its_column() -> None:
    assert {*REJECTS, "batch"} == {field.name for field in fields(Reject)}
    reject = Reject(file="a.csv", reason="ragged", row=3, column="url", value="x")
    assert reject_row(reject) == {"file": "a.csv", "reason": "ragged", "row": 3, "column": "url", "value": "x"}


@FEW
@given(st.lists(REJECT, min_size=1, max_size=5))
def test_a_reject_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, rejects: list[Reject]) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("round") / "ledger", make=True)
    ledger.commit([], [(Document(sha256=sha256(b""), path="", format="csv", bytes=0), {})], rejects)
    with closing(ledger.catalogue):
        kept = ledger.rejects()
    assert sorted(map(repr, kept)) == sorted(repr(replace(reject, batch=1)) for reject in rejects)


DOCUMENT = st.builds(
    Document,
    sha256=st.just(""),
    **dict.fromkeys(("path", "format"), WORDS),
    bytes=st.integers(0, 2**62),
    **dict.fromkeys(
        ("text_sha256", "title", "publisher", "url", "lang", "author", "reporting_source", "reporting_published"), MAYBE
    ),
    **dict.fromkeys(("corrects", "licence"), MAYBE),
    published=st.none() | PUBLISHED,
    paraphrase=st.booleans(),
    read=st.booleans(),
    batch=st.just(1),
)


@FEW
@given(st.lists(DOCUMENT, min_size=1, max_size=6))
def test_a_document_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    documents = [replace(paper, sha256=sha256(str(n).encode())) for n, paper in enumerate(documents)]
    ledger = open_ledger(tmp_path_factory.mktemp("round") / "ledger", make=True)
    ledger.commit([], [(paper, {}) for paper in documents])
    with closing(ledger.catalogue):
        assert sorted(ledger.documents(), key=lambda d: d.sha256) == sorted(documents, key=lambda d: d.sha256)
        assert ledger.ask("SELECT count(*) FROM documents")[1] == [(len(documents),)]


RULING = st.builds(
    lambda **slots: ruling_of(Ruling(**slots)),
    act=st.sampled_from(Act),
    target=WORDS,
    author=WORDS,
    made=TIMES,
    other=MAYBE,
    reason=MAYBE,
    over=st.lists(WORDS, max_size=2).map(tuple),
    slots=st.dictionaries(WORDS, MAYBE | NUMBER, max_size=2),
    said=st.none() | STATEMENT.map(lambda said: replace(said, batch=None)),
)


@FEW
@given(st.lists(RULING, min_size=1, max_size=6, unique_by=lambda ruling: ruling.id))
def test_a_ruling_comes_out_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, rulings: list[Ruling]) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("round") / "ledger", make=True)
    with closing(ledger):
        kept = ledger.commit([], rulings=rulings)
        assert kept.rulings == {ruling.id for ruling in rulings}
        expected = sorted((replace(r, batch=1) for r in rulings), key=lambda r: (r.made, r.id))
        assert ledger.rulings() == expected
        assert ledger.commit([], rulings=rulings).batch is None

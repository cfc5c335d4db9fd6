"""Asking in SQL: any reading query over the views, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.errors import HoldswayError
from holdsway.ledger import Ledger
from holdsway.ledger.engine import VIEWS
from holdsway.records import ActorRole


@pytest.fixture
def asked(ledger: Ledger, said: Callable, paper: Callable, framed: Callable, tmp_path: Path) -> Ledger:
    """A ledger with two statements, a document and a frame."""
    ledger.commit(
        [said("Burka", party="taliban"), said("Nahrin", source="AP")], [paper()], frame=framed(tmp_path / "in")
    )
    return ledger


def test_every_view_can_be_asked_in_an_empty_ledger_and_in_a_full_one(ledger: Ledger, asked: Ledger) -> None:
    rows = {view: len(asked.ask(f"FROM {view}")[1]) for view in VIEWS}
    expected = {"statements": 2, "documents": 1, "sources": 2, "places": 2, "actors": 0, "batches": 1, "rejects": 0}
    assert {view: rows[view] for view in expected} == expected
    assert {view: len(ledger.ask(f"FROM {view}", at=0)[1]) for view in VIEWS} == dict.fromkeys(VIEWS, 0)


def test_an_empty_view_has_the_columns_of_a_full_one(asked: Ledger) -> None:
    for view in VIEWS:
        assert asked.ask(f"FROM {view}", at=0)[0] == asked.ask(f"FROM {view}")[0]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT place_text FROM statements ORDER BY place_text",
        "FROM statements SELECT place_text ORDER BY 1",
        "WITH s AS (FROM statements) SELECT place_text FROM s ORDER BY 1;",
        "-- which?\nSELECT place_text\nFROM statements ORDER BY 1",
    ],
)
def test_any_reading_query_is_answered(query: str, asked: Ledger) -> None:
    assert asked.ask(query) == (["place_text"], [("Burka",), ("Nahrin",)])


def test_a_query_is_answered_as_the_ledger_stood(asked: Ledger, said: Callable) -> None:
    asked.commit([said("Herat")])
    assert asked.ask("SELECT count(*) FROM statements", at=1)[1] == [(2,)]
    assert asked.ask("SELECT count(*) FROM statements")[1] == [(3,)]
    assert asked.ask("SELECT max(number) FROM batches", at=1)[1] == [(1,)]


def test_sources_and_actors_are_counted_from_the_statements(ledger: Ledger, said: Callable) -> None:
    fighters = (ActorRole("taliban", "by", "the Taleban"), ActorRole("goa", "against", "ANA"))
    ledger.commit([said("Burka", actors=fighters), said("Nahrin", actors=fighters[:1]), said("Herat", source="AP")])
    assert ledger.ask("SELECT source, statements FROM sources ORDER BY source")[1] == [("AP", 1), ("Officials", 2)]
    assert ledger.ask("FROM actors ORDER BY actor")[1] == [("goa", 1, ["ANA"]), ("taliban", 2, ["the Taleban"])]


@pytest.mark.parametrize(
    "query",
    [
        *("", "   ;", "SELECT 1; SELECT 2", "FROM statements; DROP VIEW statements"),
        *(
            "DROP VIEW statements",
            "DELETE FROM segment_of",
            "UPDATE segment_of SET batch = 9",
            "CREATE TABLE x (y INT)",
        ),
        *("COPY statements TO 'out.csv'", "COPY (SELECT 1) TO '/tmp/holdsway-out.csv'", "EXPORT DATABASE 'out'"),
        *("ATTACH 'other.db'", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true", "CALL version()"),
        *("PRAGMA database_list", "EXPLAIN ANALYZE SELECT 1", "PREPARE q AS SELECT 1", "BEGIN", "VACUUM", "CHECKPOINT"),
    ],
)
def test_whatever_does_not_only_read_is_refused_in_one_line(query: str, asked: Ledger) -> None:
    with pytest.raises(HoldswayError) as refused:
        asked.ask(query)
    assert str(refused.value) == (f"only one reading query is taken here (SELECT or FROM); views: {', '.join(VIEWS)}")
    assert asked.ask("SELECT count(*) FROM statements")[1] == [(2,)]


@pytest.mark.parametrize(
    "query",
    [
        "SELEKT 1",
        "SELECT nothing FROM statements",
        "FROM nowhere",
        "SELECT id::INTEGER FROM statements",
        "SELECT 'unfinished",
        "SELECT sum(place_text) FROM statements",
        "SELECT error('two\nlines')",
    ],
)
def test_a_mistake_is_told_in_one_line_that_names_the_views(query: str, asked: Ledger) -> None:
    with pytest.raises(HoldswayError) as refused:
        asked.ask(query)
    message = str(refused.value)
    assert "\n" not in message
    assert message.endswith(f"; views: {', '.join(VIEWS)}")
    assert "Error" in message


def test_no_query_reads_a_file_outside_the_segments(asked: Ledger, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("password\nhunter2\n")
    beside = asked.folder / "segments-beside"
    beside.mkdir()
    (beside / "secret.csv").write_text(secret.read_text())
    for path in (
        *("/etc/passwd", str(secret), str(beside / "secret.csv"), str(asked.folder / "catalogue.sqlite")),
        *(f"{asked.folder}/segments/../../secret.csv", "https://example.org/x.csv", "/etc/*"),
    ):
        for reads in ("read_text('{}')", "read_csv('{}')", "'{}'", "read_blob('{}')", "glob('{}')", "sniff_csv('{}')"):
            with pytest.raises(HoldswayError) as refused:
                asked.ask(f"SELECT * FROM {reads.format(path)}")
            assert "hunter2" not in str(refused.value)
            assert any(w in str(refused.value) for w in ("disabled", "Catalog Error", "Permission")), refused.value


def test_no_query_writes_a_file(asked: Ledger, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    for query in (
        f"COPY (SELECT 1) TO '{asked.folder}/segments/x.parquet'",
        f"SELECT * FROM query('COPY (SELECT 1) TO ''{asked.folder}/segments/x.parquet''')",
    ):
        with pytest.raises(HoldswayError):
            asked.ask(query)
    assert sorted(tmp_path.rglob("*")) == before


def test_words_in_a_ledger_are_never_taken_for_sql(ledger: Ledger, said: Callable) -> None:
    nasty = "'; DROP VIEW statements; --"
    ledger.commit([said(nasty, source=nasty, place_code=nasty)], note=nasty)
    assert [s.source for s in ledger.statements(places=[nasty])] == [nasty]
    assert ledger.ask("SELECT note FROM batches")[1] == [(nasty,)]

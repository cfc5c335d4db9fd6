"""As known by a time, as it stood at a batch: the answers against a plain reckoning of the same rows."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.clocks import known_by_instant, parse_published
from holdsway.ledger import Ledger, open_ledger
from holdsway.records import Kind, Statement, identified
from holdsway.words import Quote, digest

Said = Callable[..., Statement]
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAYS = ("2021-07-18", "2021-07-19", "2021-07-20", "2021-07-20T10:00Z", "2021-07-20/2021-07-22", "2021-07", None)
PLACES = ("Burka", "Nahrin", "Herat")
ASKED = (None, "2021-07-17", "2021-07-18", "2021-07-19T23:59Z", "2021-07-20", "2021-07-22", "2021-07-31")


def plain(place: str, source: str, published: str | None) -> Statement:
    return identified(
        Statement(
            kind=Kind.CONTROL,
            source=source,
            document=digest((source,)),
            quote=Quote(place, row=2),
            place_text=place,
            place_code=place[0],
            published=parse_published(published) if published else None,
        )
    )


SAID = st.builds(plain, st.sampled_from(PLACES), st.sampled_from(("AP", "AFP")), st.sampled_from(DAYS))


@st.composite
def batches(draw: st.DrawFn) -> list[list[Statement]]:
    """Up to four batches of statements, some taken back, some said again in a later batch."""
    rows = draw(st.lists(SAID, min_size=1, max_size=8))
    for target in draw(st.lists(st.sampled_from(rows), max_size=3)):
        back = replace(plain("Burka", target.source, draw(st.sampled_from(DAYS))), retracts=target.id)
        rows.append(replace(back, id=digest((back.id, target.id))))
    rows += draw(st.lists(st.sampled_from(rows), max_size=3))
    into: list[list[Statement]] = [[] for _ in range(draw(st.integers(1, 4)))]
    for row in draw(st.permutations(rows)):
        into[draw(st.integers(0, len(into) - 1))].append(row)
    return into


def reckoned(kept: list[tuple[int, list[Statement]]], at: int, known_by: datetime | None) -> dict[str, int]:
    """The ids to be seen with the batch each first came in: one loop, no database."""
    first: dict[str, tuple[int, Statement]] = {}
    for number, rows in kept:
        for row in rows:
            if number <= at:
                first.setdefault(row.id, (number, row))
    visible = {
        id: (number, row)
        for id, (number, row) in first.items()
        if known_by is None or (row.published is not None and row.published.last <= known_by)
    }
    gone = {row.retracts for _, row in visible.values()}
    return {id: number for id, (number, row) in visible.items() if row.retracts is None and id not in gone}


@FEW
@given(batches())
def test_an_answer_holds_what_was_taken_in_and_said_by_then_and_not_taken_back(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[Statement]]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("oracle") / "ledger", make=True)
    kept = []
    for rows in groups:
        number = ledger.commit(rows).batch
        if number is not None:
            kept.append((number, rows))
    with closing(ledger.catalogue):
        for at in range(len(kept) + 1):
            for words in ASKED:
                known_by = known_by_instant(words) if words else None
                answer = {s.id: s.batch for s in ledger.statements(known_by=known_by, at=at)}
                assert answer == reckoned(kept, at, known_by), (at, words)
        undated = {s.id for rows in groups for s in rows if s.published is None}
        assert ledger.undated() == len(undated)


@FEW
@given(batches(), st.data())
def test_the_order_in_which_batches_came_does_not_change_an_answer(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[Statement]], data: st.DataObject
) -> None:
    answers = []
    for order in (groups, data.draw(st.permutations(groups))):
        ledger = open_ledger(tmp_path_factory.mktemp("order") / "ledger", make=True)
        for rows in order:
            ledger.commit(rows)
        with closing(ledger.catalogue):
            answers.append(
                [
                    [replace(s, batch=None) for s in ledger.statements(known_by=known_by_instant(w) if w else None)]
                    for w in ASKED
                ]
            )
    assert answers[0] == answers[1]


@FEW
@given(batches(), batches(), st.sampled_from([words for words in ASKED if words]))
def test_what_is_published_later_never_changes_an_earlier_answer(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[Statement]], more: list[list[Statement]], words: str
) -> None:
    known_by = known_by_instant(words)
    late = [s for rows in more for s in rows if s.published is None or s.published.last > known_by]
    ledger = open_ledger(tmp_path_factory.mktemp("late") / "ledger", make=True)
    for rows in groups:
        ledger.commit(rows)
    with closing(ledger.catalogue):
        before = ledger.statements(known_by=known_by)
        ledger.commit(late)
        assert ledger.statements(known_by=known_by) == before


def test_a_retracted_statement_stays_visible_to_an_earlier_known_by(ledger: Ledger, said: Said) -> None:
    first = said("Burka", published="2021-07-20")
    ledger.commit([first])
    ledger.commit([said("Burka", published="2021-07-24", retracts=first.id)])
    seen = {
        words: [s.id for s in ledger.statements(known_by=known_by_instant(words))]
        for words in ("2021-07-19", "2021-07-20", "2021-07-23", "2021-07-24")
    }
    assert seen == {"2021-07-19": [], "2021-07-20": [first.id], "2021-07-23": [first.id], "2021-07-24": []}
    assert ledger.statements() == []


def test_a_retraction_without_a_date_takes_nothing_back_from_a_known_by_answer(ledger: Ledger, said: Said) -> None:
    first = said("Burka", published="2021-07-20")
    ledger.commit([first, said("Burka", published=None, retracts=first.id)])
    assert [s.id for s in ledger.statements(known_by=known_by_instant("2021-12-31"))] == [first.id]
    assert ledger.statements() == []


def test_a_revised_statement_stands_beside_the_one_it_revises(ledger: Ledger, said: Said) -> None:
    first = said("Burka", published="2021-07-20", best=3)
    ledger.commit([first, said("Burka", published="2021-07-22", best=5, revises=first.id)])
    assert [s.best for s in ledger.statements()] == [3, 5]


def test_a_retraction_that_came_in_later_leaves_the_earlier_state_as_it_stood(ledger: Ledger, said: Said) -> None:
    first = said("Burka", published="2021-07-20")
    ledger.commit([first])
    ledger.commit([said("Burka", published="2021-07-20", retracts=first.id)])
    assert [s.id for s in ledger.statements(at=1)] == [first.id]
    assert ledger.statements(at=2) == []


def test_a_statement_without_a_date_is_in_no_known_by_answer_and_is_counted(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka", published=None), said("Nahrin")])
    assert [s.place_text for s in ledger.statements(known_by=known_by_instant("2030"))] == ["Nahrin"]
    assert [s.place_text for s in ledger.statements()] == ["Nahrin", "Burka"]
    assert ledger.undated() == 1


def test_a_known_by_in_another_time_zone_is_the_same_instant(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("Burka", published="2021-07-20T10:30+04:30")])
    assert len(ledger.statements(known_by=datetime.fromisoformat("2021-07-20T10:30+04:30"))) == 1
    assert len(ledger.statements(known_by=datetime(2021, 7, 20, 6, 0, tzinfo=UTC))) == 1
    assert ledger.statements(known_by=datetime.fromisoformat("2021-07-20T10:29+04:30")) == []


def test_answers_come_in_order_of_publication(ledger: Ledger, said: Said) -> None:
    ledger.commit([said("C", published="2021-07-22"), said("A", published="2021-07-20", seq=2)])
    ledger.commit([said("D", published=None), said("B", published="2021-07-20", seq=1)])
    assert [s.place_text for s in ledger.statements()] == ["B", "A", "C", "D"]


def test_kinds_and_places_narrow_an_answer(ledger: Ledger, said: Said) -> None:
    ledger.commit(
        [
            said("Burka", place_code="B1"),
            said("Burka", place_code="B1", kind=Kind.EVENT),
            said("Nahrin", place_code="N1"),
            said("Nowhere"),
        ]
    )

    def asked(**narrow: list) -> list[tuple[str, str]]:
        return sorted((s.place_text or "", s.kind.value) for s in ledger.statements(**narrow))

    assert asked(kinds=[Kind.EVENT]) == [("Burka", "event")]
    assert asked(places=["B1"]) == [("Burka", "control"), ("Burka", "event")]
    assert asked(places=["B1", "N1"], kinds=[Kind.CONTROL]) == [("Burka", "control"), ("Nahrin", "control")]
    assert asked(places=[]) == asked(kinds=[]) == []
    assert len(asked()) == 4


def test_a_retraction_outside_the_asked_kinds_and_places_still_counts(ledger: Ledger, said: Said) -> None:
    first = said("Burka", place_code="B1")
    ledger.commit([first, said("Burka", kind=Kind.EVENT, retracts=first.id)])
    assert ledger.statements(kinds=[Kind.CONTROL], places=["B1"]) == []


def test_documents_answer_to_the_same_clocks(ledger: Ledger, paper: Callable) -> None:
    for number, day in enumerate(("2021-07-20", "2021-07-24", None)):
        published = parse_published(day) if day else None
        ledger.commit([], [paper(f"report {number}", path=f"{number}.md", published=published)])
    assert [d.path for d in ledger.documents()] == ["0.md", "1.md", "2.md"]
    assert [d.path for d in ledger.documents(known_by=known_by_instant("2021-07-23"))] == ["0.md"]
    assert [d.path for d in ledger.documents(known_by=known_by_instant("2030"))] == ["0.md", "1.md"]
    assert [d.path for d in ledger.documents(at=2)] == ["0.md", "1.md"]
    assert ledger.documents(at=0) == []


def test_before_the_first_batch_nothing_is_known(ledger: Ledger, said: Said, framed: Callable, tmp_path: Path) -> None:
    ledger.commit([said("Burka")], frame=framed(tmp_path / "inbox"))
    assert ledger.statements(at=0) == []
    assert (ledger.batches(at=0), ledger.head(at=0), ledger.declared_frame(at=0)) == ([], None, None)

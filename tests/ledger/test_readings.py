"""Of what is read from a text the newest reading stands, slot by slot, and the older is there as of its batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from holdsway.ledger import Ledger, verify
from holdsway.records import ActorRole, Statement, identified
from holdsway.words import Quote


@pytest.fixture
def told(said: Callable[..., Statement], paper: Callable[..., Any]) -> tuple[Statement, Any]:
    document = paper()
    read = said(
        document=document[0].sha256, quote=Quote("Burka fell", start=0, end=10), method="read", reader="rules 1"
    )
    return identified(read, text_sha256=document[0].text_sha256), document


@pytest.mark.parametrize(
    "changes",
    [
        {"place_code": "B1"},
        {"attribution": ("a mayor",)},
        {"actors": (ActorRole("taliban", "by", "insurgents"),)},
        {"open": True},
        {"note": "by another way"},
        {"reader": "rules 2"},
    ],
    ids=str,
)
def test_what_a_newer_reading_tells_otherwise_of_one_statement_stands(
    changes: dict[str, Any], ledger: Ledger, told: tuple[Statement, Any]
) -> None:
    one, document = told
    one = replace(one, actors=(ActorRole("taliban", "by", "Taliban"),))
    one = identified(one, text_sha256=document[0].text_sha256)
    ledger.commit([one], [document])
    newer = identified(replace(one, **changes), text_sha256=document[0].text_sha256)
    assert newer.id == one.id
    kept = ledger.commit([newer], [document])
    assert (kept.batch, kept.statements, kept.anew) == (2, frozenset(), {one.id})
    (stands,), (stood,) = ledger.statements(), ledger.statements(at=1)
    assert all(getattr(stands, slot) == value for slot, value in changes.items())
    assert all(getattr(stood, slot) == getattr(one, slot) for slot in changes)
    assert verify(ledger).faults == ()


def test_the_same_reading_again_is_nothing_new(ledger: Ledger, told: tuple[Statement, Any]) -> None:
    one, document = told
    ledger.commit([one], [document])
    assert ledger.commit([one], [document]).batch is None


def test_a_reading_can_be_taken_back_after_it_was_told_anew(ledger: Ledger, told: tuple[Statement, Any]) -> None:
    one, document = told
    ledger.commit([one], [document])
    ledger.commit([replace(one, reader="rules 2")], [document])
    ledger.commit([identified(replace(one, retracts=one.id))])
    assert ledger.statements() == []
    assert [s.reader for s in ledger.statements(at=2)] == ["rules 2"]


def test_of_a_row_of_a_table_the_first_that_said_it_stands(ledger: Ledger, said: Callable[..., Statement]) -> None:
    one = said(place_key="B1", reader="control")
    ledger.commit([one])
    assert ledger.commit([replace(one, place_code="N1", reader="control 2")]).batch is None
    assert [s.place_code for s in ledger.statements()] == [None]


def test_the_same_words_in_another_document_change_nothing(ledger: Ledger, told: tuple[Statement, Any]) -> None:
    one, document = told
    ledger.commit([one], [document])
    assert ledger.commit([replace(one, document="0" * 64, reader="rules 2")]).batch is None

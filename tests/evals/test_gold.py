from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from gold import (
    Outcome,
    can_pair,
    contradicts,
    date_holds,
    date_same,
    date_touches,
    measured,
    read_case,
    same_actors,
    same_numbers,
    same_place,
)

from holdsway.clocks import Days
from holdsway.frame import Frame
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Statement, identified
from holdsway.words import quote_of

TEXT = "The Front captured Norhaven on 12 July. Quille will fall next week. Officials said 12 soldiers were killed."


def key(quote: str, **more: Any) -> dict[str, Any]:
    """A gold statement of TEXT: the Front takes Norhaven on 12 July, unless told otherwise."""
    start = TEXT.index(quote)
    return {
        "id": quote[:9],
        "report": "a.md",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "kind": "control",
        "actors": ["front"],
        "place": {"admin1": "Vesk", "place": "Norhaven", "pcode": "V1"},
        "time": {"from": "2021-07-12", "to": "2021-07-12"},
        "polarity": "affirmed",
        "modality": "asserted",
        "numbers": None,
        "trap": False,
    } | more


def said(quote: str, **more: Any) -> Statement:
    """A read statement of TEXT that agrees with `key`, unless told otherwise."""
    start = TEXT.index(quote)
    known: dict[str, Any] = {
        "kind": Kind.CONTROL,
        "place_code": "V1",
        "place_version": "v1",
        "place_text": "Norhaven",
        "admin1": "Vesk",
        "party": "front",
        "actors": (ActorRole("front", "by", "The Front"),),
        "valid": Days(date(2021, 7, 12), date(2021, 7, 12)),
        "modality": Modality.ASSERTED,
        "publisher": "The Gazette",
        "method": "read",
    } | more
    quoted = quote_of(TEXT, start, start + len(quote))
    return identified(Statement(source="The Gazette", document="d", quote=quoted, **known), text_sha256="t")


class Scripted:
    """A reader that answers with the statements it was made with."""

    name, version = "scripted", "1"

    def __init__(self, *answer: Statement) -> None:
        self.answer = answer

    def read(self, text: str, document: Document, frame: Frame) -> list[Statement]:
        assert text == TEXT
        assert len(frame.parties) == 2
        return [
            identified(replace(one, document=document.sha256, published=document.published), text_sha256="t")
            for one in self.answer
        ]


CASE = """
name: ostria
from: 2021-07-01
to: 2021-07-31
parties: [{id: front, name: Liberation Front, aliases: [the Front]}, {id: gov, name: Government of Ostria}]
gazetteer: {file: places.csv, version: v1}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    inbox = tmp_path / "case" / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "case.yaml").write_text(CASE, "utf-8")
    (inbox / "places.csv").write_text("code,name,parent,latitude,longitude,aliases\nV1,Norhaven,Vesk,1,1,\n", "utf-8")
    (inbox / "a.md").write_text(f"---\npublisher: The Gazette\npublished: 2021-07-13\n---\n{TEXT}", "utf-8")
    return inbox.parent


def outcome(case: Path, keys: list[dict[str, Any]], *answer: Statement, exhaustive: bool = True) -> Outcome:
    gold = {"exhaustive": exhaustive, "statements": keys}
    (case / "statements.gold.yaml").write_text(yaml.safe_dump(gold), "utf-8")
    return read_case(case, Scripted(*answer))


def test_quotes_that_overlap_by_half_can_pair_and_those_below_cannot() -> None:
    gold = key("The Front captured Norhaven")
    assert can_pair(gold, said("captured Norhaven"))
    assert not can_pair(gold, said("The Front"))
    assert not can_pair(gold, said("The Front captured Norhaven", kind=Kind.EVENT))
    assert can_pair(key("The Front captured Norhaven", kind_ok=["event"]), said("captured Norhaven", kind=Kind.EVENT))


def test_one_read_statement_finds_one_gold_statement_only(case: Path) -> None:
    twice = [key("The Front captured Norhaven"), key("captured Norhaven on 12 July")]
    scores = measured([outcome(case, twice, said("Front captured Norhaven"))])
    assert (scores["recall"], scores["(recall)"]) == (0.5, 2.0)


def test_the_agreeing_one_of_two_read_statements_is_paired(case: Path) -> None:
    other = said("The Front captured Norhaven", place_code=None, place_version=None, place_text=None, admin1=None)
    (pair,) = outcome(case, [key("The Front captured Norhaven")], other, said("Front captured Norhaven")).pairs
    assert pair.said.place_code == "V1"


def test_a_trap_read_as_future_is_kept_out_and_one_read_as_a_report_is_let_in(case: Path) -> None:
    trap = key("Quille will fall next week", trap=True, modality="future", place=None)
    future = said(
        "Quille will fall",
        place_code=None,
        place_version=None,
        place_text=None,
        admin1=None,
        modality=Modality.FUTURE,
        trap_reason="will",
    )
    assert measured([outcome(case, [trap, key("captured Norhaven")], future)])["traps kept out"] == 1.0
    report = replace(future, modality=Modality.ASSERTED, trap_reason=None)
    assert measured([outcome(case, [trap, key("captured Norhaven")], report)])["traps kept out"] == 0.0


def test_an_optional_gold_statement_is_no_miss_and_what_reads_it_is_no_error(case: Path) -> None:
    keys = [key("The Front captured Norhaven"), key("Officials said", kind="event", optional=["yes"])]
    event = said("Officials said", kind=Kind.EVENT, party=None)
    scores = measured([outcome(case, keys, said("The Front captured Norhaven"), event)])
    assert scores["recall"] == scores["precision, where the key is exhaustive"] == 1.0


def test_precision_tells_what_touches_a_gold_statement_from_what_touches_none(case: Path) -> None:
    spare = said("Officials said", kind=Kind.EVENT, party=None)
    double = said("The Front captured Norhaven on 12 July")
    scores = measured([outcome(case, [key("The Front captured Norhaven")], said("captured Norhaven"), double, spare)])
    assert scores["precision, where the key is exhaustive"] == pytest.approx(1 / 3)
    assert scores["touches a gold statement, unpaired"] == scores["touches no gold statement"] == pytest.approx(1 / 3)
    plain = measured([outcome(case, [key("The Front captured Norhaven")], spare, exhaustive=False)])
    assert "precision, where the key is exhaustive" not in plain


def test_a_flipped_polarity_or_another_holder_contradicts() -> None:
    gold = key("captured Norhaven")
    assert not contradicts(gold, said("captured Norhaven"))
    assert contradicts(gold, said("captured Norhaven", polarity=Polarity.NEGATED))
    assert contradicts(gold, said("captured Norhaven", party="gov"))
    assert not contradicts(gold, said("captured Norhaven", party=None))
    assert contradicts(key("captured Norhaven", roles={"front": "by", "gov": "against"}), said("Front", party="gov"))
    assert not contradicts(key("captured Norhaven", roles={"gov": "against"}), said("Front", party="front"))


def test_actors_must_be_the_same_set_and_play_the_roles_the_gold_gives() -> None:
    parties = frozenset(("front", "gov"))
    both = (ActorRole("front", "by"), ActorRole("gov", "against"))
    assert same_actors(key("captured Norhaven"), said("Front", actors=()), parties)  # the holder is one of them
    assert not same_actors(key("captured Norhaven"), said("Front", actors=both), parties)
    implied = key("captured Norhaven", actors=["gov"], roles={"gov": "against"}, implied=["front"])
    assert same_actors(implied, said("Front", actors=(ActorRole("front", "by"), both[1])), parties)
    gold = key("captured Norhaven", actors=["front", "gov"], roles={"front": "by", "gov": "against"})
    assert same_actors(gold, said("Front", actors=both), parties)
    assert not same_actors(gold, said("Front", actors=(ActorRole("front", "against"), ActorRole("gov", "by"))), parties)
    stranger = (*both, ActorRole("local elders", "by"))
    assert same_actors(gold, said("Front", actors=stranger), parties)


def test_a_date_holds_touches_or_is_the_gold_date() -> None:
    gold = key("captured Norhaven", time={"from": "2021-07-12", "to": "2021-07-13"})
    for first, last, expected in ((12, 13, "hts"), (10, 20, "ht"), (13, 14, "t"), (14, 15, "")):
        one = said("captured Norhaven", valid=Days(date(2021, 7, first), date(2021, 7, last)))
        found = "".join(c for c, f in (("h", date_holds), ("t", date_touches), ("s", date_same)) if f(gold, one))
        assert found == expected
    assert not date_touches(gold, said("captured Norhaven", valid=None))
    open_gold = key("captured Norhaven", time={"from": None, "to": "2021-07-13"})
    assert date_holds(open_gold, said("captured Norhaven", valid=Days(date(2021, 7, 13), date(2021, 7, 13))))


def test_numbers_are_the_same_range_or_a_figure_the_gold_allows() -> None:
    gold = key("12 soldiers were killed", kind="casualty", numbers={"low": 12, "high": None, "unit": "killed"})
    assert same_numbers(gold, said("12 soldiers", kind=Kind.CASUALTY, low=12.0))
    assert not same_numbers(gold, said("12 soldiers", kind=Kind.CASUALTY, low=12.0, high=12.0))
    assert same_numbers(gold | {"num_ok": ["12"]}, said("12 soldiers", kind=Kind.CASUALTY, low=12.0, high=12.0))
    assert same_numbers(gold | {"num_ok": ["none"]}, said("12 soldiers", kind=Kind.CASUALTY))


def test_a_province_without_a_code_is_the_place_by_name() -> None:
    gold = key("captured Norhaven", place={"admin1": "Vesk", "place": None, "pcode": None})
    assert same_place(gold, said("captured Norhaven", place_code=None, place_text=None, admin1="VESK"))
    assert not same_place(gold, said("captured Norhaven", place_code="T1", place_text="Quille", admin1="Tarn"))


def test_a_gold_statement_of_a_report_that_is_not_there_is_said(case: Path) -> None:
    with pytest.raises(SystemExit, match=r"names the report 'b\.md'"):
        outcome(case, [key("captured Norhaven", report="b.md")])

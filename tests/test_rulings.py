"""Rulings: what persons decided is what stands, in whatever order it arrives and whatever is read anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.clocks import Days, parse_day, parse_published
from holdsway.errors import RulingError
from holdsway.hand.rule import rule_on, rule_on_actors, undoing
from holdsway.hand.standing import Standing
from holdsway.records import ActorRole, Kind, Polarity, Statement, identified
from holdsway.rulings import Act, Applied, Ruling, State, applied, pairs
from holdsway.words import Quote

TEXT = "The rebels took Alpha, Bravo and Charlie on Monday, killing 12 people and wounding 30."
NOON = datetime(2021, 8, 1, 12, tzinfo=UTC)


def said(place: str, party: str = "reb", *, start: int = 0, end: int = 50, **more: object) -> Statement:
    quote = Quote(TEXT[start:end], start=start, end=end)
    one = Statement(
        kind=Kind.CONTROL, source="Wire", document="d" * 64, quote=quote, place_code=place, place_text=place,
        party=party,
        actors=(ActorRole(party, "by"),), valid=Days(parse_day("2021-07-12"), parse_day("2021-07-12")), method="read",
        published=parse_published("2021-07-13"), reader="frames 1", seq=ord(place[0]),
    )  # fmt: skip
    return identified(replace(one, **more), text_sha256="t" * 64)  # type: ignore[arg-type]


READ = [said("Alpha"), said("Bravo"), said("Charlie")]


def stands(statements: list[Statement], rulings: list[Ruling], **more: object) -> Standing:
    found = apply(statements, rulings, **more)
    return Standing(found.statements, found.outcomes, tuple(found.lost), (), tuple(rulings))


def apply(statements: list[Statement], rulings: list[Ruling], *, there: bool = True) -> Applied:
    return applied(statements, rulings, lambda one: one if there else None, lambda _: "t" * 64)


def ruled(rulings: list[Ruling], one: Statement, act: Act, author: str = "Ann", **slots: object) -> Ruling:
    made = NOON + timedelta(minutes=len(rulings))
    ruling = rule_on(stands(READ, rulings), one, act, author=author, slots=slots, made=made)
    rulings.append(ruling)
    return ruling


STEPS = st.lists(
    st.tuples(st.sampled_from(("accept", "reject", "gov", "oth", "undo")), st.integers(0, 2), st.integers(0, 30)),
    max_size=12,
)


@given(STEPS, st.randoms())
def test_any_order_of_rulings_and_undoings_comes_to_the_state_they_describe(steps, random) -> None:  # type: ignore[no-untyped-def]
    rulings: list[Ruling] = []
    wanted: list[tuple[int, str, bool]] = []  # what a person would write down: which statement, what, undone or not
    at: list[int] = []
    for what, number, which in steps:
        if what == "undo":
            open_ones = [i for i, (_, _, undone) in enumerate(wanted) if not undone]
            if not open_ones:
                continue
            chosen = open_ones[which % len(open_ones)]
            wanted[chosen] = (*wanted[chosen][:2], True)
            made = NOON + timedelta(minutes=len(rulings))
            rulings.append(undoing(rulings, rulings[at[chosen]].id, author="Ann", made=made))
            continue
        now = stands(READ, rulings)
        shown = next(
            (s for s in now.statements if now.outcomes.get(s.id) and now.outcomes[s.id].was == READ[number]), None
        )
        act = Act.CORRECT if what in ("gov", "oth") else Act(what)
        at.append(len(rulings))
        if act is Act.ACCEPT and shown is not None and shown.ruled == State.CORRECTED:
            what = str(shown.party)  # accepting a correction is agreeing with it
        wanted.append((number, what, False))
        ruled(rulings, shown or READ[number], act, **({"party": what} if act is Act.CORRECT else {}))
    expected = {}
    for number, what, undone in wanted:
        if not undone:
            expected[number] = what
    random.shuffle(rulings)
    found = {s.place_code: (s.party, s.ruled) for s in apply(READ, rulings).statements}
    for number, one in enumerate(READ):
        what = expected.get(number)
        if what == "reject":
            assert one.place_code not in found
        elif what is None:
            assert found[one.place_code] == ("reb", None)
        elif what == "accept":
            assert found[one.place_code] == ("reb", "accepted")
        else:
            assert found[one.place_code] == (what, "corrected")


def test_a_list_of_places_is_ruled_on_place_by_place() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[1], Act.REJECT)
    assert [s.place_code for s in apply(READ, rulings).statements] == ["Alpha", "Charlie"]


def test_what_was_accepted_stands_when_a_newer_reading_has_it_otherwise() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.ACCEPT)
    newer = [said("Alpha", "gov"), *READ[1:]]
    assert [(s.place_code, s.party, s.ruled) for s in apply(newer, rulings).statements] == [
        ("Alpha", "reb", "accepted"), ("Bravo", "reb", None), ("Charlie", "reb", None),
    ]  # fmt: skip


def test_what_was_rejected_stays_out_when_a_newer_reading_only_takes_more_words_for_it() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.REJECT)
    newer = [said("Alpha", start=4), *READ[1:]]
    assert [s.place_code for s in apply(newer, rulings).statements] == ["Bravo", "Charlie"]


def test_another_reading_of_rejected_words_is_a_new_proposal() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.REJECT)
    newer = [said("Alpha", "gov")]
    assert [(s.party, s.ruled) for s in apply(newer, rulings).statements] == [("gov", None)]


def test_a_correction_reaches_a_newer_reading_of_the_same_words_once() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.CORRECT, party="gov")
    newer = [said("Alpha", "gov", start=4, end=48), *READ[1:]]
    first, *rest = apply(newer, rulings).statements
    assert (first.place_code, first.party, first.ruled, len(rest)) == ("Alpha", "gov", "corrected", 2)


def test_a_ruling_whose_words_are_gone_is_told_and_changes_nothing() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.ACCEPT)
    found = apply(READ[1:], rulings, there=False)
    assert [one.was.id for one in found.lost] == [READ[0].id]
    assert found.statements == READ[1:]


def test_two_who_ruled_differently_without_seeing_each_other_leave_a_conflict_that_a_third_ruling_ends() -> None:
    ann: list[Ruling] = []
    ben: list[Ruling] = []
    ruled(ann, READ[0], Act.ACCEPT, "Ann")
    ruled(ben, READ[0], Act.REJECT, "Ben")
    both = [*ann, *ben]
    (one,) = [s for s in apply(READ, both).statements if s.place_code == "Alpha"]
    assert (one.ruled, one.ruled_by, one.is_proposal) == ("in conflict", ("Ann", "Ben"), True)
    ruled(both, one, Act.REJECT, "Ann")
    assert [s.place_code for s in apply(READ, both).statements] == ["Bravo", "Charlie"]


def test_two_who_ruled_alike_agree() -> None:
    ann: list[Ruling] = []
    ben: list[Ruling] = []
    ruled(ann, READ[0], Act.ACCEPT, "Ann")
    ruled(ben, READ[0], Act.ACCEPT, "Ben")
    (one, *_) = apply(READ, [*ben, *ann]).statements
    assert one.ruled == "accepted"
    assert set(one.ruled_by) == {"Ann", "Ben"}


def test_a_note_decides_nothing() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.NOTE)
    found = apply(READ, rulings)
    assert found.statements[0].ruled is None
    assert found.statements[0].rulings == (rulings[0].id,)


def test_a_statement_not_known_by_then_is_not_brought_in_by_its_ruling() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.ACCEPT)
    by = datetime(2021, 7, 1, tzinfo=UTC)
    assert applied([], rulings, lambda one: one, lambda _: None, known_by=by).statements == []


def test_undoing_an_undoing_brings_the_ruling_back() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.REJECT)
    for _ in range(2):
        made = NOON + timedelta(minutes=len(rulings))
        rulings.append(undoing(rulings, rulings[-1].id, author="Ann", made=made))
    assert len(apply(READ, rulings).statements) == 2
    with pytest.raises(RulingError, match="undone already"):
        undoing(rulings, rulings[1].id, author="Ann")


def test_actors_are_the_same_or_different_by_the_last_ruling_that_saw_the_others() -> None:
    one = rule_on_actors([], "A. Khan", "Abdul Khan", Act.SAME, author="Ann", made=NOON)
    two = rule_on_actors([one], "Abdul Khan", "A. Khan", Act.DIFFERENT, author="Ben", made=NOON)
    assert {pair: [r.act for r in by] for pair, by in pairs([two, one]).items()} == {
        ("A. Khan", "Abdul Khan"): [Act.DIFFERENT]
    }
    with pytest.raises(RulingError, match="one name"):
        rule_on_actors([], "A", "A", Act.SAME, author="Ann")


def test_a_denial_is_not_told_alike() -> None:
    rulings: list[Ruling] = []
    ruled(rulings, READ[0], Act.REJECT)
    denial = said("Alpha", polarity=Polarity.NEGATED)
    assert apply([denial], rulings).statements == [denial]

"""What a sentence leaves to those before it: place, day and doer of a loss."""

from __future__ import annotations

from collections.abc import Callable

from holdsway.records import Kind, Statement

Read = Callable[..., list[Statement]]


def losses(statements: list[Statement]) -> list[Statement]:
    return [s for s in statements if s.kind is Kind.CASUALTY]


def roles(statement: Statement) -> set[tuple[str, str]]:
    return {(a.id, a.role) for a in statement.actors}


def test_a_toll_without_a_place_is_of_the_place_of_the_headline(read: Read) -> None:
    said = losses(read("The office said on Wednesday that 85 people had died in the attack.", title="Sobrade blast"))
    assert [(s.place_code, s.low) for s in said] == [("T2", 85)]
    assert "place told in the headline" in (said[0].note or "")


def test_a_headline_of_two_places_gives_none(read: Read) -> None:
    said = losses(read("The office said 85 people had died.", title="Blasts in Sobrade and Norhaven"))
    assert [s.place_code for s in said] == [None]


def test_a_toll_beside_an_attack_is_at_its_place(read: Read) -> None:
    said = losses(read("Gunmen hit a base in Sobrade on Monday and killed at least nine people, officials said."))
    assert [(s.place_code, s.low) for s in said] == [("T2", 9)]


def test_the_place_of_a_speaker_does_not_hide_the_place_spoken_of(read: Read) -> None:
    told = "A jet bombed a market in Sobrade on Tuesday, a doctor in Norhaven said. A survivor counted 19 bodies."
    assert [s.place_code for s in losses(read(told))] == ["T2"]


def test_who_attacked_is_told_with_the_toll_that_follows(read: Read) -> None:
    (said,) = losses(read("The Front attacked a post in Sobrade on Monday. Nine soldiers were killed."))
    assert roles(said) == {("front", "by"), ("gov", "against")}
    assert "doer told with the attack before it" in (said.note or "")


def test_the_attackers_own_losses_have_no_doer(read: Read) -> None:
    (said,) = losses(read("The Front attacked a post in Sobrade on Monday. Nine of its fighters were killed."))
    assert ("front", "by") not in roles(said)


def test_bodies_found_after_an_attack_are_of_those_attacked(read: Read) -> None:
    told = "The Front ambushed Ostrian forces in Sobrade on Monday. Rescuers said 22 bodies were recovered."
    (said,) = losses(read(told))
    assert roles(said) == {("front", "by"), ("gov", "against")}


def test_a_toll_in_another_place_is_of_another_attack(read: Read) -> None:
    told = "The Front attacked a post in Sobrade on Monday. In Norhaven, nine people were killed."
    (said,) = losses(read(told))
    assert said.place_code == "V1"
    assert roles(said) == set()


def test_a_toll_soon_after_an_attack_may_be_of_any_day_up_to_publication(read: Read) -> None:
    (loose,) = losses(read("Rockets hit a market in Sobrade on Tuesday. A survivor counted 19 bodies."))
    assert loose.valid is not None
    assert (loose.valid.first.day, loose.valid.last.day) == (13, 15)
    (bound,) = losses(read("Rockets hit a market in Sobrade on Tuesday. Nineteen people died in the attack."))
    assert bound.valid is not None
    assert (bound.valid.first.day, bound.valid.last.day) == (13, 13)


def test_a_figure_reached_in_some_weeks_is_of_those_weeks(read: Read) -> None:
    (said,) = losses(read("At least 139 soldiers have died in Sobrade in three weeks."))
    assert said.valid is not None
    assert str(said.valid) == "2021-06-21/2021-07-15"  # three weeks, give or take a seventh


def test_what_follows_a_colon_is_of_the_day_told_before_it(read: Read) -> None:
    told = "A convoy was ambushed near Sobrade on Sunday: five guards were killed, and a clerk was carried off."
    assert {str(s.valid) for s in read(told)} == {"2021-07-11"}


def test_a_place_at_the_head_of_an_item_is_where_it_was(read: Read) -> None:
    assert [s.place_code for s in losses(read("SOBRADE - Five civilians died in a blast."))] == ["T2"]


def test_the_place_an_agency_wrote_from_is_not_where_it_was(read: Read) -> None:
    assert [s.place_code for s in losses(read("SOBRADE (Wire) - Five civilians died in a blast."))] == [None]


def test_the_words_that_tell_the_day_are_kept(read: Read) -> None:
    (said,) = losses(read("Rockets killed nine people in Sobrade late on Tuesday."))
    assert said.valid_text == "Tuesday"

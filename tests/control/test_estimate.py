"""What the sources' latest words make of a place, case by case."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest

from holdsway.actors import Parties, Party
from holdsway.clocks import parse_days, parse_published
from holdsway.control import Estimate, Estimator, latest
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.records import Kind, Modality, Polarity, Statement, identified
from holdsway.scales import Scale, Scales
from holdsway.words import Quote

ALPHA = Place("A1", "Alpha", "North")
CITY, EAST, WEST = Place("C", "City", "South"), Place("C-E", "East", "South", "C"), Place("C-W", "West", "South", "C")
FRAME = Frame(
    name="case",
    parties=Parties([Party("gov", "Government", ("Army",)), Party("reb", "Rebels"), Party("mil", "Militia")]),
    places=Gazetteer([ALPHA, CITY, EAST, WEST]),
    scales=Scales(
        [
            Scale("Ministry", party="gov"),
            Scale("Weekly map", kind="map"),
            Scale("Closed map", kind="map", ended=date(2021, 7, 5)),
            Scale("Copying map", kind="map", copies="Weekly map"),
        ]
    ),
    declared=True,
)
ON = date(2021, 7, 20)


def says(party: str | None, day: str = "2021-07-10", *, source: str = "Press", **more: Any) -> Statement:
    """One control statement, valid and published on a day unless told otherwise."""
    fields: dict[str, Any] = {
        "kind": Kind.CONTROL,
        "source": source,
        "document": "d" * 64,
        "quote": Quote(exact="words", row=2),
        "place_code": "A1",
        "party": party,
        "open": True,
        "valid": parse_days(day),
        "published": parse_published(day),
    }
    return identified(Statement(**(fields | more)))


def estimate(*said: Statement, on: date = ON, place: Place = ALPHA) -> Estimate:
    return Estimator(FRAME, said).estimate(place, on)


def chance(party: str, *said: Statement, on: date = ON) -> float:
    return estimate(*said, on=on).probabilities[party]


def test_a_place_without_a_report_is_unknown_and_every_holder_equally_probable() -> None:
    nothing = estimate()
    assert nothing.unknown
    assert set(nothing.probabilities) == {"gov", "reb", "mil", "contested"}
    assert set(nothing.probabilities.values()) == {0.25}
    assert (nothing.reports, nothing.independent_sources, nothing.last_report) == (0, 0, None)


def test_a_report_makes_its_holder_the_most_probable_and_known() -> None:
    one = estimate(says("reb"))
    assert (one.holder, one.unknown, one.reports, one.independent_sources) == ("reb", False, 1, 1)
    assert one.last_report == date(2021, 7, 10)


def test_only_the_latest_word_of_a_source_counts() -> None:
    older, newer = says("gov", "2021-07-01"), says("reb", "2021-07-10")
    assert estimate(older, newer).probabilities == estimate(newer).probabilities
    assert estimate(older, newer).reports == 2


def test_of_two_words_on_one_day_the_one_published_later_counts_whatever_their_order() -> None:
    morning = says("gov", "2021-07-10", published=parse_published("2021-07-10T08:00"), seq=9)
    evening = says("reb", "2021-07-10", published=parse_published("2021-07-10T20:00"), seq=2)
    assert estimate(morning, evening).holder == estimate(evening, morning).holder == "reb"


def test_of_two_words_published_together_the_one_further_down_the_document_counts() -> None:
    first, second = says("gov", seq=2), says("reb", seq=3)
    assert estimate(second, first).holder == "reb"


def test_a_word_about_a_later_day_does_not_count_yet() -> None:
    assert estimate(says("reb", "2021-07-21")).unknown
    assert estimate(says("reb", "2021-07-20")).holder == "reb"


def test_a_map_that_turns_to_unknown_ends_its_own_label_and_does_not_fall_back_on_the_older_one() -> None:
    shown, gone = says("gov", "2021-07-01", source="Weekly map"), says(None, "2021-07-08", source="Weekly map")
    assert not estimate(shown).unknown
    after = estimate(shown, gone)
    assert after.unknown
    assert set(after.probabilities.values()) == {0.25}
    assert estimate(shown, gone, on=date(2021, 7, 7)).holder == "gov"


def test_an_unknown_label_in_a_statement_bears_on_nothing() -> None:
    held, said_nothing = says("gov", "2021-07-01"), says(None, "2021-07-08")
    assert estimate(held, said_nothing) == estimate(held)


def test_a_statement_whose_end_is_said_gives_nothing_after_it_and_not_the_older_open_one() -> None:
    older = says("gov", "2021-06-01")
    ended = says("reb", "2021-07-01/2021-07-05", open=False)
    assert estimate(older, ended, on=date(2021, 7, 5)).holder == "reb"
    after = estimate(older, ended, on=date(2021, 7, 6))
    assert after.unknown
    assert set(after.probabilities.values()) == {0.25}


def test_a_source_that_has_ended_gives_nothing_after_its_end() -> None:
    shown = says("gov", "2021-07-01", source="Closed map")
    assert estimate(shown, on=date(2021, 7, 5)).holder == "gov"
    assert estimate(shown, on=date(2021, 7, 6)).unknown


def test_a_map_that_repeats_a_label_is_one_word_as_old_as_its_first_edition() -> None:
    editions = [says("gov", day, source="Weekly map") for day in ("2021-07-01", "2021-07-08", "2021-07-15")]
    (word,) = latest(editions, FRAME, ON)
    assert word.since == date(2021, 7, 1)
    fall = says("reb", "2021-07-05")
    assert chance("reb", *editions, fall) > chance("reb", editions[-1], fall)


def test_a_map_that_goes_away_from_a_label_and_back_speaks_from_the_day_it_came_back() -> None:
    labels = (("gov", "2021-07-01"), ("reb", "2021-07-08"), ("gov", "2021-07-15"))
    (word,) = latest([says(party, day, source="Weekly map") for party, day in labels], FRAME, ON)
    assert word.since == date(2021, 7, 15)


def test_a_statement_source_that_repeats_itself_speaks_anew_each_time() -> None:
    (word,) = latest([says("gov", "2021-07-01"), says("gov", "2021-07-15")], FRAME, ON)
    assert word.since == date(2021, 7, 15)


def test_a_loss_admitted_weighs_more_than_a_gain_boasted() -> None:
    admitted, boasted = says("reb", source="Ministry"), says("gov", source="Ministry")
    assert chance("reb", admitted) > chance("reb", says("reb")) > chance("gov", boasted) > 0.25


def test_a_spokesman_is_told_by_his_partys_name_where_no_scale_declares_him() -> None:
    assert chance("gov", says("gov", source="Army statements")) == chance("gov", says("gov", source="Ministry"))


@pytest.mark.parametrize("modality", [Modality.POSSIBLE, Modality.LIKELY])
def test_a_rumour_weighs_less_than_a_report_and_still_something(modality: Modality) -> None:
    assert 0.25 < chance("reb", says("reb", modality=modality)) < chance("reb", says("reb"))


def test_a_rumour_alone_never_makes_a_holder_known() -> None:
    assert estimate(says("reb", modality=Modality.LIKELY)).unknown


def test_a_denial_lowers_the_holder_it_denies_and_no_other() -> None:
    denied = estimate(says("reb", polarity=Polarity.NEGATED)).probabilities
    assert denied["reb"] < 0.25 < denied["gov"] == denied["mil"] == denied["contested"]


def test_a_denial_that_is_only_possible_lowers_the_holder_less() -> None:
    weak = says("reb", polarity=Polarity.NEGATED, modality=Modality.POSSIBLE)
    assert chance("reb", says("reb", polarity=Polarity.NEGATED)) < chance("reb", weak) < 0.25


def test_a_party_that_denies_its_own_loss_is_believed_less_than_another_who_denies_it() -> None:
    own = says("reb", source="Ministry", polarity=Polarity.NEGATED)
    assert chance("reb", own) > chance("reb", says("reb", polarity=Polarity.NEGATED))


def test_a_report_that_ages_comes_nearer_to_knowing_nothing() -> None:
    days = [ON + timedelta(days=n) for n in (0, 30, 365, 3650)]
    chances = [chance("reb", says("reb"), on=day) for day in days]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[1] > chances[2] > chances[3] > 0.25
    assert chances[3] < 0.26


def test_a_later_report_to_the_contrary_discounts_the_older() -> None:
    before, after = says("gov", "2021-07-01"), says("reb", "2021-07-10", source="Agency")
    both = estimate(before, after)
    assert both.holder == "reb"
    same_day = estimate(says("gov", "2021-07-10"), after)
    assert both.probabilities["reb"] > same_day.probabilities["reb"]
    assert math.isclose(same_day.probabilities["gov"], same_day.probabilities["reb"])
    assert (same_day.unknown, same_day.holder) == (True, "contested")


def test_a_later_denial_discounts_the_claim_it_denies() -> None:
    claim = says("reb", "2021-07-01")
    denial = says("reb", "2021-07-02", source="Agency", polarity=Polarity.NEGATED)
    earlier = says("reb", "2021-06-30", source="Agency", polarity=Polarity.NEGATED)
    assert chance("reb", claim, denial) < chance("reb", claim, earlier)


def test_sources_that_agree_make_a_holder_more_probable() -> None:
    assert chance("reb", says("reb"), says("reb", source="Agency")) > chance("reb", says("reb"))


def test_a_statement_on_a_parent_bears_on_each_of_its_leaves() -> None:
    taken = says("reb", place_code="C")
    for leaf in (EAST, WEST):
        assert estimate(taken, place=leaf).holder == "reb"
    assert estimate(taken).unknown
    east = says("gov", "2021-07-15", place_code="C-E")
    assert estimate(taken, east, place=EAST).holder == "gov"
    assert estimate(taken, east, place=WEST).holder == "reb"


@pytest.mark.parametrize("precision", ["province", "area", "site", "crossing", "region", "Province"])
def test_an_event_known_only_coarsely_or_to_a_site_never_pins_a_place(precision: str) -> None:
    event = says("reb", kind=Kind.EVENT, event_type="control_change", place_precision=precision)
    assert estimate(event) == estimate()


@pytest.mark.parametrize("precision", ["district", "city", "town", "exact", "", None])
def test_an_event_known_to_its_place_pins_it(precision: str | None) -> None:
    event = says("reb", kind=Kind.EVENT, event_type="control_change", place_precision=precision)
    assert estimate(event).holder == "reb"


def test_an_event_that_moves_no_territory_bears_on_no_estimate() -> None:
    assert estimate(says(None, kind=Kind.EVENT, event_type="armed_attack")) == estimate()


def test_a_copy_is_left_out_while_it_says_what_its_parent_says() -> None:
    parent, copy = says("gov", source="Weekly map"), says("gov", source="Copying map")
    assert estimate(parent, copy).probabilities == estimate(parent).probabilities
    assert estimate(parent, copy).independent_sources == 1


def test_a_copier_that_says_otherwise_is_heard() -> None:
    parent, own = says("gov", source="Weekly map"), says("reb", source="Copying map")
    assert estimate(parent, own).independent_sources == 2
    assert chance("reb", parent, own) > chance("reb", parent)


def test_an_actor_that_is_no_party_is_no_holder() -> None:
    assert estimate(says("bandits")) == estimate()


def test_a_statement_without_a_place_bears_on_nothing() -> None:
    assert estimate(says("reb", place_code=None, place_text="Nowhere")) == estimate()


def test_a_statement_without_a_date_of_its_own_counts_from_its_publication() -> None:
    said = says("reb", valid=None)
    assert estimate(said, on=date(2021, 7, 9)).unknown
    assert estimate(said, on=date(2021, 7, 10)).holder == "reb"


def test_contested_is_a_holder_like_any_other() -> None:
    fought = estimate(says("contested"), says("contested", source="Agency"))
    assert (fought.holder, fought.unknown) == ("contested", False)

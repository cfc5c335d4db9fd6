"""Slots as a person writes them, and what a ruling keeps of them."""

import pytest
from three_towns import CASE, PLACES, says

from holdsway.errors import RulingError
from holdsway.frame import Frame, read_frame
from holdsway.hand.slots import as_written, corrections, parse_slots
from holdsway.records import ActorRole, Kind, Statement
from holdsway.rulings import corrected


@pytest.fixture
def frame(tmp_path) -> Frame:  # type: ignore[no-untyped-def]
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    (tmp_path / "places.csv").write_text(PLACES, "utf-8")
    return read_frame(tmp_path / "case.yaml")


def after(said: Statement, words: str, frame: Frame) -> Statement:
    return corrected(said, corrections(said, parse_slots(words), frame), None)


def test_a_correction_changes_the_slots_it_names_and_no_others(frame: Frame) -> None:
    said = says(party="reb", actors=(ActorRole("reb", "by"), ActorRole("gov", "against")))
    now = after(said, 'party=Government place="Beta, North" from=2021-07-12', frame)
    assert (now.party, now.place_code, now.place_text, str(now.valid)) == ("gov", "B1", "Beta", "2021-07-12/2021-07-14")
    assert [(actor.id, actor.role) for actor in now.actors] == [("gov", "by")]
    assert (now.source, now.quote, now.published, now.kind) == (said.source, said.quote, said.published, said.kind)
    assert now.id != said.id


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("party=unknown", {"party": None}),
        ("party=contested", {"party": "contested"}),
        ("low=1,200", {"low": 1200.0}),
        ("high=-", {"high": None}),
        ("from=2021-07", {"valid": ["2021-07-01", "2021-07-14"]}),
        ("from=2021-06 to=2021-06", {"valid": ["2021-06-01", "2021-06-30"]}),
        ("to=2021-07-20", {"valid": ["2021-07-14", "2021-07-20"]}),
        ("to=2021-07-02", {"valid": ["2021-07-02", "2021-07-02"]}),
        ("to=-", {"valid": None}),
        ("polarity=negated", {"polarity": "negated"}),
        ("number_of=killed", {"number_of": "killed"}),
    ],
)
def test_each_slot_takes_what_a_person_would_write(words: str, slots: dict[str, object], frame: Frame) -> None:
    found = corrections(says(party=None), parse_slots(words), frame)
    assert {name: found[name] for name in slots} == slots


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("low=30", (30.0, None, None)),
        ("low=10", (10.0, 12.0, 15.0)),
        ("low=13", (13.0, None, 15.0)),
        ("high=11", (None, None, 11.0)),
        ("best=20", (12.0, 20.0, None)),
        ("low=30 high=40", (30.0, None, 40.0)),
    ],
)
def test_figures_that_a_correction_contradicts_do_not_stand(
    words: str, figures: tuple[float | None, ...], frame: Frame
) -> None:
    now = after(says(Kind.CASUALTY, low=12.0, best=12.0, high=15.0), words, frame)
    assert (now.low, now.best, now.high) == figures


def test_actors_are_named_by_their_part_and_known_by_the_frame(frame: Frame) -> None:
    said = says(Kind.EVENT, actors=(ActorRole("gov", "by"), ActorRole("Somebody", "against")))
    now = after(said, 'by="Rebels; Another Group"', frame)
    assert {(actor.id, actor.role) for actor in now.actors} == {
        ("reb", "by"), ("Another Group", "by"), ("Somebody", "against"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("party=nobody", "gov, reb, contested, unknown"),
        ("place=Atlantis", "no place is called 'Atlantis'"),
        ("low=many", "not a number"),
        ("low=-3", "not a number"),
        ("low=30 high=12", "go upwards"),
        ("polarity=maybe", "affirmed, negated"),
        ("from=someday", "someday"),
        ("colour=red", "slots are party"),
        ("party", "slots are party"),
        ('place="Beta', "quotation mark"),
    ],
)
def test_what_cannot_be_is_an_error_that_names_it_and_the_remedy(words: str, reason: str, frame: Frame) -> None:
    with pytest.raises(Exception, match=reason) as caught:
        corrections(says(party="reb"), parse_slots(words), frame)
    assert type(caught.value).__module__ == "holdsway.errors"


def test_slots_are_shown_as_they_would_be_written(frame: Frame) -> None:
    said = says(party="reb", low=3.0, high=1_250_000.0, actors=(ActorRole("reb", "by"),))
    shown = as_written(said, frame)
    assert shown == {
        "party": "reb", "place": "Alpha, North", "from": "2021-07-14", "to": "2021-07-14", "low": "3",
        "high": "1250000", "by": "reb", "polarity": "affirmed", "modality": "reported",
    }  # fmt: skip
    assert after(said, " ".join(f'{name}="{value}"' for name, value in shown.items()), frame).party == "reb"


def test_a_ruling_error_is_an_error_of_ours() -> None:
    with pytest.raises(RulingError):
        parse_slots("x")

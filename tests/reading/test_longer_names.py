from __future__ import annotations

import pytest

from holdsway.actors import Parties, Party
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place
from holdsway.reading.lexicon import lexicon
from holdsway.reading.parsing import Parser
from holdsway.reading.passages import Tokens
from holdsway.reading.spans import Names
from holdsway.scales import Scales

PARSER = Parser()
TOKENS = Tokens(lexicon(), PARSER.nlp)


@pytest.fixture(scope="module")
def names() -> Names:
    places = [Place("I1", "Ireland", "Ireland"), Place("S1", "Sudan", "Sudan"), Place("V1", "Norhaven", "Vesk")]
    frame = Frame(
        name="isles",
        parties=Parties([Party("front", "Liberation Front", ("the Front",))]),
        places=Gazetteer(places),
        scales=Scales([]),
        licence="made up",
        declared=True,
    )
    return Names(frame, TOKENS)


def marked(names: Names, text: str) -> list[str]:
    (sentence,) = PARSER.split([(text, 0)])
    passage = TOKENS.of(sentence, 0)
    assert passage is not None
    names.mark(passage)
    return sorted({mark.key for kind in ("place", "parent") for mark in passage.of(kind)})


@pytest.mark.parametrize("text", ["They read the Ireland Gazette.", "They met at Norhaven University."])
def test_a_name_inside_a_longer_name_is_not_that_place(names: Names, text: str) -> None:
    assert marked(names, text) == []


@pytest.mark.parametrize(
    "text", ["They met in Northern Ireland.", "They fled to South Sudan.", "Northern Ireland was quiet."]
)
def test_another_country_with_a_direction_in_its_name_is_not_that_place(names: Names, text: str) -> None:
    assert marked(names, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Ireland.", "Ireland"),
        ("They met in northern Ireland.", "Ireland"),
        ("They hold West Norhaven.", "Norhaven"),
        ("The army took Eastern Norhaven.", "Norhaven"),
        ("They fled to Sudan.", "Sudan"),
    ],
)
def test_a_name_alone_or_a_part_of_a_town_is_that_place(names: Names, text: str, place: str) -> None:
    assert marked(names, text) == [place]

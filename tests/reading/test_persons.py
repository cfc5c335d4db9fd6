from __future__ import annotations

import pytest

from holdsway.reading.lexicon import lexicon
from holdsway.reading.parsing import Parser
from holdsway.reading.passages import Passage, Tokens
from holdsway.reading.persons import People, name_runs, persons

PARSER = Parser()


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(lexicon(), PARSER.nlp)


def passage(tokens: Tokens, text: str) -> Passage:
    (sentence,) = PARSER.split([(text, 0)])
    found = tokens.of(sentence, 0)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("General Marat Osel met Timur bin Dol in the hills.", ["Marat Osel", "Timur bin Dol"]),
        ("Mullah Rasool was there.", ["Rasool"]),
        ("the US Secretary of State Anna Dol was there", ["Anna Dol"]),
        ("police chief Ismail al-Mahlawi was there", ["Ismail al-Mahlawi"]),
        ("the spokesman J. R. Osel was there", ["J. R. Osel"]),
        ("a leader of the Valley Party was there", []),
        ("fighters of the Hill Lions were there", []),
        ("they met on Monday in July", []),
        ("the UN and NATO were there", []),
    ],
)
def test_a_person_is_a_name_with_a_title_or_of_two_words(tokens: Tokens, text: str, names: list[str]) -> None:
    assert [person.name for person in persons(passage(tokens, text))] == names


def test_a_title_belongs_to_the_mention_and_not_to_the_name(tokens: Tokens) -> None:
    here = passage(tokens, "He met Brigadier General Marat Osel.")
    (person,) = persons(here)
    assert here.text(person.first, person.end) == "Brigadier General Marat Osel"
    assert person.name == "Marat Osel"


def test_only_the_words_asked_for_are_searched(tokens: Tokens) -> None:
    here = passage(tokens, "He met Marat Osel and Timur Dol.")
    assert [person.name for person in persons(here, 5, 7)] == ["Timur Dol"]


def test_a_name_with_a_hyphen_is_one_run(tokens: Tokens) -> None:
    here = passage(tokens, "they met al-Mahlawi there")
    assert [here.text(start, end) for start, end in name_runs(here)] == ["al-Mahlawi"]


def test_a_short_name_means_the_person_named_in_full_before(tokens: Tokens) -> None:
    people = People()
    people.remember(passage(tokens, "He met General Atta Marat Osel."))
    assert people.named("Osel") == "Atta Marat Osel"
    assert people.named("Marat Osel") == "Atta Marat Osel"


def test_a_short_name_of_two_persons_means_neither(tokens: Tokens) -> None:
    people = People()
    people.remember(passage(tokens, "He met Marat Osel and Timur Osel."))
    assert people.named("Osel") is None
    assert people.named("Marat Osel") == "Marat Osel"


def test_a_name_never_met_before_means_itself() -> None:
    assert People().named("Osel") == "Osel"

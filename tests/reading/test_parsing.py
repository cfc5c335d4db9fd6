"""The parser that ships: where sentences and words stand, what it makes of plain sentences, and what it refuses."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from holdsway.errors import InputError
from holdsway.reading import parsing
from holdsway.reading.parsing import LONGEST, Parser, Sentence

SHIPPED = Path(parsing.__file__).with_name("english")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str, *, base: int = 0) -> list[Sentence]:
    return parser.parse(parser.split([(text, base)]))


def hanging(sentence: Sentence) -> dict[str, tuple[str, str]]:
    return {word.text: (word.dep_, word.head.text) for word in sentence.span}


def test_a_plain_sentence_has_its_verb_with_subject_and_object(parser: Parser) -> None:
    [sentence] = read(parser, "Government forces recaptured the town on Monday.")
    found = hanging(sentence)
    assert sentence.span.root.text == "recaptured"
    assert found["forces"] == ("nsubj", "recaptured")
    assert found["town"] == ("obj", "recaptured")


def test_a_passive_sentence_names_its_agent(parser: Parser) -> None:
    [sentence] = read(parser, "The bridge was destroyed by the rebels.")
    found = hanging(sentence)
    assert found["bridge"] == ("nsubj:pass", "destroyed")
    assert found["rebels"] == ("obl:agent", "destroyed")


@pytest.mark.parametrize(
    ("text", "word", "base"),
    [
        ("The militants fought for the village.", "fought", "fight"),
        ("Troops were shelling the market.", "shelling", "shell"),
        ("They overran two outposts.", "overran", "overrun"),
        ("Officials denied the report.", "Officials", "official"),
        ("FIVE SOLDIERS WERE KILLED.", "KILLED", "kill"),
    ],
)
def test_words_have_their_base_form(parser: Parser, text: str, word: str, base: str) -> None:
    [sentence] = read(parser, text)
    assert {one.text: one.lemma_ for one in sentence.span}[word] == base


def test_words_are_cut_as_the_treebanks_cut_them(parser: Parser) -> None:
    [sentence] = read(parser, "They cannot hold Qala-e-Naw and/or 10-15 anti-tank posts; Lt. Khan didn't say.")
    words = "They can not hold Qala - e - Naw and / or 10 - 15 anti-tank posts ; Lt. Khan did n't say ."
    assert [word.text for word in sentence.span] == words.split()


def test_a_paragraph_is_split_into_its_sentences_before_any_parse(parser: Parser) -> None:
    sentences = parser.split([("The town fell. Residents fled to the hills.", 0), ("Nobody was hurt.", 50)])
    assert [one.span.text for one in sentences] == [
        "The town fell.",
        "Residents fled to the hills.",
        "Nobody was hurt.",
    ]
    assert [one.paragraph for one in sentences] == [0, 0, 1]
    assert not sentences[0].span.doc.has_annotation("DEP")


def test_only_the_sentences_asked_for_are_parsed_and_each_is_alone_in_its_document(parser: Parser) -> None:
    sentences = parser.split([("The town fell. Residents fled to the hills. Nobody was hurt.", 0)])
    [parsed] = parser.parse(sentences[1:2])
    assert parsed.span.text == "Residents fled to the hills."
    assert [word.i for word in parsed.span.doc if word.head == word] == [parsed.span.root.i]
    assert (parsed.start, parsed.end) == (sentences[1].start, sentences[1].end)


def test_words_stand_where_they_stand_in_the_document_though_blanks_were_closed_up(parser: Parser) -> None:
    document = "Heading\n\nThe  fighters\nleft\t the   town. It is\n\nquiet."
    base = document.index("The")
    for sentence in read(parser, document[base:], base=base):
        assert not any(word.is_space for word in sentence.span)
        for word in sentence.span:
            start, end = sentence.place(word)
            assert document[start:end] == word.text


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab. ,\n\t\u00a0-’!X1€\U0001f600"), max_size=80), st.integers(0, 5000))
def test_every_word_of_any_text_is_quoted_by_its_place(text: str, base: int) -> None:
    parser = _SHARED
    sentences = parser.split([(text, base)])
    for sentence in [*sentences, *parser.parse(sentences)]:
        for word in sentence.span:
            start, end = sentence.place(word)
            assert text[start - base : end - base] == word.text


_SHARED = Parser()


def test_the_words_of_all_sentences_are_the_words_of_the_text(parser: Parser) -> None:
    text = "One died. Two (or three?) were hurt... The mayor said: “We stay!” Then, silence"
    read_back = "".join(word.text for sentence in read(parser, text) for word in sentence.span)
    assert read_back == text.replace(" ", "")


def test_an_empty_text_has_no_sentences(parser: Parser) -> None:
    assert parser.split([("", 0), (" \n ", 7)]) == []
    assert parser.parse([]) == []


def test_a_sentence_too_long_to_parse_is_cut_at_a_pause_and_says_so(parser: Parser) -> None:
    text = "They listed " + ", ".join(f"village number {n}" for n in range(120)) + "."
    sentences = parser.split([(text, 0)])
    assert len(sentences) > 1
    assert all(len(one.span) <= LONGEST for one in sentences)
    assert all(one.is_cut for one in sentences if len(one.span) > LONGEST // 2)
    assert "".join(text[one.start : one.end].replace(" ", "") for one in sentences) == text.replace(" ", "")


def test_reading_twice_gives_the_same(parser: Parser) -> None:
    text = "Rebels seized the airport late on Friday, a spokesman for the ministry said."
    assert [hanging(one) for one in read(parser, text)] == [hanging(one) for one in read(Parser(), text)]


def test_given_words_are_kept_as_they_are_given(parser: Parser) -> None:
    [doc] = parser.parse_words([(["Forces", "took", "Al Basrah", "."], [True, True, False, False])])
    assert [word.text for word in doc] == ["Forces", "took", "Al Basrah", "."]
    assert next(word for word in doc if word.head == word).text == "took"


def test_a_pipeline_may_be_named_by_its_folder(parser: Parser) -> None:
    text = "Residents fled after the shelling."
    assert [hanging(one) for one in read(Parser(str(SHIPPED)), text)] == [hanging(one) for one in read(parser, text)]


def test_a_pipeline_that_is_not_installed_is_refused_with_a_remedy() -> None:
    with pytest.raises(InputError, match=r"'no_such_pipeline' is neither .* install it"):
        Parser("no_such_pipeline").split([("A town.", 0)])


def test_a_pipeline_that_cannot_parse_is_refused_and_says_what_it_lacks(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match=r"has no parser \(it has sentencizer\)"):
        Parser(str(tmp_path / "blank")).split([("A town.", 0)])


def test_a_pipeline_that_wants_something_not_installed_is_refused_with_the_reason(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path / "odd")
    config = tmp_path / "odd" / "config.cfg"
    config.write_text(config.read_text("utf-8").replace('factory = "sentencizer"', 'factory = "no_such"'), "utf-8")
    with pytest.raises(InputError, match=r"is there but does not load \(.*no_such.*install what it needs"):
        Parser(str(tmp_path / "odd")).split([("A town.", 0)])


def test_nothing_is_loaded_until_it_is_needed() -> None:
    Parser("no_such_pipeline")


def test_what_ships_is_small_and_says_what_it_is_and_whose() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) <= 12_000_000
    card, licence = (SHIPPED / "README.md").read_text("utf-8"), (SHIPPED / "LICENSE").read_text("utf-8")
    assert "GUM news held back, raw" in card
    assert "CC BY-SA 4.0" in licence
    assert "Zeldes, Amir (2017)" in licence


@pytest.fixture
def scoring(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "training"))
    return importlib.import_module("scoring")


def test_it_reads_news_it_never_saw_about_as_well_as_its_card_says(
    parser: Parser, shared: Path, scoring: ModuleType
) -> None:
    raw = scoring.scores(parser, scoring.held_back_news(shared / "data"), given=False, named=True)
    assert raw["sentences"].f1 > 0.80
    assert raw["UPOS"].f1 > 0.93
    assert raw["LAS"].f1 > 0.75
    given = scoring.scores(parser, scoring.held_back_news(shared / "data"), given=True)
    assert given["tokens"].f1 == given["sentences"].f1 == 1.0
    assert 1.0 > given["UAS"].f1 > given["LAS"].f1 > raw["LAS"].f1


def test_a_score_counts_what_is_missed_and_what_is_made_up(scoring: ModuleType) -> None:
    score = scoring.Score(found=4, there=8, right=3)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.375, 0.5)
    assert scoring.Score(found=0, there=0, right=0).f1 == 0.0

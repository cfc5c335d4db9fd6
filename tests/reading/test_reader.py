from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdsway.clocks import Days, parse_published
from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.reading.anchors import anchored
from holdsway.reading.pipelines import pipeline_that_parses
from holdsway.reading.reader import Reading, checked, read_with, reader_named, readers, signature, valid
from holdsway.records import ActorRole, Document, Kind, Modality, Polarity, Statement
from holdsway.words import Quote, quote_of, sha256

TEXT = (
    "Norhaven fell to the Front on 12 July, officials said. At least 12 civilians were killed in Quille, in Vesk, "
    "the Ministry of Defence said.\n\nOrla Benn, who leads the River Guard, said Norhaven fell to the Front again."
)
PAPER = Document(
    sha256=sha256(TEXT.encode()),
    text_sha256=sha256(TEXT.encode()),
    path="a.md",
    format="markdown",
    bytes=len(TEXT),
    publisher="The Gazette",
    published=parse_published("2021-07-15"),
)


def said(words: str = "Norhaven fell to the Front on 12 July", **fields: Any) -> Statement:
    """A statement of the paper above that holds, but for the fields given."""
    at = TEXT.find(words)
    sound: dict[str, Any] = {
        "kind": Kind.CONTROL,
        "source": "The Gazette",
        "document": PAPER.sha256,
        "quote": quote_of(TEXT, at, at + len(words)) if at >= 0 else Quote(words),
        "publisher": "The Gazette",
        "place_text": "Norhaven",
        "place_code": "V1",
        "party": "front",
        "valid": Days(date(2021, 7, 12), date(2021, 7, 12)),
        "published": PAPER.published,
        "modality": Modality.REPORTED,
        "method": "read",
    }
    return Statement(**sound | fields)


def toll(low: float | None, best: float | None, high: float | None, words: str) -> Statement:
    return replace(said(), kind=Kind.CASUALTY, quote=Quote(words), low=low, best=best, high=high)


def reason_of(statement: Statement, frame: Frame) -> str:
    """Why a statement is dropped; empty where it is kept."""
    result = checked([statement], TEXT, PAPER, frame)
    assert len(result.kept) + len(result.dropped) == 1
    return result.dropped[0].reason if result.dropped else ""


def test_a_sound_statement_is_kept_and_bears_the_id_of_what_it_says(frame: Frame) -> None:
    result = checked([replace(said(), id="made up")], TEXT, PAPER, frame)
    (one,) = result.kept
    assert len(one.id) == 64
    assert result.dropped == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"document": "another"}, "belongs to another document"),
        ({"published": parse_published("2020-01-01")}, "it was published 2020-01-01"),
        ({"published": None}, "it was published None"),
        ({"retracts": "0" * 64}, "takes back"),
        ({"revises": "0" * 64}, "takes back"),
        ({"native_id": "7"}, "takes back"),
        ({"method": "table"}, "method is 'table'"),
        ({"kind": "rumour"}, "kind 'rumour' is none of control"),
        ({"kind": "control"}, "plain string"),
        ({"polarity": "perhaps"}, "polarity 'perhaps'"),
        ({"modality": "certain"}, "modality 'certain'"),
        ({"party": "rebels"}, "party 'rebels' is neither"),
        ({"party": ""}, "party '' is neither"),
        ({"actors": (ActorRole("Guard River", "by"),)}, "actor 'Guard River' is neither"),
        ({"actors": (ActorRole("Norhave", "by"),)}, "actor 'Norhave' is neither"),
        ({"actors": (ActorRole("front", "boss"),)}, "role 'boss'"),
        ({"actors": (ActorRole("front", "by", "the insurgents"),)}, "words that are not in the text"),
        ({"attribution": ("the UN",)}, "speaker 'the UN'"),
        ({"source": "United Nations"}, "source 'United Nations'"),
        ({"source": ""}, "source ''"),
        ({"place_text": "Sobrade"}, "place 'Sobrade' is not named"),
        ({"place_code": "X9"}, "no place has the code 'X9'"),
        ({"place_code": "name://Norhaven"}, "no place has the code"),
        ({"place_version": "v9"}, "not of version 'v9'"),
        ({"admin1": "Zand"}, "'Zand', within which it is"),
        ({"label": "x" * 121}, "is no word for what it tells of"),
        ({"event_type": "at\ntack"}, "is no word for what it tells of"),
        ({"low": 13.0}, "13 does not stand in its quote"),
        ({"low": 12.0, "best": 12.0, "high": 11.0}, "out of order"),
        ({"low": float("nan")}, "not counts"),
        ({"low": -12.0}, "not counts"),
        ({"valid": Days(date(2021, 7, 12), date(2021, 7, 16))}, "after its publication"),
        ({"modality": Modality.FUTURE}, "does not say why"),
        ({"modality": Modality.OPINION, "trap_reason": ""}, "does not say why"),
        ({"trap_reason": "is a forecast"}, "which is evidence, and says why it is none"),
        ({"kind": Kind.EVENT, "open": True}, "only control"),
        ({"modality": Modality.FUTURE, "trap_reason": "is to come", "open": True}, "only control"),
    ],
    ids=str,
)
def test_what_does_not_hold_is_dropped_with_its_reason(fields: dict[str, Any], reason: str, frame: Frame) -> None:
    assert reason in reason_of(said(**fields), frame)


@pytest.mark.parametrize(
    "fields",
    [
        {"party": "contested"},
        {"party": None},
        {"party": "River Guard"},
        {"actors": (ActorRole("orla benn", "subject", "Orla Benn"),)},
        {"actors": (ActorRole("river", "by"),)},
        {"actors": (ActorRole("gov", "against", "the Ministry of Defence"),)},
        {"attribution": ("officials",)},
        {"source": "Ostrian ministries"},
        {"source": "Liberation Front statements"},
        {"valid": None},
        {"valid": Days(date(2021, 7, 15), date(2021, 7, 15))},
        {"place_text": "vesk quille", "place_code": "V2"},
        {"place_code": None, "place_text": "River Guard"},
        {"polarity": Polarity.NEGATED},
        {"admin1": "Tarn"},
        {"admin1": "River Guard"},
        {"open": True},
        {"modality": Modality.FUTURE, "trap_reason": "is to come", "valid": Days(date(2021, 8, 1), date(2021, 8, 2))},
    ],
    ids=str,
)
def test_what_holds_is_kept(fields: dict[str, Any], frame: Frame) -> None:
    assert reason_of(said(**fields), frame) == ""


@pytest.mark.parametrize(
    ("words", "numbers", "is_kept"),
    [
        ("At least 12 civilians were killed", (12, 12, None), True),
        ("At least 12 civilians were killed", (12, 12, 15), False),
        ("more than 20 were killed", (20, 20, None), True),
        ("more than 20 were killed", (21, 21, None), True),
        ("more than 20 were killed", (22, None, None), False),
        ("between 12 and 15 people", (12, None, 15), True),
        ("between 12 and 15 people", (12, 13.5, 15), False),
        ("between 12 and 15 people", (15, None, 12), False),
        ("two dozen people died", (24, 24, 24), True),
        ("twenty-three soldiers", (23, 23, 23), True),
        ("1,200 families fled", (1200, 1200, 1200), True),
        ("1,200 families fled", (1, 200, None), False),
        ("a third of the districts", (33.3, 33.3, 33.3), True),
        ("No casualties were reported", (0, 0, 0), True),
        ("12 people were killed", (0, 0, 0), False),
        ("all but one of 28 districts", (27, 27, 27), True),
        ("28 districts", (27, 27, 27), False),
        ("the governor was killed", (1, 1, 1), True),
        ("the governor was killed", (2, 2, 2), False),
        ("four soldiers were killed", (1, 1, 1), False),
        ("12 staff and four technicians were killed", (16, 16, 16), True),
        ("12 staff and four technicians were killed", (17, 17, 17), False),
        ("he and five guards were killed", (6, 6, 6), True),
        ("five guards were killed", (6, 6, 6), False),
    ],
    ids=str,
)
def test_a_number_stands_in_the_quote_as_digits_or_words(
    words: str, numbers: tuple[float | None, ...], is_kept: bool, frame: Frame
) -> None:
    text = f"In Norhaven {words}, the Front said."
    paper = replace(PAPER, sha256="t", text_sha256="t")
    one = replace(toll(numbers[0], numbers[1], numbers[2], words), document="t")
    assert bool(checked([one], text, paper, frame).kept) is is_kept


@pytest.mark.parametrize(
    ("published", "last", "is_kept"),
    [
        ("2021-07-15", date(2021, 7, 15), True),
        ("2021-07-15", date(2021, 7, 16), False),
        ("2021-07-15T20:00Z", date(2021, 7, 16), True),  # the day had begun already where it was written
        ("2021-07-15T08:00Z", date(2021, 7, 16), False),
        ("2021-07", date(2021, 7, 31), True),
        ("2021-07", date(2021, 8, 1), False),
    ],
)
def test_evidence_never_tells_of_a_day_after_its_publication(
    published: str, last: date, is_kept: bool, frame: Frame
) -> None:
    paper = replace(PAPER, published=parse_published(published))
    one = said(published=paper.published, valid=Days(date(2021, 7, 1), last))
    assert bool(checked([one], TEXT, paper, frame).kept) is is_kept


def test_without_a_day_of_publication_no_day_is_too_late(frame: Frame) -> None:
    paper = replace(PAPER, published=None)
    one = said(published=None, valid=Days(date(2099, 1, 1), date(2099, 1, 1)))
    assert checked([one], TEXT, paper, frame).kept


def test_a_side_of_a_town_is_named_by_its_words_wherever_they_stand(frame: Frame) -> None:
    text = "Norhaven fell to the Front on 12 July, with the eastern half of Mirrow."
    east, west = (said(place_text=f"Mirrow {side}", place_code=None) for side in ("East", "West"))
    assert checked([east, west], text, PAPER, frame).kept == checked([east], text, PAPER, frame).kept != ()


def test_the_same_statement_twice_is_one_and_the_other_is_named(frame: Frame) -> None:
    result = checked([said(), said()], TEXT, PAPER, frame)
    assert len(result.kept) == 1
    assert [one.reason for one in result.dropped] == ["it is the same statement again"]


def test_a_quote_without_a_span_is_put_where_its_words_stand(frame: Frame) -> None:
    (one,) = checked([said(quote=Quote("12 civilians were killed"))], TEXT, PAPER, frame).kept
    assert TEXT[one.quote.start : one.quote.end] == one.quote.exact == "12 civilians were killed"
    assert one.quote.prefix.endswith("At least ")
    assert one == checked([said("12 civilians were killed")], TEXT, PAPER, frame).kept[0]


def test_of_two_places_for_a_quote_the_one_nearest_its_hint_or_in_its_context_is_taken() -> None:
    words = "Norhaven fell to the Front"
    second = TEXT.rfind(words)
    near = anchored(Quote(words, start=second - 9, end=second), TEXT)
    after = anchored(Quote(words, prefix="River Guard,\nsaid "), TEXT)
    before = anchored(Quote(words, suffix=" on 12 July"), TEXT)
    assert [near, after] == [quote_of(TEXT, second, second + len(words))] * 2
    assert before == quote_of(TEXT, 0, len(words))


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        (Quote("Norhaven fell to the Front"), "stands in the text 2 times"),
        (Quote("Norhaven was taken by the Front", start=0, end=31), "does not stand in the text"),
        (Quote("norhaven fell"), "does not stand in the text"),
        (Quote("", start=0, end=0), "quotes no words"),
        (Quote(" \n "), "quotes no words"),
        (Quote("again.", start=-6, end=len(TEXT)), ""),
    ],
    ids=str,
)
def test_a_quote_that_does_not_stand_in_the_text_is_dropped(quote: Quote, reason: str) -> None:
    found = anchored(quote, TEXT)
    assert reason in found if isinstance(found, str) else not reason
    assert isinstance(found, str) or TEXT[found.start : found.end] == found.exact


def test_only_white_space_may_differ_and_the_words_of_the_text_are_kept() -> None:
    text = "The Front took\n   Norhaven."
    found = anchored(Quote("Front took Norhaven"), text)
    assert isinstance(found, Quote)
    assert found.exact == "Front took\n   Norhaven" == text[found.start : found.end]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=st.lists(
        st.tuples(
            st.one_of(st.text(max_size=8), st.sampled_from(TEXT.split()), st.just("fell to the Front")),
            st.one_of(st.none(), st.integers(-5, 300)),
            st.sampled_from(["front", "gov", "contested", "nobody", None]),
            st.one_of(st.none(), st.floats()),
        ),
        max_size=12,
    )
)
def test_every_statement_is_kept_at_its_words_or_dropped_with_a_reason(
    drawn: list[tuple[str, int | None, str | None, float | None]], frame: Frame
) -> None:
    given = [
        said(quote=Quote(words, start=start, end=None if start is None else start + len(words)), party=party, low=low)
        for words, start, party, low in drawn
    ]
    result = checked(given, TEXT, PAPER, frame)
    assert len(result.kept) + len(result.dropped) == len(given)
    assert all(TEXT[s.quote.start : s.quote.end] == s.quote.exact != "" for s in result.kept)
    assert all(one.reason for one in result.dropped)
    assert len({s.id for s in result.kept}) == len(result.kept)
    assert checked(result.kept, TEXT, PAPER, frame).kept == result.kept


def test_ten_thousand_statements_are_held_against_a_long_text_in_bounded_time(frame: Frame) -> None:
    text = TEXT + "\n\n" + "Nothing else happened in the valley that week. " * 20_000
    drawn = [said(party=f"party {n}") for n in range(10_000)] + [said(quote=Quote(f"word {n}")) for n in range(500)]
    begun = time.perf_counter()
    result = checked(drawn, text, PAPER, frame)
    assert len(result.dropped) == 10_500
    assert time.perf_counter() - begun < 60


def test_a_frame_without_places_takes_names_that_stand_in_the_text() -> None:
    good, bad = said(place_code="name://Norhaven", party=None), said(place_code="name://Elsewhere", party=None)
    result = checked([good, bad], TEXT, PAPER, Frame())
    assert [one.place_code for one in result.kept] == ["name://Norhaven"]


class Failing:
    name, version = "failing", "1"

    def read(self, *_: object) -> list[Statement] | Reading:
        raise ZeroDivisionError("by nought\nand more")


class FailingLate(Failing):
    name = "late"

    def read(self, *_: object) -> Any:
        yield said()
        raise KeyError("half way")


class Confused(Failing):
    name = "confused"

    def read(self, *_: object) -> Any:
        return ["Norhaven fell"]


class Halting(Failing):
    name = "halting"

    def read(self, *_: object) -> list[Statement] | Reading:
        return Reading((said(),), not_read="stopped half way")


class Careless(Failing):
    name = "careless"
    lexicon_digest = "abcdef0123456789"

    def read(self, *_: object) -> list[Statement] | Reading:
        return [said(reader="somebody else"), said(party="nobody")]


def test_a_reader_that_fails_leaves_the_document_not_read_and_raises_nothing(frame: Frame) -> None:
    reading = read_with(Failing(), TEXT, PAPER, frame)
    assert reading == Reading(not_read="the reader failing failed with ZeroDivisionError: by nought")
    late, confused = (read_with(reader(), TEXT, PAPER, frame) for reader in (FailingLate, Confused))
    assert late == Reading(not_read="the reader late failed with KeyError: 'half way'")
    assert (confused.statements, (confused.not_read or "")[:38]) == ((), "the reader confused failed with TypeEr")


def test_half_a_reading_is_none(frame: Frame) -> None:
    assert read_with(Halting(), TEXT, PAPER, frame) == Reading(not_read="stopped half way")


def test_every_reading_is_checked_and_signed_with_name_version_and_lexicon(frame: Frame) -> None:
    reading = read_with(Careless(), TEXT, PAPER, frame)
    assert [one.reader for one in reading.statements] == ["careless 1 lexicon abcdef012345"]
    assert [one.statement.party for one in reading.dropped if one.statement] == ["nobody"]


def test_a_document_that_is_not_to_be_read_is_not(frame: Frame) -> None:
    assert read_with(Failing(), TEXT, replace(PAPER, read=False), frame) == Reading()


def test_valid_keeps_only_what_stands_where_it_says() -> None:
    sound, moved = said(), replace(said(), quote=replace(said().quote, start=1, end=38))
    backwards = replace(said(), quote=Quote("again.", start=-6, end=len(TEXT)))
    assert valid([sound, moved, backwards, replace(said(), quote=Quote("Norhaven"))], TEXT) == [sound]


def test_the_readers_that_ship_are_registered_like_any_other() -> None:
    assert {"frames", "llm"} <= set(readers())


def test_without_a_name_the_grammar_is_read() -> None:
    assert reader_named().name == reader_named("frames").name == "frames"
    assert signature(reader_named()).startswith("frames ")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("nobody", "no reader is called 'nobody'; there are"),
        ("spacy:", "say which pipeline"),
        ("spacy", "say which pipeline"),
        ("spacy:xx_nowhere_lg", "python -m spacy download xx_nowhere_lg"),
        ("llm", "--reader llm:PROVIDER:MODEL, or set HOLDSWAY_MODEL"),
    ],
)
def test_a_reader_that_is_not_there_or_not_ready_is_refused_with_the_remedy(
    name: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLDSWAY_MODEL", raising=False)
    with pytest.raises(InputError, match=remedy):
        reader_named(name)


def test_a_pipeline_without_a_parser_is_refused_with_the_remedy(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "split")
    with pytest.raises(InputError, match="has no parser, only sentencizer; take one that parses"):
        reader_named(f"spacy:{tmp_path / 'split'}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"there is no config\.cfg in it"):
        reader_named(f"spacy:{tmp_path / 'empty'}")


def test_a_pipeline_with_a_parser_is_taken_whatever_the_parser_is_called(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser", name="heads")
    nlp.initialize(
        lambda: [
            spacy.training.Example.from_dict(
                nlp.make_doc("They left ."), {"heads": [1, 1, 1], "deps": ["nsubj", "ROOT", "punct"]}
            )
        ]
    )
    nlp.to_disk(tmp_path / "parses")
    assert pipeline_that_parses(str(tmp_path / "parses")) == "en_pipeline 0.0.0"


def test_our_own_reader_is_called_with_the_pipeline_a_user_names(monkeypatch: pytest.MonkeyPatch) -> None:
    class Parsing(Failing):
        name = "frames"

        def __init__(self, pipeline: str | None = None) -> None:
            self.pipeline = pipeline

    class Point:
        name, value, dist = "frames", "nowhere", None

        def load(self) -> type:
            return Parsing

    monkeypatch.setattr("holdsway.reading.reader.entry_points", lambda **_: [Point()])
    monkeypatch.setattr("holdsway.reading.reader.pipeline_that_parses", lambda name: f"{name} 3.8.0")
    reader: Any = reader_named("spacy:en_core_web_lg")
    assert reader.reader.pipeline == "en_core_web_lg"
    assert signature(reader) == "spacy en_core_web_lg 3.8.0 frames 1"


def test_a_setting_for_a_reader_that_takes_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        name, value, dist = "failing", "nowhere", None

        def load(self) -> type:
            return Failing

    monkeypatch.setattr("holdsway.reading.reader.entry_points", lambda **_: [Point()])
    with pytest.raises(InputError, match="takes no setting; write --reader failing"):
        reader_named("failing:strict")


def test_a_reader_of_a_broken_package_is_named_and_hurts_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name, value, dist = "broken", "nowhere:Reader", None

        def load(self) -> type:
            raise ImportError("no module named nowhere")

    monkeypatch.setattr("holdsway.reading.reader.entry_points", lambda **_: [Broken()])
    with pytest.raises(InputError, match=r"reader 'broken' of nowhere:Reader cannot be loaded: no module"):
        reader_named("broken")


def test_the_statements_of_the_shipped_reader_hold(frame: Frame) -> None:
    text = "The Front captured Norhaven on Monday, killing at least 12 people, the Ministry of Defence said."
    paper = replace(PAPER, sha256=sha256(text.encode()), text_sha256=sha256(text.encode()))
    reading = read_with(reader_named(), text, paper, frame)
    assert reading.statements
    assert (reading.dropped, reading.not_read) == ((), None)

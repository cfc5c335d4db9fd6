"""The path from words to slots, and why a sentence gave nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from holdsway.frame import Frame
from holdsway.reading.documents import Loaded
from holdsway.reading.explaining import WHY, Explained, Explanation, Reason, SentenceRead, Slot, explained
from holdsway.reading.frames import FrameReader
from holdsway.reading.reader import Reader, Reading, _OverPipeline
from holdsway.reading.text import MOST_READ
from holdsway.records import Document, Kind, Statement, identified
from holdsway.words import quote_of

Explains = Callable[..., tuple[Reading, Explanation]]
REPORT = """\
The Front captured Norhaven on Wednesday, a spokesman for the Liberation Front said. At least nine soldiers were killed.

Will Quille hold out? Shops stayed open.

Many villagers were wounded. The Front may yet take Sobrade.
"""


@pytest.fixture
def explain(reader: FrameReader, frame: Frame, documented: Callable[..., Document]) -> Explains:
    def explain_text(text: str, *, by: Reader = reader, **more: object) -> tuple[Reading, Explanation]:
        one = Loaded(documented(text, **more), text, text.encode("utf-8", "replace"))
        return explained(one, by, frame)

    return explain_text


def slots(told: Explanation, kind: Kind = Kind.CONTROL) -> dict[str, Slot]:
    """The slots of the first statement of a kind by name."""
    one = next(one for one in told.statements if one.statement.kind is kind)
    return {slot.name: slot for slot in one.slots}


def reason(told: Explanation) -> tuple[Reason | None, str | None]:
    """Why the only sentence gave nothing."""
    (sentence,) = told.sentences
    assert sentence.statements == 0
    return sentence.reason, sentence.detail


@pytest.mark.parametrize("text", [REPORT, "", "\n \n", "Nor\u00adhaven fell to the Front. ﬁve soldiers were killed."])
def test_a_text_explained_gives_the_statements_that_it_gives_without(
    text: str, explain: Explains, read: Callable[..., list[Statement]]
) -> None:
    reading, told = explain(text)
    assert [one.statement for one in told.statements] == list(reading.statements)
    if text.isascii():
        assert [said.id for said in reading.statements] == [said.id for said in read(text)]
    for said in reading.statements:
        assert text[said.quote.start : said.quote.end] == said.quote.exact


def test_every_statement_belongs_to_one_sentence_and_every_other_sentence_has_a_reason(explain: Explains) -> None:
    reading, told = explain(REPORT)
    assert sum(sentence.statements for sentence in told.sentences) == len(reading.statements)
    for sentence in told.sentences:
        assert (sentence.reason is None) == (sentence.statements > 0)
    starts = [sentence.start for sentence in told.sentences]
    assert starts == sorted(starts)
    assert [REPORT[one.start : one.end] for one in told.sentences][2] == "Will Quille hold out?"


def test_the_pattern_and_its_predicate_are_named(explain: Explains) -> None:
    _, told = explain("The Front captured Norhaven on Wednesday.")
    assert slots(told)["pattern"] == Slot("pattern", "captured", "takes: capture")


def test_a_place_is_told_with_how_it_was_found(explain: Explains) -> None:
    _, told = explain("The Front captured Norhaven.")
    assert slots(told)["place"] == Slot("place", "Norhaven", "V1 Norhaven (Vesk)", "by its name")
    _, told = explain("The Front captured Quille in Tarn.")
    assert slots(told)["place"].means == "T1 Quille (Tarn)"
    assert slots(told)["place"].how == "by its name in Tarn"
    _, told = explain("The Front captured Quille.")
    assert "the name of 2 places" in (slots(told)["place"].how or "")


def test_a_place_taken_up_is_told_with_the_words_that_stand_for_it(explain: Explains) -> None:
    _, told = explain(
        "The Front attacked Norhaven on Wednesday. The Ministry of Defence denied that it had lost the town."
    )
    place = slots(told)["place"]
    assert place.words == "the town"
    assert place.means == "V1 Norhaven (Vesk)"
    assert "spoken of before" in (place.how or "")


def test_an_actor_is_told_by_name_or_by_what_stands_for_it(explain: Explains) -> None:
    _, told = explain("The Front captured Norhaven.")
    assert slots(told)["by"] == Slot("by", "The Front", "front", "by its name")
    _, told = explain("Government troops captured Norhaven.")
    assert slots(told)["by"].means == "gov"
    assert slots(told)["by"].how == "stands for it here"


def test_a_figure_is_told_with_its_bounds(explain: Explains) -> None:
    _, told = explain("At least nine civilians were killed in Norhaven.")
    told_slots = slots(told, Kind.CASUALTY)
    assert told_slots["number"] == Slot("number", "At least nine", "low 9, best 9")
    assert told_slots["of"].means == "killed, civilian"


@pytest.mark.parametrize(
    ("text", "words", "means", "how"),
    [
        (
            "The Front captured Norhaven on Wednesday.",
            "Wednesday",
            "2021-07-14",
            "counted from publication, 2021-07-15",
        ),
        ("The Front captured Norhaven on 3 July 2021.", "3 July 2021", "2021-07-03", "as written"),
        ("The Front captured Norhaven.", None, "2021-07-14/2021-07-15", "date inferred from publication"),
    ],
)
def test_days_are_told_with_what_they_were_counted_from(
    text: str, words: str | None, means: str, how: str, explain: Explains
) -> None:
    _, told = explain(text)
    assert slots(told)["days"] == Slot("days", words, means, how)


def test_days_counted_from_the_day_spoken_of_before_say_so(explain: Explains) -> None:
    _, told = explain("The Front captured Norhaven on Monday. The Front took Sobrade a day later.")
    last = {slot.name: slot for slot in told.statements[-1].slots}["days"]
    assert last.words == "a day later"
    assert last.how == "counted from 2021-07-12, the day spoken of before"


@pytest.mark.parametrize(
    ("text", "means", "step"),
    [
        ("The Front failed to capture Norhaven.", "negated, asserted", "'fail' says that it did not happen"),
        ("The Front allegedly captured Norhaven.", "affirmed, possible", "'allegedly'"),
        ("The army probably holds Norhaven.", "affirmed, likely", "'probably'"),
        ("The Front is reported to have seized Norhaven.", "affirmed, reported", "'reported'"),
        ("The Front will capture Norhaven next week.", "affirmed, future: no evidence", "'will' speaks of"),
        ("The Front captured Norhaven.", "affirmed, asserted", "in the report's own voice"),
    ],
)
def test_the_stance_is_told_with_its_steps(text: str, means: str, step: str, explain: Explains) -> None:
    _, told = explain(text)
    stance = slots(told)["stance"]
    assert stance.means == means
    assert step in (stance.how or "")


def test_speakers_are_told_outermost_first_and_then_the_source(explain: Explains) -> None:
    _, told = explain("The Ministry of Defence said that a trader reported that the Front had captured Norhaven.")
    names = [slot.name for slot in told.statements[0].slots]
    says = [slot.words for slot in told.statements[0].slots if slot.name == "says"]
    assert says == ["The Ministry of Defence", "a trader"]
    assert names.index("says") < names.index("source")
    assert slots(told)["source"].how == "the publisher: no speaker is a party or a source of its own"
    _, told = explain("The Front captured Norhaven, a spokesman for the Liberation Front said.")
    assert slots(told)["source"].how == "the innermost speaker"


@pytest.mark.parametrize(
    ("text", "why", "detail"),
    [
        ("Will the Front capture Norhaven?", Reason.NOT_VOUCHED, "a question"),
        ("The Front withdrew early in the morning.", Reason.NO_PLACE, "'withdrew'"),
        ("The Front captured Maven.", Reason.NO_PLACE, "'captured': 'Maven' is no place that is known"),
        ("The Front took it early in the morning.", Reason.NO_PLACE, "'took': which place 'it' is, is not told"),
        ("Villagers may be wounded.", Reason.NO_NUMBER, "'wounded'"),
        ("Shops in the capital stayed open.", Reason.NO_PREDICATE, None),
        ("Norhaven and the villages around it", Reason.HEADING, None),
        ("Market news", Reason.HEADING, None),
        ("(The Gazette)", Reason.HEADING, None),
    ],
)
def test_a_sentence_that_gave_nothing_says_why(text: str, why: Reason, detail: str | None, explain: Explains) -> None:
    _, told = explain(text)
    assert reason(told) == (why, detail)


def test_the_headline_again_is_passed_over_and_said_to_be(explain: Explains) -> None:
    _, told = explain("Norhaven falls\n\nThe Front captured Norhaven.", title="Norhaven falls to the Front")
    assert [sentence.reason for sentence in told.sentences] == [Reason.HEADLINE, None]


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(Reason)


def test_a_text_that_is_not_english_is_not_looked_at(explain: Explains) -> None:
    reading, told = explain("Die Front nahm Norhaven ein.", lang="de", read=False)
    assert (reading.statements, told.sentences) == ((), ())


def test_what_stands_beyond_the_length_that_is_read_is_told(explain: Explains) -> None:
    text = "The Front captured Norhaven.\n\n" + "x y\n\n" * (MOST_READ // 5 + 10)
    _, told = explain(text, by=_Plain())
    assert told.read_to is not None
    assert told.read_to <= MOST_READ


def test_names_that_no_list_has_are_counted_most_frequent_first(explain: Explains) -> None:
    _, told = explain(
        "The Ash Brigade attacked a convoy in Tolmere. Two people were killed in Tolmere. "
        "Three people were killed in Norhavn. The Front captured Norhaven."
    )
    places = {one.name: one for one in told.unmatched if one.kind == "place"}
    assert next(iter(places)) == "Tolmere"
    assert places["Tolmere"].sentences == 2
    assert "Norhaven" not in places
    assert "Ash Brigade" in [one.name for one in told.unmatched if one.kind == "actor"]


def test_a_country_and_a_province_of_the_frame_are_no_strangers(explain: Explains) -> None:
    _, told = explain("Two people were killed in Ghana. Three people were killed in Tarn on Monday.")
    assert told.unmatched == ()


@dataclass(frozen=True)
class _Plain:
    """A reader that finds 'captured' and does not explain itself."""

    name: str = "plain"
    version: str = "1"

    def read(self, text: str, document: Document, frame: Frame) -> Iterable[Statement]:  # noqa: ARG002
        at = text.find("captured")
        return [_said(text, at, at + 8, document)] if at >= 0 else []


@dataclass(frozen=True)
class _Telling(_Plain):
    """The same, which explains itself, and makes something up."""

    def explain(self, text: str, document: Document, frame: Frame) -> Explanation:
        (said,) = self.read(text, document, frame)
        end = text.index(".") + 1
        made_up = _said(text, end + 1, end + 5, document, place_text="Nowhere")
        return Explanation(
            statements=(Explained(said, (Slot("pattern", "captured"),)), Explained(made_up, ())),
            sentences=(SentenceRead(0, end, 1), SentenceRead(end + 1, len(text), 1)),
        )


def _said(text: str, start: int, end: int, document: Document, **more: object) -> Statement:
    said = Statement(
        kind=Kind.EVENT,
        source=document.publisher or "",
        document=document.sha256,
        published=document.published,
        quote=quote_of(text, start, end),
        method="read",
        **more,  # type: ignore[arg-type]
    )
    return identified(said, text_sha256=document.text_sha256)


def test_of_a_reader_that_does_not_explain_itself_only_the_sentences_are_told(explain: Explains) -> None:
    reading, told = explain("Norhaven was captured. It rained.", by=_Plain())
    assert len(reading.statements) == 1
    assert not told.is_told
    assert told.of(reading.statements[0]) is None
    assert [one.reason for one in told.sentences] == [None, Reason.UNEXPLAINED]


def test_another_reader_may_explain_itself_and_is_checked_all_the_same(explain: Explains) -> None:
    reading, told = explain("Norhaven was captured. It rained.", by=_Telling())
    assert len(reading.statements) == 1
    assert told.is_told
    assert [one.slots for one in told.statements] == [(Slot("pattern", "captured"),)]
    first, second = told.sentences
    assert (first.statements, second.statements) == (1, 0)
    assert second.reason is Reason.DROPPED
    assert "'Nowhere' is not named in the text" in (second.detail or "")


def test_our_reader_over_another_pipeline_explains_itself_too(explain: Explains, reader: FrameReader) -> None:
    _, told = explain("The Front captured Norhaven.", by=_OverPipeline(reader, "another 1.0"))
    assert told.is_told
    assert slots(told)["by"].means == "front"


def test_reading_a_file_explains_where_asked(tmp_path: Path) -> None:
    from holdsway.reading import read

    file = tmp_path / "report.md"
    file.write_text("---\npublisher: The Gazette\npublished: 2021-07-15\n---\nNorhaven fell.\n", "utf-8")
    (plain,) = read(file, reader="frames")
    (told,) = read(file, reader="frames", explain=True)
    assert plain.explanation is None
    assert told.explanation is not None
    assert told.statements == plain.statements
    assert len(told.explanation.sentences) == 1

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from holdsway.actors import Parties, Party
from holdsway.errors import InputError
from holdsway.frame import Frame
from holdsway.reading.petrarch_reader import PetrarchReader
from holdsway.reading.reader import read_with
from holdsway.records import Document, Modality, Polarity, Statement

ACTORS = "OSTRIA [OST]\n+OSTRIAN\nTARN [TRN]\nVESK [VSK]\n"
AGENTS = "TROOPS {} [~MIL]\n"
VERBS = """&TIES
+TIES
+RELATIONS

---  ATTACK   [190]  ---
ATTACK
SHELL

---  MEET   [036:036]  ---
MEET {MEETS MEETING MET }

---  BREAK   [---]  ---
BREAK {BREAKS BREAKING BROKE BROKEN }
RENEW
- * &TIES                [050]
- * OFF &TIES            [161]

---  SAY   [010]  ---
SAY {SAYS SAYING SAID }
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dictionaries")
    for name, content in (("my.actors.txt", ACTORS), ("my.agents.txt", AGENTS), ("my.verbs.txt", VERBS)):
        (made / name).write_text(content, "utf-8")
    return made


@pytest.fixture(scope="session")
def petrarch(folder: Path) -> PetrarchReader:
    reader = PetrarchReader(str(folder))
    assert reader.rejects == ()
    return reader


@pytest.fixture
def told(petrarch: PetrarchReader, documented: Callable[..., Document]) -> Callable[[str], list[Statement]]:
    frame = Frame(parties=Parties([Party("ost", "Ostria"), Party("trn", "Tarn")]))

    def read(text: str) -> list[Statement]:
        reading = read_with(petrarch, text, documented(text), frame)
        assert reading.not_read is None
        assert reading.dropped == ()
        return list(reading.statements)

    return read


def sides(said: Statement) -> list[tuple[str, str]]:
    return [(actor.id, actor.role) for actor in said.actors]


def test_the_subject_does_it_to_the_object_and_both_are_parties_of_the_frame(
    told: Callable[[str], list[Statement]],
) -> None:
    (one,) = told("Ostria attacked Tarn on Monday.")
    assert sides(one) == [("ost", "by"), ("trn", "against")]
    assert (one.label, one.event_type) == ("190", "assault")
    assert one.quote.exact == "Ostria attacked Tarn"
    assert str(one.valid) == "2021-07-12"


def test_an_actor_that_is_no_party_of_the_frame_stands_by_its_words(told: Callable[[str], list[Statement]]) -> None:
    (one,) = told("Troops from Vesk shelled Tarn.")
    assert sides(one) == [("Troops from Vesk", "by"), ("trn", "against")]


def test_a_passive_names_who_did_it_after_by(told: Callable[[str], list[Statement]]) -> None:
    (one,) = told("Tarn was attacked by Ostria.")
    assert sides(one) == [("ost", "by"), ("trn", "against")]


def test_the_longest_pattern_that_fits_gives_the_code(told: Callable[[str], list[Statement]]) -> None:
    assert [one.label for one in told("Ostria has broken off diplomatic relations with Tarn.")] == ["161"]
    assert [one.label for one in told("Ostria renewed relations with Tarn.")] == ["050"]
    assert told("Ostria broke the bread of Tarn.") == []


def test_two_who_do_it_with_each_other_are_both_parties_to_it(told: Callable[[str], list[Statement]]) -> None:
    (one,) = told("Ostria and Tarn renewed ties.")
    assert sides(one) == [("ost", "party"), ("trn", "party")]


def test_a_verb_with_two_codes_is_told_from_both_sides(told: Callable[[str], list[Statement]]) -> None:
    found = told("Ostria met with Tarn.")
    assert [sides(one) for one in found] == [
        [("ost", "by"), ("trn", "against")],
        [("trn", "by"), ("ost", "against")],
    ]


def test_what_is_denied_or_only_to_come_is_said_so(told: Callable[[str], list[Statement]]) -> None:
    (denied,) = told("Ostria did not attack Tarn.")
    assert denied.polarity is Polarity.NEGATED
    (planned,) = told("Ostria will attack Tarn.")
    assert planned.modality is Modality.FUTURE
    assert planned.trap_reason


def test_a_verb_without_an_actor_on_both_sides_is_no_event(told: Callable[[str], list[Statement]]) -> None:
    assert told("Ostria attacked the town.") == []
    assert told("Nobody attacked anybody.") == []
    assert told("") == []


def test_the_digest_is_that_of_the_dictionaries(folder: Path, petrarch: PetrarchReader, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert PetrarchReader(str(tmp_path)).lexicon_digest == petrarch.lexicon_digest
    (tmp_path / "my.verbs.txt").write_text(VERBS.replace("190", "195"), "utf-8")
    assert PetrarchReader(str(tmp_path)).lexicon_digest != petrarch.lexicon_digest


@pytest.mark.parametrize(
    ("missing", "extra", "message"),
    [
        ("my.actors.txt", None, "no actors file; put one there with 'actors' in its name"),
        ("my.verbs.txt", None, "one file of verbs is needed, and there is none; leave one there"),
        (None, "CAMEO.txt", r"one file of verbs is needed, and there is CAMEO\.txt, my\.verbs\.txt; leave one there"),
    ],
)
def test_a_folder_without_the_dictionaries_is_said_with_the_remedy(
    folder: Path, tmp_path: Path, missing: str | None, extra: str | None, message: str
) -> None:
    for file in folder.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    if extra:
        (tmp_path / extra).write_text("", "utf-8")
    with pytest.raises(InputError, match=message):
        PetrarchReader(str(tmp_path))


def test_a_folder_that_is_not_there_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder; write --reader petrarch:FOLDER"):
        PetrarchReader(str(tmp_path / "nowhere"))


def test_without_a_folder_it_says_what_it_needs() -> None:
    with pytest.raises(InputError, match="--reader petrarch:FOLDER"):
        PetrarchReader()

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from holdsway.errors import InputError
from holdsway.reading.petrarch import PetrarchDictionary, plain_name, read_petrarch

ACTORS = """<!-- made up
  over two lines -->
OSTRIA [OST] # a state
+OSTRIAN
+OSTRIANS_

<! -- a comment that is not quite one -->
FREE_TARN_ARMY_(FTA)_
	[TRNREB <20100101]
	[TRNGOV 20100101 - 20141231] # it took power
	[TRN]

VESK [VSK/TRN]
QUILLE  [---]
NORHAVEN [NOR]
+TARN
TARN [TRN]
"""
AGENTS = """!PERSON! = MAN, MEN
MINISTER [~GOV]
MINISTRY [~GOV]
LAWMAKER [~LEG]
TROOPS {} [ ~MIL]
GOOSE {GEESE} [~GGS]
RELIEF_GROUP [NGO~]
PRESS!PERSON! [~GOVMED]
"""


def made(folder: Path, actors: str = ACTORS, agents: str = AGENTS) -> PetrarchDictionary:
    (folder / "actors.txt").write_text(actors, "utf-8")
    (folder / "agents.txt").write_text(agents, "utf-8")
    return read_petrarch([folder / "actors.txt"], folder / "agents.txt")


@pytest.fixture
def dictionary(tmp_path: Path) -> PetrarchDictionary:
    read = made(tmp_path)
    assert read.rejects == ()
    return read


def test_a_name_is_spelt_as_a_text_would_have_it() -> None:
    assert plain_name("THE_BANK_OF_QUILLE_") == "The Bank of Quille"
    assert plain_name("FREE_TARN_ARMY_(FTA)_") == "Free Tarn Army"
    assert plain_name("U.N.") == "U.N."
    assert plain_name("AL-NORHAVEN") == "Al-Norhaven"


def test_synonyms_and_the_abbreviation_in_brackets_are_names_of_the_actor(dictionary: PetrarchDictionary) -> None:
    assert dictionary.actors[0].names == ("Ostria", "Ostrian", "Ostrians")
    assert dictionary.actors[1].names == ("Free Tarn Army", "FTA")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2009, 12, 31), "TRNREB"),
        (date(2010, 1, 1), "TRNGOV"),
        (date(2014, 12, 31), "TRNGOV"),
        (date(2015, 1, 1), "TRN"),
        (None, "TRN"),
    ],
)
def test_a_code_holds_for_its_stretch_of_time_and_the_undated_one_for_the_rest(
    dictionary: PetrarchDictionary, day: date | None, code: str
) -> None:
    assert dictionary.codes("fighters of the Free Tarn Army", day) == (code,)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Ostrian lawmakers", ("OSTLEG",)),
        ("Ostria's ministry", ("OSTGOV",)),
        ("a relief group from Norhaven", ("NGONOR",)),
        ("troops of Ostria", ("OSTMIL",)),
        ("the Ostrian geese", ("OSTGGS",)),
        ("an Ostrian minister and pressman", ("OSTGOV", "OSTGOVMED")),
        ("the Ostrian ministry pressmen", ("OSTGOVMED",)),
        ("Ostria, Norhaven and Vesk", ("OST", "NOR", "VSK", "TRN")),
        ("lawmakers in Ostria and Norhaven", ("OSTLEG", "NORLEG")),
        ("Ostria and the troops of Norhaven", ("OST", "NORMIL")),
        ("the people of Quille", ()),
        ("troops", ()),
        ("Ostriak", ()),
        ("", ()),
    ],
)
def test_a_noun_phrase_has_the_codes_of_its_actors_with_their_roles(
    dictionary: PetrarchDictionary, words: str, codes: tuple[str, ...]
) -> None:
    assert dictionary.codes(words) == codes


def test_an_abbreviation_counts_only_in_capitals(tmp_path: Path) -> None:
    read = made(tmp_path, "ASSEMBLY_OF_NORHAVEN_(AN) [NORREB]\n")
    assert read.codes("talks with the AN") == ("NORREB",)
    assert read.codes("an attack") == ()
    assert read.codes("the assembly of Norhaven") == ("NORREB",)


def test_a_frame_has_a_party_for_each_code_of_the_day_under_all_its_names(dictionary: PetrarchDictionary) -> None:
    early = dictionary.frame(date(2009, 1, 1)).parties
    assert early["TRNREB"].names == ("TRNREB", "Free Tarn Army", "FTA")
    late = dictionary.frame(date(2020, 1, 1)).parties
    assert "TRNREB" not in late
    assert "---" not in late
    found = late.match("ostrian")
    assert found is not None
    assert found.id == "OST"


def test_a_name_that_two_codes_claim_stays_with_the_first(dictionary: PetrarchDictionary) -> None:
    found = dictionary.frame().parties.match("Tarn")
    assert found is not None
    assert found.id == "NOR"


@pytest.mark.parametrize(
    ("actors", "row", "reason"),
    [
        ("OSTRIA\n", 1, "'Ostria' has no code; write one in brackets after it, as in \\[USAGOV\\]"),
        ("OSTRIA [OST\n", 1, "a bracket is not closed in 'OSTRIA \\[OST'; write each code as \\[CODE\\]"),
        ("+OSTRIAN\n", 1, "'\\+OSTRIAN' stands under no actor; write the actor's name on a line before it"),
        ("OSTRIA [OST]\n\t[OSTGOV <20101340]\n", 2, "'20101340' is not a date; write YYYYMMDD"),
        ("OSTRIA [OST]\n\t[OSTGOV 20110101-20100101]\n", 2, "ends before it begins; write the earlier date first"),
        ("OSTRIA [OST]\n\t[<20100101]\n", 2, "is no code with dates; write \\[CODE <YYYYMMDD\\]"),
        ("OSTRIA [OST]\n\t[two words]\n", 2, "is no code; write \\[CODE\\]"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_its_number_and_the_remedy(
    tmp_path: Path, actors: str, row: int, reason: str
) -> None:
    (reject,) = made(tmp_path, actors).rejects
    assert (reject.file, reject.row) == (str(tmp_path / "actors.txt"), row)
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(reject.reason)


def test_agents_that_cannot_be_taken_are_named_too(tmp_path: Path) -> None:
    read = made(tmp_path, agents="SOLDIER [MIL]\nCONGRESS!WHO! [~LEG]\nGUARD [~MIL]\n")
    assert [(reject.row, reject.reason[:32]) for reject in read.rejects] == [
        (1, "'SOLDIER [MIL]' is no agent; wri"),
        (2, "the set !WHO! is not known; writ"),
    ]
    assert read.codes("Ostrian guards") == ("OSTMIL",)


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: cannot be opened: No such file or directory; check the path"):
        read_petrarch([tmp_path / "none.txt"])


def test_two_digit_years_before_30_are_of_this_century(tmp_path: Path) -> None:
    read = made(tmp_path, "OSTRIA [OLD <950601] [NEW >150101] [MID]\n")
    assert [read.codes("Ostria", date(year, 5, 31)) for year in (1995, 2000, 2015)] == [("OLD",), ("MID",), ("NEW",)]


def test_the_published_dictionaries_are_read_whole(shared: Path) -> None:
    folder = shared / "data" / "petrarch2"
    files = [folder / "PETR.Validate.actors.txt", folder / "Phoenix.MilNonState.actors.txt"]
    read = read_petrarch(files, folder / "PETR.Validate.agents.txt")
    assert read.rejects == ()
    assert (len(read.actors), len(read.agents)) == (1149, 88)
    assert len(read.frame(date(2010, 1, 1)).parties) > 200

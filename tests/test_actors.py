"""Parties match by id, name or alias, whole and case-folded; nothing else is a party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdsway.actors import CONTESTED, Parties, Party
from holdsway.errors import FrameError

GOA = Party("goa", "Government of Afghanistan", ("ANA", "Afghan forces"))
TALIBAN = Party("taliban", "Taliban", ("Taleban", "Islamic Emirate of Afghanistan"))
PARTIES = Parties([GOA, TALIBAN])


@pytest.mark.parametrize("name", ["taliban", "TALIBAN", "Taleban", " islamic  emirate of afghanistan ", "Tāliban"])
def test_a_party_is_matched_by_id_name_or_alias(name: str) -> None:
    assert PARTIES.match(name) is TALIBAN


@pytest.mark.parametrize("name", ["Talib", "Talibans", "the Taliban", "Pakistani Taliban", "Islamic Emirate", "", None])
def test_a_near_match_is_never_a_party(name: str | None) -> None:
    assert PARTIES.match(name) is None


@given(st.sampled_from([*GOA.names, *TALIBAN.names]), st.text(min_size=1, max_size=3, alphabet="abcxyz"))
def test_a_name_with_letters_added_is_another_actor(name: str, more: str) -> None:
    assert PARTIES.match(name) is not None
    assert PARTIES.match(name + more) is None


def test_parties_stand_in_the_order_of_the_frame() -> None:
    assert PARTIES.ids == ("goa", "taliban")
    assert list(PARTIES) == [GOA, TALIBAN]
    assert len(PARTIES) == 2
    assert PARTIES["goa"] is GOA
    assert "goa" in PARTIES
    assert "ANA" not in PARTIES


def test_a_holder_is_printed_by_its_partys_name() -> None:
    assert [PARTIES.name_of(h) for h in ("goa", CONTESTED, "unknown")] == [
        "Government of Afghanistan",
        "contested",
        "unknown",
    ]


def test_a_name_of_two_parties_is_refused_with_both() -> None:
    with pytest.raises(FrameError, match=r"case\.yaml: the name 'ana' belongs to both goa and army; leave it with one"):
        Parties([GOA, Party("army", "Army", ("ana",))])


def test_an_id_given_to_two_parties_is_refused() -> None:
    with pytest.raises(FrameError, match=r"case\.yaml: .*'goa'.*(another id|leave)"):
        Parties([GOA, Party("goa", "Another Government")])


def test_contested_is_not_the_name_of_a_party() -> None:
    with pytest.raises(FrameError, match=r"case\.yaml: 'contested' is not a party; give that party another id"):
        Parties([Party(CONTESTED, "Both")])

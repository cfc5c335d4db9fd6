from __future__ import annotations

from dataclasses import replace

import pytest

from holdsway.actors import Parties, Party
from holdsway.frame import Frame
from holdsway.reading.definitions import definitions
from holdsway.reading.frames import FrameReader
from holdsway.records import Document


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The Free Valley Movement (FVM) said on Monday.", "FVM", "Free Valley Movement"),
        ("the Joint Front, known as JF, attacked", "JF", "Joint Front"),
        ("The Liberation Front, also known by its acronym LF, said", "LF", "Liberation Front"),
        ("Popular Front for the Liberation of Ostria (PFLO)", "PFLO", "Popular Front for the Liberation of Ostria"),
        ("fighters of the PFO (Popular Front of Ostria) left", "PFO", "Popular Front of Ostria"),
        ("the March 23 Movement (M23)", "M23", "March 23 Movement"),
        ("M23 (March 23 Movement)", "M23", "March 23 Movement"),
        ("the Na'am National Liberation Army (NNLA)", "NNLA", "Na'am National Liberation Army"),
        ("People's Defence Forces (PDFs) attacked", "PDFs", "People's Defence Forces"),
        ("the National Resistance Front of Ostria (NRF)", "NRF", "National Resistance Front of Ostria"),
        ("Norhaven Refugee Council or NRC said", "NRC", "Norhaven Refugee Council"),
        ('the Valley Self-Defence Units ("VSDU")', "VSDU", "Valley Self-Defence Units"),
        ("the Free Army (hereafter FA)", "FA", "Free Army"),
    ],
)
def test_a_short_name_stands_for_the_long_one_beside_it(text: str, short: str, long: str) -> None:
    assert definitions(text) == {short: long}


def test_the_short_name_of_a_body_may_come_from_another_language() -> None:
    text = "The Armed Forces of the Republic of Ostria (FARO) withdrew."
    assert definitions(text) == {"FARO": "Armed Forces of the Republic of Ostria"}


@pytest.mark.parametrize(
    "text",
    [
        "Marat Osel (US) spoke.",
        "The mayor of Vesk (PFLO) spoke.",
        "General Marat Osel (RET) spoke.",
        "Three people died (AFP).",
        "The army withdrew (see Annex B).",
        "The Front took Norhaven (Vesk).",
        "Mr Osel, known as Bo, spoke.",
    ],
)
def test_what_stands_in_brackets_for_another_reason_defines_nothing(text: str) -> None:
    assert definitions(text) == {}


def test_a_short_name_defined_in_two_ways_is_left_out() -> None:
    assert definitions("The Joint Front (JF) and the Just Federation (JF) met.") == {}


def test_the_same_definition_twice_stands() -> None:
    assert definitions("The Joint Front (JF) met. Joint Front (JF) men left.") == {"JF": "Joint Front"}


def test_a_short_name_that_a_text_gives_a_party_is_that_party(frame: Frame) -> None:
    text = "The Free Valley Movement (FVM) met on Monday. FVM captured Norhaven on Tuesday."
    valley = replace(frame, parties=Parties([Party("fvm-id", "Free Valley Movement")]))
    document = Document(sha256="d", path="a.md", format="markdown", bytes=1, text_sha256="t")
    said = FrameReader().read(text, document, valley)
    assert [s.party for s in said if s.label == "captured"] == ["fvm-id"]

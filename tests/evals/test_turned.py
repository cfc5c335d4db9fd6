"""Turned sentences: what is asked of each, and when it counts as read alike."""

import yaml
from three_towns import says
from turned import FILE, is_meant, is_read, turned

from holdsway.records import Kind, Modality, Polarity


def test_every_deed_is_put_into_every_turn_with_a_capital_at_its_head() -> None:
    known = yaml.safe_load(FILE.read_text("utf-8"))
    found = list(turned(known))
    assert len(found) == len(known["deeds"]) * len(known["turns"])
    assert len({text for text, *_ in found}) == len(found)
    heads = [next(sign for sign in text if sign.isalnum()) for text, *_ in found]
    assert all(head.isupper() or head.isdigit() for head in heads)


def test_it_is_read_when_kind_place_and_slot_agree_and_it_is_evidence() -> None:
    said = says(party="reb", place_text="Sabra")
    assert is_read([said], "control", "reb", "Sabra")
    assert is_read([said], "control", "-", "Sabra")
    for other in (
        says(party="gov", place_text="Sabra"),
        says(party="reb", place_text="Tolmen"),
        says(party="reb", place_text="Sabra", polarity=Polarity.NEGATED),
        says(party="reb", place_text="Sabra", modality=Modality.FUTURE),
        says(Kind.EVENT, party="reb", place_text="Sabra"),
    ):
        assert not is_read([other], "control", "reb", "Sabra")


def test_it_is_meant_right_when_polarity_and_modality_agree_or_it_is_kept_out() -> None:
    denied = says(party="reb", place_text="Sabra", polarity=Polarity.NEGATED)
    planned = says(party="reb", place_text="Sabra", modality=Modality.FUTURE)
    assert is_meant([denied], "negated", "asserted reported")
    assert not is_meant([denied], "affirmed", "asserted reported")
    assert not is_meant([denied], "none", "")
    assert is_meant([planned], "none", "")
    assert is_meant([], "none", "")

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from petrarch import FOLDER, RECORDS, dyads, kept, records

from holdsway.reading.petrarch import PetrarchDictionary, read_petrarch
from holdsway.records import ActorRole, Kind, Modality, Statement
from holdsway.words import Quote

DAY = date(1995, 1, 1)

FILE = """<Sentences>
<!-- <Sentence date="19950101" id="GONE" category="DEMO"><Text>Gone.</Text></Sentence> -->
<Sentence date="19950101" id="A" category="DEMO" sentence="true">
<EventCoding sourcecode="OST" targetcode="TRNMIL" eventcode="190"></EventCoding>
<EventCoding sourcecode='"NEW ONE"' targetcode="TRN" eventcode="190"></EventCoding>
<EventCoding sourcecode="---GOV" targetcode="---" eventcode="023"></EventCoding>
<Text>
Ostria attacked
Tarnish troops.
</Text>
<Parse>(S)</Parse>
</Sentence>
<Sentence date="19950101" id="B" category="DEMO" sentence="true">
<EventCoding sourcecode="OST" targetcode="TRN" eventcode="190"></EventCoding>
<Text>Ostria attacked Tarnish troops.</Text></Sentence>
<Sentence date="19950101" id="C" category="DEMO" sentence="true"><EventCoding noevents = "True"></EventCoding>
<Text>Nothing happened.</Text></Sentence>
<Sentence date="19950101" id="D" category="ERROR" sentence="true"><EventCoding error="storydiscard"></EventCoding>
<Text>Golf.</Text></Sentence>
<Sentence date="19950101" id="E" category="DEMO" sentence="false">
<EventCoding sourcecode="OST" targetcode="TRN" eventcode="190"></EventCoding><Text>Later.</Text></Sentence>
</Sentences>"""


@pytest.fixture
def dictionary(tmp_path: Path) -> PetrarchDictionary:
    (tmp_path / "actors.txt").write_text("OSTRIA [OST]\nTARN [TRN]\n+TARNISH\nVESK [VSK]\n", "utf-8")
    (tmp_path / "agents.txt").write_text("TROOPS {} [~MIL]\n", "utf-8")
    return read_petrarch([tmp_path / "actors.txt"], tmp_path / "agents.txt")


def said(*actors: ActorRole, kind: Kind = Kind.EVENT, modality: Modality = Modality.REPORTED) -> Statement:
    return Statement(kind=kind, source="s", document="d", quote=Quote("q"), actors=actors, modality=modality)


def test_records_keep_the_dyads_that_have_codes_and_say_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "records.xml").write_text(FILE, "utf-8")
    chosen, why = kept(records(tmp_path / "records.xml"))
    assert [(record.id, record.dyads) for record in chosen] == [("A", {("OST", "TRNMIL")}), ("C", set())]
    assert chosen[0].text == "Ostria attacked Tarnish troops."
    assert why == {
        "dyads with a side that is nobody": 2,
        "records whose text has another gold before": 1,
        "records that test for an error": 1,
        "records marked as not implemented": 1,
    }


def test_who_did_something_to_whom_is_a_dyad_with_the_codes_of_their_words(dictionary: PetrarchDictionary) -> None:
    attack = said(ActorRole("OST", "by", "Ostria"), ActorRole("TRN", "against", "Tarnish troops"))
    assert dyads([attack], dictionary, DAY) == {("OST", "TRNMIL")}


def test_those_who_do_a_thing_together_are_dyads_both_ways(dictionary: PetrarchDictionary) -> None:
    talks = said(*(ActorRole(name, "party", name) for name in ("Ostria", "Vesk")))
    assert dyads([talks], dictionary, DAY) == {("OST", "VSK"), ("VSK", "OST")}


def test_what_is_only_supposed_or_names_one_side_is_no_dyad(dictionary: PetrarchDictionary) -> None:
    both = (ActorRole("OST", "by", "Ostria"), ActorRole("TRN", "against", "Tarn"))
    assert dyads([said(*both, modality=Modality.HYPOTHETICAL)], dictionary, DAY) == set()
    assert dyads([said(both[0])], dictionary, DAY) == set()
    assert dyads([said(*both, kind=Kind.ROLE)], dictionary, DAY) == set()


def test_an_actor_without_words_in_the_dictionary_has_the_code_of_its_party(dictionary: PetrarchDictionary) -> None:
    attack = said(ActorRole("OST", "by", "they"), ActorRole("a crowd", "against", "a crowd"))
    assert dyads([attack], dictionary, DAY) == set()
    assert dyads([said(ActorRole("OST", "by", "they"), ActorRole("TRN", "against", "it"))], dictionary, DAY) == {
        ("OST", "TRN")
    }


def test_the_whole_file_of_records_can_be_read(shared_data: Path) -> None:
    everything = list(records(shared_data.parent / FOLDER / RECORDS))
    assert len(everything) == 284
    assert all(record.text for record in everything)

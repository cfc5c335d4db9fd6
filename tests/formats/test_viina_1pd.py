from __future__ import annotations

import csv
import io

import pytest

from holdsway.actors import Parties, Party
from holdsway.frame import Frame
from holdsway.records import ActorRole

PLAIN = {
    "event_id_1pd": "9001",
    "date": "20220302",
    "n_reports": "2",
    "event_ids": "1, 2",
    "sources": "exampleua, exampleru",
    "geonameid": "900001",
    "asciiname": "Examplivka",
    "ADM1_NAME": "Kharkiv",
    "longitude": "36.25",
    "latitude": "49.95",
    "GEO_PRECISION": "ADM3",
    "t_mil_b": "1",
    "a_rus_b": "1",
    "a_rus_init_b": "1",
    "a_ukr_b": "1",
    "a_ukr_init_b": "0",
    "t_artillery_b": "1",
    "t_control_b": "0",
    "t_milcas_b": "1",
}
RUSSIANS, UKRAINIANS = "Russian or Russian-aligned forces", "Ukrainian or Ukrainian-aligned forces"


def table(*rows: dict[str, str], without: tuple[str, ...] = ()) -> str:
    target = io.StringIO()
    columns = [column for column in PLAIN if column not in without]
    writer = csv.DictWriter(target, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**PLAIN, **row} for row in rows)
    return target.getvalue()


def test_a_row_says_what_it_is_about_by_the_indicators_a_machine_set(reads):
    reading = reads(table({}), within=Frame())
    (said,) = reading.statements
    assert (reading.format, said.native_id, said.event_type) == (
        "viina_1pd",
        "1pd:9001",
        "shelling, military casualties",
    )
    assert said.note == (
        "classified and placed by machine; the day is that of the reports, the event may be earlier; 2 reports"
    )
    assert (said.best, said.number_of, said.party, str(said.published)) == (None, None, None, "2022-03-02")


def test_who_began_it_is_by_and_who_only_took_part_is_a_party_to_it(reads):
    (said,) = reads(table({}), within=Frame()).statements
    assert said.actors == (ActorRole(RUSSIANS, "by", RUSSIANS), ActorRole(UKRAINIANS, "party", UKRAINIANS))
    (said,) = reads(table({"a_ukr_b": "0"}, without=("a_rus_init_b", "a_ukr_init_b")), within=Frame()).statements
    assert said.actors == (ActorRole(RUSSIANS, "by", RUSSIANS),)


def test_forces_are_those_of_the_parties_a_frame_names(reads):
    frame = Frame(declared=True, parties=Parties([Party("ua", "Government of Ukraine"), Party("ru", "Russia")]))
    (said,) = reads(table({}), within=frame).statements
    assert [actor.id for actor in said.actors] == ["ru", "ua"]


def test_a_claim_of_control_moves_no_territory(reads):
    (said,) = reads(table({"t_control_b": "1"}), within=Frame()).statements
    assert (said.party, said.event_type) == (None, "shelling, claim of control, military casualties")


def test_reports_without_a_type_or_about_something_else_say_so(reads):
    none = {"t_artillery_b": "0", "t_milcas_b": "0"}
    plain, other, mixed = reads(
        table(none, {**none, "event_id_1pd": "2", "t_mil_b": "0"}, {"event_id_1pd": "3", "t_mil_b": "0"}),
        within=Frame(),
    ).statements
    assert plain.event_type == "military operation, not further classified"
    assert other.event_type == "no military operation"
    assert "not about military operations" in (mixed.note or "")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"t_mil_b": "2"}, "t_mil_b"),
        ({"t_mil_b": ""}, "t_mil_b"),
        ({"n_reports": "-1"}, "n_reports"),
        ({"date": "20220231"}, "date"),
        ({"a_rus_b": "yes"}, "a_rus_b"),
        ({"event_id_1pd": ""}, "event_id_1pd"),
    ],
)
def test_a_row_in_doubt_is_rejected_with_its_column(reads, row, column):
    (reject,) = reads(table(row), within=Frame()).rejects
    assert reject.column == column


def test_an_id_that_stands_twice_with_other_content_is_rejected_the_second_time(reads):
    reading = reads(table({}, {"n_reports": "3"}), within=Frame())
    assert (len(reading.statements), reading.rejects[0].row) == (1, 3)

"""VIINA's events of one day and place: what its reports of them are about, by a machine's classification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.formats.cells import joined, needed, number, text
from holdsway.formats.format import Intake, Metadata
from holdsway.formats.viina_events import reported
from holdsway.frame import Frame
from holdsway.records import ActorRole, Statement

__all__ = ["ViinaOnePerDay"]

_TYPES = {
    "t_airstrike_b": "air strike",
    "t_uav_b": "drone",
    "t_artillery_b": "shelling",
    "t_armor_b": "tanks",
    "t_firefight_b": "exchange of fire",
    "t_raid_b": "raid",
    "t_ied_b": "mine or bomb",
    "t_aad_b": "air defence",
    "t_airalert_b": "air raid alert",
    "t_control_b": "claim of control",
    "t_occupy_b": "occupation",
    "t_retreat_b": "retreat",
    "t_arrest_b": "arrest",
    "t_killing_b": "killing",
    "t_property_b": "damage to property",
    "t_hospital_b": "hospital or aid",
    "t_milcas_b": "military casualties",
    "t_civcas_b": "civilian casualties",
}
"""VIINA's indicators in plain words; left out are t_loc_b and t_san_b, which tell of no event, and t_cyber_b, which
VIINA itself finds too unsure (area under the curve below .8)."""
_ACTORS = {
    "a_rus": ("Russian or Russian-aligned forces", "Government of Russia", "Russia", "Russian Federation", "RU"),
    "a_ukr": ("Ukrainian or Ukrainian-aligned forces", "Government of Ukraine", "Ukraine", "UA"),
}
"""Who takes part, in VIINA's words, and the names under which a frame may know them."""


class ViinaOnePerDay:
    """VIINA one per day: the reports of one day on one place as one row. It counts no dead and moves no territory.

    What a row is about, and who took part, is a machine's guess from the text: each indicator is 0 or 1.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement with all the types that the machine set."""
        native_id, is_military = needed(row, "event_id_1pd"), needed(row, "t_mil_b") == "1"
        types = [words for column, words in _TYPES.items() if text(row, column) == "1"]
        neither = "military operation, not further classified" if is_military else "no military operation"
        yield replace(
            reported(row, number, intake, self.metadata.date_format, quoted="event_id_1pd"),
            native_id=f"1pd:{native_id}",
            report_group=f"viina_1pd:{native_id}",
            event_type=", ".join(types) or neither,
            actors=tuple(_actors(row, intake.frame)),
            attribution=(outlets,) if (outlets := text(row, "sources")) else (),
            note=joined(
                "classified and placed by machine; the day is that of the reports, the event may be earlier",
                "not about military operations" if types and not is_military else None,
                _reports(row),
            ),
        )


def _actors(row: Mapping[str, str], frame: Frame) -> Iterator[ActorRole]:
    """Who took part; `by` where VIINA says who began it, or has no such column."""
    for stem, names in _ACTORS.items():
        began, took_part = text(row, f"{stem}_init_b"), text(row, f"{stem}_b")
        if "1" not in (began, took_part):
            continue
        party = next((party for name in names if (party := frame.parties.match(name))), None)
        yield ActorRole(party.id if party else names[0], "by" if began in ("1", None) else "party", names[0])


def _reports(row: Mapping[str, str]) -> str | None:
    counted = number(row, "n_reports")
    return None if counted is None else f"{counted:g} report{'' if counted == 1 else 's'}"

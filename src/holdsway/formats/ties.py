"""ties.csv: who belongs to whom, leads whom, is kin to whom, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.clocks import Days
from holdsway.formats.cells import days, joined, needed, spoken, stretch, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["TieTable"]


class TieTable:
    """Ties: `actor1` stands in the relation `tie` (member of, leads, kin of, faction of) to `actor2`."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One tie statement; without an end it lasts until the same source says otherwise."""
        said = spoken(row, number, intake, Kind.TIE, decisive="tie")
        subject, object = needed(row, "actor1"), needed(row, "actor2")
        actor = intake.frame.actor
        if actor(subject) == actor(object):
            raise RowError("actor2", f"actor2 {object!r} is the same as actor1; name two actors")
        valid, lasts, doubt = _valid(row)
        yield replace(
            said,
            label=needed(row, "tie"),
            actors=(ActorRole(actor(subject), "subject", subject), ActorRole(actor(object), "object", object)),
            valid=valid,
            open=lasts,
            note=joined(said.note, doubt),
        )


def _valid(row: Mapping[str, str]) -> tuple[Days | None, bool, str | None]:
    """The days of the tie, whether it goes on after them, and a note when only its end is known."""
    began, ended = days(row, "from"), days(row, "to")
    if began and ended:
        return stretch(began.first, ended.last, "to"), False, None
    if ended:
        return ended, False, f"began before {text(row, 'to')}, day not said"
    return began, began is not None, None

"""events.csv: events as coders wrote them down, with who did it, who died, and who holds the place afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.clocks import Days
from holdsway.formats.cells import coordinates, day, figures, joined, needed, people, spoken, stretch, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import stand
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import fold

__all__ = ["EventTable"]

_HOLDER_AFTER = {
    "control change": "actor1",
    "territory change": "actor1",
    "surrender": "actor1",
    "control change reversed": "actor2",
    "handover": "actor2",
}
_REPELLED = " repelled"
_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}
_N_DAYS = re.compile(r"([0-9]{1,4}) days?")


class EventTable:
    """Events: actors, days, place and deaths, and a second statement for civilian deaths where they are given."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement; one casualty statement as well when the row counts civilian deaths."""
        said = spoken(row, number, intake, Kind.EVENT, decisive="event_type")
        valid, doubt = _valid(row, self.metadata.date_format)
        low, best, high = figures(row, "deaths_low", "deaths_best", "deaths_high")
        counted = any(figure is not None for figure in (low, best, high))
        event_type = needed(row, "event_type")
        party, no_party = _holder_after(row, event_type, intake.frame)
        event = replace(
            _placed(said, row, intake.frame),
            native_id=needed(row, "source_event_id"),
            event_type=event_type,
            valid=valid,
            party=party,
            actors=_actors(row, intake.frame),
            low=low,
            best=best,
            high=high,
            number_of="deaths" if counted else None,
            category="all" if counted else None,
            note=joined(said.note, doubt, no_party),
            flags=tuple(_doubts(row, high if high is not None else best)),
        )
        # where no url tells reports apart, the coder's own number does: two clashes in one place on one day are two
        apart = None if event.url else f"event:{event.source}#{event.native_id}"
        yield replace(event, report_group=None if party else apart)
        civilians = people(row, "civilian_deaths")
        if civilians is not None:
            yield replace(
                event,
                kind=Kind.CASUALTY,
                quote=replace(event.quote, column="civilian_deaths"),
                report_group=apart,
                party=None,
                low=None,
                best=civilians,
                high=None,
                number_of="deaths",
                category="civilians",
            )


def _doubts(row: Mapping[str, str], most: float | None) -> Iterator[str]:
    civilians = people(row, "civilian_deaths")
    if civilians is not None and most is not None and civilians > most:
        yield f"civilian_deaths {civilians:g} are more than all deaths, {most:g}"
    one, other = text(row, "actor1"), text(row, "actor2")
    if one and other and fold(one) == fold(other):
        yield f"actor1 and actor2 are the same, {one!r}"


def _valid(row: Mapping[str, str], date_format: str) -> tuple[Days, str | None]:
    """The days of the event, and a note when `N days` is not how many they are."""
    first = day(row, "date_start", date_format)
    last = day(row, "date_end", date_format) if text(row, "date_end") else first
    valid = stretch(first, last, "date_end")
    precision, length = text(row, "date_precision"), (last - first).days + 1
    if precision is None:
        return valid, None
    if said := _N_DAYS.fullmatch(precision):
        agrees = int(said[1]) == length
        return valid, None if agrees else f"date_precision says {precision}, the dates span {length}"
    if precision not in _LONGEST:
        raise RowError("date_precision", f"date_precision {precision!r} is not day, N days, week, month or year")
    if length > _LONGEST[precision] or (length == 1 and precision != "day"):
        raise RowError(
            "date_precision",
            f"date_precision {precision} does not agree with {valid}; give the first and last day it may have been",
        )
    return valid, None


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    place, admin1, precision = text(row, "place"), text(row, "admin1"), text(row, "place_precision")
    latitude, longitude = coordinates(row)
    placed = stand(
        frame,
        place,
        admin1=admin1,
        code=text(row, "pcode"),
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )
    return replace(
        said,
        place_key=text(row, "pcode"),
        place_code=placed.code,
        place_version=placed.version,
        place_note=placed.note,
        place_text=place,
        place_precision=precision,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
    )


def _actors(row: Mapping[str, str], frame: Frame) -> tuple[ActorRole, ...]:
    named = ((text(row, column), role) for column, role in (("actor1", "by"), ("actor2", "against")))
    return tuple(ActorRole(frame.actor(name), role, name) for name, role in named if name)


def _holder_after(row: Mapping[str, str], event_type: str, frame: Frame) -> tuple[str | None, str | None]:
    """Who holds the place after an event that moves territory (or fails to), and a note when that is no party."""
    moved = fold(event_type)
    column = "actor2" if moved.endswith(_REPELLED) else _HOLDER_AFTER.get(moved)
    if column is None:
        return None, None
    name = text(row, column)
    if name is None:
        return None, f"{event_type} without {column}: nobody is said to hold the place"
    if frame.declared and frame.parties.match(name) is None:
        return None, f"{name!r} would hold the place and is no party of the frame"
    return frame.actor(name), None

"""UCDP GED: the Uppsala Conflict Data Program's events of organised violence with at least one death."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.clocks import Days
from holdsway.formats.cells import cell_quote, coordinates, day, figures, joined, needed, number, people, stretch, text
from holdsway.formats.format import Intake, Metadata
from holdsway.formats.placing import located
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["SOURCE", "UcdpGed", "ged_statements"]

SOURCE = "UCDP GED"
_ONE_SIDED = "3"
_VIOLENCE = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_WHERE = {
    "1": "exact",
    "2": "near",
    "3": "district",
    "4": "province",
    "5": "area",
    "6": "country",
    "7": "international",
}
_WHEN = {"3": "a week", "4": "a month", "5": "more than a month"}
"""Precisions of date (`date_prec`) at which no day is known; the first and last day are in the row."""
_SPANS = {"1": (1, 1), "2": (2, 6), "3": (7, 7), "4": (8, 31), "5": (32, 366)}
"""How many days there are from the first to the last, by `date_prec`."""
_SPLIT = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_SEVERAL_EVENTS = "2"
_WITHIN_A_DISTRICT = {"exact", "near", "district"}
_SETTLED = re.compile(r"\s+(town|city|village)$", re.IGNORECASE)
_UNIT = re.compile(  # UCDP writes "Idlib governorate", gazetteers write "Idlib"
    r"\s+(sub-?district|district|province|governorate|municipality|county|region|state|department|division|oblast|raion)$",
    re.IGNORECASE,
)


class UcdpGed:
    """UCDP GED: one event a row, with its low, best and high estimate of deaths.

    Columns as in the GED codebook (Sundberg and Melander 2013, doi:10.1177/0022343313484347). No row says when it was
    first published: the release does, by the name of its file, or else the date given with the file.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement; one casualty statement as well when civilians were killed."""
        return ged_statements(row, number, intake, dates=self.metadata.date_format)


def ged_statements(
    row: Mapping[str, str], number: int, intake: Intake, *, dates: str, edition: str | None = None
) -> Iterator[Statement]:
    """What a row of the GED or of its candidate events says; `edition` is noted, `dates` is how days are written."""
    native_id = needed(row, "id")
    for column in ("type_of_violence", "where_prec", "low", "best", "high"):
        needed(row, column)
    low, best, high = figures(row, "low", "best", "high")
    valid = stretch(day(row, "date_start", dates), day(row, "date_end", dates), "date_end")
    said = Statement(
        kind=Kind.EVENT,
        source=SOURCE,
        publisher=SOURCE,
        document=intake.document.sha256,
        quote=cell_quote(row, number, "best"),
        published=intake.document.published,
        native_id=native_id,
        report_group=f"ucdp_ged:{native_id}",
        event_type=_VIOLENCE[row["type_of_violence"]],
        actors=_actors(row, intake.frame),
        valid=valid,
        low=low,
        best=best,
        high=high,
        number_of="deaths",
        category="all",
        attribution=_offices(row),
        note=joined(edition, *_notes(row)),
        flags=tuple(_doubts(row, valid)),
    )
    event = _placed(said, row, intake.frame)
    yield event
    civilians = people(row, "deaths_civilians")
    if civilians:
        yield replace(
            event,
            kind=Kind.CASUALTY,
            quote=cell_quote(row, number, "deaths_civilians"),
            low=None,
            best=civilians,
            high=None,
            category="civilians",
        )


def _actors(row: Mapping[str, str], frame: Frame) -> tuple[ActorRole, ...]:
    """The two sides; only of one-sided violence is it said which of them killed."""
    one, other = needed(row, "side_a"), needed(row, "side_b")
    roles = ("by", "against") if row["type_of_violence"] == _ONE_SIDED else ("side", "side")
    return ActorRole(frame.actor(one), roles[0], one), ActorRole(frame.actor(other), roles[1], other)


def _offices(row: Mapping[str, str]) -> tuple[str, ...]:
    """Who reported it, where the row names them. They stand side by side, so they are one link of the chain."""
    offices = dict.fromkeys(_listed(row, "source_office"))
    return ("; ".join(offices),) if offices else ()


def _listed(row: Mapping[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split(";") if part.strip()]


def _notes(row: Mapping[str, str]) -> Iterator[str | None]:
    original, where = text(row, "source_original"), text(row, "where_coordinates")
    yield f"original source: {original}" if original else None
    yield f"where: {where}" if where else None
    known_to = _WHEN.get(text(row, "date_prec") or "")
    yield f"when: known to {known_to}" if known_to else None
    if text(row, "event_clarity") == _SEVERAL_EVENTS:
        yield "several events that the reports do not tell apart"
    counted = number(row, "number_of_sources")  # -1: not counted
    reports = int(counted) if counted is not None and counted > 0 else len(_listed(row, "source_office"))
    dates = sorted(set(_listed(row, "source_date")))
    if reports:
        spoken = f" of {dates[0]}" + (f" to {dates[-1]}" if len(dates) > 1 else "") if dates else ""
        yield f"{reports} report{'' if reports == 1 else 's'}{spoken}"


def _doubts(row: Mapping[str, str], valid: Days) -> Iterator[str]:
    year, precision = number(row, "year"), text(row, "date_prec")
    if year is not None and not valid.first.year <= year <= valid.last.year:
        yield f"year {year:g} is not that of {valid}"
    least, most = _SPANS.get(precision or "", (1, 366))
    if not least <= (length := (valid.end - valid.first).days) <= most:
        days = f"{least}" if least == most else f"{least} to {most}"
        yield f"date_prec {precision} is {days} day{'' if most == 1 else 's'}, and {valid} has {length}"
    parts = [people(row, column) for column in _SPLIT]
    given = [part for part in parts if part is not None]
    best = people(row, "best")
    if len(given) == len(_SPLIT) and sum(given) != best:
        yield f"{', '.join(_SPLIT[:-1])} and {_SPLIT[-1]} add up to {sum(given):g}, best is {best:g}"
    status = text(row, "code_status")
    if status and status.casefold() != "clear":
        yield f"UCDP marks the row {status!r}: not settled, it may yet change or be dropped"


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    """The statement with its place: the district where it is known that well, else the larger area as UCDP names it."""
    precision = _WHERE[row["where_prec"]]
    country, admin1, where = needed(row, "country"), text(row, "adm_1"), text(row, "where_coordinates")
    close = precision in _WITHIN_A_DISTRICT
    name = (text(row, "adm_2") if close else None) or where or admin1 or country
    if precision == "exact" and where and _is_known(frame, _SETTLED.sub("", where), admin1):
        name = where
    latitude, longitude = coordinates(row)
    placed = located(
        said,
        frame,
        _SETTLED.sub("", _without_unit(name)) if close else name,
        words=name,
        admin1=_without_unit(admin1) if admin1 else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        country=country,
    )
    return replace(placed, admin1=admin1)


def _is_known(frame: Frame, name: str, admin1: str | None) -> bool:
    """Whether the frame has one leaf place of just this name in the province, where the event itself was coded."""
    placed = frame.place(name, admin1=_without_unit(admin1) if admin1 else None) if len(frame.places) else None
    if placed is None or placed.code is None or placed.note:
        return False
    return frame.places.leaves_of(placed.code) == (frame.places[placed.code],)


def _without_unit(name: str) -> str:
    return _UNIT.sub("", name)

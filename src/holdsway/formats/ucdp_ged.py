"""UCDP GED: the Uppsala Conflict Data Program's events of organised violence with at least one death."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.formats.cells import (
    cell_quote,
    coordinates,
    day,
    figures,
    joined,
    needed,
    people,
    stretch,
    text,
)
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import stand
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["UcdpGed"]

SOURCE = "UCDP GED"
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
_DATE_PREC = {"1", "2", "3", "4", "5"}
_WITHIN_A_DISTRICT = {"exact", "near", "district"}
_UNIT = re.compile(  # UCDP writes "Idlib governorate", gazetteers write "Idlib"
    r"\s+(sub-?district|district|province|governorate|municipality|county|region|state|department|division|oblast|raion)$",
    re.IGNORECASE,
)


class UcdpGed:
    """UCDP GED: one event a row, with its low, best and high estimate of deaths.

    Columns as in the GED codebook (Sundberg and Melander 2013, doi:10.1177/0022343313484347). A release says nothing of
    when each row was first published, so that is unknown unless the file is added with a date.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement; one casualty statement as well when civilians were killed."""
        native_id = needed(row, "id")
        event_type = _coded(row, "type_of_violence", _VIOLENCE)
        _check_date_prec(row)
        for column in ("low", "best", "high"):
            needed(row, column)
        low, best, high = figures(row, "low", "best", "high")
        said = Statement(
            kind=Kind.EVENT,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "best"),
            published=intake.document.published,
            native_id=native_id,
            report_group=f"ucdp_ged:{native_id}",
            event_type=event_type,
            actors=_actors(row, intake.frame),
            valid=stretch(
                day(row, "date_start", self.metadata.date_format),
                day(row, "date_end", self.metadata.date_format),
                "date_end",
            ),
            low=low,
            best=best,
            high=high,
            number_of="deaths",
            category="all",
            note=_note(row),
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


def _coded(row: Mapping[str, str], column: str, codes: Mapping[str, str]) -> str:
    code = needed(row, column)
    if code not in codes:
        raise RowError(column, f"{column} {code!r} is not in the codebook; it is one of {', '.join(codes)}")
    return codes[code]


def _check_date_prec(row: Mapping[str, str]) -> None:
    precision = text(row, "date_prec")
    if precision is not None and precision not in _DATE_PREC:
        raise RowError("date_prec", f"date_prec {precision!r} is not in the codebook; it is one of 1 to 5")


def _actors(row: Mapping[str, str], frame: Frame) -> tuple[ActorRole, ...]:
    by, against = needed(row, "side_a"), needed(row, "side_b")
    return ActorRole(frame.actor(by), "by", by), ActorRole(frame.actor(against), "against", against)


def _note(row: Mapping[str, str]) -> str | None:
    original, where = text(row, "source_original"), text(row, "where_coordinates")
    return joined(f"original source: {original}" if original else None, f"where: {where}" if where else None)


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    """The statement with its place: the district where it is known that well, else the larger area as UCDP names it."""
    precision = _coded(row, "where_prec", _WHERE)
    country, admin1, where = needed(row, "country"), text(row, "adm_1"), text(row, "where_coordinates")
    close = precision in _WITHIN_A_DISTRICT
    name = (text(row, "adm_2") if close else None) or where or admin1 or country
    latitude, longitude = coordinates(row)
    placed = stand(
        frame,
        _without_unit(name) if close else name,
        admin1=_without_unit(admin1) if admin1 else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        country=country,
    )
    return replace(
        said,
        place_code=placed.code,
        place_version=placed.version,
        place_note=placed.note,
        place_text=name,
        place_precision=precision,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
    )


def _without_unit(name: str) -> str:
    return _UNIT.sub("", name)

"""GDELT 2.0: events that a machine finds in news articles, every fifteen minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from holdsway.clocks import Days, Published
from holdsway.formats.cells import cell_quote, day, joined, needed, number, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import located
from holdsway.frame import Frame
from holdsway.places.countries import misplaced
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["Gdelt2"]

SOURCE = "GDELT"
_ROOTS = {
    "01": "say something",
    "02": "appeal",
    "03": "say they will cooperate",
    "04": "meet or confer",
    "05": "work together in diplomacy",
    "06": "cooperate in deeds",
    "07": "give aid",
    "08": "yield",
    "09": "investigate",
    "10": "demand",
    "11": "disapprove",
    "12": "reject",
    "13": "threaten",
    "14": "protest",
    "15": "show force",
    "16": "cut relations",
    "17": "coerce",
    "18": "assault",
    "19": "fight",
    "20": "use violence on a mass scale",
}
"""CAMEO's twenty root codes in plain words."""
_WHERE = {"1": "country", "2": "province", "3": "city", "4": "city", "5": "province"}
"""What a place is by ActionGeo_Type; 2 and 3 are a state and a city of the United States."""


class Gdelt2:
    """GDELT 2.0: one event a row, as a machine read it in one article. It counts no dead and moves no territory.

    A row is published when GDELT added it. All rows from one article are one report. GDELT gives countries by FIPS
    codes, which are not those of ISO; the country of a row is the one its place's name ends with.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement without any count of people."""
        on = day(row, "SQLDATE", self.metadata.date_format)
        root, code, article = (needed(row, column) for column in ("EventRootCode", "EventCode", "SOURCEURL"))
        if not code.startswith(root):
            raise RowError("EventCode", f"EventCode {code} is none of those under EventRootCode {root}; mend one")
        published = _added(row)
        said = Statement(
            kind=Kind.EVENT,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "EventCode"),
            published=published,
            native_id=needed(row, "GLOBALEVENTID"),
            event_type=f"{_ROOTS[root]} ({code})",
            actors=tuple(_actors(row, intake.frame)),
            valid=Days(on, on),
            url=article if "://" in article else None,
            report_group=None if "://" in article else f"gdelt2:{row['GLOBALEVENTID']}",
            note=joined("machine-coded from one article", _counts(row), _fips(row)),
            flags=tuple(_doubts(row, on)),
        )
        yield _placed(said, row, intake.frame)


def _added(row: Mapping[str, str]) -> Published:
    words = needed(row, "DATEADDED")
    try:
        moment = datetime.strptime(words, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if len(words) == 14 else None
    except ValueError:
        moment = None
    if moment is None:
        raise RowError("DATEADDED", f"DATEADDED {words!r} is not a time; write it as YYYYMMDDhhmmss, in UTC")
    return Published(moment, moment)


def _actors(row: Mapping[str, str], frame: Frame) -> Iterator[ActorRole]:
    for column, role in (("Actor1Name", "by"), ("Actor2Name", "against")):
        name = text(row, column)
        if name:
            yield ActorRole(frame.actor(name), role, name)


def _counts(row: Mapping[str, str]) -> str:
    counted = (("NumMentions", "mention"), ("NumSources", "source"), ("NumArticles", "article"))
    numbers = ((number(row, column), noun) for column, noun in counted)
    return ", ".join(f"{n:g} {noun}{'' if n == 1 else 's'}" for n, noun in numbers if n is not None)


def _doubts(row: Mapping[str, str], on: date) -> Iterator[str]:
    year = number(row, "Year")
    if year is not None and year != on.year:
        yield f"Year {year:g} is not that of SQLDATE {on}"


def _fips(row: Mapping[str, str]) -> str | None:
    country = text(row, "ActionGeo_CountryCode")
    return f"place in FIPS country {country}" if country else None


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    """The statement with its place: a city with its first-level unit, else no more than a province or a country."""
    precision, full = _WHERE.get(text(row, "ActionGeo_Type") or ""), text(row, "ActionGeo_FullName")
    if precision is None or full is None:
        return located(said, frame, None, admin1=None)
    latitude, longitude = number(row, "ActionGeo_Lat"), number(row, "ActionGeo_Long")
    if latitude is None or longitude is None:
        blank = "ActionGeo_Lat" if latitude is None else "ActionGeo_Long"
        raise RowError(blank, f"{blank} is blank for a place that is named; a place needs both coordinates")
    name, *between, country = [part.strip() for part in full.split(",")] if "," in full else [full, full]
    fault = misplaced(country, latitude, longitude)
    placed = located(
        said,
        frame,
        name,
        admin1=between[-1] if between else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        country=country,
    )
    return replace(placed, flags=(*placed.flags, fault)) if fault else placed

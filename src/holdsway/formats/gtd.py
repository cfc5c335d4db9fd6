"""GTD: the Global Terrorism Database of START, University of Maryland."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from holdsway.clocks import Days, parse_days
from holdsway.formats.cells import cell_quote, coordinates, joined, needed, number, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import located
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["Gtd"]

SOURCE = "GTD"
_WHERE = {"1": "exact", "2": "area", "3": "area", "4": "province", "5": "country"}
_MIDDLE = {"2": "a district", "3": "a district", "4": "a province"}
"""What the coordinates are the middle of, where they are not those of the town (`specificity`)."""
_UNKNOWN = {"", "-9", "-99", "unknown"}
_FIRST_YEAR = 1970


class Gtd:
    """GTD: one event a row, with the killed and the wounded. Types of attack and names are in GTD's words.

    Columns and codes as in START's GTD codebook. The killed and wounded of a row include those of the attackers.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement with its dead; one casualty statement as well where the wounded are known."""
        native_id, killed, wounded = needed(row, "eventid"), _toll(row, "nkill"), _toll(row, "nwound")
        said = Statement(
            kind=Kind.EVENT,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "nkill"),
            published=intake.document.published,
            native_id=native_id,
            report_group=f"gtd:{native_id}",
            event_type=needed(row, "attacktype1_txt"),
            actors=tuple(_actors(row, intake.frame)),
            valid=_valid(row),
            best=killed,
            number_of=None if killed is None else "deaths",
            category=None if killed is None else "all",
            note=joined(*_notes(row, killed)),
            flags=("GTD doubts whether the event meets its criteria",) if text(row, "doubtterr") == "1" else (),
        )
        event = _placed(said, row, intake.frame)
        yield event
        if wounded:
            share = "a fraction: its share of a toll over linked events" if not wounded.is_integer() else None
            yield replace(
                event,
                kind=Kind.CASUALTY,
                quote=cell_quote(row, number, "nwound"),
                best=wounded,
                number_of="wounded",
                category="all",
                note=joined(event.note, share),
            )


def _told(row: Mapping[str, str], column: str) -> str | None:
    """What a column says, GTD's ways of writing that it is not known left out."""
    words = text(row, column)
    return None if words is None or words.casefold() in _UNKNOWN else words


def _toll(row: Mapping[str, str], column: str) -> float | None:
    if _told(row, column) is None or number(row, column) in (-9, -99):
        return None
    value = number(row, column)
    if value is not None and value < 0:
        raise RowError(column, f"{column} {value:g} is no count of people; write 0 or more, or -99 for unknown")
    return value


def _valid(row: Mapping[str, str]) -> Days:
    """The day; all days of the month or the year where GTD does not know it."""
    year, month, on = (number(row, column) for column in ("iyear", "imonth", "iday"))
    if year is None or year < _FIRST_YEAR or year > 9998:
        raise RowError("iyear", f"iyear {row['iyear'].strip()!r} is no year of GTD's; write it in four digits")
    if not month or month < 0:
        return parse_days(f"{year:.0f}")
    if month > 12:
        raise RowError("imonth", f"imonth {month:g} is not a month; write 1 to 12, or 0 for unknown")
    if not on or on < 0:
        return parse_days(f"{year:.0f}-{month:02.0f}")
    try:
        first = date(int(year), int(month), int(on))
    except ValueError:
        raise RowError("iday", f"iday {on:g} is not a day of {year:.0f}-{month:02.0f}; write 0 for unknown") from None
    return Days(first, first)


def _actors(row: Mapping[str, str], frame: Frame) -> Iterator[ActorRole]:
    needed(row, "gname")
    for column in ("gname", "gname2", "gname3"):
        name = _told(row, column)
        if name:
            yield ActorRole(frame.actor(name), "by", name)


def _notes(row: Mapping[str, str], killed: float | None) -> Iterator[str | None]:
    yield _told(row, "summary")
    if text(row, "success") == "0":
        yield "attempted: GTD counts it as not successful"
    if text(row, "guncertain1") == "1":
        yield "GTD suspects who did it, and is not sure"
    target = joined(*(_told(row, column) for column in ("targtype1_txt", "corp1", "target1")))
    yield f"target: {target}" if target else None
    weapon = _told(row, "weaptype1_txt")
    yield f"weapon: {weapon}" if weapon else None
    approximate = _told(row, "approxdate")
    yield f"when: {approximate}" if approximate else None
    if killed is not None and not killed.is_integer():
        yield "deaths are a fraction: its share of a toll over linked events"
    attackers = _toll(row, "nkillter")
    if attackers:
        yield f"{attackers:g} of the dead were attackers"
    middle = _MIDDLE.get(text(row, "specificity") or "")
    yield f"the coordinates are the middle of {middle}" if middle else None


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    """The statement with its place; only a town whose own coordinates GTD found is more than an area."""
    specificity = text(row, "specificity") or "5"
    close = specificity == "1"
    precision = "near" if close and text(row, "vicinity") == "1" else _WHERE[specificity]
    city, admin1, country = _told(row, "city"), _told(row, "provstate"), needed(row, "country_txt")
    latitude, longitude = coordinates(row)
    return located(
        said,
        frame,
        city or admin1 or country,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        precision=precision if city or not close else "province" if admin1 else "country",
        country=country,
    )

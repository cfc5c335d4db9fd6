"""ACLED: the Armed Conflict Location and Event Data project's events, as a user exports them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from holdsway.clocks import Days, Published, parse_days
from holdsway.formats.cells import cell_quote, coordinates, day, joined, needed, number, people, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import located
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import fold

__all__ = ["SOURCE", "Acled", "instant"]

SOURCE = "ACLED"
_WHERE = {"1": "exact", "2": "near", "3": "province"}
_INTER = {
    "state force": "1",
    "rebel group": "2",
    "rebel force": "2",
    "rebel": "2",
    "political militia": "3",
    "identity militia": "4",
    "communal militia": "4",
    "rioter": "5",
    "protester": "6",
    "civilian": "7",
    "external other force": "8",
    "other force": "8",
    "external force": "8",
    "external other": "8",
}
_STATE, _CIVILIANS, _ABROAD = "1", "7", "8"
_CAN_OVERTAKE = frozenset("2348")
_OVERTAKES, _REGAINS = "non state actor overtakes territory", "government regains territory"
_TRANSFERS = "non violent transfer of territory"
_ONE_DAY = timedelta(days=1)


class Acled:
    """ACLED: one event a row, with its reported deaths; a row of the same id and a later timestamp revises it.

    Columns and codes as in ACLED's codebook. Where a date is known to the week or the month only, ACLED writes its
    middle: such an event may have been on any day of the ISO week, or of the month, that holds the date.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement, which says who holds the place where the sub-event type does."""
        native_id, on = needed(row, "event_id_cnty"), day(row, "event_date", self.metadata.date_format)
        needed(row, "fatalities")
        fatalities, sub_event = people(row, "fatalities"), needed(row, "sub_event_type")
        holder, no_holder = _holder_after(row, sub_event, intake.frame)
        stamped = instant(row, "timestamp")
        impossible = stamped is not None and stamped.last.date() < on - _ONE_DAY
        published = intake.document.published if impossible else stamped or intake.document.published
        said = Statement(
            kind=Kind.EVENT,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "sub_event_type"),
            published=published,
            native_id=native_id,
            report_group=None if holder else f"acled:{native_id}",
            event_type=f"{needed(row, 'event_type')}: {sub_event}",
            party=holder,
            actors=tuple(_actors(row, intake.frame)),
            valid=_valid(on, needed(row, "time_precision")),
            best=fatalities,
            number_of=None if fatalities is None else "deaths",
            category=None if fatalities is None else "all",
            attribution=(reporting,) if (reporting := text(row, "source")) else (),
            note=joined(*_notes(row, fatalities), no_holder),
            flags=tuple(_doubts(row, on, stamped if impossible else None)),
        )
        yield _placed(said, row, intake.frame)


def instant(row: Mapping[str, str], column: str) -> Published | None:
    """The instant that a column gives in seconds since 1970, in UTC; None when blank."""
    seconds = number(row, column)
    if seconds is None:
        return None
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, OSError, ValueError):
        raise RowError(column, f"{column} {row[column].strip()!r} is no time; write seconds since 1970") from None
    return Published(moment, moment)


def _valid(on: date, precision: str) -> Days:
    if precision == "1":
        return Days(on, on)
    if precision == "2":
        monday = on - on.weekday() * _ONE_DAY
        return Days(monday, monday + 6 * _ONE_DAY)
    return parse_days(f"{on:%Y-%m}")


def _actors(row: Mapping[str, str], frame: Frame) -> Iterator[ActorRole]:
    """The actors, which carry no direction, except that civilians are those acted against, and one alone acted."""
    named = {"actor1": needed(row, "actor1")} | ({"actor2": other} if (other := text(row, "actor2")) else {})
    suffered = {column for column in named if _inter(row, f"inter{column[-1]}") == _CIVILIANS}
    told = len(named) == 1 or len(suffered) == 1
    for column, name in named.items():
        yield ActorRole(frame.actor(name), ("against" if column in suffered else "by") if told else "side", name)


def _inter(row: Mapping[str, str], column: str) -> str | None:
    """The code of an actor's type, whether written as a number or in words."""
    words = fold(text(row, column) or "").removesuffix(" 0")
    if words in {"1", "2", "3", "4", "5", "6", "7", "8"}:
        return words
    return _INTER.get(words) or _INTER.get(words.removesuffix("s"))


def _holder_after(row: Mapping[str, str], sub_event: str, frame: Frame) -> tuple[str | None, str | None]:
    """Who holds the place after an event that moves territory, and a note when nobody, or no party, is said to.

    ACLED's actor1 and actor2 carry no direction. In a battle the types of the actors tell who took the place, where one
    of them alone can have: a non-state or foreign actor that overtakes, a state (else a foreign) force that regains. In
    a transfer without violence, mostly of one actor only, the first is taken for the one that takes over.
    """
    moved = fold(sub_event)
    types = {column: _inter(row, f"inter{column[-1]}") for column in ("actor1", "actor2") if text(row, column)}
    if moved == _TRANSFERS:
        takers = ["actor1"]
    elif moved == _OVERTAKES:
        takers = [column for column, type in types.items() if type in _CAN_OVERTAKE]
    elif moved == _REGAINS:
        takers = [column for column, type in types.items() if type == _STATE]
        takers = takers or [column for column, type in types.items() if type == _ABROAD]
    else:
        return None, None
    if len(takers) != 1:
        return None, "the types of the actors do not tell which of them took the place: nobody is said to hold it"
    name = needed(row, takers[0])
    if frame.declared and frame.parties.match(name) is None:
        return None, f"{name!r} would hold the place and is no party of the frame"
    first = moved == _TRANSFERS and text(row, "actor2") is not None
    return frame.actor(name), "the first actor is taken for the one that took over" if first else None


def _notes(row: Mapping[str, str], fatalities: float | None) -> Iterator[str | None]:
    yield text(row, "notes")
    for column, actor in (("assoc_actor_1", "actor1"), ("assoc_actor_2", "actor2")):
        beside, name = text(row, column), text(row, actor)
        yield f"beside {name or actor}: {beside}" if beside else None
    if text(row, "civilian_targeting") or fold(row["event_type"]) == "violence against civilians":
        yield "civilians were the main or only target"
    yield "0 deaths: none reported, or unclear" if fatalities == 0 else None
    where = ", ".join(filter(None, (text(row, column) for column in ("location", "admin3", "admin2"))))
    yield f"where: {where}"


def _doubts(row: Mapping[str, str], on: date, impossible: Published | None) -> Iterator[str]:
    year = number(row, "year")
    if year is not None and year != on.year:
        yield f"year {year:g} is not that of event_date {on}"
    if impossible is not None:
        yield f"timestamp is {impossible}, before the event on {on}, and is not taken for its publication"
    for column in ("inter1", "inter2"):
        if fold(text(row, column) or "") not in ("", "0", "0 0") and _inter(row, column) is None:
            yield f"{column} {row[column].strip()!r} is no type of actor in the codebook"


def _placed(said: Statement, row: Mapping[str, str], frame: Frame) -> Statement:
    """The statement with its place: the town, or the district a frame of districts knows; a larger region as such."""
    precision = _WHERE[needed(row, "geo_precision")]
    town, admin1, country = needed(row, "location"), text(row, "admin1"), needed(row, "country")
    latitude, longitude = coordinates(row)
    if latitude is None:
        raise RowError("latitude", "latitude is blank; fill it in")
    name = (admin1 or country) if precision == "province" else town
    district = text(row, "admin2")
    if precision != "province" and district and _is_leaf(frame, district, admin1):
        name = district  # a town may bear the name of another district
    return located(
        said,
        frame,
        name,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        country=country,
    )


def _is_leaf(frame: Frame, district: str, admin1: str | None) -> bool:
    """Whether the frame estimates that district itself, and no towns within it."""
    if not frame.declared or not len(frame.places):
        return False
    place = frame.places.resolve(district, parent=admin1).place
    return place is not None and frame.places.leaves_of(place.code) == (place,)

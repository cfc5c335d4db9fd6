"""VIINA's event reports: news of the war in Ukraine since 2022, placed on the map by machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.clocks import Days, parse_published
from holdsway.formats.cells import cell_quote, coordinates, day, joined, needed, text
from holdsway.formats.format import Intake, Metadata
from holdsway.formats.placing import located
from holdsway.frame import Frame
from holdsway.places.countries import misplaced
from holdsway.records import Kind, Statement

__all__ = ["SOURCE", "ViinaEvents", "reported"]

SOURCE = "VIINA"
_WHERE = {
    "street": "exact",
    "ppl": "city",
    "adm3": "city",
    "adm2": "district",
    "adm1": "province",
    "adm0": "country",
}
"""What GEO_PRECISION stands for, from a street to a province; any other is taken for an area."""
_TOWN = {"exact", "city"}
_AROUND = ("Ukraine", "Russia", "Belarus", "Moldova", "Poland", "Romania", "Slovakia", "Hungary")


class ViinaEvents:
    """VIINA reports: one news report of one place a row, in the words of its outlet. What happened is not classified.

    Zhukov and Ayers 2023, and VIINA's codebook. `date` is the day of the report; it stands for both its publication and
    the event.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One event statement without a type or a count of people."""
        outlet, address, written = needed(row, "source"), text(row, "url"), text(row, "lang")
        native_id = needed(row, "event_id")
        yield replace(
            reported(row, number, intake, self.metadata.date_format, quoted="text"),
            native_id=native_id,
            event_type="news report, not classified",
            attribution=(outlet,),
            url=address,
            report_group=None if address else f"viina:{text(row, 'report_id') or native_id}",
            note=joined(_LATER, f"in the language {written}" if written else None),
        )


_LATER = "placed by machine; the day is that of the report, the event may be earlier"


def reported(row: Mapping[str, str], number: int, intake: Intake, dates: str, *, quoted: str) -> Statement:
    """What both tables of VIINA say of a report: its day, and its place by its number in GeoNames, or by name."""
    on = day(row, "date", dates)
    said = Statement(
        kind=Kind.EVENT,
        source=SOURCE,
        publisher=SOURCE,
        document=intake.document.sha256,
        quote=cell_quote(row, number, quoted),
        published=parse_published(str(on)),
        valid=Days(on, on),
    )
    precision = _WHERE.get((text(row, "GEO_PRECISION") or "").casefold(), "area")
    code, name, admin1 = text(row, "geonameid"), text(row, "asciiname"), text(row, "ADM1_NAME")
    if precision not in _TOWN:  # the number, the name and the point are then those of a town that stands for the whole
        whole = text(row, "ADM2_NAME") if precision == "district" else None
        code, name = None, whole or admin1 or name
    latitude, longitude = coordinates(row)
    placed = located(
        said,
        intake.frame,
        name,
        admin1=admin1,
        code=code if code and _is_known(intake.frame, code) else None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )
    if latitude is None or longitude is None:
        return placed
    outside = all(misplaced(country, latitude, longitude) for country in _AROUND)
    fault = f"its coordinates {latitude:.10g}, {longitude:.10g} lie neither in Ukraine nor in Russia nor beside them"
    return replace(placed, flags=(fault,)) if outside else placed


def _is_known(frame: Frame, code: str) -> bool:
    """Whether places go by GeoNames' numbers here: those of the frame do, or it has no places."""
    return not frame.declared or not len(frame.places) or code in frame.places

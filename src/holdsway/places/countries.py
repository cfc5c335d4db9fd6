"""Countries: their codes and names, roughly where they lie, and whether a stated point can lie in one.

The outlines are Natural Earth's (public domain), thinned; tools/make_countries.py makes the file. They serve to find
coordinates that were typed wrongly, swapped or cut off, and for nothing else: they are too coarse for a border village.
A place that states dispute counts as part of each (`SHARED`, `COUNTED_WITH`), which says nothing about whose it is.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from holdsway.words import fold

__all__ = ["TOLERANCE", "Country", "country_named", "misplaced"]

# Degrees a point may lie off its country's outline; about 28 km north to south. Thinning moves the outlines by 0.03 at
# most. Sources move points further: they round, take the middle of a grid cell of half a degree (PRIO-GRID), or name a
# river, a bay or a stretch of coast. A swap, a lost sign or a slipped digit mostly moves a point by degrees.
TOLERANCE = 0.25

# Outlines that count as part of a country besides its own. First territories that a state holds, which sources give
# under either name; then whole places that are disputed; then states that have parted, since UCDP, GTD and others
# leave an event in the state it happened in.
COUNTED_WITH: dict[str, tuple[str, ...]] = {
    "AUS": ("CCK", "CXR", "HMD", "NFK"),
    "CHN": ("HKG", "MAC", "TWN"),  # Taiwan is disputed
    "DNK": ("FRO", "GRL"),
    "FIN": ("ALA",),
    "FRA": ("ATF", "BLM", "GLP", "GUF", "MAF", "MTQ", "MYT", "NCL", "PYF", "REU", "SPM", "WLF"),
    "GBR": ("AIA", "BMU", "CYM", "FLK", "GGY", "GIB", "IMN", "IOT", "JEY", "MSR", "PCN", "SGS", "SHN", "TCA", "VGB"),
    "NLD": ("ABW", "BES", "CUW", "SXM"),
    "NOR": ("BVT", "SJM"),
    "NZL": ("COK", "NIU", "TKL"),
    "USA": ("ASM", "GUM", "MNP", "PRI", "UMI", "VIR"),
    "ARG": ("FLK", "SGS"),  # disputed from here on
    "COM": ("MYT",),
    "ESP": ("GIB",),
    "GTM": ("BLZ",),
    "ISR": ("PSE",),
    "MAR": ("ESH",),
    "MUS": ("IOT",),
    "SRB": ("XKX",),
    "ETH": ("ERI",),  # one state until 1993
    "IDN": ("TLS",),  # until 1999
    "SDN": ("SSD",),  # until 2011
    "ZAF": ("NAM",),  # until 1990
}

# Names under which UCDP gives a state that has ended together with one of today's, and what else lay in it.
ENDED: dict[str, tuple[str, ...]] = {
    "russia soviet union": (
        *("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "TJK", "TKM", "UKR", "UZB"),
    ),
    "serbia yugoslavia": ("BIH", "HRV", "MKD", "MNE", "SVN"),
}

# Disputed areas, drawn generously by hand as corners (latitude, longitude), two corners being those of a box. A point
# in one fits every country named. Disputes over less than the tolerance (Doklam, Preah Vihear, Ceuta) need no entry.
SHARED: tuple[tuple[str, tuple[str, ...], tuple[tuple[float, float], ...]], ...] = (
    ("Abkhazia", ("GEO", "RUS"), ((42.4, 39.9), (43.65, 42.2))),
    ("South Ossetia", ("GEO", "RUS"), ((41.9, 43.4), (42.75, 44.8))),
    ("Nagorno-Karabakh and the districts round it", ("AZE", "ARM"), (
        *((40.5, 45.7), (40.55, 47.0), (39.6, 47.7), (39.1, 47.0), (38.8, 46.5), (39.5, 46.4)),
    )),
    ("Crimea", ("UKR", "RUS"), ((44.2, 32.3), (46.3, 36.8))),
    ("Donetsk, Kherson, Luhansk and Zaporizhzhia regions", ("UKR", "RUS"), (
        *((46.2, 31.3), (47.1, 32.2), (47.7, 33.2), (47.8, 34.3)),
        *((48.2, 34.9), (48.2, 36.5), (49.3, 36.6), (50.2, 38.0)),
        *((50.2, 39.3), (49.7, 40.3), (47.8, 40.3), (46.9, 38.3), (46.1, 36.0), (45.8, 34.8), (45.8, 33.0)),
    )),
    ("Golan", ("SYR", "ISR"), ((32.6, 35.5), (33.5, 36.1))),
    ("Shebaa farms", ("LBN", "SYR", "ISR"), ((33.2, 35.6), (33.4, 35.85))),
    ("Jammu and Kashmir, the whole former state", ("IND", "PAK"), (
        *((36.2, 72.4), (37.0, 72.6), (37.2, 75.0), (36.6, 77.0)),
        *((36.0, 80.4), (34.5, 80.4), (32.4, 79.6), (32.3, 78.3)),
        *((32.7, 77.0), (32.6, 76.0), (32.1, 75.6), (32.4, 74.6)),
        *((32.7, 73.9), (33.1, 73.3), (34.6, 73.3), (35.5, 73.0)),
    )),
    ("Aksai Chin and Shaksgam", ("CHN", "IND"), (
        *((37.2, 75.0), (36.6, 77.0), (36.0, 80.4), (34.5, 80.4)),
        *((32.4, 79.6), (32.9, 78.3), (34.5, 78.0), (35.4, 77.4)),
        *((35.5, 76.5), (36.6, 75.3)),
    )),
    ("Arunachal Pradesh", ("IND", "CHN"), (
        *((27.9, 91.5), (28.6, 92.6), (29.5, 94.5), (29.7, 96.4)),
        *((28.2, 97.5), (27.1, 96.6), (26.7, 95.2), (27.3, 95.4)),
        *((27.9, 95.6), (27.6, 94.6), (27.0, 93.9), (26.8, 92.6), (26.7, 91.5)),
    )),
    ("Kinmen", ("TWN", "CHN"), ((24.2, 118.1), (24.7, 118.6))),
    ("Matsu", ("TWN", "CHN"), ((25.9, 119.8), (26.5, 120.6))),
    ("Senkaku or Diaoyu islands", ("CHN", "JPN", "TWN"), ((25.6, 123.3), (26.1, 124.8))),
    ("Liancourt Rocks", ("JPN", "KOR", "PRK"), ((37.1, 131.7), (37.4, 132.0))),
    ("Islands on Korea's western sea border", ("KOR", "PRK"), ((37.4, 124.4), (38.1, 126.0))),
    ("Southern Kurils", ("JPN", "RUS"), ((43.3, 145.3), (45.7, 149.0))),
    ("Paracel and Spratly islands, Scarborough Shoal", ("BRN", "CHN", "MYS", "PHL", "TWN", "VNM"), (
        *((17.5, 111.0), (17.5, 113.5), (15.5, 118.2), (14.7, 118.2), (11.6, 117.5), (8.2, 116.5), (6.5, 114.5)),
        *((5.2, 112.5), (6.5, 111.0), (15.0, 110.5)),
    )),
    ("Abu Musa and the Tunbs", ("ARE", "IRN"), ((25.7, 54.9), (26.4, 55.6))),
    ("Halaib and Bir Tawil", ("EGY", "SDN"), ((21.7, 33.1), (23.3, 37.1))),
    ("Abyei and Heglig", ("SDN", "SSD"), ((9.3, 27.5), (10.8, 29.7))),
    ("Kafia Kingi", ("SDN", "SSD"), ((8.5, 23.3), (10.4, 25.2))),
    ("Ilemi triangle", ("ETH", "KEN", "SDN", "SSD"), ((4.1, 34.8), (5.5, 36.4))),
    ("Aouzou strip", ("LBY", "TCD"), ((23.6, 14.9), (19.7, 24.1), (18.3, 24.1), (21.9, 15.0))),
    ("Bakassi", ("CMR", "NGA"), ((4.3, 8.2), (5.0, 9.0))),
    ("Western Sahara", ("ESH", "MAR"), (
        *((20.7, -17.3), (27.8, -13.3), (27.8, -8.6), (26.0, -8.6), (26.0, -12.0), (23.4, -12.0), (21.3, -13.0)),
    )),
    ("Essequibo", ("GUY", "VEN"), (
        *((8.7, -60.0), (7.0, -58.1), (5.0, -58.2), (3.0, -57.9), (1.2, -58.2), (1.2, -59.4), (2.5, -60.0)),
        *((4.5, -60.0), (5.2, -60.3), (5.9, -61.5), (7.2, -60.5)),
    )),
    ("New River triangle", ("GUY", "SUR"), ((1.8, -58.2), (3.6, -56.3))),
    ("San Andrés and Providencia", ("COL", "NIC"), ((12.3, -82.0), (13.6, -81.2))),
)  # fmt: skip

_NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code of ISO 3166, or Kosovo (XK, XKX), and every name it answers to."""

    iso2: str
    iso3: str
    name: str
    names: tuple[str, ...]

    def distance(self, latitude: float, longitude: float) -> float:
        """Degrees from its outline, 0 within.

        Its territories and the disputed places counted with it are part of the outline. A degree of longitude counts
        as one of latitude. nan where the country has no outline (Antarctica) or a coordinate is not a number.
        """
        area = _area(self.iso3)
        if area is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
            return math.nan
        from shapely import Point

        return min(float(area.distance(Point(east, latitude))) for east in _turns(longitude))


def country_named(words: str) -> Country | None:
    """The country a code or a name stands for, or None when it is not known.

    A code is one of ISO 3166: two letters, three letters or a number ('4', '004', '4.0'). A name must be the whole
    name, however it is accented, cased or punctuated; a near match is none. A state that ended as several has no
    country here (Soviet Union, Czechoslovakia) unless a source joins it with one of today's, as UCDP does in
    'Russia (Soviet Union)'. Codes of other lists (FIPS in GDELT, Gleditsch and Ward in UCDP, GTD's own numbers) look
    alike and mean other countries: give such a row's country by name.
    """
    return _by_name().get(_key(words))


def misplaced(country: str, latitude: float, longitude: float) -> str | None:
    """Why a point cannot lie in the country its row states, in a line; None when it can, or the country is not known.

    A point may lie off the outline by `TOLERANCE` degrees. What the country held before it parted counts as well.
    """
    stated = country_named(country)
    if stated is None or not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    extent = (stated.iso3, *ENDED.get(_key(country), ()))
    if _area(stated.iso3) is None or _within(extent, latitude, longitude):
        return None
    reason = f"its coordinates {latitude:.10g}, {longitude:.10g} lie outside {stated.name}"
    if _within(extent, longitude, latitude):
        reason += "; latitude and longitude look swapped"
    return reason


@lru_cache(4096)
def _key(words: str) -> str:
    """A name folded, or a number in three digits."""
    number = _NUMBER.fullmatch(words.strip())
    return number[1].zfill(3) if number else fold(words)


@cache
def _records() -> tuple[dict[str, Any], ...]:
    packed = (files("holdsway.places") / "countries.json.gz").read_bytes()
    return tuple(json.loads(gzip.decompress(packed)))


@cache
def _by_name() -> dict[str, Country]:
    known = {}
    for record in _records():
        names = tuple(record["names"])
        found = Country(iso2=record["iso2"], iso3=record["iso3"], name=names[0], names=names)
        for word in (found.iso2, found.iso3, record["numeric"], *names):
            known[_key(word)] = found
    known.pop("", None)  # Kosovo has no number
    return known


def _within(extent: tuple[str, ...], latitude: float, longitude: float) -> bool:
    """Whether a point lies in one of the countries' areas or no farther off than the tolerance."""
    from shapely import contains_xy, dwithin, points

    for iso3 in extent:
        area = _area(iso3)
        if area is None:
            continue
        west, south, east, north = _bounds(iso3)
        if not south <= latitude <= north:
            continue
        for x in _turns(longitude):
            if west <= x <= east and (contains_xy(area, x, latitude) or dwithin(area, points(x, latitude), TOLERANCE)):
                return True
    return False


def _turns(longitude: float) -> tuple[float, float, float]:
    """A longitude as outlines may have it that run on over the 180th meridian."""
    return longitude, longitude + 360, longitude - 360


@cache
def _bounds(iso3: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a country's area, widened by the tolerance."""
    west, south, east, north = _area(iso3).bounds
    return west - TOLERANCE, south - TOLERANCE, east + TOLERANCE, north + TOLERANCE


@cache
def _area(iso3: str) -> Any:
    """Where a country may lie, as a prepared shape: its outline, what is counted with it, and what it shares."""
    import shapely

    outlines = {record["iso3"]: record["outline"] for record in _records()}
    parts = [_polygon(rings) for code in (iso3, *COUNTED_WITH.get(iso3, ())) for rings in outlines[code]]
    for _, states, corners in SHARED:
        if iso3 in states:
            parts.append(_drawn(corners))
    if not parts:
        return None
    area = shapely.unary_union([shapely.make_valid(part) for part in parts])
    shapely.prepare(area)
    return area


def _polygon(rings: list[list[int]]) -> Any:
    """A polygon of the file, whose rings are a first point and the steps from there in hundredths of a degree."""
    from shapely import Polygon

    outer, *holes = (
        [(x / 100, y / 100) for x, y in zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True)]
        for ring in rings
    )
    return Polygon(outer, holes)


def _drawn(corners: tuple[tuple[float, float], ...]) -> Any:
    """A shared area from its corners, two being those of a box."""
    from shapely import Polygon, box

    if len(corners) == 2:
        (south, west), (north, east) = corners
        return box(west, south, east, north)
    return Polygon([(longitude, latitude) for latitude, longitude in corners])

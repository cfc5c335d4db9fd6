"""Countries: their names, and whether a point can lie in the one a row states."""

from __future__ import annotations

import csv
import gzip
import math
import time
from pathlib import Path

import pytest

from holdsway.places import countries
from holdsway.places.countries import country_named, misplaced

SHARED = Path(__file__).parents[1].parent / "shared"


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("AF", "AFG"),
        ("afg", "AFG"),
        ("4", "AFG"),
        ("004", "AFG"),
        ("4.0", "AFG"),
        ("  Afghanistan ", "AFG"),
        ("Côte d’Ivoire", "CIV"),
        ("IVORY COAST", "CIV"),
        ("Syrian Arab Republic", "SYR"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Korea, Republic of", "KOR"),
        ("Congo-Kinshasa", "COD"),
        ("Congo", "COG"),
        ("Türkiye", "TUR"),
        ("XK", "XKX"),
    ],
)
def test_a_country_answers_to_its_codes_and_names(words, iso3):
    assert country_named(words).iso3 == iso3


@pytest.mark.parametrize(
    ("iso3", "names"),
    [
        ("COD", ["DR Congo (Zaire)", "Democratic Republic of Congo", "Zaire"]),
        ("COG", ["Congo", "Republic of Congo", "Republic of the Congo"]),
        ("YEM", ["Yemen (North Yemen)", "South Yemen", "North Yemen"]),
        ("MMR", ["Myanmar (Burma)", "Burma"]),
        ("RUS", ["Russia (Soviet Union)", "Russia"]),
        ("BIH", ["Bosnia-Herzegovina"]),
        ("SRB", ["Serbia (Yugoslavia)", "Serbia"]),
        ("KHM", ["Cambodia (Kampuchea)"]),
        ("MDG", ["Madagascar (Malagasy)"]),
        ("ZWE", ["Zimbabwe (Rhodesia)", "Rhodesia"]),
        ("ROU", ["Rumania", "Romania"]),
        ("MKD", ["Macedonia, FYR", "North Macedonia", "Macedonia"]),
        ("SWZ", ["Kingdom of eSwatini (Swaziland)", "eSwatini", "Swaziland"]),
        ("VNM", ["Vietnam (North Vietnam)", "South Vietnam"]),
        ("DEU", ["Germany", "West Germany (FRG)", "East Germany (GDR)"]),
        ("USA", ["United States of America", "United States"]),
        ("TLS", ["East Timor"]),
        ("PSE", ["Palestine", "West Bank and Gaza Strip"]),
        ("CZE", ["Czech Republic"]),
        ("SVK", ["Slovak Republic"]),
        ("XKX", ["Kosovo"]),
        ("VUT", ["New Hebrides"]),
    ],
)
def test_the_names_that_ucdp_acled_and_gtd_use_are_known(iso3, names):
    assert {country_named(name).iso3 for name in names} == {iso3}


@pytest.mark.parametrize(
    "words",
    [
        *("", "-", "999", "4.5", "Afghanistn", "Afghanistan province", "Korea", "International"),
        *("Soviet Union", "Yugoslavia", "Czechoslovakia", "Serbia-Montenegro"),
    ],
)
def test_what_is_no_whole_name_or_is_the_name_of_several_states_is_unknown(words):
    assert country_named(words) is None


def test_every_country_has_its_codes_and_a_name_and_an_outline():
    known = {country.iso3: country for country in countries._by_name().values()}
    assert len(known) == 250
    for iso3, country in known.items():
        assert (len(country.iso2), len(iso3), country.names[0]) == (2, 3, country.name)
        assert {country_named(word) for word in (country.iso2, iso3, *country.names)} == {country}
        assert math.isnan(country.distance(0, 0)) == (iso3 == "ATA")
    named = {*countries.COUNTED_WITH, *(iso3 for parts in countries.COUNTED_WITH.values() for iso3 in parts)}
    named |= {iso3 for parts in countries.ENDED.values() for iso3 in parts}
    named |= {iso3 for _, states, _ in countries.SHARED for iso3 in states}
    assert named <= set(known)


def test_a_point_within_is_no_degrees_off_and_one_outside_is_as_far_as_it_lies():
    afghanistan = country_named("Afghanistan")
    assert afghanistan.distance(34.5, 69.2) == 0
    assert afghanistan.distance(31.5, 34.5) == pytest.approx(26.1, abs=0.1)
    assert math.isnan(afghanistan.distance(math.nan, 69.2))


def test_swapped_coordinates_are_said_to_look_swapped():
    assert misplaced("Afghanistan", 66.1, 34.5) == (
        "its coordinates 66.1, 34.5 lie outside Afghanistan; latitude and longitude look swapped"
    )


def test_a_latitude_beyond_the_pole_may_be_a_swap():
    assert misplaced("Cambodia (Kampuchea)", 104.9, 11.55).endswith("look swapped")


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "name"),
    [
        ("Colombia", 4.6, 74.1, "Colombia"),  # the sign is lost
        ("SYR", 0.0, 0.0, "Syria"),
        ("Mali", 13.5, 2.1, "Mali"),  # Niamey
    ],
)
def test_a_point_elsewhere_is_outside(country, latitude, longitude, name):
    reason = f"its coordinates {latitude:g}, {longitude:g} lie outside {name}"
    assert misplaced(country, latitude, longitude) == reason


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Afghanistan", 34.5, 69.2),
        ("Pakistan", 34.12, 71.06),  # Torkham, on the border
        ("Philippines", 13.0, 122.0),  # the middle of the country, in the sea
        ("Ukraine", 45.25, 30.2),  # Snake Island
        ("South Korea", 37.97, 124.68),  # Baengnyeong
        ("Atlantis", 0.0, 0.0),
        ("Soviet Union", 40.4, 49.9),
        ("Antarctica", 0.0, 0.0),
        ("Syria", math.nan, 36.0),
        ("Syria", 35.0, math.inf),
    ],
)
def test_a_point_within_or_near_or_of_an_unknown_country_is_not_misplaced(country, latitude, longitude):
    assert misplaced(country, latitude, longitude) is None


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "claimants"),
    [
        ("Sevastopol", 44.6, 33.5, "Ukraine, Russia"),
        ("Donetsk", 48.0, 37.8, "Ukraine, Russia"),
        ("Laayoune", 27.15, -13.2, "Western Sahara, Morocco"),
        ("Tifariti", 26.16, -10.57, "Western Sahara, Morocco"),
        ("Prizren", 42.21, 20.74, "Kosovo, Serbia, Serbia (Yugoslavia)"),
        ("Quneitra", 33.12, 35.82, "Syria, Israel"),
        ("Srinagar", 34.08, 74.8, "India, Pakistan"),
        ("Gilgit", 35.92, 74.31, "India, Pakistan"),
        ("Aksai Chin", 35.0, 79.3, "India, China"),
        ("Tawang", 27.59, 91.87, "India, China"),
        ("Hargeisa", 9.56, 44.06, "Somalia"),
        ("Kyrenia", 35.34, 33.32, "Cyprus"),
        ("Abyei", 9.6, 28.43, "Sudan, South Sudan"),
        ("Tskhinvali", 42.23, 43.97, "Georgia, Russia"),
        ("Sukhumi", 43.0, 41.02, "Georgia, Russia"),
        ("Stepanakert", 39.82, 46.75, "Azerbaijan, Armenia"),
        ("Gaza", 31.5, 34.46, "Palestine, Israel"),
        ("East Jerusalem", 31.79, 35.24, "Palestine, Israel"),
        ("Taipei", 25.04, 121.56, "Taiwan, China"),
        ("Stanley", -51.7, -57.86, "Falkland Islands, Argentina, United Kingdom"),
    ],
)
def test_a_disputed_place_fits_every_state_that_disputes_it(place, latitude, longitude, claimants):
    assert {misplaced(state, latitude, longitude) for state in claimants.replace(", ", ",").split(",")} == {None}, place
    assert misplaced("Peru", latitude, longitude), place


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Sudan", 4.85, 31.6),  # Juba before 2011
        ("Ethiopia", 15.33, 38.93),  # Asmara before 1993
        ("Indonesia", -8.56, 125.57),  # Dili before 1999
        ("Serbia (Yugoslavia)", 45.35, 19.0),  # Vukovar in 1991
        ("Russia (Soviet Union)", 40.4, 49.88),  # Baku in 1990
    ],
)
def test_what_a_state_held_before_it_parted_fits_it(country, latitude, longitude):
    assert misplaced(country, latitude, longitude) is None


def test_what_the_soviet_union_held_does_not_fit_a_row_that_states_russia():
    assert misplaced("Russia", 56.95, 24.11) == "its coordinates 56.95, 24.11 lie outside Russia"


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("Russia", 66.0, -171.0),
        ("Russia", 66.0, 189.0),
        ("Russia", 55.75, 37.62),
        ("Fiji", -16.8, -179.9),
        ("Fiji", -16.8, 179.9),
        ("Fiji", -17.8, 178.0),
        ("Fiji", -18.2, -178.8),
        ("United States", 52.9, 173.0),
    ],
)
def test_a_country_may_lie_on_both_sides_of_the_180th_meridian(country, latitude, longitude):
    assert misplaced(country, latitude, longitude) is None


def test_no_country_stretches_round_the_globe_because_of_that_meridian():
    assert misplaced("Russia", 66.0, -100.0)
    assert misplaced("Fiji", -17.0, 0.0)


def test_twenty_thousand_points_take_less_than_two_seconds():
    began = time.process_time()
    for step in range(20_000):
        misplaced("Afghanistan", 28 + step % 12, 59 + step % 17)
    assert time.process_time() - began < 2


def test_ucdp_rows_lie_in_the_countries_they_state_and_not_when_swapped():
    path = SHARED / "data" / "ucdp" / "ged_mexico_49col.csv.gz"
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [(row["country"], float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)]
    assert [row for row in rows if misplaced(*row)] == []
    assert all(misplaced(country, longitude, latitude) for country, latitude, longitude in rows[:1000])

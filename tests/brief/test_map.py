from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from math import cos, pi, sin

import pytest
from lxml import etree

from holdsway.actors import Parties, Party
from holdsway.brief.looks import BINS, UNKNOWN, fill_of, look_of
from holdsway.brief.map import DISCLAIMER, map_svg, tally
from holdsway.control import Estimate
from holdsway.frame import Frame
from holdsway.places import Gazetteer, Place

ON = date(2021, 7, 18)
SVG = "{http://www.w3.org/2000/svg}"


def square(x: float, y: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    return (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),)


def frame(*places: Place, parties: tuple[str, ...] = ("goa", "taliban", "is-k", "us")) -> Frame:
    return Frame(
        parties=Parties(Party(id, id.upper()) for id in parties),
        places=Gazetteer(places),
        places_source="districts.geojson",
        places_version="2018-05-22",
        places_licence="CC BY-IGO",
    )


def estimate(
    place: Place, holder: str, p: float, *, reports: int = 5, others: Mapping[str, float] | None = None
) -> Estimate:
    return Estimate(
        place=place.name,
        code=place.code,
        admin1=place.admin1,
        on=ON,
        known_by="2021-07-20",
        holder=holder,
        probability=p,
        probabilities={holder: p, **(others or {})},
        unknown=p < 0.6 or not reports,
        reports=reports,
        independent_sources=min(reports, 2),
        last_report=date(2021, 7, 14) if reports else None,
    )


BOLDAK = Place("AF2711", "Spin Boldak", "Kandahar", rings=square(66, 31))
KALDAR = Place("AF2113", "Kaldar", "Balkh", rings=square(67, 31))
QADIS = Place("AF3104", "Qadis", "Badghis", rings=square(66, 32))
MARKET = Place("m", "Market town", "Balkh", latitude=31.5, longitude=67.5)


def drawing(*estimates: Estimate, **more: object) -> etree._Element:
    places = (BOLDAK, KALDAR, QADIS, MARKET)
    return etree.fromstring(map_svg(estimates, frame(*places), on=ON, **more).encode())  # type: ignore[arg-type]


def texts(picture: etree._Element) -> list[str]:
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def tips(picture: etree._Element) -> list[str]:
    return [str(title.text) for title in picture.iter(f"{SVG}title")][1:]


def test_a_place_tells_its_holder_reports_and_last_day() -> None:
    picture = drawing(estimate(BOLDAK, "taliban", 0.78))
    assert tips(picture) == ["Spin Boldak (Kandahar): TALIBAN 0.78, 5 reports, last 14 July 2021"]


def test_unknown_and_no_report_are_told_apart() -> None:
    picture = drawing(estimate(BOLDAK, "taliban", 0.52), estimate(KALDAR, "goa", 0.25, reports=0))
    assert sorted(tips(picture)) == [
        "Kaldar (Balkh): no report",
        "Spin Boldak (Kandahar): unknown (most probable: TALIBAN 0.52), 5 reports, last 14 July 2021",
    ]
    assert texts(picture).count("?") == 1
    fills = {shape.get("fill") for shape in picture.iter(f"{SVG}path") if shape.find(f"{SVG}title") is not None}
    assert len(fills) == 2
    assert "#BBBBBB" in fills


def test_outlines_are_drawn_as_shapes_and_other_places_as_circles() -> None:
    picture = drawing(estimate(BOLDAK, "taliban", 0.9), estimate(MARKET, "goa", 0.9))
    assert len(list(picture.iter(f"{SVG}circle"))) == 1
    assert "Market town" in texts(picture)


def test_the_map_says_its_day_boundaries_licence_and_disclaimer() -> None:
    picture = drawing(estimate(BOLDAK, "taliban", 0.78))
    said = " ".join(texts(picture))
    for words in ("18 July 2021", "as known by 20 July 2021", "districts.geojson", "2018-05-22", "CC BY-IGO"):
        assert words in said
    assert DISCLAIMER in said
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title") is not None
    assert "TALIBAN 1" in str(picture.findtext(f"{SVG}desc"))


def test_every_party_differs_from_every_other_in_colour_and_texture() -> None:
    looks = [look_of(number) for number in range(56)]
    assert len(set(looks)) == 56
    assert len({look.colour for look in looks[:8]}) == 8
    assert len({look.texture for look in looks[:7]}) == 7


def test_each_party_on_the_map_has_its_own_texture_drawn() -> None:
    holders = zip((BOLDAK, KALDAR, QADIS, MARKET), ("goa", "taliban", "is-k", "us"), strict=True)
    picture = drawing(*(estimate(place, holder, 0.95) for place, holder in holders))
    drawn = {path.get("id") for defs in picture.iter(f"{SVG}defs") for path in defs}
    assert drawn == {"map-dots", "map-across", "map-down", "map-hatch"}


def test_contested_is_striped_in_the_two_most_probable_parties() -> None:
    order = {"goa": 0, "taliban": 1, "is-k": 2}
    contested = estimate(BOLDAK, "contested", 0.7, others={"is-k": 0.02, "taliban": 0.18, "goa": 0.1})
    fill = fill_of(contested, order)
    assert (fill.kind, fill.parties) == ("contested", (0, 1))
    assert fill.texture is not None
    assert fill.texture[0].name == "stripes"


@pytest.mark.parametrize(("p", "tint"), [(0.6, 0), (0.699, 0), (0.7, 1), (0.8, 2), (0.9, 3), (1.0, 3)])
def test_the_tint_grows_with_the_probability(p: float, tint: int) -> None:
    assert fill_of(estimate(BOLDAK, "goa", p), {"goa": 0}).tint == tint
    assert fill_of(estimate(BOLDAK, "goa", 0.59), {"goa": 0}) == UNKNOWN
    assert BINS[tint][0] <= p


def test_swapping_the_parties_swaps_the_looks() -> None:
    one = fill_of(estimate(BOLDAK, "goa", 0.9), {"goa": 0, "taliban": 1})
    other = fill_of(estimate(BOLDAK, "taliban", 0.9), {"taliban": 0, "goa": 1})
    assert one == other


def test_hostile_names_are_only_words() -> None:
    place = Place("x", '</title><script>alert(1)</script>"\x1b[31m\u202e&\x00', "<b>", latitude=1.0, longitude=1.0)
    frame_of_it = frame(place)
    picture = etree.fromstring(map_svg([estimate(place, "goa", 0.9)], frame_of_it, on=ON).encode())
    assert not list(picture.iter(f"{SVG}script"))
    assert any("<script>alert(1)</script>" in tip for tip in tips(picture))


def test_without_any_coordinates_a_small_picture_says_so() -> None:
    bare = Place("x", "Nowhere")
    picture = etree.fromstring(map_svg([estimate(bare, "goa", 0.9)], frame(bare), on=ON).encode())
    assert "no place in this record has coordinates" in " ".join(texts(picture))
    assert int(str(picture.get("height"))) < 100


def test_places_that_cannot_be_drawn_are_counted() -> None:
    bare = Place("x", "Nowhere")
    given = [estimate(BOLDAK, "goa", 0.9), estimate(bare, "goa", 0.9)]
    picture = etree.fromstring(map_svg(given, frame(BOLDAK, bare), on=ON).encode())
    assert "1 place without coordinates not drawn" in " ".join(texts(picture))


def test_places_on_both_sides_of_the_180th_meridian_lie_side_by_side() -> None:
    west = Place("w", "West", latitude=-17.0, longitude=179.5)
    east = Place("e", "East", latitude=-17.0, longitude=-179.5)
    picture = etree.fromstring(
        map_svg([estimate(p, "goa", 0.9) for p in (west, east)], frame(west, east), on=ON).encode()
    )
    xs = [float(str(circle.get("cx"))) for circle in picture.iter(f"{SVG}circle")]
    assert xs[0] < xs[1]
    assert xs[1] - xs[0] > 300


def test_names_do_not_cover_each_other() -> None:
    crowd = [Place(f"p{n}", f"Place number {n}", latitude=31 + n / 500, longitude=66.0) for n in range(40)]
    far = Place("far", "Far away", latitude=35.0, longitude=70.0)
    given = [estimate(place, "goa", 0.9) for place in (*crowd, far)]
    picture = etree.fromstring(map_svg(given, frame(*crowd, far), on=ON).encode())
    named = [text for text in picture.iter(f"{SVG}text") if text.get("class") == "name"]
    assert 0 < len(named) < 10
    assert any(text.text == "Far away" for text in named)


def test_four_hundred_outlines_stay_small_and_coordinates_have_one_decimal() -> None:
    def round_shape(x: int, y: int) -> tuple[tuple[tuple[float, float], ...], ...]:
        return (tuple((x + cos(k * pi / 26) / 2, y + sin(k * pi / 26) / 2) for k in range(53)),)

    places = [Place(str(n), f"P{n}", str(n % 34), rings=round_shape(60 + n % 20, 20 + n // 20)) for n in range(399)]
    svg = map_svg([estimate(place, "taliban", 0.9) for place in places], frame(*places), on=ON)
    assert len(svg) < 600_000
    paths = [str(path.get("d")) for path in etree.fromstring(svg.encode()).iter(f"{SVG}path")]
    assert not any(re.search(r"\.\d\d", path) for path in paths)


def test_the_tally_follows_the_order_of_the_frame() -> None:
    given = [
        estimate(BOLDAK, "taliban", 0.9),
        estimate(KALDAR, "goa", 0.9),
        estimate(QADIS, "goa", 0.5),
        estimate(MARKET, "contested", 0.2, reports=0),
    ]
    assert tally(given, frame(BOLDAK)) == [("GOA", 1), ("TALIBAN", 1), ("unknown", 1), ("no report", 1)]

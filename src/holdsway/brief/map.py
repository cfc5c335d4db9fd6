"""The map: one still picture of who is estimated to have held which place, never by colour alone."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, cos, floor, radians
from xml.sax.saxutils import escape

from holdsway.actors import CONTESTED
from holdsway.brief.looks import BINS, NO_REPORT, UNKNOWN, Fill, fill_of, textures
from holdsway.brief.outlines import Box, Spot, area, middle, overlap, path_of, whole_outlines
from holdsway.brief.wording import count, day, listing, moment, plain, probability
from holdsway.control import Estimate
from holdsway.frame import Frame
from holdsway.places import Place

__all__ = ["DISCLAIMER", "map_svg", "tally"]

DISCLAIMER = (
    "Boundaries and names shown do not imply endorsement; colours are estimates from the cited reports, "
    "not statements of fact."
)
STYLE = (
    ".map text{font-family:'Helvetica Neue',Arial,'Liberation Sans',sans-serif;font-size:12px;fill:#222}"
    ".map .head{font-family:Georgia,'Times New Roman','Liberation Serif',serif;font-size:19px;font-weight:bold}"
    ".map .small{font-size:10.5px;fill:#444}.map .name{font-size:10px;paint-order:stroke;stroke:#fff;"
    "stroke-width:2.6px;stroke-linejoin:round;fill:#111}.map .mark{font-weight:bold}"
    ".map .grid{font-size:9px;fill:#777}"
)
MARGIN = 14


def tally(estimates: Iterable[Estimate], frame: Frame) -> list[tuple[str, int]]:
    """How many places each holder has: parties in the order of the frame, contested, unknown, no report."""
    held = Counter(e.holder if not e.unknown else "unknown" if e.reports else "no report" for e in estimates)
    last = (CONTESTED, "unknown", "no report")
    order = (*frame.parties.ids, *(h for h in held if h not in frame.parties and h not in last), *last)
    return [(frame.parties.name_of(holder), held[holder]) for holder in order if held[holder]]


def map_svg(estimates: Sequence[Estimate], frame: Frame, *, on: date, width: int = 960) -> str:
    """The map of one day as one SVG picture that needs nothing else: outlines, and circles where there are none."""
    title = f"Estimated holder of each place, {day(on)}"
    drawn = [e for e in estimates if (place := frame.places.get(e.code)) and _drawable(place)]
    if not drawn:
        said = _lines("No map: no place in this record has coordinates. The table lists every estimate.", 30, width)
        return _svg(width, 24 + 15 * said.count("<text"), title, "No place has coordinates.", said)
    known_by = next((e.known_by for e in drawn if e.known_by), None)
    under = count(len(drawn), "place") + (f", as known by {moment(known_by)}" if known_by else "")
    picture = _Picture(drawn, frame, width, top=62)
    places, marks = picture.places(), picture.marks()
    legend, y = picture.legend(picture.bottom + 28)
    foot = _lines(_source(frame, len(estimates) - len(drawn)), y + 6, width)
    foot += _lines(DISCLAIMER, y + 6 + 15 * foot.count("<text"), width)
    height = round(y + 6 + 15 * foot.count("<text"))
    head = _say(title, MARGIN, 28, "head") + _say(under, MARGIN, 47, "small")
    held = listing([f"{name} {n}" for name, n in tally(drawn, frame)])
    over = f"{textures(picture.shapes, width, height)}{picture.borders()}{marks}"
    return _svg(width, height, title, f"{held}. {DISCLAIMER}", f"{picture.grid()}{places}{legend}{over}{head}{foot}")


class _Picture:
    """The places, fitted to the width and filled by their estimates, with the names there is room for.

    Equirectangular, longitudes scaled by the cosine of the middle latitude: shapes stay right over a country's breadth.
    """

    def __init__(self, estimates: Sequence[Estimate], frame: Frame, width: int, *, top: float) -> None:
        self.frame, self.width = frame, width
        order = {party: number for number, party in enumerate(frame.parties.ids)}
        for holder in dict.fromkeys(e.holder for e in estimates if e.holder != CONTESTED):
            order.setdefault(holder, len(order))
        self.names = {number: frame.parties.name_of(party) for party, number in order.items()}
        drawn = [(frame.places[e.code], e, fill_of(e, order)) for e in estimates]
        self.drawn = sorted(drawn, key=lambda d: (d[1].reports > 0, not d[0].rings))  # reported on top, points last
        self.shapes: dict[Fill, list[str]] = {}
        points = [point for place, _, _ in drawn for point in _points(place)]
        longitudes = [x for x, _ in points]
        self.turned = max(longitudes) - min(longitudes) > 180  # across the 180th meridian: count eastward from 0
        longitudes, latitudes = [self._east(x) for x in longitudes], [y for _, y in points]
        pad = 0.01 if any(place.rings for place, _, _ in drawn) else 0.3
        self.west, self.north = min(longitudes) - pad, max(latitudes) + pad
        across, down = max(longitudes) + pad - self.west, self.north - min(latitudes) + pad
        self.squeeze = max(cos(radians(self.north - down / 2)), 0.05)
        room = width - 2 * MARGIN
        self.scale = min(room / (across * self.squeeze), 0.85 * room / down)
        self.left, self.top = (width - across * self.squeeze * self.scale) / 2, top
        self.bottom = top + down * self.scale
        self.outlines: dict[str | None, list[list[Spot]]] = {}
        self.spots: list[tuple[Estimate, Spot, bool, bool]] = []

    def _east(self, longitude: float) -> float:
        return longitude + 360 if self.turned and longitude < 0 else longitude

    def at(self, longitude: float, latitude: float) -> Spot:
        """Where a point of the earth lies in the picture."""
        x = self.left + (self._east(longitude) - self.west) * self.squeeze * self.scale
        return round(x, 1), round(self.top + (self.north - latitude) * self.scale, 1)

    def grid(self) -> str:
        """Lines of longitude and latitude behind circles, which say little of where they are without outlines."""
        if any(place.rings for place, _, _ in self.drawn):
            return ""
        across, down = (self.width - 2 * self.left) / (self.squeeze * self.scale), (self.bottom - self.top) / self.scale
        step = next((s for s in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20) if max(across, down) / s <= 8), 30)
        lines, words = [], []
        for n in range(ceil(self.west / step), floor((self.west + across) / step) + 1):
            x, degrees = self.at(n * step, self.north)[0], (n * step + 180) % 360 - 180
            lines.append(f"M{x:g} {self.top:g}V{self.bottom:.1f}")
            words.append(
                _say(f"{abs(degrees):.4g}°{'W' if degrees < 0 else 'E'}", x, self.bottom + 11, "grid", middle=True)
            )
        for n in range(ceil((self.north - down) / step), floor(self.north / step) + 1):
            y = self.at(self.west, n * step)[1]
            lines.append(f"M{self.left:.1f} {y:g}H{self.width - self.left:.1f}")
            words.append(_say(f"{abs(n * step):.4g}°{'S' if n < 0 else 'N'}", self.left + 2, y - 2, "grid"))
        return f'<path d="{"".join(lines)}" stroke="#DDDDDD" fill="none"/>{"".join(words)}'

    def shape(self, fill: Fill, drawn: str, *, line: str = "#333333", tip: str = "") -> str:
        """One filled shape, kept under its fill so that its texture can be laid over it."""
        id = f"map-{sum(map(len, self.shapes.values()))}"
        self.shapes.setdefault(fill, []).append(id)
        return drawn.replace(" ", f' id="{id}" fill="{fill.ground}" stroke="{line}" stroke-width=".7" ', 1) + tip

    def places(self) -> str:
        """Every place with its tooltip."""
        shapes = []
        for place, estimate, fill in self.drawn:
            rings = [[self.at(*point) for point in ring] for ring in place.rings]
            if rings:
                tag, drawn = "path", f'<path d="{"".join(map(path_of, rings))}">'
                self.outlines.setdefault(place.admin1, []).extend(rings)
                spot = middle(max(rings, key=lambda ring: abs(area(ring))))
            else:
                spot = self.at(place.longitude or 0.0, place.latitude or 0.0)
                tag, drawn = "circle", f'<circle cx="{spot[0]}" cy="{spot[1]}" r="7">'
            line = "#FFFFFF" if fill == NO_REPORT and rings else "#333333"
            tip = f"<title>{_text(self.tip(place, estimate))}</title></{tag}>"
            shapes.append(self.shape(fill, drawn, line=line, tip=tip))
            self.spots.append((estimate, spot, bool(rings), fill == UNKNOWN))
        return f'<g fill-rule="evenodd">{"".join(shapes)}</g>'

    def borders(self) -> str:
        """The outlines of the parents, drawn over their places."""
        path = whole_outlines(self.outlines.values()) if len(self.outlines) > 1 else ""
        return f'<path d="{path}" fill="none" stroke="#444444" pointer-events="none"/>' if path else ""

    def marks(self) -> str:
        """A question mark on every unknown place with reports; names, most reported first, where none is covered."""
        marks = []
        taken: list[Box] = []
        for _, (x, y), outlined, unknown in self.spots:
            if not outlined:
                taken.append((x - 7, y - 7, x + 7, y + 7))
            if unknown:
                marks.append(_say("?", x, y + 3.5, "name mark", middle=True))
                taken.append((x - 3, y - 5, x + 3, y + 5))
        reported = (spot for spot in self.spots if spot[0].reports)
        for estimate, (x, y), outlined, unknown in sorted(reported, key=lambda s: (-s[0].reports, s[0].place)):
            name = plain(estimate.place)
            half, beside = 2.8 * len(name) + 1, 7 if outlined else 10
            centres = [(x, y)] if outlined and not unknown else []
            centres += [(x + beside + half, y), (x - beside - half, y), (x, y - beside - 5), (x, y + beside + 5)]
            for cx, cy in centres:
                box = (cx - half, cy - 5.5, cx + half, cy + 5.5)
                if box[0] > 2 and box[2] < self.width - 2 and not any(overlap(box, other) for other in taken):
                    taken.append(box)
                    marks.append(_say(name, cx, cy + 3.5, "name", middle=True))
                    break
        return f'<g pointer-events="none">{"".join(marks)}</g>'

    def tip(self, place: Place, estimate: Estimate) -> str:
        """One line on a place: `Spin Boldak (Kandahar): Taliban 0.78, 5 reports, last 14 July 2021`."""
        if not estimate.reports:
            return f"{place.title}: no report"
        said = f"{self.frame.parties.name_of(estimate.holder)} {probability(estimate.probability)}"
        if estimate.unknown:
            said = f"unknown (most probable: {said})"
        last = f", last {day(estimate.last_report)}" if estimate.last_report else ""
        return f"{place.title}: {said}, {count(estimate.reports, 'report')}{last}"

    def legend(self, y: float) -> tuple[str, float]:
        """What each colour and texture means, and where the legend ends."""
        seen = sorted({number for fill in self.shapes for number in fill.parties})
        pair = Counter(f.parties for _, _, f in self.drawn if f.kind == "contested").most_common(1)
        rows = [([Fill("party", (number,), tint) for tint in range(len(BINS))], self.names[number]) for number in seen]
        striped = "contested: stripes in the colours of the two most probable parties"
        rows += [([Fill("contested", pair[0][0], tint) for tint in range(len(BINS))], striped)] if pair else []
        rows += [([UNKNOWN], "unknown, marked ?: reports, but no holder is probable enough to name (below .6)")]
        rows += [([NO_REPORT], "no report: nothing in this record bears on the place")]
        drawn = [_say(label, MARGIN + 46 * n + 20, y, "small", middle=True) for n, (_, label, _) in enumerate(BINS)]
        drawn.append(_say("probability of the holder", MARGIN + 46 * len(BINS) + 2, y, "small"))
        for fills, words in rows:
            y += 20
            wide = 40 if len(fills) > 1 else 40 + 46 * (len(BINS) - 1)
            for n, fill in enumerate(fills):
                box = f'<rect x="{MARGIN + 46 * n}" y="{y - 12:.1f}" width="{wide}" height="14"/>'
                drawn.append(self.shape(fill, box))
            left = MARGIN + 46 * len(BINS) + 2
            for n, line in enumerate(textwrap.wrap(words, max(int((self.width - left - MARGIN) / 6.3), 12))):
                y += 15 if n else 0
                drawn.append(_say(line, left, y, ""))
        absent = [name for number, name in self.names.items() if number not in seen]
        if absent and seen:
            told = _lines(f"Estimated to hold no place on this map: {listing(absent)}.", y + 22, self.width)
            return "".join(drawn) + told, y + 22 + 15 * told.count("<text")
        return "".join(drawn), y + 22


def _svg(width: int, height: int, title: str, about: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" aria-labelledby="map-title map-about" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<title id="map-title">{_text(title)}</title><desc id="map-about">{_text(about)}</desc>'
        f'<style>{STYLE}</style><rect width="{width}" height="{height}" fill="#FFFFFF"/>{body}</svg>'
    )


def _source(frame: Frame, missing: int) -> str:
    """Where the boundaries come from, their version and licence, and how many places could not be drawn."""
    parts = [frame.places_source or "places as the data gives them"]
    parts += [f"version {frame.places_version}"] if frame.places_version else []
    parts += [f"licence {frame.places_licence}" if frame.places_licence else "no licence stated"]
    lost = f" {count(missing, 'place')} without coordinates not drawn; see the table." if missing else ""
    return f"Boundaries and names: {', '.join(parts)}.{lost}"


def _drawable(place: Place) -> bool:
    return bool(place.rings) or (place.latitude is not None and place.longitude is not None)


def _points(place: Place) -> list[Spot]:
    return [p for ring in place.rings for p in ring] or [(place.longitude or 0.0, place.latitude or 0.0)]


def _text(words: str) -> str:
    return escape(plain(words))


def _say(words: str, x: float, y: float, kind: str, *, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{anchor}>{_text(words)}</text>'


def _lines(words: str, y: float, width: int) -> str:
    """Small print, broken into lines that fit the width."""
    broken = textwrap.wrap(plain(words), max(int((width - 2 * MARGIN) / 5.6), 20))
    return "".join(_say(line, MARGIN, y + 15 * n, "small") for n, line in enumerate(broken))

"""Looks: how each holder is drawn on a map, by colour and by texture, so that neither is needed alone.

Textures are plain lines clipped to the shapes, not SVG patterns: browsers turn patterns into coarse pixels in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdsway.actors import CONTESTED
from holdsway.control import Estimate

__all__ = ["BINS", "NO_REPORT", "UNKNOWN", "Fill", "Look", "Texture", "fill_of", "look_of", "textures"]

COLOURS = ("#0072B2", "#D55E00", "#F0E442", "#56B4E9", "#CC79A7", "#332288", "#882255", "#999933")
"""By the order of the parties in the frame. The first four differ under three simulations of colour blindness."""
BINS = ((0.6, ".6–.7", 0.4), (0.7, ".7–.8", 0.6), (0.8, ".8–.9", 0.8), (0.9, "over .9", 1.0))
"""From which probability, how that is written, and how strong the tint then is."""
PAPER, BLACK, GREY = "#FFFFFF", "#000000", "#BBBBBB"
STEP = 8  # pixels after which a texture repeats


@dataclass(frozen=True, slots=True)
class Texture:
    """Parallel lines: (where each begins, where it lies within a step), their dashes, and their width in pixels."""

    name: str
    across: tuple[tuple[int, int], ...] = ()
    down: tuple[tuple[int, int], ...] = ()
    dash: str = ""
    weight: float = 0.9

    def drawn(self, width: int, height: int) -> str:
        """The lines over a whole picture, to be clipped to the shapes that bear this texture."""
        lines = [f"M{start} {y}H{width}" for start, first in self.across for y in range(first, height, STEP)]
        lines += [f"M{x} {start}V{height}" for start, first in self.down for x in range(first, width, STEP)]
        if self.name == "stripes":
            lines = [f"M{x} 0L{x - height} {height}" for x in range(0, width + height, 10)]
        if self.name == "hatch":
            lines = [f"M{x} 0L{x + height} {height}" for x in range(-height, width, 7)]
        ends = "round" if self.dash.startswith("0") else "butt"
        dash = f' stroke-dasharray="{self.dash}" stroke-linecap="{ends}"' if self.dash else ""
        return f'<path id="map-{self.name}" fill="none" stroke-width="{self.weight:g}"{dash} d="{"".join(lines)}"/>'


TEXTURES = (
    Texture("plain"),
    Texture("dots", across=((2, 2), (6, 6)), dash="0 8", weight=2),
    Texture("across", across=((0, 2), (0, 6))),
    Texture("down", down=((0, 2), (0, 6))),
    Texture("crosses", across=((1, 4),), down=((1, 4),), dash="6 2"),
    Texture("boxes", across=((1, 1), (1, 7)), down=((1, 1), (1, 7)), dash="6 2", weight=0.7),
    Texture("grid", across=((0, 4),), down=((0, 4),)),
)
"""By the order of the parties in the frame. Diagonals are kept for contested and unknown."""
STRIPES = Texture("stripes", weight=3.54)  # half of the distance between them: both colours equally wide
HATCH = Texture("hatch", weight=0.8)


@dataclass(frozen=True, slots=True)
class Look:
    """How one party is drawn: a colour and a texture; no two of the first 56 parties share both."""

    colour: str
    texture: Texture


def look_of(number: int) -> Look:
    """The look of the party at this position in the frame, counted from 0. Order decides it and nothing else."""
    return Look(COLOURS[number % len(COLOURS)], TEXTURES[number % len(TEXTURES)])


@dataclass(frozen=True, slots=True, order=True)
class Fill:
    """What fills a place: the position of the party, or of the two in contest, and the tint (an index of `BINS`)."""

    kind: str
    parties: tuple[int, ...] = ()
    tint: int = 0

    @property
    def id(self) -> str:
        """Its name within the picture."""
        return "-".join(("map", self.kind, *map(str, self.parties), *([str(self.tint)] if self.parties else ())))

    @property
    def ground(self) -> str:
        """The colour under the texture."""
        if self.parties:
            return _mix(look_of(self.parties[0]).colour, PAPER, BINS[self.tint][2])
        return "#F4F4F2" if self.kind == "unknown" else GREY

    @property
    def texture(self) -> tuple[Texture, str] | None:
        """The lines over it and their colour, where there are any."""
        if self.kind == "contested":
            other = look_of(self.parties[1]).colour if len(self.parties) > 1 else PAPER
            return STRIPES, _mix(other, PAPER, BINS[self.tint][2])
        if self.kind == "unknown":
            return HATCH, "#8A8A8A"
        look = look_of(self.parties[0]) if self.parties else None
        return (look.texture, _mix(look.colour, BLACK, 0.5)) if look and look.texture.name != "plain" else None


UNKNOWN = Fill("unknown")
NO_REPORT = Fill("none")


def fill_of(estimate: Estimate, order: Mapping[str, int]) -> Fill:
    """How an estimate is drawn, given the position of each party."""
    if estimate.unknown:
        return UNKNOWN if estimate.reports else NO_REPORT
    tint = sum(1 for least, _, _ in BINS[1:] if estimate.probability >= least)
    if estimate.holder != CONTESTED:
        return Fill("party", (order[estimate.holder],), tint)
    ranked = sorted((p for p in estimate.probabilities if p in order), key=lambda p: -estimate.probabilities[p])
    return Fill("contested", tuple(sorted(order[p] for p in ranked[:2])), tint) if ranked else UNKNOWN


def textures(shapes: Mapping[Fill, Iterable[str]], width: int, height: int) -> str:
    """The textures of all shapes of a picture, given the ids of the shapes that each fill has."""
    drawn: dict[str, str] = {}
    clipped = []
    for fill, ids in sorted(shapes.items()):
        if fill.texture is None:
            continue
        texture, ink = fill.texture
        drawn.setdefault(texture.name, texture.drawn(width, height))
        outlines = "".join(f'<use href="#{id}"/>' for id in ids)
        clipped.append(
            f'<clipPath id="{fill.id}" clip-rule="evenodd">{outlines}</clipPath>'
            f'<g clip-path="url(#{fill.id})"><use href="#map-{texture.name}" stroke="{ink}"/></g>'
        )
    return f'<defs>{"".join(drawn.values())}</defs><g pointer-events="none">{"".join(clipped)}</g>'


def _mix(colour: str, other: str, share: float) -> str:
    """A colour with `share` of itself and the rest of another."""
    parts = (share * int(colour[i : i + 2], 16) + (1 - share) * int(other[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part):02X}" for part in parts)

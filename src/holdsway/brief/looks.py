"""Looks: how each holder is drawn on a map, by colour and by texture, so that neither is needed alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from holdsway.actors import CONTESTED
from holdsway.control import Estimate

__all__ = ["BINS", "NO_REPORT", "UNKNOWN", "Fill", "Look", "fill_of", "look_of"]

COLOURS = ("#0072B2", "#D55E00", "#F0E442", "#56B4E9", "#CC79A7", "#332288", "#882255", "#999933")
"""By the order of the parties in the frame. The first four differ under three simulations of colour blindness."""
TEXTURES = (
    "",
    '<circle cx="2" cy="2" r=".8"/><circle cx="6" cy="6" r=".8"/>',
    '<path d="M0 2H8M0 6H8"/>',
    '<path d="M2 0V8M6 0V8"/>',
    '<path d="M4 1V7M1 4H7"/>',
    '<path d="M1 1H7V7H1Z"/>',
    '<path d="M0 4H8M4 0V8"/>',
)
"""By the same order: plain, dots, lines across, lines down, crosses, boxes, grid. Diagonals mean contested."""
BINS = ((0.6, ".6–.7", 0.4), (0.7, ".7–.8", 0.6), (0.8, ".8–.9", 0.8), (0.9, "over .9", 1.0))
"""From which probability, how that is written, and how strong the tint then is."""
PAPER, GREY = "#FFFFFF", "#BBBBBB"


@dataclass(frozen=True, slots=True)
class Look:
    """How one party is drawn: a colour and a texture; no two of the first 56 parties share both."""

    colour: str
    texture: str


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
    def pattern(self) -> str:
        """The SVG pattern that draws it."""
        strength = BINS[self.tint][2]
        if self.kind == "party":
            look = look_of(self.parties[0])
            ground, ink = _mix(look.colour, PAPER, strength), _mix(look.colour, "#000000", 0.5)
            inside = ink if "circle" in look.texture else "none"
            marks = f'<g fill="{inside}" stroke="{ink}" stroke-width=".8">{look.texture}</g>' if look.texture else ""
            return self._tile(8, ground, marks)
        if self.kind == "contested":
            first, *second = (_mix(look_of(n).colour, PAPER, strength) for n in self.parties)
            ink = second[0] if second else PAPER
            return self._tile(
                10, first, f'<path d="M-3 3L3 -3M-1 11L11 -1M7 13L13 7" stroke="{ink}" stroke-width="3.5"/>'
            )
        if self.kind == "unknown":
            lines = '<path d="M-1 -1L8 8M-1 6L1 8M6 -1L8 1" stroke="#8A8A8A" stroke-width=".8"/>'
            return self._tile(7, "#F4F4F2", lines)
        return self._tile(8, GREY, "")

    def _tile(self, size: int, ground: str, marks: str) -> str:
        return (
            f'<pattern id="{self.id}" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
            f'<rect width="{size}" height="{size}" fill="{ground}"/>{marks}</pattern>'
        )


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


def _mix(colour: str, other: str, share: float) -> str:
    """A colour with `share` of itself and the rest of another."""
    parts = (share * int(colour[i : i + 2], 16) + (1 - share) * int(other[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part):02X}" for part in parts)

"""How strong one report is: declared constants, each a plain sentence about how often such a report would be right."""

from __future__ import annotations

from dataclasses import dataclass

from holdsway.actors import CONTESTED
from holdsway.frame import Frame
from holdsway.records import Kind, Polarity, Statement

__all__ = ["Strengths", "spoken_for"]


@dataclass(frozen=True, slots=True)
class Strengths:
    """What the estimator takes for granted: the share of reports that are right, fresh and alone, and two discounts.

    `weak` is the share for a rumour or a likelihood, `weak_denial` for a denial held no more firmly; `half_life` the
    days in which a report loses half its weight; `overtaken` what is left of a report's weight after each later report
    that says otherwise; `unreviewed` what is left of one that a machine read, under the policy `unreviewed: discount`,
    until a person has ruled on it.
    """

    report: float = 0.80
    map: float = 0.80
    events: float = 0.75
    own_gain: float = 0.60
    own_loss: float = 0.93
    weak: float = 0.40
    weak_denial: float = 0.55
    half_life: float = 365.0
    overtaken: float = 0.5
    unreviewed: float = 0.5
    unknown_below: float = 0.6

    def of(self, said: Statement, frame: Frame) -> float:
        """How often a report like this one would be right, fresh and alone."""
        if said.modality.is_weak:
            return self.weak if said.polarity is Polarity.AFFIRMED else self.weak_denial
        scale = frame.scales.of(said.source)
        own = spoken_for(said.source, frame)
        if own is not None:
            gains = said.party == own if said.polarity is Polarity.AFFIRMED else said.party != own
            return self.own_gain if gains else self.report if said.party == CONTESTED else self.own_loss
        if scale is not None and scale.kind == "map":
            return self.map
        return self.events if said.kind is Kind.EVENT and said.method == "table" else self.report


def spoken_for(source: str, frame: Frame) -> str | None:
    """The party whose spokesmen this source is, if it is one's."""
    scale = frame.scales.of(source)
    if scale is not None:
        return scale.party
    party = frame.parties.match(source) or frame.parties.match(source.removesuffix(" statements"))
    return party.id if party else None

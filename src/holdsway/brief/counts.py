"""Counts: how many districts, fighters or displaced a source put a figure on, as it said it."""

from __future__ import annotations

from holdsway.brief.attacks import figure
from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import said_on
from holdsway.records import Kind

__all__ = ["counts"]


def counts(matter: Matter) -> Section:
    """Every count given in the period, with who gave it."""
    findings = []
    for said in matter.statements:
        if said.kind is not Kind.COUNT or not said.is_evidence or not matter.in_days(said):
            continue
        holder = f", {matter.frame.parties.name_of(said.party)}" if said.party else ""
        told = f"{said.source}, {said_on(said)}" if said.published else said.source
        text = (
            f"{figure(said) or 'a number of'} {said.number_of or ''} {said.category or ''}".strip()
            + f"{holder} ({told})"
        )
        facts = {"statement": said.id, "low": said.low, "best": said.best, "high": said.high}
        findings.append(Finding(text, matter.notes.cite(said), facts))
    return Section("counts", "Counts, as given", tuple(findings))

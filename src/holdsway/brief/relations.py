"""Ties, roles and listings that the sources gave in the period, or that concern those who act in it."""

from __future__ import annotations

from holdsway.brief.brief import Finding, Matter, Section
from holdsway.brief.wording import day, span
from holdsway.records import Kind, Statement
from holdsway.words import fold

__all__ = ["relations"]

KINDS = (Kind.TIE, Kind.ROLE, Kind.LISTING)


def relations(matter: Matter) -> Section:
    """Who is tied to whom, who holds which office, who is listed where: as each source says, by the last day."""
    named = {
        fold(actor.id)
        for said in matter.statements
        if said.kind not in KINDS and matter.in_days(said)
        for actor in said.actors
        if actor.id not in matter.frame.parties
    }
    told = [
        said
        for said in matter.statements
        if said.kind in KINDS
        and said.is_evidence
        and (said.valid is None or said.valid.first <= matter.days.last)
        and (_said_in(said, matter) or any(fold(actor.id) in named for actor in said.actors))
    ]
    told.sort(key=lambda said: (_name(said, "subject", matter), str(said.kind), _name(said, "object", matter), said.id))
    findings = tuple(Finding(_text(said, matter), matter.notes.cite(said), _facts(said)) for said in told)
    return Section("relations", "Ties, roles and listings", findings)


def _said_in(said: Statement, matter: Matter) -> bool:
    return said.published_day is not None and said.published_day in matter.days


def _text(said: Statement, matter: Matter) -> str:
    subject, object = _name(said, "subject", matter), _name(said, "object", matter)
    since = ""
    if said.valid:
        since = f", since {day(said.valid.first)}" if said.open else f", {span(said.valid)}"
    if said.kind is Kind.LISTING:
        programme = f" ({said.label})" if said.label else ""
        reward = (
            f"; reward up to {said.best:,.0f} {(said.number_of or '').removeprefix('reward ')}" if said.best else ""
        )
        return f"{subject}: on the list {object}{programme}{since}{reward} ({said.source})"
    if said.kind is Kind.ROLE:
        office = (said.label or "office not said").removesuffix(" of")
        return f"{subject}: {office}{f' of {object}' if object else ''}{since} ({said.source})"
    return f"{subject}: {said.label or 'tied to'} {object}{since} ({said.source})"


def _name(said: Statement, role: str, matter: Matter) -> str:
    for actor in said.actors:
        if actor.role == role:
            return matter.frame.parties.name_of(actor.id)
    return ""


def _facts(said: Statement) -> dict[str, object]:
    return {
        "statement": said.id,
        "kind": str(said.kind),
        "actors": [{"id": actor.id, "role": actor.role} for actor in said.actors],
        "label": said.label,
    }

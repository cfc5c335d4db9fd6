"""Ties, roles and listings: said in the period, of those who act in it, or on record for a party that does."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import count, day, span
from holdsway.records import Kind, Statement
from holdsway.words import fold

__all__ = ["relations"]

KINDS = (Kind.TIE, Kind.ROLE, Kind.LISTING)
MOST_ON_RECORD = 8


def relations(matter: Matter) -> Section:
    """Who is tied to whom, who holds which office, who is listed where: as each source says, by the last day."""
    known = [
        said
        for said in matter.statements
        if said.kind in KINDS and said.is_evidence and (said.valid is None or said.valid.first <= matter.days.last)
    ]
    acting = _named(said for said in matter.statements if said.kind not in KINDS and matter.in_days(said))
    parties = {fold(id) for id in matter.frame.parties.ids}
    told = [said for said in known if _said_in(said, matter) or _named((said,)) & acting - parties]
    members = _named(said for said in known if said.kind is not Kind.LISTING and _named((said,)) & acting & parties)
    record = [said for said in known if said not in told and _named((said,)) & members - parties]
    told.sort(key=lambda said: _order(said, matter))
    record.sort(key=lambda said: (said.kind is not Kind.LISTING, *_order(said, matter)))
    findings = [_finding(said, matter) for said in (*told, *record[:MOST_ON_RECORD])]
    if rest := record[MOST_ON_RECORD:]:
        text = f"{count(len(rest), 'more tie or listing', 'more ties and listings')} on record for the parties named"
        findings.append(Finding(text, matter.notes.cite(rest[0], rest[-1])))
    return Section(
        "relations",
        "Ties, roles and listings",
        tuple(findings),
        note="Said in these days or of those who act in them; then what is on record of people tied to the parties.",
    )


def _named(statements: Iterable[Statement]) -> set[str]:
    return {fold(actor.id) for said in statements for actor in said.actors}


def _said_in(said: Statement, matter: Matter) -> bool:
    return said.published_day is not None and said.published_day in matter.days


def _order(said: Statement, matter: Matter) -> tuple[str, str, str, str]:
    return (_name(said, "subject", matter), str(said.kind), _name(said, "object", matter), said.id)


def _finding(said: Statement, matter: Matter) -> Finding:
    facts = {
        "statement": said.id,
        "kind": str(said.kind),
        "actors": [{"id": actor.id, "role": actor.role} for actor in said.actors],
        "label": said.label,
    }
    return Finding(_text(said, matter), matter.notes.cite(said), facts)


def _text(said: Statement, matter: Matter) -> str:
    subject, object = _written(said, "subject", matter), _written(said, "object", matter)
    since = ""
    if said.valid:
        since = f", since {day(said.valid.first)}" if said.open else f", {span(said.valid)}"
    if said.kind is Kind.LISTING:
        programme = f" ({said.label})" if said.label else ""
        money = (said.number_of or "").removeprefix("reward ")
        reward = f"; reward up to {said.best:,.0f} {money}".rstrip() if said.best else ""
        return f"{subject}: on the list {object}{programme}{since}{reward} ({said.source})"
    if said.kind is Kind.ROLE:
        office = said.label or "office not said"
        return f"{subject}: {office}{f' of {object}' if object else ''}{since} ({said.source})"
    return f"{subject}: {said.label or 'tied to'} {object}{since} ({said.source})"


def _written(said: Statement, role: str, matter: Matter) -> str:
    """An actor as the source wrote it, so that a ministry is not turned into the party it belongs to."""
    return next((actor.text for actor in said.actors if actor.role == role and actor.text), _name(said, role, matter))


def _name(said: Statement, role: str, matter: Matter) -> str:
    for actor in said.actors:
        if actor.role == role:
            return matter.frame.parties.name_of(actor.id)
    return ""

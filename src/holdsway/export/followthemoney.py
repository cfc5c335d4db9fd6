"""FollowTheMoney: actors, ties, offices, listings and events as entities, one JSON object a line.

Only what a source affirms as so becomes a tie or an event; what it denies, doubts or foresees becomes a note on those
it speaks of. Control, casualties and counts have no schema there and stay in the other exports.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from holdsway.clocks import Days
from holdsway.export.cast import KIN, MEMBER, ORGANIZATION, PERSON, Actor, Cast, tie_of
from holdsway.export.slots import deaths, named, plain, with_roles
from holdsway.export.whereabouts import place_title
from holdsway.frame import Frame
from holdsway.records import NO_LICENCE, Document, Kind, Modality, Polarity, Statement
from holdsway.words import digest

__all__ = ["as_followthemoney", "has_schema"]

Values = Iterable[str | None]
Properties = Mapping[str, str | Values | None]

_URL = re.compile(r"https?://[^\s/?#]+\.[^\s]+")
_AFFIRMED = frozenset((Modality.ASSERTED, Modality.REPORTED))
_KINDS = frozenset((Kind.EVENT, Kind.TIE, Kind.ROLE, Kind.LISTING))
_AUTHORITY_ID = re.compile(r"[a-z][a-z-]*:(\S+)")


def has_schema(said: Statement) -> bool:
    """Whether FollowTheMoney has a schema for it."""
    return said.kind in _KINDS


def as_followthemoney(statements: Iterable[Statement], documents: Sequence[Document], frame: Frame) -> Iterator[bytes]:
    """Documents, then actors, then what is said of them. Ids depend on the record alone, so exports can be joined."""
    told = [said for said in statements if has_schema(said)]
    cited = {said.document for said in told}
    cast = Cast(told, frame.parties)
    for document in documents:
        if document.sha256 in cited:
            yield _document(document)
    held = {document.sha256 for document in documents}
    for actor in cast:
        yield _actor(actor, held)
    posts: set[str] = set()
    for said in told:
        yield from _said(said, cast, frame, held, posts)


def _said(said: Statement, cast: Cast, frame: Frame, held: set[str], posts: set[str]) -> Iterator[bytes]:
    subjects, objects = cast.of(said, "subject"), cast.of(said, "object")
    base = _base(said, held)
    if said.polarity is not Polarity.AFFIRMED or said.modality not in _AFFIRMED:
        yield _note(said, cast, base)
    elif said.kind is Kind.EVENT:
        yield _event(said, cast, frame, base)
    elif said.kind is Kind.LISTING and subjects:
        yield _sanction(said, subjects[0], base)
    elif said.kind is Kind.TIE and subjects and objects and subjects[0] is not objects[0]:
        yield _tie(said, subjects[0], objects[0], base)
    elif said.kind is Kind.ROLE and subjects and subjects[0].schema == PERSON:
        post = _post(said)
        if post[0] not in posts:
            posts.add(post[0])
            yield _entity(*post)
        yield _entity(said.id, "Occupancy", {**base, "holder": subjects[0].id, "post": post[0], **_when(said)})
    else:
        yield _note(said, cast, base)


def _tie(said: Statement, subject: Actor, object: Actor, base: Properties) -> bytes:
    tie, word = tie_of(said)
    when = _when(said)
    if tie == KIN and subject.schema == object.schema == PERSON:
        # FollowTheMoney names the relative from the person's side: the subject is the object's brother
        return _entity(
            said.id, "Family", {**base, "person": object.id, "relative": subject.id, "relationship": word, **when}
        )
    if tie == MEMBER and object.schema == ORGANIZATION:
        ends = {"member": subject.id, "organization": object.id}
        return _entity(said.id, "Membership", {**base, **ends, "role": word, **when})
    ends = {"subject": subject.id, "object": object.id}
    return _entity(said.id, "UnknownLink", {**base, **ends, "role": word, **when})


def _post(said: Statement) -> tuple[str, str, Properties]:
    """The office: its name is all that is told, for what it is of may be a body or a place."""
    of = next(iter(named(said.actors, "object")), None)
    name = f"{said.label or 'office not said'} of {of}" if of else said.label or "office not said"
    return f"holdsway-post-{digest((name,))[:40]}", "Position", {"name": name}


def _sanction(said: Statement, subject: Actor, base: Properties) -> bytes:
    key = next(actor.id for actor in said.actors if actor.role == "subject")
    number = _AUTHORITY_ID.fullmatch(key)
    since = _when(said)
    return _entity(
        said.id,
        "Sanction",
        {
            **base,
            "entity": subject.id,
            "authority": named(said.actors, "object"),
            "program": said.label,
            "unscId": number[1] if number and key.startswith("un:") and len(number[1]) <= 16 else None,
            "authorityId": number[1] if number and not key.startswith("un:") else None,
            "provisions": f"{said.number_of}: {plain(said.best)}" if said.number_of and said.best is not None else None,
            **since,
            "listingDate": since.get("startDate") or since.get("date"),
        },
    )


def _event(said: Statement, cast: Cast, frame: Frame, base: Properties) -> bytes:
    where = place_title(said, frame)
    figures = zip(("low", "best", "high"), deaths(said), strict=True)
    died = ", ".join(f"{name} {number}" for name, number in figures if number is not None)
    parts = (said.event_type or "event", where, str(said.valid) if said.valid else None)
    doubts = [f"doubt: {flag}" for flag in said.flags] + ([f"review: {said.review}"] if said.review else [])
    return _entity(
        said.id,
        "Event",
        {
            **base,
            "name": ", ".join(part for part in parts if part),
            "keywords": said.event_type,
            "location": where,
            "involved": [actor.id for actor in cast.of(said, "by", "against", "side", "party")],
            "summary": f"deaths: {died}" if died else None,
            "notes": [said.note, *doubts],
            **_when(said),
        },
    )


def _note(said: Statement, cast: Cast, base: Properties) -> bytes:
    """What is not said to be so, or fits no schema: an annotation on whom it speaks of."""
    held = "denied" if said.polarity is Polarity.NEGATED else str(said.modality)
    what = " · ".join(part for part in (said.label, said.event_type) if part)
    kept = {key: value for key, value in base.items() if key not in ("description", "recordId", "summary")}
    whom = cast.of(said, *{actor.role for actor in said.actors})
    return _entity(
        said.id,
        "Note",
        {
            **kept,
            "name": f"{held}: {said.kind}" + (f", {what}" if what else ""),
            "description": f"{held}: {_words(said)}",
            "entity": [actor.id for actor in whom],
        },
    )


def _base(said: Statement, held: set[str]) -> dict[str, str | Values | None]:
    """What every schema has: who says it, in which words, where to read it."""
    base: dict[str, str | Values | None] = {
        "publisher": said.publisher or said.source,
        "sourceUrl": _url(said.url),
        "proof": _proof((said.document,), held),
        "recordId": said.native_id,
        "description": _words(said),
    }
    if said.kind is not Kind.EVENT:
        base["summary"] = "; ".join((*((said.note,) if said.note else ()), *(f"doubt: {flag}" for flag in said.flags)))
    return base


def _words(said: Statement) -> str:
    """The words of the source, or what its row says, with who said them and when."""
    when = str(said.published) if said.published else "day not known"
    row = " · ".join(part for part in (said.label, said.event_type, with_roles(said), said.place_text) if part)
    return f"{said.source}, {when}: {said.quote.exact if said.quote.row is None else row or said.quote.exact}"


def _when(said: Statement) -> dict[str, str]:
    """Its days: since when, if it goes on; the one day, month or year it is known for; else first and last day."""
    if said.valid is None:
        return {}
    one = _prefix(said.valid)
    if said.open:
        return {"startDate": one or str(said.valid.first)}
    return {"date": one} if one else {"startDate": str(said.valid.first), "endDate": str(said.valid.last)}


def _prefix(days: Days) -> str | None:
    """A day, month or year as FollowTheMoney writes dates; None for any other stretch."""
    if days.first == days.last:
        return str(days.first)
    if days.first.day != 1 or days.end.day != 1 or days.first.year != days.last.year:
        return None
    if days.first.month == days.last.month:
        return str(days.first)[:7]
    return str(days.first)[:4] if (days.first.month, days.last.month) == (1, 12) else None


def _document(document: Document) -> bytes:
    published = document.published
    licence = document.licence or NO_LICENCE
    return _entity(
        _document_id(document.sha256),
        "Document",
        {
            "fileName": PurePath(document.path).name,
            "title": document.title,
            "author": document.author,
            "publisher": document.speaks_for,
            "publishedAt": str(published.first.date()) if published else None,
            "sourceUrl": _url(document.url),
            "notes": f"licence: {licence}; sha256: {document.sha256}",
        },
    )


def _actor(actor: Actor, held: set[str]) -> bytes:
    name, *others = actor.names
    return _entity(
        actor.id,
        actor.schema,
        {
            "name": name,
            "alias": [other for other in (*others, *actor.aliases) if other != name],
            "publisher": sorted(actor.publishers),
            "proof": _proof(sorted(actor.documents), held),
            "sourceUrl": [_url(url) for url in sorted(actor.urls)],
        },
    )


def _entity(id: str, schema: str, properties: Properties) -> bytes:
    """One entity as a line: every property a list of texts, none empty and none twice."""
    lists = {name: [value] if isinstance(value, str) or value is None else value for name, value in properties.items()}
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in lists.items()}
    entity = {"id": id, "schema": schema, "properties": {name: values for name, values in told.items() if values}}
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"


def _document_id(sha256: str) -> str:
    return f"holdsway-document-{sha256}"


def _proof(documents: Sequence[str], held: set[str]) -> list[str]:
    return [_document_id(sha256) for sha256 in documents if sha256 in held]


def _url(url: str | None) -> str | None:
    return url if url and _URL.fullmatch(url) else None

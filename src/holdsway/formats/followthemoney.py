"""FollowTheMoney: entities as OpenSanctions and Aleph give them, of which lists, offices and relations are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from holdsway.clocks import Days, Published, parse_days, parse_published
from holdsway.errors import DateError
from holdsway.formats.cells import joined
from holdsway.formats.format import Intake, Metadata, Row, RowError
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement
from holdsway.words import Quote

__all__ = ["FollowTheMoney"]

SOURCE = "FollowTheMoney data"
"""Who speaks where a file has no publisher: the datasets that an entity is from are the attribution."""
LONGEST = 200
_TIES = {
    "Associate": ("person", "associate", "associated with", "relationship"),
    "Directorship": ("director", "organization", "director of", "role"),
    "Employment": ("employee", "employer", "employee of", "role"),
    "Family": ("person", "relative", "related to", "relationship"),
    "Membership": ("member", "organization", "member of", "role"),
    "Ownership": ("owner", "asset", "owner of", "role"),
    "Representation": ("agent", "client", "agent of", "role"),
    "Succession": ("predecessor", "successor", "predecessor of", "role"),
    "UnknownLink": ("subject", "object", "linked to", "role"),
}
"""Schema → the property of the one, of the other, what the one is to the other, and the property that says more."""
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_PRIVATE = ("role.rca",)
"""Topics that make nobody a public person: a relative or associate of one."""
_NO_LISTS = ("corp.", "gov.", "fin.", "asset", "mare.")
_NOT_KEPT = {
    "Address": "an address",
    "Document": "a document",
    "Identification": "a paper of identity",
    "Passport": "a paper of identity",
    "Position": "an office, and nobody who holds it",
}
_TOLD = {"birthDate": "born", "nationality": "nationality", "country": "country", "dissolutionDate": "dissolved"}


class FollowTheMoney:
    """FollowTheMoney entities (https://followthemoney.tech): actors on lists, their offices, and who is tied to whom.

    The actor's id is the entity's. `Family` says what the relative is to the person ('mother': the relative is the
    mother of the person), unless its words end with 'of', which then read from the person on.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Row, number: int, intake: Intake) -> Iterable[Statement]:
        """The listing and roles of an entity, the tie of a relation, and the same of each entity inside it."""
        for key in ("id", "schema"):
            if not (isinstance(row.get(key), str) and row[key].strip()):
                raise RowError(key, f"{key} is blank; every entity has one")
        if not isinstance(row.get("properties"), Mapping):
            raise RowError("properties", "properties is no object of lists; write {NAME: [VALUE, …]}")
        source = intake.document.publisher or SOURCE
        said = Statement(
            kind=Kind.LISTING,
            source=source,
            publisher=source,
            document=intake.document.sha256,
            quote=Quote("", row=number, column="topics"),
            published=_time(row, "last_change") or _time(row, "last_seen") or intake.document.published,
            native_id=row["id"],
            report_group=f"followthemoney:{row['id']}",
            attribution=_datasets(row),
        )
        found = [*_entity(said, row, intake.frame), *_inside(said, row, intake.frame)]
        if not found:
            what = _NOT_KEPT.get(row["schema"], f"of schema {row['schema']}, without a topic, an office or a relation")
            raise RowError("schema", f"{row['id']} is {what}; it tells of no list, office or tie and is not kept")
        return list(dict.fromkeys(found))


def _entity(said: Statement, row: Row, frame: Frame, parent: Row | None = None) -> Iterator[Statement]:
    """What one entity says; `parent` is the one it stands in, which is the end that a relation leaves out."""
    schema = row["schema"]
    if schema in _TIES:
        yield from _ties(said, row, frame, parent)
    elif schema == "Sanction":
        yield from _sanction(said, row, frame, parent)
    elif schema == "Occupancy":
        yield from _occupancy(said, row, frame, parent)
    elif schema not in _NOT_KEPT:
        yield from _actor(said, row, frame)


def _actor(said: Statement, row: Row, frame: Frame) -> Iterator[Statement]:
    """The listing of somebody with a topic that puts them on a list, and a role for each position."""
    subject = _end(row, frame, "subject")
    topics = [topic for topic in _texts(row, "topics") if topic not in _PRIVATE and not topic.startswith(_NO_LISTS)]
    names = dict.fromkeys(name for key in _NAMES for name in _texts(row, key) if name != subject.text)
    told = [f"{what}: {', '.join(values)}" for key, what in _TOLD.items() if (values := _texts(row, key))]
    if topics:
        on = said.attribution or (said.source,)
        lists = [ActorRole(dataset, "object", dataset) for dataset in on]
        others = [ActorRole(subject.id, "alias", name) for name in names]
        note = joined(row["schema"], *told, "each dataset holds the entry; which of them gives the topics is not said")
        label = "; ".join(topics)
        yield replace(said, label=label, actors=(subject, *lists, *others), note=note)
    if any(topic in _PRIVATE for topic in _texts(row, "topics")):  # named so that ties to them have a name
        label = "relative or close associate of somebody listed"
        yield replace(said, kind=Kind.ROLE, label=label, category=label, actors=(subject,))
    for position in _texts(row, "position"):
        column = replace(said.quote, column="position")
        label = _shortened(position)
        yield replace(said, kind=Kind.ROLE, quote=column, label=label, category=label, actors=(subject,))


def _sanction(said: Statement, row: Row, frame: Frame, parent: Row | None) -> Iterator[Statement]:
    """A listing by an authority, under a programme, since a day."""
    authority = next(iter(_texts(row, "authority")), None) or next(iter(said.attribution), said.source)
    programme = next(iter(_texts(row, "program")), None) or next(iter(_texts(row, "programId")), None)
    since, until = _first(row, "listingDate") or _first(row, "startDate"), _first(row, "endDate")
    reason = "; ".join(_texts(row, "reason"))
    for subject in _ends(row, "entity", frame, "subject", parent):
        yield replace(
            said,
            quote=replace(said.quote, column="entity"),
            label=_shortened(programme) if programme else None,
            actors=(subject, ActorRole(authority, "object", authority)),
            valid=_stretch(since, until),
            open=since is not None and until is None,
            note=joined(f"ended {until}" if until else None, f"reason: {_shortened(reason)}" if reason else None),
        )


def _occupancy(said: Statement, row: Row, frame: Frame, parent: Row | None) -> Iterator[Statement]:
    """A role: the holder, and the office by its name where the entity is given and not its id alone."""
    since, until = _first(row, "startDate"), _first(row, "endDate")
    holders, posts = _ends(row, "holder", frame, "subject", parent), _ends(row, "post", frame, "object", parent)
    for holder, post in product(holders, posts):
        yield replace(
            said,
            kind=Kind.ROLE,
            quote=replace(said.quote, column="post"),
            label=post.text or post.id,
            category=f"{holder.id} {post.id}",
            actors=(holder,),
            valid=_stretch(since, until),
            open=since is not None and until is None,
            note=joined(*_texts(row, "status"), None if post.text else "the office is known by its id alone"),
        )


def _ties(said: Statement, row: Row, frame: Frame, parent: Row | None) -> Iterator[Statement]:
    one, other, label, more = _TIES[row["schema"]]
    since, until = _first(row, "startDate"), _first(row, "endDate")
    told = next(iter(_texts(row, more)), None)
    turned = row["schema"] == "Family" and told is not None and not told.casefold().endswith(" of")
    if told and row["schema"] != "Ownership" and told.casefold().endswith((" of", " with", " to")):
        label, told = told[0].lower() + told[1:], None
    elif told and turned:
        label, told = f"{told.casefold()} of", None
    share = _texts(row, "percentage")
    ends = _ends(row, one, frame, "subject", parent), _ends(row, other, frame, "object", parent)
    for subject, object in product(*ends):
        if subject.id == object.id:
            raise RowError(other, f"{other} is {one} ({subject.id}); a relation has two ends")
        pair = (replace(object, role="subject"), replace(subject, role="object")) if turned else (subject, object)
        yield replace(
            said,
            kind=Kind.TIE,
            quote=replace(said.quote, column=other),
            label=label,
            category=f"{subject.id} {object.id}",
            actors=pair,
            valid=_stretch(since, until),
            open=since is not None and until is None,
            note=joined(
                f"role: {told}" if told else None,
                f"share: {share[0]} %" if share else None,
                "began before, day not said" if until and not since else None,
            ),
        )


def _inside(said: Statement, row: Row, frame: Frame) -> Iterator[Statement]:
    """What the entities say that stand inside another in full."""
    for values in row["properties"].values():
        for value in values if isinstance(values, list) else ():
            if isinstance(value, Mapping) and isinstance(value.get("properties"), Mapping) and value.get("schema"):
                inner = replace(
                    said, native_id=str(value.get("id")), attribution=_datasets(value) or said.attribution, note=None
                )
                yield from _entity(inner, value, frame, row)


def _ends(row: Row, key: str, frame: Frame, role: str, parent: Row | None) -> list[ActorRole]:
    """The actors under a property: entities in full or by id; where it is left out, the entity this one stands in."""
    values = row["properties"].get(key) or ([parent] if parent is not None else [])
    ends = [_end(value, frame, role) for value in (values if isinstance(values, list) else [values])]
    if not ends:
        raise RowError(key, f"{key} is blank; every {row['schema']} has one")
    return list(dict.fromkeys(ends))


def _end(value: Any, frame: Frame, role: str) -> ActorRole:
    if not isinstance(value, Mapping):
        return ActorRole(str(value), role)
    name = value.get("caption") or next(iter(_texts(value, "name")), None)
    party = frame.parties.match(name)
    return ActorRole(party.id if party else str(value.get("id") or name), role, name)


def _texts(row: Mapping[str, Any], key: str) -> list[str]:
    """The texts under a property, each on one line and once."""
    values = (row.get("properties") or {}).get(key) or []
    texts = values if isinstance(values, list) else [values]
    return list(dict.fromkeys(" ".join(text.split()) for text in texts if isinstance(text, str) and text.strip()))


def _datasets(row: Row) -> tuple[str, ...]:
    datasets = row.get("datasets") or ()
    return tuple(str(dataset) for dataset in datasets) if isinstance(datasets, list) else (str(datasets),)


def _first(row: Row, key: str) -> Days | None:
    """The earliest of the dates under a property."""
    try:
        return min((parse_days(words[:10]) for words in _texts(row, key)), default=None)
    except DateError as error:
        raise RowError(key, f"{key} {error}") from None


def _stretch(since: Days | None, until: Days | None) -> Days | None:
    if since and until:
        if until.last < since.first:
            raise RowError("endDate", f"endDate {until} is before {since}, when it began; put the dates in order")
        return Days(since.first, until.last)
    return since or until


def _time(row: Row, key: str) -> Published | None:
    try:
        return parse_published(str(row[key])) if row.get(key) else None
    except DateError as error:
        raise RowError(key, f"{key} {error}") from None


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"

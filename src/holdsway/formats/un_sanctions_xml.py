"""The UN Security Council Consolidated List: who is listed since when, under which names, and who is whose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from holdsway.clocks import Days, parse_day
from holdsway.errors import DateError
from holdsway.formats.cells import joined
from holdsway.formats.format import Intake, Metadata, Row, RowError
from holdsway.formats.kin import Relation, relations
from holdsway.formats.kin_words import is_honorific
from holdsway.records import ActorRole, Kind, Modality, Statement
from holdsway.words import Quote

__all__ = ["UnSanctionsXml"]

SOURCE = "UN Security Council"
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ALIASES = ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS")
_ZONE = re.compile(r"(?<=\d\d-\d\d)(Z|[+-]\d\d:\d\d)$")  # an XML date may bear one, and is the same day
_BIRTH = {"EXACT": "", "APPROXIMATELY": "about ", "BETWEEN": "between "}


class UnSanctionsXml:
    """The Consolidated List: one person or entity a record, known by its permanent reference number.

    A record is one listing with all its names, a role for each designation, and a tie for each relation that its
    comments tell to somebody by reference number. All of it was published when the list was generated. Roles and ties
    bear the number of their record, so they stand as long as a later list repeats them; `category` tells them apart.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Row, number: int, intake: Intake) -> Iterable[Statement]:
        """One listing statement; then its roles and ties."""
        for tag in self.metadata.required:
            if not _texts(row, tag):
                raise RowError(tag, f"{tag} is blank; fetch the list again, every record has one")
        reference = _texts(row, "REFERENCE_NUMBER")[0]
        name = " ".join(text for tag in _NAMES for text in _texts(row, tag))
        party = intake.frame.parties.match(name)
        subject = ActorRole(party.id if party else f"un:{reference}", "subject", name)
        said = Statement(
            kind=Kind.LISTING,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=Quote("", row=number, column="LISTED_ON"),
            published=intake.document.published,
            native_id=reference,
            report_group=f"un_sanctions:{reference}",
        )
        yield _listing(said, row, subject)
        yield from _roles(said, row, subject)
        yield from _ties(said, row, subject, reference)


def _listing(said: Statement, row: Row, subject: ActorRole) -> Statement:
    on_list = next(iter(_inner(row, "LIST_TYPE", "VALUE")), "UN List")
    try:
        since = parse_day(_ZONE.sub("", _texts(row, "LISTED_ON")[0]))
    except DateError as error:
        raise RowError("LISTED_ON", f"LISTED_ON {error}") from None
    others = [ActorRole(subject.id, "original", text) for text in _texts(row, "NAME_ORIGINAL_SCRIPT")]
    others += [ActorRole(subject.id, "alias", alias) for alias in dict.fromkeys(_aliases(row, "ALIAS_NAME"))]
    return replace(
        said,
        label=_texts(row, "UN_LIST_TYPE")[0],
        actors=(subject, ActorRole(on_list, "object", on_list), *others),
        valid=Days(since, since),
        open=True,
        note=_note(row),
    )


def _roles(said: Statement, row: Row, subject: ActorRole) -> Iterator[Statement]:
    """A role for each designation, and for each title that is more than a form of address."""
    offices = dict.fromkeys(_inner(row, "DESIGNATION", "VALUE"), "DESIGNATION")
    for title in _inner(row, "TITLE", "VALUE"):
        if not is_honorific(title):
            offices.setdefault(title, "TITLE")
    for label, tag in offices.items():
        quote = replace(said.quote, column=tag)
        yield replace(said, kind=Kind.ROLE, quote=quote, label=label, category=label, actors=(subject,))


def _ties(said: Statement, row: Row, subject: ActorRole, reference: str) -> Iterator[Statement]:
    names = [subject.text or "", *_aliases(row, "ALIAS_NAME")]
    is_person = row[""] == ["INDIVIDUAL"]
    for comment in _texts(row, "COMMENTS1"):
        for told in relations(comment, names=names, is_person=is_person):
            if told.reference != reference:
                yield _tie(said, told, subject)


def _tie(said: Statement, told: Relation, subject: ActorRole) -> Statement:
    other = ActorRole(f"un:{told.reference}", "subject" if told.turned else "object", told.name)
    this = replace(subject, role="object" if told.turned else "subject")
    return replace(
        said,
        kind=Kind.TIE,
        quote=replace(said.quote, column="COMMENTS1"),
        label=told.label,
        category=f"{told.label} {other.id}",
        actors=(other, this) if told.turned else (this, other),
        open=not told.former,
        modality=Modality.POSSIBLE if told.doubtful else said.modality,
        note=joined("formerly" if told.former else None, told.when, f"COMMENTS1: {told.words}"),
    )


def _note(row: Row) -> str | None:
    """What else the record says of who this is, as written."""
    nationality, born = _inner(row, "NATIONALITY", "VALUE"), [*_births(row)]
    low = [alias for alias, quality in _with(row, "QUALITY") if quality == "Low"]
    before = [alias for alias, quality in _with(row, "QUALITY") if quality == "f.k.a."]
    told = [f"{alias} ({note})" for alias, note in _with(row, "NOTE")]
    parts = {
        "nationality": nationality,
        "born": born,
        "title": _inner(row, "TITLE", "VALUE"),
        "aliases of low quality": low,
        "formerly known as": before,
        "on aliases": told,
        "last updated": _inner(row, "LAST_DAY_UPDATED", "VALUE"),
        "comments": _texts(row, "COMMENTS1"),
    }
    return joined(*(f"{what}: {', '.join(words)}" for what, words in parts.items() if words))


def _births(row: Row) -> Iterator[str]:
    for birth in _records(row, "INDIVIDUAL_DATE_OF_BIRTH"):
        years = " and ".join(text for tag in ("FROM_YEAR", "TO_YEAR") for text in _texts(birth, tag))
        parts = [*_texts(birth, "DATE"), *_texts(birth, "YEAR"), years, *_texts(birth, "NOTE")]
        written = " ".join(part for part in parts if part)
        if written:
            yield _BIRTH.get(" ".join(_texts(birth, "TYPE_OF_DATE")), "") + written


def _aliases(row: Row, tag: str) -> list[str]:
    return [text for element in _ALIASES for text in _inner(row, element, tag)]


def _with(row: Row, tag: str) -> list[tuple[str, str]]:
    """Each alias with what its record says under a tag."""
    records = (record for element in _ALIASES for record in _records(row, element))
    return [(name, said) for one in records for name in _texts(one, "ALIAS_NAME") for said in _texts(one, tag)]


def _inner(row: Row, element: str, tag: str) -> list[str]:
    return [text for record in _records(row, element) for text in _texts(record, tag)]


def _records(row: Row, element: str) -> list[Mapping[str, Any]]:
    return [record for record in row.get(element, ()) if isinstance(record, Mapping)]


def _texts(row: Mapping[str, Any], tag: str) -> list[str]:
    """The texts under a tag that are not blank, each on one line."""
    return [" ".join(text.split()) for text in row.get(tag, ()) if isinstance(text, str) and text.strip()]

"""The US Treasury's list of Specially Designated Nationals: who is on it, under which programmes, linked to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from holdsway.formats.cells import cell_quote, joined, needed, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.kin_words import is_honorific, kin_of
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["OfacSdnCsv"]

SOURCE = "US Treasury OFAC"
ON_LIST = "SDN list"
_NAME = re.compile(r"(?:alt\. )?([a-z])\.k\.a\. '(.+)'", re.IGNORECASE)
_END = re.compile(r"(?<!\.\w)\.$")  # the remarks end with a full stop, which an abbreviation (S.A.) keeps
_TIED = "Linked To: "
_KEPT = ("DOB", "alt. DOB", "POB", "alt. POB", "nationality", "alt. nationality", "citizen", "alt. citizen", "Gender")
"""The remarks that tell who this is. Numbers of papers, addresses and telephones stay in the row alone."""
_OF_VESSEL = {"Call_Sign": "call sign", "Vess_type": "type", "Vess_flag": "flag", "Vess_owner": "owner"}


@dataclass(frozen=True, slots=True)
class _Remarks:
    """The remarks of a row taken apart: other names with their letter (a.k.a., f.k.a.), links, kin, and the rest."""

    names: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    kin: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]


class OfacSdnCsv:
    """The SDN list as sdn.csv: one person, entity, vessel or aircraft a row, known by its number (`ent_num`).

    A row is one listing under all its programmes, a role for each office in Title, and a tie for each `Linked To` and
    each kinship in Remarks; these name the other and give no number, so the other stays a name. An entry is never
    merged with one on another list.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One listing statement; then its roles and ties."""
        own_number, name = needed(row, "ent_num"), needed(row, "SDN_Name")
        if not own_number.isdecimal():
            raise RowError("ent_num", f"ent_num {own_number!r} is not a number; fetch the list again")
        programmes = re.split(r"\s*\]\s*\[\s*", needed(row, "Program").strip("[] "))
        party = intake.frame.parties.match(name)
        subject = ActorRole(party.id if party else f"ofac:{own_number}", "subject", name)
        remarks = _remarks(text(row, "Remarks") or "")
        said = Statement(
            kind=Kind.LISTING,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "Program"),
            published=intake.document.published,
            native_id=own_number,
            report_group=f"ofac_sdn:{own_number}",
            label="; ".join(programmes),
        )
        others = [ActorRole(subject.id, "alias", alias) for _, alias in remarks.names]
        yield replace(said, actors=(subject, ActorRole(ON_LIST, "object", ON_LIST), *others), note=_note(row, remarks))
        yield from _roles(said, row, number, subject)
        yield from _ties(said, row, number, subject, remarks, intake.frame)


def _remarks(words: str) -> _Remarks:
    pieces = [piece.strip() for piece in _END.sub("", words).split("; ")]
    names = (found for piece in pieces if (found := _NAME.fullmatch(piece)))
    return _Remarks(
        names=tuple(dict.fromkeys((found[1], found[2]) for found in names)),
        linked=tuple(dict.fromkeys(piece.removeprefix(_TIED) for piece in pieces if piece.startswith(_TIED))),
        kin=tuple(dict.fromkeys(kin for piece in pieces if (kin := kin_of(piece)))),
        kept=tuple(piece for piece in pieces if piece.startswith(_KEPT)),
    )


def _offices(row: Mapping[str, str]) -> list[str]:
    return [title.strip() for title in (text(row, "Title") or "").split(";") if title.strip()]


def _note(row: Mapping[str, str], remarks: _Remarks) -> str | None:
    honorific = [title for title in _offices(row) if is_honorific(title)]
    former = [name for letter, name in remarks.names if letter.casefold() == "f"]
    vessel = [f"{what} {words}" for column, what in _OF_VESSEL.items() if (words := text(row, column))]
    return joined(
        text(row, "SDN_Type") or "entity",
        f"title: {', '.join(honorific)}" if honorific else None,
        *remarks.kept,
        f"formerly known as: {', '.join(former)}" if former else None,
        *vessel,
    )


def _roles(said: Statement, row: Mapping[str, str], number: int, subject: ActorRole) -> Iterator[Statement]:
    for office in dict.fromkeys(_offices(row)):
        if not is_honorific(office) and kin_of(office) is None:
            quote = cell_quote(row, number, "Title")
            yield replace(said, kind=Kind.ROLE, quote=quote, label=office, category=office, actors=(subject,))


def _ties(
    said: Statement, row: Mapping[str, str], number: int, subject: ActorRole, remarks: _Remarks, frame: Frame
) -> Iterator[Statement]:
    """A tie for each link and kinship; kin may stand in the title, the remarks, or both."""
    titles = [kin for office in _offices(row) if (kin := kin_of(office))]
    told = [("linked to", name, "Remarks") for name in remarks.linked]
    told += [(label, name, "Title") for label, name in titles]
    told += [(label, name, "Remarks") for label, name in remarks.kin if (label, name) not in titles]
    for label, name, column in told:
        other = ActorRole(frame.actor(name), "object", name)
        if other.id != subject.id:
            quote = cell_quote(row, number, column)
            about = f"{label} {other.id}"
            yield replace(said, kind=Kind.TIE, quote=quote, label=label, category=about, actors=(subject, other))

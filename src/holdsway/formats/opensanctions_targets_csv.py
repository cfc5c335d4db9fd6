"""OpenSanctions targets in simplified form: who is on which lists, one person, body or thing a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from holdsway.clocks import Published, parse_published
from holdsway.errors import DateError
from holdsway.formats.cells import cell_quote, joined, needed, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["OpenSanctionsTargets"]

SOURCE = "OpenSanctions"
LONGEST = 200  # characters of what the lists say that are kept as a label; the row holds it all


class OpenSanctionsTargets:
    """targets.simple.csv: a row is one listing, with every list (dataset) that holds the entry.

    It was published when the entry last changed. Where a row is from one list and an entry of that list stands in the
    ledger too, both stay: they are told side by side and never merged.
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One listing statement."""
        own_id, name, lists = needed(row, "id"), needed(row, "name"), _values(row, "dataset")
        schema = needed(row, "schema")
        if not lists:
            raise RowError("dataset", "dataset is blank; without it nobody says who lists this; fetch the file again")
        seen = {column: _time(row, column) for column in ("first_seen", "last_seen", "last_change")}
        party = intake.frame.parties.match(name)
        subject = ActorRole(party.id if party else own_id, "subject", name)
        first = seen["first_seen"]
        yield Statement(
            kind=Kind.LISTING,
            source=SOURCE,
            publisher=SOURCE,
            document=intake.document.sha256,
            quote=cell_quote(row, number, "dataset"),
            published=seen["last_change"] or seen["last_seen"] or intake.document.published,
            native_id=own_id,
            report_group=f"opensanctions:{own_id}",
            label=_shortened("; ".join(_values(row, "sanctions"))),
            actors=(
                subject,
                *(ActorRole(on_list, "object", on_list) for on_list in lists),
                *(ActorRole(subject.id, "alias", alias) for alias in _values(row, "aliases")),
            ),
            note=joined(
                schema,
                _told("born", row, "birth_date"),
                _told("countries", row, "countries"),
                _told("programmes", row, "program_ids"),
                f"first seen by OpenSanctions {first.first.date()}" if first else None,
            ),
        )


def _values(row: Mapping[str, str], column: str) -> list[str]:
    """The values of a cell: a row of CSV in itself, parted by semicolons."""
    words = text(row, column)
    if words is None:
        return []
    try:
        values = [value for line in csv.reader([words], delimiter=";", strict=True) for value in line]
    except csv.Error:
        values = [words]  # a quotation mark that parts nothing
    return list(dict.fromkeys(" ".join(value.split()) for value in values if value.strip()))


def _told(what: str, row: Mapping[str, str], column: str) -> str | None:
    values = _values(row, column)
    return f"{what}: {', '.join(values)}" if values else None


def _time(row: Mapping[str, str], column: str) -> Published | None:
    words = text(row, column)
    try:
        return parse_published(words) if words else None
    except DateError as error:
        raise RowError(column, f"{column} {error}") from None


def _shortened(words: str) -> str | None:
    if len(words) <= LONGEST:
        return words or None
    return words[:LONGEST].rpartition(" ")[0] + " …"

"""VIINA's territorial control: who held each populated place of Ukraine each day, by several maps side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from holdsway.actors import CONTESTED
from holdsway.clocks import Days, Published, parse_published
from holdsway.errors import DateError
from holdsway.formats.cells import cell_quote, day, joined, needed, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.frame import Frame
from holdsway.records import ActorRole, Kind, Modality, Statement
from holdsway.scales import UNKNOWN

__all__ = ["ViinaControl"]

PUBLISHER = "VIINA"
_SOURCES = {
    "status_wiki": "VIINA: Wikipedia",
    "status_boost": "VIINA: boosted",
    "status_dsm": "VIINA: DeepStateMap",
    "status_isw": "VIINA: ISW",
    "status": "VIINA: all combined",
}
"""Who each column is after; `boosted` is Wikipedia's status moved on by VIINA's event reports."""
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)")


class ViinaControl:
    """VIINA control: each status column is a source of its own, and a row, published by VIINA, is one report.

    The labels are turned into holders by the scale that the frame declares for a source, else by the names in `labels`
    of the metadata. Places go by their numbers in GeoNames (`control` files) or in the register KATOTTH (`kontrol`).
    """

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One control statement for each status that is filled in, valid until the same source says otherwise."""
        code, on = text(row, "kod") or needed(row, "geonameid"), day(row, "date", self.metadata.date_format)
        labels = {column: label for column in _SOURCES if (label := text(row, column))}
        if not labels:
            raise RowError("status", "every status is blank, so the row says nothing; fill one in or take the row out")
        placed = intake.frame.place(None, code=code)
        for column, label in labels.items():
            holder, scale, note = self._holder(intake.frame, column, label)
            yield Statement(
                kind=Kind.CONTROL,
                source=_SOURCES[column],
                publisher=PUBLISHER,
                document=intake.document.sha256,
                quote=cell_quote(row, number, column),
                published=intake.document.published or _version_day(row),
                native_id=f"{code}/{on}",
                report_group=f"viina_control:{code}/{on}",
                place_code=placed.code,
                place_version=placed.version,
                place_note=placed.note,
                place_text=code,
                party=holder,
                actors=(ActorRole(holder, "party"),) if holder and holder != CONTESTED else (),
                label=label,
                scale=scale,
                valid=Days(on, on),
                open=True,
                modality=Modality.ASSERTED,
                note=joined("the majority of the other statuses" if column == "status" else None, note),
            )

    def _holder(self, frame: Frame, column: str, label: str) -> tuple[str | None, str | None, str | None]:
        """Who a label says holds the place, by which scale, and a note when that is no party of the frame."""
        scale = frame.scales.of(_SOURCES[column])
        if scale is not None and len(scale.labels):
            found = scale.label(label)
            if found is None:
                raise RowError(column, f"label {label!r} is not on the scale of {scale.source}; add it to scales.yaml")
            return (None if found.holder == UNKNOWN else found.holder), f"{scale.source}@{scale.version}", None
        names = self.metadata.labels[label]
        if names == (CONTESTED,):
            return CONTESTED, None, None
        party = next((party for name in names if (party := frame.parties.match(name))), None)
        if party is not None:
            return party.id, None, None
        return names[0], None, f"{names[0]!r} holds the place and is no party of the frame" if frame.declared else None


def _version_day(row: Mapping[str, str]) -> Published | None:
    """The day of the release, where its version tells it (20260913044905332209, bert_20260913024050); else None."""
    found = _DAY.search(text(row, "vcontrol_version") or text(row, "viina_version") or "")
    try:
        return parse_published("-".join(found.groups())) if found else None
    except DateError:
        return None

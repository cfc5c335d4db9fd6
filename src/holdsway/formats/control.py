"""control.csv: what sources say of who holds a place, each in its own labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from holdsway.actors import CONTESTED
from holdsway.formats.cells import days, needed, spoken, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.formats.placing import stand
from holdsway.records import ActorRole, Kind, Modality, Statement
from holdsway.scales import UNKNOWN, Label, Scale, Scales

__all__ = ["ControlTable"]


class ControlTable:
    """Assessments of control: a source's label for a place, turned into a holder by that source's declared scale."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One control statement, valid from `as_of` until the same source speaks of that place again."""
        said = spoken(row, number, intake, Kind.CONTROL, decisive="label")
        needed(row, "as_of")
        scale, label = _labelled(intake.frame.scales, said.source, needed(row, "label"))
        holder = None if label.holder == UNKNOWN else label.holder
        place, admin1, code = text(row, "place"), text(row, "admin1"), text(row, "pcode")
        if place is None and code is None:
            raise RowError("place", "place and pcode are both blank; name the place")
        placed = stand(intake.frame, place, admin1=admin1, code=code)
        yield replace(
            said,
            source=scale.source,
            place_key=code,
            place_code=placed.code,
            place_version=placed.version,
            place_note=placed.note,
            place_text=place,
            admin1=admin1,
            party=holder,
            actors=(ActorRole(holder, "party"),) if holder and holder != CONTESTED else (),
            label=label.text,
            scale=f"{scale.source}@{scale.version}",
            valid=days(row, "as_of"),
            open=True,
            modality=Modality.ASSERTED,
        )


def _labelled(scales: Scales, source: str, words: str) -> tuple[Scale, Label]:
    scale = scales.of(source)
    if scale is None:
        raise RowError(
            "source",
            f"source {source!r} has no scale; declare it in scales.yaml as "
            f"`sources: {{{source}: {{labels: {{{words}: {{means: ..., holder: PARTY}}}}}}}}`",
        )
    label = scale.label(words)
    if label is None:
        raise RowError("label", f"label {words!r} is not on the scale of {scale.source}; add it to scales.yaml")
    return scale, label

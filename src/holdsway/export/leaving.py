"""What may leave: the statements that nobody's terms and no confidence hold back, and the count of those that stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from holdsway.export.whereabouts import own_point
from holdsway.frame import Frame, frame_of
from holdsway.records import CONFIDENTIAL, NO_LICENCE, OPEN, ROWS_WITHHELD, Document, Statement

__all__ = ["Leaving", "frame_leaving", "leaving"]

_STRICTER = (OPEN, ROWS_WITHHELD, CONFIDENTIAL)


@dataclass(frozen=True, slots=True)
class Leaving:
    """The statements that may leave, and how many stay: sensitivity → licence → number of statements."""

    statements: tuple[Statement, ...]
    withheld: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def kept_back(self) -> int:
        """How many statements stay."""
        return sum(sum(licences.values()) for licences in self.withheld.values())

    @property
    def reasons(self) -> str:
        """Why they stay, by reason and licence: `6 rows-withheld (ACLED terms), 2 confidential`."""
        return ", ".join(_reason(sensitivity, licences) for sensitivity, licences in self.withheld.items())


def leaving(statements: Iterable[Statement], documents: Iterable[Document]) -> Leaving:
    """Part what may leave from what stays. Of a statement and its document the stricter word counts.

    A sensitivity that nobody declared is no leave to go: only `open`, or none said, may.
    """
    held = {document.sha256: document for document in documents}
    may, stay = [], Counter[tuple[str, str]]()
    for said in statements:
        document = held.get(said.document)
        sensitivity = max(_level(said.sensitivity), _level(document.sensitivity if document else None), key=_strictness)
        if sensitivity == OPEN:
            may.append(said)
        else:
            licence = said.licence or (document.licence if document else None) or NO_LICENCE
            stay[sensitivity, licence] += 1
    withheld: dict[str, dict[str, int]] = {}
    for sensitivity, licence in sorted(stay, key=lambda key: (_strictness(key[0]), key)):
        withheld.setdefault(sensitivity, {})[licence] = stay[sensitivity, licence]
    return Leaving(tuple(may), withheld)


def frame_leaving(declared: Frame | None, statements: Iterable[Statement]) -> Frame:
    """The frame to export with: the declared one; where it has no places, they are taken only from what may leave.

    Otherwise the coordinates of a row that stays would go out as those of its place. Nor is the point of a row known
    only to a province or an area taken for a place.
    """
    return frame_of((said for said in statements if own_point(said) is not None or said.latitude is None), declared)


def _level(sensitivity: str | None) -> str:
    return (sensitivity or "").strip().casefold() or OPEN


def _strictness(sensitivity: str) -> int:
    return _STRICTER.index(sensitivity) if sensitivity in _STRICTER else len(_STRICTER)


def _reason(sensitivity: str, licences: Mapping[str, int]) -> str:
    named = [
        licence if len(licences) == 1 else f"{licence}: {number}"
        for licence, number in licences.items()
        if len(licences) > 1 or licence != NO_LICENCE
    ]
    return f"{sum(licences.values())} {sensitivity}" + (f" ({'; '.join(named)})" if named else "")

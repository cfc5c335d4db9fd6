"""Scales: a source's own labels, what they mean, and which holder each stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from holdsway.actors import CONTESTED, Parties
from holdsway.errors import FrameError
from holdsway.words import digest, fold

__all__ = ["UNKNOWN", "Label", "Priors", "Scale", "Scales"]

UNKNOWN = "unknown"
"""The holder a label declares when it says nothing of who holds the place."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a scale: its words, what the source means by it, and the holder it stands for."""

    text: str
    means: str
    holder: str


@dataclass(frozen=True, slots=True)
class Priors:
    """What the analyst believes of a source beforehand: its lag in days, by fall and recapture, and its weight."""

    fall_days: float | None = None
    recapture_days: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How one source speaks of control: `map` (keeps a standing picture) or `statements` (speaks at times)."""

    source: str
    kind: str = "statements"
    habit: str | None = None
    party: str | None = None
    copies: str | None = None
    ended: date | None = None
    priors: Priors = Priors()
    labels: Mapping[str, Label] = field(default_factory=dict)

    def label(self, text: str) -> Label | None:
        """The declared label of these words, case-folded and whole; `held?` is not `held`."""
        return self.labels.get(_folded(text))

    @property
    def version(self) -> str:
        """Eight hex digits that change whenever a label or its crosswalk does."""
        parts = (part for label in self.labels.values() for part in (label.text, label.holder))
        return digest((self.source, self.kind, *parts))[:8]


class Scales:
    """The scales of a frame, by source."""

    def __init__(self, scales: Iterable[Scale] = ()) -> None:
        self._by_source = {fold(scale.source): scale for scale in scales}

    def __iter__(self) -> Iterator[Scale]:
        return iter(self._by_source.values())

    def __len__(self) -> int:
        return len(self._by_source)

    def of(self, source: str) -> Scale | None:
        """The scale declared for a source."""
        return self._by_source.get(fold(source))

    def spokesmen_of(self, party: str) -> Scale | None:
        """The source under which all spokesmen of a party speak, when the frame declares one."""
        return next((scale for scale in self if scale.party == party), None)


def scales_from(content: Any, parties: Parties) -> Scales:
    """The scales declared in a scales.yaml. Errors: FrameError naming the source and label that are wrong."""
    sources = content.get("sources") if isinstance(content, Mapping) else None
    if not isinstance(sources, Mapping):
        raise FrameError("scales.yaml: needs `sources:` with one entry for each source")
    scales: dict[str, Scale] = {}
    for source, entry in sources.items():
        scale = _scale(str(source), entry or {}, parties)
        first = scales.setdefault(fold(scale.source), scale)
        if first is not scale:
            raise FrameError(f"scales.yaml: {scale.source}: is the source {first.source!r} again; leave one of the two")
    return Scales(scales.values())


def _scale(source: str, entry: Any, parties: Parties) -> Scale:
    if not isinstance(entry, Mapping):
        raise FrameError(f"scales.yaml: {source}: write its labels as `labels: {{LABEL: {{means, holder}}}}`")
    kind = entry.get("kind", "statements")
    if kind not in ("map", "statements"):
        raise FrameError(f"scales.yaml: {source}: kind {kind!r} is neither map nor statements")
    party = entry.get("party")
    if party is not None and party not in parties:
        raise FrameError(f"scales.yaml: {source}: party {party!r} is not in case.yaml")
    ended = entry.get("ended")
    if ended is not None and not isinstance(ended, date):
        try:
            ended = date.fromisoformat(str(ended))
        except ValueError:
            raise FrameError(f"scales.yaml: {source}: ended {ended!r} is not a date; write YYYY-MM-DD") from None
    declared = entry.get("labels") or {}
    if not isinstance(declared, Mapping):
        raise FrameError(f"scales.yaml: {source}: write its labels as `labels: {{LABEL: {{means, holder}}}}`")
    labels: dict[str, Label] = {}
    for text, said in declared.items():
        holder = said.get("holder") if isinstance(said, Mapping) else None
        if not isinstance(holder, str) or (holder not in (CONTESTED, UNKNOWN) and holder not in parties):
            raise FrameError(
                f"scales.yaml: {source}: label {text!r} has holder {holder!r}; "
                f"write one of {', '.join((*parties.ids, CONTESTED, UNKNOWN))}"
            )
        label = Label(str(text), str(said.get("means") or ""), holder)
        first = labels.setdefault(_folded(label.text), label)
        if first.holder != holder:
            raise FrameError(
                f"scales.yaml: {source}: label {label.text!r} is {first.text!r} again, with another holder; "
                "leave one of the two"
            )
    return Scale(
        source=source,
        kind=kind,
        habit=entry.get("habit"),
        party=party,
        copies=entry.get("copies"),
        ended=ended,
        priors=_priors(source, entry.get("priors") or {}),
        labels=labels,
    )


def _folded(label: str) -> str:
    """A label without case or runs of white space; signs stay, since a question mark is a doubt."""
    return " ".join(label.casefold().split())


def _priors(source: str, entry: Any) -> Priors:
    if not isinstance(entry, Mapping):
        raise FrameError(
            f"scales.yaml: {source}: priors: {entry!r}; write fall_days, recapture_days or weight, each with its number"
        )
    for name, value in entry.items():
        if name not in ("fall_days", "recapture_days", "weight") or not isinstance(value, int | float) or value < 0:
            raise FrameError(
                f"scales.yaml: {source}: prior {name}: {value!r}; write fall_days, recapture_days or weight, 0 or more"
            )
    return Priors(**entry)

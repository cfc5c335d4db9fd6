"""Evidence: the statements that bear on who holds a place, one report counted once."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from holdsway.actors import CONTESTED
from holdsway.frame import Frame
from holdsway.records import Kind, Polarity, Statement

__all__ = ["PINNED", "Report", "bearing", "by_place", "latest", "moves_territory", "report_groups"]

PINNED = frozenset(
    ("", "1", "2", "3", "exact", "near", "district", "admin2", "city", "town", "settlement", "municipality")
)
"""The place precisions at which an event speaks for the whole place; a province, area, site or crossing never does."""


@dataclass(frozen=True, slots=True)
class Report:
    """One statement as evidence on one place: the first day it speaks of, and the day its source began to say so."""

    said: Statement
    day: date
    since: date

    @property
    def holder(self) -> str | None:
        """Who holds the place by this report; None when the source shows it as unknown."""
        return self.said.party

    def contradicts(self, other: Report) -> bool:
        """Whether both cannot be so at once."""
        if self.said.polarity is Polarity.AFFIRMED and other.said.polarity is Polarity.AFFIRMED:
            return self.holder != other.holder
        if self.said.polarity is other.said.polarity:
            return False
        return self.holder == other.holder

    @property
    def order(self) -> tuple[date, float, int, bool, str]:
        """What makes one report of a source later than another: valid day, publication, place in its document.

        Of an event and an assessment told at once the assessment counts as the later: it says who holds the place.
        """
        published = self.said.published.last.timestamp() if self.said.published else -math.inf
        return (self.day, published, self.said.seq, self.said.kind is Kind.CONTROL, self.said.id)


def moves_territory(said: Statement) -> bool:
    """Whether a statement says who holds a place after it."""
    return said.kind is Kind.CONTROL or (said.kind is Kind.EVENT and said.party is not None)


def bearing(statements: Iterable[Statement], frame: Frame) -> list[Statement]:
    """The statements that may bear on an estimate: on control, as evidence, on a place, dated, and pinned to it.

    Who holds an airport or a hospital in a town, by what a report says, is not who holds the town.
    A label that stands for nobody ends what a map showed before; from anyone else it bears on nothing.
    """
    return [
        said
        for said in statements
        if moves_territory(said)
        and said.is_evidence
        and said.place_code is not None
        and (said.valid or said.published)
        and (said.kind is Kind.CONTROL or (said.place_precision or "").casefold() in PINNED)
        and not (said.method == "read" and said.place_precision == "site")
        and _is_holder(said, frame)
    ]


def by_place(statements: Iterable[Statement], frame: Frame) -> Mapping[str, list[Statement]]:
    """Evidence by leaf place; a statement on a parent bears on each of its leaves."""
    places: dict[str, list[Statement]] = defaultdict(list)
    for said in statements:
        assert said.place_code is not None
        leaves = frame.places.leaves_of(said.place_code) if said.place_code in frame.places else ()
        for code in [leaf.code for leaf in leaves] or [said.place_code]:
            places[code].append(said)
    return places


def latest(statements: Iterable[Statement], frame: Frame, on: date) -> list[Report]:
    """Each source's latest word on one place by a day, the same report once, copies of another source left out.

    A map that repeats a label says nothing new: beside other sources its word is as old as the edition that first
    showed it, less the lag in days that the analyst declared for it.
    """
    by_source: dict[str, list[Report]] = defaultdict(list)
    for said in statements:
        day = _day_of(said)
        if day is not None and day <= on:
            by_source[said.source].append(Report(said, day, day))
    words = [word for source, reports in by_source.items() if (word := _word(source, reports, frame, on))]
    return _once_each(_without_copies(words, frame))


def _day_of(said: Statement) -> date | None:
    """The first day a statement speaks of; of one read without a day of its own, the last it may be of but one."""
    if said.valid is None:
        return said.published_day
    is_undated = said.method == "read" and said.valid_text is None
    return max(said.valid.first, said.valid.last - timedelta(days=1)) if is_undated else said.valid.first


def _word(source: str, reports: list[Report], frame: Frame, on: date) -> Report | None:
    reports.sort(key=lambda report: report.order)
    last, scale = reports[-1], frame.scales.of(source)
    if scale is not None and scale.ended is not None and scale.ended < on:
        return None
    if last.holder is None or _has_ended(last.said, on):
        return None
    if scale is None or scale.kind != "map":
        return last
    since = last.day
    for report in reversed(reports):
        if report.holder != last.holder:
            break
        since = report.day
    lags = [days for days in (scale.priors.fall_days, scale.priors.recapture_days) if days is not None]
    since -= timedelta(days=min(lags, default=0.0))
    return Report(last.said, last.day, since)


def _without_copies(words: list[Report], frame: Frame) -> list[Report]:
    spoken = {word.said.source: word for word in words}
    kept = []
    for word in words:
        scale = frame.scales.of(word.said.source)
        parent = spoken.get(scale.copies) if scale and scale.copies else None
        if parent is None or parent.holder != word.holder:
            kept.append(word)
    return kept


def report_groups(statements: Iterable[Statement]) -> dict[str, str]:
    """The report each statement on one place belongs to: of one text, row or url, or one publisher, day and holder.

    Returns statement id → the id of the group's first statement. Groups join when they share either mark.
    """
    first: dict[str, str] = {}
    owner: dict[tuple[str | None, ...], str] = {}
    for said in sorted(statements, key=lambda s: s.id):
        marks: list[tuple[str | None, ...]] = [(said.publisher or said.source, str(said.published), said.party)]
        if said.url:
            marks.append((said.url,))
        if said.method == "table" and said.report_group:  # a row may give several sources' words, none of them its own
            marks.append(("group", said.report_group))
        if said.method == "read":  # a text is one report, whoever it quotes; a table is a report for each row
            marks.append(("document", said.document))
        joined = {_root(first, owner[mark]) for mark in marks if mark in owner} | {said.id}
        first[said.id] = said.id
        top = min(joined)
        for root in joined:
            first[root] = top
        for mark in marks:
            owner[mark] = top
    return {id: _root(first, id) for id in first}


def _root(first: Mapping[str, str], id: str) -> str:
    while first[id] != id:
        id = first[id]
    return id


def _once_each(words: list[Report]) -> list[Report]:
    """One word for each report and holder: the one that tells its day best, and of those the first in order."""
    groups = report_groups(word.said for word in words)
    kept: dict[tuple[str, str | None, Polarity], Report] = {}
    for word in sorted(words, key=lambda report: (_spread(report.said), report.order)):
        kept.setdefault((groups[word.said.id], word.holder, word.said.polarity), word)
    return list(kept.values())


def _spread(said: Statement) -> int:
    """Over how many days a statement leaves open when it began to hold; 0 where it names the day."""
    return (said.valid.last - said.valid.first).days if said.valid else 0


def _has_ended(said: Statement, on: date) -> bool:
    """Whether a source said until when a place was held, and that day is past. Where nothing ends it, it holds."""
    return said.kind is Kind.CONTROL and not said.open and said.valid is not None and said.valid.last < on


def _is_holder(said: Statement, frame: Frame) -> bool:
    if said.party is None:
        scale = frame.scales.of(said.source)
        return scale is not None and scale.kind == "map"
    return said.party == CONTESTED or said.party in frame.parties

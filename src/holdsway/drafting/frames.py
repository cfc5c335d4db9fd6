"""The drafted case.yaml and scales.yaml: what a ledger is about, and what each source's labels mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from holdsway.actors import CONTESTED, Parties
from holdsway.drafting.holders import holder_of
from holdsway.drafting.parties import candidates, party_lines
from holdsway.drafting.said import Said, SourceLabels
from holdsway.drafting.whereabouts import Outlines, place_lines
from holdsway.drafting.written import commented, line, word
from holdsway.formats.mapping import CHOOSE
from holdsway.places.countries import Country
from holdsway.scales import UNKNOWN, Scales
from holdsway.words import fold

__all__ = ["case_text", "kind_of", "scales_text", "unscaled"]

_LEAST_EDITIONS = 3  # fewer days, or fewer places in one, are no standing picture
_SAME_PLACES, _ALL_PLACES = 0.5, 0.9  # the share of places that the edition before had, at regular days and at any
_FAR = 60  # days from every other, at which one day may be a mistake
_UNEVEN = 2  # how many times the shortest gap between regular editions the longest may be


def case_text(
    folder: Path,
    said: Said,
    *,
    country: Country | None,
    outlines: Sequence[Outlines],
    gazetteers: Sequence[Path],
    drafted: Sequence[str] = (),
) -> tuple[str, list[str]]:
    """The frame, and what the user must decide of it. `drafted` is its `gazetteer:` entry, where that was drafted."""
    name = folder.resolve().name
    edits: list[str] = []
    lines = [
        commented(
            "Drafted by `holdsway new`: what this case is about. Each line says why it is there; change what is wrong."
        ),
        line(f"name: {word(name)}", "of the folder; a ledger knows its one case by this name"),
        line(f"title: {word(f'{country.name}: {name}' if country else name)}", "what a brief is headed with"),
    ]
    if country:
        lines.append(line(f"country: {country.iso2}", country.name))
    else:
        lines.append(
            commented("country: XX  # its ISO code, as --country would write it; coordinates outside it are flagged")
        )
    lines += _days(said.dated, edits)
    lines.append("")
    lines += party_lines(said.actors)
    found, _ = candidates(said.actors)
    edits.append(
        "parties: keep those that can hold a place, join those that are one side"
        if found
        else "parties: write who can hold a place; no table names actors"
    )
    lines.append("")
    for text, edit in [(one, None) for one in drafted] or place_lines(outlines, gazetteers, folder, said.mentions):
        lines.append(text)
        edits += [edit] if edit else []
    return "\n".join([*lines, ""]), edits


def _days(days: Mapping[date, Collection[str]], edits: list[str]) -> Iterator[str]:
    if not days:
        edits.append("from, to: the first and last day in question; no file says")
        yield line(f"from: {CHOOSE}", "the first day in question, YYYY-MM-DD; no file here tells a day")
        yield line(f"to: {CHOOSE}", "the last day in question")
        return
    order = sorted(days)
    for key, (day, *others), what in (("from", order, "first"), ("to", order[::-1], "last")):
        file = min(days[day])
        yield line(f"{key}: {day}", f"the {what} day that a file speaks of ({file})")
        if others and (apart := abs((day - others[0]).days)) > _FAR:
            alone = "alone says" if len(days[day]) == 1 else f"and {len(days[day]) - 1} more say"
            near = f"the next is {others[0]} ({min(days[others[0]])})"
            told = f"{file} {alone} {day}, {apart} days from every other; {near}"
            remedy = f"write `{key}: {others[0]}` if that day is only when the file was made, or wrong"
            yield commented(f"Careful: {told}; {remedy}.")
            edits.append(f"{told}; {remedy}")


def scales_text(said: Said, parties: Parties) -> tuple[str, list[str]]:
    """The scales of every source that labels places, and what the user must decide of them."""
    holders = ", ".join((*parties.ids, CONTESTED, UNKNOWN))
    lines = [
        commented(
            "Drafted by `holdsway new`: what each source's labels mean.\n"
            f"`holder` is who holds a place so labelled, one of {holders} (it says nothing of who holds it).\n"
            "`means` is for you: what the source understands by the word."
        ),
        "sources:",
    ]
    edits = []
    for source, spoken in sorted(said.sources.items(), key=lambda pair: -pair[1].labels.total()):
        kind, why = kind_of(spoken)
        why_source = f"{spoken.stated_in} names it so; change it in both or in neither" if spoken.stated_in else ""
        lines += [line(f"{word(source)}:", why_source, indent=2), line(f"kind: {kind}", why, indent=4), "    labels:"]
        groups: dict[str, tuple[str, int]] = {}
        for label, rows in spoken.labels.most_common():
            text, before = groups.get(fold(label), (label, 0))
            groups[fold(label)] = text, before + rows
        unsettled = []
        for label, rows in groups.values():
            holder, told = holder_of(label, parties) or (CHOOSE, f"choose one of {holders}")
            unsettled += [label] if holder == CHOOSE else []
            entry = f'{word(label)}: {{means: "", holder: {word(holder)}}}'
            counted = f"{rows} row{'' if rows == 1 else 's'}"
            lines.append(line(entry, f"{counted}; {told}" if told else counted, indent=6))
        if unsettled:
            edits.append(f"{source}: who holds a place labelled {_listed(unsettled)}: one of {holders}")
    return "\n".join([*lines, ""]), edits


def unscaled(said: Said, scales: Scales) -> list[str]:
    """What to do of sources that the tables name and the scales as they are do not, the user having renamed one."""
    missing = [source for source in said.sources if scales.of(source) is None]
    idle = [scale.source for scale in scales if fold(scale.source) not in {fold(source) for source in said.sources}]
    rename = f", as by renaming {_listed(idle)}, which no table names" if idle else ""
    return [f"{source}: has no scale here; add it{rename}, or its rows are rejected" for source in missing]


def _listed(labels: Sequence[str], most: int = 6) -> str:
    told = ", ".join(map(repr, labels[:most]))
    return told + (f" and {len(labels) - most} more" if len(labels) > most else "")


def kind_of(spoken: SourceLabels) -> tuple[str, str]:
    """Whether a source keeps a standing picture (map) or speaks at times (statements), and why it seems so."""
    days = sorted(spoken.places)
    if len(days) < _LEAST_EDITIONS:
        return (
            "statements",
            f"it speaks on {len(days)} day{'' if len(days) == 1 else 's'} only; a standing picture is a map",
        )
    gaps = [(after - before).days for before, after in pairwise(days)]
    again = [len(spoken.places[b] & spoken.places[a]) / len(spoken.places[a]) for b, a in pairwise(days)]
    share = sum(again) / len(again)
    whole = share >= _ALL_PLACES and min(map(len, spoken.places.values())) >= _LEAST_EDITIONS
    if whole or (share >= _SAME_PLACES and max(gaps) <= _UNEVEN * min(gaps)):
        return "map", f"the same places on {len(days)} days, {min(gaps)} to {max(gaps)} days apart"
    why = "of other places each time" if share < _SAME_PLACES else "at no regular days"
    return "statements", f"it speaks {why}; one that keeps a standing picture is a map"

"""The drafted case.yaml and scales.yaml: what a ledger is about, and what each source's labels mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from holdsway.actors import CONTESTED
from holdsway.drafting.parties import candidates, party_lines
from holdsway.drafting.said import Said, SourceLabels
from holdsway.drafting.whereabouts import Outlines, place_lines
from holdsway.drafting.written import commented, line, word
from holdsway.formats.mapping import CHOOSE
from holdsway.places.countries import Country
from holdsway.scales import UNKNOWN
from holdsway.words import fold

__all__ = ["case_text", "kind_of", "scales_text"]

_LEAST_EDITIONS = 3  # fewer days, or fewer places in one, are no standing picture
_SAME_PLACES, _ALL_PLACES = 0.5, 0.9  # the share of places that the edition before had, at regular days and at any
_UNEVEN = 2  # how many times the shortest gap between regular editions the longest may be


def case_text(
    folder: Path,
    said: Said,
    *,
    country: Country | None,
    outlines: Sequence[Outlines],
    gazetteers: Sequence[Path],
) -> tuple[str, list[str]]:
    """The frame, and what the user must decide of it."""
    name = folder.resolve().name
    edits: list[str] = []
    lines = [
        commented(
            "Drafted by `holdsway new`: what this case is about. Each line says why it is there; change what is wrong."
        ),
        line(f"name: {word(name)}", "of the folder; a ledger holds one case and knows it by this name"),
        line(f"title: {word(f'{country.name}: {name}' if country else name)}", "what a brief is headed with"),
    ]
    if country:
        lines.append(line(f"country: {country.iso2}", country.name))
    else:
        lines.append(
            commented("country: XX  # its ISO code, as --country would write it; coordinates outside it are flagged")
        )
    lines += _days(said.days, edits)
    lines.append("")
    lines += party_lines(said.actors)
    found, _ = candidates(said.actors)
    edits.append(
        "parties: keep those that can hold a place, join those that are one side"
        if found
        else "parties: write who can hold a place; no table names actors"
    )
    lines.append("")
    for text, edit in place_lines(outlines, gazetteers, folder, said.places):
        lines.append(text)
        edits += [edit] if edit else []
    return "\n".join([*lines, ""]), edits


def _days(days: Mapping[str, tuple[date, date]], edits: list[str]) -> Iterator[str]:
    if not days:
        edits.append("from, to: the first and last day in question; no file says")
        yield line(f"from: {CHOOSE}", "the first day in question, YYYY-MM-DD; no file here tells a day")
        yield line(f"to: {CHOOSE}", "the last day in question")
        return
    first, last = min(days, key=lambda file: days[file][0]), max(days, key=lambda file: days[file][1])
    yield line(f"from: {days[first][0]}", f"the first day that a file speaks of ({first})")
    yield line(f"to: {days[last][1]}", f"the last ({last})")


def scales_text(said: Said, parties: Sequence[str]) -> tuple[str, list[str]]:
    """The scales of every source that labels places, and what the user must decide of them."""
    holders = ", ".join((*parties, CONTESTED, UNKNOWN))
    lines = [
        commented(
            "Drafted by `holdsway new`: what each source's labels mean. Write for each who holds such a place:\n"
            f"{holders}\n"
            "(`unknown` says nothing of who holds it). `means` is for you: what the source understands by the word."
        ),
        "sources:",
    ]
    edits = []
    for source, spoken in sorted(said.sources.items(), key=lambda pair: -pair[1].labels.total()):
        kind, why = kind_of(spoken)
        why_source = "the name you give it under `constants: source` of its mapping" if source == CHOOSE else ""
        lines += [line(f"{word(source)}:", why_source, indent=2), line(f"kind: {kind}", why, indent=4), "    labels:"]
        groups: dict[str, tuple[str, int]] = {}
        for label, rows in spoken.labels.most_common():
            text, before = groups.get(fold(label), (label, 0))
            groups[fold(label)] = text, before + rows
        open_labels = 0
        for folded, (label, rows) in groups.items():
            holder = folded if folded in (CONTESTED, UNKNOWN) else CHOOSE
            open_labels += holder == CHOOSE
            entry = f'{word(label)}: {{means: "", holder: {holder}}}'
            lines.append(line(entry, f"{rows} row{'' if rows == 1 else 's'}", indent=6))
        if open_labels:
            edits.append(f"{source}: choose a holder for {open_labels} label{'' if open_labels == 1 else 's'}")
    return "\n".join([*lines, ""]), edits


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

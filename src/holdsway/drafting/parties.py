"""Parties: who acts most in the data, with the spellings that are one name; whoever can never hold a place left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from holdsway.drafting.fields import vocabulary
from holdsway.drafting.written import commented, flow, line
from holdsway.formats.mapping import CHOOSE
from holdsway.words import fold

__all__ = ["Candidate", "candidates", "party_lines"]

MOST = 8
_LEAST_SHARE = 0.05
_ABBREVIATED = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that may be a party: its id, its commonest spelling, the others, and how many rows name it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    rows: int


def candidates(actors: Mapping[str, int]) -> tuple[list[Candidate], list[str]]:
    """The actors by how often they are named, and those left out because they never hold a place."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, rows in actors.items():
        spellings[fold(name)][name.strip()] += rows
    kept: list[Candidate] = []
    left: list[str] = []
    for folded, counted in sorted(spellings.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        name, *others = [spelling for spelling, _ in counted.most_common()]
        if _is_no_party(folded):
            left.append(name)
        elif folded:
            kept.append(Candidate(_id(name, kept), name, tuple(others), counted.total()))
    return kept, left


def party_lines(actors: Mapping[str, int]) -> Iterator[str]:
    """The `parties:` entry: those in a fair share of the rows, the rest named in a comment."""
    found, left = candidates(actors)
    if not found:
        yield line(
            f"parties: {CHOOSE}", "who can hold a place: a list, as in [{id: gov, name: Government, aliases: [army]}]"
        )
        return
    total = sum(one.rows for one in found)
    shown = [one for n, one in enumerate(found) if n < 2 or (n < MOST and one.rows >= _LEAST_SHARE * total)]
    yield commented(
        "Who can hold a place: the actors named most in the tables, with the number of rows. Take out who never holds\n"
        "one; where two are one side, keep one and move the other's name into its aliases."
    )
    yield "parties:"
    for one in shown:
        entry = {"id": one.id, "name": one.name, "aliases": list(one.aliases)}
        rows = f"{one.rows} row{'' if one.rows == 1 else 's'}"
        yield line(f"- {flow(entry)}", f"{rows}; the aliases are spellings of one name" if one.aliases else rows)
    rest = [f"{one.name} ({one.rows})" for one in found if one not in shown]
    if rest:
        yield commented(f"Named less: {_listed(rest)}.")
    if left:
        yield commented(f"No parties: {_listed(left)}.")


def _listed(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f", and {len(names) - most} more" if len(names) > most else "")


def _is_no_party(folded: str) -> bool:
    words = f" {folded} "
    return any(f" {fold(word)} " in words for word in vocabulary()["not_parties"])


def _id(name: str, taken: list[Candidate]) -> str:
    """A short id in plain letters: of the name, less what stands in brackets, with a number where it is taken."""
    plain = fold(name.partition(" (")[0])
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "party"
    if len(slug) > _ABBREVIATED:
        slug = slug[:_ABBREVIATED].rpartition("-")[0] or slug[:_ABBREVIATED]
    used = {one.id for one in taken} | {"contested", "unknown"}
    return next(one for one in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if one not in used)

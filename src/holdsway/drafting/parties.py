"""Parties: who acts most in the data, with the spellings that are one name; whoever can never hold a place left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from holdsway.actors import Parties, Party
from holdsway.drafting.fields import vocabulary
from holdsway.drafting.written import commented, flow, line
from holdsway.formats.mapping import CHOOSE
from holdsway.words import fold

__all__ = ["Candidate", "candidates", "parties_of", "party_lines"]

MOST = 8
_LEAST_SHARE = 0.05
_ABBREVIATED = 40
_IN_BRACKETS = re.compile(r"([^()]{2,}?)\s*\(([A-Z][A-Za-z0-9&./-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that may be a party: its id, its commonest spelling, the others, and how many rows name it.

    `short` is the acronym that stands in brackets in its name, which is among the aliases.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    rows: int
    short: str | None = None


def candidates(actors: Mapping[str, int]) -> tuple[list[Candidate], list[str]]:
    """The actors by how often they are named, and those left out because they never hold a place.

    A name with its acronym in brackets, as in Al-Shabaab (ASG), says itself that the two are one: rows that name only
    one of them count for it too.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, rows in actors.items():
        spellings[fold(name)][name.strip()] += rows
    shorts = _shorts(spellings)
    for whole, (plain, acronym) in shorts.items():
        for part in {fold(plain), fold(acronym)} & spellings.keys():
            spellings[whole] += spellings.pop(part)
    kept: list[Candidate] = []
    left: list[str] = []
    for folded, counted in sorted(spellings.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        told = [spelling for spelling, _ in counted.most_common()]
        short: str | None = shorts[folded][1] if folded in shorts else None
        name = next(one for one in told if short is None or fold(one) == folded)  # the one with the brackets
        others = [one for one in dict.fromkeys((*told, *([short] if short else []))) if one != name]
        if _is_no_party(folded):
            left.append(name)
        elif folded:
            kept.append(
                Candidate(_id(name, kept, spellings.keys() - {folded}), name, tuple(others), counted.total(), short)
            )
    return kept, left


def parties_of(actors: Mapping[str, int]) -> Parties:
    """The parties as drafted."""
    return Parties(Party(one.id, one.name, one.aliases) for one in _shown(candidates(actors)[0]))


def party_lines(actors: Mapping[str, int]) -> Iterator[str]:
    """The `parties:` entry: those in a fair share of the rows, the rest named in a comment."""
    found, left = candidates(actors)
    if not found:
        yield line(
            f"parties: {CHOOSE}", "who can hold a place: a list, as in [{id: gov, name: Government, aliases: [army]}]"
        )
        return
    shown = _shown(found)
    yield commented(
        "Who can hold a place: the actors named most in the tables, with the number of rows. Take out who never holds "
        "one. Where two are one side, keep one and move the other's name into its aliases."
    )
    yield "parties:"
    for one in shown:
        entry = {"id": one.id, "name": one.name, "aliases": list(one.aliases)}
        rows = f"{one.rows} row{'' if one.rows == 1 else 's'}"
        yield line(f"- {flow(entry)}", rows + _why_aliases(one))
    rest = [f"{one.name} ({one.rows})" for one in found if one not in shown]
    if rest:
        yield commented(f"Named less: {_listed(rest)}.")
    if left:
        yield commented(f"No parties: {_listed(left)}.")


def _shown(found: Sequence[Candidate]) -> list[Candidate]:
    total = sum(one.rows for one in found)
    return [one for n, one in enumerate(found) if n < 2 or (n < MOST and one.rows >= _LEAST_SHARE * total)]


def _why_aliases(one: Candidate) -> str:
    if one.short is None:
        return "; the aliases are spellings of one name" if one.aliases else ""
    told = f"; {one.short} stands in its own name"
    return told if one.aliases == (one.short,) else f"{told}, the other aliases are spellings of it"


def _shorts(spellings: Mapping[str, Counter[str]]) -> dict[str, tuple[str, str]]:
    """The names that hold their acronym in brackets: name without it and acronym, where no other name has either."""
    found: dict[str, tuple[str, str]] = {}
    for folded, counted in spellings.items():
        if (told := _IN_BRACKETS.fullmatch(counted.most_common(1)[0][0])) and sum(map(str.isupper, told[2])) > 1:
            found[folded] = told[1].strip(), told[2]
    for at in (0, 1):
        often = Counter(fold(parts[at]) for parts in found.values())
        found = {name: parts for name, parts in found.items() if often[fold(parts[at])] == 1}
    return found


def _listed(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f", and {len(names) - most} more" if len(names) > most else "")


def _is_no_party(folded: str) -> bool:
    words = f" {folded} "
    return any(f" {fold(word)} " in words for word in vocabulary()["not_parties"])


def _id(name: str, taken: list[Candidate], others: Set[str]) -> str:
    """A short id in plain letters: of the name, less what stands in brackets, with a number where it is taken or is
    another's name.
    """
    plain = fold(name.partition(" (")[0])
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "party"
    if len(slug) > _ABBREVIATED:
        slug = slug[:_ABBREVIATED].rpartition("-")[0] or slug[:_ABBREVIATED]
    used = {one.id for one in taken} | {"contested", "unknown"}
    return next(
        one for one in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if one not in used and fold(one) not in others
    )

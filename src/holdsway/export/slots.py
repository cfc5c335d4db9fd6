"""Slots: the parts of a statement as several exports print them: who, how many, and since when."""

from __future__ import annotations

from collections.abc import Iterable

from holdsway.records import ActorRole, Statement

__all__ = ["Figures", "counted", "deaths", "named", "plain", "with_roles"]

Figures = tuple[float | int | None, float | int | None, float | int | None]
"""Low, best and high."""

_DEATHS = frozenset(("deaths", "killed"))


def deaths(said: Statement) -> Figures:
    """How many died; nothing when the statement counts something else."""
    return _figures(said) if said.number_of in _DEATHS else (None, None, None)


def counted(said: Statement) -> tuple[str | None, Figures]:
    """What is counted other than deaths (wounded, districts, the dollars of a reward), and the figures."""
    if said.number_of in _DEATHS:
        return None, (None, None, None)
    return said.number_of, _figures(said)


def named(actors: Iterable[ActorRole], *roles: str) -> list[str]:
    """The actors in these roles as the source wrote them, each once."""
    return list(dict.fromkeys(actor.text or actor.id for actor in actors if actor.role in roles))


def with_roles(said: Statement) -> str | None:
    """Every actor with its role: `Taliban (by); Government (against)`."""
    return "; ".join(f"{actor.text or actor.id} ({actor.role})" for actor in said.actors) or None


def plain(number: float | None) -> float | int | None:
    """A number without a needless decimal point."""
    return int(number) if number is not None and number.is_integer() else number


def _figures(said: Statement) -> Figures:
    low, best, high = (plain(None if n is None else float(n)) for n in (said.low, said.best, said.high))
    return low, best, high

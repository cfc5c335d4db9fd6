"""The slots of a statement as a person writes them: `party=taliban from=2021-07-12 low=12`, and as they are shown."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from holdsway.actors import CONTESTED
from holdsway.clocks import Days, parse_days
from holdsway.errors import HoldswayError, RulingError
from holdsway.frame import Frame
from holdsway.records import Kind, Modality, Polarity, Statement

__all__ = ["SLOTS", "as_written", "corrections", "parse_slots"]

NONE = "-"
"""How a person writes that a slot is empty."""
_ROLES = ("by", "against", "involving", "subject", "object")
_ROLE = {"involving": "party"}
_FIGURES = ("low", "best", "high")
_WORDS = ("number_of", "category", "event_type", "label")
SLOTS = ("party", "place", "from", "to", *_FIGURES, *_WORDS, *_ROLES, "polarity", "modality")
"""What a person may correct, in the order in which it is shown."""


def parse_slots(words: str) -> dict[str, str]:
    """`slot=value` pairs, values with blanks in quotation marks. Errors: RulingError naming the pair and the remedy."""
    try:
        parts = shlex.split(words)
    except ValueError:
        raise RulingError(f'{words!r}: a quotation mark is missing; write place="Burka" from=2021-05-04') from None
    found: dict[str, str] = {}
    for part in parts:
        name, sign, value = part.partition("=")
        if not sign or name not in SLOTS:
            raise RulingError(f"{part!r} is no slot=value; slots are {', '.join(SLOTS)}; {NONE} empties one")
        found[name] = value
    return found


def as_written(said: Statement, frame: Frame) -> dict[str, str]:
    """The slots of a statement as a person would write them; those that do not concern it are left out."""
    place = frame.places.get(said.place_code)
    held = {"party": said.party or "unknown"} if said.kind is Kind.CONTROL or said.party else {}
    shown: dict[str, Any] = {
        **held,
        "place": f"{place.name}, {place.admin1}" if place and place.admin1 else said.place_text,
        "from": said.valid.first if said.valid else None,
        "to": said.valid.last if said.valid else None,
        **{name: _figure(getattr(said, name)) for name in _FIGURES},
        **{name: getattr(said, name) for name in _WORDS},
    }
    for name in _ROLES:
        named = [actor.id for actor in said.actors if actor.role == _ROLE.get(name, name)]
        shown[name] = "; ".join(named)
    shown["polarity"], shown["modality"] = said.polarity, said.modality
    return {name: str(value) for name, value in shown.items() if value not in (None, "")}


def corrections(said: Statement, written: Mapping[str, str], frame: Frame) -> dict[str, Any]:
    """Written slots as the plain values a ruling keeps. Errors: RulingError naming the slot and what it may be."""
    slots: dict[str, Any] = {}
    for name, value in written.items():
        if name in _PARSERS:
            slots.update(_PARSERS[name](name, value.strip(), frame))
        elif name not in ("from", "to", *_ROLES):
            raise RulingError(f"{name!r} is no slot; slots are {', '.join(SLOTS)}")
    if "from" in written or "to" in written:
        slots["valid"] = _valid(said, written)
    slots.update(_in_order(said, slots))
    roles = {name: written[name] for name in _ROLES if name in written}
    if roles or ("party" in slots and slots["party"] != said.party):
        slots["actors"] = _actors(said, roles, slots.get("party", said.party), frame)
    return slots


def _party(_: str, value: str, frame: Frame) -> dict[str, Any]:
    if value in (NONE, "unknown"):
        return {"party": None}
    party = frame.parties.match(value)
    if party is None and value != CONTESTED:
        known = ", ".join((*frame.parties.ids, CONTESTED, "unknown"))
        raise RulingError(f"party={value}: no party of this frame; write one of {known}")
    return {"party": party.id if party else CONTESTED}


def _place(_: str, value: str, frame: Frame) -> dict[str, Any]:
    if value == NONE:
        return dict.fromkeys(("place_code", "place_version", "place_text", "place_note", "admin1"))
    try:
        place = frame.places.find(value)
    except HoldswayError as error:
        raise RulingError(f"place={value}: {error}") from None
    named = {"place_code": place.code, "place_version": place.version, "place_text": place.name}
    return {**named, "place_note": None, "admin1": place.admin1}


def _number(name: str, value: str, _: Frame) -> dict[str, Any]:
    if value == NONE:
        return {name: None}
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e12:
        raise RulingError(f"{name}={value}: not a number; write digits, or {NONE} for none")
    return {name: number}


def _word(name: str, value: str, _: Frame) -> dict[str, Any]:
    return {name: None if value in (NONE, "") else value}


def _one_of(kind: type[Polarity] | type[Modality]) -> Callable[[str, str, Frame], dict[str, Any]]:
    def parsed(name: str, value: str, _: Frame) -> dict[str, Any]:
        if value not in set(kind):
            raise RulingError(f"{name}={value}: write one of {', '.join(kind)}")
        return {name: value}

    return parsed


_PARSERS: Mapping[str, Callable[[str, str, Frame], dict[str, Any]]] = {
    "party": _party,
    "place": _place,
    **dict.fromkeys(_FIGURES, _number),
    **dict.fromkeys(_WORDS, _word),
    "polarity": _one_of(Polarity),
    "modality": _one_of(Modality),
}


def _valid(said: Statement, written: Mapping[str, str]) -> list[str] | None:
    """First and last day; a month or a year counts whole, and one end alone keeps the other, or stands for both."""
    if NONE in (written.get("from"), written.get("to")):
        return None
    first = parse_days(written["from"]).first if "from" in written else None
    last = parse_days(written["to"]).last if "to" in written else None
    if first is None:
        first = min(said.valid.first, last) if said.valid and last else last
    if last is None:
        last = max(said.valid.last, first) if said.valid and first else first
    assert first is not None
    assert last is not None
    days = Days(first, last)
    return [str(days.first), str(days.last)]


def _in_order(said: Statement, slots: Mapping[str, Any]) -> dict[str, None]:
    """The figures that a correction leaves standing and contradicts: they go. Errors: RulingError on its own order."""
    told = [(name, slots[name]) for name in _FIGURES if slots.get(name) is not None]
    for (name, number), (above, most) in pairwise(told):
        if number > most:
            raise RulingError(f"{name}={number:g} is more than {above}={most:g}; low, best and high go upwards")
    gone: dict[str, None] = {}
    for at, name in enumerate(_FIGURES):
        stands = getattr(said, name)
        if stands is None or name in slots:
            continue
        below = [number for other, number in told if _FIGURES.index(other) < at]
        above_it = [number for other, number in told if _FIGURES.index(other) > at]
        if any(number > stands for number in below) or any(number < stands for number in above_it):
            gone[name] = None
    return gone


def _actors(
    said: Statement, roles: Mapping[str, str], party: str | None, frame: Frame
) -> list[tuple[str, str, str | None]]:
    """The actors with the roles that are written anew; where only the holder is, who held it by the old reading."""
    changed = {_ROLE.get(name, name) for name in roles}
    kept = [(a.id, a.role, a.text) for a in said.actors if a.role not in changed]
    if not roles:
        kept = [actor for actor in kept if actor[:2] not in ((said.party, "by"), (party, "against"))]
        known = party is not None and party != CONTESTED
        return [(party, "by", None), *kept] if known and party else kept
    named: Iterable[tuple[str, str]] = (
        (name.strip(), _ROLE.get(role, role)) for role, names in roles.items() for name in names.split(";")
    )
    return [*((frame.actor(name), role, name) for name, role in named if name not in ("", NONE)), *kept]


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:g}" if abs(value) < 1e6 else str(int(value))

"""Making rulings: on a statement as it stands, on two actors, and on an earlier ruling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from holdsway.errors import RulingError
from holdsway.hand.standing import Standing
from holdsway.records import Statement
from holdsway.rulings import Act, Ruling, State, ruling_of, standing

__all__ = ["found", "rule_on", "rule_on_actors", "undoing"]

SHORTEST = 8
_DECIDING = (Act.ACCEPT, Act.REJECT, Act.CORRECT)


def rule_on(
    stands: Standing,
    said: Statement,
    act: Act,
    *,
    author: str,
    reason: str | None = None,
    slots: Mapping[str, Any] | None = None,
    made: datetime | None = None,
) -> Ruling:
    """A ruling on a statement, in the place of all that were made on it before, also of those since undone.

    Accepting what another person corrected is agreeing with the correction; correcting it further keeps what was
    corrected before.
    """
    outcome = stands.outcome_of(said.id)
    was = outcome.was if outcome else said
    before = dict(outcome.slots) if outcome and outcome.state is State.CORRECTED else {}
    if act is Act.CORRECT and not slots:
        raise RulingError("nothing to correct: write slot=value, as in party=taliban")
    given = {**before, **(slots or {})} if act in (Act.CORRECT, Act.ACCEPT) else {}
    if act is Act.ACCEPT and given:
        act = Act.CORRECT
    seen = {ruling.id for ruling in outcome.by} if outcome else set()
    seen |= {ruling.id for ruling in stands.rulings if ruling.target == was.id and ruling.act in _DECIDING}
    return ruling_of(
        Ruling(
            act=act,
            target=was.id,
            author=author,
            made=made or datetime.now(UTC),
            reason=reason or None,
            over=() if act is Act.NOTE else tuple(seen),
            slots=given,
            said=was,
        )
    )


def rule_on_actors(
    rulings: Sequence[Ruling],
    one: str,
    other: str,
    act: Act,
    *,
    author: str,
    reason: str | None = None,
    made: datetime | None = None,
) -> Ruling:
    """A ruling that two names are one actor (`same`), or two (`different`). Errors: RulingError when they are equal."""
    if one == other:
        raise RulingError(f"{one!r} and {other!r} are one name; give two")
    over = tuple(ruling.id for ruling in rulings if {ruling.target, ruling.other} == {one, other})
    made = made or datetime.now(UTC)
    return ruling_of(
        Ruling(act=act, target=one, other=other, author=author, made=made, reason=reason or None, over=over)
    )


def undoing(
    rulings: Sequence[Ruling], id: str, *, author: str, reason: str | None = None, made: datetime | None = None
) -> Ruling:
    """What takes a ruling back, given its id or the first eight digits. Errors: RulingError when it does not stand."""
    target = found(rulings, id)
    if target.id not in {ruling.id for ruling in standing(rulings)}:
        raise RulingError(f"ruling {target.id[:8]} was undone already; `holdsway rulings` lists those that stand")
    made = made or datetime.now(UTC)
    return ruling_of(Ruling(act=Act.UNDO, target=target.id, author=author, made=made, reason=reason or None))


def found(rulings: Iterable[Ruling], id: str) -> Ruling:
    """The ruling with this id, or whose id alone begins so. Errors: RulingError."""
    alike = [ruling for ruling in rulings if ruling.id.startswith(id.lower())]
    if len(id) < SHORTEST or len(alike) != 1:
        what = "several rulings begin" if len(alike) > 1 else "no ruling begins"
        raise RulingError(f"{what} with {id!r}; `holdsway rulings` lists them, eight hex digits are enough")
    return alike[0]

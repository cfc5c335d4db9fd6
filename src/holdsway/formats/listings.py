"""listings.csv: who is on which list, since when, and with what reward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from holdsway.formats.cells import days, joined, needed, number, spoken, text
from holdsway.formats.format import Intake, Metadata, RowError
from holdsway.records import ActorRole, Kind, Statement

__all__ = ["ListingTable"]


class ListingTable:
    """Listings: `actor` is on `list` under a programme; who lists whom is said, nothing else is implied."""

    metadata = Metadata.load(Path(__file__).with_suffix(".yaml"))

    def statements(self, row: Mapping[str, str], number: int, intake: Intake) -> Iterable[Statement]:
        """One listing statement, lasting until the same source says otherwise."""
        said = spoken(row, number, intake, Kind.LISTING, decisive="list")
        actor, on_list = needed(row, "actor"), needed(row, "list")
        reward, dollars = text(row, "reward"), _dollars(row)
        since = days(row, "since")
        yield replace(
            said,
            label=text(row, "programme"),
            actors=(
                ActorRole(intake.frame.actor(actor), "subject", actor),
                ActorRole(on_list, "object", on_list),
            ),
            valid=since,
            open=since is not None,
            best=dollars,
            number_of=None if dollars is None else "reward USD",
            note=joined(said.note, f"reward: {reward}" if reward else None),
        )


def _dollars(row: Mapping[str, str]) -> float | None:
    """The reward when it is written as a plain number; other words are left to the note."""
    reward = None
    with suppress(RowError):
        reward = number(row, "reward")
    if reward is not None and reward < 0:
        raise RowError("reward", f"reward {row['reward'].strip()!r} is negative; write 0 or more")
    return reward

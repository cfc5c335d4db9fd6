"""Tables of who holds what: told by a column of labels and one of days, and from a table of events by what that has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from holdsway.actors import Parties, Party
from holdsway.drafting import draft
from holdsway.drafting.fields import table_of
from holdsway.drafting.grid import Grid
from holdsway.drafting.holders import holder_of

Fill = Callable[..., Path]
PARTIES = Parties([Party("al-shabaab", "Al-Shabaab (ASG)", ("ASG",)), Party("fds", "FDS", ("Government",))])


def grid(header: str, row: str) -> Grid:
    return Grid(Path("a.csv"), None, tuple(header.split(",")), 1, (tuple(row.split(",")),))


@pytest.mark.parametrize(
    "header",
    [
        *("Week ending,District,Who controls", "As at,Town,Controlled by", "Last updated,Place,Area of control"),
        *("Status as of,Location,Actor in control", "Week,District,Territorial control", "Date,District,Presence"),
        *("Report week,District,Access status", "Date updated,District,Armed group in control"),
        *("Semana,Municipio,Actor en control", "Semaine,Commune,Acteur en contrôle", "الأسبوع,القضاء,جهة السيطرة"),
        *("Report date,District,Controlling actor", "Week of,Village,Influence"),
    ],
)
def test_a_label_a_day_and_a_place_make_a_table_of_control(header: str) -> None:
    found = table_of(grid(header, "2021-07-05,Alder,Army"))
    assert found is not None
    assert (found[0], {name: match.column for name, match in found[1].items()}) == (
        "control",
        dict(zip(("as_of", "place", "label"), header.split(","), strict=True))
        if found[1].keys() == {"label", "as_of", "place"}
        else {},
    )


@pytest.mark.parametrize(
    "header",
    [
        "Date,District,Type of incident,Status",
        "Date,District,Who controls,Killed",
        "Date,District,Perpetrator,Control status",
        "Date,District,Incident,Presence",
    ],
)
def test_a_table_with_a_type_a_doer_or_deaths_tells_of_events(header: str) -> None:
    found = table_of(grid(header, "2021-07-05,Alder,Army,3"))
    assert found is not None
    assert found[0] == "events"


def test_a_weekly_tracker_that_counts_deaths_besides_is_one_of_control_unless_its_label_may_mean_anything() -> None:
    found = table_of(grid("Week ending,District,Who controls,Killed", "2021-07-05,Alder,Army,3"))
    assert found is not None
    assert (found[0], "deaths_best" in found[1]) == ("control", False)
    assert table_of(grid("Week ending,District,Status,Killed", "2021-07-05,Alder,Open,3")) is None


def test_a_column_of_remarks_is_no_label() -> None:
    told = "the road from the town to the river was closed by somebody for most of the week"
    assert table_of(grid("Date,District,Status", f"2021-07-05,Alder,{told}")) is None


def test_weeks_as_the_table_of_control_writes_them_need_no_choice(inbox: Fill) -> None:
    rows = "Week,District,Who controls\n2021-W27,Alder,Army\n2021-W28,Alder,Front\n"
    folder = inbox({"weekly.csv": rows})
    draft(folder)
    mapping = yaml.safe_load((folder / "weekly.csv.mapping.yaml").read_text("utf-8"))
    assert mapping == {
        "table": "control",
        "columns": {"label": "Who controls", "as_of": "Week", "place": "District"},
        "constants": {"source": "weekly"},
    }
    frame = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))
    assert (str(frame["from"]), str(frame["to"])) == ("2021-07-05", "2021-07-18")


@pytest.mark.parametrize(
    ("label", "holder"),
    [
        *(("ASG", "al-shabaab"), ("al-shabaab (asg)", "al-shabaab"), ("Under ASG control", "al-shabaab")),
        *(("Government", "fds"), ("government-held", "fds"), ("CONTESTED", "contested"), ("Disputed", "contested")),
        *(("No info", "unknown"), ("Government / ASG", None), ("Lost to ASG", None), ("Governmental", None)),
        *(("not held by ASG", None), ("Yellow", None)),
    ],
)
def test_a_holder_is_proposed_where_the_label_names_it_and_no_other_word_may_turn_it(
    label: str, holder: str | None
) -> None:
    found = holder_of(label, PARTIES)
    assert (found[0] if found else None) == holder

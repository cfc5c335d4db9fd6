"""`holdsway control`: who held each place, with probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import as_known, days_of, in_format, ledger_option, open_existing, say_undated
from holdsway.cli.output import as_json, as_table, chosen, console, emit, line, write

if TYPE_CHECKING:
    from holdsway.control import Estimate
    from holdsway.frame import Frame

__all__ = ["control_command", "estimate_json"]


@click.command("control", epilog="Example:  holdsway control --on 2021-07-20 --known-by 2021-07-20 --format csv")
@click.option("--on", metavar="DATE", help="The day in question; default: the last day of the frame.")
@click.option("--from", "first", metavar="DATE", help="First day of a range.")
@click.option("--to", "last", metavar="DATE", help="Last day of a range.")
@click.option("--every", type=click.Choice(["day", "week", "month"]), default="day", show_default=True)
@click.option("--place", metavar="PLACE", help="A code, a name, or 'name, parent'.")
@click.option("--known-then", is_flag=True, help="Answer each day as it was known by the end of that day.")
@in_format("jsonl", "csv", "md", "geojson")
@as_known
@ledger_option
def control_command(
    on: str | None,
    first: str | None,
    last: str | None,
    every: str,
    place: str | None,
    known_then: bool,
    format: str | None,
    output: Path | None,
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Estimate who held each place on a day, or on the days of a range, and how sure that is.

    A place is unknown when its most probable holder is under 0.6, or when nothing bears on it.
    """
    if on and (first or last):
        raise click.UsageError("give either --on or --from and --to")
    desk = open_existing(ledger)
    say_undated(desk, known_by, at)
    days = days_of(None, first, last)
    estimates = desk.control(
        on=on, days=days, every=every, place=place, known_then=known_then, known_by=known_by, at=at
    )
    how = chosen(format, output)
    if how == "table":
        _print(estimates, desk.frame(at), place is not None)
    elif how == "geojson":
        write(as_json(_geojson(estimates, desk.frame(at))), output)
    elif how == "csv":
        emit([row for estimate in estimates for row in _long(estimate)], how, output)
    else:
        emit([estimate_json(estimate) for estimate in estimates], how, output)
    return 0


def estimate_json(estimate: Estimate) -> dict[str, Any]:
    """An estimate as one object, as the contract has it."""
    return {
        "place": estimate.place,
        "code": estimate.code,
        "admin1": estimate.admin1,
        "on": str(estimate.on),
        "known_by": estimate.known_by,
        "holder": estimate.holder,
        "probability": estimate.probability,
        "probabilities": dict(estimate.probabilities),
        "unknown": estimate.unknown,
        "reports": estimate.reports,
        "independent_sources": estimate.independent_sources,
        "last_report": str(estimate.last_report) if estimate.last_report else None,
        "retro_coded": estimate.retro_coded,
    }


def _long(estimate: Estimate) -> Iterable[dict[str, Any]]:
    row = estimate_json(estimate)
    for party, probability in estimate.probabilities.items():
        yield {
            **{key: row[key] for key in ("place", "code", "admin1", "on", "known_by")},
            "party": party,
            "probability": probability,
            **{key: row[key] for key in ("holder", "reports", "independent_sources", "last_report")},
        }


def _print(estimates: Iterable[Estimate], frame: Frame, asked: bool) -> None:
    from holdsway.brief.wording import count, probability

    estimates = list(estimates)
    told = [estimate for estimate in estimates if estimate.reports or asked]
    rows = [
        {
            "place": _title(estimate),
            "on": str(estimate.on),
            "holder": _holder(estimate, frame),
            "p": probability(estimate.probability),
            "reports": estimate.reports,
            "sources": estimate.independent_sources,
            "last_report": str(estimate.last_report or ""),
        }
        for estimate in told
    ]
    out = console()
    if rows:
        several = len({row["on"] for row in rows}) > 1
        columns = [name for name in rows[0] if name != "on" or several]
        out.print(as_table(rows, columns, None if several else f"On {rows[0]['on']}"))
    if late := sum(1 for estimate in told if estimate.retro_coded):
        out.print(line(f"{count(late, 'place')} with reports that are retro-coded: written down long after the day"))
    if len(estimates) > len(told):
        out.print(line(f"{len(estimates) - len(told)} more places: no report, holder unknown"))


def _title(estimate: Estimate) -> str:
    return f"{estimate.place} ({estimate.admin1})" if estimate.admin1 else estimate.place


def _holder(estimate: Estimate, frame: Frame) -> str:
    if estimate.unknown:
        return f"unknown: {frame.parties.name_of(estimate.holder)}?" if estimate.reports else "unknown"
    return frame.parties.name_of(estimate.holder)


def _geojson(estimates: Iterable[Estimate], frame: Frame) -> Mapping[str, Any]:
    features = []
    for estimate in estimates:
        place = frame.places.get(estimate.code)
        geometry: Mapping[str, Any] | None = None
        if place and place.rings:
            from shapely.geometry import mapping

            geometry = mapping(place.outline())
        elif place and place.latitude is not None:
            geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        features.append({"type": "Feature", "geometry": geometry, "properties": estimate_json(estimate)})
    source = {"source": frame.places_source, "version": frame.places_version, "licence": frame.places_licence}
    return {"type": "FeatureCollection", "boundaries": source, "features": features}

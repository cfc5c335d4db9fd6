"""`holdsway export`: the record in the files that other programs open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from holdsway.cli.options import as_known, ledger_option, open_existing, say_undated
from holdsway.errors import HoldswayError
from holdsway.records import Kind

if TYPE_CHECKING:
    from holdsway.export import Leaving
    from holdsway.frame import Frame
    from holdsway.records import Document, Statement

__all__ = ["export_command"]


@click.command("export", epilog="Example:  holdsway export --to geojson --kind event -o events.geojson")
@click.option(
    "--to",
    required=True,
    type=click.Choice(["parquet", "geojson", "ftm", "hxl"]),
    help="Parquet, GeoJSON, FollowTheMoney (JSON lines), or CSV with HXL tags.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there; parquet needs it.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in Kind]),
    help="Only statements of this kind; may be repeated.",
)
@as_known
@ledger_option
def export_command(
    to: str,
    output: Path | None,
    kinds: tuple[str, ...],
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Write the statements as known for other programs: maps, statistics, graphs of who is tied to whom.

    What is confidential, or what a licence forbids to pass on row by row, is withheld and counted. A statement known
    only to a province or an area is never given a point.
    """
    from holdsway.export import leaving

    if to == "parquet" and output is None:
        raise click.UsageError("parquet is not text; say where to write it with -o FILE")
    desk = open_existing(ledger)
    say_undated(desk, known_by, at)
    statements = [said for said in desk.statements(known_by=known_by, at=at) if not kinds or said.kind in kinds]
    if not statements:
        what = f"no statement of kind {' or '.join(kinds)}" if kinds else "no statement"
        raise HoldswayError(f"nothing to export: {what} is known here")
    batch = None if at is None or at == "HEAD" else desk.ledger.batch_at(at)
    documents = desk.ledger.documents(at=batch)
    may = leaving(statements, documents)
    if not may.statements:
        raise HoldswayError(f"nothing may leave: withheld {may.kept_back}: {may.reasons}")
    kept, unfit = _fitting(to, may.statements)
    _write(_parts(to, kept, documents, desk.ledger.declared_frame(batch)), output)
    click.echo(f"written: {output or 'standard output'}: {_told(kept, unfit, may)}", err=True)
    return 0


def _fitting(to: str, statements: Sequence[Statement]) -> tuple[Sequence[Statement], Counter[str]]:
    """The statements that the format can hold, and how many of which kind it cannot."""
    from holdsway.export import has_schema

    if to != "ftm":
        return statements, Counter()
    kept = [said for said in statements if has_schema(said)]
    unfit = Counter(str(said.kind) for said in statements if not has_schema(said))
    if not kept:
        raise HoldswayError(f"FollowTheMoney has no schema for {_by_kind(unfit)}; use --to parquet, geojson or hxl")
    return kept, unfit


def _parts(
    to: str, statements: Sequence[Statement], documents: Sequence[Document], declared: Frame | None
) -> Iterable[bytes]:
    from holdsway.export import as_followthemoney, as_geojson, as_hxl, as_parquet, frame_leaving

    if to == "parquet":
        return as_parquet(statements)
    frame = frame_leaving(declared, statements)
    if to == "ftm":
        return as_followthemoney(statements, documents, frame)
    return as_geojson(statements, frame) if to == "geojson" else as_hxl(statements, frame)


def _write(parts: Iterable[bytes], output: Path | None) -> None:
    """Print, or write a file that is put in its place when it is whole, so that a broken export leaves none."""
    if output is None:
        for part in parts:
            click.echo(part, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    unfinished = output.with_name(output.name + ".unfinished")
    try:
        with unfinished.open("wb") as target:
            target.writelines(parts)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _told(kept: Sequence[Statement], unfit: Counter[str], may: Leaving) -> str:
    told = [f"{len(kept)} statements"]
    if unfit:
        told.append(f"{unfit.total()} without a schema there ({_by_kind(unfit)})")
    told.append(f"withheld {may.kept_back}" + (f": {may.reasons}" if may.kept_back else ""))
    return "; ".join(told)


def _by_kind(unfit: Counter[str]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in sorted(unfit.items()))

"""`holdsway read`: what a report says, with no ledger touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.coverage import coverage_json, print_coverage
from holdsway.cli.explained import explained_json, explained_table
from holdsway.cli.options import in_format, reader_option
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from holdsway.frame import Frame
    from holdsway.reading.read import DocumentReading
    from holdsway.records import Statement

__all__ = ["read_command"]


@click.command(
    "read",
    epilog="\b\nExample:  holdsway read report.md --frame inbox/case.yaml --explain\n"
    "          holdsway read inbox/*.md --frame inbox/case.yaml --coverage",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--frame", type=click.Path(path_type=Path), metavar="case.yaml", help="Parties and places to look for.")
@reader_option
@click.option("--explain", is_flag=True, help="Show what each statement was drawn from, and what was not kept.")
@click.option(
    "--coverage",
    is_flag=True,
    help="In place of the statements, show which sentences gave none and why, and the names that no list of the frame "
    "has. With --explain, show both.",
)
@in_format()
def read_command(
    files: tuple[Path, ...],
    frame: Path | None,
    reader: str | None,
    explain: bool,
    coverage: bool,
    format: str | None,
    output: Path | None,
) -> int:
    """Show the statements that a report holds: who says what of which place, when, and how surely.

    Forecasts, hypotheses and opinions are shown with the reason why they are no evidence.
    """
    from holdsway.frame import Frame
    from holdsway.reading import framed, read, reader_named
    from holdsway.reading.coverage import coverage_of

    working, chosen_reader, telling = framed(frame) if frame else Frame(), reader_named(reader), explain or coverage
    readings = [
        reading for file in files for reading in read(file, frame=working, reader=chosen_reader, explain=telling)
    ]
    _say_not_kept(readings, explain=explain)
    _say_not_explained(readings, chosen_reader.name, telling=telling)
    covered = [coverage_of(reading) for reading in readings] if coverage else []
    if chosen(format, output) != "table":
        shown = [_as_json(reading, explain=explain) for reading in readings]
        for one, about in zip(shown, covered, strict=False):
            one["coverage"] = coverage_json(about)
        write(as_json(shown), output)
    elif explain or not coverage:
        _print(readings, working, explain=explain)
    if covered and chosen(format, output) == "table":
        print_coverage(covered, is_framed=working.declared)
    return 1 if readings and all(reading.not_read for reading in readings) else 0


def _say_not_kept(readings: list[DocumentReading], *, explain: bool) -> None:
    """Say on stderr which documents could not be read, and what was drawn from the others and dropped."""
    from holdsway.reading.checks import reasons

    for reading in readings:
        path = reading.document.path
        if reading.not_read:
            click.echo(f"holdsway: {path}: NOT READ: {reading.not_read}", err=True)
        elif reading.dropped and explain:
            for one in reading.dropped:
                click.echo(f"{path}: not kept: {one}", err=True)
        elif reading.dropped:
            click.echo(f"{path}: drawn from the text and not kept: {reasons(reading.dropped)}", err=True)


def _say_not_explained(readings: list[DocumentReading], reader: str, *, telling: bool) -> None:
    """Say on stderr, once, where the reader does not say how it reads."""
    if telling and any(reading.explanation and not reading.explanation.is_told for reading in readings):
        click.echo(f"the reader {reader} does not say how it reads: no path from words to slots, no reasons", err=True)


def _as_json(reading: DocumentReading, *, explain: bool) -> dict[str, Any]:
    document = reading.document
    shown: dict[str, Any] = {
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "title": document.title,
            "publisher": document.publisher,
            "published": str(document.published) if document.published else None,
            "published_inferred_from": document.dated_by,
            "lang": document.lang,
            "read": document.read,
            "translation_of": document.translation_of,
            "paraphrase": document.paraphrase,
        },
        "statements": [_statement(said, reading, explain=explain) for said in reading.statements],
    }
    if reading.remarks:
        shown["remarks"] = list(reading.remarks)
    if reading.not_read:
        shown["not_read"] = reading.not_read
    if reading.dropped:
        shown["dropped"] = [{"quote": one.quote, "reason": one.reason} for one in reading.dropped]
    return shown


def _statement(said: Statement, reading: DocumentReading, *, explain: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": said.id,
        "kind": said.kind,
        "source": said.source,
        "quote": said.quote.exact,
        "original": said.quote.original,
        "start": said.quote.start,
        "end": said.quote.end,
        "actors": [{"id": actor.id, "role": actor.role} for actor in said.actors],
        "party": said.party,
        "place": {"code": said.place_code, "name": said.place_text, "admin1": said.admin1, "text": said.place_text},
        "valid": {
            "from": str(said.valid.first) if said.valid else None,
            "to": str(said.valid.last) if said.valid else None,
            "text": said.valid_text,
        },
        "polarity": said.polarity,
        "modality": said.modality,
        "attribution": list(said.attribution),
        "low": said.low,
        "best": said.best,
        "high": said.high,
        "number_of": said.number_of,
        "category": said.category,
        "event_type": said.event_type,
    }
    if said.trap_reason:
        shown["trap_reason"] = said.trap_reason
    if explain:
        shown |= {"label": said.label, "place_note": said.place_note, "note": said.note, "reader": said.reader}
        shown["explanation"] = explained_json(reading.explanation.of(said)) if reading.explanation else None
    return shown


def _print(readings: list[DocumentReading], frame: Frame, *, explain: bool) -> None:
    from rich.padding import Padding

    from holdsway.brief.footnotes import shown_translation, shown_words

    out = console()
    for reading in readings:
        document = reading.document
        inferred = f", inferred from {document.dated_by}" if document.dated_by else ""
        published = f"{document.published or 'no date'}{inferred}"
        out.print(line(f"{document.path} · {document.speaks_for or 'no publisher'} · {published}", style="bold"))
        for remark in reading.remarks:
            out.print(Padding(line(f"note: {remark}", style="yellow"), (0, 2), expand=False))
        if not reading.statements:
            why = "no statement found" if document.read else f"NOT READ: language {document.lang}, not English"
            why = "NOT READ, see above" if reading.not_read else why
            out.print(Padding(line(why), (0, 2), expand=False))
        for said in reading.statements:
            out.print(Padding(line(_line(said, frame)), (0, 2), expand=False))
            words = shown_words(said.quote.exact, paraphrase=document.paraphrase)
            if document.translation_of and not document.paraphrase:
                whole = f"document {document.translation_of[:8]}"
                words = shown_translation(said.quote.exact, original=said.quote.original, of=whole)
            out.print(Padding(line(words, style="italic"), (0, 4), expand=False))
            told = reading.explanation.of(said) if explain and reading.explanation else None
            if told is not None:
                out.print(Padding(explained_table(told), (0, 0, 1, 6), expand=False))
            elif explain:
                out.print(Padding(line(_path(said), style="dim"), (0, 4), expand=False))


def _line(said: Statement, frame: Frame) -> str:
    place = frame.places.get(said.place_code)
    about = said.party or said.event_type or (said.label if said.kind in ("tie", "role", "listing") else None)
    numbers = "–".join(f"{n:g}" for n in (said.low, said.best, said.high) if n is not None)
    parts = (
        f"{said.kind}: {about}" if about else str(said.kind),
        place.title if place else said.place_text,
        str(said.valid) if said.valid else None,
        f"{numbers} {said.number_of or ''}".strip() if numbers else None,
        "denied" if said.polarity == "negated" else None,
        f"{said.modality}, not evidence ({said.trap_reason})" if said.trap_reason else str(said.modality),
        f"by {said.source}",
    )
    return " · ".join(part for part in parts if part)


def _path(said: Statement) -> str:
    actors = ", ".join(f"{a.text or a.id} → {a.id} ({a.role})" for a in said.actors)
    parts = (
        f"words: {said.label}" if said.label else None,
        f"actors: {actors}" if actors else None,
        f"who says: {' < '.join(reversed(said.attribution))}" if said.attribution else None,
        said.place_note,
        said.note,
    )
    return "; ".join(part for part in parts if part) or "no more to show"

"""`holdsway new`: a first frame, scales and mappings drafted from a folder."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.options import in_format
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from holdsway.drafting import Draft

__all__ = ["draft_json", "new_command"]


@click.command("new", epilog="Example:  holdsway new ./inbox --country AF")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--country", metavar="XX", help="The country's ISO code, for the frame.")
@click.option("--force", is_flag=True, help="Draft again what is there; the old file is kept as NAME.bak.")
@in_format()
def new_command(folder: Path, country: str | None, force: bool, format: str | None, output: Path | None) -> int:
    """Draft case.yaml, scales.yaml and mappings from a folder.

    Looks through FOLDER and writes a first frame into it, each line with its reason. What cannot be told stands there
    as CHOOSE. A file that is there is left as it is.
    """
    from holdsway.drafting import draft
    from holdsway.errors import InputError
    from holdsway.places.countries import country_named

    named = country_named(country) if country else None
    if country and named is None:
        raise InputError(f"--country {country!r} is no country; write its ISO code, as in AF")
    made = draft(folder, country=named, force=force)
    if chosen(format, output) == "table":
        _print(made)
    else:
        write(as_json(draft_json(made)), output)
    if made.written:
        return 0
    click.echo(
        "holdsway: nothing could be drafted; add reports, or a table with days, places and what happened", err=True
    )
    return 1


def draft_json(made: Draft) -> dict[str, Any]:
    """What was found and drafted, as one object."""
    return {
        "folder": str(made.folder),
        "documents": made.documents,
        "found": [{"file": one.file, "what": one.what} for one in made.noticed],
        "drafted": [{"file": one.file, "backup": one.backup} for one in made.written if not one.kept],
        "left": [one.file for one in made.written if one.kept],
        "edits": [{"file": file, "edit": edit} for file, edit in made.edits],
        "next": _next(made),
    }


def _print(made: Draft) -> None:
    from holdsway.brief.wording import count

    out = console()
    out.print(line(f"Found in {made.folder}: {count(made.documents, 'document')}, and"))
    for one in made.noticed:
        out.print(line(f"  {one.file}: {one.what}"))
    for file in made.written:
        if file.kept:
            out.print(line(f"Left as it is: {file.file} (--force drafts it again and keeps the old)"))
        else:
            kept = f" (the old one is {file.backup})" if file.backup else ""
            out.print(line(f"Drafted: {file.file}{kept}"))
    if made.edits:
        out.print(line("Before the brief, look at these:"))
    for number, (name, edit) in enumerate(made.edits, 1):
        out.print(line(f"  {number}. {name}: {edit}"))
    if made.written:
        out.print(line(f"Then: {_next(made)}"))


def _next(made: Draft) -> str:
    return f"holdsway brief {quote(str(made.folder))} -l ledger"

"""`holdsway freeze`: the ledger in one archive, for a paper or for safe keeping."""

from __future__ import annotations

from pathlib import Path

import click

from holdsway.cli.options import in_format, ledger_option, open_existing
from holdsway.cli.output import as_json, chosen, console, line, write

__all__ = ["freeze_command"]


@click.command("freeze", epilog="Example:  holdsway freeze kunduz-2021.zip --at HEAD")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.zip")
@click.option("--at", metavar="BATCH|HEAD", help="The ledger as it stood after that batch.")
@click.option("--everything", is_flag=True, help="For yourself: leave in what may not leave.")
@in_format()
@ledger_option
def freeze_command(
    out: Path, at: str | None, everything: bool, format: str | None, output: Path | None, ledger: Path
) -> int:
    """Write the ledger to one archive with a README, the versions it was made with, and a line to cite it by.

    Made twice from one state, the archive is the same byte for byte. Rows that a licence keeps in and what is marked as
    confidential are taken out of it. Every command opens it with -l OUT.zip; nothing is written to it.
    """
    from holdsway.brief.wording import count

    if out.suffix != ".zip":
        raise click.UsageError(f"{out} is to be an archive; name it OUT.zip")
    made = open_existing(ledger).freeze(out, at=at, everything=everything)
    if chosen(format, output) != "table":
        shown = {
            "path": str(made.path),
            "head": made.head,
            "of": made.of,
            "statements": made.statements,
            "documents": made.documents,
            "withheld_statements": made.withheld_statements,
            "withheld_documents": made.withheld_documents,
            "withheld": made.reasons,
            "citation": made.citation,
        }
        write(as_json(shown), output)
        return 0
    screen = console()
    screen.print(
        line(
            f"{out}: {count(made.statements, 'statement')}, {count(made.documents, 'document')}; head {made.head[:16]}"
        )
    )
    if made.reasons:
        withheld = count(made.withheld_statements, "statement")
        screen.print(line(f"left out, since they may not leave: {withheld} ({made.reasons})"))
        screen.print(line(f"its head is therefore not that of the ledger, {made.of[:16]}"))
    if everything:
        screen.print(line("with everything in it, also what may not leave: keep it to yourself"))
    screen.print(line(f"to cite: {made.citation}"))
    return 0

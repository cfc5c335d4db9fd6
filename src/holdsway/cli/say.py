"""`holdsway say`: a statement by hand, read by the same reader as any report."""

from __future__ import annotations

from pathlib import Path

import click

from holdsway.cli.options import by_option, ledger_option, open_existing, reader_option
from holdsway.cli.output import console, line

__all__ = ["say_command"]


@click.command(
    "say",
    epilog='Example:  holdsway say "Taliban hold Burka since 4 May 2021" --source Radio --published 2021-05-05',
)
@click.argument("words")
@click.option("--source", required=True, metavar="NAME", help="Who says so.")
@click.option("--published", required=True, metavar="DATE|TIME", help="When they said it.")
@click.option("--quoted", is_flag=True, help="These are the source's own words; else they are marked PARAPHRASE.")
@click.option("--url", metavar="URL", help="Where it was said.")
@click.option("--licence", metavar="L", help="Under which licence.")
@click.option("--yes", "-y", is_flag=True, help="Keep it without asking.")
@reader_option
@by_option
@ledger_option
def say_command(
    words: str,
    source: str,
    published: str,
    quoted: bool,
    url: str | None,
    licence: str | None,
    yes: bool,
    reader: str | None,
    author: str,
    ledger: Path,
) -> int:
    """Add what a source said, in one sentence of your own; it is shown slot by slot before it is kept.

    It is kept as accepted by you; `undo` takes that back, `correct` mends a slot.
    """
    from holdsway.clocks import parse_published
    from holdsway.hand.slots import as_written

    desk = open_existing(ledger)
    heard = desk.hear(
        words, source=source, published=parse_published(published), author=author, quoted=quoted, url=url,
        licence=licence, reader=reader,
    )  # fmt: skip
    out, frame = console(), desk.frame()
    for said in heard.statements:
        out.print(line(f"{said.kind} · {said.source} · {said.quote.exact}", style="bold"))
        for name, value in as_written(said, frame).items():
            out.print(line(f"  {name:<10} {value}"))
        if said.place_note:
            out.print(line(f"  {said.place_note}", style="dim"))
    if not yes and not click.confirm("Keep this?", default=True):
        click.echo("nothing was kept")
        return 0
    desk.keep(heard)
    ids = ", ".join(said.id[:8] for said in heard.statements)
    click.echo(f"kept, as accepted by {author}: {ids}")
    return 0

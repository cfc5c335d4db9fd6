"""`holdsway demo`: the bundled case, end to end."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from holdsway.cli.add import print_added, progress_bar
from holdsway.cli.brief import remember_footnotes, write_brief
from holdsway.cli.output import console

__all__ = ["demo_command"]

FOLDER = Path("holdsway-demo")
WEEK = "2021-W28"
NEXT = (
    'holdsway why "Spin Boldak" --on 2021-07-18 -l holdsway-demo/ledger',
    "holdsway control --on 2021-07-31 -l holdsway-demo/ledger",
    "holdsway brief --week 2021-W26 --known-by 2021-07-04 -l holdsway-demo/ledger",
)


@click.command("demo", epilog="Example:  holdsway demo")
def demo_command() -> int:
    """Take the bundled case through the whole flow, in ./holdsway-demo, and print its brief.

    Afghanistan, June and July 2021: digests of public reports in our own words, openly licensed.
    """
    from holdsway.brief.terminal import print_brief
    from holdsway.clocks import week
    from holdsway.desk import open_desk

    with as_file(files("holdsway") / "demo") as bundled:
        for name in ("inbox", "article.md", "SOURCES.md"):
            _copy(bundled / name, FOLDER / name)
    desk = open_desk(FOLDER / "ledger")
    with progress_bar() as progress:
        added = desk.add(FOLDER / "inbox", progress=progress)
    print_added(added, stderr=True)
    made = desk.brief(week(WEEK))
    remember_footnotes(desk, made)
    write_brief(made, FOLDER)
    out = console()
    print_brief(made, out)
    out.print()
    out.print(f"The same as a page: {FOLDER / 'brief.html'}. Three commands to try next:")
    for command in NEXT:
        out.print(f"  {command}", markup=False, soft_wrap=True)
    return 0


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)

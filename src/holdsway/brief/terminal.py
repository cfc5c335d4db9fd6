"""The brief in the terminal, and as Markdown: the same lines, marks and footnotes as on the page."""

from __future__ import annotations

import re
from collections.abc import Collection

from rich.console import Console
from rich.text import Text

from holdsway.brief.brief import Brief
from holdsway.brief.footnotes import Footnote
from holdsway.brief.parts import Finding
from holdsway.brief.wording import marks, moment, pieces, plain, span

__all__ = ["markdown", "print_brief"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_BLOCK = re.compile(r"^(\d+)([.)])|^([-+=])")


def print_brief(brief: Brief, console: Console) -> None:
    """Print the brief, wrapped to the width of the console. Nothing in the data can act on the terminal."""
    _say(console, Text(plain(brief.title), "bold"))
    _say(console, Text(span(brief.days)))
    _say(console, Text(_known(brief), "dim"))
    for line in brief.basis:
        _say(console, Text(plain(line), "dim"))
    known = {note.number for note in brief.footnotes}
    for section in brief.sections:
        console.print()
        _say(console, Text(plain(section.title).upper(), "bold"))
        if section.note:
            _say(console, Text(plain(section.note), "dim"))
        if not section.findings:
            _say(console, Text(plain(section.empty), "italic"), "  ")
        for finding in section.findings:
            _say(console, _line(finding, known), "• ")
    if brief.footnotes:
        console.print()
        _say(console, Text("FOOTNOTES", "bold"))
    for note in brief.footnotes:
        text = Text.assemble((_whence(note) + ": ", ""), plain(note.shown))
        _say(console, text.append(_where(note), "dim"), f"[{note.number}] ")


def markdown(brief: Brief) -> str:
    """The brief as Markdown. Footnotes keep their numbers, which `holdsway why` takes."""
    known = {note.number for note in brief.footnotes}
    lines = [f"# {_escaped(brief.title)}", "", f"**{span(brief.days)}**  ", _escaped(_known(brief)), ""]
    lines += [f"- {_escaped(line)}" for line in brief.basis]
    for section in brief.sections:
        lines += ["", f"## {_escaped(section.title)}", ""]
        lines += [f"*{_escaped(section.note)}*", ""] if section.note else []
        lines += [f"- {_escaped(_words(finding, known))}" for finding in section.findings] or [_escaped(section.empty)]
    if brief.footnotes:
        lines += ["", "## Footnotes", ""]
    for note in brief.footnotes:
        text = f"[{note.number}] {_whence(note)}: {plain(note.shown)}{_where(note)}"
        lines.append(f"- {_escaped(text)}" + (f" · licence: {_escaped(note.licence)}" if note.licence else ""))
    return "\n".join(lines).rstrip() + "\n"


def _known(brief: Brief) -> str:
    parts = [f"As known by {moment(brief.known_by)}" if brief.known_by else "As known from everything published so far"]
    parts += [f"batch {brief.batch}"] if brief.batch is not None else []
    parts += [f"record {brief.head[:8]}"] if brief.head else []
    return " · ".join(parts)


def _words(finding: Finding, known: Collection[int]) -> str:
    """A finding with its marks: `Spin Boldak (Kandahar): Taliban 0.78 [3,5]`."""
    found = pieces(finding.text, finding.footnotes, known)
    return "".join(piece if isinstance(piece, str) else f" {marks(piece)}" for piece in found).strip()


def _line(finding: Finding, known: Collection[int]) -> Text:
    line = Text()
    for piece in pieces(finding.text, finding.footnotes, known):
        line.append(piece if isinstance(piece, str) else f" {marks(piece)}", None if isinstance(piece, str) else "cyan")
    return line


def _whence(note: Footnote) -> str:
    """Who said it, through whom, when, and how it was held: `Taliban statements (AFP, published 2021-07-14)`."""
    publisher = plain(note.publisher) if note.publisher and note.publisher != note.source else None
    held = note.modality if note.modality not in (None, "asserted", "reported") else None
    published = f"published {plain(note.published)}" if note.published else None
    about = ", ".join(part for part in (publisher, published, held) if part)
    return plain(note.source) + (f" ({about})" if about else "")


def _where(note: Footnote) -> str:
    """The document, the row, and the eight characters of the statement that `holdsway why` takes."""
    path = plain(note.path).replace("\\", "/").rpartition("/")[2]
    place = " ".join(part for part in (path, note.stands) if part)
    return "".join(
        f" · {plain(part)}" for part in (place, *note.flags, note.review, (note.statement or "")[:8]) if part
    )


def _say(console: Console, text: Text, first: str = "") -> None:
    """Print text with a hanging indent as wide as what stands before it."""
    indent = " " * len(first)
    for number, line in enumerate(text.wrap(console, max(console.width - len(first), 20))):
        line.rstrip()
        console.print(Text(indent if number else first) + line, soft_wrap=True)


def _escaped(words: str) -> str:
    """Words as Markdown shows them letter by letter, with nothing in them taken for a sign."""
    text = _SPECIAL.sub(r"\\\1", plain(words))
    return _BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)

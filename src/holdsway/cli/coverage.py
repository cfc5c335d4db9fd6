"""How `holdsway read --coverage` shows what was read: which sentences gave nothing and why, and names nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from holdsway.cli.output import console, line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from holdsway.reading.coverage import Coverage
    from holdsway.reading.explaining import SentenceRead

__all__ = ["coverage_json", "print_coverage"]

_MOST_IN_FULL = 5
"""So many documents are shown with every sentence that gave nothing; of more, some sentences for each reason."""
_EXAMPLES = 3
_MOST_NAMES = 20
_MOST_DOCUMENTS = 12
_LONGEST = 240


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """One document: counts, every sentence that gave nothing, and the names that no list has."""
    shown: dict[str, Any] = {
        "sentences": len(coverage.sentences),
        "gave": coverage.gave,
        "gave_nothing": len(coverage.silent),
        "reasons": {str(reason): count for reason, count in coverage.reasons.items()},
        "silent": [
            {
                "text": coverage.text[one.start : one.end],
                "start": one.start,
                "end": one.end,
                "reason": one.reason,
                "detail": one.detail,
            }
            for one in coverage.silent
        ],
        "unmatched": [
            {"kind": one.kind, "name": one.name, "sentences": one.sentences, "nearest": one.nearest}
            for one in coverage.unmatched
        ],
        "unread_letters": coverage.unread,
    }
    if coverage.not_read:
        shown["not_read"] = coverage.not_read
    return shown


def print_coverage(covered: Sequence[Coverage], *, is_framed: bool) -> None:
    """The report on the terminal: each document where they are few, then all together, then the names."""
    out = console()
    if len(covered) <= _MOST_IN_FULL:
        for coverage in covered:
            out.print(line(f"{coverage.document.path} · {_counts([coverage])}", style="bold"))
            _print_remarks(out, coverage)
            _print_reasons(out, [coverage], most=None)
    if len(covered) != 1:
        _print_together(out, covered)
    if len(covered) > _MOST_IN_FULL:
        _print_reasons(out, covered, most=_EXAMPLES)
        _print_empty(out, covered)
    _print_names(out, covered, is_framed=is_framed)


def _counts(covered: Sequence[Coverage]) -> str:
    from holdsway.brief.wording import count

    sentences = sum(len(one.sentences) for one in covered)
    gave = sum(one.gave for one in covered)
    statements = sum(one.statements for one in covered)
    if not sentences:
        return "no sentence read"
    some = f"{gave:,} gave {count(statements, 'statement')}, " if gave else ""
    return f"{count(sentences, 'sentence')}: {some}{sentences - gave:,} gave nothing"


def _print_remarks(out: Console, coverage: Coverage) -> None:
    if coverage.not_read:
        out.print(_indented(line(f"NOT READ: {coverage.not_read}", style="yellow")))
    if coverage.unread:
        out.print(_indented(line(f"{coverage.unread:,} letters at its end are beyond what is read", style="yellow")))


def _print_together(out: Console, covered: Sequence[Coverage]) -> None:
    from holdsway.brief.wording import count

    not_read = sum(one.not_read is not None for one in covered)
    some = sum(one.statements > 0 for one in covered)
    none = len(covered) - some - not_read
    parts = ((some, "gave statements"), (none, "none"), (not_read, "NOT READ"))
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    out.print(line(f"{count(len(covered), 'document')}: {told}", style="bold"))
    out.print(line(_counts(covered), style="bold"))
    if unread := sum(one.unread for one in covered):
        out.print(_indented(line(f"{unread:,} letters stand beyond what is read of a document", style="yellow")))


def _print_reasons(out: Console, covered: Sequence[Coverage], *, most: int | None) -> None:
    """Each reason with how many sentences it left without a statement, and the sentences."""
    from holdsway.reading.coverage import reasons_of
    from holdsway.reading.explaining import WHY

    for reason, number in reasons_of(covered).items():
        out.print(_indented(line(f"{number:,} · {WHY[reason]}")))
        silent = [(c, one) for c in covered for one in c.silent if one.reason is reason]
        for coverage, one in silent[:most]:
            out.print(_indented(_sentence(coverage, one), by=4))
        if most is not None and number > most:
            out.print(_indented(line(f"… and {number - most:,} more", style="dim"), by=4))


def _sentence(coverage: Coverage, one: SentenceRead) -> Text:
    """The words of a sentence, marked where they are a paraphrase, and what was stumbled on."""
    from holdsway.brief.footnotes import shown_words

    words = coverage.words(one)
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    shown = line(shown_words(words, paraphrase=coverage.document.paraphrase), style="italic")
    if one.detail:
        shown.append_text(line(f" {one.detail}", style="not italic cyan"))
    return shown


def _print_empty(out: Console, covered: Sequence[Coverage]) -> None:
    """The documents that were not read, and those that gave nothing."""
    from holdsway.brief.wording import count

    not_read = [f"{one.document.path}: {one.not_read}" for one in covered if one.not_read]
    none = [one.document.path for one in covered if not one.statements and not one.not_read]
    for title, names in (("NOT READ", not_read), ("without a statement", none)):
        if names:
            out.print(_indented(line(f"{count(len(names), 'document')} {title}")))
            for name in _first(names, _MOST_DOCUMENTS):
                out.print(_indented(line(name, style="dim"), by=4))


def _first(names: Sequence[str], most: int) -> Iterator[str]:
    yield from names[:most]
    if len(names) > most:
        yield f"… and {len(names) - most:,} more"


def _print_names(out: Console, covered: Sequence[Coverage], *, is_framed: bool) -> None:
    from rich.table import Table

    from holdsway.reading.coverage import unmatched_in

    names = unmatched_in(covered)
    if not names:
        return
    title = "Names that no list of the frame has" if is_framed else "Names met; no frame was given to match them with"
    out.print(line(f"{title}, by sentences", style="bold"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    table.add_column(overflow="fold")
    for one in names[:_MOST_NAMES]:
        name = line(one.name)
        if one.nearest:
            name.append_text(line(f", nearest: {one.nearest}", style="dim"))
        table.add_row(line(f"{one.sentences:,}"), line(one.kind, style="dim"), name)
    out.print(_indented(table))
    if len(names) > _MOST_NAMES:
        more = f"… and {len(names) - _MOST_NAMES:,} more; --format json lists all, by document"
        out.print(_indented(line(more, style="dim")))
    if is_framed:
        todo = "What belongs to your case: a name or alias in the gazetteer, or under `parties` in case.yaml."
        out.print(_indented(line(todo)))


def _indented(what: Any, by: int = 2) -> Any:
    from rich.padding import Padding

    return Padding(what, (0, 0, 0, by), expand=False)

"""`holdsway why`: every report behind a line, for and against."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from holdsway.cli.brief import footnote_json
from holdsway.cli.control import estimate_json
from holdsway.cli.options import as_known, in_format, ledger_option, open_existing, say_undated
from holdsway.cli.output import as_json, chosen, console, line, write

if TYPE_CHECKING:
    from rich.console import Console

    from holdsway.brief.why import PlaceAccount, StatementAccount, WeighedNote
    from holdsway.desk import Desk
    from holdsway.frame import Frame
    from holdsway.records import Statement
    from holdsway.rulings import Outcome

__all__ = ["why_command"]

_SLOTS = ("party", "place_text", "valid", "low", "high", "polarity")
"""Of a correction, what a line says of it; the rest is in --format json."""
_SHOWN_ABOVE = ("rulings", "quote", "paraphrase_text", "translation_text", "original", "columns", "context")


@click.command("why", epilog='Example:  holdsway why "Spin Boldak" --on 2021-07-18    or    holdsway why 3')
@click.argument("what", metavar="PLACE|FOOTNOTE")
@click.option("--on", metavar="DATE", help="The day in question; default: the last day of the frame.")
@in_format()
@as_known
@ledger_option
def why_command(
    what: str,
    on: str | None,
    format: str | None,
    output: Path | None,
    known_by: str | None,
    at: str | None,
    ledger: Path,
) -> int:
    """Show every report behind a place, for and against, and what each weighs; or the statement behind a footnote.

    A footnote is its number in the last brief, or eight hex digits of its statement.
    """
    desk = open_existing(ledger)
    say_undated(desk, known_by, at)
    table = chosen(format, output) == "table"
    if statement := _statement_of(what, desk):
        one = desk.statement(statement, known_by=known_by, at=at)
        if table:
            _print_statement(one, console())
        else:
            write(as_json(_statement_json(one)), output)
        return 0
    place = desk.why(what, on=on, known_by=known_by, at=at)
    if table:
        _print_place(place, desk, console())
    else:
        write(as_json(_place_json(place)), output)
    return 0


def _statement_of(what: str, desk: Desk) -> str | None:
    """The statement meant, when it is a footnote's number or a statement's hash."""
    from holdsway.errors import FootnoteError

    if what in desk.frame().places:  # some countries number their places; [3] is always a footnote
        return None
    number = re.fullmatch(r"\[?(\d{1,5})\]?", what)
    if number:
        cache = desk.ledger.folder / "cache" / "footnotes.json"
        try:
            known: dict[str, str] = json.loads(cache.read_text("utf-8"))
        except (OSError, ValueError):  # the cache may be deleted at any time, and so may half of it
            known = {}
        if number[1] not in known:
            raise FootnoteError(f"the last brief of this ledger has no footnote [{number[1]}] on a statement")
        return known[number[1]]
    return what if re.fullmatch(r"[0-9a-f]{8,64}", what.lower()) else None


def _statement_json(one: StatementAccount) -> dict[str, Any]:
    said, place = one.said, one.place
    return {
        "statement": said.id,
        "kind": said.kind,
        "place": {"code": said.place_code, "name": place.name if place else said.place_text, "note": said.place_note},
        "party": said.party,
        "valid": {
            "from": str(said.valid.first) if said.valid else None,
            "to": str(said.valid.last) if said.valid else None,
        },
        "polarity": said.polarity,
        "label": said.label,
        "scale": said.scale,
        "reader": said.reader,
        **{key: value for key, value in footnote_json(one.note).items() if key not in ("number", "statement")},
        "rulings": _rulings_json(one.outcome),
    }


def _place_json(one: PlaceAccount) -> dict[str, Any]:
    reckoned = one.account
    estimate = reckoned.estimate
    return {
        **estimate_json(estimate),
        "prior": reckoned.prior,
        "silence": {"days": reckoned.silent_days, "weight": reckoned.silence},
        "log_odds": reckoned.log_odds,
        "evidence": [_weighed(weighed) for weighed in one.bearing],
        "other_reports": [_weighed(weighed) for weighed in one.other],
        "ruled_out": [_weighed(weighed) for weighed in one.ruled_out],
    }


def _rulings_json(outcome: Outcome | None) -> list[dict[str, Any]]:
    return [
        {
            "ruling": ruling.id,
            "act": ruling.act,
            "author": ruling.author,
            "made": ruling.made.isoformat(),
            "reason": ruling.reason,
            "slots": dict(ruling.slots),
        }
        for ruling in ((*outcome.by, *outcome.notes) if outcome else ())
    ]


def _weighed(one: WeighedNote) -> dict[str, Any]:
    said = one.said
    return {
        "statement": said.id,
        "stance": one.stance,
        "weight": one.weight,
        "without_it": one.without_it,
        "kind": said.kind,
        "party": said.party,
        "polarity": said.polarity,
        "valid": str(said.valid) if said.valid else None,
        "reader": said.reader,
        **{key: value for key, value in footnote_json(one.note).items() if key not in ("number", "statement")},
        "rulings": _rulings_json(one.outcome),
    }


def _print_place(one: PlaceAccount, desk: Desk, out: Console) -> None:
    from rich.padding import Padding

    from holdsway.brief.wording import count, day, probability

    reckoned, frame = one.account, desk.frame()
    estimate = reckoned.estimate
    name = frame.parties.name_of(estimate.holder)
    verdict = f"{name} {probability(estimate.probability)}"
    if estimate.unknown:
        verdict = f"not known; nearest is {verdict}" if one.bearing else "not known: no report bears on it"
    known = f", as known by {estimate.known_by}" if estimate.known_by else ""
    out.print(line(f"{one.place.title} on {day(estimate.on)}{known}: {verdict}", style="bold"))
    about = f"{count(estimate.reports, 'report')}, {count(estimate.independent_sources, 'independent source')}"
    if one.bearing:
        out.print(line(f"{about}. Weights are changes in log odds of {name}, in order of publication."))
        out.print(line(f"  {_log(reckoned.prior)}  the prior, before any report"))
        for weighed in one.bearing:
            _print_weighed(weighed, frame, out)
        silent = f"silence of {count(reckoned.silent_days, 'day')}" if reckoned.silent_days is not None else "silence"
        out.print(line(f"  {_log(reckoned.silence)}  {silent}: every report aged"))
        out.print(line(f"  {_log(reckoned.log_odds)}  the sum: log odds of {name}", style="bold"))
    if one.other:
        out.print(line(f"Other reports that name it, with no bearing on who holds it: {len(one.other)}", style="bold"))
        for weighed in one.other:
            trap = weighed.said.trap_reason
            out.print(Padding(line(_where(weighed)), (0, 2), expand=False))
            shown = f"{weighed.note.shown} ({weighed.said.modality}: {trap})" if trap else weighed.note.shown
            out.print(Padding(line(shown, style="italic"), (0, 4), expand=False))
            _print_rulings(weighed.outcome, out, 4)
    if one.ruled_out:
        out.print(line(f"As read, and ruled out or corrected by a person: {len(one.ruled_out)}", style="bold"))
        for weighed in one.ruled_out:
            out.print(Padding(line(_where(weighed)), (0, 2), expand=False))
            out.print(Padding(line(f"{_held(weighed.said, frame)} {weighed.note.shown}", style="italic"), (0, 4)))
            _print_rulings(weighed.outcome, out, 4)


def _print_weighed(weighed: WeighedNote, frame: Frame, out: Console) -> None:
    from rich.padding import Padding

    without = weighed.without_it if weighed.without_it is not None else 0.0
    what = f"{weighed.stance}: {_held(weighed.said, frame)}; without it {_log(without).strip()}"
    out.print(line(f"  {_log(weighed.weight or 0.0)}  {what}"))
    out.print(Padding(line(_where(weighed)), (0, 10), expand=False))
    out.print(Padding(line(weighed.note.shown, style="italic"), (0, 10), expand=False))
    _print_rulings(weighed.outcome, out, 10)


def _held(said: Statement, frame: Frame) -> str:
    """Who holds the place by a statement, since when: `not Taliban on 2021-07-12`."""
    holder = frame.parties.name_of(said.party) if said.party else "unknown"
    when = f" on {said.valid}" if said.valid else ""
    return f"{'not ' if said.polarity == 'negated' else ''}{holder}{when}"


def _print_rulings(outcome: Outcome | None, out: Console, indent: int) -> None:
    """Each ruling on a statement: who, what, when and why."""
    from rich.padding import Padding

    for ruling in (*outcome.by, *outcome.notes) if outcome else ():
        given = ((name.removesuffix("_text"), value) for name, value in ruling.slots.items() if name in _SLOTS)
        slots = ", ".join(f"{name} {' to '.join(v) if isinstance(v, list) else v}" for name, v in given)
        told = f"{ruling.author} {ruling.act.done} it{f' ({slots})' if slots else ''}, {ruling.made:%Y-%m-%d}"
        reason = f": {ruling.reason}" if ruling.reason else ""
        out.print(Padding(line(f"{told}{reason} · ruling {ruling.id[:8]}"), (0, indent), expand=False))


def _log(odds: float) -> str:
    """Log odds to two places, with their sign; nothing is never minus nothing."""
    return f"{round(odds, 2) + 0.0:+6.2f}"


def _where(weighed: WeighedNote) -> str:
    from holdsway.records import MACHINE_READ

    note = weighed.note
    where = f"{note.path} {note.stands}".strip()
    published = f"published {note.published}" if note.published else "no publication time"
    reader = (weighed.said.reader or "").partition(" lexicon ")[0]  # its digest is in --format json
    by = f" by {reader}" if note.review == MACHINE_READ and reader else ""
    flags = "".join(f" · {flag}" for flag in (*note.flags, *([f"{note.review}{by}"] if note.review else [])))
    return f"{note.source}, {published}{flags} · {where} · {note.document[:8]} · statement {weighed.said.id[:8]}"


def _print_statement(one: StatementAccount, out: Console) -> None:

    shown = _statement_json(one)
    out.print(line(one.note.shown, style="italic"))
    for key, value in shown.items():
        if value in (None, False, [], ()) or key in _SHOWN_ABOVE:
            continue
        if isinstance(value, dict):
            value = ", ".join(f"{k} {v}" for k, v in value.items() if v is not None)
        out.print(line(f"  {key.replace('_', ' '):<20} {value}"))
    _print_rulings(one.outcome, out, 2)

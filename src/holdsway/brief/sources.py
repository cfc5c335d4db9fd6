"""What the brief rests on: how many documents and sources, their licences, and what was left unread."""

from __future__ import annotations

from collections import Counter

from holdsway.brief.parts import Finding, Matter, Section
from holdsway.brief.wording import count, listing
from holdsway.frame import DISCOUNT
from holdsway.records import NO_LICENCE, RETRO_CODED, Statement

__all__ = ["basis", "sources"]


def sources(matter: Matter) -> Section:
    """The licences of the record, each with its number of statements; documents not read; the scales in use."""
    first: dict[str, Statement] = {}
    tally: Counter[str] = Counter()
    for said in matter.statements:
        licence = said.licence or NO_LICENCE
        tally[licence] += 1
        first.setdefault(licence, said)
    findings = [
        Finding(f"{licence}: {count(number, 'statement')}", matter.notes.cite(first[licence]), {"licence": licence})
        for licence, number in sorted(tally.items())
    ]
    translated = {document.translation_of for document in matter.documents}
    unread = [one for one in matter.documents if not one.read and one.sha256 not in translated]
    note = "Each statement keeps the licence of the file it came from."
    if unread:
        langs = listing(sorted({document.lang or "language not said" for document in unread}))
        note += f" {count(len(unread), 'document')} kept but NOT READ ({langs})."
    if used := [scale for scale in matter.frame.scales if scale.source in {said.source for said in matter.statements}]:
        note += f" Scales, each with its version: {listing([f'{scale.source} {scale.version}' for scale in used])}."
    return Section("licences", "Licences and scales", tuple(findings), note=note)


def _doubtful(said: Statement) -> bool:
    return any(flag != RETRO_CODED for flag in said.flags)


def _waiting(waiting: int, read: int) -> str:
    """How many of the statements that machines read no person has ruled on yet."""
    return "none of them ruled on by a person" if waiting == read else f"{waiting} of them not ruled on by a person"


def basis(matter: Matter, rejected: int = 0, hidden: int = 0, lost: int = 0) -> tuple[str, ...]:
    """A few lines on what the whole page rests on.

    `hidden` statements wait for a ruling and are left out; `lost` rulings find their words no more.
    """
    speakers = {said.source for said in matter.statements}
    traps = sum(1 for said in matter.statements if not said.is_evidence)
    read = [said for said in matter.statements if said.method == "read"]
    waiting = sum(1 for said in read if said.is_proposal)
    about = (
        f"{count(len(matter.documents), 'document')}, {count(len(matter.statements), 'statement')} "
        f"from {count(len(speakers), 'source')}"
    )
    lines = [
        f"{about}; {len(read)} read by machine, {_waiting(waiting, len(read))}.",
        "Probabilities pool each source's latest word with declared strengths; none is learned or calibrated yet.",
    ]
    if hidden:
        lines.append(
            f"{count(hidden, 'statement')} read by machine left out until a person rules on them "
            "(unreviewed: hide; holdsway review)."
        )
    if matter.frame.unreviewed == DISCOUNT and waiting:
        lines.append("What no person has ruled on counts at half its weight (unreviewed: discount).")
    if lost:
        lines.append(f"{count(lost, 'ruling')} no longer finding the words ruled on (holdsway rulings --lost).")
    late = sum(1 for said in matter.statements if RETRO_CODED in said.flags)
    if late:
        lines.append(
            f"{count(late, 'statement')} retro-coded: written down by datasets long after the day they tell of."
        )
    doubtful = len({(said.document, said.quote.sheet, said.quote.row) for said in matter.statements if _doubtful(said)})
    if doubtful:
        lines.append(f"{count(doubtful, 'row')} kept with a flag (holdsway rejects --flagged).")
    if rejected:
        lines.append(f"{count(rejected, 'row or file', 'rows or files')} could not be kept (holdsway rejects).")
    if traps:
        lines.append(
            f"{count(traps, 'forecast, hypothesis or opinion', 'forecasts, hypotheses and opinions')} kept out."
        )
    if not matter.frame.declared:
        lines.append("No case.yaml: parties and places are those that the data itself names.")
    return tuple(lines)

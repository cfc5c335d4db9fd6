"""The review sheet: proposals as rows of a workbook or CSV that go out, are ruled on, and come back with `add`.

A row says what the statement says slot by slot. Whoever edits it writes `accept` or `reject` under `ruling`, or changes
a slot, which is a correction; a row left as it was rules on nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from holdsway.errors import HoldswayError, InputError
from holdsway.formats.workbooks import WORKBOOKS, sheet_names, sheet_rows
from holdsway.frame import Frame
from holdsway.hand.queue import Proposal
from holdsway.hand.rule import rule_on
from holdsway.hand.slots import NONE, SLOTS, as_written, corrections
from holdsway.hand.standing import Standing
from holdsway.records import Reject, Statement
from holdsway.rulings import Act, Ruling

__all__ = ["SHEETS", "Ruled", "is_review_sheet", "read_sheet", "ruled_rows", "write_sheet"]

SHEETS = (".xlsx", ".csv")
_KEY = ("ruling", "reason", "author", "statement")
_SHOWN = ("words", "source", "published", "document", "because", "was")
COLUMNS = (*_KEY, *_SHOWN[:1], *SLOTS, *_SHOWN[1:])
_TITLE = "holdsway review"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; in CSV an apostrophe before it keeps it from that."""
_WIDTHS = {"words": 70, "reason": 30, "place": 24, "because": 50, "source": 22, "document": 28}
_ACTS = {"accept": Act.ACCEPT, "reject": Act.REJECT, "correct": Act.CORRECT, "note": Act.NOTE}


@dataclass(slots=True)
class Ruled:
    """What a sheet came to: its rulings, how many rows say what was ruled before or nothing, and the rejects."""

    rulings: list[Ruling] = field(default_factory=list)
    repeated: int = 0
    untouched: int = 0
    rejects: list[Reject] = field(default_factory=list)


def write_sheet(path: Path, proposals: Iterable[Proposal], frame: Frame, *, author: str) -> int:
    """Write proposals to a .xlsx or .csv file and say how many. Errors: InputError for another suffix."""
    rows = [_row(one, frame, author) for one in proposals]
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows({name: _kept_as_text(value) for name, value in row.items()} for row in rows)
        path.write_text(text.getvalue(), "utf-8-sig")
    elif suffix == ".xlsx":
        _write_workbook(path, rows)
    else:
        raise InputError(f"{path}: a review sheet is .xlsx or .csv; name it so")
    return len(rows)


def _row(one: Proposal, frame: Frame, author: str) -> dict[str, str]:
    note = one.note
    return {
        "author": author,
        "statement": one.said.id,
        "words": note.shown,
        **as_written(one.said, frame),
        "source": note.source,
        "published": note.published or "",
        "document": note.path,
        "because": "; ".join(one.because),
        "was": json.dumps(as_written(one.said, frame), ensure_ascii=False),
    }


def _kept_as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULAS) else value


def _as_meant(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULAS) else cell


def _write_workbook(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _TITLE
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([row.get(name, "") for name in COLUMNS])
    for line in sheet.iter_rows():
        for cell in line:  # every cell is text: a spreadsheet turns neither dates nor '=' in a quote into its own
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    choices = DataValidation(type="list", formula1='"accept,reject,correct,note"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"A2:A{max(2, len(rows) + 1)}")
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 13)
    sheet.freeze_panes = "B2"
    book.save(path)


def is_review_sheet(path: Path) -> bool:
    """Whether a file is a review sheet, by its header."""
    if path.suffix.casefold() not in SHEETS:
        return False
    try:
        header = next(_lines(path), None)
    except (InputError, UnicodeDecodeError, csv.Error):
        return False
    return header is not None and {*_KEY, *SLOTS} <= set(header[1])


def read_sheet(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a review sheet by the numbers a spreadsheet shows, each as column → text."""
    lines = _lines(path)
    _, header = next(lines)
    rows = ((number, dict(zip(header, (_as_meant(cell) for cell in cells), strict=False))) for number, cells in lines)
    return [(number, row) for number, row in rows if any(row.values())]


def _lines(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    if path.suffix.casefold() in WORKBOOKS:
        yield from ((row.number, row.cells) for row in sheet_rows(path, sheet_names(path)[0]))
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from enumerate(csv.reader(file), 1)


def ruled_rows(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    stands: Standing,
    frame: Frame,
    *,
    file: str,
    author: str,
    made: datetime | None = None,
) -> Ruled:
    """What the rows of a sheet rule on the statements as they stand; a row that cannot be taken is a reject."""
    by_id = {said.id: said for said in stands.rulable()}
    by_id |= {outcome.was.id: by_id[id] for id, outcome in stands.outcomes.items() if id in by_id}
    ruled = Ruled()
    for number, row in rows:
        try:
            ruling = _ruling(row, by_id, stands, frame, author, made)
        except HoldswayError as error:
            value = row.get("ruling") or row.get("statement") or None
            ruled.rejects.append(Reject(file=file, row=number, reason=str(error), value=value))
            continue
        if ruling is None:
            ruled.untouched += 1
        elif _is_so_already(ruling, stands):
            ruled.repeated += 1
        else:
            ruled.rulings.append(ruling)
    return ruled


def _ruling(
    row: Mapping[str, str],
    by_id: Mapping[str, Statement],
    stands: Standing,
    frame: Frame,
    author: str,
    made: datetime | None,
) -> Ruling | None:
    word = row.get("ruling", "").casefold()
    if word and word not in _ACTS:
        raise InputError(f"ruling {word!r} is none of {', '.join(_ACTS)}; write one of them, or nothing")
    said = by_id.get(row.get("statement", ""))
    if said is None:
        raise InputError("no statement of this ledger has that id; leave the column `statement` as it was written")
    shown = _as_sent(row) or as_written(said, frame)
    changed = {name: row[name] or NONE for name in SLOTS if name in row and row[name] != shown.get(name, "")}
    act = _ACTS.get(word)
    if act is None and not changed:
        return None
    slots = corrections(said, changed, frame) if changed and act not in (Act.REJECT, Act.NOTE) else {}
    if slots:
        act = Act.CORRECT
    assert act is not None
    by = row.get("author") or author
    return rule_on(stands, said, act, author=by, reason=row.get("reason"), slots=slots, made=made)


def _as_sent(row: Mapping[str, str]) -> dict[str, str]:
    """The slots as the sheet went out with them, which tell what was edited since; empty where they are gone."""
    try:
        sent = json.loads(row.get("was") or "{}")
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _is_so_already(ruling: Ruling, stands: Standing) -> bool:
    """Whether this person ruled just so before, undone since or not: a sheet taken in again rules nothing anew."""
    written = (ruling.act, ruling.target, ruling.author, ruling.reason, dict(ruling.slots))
    return any(written == (r.act, r.target, r.author, r.reason, dict(r.slots)) for r in stands.rulings)

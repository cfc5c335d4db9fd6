"""Intake: the folder an analyst already has, taken into the ledger file by file, with every row accounted for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from holdsway.clocks import Published
from holdsway.errors import InputError
from holdsway.frame import CASE_FILE, Frame, frame_of, names_given, read_frame
from holdsway.hand.sheet import is_review_sheet
from holdsway.intake.corrections import followed_up, rereadings, restorations, retractions, revisions
from holdsway.intake.files import (
    Found,
    Opened,
    gathered,
    hash_of,
    is_table,
    lists_of,
    open_documents,
    open_table,
    refused,
)
from holdsway.intake.forgotten import leave_out_forgotten
from holdsway.intake.own import OWN_OUTPUT, is_own_output
from holdsway.intake.rereading import Readings
from holdsway.intake.sheets import RULINGS, Sheets
from holdsway.intake.unsettled import unsettled
from holdsway.ledger import Kept, Ledger
from holdsway.reading.documents import SUFFIXES
from holdsway.records import NO_LICENCE, OPEN, RETRO_CODED, Flag, Reject, Statement, flags_of

__all__ = ["Added", "Progress", "TakenFile", "take_in"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One file taken in: what it was taken for, and what became of its rows (a document counts as one)."""

    path: str
    format: str
    sha256: str
    rows: int
    kept: int
    repeated: int
    rejected: int
    flagged: int = 0
    retro_coded: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `add` brought: its batch (None: nothing was new), files, number of new statements, rejects.

    `flags` are the doubts about rows that were kept, other than that they were written down late.
    """

    batch: int | None
    files: tuple[TakenFile, ...]
    statements: int
    rejects: tuple[Reject, ...]
    flags: tuple[Flag, ...] = ()
    remarks: tuple[str, ...] = ()


def take_in(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    as_name: str | None = None,
    licence: str | None = None,
    published: Published | None = None,
    reader: str | None = None,
    replacing: bool = False,
    dry_run: bool = False,
    author: str = "",
    progress: Progress | None = None,
) -> Added:
    """Take files and folders into the ledger as one batch; tables first, so that documents are read in their frame.

    `reader` names who reads the documents; a document then has one reading that stands, the latest. `author` is whose
    the rulings of a review sheet are that names nobody.
    Errors: InputError for a wrong path or an empty folder, FrameError; a file or row that cannot be kept is a reject.
    """
    found = list(gathered(paths, ledger.folder))
    frame = _frame(found)
    earlier = cache(ledger.statements)  # asked for only where a file is met again, and then once
    readings = Readings(ledger, frame, earlier, named=reader)
    sheets = Sheets(ledger, earlier, author)
    opened = _opened(found, frame, ledger, readings, sheets, as_name, licence, published, progress)
    leave_out_forgotten(opened, ledger)
    followed_up(opened, ledger, frame or ledger.declared_frame() or Frame())
    revised = revisions(opened, ledger)
    everything = [_marked(revised.get(s.id, s)) for one in opened for s in one.statements]
    standing = {retraction.retracts or "": retraction for retraction in ledger.retractions()}
    restored = restorations(everything, standing)
    everything += restored.values()
    gone = retractions(opened, everything, ledger, earlier, standing, published)
    everything += rereadings(opened, everything, ledger, earlier, standing)
    if replacing:
        everything += gone
    documents = [document for one in opened for document in one.documents]
    rejects = [reject for one in opened for reject in one.rejects]
    rulings = [ruling for one in opened for ruling in one.rulings]
    if dry_run:
        held = {document.sha256 for document in ledger.documents()}
        new, unlike = ledger.news(everything, documents)
        anew = ledger.known(said.id for said in new)
        fresh = frozenset(said.id for said in new) - anew
        kept = Kept(None, fresh, frozenset(d.sha256 for d, _ in unlike) - held, frozenset(anew))
    else:
        note = ", ".join(file.shown for file in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        kept = ledger.commit(everything, documents, rejects, rulings=rulings, frame=frame, note=note)
    files = [_frame_file(file, frame) for file in found if frame and _is_frame(file, frame)]
    files += _accounts(opened, kept.documents, kept.statements | restored.keys())
    flags = tuple(flag for one in opened for flag in flags_of(one.statements, {one.sha256: one.shown}))
    ordered = tuple(sorted(files, key=lambda f: f.path))
    remarks = [] if replacing else list(_still_standing(gone, opened))
    remarks += [
        *readings.remarks(),
        *_anew(kept),
        *unsettled(document for document, _ in documents if document.text_sha256),
    ]
    if any(said.native_id for said in everything):
        remarks += _keys_in_doubt(ledger, kept.batch)
    return Added(kept.batch, ordered, len(kept.statements), tuple(rejects), flags, tuple(remarks))


def _still_standing(gone: Iterable[Statement], opened: Iterable[Opened]) -> Iterator[str]:
    """What to say of a file that changed at a known path, where what it no longer says was not taken back."""
    paths = {document.sha256: one.shown for one in opened for document, _ in one.documents}
    counted = Counter(paths.get(said.document, "a file") for said in gone)
    for path, number in sorted(counted.items()):
        yield (
            f"{path} changed: earlier statements that are no longer in it and still stand: {number:,}; "
            "add it with --replace to take back what it no longer says"
        )


def _anew(kept: Kept) -> Iterator[str]:
    """What to say of statements that are as they were and are now recorded as the newer reading has them."""
    if kept.anew:
        yield f"statements that an earlier reading held too, now as the newer one has them: {len(kept.anew):,}"


def _keys_in_doubt(ledger: Ledger, batch: int | None) -> Iterator[str]:
    """What to say of keys with two contents that no publication time puts in order, and of withdrawals of nothing."""
    if batch is None:
        return
    if odd := ledger.at_odds(batch):
        yield (
            f"{_ids(odd)} with two contents published at one time, so that both stand ({_named(odd)}); "
            "say which came later with --published, or take the file's earlier rows back with --replace"
        )
    if gone := ledger.withdraws_nothing(batch):
        yield (
            f"{_ids(gone)} withdrawn under which nothing is held ({_named(gone)}); "
            "check that source and id are written as in the rows they withdraw"
        )


def _ids(keys: Sequence[tuple[str, str]]) -> str:
    return f"{len(keys):,} id{'' if len(keys) == 1 else 's'}"


def _named(keys: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{source} {key}" for source, key in keys[:3]) + (", …" if len(keys) > 3 else "")


def _marked(said: Statement) -> Statement:
    """A statement with a licence and a sensitivity, whatever it came from."""
    return replace(said, licence=said.licence or NO_LICENCE, sensitivity=said.sensitivity or OPEN)


def _opened(
    found: list[Found],
    frame: Frame | None,
    ledger: Ledger,
    readings: Readings,
    sheets: Sheets,
    as_name: str | None,
    licence: str | None,
    published: Published | None,
    progress: Progress | None,
) -> list[Opened]:
    """Every file opened, tables first: where no frame is declared, they make the one that documents are read in."""
    in_frame = {path.resolve() for path in frame.files.values()} if frame else set()
    rest = [file for file in found if file.path.resolve() not in in_frame]
    tables = [file for file in rest if as_name or is_table(file)]
    tables += lists_of(frame)
    declared = frame or ledger.declared_frame()
    working = declared or Frame()
    opened: list[Opened] = []
    everything = [*tables, *(file for file in rest if file not in tables)]
    for number, file in enumerate(everything, 1):
        if progress:
            progress(number, len(everything), file.shown)
        if number == len(tables) + 1:
            said = [statement for one in opened for statement in one.statements]
            if declared is None:
                working = frame_of([*ledger.statements(), *said])
            else:
                working = declared.with_names([*ledger.names_given(), *names_given(said)])
        if is_review_sheet(file.path):
            opened.append(sheets.opened(file))
        elif is_own_output(file.path):
            opened.append(refused(file, "own output", hash_of(file), OWN_OUTPUT))
        elif file in tables:
            rows = partial(_rows_told, progress, number, len(everything), file.shown) if progress else None
            opened.append(open_table(file, working, as_name, licence, published, rows))
        else:
            opened.append(open_documents(file, working, readings, licence, published))
    return opened


def _rows_told(progress: Progress, number: int, files: int, name: str, rows: int) -> None:
    progress(number, files, f"{name}: {rows:,} rows")


def _is_frame(file: Found, frame: Frame) -> bool:
    kept = (path for name, path in frame.files.items() if not name.startswith("watchlists/"))
    return file.path.resolve() in {path.resolve() for path in kept}


def _frame(found: Iterable[Found]) -> Frame | None:
    cases = [file for file in found if file.path.name == CASE_FILE]
    if len(cases) > 1:
        raise InputError(f"{cases[1].path}: a second {CASE_FILE} beside {cases[0].path}; a ledger has one frame")
    return read_frame(cases[0].path) if cases else None


def _frame_file(file: Found, frame: Frame) -> TakenFile:
    return TakenFile(file.shown, f"frame of {frame.name}", hash_of(file), 0, 0, 0, 0)


def _accounts(opened: Iterable[Opened], documents: Set[str], statements: Set[str]) -> list[TakenFile]:
    """What became of every row: the first to say something new is kept, one that says nothing new is repeated."""
    seen: set[str] = set()
    accounts = []
    for one in opened:
        new = 0
        if one.format in SUFFIXES.values():
            for document, _ in one.documents:
                new += document.sha256 in documents and document.sha256 not in seen
                seen.add(document.sha256)
        elif one.format == RULINGS:
            new = len(one.rulings)
        else:
            rows: dict[tuple[str | None, int | None], list[str]] = defaultdict(list)
            for said in one.statements:
                rows[said.quote.sheet, said.quote.row].append(said.id)
            for ids in rows.values():
                new += any(id in statements and id not in seen for id in ids)
                seen.update(ids)
        rejected = len(one.rejects)
        repeated = one.rows - new - rejected
        account = TakenFile(one.shown, one.format, one.sha256, one.rows, new, repeated, rejected)
        flagged = {(f.sheet, f.row) for f in flags_of(one.statements, {})}
        retro = {(s.quote.sheet, s.quote.row) for s in one.statements if RETRO_CODED in s.flags}
        accounts.append(replace(account, flagged=len(flagged), retro_coded=len(retro), remarks=one.remarks))
    return accounts

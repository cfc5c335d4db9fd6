"""Corrections: what a later document revises, what a changed file no longer says, and what it says again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from holdsway.clocks import Published
from holdsway.formats.mapping import MAPPING
from holdsway.frame import Frame
from holdsway.intake.files import Opened
from holdsway.ledger import Ledger
from holdsway.reading.followed import followed
from holdsway.records import READ_ANEW, Document, Statement, identified

__all__ = ["followed_up", "rereadings", "restorations", "retractions", "revisions"]


def followed_up(opened: Iterable[Opened], ledger: Ledger, frame: Frame) -> None:
    """Give the statements of each document that corrects another what it leaves unsaid of the harm both tell of."""
    opened = list(opened)
    follow = [(document, one) for one in opened for document, _ in one.documents if document.corrects]
    if not follow:
        return
    named = _by_name(opened, ledger)
    held = ledger.statements()
    for document, one in sorted(follow, key=lambda pair: (pair[0].published is None, str(pair[0].published))):
        older = named[document.corrects or ""] - {document.sha256}
        said = [*held, *(s for other in opened for s in other.statements)]
        earlier = list({s.id: s for s in said if s.document in older}.values())
        own = [s for s in one.statements if s.document == document.sha256]
        by_id = {s.id: new for s, new in zip(own, followed(document, own, earlier, frame), strict=True)}
        one.statements[:] = [by_id.get(s.id, s) for s in one.statements]


def revisions(opened: Iterable[Opened], ledger: Ledger) -> dict[str, Statement]:
    """Statements of a document that corrects another, tied to the statement of it that they revise."""
    opened = list(opened)
    if not any(d.corrects for one in opened for d, _ in one.documents):
        return {}
    named = _by_name(opened, ledger)
    said = [*ledger.statements(), *(s for one in opened for s in one.statements)]
    revised: dict[str, Statement] = {}
    for one in opened:
        for document, _ in one.documents:
            older = [s for s in said if document.corrects and s.document in named[document.corrects]]
            for new in one.statements:
                if new.document != document.sha256:
                    continue
                before = next((old for old in older if _same_matter(old, new)), None)
                if before is not None:
                    revised[new.id] = replace(new, revises=before.id)
    return revised


def _by_name(opened: Iterable[Opened], ledger: Ledger) -> Mapping[str, set[str]]:
    """The hashes of the documents by the names under which another may speak of them: of the file, of the line."""
    hashes: dict[str, set[str]] = defaultdict(set)
    for document in [*ledger.documents(), *(d for one in opened for d, _ in one.documents)]:
        for name in (PurePosixPath(document.path).name, document.path.rpartition("#")[2]):
            hashes[name].add(document.sha256)
    return hashes


def _same_matter(old: Statement, new: Statement) -> bool:
    if old.kind is not new.kind or old.number_of != new.number_of:
        return False
    place = old.place_code == new.place_code or None in (old.place_code, new.place_code)
    return place and (old.category == new.category or None in (old.category, new.category))


def restorations(statements: Iterable[Statement], standing: Mapping[str, Statement]) -> dict[str, Statement]:
    """What takes a retraction back, for each statement that a file says again after it was taken back."""
    return {
        said.id: _retracting(standing[said.id], standing, document=said.document, note="said again")
        for said in statements
        if said.id in standing
    }


def _retracting(target: Statement, standing: Mapping[str, Statement], **changes: Any) -> Statement:
    """What takes a statement back; where that was said before and undone since, what takes the undoing back."""
    back = identified(replace(target, retracts=target.id, **changes))
    return _retracting(standing[back.id], standing, **changes) if back.id in standing else back


def retractions(
    opened: Iterable[Opened],
    new: Iterable[Statement],
    ledger: Ledger,
    earlier: Callable[[], list[Statement]],
    standing: Mapping[str, Statement],
    published: Published | None,
) -> list[Statement]:
    """For each file that stands at a path already known, what it no longer says is taken back.

    It is taken back when the changed document was published, or a line that is gone at the time given; where neither
    is known, from the time it was said: it was a slip of the file. `earlier` gives the statements held so far.
    """
    kept_ids = {said.id for said in new}
    older = ledger.documents()
    gone: dict[str, Document | None] = {}  # what a file was before it changed, and what it is now
    same: dict[str, Document] = {}  # a file that is as it was; its mapping may say something else now
    for one in opened:
        here = {document.path: document for document, _ in one.documents}
        unread = {document.path for document in one.unread}  # what was read of it before stands
        lines = f"{one.shown}#" if one.format == "jsonl" and here else None
        for held in older:
            if held.path in unread:
                continue
            by = here.get(held.path)
            if by is None:
                if lines and held.path.startswith(lines):
                    gone[held.sha256] = None
            elif by.sha256 == held.sha256:
                same[held.sha256] = by
            else:
                gone[held.sha256] = by
    if not (gone or same):
        return []
    retractions = []
    for said in earlier():
        takes_back = gone if said.document in gone else same if (said.reader or "").endswith(MAPPING) else {}
        if said.document in takes_back and said.id not in kept_ids:
            by = takes_back[said.document]
            retractions.append(
                _retracting(
                    said,
                    standing,
                    document=by.sha256 if by else said.document,
                    published=(by.published if by else published) or said.published,
                    note="replaced",
                )
            )
    return retractions


def rereadings(
    opened: Iterable[Opened],
    new: Iterable[Statement],
    ledger: Ledger,
    earlier: Callable[[], list[Statement]],
    standing: Mapping[str, Statement],
) -> list[Statement]:
    """For each file that is the same as before, what an earlier reading of it said and this one does not is taken back.

    The file did not change; the frame did, or the way it is read. Of a text the newest reading is the one that stands,
    whichever file it was read from. Of a table, only rows that were kept this time count.
    """
    kept_ids = {said.id for said in new}
    older = ledger.documents()
    held = {document.sha256 for document in older}
    whole: set[str] = set()
    texts: set[tuple[str | None, str | None, Published | None]] = set()
    rows: set[tuple[str, str | None, int | None]] = set()
    for one in opened:
        same = {document.sha256 for document, _ in one.documents if document.sha256 in held and document.read}
        whole |= {document.sha256 for document, _ in one.documents if document.text_sha256} & same
        texts |= {_report(document) for document, _ in one.documents if document.text_sha256 and document.read}
        rows |= {(s.document, s.quote.sheet, s.quote.row) for s in one.statements if s.document in same}
    whole |= {document.sha256 for document in older if _report(document) in texts}
    if not (whole or rows):
        return []
    return [
        _retracting(said, standing, note=READ_ANEW)
        for said in earlier()
        if said.id not in kept_ids
        and (said.document in whole or (said.document, said.quote.sheet, said.quote.row) in rows)
    ]


def _report(document: Document) -> tuple[str | None, str | None, Published | None]:
    """What makes two files one report: the same words, from the same publisher, at the same time."""
    return document.text_sha256, document.speaks_for, document.published

"""Intake: the folder an analyst already has, taken into the ledger file by file, with every row accounted for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from holdsway.clocks import Published
from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats import read_table
from holdsway.frame import CASE_FILE, SCALES_FILE, Frame, frame_of, read_frame
from holdsway.ledger import Kept, Ledger
from holdsway.reading import NotRead, Reader, load_documents, readers
from holdsway.reading.documents import SUFFIXES
from holdsway.records import Document, Reject, Statement, identified
from holdsway.words import sha256

__all__ = ["Added", "TakenFile", "take_in"]

TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
NOT_YET = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".eml": "mail",
    ".xlsx": "Excel",
    ".xml": "XML list",
    ".json": "JSON",
    ".geojson": "GeoJSON",
}
SAVE_AS = {
    ".xlsx": "save the sheet as CSV",
    ".xml": "enter it in a listings.csv",
    ".geojson": f"name it in {CASE_FILE}",
}

LIST_NOT_YET = "a watchlist of the frame, kept with it and not read yet; enter the listings you need in a listings.csv"

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


@dataclass(frozen=True, slots=True)
class Added:
    """What one call of `add` brought: its batch (None: nothing was new), files, number of new statements, rejects."""

    batch: int | None
    files: tuple[TakenFile, ...]
    statements: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to take in: where it is, and the path by which the record knows it."""

    path: Path
    shown: str


@dataclass(slots=True)
class _Opened:
    """A file opened: its documents with the contents to store, its statements by row, and its rejects."""

    shown: str
    format: str
    sha256: str
    rows: int
    documents: list[tuple[Document, Mapping[str, bytes]]]
    statements: list[Statement]
    rejects: list[Reject]


def take_in(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    as_name: str | None = None,
    licence: str | None = None,
    published: Published | None = None,
    replacing: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Added:
    """Take files and folders into the ledger as one batch; tables first, so that documents are read in their frame.

    Errors: InputError for a wrong path or an empty folder, FrameError; a file or row that cannot be kept is a reject.
    """
    found = list(_gathered(paths, ledger.folder))
    frame = _frame(found)
    in_frame = {file.resolve() for file in frame.files.values()} if frame else set()
    rest = [file for file in found if file.path.resolve() not in in_frame]
    declared = frame or ledger.declared_frame()
    opened: list[_Opened] = []
    tables = [file for file in rest if _suffix(file.path) in TABLES or as_name]
    others = [file for file in rest if file not in tables]
    for number, file in enumerate(tables, 1):
        if progress:
            progress(number, len(rest), file.shown)
        opened.append(_table(file, declared or Frame(), as_name, licence, published))
    said = [statement for one in opened for statement in one.statements]
    working = declared or frame_of([*ledger.statements(), *said])
    reader = readers()["rules"]()
    for number, file in enumerate(others, len(tables) + 1):
        if progress:
            progress(number, len(rest), file.shown)
        opened.append(_documents(file, working, reader, licence, published))
    lists = _lists(frame)
    opened += [_refused(one, NOT_YET.get(_suffix(one.path), "list"), _hash(one), LIST_NOT_YET) for one in lists]
    in_frame -= {one.path.resolve() for one in lists}
    revised = _revisions(opened, ledger)
    everything = [revised.get(s.id, s) for one in opened for s in one.statements]
    standing = {retraction.retracts or "": retraction for retraction in ledger.retractions()}
    restored = _restorations(everything, standing)
    everything += restored.values()
    if replacing:
        everything += _retractions(opened, everything, ledger, standing, published)
    documents = [document for one in opened for document in one.documents]
    rejects = [reject for one in opened for reject in one.rejects]
    if dry_run:
        held = {document.sha256 for document in ledger.documents()}
        new, unlike = ledger.news(everything, documents)
        kept = Kept(None, frozenset(s.id for s in new), frozenset(d.sha256 for d, _ in unlike) - held)
    else:
        note = ", ".join(file.shown for file in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        kept = ledger.commit(everything, documents, rejects, frame=frame, note=note)
    files = [_frame_file(file, frame) for file in found if frame and file.path.resolve() in in_frame]
    files += _accounts(opened, kept.documents, kept.statements | restored.keys())
    return Added(kept.batch, tuple(sorted(files, key=lambda f: f.path)), len(kept.statements), tuple(rejects))


def _gathered(paths: Iterable[Path], ledger: Path) -> Iterator[_Found]:
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
        if path.is_file():
            yield _Found(path, path.name)
            continue
        inside = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
            and ledger.resolve() not in file.resolve().parents
            and not file.name.endswith(".meta.yaml")
        ]
        if not inside:
            raise InputError(f"{path}: the folder is empty; put reports (.md .txt .html .jsonl) or tables (.csv) in it")
        yield from (_Found(file, str(PurePosixPath(file.relative_to(path)))) for file in inside)


def _frame(found: Iterable[_Found]) -> Frame | None:
    cases = [file for file in found if file.path.name == CASE_FILE]
    if len(cases) > 1:
        raise InputError(f"{cases[1].path}: a second {CASE_FILE} beside {cases[0].path}; a ledger has one frame")
    return read_frame(cases[0].path) if cases else None


def _lists(frame: Frame | None) -> list[_Found]:
    """The watchlists a frame names: kept with it, not read yet."""
    files = frame.files.items() if frame else ()
    return [_Found(path, path.name) for name, path in files if name.startswith("watchlists/")]


def _hash(file: _Found) -> str:
    return sha256(file.path.read_bytes())


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def _frame_file(file: _Found, frame: Frame) -> TakenFile:
    return TakenFile(file.shown, f"frame of {frame.name}", _hash(file), 0, 0, 0, 0)


def _table(
    file: _Found, frame: Frame, as_name: str | None, licence: str | None, published: Published | None
) -> _Opened:
    content = file.path.read_bytes()
    document = Document(
        sha256=sha256(content),
        path=file.shown,
        format="table",
        bytes=len(content),
        licence=licence,
        published=published,
    )
    try:
        reading = read_table(file.path, document, frame, as_name=as_name)
    except UnknownFormatError as error:
        return _refused(file, "unknown table", document.sha256, _without(str(error), file))
    except InputError as error:
        return _refused(file, "table", document.sha256, _without(str(error), file))
    document = replace(document, format=reading.format)
    rejects = [replace(reject, file=file.shown) for reject in reading.rejects]
    kept: list[tuple[Document, Mapping[str, bytes]]] = [(document, {document.sha256: content})]
    return _Opened(
        file.shown, reading.format, document.sha256, reading.rows_in, kept, list(reading.statements), rejects
    )


def _documents(file: _Found, frame: Frame, reader: Reader, licence: str | None, published: Published | None) -> _Opened:
    suffix = _suffix(file.path)
    name = _hash(file)
    if suffix not in SUFFIXES:
        return _refused(file, NOT_YET.get(suffix, "not recognised"), name, _why_not(file.path.name, suffix))
    opened = _Opened(file.shown, SUFFIXES[suffix], name, 0, [], [], [])
    for one in load_documents(file.path):
        opened.rows += 1
        if isinstance(one, NotRead):
            opened.rejects.append(Reject(file=file.shown, row=one.row, reason=one.reason))
            continue
        inner = one.document.path.removeprefix(str(file.path))
        document = replace(
            one.document,
            path=file.shown + inner,
            licence=one.document.licence or licence,
            published=one.document.published or published,
        )
        text = one.text.encode()
        opened.documents.append((document, {document.sha256: one.content, sha256(text): text}))
        if document.read:
            opened.statements += reader.read(one.text, document, frame)
    return opened


def _why_not(name: str, suffix: str) -> str:
    if name == SCALES_FILE:
        return f"scales without a {CASE_FILE} beside them say nothing of parties; add the {CASE_FILE}"
    if suffix in NOT_YET:
        remedy = SAVE_AS.get(suffix, "save it as text (.txt) beside it")
        return f"{NOT_YET[suffix]} is not read yet; {remedy} and add that"
    return "not a kind of file that is read here; `holdsway formats` lists them"


def _without(message: str, file: _Found) -> str:
    return message.removeprefix(f"{file.path}: ").removeprefix(f"{file.path.name}: ")


def _refused(file: _Found, format: str, name: str, reason: str) -> _Opened:
    return _Opened(file.shown, format, name, 1, [], [], [Reject(file=file.shown, reason=reason)])


def _accounts(opened: Iterable[_Opened], documents: Set[str], statements: Set[str]) -> list[TakenFile]:
    """What became of every row: the first to say something new is kept, one that says nothing new is repeated."""
    seen: set[str] = set()
    accounts = []
    for one in opened:
        new = 0
        if one.format in SUFFIXES.values():
            for document, _ in one.documents:
                new += document.sha256 in documents and document.sha256 not in seen
                seen.add(document.sha256)
        else:
            rows: dict[int | None, list[str]] = defaultdict(list)
            for said in one.statements:
                rows[said.quote.row].append(said.id)
            for ids in rows.values():
                new += any(id in statements and id not in seen for id in ids)
                seen.update(ids)
        rejected = len(one.rejects)
        accounts.append(
            TakenFile(one.shown, one.format, one.sha256, one.rows, new, one.rows - new - rejected, rejected)
        )
    return accounts


def _revisions(opened: Iterable[_Opened], ledger: Ledger) -> dict[str, Statement]:
    """Statements of a document that corrects another, tied to the statement of it that they revise."""
    opened = list(opened)
    corrected = {d.corrects for one in opened for d, _ in one.documents if d.corrects}
    if not corrected:
        return {}
    paths: dict[str, set[str]] = defaultdict(set)
    for document in [*ledger.documents(), *(d for one in opened for d, _ in one.documents)]:
        for name in (PurePosixPath(document.path).name, document.path.rpartition("#")[2]):
            paths[name].add(document.sha256)
    said = [*ledger.statements(), *(s for one in opened for s in one.statements)]
    revised: dict[str, Statement] = {}
    for one in opened:
        for document, _ in one.documents:
            older = [s for s in said if document.corrects and s.document in paths[document.corrects]]
            for new in one.statements:
                if new.document != document.sha256:
                    continue
                before = next((old for old in older if _same_matter(old, new)), None)
                if before is not None:
                    revised[new.id] = replace(new, revises=before.id)
    return revised


def _same_matter(old: Statement, new: Statement) -> bool:
    if old.kind is not new.kind or old.number_of != new.number_of:
        return False
    place = old.place_code == new.place_code or None in (old.place_code, new.place_code)
    return place and (old.category == new.category or None in (old.category, new.category))


def _restorations(statements: Iterable[Statement], standing: Mapping[str, Statement]) -> dict[str, Statement]:
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


def _retractions(
    opened: Iterable[_Opened],
    new: Iterable[Statement],
    ledger: Ledger,
    standing: Mapping[str, Statement],
    published: Published | None,
) -> list[Statement]:
    """For each file that stands at a path already known, what it no longer says is taken back.

    It is taken back when the changed document was published, or a line that is gone at the time given; where neither
    is known, from the time it was said: it was a slip of the file.
    """
    kept_ids = {said.id for said in new}
    older = ledger.documents()
    retractions = []
    for one in opened:
        here = {document.path: document for document, _ in one.documents}
        lines = f"{one.shown}#" if one.format == "jsonl" and here else None
        gone = {
            d.sha256: here.get(d.path)
            for d in older
            if (d.path in here and d.sha256 != here[d.path].sha256)
            or (d.path not in here and lines and d.path.startswith(lines))
        }
        for said in ledger.statements():
            if said.document in gone and said.id not in kept_ids:
                by = gone[said.document]
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

"""The files of an intake: found in a folder, opened as what they are, or named with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from holdsway.clocks import Published
from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats import WORKBOOKS, content_name, formats, plain_name, read_tables, taken_for
from holdsway.formats.mapping import MAPPING, mapping_beside, read_mapping
from holdsway.formats.placing import COARSELY
from holdsway.formats.table import RowProgress
from holdsway.frame import CASE_FILE, SCALES_FILE, Frame
from holdsway.intake.rereading import Readings
from holdsway.places import UNPLACED
from holdsway.reading import Dropped, NotRead, load_documents
from holdsway.reading.checks import reasons
from holdsway.reading.documents import SUFFIXES
from holdsway.reading.loaded import read_loaded
from holdsway.reading.metadata import BrokenMetadataError, sidecar
from holdsway.records import CONFIDENTIAL, OPEN, Document, Reject, Statement
from holdsway.rulings import Ruling
from holdsway.words import sha256

__all__ = ["NOT_YET", "TABLES", "Found", "Opened", "gathered", "hash_of", "is_table", "lists_of"]
__all__ += ["open_documents", "open_table", "refused", "suffix_of"]

TABLES = (".csv", ".tsv", ".tab", ".xml", ".json", ".ndjson", *WORKBOOKS)
"""The file names that hold tables and lists, packed (.gz, .zip) or not; a .jsonl is one when a format declares it."""
NOT_YET = {".geojson": "GeoJSON"}
SAVE_AS = {".geojson": f"name it in {CASE_FILE}"}
MOST_REMARKS = 5
"""On one file; of a long list the first tell what the rest are."""
BESIDE = (".meta.yaml", ".yaml.bak")
"""Files that say something of the file beside them, and what `new --force` kept of an older draft."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to take in: where it is, and the path by which the record knows it."""

    path: Path
    shown: str


@dataclass(slots=True)
class Opened:
    """A file opened: its documents with the contents to store, its statements by row, and its rejects.

    `unread` are documents that were met and could not be read this time; each has its reject. `rulings` are those of a
    review sheet.
    """

    shown: str
    format: str
    sha256: str
    rows: int
    documents: list[tuple[Document, Mapping[str, bytes]]]
    statements: list[Statement]
    rejects: list[Reject]
    remarks: tuple[str, ...] = ()
    unread: list[Document] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)


def gathered(paths: Iterable[Path], ledger: Path) -> Iterator[Found]:
    """The files at these paths, folders opened up, hidden files and the ledger itself left out. Errors: InputError.

    A mapping comes with its table: it is part of what the record rests on.
    """
    paths = list(paths)
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
        if path.is_file():
            yield Found(path, path.name)
            if (beside := mapping_beside(path)) and beside.resolve() not in {other.resolve() for other in paths}:
                yield Found(beside, beside.name)
            continue
        inside = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
            and ledger.resolve() not in file.resolve().parents
            and not file.name.endswith(BESIDE)
        ]
        if not inside:
            raise InputError(f"{path}: the folder is empty; put reports (.md .docx .pdf .eml) or tables (.csv) in it")
        yield from (Found(file, str(PurePosixPath(file.relative_to(path)))) for file in inside)


def lists_of(frame: Frame | None) -> list[Found]:
    """The watchlists a frame names."""
    files = frame.files.items() if frame else ()
    return [Found(path, path.name) for name, path in files if name.startswith("watchlists/")]


def is_table(file: Found) -> bool:
    """Whether a file holds a table or a list rather than a text, by its name; a .jsonl by its first line."""
    name = content_name(file.path)
    return (
        name.endswith(TABLES)
        or file.path.suffix.casefold() == ".zip"
        or (name.endswith(".jsonl") and taken_for(file.path, formats()) is not None)
    )


def hash_of(file: Found) -> str:
    """The SHA-256 of a file as it stands."""
    return sha256(file.path.read_bytes())


def suffix_of(path: Path) -> str:
    """The end of a name that tells what a file is, `.csv.gz` among them."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def open_table(
    file: Found,
    frame: Frame,
    as_name: str | None,
    licence: str | None,
    published: Published | None,
    progress: RowProgress | None = None,
) -> Opened:
    """A table with the statements of its rows, or the reason why it is none."""
    content = file.path.read_bytes()
    try:
        beside = sidecar(file.path)
    except BrokenMetadataError as error:
        return refused(file, "table", sha256(content), str(error))
    document = Document(
        sha256=sha256(content),
        path=file.shown,
        format="table",
        bytes=len(content),
        title=beside.title,
        publisher=beside.publisher,
        url=beside.url,
        licence=beside.licence or licence,
        sensitivity=beside.sensitivity,
        published=beside.published or published,
    )
    try:
        readings = read_tables(file.path, document, frame, as_name=as_name, progress=progress)
    except UnknownFormatError as error:
        return refused(file, "unknown table", document.sha256, _without(str(error), file))
    except InputError as error:
        return refused(file, "table", document.sha256, _without(str(error), file))
    taken_for = ", ".join(dict.fromkeys(reading.format for reading in readings))
    dated = next((one.document for one in readings if one.release or one.document.published), document)
    statements = [said for reading in readings for said in reading.statements]
    remarks = [remark for reading in readings for remark in reading.remarks]
    return Opened(
        file.shown,
        taken_for,
        document.sha256,
        sum(reading.rows_in for reading in readings),
        [(replace(dated, format=taken_for), {document.sha256: content})],
        statements,
        [replace(reject, file=file.shown) for reading in readings for reject in reading.rejects],
        (*remarks, *_unplaced(statements), *_undated(statements)),
    )


def _unplaced(statements: Sequence[Statement]) -> Iterator[str]:
    """What to say of rows whose place nobody could find."""
    lost: dict[tuple[str | None, int | None], str] = {}
    for said in statements:
        note = said.place_note or ""
        if said.place_code is None and note.startswith(UNPLACED) and COARSELY not in note:
            lost.setdefault((said.quote.sheet, said.quote.row), note.removeprefix(UNPLACED))
    if lost:
        first = "; ".join(f"row {row}: {why}" for (_, row), why in list(lost.items())[:2])
        yield f"rows on a place that was not found: {len(lost):,}, kept and bearing on no estimate ({first})"


def _undated(statements: Sequence[Statement]) -> Iterator[str]:
    undated = len({(said.quote.sheet, said.quote.row) for said in statements if said.published is None})
    if undated:
        yield (
            f"rows without a time of publication: {undated:,}, left out of every known-by answer; "
            "give --published DATE, or `published:` in NAME.meta.yaml beside the file"
        )


def open_documents(
    file: Found, frame: Frame, readings: Readings, licence: str | None, published: Published | None
) -> Opened:
    """The documents of a file with the statements read from them, or the reason why it has none."""
    if file.path.name.endswith(MAPPING):
        return _open_mapping(file)
    suffix = suffix_of(file.path)
    name = hash_of(file)
    if suffix not in SUFFIXES:
        return refused(file, NOT_YET.get(suffix, "not recognised"), name, _why_not(file.path.name, suffix))
    opened = Opened(file.shown, SUFFIXES[suffix], name, 0, [], [], [])
    dropped: list[Dropped] = []
    remarks: list[str] = []
    for one in load_documents(file.path):
        opened.rows += 1
        if isinstance(one, NotRead):
            opened.rejects.append(Reject(file=file.shown, row=one.row, reason=one.reason))
            continue
        inner = one.document.path.removeprefix(str(file.path))
        document = _known(one.document, file.shown + inner, licence, published)
        remarks += [f"{inner.removeprefix('#')}: {remark}" if inner else remark for remark in one.remarks]
        reading = read_loaded(replace(one, document=document), readings.of, frame)
        if reading.not_read:
            opened.unread.append(document)
            opened.rejects.append(Reject(file=file.shown, reason=f"{f'{inner} ' if inner else ''}{reading.not_read}"))
            continue
        text = one.text.encode()
        document = replace(document, reader=reading.reader)
        opened.documents.append((document, {document.sha256: one.content, sha256(text): text}))
        dropped += reading.dropped
        for said in reading.statements:
            opened.statements.append(replace(said, sensitivity=said.sensitivity or document.sensitivity))
    if dropped:
        remarks.append(f"drawn from the text and not kept: {reasons(dropped)}; `holdsway read` shows them")
    rest = len(remarks) - MOST_REMARKS
    opened.remarks = (*remarks[:MOST_REMARKS], *([f"and {rest} more remarks on its lines"] if rest > 0 else ()))
    return opened


def _known(document: Document, path: str, licence: str | None, published: Published | None) -> Document:
    """A document as the record knows it. What the user says of its publication comes before what was inferred."""
    document = replace(document, path=path, licence=document.licence or licence)
    if published and (document.published is None or document.dated_by):
        document = replace(document, published=published, dated_by=None)
    return document


def _open_mapping(file: Found) -> Opened:
    """A mapping file kept as it is, without rows of its own. What is wrong with it is told of the table it maps."""
    content = file.path.read_bytes()
    name = sha256(content)
    tables = (path for path in file.path.parent.iterdir() if plain_name(path.name).endswith(TABLES))
    if not any(mapping_beside(path) == file.path for path in tables):
        table = file.path.name.removesuffix(MAPPING)
        return refused(file, "mapping", name, f"no {table}.csv or {table}.xlsx stands beside it; rename one of them")
    with suppress(InputError):
        unlike_open = {one.sensitivity for one in read_mapping(file.path)} - {OPEN}  # it may quote cells of its table
        secret = CONFIDENTIAL if CONFIDENTIAL in unlike_open else next(iter(unlike_open), None)
        document = Document(sha256=name, path=file.shown, format="mapping", bytes=len(content), sensitivity=secret)
        return Opened(file.shown, "mapping", name, 0, [(document, {name: content})], [], [])
    return Opened(file.shown, "mapping", name, 0, [], [], [])


def _why_not(name: str, suffix: str) -> str:
    if name == SCALES_FILE:
        return f"scales without a {CASE_FILE} beside them say nothing of parties; add the {CASE_FILE}"
    if suffix in NOT_YET:
        remedy = SAVE_AS.get(suffix, "save it as text (.txt) beside it")
        return f"{NOT_YET[suffix]} is not read yet; {remedy} and add that"
    return "not a kind of file that is read here; `holdsway formats` lists them"


def _without(message: str, file: Found) -> str:
    """A message without the name of the file it begins with, since a reject names that itself."""
    names = (str(file.path), file.path.name)
    prefix = next((f"{n}{end}" for end in (": ", " ") for n in names if message.startswith(f"{n}{end}")), "")
    return message.removeprefix(prefix)


def refused(file: Found, format: str, name: str, reason: str) -> Opened:
    """A file that is not taken in, named with the reason."""
    return Opened(file.shown, format, name, 1, [], [], [Reject(file=file.shown, reason=reason)])

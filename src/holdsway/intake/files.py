"""The files of an intake: found in a folder, opened as what they are, or named with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from holdsway.clocks import Published
from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats import read_table
from holdsway.frame import CASE_FILE, SCALES_FILE, Frame
from holdsway.reading import NotRead, Reader, load_documents
from holdsway.reading.documents import SUFFIXES
from holdsway.records import Document, Reject, Statement
from holdsway.words import sha256

__all__ = ["NOT_YET", "TABLES", "Found", "Opened", "gathered", "hash_of"]
__all__ += ["open_documents", "open_lists", "open_table", "suffix_of"]

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


@dataclass(frozen=True, slots=True)
class Found:
    """A file to take in: where it is, and the path by which the record knows it."""

    path: Path
    shown: str


@dataclass(slots=True)
class Opened:
    """A file opened: its documents with the contents to store, its statements by row, and its rejects."""

    shown: str
    format: str
    sha256: str
    rows: int
    documents: list[tuple[Document, Mapping[str, bytes]]]
    statements: list[Statement]
    rejects: list[Reject]


def gathered(paths: Iterable[Path], ledger: Path) -> Iterator[Found]:
    """The files at these paths, folders opened up, hidden files and the ledger itself left out. Errors: InputError."""
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such file or folder; check the path")
        if path.is_file():
            yield Found(path, path.name)
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
        yield from (Found(file, str(PurePosixPath(file.relative_to(path)))) for file in inside)


def open_lists(frame: Frame | None) -> list[Opened]:
    """The watchlists a frame names: kept with it, not read yet."""
    files = frame.files.items() if frame else ()
    lists = [Found(path, path.name) for name, path in files if name.startswith("watchlists/")]
    return [_refused(one, NOT_YET.get(suffix_of(one.path), "list"), hash_of(one), LIST_NOT_YET) for one in lists]


def hash_of(file: Found) -> str:
    """The SHA-256 of a file as it stands."""
    return sha256(file.path.read_bytes())


def suffix_of(path: Path) -> str:
    """The end of a name that tells what a file is, `.csv.gz` among them."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def open_table(
    file: Found, frame: Frame, as_name: str | None, licence: str | None, published: Published | None
) -> Opened:
    """A table with the statements of its rows, or the reason why it is none."""
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
    return Opened(file.shown, reading.format, document.sha256, reading.rows_in, kept, list(reading.statements), rejects)


def open_documents(
    file: Found, frame: Frame, reader: Reader, licence: str | None, published: Published | None
) -> Opened:
    """The documents of a file with the statements read from them, or the reason why it has none."""
    suffix = suffix_of(file.path)
    name = hash_of(file)
    if suffix not in SUFFIXES:
        return _refused(file, NOT_YET.get(suffix, "not recognised"), name, _why_not(file.path.name, suffix))
    opened = Opened(file.shown, SUFFIXES[suffix], name, 0, [], [], [])
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


def _without(message: str, file: Found) -> str:
    return message.removeprefix(f"{file.path}: ").removeprefix(f"{file.path.name}: ")


def _refused(file: Found, format: str, name: str, reason: str) -> Opened:
    return Opened(file.shown, format, name, 1, [], [], [Reject(file=file.shown, reason=reason)])

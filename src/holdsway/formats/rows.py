"""The rows of a delimited file as they stand in it: opened, decoded, split into cells, and nothing repaired."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any

from holdsway.errors import InputError

__all__ = ["FileRow", "bytes_of", "content_name", "csv_line", "delimiter_of", "encoding_of", "plain_name", "read_rows"]

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_PACKED = (".gz", ".zip")
_CHUNK = 1 << 20
_FAULTS = {
    "unexpected end of data": 'a quotation mark (") opens a cell and is never closed; close it',
    "expected after": 'a quotation mark (") stands inside a quoted cell; write it twice',
    "field larger than": "a cell is longer than any cell should be; look for a quotation mark that is not closed",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file: its number (a header is row 1), its cells, its text as written, and what broke it.

    Bytes that are not in the declared encoding stay in the text as lone surrogates, so that only their row is lost. A
    JSON line or an XML record has no cells but the `record` itself. `ends` is whether a line break follows.
    """

    number: int
    cells: list[str]
    text: str
    fault: str | None = None
    record: Mapping[str, Any] | None = None
    ends: bool = True


def csv_line(cells: Iterable[Any]) -> str:
    """Cells as one row of CSV without its line break; a cell that holds a line break of either kind is quoted."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(cells)
    return target.getvalue().removesuffix("\r\n")


def plain_name(name: str) -> str:
    """The name of a file in lower case, without the suffix of a packed one."""
    name = name.casefold()
    return next((name.removesuffix(suffix) for suffix in _PACKED if name.endswith(suffix)), name)


def content_name(path: Path) -> str:
    """The plain name of what a file holds: of a zip archive of one file, the name of that file."""
    if path.suffix.casefold() == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                inside = [entry.filename for entry in _members(archive)]
        except (zipfile.BadZipFile, OSError):
            inside = []  # what is wrong with the file shows when its rows are read
        if len(inside) == 1:
            return plain_name(inside[0].rpartition("/")[2])
    return plain_name(path.name)


def delimiter_of(path: Path, declared: str) -> str:
    """What parts the cells: a tab in a `.tsv` (or `.tsv.gz`), else what the format declares."""
    return "\t" if content_name(path).endswith((".tsv", ".tab")) else declared


def encoding_of(path: Path, declared: str) -> str:
    """How a file is encoded: as declared, unless that is not UTF-8 and the whole file is.

    Text in another encoding is next to never valid UTF-8, so this is a test and no guess.
    """
    if declared.lower().replace("_", "-").startswith("utf-8"):
        return declared
    decoder = codecs.getincrementaldecoder("utf-8")()
    with bytes_of(path) as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except (UnicodeDecodeError, EOFError, zlib.error, OSError):
            return declared  # what is wrong with the file shows when its rows are read
    return "utf-8-sig"


def read_rows(path: Path, *, encoding: str, delimiter: str, quoting: bool = True) -> Generator[FileRow, None, None]:
    """Every row of a file, header first; an empty line is a row without cells. Gzip and zip are told by first bytes.

    A row counts once however many lines its quoted cells run over. Errors: InputError when the file cannot be opened
    or breaks off.
    """
    number = 0
    try:
        with bytes_of(path) as file, io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="") as lines:
            for row in _split(lines, delimiter, quoting):
                number = row.number
                yield row
    except UnicodeDecodeError:
        raise InputError(f"{path}{_after(number)}: not {encoding} text; save it as {encoding}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"{path}{_after(number)}: the packed file is cut off or damaged; fetch it again") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from None


@contextmanager
def bytes_of(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where it is gzipped, or a zip archive of one file. Errors: InputError."""
    with path.open("rb") as file:
        first = file.read(4)
        file.seek(0)
        if first.startswith(_GZIP):
            with gzip.GzipFile(fileobj=file) as plain:
                yield plain  # type: ignore[misc]  # it reads as any file of bytes does
        elif first == _ZIP:
            with _only_member(path, file) as plain:
                yield plain
        else:
            yield file


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files in an archive, less those that a Mac puts beside them."""
    return [entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")]


@contextmanager
def _only_member(path: Path, file: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            inside = _members(archive)
            if any(entry.filename == "[Content_Types].xml" for entry in inside):
                raise InputError(f"{path}: a spreadsheet under another name; give it its own suffix (.xlsx)")
            if len(inside) != 1:
                raise InputError(f"{path}: a zip archive of {len(inside)} files; unpack it and add the ones you need")
            with archive.open(inside[0]) as plain:
                yield plain
    except zipfile.BadZipFile:
        raise InputError(f"{path}: the zip archive is cut off or damaged; fetch it again") from None


def _after(number: int) -> str:
    return f" after row {number}" if number else ""


def _split(lines: IO[str], delimiter: str, quoting: bool) -> Iterator[FileRow]:
    taken: list[str] = []
    line = 1

    def remembered() -> Iterator[str]:
        for text in lines:
            taken.append(text)
            yield text

    reader = csv.reader(
        remembered(), delimiter=delimiter, strict=True, quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE
    )
    for number in count(1):
        fault = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], _fault(str(error), line, len(taken))
        text = "".join(taken)
        yield FileRow(number, cells, text.rstrip("\r\n"), fault, ends=text.endswith(("\r", "\n")))
        line += len(taken)
        taken.clear()


def _fault(message: str, line: int, lines: int) -> str:
    reason = next((plain for words, plain in _FAULTS.items() if words in message), message)
    return reason if lines == 1 else f"{reason} (lines {line} to {line + lines - 1} were read as this one row)"

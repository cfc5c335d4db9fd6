"""The rows of a delimited file as they stand in it: opened, decoded, split into cells, and nothing repaired."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

from holdsway.errors import InputError

__all__ = ["Row", "delimiter_of", "read_rows"]

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_FAULTS = {
    "unexpected end of data": 'a quotation mark (") opens a cell and is never closed; close it',
    "expected after": 'a quotation mark (") stands inside a quoted cell; write it twice',
    "field larger than": "a cell is longer than any cell should be; look for a quotation mark that is not closed",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number (the header is row 1), its cells, its text as written, and what broke it.

    Bytes that are not in the declared encoding stay in the text as lone surrogates, so that only their row is lost.
    """

    number: int
    cells: list[str]
    text: str
    fault: str | None = None


def delimiter_of(path: Path, declared: str) -> str:
    """What parts the cells: a tab in a `.tsv` (or `.tsv.gz`), else what the format declares."""
    name = path.name.casefold().removesuffix(".gz")
    return "\t" if name.endswith((".tsv", ".tab")) else declared


def read_rows(path: Path, *, encoding: str, delimiter: str) -> Generator[Row, None, None]:
    """Every row of a file, header first; an empty line is a row without cells. Gzip is told by its first bytes.

    A row counts once however many lines its quoted cells run over. Errors: InputError when the file cannot be opened
    or breaks off.
    """
    number = 0
    try:
        with _opened(path, encoding) as lines:
            for row in _split(lines, delimiter):
                number = row.number
                yield row
    except UnicodeDecodeError:
        raise InputError(f"{path}{_after(number)}: not {encoding} text; save it as {encoding}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(f"{path}{_after(number)}: the gzip file is cut off or damaged; fetch it again") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the path") from None


def _after(number: int) -> str:
    return f" after row {number}" if number else ""


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[IO[str]]:
    with path.open("rb") as file:
        first = file.read(4)
        file.seek(0)
        if first == _ZIP:
            raise InputError(f"{path}: a spreadsheet or zip archive, not a table of text; save it as CSV (UTF-8)")
        plain = gzip.GzipFile(fileobj=file) if first.startswith(_GZIP) else file
        with io.TextIOWrapper(plain, encoding=encoding, errors="surrogateescape", newline="") as lines:
            yield lines


def _split(lines: IO[str], delimiter: str) -> Iterator[Row]:
    taken: list[str] = []
    line = 1

    def remembered() -> Iterator[str]:
        for text in lines:
            taken.append(text)
            yield text

    reader = csv.reader(remembered(), delimiter=delimiter, strict=True)
    for number in count(1):
        fault = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], _fault(str(error), line, len(taken))
        yield Row(number, cells, "".join(taken).rstrip("\r\n"), fault)
        line += len(taken)
        taken.clear()


def _fault(message: str, line: int, lines: int) -> str:
    reason = next((plain for words, plain in _FAULTS.items() if words in message), message)
    return reason if lines == 1 else f"{reason} (lines {line} to {line + lines - 1} were read as this one row)"

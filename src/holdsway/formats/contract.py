"""The contract every format is held to, on its own sample: recognised by its header, every row accounted for, and no
damage to a row passed over in silence. `holdsway formats --check` runs it on all formats at hand, a third party's too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from holdsway.actors import Parties, Party
from holdsway.errors import InputError
from holdsway.formats.damage import damages
from holdsway.formats.format import Format
from holdsway.formats.registry import formats
from holdsway.formats.table import TableReading, read_tables
from holdsway.frame import Frame
from holdsway.records import CONFIDENTIAL, OPEN, RETRO_CODED, ROWS_WITHHELD, Document, Statement
from holdsway.scales import scales_from
from holdsway.words import sha256

__all__ = ["breaches"]

UNSAID = "unsaid"
"""The name under which a sample is read to see what it says of its own publication."""


def breaches(format: Format, known: Mapping[str, Format] | None = None) -> list[str]:
    """What a format does not keep of the contract, each in one line; none when it keeps all of it."""
    known = formats() if known is None else known
    with tempfile.TemporaryDirectory() as folder:
        return list(_breaches(format, known, Path(folder)))


def sample_frame() -> Frame:
    """The frame samples are read in: two parties, and a scale for the source `Weekly map`."""
    parties = Parties([Party("gov", "Government of Northland"), Party("front", "Valley Front")])
    labels = {
        "held": {"means": "the offices work", "holder": "gov"},
        "lost": {"means": "the offices are gone", "holder": "front"},
        "mixed": {"means": "both are present", "holder": "contested"},
    }
    scales = scales_from({"sources": {"Weekly map": {"labels": labels}}}, parties)
    return Frame(name="sample", parties=parties, scales=scales)


def _breaches(format: Format, known: Mapping[str, Format], folder: Path) -> Iterator[str]:
    metadata = format.metadata
    if not metadata.title or not metadata.assertions:
        yield "declares no title or no assertions"
    if not (metadata.licence or metadata.terms):
        yield "declares neither a licence nor terms"
    if metadata.sensitivity not in (OPEN, ROWS_WITHHELD, CONFIDENTIAL):
        yield f"declares the sensitivity {metadata.sensitivity!r}; it is {OPEN}, {ROWS_WITHHELD} or {CONFIDENTIAL}"
    if metadata.sample is None or not metadata.sample.is_file():
        yield "has no sample; name a file of invented rows with `sample:` in its metadata"
        return
    content, name = metadata.sample.read_bytes(), metadata.sample.name
    try:
        reading = _reading(content, folder / name, known)
    except InputError as error:
        yield f"its sample is not recognised: {error}"
        return
    if reading.format != metadata.name:
        yield f"its sample is taken for {reading.format!r}"
        return
    yield from _sample_breaches(reading, _reading(content, folder / name, known))
    if metadata.published_in is None:
        unsaid = _reading(content, folder / (UNSAID + "".join(Path(name).suffixes[-1:])), known, as_name=metadata.name)
        if any(said.published is not None for said in unsaid.statements):
            yield "gives a time of publication that no declared column says (`published_in`)"
    for damage in damages(content, metadata):
        yield from _silent(damage.what, damage.content, damage.rows, folder / name, known)


def _sample_breaches(reading: TableReading, again: TableReading) -> Iterator[str]:
    rows = {said.quote.row for said in reading.statements}
    if reading.rejects:
        yield f"a row of its sample is rejected: {reading.rejects[0]}"
    if len(rows) < 2:
        yield "its sample has fewer than two rows"
    if reading.rows_in != len(rows) + len(reading.rejects):
        yield f"{reading.rows_in} rows in are not {len(rows)} kept and {len(reading.rejects)} rejected"
    if len({said.id for said in reading.statements}) != len(reading.statements):
        yield "two statements of its sample are one and the same"
    if [said.id for said in again.statements] != [said.id for said in reading.statements]:
        yield "reads its sample otherwise the second time"
    for said in reading.statements:
        yield from _statement_breaches(said)
    yield from (f"its sample does not show what it expects: {remark}" for remark in reading.remarks)


def _statement_breaches(said: Statement) -> Iterator[str]:
    where = f"row {said.quote.row}: a {said.kind} statement"
    if not said.source:
        yield f"{where} without a source"
    if not said.sensitivity:
        yield f"{where} without a sensitivity"
    if not said.quote.exact:
        yield f"{where} without its words"
    if said.flags and set(said.flags) != {RETRO_CODED}:
        yield f"{where} of a sound sample is flagged: {said.flags[0]}"


def _silent(what: str, content: bytes, rows: frozenset[int], path: Path, known: Mapping[str, Format]) -> Iterator[str]:
    """Whether damage to these rows went unseen: they must be rejected or flagged, or the file refused."""
    try:
        reading = _reading(content, path, known)
    except InputError:
        return
    except Exception as error:
        yield f"{what}: {type(error).__name__}: {error}"
        return
    told = {reject.row for reject in reading.rejects}
    told |= {said.quote.row for said in reading.statements if set(said.flags) - {RETRO_CODED}}
    for row in sorted(rows - told):
        yield f"{what}: row {row} is kept without a word"


def _reading(content: bytes, path: Path, known: Mapping[str, Format], *, as_name: str | None = None) -> TableReading:
    path.write_bytes(content)
    document = Document(sha256=sha256(content), path=path.name, format="table", bytes=len(content))
    return read_tables(path, document, sample_frame(), as_name=as_name, known=known)[0]

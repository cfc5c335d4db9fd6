"""An archive of a ledger for a paper: what may leave, how to open it, what it was made with, and how to cite it."""

from __future__ import annotations

import json
import platform
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from holdsway.brief.wording import count
from holdsway.export.leaving import leaving
from holdsway.ledger import Forgotten, Ledger
from holdsway.ledger.freeze import freeze
from holdsway.reading.reader import reader_named, signature
from holdsway.records import NO_LICENCE, OPEN, Document, Statement

__all__ = ["Archived", "archived", "kept_back"]

FORMAT = "2"
README = """\
This is an evidence ledger of holdsway: what sources said, with their words, as it stood when it was frozen.

To ask it (ARCHIVE.zip is this file):

    pip install holdsway=={holdsway}
    holdsway brief -l ARCHIVE.zip
    holdsway verify -l ARCHIVE.zip
    holdsway log -l ARCHIVE.zip

To add to it, thaw it first:

    unzip ARCHIVE.zip -d FOLDER
    holdsway add PATH -l FOLDER/ledger

`verify` recomputes every hash; its head is {head}.
{left_out}
In it: ledger/catalogue.sqlite (which batches, documents and segments there are), ledger/segments (the statements, as
Parquet), ledger/documents (originals and texts by the SHA-256 of their bytes), versions.json (what it was made with),
CITATION.txt (how to cite it).
"""


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive that was made: its file and citation, its head and that of the ledger, what was kept back, and why."""

    path: Path
    citation: str
    head: str
    of: str
    statements: int
    documents: int
    withheld_statements: int
    withheld_documents: int
    reasons: str


def archived(ledger: Ledger, out: Path, *, at: int | None = None, everything: bool = False) -> Archived:
    """Freeze a ledger; without `everything`, what a licence or the user keeps in is not in the archive.

    Errors: LedgerError, DamageError.
    """
    maker = version("holdsway")
    statements, documents = ledger.everything(at), ledger.documents(at=at)
    without = [] if everything else kept_back(statements, documents)
    gone = {stone.id for stone in without}
    lost = {said.id for said in statements if said.id in gone or said.document in gone}
    why = Counter(stone.reason for stone in without)
    reasons = "; ".join(f"{reason}: {number}" for reason, number in sorted(why.items()))
    told: dict[str, str] = {}
    counts: list[int] = []

    def described(copy: Ledger) -> Mapping[str, str]:
        head = copy.head()
        left = f"\nLeft out, since it may not leave: {count(len(lost), 'statement')} ({reasons}).\n" if without else ""
        told.update(citation=_citation(copy, maker), head=head.head if head else "")
        counts.extend((len(copy.statements()), len(copy.documents())))
        return {
            "CITATION.txt": told["citation"] + "\n",
            "README.txt": README.format(holdsway=maker, head=told["head"], left_out=left),
            "versions.json": json.dumps(_versions(copy, maker), indent=2, sort_keys=True) + "\n",
        }

    freeze(ledger, out, at=at, without=without, described=described)
    of = ledger.head(at)
    originals = sum(stone.is_document for stone in without)
    return Archived(
        out, told["citation"], told["head"], of.head if of else "", counts[0], counts[1], len(lost), originals, reasons
    )


def kept_back(statements: Iterable[Statement], documents: Iterable[Document]) -> list[Forgotten]:
    """What may not leave, as tombstones for an archive: a document whole where none of it may, else its statements."""
    documents, by_document = list(documents), defaultdict[str, list[Statement]](list)
    for said in statements:
        by_document[said.document].append(said)
    may = {said.id for said in leaving((s for all_of in by_document.values() for s in all_of), documents).statements}
    texts = {document.sha256: document for document in documents}
    stones = []
    for name in sorted({*texts, *by_document}):
        document, told = texts.get(name), by_document[name]
        stay = [said for said in told if said.id not in may]
        text = document.text_sha256 if document else None
        own = _word(document.sensitivity) if document else OPEN
        if own != OPEN or (stay and len(stay) == len(told)):
            licence = (document.licence if document else None) or (stay[0].licence if stay else None)
            reason = _reason(own if own != OPEN else _word(stay[0].sensitivity), licence)
            stones.append(Forgotten(what="withheld document", id=name, document=name, text_sha256=text, reason=reason))
            continue
        stones += [
            Forgotten(
                what="withheld statement",
                id=said.id,
                document=name,
                text_sha256=text,
                start=said.quote.start,
                end=said.quote.end,
                row=said.quote.row,
                sheet=said.quote.sheet,
                reason=_reason(_word(said.sensitivity), said.licence),
            )
            for said in stay
        ]
    return stones


def _word(sensitivity: str | None) -> str:
    return (sensitivity or "").strip().casefold() or OPEN


def _reason(sensitivity: str, licence: str | None) -> str:
    return sensitivity if licence in (None, NO_LICENCE) else f"{sensitivity} ({licence})"


def _citation(ledger: Ledger, maker: str) -> str:
    """One line to cite an archive by: title, head, how much is in it, from when to when, and with what it was made."""
    frame, head, statements = ledger.declared_frame(), ledger.head(), ledger.statements()
    published = sorted(said.published.first.date() for said in statements if said.published)
    span = f", published {published[0]} to {published[-1]}" if published else ""
    title = frame.title if frame and frame.title else "An evidence ledger"
    sources = {said.source for said in statements}
    held = f"{count(len(statements), 'statement')} in {count(len(ledger.documents()), 'document')}"
    return (
        f"{title}. Evidence ledger, head {head.head[:16] if head else 'none'}: {held} from "
        f"{count(len(sources), 'source')}{span}. holdsway {maker}."
    )


def _versions(ledger: Ledger, maker: str) -> dict[str, object]:
    reader = reader_named()
    return {
        "holdsway": maker,
        "ledger format": FORMAT,
        "reader": signature(reader),
        "lexicon": getattr(reader, "lexicon_digest", None),
        "readers of its documents": sorted({d.reader for d in ledger.documents() if d.reader}),
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "spacy": version("spacy"),
    }

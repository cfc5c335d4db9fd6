"""The ledger: what every source said, kept batch by batch, and asked as it was known or as it stood."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from holdsway.errors import FrameError, LedgerError, NoLedgerError
from holdsway.frame import CASE_FILE, NO_SINGLE_PLACE, QUOTES, Frame, Given, read_frame
from holdsway.ledger.batch import Batch, Row, Segment, read_batches, turns
from holdsway.ledger.catalogue import (
    add_batch,
    document_row,
    frame_files,
    look_into,
    open_catalogue,
    read_documents,
    transaction,
)
from holdsway.ledger.engine import Engine
from holdsway.ledger.forget import Forgot, forget
from holdsway.ledger.frozen import Frozen, unpacked
from holdsway.ledger.keeping import refuse_forgotten, why_no_text
from holdsway.ledger.merge import Merged, merge
from holdsway.ledger.questions import (
    AS_KNOWN,
    AT_ODDS,
    COUNT,
    KNOWN_IDS,
    NAMES_GIVEN,
    READ_BEFORE,
    READ_SLOTS,
    RETRACTING,
    STANDING_UNDER,
    UNDATED,
    WITHDRAWS_NOTHING,
)
from holdsway.ledger.segments import (
    REJECTS,
    RULINGS,
    STATEMENTS,
    parquet,
    reject_row,
    ruling_in,
    ruling_row,
    statement_of,
    statement_row,
)
from holdsway.ledger.store import Store
from holdsway.ledger.tables import tables_beside
from holdsway.ledger.tombstones import Forgotten, read_forgotten, read_replacements
from holdsway.places import UNPLACED
from holdsway.records import Document, Kind, Reject, Statement
from holdsway.rulings import Ruling
from holdsway.words import sha256

__all__ = ["Kept", "Ledger", "open_ledger"]

CATALOGUE = "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a commit kept: the batch (None when there was nothing new), and which statements and documents were new.

    `anew` are statements that were held already, and that a newer reading of their document tells otherwise.
    """

    batch: int | None
    statements: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()
    rulings: frozenset[str] = frozenset()


@dataclass(slots=True)
class Ledger:
    """A ledger in a folder. Make one with `open_ledger`."""

    folder: Path
    catalogue: sqlite3.Connection
    segments: Store
    originals: Store
    frozen: Frozen | None = None
    _engines: dict[tuple[int, str], Engine] = field(default_factory=dict)

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the catalogue; what was committed is on disk already."""
        self._engines.clear()
        self.catalogue.close()

    def batches(self, at: int | None = None) -> list[Batch]:
        """The batches in turn: all, or `at` and those that it rests on."""
        return read_batches(self.catalogue, at)

    def head(self, at: int | None = None) -> Batch | None:
        """The newest batch, or that of `at`."""
        batches = self.batches(at)
        return batches[-1] if batches else None

    def batch_at(self, words: str) -> int:
        """The batch number that a `--at` names: a number, or the first hex digits of a head."""
        batches = self.batches()
        for batch in batches:
            if words == str(batch.number) or (len(words) >= 8 and batch.head.startswith(words)):
                return batch.number
        last = f"1 to {len(batches)}" if batches else "none yet"
        raise LedgerError(
            f"no batch {words!r} in {self.folder}; there are batches {last} (`holdsway sql 'FROM batches'`)"
        )

    def declared_frame(self, at: int | None = None) -> Frame | None:
        """The frame that was given with a case.yaml, if one was."""
        files = frame_files(self.catalogue, at)
        if CASE_FILE not in files:
            return None
        for name in files.values():
            self.originals.get(name)
        kept = {path: self.originals.path(name) for path, name in files.items()}
        return read_frame(kept[CASE_FILE], kept)

    def documents(self, *, known_by: datetime | None = None, at: int | None = None) -> list[Document]:
        """The documents as known by a time: those published later, or at no readable time, are left out."""
        everything = read_documents(self.catalogue, at)
        if known_by is None:
            return everything
        return [d for d in everything if d.published and d.published.last <= known_by]

    def text(self, document: Document) -> str:
        """The text that was read from a document, as it was when it was read.

        Errors: LedgerError where it was forgotten, or where the frame keeps only quotes.
        """
        if why := why_no_text(self.catalogue, document.sha256):
            raise LedgerError(f"{document.path}: its text is not kept: {why}")
        return self.originals.get(document.text_sha256 or document.sha256).decode()

    def statements(
        self,
        *,
        known_by: datetime | None = None,
        at: int | None = None,
        kinds: Collection[Kind] | None = None,
        places: Collection[str] | None = None,
        superseded: bool = False,
    ) -> list[Statement]:
        """The statements as known by a time and as of a batch, less what was retracted, in order of publication.

        Of what a source published under one native id the latest edition stands, and says which statement it
        `revises`; with `superseded` the earlier editions are given instead.
        """
        rows = self._as_known(known_by, at, kinds=kinds, places=places, retracting=False, superseded=superseded)
        return self._placed([statement_of(row) for row in rows], at)

    def everything(self, at: int | None = None) -> list[Statement]:
        """Every statement, also those retracted or superseded, and what retracts."""
        return [statement_of(row) for row in self._engine(at).rows("SELECT * FROM statements ORDER BY id")]

    def retractions(self, at: int | None = None) -> list[Statement]:
        """The statements that take another back, and have not been taken back themselves."""
        return [statement_of(row) for row in self._as_known(None, at, retracting=True)]

    def undated(self, at: int | None = None) -> int:
        """How many statements no known-by answer can use, for want of a publication time."""
        return int(self._engine(at).rows(UNDATED)[0]["undated"])

    def names_given(self) -> list[Given]:
        """The names of places that rows of tables in the ledger give with a code; see `frame.names_given`."""
        rows = self._engine(None).rows(NAMES_GIVEN, {"no_place": sorted(NO_SINGLE_PLACE)})
        return [(row["place_text"], row["admin1"], row["place_code"]) for row in rows]

    def at_odds(self, batch: int) -> list[tuple[str, str]]:
        """The native ids that bear several contents published at one time, the newest since a batch: all stand."""
        rows = self._engine(batch).rows(AT_ODDS, {"batch": batch, "out": self._taken_back({"known_by": None}, batch)})
        return list(dict.fromkeys((row["source"], row["native_id"]) for row in rows))

    def withdraws_nothing(self, batch: int) -> list[tuple[str, str]]:
        """The native ids withdrawn in a batch under which the ledger holds nothing."""
        return [(row["source"], row["native_id"]) for row in self._engine(batch).rows(WITHDRAWS_NOTHING, [batch])]

    def rejects(self, at: int | None = None) -> list[Reject]:
        """What could not be kept, file by file, as of the last time each file was taken in."""
        rows = self._engine(at).rows('SELECT * FROM rejects ORDER BY file, "row", "column", reason')
        return [Reject(**row) for row in rows]

    def rulings(self, at: int | None = None) -> list[Ruling]:
        """Every ruling, also those undone, by the time they were made."""
        return [ruling_in(row) for row in self._engine(at).rows("SELECT * FROM rulings ORDER BY made, id")]

    def forgotten(self, at: int | None = None) -> list[Forgotten]:
        """What was forgotten up to a batch, by whom, when and why."""
        counted = {batch.number for batch in self.batches(at)}
        return [stone for stone in read_forgotten(self.catalogue) if stone.batch in counted]

    def forget(self, id: str, *, reason: str, author: str, made: datetime) -> Forgot:
        """Take the words of a document or statement out of every file, and leave a tombstone; see `forget`."""
        return forget(self, id, reason=reason, author=author, made=made)

    def merge(self, other: Ledger) -> Merged:
        """Unite another ledger into this one; the other is only read; see `merge`."""
        return merge(self, other)

    def standing_under(self, id: str) -> list[tuple[Any, ...]]:
        """Where each statement whose id begins so stands: id, document, start, end, row, sheet; older readings too."""
        return [tuple(row.values()) for row in self._engine(None).rows(STANDING_UNDER, [id])]

    def count(self) -> int:
        """How many statements there are, retractions and superseded ones among them."""
        return int(self._engine(None).rows(COUNT)[0]["statements"])

    def changed(self) -> None:
        """Answer from now on by what the catalogue says now."""
        self._engines.clear()

    def refuse_frozen(self) -> None:
        """Errors: LedgerError where this ledger is an archive, which nothing is written to."""
        if self.frozen:
            raise LedgerError(self.frozen.how_to_thaw)

    def ask(self, query: str, at: int | None = None) -> tuple[list[str], list[tuple[Any, ...]]]:
        """A user's reading query over the views."""
        return self._engine(at).ask(query)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Which of these statements the ledger holds already."""
        return {row["id"] for row in self._engine(None).rows(KNOWN_IDS, [list(ids)])}

    def commit(
        self,
        statements: Iterable[Statement],
        documents: Iterable[tuple[Document, Mapping[str, bytes]]] = (),
        rejects: Iterable[Reject] = (),
        *,
        rulings: Iterable[Ruling] = (),
        frame: Frame | None = None,
        note: str = "",
    ) -> Kept:
        """Keep what is new in one batch, all of it or nothing; without anything new there is no batch.

        Each document comes with the contents to store, by their hash. Rejects alone make a batch in a ledger that is
        there, but do not make a ledger. Errors: FrameError when the ledger holds another frame than the one given.
        """
        self.refuse_frozen()
        new, documents = self.news(statements, documents)
        changed = self._changed_frame(frame)
        held = {document.sha256: document.reader for document in self.documents()}
        anew = {d.sha256 for d, _ in documents if d.reader and d.reader != held.get(d.sha256)}
        fresh = [(d, c) for d, c in documents if d.sha256 not in held or d.sha256 in anew or changed]
        rejects = list(rejects)
        ruled = {ruling.id: ruling for ruling in rulings}
        if ruled:
            ruled = {id: ruling for id, ruling in ruled.items() if id not in {r.id for r in self.rulings()}}
        if not (new or fresh or changed or ruled or self._new_rejects(rejects)):
            return Kept(None)
        self.establish()
        rows = self._store(fresh, frame)
        frame_rows = [(path, self.originals.put(file.read_bytes())) for path, file in changed.items()]
        known = self.known(said.id for said in new)
        parts = [self._segment("statements", [statement_row(s) for s in new], STATEMENTS)]
        parts.append(self._segment("rejects", [reject_row(r) for r in rejects], REJECTS))
        parts.append(self._segment("rulings", [ruling_row(r) for r in ruled.values()], RULINGS))
        segments = [part for part in parts if part]
        number = self._chain(note, segments, rows, frame_rows, frame)
        return Kept(
            number,
            frozenset(s.id for s in new) - known,
            frozenset(d.sha256 for d, _ in fresh if d.sha256 not in held),
            frozenset(known),
            frozenset(ruled),
        )

    def _store(self, documents: Iterable[tuple[Document, Mapping[str, bytes]]], frame: Frame | None) -> list[Row]:
        """Keep the contents of documents, unless the frame in force says to keep only quotes; their catalogue rows."""
        framed = frame if frame is not None and frame.declared else self.declared_frame()
        retention = QUOTES if framed is not None and framed.retention == QUOTES else None
        rows: list[Row] = []
        for document, contents in documents:
            for name, content in contents.items():
                if (sha256(content) if retention else self.originals.put(content)) != name:
                    raise LedgerError(f"{document.path}: changed while it was being read; add it again")
            rows.append((*document_row(document), retention))
        return rows

    def news(
        self, statements: Iterable[Statement], documents: Iterable[tuple[Document, Mapping[str, bytes]]]
    ) -> tuple[list[Statement], list[tuple[Document, Mapping[str, bytes]]]]:
        """Of these, the statements not held yet or read anew (each once), and the documents (each once)."""
        by_id: dict[str, Statement] = {}
        for said in statements:
            by_id.setdefault(said.id, said)
        held = self.known(by_id)
        by_hash: dict[str, tuple[Document, Mapping[str, bytes]]] = {}
        for document, contents in documents:
            by_hash.setdefault(document.sha256, (document, contents))
        anew = self._read_anew(by_id)
        return [said for id, said in by_id.items() if id not in held or id in anew], list(by_hash.values())

    def _read_anew(self, statements: Mapping[str, Statement]) -> set[str]:
        """Which of these are held as an earlier reading of the same document had them, and are now read otherwise."""
        asked = [id for id, said in statements.items() if said.method == "read" and said.retracts is None]
        if not asked:
            return set()
        held = [statement_of(row) for row in self._engine(None).rows(READ_BEFORE, [asked])]
        return {
            before.id
            for before in held
            if before.document == statements[before.id].document
            and any(getattr(before, slot) != getattr(statements[before.id], slot) for slot in READ_SLOTS)
        }

    def _new_rejects(self, rejects: list[Reject]) -> bool:
        return self.head() is not None and bool({*rejects} - {replace(known, batch=None) for known in self.rejects()})

    def establish(self) -> None:
        """Make the folder and its catalogue for the first thing to keep, unless another writer has just made them."""
        path = self.folder / CATALOGUE
        in_memory = not self.catalogue.execute("PRAGMA database_list").fetchone()[2]
        if in_memory or not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.catalogue.close()
            self.catalogue = open_catalogue(path)
            self.changed()

    def _as_known(
        self,
        known_by: datetime | None,
        at: int | None,
        *,
        retracting: bool,
        superseded: bool = False,
        kinds: Collection[Kind] | None = None,
        places: Collection[str] | None = None,
    ) -> list[dict[str, Any]]:
        by = {"known_by": known_by.astimezone(UTC).replace(tzinfo=None) if known_by else None}
        asked = {
            "out": self._taken_back(by, at),
            "retracting": retracting,
            "superseded": superseded,
            "kinds": [str(kind) for kind in kinds] if kinds is not None else None,
            "places": list(places) if places is not None else None,
        }
        return self._engine(at).rows(AS_KNOWN, by | asked)

    def _taken_back(self, by: Mapping[str, Any], at: int | None) -> list[str]:
        """The ids that do not stand by a time (`known_by`), as of a batch."""
        pairs = self._engine(at).rows(RETRACTING, by)
        return sorted(taken_back((row["id"], row["retracts"]) for row in pairs))

    def _placed(self, statements: list[Statement], at: int | None) -> list[Statement]:
        """Statements left unplaced in an older frame, placed by name in the present one where it knows the name."""
        turn = turns(self.batches(at))
        framed = {row[0] for row in self.catalogue.execute("SELECT DISTINCT batch FROM frame")}
        newest = max((turn[batch] for batch in framed & turn.keys()), default=0)
        waiting = [s for s in statements if s.place_code is None and (s.place_note or "").startswith(UNPLACED)]
        if not any(turn[said.batch or 0] < newest for said in waiting):
            return statements
        frame, placed = self.declared_frame(at) or Frame(), dict[str, Statement]()
        for said in waiting:
            found = frame.place(said.place_text, admin1=said.admin1)
            if found.code:
                placed[said.id] = replace(
                    said, place_code=found.code, place_version=found.version, place_note=found.note
                )
        return [placed.get(said.id, said) for said in statements]

    def _segment(self, table: str, rows: list[dict[str, Any]], columns: Mapping[str, str]) -> Segment | None:
        if not rows:
            return None
        gone = read_replacements(self.catalogue).gone(table)
        for compression in ("zstd", "snappy", "gzip", "uncompressed"):
            content = parquet(rows, columns, compression=compression)
            if sha256(content) not in gone:  # else the same rows were forgotten once, and this would be taken for them
                break
        return Segment(table, self.segments.put(content), len(rows), len(content))

    def _chain(
        self,
        note: str,
        segments: list[Segment],
        documents: list[Row],
        frame_rows: list[tuple[str, str]],
        frame: Frame | None,
    ) -> int:
        with transaction(self.catalogue):
            if frame_rows:
                self._changed_frame(frame)  # another writer may have given the ledger its frame meanwhile
            refuse_forgotten(self.catalogue, documents)
            number = add_batch(self.catalogue, note, segments=segments, documents=documents, frame=frame_rows)
        self.changed()
        return number

    def _changed_frame(self, frame: Frame | None) -> Mapping[str, Path]:
        """The frame's files, when they are not those the ledger holds."""
        if frame is None or not frame.declared:
            return {}
        held = self.declared_frame()
        if held is None and self.head() is not None:
            raise FrameError(
                f"{self.folder} was filled without a {CASE_FILE}, so its places were taken from the data; "
                "start a new ledger with -l NEWFOLDER and add everything there"
            )
        if held is not None and held.name != frame.name:
            raise FrameError(
                f"{self.folder} holds the frame {held.name!r}, not {frame.name!r}; a ledger has one frame: "
                "use another folder with -l NEWFOLDER"
            )
        kept = frame_files(self.catalogue)
        now = {path: sha256(file.read_bytes()) for path, file in frame.files.items()}
        return frame.files if now != kept else {}

    def _engine(self, at: int | None) -> Engine:
        head = self.head(at)
        number = head.number if head else 0
        newest = self.head()
        state = (number, newest.head if newest else "")  # whatever is forgotten later is gone from an earlier state too
        if state not in self._engines:
            turn = turns(self.batches(number))
            kept = self.catalogue.execute('SELECT batch, "table", sha256 FROM segments').fetchall()
            stands = read_replacements(self.catalogue)
            segments = [
                (batch, turn[batch], table, now)
                for batch, table, was in kept
                if batch in turn and (now := stands.standing(table, was)) is not None
            ]
            for name in {name for *_, name in segments}:
                self.segments.get(name)  # unchecked Parquet can give wrong sums without a word
            self._engines[state] = Engine(
                self.segments, sorted(segments), tables_beside(self.catalogue, number, self.declared_frame(number))
            )
        return self._engines[state]


def taken_back(retractions: Iterable[tuple[str, str]]) -> set[str]:
    """The ids that do not stand, given (id, the id it retracts): those that a standing retraction names."""
    by_target: dict[str, list[str]] = defaultdict(list)
    for id, target in retractions:
        by_target[target].append(id)

    def is_out(id: str) -> bool:  # a retraction's id is a hash over its target's, so this comes to an end
        return any(not is_out(retraction) for retraction in by_target.get(id, ()))

    return {target for target in by_target if is_out(target)}


def open_ledger(folder: Path, *, make: bool = False, only_read: bool = False) -> Ledger:
    """The ledger in a folder; with `make`, a new one that is written when there is something to keep.

    An archive made with `holdsway freeze` is opened as it is. With `only_read` nothing in the folder is changed, and
    nothing can be added. Errors: NoLedgerError when there is none and `make` is not set; DamageError when it cannot be
    opened; LedgerError when it is of an older format.
    """
    frozen = None
    if folder.is_file():
        frozen = unpacked(folder)
        folder = frozen.folder
    path = folder / CATALOGUE
    if not path.exists() and not make:
        raise NoLedgerError(f"there is no ledger in {folder}; `holdsway add PATH -l {folder}` makes one")
    look = look_into if only_read else open_catalogue
    return Ledger(
        folder,
        look(path) if path.exists() else open_catalogue(None),
        Store(folder / "segments", suffix=".parquet", fan_out=False),
        Store(folder / "documents"),
        frozen,
    )

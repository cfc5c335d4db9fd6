"""The one record the rooms exchange: a statement, the document it stands in, and the row that could not be kept.

Reading and formats make statements, the ledger keeps them, control and brief read them; nothing else passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from holdsway.clocks import Days, Published
from holdsway.words import Quote, digest

__all__ = [
    "CONFIDENTIAL",
    "CONFLICT",
    "MACHINE_READ",
    "NO_LICENCE",
    "OPEN",
    "READ_ANEW",
    "RETRO_CODED",
    "ROWS_WITHHELD",
    "WITHDRAWN",
    "ActorRole",
    "Document",
]
__all__ += ["Document", "Flag", "Kind", "Modality", "Polarity", "Reject", "Statement", "flags_of", "identified"]

OPEN, ROWS_WITHHELD, CONFIDENTIAL = "open", "rows-withheld", "confidential"
"""Sensitivities: what may leave; what a licence forbids to pass on row by row; what the user keeps to themselves."""
NO_LICENCE = "no licence stated"
MACHINE_READ = "machine-read"
"""What is said of a statement that a machine read from a text and no person has ruled on."""
CONFLICT = "in conflict"
"""The state of a statement that persons ruled on differently, so that nothing is decided."""
READ_ANEW = "read anew"
"""The note on what takes back a statement that a newer reading of the same text does not make."""
RETRO_CODED = "retro-coded"
"""The flag on a row that was written down long after the day it tells of."""
WITHDRAWN = "withdrawn:"
"""How `retracts` begins on a row by which a source withdraws all it said under a native id."""


class Kind(StrEnum):
    """What a statement is about."""

    CONTROL = "control"
    EVENT = "event"
    CASUALTY = "casualty"
    COUNT = "count"
    TIE = "tie"
    ROLE = "role"
    LISTING = "listing"


class Polarity(StrEnum):
    """Whether the source says it was so, or that it was not."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the source holds what it says. The first four are evidence, the rest never are."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    POSSIBLE = "possible"
    LIKELY = "likely"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    COUNTERFACTUAL = "counterfactual"
    NORMATIVE = "normative"
    OPINION = "opinion"

    @property
    def is_evidence(self) -> bool:
        """Whether a statement held so may bear on an estimate."""
        return self in _EVIDENCE

    @property
    def is_weak(self) -> bool:
        """Whether it bears only weakly: a rumour, a likelihood."""
        return self in (Modality.POSSIBLE, Modality.LIKELY)


_EVIDENCE = frozenset((Modality.ASSERTED, Modality.REPORTED, Modality.POSSIBLE, Modality.LIKELY))


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An actor in a statement: a party's id or the name as written, the part it plays, and the words that named it.

    Roles: `by` takes, holds or does it, `against` loses, leaves or suffers it, `party` takes part in it (and in a tie,
    a role or a listing is whose people it is about), and `side` where a dataset names two sides and does not say which
    acted on which; `subject`, `object` for ties, roles and listings, and on a listing `alias` and `original` (script)
    for the other names its list gives the subject.
    """

    id: str
    role: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text or file as received. `sha256` is of its bytes, `text_sha256` of the text that was read from it.

    `speaks_for` is the publisher whose report this is: for a paraphrase the reporting source, else the publisher.
    `dated_by` says from what the time of publication was inferred, where the document does not state it.
    `translation_of` is the hash of the document that this one translates, or its name where it is not at hand. `reader`
    is who read it last, as its statements record it, also where nothing was found.
    """

    sha256: str
    path: str
    format: str
    bytes: int
    text_sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    url: str | None = None
    lang: str | None = None
    author: str | None = None
    paraphrase: bool = False
    reporting_source: str | None = None
    reporting_published: str | None = None
    corrects: str | None = None
    licence: str | None = None
    sensitivity: str | None = None
    dated_by: str | None = None
    translation_of: str | None = None
    reader: str | None = None
    read: bool = True
    batch: int | None = None

    @property
    def speaks_for(self) -> str | None:
        """Whose report this is."""
        return (self.reporting_source if self.paraphrase else None) or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing one source asserts, with its quote.

    `valid` is the first and last day on which it may have happened or been observed (None: not said), `valid_text` the
    words of a text that say so. An `open` control
    statement holds from then until the same source speaks of that place again. `party` is who holds the place (a party
    id, `contested`, or None: the source shows it as unknown); for an event that moves territory, who holds it after.
    `low`, `best`, `high` count `number_of` (people killed, districts); `seq` is the order within its document.
    `place_key` is the code of the place as the row gives it, `place_code` the place it was resolved to. `native_id` is
    the source's own key: of what it said under one key, the latest published stands. `flags` are the
    doubts about a row that was kept all the same. `ruled` says what persons decided on it, `ruled_by` who
    they are, `rulings` by which; a ledger gives statements without, `Desk` with them.
    """

    kind: Kind
    source: str
    document: str
    quote: Quote
    id: str = ""
    publisher: str | None = None
    place_key: str | None = None
    place_code: str | None = None
    place_version: str | None = None
    place_text: str | None = None
    place_precision: str | None = None
    place_note: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    party: str | None = None
    actors: tuple[ActorRole, ...] = ()
    label: str | None = None
    scale: str | None = None
    valid: Days | None = None
    valid_text: str | None = None
    open: bool = False
    published: Published | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.REPORTED
    trap_reason: str | None = None
    attribution: tuple[str, ...] = ()
    low: float | None = None
    best: float | None = None
    high: float | None = None
    number_of: str | None = None
    category: str | None = None
    event_type: str | None = None
    native_id: str | None = None
    report_group: str | None = None
    revises: str | None = None
    retracts: str | None = None
    licence: str | None = None
    sensitivity: str | None = None
    method: str = "table"
    reader: str | None = None
    url: str | None = None
    note: str | None = None
    flags: tuple[str, ...] = ()
    seq: int = 0
    batch: int | None = None
    ruled: str | None = None
    ruled_by: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()

    @property
    def is_evidence(self) -> bool:
        """Whether it may bear on an estimate at all."""
        return self.modality.is_evidence

    @property
    def is_proposal(self) -> bool:
        """Whether a machine read it from a text and no person has decided on it."""
        return self.method == "read" and self.ruled in (None, CONFLICT)

    @property
    def review(self) -> str | None:
        """Whether a person has ruled on it, and who, in words; None of a row of a table that nobody ruled on."""
        if self.ruled == CONFLICT:
            return f"{MACHINE_READ}, ruled differently by {' and '.join(self.ruled_by)}"
        if self.ruled:
            return f"{self.ruled} by {' and '.join(self.ruled_by)}"
        return MACHINE_READ if self.method == "read" else None

    @property
    def published_day(self) -> date | None:
        """The day it was first said, for sorting."""
        return self.published.first.date() if self.published else None

    @property
    def report_day(self) -> date | None:
        """The day a place was last heard of by it: the day it was said, but of a row that was written down long after,
        the last day it tells of.
        """
        if RETRO_CODED in self.flags and self.valid:
            return self.valid.last
        return self.published_day or (self.valid.first if self.valid else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A row or document that could not be kept: where it stands, what was wrong, what to do."""

    file: str
    reason: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    batch: int | None = None

    def __str__(self) -> str:
        where = f"{self.file} row {self.row}" if self.row is not None else self.file
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A doubt about a row that was kept: where it stands, and what is doubtful."""

    file: str
    row: int | None
    sheet: str | None
    reason: str

    def __str__(self) -> str:
        sheet = f" sheet {self.sheet!r}" if self.sheet is not None else ""
        return f"{self.file}{sheet} row {self.row}: {self.reason}"


def flags_of(statements: Iterable[Statement], paths: Mapping[str, str]) -> list[Flag]:
    """The doubts about these statements, one a row, given the path of each document by its hash.

    That a row was written down late is no doubt about it and is left out.
    """
    flags = (
        Flag(
            file=paths.get(said.document, said.document[:8]),
            row=said.quote.row,
            sheet=said.quote.sheet,
            reason=flag,
        )
        for said in statements
        for flag in said.flags
        if flag != RETRO_CODED
    )
    return list(dict.fromkeys(flags))


def identified(statement: Statement, *, text_sha256: str | None = None) -> Statement:
    """The statement with its id: a hash of source, native id, kind, slots, valid and published.

    For a statement read from a text, give the text's hash: it and the span count too. The file and row it came from do
    not, so the same thing in two files is one statement.
    """
    slots = (
        *(statement.place_text, statement.admin1, statement.place_precision),
        *(statement.party, statement.label, statement.polarity, statement.modality),
        *(part for actor in statement.actors for part in (actor.id, actor.role)),
        *(_number(n) for n in (statement.low, statement.best, statement.high)),
        *(statement.number_of, statement.category, statement.event_type),
        *(statement.retracts, statement.revises if statement.retracts else None),
    )
    place = () if text_sha256 else (statement.place_code if statement.place_text is None else statement.place_key,)
    fields = (
        *(statement.source, statement.native_id, statement.kind, str(len(slots)), *slots, *place),
        str(statement.valid) if statement.valid else None,
        statement.published.last.isoformat() if statement.published else None,
        *((text_sha256, str(statement.quote.start), str(statement.quote.end)) if text_sha256 else ()),
    )
    group = statement.report_group or _group(statement)
    return replace(statement, id=digest(fields), report_group=group)


def _group(statement: Statement) -> str:
    """One url, or one publisher, day, place and holder: one report."""
    if statement.url:
        return "url:" + statement.url
    published = statement.published
    at_once = published is not None and published.first == published.last
    day = str(published.first.date() if at_once else published) if published else None
    where = statement.place_code or statement.place_text
    return "report:" + digest((statement.publisher or statement.source, day, where, statement.party))[:16]


def _number(value: float | None) -> str | None:
    return None if value is None else repr(float(value))

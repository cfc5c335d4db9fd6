"""What a reader is: something that draws statements from a text, under rules that hold for every reader."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

from holdsway.errors import HoldswayError, InputError
from holdsway.frame import Frame
from holdsway.reading.anchors import stands
from holdsway.reading.checks import Checked, Dropped, checked
from holdsway.reading.pipelines import pipeline_that_parses
from holdsway.records import Document, Statement

__all__ = [
    "DEFAULT_READER",
    "SHIPPED",
    "Checked",
    "Dropped",
    "Reader",
    "Reading",
    "checked",
    "read_with",
    "reader_named",
]
__all__ += ["readers", "signature", "valid"]

GROUP = "holdsway.readers"
DEFAULT_READER = "frames"
SHIPPED = ("frames", "rules")
"""Our own readers: that of today, which also works over a user's pipeline, then those whose readings give way to it."""
SPACY = "spacy"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one text: its statements, what was dropped and why, or the reason why it was not read at all.

    `reader` is who read it, as its statements record it; `read_with` fills it in.
    """

    statements: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    not_read: str | None = None
    reader: str | None = None


class Reader(Protocol):
    """A way to read text, registered under the entry point group `holdsway.readers` as a class.

    It is called without arguments, or with what the user wrote after its name (`--reader NAME:SETTING`).
    `version` changes whenever the same text would be read otherwise. Two more attributes are looked at where a reader
    has them: `lexicon_digest`, the digest of the words it reads with, and `repeatable`: False where reading
    a text again costs, or gives another answer, so that what it read once is kept until its version changes. A reader
    that can say how it reads has a method `explain` (see `holdsway.reading.explaining.Explaining`), which is asked
    in place of `read` where the user wants to know.
    """

    @property
    def name(self) -> str:
        """The name it is registered under."""
        ...

    @property
    def version(self) -> str:
        """Its version; a model and the prompt it is asked with are part of it."""
        ...

    def read(self, text: str, document: Document, frame: Frame) -> Iterable[Statement] | Reading:
        """The statements of a text; as a Reading where the reader itself dropped some, or could not read it."""
        ...


@dataclass(frozen=True, slots=True)
class _OverPipeline:
    """Our own reader over a pipeline of the user's: another reader than over ours, and so named."""

    reader: Reader
    pipeline: str

    @property
    def name(self) -> str:
        return SPACY

    @property
    def version(self) -> str:
        return f"{self.pipeline} {self.reader.name} {self.reader.version}"

    @property
    def lexicon_digest(self) -> str | None:
        return getattr(self.reader, "lexicon_digest", None)

    @property
    def explain(self) -> Any:
        """How the reader explains itself; None where it does not."""
        return getattr(self.reader, "explain", None)

    def read(self, text: str, document: Document, frame: Frame) -> Iterable[Statement] | Reading:
        return self.reader.read(text, document, frame)


def readers() -> dict[str, type[Reader]]:
    """Every installed reader by name."""
    return {point.name: point.load() for point in _points()}


def reader_named(name: str | None = None) -> Reader:
    """The reader a user asks for: NAME or NAME:SETTING, as in `frames`, `llm:PROVIDER:MODEL`, `spacy:PIPELINE`.

    Errors: InputError when there is none of that name, or it is not ready, with the remedy.
    """
    asked, _, setting = (name or DEFAULT_READER).partition(":")
    if asked == SPACY:
        return _parsing_with(setting)
    point = next((point for point in _points() if point.name == asked), None)
    if point is None:
        known = ", ".join(sorted(point.name for point in _points()))
        raise InputError(f"no reader is called {asked!r}; there are {known}, and {SPACY}:PIPELINE")
    kind = _loaded(point)
    if not setting:
        return kind()
    if not _takes(kind, 1):
        raise InputError(f"reader {asked!r} takes no setting; write --reader {asked}, not --reader {name}")
    return kind(setting)  # type: ignore[call-arg]


def signature(reader: Reader) -> str:
    """What a statement records of its reader: name, version, and the first digits of the digest of its lexicon."""
    lexicon = getattr(reader, "lexicon_digest", None)
    return f"{reader.name} {reader.version}" + (f" lexicon {lexicon[:12]}" if lexicon else "")


def read_with(reader: Reader, text: str, document: Document, frame: Frame) -> Reading:
    """One text read by a reader and checked: the one door by which statements come out of a document.

    A reader that fails leaves the text not read, with the reason; half a reading is none.
    """
    if not document.read:
        return Reading()
    try:
        answer = reader.read(text, document, frame)
        drawn = answer if isinstance(answer, Reading) else Reading(tuple(answer))
        if drawn.not_read:
            return Reading(not_read=drawn.not_read)
        stamp = signature(reader)
        held = checked((replace(said, reader=stamp) for said in drawn.statements), text, document, frame)
    except HoldswayError as error:
        return Reading(not_read=str(error))
    except Exception as error:  # a reader may be anybody's, and the next document is still to be read
        return Reading(not_read=f"the reader {reader.name} failed with {type(error).__name__}: {_first_line(error)}")
    return Reading(held.kept, (*drawn.dropped, *held.dropped), reader=stamp)


def valid(statements: Iterable[Statement], text: str) -> list[Statement]:
    """Only the statements whose quote stands in the text exactly where they say; `checked` looks at all the rest."""
    return [said for said in statements if stands(said.quote, text)]


def _points() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


def _loaded(point: EntryPoint) -> type[Reader]:
    try:
        kind: type[Reader] = point.load()
    except Exception as error:  # another's package may be broken in any way
        whose = point.dist.name if point.dist else point.value
        raise InputError(
            f"reader {point.name!r} of {whose} cannot be loaded: {_first_line(error)}; install it again or leave it out"
        ) from None
    return kind


def _parsing_with(pipeline: str) -> Reader:
    """Our own reader over a spaCy pipeline of the user's."""
    if not pipeline:
        raise InputError(f"say which pipeline: --reader {SPACY}:PIPELINE, as in {SPACY}:en_core_web_sm")
    full_name = pipeline_that_parses(pipeline)
    own = next((point for point in _points() if point.name == SHIPPED[0]), None)
    if own is None:
        raise InputError(f"reader {SHIPPED[0]!r}, which works on a parse, is not installed; install holdsway again")
    return _OverPipeline(_loaded(own)(pipeline=pipeline), full_name)  # type: ignore[call-arg]


def _takes(kind: type[Reader], number: int) -> bool:
    """Whether a reader can be called with so many plain arguments."""
    try:
        inspect.signature(kind).bind(*[""] * number)
    except TypeError:
        return False
    return True


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "no message")

"""Every error holdsway raises, as one tree.

    HoldswayError                    something the user can mend; the message says how
    ├── InputError                   a file or folder that cannot be taken in
    │   ├── UnknownFormatError       a table whose header no format declares
    │   └── FrameError               case.yaml, scales.yaml or what they point to
    ├── PlaceError                   a place that cannot be told from its name
    │   ├── UnknownPlaceError        no such place
    │   └── AmbiguousPlaceError      more than one
    ├── DateError                    words that are not a date, or a date that cannot be asked for
    ├── FootnoteError                a footnote or statement hash that is not there
    ├── RulingError                  a ruling that cannot be made: no such slot, value or earlier ruling
    └── LedgerError                  the folder that holds the record
        ├── NoLedgerError            nothing there yet
        └── DamageError              what is on disk is not what was written

A message names the thing, the place and what to do next.
"""

__all__ = [
    "AmbiguousPlaceError",
    "DamageError",
    "DateError",
    "FootnoteError",
    "FrameError",
    "HoldswayError",
    "InputError",
    "LedgerError",
    "NoLedgerError",
    "PlaceError",
    "RulingError",
    "UnknownFormatError",
    "UnknownPlaceError",
]


class HoldswayError(Exception):
    """Something the user can mend; the message is one plain line that says how."""


class InputError(HoldswayError):
    """A file or folder cannot be taken in."""


class UnknownFormatError(InputError):
    """No format declares this header."""


class FrameError(InputError):
    """The frame (case.yaml, scales.yaml, boundaries, gazetteer) does not hold together."""


class PlaceError(HoldswayError):
    """A place cannot be told from what was given."""


class UnknownPlaceError(PlaceError):
    """No place of that name or code is known."""


class AmbiguousPlaceError(PlaceError):
    """Several places bear that name."""


class DateError(HoldswayError):
    """Words are not a date, or the date asks for what no record can answer."""


class FootnoteError(HoldswayError):
    """No footnote or statement answers to that number or hash."""


class RulingError(HoldswayError):
    """A ruling cannot be made as it was put."""


class LedgerError(HoldswayError):
    """The ledger cannot do what was asked."""


class NoLedgerError(LedgerError):
    """There is no ledger in that folder yet."""


class DamageError(LedgerError):
    """A part of the ledger is not what was written."""

"""The formats at hand: those that come with holdsway and those of other packages, registered in the same way."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats.format import Format, Metadata

__all__ = ["GROUP", "formats", "nearest", "recognise"]

GROUP = "holdsway.formats"
"""The entry point group under which a package registers a format."""


def formats() -> dict[str, Format]:
    """Every format at hand, by name. Errors: InputError naming a registered format that cannot be loaded."""
    found: dict[str, Format] = {}
    values: dict[str, str] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        if values.setdefault(entry.name, entry.value) != entry.value:
            raise InputError(
                f"two packages register a format {entry.name!r}: {values[entry.name]} and {entry.value}; uninstall one"
            )
        if entry.name not in found:
            found[entry.name] = _loaded(entry)
    return found


def recognise(header: Sequence[str], known: Mapping[str, Format] | None = None) -> Format | None:
    """The format this header declares: all its required columns are there. Of several, the one that requires most.

    Errors: UnknownFormatError when two fit equally well.
    """
    columns = set(header)
    fitting = [f for f in _all(known).values() if columns.issuperset(f.metadata.required)]
    if not fitting:
        return None
    most = max(len(f.metadata.required) for f in fitting)
    best = [f for f in fitting if len(f.metadata.required) == most]
    if len(best) > 1:
        names = " and ".join(sorted(repr(f.metadata.name) for f in best))
        raise UnknownFormatError(f"the header fits {names} equally well; say which with --as NAME")
    return best[0]


def nearest(header: Sequence[str], known: Mapping[str, Format] | None = None) -> tuple[Format, tuple[str, ...]]:
    """The format that lacks the smallest share of its required columns in this header, and the columns it lacks."""

    def lacking(format: Format) -> tuple[str, ...]:
        return tuple(column for column in format.metadata.required if column not in header)

    def distance(format: Format) -> tuple[float, int, str]:
        missing = lacking(format)
        return len(missing) / len(format.metadata.required), len(missing), format.metadata.name

    closest = min(_all(known).values(), key=distance)
    return closest, lacking(closest)


def _all(known: Mapping[str, Format] | None) -> Mapping[str, Format]:
    return formats() if known is None else known


def _loaded(entry: EntryPoint) -> Format:
    package = entry.dist.name if entry.dist else "unknown"
    which = f"the format {entry.name!r} ({entry.value}, package {package})"
    remedy = "mend or uninstall that package"
    try:
        format = entry.load()()
    except Exception as error:  # whatever another package does while loading, the user gets one line
        raise InputError(f"{which} cannot be loaded: {type(error).__name__}: {error}; {remedy}") from error
    if not isinstance(getattr(format, "metadata", None), Metadata) or not callable(getattr(format, "statements", None)):
        raise InputError(f"{which} has no `metadata` or no `statements`; {remedy}")
    metadata: Metadata = format.metadata
    if metadata.name != entry.name:
        raise InputError(f"{which} calls itself {metadata.name!r}; the two names must be one; {remedy}")
    if not metadata.required:
        raise InputError(f"{which} declares no required columns, so nothing could be recognised; {remedy}")
    try:
        codecs.lookup(metadata.encoding)
    except LookupError:
        raise InputError(f"{which} declares an encoding {metadata.encoding!r} that there is not; {remedy}") from None
    loaded: Format = format
    return loaded

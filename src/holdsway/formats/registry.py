"""The formats at hand: those that come with holdsway and those of other packages, registered in the same way."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points

from holdsway.errors import InputError, UnknownFormatError
from holdsway.formats.format import KINDS, Format, Metadata
from holdsway.words import likeness

__all__ = ["GROUP", "formats", "laid_out", "nearest", "recognise"]

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


def recognise(
    header: Sequence[str], known: Mapping[str, Format] | None = None, *, name: str | None = None
) -> Format | None:
    """The format this header declares: all its required columns are there. Of several, the one that requires most.

    Of two that require as much, the one wins whose pattern for file names the `name` fits; a format with such a pattern
    is out of the question for a file of another name. Errors: UnknownFormatError when two fit equally well.
    """
    fitting = [f for f in _all(known).values() if _fits(f, header) and _is_named(f.metadata, name)]
    if not fitting:
        return None
    most = max(len(f.metadata.required) for f in fitting)
    best = [f for f in fitting if len(f.metadata.required) == most]
    best = [f for f in best if f.metadata.names] or best
    if len(best) > 1:
        names = " and ".join(sorted(repr(f.metadata.name) for f in best))
        raise UnknownFormatError(f"the header fits {names} equally well; say which with --as NAME")
    return best[0]


def laid_out(first: Sequence[str], known: Mapping[str, Format]) -> tuple[Format, bool] | None:
    """The format whose layout this first row has, and whether the row is a header: by another header that it declares,
    or, without a header, by the patterns that the cells of a first row fit.
    """
    cells = tuple(cell.strip() for cell in first)
    for format in known.values():
        if cells in format.metadata.headers:
            return format, True
    for format in known.values():
        metadata = format.metadata
        if metadata.headless and len(cells) == len(metadata.layout):
            row = dict(zip(metadata.layout, cells, strict=True))
            if all(re.fullmatch(pattern, row[column]) for column, pattern in metadata.headless.items()):
                return format, False
    return None


def _fits(format: Format, header: Sequence[str]) -> bool:
    fits = getattr(format, "fits", None)
    return bool(fits(header)) if fits else set(header).issuperset(format.metadata.required)


def _is_named(metadata: Metadata, name: str | None) -> bool:
    return metadata.names is None or (name is not None and re.search(metadata.names, name, re.IGNORECASE) is not None)


def nearest(header: Sequence[str], known: Mapping[str, Format] | None = None) -> tuple[Format, tuple[str, ...]]:
    """The format this header comes closest to, and the required columns it lacks.

    Closest is the one that lacks the smallest share of its required columns and knows the largest share of those in the
    header; of formats that share none, the one whose columns are spelt most like them.
    """

    def lacking(format: Format) -> tuple[str, ...]:
        return tuple(column for column in format.metadata.required if column not in header)

    def spelling(format: Format) -> float:
        best = (max((likeness(column, name) for name in header), default=0.0) for column in format.metadata.required)
        return sum(best) / len(format.metadata.required)

    def distance(format: Format) -> tuple[float, float, bool, str]:
        metadata = format.metadata
        missing = len(lacking(format))
        columns = {*metadata.required, *metadata.optional}
        strange = sum(1 for name in header if name not in columns) / max(len(header), 1)
        unlike = -spelling(format) if missing == len(metadata.required) else 0.0
        return missing / len(metadata.required) + strange, unlike, metadata.names is not None, metadata.name

    closest = min((f for f in _all(known).values() if f.metadata.required), key=distance)
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
    if not (metadata.required or callable(getattr(format, "fits", None))):
        raise InputError(f"{which} declares no required columns, so nothing could be recognised; {remedy}")
    if unknown := sorted(set(metadata.kinds.values()) - set(KINDS)):
        raise InputError(f"{which} declares the kind {unknown[0]!r}; the kinds are {', '.join(KINDS)}; {remedy}")
    try:
        codecs.lookup(metadata.encoding)
    except LookupError:
        raise InputError(f"{which} declares an encoding {metadata.encoding!r} that there is not; {remedy}") from None
    loaded: Format = format
    return loaded

"""Drafted YAML: words quoted where they must be, and a comment beside each line that says why it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from textwrap import wrap

import yaml

__all__ = ["commented", "flow", "line", "samples", "word"]

_SHOWN = 40
_WIDTH = 100
_COLUMN = 34
_LEAST_BESIDE = 30  # columns; where less is left beside an entry, its reason stands above it


def word(value: object) -> str:
    """One scalar as YAML writes it."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")


def flow(values: Iterable[object] | Mapping[str, str]) -> str:
    """A list or a mapping on one line."""
    plain = dict(values) if isinstance(values, Mapping) else list(values)
    return yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False).strip()


def line(entry: str, why: str = "", *, indent: int = 0) -> str:
    """One entry, with its reason as a comment beside it, and below that where it is long.

    A line break in the reason is kept, so that what stands beside the entry itself can be chosen.
    """
    text = " " * indent + entry
    if not why:
        return text
    column = max(_COLUMN, len(text)) + 2
    if _WIDTH - column < _LEAST_BESIDE and (column + 2 + len(why) > _WIDTH or "\n" in why):
        return f"{commented(why, indent=indent)}\n{text}"
    told = [part for one in why.splitlines() for part in _wrapped(one, _WIDTH - column - 2)]
    return "\n".join([f"{text:<{column - 2}}  # {told[0]}", *(f"{'':<{column}}# {part}" for part in told[1:])])


def commented(text: str, *, indent: int = 0) -> str:
    """A comment on lines of its own, none too long to read. What is indented in the text hangs further below itself."""
    lead = " " * indent + "# "
    lines = []
    for one in text.splitlines():
        inner = len(one) - len(one.lstrip())
        hang = " " * (inner + 2 if inner else 0)
        parts = _wrapped(one.strip(), _WIDTH - len(lead) - len(hang)) or [""]
        lines += [f"{lead}{' ' * inner}{parts[0]}", *(f"{lead}{hang}{part}" for part in parts[1:])]
    return "\n".join(one.rstrip() for one in lines)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, max(width, _LEAST_BESIDE), break_long_words=False, break_on_hyphens=False)


def samples(cells: Iterable[str], most: int = 3) -> str:
    """A few different values as an analyst would quote them, each cut short."""
    shown = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip())
    few = (value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…" for value in islice(shown, most))
    return ", ".join(few) or "always blank"

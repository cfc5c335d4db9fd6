"""Drafted YAML: words quoted where they must be, and a comment beside each line that says why it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from textwrap import wrap

import yaml

__all__ = ["commented", "flow", "line", "samples", "word"]

_SHOWN = 40
_WIDTH = 118
_COLUMN = 34


def word(value: object) -> str:
    """One scalar as YAML writes it."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")


def flow(values: Iterable[object] | Mapping[str, str]) -> str:
    """A list or a mapping on one line."""
    plain = dict(values) if isinstance(values, Mapping) else list(values)
    return yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False).strip()


def line(entry: str, why: str = "", *, indent: int = 0) -> str:
    """One entry, with its reason as a comment beside it."""
    text = " " * indent + entry
    return f"{text:<{_COLUMN}}  # {why}" if why else text


def commented(text: str, *, indent: int = 0) -> str:
    """A comment on lines of its own, none too long to read."""
    lead = " " * indent + "# "
    lines = []
    for one in text.splitlines():
        hang = " " * (len(one) - len(one.lstrip()) + 2)
        lines += wrap(one, _WIDTH, initial_indent=lead, subsequent_indent=lead + hang, break_long_words=False) or [lead]
    return "\n".join(lines)


def samples(cells: Iterable[str], most: int = 3) -> str:
    """A few different values as an analyst would quote them, each cut short."""
    shown = dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip())
    few = (value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…" for value in islice(shown, most))
    return ", ".join(few) or "always blank"

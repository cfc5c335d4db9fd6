"""holdsway: who holds sway where, since when, and how do we know.

An evidence ledger for armed conflict: `open` a ledger, `add` what you have, ask who held what, and read why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdsway.desk import open_desk as open
    from holdsway.reading import read

__all__ = ["open", "read"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # what a user opens is loaded when it is asked for, so that `--help` is quick
    if name == "open":
        from holdsway.desk import open_desk

        return open_desk
    if name == "read":
        from holdsway.reading import read

        return read
    raise AttributeError(f"module 'holdsway' has no attribute {name!r}")

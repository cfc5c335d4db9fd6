"""The store: files named by the hash of their bytes, written once, safely, and never changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from holdsway.errors import DamageError
from holdsway.words import sha256

__all__ = ["Store"]


class Store:
    """A folder of immutable files by SHA-256: `<folder>/<aa>/<sha256><suffix>`, or flat with `fan_out=False`."""

    def __init__(self, folder: Path, *, suffix: str = "", fan_out: bool = True) -> None:
        self.folder = folder
        self._suffix = suffix
        self._fan_out = fan_out

    def path(self, name: str) -> Path:
        """Where the file with this hash stands."""
        return (self.folder / name[:2] if self._fan_out else self.folder) / f"{name}{self._suffix}"

    def put(self, content: bytes) -> str:
        """Keep these bytes and return their hash: a temporary file, fsync, rename to the hash, fsync of the folder."""
        name = sha256(content)
        target = self.path(name)
        if target.exists():
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o444)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name

    def get(self, name: str) -> bytes:
        """The bytes with this hash. Errors: DamageError when they are gone or are no longer those that were written."""
        try:
            content = self.path(name).read_bytes()
        except OSError:
            raise DamageError(f"{self.path(name)} is missing; restore the ledger from a copy") from None
        if sha256(content) != name:
            raise DamageError(f"{self.path(name)} is not what was written; restore the ledger from a copy")
        return content

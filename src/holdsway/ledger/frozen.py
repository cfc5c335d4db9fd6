"""Frozen: a ledger in one archive, opened by unpacking it to a folder that is gone when nobody asks it any more."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
import zipfile
from dataclasses import dataclass
from pathlib import Path

from holdsway.errors import DamageError, LedgerError

__all__ = ["FOLDER", "Frozen", "unpacked"]

FOLDER = "ledger"
"""The folder of the ledger in the archive."""
_OURS = re.compile(
    rf"{FOLDER}/(catalogue\.sqlite|segments/[0-9a-f]{{64}}\.parquet|documents/([0-9a-f]{{2}})/\2[0-9a-f]{{62}})"
)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Frozen:
    """An archive and the temporary folder in which its ledger stands, for as long as this is held."""

    archive: Path
    folder: Path

    @property
    def how_to_thaw(self) -> str:
        """What to tell somebody who would write to it."""
        return (
            f"{self.archive} is frozen: nothing is written to it; "
            f"`unzip {self.archive} -d FOLDER` thaws it, then use -l FOLDER/{FOLDER}"
        )


def unpacked(archive: Path) -> Frozen:
    """The ledger in an archive, unpacked. Only files that belong to a ledger are taken out of it.

    Errors: LedgerError when it is no archive of a ledger; DamageError when it is cut or changed.
    """
    if not zipfile.is_zipfile(archive):
        raise LedgerError(f"{archive} is a file; name a folder with -l, or an archive made with `holdsway freeze`")
    temporary = Path(tempfile.mkdtemp(prefix="holdsway-"))
    frozen = Frozen(archive, temporary / FOLDER)
    weakref.finalize(frozen, shutil.rmtree, temporary, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as whole:
            names = [name for name in whole.namelist() if _OURS.fullmatch(name)]
            if f"{FOLDER}/catalogue.sqlite" not in names:
                raise LedgerError(f"{archive} holds no ledger; name one made with `holdsway freeze`")
            for name in names:
                whole.extract(name, temporary)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise DamageError(f"{archive}: {error}; take another copy of it") from None
    return frozen

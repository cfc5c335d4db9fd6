"""Translations: a document in English that lies beside the one it translates, and the passages that belong together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from holdsway.records import Statement

__all__ = ["Original", "original_beside", "with_originals"]

_IN_ENGLISH = re.compile(r"(.+)\.en", re.IGNORECASE)
_IN_ANOTHER = re.compile(r"[a-z]{2,3}", re.IGNORECASE)
_LONGEST_PASSAGE = 2_000
_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a document translates: where it lies (None: nowhere), and what there is to remark."""

    path: Path | None
    named: str
    remark: str | None = None


def original_beside(path: Path, named: str | None, suffixes: Collection[str]) -> Original | None:
    """What a document translates: the file beside it that it names, or the one of its name in another language.

    `report.en.md` translates `report.fr.md` when both lie side by side, and only one of its name does. None: nothing.
    """
    if named:
        beside = path.with_name(Path(named).name)
        if beside.is_file() and beside.resolve() != path.resolve():
            return Original(beside, named)
        return Original(None, named, f"translation_of: {named} does not lie beside it; put it there, or mend the name")
    stem = _IN_ENGLISH.fullmatch(path.stem)
    if stem is None:
        return None
    others = sorted(
        other
        for other in path.parent.glob(f"{_literally(stem[1])}.*.*")
        if other.suffix.casefold() in suffixes
        and other.stem.casefold() != path.stem.casefold()
        and _IN_ANOTHER.fullmatch(other.stem.removeprefix(f"{stem[1]}."))
    )
    if len(others) > 1:
        names = ", ".join(other.name for other in others[:4])
        return Original(None, names, f"translates one of {names}: write which as `translation_of:`")
    return Original(others[0], others[0].name) if others else None


def with_originals(statements: Iterable[Statement], text: str, original: str) -> list[Statement]:
    """Statements read from a translation, each with the passage of the original that its words translate.

    Translation and original are held side by side paragraph by paragraph, and only where they have as many. Else a
    statement has no passage, and the original as a whole is named beside its words.
    """
    ours, theirs = _paragraphs(text), _paragraphs(original)
    if len(ours) != len(theirs):
        return list(statements)
    return [
        replace(said, quote=replace(said.quote, original=_passage(said, ours, theirs, original))) for said in statements
    ]


def _passage(said: Statement, ours: list[tuple[int, int]], theirs: list[tuple[int, int]], original: str) -> str | None:
    start, end = said.quote.start, said.quote.end
    if start is None or end is None:
        return None
    covered = [i for i, (first, last) in enumerate(ours) if first < end and start < last]
    if not covered:
        return None
    passage = original[theirs[covered[0]][0] : theirs[covered[-1]][1]]
    return passage if len(passage) <= _LONGEST_PASSAGE else None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs stand: parted by empty lines, or each a line of its own where there are none."""
    between = _BETWEEN if _BETWEEN.search(text.strip()) else re.compile(r"\n")
    spans, start = [], 0
    for found in (*between.finditer(text), None):
        end = found.start() if found else len(text)
        words = text[start:end]
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = found.end() if found else end
    return spans


def _literally(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)

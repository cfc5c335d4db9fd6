"""What a document says of itself: title, publisher, time of publication, address, language, whose report it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from holdsway.clocks import Published
from holdsway.errors import InputError
from holdsway.reading.language import is_english_name
from holdsway.reading.publication import Stated, stated_publication

__all__ = ["BrokenMetadataError", "Metadata", "front_matter", "merged", "sidecar"]

_FENCE = "---"
_YES = frozenset(("true", "yes", "on", "1"))
_PARAPHRASE = ("paraphrase", "rewritten", "synthetic")


class BrokenMetadataError(InputError):
    """Metadata that cannot be understood; `line` counts from 1 in the file."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document; whatever is absent or unreadable is None, never guessed.

    `made` is when the file itself was made, `doubts` what could not be read, or not for sure, with the remedy.
    """

    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    url: str | None = None
    lang: str | None = None
    author: str | None = None
    paraphrase: bool = False
    reporting_source: str | None = None
    reporting_published: str | None = None
    corrects: str | None = None
    licence: str | None = None
    sensitivity: str | None = None
    translation_of: str | None = None
    made: Published | None = None
    doubts: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Mapping[Any, Any]) -> Metadata:
        """Metadata from the keys of front matter, a sidecar or a line of JSON."""
        reporting = entry.get("reporting")
        reporting = reporting if isinstance(reporting, Mapping) else {"source": reporting}
        sources = entry.get("sources")
        first = sources[0] if isinstance(sources, list) and sources else None
        published = _one(entry, "published", "date") or _one(reporting, "published")
        stated = stated_publication(published) if published else Stated(None)
        return cls(
            title=_one(entry, "title"),
            publisher=_one(entry, "publisher") or _plain(first),
            published=stated.published,
            url=_one(entry, "url") or _one(reporting, "url"),
            lang=_one(entry, "lang"),
            author=_one(entry, "author"),
            paraphrase=any((_plain(entry.get(key)) or "").casefold() in _YES for key in _PARAPHRASE),
            reporting_source=_one(reporting, "source"),
            reporting_published=_one(reporting, "published"),
            corrects=_one(entry, "corrects"),
            licence=_one(entry, "licence", "license"),
            sensitivity=_one(entry, "sensitivity"),
            translation_of=_one(entry, "translation_of"),
            doubts=(stated.doubt,) if stated.doubt else (),
        )

    @property
    def is_english(self) -> bool:
        """Whether it declares English, or no language at all."""
        return not self.lang or is_english_name(self.lang)


def merged(said: Metadata, beside: Metadata) -> Metadata:
    """The metadata of a document, completed from the file beside it where it is silent."""
    known = {f.name: getattr(said, f.name) or getattr(beside, f.name) for f in fields(Metadata)}
    return Metadata(**known | {"doubts": (*said.doubts, *beside.doubts)})


def front_matter(text: str) -> tuple[Metadata, str]:
    """The metadata between two `---` lines at the top of a text, and the body after them.

    Errors: BrokenMetadataError naming the line that is not valid YAML.
    """
    if not text.startswith(_FENCE + "\n"):
        return Metadata(), text
    head, fence, body = text[len(_FENCE) :].partition(f"\n{_FENCE}\n")
    if not fence:
        if not head.endswith(f"\n{_FENCE}"):
            return Metadata(), text
        head, body = head.removesuffix(f"\n{_FENCE}"), ""
    entry = _yaml(head, "front matter", 0)
    return (Metadata.of(entry), body) if isinstance(entry, Mapping) else (Metadata(), text)


def sidecar(path: Path) -> Metadata:
    """The metadata in `NAME.meta.yaml` beside a document; nothing when there is none.

    Errors: BrokenMetadataError naming the file and the line.
    """
    for beside in (path.with_name(path.name + ".meta.yaml"), path.with_suffix(".meta.yaml")):
        if beside.is_file():
            try:
                text = beside.read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                raise BrokenMetadataError(f"{beside.name} cannot be read; save it as UTF-8", None) from None
            entry = _yaml(text, beside.name, 0)
            return Metadata.of(entry) if isinstance(entry, Mapping) else Metadata()
    return Metadata()


def _yaml(text: str, name: str, before: int) -> Any:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # every value stays the words as written
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = before + mark.line + 1 if mark else None
        raise BrokenMetadataError(f"{name} line {line or '?'} is not valid YAML; mend that line", line) from None
    except (RecursionError, ValueError):
        raise BrokenMetadataError(f"{name} is not valid YAML; write `key: value` lines", None) from None


def _one(entry: Mapping[Any, Any], *keys: str) -> str | None:
    return next((found for key in keys if (found := _plain(entry.get(key)))), None)


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else None
    if not isinstance(value, str | int | float):
        return None
    words = " ".join(str(value).split())
    return None if words in ("", "null", "~", "None") else words.encode("utf-8", "replace").decode()
